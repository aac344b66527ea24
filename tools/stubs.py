"""Write the stubs, zerodl/autograd/tensor.pyi and zerodl/ops/__init__.pyi: `make stubs`.

An editor or type checker reads code without running it, and so cannot see what is set while zerodl is imported: the
methods that Tensor gets from the table of operations, and the functions that the decorator ``op`` makes. A stub says
it in a form they read. Names, parameters and defaults come from the running package; types are in the tables below.
A new name that the tables do not know stops this script with a KeyError, and gets its line there.
"""

import builtins
import inspect
import re
from pathlib import Path

import zerodl
from zerodl import ops
from zerodl.autograd import Tensor, tensor

PACKAGE = Path(zerodl.__file__).parent

TENSOR_HEAD = '''\
"""Tensor with all its methods. Written by tools/stubs.py: do not edit, run `make stubs`."""

import builtins
from collections.abc import Iterator, Sequence
from types import EllipsisType
from typing import Any, ClassVar, Self, SupportsIndex, TypeAlias, overload

import numpy as np
from numpy.typing import ArrayLike, DTypeLike, NDArray

from ..ops.reduce import MaxResult
from .node import Node
from .storage import Storage

# What an operation takes. No list is among it: that is for zerodl.tensor.
_TensorLike: TypeAlias = Tensor | NDArray[Any] | np.generic | float
_Index: TypeAlias = SupportsIndex | slice | EllipsisType | Tensor | NDArray[Any] | list[Any] | None

class Tensor:
    array: NDArray[Any]
    requires_grad: bool
    grad: Tensor | None
    node: Node | None
    slot: int
    storage: Storage
    numpy_functions: ClassVar[dict[Any, Any]]
    parents: ClassVar[tuple[()]]
'''

OPS_HEAD = '''\
"""The operations, as functions of tensors. Written by tools/stubs.py: do not edit, run `make stubs`."""

from collections.abc import Sequence
from typing import Any, Literal, overload

from numpy.typing import ArrayLike, DTypeLike, NDArray

from ..autograd.table import OPS as OPS
from ..autograd.tensor import Tensor as Tensor
from ..autograd.tensor import _Index, _TensorLike
from ..random import Generator
from .reduce import MaxResult

METHODS: tuple[str, ...]

'''

# Types and the parameters that have them; "sum.dim" stands before "dim". A default of None adds itself to the type.
TAKES = {
    "_TensorLike": "a b condition gradient input log_probs other target value x",
    "Any": "entry g plain_index.key",
    "DTypeLike": "dtype",
    "Generator": "generator",
    "Literal['none', 'sum', 'mean']": "reduction",
    "NDArray[Any]": "array",
    "Storage": "storage",
    "Tensor | ArrayLike": "data",
    "_Index | tuple[_Index, ...]": "key",
    "bool": "copy create_graph keepdim requires_grad retain_graph",
    "float": "bounds end start",
    "int": "dim dim0 dim1 slot steps",
    "int | Sequence[int]": "amax.dim mean.dim shape sum.dim",
}

# Types and what gives them back: whatever stands in tensor.py, and the operations that do not give a Tensor.
GIVES = {
    "Any": "item plain_index tolist",  # numbers of a kind that depends on the dtype
    "Iterator[Tensor]": "__iter__",
    "NDArray[Any]": "__array__ numpy",
    "None": "__init__ __setitem__ backward receive",
    "Self": "add_ div_ mul_ of_array requires_grad_ sub_ zero_",
    "Tensor": "T __getitem__ detach double float on_tape to",
    "bool": "__bool__ is_leaf",
    "float": "__float__",
    "int": "__hash__ __int__ __len__ dim ndim numel",
    "np.dtype[Any]": "dtype",
    "str": "__repr__",
    "tuple[Tensor, Tensor]": "max_with_indices",
    "tuple[int, ...]": "shape",
}

# Functions of which dim decides what they give: pairs of dim's type and the result's.
OVERLOADS = {
    "max": [("None", "Tensor"), ("int", "MaxResult")],
    "size": [("None", "tuple[int, ...]"), ("int", "int")],
}

TYPE_OF_PARAMETER = {name: text for text, names in TAKES.items() for name in names.split()}
TYPE_OF_RESULT = {name: text for text, names in GIVES.items() for name in names.split()}


def main():
    """Write the stubs where type checkers look for them, beside the modules."""
    for path, text in stubs().items():
        path.write_text(text, encoding="utf-8", newline="\n")


def stubs():
    """{file: its text} for the two stubs."""
    return {PACKAGE / "autograd" / "tensor.pyi": tensor_stub(), PACKAGE / "ops" / "__init__.pyi": ops_stub()}


def tensor_stub():
    """Tensor with all its methods, and the functions beside it."""
    lines = []
    for name, member in vars(Tensor).items():
        if callable(member) or isinstance(member, (property, classmethod)):
            lines += ["    " + line for line in declared(name, member, method=True)]
    for name, member in vars(tensor).items():
        if inspect.isfunction(member) and in_tensor_py(member) and not name.startswith("_"):
            lines += declared(name, member)
    return TENSOR_HEAD + "\n".join(lines) + "\n"


def ops_stub():
    """The operations as functions of tensors. Given arrays alone they compute an array, which is left unsaid here."""
    lines = []
    for name in ops.__all__:
        lines += declared(name, getattr(ops, name))
    listed = ["", "__all__ = [", *(f'    "{name}",' for name in ops.__all__), "]"]
    return OPS_HEAD + "\n".join(lines + listed) + "\n"


def declared(name, member, method=False):
    """The lines that declare one function, method, property or operator."""
    if isinstance(member, property):
        return ["@property", f"def {name}(self) -> {TYPE_OF_RESULT[name]}: ..."]
    if getattr(member, "__name__", "") == "<lambda>":
        return [operator(name)]
    function = getattr(member, "__func__", member)
    before = ["@classmethod"] if isinstance(member, classmethod) else []
    if name.startswith("_") and function.__name__ not in TYPE_OF_RESULT:  # for the package alone: left without types
        return [*before, f"def {name}{inspect.signature(function)}: ..."]
    lines = []
    for dim, gives in OVERLOADS.get(name) or [("", returned(function))]:
        takes = ", ".join(parameters(function, method, dim))
        first_line = f"def {name}({takes}) -> {written(gives, method)}:"
        lines += ["@overload"] if dim else before
        lines += [f"{first_line} ..."] if in_tensor_py(function) else [first_line, f'    """{summary(function)}"""']
    return lines


def operator(name):
    """``__add__`` and its kind: a function of one other operand, or in ``__neg__`` of none."""
    other = "" if name == "__neg__" else ", other: _TensorLike"
    of_objects = "  # type: ignore[override]" if name in ("__eq__", "__ne__") else ""  # object's give a bool
    return f"def {name}(self{other}) -> Tensor: ...{of_objects}"


def parameters(function, method, dim):
    """The parameters as a stub has them; ``dim``, if given, is the type that dim has in this overload."""
    lines = []
    for i, p in enumerate(inspect.signature(function).parameters.values()):
        if method and i == 0:
            lines.append("cls" if p.name == "cls" else "self")
            continue
        takes = TYPE_OF_PARAMETER.get(f"{function.__name__}.{p.name}") or TYPE_OF_PARAMETER[p.name]
        default = "" if p.default is p.empty else f" = {p.default!r}"
        if p.name == "dim" and dim:
            takes, default = dim, default if dim == "None" else ""
        elif p.default is None:
            takes += " | None"
        star = "*" if p.kind is p.VAR_POSITIONAL else ""
        lines.append(f"{star}{p.name}: {written(takes, method)}{default}")
    return lines


def returned(function):
    """The type of what a function gives back."""
    name = function.__name__
    return TYPE_OF_RESULT[name] if in_tensor_py(function) else TYPE_OF_RESULT.get(name, "Tensor")


def summary(function):
    """The first line of the docstring. What tensor.py defines does without: there an editor finds the whole."""
    return inspect.cleandoc(function.__doc__).splitlines()[0]


def written(text, method):
    """A type as it must be written; inside Tensor, where ``float`` is a method, the number is builtins.float."""
    hidden = {name for name in vars(Tensor) if hasattr(builtins, name)} if method else ()
    return re.sub(r"\w+", lambda word: f"builtins.{word[0]}" if word[0] in hidden else word[0], text)


def in_tensor_py(function):
    """Whether it stands in autograd/tensor.py; so does ``__hash__``, taken from ``object``, which has no module."""
    return getattr(function, "__module__", tensor.__name__) == tensor.__name__


if __name__ == "__main__":
    main()
