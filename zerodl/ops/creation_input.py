"""What the functions that create tensors are given, checked and made into arrays: data, shapes, numbers, a device."""

import operator
from collections.abc import Sequence
from functools import reduce

import numpy as np

from .. import config
from ..autograd.promotion import BOOL, INT64, promote_types
from ..autograd.storage import Storage
from ..autograd.tensor import Tensor
from ..backend import array_module
from ..device import array_module_of, as_device, device_of
from ..dtype import DTYPES, INTEGERS, as_dtype, iinfo
from ..errors import ArgumentError, DTypeError, GradientError


def leaf(array, requires_grad=False):
    """A tensor that holds this array and stands at the beginning of the tape."""
    made = Tensor.of_array(array, Storage())
    return made.requires_grad_() if requires_grad else made


def made_on(place, make):
    """``make(library)``, the array that a creation function makes, where it is to live.

    Example:
        >>> made_on("cpu", lambda library: library.zeros(2))
        array([0., 0.])
    """
    place = as_device(place)
    library = array_module_of(place)
    if place.index is None or library is np:
        return make(library)
    with library.cuda.Device(place.index):
        return make(library)


def shape_of(name, lengths, size=None):
    """The shape asked for by ``zeros(2, 3)``, ``zeros((2, 3))`` or ``zeros(size=(2, 3))``, which mean the same.

    Raises: ArgumentError if a length is no integer, or negative.
    Example:
        >>> shape_of("zeros", (2, 3)), shape_of("zeros", ([2, 3],)), shape_of("zeros", (), (2, 3))
        ((2, 3), (2, 3), (2, 3))
    """
    if size is not None:
        lengths = size if isinstance(size, Sequence) else (size,)
    elif len(lengths) == 1 and isinstance(lengths[0], Sequence):
        lengths = lengths[0]
    try:
        shape = tuple(operator.index(length) for length in lengths)
    except TypeError as cause:
        raise ArgumentError(f"{name}: the lengths of a shape are integers, got {lengths}") from cause
    if any(isinstance(length, (bool, np.bool_)) for length in lengths):
        raise ArgumentError(f"{name}: the lengths of a shape are integers, got {lengths}")
    if any(length < 0 for length in shape):
        raise ArgumentError(f"{name}: the lengths of a shape are integers from 0 up, got {shape}")
    return shape


def like(name, input, dtype, device):
    """Shape, dtype and device of a tensor, the last two unless others are asked for."""
    if not isinstance(input, Tensor):
        raise DTypeError(f"{name}: expected a tensor, got {type(input).__name__}; make it one with zerodl.tensor")
    return (
        input.shape,
        input.dtype if dtype is None else as_dtype(name, dtype),
        device_of(input.array) if device is None else device,
    )


def number_of(name, x):
    """A single number, whether it comes as Python's, as NumPy's or as a tensor of one element, as Python's.

    Raises: DTypeError for anything else.
    """
    if isinstance(x, (Tensor, np.ndarray, np.generic)) and x.ndim == 0:
        x = x.item()
    if not isinstance(x, (bool, int, float)):
        shown = f"a tensor of shape {x.shape}" if isinstance(x, Tensor) else repr(x)
        raise DTypeError(f"{name}: expected a number, got {shown}")
    return x


def dtype_of_number(x):
    """The dtype that a number of Python becomes: bool, int64 or the default dtype."""
    if isinstance(x, bool):
        return BOOL
    return INT64 if isinstance(x, int) else config.get_default_dtype()


def refuse_overflow(name, x, dtype):
    """Raise unless the number x fits into ``dtype``; only integers have an end that matters.

    Example:
        >>> refuse_overflow("full", 255, np.dtype(np.uint8))
    """
    if dtype in INTEGERS:
        limits = iinfo(dtype)
        if not limits.min <= x <= limits.max:  # also true of nan
            raise DTypeError(f"{name}: {x} does not fit into {dtype}, which holds {limits.min} … {limits.max}")


# --- data -------------------------------------------------------------------------------------------------------------


def array_of(name, data, dtype, copy):
    """The array of whatever ``tensor`` or ``as_tensor`` was called with.

    Args: dtype: None lets the data decide. copy: whether an array must be copied, or only if its dtype is another.
    """
    dtype = None if dtype is None else as_dtype(name, dtype)
    if isinstance(data, Tensor):
        data = data.array
    elif isinstance(data, (bool, int, float, Sequence)) and not isinstance(data, np.generic):
        return _array_of_numbers(name, data, dtype)
    library = array_module(data)
    array = data if library is not np else _foreign_array(name, data)
    refuse_other_than_numbers(name, array)
    with np.errstate(all="ignore"):  # what is too large becomes inf, as in PyTorch
        return library.array(array, dtype, order="C") if copy else library.asarray(array, dtype)


def refuse_other_than_numbers(name, array, shown=None):
    """Raise unless an array is of one of zerodl's dtypes."""
    if array.dtype not in DTYPES:
        advice = "; convert it first, as in array.astype(np.float32)" if array.dtype.kind in "iuf" else ""
        came = f"an array of {array.dtype}" if shown is None else f"{shown}, which NumPy takes for {array.dtype}"
        raise DTypeError(f"{name}: expected real numbers or booleans of a dtype that zerodl has, got {came}{advice}")


def _foreign_array(name, data):
    """NumPy's array of something that is one already, or knows how to become one: a pandas column, a torch tensor."""
    try:
        array = np.asarray(data)
    except (TypeError, ValueError, RuntimeError) as cause:
        raise DTypeError(f"{name}: {type(data).__name__} cannot be read as an array of numbers: {cause}") from cause
    if array.dtype == object and not isinstance(data, np.ndarray):
        raise DTypeError(
            f"{name}: expected numbers, lists of numbers or an array, got an object of type {type(data).__name__}"
        )
    return array


def _array_of_numbers(name, data, dtype):
    """The array of a number or of nested lists."""
    found = _dtypes_in(name, data)
    if dtype is None:
        dtype = reduce(promote_types, found) if found else config.get_default_dtype()
    try:
        with np.errstate(all="ignore"):
            return np.array(data, dtype)
    except (ValueError, TypeError, OverflowError) as cause:
        uneven = _uneven(data, "data")
        if uneven:
            raise DTypeError(f"{name}: nested lists must be regular, but {uneven}; pad the shorter ones") from cause
        raise DTypeError(f"{name}: the data do not fit into {dtype}: {cause}") from cause


def _dtypes_in(name, data):
    """The dtypes of all that a number or nested lists hold."""
    if _is_list(data):
        types = set(map(type, data))
        if types <= {bool, int, float}:  # a plain row, which may be long: its numbers need not be looked at one by one
            return {dtype_of_number(kind()) for kind in types}
        return set().union(*(_dtypes_in(name, item) for item in data))
    if isinstance(data, (bool, int, float)) and not isinstance(data, np.generic):
        return {dtype_of_number(data)}
    if isinstance(data, Tensor) and data.requires_grad:
        raise GradientError(
            f"{name}: a tensor in the list requires a gradient, which the new tensor would lose; use zerodl.stack to "
            "keep it, or x.item() and x.detach() to leave it"
        )
    array = data if isinstance(data, Tensor) else np.asarray(data)
    refuse_other_than_numbers(name, array, repr(data))
    return {array.dtype}


def _is_list(data):
    return isinstance(data, Sequence) and not isinstance(data, (str, bytes))


def _uneven(data, path):
    """Where nested lists stop being regular, in words; None if they are.

    Example:
        >>> _uneven([[1, 2], [3]], "data")
        'data[0] has shape (2,) and data[1] has shape (1,)'
    """
    first = None
    for i, item in enumerate(data if _is_list(data) else ()):
        try:
            shape = np.shape(item)
        except ValueError:
            return _uneven(item, f"{path}[{i}]")
        first = shape if first is None else first
        if shape != first:
            return f"{path}[0] has shape {first} and {path}[{i}] has shape {shape}"
    return None
