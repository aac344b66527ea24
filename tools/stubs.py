"""Write the stubs, zerodl/autograd/tensor.pyi and those in zerodl/ops: `make stubs`.

An editor or type checker reads code without running it, and so cannot see what is set while zerodl is imported: the
methods that Tensor gets from the table of operations, and the functions that the decorator ``op`` makes. A stub says
it in a form they read. Names, parameters and defaults come from the running package; types are in types.toml. A new
name that has none there stops this script, which says what is missing.
"""

import inspect
import re
import sys
import tomllib
from pathlib import Path

import zerodl
from zerodl import ops
from zerodl.autograd import Tensor, tensor
from zerodl.ops.methods import OF_LENGTHS, UNARY

PACKAGE = Path(zerodl.__file__).parent
TYPES_FILE = Path(__file__).with_name("types.toml")
TYPES = tomllib.loads(TYPES_FILE.read_text(encoding="utf-8"))
TAKES = {name: text for text, names in TYPES["takes"].items() for name in names.split()}
GIVES = {name: text for text, names in TYPES["gives"].items() for name in names.split()}
CASES = {name: cases for names, cases in TYPES["cases"].items() for name in names.split()}

# What a stub imports, as far as it uses it.
IMPORTS = """
from collections.abc import Callable, Iterator, Sequence
from types import EllipsisType
from typing import Any, ClassVar, Literal, NoReturn, Protocol, Self, SupportsIndex, TypeAlias, TypeGuard, overload

import numpy as np
from numpy.typing import ArrayLike, DTypeLike, NDArray

from ..autograd.hook import Handle
from ..autograd.node import Node
from ..autograd.storage import Storage
from ..autograd.tensor import Tensor, _Array, _Device, _Index, _SupportsDLPack, _TensorLike
from ..autograd.view import View
from ..device import device as device_type
RESULTS
from ..random import Generator
"""

TENSOR_HEAD = """\
# What an operation takes: a tensor or an array; or also a single number. Lists are for zerodl.tensor alone.
_Array: TypeAlias = Tensor | NDArray[Any]
_TensorLike: TypeAlias = _Array | np.generic | float
_Device: TypeAlias = device_type | str | int
_Index: TypeAlias = SupportsIndex | slice | EllipsisType | Tensor | NDArray[Any] | list[Any] | None

# Inside Tensor these three names are methods.
_bool: TypeAlias = bool
_float: TypeAlias = float
_int: TypeAlias = int

class _SupportsDLPack(Protocol):
    def __dlpack__(self) -> Any: ...
    def __dlpack_device__(self) -> tuple[Any, Any]: ...

class Tensor:
    _requires_grad: bool
    array: NDArray[Any]
    _grad: Tensor | None
    hooks: dict[int, dict[int, Callable[[Any], Any]]] | None
    node: Node | None
    slot: int
    storage: Storage
    window: View | None
    numpy_functions: ClassVar[dict[Any, Callable[..., Any]]]
    parents: ClassVar[tuple[()]]
"""

missing: set[str] = set()  # what types.toml lacks, in words


def main():
    """Write the stubs where type checkers look for them, beside the modules."""
    for path, text in stubs().items():
        path.write_text(text, encoding="utf-8", newline="\n")


def stubs():
    """{file: its text} for all stubs."""
    texts = {PACKAGE / "autograd" / "tensor.pyi": tensor_stub(), **ops_stubs()}
    if missing:
        raise SystemExit("\n".join(sorted(missing)))
    return texts


def tensor_stub():
    """Tensor with the methods of all classes that it is made of, and the functions beside it."""
    members = {name: member for cls in reversed(Tensor.__mro__[:-1]) for name, member in vars(cls).items()}
    lines = TENSOR_HEAD.splitlines()
    for name, member in members.items():
        if callable(member) or isinstance(member, (property, classmethod)):
            lines += ["    " + line for line in declared(name, member, method=True)]
    for name, member in vars(tensor).items():
        if inspect.isfunction(member) and member.__module__ == tensor.__name__ and not name.startswith("_"):
            lines += declared(name, member)
    return stub("Tensor with all its methods.", lines)


def ops_stubs():
    """The operations as functions of tensors. Given arrays alone they compute an array, which is left unsaid here.

    Those that have the name of a module in ``ops``, as ``pad`` has, are declared in a stub of their own: declared in
    ``__init__.pyi`` mypy would take them for the module whenever it reads its cache.
    """
    modules = {path.stem for path in (PACKAGE / "ops").glob("*.py")}
    apart = [name for name in ops.__all__ if name in modules]
    here = [name for name in ops.__all__ if name not in modules]
    imports = [f"from ._named_like_module import {name} as {name}" for name in apart]
    listed = ["", "__all__ = [", *(f'    "{name}",' for name in ops.__all__), "]"]
    says = "The operations, as functions of tensors."
    return {
        PACKAGE / "ops" / "__init__.pyi": stub(says, operations(here) + listed, imports),
        PACKAGE / "ops" / "_named_like_module.pyi": stub(says, operations(apart)),
    }


def operations(names):
    """The lines that declare these operations."""
    return [line for name in names for line in declared(name, getattr(ops, name))]


def stub(says, lines, further_imports=()):
    """The text of a stub: what it is, what it imports, and its declarations."""
    code = re.sub(r'""".*?"""', "", "\n".join(lines))
    imports = []
    for line in IMPORTS.strip().replace("RESULTS", result_imports()).splitlines():
        before, word, names = line.partition("import ")
        used = [name for name in names.split(", ") if is_used(name.rpartition(" ")[2], code)]
        if used or not line:
            imports.append(before + word + ", ".join(used))
    first_line = f'"""{says} Written by tools/stubs.py: do not edit, run `make stubs`."""'
    return "\n".join([first_line, "", *imports, *further_imports, "", *lines, ""])


def is_used(name, code):
    """Whether a name occurs without being defined there."""
    return bool(name) and re.search(rf"\b{name}\b", code) and not re.search(rf"^(class )?{name}[:(]", code, re.M)


def result_imports():
    """The imports of the named tuples that operations give."""
    lines = []
    for module in [sys.modules[name] for name in sorted(sys.modules) if name.startswith("zerodl.ops.")]:
        own = [x for x in vars(module).values() if inspect.isclass(x) and x.__module__ == module.__name__]
        names = sorted(x.__name__ for x in own if issubclass(x, tuple))
        lines += [f"from ..ops.{module.__name__.rpartition('.')[2]} import {', '.join(names)}"] if names else []
    return "\n".join(lines)


def declared(name, member, method=False):
    """The lines that declare one function, method, property or operator."""
    if isinstance(member, property):
        return declared_property(name, member)
    if getattr(member, "__name__", "") == "<lambda>":
        return [operator(name)]
    function = getattr(ops, name) if method and name in OF_LENGTHS else getattr(member, "__func__", member)
    before = ["@classmethod"] if isinstance(member, classmethod) else []
    if name.startswith("_") and name not in GIVES:  # for the package alone: left without types
        return [*before, f"def {name}{inspect.signature(function)}: ..."]
    lines, cases = [], cases_of(name, function, method)
    for narrowed, gives in cases:
        takes = ", ".join(parameters(function, method, narrowed))
        first_line = f"def {name}({takes}) -> {written(gives, method)}:"
        lines += ["@overload"] if len(cases) > 1 else before
        lines += [f"{first_line} ..."] if of_tensor_itself(function) else [first_line, f'    """{summary(function)}"""']
    return lines


def declared_property(name, member):
    """A property, and what may be written to it."""
    lines = ["@property", f"def {name}(self) -> {written(returned(member.fget), True)}: ..."]
    if member.fset is not None:
        lines += [f"@{name}.setter", f"def {name}({', '.join(parameters(member.fset, True, {}))}) -> None: ..."]
    return lines


def operator(name):
    """``__add__`` and its kind: a function of one other operand, or in ``__neg__`` of none."""
    takes = "" if name.strip("_") in UNARY else ", other: _Array" if "matmul" in name else ", other: _TensorLike"
    gives = "Self" if name.startswith("__i") and name != "__invert__" else "Tensor"
    of_objects = "  # type: ignore[override]" if name in ("__eq__", "__ne__") else ""  # object's give a bool
    return f"def {name}(self{takes}) -> {gives}: ...{of_objects}"


def cases_of(name, function, method):
    """Pairs: which parameters have a type of their own in this case, and the type of the result."""
    if method and name in OF_LENGTHS:  # x.reshape((2, 3)) and x.reshape(2, 3)
        return [({}, "Tensor"), ({f"*{OF_LENGTHS[name]}": "int"}, "Tensor")]
    return CASES.get(name) or [({}, returned(function))]


def parameters(function, method, narrowed):
    """The parameters as a stub has them; ``narrowed``: those that have a type of their own in this case."""
    lines: list[str] = []
    for p in inspect.signature(function).parameters.values():
        if method and not lines:
            lines.append("cls" if p.name == "cls" else "self")
            continue
        takes = narrowed.get(p.name) or narrowed.get(f"*{p.name}")
        only_one = p.kind is p.VAR_POSITIONAL and p.name in narrowed  # of several that there may be
        several = f"*{p.name}" in narrowed or (p.kind is p.VAR_POSITIONAL and not only_one)
        before = "*" if several else "**" if p.kind is p.VAR_KEYWORD else ""
        needed = p.default is p.empty or takes not in (None, "None", f"Literal[{p.default!r}]")
        by_name = p.kind is p.KEYWORD_ONLY or (needed and not before and any(" = " in line for line in lines))
        if by_name and not any(line.startswith("*") for line in lines):
            lines.append("*")
        default = "" if needed or before else f" = {p.default!r}"
        lines.append(f"{before}{p.name}: {written(takes or type_of(function, p), method)}{default}")
        lines += ["/"] if only_one else []
    return lines


def type_of(function, p):
    """The type of a parameter."""
    name = function.__name__
    found = [TAKES[key] for key in (f"{name}.{p.name}", f"{name.removesuffix('_')}.{p.name}", p.name) if key in TAKES]
    if not found:
        missing.add(f"{name}: its parameter {p.name!r} has no type; add the name to [takes] in {TYPES_FILE}")
    return found[0] + (" | None" if p.default is None else "") if found else "Any"


def returned(function):
    """The type of what a function gives back."""
    name, module = function.__name__, getattr(function, "__module__", tensor.__name__)
    if name in GIVES:
        return GIVES[name]
    if module.startswith("zerodl.autograd."):
        missing.add(f"{name}: its result has no type; add the name to [gives] in {TYPES_FILE}")
    outputs = getattr(function, "num_outputs", 1)
    if outputs != 1:  # None: how many depends on the arguments
        return f"tuple[{', '.join(['Tensor'] * outputs if outputs else ['Tensor', '...'])}]"
    return "Self" if name.endswith("_") else "Tensor"


def summary(function):
    """The first line of the docstring. What tensor.py defines does without: there an editor finds the whole."""
    return inspect.cleandoc(function.__doc__).splitlines()[0]


def written(text, method):
    """A type as it must be written: inside Tensor, where ``float`` is a method, the number is called ``_float``."""
    return re.sub(r"\b(bool|float|int)\b", r"_\1", text) if method else text


def of_tensor_itself(function):
    """Whether it stands in tensor.py, or in another module that Tensor is made of, or is ``object.__hash__``."""
    return getattr(function, "__module__", tensor.__name__).startswith("zerodl.autograd.")


if __name__ == "__main__":
    main()
