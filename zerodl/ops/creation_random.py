"""Tensors from chance. Every function takes ``generator``: None is the shared one, which ``manual_seed`` seeds.

No gradient goes through a draw: what comes out is a leaf.
"""

import numpy as np

from .. import config
from ..autograd.tensor import Tensor
from ..backend import is_floating
from ..device import to_device
from ..dtype import as_dtype, int64
from ..errors import ArgumentError, DTypeError, ShapeError
from .creation_input import leaf, like, number_of, refuse_overflow, shape_of
from .sampling import (
    draw_even,
    draw_integers,
    draw_normal,
    refuse_other_than_chances,
    refuse_other_than_floats,
    source_of,
)


def rand(*lengths, size=None, generator=None, dtype=None, device=None, requires_grad=False):
    """Numbers spread evenly over [0, 1).

    Args: lengths: the shape, as ``rand(2, 3)`` or ``rand((2, 3))``. dtype: None is the default dtype.
    Source: torch.rand
    Example:
        >>> x = rand(100)
        >>> bool((x >= 0).all() and (x < 1).all())
        True
    """
    shape, dtype = shape_of("rand", lengths, size), _dtype_or("rand", dtype, config.get_default_dtype())
    return _leaf_on(device, draw_even("rand", shape, dtype, generator), requires_grad)


def randn(*lengths, size=None, generator=None, dtype=None, device=None, requires_grad=False):
    """Numbers from the normal distribution with mean 0 and variance 1.

    Args: as for ``rand``.
    Source: torch.randn
    Example:
        >>> randn(2, 3).shape
        (2, 3)
    """
    shape, dtype = shape_of("randn", lengths, size), _dtype_or("randn", dtype, config.get_default_dtype())
    return _leaf_on(device, draw_normal("randn", shape, dtype, generator), requires_grad)


def randint(*bounds, low=None, high=None, size=None, generator=None, dtype=None, device=None, requires_grad=False):
    """Integers from ``low``, 0 unless given, to ``high`` - 1, each as likely as another.

    Args: bounds: high and size, or low, high and size. dtype: None is int64.
    Raises: ArgumentError if low ≥ high; DTypeError if the integers do not fit into ``dtype``.
    Source: torch.randint
    Example:
        >>> x = randint(1, 7, (2, 10))
        >>> x.shape, bool((x >= 1).all() and (x <= 6).all())
        ((2, 10), True)
    """
    low, high, size = _integer_bounds("randint", bounds, low, high, size)
    shape, dtype = shape_of("randint", (), size), _dtype_or("randint", dtype, int64)
    return _leaf_on(device, draw_integers("randint", low, high, shape, dtype, generator), requires_grad)


def randperm(n, *, generator=None, dtype=None, device=None, requires_grad=False):
    """The integers 0 … n-1 in random order.

    Args: dtype: None is int64.
    Source: torch.randperm
    Example:
        >>> sorted(randperm(4).tolist())
        [0, 1, 2, 3]
    """
    (n,) = shape_of("randperm", (n,))
    dtype = _dtype_or("randperm", dtype, int64)
    refuse_overflow("randperm", max(n - 1, 0), dtype)
    return _leaf_on(device, source_of("randperm", generator).permutation(n).astype(dtype), requires_grad)


def rand_like(input, *, generator=None, dtype=None, device=None, requires_grad=False):
    """``rand`` in the shape of a tensor, and in its dtype and on its device unless others are asked for.

    Source: torch.rand_like
    Example:
        >>> rand_like(rand(2, 3)).shape
        (2, 3)
    """
    shape, dtype, device = like("rand_like", input, dtype, device)
    return _leaf_on(device, draw_even("rand_like", shape, dtype, generator), requires_grad)


def randn_like(input, *, generator=None, dtype=None, device=None, requires_grad=False):
    """``randn`` in the shape of a tensor, see ``rand_like``.

    Source: torch.randn_like
    Example:
        >>> randn_like(rand(2, 3)).shape
        (2, 3)
    """
    shape, dtype, device = like("randn_like", input, dtype, device)
    return _leaf_on(device, draw_normal("randn_like", shape, dtype, generator), requires_grad)


def randint_like(input, *bounds, low=None, high=None, generator=None, dtype=None, device=None, requires_grad=False):
    """``randint`` in the shape of a tensor, and in its dtype and on its device unless others are asked for.

    Args: bounds: high, or low and high.
    Source: torch.randint_like
    Example:
        >>> randint_like(rand(3), 1).tolist()
        [0.0, 0.0, 0.0]
    """
    shape, dtype, device = like("randint_like", input, dtype, device)
    low, high, _ = _integer_bounds("randint_like", bounds, low, high, shape)
    return _leaf_on(device, draw_integers("randint_like", low, high, shape, dtype, generator), requires_grad)


# --- other distributions ----------------------------------------------------------------------------------------------


def normal(mean, std=1.0, size=None, *, generator=None, dtype=None, device=None, requires_grad=False):
    """Normally distributed numbers, each with its own mean and standard deviation.

        y = mean + std · z        z from the normal distribution with mean 0 and variance 1

    Args:
        mean, std: tensors, which broadcast, or numbers. size: the shape, if both are numbers.
        dtype: if both are numbers; else it is the tensor's.
    Raises: ArgumentError for a negative std; DTypeError for integers, or if the shape is missing.
    Source: torch.normal
    Example:
        >>> import zerodl
        >>> normal(zerodl.arange(3.0), 0.0)
        tensor([0., 1., 2.])
    """
    tensors = [x for x in (mean, std) if isinstance(x, Tensor)]
    if (size is None) != bool(tensors):
        raise DTypeError("normal: expected size= where mean and std are numbers, and only there")
    if tensors:
        _, dtype, device = like("normal", tensors[0], dtype, device)
        size = np.broadcast_shapes(*(x.shape for x in tensors))
    dtype = _dtype_or("normal", dtype, config.get_default_dtype())
    refuse_other_than_floats("normal", dtype)
    mean, std = (_float64(x) if isinstance(x, Tensor) else number_of("normal", x) for x in (mean, std))
    if not np.all(std >= 0):
        raise ArgumentError(f"normal: expected standard deviations from 0 up, got {np.min(std)}")
    shape = shape_of("normal", (), size)
    drawn = mean + std * draw_normal("normal", shape, np.dtype(np.float64), generator)
    return _leaf_on(device, drawn.astype(dtype), requires_grad)


def bernoulli(input, p=None, *, generator=None):
    """Ones and zeros: each element of ``input`` is the probability of a one; or p is, for all of them.

    Returns: a tensor of the input's shape and dtype.
    Raises: ArgumentError for probabilities outside 0 … 1; DTypeError for integers without p.
    Source: torch.bernoulli
    Example:
        >>> import zerodl
        >>> bernoulli(zerodl.tensor([0.0, 1.0, 1.0]))
        tensor([0., 1., 1.])
    """
    shape, dtype, device = like("bernoulli", input, None, None)
    if p is None:
        refuse_other_than_floats("bernoulli", dtype)
    chances = _float64(input) if p is None else np.asarray(number_of("bernoulli", p))
    refuse_other_than_chances("bernoulli", chances)
    return _leaf_on(device, (source_of("bernoulli", generator).random(shape) < chances).astype(dtype))


def multinomial(input, num_samples, replacement=False, *, generator=None):
    """Draw indices by their weights: index i with the probability input[i] / Σ input.

    Without replacement the indices with the largest input[i] / e[i] are taken, e exponentially distributed, which is as
    if they were drawn one after the other.

    Shape: input (n,) or (rows, n), weights from 0 up -> (num_samples,) or (rows, num_samples), int64
    Args: replacement: whether an index may come more than once.
    Raises: ArgumentError for weights that are negative, infinite or all 0, and for more samples than there are indices.
    Source: Efraimidis and Spirakis (2006), "Weighted random sampling with a reservoir"; torch.multinomial
    Example:
        >>> import zerodl
        >>> multinomial(zerodl.tensor([0.0, 3.0, 0.0]), 2, replacement=True)
        tensor([1, 1])
    """
    shape, dtype, device = like("multinomial", input, None, None)
    if len(shape) not in (1, 2) or not is_floating(dtype):
        raise ShapeError(f"multinomial: expected floating weights of 1 or 2 dimensions, got shape {shape} of {dtype}")
    (num_samples,) = shape_of("multinomial", (num_samples,))
    weights = _float64(input)
    if not np.all((weights >= 0) & np.isfinite(weights)) or not np.all(np.sum(weights, axis=-1) > 0):
        raise ArgumentError("multinomial: the weights are numbers from 0 up, not all of them 0, neither inf nor nan")
    if num_samples < 1 or (num_samples > shape[-1] and not replacement):
        raise ArgumentError(
            f"multinomial: expected 1 to {shape[-1]} samples, got {num_samples}; replacement=True draws more"
        )
    source = source_of("multinomial", generator)
    if replacement:
        drawn = _with_replacement(weights, num_samples, source)
    else:
        keys = weights / source.exponential(size=shape)
        drawn = np.argsort(-keys, axis=-1)[..., :num_samples]
    return _leaf_on(device, drawn.astype(np.int64))


def _with_replacement(weights, num_samples, source):
    """For u spread evenly over [0, 1), the first index at which the summed shares exceed u."""
    rows = np.reshape(weights, (-1, weights.shape[-1]))
    summed = np.cumsum(rows, axis=-1)
    shares = summed / summed[:, -1:]
    u = source.random((len(rows), num_samples))
    drawn = [np.searchsorted(share, row, side="right") for share, row in zip(shares, u)]
    return np.reshape(np.array(drawn), (*weights.shape[:-1], num_samples))


def poisson(input, *, generator=None):
    """Counts of events that happen independently, ``input`` of them on average.

    Source: torch.poisson
    Example:
        >>> import zerodl
        >>> poisson(zerodl.zeros(2))
        tensor([0., 0.])
    """
    _, dtype, device = like("poisson", input, None, None)
    refuse_other_than_floats("poisson", dtype)
    rates = _float64(input)
    if not np.all(rates >= 0):
        raise ArgumentError(f"poisson: expected rates from 0 up, got {np.min(rates)}")
    return _leaf_on(device, np.asarray(source_of("poisson", generator).poisson(rates)).astype(dtype))


# --- what they share --------------------------------------------------------------------------------------------------


def _leaf_on(device, array, requires_grad=False):
    return leaf(to_device(np.asarray(array), device), requires_grad)


def _dtype_or(name, dtype, usual):
    return usual if dtype is None else as_dtype(name, dtype)


def _float64(tensor):
    """A tensor's numbers as NumPy's array, in the precision that chances are computed in."""
    return to_device(tensor.array, "cpu").astype(np.float64)


def _integer_bounds(name, bounds, low, high, size):
    """low, high and size of ``randint``, by position or by name: what is not named is taken from the end."""
    given = list(bounds)
    if size is None and given:
        size = given.pop()
    if high is None and given:
        high = given.pop()
    if low is None:
        low = given.pop() if given else 0
    if given or high is None or size is None:
        raise DTypeError(f"{name}: expected high and size, or low, high and size, got {bounds}")
    return number_of(name, low), number_of(name, high), size
