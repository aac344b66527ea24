"""nn.module.Module.named_parameters: what is asked for, and the networks that the walk is tried on."""

import numpy as np

from ....autograd.tensor import Tensor
from ....nn.module import Module
from ....nn.parameter import Parameter
from ...record import Exercise
from ...text import Text

record = Exercise(
    "nn.module.Module.named_parameters",
    lesson="03",
    points=15,
    minutes=20,
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
            en="A set of ids, empty before the walk begins, serves the whole walk. For each parameter: is it in there? "
            "If not, its pair is given, with a name that `dotted` joins. When is an id put into the set, and when not?"
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
