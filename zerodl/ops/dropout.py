"""Dropout: a random part of an array becomes 0, and what is left grows to make up for it."""

import numpy as np

from ..autograd.op import Saved, op
from ..autograd.shapes import same
from ..device import device_of, to_device
from ..errors import ArgumentError, DTypeError
from ..kernels.dropout import drop
from .requirement import require_floats
from .sampling import source_of


@op(shape=same, constant_saved=True, method=False)
def dropout(x, /, p=0.5, axes=None, generator=None):
    """Put 0 in place of each element with the chance p, and scale the others so that the mean stays.

        y = x · m        m = 0 with the chance p, else 1 / (1 − p)

    Shape: x (any shape) -> the same shape
    Args:
        p: the chance to drop, in [0, 1]; with 1 all is dropped.
        axes: each place along the first so many axes is dropped or kept as one: 2 drops whole channels of (B, C, H, W),
            1 whole members of the batch. None drops single elements.
        generator: where chance comes from; None is the shared one.
    Raises: ArgumentError for a chance outside [0, 1]; DTypeError for integers.
    Cost: a random number and a multiplication for each element; keeps m.
    Source: Srivastava, Hinton, Krizhevsky, Sutskever and Salakhutdinov (2014), scaled while training.
    Example:
        >>> dropout(np.array([3.0, 5.0]), p=0.0), dropout(np.array([3.0, 5.0]), p=1.0)
        (array([3., 5.]), array([0., 0.]))
        >>> kept = dropout(np.ones(1000), p=0.75) > 0
        >>> bool(200 < np.sum(kept) < 300)
        True
    """
    require_floats("dropout", x)
    chance = to_device(draw("dropout", np.shape(x), p, axes, generator), device_of(x))
    return Saved(*drop(x, chance, p))


@dropout.grad
def dropout_grad(g, saved):
    """Gradient of dropout: y = x · m, so g · m with the same m; what was dropped has no share in the result."""
    return g * saved


def draw(name, shape, p, axes=None, generator=None):
    """Numbers drawn evenly from [0, 1), one for each place that is dropped or kept; NumPy's for every device.

    Shape: that of the first ``axes`` axes, then axes of length 1; of all axes if ``axes`` is None.
    """
    refuse_other_than_chance(name, p)
    axes = len(shape) if axes is None else axes
    if not 0 <= axes <= len(shape):
        raise ArgumentError(f"{name}: expected axes from 0 to {len(shape)} for shape {tuple(shape)}, got {axes}")
    of_places = tuple(shape[:axes]) + (1,) * (len(shape) - axes)
    return np.asarray(source_of(name, generator).random(of_places, dtype=np.float32))


def keeps(name, shape, p, axes=None, generator=None):
    """What chance keeps: an array of booleans, each True with the chance 1 − p; see ``draw``."""
    return np.asarray(draw(name, shape, p, axes, generator) >= p)


def refuse_other_than_chance(name, p):
    """Raise unless p is a number from 0 to 1."""
    if isinstance(p, bool) or not isinstance(p, (int, float, np.integer, np.floating)):
        raise DTypeError(f"{name}: expected a number for p, the chance to drop, got {p!r}")
    if not 0 <= p <= 1:
        raise ArgumentError(f"{name}: expected a chance p from 0 to 1, got {p}; p is the share that is dropped")
