"""The operations, as functions of tensors. Written by tools/stubs.py: do not edit, run `make stubs`."""

from collections.abc import Callable, Sequence
from typing import Any, Literal, TypeGuard, overload

from numpy.typing import ArrayLike, DTypeLike, NDArray

from ..autograd.tensor import Tensor, _Array, _Device, _Index, _SupportsDLPack, _TensorLike
from ..ops.determinant import SlogdetResult
from ..ops.eigen import EighResult
from ..ops.extreme import Range
from ..ops.qr import QRResult
from ..ops.scan import Extremes
from ..ops.solve import LstsqResult
from ..ops.sort import SortResult
from ..ops.svd import SVDResult
from ..random import Generator
from ._named_like_module import batch_norm as batch_norm
from ._named_like_module import cholesky as cholesky
from ._named_like_module import diagonal as diagonal
from ._named_like_module import dropout as dropout
from ._named_like_module import einsum as einsum
from ._named_like_module import flip as flip
from ._named_like_module import gather as gather
from ._named_like_module import group_norm as group_norm
from ._named_like_module import index as index
from ._named_like_module import inverse as inverse
from ._named_like_module import layer_norm as layer_norm
from ._named_like_module import matrix_norm as matrix_norm
from ._named_like_module import matrix_rank as matrix_rank
from ._named_like_module import pad as pad
from ._named_like_module import qr as qr
from ._named_like_module import quantile as quantile
from ._named_like_module import renorm as renorm
from ._named_like_module import repeat as repeat
from ._named_like_module import rms_norm as rms_norm
from ._named_like_module import scatter as scatter
from ._named_like_module import scatter_reduce as scatter_reduce
from ._named_like_module import sigmoid as sigmoid
from ._named_like_module import sign as sign
from ._named_like_module import solve as solve
from ._named_like_module import sort as sort
from ._named_like_module import split as split
from ._named_like_module import svd as svd
from ._named_like_module import unique as unique

def abs(x: _Array) -> Tensor:
    """|x|, the distance from 0."""
def absolute(x: _Array) -> Tensor:
    """|x|, the distance from 0."""
def acos(x: _Array) -> Tensor:
    """The angle from 0 to π whose cosine is x; not a number outside −1 to 1."""
def acosh(x: _Array) -> Tensor:
    """The number, 0 or more, whose hyperbolic cosine is x; not a number below 1."""
def add(a: _TensorLike, b: _TensorLike, alpha: float = 1) -> Tensor:
    """a + alpha · b, element by element."""
def addbmm(input: _Array, batch1: _Array, batch2: _Array, *, beta: float = 1, alpha: float = 1) -> Tensor:
    """beta · input + alpha · the sum of the products of two stacks of matrices."""
def addcdiv(x: _Array, a: _TensorLike, b: _TensorLike, value: float = 1) -> Tensor:
    """x + value · a / b: one step of many an optimiser."""
def addcmul(x: _Array, a: _TensorLike, b: _TensorLike, value: float = 1) -> Tensor:
    """x + value · a · b: one step of many an optimiser."""
def addmm(input: _Array, mat1: _Array, mat2: _Array, *, beta: float = 1, alpha: float = 1) -> Tensor:
    """beta · input + alpha · mat1 @ mat2."""
def addmv(input: _Array, mat: _Array, vec: _Array, *, beta: float = 1, alpha: float = 1) -> Tensor:
    """beta · input + alpha · mat @ vec."""
def addr(input: _Array, vec1: _Array, vec2: _Array, *, beta: float = 1, alpha: float = 1) -> Tensor:
    """beta · input + alpha · outer(vec1, vec2)."""
def all(x: _Array, dim: int | Sequence[int] | None = None, keepdim: bool = False) -> Tensor:
    """Whether all elements over one axis, several or all are true, which is to say not 0."""
def allclose(a: _TensorLike, b: _TensorLike, rtol: float = 1e-05, atol: float = 1e-08, equal_nan: bool = False) -> bool:
    """Whether ``isclose`` holds for all elements, as a Python boolean."""
def amax(x: _Array, dim: int | Sequence[int] | None = None, keepdim: bool = False) -> Tensor:
    """The largest element over one axis, several, or all."""
def amin(x: _Array, dim: int | Sequence[int] | None = None, keepdim: bool = False) -> Tensor:
    """The smallest element over one axis, several, or all."""
def aminmax(x: _Array, dim: int | None = None, keepdim: bool = False) -> Range:
    """The smallest and the largest element, of all or along one axis."""
def any(x: _Array, dim: int | Sequence[int] | None = None, keepdim: bool = False) -> Tensor:
    """Whether any element over one axis, several or all is true, which is to say not 0."""
def arange(*bounds: _TensorLike, start: _TensorLike | None = None, end: _TensorLike | None = None, step: _TensorLike | None = None, dtype: DTypeLike | None = None, device: _Device | None = None, requires_grad: bool = False) -> Tensor:
    """The numbers from ``start``, 0 unless given, up to but without ``end``, in steps of ``step``, 1 unless given."""
def arccos(x: _Array) -> Tensor:
    """The angle from 0 to π whose cosine is x; not a number outside −1 to 1."""
def arccosh(x: _Array) -> Tensor:
    """The number, 0 or more, whose hyperbolic cosine is x; not a number below 1."""
def arcsin(x: _Array) -> Tensor:
    """The angle from −π/2 to π/2 whose sine is x; not a number outside −1 to 1."""
def arcsinh(x: _Array) -> Tensor:
    """The number whose hyperbolic sine is x."""
def arctan(x: _Array) -> Tensor:
    """The angle from −π/2 to π/2 whose tangent is x."""
def arctan2(a: _TensorLike, b: _TensorLike) -> Tensor:
    """The angle, from −π to π, between the positive x axis and the point x = b, y = a."""
def arctanh(x: _Array) -> Tensor:
    """The number whose hyperbolic tangent is x; infinite at ±1, not a number outside."""
def argcummax(x: _Array, dim: int) -> Tensor:
    """Where the largest element up to each place stands; of equal ones the last."""
def argcummin(x: _Array, dim: int) -> Tensor:
    """Where the smallest element up to each place stands; of equal ones the last."""
def argmax(x: _Array, dim: int | None = None, keepdim: bool = False) -> Tensor:
    """The position of the largest element, in the flattened array or along ``dim``; it has no gradient."""
def argmedian(x: _Array, dim: int, ignore_nan: bool = False) -> Tensor:
    """Where the median along an axis stands, the axis kept; of NaN the first, unless they are ignored."""
def argmin(x: _Array, dim: int | None = None, keepdim: bool = False) -> Tensor:
    """The position of the smallest element, in the flattened array or along ``dim``; it has no gradient."""
def argmode(x: _Array, dim: int) -> Tensor:
    """Where the most frequent element along an axis stands last, the axis kept; of equally frequent ones the smallest."""
def argsort(x: _Array, dim: int = -1, descending: bool = False, stable: bool = False) -> Tensor:
    """The positions that sort x along an axis; NaN counts as larger than every number."""
def argwhere(x: _Array) -> Tensor:
    """The positions of the elements that are not 0, a row of indices each."""
def as_tensor(data: Tensor | ArrayLike, *, dtype: DTypeLike | None = None, device: _Device | None = None) -> Tensor:
    """``data`` as a tensor, without a copy where none is needed: a tensor is itself, an array shares its memory."""
def asin(x: _Array) -> Tensor:
    """The angle from −π/2 to π/2 whose sine is x; not a number outside −1 to 1."""
def asinh(x: _Array) -> Tensor:
    """The number whose hyperbolic sine is x."""
def atan(x: _Array) -> Tensor:
    """The angle from −π/2 to π/2 whose tangent is x."""
def atan2(a: _TensorLike, b: _TensorLike) -> Tensor:
    """The angle, from −π to π, between the positive x axis and the point x = b, y = a."""
def atanh(x: _Array) -> Tensor:
    """The number whose hyperbolic tangent is x; infinite at ±1, not a number outside."""
@overload
def atleast_1d(tensors: _Array, /) -> Tensor:
    """Numbers as vectors of one element; the rest as it is. Several tensors give a tuple."""
@overload
def atleast_1d(*tensors: _Array | Sequence[_Array]) -> tuple[Tensor, ...]:
    """Numbers as vectors of one element; the rest as it is. Several tensors give a tuple."""
@overload
def atleast_2d(tensors: _Array, /) -> Tensor:
    """Vectors as matrices of one row, numbers as 1 by 1; the rest as it is. Several tensors give a tuple."""
@overload
def atleast_2d(*tensors: _Array | Sequence[_Array]) -> tuple[Tensor, ...]:
    """Vectors as matrices of one row, numbers as 1 by 1; the rest as it is. Several tensors give a tuple."""
@overload
def atleast_3d(tensors: _Array, /) -> Tensor:
    """As atleast_2d, and matrices get a third axis of length 1 at the end. Several tensors give a tuple."""
@overload
def atleast_3d(*tensors: _Array | Sequence[_Array]) -> tuple[Tensor, ...]:
    """As atleast_2d, and matrices get a third axis of length 1 at the end. Several tensors give a tuple."""
def baddbmm(input: _Array, batch1: _Array, batch2: _Array, *, beta: float = 1, alpha: float = 1) -> Tensor:
    """beta · input + alpha · the products of two stacks of matrices."""
def bernoulli(input: Tensor, p: float | None = None, *, generator: Generator | None = None) -> Tensor:
    """Ones and zeros: each element of ``input`` is the probability of a one; or p is, for all of them."""
def binary_cross_entropy(input: _Array, target: _Array, weight: _Array | None = None, reduction: Literal['none', 'sum', 'mean'] = 'mean') -> Tensor:
    """How surprising the right answers are under the probabilities given for "yes"."""
def binary_cross_entropy_with_logits(input: _Array, target: _Array, weight: _Array | None = None, reduction: Literal['none', 'sum', 'mean'] = 'mean', pos_weight: _Array | None = None) -> Tensor:
    """binary_cross_entropy of sigmoid(input), without leaving the range of the floats."""
def bincount(x: _Array, weights: _Array | None = None, minlength: int = 0) -> Tensor:
    """How often each number from 0 up occurs in a vector; or the sum of the weights of its occurrences."""
def bitwise_and(a: _TensorLike, b: _TensorLike) -> Tensor:
    """The bits that are set in both; of booleans, whether both are true."""
def bitwise_left_shift(a: _TensorLike, b: _TensorLike) -> Tensor:
    """The bits of a moved b places up: a · 2^b, as far as the dtype has places."""
def bitwise_not(x: _Array) -> Tensor:
    """Every bit turned round, which of a signed integer makes −x − 1; of booleans, their opposite."""
def bitwise_or(a: _TensorLike, b: _TensorLike) -> Tensor:
    """The bits that are set in at least one; of booleans, whether one is true."""
def bitwise_right_shift(a: _TensorLike, b: _TensorLike) -> Tensor:
    """The bits of a moved b places down: ⌊a / 2^b⌋."""
def bitwise_xor(a: _TensorLike, b: _TensorLike) -> Tensor:
    """The bits that are set in exactly one; of booleans, whether they differ."""
def block_diag(*tensors: _Array) -> Tensor:
    """A matrix with the given ones along its diagonal, and zeros elsewhere; a vector counts as one row."""
def bmm(a: _Array, b: _Array) -> Tensor:
    """The products of two stacks of matrices, of as many each: nothing is broadcast."""
def broadcast_tensors(*tensors: _Array) -> tuple[Tensor, ...]:
    """All tensors broadcast to the shape in which they would meet, without copying."""
def broadcast_to(x: _Array, shape: int | Sequence[int]) -> Tensor:
    """x broadcast to a larger shape, without copying: another name of expand."""
def bucketize(input: _TensorLike, boundaries: _Array, *, out_int32: bool = False, right: bool = False) -> Tensor:
    """The number of the bucket between sorted boundaries that each value falls into."""
def cartesian_prod(*tensors: _Array) -> Tensor:
    """Every way to pick one element of each vector, as rows."""
def cast(x: _Array, dtype: DTypeLike) -> Tensor:
    """x in another dtype."""
def cat(tensors: Sequence[_Array], dim: int = 0) -> Tensor:
    """Tensors end to end along an axis that they have."""
def ceil(x: _Array) -> Tensor:
    """The smallest whole number that is not below x."""
def celu(x: _Array, alpha: float = 1.0) -> Tensor:
    """An exponential linear unit without a kink at 0 for any alpha."""
def cholesky_inverse(L: _Array, upper: bool = False) -> Tensor:
    """The inverse of A, given A's triangle L from ``cholesky``."""
def cholesky_solve(B: _Array, L: _Array, upper: bool = False) -> Tensor:
    """X with A @ X = B, given A's triangle L from ``cholesky``."""
def chunk(x: _Array, chunks: int, dim: int = 0) -> tuple[Tensor, ...]:
    """x cut along an axis into at most ``chunks`` parts of one length; the last may be shorter, or some missing."""
def clamp(x: _Array, min: _TensorLike | None = None, max: _TensorLike | None = None) -> Tensor:
    """x, but not below min and not above max. Where min is above max, the result is max."""
def clamp_max(x: _TensorLike, max: _TensorLike) -> Tensor:
    """x, but not above max."""
def clamp_min(x: _TensorLike, min: _TensorLike) -> Tensor:
    """x, but not below min."""
def clip(x: _Array, min: _TensorLike | None = None, max: _TensorLike | None = None) -> Tensor:
    """``clamp`` under NumPy's name."""
def clone(x: _Array) -> Tensor:
    """A copy of x in memory of its own, through which gradients still flow."""
def column_stack(tensors: Sequence[_Array]) -> Tensor:
    """Tensors beside each other along the columns, a vector or a number being a column."""
def concat(tensors: Sequence[_Array], dim: int = 0) -> Tensor:
    """Tensors end to end: another name of cat."""
def concatenate(tensors: Sequence[_Array], dim: int = 0) -> Tensor:
    """Tensors end to end: NumPy's name of cat."""
def cond(A: _Array, p: float | Literal['fro', 'nuc'] | None = None) -> Tensor:
    """The condition number: how many times larger a relative error may come out of solving equations with A."""
def constant_pad_nd(x: _Array, pad: Sequence[int], value: float = 0) -> Tensor:
    """x with a border of one value around it; negative widths crop."""
def contiguous(x: _Array) -> Tensor:
    """x itself if its elements lie in memory row by row, else a copy of which that is true."""
def contract(a: _Array, b: _Array, equation: str) -> Tensor:
    """Multiply two arrays and sum over the letters that the result does not have."""
def copysign(a: _TensorLike, b: _TensorLike) -> Tensor:
    """The size of a with the sign of b, where −0 counts as negative."""
def corrcoef(x: _Array) -> Tensor:
    """Pearson's correlation of each row of x with each other: the covariance of rows scaled to a spread of 1."""
def cos(x: _Array) -> Tensor:
    """The cosine."""
def cosh(x: _Array) -> Tensor:
    """The hyperbolic cosine, (e^x + e^−x) / 2."""
def cosine_embedding_loss(input1: _Array, input2: _Array, target: _Array, margin: float = 0.0, reduction: Literal['none', 'sum', 'mean'] = 'mean') -> Tensor:
    """For pairs of vectors: alike ones (1) should point the same way, others (−1) away from each other."""
def cosine_similarity(x1: _Array, x2: _Array, dim: int = 1, eps: float = 1e-08) -> Tensor:
    """The cosine of the angle between vectors along an axis: 1 for the same direction, −1 for the opposite."""
def count_nonzero(x: _Array, dim: int | Sequence[int] | None = None) -> Tensor:
    """How many elements over one axis, several or all are not 0."""
def cov(x: _Array, correction: float = 1, fweights: _Array | None = None, aweights: _Array | None = None) -> Tensor:
    """How variables vary together: the covariance of each row of x with each other."""
def cross(a: _Array, b: _Array, dim: int | None = None) -> Tensor:
    """The cross product of the vectors of length 3 along an axis; without ``dim`` the first axis of length 3."""
def cross_entropy(input: _Array, target: _Array, weight: _Array | None = None, ignore_index: int = -100, reduction: Literal['none', 'sum', 'mean'] = 'mean', label_smoothing: float = 0.0) -> Tensor:
    """How surprised a model is by the right answers, given its scores: log_softmax over the classes, then nll_loss."""
def cummax(x: _Array, dim: int) -> Extremes:
    """The largest element up to each place along an axis, and where it stands; of equal ones the last."""
def cummin(x: _Array, dim: int) -> Extremes:
    """The smallest element up to each place along an axis, and where it stands; of equal ones the last."""
def cumprod(x: _Array, dim: int, dtype: DTypeLike | None = None) -> Tensor:
    """The running product along an axis."""
def cumsum(x: _Array, dim: int, dtype: DTypeLike | None = None) -> Tensor:
    """The running sum along an axis."""
def cumulative_trapezoid(y: _Array, x: _Array | None = None, *, dx: float = 1, dim: int = -1) -> Tensor:
    """The area below a curve up to each of its points but the first. Arguments as for trapezoid."""
def deg2rad(x: _Array) -> Tensor:
    """Degrees in radians: x · π / 180."""
def det(x: _Array) -> Tensor:
    """The determinant of each matrix: how much it stretches volumes, negative if it mirrors."""
def diag(x: _Array, diagonal: int = 0) -> Tensor:
    """A vector as the diagonal of a matrix; of a matrix, a copy of its diagonal."""
def diag_embed(x: _Array, offset: int = 0, dim1: int = -2, dim2: int = -1) -> Tensor:
    """Square matrices with the last axis of x on a diagonal, zeros elsewhere."""
def diagflat(x: _Array, offset: int = 0) -> Tensor:
    """A matrix with all elements of x on a diagonal."""
def diff(x: _Array, n: int = 1, dim: int = -1, prepend: _TensorLike | None = None, append: _TensorLike | None = None) -> Tensor:
    """The differences of neighbours along an axis, n times over; of booleans, whether neighbours differ."""
def digamma(x: _Array, order: int = 0) -> Tensor:
    """The slope of log Γ, or a derivative of that slope. −∞ at 0, not a number at −1, −2 …"""
def dist(x: _Array, other: _TensorLike, p: float = 2) -> Tensor:
    """The length of the difference of two arrays."""
def div(a: _TensorLike, b: _TensorLike, rounding_mode: Literal['trunc', 'floor'] | None = None) -> Tensor:
    """a / b, element by element."""
def divide(a: _TensorLike, b: _TensorLike, rounding_mode: Literal['trunc', 'floor'] | None = None) -> Tensor:
    """a / b, element by element."""
def dot(a: _Array, b: _Array) -> Tensor:
    """The sum of the products of two vectors' elements."""
def dsplit(x: _Array, indices_or_sections: _Array | int | Sequence[int]) -> tuple[Tensor, ...]:
    """x cut into parts behind each other: along the third axis. See tensor_split."""
def dstack(tensors: Sequence[_Array]) -> Tensor:
    """Tensors behind each other: along the third axis."""
def eigenvectors(x: _Array, UPLO: Literal['L', 'U'] = 'L') -> tuple[Tensor, Tensor]:
    """Eigenvalues, from the smallest up, and eigenvectors of symmetric matrices."""
def eigh(A: _Array, UPLO: Literal['L', 'U'] = 'L') -> EighResult:
    """The eigenvalues and eigenvectors of symmetric matrices: A @ V = V diag(W)."""
def eigvalsh(x: _Array, UPLO: Literal['L', 'U'] = 'L') -> Tensor:
    """The eigenvalues of symmetric matrices, from the smallest up; equal ones do no harm to the gradient."""
def elu(x: _Array, alpha: float = 1.0) -> Tensor:
    """The exponential linear unit: bends smoothly towards −alpha."""
def empty(*lengths: int | Sequence[int], size: int | Sequence[int] | None = None, dtype: DTypeLike | None = None, device: _Device | None = None, requires_grad: bool = False) -> Tensor:
    """A tensor whose numbers are whatever the memory happens to hold, for whoever overwrites all of them."""
def empty_like(input: Tensor, *, dtype: DTypeLike | None = None, device: _Device | None = None, requires_grad: bool = False) -> Tensor:
    """A tensor in the shape of another with whatever the memory holds, see ``empty`` and ``zeros_like``."""
def eq(a: _TensorLike, b: _TensorLike) -> Tensor:
    """Whether a equals b; not a number equals nothing."""
def equal(a: _TensorLike, b: _TensorLike) -> bool:
    """Whether two tensors have the same shape and the same elements, as a Python boolean."""
def erf(x: _Array) -> Tensor:
    """The error function: how much of a bell curve lies within x of its middle."""
def erfc(x: _Array) -> Tensor:
    """1 − erf(x), exact where that difference would leave no digits."""
def erfinv(x: _Array) -> Tensor:
    """The number whose error function is x; infinite at ±1, not a number outside."""
def exp(x: _Array) -> Tensor:
    """e to the power x."""
def exp2(x: _Array) -> Tensor:
    """2 to the power x."""
def expand(x: _Array, shape: int | Sequence[int]) -> Tensor:
    """x broadcast to a larger shape, without copying."""
def expand_as(x: _Array, other: _Array) -> Tensor:
    """x broadcast to the shape of ``other``, without copying."""
def expm1(x: _Array) -> Tensor:
    """e to the power x, minus 1, exact for x near 0, where the subtraction would leave no digits."""
def eye(n: int, m: int | None = None, *, dtype: DTypeLike | None = None, device: _Device | None = None, requires_grad: bool = False) -> Tensor:
    """The identity matrix: ones on the diagonal, zeros elsewhere."""
def first_occurrences(x: _Array, dim: int | None = None) -> tuple[Tensor, Tensor, Tensor]:
    """Where the first of each different value stands, in the order of the values."""
def fix(x: _Array) -> Tensor:
    """x without its digits after the point: rounded towards 0."""
def flatten(x: _Array, start_dim: int = 0, end_dim: int = -1) -> Tensor:
    """The axes from ``start_dim`` to ``end_dim``, both included, joined to one; a 0-d tensor becomes a vector of one."""
def fliplr(x: _Array) -> Tensor:
    """x with its columns in the opposite order, left to right."""
def flipud(x: _Array) -> Tensor:
    """x with its rows in the opposite order, upside down."""
def float_power(a: _TensorLike, b: _TensorLike) -> Tensor:
    """a to the power b, computed in float64 whatever the inputs are."""
def floor(x: _Array) -> Tensor:
    """The largest whole number that is not above x."""
def floor_divide(a: _TensorLike, b: _TensorLike) -> Tensor:
    """The quotient rounded down, as Python's ``//``: ⌊a / b⌋."""
def fmax(a: _TensorLike, b: _TensorLike) -> Tensor:
    """The larger of a and b, where a number beats one that is not."""
def fmin(a: _TensorLike, b: _TensorLike) -> Tensor:
    """The smaller of a and b, where a number beats one that is not."""
def fmod(a: _TensorLike, b: _TensorLike) -> Tensor:
    """What a division rounded towards 0 leaves over, with the sign of a, as C's ``fmod``."""
def frac(x: _Array) -> Tensor:
    """What follows the point, with the sign of x: x − trunc(x)."""
def from_dlpack(external: _SupportsDLPack) -> Tensor:
    """A tensor that shares the memory of another library's array or tensor, by the DLPack protocol."""
def from_numpy(array: NDArray[Any]) -> Tensor:
    """A tensor that shares the memory of a NumPy array: a change of one is seen in the other."""
def full(size: int | Sequence[int], fill_value: _TensorLike, *, dtype: DTypeLike | None = None, device: _Device | None = None, requires_grad: bool = False) -> Tensor:
    """A tensor with the same number everywhere."""
def full_like(input: Tensor, fill_value: _TensorLike, *, dtype: DTypeLike | None = None, device: _Device | None = None, requires_grad: bool = False) -> Tensor:
    """One number in the shape of a tensor, see ``zeros_like``."""
def gaussian_nll_loss(input: _Array, target: _Array, var: _Array | float, full: bool = False, eps: float = 1e-06, reduction: Literal['none', 'sum', 'mean'] = 'mean') -> Tensor:
    """The surprise at numbers that come from a normal distribution with predicted mean and variance."""
def gcd(a: _TensorLike, b: _TensorLike) -> Tensor:
    """The greatest common divisor of integers, never negative; gcd(x, 0) is |x|."""
def ge(a: _TensorLike, b: _TensorLike) -> Tensor:
    """Whether a is at least b."""
def gelu(x: _Array, approximate: Literal['none', 'tanh'] = 'none') -> Tensor:
    """The Gaussian error linear unit: x times the chance that a standard normal number is below x."""
def ger(a: _Array, b: _Array) -> Tensor:
    """Every element of one vector times every element of the other: the old name of outer."""
def glu(x: _Array, dim: int = -1) -> Tensor:
    """The gated linear unit: the first half of an axis, each number let through as its partner in the second half says."""
def greater(a: _TensorLike, b: _TensorLike) -> Tensor:
    """Whether a is greater than b."""
def greater_equal(a: _TensorLike, b: _TensorLike) -> Tensor:
    """Whether a is at least b."""
def gt(a: _TensorLike, b: _TensorLike) -> Tensor:
    """Whether a is greater than b."""
def hardshrink(x: _Array, lambd: float = 0.5) -> Tensor:
    """x where its size is above lambd, else 0."""
def hardsigmoid(x: _Array) -> Tensor:
    """The sigmoid in three straight pieces."""
def hardswish(x: _Array) -> Tensor:
    """silu with the sigmoid in straight pieces."""
def hardtanh(x: _Array, min_val: float = -1.0, max_val: float = 1.0) -> Tensor:
    """x, but not below min_val and not above max_val."""
def heaviside(a: _TensorLike, b: _TensorLike) -> Tensor:
    """0 where a is below 0, 1 where it is above, b where it is 0."""
def hinge_embedding_loss(input: _Array, target: _Array, margin: float = 1.0, reduction: Literal['none', 'sum', 'mean'] = 'mean') -> Tensor:
    """For distances of pairs: alike ones (1) should be near, others (−1) at least ``margin`` apart."""
def histc(x: _Array, bins: int = 100, min: float = 0, max: float = 0) -> Tensor:
    """How many elements fall into each of ``bins`` intervals of one width between ``min`` and ``max``."""
def hsplit(x: _Array, indices_or_sections: _Array | int | Sequence[int]) -> tuple[Tensor, ...]:
    """x cut into parts beside each other: between columns, a vector anywhere. See tensor_split."""
def hstack(tensors: Sequence[_Array]) -> Tensor:
    """Tensors beside each other: along the columns, vectors end to end."""
def huber_loss(input: _Array, target: _Array, reduction: Literal['none', 'sum', 'mean'] = 'mean', delta: float = 1.0) -> Tensor:
    """The squared error near 0, the absolute error beyond: outliers pull with delta at most."""
def hypot(a: _TensorLike, b: _TensorLike) -> Tensor:
    """√(a² + b²), the length of the hypotenuse, without overflow on the way."""
def index_add(x: _Array, dim: int, index: _Array, source: _Array, *, alpha: float = 1) -> Tensor:
    """A copy of x with ``alpha`` times the slices of ``source`` added to the slices that ``index`` names along ``dim``."""
def index_copy(x: _Array, dim: int, index: _Array, source: _Array) -> Tensor:
    """A copy of x with the slices that ``index`` names along ``dim`` overwritten by those of ``source``."""
def index_extremum(x: _Array, src: _Array, key: _Index | tuple[_Index, ...], largest: bool) -> Tensor:
    """A copy of x with x[key] replaced by the largest (or smallest) of itself and of what the key sends there."""
def index_fill(x: _Array, dim: int, index: _Array, value: _TensorLike) -> Tensor:
    """A copy of x with the slices that ``index`` names along ``dim`` filled with one number."""
def index_product(x: _Array, src: _Array, key: _Index | tuple[_Index, ...]) -> Tensor:
    """A copy of x with x[key] multiplied by all that the key sends there."""
def index_put(x: _Array, indices: Sequence[_Array], values: _Array, accumulate: bool = False) -> Tensor:
    """A copy of x with x[indices] = values, for a tuple of tensors; or with ``accumulate`` x[indices] += values."""
def index_reduce(x: _Array, dim: int, index: _Array, source: _Array, reduce: Literal['prod', 'mean', 'amax', 'amin'], *, include_self: bool = True) -> Tensor:
    """A copy of x reduced with the slices of ``source`` that ``index`` sends to each slice along ``dim``."""
def index_select(x: _Array, dim: int, index: _Array) -> Tensor:
    """The slices of x that a vector of positions names along ``dim``."""
def inner(a: _TensorLike, b: _TensorLike) -> Tensor:
    """The dot products of every vector in a's last axis with every one in b's; a number multiplies everything."""
def insertion_points(sequence: _Array, values: _Array, right: bool = False, out_int32: bool = False) -> Tensor:
    """How many elements of a sorted sequence are smaller than each value (or, with ``right``, at most as large)."""
def inv(x: _Array) -> Tensor:
    """The inverse of each matrix: inv(x) @ x is the identity."""
def is_tensor(x: object) -> TypeGuard[Tensor]:
    """Whether x is a tensor."""
def isclose(a: _TensorLike, b: _TensorLike, rtol: float = 1e-05, atol: float = 1e-08, equal_nan: bool = False) -> Tensor:
    """Whether a is b but for rounding: |a − b| ≤ atol + rtol · |b|. Equal infinities are close."""
def isfinite(x: _Array) -> Tensor:
    """Whether x is a number, and not infinite."""
def isin(elements: _TensorLike, test_elements: _TensorLike, *, assume_unique: bool = False, invert: bool = False) -> Tensor:
    """Whether each element occurs among the test elements."""
def isinf(x: _Array) -> Tensor:
    """Whether x is ∞ or −∞."""
def isnan(x: _Array) -> Tensor:
    """Whether x is not a number, as 0 / 0 is not."""
def isneginf(x: _Array) -> Tensor:
    """Whether x is −∞."""
def isposinf(x: _Array) -> Tensor:
    """Whether x is ∞."""
def kl_div(input: _Array, target: _Array, reduction: Literal['none', 'sum', 'mean', 'batchmean'] = 'mean', log_target: bool = False) -> Tensor:
    """The Kullback–Leibler divergence: how much is lost by taking one distribution for another."""
def kron(a: _TensorLike, b: _TensorLike) -> Tensor:
    """The Kronecker product: a with every element replaced by that element times the whole of b."""
def kthvalue(x: _Array, k: int, dim: int = -1, keepdim: bool = False) -> SortResult:
    """The k-th smallest element along an axis, counted from 1, and where it is."""
def l1_loss(input: _Array, target: _Array, reduction: Literal['none', 'sum', 'mean'] = 'mean') -> Tensor:
    """The absolute error: an error twice as large counts twice, so outliers pull less than in mse_loss."""
def lcm(a: _TensorLike, b: _TensorLike) -> Tensor:
    """The least common multiple of integers, never negative; 0 if one of them is 0."""
def le(a: _TensorLike, b: _TensorLike) -> Tensor:
    """Whether a is at most b."""
def leaky_relu(x: _Array, negative_slope: float = 0.01) -> Tensor:
    """x where it is positive, a small multiple of it elsewhere, so that no unit loses its gradient for good."""
def lerp(x: _Array, end: _TensorLike, weight: _TensorLike) -> Tensor:
    """The point between x and end that weight says: x at weight 0, end at 1."""
def less(a: _TensorLike, b: _TensorLike) -> Tensor:
    """Whether a is less than b."""
def less_equal(a: _TensorLike, b: _TensorLike) -> Tensor:
    """Whether a is at most b."""
def lgamma(x: _Array) -> Tensor:
    """The logarithm of |Γ(x)|; Γ(n) is (n − 1)!. Infinite at 0, −1, −2 …"""
def linalg_cross(a: _Array, b: _Array, *, dim: int = -1) -> Tensor:
    """The cross product of the vectors of length 3 along an axis: at right angles to both."""
def linalg_diagonal(A: _Array, *, offset: int = 0, dim1: int = -2, dim2: int = -1) -> Tensor:
    """The diagonals of matrices, as the last axis; a view."""
def linalg_norm(A: _Array, ord: float | Literal['fro', 'nuc'] | None = None, dim: int | Sequence[int] | None = None, keepdim: bool = False, *, dtype: DTypeLike | None = None) -> Tensor:
    """The norm of a vector or of a matrix: vector_norm for one axis, matrix_norm for two."""
def linalg_qr(A: _Array, mode: Literal['reduced', 'complete', 'r'] = 'reduced') -> QRResult:
    """A as Q @ R: orthonormal columns times an upper triangle."""
def linalg_svd(A: _Array, full_matrices: bool = True, *, driver: Literal['gesvd', 'gesvdj', 'gesvda'] | None = None) -> SVDResult:
    """The singular value decomposition: A = U diag(S) Vh."""
def linspace(start: _TensorLike, end: _TensorLike, steps: int, *, dtype: DTypeLike | None = None, device: _Device | None = None, requires_grad: bool = False) -> Tensor:
    """``steps`` numbers at equal distances, both ends included."""
def log(x: _Array) -> Tensor:
    """The natural logarithm: the y with e^y = x; −∞ at 0, not a number below."""
def log10(x: _Array) -> Tensor:
    """The logarithm to base 10."""
def log1p(x: _Array) -> Tensor:
    """log(1 + x), exact for x near 0, where 1 + x would lose x."""
def log2(x: _Array) -> Tensor:
    """The logarithm to base 2."""
def log_softmax(x: _Array, dim: int, dtype: DTypeLike | None = None) -> Tensor:
    """The logarithm of softmax along an axis, without leaving the range of the floats."""
def logaddexp(a: _TensorLike, b: _TensorLike) -> Tensor:
    """log(e^a + e^b) without leaving the range of the floats: adding numbers that are known by their logarithms."""
def logaddexp2(a: _TensorLike, b: _TensorLike) -> Tensor:
    """log₂(2^a + 2^b) without leaving the range of the floats."""
def logcumsumexp(x: _Array, dim: int) -> Tensor:
    """The logarithm of the running sum of exponentials, without leaving the range of the floats."""
def logdet(x: _Array) -> Tensor:
    """The logarithm of each determinant; NaN for a negative one."""
def logical_and(a: _TensorLike, b: _TensorLike) -> Tensor:
    """Whether both are true."""
def logical_not(x: _Array) -> Tensor:
    """Whether x is false."""
def logical_or(a: _TensorLike, b: _TensorLike) -> Tensor:
    """Whether at least one is true."""
def logical_xor(a: _TensorLike, b: _TensorLike) -> Tensor:
    """Whether exactly one is true."""
def logit(x: _Array, eps: float | None = None) -> Tensor:
    """The log-odds of a probability: the inverse of the sigmoid."""
def logsigmoid(x: _Array) -> Tensor:
    """The logarithm of the sigmoid, without leaving the range of the floats."""
def logspace(start: _TensorLike, end: _TensorLike, steps: int, base: _TensorLike = 10.0, *, dtype: DTypeLike | None = None, device: _Device | None = None, requires_grad: bool = False) -> Tensor:
    """``steps`` numbers in equal ratios: powers of ``base`` with exponents at equal distances."""
def logsumexp(x: _Array, dim: int | Sequence[int], keepdim: bool = False) -> Tensor:
    """The logarithm of the sum of exponentials, without leaving the range of the floats."""
def lstsq(A: _Array, B: _Array, rcond: float | None = None, *, driver: Literal['gels', 'gelsy', 'gelsd', 'gelss'] | None = None) -> LstsqResult:
    """X that makes A @ X come closest to B: the least squares solution, of several the shortest."""
def lt(a: _TensorLike, b: _TensorLike) -> Tensor:
    """Whether a is less than b."""
def margin_ranking_loss(input1: _Array, input2: _Array, target: _Array, margin: float = 0.0, reduction: Literal['none', 'sum', 'mean'] = 'mean') -> Tensor:
    """For pairs of scores: the first should be above the second (1), or below it (−1), by ``margin``."""
def masked_fill(x: _Array, mask: _Array, value: _TensorLike) -> Tensor:
    """x where the mask is false, one number where it is true."""
def masked_scatter(x: _Array, mask: _Array, source: _Array) -> Tensor:
    """x where the mask is false; where it is true the elements of ``source``, one after the other."""
def masked_select(x: _Array, mask: _Array) -> Tensor:
    """The elements of x where the mask is true, row by row, as a vector."""
def matmul(a: _Array, b: _Array) -> Tensor:
    """The matrix product a @ b, for single matrices and for stacks of them."""
def matrix_exp(x: _Array) -> Tensor:
    """The exponential of square matrices, by its series, of which matrix products take the place of powers."""
def matrix_power(x: _Array, n: int) -> Tensor:
    """A square matrix multiplied with itself, n factors in all; of its inverse, if n is negative."""
@overload
def max(x: _Array, dim: None = None, keepdim: bool = False, *, other: _TensorLike | None = None) -> Tensor:
    """The largest element of all; along ``dim`` the largest elements and their positions; or of two tensors the larger."""
@overload
def max(x: _Array, dim: int, keepdim: bool = False, *, other: _TensorLike | None = None) -> Extremes:
    """The largest element of all; along ``dim`` the largest elements and their positions; or of two tensors the larger."""
@overload
def max(x: _Array, dim: _Array, keepdim: bool = False, *, other: _TensorLike | None = None) -> Tensor:
    """The largest element of all; along ``dim`` the largest elements and their positions; or of two tensors the larger."""
def maximum(a: _TensorLike, b: _TensorLike) -> Tensor:
    """The larger of a and b, element by element; not a number if one of them is not."""
def mean(x: _Array, dim: int | Sequence[int] | None = None, keepdim: bool = False) -> Tensor:
    """The mean over one axis, several, or all."""
@overload
def median(x: _Array, dim: None = None, keepdim: bool = False) -> Tensor:
    """The middle one in the order of the elements: of an even number, the lower of the two."""
@overload
def median(x: _Array, dim: int, keepdim: bool = False) -> Extremes:
    """The middle one in the order of the elements: of an even number, the lower of the two."""
def median_of_all(x: _Array, ignore_nan: bool = False) -> Tensor:
    """The median of all elements; equal ones share its gradient evenly."""
def meshgrid(*tensors: _Array | Sequence[_Array], indexing: Literal['ij', 'xy'] = 'ij') -> tuple[Tensor, ...]:
    """The coordinates of all points of a grid, one tensor for each axis; views of the vectors given."""
@overload
def min(x: _Array, dim: None = None, keepdim: bool = False, *, other: _TensorLike | None = None) -> Tensor:
    """The smallest element of all; along ``dim`` the smallest elements and their positions; or of two the smaller."""
@overload
def min(x: _Array, dim: int, keepdim: bool = False, *, other: _TensorLike | None = None) -> Extremes:
    """The smallest element of all; along ``dim`` the smallest elements and their positions; or of two the smaller."""
@overload
def min(x: _Array, dim: _Array, keepdim: bool = False, *, other: _TensorLike | None = None) -> Tensor:
    """The smallest element of all; along ``dim`` the smallest elements and their positions; or of two the smaller."""
def minimum(a: _TensorLike, b: _TensorLike) -> Tensor:
    """The smaller of a and b, element by element; not a number if one of them is not."""
def mish(x: _Array) -> Tensor:
    """A smooth relu with a dip below 0."""
def mm(a: _Array, b: _Array) -> Tensor:
    """The product of two matrices."""
def mode(x: _Array, dim: int = -1, keepdim: bool = False) -> Extremes:
    """The most frequent element along an axis, and where it stands last; of equally frequent ones the smallest."""
def move(x: _Array, device: _Device) -> Tensor:
    """x on another device, in memory of its own; what ``Tensor.to`` calls."""
def moveaxis(x: _Array, source: int | Sequence[int], destination: int | Sequence[int]) -> Tensor:
    """x with axes moved: NumPy's name of movedim."""
def movedim(x: _Array, source: int | Sequence[int], destination: int | Sequence[int]) -> Tensor:
    """x with the axes ``source`` moved to the places ``destination``, the others in their old order; a view."""
def mse_loss(input: _Array, target: _Array, reduction: Literal['none', 'sum', 'mean'] = 'mean') -> Tensor:
    """The squared error: an error twice as large counts four times."""
def msort(x: _Array) -> Tensor:
    """x sorted along its first axis."""
def mul(a: _TensorLike, b: _TensorLike) -> Tensor:
    """a · b, element by element."""
def multi_dot(tensors: Sequence[_Array]) -> Tensor:
    """The product of a chain of matrices, multiplied in the order that takes the fewest multiplications."""
def multi_margin_loss(input: _Array, target: _Array, p: Literal[1, 2] = 1, margin: float = 1.0, weight: _Array | None = None, reduction: Literal['none', 'sum', 'mean'] = 'mean') -> Tensor:
    """The hinge loss for several classes: the right class's score should be above each other one by ``margin``."""
def multilabel_margin_loss(input: _Array, target: _Array, reduction: Literal['none', 'sum', 'mean'] = 'mean') -> Tensor:
    """The hinge loss for several right classes: each right score should be above each wrong one by 1."""
def multilabel_soft_margin_loss(input: _Array, target: _Array, weight: _Array | None = None, reduction: Literal['none', 'sum', 'mean'] = 'mean') -> Tensor:
    """binary_cross_entropy_with_logits for rows of yes and no, averaged over the last axis."""
def multinomial(input: Tensor, num_samples: int, replacement: bool = False, *, generator: Generator | None = None) -> Tensor:
    """Draw indices by their weights: index i with the probability input[i] / Σ input."""
def multiply(a: _TensorLike, b: _TensorLike) -> Tensor:
    """a · b, element by element."""
def mv(a: _Array, b: _Array) -> Tensor:
    """The product of a matrix and a vector."""
def nan_to_num(x: _Array, nan: float = 0.0, posinf: float | None = None, neginf: float | None = None) -> Tensor:
    """x with numbers in place of NaN, ∞ and −∞."""
def nanmean(x: _Array, dim: int | Sequence[int] | None = None, keepdim: bool = False) -> Tensor:
    """The mean of those elements that are numbers: NaN is left out."""
@overload
def nanmedian(x: _Array, dim: None = None, keepdim: bool = False) -> Tensor:
    """The median of those elements that are numbers."""
@overload
def nanmedian(x: _Array, dim: int, keepdim: bool = False) -> Extremes:
    """The median of those elements that are numbers."""
def nanquantile(x: _Array, q: _TensorLike, dim: int | None = None, keepdim: bool = False, *, interpolation: Literal['linear', 'lower', 'higher', 'midpoint', 'nearest'] = 'linear') -> Tensor:
    """The quantile of those elements that are numbers. Arguments as for quantile."""
def nansum(x: _Array, dim: int | Sequence[int] | None = None, keepdim: bool = False, dtype: DTypeLike | None = None) -> Tensor:
    """The sum of those elements that are numbers: NaN counts as 0."""
def narrow(x: _Array, dim: int, start: int, length: int) -> Tensor:
    """``length`` elements along an axis, from ``start`` on, which may count from the end."""
def ne(a: _TensorLike, b: _TensorLike) -> Tensor:
    """Whether a differs from b."""
def neg(x: _Array) -> Tensor:
    """−x."""
def negative(x: _Array) -> Tensor:
    """−x."""
def nll_loss(input: _Array, target: _Array, weight: _Array | None = None, ignore_index: int = -100, reduction: Literal['none', 'sum', 'mean'] = 'mean') -> Tensor:
    """Negative log-likelihood: how surprised the model is by the right answers, given its log-probabilities."""
@overload
def nonzero(x: _Array, *, as_tuple: Literal[False] = False) -> Tensor:
    """The positions of the elements that are not 0, a row of indices each; or a vector of indices for each axis."""
@overload
def nonzero(x: _Array, *, as_tuple: Literal[True]) -> tuple[Tensor, ...]:
    """The positions of the elements that are not 0, a row of indices each; or a vector of indices for each axis."""
def norm(x: _Array, p: float | Literal['fro'] = 'fro', dim: int | Sequence[int] | None = None, keepdim: bool = False) -> Tensor:
    """The length of an array, its elements over one axis, several, or all taken as one vector."""
def normal(mean: Tensor | float, std: Tensor | float = 1.0, size: int | Sequence[int] | None = None, *, generator: Generator | None = None, dtype: DTypeLike | None = None, device: _Device | None = None, requires_grad: bool = False) -> Tensor:
    """Normally distributed numbers, each with its own mean and standard deviation."""
def not_equal(a: _TensorLike, b: _TensorLike) -> Tensor:
    """Whether a differs from b."""
def one_hot(x: _Array, num_classes: int = -1) -> Tensor:
    """For each class number a row of zeros with a 1 in its column."""
def ones(*lengths: int | Sequence[int], size: int | Sequence[int] | None = None, dtype: DTypeLike | None = None, device: _Device | None = None, requires_grad: bool = False) -> Tensor:
    """A tensor of ones."""
def ones_like(input: Tensor, *, dtype: DTypeLike | None = None, device: _Device | None = None, requires_grad: bool = False) -> Tensor:
    """Ones in the shape of a tensor, see ``zeros_like``."""
def outer(a: _Array, b: _Array) -> Tensor:
    """Every element of one vector times every element of the other."""
def overlap_add(x: _Array, shape: int | Sequence[int], dimension: int, step: int) -> Tensor:
    """Windows put back where ``unfold`` took them from, and added where they overlap; zeros where none was."""
def permute(x: _Array, dims: int | Sequence[int]) -> Tensor:
    """x with its axes in the order ``dims``; a view."""
def pinv(x: _Array, *, atol: float | None = None, rtol: float | None = None, hermitian: bool = False) -> Tensor:
    """The pseudo-inverse: pinv(x) @ b is the shortest of all vectors that come closest to solving x @ y = b."""
def pinverse(x: _Array, rcond: float = 1e-15) -> Tensor:
    """The pseudo-inverse: the name of linalg.pinv outside linalg."""
def poisson(input: Tensor, *, generator: Generator | None = None) -> Tensor:
    """Counts of events that happen independently, ``input`` of them on average."""
def poisson_nll_loss(input: _Array, target: _Array, log_input: bool = True, full: bool = False, eps: float = 1e-08, reduction: Literal['none', 'sum', 'mean'] = 'mean') -> Tensor:
    """The surprise at counts, which come from a Poisson distribution with the predicted mean."""
def polygamma(n: int, input: _TensorLike) -> Tensor:
    """The n-th derivative of digamma, with PyTorch's order of arguments; as a method, ``x.polygamma(n)``."""
def positive(x: _Array) -> Tensor:
    """+x, which is x."""
def pow(a: _TensorLike, b: _TensorLike) -> Tensor:
    """a to the power b, element by element."""
def prelu(x: _Array, weight: _Array) -> Tensor:
    """A leaky relu whose slope for negative numbers is learnt, one for all or one for each channel."""
def prod(x: _Array, dim: int | None = None, keepdim: bool = False, dtype: DTypeLike | None = None) -> Tensor:
    """The product over one axis, or over all."""
def put(x: _Array, index: _Array, source: _Array, accumulate: bool = False) -> Tensor:
    """A copy of x with the elements of ``source`` at the given positions of x flattened; −1 is the last one."""
def qr_of_tall(x: _Array, mode: Literal['reduced', 'complete', 'r'] = 'reduced') -> tuple[Tensor, Tensor]:
    """Q and R of matrices that have at least as many rows as columns."""
def rad2deg(x: _Array) -> Tensor:
    """Radians in degrees: x · 180 / π."""
def rand(*lengths: int | Sequence[int], size: int | Sequence[int] | None = None, generator: Generator | None = None, dtype: DTypeLike | None = None, device: _Device | None = None, requires_grad: bool = False) -> Tensor:
    """Numbers spread evenly over [0, 1)."""
def rand_like(input: Tensor, *, generator: Generator | None = None, dtype: DTypeLike | None = None, device: _Device | None = None, requires_grad: bool = False) -> Tensor:
    """``rand`` in the shape of a tensor, and in its dtype and on its device unless others are asked for."""
def randint(*bounds: int | Sequence[int], low: int | None = None, high: int | None = None, size: int | Sequence[int] | None = None, generator: Generator | None = None, dtype: DTypeLike | None = None, device: _Device | None = None, requires_grad: bool = False) -> Tensor:
    """Integers from ``low``, 0 unless given, to ``high`` - 1, each as likely as another."""
def randint_like(input: Tensor, *bounds: int, low: int | None = None, high: int | None = None, generator: Generator | None = None, dtype: DTypeLike | None = None, device: _Device | None = None, requires_grad: bool = False) -> Tensor:
    """``randint`` in the shape of a tensor, and in its dtype and on its device unless others are asked for."""
def randn(*lengths: int | Sequence[int], size: int | Sequence[int] | None = None, generator: Generator | None = None, dtype: DTypeLike | None = None, device: _Device | None = None, requires_grad: bool = False) -> Tensor:
    """Numbers from the normal distribution with mean 0 and variance 1."""
def randn_like(input: Tensor, *, generator: Generator | None = None, dtype: DTypeLike | None = None, device: _Device | None = None, requires_grad: bool = False) -> Tensor:
    """``randn`` in the shape of a tensor, see ``rand_like``."""
def randperm(n: int, *, generator: Generator | None = None, dtype: DTypeLike | None = None, device: _Device | None = None, requires_grad: bool = False) -> Tensor:
    """The integers 0 … n-1 in random order."""
def ravel(x: _Array) -> Tensor:
    """All elements as one axis, side by side in memory; a copy only if they do not lie so already."""
def reciprocal(x: _Array) -> Tensor:
    """1 / x."""
def relu(x: _Array) -> Tensor:
    """Rectified linear unit: keep what is positive, put 0 in place of the rest."""
def relu6(x: _Array) -> Tensor:
    """relu with a ceiling at 6, where numbers of few bits still have digits after the point."""
def remainder(a: _TensorLike, b: _TensorLike) -> Tensor:
    """What ``floor_divide`` leaves over, with the sign of b, as Python's ``%``: a − b · ⌊a / b⌋."""
def repeat_interleave(x: _Array, repeats: _Array | int | Sequence[int], dim: int | None = None) -> Tensor:
    """Each element ``repeats`` times, its copies beside it."""
def reshape(x: _Array, shape: int | Sequence[int]) -> Tensor:
    """The same elements, row by row, in another shape; a view where the memory allows it, else a copy."""
def reshape_as(x: _Array, other: _Array) -> Tensor:
    """x in the shape of ``other``."""
def roll(x: _Array, shifts: int | Sequence[int], dims: int | Sequence[int] | None = None) -> Tensor:
    """x with its elements moved on by ``shifts`` places; what leaves at one end enters at the other. A copy."""
def rot90(x: _Array, k: int = 1, dims: int | Sequence[int] = (0, 1)) -> Tensor:
    """x turned by k right angles in the plane of two axes, from the first of them towards the second."""
def round(x: _Array, decimals: int = 0) -> Tensor:
    """The nearest whole number; a half goes to the even one. Or the nearest number with so many decimals."""
def row_major(x: _Array) -> Tensor:
    """A copy of x whose elements lie in memory row by row."""
def rsqrt(x: _Array) -> Tensor:
    """1 / √x; ∞ at 0, not a number below."""
def runs(x: _Array, dim: int | None = None) -> tuple[Tensor, Tensor, Tensor]:
    """Where each run of equal neighbours begins."""
def scalar_tensor(s: _TensorLike, *, dtype: DTypeLike | None = None, device: _Device | None = None, requires_grad: bool = False) -> Tensor:
    """A 0-d tensor of one number; of the default dtype, even for an integer."""
def scatter_add(x: _Array, dim: int, index: _Array, src: _Array) -> Tensor:
    """A copy of x with the elements of ``src`` added where ``index`` says along ``dim``; twice, if it says so twice."""
def searchsorted(sorted_sequence: _Array, input: _TensorLike, *, out_int32: bool = False, right: bool = False, side: Literal['left', 'right'] | None = None, sorter: _Array | None = None) -> Tensor:
    """The position at which each value must be inserted so that the sequence stays sorted."""
def select(x: _Array, dim: int, index: int) -> Tensor:
    """The part of x at one place along an axis, which vanishes."""
def selu(x: _Array) -> Tensor:
    """The scaled exponential linear unit, which keeps activations at mean 0 and variance 1."""
def setitem(x: _Array, value: _TensorLike, key: _Index | tuple[_Index, ...], accumulate: bool = False) -> Tensor:
    """A copy of x with x[key] = value, or with ``accumulate`` x[key] += value, also where ``key`` names one twice."""
def sgn(x: _Array) -> Tensor:
    """``sign``: for real numbers the two are one."""
def side_by_side(x: _Array, edges: Sequence[int], dim: int) -> tuple[Tensor, ...]:
    """The parts of x between one edge and the next along an axis; the edges rise from 0 to its length."""
def sign_and_log(x: _Array) -> tuple[Tensor, Tensor]:
    """The sign of each determinant, and the logarithm of its size."""
def signbit(x: _Array) -> Tensor:
    """Whether x is negative, −0 included."""
def silu(x: _Array) -> Tensor:
    """The sigmoid-weighted linear unit, also called swish: x where it is large, 0 where it is very negative."""
def sin(x: _Array) -> Tensor:
    """The sine."""
def sinc(x: _Array) -> Tensor:
    """sin(πx) / πx, and 1 at 0: the ideal low-pass filter."""
def singular_vectors(x: _Array, full_matrices: bool = True) -> tuple[Tensor, Tensor, Tensor]:
    """U, S and Vᵀ with x = U diag(S) Vᵀ."""
def sinh(x: _Array) -> Tensor:
    """The hyperbolic sine, (e^x − e^−x) / 2."""
def slogdet(x: _Array) -> SlogdetResult:
    """The sign of each determinant, and the logarithm of its size, which neither overflows nor vanishes."""
def smooth_l1_loss(input: _Array, target: _Array, reduction: Literal['none', 'sum', 'mean'] = 'mean', beta: float = 1.0) -> Tensor:
    """The absolute error with its tip at 0 rounded off."""
def soft_margin_loss(input: _Array, target: _Array, reduction: Literal['none', 'sum', 'mean'] = 'mean') -> Tensor:
    """The binary cross-entropy of scores, for answers 1 and −1."""
def softmax(x: _Array, dim: int, dtype: DTypeLike | None = None) -> Tensor:
    """Positive numbers that sum to 1 along an axis, in the proportions of exp(x)."""
def softmin(x: _Array, dim: int, dtype: DTypeLike | None = None) -> Tensor:
    """softmax of −x: the smallest gets the largest share."""
def softplus(x: _Array, beta: float = 1.0, threshold: float = 20.0) -> Tensor:
    """A smooth relu, whose slope is the sigmoid."""
def softshrink(x: _Array, lambd: float = 0.5) -> Tensor:
    """x moved towards 0 by lambd, not past it: the step that gives sparse solutions under an L1 penalty."""
def softsign(x: _Array) -> Tensor:
    """A step from −1 to 1 that levels off more slowly than tanh."""
def solve_columns(a: _Array, b: _Array) -> Tensor:
    """x with a @ x = b, for matrices b and stacks of them."""
def solve_triangular(A: _Array, B: _Array, *, upper: bool, left: bool = True, unitriangular: bool = False) -> Tensor:
    """X with A @ X = B, where only one triangle of A is read."""
def sqrt(x: _Array) -> Tensor:
    """The square root; not a number below 0."""
def square(x: _Array) -> Tensor:
    """x², element by element."""
def squeeze(x: _Array, dim: int | Sequence[int] | None = None) -> Tensor:
    """x without axes of length 1: all of them, or those in ``dim``; an axis of another length stays. A view."""
def stack(tensors: Sequence[_Array], dim: int = 0) -> Tensor:
    """Tensors of one shape side by side along a new axis."""
def std(x: _Array, dim: int | Sequence[int] | None = None, unbiased: bool = True, keepdim: bool = False, correction: float | None = None) -> Tensor:
    """The standard deviation over one axis, several, or all: the root of the variance."""
def std_mean(x: _Array, dim: int | Sequence[int] | None = None, unbiased: bool = True, keepdim: bool = False, correction: float | None = None) -> tuple[Tensor, Tensor]:
    """The standard deviation and the mean."""
def sub(a: _TensorLike, b: _TensorLike, alpha: float = 1) -> Tensor:
    """a − alpha · b, element by element."""
def subtract(a: _TensorLike, b: _TensorLike, alpha: float = 1) -> Tensor:
    """a − alpha · b, element by element."""
def sum(x: _Array, dim: int | Sequence[int] | None = None, keepdim: bool = False, dtype: DTypeLike | None = None) -> Tensor:
    """The sum over one axis, several, or all."""
def surprise(log_probs: _Array, labels: _Array, reduction: Literal['none', 'sum', 'mean'] = 'mean') -> Tensor:
    """How unexpected the right class is: the core of nll_loss and cross_entropy."""
def svdvals(x: _Array) -> Tensor:
    """The singular values of each matrix, from the largest down; equal ones do no harm to the gradient."""
def swapaxes(x: _Array, axis0: int, axis1: int) -> Tensor:
    """x with two axes exchanged: NumPy's name of transpose."""
def swapdims(x: _Array, dim0: int, dim1: int) -> Tensor:
    """x with two axes exchanged: another name of transpose."""
def t(x: _Array) -> Tensor:
    """The transpose of a matrix; a vector and a number stay as they are."""
def take(x: _Array, index: _Array) -> Tensor:
    """The elements of x, flattened, at the given positions; −1 is the last one."""
def take_along_dim(x: _Array, indices: _Array, dim: int | None = None) -> Tensor:
    """One element of x for each place of ``indices``, found along ``dim``; the other axes broadcast."""
def tan(x: _Array) -> Tensor:
    """The tangent, sin x / cos x."""
def tanh(x: _Array) -> Tensor:
    """The hyperbolic tangent, from −1 to 1."""
def tanhshrink(x: _Array) -> Tensor:
    """x without its tanh: flat at 0, and 1 less than x far off."""
def tensor(data: Tensor | ArrayLike, *, dtype: DTypeLike | None = None, device: _Device | None = None, requires_grad: bool = False) -> Tensor:
    """A tensor with a copy of ``data``."""
def tensor_split(x: _Array, indices_or_sections: _Array | int | Sequence[int], dim: int = 0) -> tuple[Tensor, ...]:
    """x cut along an axis into so many parts, as equal as can be; or before each of the given places."""
def tensordot(a: _Array, b: _Array, dims: Sequence[Sequence[int]] | int = 2) -> Tensor:
    """Sum the products of two arrays' elements over pairs of axes."""
def tensorinv(A: _Array, ind: int = 2) -> Tensor:
    """The inverse of tensordot with A: tensordot(tensorinv(A), tensordot(A, x)) is x."""
def tensorsolve(A: _Array, B: _Array, dims: int | Sequence[int] | None = None) -> Tensor:
    """X with tensordot(A, X, X.ndim) = B."""
def threshold(x: _Array, threshold: float, value: float) -> Tensor:
    """x where it is above a threshold, elsewhere a fixed value."""
def tile(x: _Array, dims: int | Sequence[int]) -> Tensor:
    """x laid side by side ``dims[i]`` times along axis i; missing counts on the left are 1. A copy."""
def topk(x: _Array, k: int, dim: int = -1, largest: bool = True, sorted: bool = True) -> SortResult:
    """The k largest elements along an axis, from the largest down, and where they are."""
def trace(x: _Array) -> Tensor:
    """The sum of the diagonal of a matrix."""
def transpose(x: _Array, dim0: int, dim1: int) -> Tensor:
    """x with two axes exchanged; a view."""
def trapezoid(y: _Array, x: _Array | None = None, *, dx: float = 1, dim: int = -1) -> Tensor:
    """The area below a curve, straight lines drawn between its points."""
def tril(x: _Array, diagonal: int = 0) -> Tensor:
    """The lower triangle of each matrix; zeros above the given diagonal."""
def tril_indices(row: int, col: int, offset: int = 0, *, device: _Device | None = None) -> Tensor:
    """The places of the lower triangle of a ``row`` by ``col`` matrix: their rows, and their columns."""
def triplet_margin_loss(anchor: _Array, positive: _Array, negative: _Array, margin: float = 1.0, p: float = 2.0, eps: float = 1e-06, swap: bool = False, reduction: Literal['none', 'sum', 'mean'] = 'mean') -> Tensor:
    """For triplets: the anchor should lie nearer to what is like it than to what is not, by ``margin``."""
def triplet_margin_with_distance_loss(anchor: _Array, positive: _Array, negative: _Array, *, distance_function: Callable[[Tensor, Tensor], _Array] | None = None, margin: float = 1.0, swap: bool = False, reduction: Literal['none', 'sum', 'mean'] = 'mean') -> Tensor:
    """triplet_margin_loss with a distance of your own."""
def triu(x: _Array, diagonal: int = 0) -> Tensor:
    """The upper triangle of each matrix; zeros below the given diagonal."""
def triu_indices(row: int, col: int, offset: int = 0, *, device: _Device | None = None) -> Tensor:
    """The places of the upper triangle of a ``row`` by ``col`` matrix: their rows, and their columns."""
def true_divide(a: _TensorLike, b: _TensorLike) -> Tensor:
    """a / b, element by element: ``div`` under its other name."""
def trunc(x: _Array) -> Tensor:
    """x without its digits after the point: rounded towards 0."""
def unbind(x: _Array, dim: int = 0) -> tuple[Tensor, ...]:
    """The parts of x at each place along an axis, which vanishes."""
def undiagonal(x: _Array, shape: int | Sequence[int], offset: int = 0, dim1: int = 0, dim2: int = 1) -> Tensor:
    """Zeros of ``shape`` with x where ``diagonal`` reads."""
def unflatten(x: _Array, dim: int, sizes: int | Sequence[int]) -> Tensor:
    """One axis split into several, of the lengths ``sizes``; one of them may be −1."""
def unfold(x: _Array, dimension: int, size: int, step: int) -> Tensor:
    """Every stretch of ``size`` elements along an axis, ``step`` apart: a view, which can only be read if they overlap."""
def unindex(x: _Array, shape: int | Sequence[int], key: _Index | tuple[_Index, ...]) -> Tensor:
    """Zeros of ``shape`` with x added at ``key``; an element that ``key`` names twice receives twice."""
@overload
def unique_consecutive(x: _Array, return_inverse: Literal[False] = False, return_counts: Literal[False] = False, dim: int | None = None) -> Tensor:
    """x without the elements (or, with ``dim``, the slices) that equal the one before them."""
@overload
def unique_consecutive(x: _Array, return_inverse: Literal[True], return_counts: Literal[False] = False, dim: int | None = None) -> tuple[Tensor, Tensor]:
    """x without the elements (or, with ``dim``, the slices) that equal the one before them."""
@overload
def unique_consecutive(x: _Array, return_inverse: Literal[False] = False, *, return_counts: Literal[True], dim: int | None = None) -> tuple[Tensor, Tensor]:
    """x without the elements (or, with ``dim``, the slices) that equal the one before them."""
@overload
def unique_consecutive(x: _Array, return_inverse: Literal[True], return_counts: Literal[True], dim: int | None = None) -> tuple[Tensor, Tensor, Tensor]:
    """x without the elements (or, with ``dim``, the slices) that equal the one before them."""
@overload
def unique_consecutive(x: _Array, return_inverse: bool = False, return_counts: bool = False, dim: int | None = None) -> Tensor | tuple[Tensor, ...]:
    """x without the elements (or, with ``dim``, the slices) that equal the one before them."""
def unsqueeze(x: _Array, dim: int) -> Tensor:
    """x with an axis of length 1 at place ``dim`` of the result; a view."""
def var(x: _Array, dim: int | Sequence[int] | None = None, unbiased: bool = True, keepdim: bool = False, correction: float | None = None) -> Tensor:
    """The variance over one axis, several, or all: the mean square of the distance from the mean."""
def var_mean(x: _Array, dim: int | Sequence[int] | None = None, unbiased: bool = True, keepdim: bool = False, correction: float | None = None) -> tuple[Tensor, Tensor]:
    """The variance and the mean."""
def vdot(a: _Array, b: _Array) -> Tensor:
    """The dot product of two vectors; complex numbers, which zerodl has none of, would be conjugated."""
def vecdot(x: _Array, y: _Array, *, dim: int = -1) -> Tensor:
    """The dot products of the vectors along an axis."""
def vector_norm(x: _Array, ord: float = 2, dim: int | Sequence[int] | None = None, keepdim: bool = False, *, dtype: DTypeLike | None = None) -> Tensor:
    """The length of an array, its elements over one axis, several, or all taken as one vector."""
def view(x: _Array, shape: int | Sequence[int]) -> Tensor:
    """As reshape, but never a copy: for when a change of the result must reach x."""
def view_as(x: _Array, other: _Array) -> Tensor:
    """x looked at in the shape of ``other``."""
def vsplit(x: _Array, indices_or_sections: _Array | int | Sequence[int]) -> tuple[Tensor, ...]:
    """x cut into parts below each other: between rows. See tensor_split."""
def vstack(tensors: Sequence[_Array]) -> Tensor:
    """Tensors below each other: along the rows, a vector being a row."""
def where(condition: _TensorLike, a: _TensorLike, b: _TensorLike) -> Tensor:
    """a where the condition holds, else b."""
def xlogy(a: _TensorLike, b: _TensorLike) -> Tensor:
    """a · log b, which is 0 for a = 0 whatever b is, 0 included: a term of an entropy."""
def zeros(*lengths: int | Sequence[int], size: int | Sequence[int] | None = None, dtype: DTypeLike | None = None, device: _Device | None = None, requires_grad: bool = False) -> Tensor:
    """A tensor of zeros."""
def zeros_like(input: Tensor, *, dtype: DTypeLike | None = None, device: _Device | None = None, requires_grad: bool = False) -> Tensor:
    """Zeros in the shape of a tensor, and in its dtype and on its device unless others are asked for."""

__all__ = [
    "abs",
    "absolute",
    "acos",
    "acosh",
    "add",
    "addbmm",
    "addcdiv",
    "addcmul",
    "addmm",
    "addmv",
    "addr",
    "all",
    "allclose",
    "amax",
    "amin",
    "aminmax",
    "any",
    "arange",
    "arccos",
    "arccosh",
    "arcsin",
    "arcsinh",
    "arctan",
    "arctan2",
    "arctanh",
    "argcummax",
    "argcummin",
    "argmax",
    "argmedian",
    "argmin",
    "argmode",
    "argsort",
    "argwhere",
    "as_tensor",
    "asin",
    "asinh",
    "atan",
    "atan2",
    "atanh",
    "atleast_1d",
    "atleast_2d",
    "atleast_3d",
    "baddbmm",
    "batch_norm",
    "bernoulli",
    "binary_cross_entropy",
    "binary_cross_entropy_with_logits",
    "bincount",
    "bitwise_and",
    "bitwise_left_shift",
    "bitwise_not",
    "bitwise_or",
    "bitwise_right_shift",
    "bitwise_xor",
    "block_diag",
    "bmm",
    "broadcast_tensors",
    "broadcast_to",
    "bucketize",
    "cartesian_prod",
    "cast",
    "cat",
    "ceil",
    "celu",
    "cholesky",
    "cholesky_inverse",
    "cholesky_solve",
    "chunk",
    "clamp",
    "clamp_max",
    "clamp_min",
    "clip",
    "clone",
    "column_stack",
    "concat",
    "concatenate",
    "cond",
    "constant_pad_nd",
    "contiguous",
    "contract",
    "copysign",
    "corrcoef",
    "cos",
    "cosh",
    "cosine_embedding_loss",
    "cosine_similarity",
    "count_nonzero",
    "cov",
    "cross",
    "cross_entropy",
    "cummax",
    "cummin",
    "cumprod",
    "cumsum",
    "cumulative_trapezoid",
    "deg2rad",
    "det",
    "diag",
    "diag_embed",
    "diagflat",
    "diagonal",
    "diff",
    "digamma",
    "dist",
    "div",
    "divide",
    "dot",
    "dropout",
    "dsplit",
    "dstack",
    "eigenvectors",
    "eigh",
    "eigvalsh",
    "einsum",
    "elu",
    "empty",
    "empty_like",
    "eq",
    "equal",
    "erf",
    "erfc",
    "erfinv",
    "exp",
    "exp2",
    "expand",
    "expand_as",
    "expm1",
    "eye",
    "first_occurrences",
    "fix",
    "flatten",
    "flip",
    "fliplr",
    "flipud",
    "float_power",
    "floor",
    "floor_divide",
    "fmax",
    "fmin",
    "fmod",
    "frac",
    "from_dlpack",
    "from_numpy",
    "full",
    "full_like",
    "gather",
    "gaussian_nll_loss",
    "gcd",
    "ge",
    "gelu",
    "ger",
    "glu",
    "greater",
    "greater_equal",
    "group_norm",
    "gt",
    "hardshrink",
    "hardsigmoid",
    "hardswish",
    "hardtanh",
    "heaviside",
    "hinge_embedding_loss",
    "histc",
    "hsplit",
    "hstack",
    "huber_loss",
    "hypot",
    "index",
    "index_add",
    "index_copy",
    "index_extremum",
    "index_fill",
    "index_product",
    "index_put",
    "index_reduce",
    "index_select",
    "inner",
    "insertion_points",
    "inv",
    "inverse",
    "is_tensor",
    "isclose",
    "isfinite",
    "isin",
    "isinf",
    "isnan",
    "isneginf",
    "isposinf",
    "kl_div",
    "kron",
    "kthvalue",
    "l1_loss",
    "layer_norm",
    "lcm",
    "le",
    "leaky_relu",
    "lerp",
    "less",
    "less_equal",
    "lgamma",
    "linalg_cross",
    "linalg_diagonal",
    "linalg_norm",
    "linalg_qr",
    "linalg_svd",
    "linspace",
    "log",
    "log10",
    "log1p",
    "log2",
    "log_softmax",
    "logaddexp",
    "logaddexp2",
    "logcumsumexp",
    "logdet",
    "logical_and",
    "logical_not",
    "logical_or",
    "logical_xor",
    "logit",
    "logsigmoid",
    "logspace",
    "logsumexp",
    "lstsq",
    "lt",
    "margin_ranking_loss",
    "masked_fill",
    "masked_scatter",
    "masked_select",
    "matmul",
    "matrix_exp",
    "matrix_norm",
    "matrix_power",
    "matrix_rank",
    "max",
    "maximum",
    "mean",
    "median",
    "median_of_all",
    "meshgrid",
    "min",
    "minimum",
    "mish",
    "mm",
    "mode",
    "move",
    "moveaxis",
    "movedim",
    "mse_loss",
    "msort",
    "mul",
    "multi_dot",
    "multi_margin_loss",
    "multilabel_margin_loss",
    "multilabel_soft_margin_loss",
    "multinomial",
    "multiply",
    "mv",
    "nan_to_num",
    "nanmean",
    "nanmedian",
    "nanquantile",
    "nansum",
    "narrow",
    "ne",
    "neg",
    "negative",
    "nll_loss",
    "nonzero",
    "norm",
    "normal",
    "not_equal",
    "one_hot",
    "ones",
    "ones_like",
    "outer",
    "overlap_add",
    "pad",
    "permute",
    "pinv",
    "pinverse",
    "poisson",
    "poisson_nll_loss",
    "polygamma",
    "positive",
    "pow",
    "prelu",
    "prod",
    "put",
    "qr",
    "qr_of_tall",
    "quantile",
    "rad2deg",
    "rand",
    "rand_like",
    "randint",
    "randint_like",
    "randn",
    "randn_like",
    "randperm",
    "ravel",
    "reciprocal",
    "relu",
    "relu6",
    "remainder",
    "renorm",
    "repeat",
    "repeat_interleave",
    "reshape",
    "reshape_as",
    "rms_norm",
    "roll",
    "rot90",
    "round",
    "row_major",
    "rsqrt",
    "runs",
    "scalar_tensor",
    "scatter",
    "scatter_add",
    "scatter_reduce",
    "searchsorted",
    "select",
    "selu",
    "setitem",
    "sgn",
    "side_by_side",
    "sigmoid",
    "sign",
    "sign_and_log",
    "signbit",
    "silu",
    "sin",
    "sinc",
    "singular_vectors",
    "sinh",
    "slogdet",
    "smooth_l1_loss",
    "soft_margin_loss",
    "softmax",
    "softmin",
    "softplus",
    "softshrink",
    "softsign",
    "solve",
    "solve_columns",
    "solve_triangular",
    "sort",
    "split",
    "sqrt",
    "square",
    "squeeze",
    "stack",
    "std",
    "std_mean",
    "sub",
    "subtract",
    "sum",
    "surprise",
    "svd",
    "svdvals",
    "swapaxes",
    "swapdims",
    "t",
    "take",
    "take_along_dim",
    "tan",
    "tanh",
    "tanhshrink",
    "tensor",
    "tensor_split",
    "tensordot",
    "tensorinv",
    "tensorsolve",
    "threshold",
    "tile",
    "topk",
    "trace",
    "transpose",
    "trapezoid",
    "tril",
    "tril_indices",
    "triplet_margin_loss",
    "triplet_margin_with_distance_loss",
    "triu",
    "triu_indices",
    "true_divide",
    "trunc",
    "unbind",
    "undiagonal",
    "unflatten",
    "unfold",
    "unindex",
    "unique",
    "unique_consecutive",
    "unsqueeze",
    "var",
    "var_mean",
    "vdot",
    "vecdot",
    "vector_norm",
    "view",
    "view_as",
    "vsplit",
    "vstack",
    "where",
    "xlogy",
    "zeros",
    "zeros_like",
]
