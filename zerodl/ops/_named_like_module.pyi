"""The operations, as functions of tensors. Written by tools/stubs.py: do not edit, run `make stubs`."""

from collections.abc import Callable, Sequence
from typing import Any, Literal, overload

from numpy.typing import DTypeLike

from ..autograd.tensor import Tensor, _Array, _Index, _TensorLike
from ..ops.qr import QRResult
from ..ops.sort import SortResult
from ..ops.svd import OldSVDResult
from ..random import Generator

def batch_norm(x: _Array, weight: _Array | None = None, bias: _Array | None = None, eps: float = 1e-05, observe: Callable[[Any, Any], Any] | None = None) -> Tensor:
    """Every channel brought to mean 0 and variance 1 over the batch, then to a scale and a mean that are learned."""
def cholesky(x: _Array, upper: bool = False) -> Tensor:
    """The lower triangle L with L @ Lᵀ = x, for symmetric matrices whose eigenvalues are positive."""
def diagonal(x: _Array, offset: int = 0, dim1: int = 0, dim2: int = 1) -> Tensor:
    """The diagonal of the matrices that two axes span, as the last axis; a view."""
def dropout(x: _Array, p: float = 0.5, axes: int | None = None, generator: Generator | None = None) -> Tensor:
    """Put 0 in place of each element with the chance p, and scale the others so that the mean stays."""
def einsum(equation: _Array | str, *operands: _Array | Sequence[_Array] | Sequence[int]) -> Tensor:
    """Sums of products of any arrays, by Einstein's convention."""
def flip(x: _Array, dims: int | Sequence[int]) -> Tensor:
    """x with the order of its elements reversed along the axes ``dims``; a copy."""
def gather(x: _Array, dim: int, index: _Array) -> Tensor:
    """One element of x for each place of ``index``, found along ``dim``."""
def group_norm(x: _Array, num_groups: int, weight: _Array | None = None, bias: _Array | None = None, eps: float = 1e-05) -> Tensor:
    """Every group of an example's channels brought to mean 0 and variance 1, then scaled and moved channel by channel."""
def index(x: _Array, key: _Index | tuple[_Index, ...]) -> Tensor:
    """x[key], for integers, slices, masks, arrays of integers, ``...`` and None."""
def inverse(x: _Array) -> Tensor:
    """The inverse of each matrix: the name of linalg.inv outside linalg."""
def layer_norm(x: _Array, weight: _Array | None = None, bias: _Array | None = None, normalized_shape: tuple[int, ...] = (), eps: float = 1e-05) -> Tensor:
    """Every example brought to mean 0 and variance 1 over its last axes, then scaled and moved as is learned."""
def matrix_norm(A: _Array, ord: float | Literal['fro', 'nuc'] = 'fro', dim: Sequence[int] = (-2, -1), keepdim: bool = False, *, dtype: DTypeLike | None = None) -> Tensor:
    """How large each matrix is, in the sense that ``ord`` names."""
def matrix_rank(x: _Array, *, atol: float | None = None, rtol: float | None = None, hermitian: bool = False) -> Tensor:
    """How many singular values of each matrix are not 0: the number of its rows that do not depend on others."""
def pad(x: _Array, pad: Sequence[int], mode: Literal['constant', 'reflect', 'replicate', 'circular'] = 'constant', value: float | None = None) -> Tensor:
    """x with a border around it."""
def qr(x: _Array, some: bool = True) -> QRResult:
    """x as Q @ R: the older name of linalg.qr."""
def quantile(x: _Array, q: _TensorLike, dim: int | None = None, keepdim: bool = False, *, interpolation: Literal['linear', 'lower', 'higher', 'midpoint', 'nearest'] = 'linear') -> Tensor:
    """The value below which a share ``q`` of the elements lies, over all or along one axis."""
def renorm(x: _Array, p: float, dim: int, maxnorm: float) -> Tensor:
    """Shorten each slice along an axis to the length ``maxnorm``, if it is longer; its direction stays."""
def repeat(x: _Array, repeats: int | Sequence[int]) -> Tensor:
    """x laid side by side ``repeats[i]`` times along axis i; further counts make new axes on the left. A copy."""
def rms_norm(x: _Array, weight: _Array | None = None, normalized_shape: tuple[int, ...] = (), eps: float | None = None) -> Tensor:
    """Every example divided by the root of its mean square over the last axes, then scaled as is learned."""
def scatter(x: _Array, dim: int, index: _Array, src: _TensorLike | None = None, *, value: float | None = None, reduce: Literal['add', 'multiply'] | None = None) -> Tensor:
    """A copy of x with the elements of ``src`` written where ``index`` says along ``dim``."""
def scatter_reduce(x: _Array, dim: int, index: _Array, src: _Array, reduce: Literal['sum', 'prod', 'mean', 'amax', 'amin'], *, include_self: bool = True) -> Tensor:
    """A copy of x reduced with the elements of ``src`` that ``index`` sends to each place along ``dim``."""
def sigmoid(x: _Array) -> Tensor:
    """A smooth step from 0 to 1: the probability whose log-odds are x."""
def sign(x: _Array) -> Tensor:
    """−1, 0 or 1: on which side of 0 x lies. Not a number counts as 0."""
def solve(A: _Array, B: _Array, *, left: bool = True) -> Tensor:
    """X with A @ X = B; or with ``left=False`` X with X @ A = B."""
def sort(x: _Array, dim: int = -1, descending: bool = False, stable: bool = False) -> SortResult:
    """x sorted along an axis, and where each element came from; NaN counts as larger than every number."""
def split(x: _Array, split_size_or_sections: int | Sequence[int], dim: int = 0) -> tuple[Tensor, ...]:
    """x cut along an axis into parts of a given length, the last of what is left; or into parts of the given lengths."""
def svd(x: _Array, some: bool = True) -> OldSVDResult:
    """The singular value decomposition by its older name: x = U diag(S) Vᵀ. It gives V, where linalg.svd gives Vᵀ."""
@overload
def unique(x: _Array, sorted: bool = True, return_inverse: Literal[False] = False, return_counts: Literal[False] = False, dim: int | None = None) -> Tensor:
    """The different values of x, sorted; or with ``dim`` the different slices along an axis."""
@overload
def unique(x: _Array, sorted: bool = True, *, return_inverse: Literal[True], return_counts: Literal[False] = False, dim: int | None = None) -> tuple[Tensor, Tensor]:
    """The different values of x, sorted; or with ``dim`` the different slices along an axis."""
@overload
def unique(x: _Array, sorted: bool = True, return_inverse: Literal[False] = False, *, return_counts: Literal[True], dim: int | None = None) -> tuple[Tensor, Tensor]:
    """The different values of x, sorted; or with ``dim`` the different slices along an axis."""
@overload
def unique(x: _Array, sorted: bool = True, *, return_inverse: Literal[True], return_counts: Literal[True], dim: int | None = None) -> tuple[Tensor, Tensor, Tensor]:
    """The different values of x, sorted; or with ``dim`` the different slices along an axis."""
@overload
def unique(x: _Array, sorted: bool = True, return_inverse: bool = False, return_counts: bool = False, dim: int | None = None) -> Tensor | tuple[Tensor, ...]:
    """The different values of x, sorted; or with ``dim`` the different slices along an axis."""
