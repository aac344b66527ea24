"""Tensors from data, from a rule, or from chance."""

import numpy as np

from .. import config
from ..autograd.tensor import Tensor
from ..backend import is_floating
from ..errors import ArgumentError, DTypeError
from ..random import default_generator


def tensor(data, dtype=None, requires_grad=False):
    """A tensor with a copy of ``data``.

    Python floats become the default dtype (float32), integers int64; an array keeps its own dtype.

    Args: data: a number, nested lists, an array or a tensor. requires_grad: whether backward passes give it a gradient.
    Raises: DTypeError for ragged lists, text and other things that are not numbers.
    Example:
        >>> tensor([[1, 2], [3, 4]]).shape
        (2, 2)
    """
    if isinstance(data, Tensor):
        data = data.array
    try:
        array = np.array(data, dtype=dtype)
    except (ValueError, TypeError) as cause:
        raise DTypeError(f"tensor: the data is not a regular array of numbers: {cause}") from cause
    _refuse_other_than_numbers("tensor", array)
    if dtype is None and array.dtype == np.float64 and not isinstance(data, (np.ndarray, np.generic)):
        array = array.astype(config.get_default_dtype())
    return Tensor(array, requires_grad=requires_grad)


def from_numpy(array):
    """A tensor that shares the memory of a NumPy array."""
    if not isinstance(array, np.ndarray):
        raise DTypeError(f"from_numpy: expected a NumPy array, got {type(array).__name__}; use zerodl.tensor(data)")
    _refuse_other_than_numbers("from_numpy", array)
    return Tensor(array)


def _refuse_other_than_numbers(name, array):
    if array.dtype.kind not in "iub" and not is_floating(array.dtype):
        raise DTypeError(f"{name}: expected real numbers or booleans, got an array of {array.dtype}")


def zeros(*shape, dtype=None, requires_grad=False):
    """A tensor of zeros.

    Example:
        >>> zeros(2, 3).shape
        (2, 3)
    """
    return Tensor(np.zeros(_shape("zeros", shape), dtype or config.get_default_dtype()), requires_grad)


def ones(*shape, dtype=None, requires_grad=False):
    """A tensor of ones."""
    return Tensor(np.ones(_shape("ones", shape), dtype or config.get_default_dtype()), requires_grad)


def randn(*shape, generator=None, dtype=None, requires_grad=False):
    """Numbers from the normal distribution with mean 0 and variance 1.

    Args: generator: a zerodl.Generator; None takes the shared one, which ``manual_seed`` seeds.
    """
    drawn = (generator or default_generator).numpy.standard_normal(_shape("randn", shape))
    return Tensor(np.asarray(drawn, dtype or config.get_default_dtype()), requires_grad)


def rand(*shape, generator=None, dtype=None, requires_grad=False):
    """Numbers spread evenly over [0, 1).

    Args: generator: as in ``randn``.
    """
    drawn = (generator or default_generator).numpy.random(_shape("rand", shape))
    return Tensor(np.asarray(drawn, dtype or config.get_default_dtype()), requires_grad)


def arange(*bounds, dtype=None):
    """The numbers from start to end in steps, end excluded; bounds as for ``range``.

    Example:
        >>> arange(3).tolist()
        [0, 1, 2]
    """
    array = np.arange(*bounds)
    if dtype is None and array.dtype.kind == "f":
        dtype = config.get_default_dtype()
    return Tensor(array.astype(dtype) if dtype else array)


def linspace(start, end, steps, dtype=None):
    """``steps`` numbers at equal distances, both ends included.

    Example:
        >>> linspace(0, 1, 3).tolist()
        [0.0, 0.5, 1.0]
    """
    return Tensor(np.linspace(start, end, steps, dtype=dtype or config.get_default_dtype()))


def _shape(name, shape):
    """``zeros(2, 3)`` and ``zeros((2, 3))`` mean the same."""
    shape = tuple(shape[0]) if len(shape) == 1 and isinstance(shape[0], (tuple, list)) else shape
    if not all(isinstance(n, (int, np.integer)) and n >= 0 for n in shape):
        raise ArgumentError(f"{name}: the lengths of a shape are integers from 0 up, got {shape}")
    return shape
