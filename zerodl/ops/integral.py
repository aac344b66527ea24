"""The area below a curve that is known at some points."""

import numpy as np

from ..autograd.op import composite
from .axis import axis_along
from .reduce import sum
from .requirement import refuse_booleans
from .scan import cumsum, diff
from .split import narrow


@composite(method=False)
def trapezoid(y, x=None, *, dx=1, dim=-1):
    """The area below a curve, straight lines drawn between its points.

        area = Σ (x[i + 1] − x[i]) · (y[i] + y[i + 1]) / 2

    Args: x: where the points are, a vector or of the shape of y. dx: their distance, if x is not given.
    Source: torch.trapezoid
    Example:
        >>> import zerodl
        >>> zerodl.trapezoid(zerodl.tensor([1.0, 3.0, 2.0])).item()
        4.5
    """
    return sum(_areas("trapezoid", y, x, dx, dim), dim)


@composite(method=False)
def cumulative_trapezoid(y, x=None, *, dx=1, dim=-1):
    """The area below a curve up to each of its points but the first. Arguments as for trapezoid.

    Source: torch.cumulative_trapezoid
    Example:
        >>> import zerodl
        >>> zerodl.cumulative_trapezoid(zerodl.tensor([1.0, 3.0, 2.0])).tolist()
        [2.0, 4.5]
    """
    return cumsum(_areas("cumulative_trapezoid", y, x, dx, dim), dim)


def _areas(name, y, x, dx, dim):
    """The area between each two neighbours."""
    refuse_booleans(name, y)
    axis = axis_along(name, dim, y.ndim)
    n = max(y.shape[axis] - 1, 0)
    heights = narrow(y, axis, 0, n) + narrow(y, axis, min(1, y.shape[axis]), n)
    if x is None:
        return heights * dx / 2
    widths = diff(x, dim=0 if x.ndim == 1 else axis)
    along = [n if i == axis else 1 for i in range(y.ndim)]
    return heights * (np.reshape(widths, along) if x.ndim == 1 else widths) / 2
