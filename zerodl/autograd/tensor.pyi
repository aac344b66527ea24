"""Tensor with all its methods. Written by tools/stubs.py: do not edit, run `make stubs`."""

from collections.abc import Callable, Iterator, Sequence
from types import EllipsisType
from typing import Any, ClassVar, Literal, NoReturn, Protocol, Self, SupportsIndex, TypeAlias, overload

import numpy as np
from numpy.typing import ArrayLike, DTypeLike, NDArray

from ..autograd.hook import Handle
from ..autograd.node import Node
from ..autograd.storage import Storage
from ..autograd.view import View
from ..device import device as device_type
from ..ops.determinant import SlogdetResult
from ..ops.extreme import Range
from ..ops.qr import QRResult
from ..ops.scan import Extremes
from ..ops.sort import SortResult
from ..ops.svd import OldSVDResult
from ..random import Generator

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
    @overload
    def stride(self, dim: None = None) -> tuple[_int, ...]: ...
    @overload
    def stride(self, dim: _int) -> _int: ...
    def is_contiguous(self) -> _bool: ...
    def storage_offset(self) -> _int: ...
    def data_ptr(self) -> _int: ...
    def element_size(self) -> _int: ...
    @property
    def nbytes(self) -> _int: ...
    def numpy(self, force: _bool = False) -> NDArray[Any]: ...
    def item(self) -> Any: ...
    def tolist(self) -> Any: ...
    def to(self, *target: DTypeLike | _Device | Tensor, dtype: DTypeLike | None = None, device: _Device | None = None, copy: _bool = False) -> Tensor: ...
    def cpu(self) -> Tensor: ...
    def cuda(self, device: _Device = 'cuda') -> Tensor: ...
    def __hash__(self) -> _int: ...
    def __float__(self) -> _float: ...
    def __int__(self) -> _int: ...
    def __index__(self) -> _int: ...
    def __bool__(self) -> _bool: ...
    def __len__(self) -> _int: ...
    def __iter__(self) -> Iterator[Tensor]: ...
    def __contains__(self, element: _TensorLike) -> _bool: ...
    def __format__(self, form: str) -> str: ...
    def __repr__(self) -> str: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, memo: dict[_int, Any]) -> Self: ...
    def __reduce_ex__(self, protocol: SupportsIndex) -> NoReturn: ...
    def __getitem__(self, key: _Index | tuple[_Index, ...]) -> Tensor: ...
    def __setitem__(self, key: _Index | tuple[_Index, ...], value: _TensorLike) -> None: ...
    def __dlpack__(self, **asked: Any) -> Any: ...
    def __dlpack_device__(self) -> tuple[_int, _int]: ...
    def __array__(self, dtype: DTypeLike | None = None, copy: _bool | None = None) -> NDArray[Any]: ...
    def __array_ufunc__(self, ufunc, method, *inputs, **settings): ...
    def __array_function__(self, function, types, args, settings): ...
    @classmethod
    def _numpy_function(cls, function): ...
    def __init__(self, data: Tensor | ArrayLike, *lengths: _int | Sequence[_int], requires_grad: _bool = False) -> None: ...
    @classmethod
    def of_array(cls, array: NDArray[Any], storage: Storage) -> Self: ...
    @property
    def shape(self) -> tuple[_int, ...]: ...
    @property
    def ndim(self) -> _int: ...
    @property
    def dtype(self) -> np.dtype[Any]: ...
    @property
    def device(self) -> device_type: ...
    @property
    def is_cuda(self) -> _bool: ...
    @property
    def is_leaf(self) -> _bool: ...
    @property
    def grad_fn(self) -> Node | None: ...
    @property
    def requires_grad(self) -> _bool: ...
    @requires_grad.setter
    def requires_grad(self, requires_grad: _bool) -> None: ...
    @property
    def grad(self) -> Tensor | None: ...
    @grad.setter
    def grad(self, grad: Tensor | None) -> None: ...
    @property
    def data(self) -> Tensor: ...
    @data.setter
    def data(self, other: Tensor) -> None: ...
    @property
    def T(self) -> Tensor: ...
    @property
    def mT(self) -> Tensor: ...
    @overload
    def size(self, dim: None = None) -> tuple[_int, ...]: ...
    @overload
    def size(self, dim: _int) -> _int: ...
    def dim(self) -> _int: ...
    def ndimension(self) -> _int: ...
    def numel(self) -> _int: ...
    def nelement(self) -> _int: ...
    def is_floating_point(self) -> _bool: ...
    def requires_grad_(self, requires_grad: _bool = True) -> Self: ...
    def backward(self, gradient: _TensorLike | None = None, retain_graph: _bool | None = None, create_graph: _bool = False) -> None: ...
    def _differentiate(self, gradient, retain_graph, create_graph, targets): ...
    def _incoming(self, gradient, create_graph): ...
    def receive(self, g: _Array) -> None: ...
    def register_hook(self, hook: Callable[[Tensor], Tensor | None]) -> Handle: ...
    def retain_grad(self) -> None: ...
    def refresh(self) -> None: ...
    def copy_(self, other: _TensorLike) -> Self: ...
    def fill_(self, value: _TensorLike) -> Self: ...
    def zero_(self) -> Self: ...
    def detach(self) -> Tensor: ...
    def detach_(self) -> Self: ...
    def eq(self, b: _TensorLike) -> Tensor:
        """Whether a equals b; not a number equals nothing."""
    def ne(self, b: _TensorLike) -> Tensor:
        """Whether a differs from b."""
    def lt(self, b: _TensorLike) -> Tensor:
        """Whether a is less than b."""
    def le(self, b: _TensorLike) -> Tensor:
        """Whether a is at most b."""
    def gt(self, b: _TensorLike) -> Tensor:
        """Whether a is greater than b."""
    def ge(self, b: _TensorLike) -> Tensor:
        """Whether a is at least b."""
    def isclose(self, b: _TensorLike, rtol: _float = 1e-05, atol: _float = 1e-08, equal_nan: _bool = False) -> Tensor:
        """Whether a is b but for rounding: |a − b| ≤ atol + rtol · |b|. Equal infinities are close."""
    def allclose(self, b: _TensorLike, rtol: _float = 1e-05, atol: _float = 1e-08, equal_nan: _bool = False) -> _bool:
        """Whether ``isclose`` holds for all elements, as a Python boolean."""
    def equal(self, b: _TensorLike) -> _bool:
        """Whether two tensors have the same shape and the same elements, as a Python boolean."""
    def div(self, b: _TensorLike, rounding_mode: Literal['trunc', 'floor'] | None = None) -> Tensor:
        """a / b, element by element."""
    def true_divide(self, b: _TensorLike) -> Tensor:
        """a / b, element by element: ``div`` under its other name."""
    def floor_divide(self, b: _TensorLike) -> Tensor:
        """The quotient rounded down, as Python's ``//``: ⌊a / b⌋."""
    def remainder(self, b: _TensorLike) -> Tensor:
        """What ``floor_divide`` leaves over, with the sign of b, as Python's ``%``: a − b · ⌊a / b⌋."""
    def fmod(self, b: _TensorLike) -> Tensor:
        """What a division rounded towards 0 leaves over, with the sign of a, as C's ``fmod``."""
    def gcd(self, b: _TensorLike) -> Tensor:
        """The greatest common divisor of integers, never negative; gcd(x, 0) is |x|."""
    def lcm(self, b: _TensorLike) -> Tensor:
        """The least common multiple of integers, never negative; 0 if one of them is 0."""
    def add(self, b: _TensorLike, alpha: _float = 1) -> Tensor:
        """a + alpha · b, element by element."""
    def sub(self, b: _TensorLike, alpha: _float = 1) -> Tensor:
        """a − alpha · b, element by element."""
    def mul(self, b: _TensorLike) -> Tensor:
        """a · b, element by element."""
    def neg(self) -> Tensor:
        """−x."""
    def pow(self, b: _TensorLike) -> Tensor:
        """a to the power b, element by element."""
    def exp(self) -> Tensor:
        """e to the power x."""
    def log(self) -> Tensor:
        """The natural logarithm: the y with e^y = x; −∞ at 0, not a number below."""
    def tanh(self) -> Tensor:
        """The hyperbolic tangent, from −1 to 1."""
    def maximum(self, b: _TensorLike) -> Tensor:
        """The larger of a and b, element by element; not a number if one of them is not."""
    def minimum(self, b: _TensorLike) -> Tensor:
        """The smaller of a and b, element by element; not a number if one of them is not."""
    def clone(self) -> Tensor:
        """A copy of x in memory of its own, through which gradients still flow."""
    def sinh(self) -> Tensor:
        """The hyperbolic sine, (e^x − e^−x) / 2."""
    def cosh(self) -> Tensor:
        """The hyperbolic cosine, (e^x + e^−x) / 2."""
    def asinh(self) -> Tensor:
        """The number whose hyperbolic sine is x."""
    def acosh(self) -> Tensor:
        """The number, 0 or more, whose hyperbolic cosine is x; not a number below 1."""
    def atanh(self) -> Tensor:
        """The number whose hyperbolic tangent is x; infinite at ±1, not a number outside."""
    def floor(self) -> Tensor:
        """The largest whole number that is not above x."""
    def ceil(self) -> Tensor:
        """The smallest whole number that is not below x."""
    def trunc(self) -> Tensor:
        """x without its digits after the point: rounded towards 0."""
    def round(self, decimals: _int = 0) -> Tensor:
        """The nearest whole number; a half goes to the even one. Or the nearest number with so many decimals."""
    def frac(self) -> Tensor:
        """What follows the point, with the sign of x: x − trunc(x)."""
    def abs(self) -> Tensor:
        """|x|, the distance from 0."""
    def sign(self) -> Tensor:
        """−1, 0 or 1: on which side of 0 x lies. Not a number counts as 0."""
    def sgn(self) -> Tensor:
        """``sign``: for real numbers the two are one."""
    def positive(self) -> Tensor:
        """+x, which is x."""
    def copysign(self, b: _TensorLike) -> Tensor:
        """The size of a with the sign of b, where −0 counts as negative."""
    def heaviside(self, b: _TensorLike) -> Tensor:
        """0 where a is below 0, 1 where it is above, b where it is 0."""
    def signbit(self) -> Tensor:
        """Whether x is negative, −0 included."""
    def sin(self) -> Tensor:
        """The sine."""
    def cos(self) -> Tensor:
        """The cosine."""
    def tan(self) -> Tensor:
        """The tangent, sin x / cos x."""
    def asin(self) -> Tensor:
        """The angle from −π/2 to π/2 whose sine is x; not a number outside −1 to 1."""
    def acos(self) -> Tensor:
        """The angle from 0 to π whose cosine is x; not a number outside −1 to 1."""
    def atan(self) -> Tensor:
        """The angle from −π/2 to π/2 whose tangent is x."""
    def atan2(self, b: _TensorLike) -> Tensor:
        """The angle, from −π to π, between the positive x axis and the point x = b, y = a."""
    def hypot(self, b: _TensorLike) -> Tensor:
        """√(a² + b²), the length of the hypotenuse, without overflow on the way."""
    def sinc(self) -> Tensor:
        """sin(πx) / πx, and 1 at 0: the ideal low-pass filter."""
    def deg2rad(self) -> Tensor:
        """Degrees in radians: x · π / 180."""
    def rad2deg(self) -> Tensor:
        """Radians in degrees: x · 180 / π."""
    def erf(self) -> Tensor:
        """The error function: how much of a bell curve lies within x of its middle."""
    def erfc(self) -> Tensor:
        """1 − erf(x), exact where that difference would leave no digits."""
    def erfinv(self) -> Tensor:
        """The number whose error function is x; infinite at ±1, not a number outside."""
    def sigmoid(self) -> Tensor:
        """A smooth step from 0 to 1: the probability whose log-odds are x."""
    def logit(self, eps: _float | None = None) -> Tensor:
        """The log-odds of a probability: the inverse of the sigmoid."""
    def relu(self) -> Tensor:
        """Rectified linear unit: keep what is positive, put 0 in place of the rest."""
    def log_softmax(self, dim: _int, dtype: DTypeLike | None = None) -> Tensor:
        """The logarithm of softmax along an axis, without leaving the range of the floats."""
    def softmax(self, dim: _int, dtype: DTypeLike | None = None) -> Tensor:
        """Positive numbers that sum to 1 along an axis, in the proportions of exp(x)."""
    def transpose(self, dim0: _int, dim1: _int) -> Tensor:
        """x with two axes exchanged; a view."""
    def swapaxes(self, axis0: _int, axis1: _int) -> Tensor:
        """x with two axes exchanged: NumPy's name of transpose."""
    def swapdims(self, dim0: _int, dim1: _int) -> Tensor:
        """x with two axes exchanged: another name of transpose."""
    def t(self) -> Tensor:
        """The transpose of a matrix; a vector and a number stay as they are."""
    @overload
    def permute(self, dims: _int | Sequence[_int]) -> Tensor:
        """x with its axes in the order ``dims``; a view."""
    @overload
    def permute(self, *dims: _int) -> Tensor:
        """x with its axes in the order ``dims``; a view."""
    def movedim(self, source: _int | Sequence[_int], destination: _int | Sequence[_int]) -> Tensor:
        """x with the axes ``source`` moved to the places ``destination``, the others in their old order; a view."""
    def moveaxis(self, source: _int | Sequence[_int], destination: _int | Sequence[_int]) -> Tensor:
        """x with axes moved: NumPy's name of movedim."""
    def bitwise_and(self, b: _TensorLike) -> Tensor:
        """The bits that are set in both; of booleans, whether both are true."""
    def bitwise_or(self, b: _TensorLike) -> Tensor:
        """The bits that are set in at least one; of booleans, whether one is true."""
    def bitwise_xor(self, b: _TensorLike) -> Tensor:
        """The bits that are set in exactly one; of booleans, whether they differ."""
    def bitwise_not(self) -> Tensor:
        """Every bit turned round, which of a signed integer makes −x − 1; of booleans, their opposite."""
    def bitwise_left_shift(self, b: _TensorLike) -> Tensor:
        """The bits of a moved b places up: a · 2^b, as far as the dtype has places."""
    def bitwise_right_shift(self, b: _TensorLike) -> Tensor:
        """The bits of a moved b places down: ⌊a / 2^b⌋."""
    def fmax(self, b: _TensorLike) -> Tensor:
        """The larger of a and b, where a number beats one that is not."""
    def fmin(self, b: _TensorLike) -> Tensor:
        """The smaller of a and b, where a number beats one that is not."""
    def clamp_min(self, min: _TensorLike) -> Tensor:
        """x, but not below min."""
    def clamp_max(self, max: _TensorLike) -> Tensor:
        """x, but not above max."""
    def clamp(self, min: _TensorLike | None = None, max: _TensorLike | None = None) -> Tensor:
        """x, but not below min and not above max. Where min is above max, the result is max."""
    def clip(self, min: _TensorLike | None = None, max: _TensorLike | None = None) -> Tensor:
        """``clamp`` under NumPy's name."""
    def nan_to_num(self, nan: _float = 0.0, posinf: _float | None = None, neginf: _float | None = None) -> Tensor:
        """x with numbers in place of NaN, ∞ and −∞."""
    def inverse(self) -> Tensor:
        """The inverse of each matrix: the name of linalg.inv outside linalg."""
    def pinverse(self, rcond: _float = 1e-15) -> Tensor:
        """The pseudo-inverse: the name of linalg.pinv outside linalg."""
    def matmul(self, b: _Array) -> Tensor:
        """The matrix product a @ b, for single matrices and for stacks of them."""
    def matrix_power(self, n: _int) -> Tensor:
        """A square matrix multiplied with itself, n factors in all; of its inverse, if n is negative."""
    def matrix_exp(self) -> Tensor:
        """The exponential of square matrices, by its series, of which matrix products take the place of powers."""
    @overload
    def flip(self, dims: _int | Sequence[_int]) -> Tensor:
        """x with the order of its elements reversed along the axes ``dims``; a copy."""
    @overload
    def flip(self, *dims: _int) -> Tensor:
        """x with the order of its elements reversed along the axes ``dims``; a copy."""
    def fliplr(self) -> Tensor:
        """x with its columns in the opposite order, left to right."""
    def flipud(self) -> Tensor:
        """x with its rows in the opposite order, upside down."""
    def rot90(self, k: _int = 1, dims: _int | Sequence[_int] = (0, 1)) -> Tensor:
        """x turned by k right angles in the plane of two axes, from the first of them towards the second."""
    def roll(self, shifts: _int | Sequence[_int], dims: _int | Sequence[_int] | None = None) -> Tensor:
        """x with its elements moved on by ``shifts`` places; what leaves at one end enters at the other. A copy."""
    @overload
    def reshape(self, shape: _int | Sequence[_int]) -> Tensor:
        """The same elements, row by row, in another shape; a view where the memory allows it, else a copy."""
    @overload
    def reshape(self, *shape: _int) -> Tensor:
        """The same elements, row by row, in another shape; a view where the memory allows it, else a copy."""
    @overload
    def view(self, shape: _int | Sequence[_int]) -> Tensor:
        """As reshape, but never a copy: for when a change of the result must reach x."""
    @overload
    def view(self, *shape: _int) -> Tensor:
        """As reshape, but never a copy: for when a change of the result must reach x."""
    def view_as(self, other: _Array) -> Tensor:
        """x looked at in the shape of ``other``."""
    def reshape_as(self, other: _Array) -> Tensor:
        """x in the shape of ``other``."""
    def flatten(self, start_dim: _int = 0, end_dim: _int = -1) -> Tensor:
        """The axes from ``start_dim`` to ``end_dim``, both included, joined to one; a 0-d tensor becomes a vector of one."""
    def unflatten(self, dim: _int, sizes: _int | Sequence[_int]) -> Tensor:
        """One axis split into several, of the lengths ``sizes``; one of them may be −1."""
    def ravel(self) -> Tensor:
        """All elements as one axis, side by side in memory; a copy only if they do not lie so already."""
    def squeeze(self, dim: _int | Sequence[_int] | None = None) -> Tensor:
        """x without axes of length 1: all of them, or those in ``dim``; an axis of another length stays. A view."""
    def unsqueeze(self, dim: _int) -> Tensor:
        """x with an axis of length 1 at place ``dim`` of the result; a view."""
    @overload
    def expand(self, shape: _int | Sequence[_int]) -> Tensor:
        """x broadcast to a larger shape, without copying."""
    @overload
    def expand(self, *shape: _int) -> Tensor:
        """x broadcast to a larger shape, without copying."""
    def expand_as(self, other: _Array) -> Tensor:
        """x broadcast to the shape of ``other``, without copying."""
    @overload
    def broadcast_to(self, shape: _int | Sequence[_int]) -> Tensor:
        """x broadcast to a larger shape, without copying: another name of expand."""
    @overload
    def broadcast_to(self, *shape: _int) -> Tensor:
        """x broadcast to a larger shape, without copying: another name of expand."""
    def contiguous(self) -> Tensor:
        """x itself if its elements lie in memory row by row, else a copy of which that is true."""
    def narrow(self, dim: _int, start: _int, length: _int) -> Tensor:
        """``length`` elements along an axis, from ``start`` on, which may count from the end."""
    def select(self, dim: _int, index: _int) -> Tensor:
        """The part of x at one place along an axis, which vanishes."""
    def split(self, split_size_or_sections: _int | Sequence[_int], dim: _int = 0) -> tuple[Tensor, ...]:
        """x cut along an axis into parts of a given length, the last of what is left; or into parts of the given lengths."""
    def chunk(self, chunks: _int, dim: _int = 0) -> tuple[Tensor, ...]:
        """x cut along an axis into at most ``chunks`` parts of one length; the last may be shorter, or some missing."""
    def tensor_split(self, indices_or_sections: _Array | _int | Sequence[_int], dim: _int = 0) -> tuple[Tensor, ...]:
        """x cut along an axis into so many parts, as equal as can be; or before each of the given places."""
    def unbind(self, dim: _int = 0) -> tuple[Tensor, ...]:
        """The parts of x at each place along an axis, which vanishes."""
    def hsplit(self, indices_or_sections: _Array | _int | Sequence[_int]) -> tuple[Tensor, ...]:
        """x cut into parts beside each other: between columns, a vector anywhere. See tensor_split."""
    def vsplit(self, indices_or_sections: _Array | _int | Sequence[_int]) -> tuple[Tensor, ...]:
        """x cut into parts below each other: between rows. See tensor_split."""
    def dsplit(self, indices_or_sections: _Array | _int | Sequence[_int]) -> tuple[Tensor, ...]:
        """x cut into parts behind each other: along the third axis. See tensor_split."""
    def gather(self, dim: _int, index: _Array) -> Tensor:
        """One element of x for each place of ``index``, found along ``dim``."""
    def take_along_dim(self, indices: _Array, dim: _int | None = None) -> Tensor:
        """One element of x for each place of ``indices``, found along ``dim``; the other axes broadcast."""
    def index_select(self, dim: _int, index: _Array) -> Tensor:
        """The slices of x that a vector of positions names along ``dim``."""
    def take(self, index: _Array) -> Tensor:
        """The elements of x, flattened, at the given positions; −1 is the last one."""
    def cumsum(self, dim: _int, dtype: DTypeLike | None = None) -> Tensor:
        """The running sum along an axis."""
    def cumprod(self, dim: _int, dtype: DTypeLike | None = None) -> Tensor:
        """The running product along an axis."""
    def logcumsumexp(self, dim: _int) -> Tensor:
        """The logarithm of the running sum of exponentials, without leaving the range of the floats."""
    def cummax(self, dim: _int) -> Extremes:
        """The largest element up to each place along an axis, and where it stands; of equal ones the last."""
    def cummin(self, dim: _int) -> Extremes:
        """The smallest element up to each place along an axis, and where it stands; of equal ones the last."""
    def diff(self, n: _int = 1, dim: _int = -1, prepend: _TensorLike | None = None, append: _TensorLike | None = None) -> Tensor:
        """The differences of neighbours along an axis, n times over; of booleans, whether neighbours differ."""
    def sum(self, dim: _int | Sequence[_int] | None = None, keepdim: _bool = False, dtype: DTypeLike | None = None) -> Tensor:
        """The sum over one axis, several, or all."""
    def nansum(self, dim: _int | Sequence[_int] | None = None, keepdim: _bool = False, dtype: DTypeLike | None = None) -> Tensor:
        """The sum of those elements that are numbers: NaN counts as 0."""
    def mean(self, dim: _int | Sequence[_int] | None = None, keepdim: _bool = False) -> Tensor:
        """The mean over one axis, several, or all."""
    def nanmean(self, dim: _int | Sequence[_int] | None = None, keepdim: _bool = False) -> Tensor:
        """The mean of those elements that are numbers: NaN is left out."""
    def prod(self, dim: _int | None = None, keepdim: _bool = False, dtype: DTypeLike | None = None) -> Tensor:
        """The product over one axis, or over all."""
    def logsumexp(self, dim: _int | Sequence[_int], keepdim: _bool = False) -> Tensor:
        """The logarithm of the sum of exponentials, without leaving the range of the floats."""
    def all(self, dim: _int | Sequence[_int] | None = None, keepdim: _bool = False) -> Tensor:
        """Whether all elements over one axis, several or all are true, which is to say not 0."""
    def any(self, dim: _int | Sequence[_int] | None = None, keepdim: _bool = False) -> Tensor:
        """Whether any element over one axis, several or all is true, which is to say not 0."""
    def count_nonzero(self, dim: _int | Sequence[_int] | None = None) -> Tensor:
        """How many elements over one axis, several or all are not 0."""
    def diagonal(self, offset: _int = 0, dim1: _int = 0, dim2: _int = 1) -> Tensor:
        """The diagonal of the matrices that two axes span, as the last axis; a view."""
    def diag_embed(self, offset: _int = 0, dim1: _int = -2, dim2: _int = -1) -> Tensor:
        """Square matrices with the last axis of x on a diagonal, zeros elsewhere."""
    def diag(self, diagonal: _int = 0) -> Tensor:
        """A vector as the diagonal of a matrix; of a matrix, a copy of its diagonal."""
    def diagflat(self, offset: _int = 0) -> Tensor:
        """A matrix with all elements of x on a diagonal."""
    def trace(self) -> Tensor:
        """The sum of the diagonal of a matrix."""
    def tril(self, diagonal: _int = 0) -> Tensor:
        """The lower triangle of each matrix; zeros above the given diagonal."""
    def triu(self, diagonal: _int = 0) -> Tensor:
        """The upper triangle of each matrix; zeros below the given diagonal."""
    def svd(self, some: _bool = True) -> OldSVDResult:
        """The singular value decomposition by its older name: x = U diag(S) Vᵀ. It gives V, where linalg.svd gives Vᵀ."""
    def cholesky_solve(self, L: _Array, upper: _bool = False) -> Tensor:
        """X with A @ X = B, given A's triangle L from ``cholesky``."""
    def cholesky_inverse(self, upper: _bool = False) -> Tensor:
        """The inverse of A, given A's triangle L from ``cholesky``."""
    def cholesky(self, upper: _bool = False) -> Tensor:
        """The lower triangle L with L @ Lᵀ = x, for symmetric matrices whose eigenvalues are positive."""
    def lerp(self, end: _TensorLike, weight: _TensorLike) -> Tensor:
        """The point between x and end that weight says: x at weight 0, end at 1."""
    def addcmul(self, a: _TensorLike, b: _TensorLike, value: _float = 1) -> Tensor:
        """x + value · a · b: one step of many an optimiser."""
    def addcdiv(self, a: _TensorLike, b: _TensorLike, value: _float = 1) -> Tensor:
        """x + value · a / b: one step of many an optimiser."""
    def det(self) -> Tensor:
        """The determinant of each matrix: how much it stretches volumes, negative if it mirrors."""
    def slogdet(self) -> SlogdetResult:
        """The sign of each determinant, and the logarithm of its size, which neither overflows nor vanishes."""
    def logdet(self) -> Tensor:
        """The logarithm of each determinant; NaN for a negative one."""
    def amax(self, dim: _int | Sequence[_int] | None = None, keepdim: _bool = False) -> Tensor:
        """The largest element over one axis, several, or all."""
    def amin(self, dim: _int | Sequence[_int] | None = None, keepdim: _bool = False) -> Tensor:
        """The smallest element over one axis, several, or all."""
    def aminmax(self, dim: _int | None = None, keepdim: _bool = False) -> Range:
        """The smallest and the largest element, of all or along one axis."""
    def argmax(self, dim: _int | None = None, keepdim: _bool = False) -> Tensor:
        """The position of the largest element, in the flattened array or along ``dim``; it has no gradient."""
    def argmin(self, dim: _int | None = None, keepdim: _bool = False) -> Tensor:
        """The position of the smallest element, in the flattened array or along ``dim``; it has no gradient."""
    @overload
    def max(self, dim: None = None, keepdim: _bool = False, *, other: _TensorLike | None = None) -> Tensor:
        """The largest element of all; along ``dim`` the largest elements and their positions; or of two tensors the larger."""
    @overload
    def max(self, dim: _int, keepdim: _bool = False, *, other: _TensorLike | None = None) -> Extremes:
        """The largest element of all; along ``dim`` the largest elements and their positions; or of two tensors the larger."""
    @overload
    def max(self, dim: _Array, keepdim: _bool = False, *, other: _TensorLike | None = None) -> Tensor:
        """The largest element of all; along ``dim`` the largest elements and their positions; or of two tensors the larger."""
    @overload
    def min(self, dim: None = None, keepdim: _bool = False, *, other: _TensorLike | None = None) -> Tensor:
        """The smallest element of all; along ``dim`` the smallest elements and their positions; or of two the smaller."""
    @overload
    def min(self, dim: _int, keepdim: _bool = False, *, other: _TensorLike | None = None) -> Extremes:
        """The smallest element of all; along ``dim`` the smallest elements and their positions; or of two the smaller."""
    @overload
    def min(self, dim: _Array, keepdim: _bool = False, *, other: _TensorLike | None = None) -> Tensor:
        """The smallest element of all; along ``dim`` the smallest elements and their positions; or of two the smaller."""
    def norm(self, p: _float | Literal['fro'] = 'fro', dim: _int | Sequence[_int] | None = None, keepdim: _bool = False) -> Tensor:
        """The length of an array, its elements over one axis, several, or all taken as one vector."""
    def dist(self, other: _TensorLike, p: _float = 2) -> Tensor:
        """The length of the difference of two arrays."""
    def exp2(self) -> Tensor:
        """2 to the power x."""
    def expm1(self) -> Tensor:
        """e to the power x, minus 1, exact for x near 0, where the subtraction would leave no digits."""
    def log2(self) -> Tensor:
        """The logarithm to base 2."""
    def log10(self) -> Tensor:
        """The logarithm to base 10."""
    def log1p(self) -> Tensor:
        """log(1 + x), exact for x near 0, where 1 + x would lose x."""
    def logaddexp(self, b: _TensorLike) -> Tensor:
        """log(e^a + e^b) without leaving the range of the floats: adding numbers that are known by their logarithms."""
    def logaddexp2(self, b: _TensorLike) -> Tensor:
        """log₂(2^a + 2^b) without leaving the range of the floats."""
    def xlogy(self, b: _TensorLike) -> Tensor:
        """a · log b, which is 0 for a = 0 whatever b is, 0 included: a term of an entropy."""
    def isnan(self) -> Tensor:
        """Whether x is not a number, as 0 / 0 is not."""
    def isinf(self) -> Tensor:
        """Whether x is ∞ or −∞."""
    def isfinite(self) -> Tensor:
        """Whether x is a number, and not infinite."""
    def isposinf(self) -> Tensor:
        """Whether x is ∞."""
    def isneginf(self) -> Tensor:
        """Whether x is −∞."""
    def lgamma(self) -> Tensor:
        """The logarithm of |Γ(x)|; Γ(n) is (n − 1)!. Infinite at 0, −1, −2 …"""
    def digamma(self, order: _int = 0) -> Tensor:
        """The slope of log Γ, or a derivative of that slope. −∞ at 0, not a number at −1, −2 …"""
    def polygamma(self, input: _TensorLike) -> Tensor:
        """The n-th derivative of digamma, with PyTorch's order of arguments; as a method, ``x.polygamma(n)``."""
    def logical_and(self, b: _TensorLike) -> Tensor:
        """Whether both are true."""
    def logical_or(self, b: _TensorLike) -> Tensor:
        """Whether at least one is true."""
    def logical_xor(self, b: _TensorLike) -> Tensor:
        """Whether exactly one is true."""
    def logical_not(self) -> Tensor:
        """Whether x is false."""
    def masked_fill(self, mask: _Array, value: _TensorLike) -> Tensor:
        """x where the mask is false, one number where it is true."""
    def masked_select(self, mask: _Array) -> Tensor:
        """The elements of x where the mask is true, row by row, as a vector."""
    def masked_scatter(self, mask: _Array, source: _Array) -> Tensor:
        """x where the mask is false; where it is true the elements of ``source``, one after the other."""
    def argwhere(self) -> Tensor:
        """The positions of the elements that are not 0, a row of indices each."""
    @overload
    def nonzero(self, *, as_tuple: Literal[False] = False) -> Tensor:
        """The positions of the elements that are not 0, a row of indices each; or a vector of indices for each axis."""
    @overload
    def nonzero(self, *, as_tuple: Literal[True]) -> tuple[Tensor, ...]:
        """The positions of the elements that are not 0, a row of indices each; or a vector of indices for each axis."""
    def square(self) -> Tensor:
        """x², element by element."""
    def sqrt(self) -> Tensor:
        """The square root; not a number below 0."""
    def rsqrt(self) -> Tensor:
        """1 / √x; ∞ at 0, not a number below."""
    def reciprocal(self) -> Tensor:
        """1 / x."""
    def float_power(self, b: _TensorLike) -> Tensor:
        """a to the power b, computed in float64 whatever the inputs are."""
    def mm(self, b: _Array) -> Tensor:
        """The product of two matrices."""
    def mv(self, b: _Array) -> Tensor:
        """The product of a matrix and a vector."""
    def bmm(self, b: _Array) -> Tensor:
        """The products of two stacks of matrices, of as many each: nothing is broadcast."""
    def dot(self, b: _Array) -> Tensor:
        """The sum of the products of two vectors' elements."""
    def vdot(self, b: _Array) -> Tensor:
        """The dot product of two vectors; complex numbers, which zerodl has none of, would be conjugated."""
    def inner(self, b: _TensorLike) -> Tensor:
        """The dot products of every vector in a's last axis with every one in b's; a number multiplies everything."""
    def outer(self, b: _Array) -> Tensor:
        """Every element of one vector times every element of the other."""
    def ger(self, b: _Array) -> Tensor:
        """Every element of one vector times every element of the other: the old name of outer."""
    def addmm(self, mat1: _Array, mat2: _Array, *, beta: _float = 1, alpha: _float = 1) -> Tensor:
        """beta · input + alpha · mat1 @ mat2."""
    def addmv(self, mat: _Array, vec: _Array, *, beta: _float = 1, alpha: _float = 1) -> Tensor:
        """beta · input + alpha · mat @ vec."""
    def addr(self, vec1: _Array, vec2: _Array, *, beta: _float = 1, alpha: _float = 1) -> Tensor:
        """beta · input + alpha · outer(vec1, vec2)."""
    def baddbmm(self, batch1: _Array, batch2: _Array, *, beta: _float = 1, alpha: _float = 1) -> Tensor:
        """beta · input + alpha · the products of two stacks of matrices."""
    def addbmm(self, batch1: _Array, batch2: _Array, *, beta: _float = 1, alpha: _float = 1) -> Tensor:
        """beta · input + alpha · the sum of the products of two stacks of matrices."""
    def qr(self, some: _bool = True) -> QRResult:
        """x as Q @ R: the older name of linalg.qr."""
    def argsort(self, dim: _int = -1, descending: _bool = False, stable: _bool = False) -> Tensor:
        """The positions that sort x along an axis; NaN counts as larger than every number."""
    def sort(self, dim: _int = -1, descending: _bool = False, stable: _bool = False) -> SortResult:
        """x sorted along an axis, and where each element came from; NaN counts as larger than every number."""
    def msort(self) -> Tensor:
        """x sorted along its first axis."""
    def topk(self, k: _int, dim: _int = -1, largest: _bool = True, sorted: _bool = True) -> SortResult:
        """The k largest elements along an axis, from the largest down, and where they are."""
    def kthvalue(self, k: _int, dim: _int = -1, keepdim: _bool = False) -> SortResult:
        """The k-th smallest element along an axis, counted from 1, and where it is."""
    @overload
    def median(self, dim: None = None, keepdim: _bool = False) -> Tensor:
        """The middle one in the order of the elements: of an even number, the lower of the two."""
    @overload
    def median(self, dim: _int, keepdim: _bool = False) -> Extremes:
        """The middle one in the order of the elements: of an even number, the lower of the two."""
    @overload
    def nanmedian(self, dim: None = None, keepdim: _bool = False) -> Tensor:
        """The median of those elements that are numbers."""
    @overload
    def nanmedian(self, dim: _int, keepdim: _bool = False) -> Extremes:
        """The median of those elements that are numbers."""
    def mode(self, dim: _int = -1, keepdim: _bool = False) -> Extremes:
        """The most frequent element along an axis, and where it stands last; of equally frequent ones the smallest."""
    def quantile(self, q: _TensorLike, dim: _int | None = None, keepdim: _bool = False, *, interpolation: Literal['linear', 'lower', 'higher', 'midpoint', 'nearest'] = 'linear') -> Tensor:
        """The value below which a share ``q`` of the elements lies, over all or along one axis."""
    def nanquantile(self, q: _TensorLike, dim: _int | None = None, keepdim: _bool = False, *, interpolation: Literal['linear', 'lower', 'higher', 'midpoint', 'nearest'] = 'linear') -> Tensor:
        """The quantile of those elements that are numbers. Arguments as for quantile."""
    def prelu(self, weight: _Array) -> Tensor:
        """A leaky relu whose slope for negative numbers is learnt, one for all or one for each channel."""
    def renorm(self, p: _float, dim: _int, maxnorm: _float) -> Tensor:
        """Shorten each slice along an axis to the length ``maxnorm``, if it is longer; its direction stays."""
    @overload
    def repeat(self, repeats: _int | Sequence[_int]) -> Tensor:
        """x laid side by side ``repeats[i]`` times along axis i; further counts make new axes on the left. A copy."""
    @overload
    def repeat(self, *repeats: _int) -> Tensor:
        """x laid side by side ``repeats[i]`` times along axis i; further counts make new axes on the left. A copy."""
    @overload
    def tile(self, dims: _int | Sequence[_int]) -> Tensor:
        """x laid side by side ``dims[i]`` times along axis i; missing counts on the left are 1. A copy."""
    @overload
    def tile(self, *dims: _int) -> Tensor:
        """x laid side by side ``dims[i]`` times along axis i; missing counts on the left are 1. A copy."""
    def repeat_interleave(self, repeats: _Array | _int | Sequence[_int], dim: _int | None = None) -> Tensor:
        """Each element ``repeats`` times, its copies beside it."""
    def scatter_reduce(self, dim: _int, index: _Array, src: _Array, reduce: Literal['sum', 'prod', 'mean', 'amax', 'amin'], *, include_self: _bool = True) -> Tensor:
        """A copy of x reduced with the elements of ``src`` that ``index`` sends to each place along ``dim``."""
    def index_reduce(self, dim: _int, index: _Array, source: _Array, reduce: Literal['prod', 'mean', 'amax', 'amin'], *, include_self: _bool = True) -> Tensor:
        """A copy of x reduced with the slices of ``source`` that ``index`` sends to each slice along ``dim``."""
    def scatter(self, dim: _int, index: _Array, src: _TensorLike | None = None, *, value: _float | None = None, reduce: Literal['add', 'multiply'] | None = None) -> Tensor:
        """A copy of x with the elements of ``src`` written where ``index`` says along ``dim``."""
    def scatter_add(self, dim: _int, index: _Array, src: _Array) -> Tensor:
        """A copy of x with the elements of ``src`` added where ``index`` says along ``dim``; twice, if it says so twice."""
    def index_add(self, dim: _int, index: _Array, source: _Array, *, alpha: _float = 1) -> Tensor:
        """A copy of x with ``alpha`` times the slices of ``source`` added to the slices that ``index`` names along ``dim``."""
    def index_copy(self, dim: _int, index: _Array, source: _Array) -> Tensor:
        """A copy of x with the slices that ``index`` names along ``dim`` overwritten by those of ``source``."""
    def index_fill(self, dim: _int, index: _Array, value: _TensorLike) -> Tensor:
        """A copy of x with the slices that ``index`` names along ``dim`` filled with one number."""
    def index_put(self, indices: Sequence[_Array], values: _Array, accumulate: _bool = False) -> Tensor:
        """A copy of x with x[indices] = values, for a tuple of tensors; or with ``accumulate`` x[indices] += values."""
    def put(self, index: _Array, source: _Array, accumulate: _bool = False) -> Tensor:
        """A copy of x with the elements of ``source`` at the given positions of x flattened; −1 is the last one."""
    def hardshrink(self, lambd: _float = 0.5) -> Tensor:
        """x where its size is above lambd, else 0."""
    def var(self, dim: _int | Sequence[_int] | None = None, unbiased: _bool = True, keepdim: _bool = False, correction: _float | None = None) -> Tensor:
        """The variance over one axis, several, or all: the mean square of the distance from the mean."""
    def std(self, dim: _int | Sequence[_int] | None = None, unbiased: _bool = True, keepdim: _bool = False, correction: _float | None = None) -> Tensor:
        """The standard deviation over one axis, several, or all: the root of the variance."""
    def var_mean(self, dim: _int | Sequence[_int] | None = None, unbiased: _bool = True, keepdim: _bool = False, correction: _float | None = None) -> tuple[Tensor, Tensor]:
        """The variance and the mean."""
    def std_mean(self, dim: _int | Sequence[_int] | None = None, unbiased: _bool = True, keepdim: _bool = False, correction: _float | None = None) -> tuple[Tensor, Tensor]:
        """The standard deviation and the mean."""
    def cov(self, correction: _float = 1, fweights: _Array | None = None, aweights: _Array | None = None) -> Tensor:
        """How variables vary together: the covariance of each row of x with each other."""
    def corrcoef(self) -> Tensor:
        """Pearson's correlation of each row of x with each other: the covariance of rows scaled to a spread of 1."""
    def histc(self, bins: _int = 100, min: _float = 0, max: _float = 0) -> Tensor:
        """How many elements fall into each of ``bins`` intervals of one width between ``min`` and ``max``."""
    def kron(self, b: _TensorLike) -> Tensor:
        """The Kronecker product: a with every element replaced by that element times the whole of b."""
    @overload
    def unique(self, sorted: _bool = True, return_inverse: Literal[False] = False, return_counts: Literal[False] = False, dim: _int | None = None) -> Tensor:
        """The different values of x, sorted; or with ``dim`` the different slices along an axis."""
    @overload
    def unique(self, sorted: _bool = True, *, return_inverse: Literal[True], return_counts: Literal[False] = False, dim: _int | None = None) -> tuple[Tensor, Tensor]:
        """The different values of x, sorted; or with ``dim`` the different slices along an axis."""
    @overload
    def unique(self, sorted: _bool = True, return_inverse: Literal[False] = False, *, return_counts: Literal[True], dim: _int | None = None) -> tuple[Tensor, Tensor]:
        """The different values of x, sorted; or with ``dim`` the different slices along an axis."""
    @overload
    def unique(self, sorted: _bool = True, *, return_inverse: Literal[True], return_counts: Literal[True], dim: _int | None = None) -> tuple[Tensor, Tensor, Tensor]:
        """The different values of x, sorted; or with ``dim`` the different slices along an axis."""
    @overload
    def unique(self, sorted: _bool = True, return_inverse: _bool = False, return_counts: _bool = False, dim: _int | None = None) -> Tensor | tuple[Tensor, ...]:
        """The different values of x, sorted; or with ``dim`` the different slices along an axis."""
    @overload
    def unique_consecutive(self, return_inverse: Literal[False] = False, return_counts: Literal[False] = False, dim: _int | None = None) -> Tensor:
        """x without the elements (or, with ``dim``, the slices) that equal the one before them."""
    @overload
    def unique_consecutive(self, return_inverse: Literal[True], return_counts: Literal[False] = False, dim: _int | None = None) -> tuple[Tensor, Tensor]:
        """x without the elements (or, with ``dim``, the slices) that equal the one before them."""
    @overload
    def unique_consecutive(self, return_inverse: Literal[False] = False, *, return_counts: Literal[True], dim: _int | None = None) -> tuple[Tensor, Tensor]:
        """x without the elements (or, with ``dim``, the slices) that equal the one before them."""
    @overload
    def unique_consecutive(self, return_inverse: Literal[True], return_counts: Literal[True], dim: _int | None = None) -> tuple[Tensor, Tensor, Tensor]:
        """x without the elements (or, with ``dim``, the slices) that equal the one before them."""
    @overload
    def unique_consecutive(self, return_inverse: _bool = False, return_counts: _bool = False, dim: _int | None = None) -> Tensor | tuple[Tensor, ...]:
        """x without the elements (or, with ``dim``, the slices) that equal the one before them."""
    def bincount(self, weights: _Array | None = None, minlength: _int = 0) -> Tensor:
        """How often each number from 0 up occurs in a vector; or the sum of the weights of its occurrences."""
    def cross(self, b: _Array, dim: _int | None = None) -> Tensor:
        """The cross product of the vectors of length 3 along an axis; without ``dim`` the first axis of length 3."""
    def unfold(self, dimension: _int, size: _int, step: _int) -> Tensor:
        """Every stretch of ``size`` elements along an axis, ``step`` apart: a view, which can only be read if they overlap."""
    def eq_(self, b: _TensorLike) -> Self:
        """``eq`` in place: its result overwrites this tensor, which is returned."""
    def ne_(self, b: _TensorLike) -> Self:
        """``ne`` in place: its result overwrites this tensor, which is returned."""
    def lt_(self, b: _TensorLike) -> Self:
        """``lt`` in place: its result overwrites this tensor, which is returned."""
    def le_(self, b: _TensorLike) -> Self:
        """``le`` in place: its result overwrites this tensor, which is returned."""
    def gt_(self, b: _TensorLike) -> Self:
        """``gt`` in place: its result overwrites this tensor, which is returned."""
    def ge_(self, b: _TensorLike) -> Self:
        """``ge`` in place: its result overwrites this tensor, which is returned."""
    def div_(self, b: _TensorLike, rounding_mode: Literal['trunc', 'floor'] | None = None) -> Self:
        """``div`` in place: its result overwrites this tensor, which is returned."""
    def true_divide_(self, b: _TensorLike) -> Self:
        """``true_divide`` in place: its result overwrites this tensor, which is returned."""
    def floor_divide_(self, b: _TensorLike) -> Self:
        """``floor_divide`` in place: its result overwrites this tensor, which is returned."""
    def remainder_(self, b: _TensorLike) -> Self:
        """``remainder`` in place: its result overwrites this tensor, which is returned."""
    def fmod_(self, b: _TensorLike) -> Self:
        """``fmod`` in place: its result overwrites this tensor, which is returned."""
    def gcd_(self, b: _TensorLike) -> Self:
        """``gcd`` in place: its result overwrites this tensor, which is returned."""
    def lcm_(self, b: _TensorLike) -> Self:
        """``lcm`` in place: its result overwrites this tensor, which is returned."""
    def add_(self, b: _TensorLike, alpha: _float = 1) -> Self:
        """``add`` in place: its result overwrites this tensor, which is returned."""
    def sub_(self, b: _TensorLike, alpha: _float = 1) -> Self:
        """``sub`` in place: its result overwrites this tensor, which is returned."""
    def mul_(self, b: _TensorLike) -> Self:
        """``mul`` in place: its result overwrites this tensor, which is returned."""
    def neg_(self) -> Self:
        """``neg`` in place: its result overwrites this tensor, which is returned."""
    def pow_(self, b: _TensorLike) -> Self:
        """``pow`` in place: its result overwrites this tensor, which is returned."""
    def exp_(self) -> Self:
        """``exp`` in place: its result overwrites this tensor, which is returned."""
    def log_(self) -> Self:
        """``log`` in place: its result overwrites this tensor, which is returned."""
    def tanh_(self) -> Self:
        """``tanh`` in place: its result overwrites this tensor, which is returned."""
    def sinh_(self) -> Self:
        """``sinh`` in place: its result overwrites this tensor, which is returned."""
    def cosh_(self) -> Self:
        """``cosh`` in place: its result overwrites this tensor, which is returned."""
    def asinh_(self) -> Self:
        """``asinh`` in place: its result overwrites this tensor, which is returned."""
    def acosh_(self) -> Self:
        """``acosh`` in place: its result overwrites this tensor, which is returned."""
    def atanh_(self) -> Self:
        """``atanh`` in place: its result overwrites this tensor, which is returned."""
    def floor_(self) -> Self:
        """``floor`` in place: its result overwrites this tensor, which is returned."""
    def ceil_(self) -> Self:
        """``ceil`` in place: its result overwrites this tensor, which is returned."""
    def trunc_(self) -> Self:
        """``trunc`` in place: its result overwrites this tensor, which is returned."""
    def round_(self, decimals: _int = 0) -> Self:
        """``round`` in place: its result overwrites this tensor, which is returned."""
    def frac_(self) -> Self:
        """``frac`` in place: its result overwrites this tensor, which is returned."""
    def abs_(self) -> Self:
        """``abs`` in place: its result overwrites this tensor, which is returned."""
    def sign_(self) -> Self:
        """``sign`` in place: its result overwrites this tensor, which is returned."""
    def sgn_(self) -> Self:
        """``sgn`` in place: its result overwrites this tensor, which is returned."""
    def copysign_(self, b: _TensorLike) -> Self:
        """``copysign`` in place: its result overwrites this tensor, which is returned."""
    def heaviside_(self, b: _TensorLike) -> Self:
        """``heaviside`` in place: its result overwrites this tensor, which is returned."""
    def sin_(self) -> Self:
        """``sin`` in place: its result overwrites this tensor, which is returned."""
    def cos_(self) -> Self:
        """``cos`` in place: its result overwrites this tensor, which is returned."""
    def tan_(self) -> Self:
        """``tan`` in place: its result overwrites this tensor, which is returned."""
    def asin_(self) -> Self:
        """``asin`` in place: its result overwrites this tensor, which is returned."""
    def acos_(self) -> Self:
        """``acos`` in place: its result overwrites this tensor, which is returned."""
    def atan_(self) -> Self:
        """``atan`` in place: its result overwrites this tensor, which is returned."""
    def atan2_(self, b: _TensorLike) -> Self:
        """``atan2`` in place: its result overwrites this tensor, which is returned."""
    def hypot_(self, b: _TensorLike) -> Self:
        """``hypot`` in place: its result overwrites this tensor, which is returned."""
    def sinc_(self) -> Self:
        """``sinc`` in place: its result overwrites this tensor, which is returned."""
    def deg2rad_(self) -> Self:
        """``deg2rad`` in place: its result overwrites this tensor, which is returned."""
    def rad2deg_(self) -> Self:
        """``rad2deg`` in place: its result overwrites this tensor, which is returned."""
    def erf_(self) -> Self:
        """``erf`` in place: its result overwrites this tensor, which is returned."""
    def erfc_(self) -> Self:
        """``erfc`` in place: its result overwrites this tensor, which is returned."""
    def erfinv_(self) -> Self:
        """``erfinv`` in place: its result overwrites this tensor, which is returned."""
    def sigmoid_(self) -> Self:
        """``sigmoid`` in place: its result overwrites this tensor, which is returned."""
    def logit_(self, eps: _float | None = None) -> Self:
        """``logit`` in place: its result overwrites this tensor, which is returned."""
    def relu_(self) -> Self:
        """``relu`` in place: its result overwrites this tensor, which is returned."""
    def bitwise_and_(self, b: _TensorLike) -> Self:
        """``bitwise_and`` in place: its result overwrites this tensor, which is returned."""
    def bitwise_or_(self, b: _TensorLike) -> Self:
        """``bitwise_or`` in place: its result overwrites this tensor, which is returned."""
    def bitwise_xor_(self, b: _TensorLike) -> Self:
        """``bitwise_xor`` in place: its result overwrites this tensor, which is returned."""
    def bitwise_not_(self) -> Self:
        """``bitwise_not`` in place: its result overwrites this tensor, which is returned."""
    def bitwise_left_shift_(self, b: _TensorLike) -> Self:
        """``bitwise_left_shift`` in place: its result overwrites this tensor, which is returned."""
    def bitwise_right_shift_(self, b: _TensorLike) -> Self:
        """``bitwise_right_shift`` in place: its result overwrites this tensor, which is returned."""
    def clamp_min_(self, min: _TensorLike) -> Self:
        """``clamp_min`` in place: its result overwrites this tensor, which is returned."""
    def clamp_max_(self, max: _TensorLike) -> Self:
        """``clamp_max`` in place: its result overwrites this tensor, which is returned."""
    def clamp_(self, min: _TensorLike | None = None, max: _TensorLike | None = None) -> Self:
        """``clamp`` in place: its result overwrites this tensor, which is returned."""
    def clip_(self, min: _TensorLike | None = None, max: _TensorLike | None = None) -> Self:
        """``clip`` in place: its result overwrites this tensor, which is returned."""
    def nan_to_num_(self, nan: _float = 0.0, posinf: _float | None = None, neginf: _float | None = None) -> Self:
        """``nan_to_num`` in place: its result overwrites this tensor, which is returned."""
    def cumsum_(self, dim: _int, dtype: DTypeLike | None = None) -> Self:
        """``cumsum`` in place: its result overwrites this tensor, which is returned."""
    def cumprod_(self, dim: _int, dtype: DTypeLike | None = None) -> Self:
        """``cumprod`` in place: its result overwrites this tensor, which is returned."""
    def tril_(self, diagonal: _int = 0) -> Self:
        """``tril`` in place: its result overwrites this tensor, which is returned."""
    def triu_(self, diagonal: _int = 0) -> Self:
        """``triu`` in place: its result overwrites this tensor, which is returned."""
    def lerp_(self, end: _TensorLike, weight: _TensorLike) -> Self:
        """``lerp`` in place: its result overwrites this tensor, which is returned."""
    def addcmul_(self, a: _TensorLike, b: _TensorLike, value: _float = 1) -> Self:
        """``addcmul`` in place: its result overwrites this tensor, which is returned."""
    def addcdiv_(self, a: _TensorLike, b: _TensorLike, value: _float = 1) -> Self:
        """``addcdiv`` in place: its result overwrites this tensor, which is returned."""
    def exp2_(self) -> Self:
        """``exp2`` in place: its result overwrites this tensor, which is returned."""
    def expm1_(self) -> Self:
        """``expm1`` in place: its result overwrites this tensor, which is returned."""
    def log2_(self) -> Self:
        """``log2`` in place: its result overwrites this tensor, which is returned."""
    def log10_(self) -> Self:
        """``log10`` in place: its result overwrites this tensor, which is returned."""
    def log1p_(self) -> Self:
        """``log1p`` in place: its result overwrites this tensor, which is returned."""
    def xlogy_(self, b: _TensorLike) -> Self:
        """``xlogy`` in place: its result overwrites this tensor, which is returned."""
    def lgamma_(self) -> Self:
        """``lgamma`` in place: its result overwrites this tensor, which is returned."""
    def digamma_(self, order: _int = 0) -> Self:
        """``digamma`` in place: its result overwrites this tensor, which is returned."""
    def logical_and_(self, b: _TensorLike) -> Self:
        """``logical_and`` in place: its result overwrites this tensor, which is returned."""
    def logical_or_(self, b: _TensorLike) -> Self:
        """``logical_or`` in place: its result overwrites this tensor, which is returned."""
    def logical_xor_(self, b: _TensorLike) -> Self:
        """``logical_xor`` in place: its result overwrites this tensor, which is returned."""
    def logical_not_(self) -> Self:
        """``logical_not`` in place: its result overwrites this tensor, which is returned."""
    def masked_fill_(self, mask: _Array, value: _TensorLike) -> Self:
        """``masked_fill`` in place: its result overwrites this tensor, which is returned."""
    def masked_scatter_(self, mask: _Array, source: _Array) -> Self:
        """``masked_scatter`` in place: its result overwrites this tensor, which is returned."""
    def square_(self) -> Self:
        """``square`` in place: its result overwrites this tensor, which is returned."""
    def sqrt_(self) -> Self:
        """``sqrt`` in place: its result overwrites this tensor, which is returned."""
    def rsqrt_(self) -> Self:
        """``rsqrt`` in place: its result overwrites this tensor, which is returned."""
    def reciprocal_(self) -> Self:
        """``reciprocal`` in place: its result overwrites this tensor, which is returned."""
    def float_power_(self, b: _TensorLike) -> Self:
        """``float_power`` in place: its result overwrites this tensor, which is returned."""
    def addmm_(self, mat1: _Array, mat2: _Array, *, beta: _float = 1, alpha: _float = 1) -> Self:
        """``addmm`` in place: its result overwrites this tensor, which is returned."""
    def addmv_(self, mat: _Array, vec: _Array, *, beta: _float = 1, alpha: _float = 1) -> Self:
        """``addmv`` in place: its result overwrites this tensor, which is returned."""
    def addr_(self, vec1: _Array, vec2: _Array, *, beta: _float = 1, alpha: _float = 1) -> Self:
        """``addr`` in place: its result overwrites this tensor, which is returned."""
    def baddbmm_(self, batch1: _Array, batch2: _Array, *, beta: _float = 1, alpha: _float = 1) -> Self:
        """``baddbmm`` in place: its result overwrites this tensor, which is returned."""
    def addbmm_(self, batch1: _Array, batch2: _Array, *, beta: _float = 1, alpha: _float = 1) -> Self:
        """``addbmm`` in place: its result overwrites this tensor, which is returned."""
    def renorm_(self, p: _float, dim: _int, maxnorm: _float) -> Self:
        """``renorm`` in place: its result overwrites this tensor, which is returned."""
    def scatter_reduce_(self, dim: _int, index: _Array, src: _Array, reduce: Literal['sum', 'prod', 'mean', 'amax', 'amin'], *, include_self: _bool = True) -> Self:
        """``scatter_reduce`` in place: its result overwrites this tensor, which is returned."""
    def index_reduce_(self, dim: _int, index: _Array, source: _Array, reduce: Literal['prod', 'mean', 'amax', 'amin'], *, include_self: _bool = True) -> Self:
        """``index_reduce`` in place: its result overwrites this tensor, which is returned."""
    def scatter_(self, dim: _int, index: _Array, src: _TensorLike | None = None, *, value: _float | None = None, reduce: Literal['add', 'multiply'] | None = None) -> Self:
        """``scatter`` in place: its result overwrites this tensor, which is returned."""
    def scatter_add_(self, dim: _int, index: _Array, src: _Array) -> Self:
        """``scatter_add`` in place: its result overwrites this tensor, which is returned."""
    def index_add_(self, dim: _int, index: _Array, source: _Array, *, alpha: _float = 1) -> Self:
        """``index_add`` in place: its result overwrites this tensor, which is returned."""
    def index_copy_(self, dim: _int, index: _Array, source: _Array) -> Self:
        """``index_copy`` in place: its result overwrites this tensor, which is returned."""
    def index_fill_(self, dim: _int, index: _Array, value: _TensorLike) -> Self:
        """``index_fill`` in place: its result overwrites this tensor, which is returned."""
    def index_put_(self, indices: Sequence[_Array], values: _Array, accumulate: _bool = False) -> Self:
        """``index_put`` in place: its result overwrites this tensor, which is returned."""
    def put_(self, index: _Array, source: _Array, accumulate: _bool = False) -> Self:
        """``put`` in place: its result overwrites this tensor, which is returned."""
    def absolute(self) -> Tensor:
        """|x|, the distance from 0."""
    def absolute_(self) -> Self:
        """``abs`` in place: its result overwrites this tensor, which is returned."""
    def divide(self, b: _TensorLike, rounding_mode: Literal['trunc', 'floor'] | None = None) -> Tensor:
        """a / b, element by element."""
    def divide_(self, b: _TensorLike, rounding_mode: Literal['trunc', 'floor'] | None = None) -> Self:
        """``div`` in place: its result overwrites this tensor, which is returned."""
    def fix(self) -> Tensor:
        """x without its digits after the point: rounded towards 0."""
    def fix_(self) -> Self:
        """``trunc`` in place: its result overwrites this tensor, which is returned."""
    def multiply(self, b: _TensorLike) -> Tensor:
        """a · b, element by element."""
    def multiply_(self, b: _TensorLike) -> Self:
        """``mul`` in place: its result overwrites this tensor, which is returned."""
    def negative(self) -> Tensor:
        """−x."""
    def negative_(self) -> Self:
        """``neg`` in place: its result overwrites this tensor, which is returned."""
    def subtract(self, b: _TensorLike, alpha: _float = 1) -> Tensor:
        """a − alpha · b, element by element."""
    def subtract_(self, b: _TensorLike, alpha: _float = 1) -> Self:
        """``sub`` in place: its result overwrites this tensor, which is returned."""
    def arccos(self) -> Tensor:
        """The angle from 0 to π whose cosine is x; not a number outside −1 to 1."""
    def arccos_(self) -> Self:
        """``acos`` in place: its result overwrites this tensor, which is returned."""
    def arccosh(self) -> Tensor:
        """The number, 0 or more, whose hyperbolic cosine is x; not a number below 1."""
    def arccosh_(self) -> Self:
        """``acosh`` in place: its result overwrites this tensor, which is returned."""
    def arcsin(self) -> Tensor:
        """The angle from −π/2 to π/2 whose sine is x; not a number outside −1 to 1."""
    def arcsin_(self) -> Self:
        """``asin`` in place: its result overwrites this tensor, which is returned."""
    def arcsinh(self) -> Tensor:
        """The number whose hyperbolic sine is x."""
    def arcsinh_(self) -> Self:
        """``asinh`` in place: its result overwrites this tensor, which is returned."""
    def arctan(self) -> Tensor:
        """The angle from −π/2 to π/2 whose tangent is x."""
    def arctan_(self) -> Self:
        """``atan`` in place: its result overwrites this tensor, which is returned."""
    def arctan2(self, b: _TensorLike) -> Tensor:
        """The angle, from −π to π, between the positive x axis and the point x = b, y = a."""
    def arctan2_(self, b: _TensorLike) -> Self:
        """``atan2`` in place: its result overwrites this tensor, which is returned."""
    def arctanh(self) -> Tensor:
        """The number whose hyperbolic tangent is x; infinite at ±1, not a number outside."""
    def arctanh_(self) -> Self:
        """``atanh`` in place: its result overwrites this tensor, which is returned."""
    def greater(self, b: _TensorLike) -> Tensor:
        """Whether a is greater than b."""
    def greater_(self, b: _TensorLike) -> Self:
        """``gt`` in place: its result overwrites this tensor, which is returned."""
    def greater_equal(self, b: _TensorLike) -> Tensor:
        """Whether a is at least b."""
    def greater_equal_(self, b: _TensorLike) -> Self:
        """``ge`` in place: its result overwrites this tensor, which is returned."""
    def less(self, b: _TensorLike) -> Tensor:
        """Whether a is less than b."""
    def less_(self, b: _TensorLike) -> Self:
        """``lt`` in place: its result overwrites this tensor, which is returned."""
    def less_equal(self, b: _TensorLike) -> Tensor:
        """Whether a is at most b."""
    def less_equal_(self, b: _TensorLike) -> Self:
        """``le`` in place: its result overwrites this tensor, which is returned."""
    def not_equal(self, b: _TensorLike) -> Tensor:
        """Whether a differs from b."""
    def not_equal_(self, b: _TensorLike) -> Self:
        """``ne`` in place: its result overwrites this tensor, which is returned."""
    def where(self, condition: _Array, other: _TensorLike) -> Tensor:
        """This tensor where the condition holds, else ``other``; see ``zerodl.where``."""
    def new_tensor(self, data: Tensor | ArrayLike, *, dtype: DTypeLike | None = None, device: _Device | None = None, requires_grad: _bool = False) -> Tensor:
        """A tensor of ``data``, in this tensor's dtype and on its device unless others are asked for."""
    def new_zeros(self, *lengths: _int | Sequence[_int], size: _int | Sequence[_int] | None = None, dtype: DTypeLike | None = None, device: _Device | None = None, requires_grad: _bool = False) -> Tensor:
        """Zeros in another shape, see ``new_tensor``."""
    def new_ones(self, *lengths: _int | Sequence[_int], size: _int | Sequence[_int] | None = None, dtype: DTypeLike | None = None, device: _Device | None = None, requires_grad: _bool = False) -> Tensor:
        """Ones in another shape, see ``new_tensor``."""
    def new_full(self, size: _int | Sequence[_int], fill_value: _TensorLike, *, dtype: DTypeLike | None = None, device: _Device | None = None, requires_grad: _bool = False) -> Tensor:
        """One number in another shape, see ``new_tensor``."""
    def new_empty(self, *lengths: _int | Sequence[_int], size: _int | Sequence[_int] | None = None, dtype: DTypeLike | None = None, device: _Device | None = None, requires_grad: _bool = False) -> Tensor:
        """Whatever the memory holds in another shape, see ``new_tensor``."""
    def bernoulli(self, p: _float | None = None, *, generator: Generator | None = None) -> Tensor:
        """Ones and zeros: each element of ``input`` is the probability of a one; or p is, for all of them."""
    def multinomial(self, num_samples: _int, replacement: _bool = False, *, generator: Generator | None = None) -> Tensor:
        """Draw indices by their weights: index i with the probability input[i] / Σ input."""
    def uniform_(self, low: _float = 0.0, high: _float = 1.0, *, generator: Generator | None = None) -> Self:
        """Overwrite the tensor with numbers spread evenly over [low, high); returns it."""
    def normal_(self, mean: Tensor | _float = 0.0, std: Tensor | _float = 1.0, *, generator: Generator | None = None) -> Self:
        """Overwrite the tensor with normally distributed numbers; returns it."""
    def bernoulli_(self, p: _TensorLike = 0.5, *, generator: Generator | None = None) -> Self:
        """Overwrite the tensor with ones, each with probability p, and zeros; returns it."""
    def exponential_(self, lambd: _float = 1.0, *, generator: Generator | None = None) -> Self:
        """Overwrite the tensor with exponentially distributed numbers of mean 1 / lambd; returns it."""
    def random_(self, low: _int = 0, high: _int | None = None, *, generator: Generator | None = None) -> Self:
        """Overwrite the tensor with integers from ``low`` to ``high`` - 1; returns it."""
    def double(self) -> Tensor:
        """This tensor as float64; itself if it is already."""
    def float(self) -> Tensor:
        """This tensor as float32; itself if it is already."""
    def half(self) -> Tensor:
        """This tensor as float16; itself if it is already."""
    def bfloat16(self) -> Tensor:
        """This tensor as bfloat16; itself if it is already."""
    def long(self) -> Tensor:
        """This tensor as int64; itself if it is already."""
    def int(self) -> Tensor:
        """This tensor as int32; itself if it is already."""
    def short(self) -> Tensor:
        """This tensor as int16; itself if it is already."""
    def char(self) -> Tensor:
        """This tensor as int8; itself if it is already."""
    def byte(self) -> Tensor:
        """This tensor as uint8; itself if it is already."""
    def bool(self) -> Tensor:
        """This tensor as bool; itself if it is already."""
    def __add__(self, other: _TensorLike) -> Tensor: ...
    def __radd__(self, other: _TensorLike) -> Tensor: ...
    def __iadd__(self, other: _TensorLike) -> Self: ...
    def __sub__(self, other: _TensorLike) -> Tensor: ...
    def __rsub__(self, other: _TensorLike) -> Tensor: ...
    def __isub__(self, other: _TensorLike) -> Self: ...
    def __mul__(self, other: _TensorLike) -> Tensor: ...
    def __rmul__(self, other: _TensorLike) -> Tensor: ...
    def __imul__(self, other: _TensorLike) -> Self: ...
    def __truediv__(self, other: _TensorLike) -> Tensor: ...
    def __rtruediv__(self, other: _TensorLike) -> Tensor: ...
    def __itruediv__(self, other: _TensorLike) -> Self: ...
    def __floordiv__(self, other: _TensorLike) -> Tensor: ...
    def __rfloordiv__(self, other: _TensorLike) -> Tensor: ...
    def __ifloordiv__(self, other: _TensorLike) -> Self: ...
    def __mod__(self, other: _TensorLike) -> Tensor: ...
    def __rmod__(self, other: _TensorLike) -> Tensor: ...
    def __imod__(self, other: _TensorLike) -> Self: ...
    def __pow__(self, other: _TensorLike) -> Tensor: ...
    def __rpow__(self, other: _TensorLike) -> Tensor: ...
    def __ipow__(self, other: _TensorLike) -> Self: ...
    def __matmul__(self, other: _Array) -> Tensor: ...
    def __rmatmul__(self, other: _Array) -> Tensor: ...
    def __and__(self, other: _TensorLike) -> Tensor: ...
    def __rand__(self, other: _TensorLike) -> Tensor: ...
    def __iand__(self, other: _TensorLike) -> Self: ...
    def __or__(self, other: _TensorLike) -> Tensor: ...
    def __ror__(self, other: _TensorLike) -> Tensor: ...
    def __ior__(self, other: _TensorLike) -> Self: ...
    def __xor__(self, other: _TensorLike) -> Tensor: ...
    def __rxor__(self, other: _TensorLike) -> Tensor: ...
    def __ixor__(self, other: _TensorLike) -> Self: ...
    def __lshift__(self, other: _TensorLike) -> Tensor: ...
    def __rlshift__(self, other: _TensorLike) -> Tensor: ...
    def __ilshift__(self, other: _TensorLike) -> Self: ...
    def __rshift__(self, other: _TensorLike) -> Tensor: ...
    def __rrshift__(self, other: _TensorLike) -> Tensor: ...
    def __irshift__(self, other: _TensorLike) -> Self: ...
    def __eq__(self, other): ...
    def __ne__(self, other): ...
    def __lt__(self, other): ...
    def __le__(self, other): ...
    def __gt__(self, other): ...
    def __ge__(self, other): ...
    def __neg__(self) -> Tensor: ...
    def __pos__(self) -> Tensor: ...
    def __abs__(self) -> Tensor: ...
    def __invert__(self) -> Tensor: ...
def on_tensors(hook: Callable[[Tensor], Tensor | None]) -> Callable[[Any], Any]: ...
def on_tape(array: NDArray[Any], entry: Node | Tensor, slot: int) -> Tensor: ...
