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

def add(a: _TensorLike, b: _TensorLike) -> Tensor:
    """a + b, element by element."""
def amax(x: _TensorLike, dim: int | Sequence[int] | None = None, keepdim: bool = False) -> Tensor:
    """The largest element over one axis, several, or all."""
def arange(*bounds: float, dtype: DTypeLike | None = None) -> Tensor:
    """The numbers from start to end in steps, end excluded; bounds as for ``range``."""
def argmax(x: _TensorLike, dim: int | None = None, keepdim: bool = False) -> Tensor:
    """The position of the largest element, in the flattened array or along ``dim``; it has no gradient."""
def cast(x: _TensorLike, dtype: DTypeLike) -> Tensor:
    """x in another dtype."""
def clone(x: _TensorLike) -> Tensor:
    """A copy of x in memory of its own, through which gradients still flow."""
def cross_entropy(input: _TensorLike, target: _TensorLike, reduction: Literal['none', 'sum', 'mean'] = 'mean') -> Tensor:
    """Cross-entropy between scores and class numbers: log_softmax over the classes, then nll_loss."""
def div(a: _TensorLike, b: _TensorLike) -> Tensor:
    """a / b, element by element."""
def eq(a: _TensorLike, b: _TensorLike) -> Tensor:
    """Whether a equals b."""
def exp(x: _TensorLike) -> Tensor:
    """e to the power x."""
def expand(x: _TensorLike, shape: int | Sequence[int]) -> Tensor:
    """x broadcast to a larger shape, without copying."""
def from_numpy(array: NDArray[Any]) -> Tensor:
    """A tensor that shares the memory of a NumPy array."""
def ge(a: _TensorLike, b: _TensorLike) -> Tensor:
    """Whether a is at least b."""
def gt(a: _TensorLike, b: _TensorLike) -> Tensor:
    """Whether a is greater than b."""
def index(x: _TensorLike, key: _Index | tuple[_Index, ...]) -> Tensor:
    """x[key], for integers, slices, masks, integer arrays, ``...`` and None; a view where NumPy's is."""
def index_put(x: _TensorLike, value: _TensorLike, key: _Index | tuple[_Index, ...]) -> Tensor:
    """A copy of x with x[key] = value."""
def le(a: _TensorLike, b: _TensorLike) -> Tensor:
    """Whether a is at most b."""
def linspace(start: float, end: float, steps: int, dtype: DTypeLike | None = None) -> Tensor:
    """``steps`` numbers at equal distances, both ends included."""
def log(x: _TensorLike) -> Tensor:
    """The natural logarithm."""
def log_softmax(x: _TensorLike, dim: int) -> Tensor:
    """The logarithm of softmax along an axis, without leaving the range of the floats."""
def lt(a: _TensorLike, b: _TensorLike) -> Tensor:
    """Whether a is less than b."""
def matmul(a: _TensorLike, b: _TensorLike) -> Tensor:
    """The matrix product a @ b, for single matrices and for stacks of them."""
@overload
def max(x: _TensorLike, dim: None = None, keepdim: bool = False) -> Tensor:
    """The largest element of all, or along ``dim`` the largest elements and their positions."""
@overload
def max(x: _TensorLike, dim: int, keepdim: bool = False) -> MaxResult:
    """The largest element of all, or along ``dim`` the largest elements and their positions."""
def max_with_indices(x: _TensorLike, dim: int, keepdim: bool = False) -> tuple[Tensor, Tensor]:
    """The largest elements along one axis, and where they are; of equally large ones the first."""
def mean(x: _TensorLike, dim: int | Sequence[int] | None = None, keepdim: bool = False) -> Tensor:
    """The mean over one axis, several, or all: the sum divided by the count."""
def mul(a: _TensorLike, b: _TensorLike) -> Tensor:
    """a · b, element by element."""
def ne(a: _TensorLike, b: _TensorLike) -> Tensor:
    """Whether a differs from b."""
def neg(x: _TensorLike) -> Tensor:
    """−x."""
def nll_loss(log_probs: _TensorLike, target: _TensorLike, reduction: Literal['none', 'sum', 'mean'] = 'mean') -> Tensor:
    """Negative log-likelihood: how surprised the model is by the right answers."""
def ones(*shape: int | Sequence[int], dtype: DTypeLike | None = None, requires_grad: bool = False) -> Tensor:
    """A tensor of ones."""
def pow(a: _TensorLike, b: _TensorLike) -> Tensor:
    """a to the power b, element by element."""
def rand(*shape: int | Sequence[int], generator: Generator | None = None, dtype: DTypeLike | None = None, requires_grad: bool = False) -> Tensor:
    """Numbers spread evenly over [0, 1)."""
def randn(*shape: int | Sequence[int], generator: Generator | None = None, dtype: DTypeLike | None = None, requires_grad: bool = False) -> Tensor:
    """Numbers from the normal distribution with mean 0 and variance 1."""
def relu(x: _TensorLike) -> Tensor:
    """Rectified linear unit: keep what is positive, put 0 in place of the rest."""
def reshape(x: _TensorLike, shape: int | Sequence[int]) -> Tensor:
    """The same elements, row by row, in another shape; a view where the memory allows it."""
def softmax(x: _TensorLike, dim: int) -> Tensor:
    """Positive numbers that sum to 1 along an axis, in the proportions of exp(x)."""
def sub(a: _TensorLike, b: _TensorLike) -> Tensor:
    """a − b, element by element."""
def sum(x: _TensorLike, dim: int | Sequence[int] | None = None, keepdim: bool = False, dtype: DTypeLike | None = None) -> Tensor:
    """The sum over one axis, several, or all."""
def tanh(x: _TensorLike) -> Tensor:
    """The hyperbolic tangent, from −1 to 1."""
def tensor(data: Tensor | ArrayLike, dtype: DTypeLike | None = None, requires_grad: bool = False) -> Tensor:
    """A tensor with a copy of ``data``."""
def transpose(x: _TensorLike, dim0: int, dim1: int) -> Tensor:
    """x with two axes exchanged; a view."""
def unindex(x: _TensorLike, shape: int | Sequence[int], key: _Index | tuple[_Index, ...]) -> Tensor:
    """Zeros of ``shape`` with x added at ``key``; an element that was read twice receives twice."""
def where(condition: _TensorLike, a: _TensorLike, b: _TensorLike) -> Tensor:
    """a where the condition holds, else b."""
def zeros(*shape: int | Sequence[int], dtype: DTypeLike | None = None, requires_grad: bool = False) -> Tensor:
    """A tensor of zeros."""

__all__ = [
    "add",
    "amax",
    "arange",
    "argmax",
    "cast",
    "clone",
    "cross_entropy",
    "div",
    "eq",
    "exp",
    "expand",
    "from_numpy",
    "ge",
    "gt",
    "index",
    "index_put",
    "le",
    "linspace",
    "log",
    "log_softmax",
    "lt",
    "matmul",
    "max",
    "max_with_indices",
    "mean",
    "mul",
    "ne",
    "neg",
    "nll_loss",
    "ones",
    "pow",
    "rand",
    "randn",
    "relu",
    "reshape",
    "softmax",
    "sub",
    "sum",
    "tanh",
    "tensor",
    "transpose",
    "unindex",
    "where",
    "zeros",
]
