"""Chance: how random numbers are drawn, and Tensor's methods that fill a tensor with them, ``x.normal_()``.

Numbers are drawn by NumPy, whatever device they are for, so that a seed means the same numbers everywhere.
"""

import numpy as np

from ..autograd.tensor import Tensor
from ..backend import is_floating
from ..device import to_device
from ..dtype import FLOATS, INTEGERS, boolean, iinfo
from ..errors import ArgumentError, DTypeError
from ..random import Generator, default_generator
from .creation_input import leaf, refuse_overflow


def source_of(name, generator):
    """NumPy's generator behind ``generator``, or behind the shared one for None."""
    if not isinstance(generator, (Generator, type(None))):
        raise DTypeError(f"{name}: generator must be a zerodl.Generator or None, got {generator!r}")
    return (generator or default_generator).numpy


def draw_even(name, shape, dtype, generator):
    """Numbers spread evenly over [0, 1), as an array.

    They are cut off, not rounded, to the bits that ``dtype`` has: rounding would now and then make 1 of 0.9999….

        y = ⌊u · 2^bits⌋ / 2^bits
    """
    refuse_other_than_floats(name, dtype)
    drawn = source_of(name, generator).random(shape)
    steps = 2.0 ** (FLOATS[dtype][1] + 1)
    return (np.floor(drawn * steps) / steps).astype(dtype)


def draw_normal(name, shape, dtype, generator):
    """Numbers from the normal distribution with mean 0 and variance 1, as an array."""
    refuse_other_than_floats(name, dtype)
    return np.asarray(source_of(name, generator).standard_normal(shape)).astype(dtype)


def draw_integers(name, low, high, shape, dtype, generator):
    """Integers from ``low`` to ``high`` - 1, each as likely as another, as an array.

    Raises: ArgumentError if there is none; DTypeError if they do not fit into ``dtype``.
    """
    if not isinstance(low, (int, np.integer)) or not isinstance(high, (int, np.integer)):
        raise DTypeError(f"{name}: the bounds are integers, got {low!r} and {high!r}")
    if low >= high:
        raise ArgumentError(f"{name}: expected low < high, for there is no integer from {low} up and below {high}")
    for bound in (low, high - 1):
        refuse_overflow(name, bound, dtype)
    return np.asarray(source_of(name, generator).integers(low, high, shape)).astype(dtype)


def refuse_other_than_floats(name, dtype):
    """Raise unless numbers between the integers can be held."""
    if not is_floating(dtype):
        raise DTypeError(f"{name}: expected a floating dtype, got {dtype}; draw integers with randint")


def refuse_other_than_chances(name, p):
    """Raise unless all elements of an array lie in [0, 1]."""
    if not np.all((p >= 0) & (p <= 1)):
        raise ArgumentError(f"{name}: expected probabilities from 0 to 1, got {np.min(p)} … {np.max(p)}")


# --- in place: methods of Tensor --------------------------------------------------------------------------------------


def uniform_(tensor, low=0.0, high=1.0, *, generator=None):
    """Overwrite the tensor with numbers spread evenly over [low, high); returns it.

    Source: torch.Tensor.uniform_
    Example:
        >>> import zerodl
        >>> x = uniform_(zerodl.empty(1000), -2, 2)
        >>> bool((x >= -2).all() and (x < 2).all())
        True
    """
    if not low <= high:
        raise ArgumentError(f"uniform_: expected low ≤ high, got {low} and {high}")
    drawn = draw_even("uniform_", tensor.shape, tensor.dtype, generator).astype(np.float64)
    # Rounding to the tensor's dtype can reach high itself, which does not belong to the interval.
    limit = np.nextafter(tensor.dtype.type(high), tensor.dtype.type(low))
    return _overwrite(tensor, np.minimum((low + (high - low) * drawn).astype(tensor.dtype), limit))


def normal_(tensor, mean=0.0, std=1.0, *, generator=None):
    """Overwrite the tensor with normally distributed numbers; returns it.

    Source: torch.Tensor.normal_
    """
    if not std >= 0:
        raise ArgumentError(f"normal_: expected a standard deviation from 0 up, got {std}")
    return _overwrite(tensor, mean + std * draw_normal("normal_", tensor.shape, np.dtype(np.float64), generator))


def bernoulli_(tensor, p=0.5, *, generator=None):
    """Overwrite the tensor with ones, each with probability p, and zeros; returns it.

    Source: torch.Tensor.bernoulli_
    """
    chances = to_device(p.array, "cpu") if isinstance(p, Tensor) else np.asarray(p)
    refuse_other_than_chances("bernoulli_", chances)
    return _overwrite(tensor, source_of("bernoulli_", generator).random(tensor.shape) < chances)


def exponential_(tensor, lambd=1.0, *, generator=None):
    """Overwrite the tensor with exponentially distributed numbers of mean 1 / lambd; returns it.

    Source: torch.Tensor.exponential_
    """
    refuse_other_than_floats("exponential_", tensor.dtype)
    if not lambd > 0:
        raise ArgumentError(f"exponential_: expected lambd above 0, got {lambd}")
    return _overwrite(tensor, source_of("exponential_", generator).exponential(1 / lambd, tensor.shape))


def random_(tensor, low=0, high=None, *, generator=None):
    """Overwrite the tensor with integers from ``low`` to ``high`` - 1; returns it.

    Args: high: None goes up to the largest integer from which on the dtype still counts one by one.
    Source: torch.Tensor.random_
    """
    if high is None:
        high = _largest_integer(tensor.dtype) + 1
    return _overwrite(tensor, draw_integers("random_", low, high, tensor.shape, tensor.dtype, generator))


def _largest_integer(dtype):
    if dtype == boolean:
        return 1
    return iinfo(dtype).max if dtype in INTEGERS else 2 ** (FLOATS[dtype][1] + 1)


def _overwrite(tensor, drawn):
    """Put an array in the place of the tensor's values; it is a constant, so no gradient goes further back."""
    with np.errstate(over="ignore"):
        tensor[...] = leaf(to_device(np.asarray(drawn).astype(tensor.dtype), tensor.device))
    return tensor


METHODS = (uniform_, normal_, bernoulli_, exponential_, random_)
