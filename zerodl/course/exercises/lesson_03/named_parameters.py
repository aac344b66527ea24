"""nn.module.Module.named_parameters: the walk that finds everything there is to learn."""

import numpy as np

from ....autograd.tensor import Tensor
from ....nn.module import Module
from ....nn.parameter import Parameter
from ....nn.walk import dotted, named_values
from ...record import Exercise
from ...text import Text

record = Exercise(
    "nn.module.Module.named_parameters",
    lesson="03",
    points=15,
    minutes=15,
    difficulty=3,
    importance=5,
    role="production",
    task=Text(en="Find every parameter of a network, each once, in order, with its name."),
    hints=(
        Text(
            en="Two loops, one inside the other: the outer goes from module to module, the inner through the "
            "attributes of one module. Both helpers are named in the text. Is a parameter a new one? Ask `id(...)`, "
            "which is the same for the same object and for no other."
        ),
        Text(
            en="`self.named_modules(prefix=prefix, remove_duplicate=remove_duplicate)` gives pairs (path, module). "
            "Without `recurse` there is only one such pair, `(prefix, self)`. Inside, `named_values(vars(module), "
            "Parameter)` gives pairs (name, parameter)."
        ),
        Text(
            en="Before the loops, `seen = set()`. In the inner loop: if `id(parameter)` is not in `seen`, `yield` the "
            "pair of the name joined by `dotted` and the parameter. After that, if `remove_duplicate`, add the id to "
            "`seen`."
        ),
    ),
)


class Part(Module):
    """A module with the attributes that it is given, in that order."""

    def __init__(self, **attributes):
        super().__init__()
        for name, value in attributes.items():
            setattr(self, name, value)


def number(x, **settings):
    """A parameter that can be told from all others by its number."""
    return Parameter(np.array([float(x)]), **settings)


def found(module, call, *args, **settings):
    """Every name that the walk gives, with the number of the parameter."""
    pairs = list(module.named_parameters(*args, **settings))
    return {"call": call, "result": [f"{name}: {parameter.item():g}" for name, parameter in pairs]}


@record.scenario("three parameters of one module")
def own(rng):
    part = Part(weight=number(3), bias=number(1), again=number(2), size=7, name="a part", none=None)
    return found(part, "a module with weight = 3, bias = 1, again = 2, and attributes that are no parameters")


@record.scenario("a module in a module in a module")
def nested(rng):
    inner = Part(weight=number(1), bias=number(2))
    middle = Part(linear=inner, scale=number(3))
    part = Part(block=middle, head=Part(weight=number(4)))
    return found(part, "block.linear has weight and bias, block has scale, head has weight")


@record.scenario("modules and parameters in lists and dictionaries")
def containers(rng):
    parts = [Part(weight=number(1)), Part(weight=number(2))]
    heads = {"left": Part(bias=number(3)), "right": Part(bias=number(4))}
    part = Part(layers=parts, heads=heads, gains=[number(5), number(6)], pair=(number(7), [number(8)]))
    return found(
        part, "layers = [module, module], heads = {left: module, right: module}, gains = [5, 6], pair = (7, [8])"
    )


@record.scenario("a network of twelve layers, in order")
def many(rng):
    names = [f"layer_{i}" for i in rng.permutation(12)]
    return found(Part(**{name: Part(weight=number(i), bias=number(100 + i)) for i, name in enumerate(names)}),
                 f"twelve modules, set in the order {', '.join(names)}")  # fmt: skip


@record.scenario("one parameter under two names of one module")
def two_names(rng):
    weight = number(1)
    return found(Part(weight=weight, tied=weight, other=number(2)), "tied is weight; other is not")


@record.scenario("one parameter in two modules, and one module in two places")
def shared(rng):
    table = number(1)
    twice = Part(weight=number(2))
    part = Part(encoder=Part(weight=table), first=twice, second=twice, decoder=Part(deep=Part(weight=table)))
    return found(part, "decoder.deep.weight is encoder.weight; second is first")


@record.scenario("parameters that are equal, and still two")
def equal(rng):
    return found(Part(a=Part(weight=number(0)), b=Part(weight=number(0))), "a.weight and b.weight both hold 0")


@record.scenario("a frozen parameter, and a tensor that is none")
def frozen(rng):
    part = Part(weight=number(1, requires_grad=False), mask=Tensor(np.array([5.0])), bias=number(2))
    return found(part, "weight has requires_grad=False; mask is a tensor, but no Parameter")


@record.scenario("with a prefix")
def prefixed(rng):
    part = Part(weight=number(1), block=Part(bias=number(2)))
    return found(part, 'named_parameters(prefix="net")', prefix="net")


@record.scenario("with recurse=False")
def not_inside(rng):
    part = Part(block=Part(bias=number(2)), weight=number(1), gains=[number(3)])
    return [
        found(part, "named_parameters(recurse=False)", recurse=False),
        found(part, 'named_parameters(prefix="net", recurse=False)', prefix="net", recurse=False),
    ]


@record.scenario("with remove_duplicate=False")
def all_names(rng):
    twice = Part(weight=number(2))
    part = Part(first=twice, second=twice, tied=twice.weight)
    call = "first and second are one module, tied is its weight; named_parameters(remove_duplicate=False)"
    return found(part, call, remove_duplicate=False)


def _names(data):
    return [entry.partition(": ")[0] for entry in data["result"]]


@record.mistake(
    when=lambda got, expected: got["result"] == [entry for entry in expected["result"] if "." not in entry],
    en="Only the parameters of the module itself were found. The modules inside it have some too: go through all of "
    "`self.named_modules(...)`.",
)
def only_own(self, prefix="", recurse=True, remove_duplicate=True):
    for name, parameter in named_values(vars(self), Parameter):
        yield dotted(prefix, name), parameter


@record.mistake(
    en="The modules inside were looked at, but not the modules inside those. Networks are nested to any depth: "
    "`named_modules` goes all the way down."
)
def one_level(self, prefix="", recurse=True, remove_duplicate=True):
    seen = set()
    for path, module in [("", self), *named_values(vars(self), Module)]:
        for name, parameter in named_values(vars(module), Parameter):
            if id(parameter) not in seen:
                seen.add(id(parameter))
                yield dotted(path, name), parameter


@record.mistake(
    en="A parameter that is used in two places came twice. An optimiser would move it twice in every step: remember "
    "which ones have been given, by their `id`."
)
def counted_twice(self, prefix="", recurse=True, remove_duplicate=True):
    modules = self.named_modules(prefix=prefix) if recurse else [(prefix, self)]
    for path, module in modules:
        for name, parameter in named_values(vars(module), Parameter):
            yield dotted(path, name), parameter


@record.mistake(
    en="A parameter that two modules share came twice: each module forgot what the others had given. One set `seen` "
    "has to serve the whole walk."
)
def seen_in_each_module(self, prefix="", recurse=True, remove_duplicate=True):
    modules = self.named_modules(prefix=prefix) if recurse else [(prefix, self)]
    for path, module in modules:
        seen = set()
        for name, parameter in named_values(vars(module), Parameter):
            if id(parameter) not in seen:
                seen.add(id(parameter))
                yield dotted(path, name), parameter


@record.mistake(
    en="Parameters were told apart by their names. Every layer calls its own `weight`, so all but the first are lost: "
    "remember `id(parameter)` instead."
)
def seen_by_name(self, prefix="", recurse=True, remove_duplicate=True):
    seen = set()
    for path, module in self.named_modules(prefix=prefix):
        for name, parameter in named_values(vars(module), Parameter):
            if name not in seen:
                seen.add(name)
                yield dotted(path, name), parameter


@record.mistake(
    when=lambda got, expected: (
        got["result"] != expected["result"] and sorted(got["result"]) == sorted(expected["result"])
    ),
    en="All are there, in another order. A saved network and an optimiser rely on it: each module's own parameters in "
    "the order in which they were set, then those of the modules inside. A set has no order, and sorting makes "
    "another.",
)
def sorted_by_name(self, prefix="", recurse=True, remove_duplicate=True):
    modules = self.named_modules(prefix=prefix, remove_duplicate=remove_duplicate) if recurse else [(prefix, self)]
    named = {id(p): (dotted(path, name), p) for path, m in modules for name, p in named_values(vars(m), Parameter)}
    return iter(sorted(named.values(), key=lambda pair: pair[0]))


@record.mistake(
    when=lambda got, expected: (
        [name.rpartition(".")[2] for name in _names(expected)] == _names(got) != _names(expected)
    ),
    en="The names lack the way there. Two layers have a `weight` each; only the path, as in `block.linear.weight`, "
    "tells them apart: join the two with `dotted`.",
)
def without_path(self, prefix="", recurse=True, remove_duplicate=True):
    seen = set()
    for _, module in self.named_modules(prefix=prefix):
        for name, parameter in named_values(vars(module), Parameter):
            if id(parameter) not in seen:
                seen.add(id(parameter))
                yield name, parameter


@record.mistake(
    en="The path of the outermost module is empty, and the names of its own parameters now begin with a dot. `dotted` "
    "joins the two and knows that case."
)
def leading_dot(self, prefix="", recurse=True, remove_duplicate=True):
    seen = set()
    for path, module in self.named_modules(prefix=prefix):
        for name, parameter in named_values(vars(module), Parameter):
            if id(parameter) not in seen:
                seen.add(id(parameter))
                yield f"{path}.{name}", parameter


@record.mistake(
    en="A plain tensor was taken for a parameter. A mask or a running mean is a tensor as well, and nobody learns it: "
    "ask for `Parameter`."
)
def every_tensor(self, prefix="", recurse=True, remove_duplicate=True):
    seen = set()
    for path, module in self.named_modules(prefix=prefix):
        for name, value in named_values(vars(module), Tensor):
            if id(value) not in seen:
                seen.add(id(value))
                yield dotted(path, name), value


@record.mistake(
    en="Two parameters that hold equal numbers were taken for one. `==`, and `in` for a list, compare numbers; `id` "
    "tells whether it is the same object."
)
def compared_by_value(self, prefix="", recurse=True, remove_duplicate=True):
    seen = []
    for path, module in self.named_modules(prefix=prefix):
        for name, parameter in named_values(vars(module), Parameter):
            if parameter.tolist() not in seen:
                seen.append(parameter.tolist())
                yield dotted(path, name), parameter


@record.mistake(
    en="Parameters that stand in a list or a dictionary are missing. `named_values` opens these; "
    "`vars(module).items()` alone does not."
)
def lists_not_opened(self, prefix="", recurse=True, remove_duplicate=True):
    seen = set()
    for path, module in self.named_modules(prefix=prefix):
        for name, value in vars(module).items():
            if isinstance(value, Parameter) and id(value) not in seen:
                seen.add(id(value))
                yield dotted(path, name), value


@record.mistake(en="The names do not begin with the `prefix`: hand it on to `named_modules`, which puts it in front.")
def no_prefix(self, prefix="", recurse=True, remove_duplicate=True):
    seen = set()
    for path, module in self.named_modules():
        for name, parameter in named_values(vars(module), Parameter):
            if id(parameter) not in seen:
                seen.add(id(parameter))
                yield dotted(path, name), parameter


@record.mistake(
    en="With `recurse=False` only the module's own parameters are asked for: the outer loop then has just the one pair "
    "`(prefix, self)`."
)
def always_inside(self, prefix="", recurse=True, remove_duplicate=True):
    seen = set()
    for path, module in self.named_modules(prefix=prefix, remove_duplicate=remove_duplicate):
        for name, parameter in named_values(vars(module), Parameter):
            if id(parameter) not in seen:
                yield dotted(path, name), parameter
            if remove_duplicate:
                seen.add(id(parameter))


@record.mistake(
    en="With `remove_duplicate=False` everything is to come under each of its names: then nothing is remembered as "
    "seen, and `named_modules` is told the same."
)
def always_once(self, prefix="", recurse=True, remove_duplicate=True):
    seen = set()
    for path, module in self.named_modules(prefix=prefix) if recurse else [(prefix, self)]:
        for name, parameter in named_values(vars(module), Parameter):
            if id(parameter) not in seen:
                seen.add(id(parameter))
                yield dotted(path, name), parameter


@record.variant
def as_a_list(self, prefix="", recurse=True, remove_duplicate=True):
    found, seen = [], []
    modules = [(prefix, self)]
    if recurse:
        modules = list(self.named_modules(prefix=prefix, remove_duplicate=remove_duplicate))
    for path, module in modules:
        for name, parameter in named_values(vars(module), Parameter):
            if remove_duplicate and any(parameter is other for other in seen):
                continue
            seen.append(parameter)
            found.append((dotted(path, name), parameter))
    return found


@record.variant
def in_two_steps(self, prefix="", recurse=True, remove_duplicate=True):
    modules = self.named_modules(None, prefix, remove_duplicate) if recurse else [(prefix, self)]
    pairs = [(dotted(path, n), p) for path, module in modules for n, p in named_values(vars(module), Parameter)]
    if remove_duplicate:
        first = {}
        for name, parameter in pairs:
            first.setdefault(id(parameter), (name, parameter))
        pairs = first.values()
    yield from pairs
