"""Layers that carry numbers between the channels of an image and its pixels."""

from ..errors import ArgumentError
from . import functional as F
from .module import Module


class PixelShuffle(Module):
    """A larger image out of more channels: r² channels give each pixel's r × r new ones.

    Shape: x (…, C·r², H, W) -> (…, C, H·r, W·r)
    Args: upscale_factor: r.
    Source: Shi et al. (2016).
    Example:
        >>> import zerodl
        >>> PixelShuffle(2)(zerodl.ones(1, 8, 3, 3)).shape
        (1, 2, 6, 6)
    """

    def __init__(self, upscale_factor):
        super().__init__()
        self.upscale_factor = _positive("PixelShuffle", "upscale_factor", upscale_factor)

    def forward(self, x):
        return F.pixel_shuffle(x, self.upscale_factor)

    def extra_repr(self):
        return f"upscale_factor={self.upscale_factor}"


class PixelUnshuffle(Module):
    """More channels out of a larger image; undoes ``PixelShuffle``.

    Shape: x (…, C, H·r, W·r) -> (…, C·r², H, W)
    Args: downscale_factor: r.
    Source: Shi et al. (2016).
    """

    def __init__(self, downscale_factor):
        super().__init__()
        self.downscale_factor = _positive("PixelUnshuffle", "downscale_factor", downscale_factor)

    def forward(self, x):
        return F.pixel_unshuffle(x, self.downscale_factor)

    def extra_repr(self):
        return f"downscale_factor={self.downscale_factor}"


class ChannelShuffle(Module):
    """The channels dealt out anew, one from each group in turn, so that the next layer's groups see all of them.

    Shape: x (B, C, …) -> the same shape
    Args: groups: how many; they divide C.
    Source: Zhang et al. (2018), "ShuffleNet", section 3.1.
    """

    def __init__(self, groups):
        super().__init__()
        self.groups = _positive("ChannelShuffle", "groups", groups)

    def forward(self, x):
        return F.channel_shuffle(x, self.groups)

    def extra_repr(self):
        return f"groups={self.groups}"


def _positive(layer, name, count):
    if not isinstance(count, int) or count < 1:
        raise ArgumentError(f"{layer}: {name} must be a positive integer, got {count!r}")
    return count
