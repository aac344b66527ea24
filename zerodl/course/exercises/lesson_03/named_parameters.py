"""nn.module.Module.named_parameters: mistakes people make with the walk, and right answers written differently."""

from ....autograd.tensor import Tensor
from ....nn.module import Module
from ....nn.parameter import Parameter
from ....nn.walk import dotted, named_values
from .named_parameters_asked import record


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


@record.mistake(
    when=lambda got, expected: got.get("raised") == "TypeError" and "'in <string>' requires" in got["message"],
    en="`named_modules(prefix)` hands the prefix over as the first argument, and that is `memo`. Give it by name: "
    "`named_modules(prefix=prefix)`.",
)
def prefix_as_memo(self, prefix="", recurse=True, remove_duplicate=True):
    seen = set()
    for path, module in self.named_modules(prefix) if recurse else [(prefix, self)]:
        for name, parameter in named_values(vars(module), Parameter):
            if id(parameter) not in seen:
                seen.add(id(parameter))
                yield dotted(path, name), parameter


@record.mistake(
    en="With `remove_duplicate=False` a module that stands in two places is still entered once: hand the setting on to "
    "`named_modules`."
)
def modules_once(self, prefix="", recurse=True, remove_duplicate=True):
    seen = set()
    for path, module in self.named_modules(prefix=prefix) if recurse else [(prefix, self)]:
        for name, parameter in named_values(vars(module), Parameter):
            if id(parameter) not in seen:
                yield dotted(path, name), parameter
            if remove_duplicate:
                seen.add(id(parameter))


@record.mistake(
    en="With `recurse=False` the names do not begin with the `prefix`. The module itself is the only one then, and its "
    "path is the prefix, which is not always empty."
)
def no_prefix_alone(self, prefix="", recurse=True, remove_duplicate=True):
    modules = self.named_modules(prefix=prefix, remove_duplicate=remove_duplicate) if recurse else [("", self)]
    seen = set()
    for path, module in modules:
        for name, parameter in named_values(vars(module), Parameter):
            if id(parameter) not in seen:
                yield dotted(path, name), parameter
            if remove_duplicate:
                seen.add(id(parameter))


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
