"""What all losses share: inputs of one shape, weights, and the reduction of many losses to one number."""

import math

import numpy as np

from ..autograd.promotion import to_common_float
from ..errors import ArgumentError, DTypeError, GradientError, ShapeError
from .elementwise import cast

REDUCTIONS = ("none", "sum", "mean")


def check_reduction(name, reduction, allowed=REDUCTIONS):
    """Refuse a reduction that the loss does not have."""
    if reduction not in allowed:
        raise ArgumentError(f"{name}: reduction must be one of {', '.join(allowed)}, got {reduction!r}")


def reduce(name, losses, reduction, count=None):
    """All losses, their sum, or their mean: the sum over ``count``, which is how many there are unless it is given.

    Example:
        >>> reduce("mse_loss", np.array([1.0, 3.0]), "mean")
        np.float64(2.0)
    """
    check_reduction(name, reduction)
    if reduction == "none":
        return losses
    if reduction == "sum":
        return np.sum(losses)
    if count is not None:
        return np.sum(losses) / count
    return np.mean(losses) if math.prod(losses.shape) else np.sum(losses) * math.nan


def share(g, losses_shape, reduction):
    """The part of ``g``, the gradient of the result, that each loss gets: of a mean of n the n-th part, else all of it.

    Example:
        >>> share(np.array(1.0), (2, 3), "mean") * 6
        np.float64(1.0)
    """
    return g / max(math.prod(losses_shape), 1) if reduction == "mean" else g


def loss_shape(name, shape, *others, reduction="mean", **settings):
    """The shape rule of a loss that looks at one element at a time."""
    return shape if reduction == "none" else ()


def require_same_shape(name, **inputs):
    """Refuse inputs of different shapes: where they broadcast, each number would be compared with a wrong one.

    Args: inputs: the arrays under the names that the loss gives them.
    Raises: ShapeError with all shapes; DTypeError for what has none.
    """
    shapes = {argument: shape_and_dtype(name, argument, x)[0] for argument, x in inputs.items()}
    if len(set(shapes.values())) > 1:
        came = ", ".join(f"{argument} {shape}" for argument, shape in shapes.items())
        raise ShapeError(
            f"{name}: {' and '.join(shapes)} must have one shape, for a loss broadcasts nothing; got {came}. Bring "
            "them to one with x.reshape(…) or x.squeeze(…), or, if copies are meant, with x.expand_as(…)"
        )


def alike(name, **inputs):
    """The inputs of a loss that is made of other operations: of one shape, and brought to one floating dtype."""
    require_same_shape(name, **inputs)
    return to_common_float(inputs.values())


def shape_and_dtype(name, argument, x):
    """What an input is, which must be an array or a tensor."""
    if not hasattr(x, "__array_ufunc__"):
        raise DTypeError(
            f"{name}: expected a tensor for {argument}, got {type(x).__name__}: {repr(x)[:80]}; make it one with "
            "zerodl.tensor"
        )
    return tuple(x.shape), x.dtype


def difference(name, input, target):
    """input − target, both of one shape."""
    require_same_shape(name, input=input, target=target)
    return input - target


def constant(name, argument, value, like):
    """A weight as an array in the dtype of ``like``; weights are given, not learned, so they get no gradient."""
    if getattr(value, "requires_grad", False):
        raise GradientError(f"{name}: {argument} gets no gradient; pass {argument}.detach()")
    shape_and_dtype(name, argument, value)
    return cast(getattr(value, "array", value), dtype=like.dtype)


def factor(name, argument, value, like):
    """A weight that is broadcast to the shape of ``like``: as the array ``constant`` gives, or 1 if there is none."""
    if value is None:
        return 1
    value = constant(name, argument, value, like)
    if len(value.shape) > len(like.shape) or not all(n in (1, m) for n, m in zip(value.shape[::-1], like.shape[::-1])):
        raise ShapeError(
            f"{name}: {argument} of shape {value.shape} cannot be broadcast to the shape of input, {tuple(like.shape)}"
        )
    return value
