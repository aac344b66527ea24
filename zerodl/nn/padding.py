"""Layers that put a border around their input, or with negative widths crop it."""

from ..errors import ArgumentError, ShapeError
from . import functional as F
from .module import Module


class Pad(Module):
    """What the layers below share: ``axes`` last axes get a border, made in the way that ``mode`` says.

    Args: padding: one width for all sides, or (left, right), for images (left, right, top, bottom), for volumes two
        more for front and back.
    Source: ``torch.nn.ZeroPad2d``, ``torch.nn.ReflectionPad2d`` and so on.
    """

    axes = 1
    mode = "constant"

    def __init__(self, padding):
        super().__init__()
        widths = tuple(padding) if isinstance(padding, (tuple, list)) else (padding,) * (2 * self.axes)
        if len(widths) != 2 * self.axes or not all(isinstance(width, int) for width in widths):
            raise ArgumentError(
                f"{type(self).__name__}: expected one width or {2 * self.axes} of them, all integers, got {padding!r}"
            )
        self.padding = widths

    def forward(self, x):
        if self.mode != "constant" and x.ndim not in (self.axes + 1, self.axes + 2):
            raise ShapeError(
                f"{type(self).__name__}: expected {self.axes + 1} or {self.axes + 2} dimensions, the last {self.axes} "
                f"of which are padded, got shape {tuple(x.shape)}"
            )
        return F.pad(x, self.padding, mode=self.mode)

    def extra_repr(self):
        return str(self.padding)


class ConstantPad1d(Pad):
    """A border of one value around the last axis."""

    def __init__(self, padding, value):
        super().__init__(padding)
        self.value = value

    def forward(self, x):
        return F.pad(x, self.padding, value=self.value)

    def extra_repr(self):
        return f"padding={self.padding}, value={self.value}"


class ConstantPad2d(ConstantPad1d):
    """A border of one value around the last two axes.

    Example:
        >>> import zerodl
        >>> ConstantPad2d(1, 7.0)(zerodl.zeros(1, 1))
        tensor([[7., 7., 7.],
                [7., 0., 7.],
                [7., 7., 7.]])
    """

    axes = 2


class ConstantPad3d(ConstantPad1d):
    """A border of one value around the last three axes."""

    axes = 3


class ZeroPad1d(Pad):
    """A border of zeros around the last axis."""


class ZeroPad2d(Pad):
    """A border of zeros around the last two axes."""

    axes = 2


class ZeroPad3d(Pad):
    """A border of zeros around the last three axes."""

    axes = 3


class ReflectionPad1d(Pad):
    """A border that mirrors what is inside, without its outermost element: [1, 2, 3] becomes [2, 1, 2, 3, 2]."""

    mode = "reflect"


class ReflectionPad2d(ReflectionPad1d):
    """A mirrored border around the last two axes."""

    axes = 2


class ReflectionPad3d(ReflectionPad1d):
    """A mirrored border around the last three axes."""

    axes = 3


class ReplicationPad1d(Pad):
    """A border that repeats the outermost element: [1, 2, 3] becomes [1, 1, 2, 3, 3]."""

    mode = "replicate"


class ReplicationPad2d(ReplicationPad1d):
    """A border that repeats the outermost elements of the last two axes."""

    axes = 2


class ReplicationPad3d(ReplicationPad1d):
    """A border that repeats the outermost elements of the last three axes."""

    axes = 3


class CircularPad1d(Pad):
    """A border that continues on the other side, as on a ring: [1, 2, 3] becomes [3, 1, 2, 3, 1]."""

    mode = "circular"


class CircularPad2d(CircularPad1d):
    """The last two axes continue on their other sides, as on a torus."""

    axes = 2


class CircularPad3d(CircularPad1d):
    """The last three axes continue on their other sides."""

    axes = 3
