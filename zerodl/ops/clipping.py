"""Activations made of straight pieces, with a floor and a ceiling: cheap stand-ins for the smooth ones."""

import numpy as np

from ..autograd.op import composite, op
from ..autograd.shapes import same
from ..errors import ArgumentError, DTypeError
from .requirement import kind, refuse_booleans, require_floats


@op(shape=same, method=False)
def hardtanh(x, /, min_val=-1.0, max_val=1.0):
    """x, but not below min_val and not above max_val.

    Raises: DTypeError for booleans, ArgumentError if min_val is above max_val.
    Source: Collobert (2004); torch.nn.functional.hardtanh.
    Example:
        >>> import zerodl
        >>> zerodl.hardtanh(zerodl.tensor([-2.0, 0.5, 3.0]))
        tensor([-1.0000,  0.5000,  1.0000])
    """
    refuse_booleans("hardtanh", x)
    if min_val > max_val:
        raise ArgumentError(f"hardtanh: min_val must not be above max_val, got {min_val} and {max_val}")
    if kind(x) == "integer":
        min_val, max_val = int(min_val), int(max_val)
        if min_val < 0 and x.dtype.kind == "u":
            raise DTypeError(f"hardtanh: {x.dtype} has no negative numbers, got min_val={min_val}; use x.long()")
    return np.minimum(np.maximum(x, min_val), max_val)


@hardtanh.grad
def hardtanh_grad(g, x, min_val, max_val):
    """Gradient of hardtanh: g strictly between the bounds, else 0."""
    return np.where(np.logical_or(x <= min_val, x >= max_val), 0, g)


@composite(method=False)
def relu6(x):
    """relu with a ceiling at 6, where numbers of few bits still have digits after the point.

        y = min(max(x, 0), 6)

    Source: Krizhevsky (2010), "Convolutional deep belief networks on CIFAR-10".
    Example:
        >>> import zerodl
        >>> zerodl.relu6(zerodl.tensor([-1.0, 2.0, 9.0]))
        tensor([0., 2., 6.])
    """
    refuse_booleans("relu6", x)
    return hardtanh(x, min_val=0.0, max_val=6.0)


@op(shape=same, method=False)
def hardsigmoid(x):
    """The sigmoid in three straight pieces.

        y = min(max(x + 3, 0), 6) / 6

    Raises: DTypeError for integers.
    Source: Courbariaux, Bengio and David (2015); torch.nn.functional.hardsigmoid.
    Example:
        >>> import zerodl
        >>> zerodl.hardsigmoid(zerodl.tensor([-4.0, 0.0, 1.5]))
        tensor([0.0000, 0.5000, 0.7500])
    """
    require_floats("hardsigmoid", x)
    return np.minimum(np.maximum(x + 3, 0), 6) / 6


@hardsigmoid.grad
def hardsigmoid_grad(g, x):
    """Gradient of hardsigmoid: g / 6 on the slope, else 0."""
    return np.where(np.abs(x) < 3, g / 6, 0)


@op(shape=same, method=False)
def hardswish(x):
    """silu with the sigmoid in straight pieces.

        y = x · hardsigmoid(x)

    Raises: DTypeError for integers.
    Source: Howard et al. (2019), "Searching for MobileNetV3".
    Example:
        >>> import zerodl
        >>> zerodl.hardswish(zerodl.tensor([-1.0, 1.0, 4.0]))
        tensor([-0.3333,  0.6667,  4.0000])
    """
    require_floats("hardswish", x)
    return x * np.minimum(np.maximum(x + 3, 0), 6) / 6


@hardswish.grad
def hardswish_grad(g, x):
    """Gradient of hardswish: 0 up to −3, g from 3 on, between them g · (x / 3 + 1/2)."""
    return np.where(x <= -3, 0, np.where(x < 3, g * (x / 3 + 0.5), g))
