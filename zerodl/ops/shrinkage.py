"""Activations that pull numbers towards 0: what is small vanishes, as noise should."""

import numpy as np

from ..autograd.op import composite, op
from ..autograd.shapes import same
from ..errors import ArgumentError
from .elementwise import tanh
from .requirement import refuse_booleans, require_floats


@op(shape=same)
def hardshrink(x, /, lambd=0.5):
    """x where its size is above lambd, else 0.

    Raises: DTypeError for integers.
    Source: Donoho and Johnstone (1994), hard thresholding; torch.nn.functional.hardshrink.
    Example:
        >>> import zerodl
        >>> zerodl.hardshrink(zerodl.tensor([-2.0, 0.25, 0.75]))
        tensor([-2.0000,  0.0000,  0.7500])
    """
    require_floats("hardshrink", x)
    return np.where(np.abs(x) <= lambd, 0, x)


@hardshrink.grad
def hardshrink_grad(g, x, lambd):
    """Gradient of hardshrink: g where x passed."""
    return np.where(np.abs(x) <= lambd, 0, g)


@op(shape=same, method=False)
def softshrink(x, /, lambd=0.5):
    """x moved towards 0 by lambd, not past it: the step that gives sparse solutions under an L1 penalty.

        y = sign(x) · max(|x| − lambd, 0)

    Raises: DTypeError for integers, ArgumentError for a negative lambd.
    Source: Donoho and Johnstone (1994), soft thresholding; torch.nn.functional.softshrink.
    Example:
        >>> import zerodl
        >>> zerodl.softshrink(zerodl.tensor([-2.0, 0.25, 0.75]))
        tensor([-1.5000,  0.0000,  0.2500])
    """
    require_floats("softshrink", x)
    if lambd < 0:
        raise ArgumentError(f"softshrink: lambd must not be negative, got {lambd}")
    return np.where(np.abs(x) <= lambd, x * 0, x - np.copysign(lambd, x).astype(x.dtype))


@softshrink.grad
def softshrink_grad(g, x, lambd):
    """Gradient of softshrink: g where x was moved, 0 where it vanished."""
    return np.where(np.abs(x) <= lambd, 0, g)


@composite(method=False)
def tanhshrink(x):
    """x without its tanh: flat at 0, and 1 less than x far off.

        y = x − tanh(x)

    Source: torch.nn.functional.tanhshrink.
    Example:
        >>> import zerodl
        >>> zerodl.tanhshrink(zerodl.tensor([0.0, 2.0]))
        tensor([0.0000, 1.0360])
    """
    refuse_booleans("tanhshrink", x)
    return x - tanh(x)
