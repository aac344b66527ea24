"""Borders and cuttings: pad an image, or take a part of it."""

import numpy as np

from ...backend import array_module
from ...errors import ArgumentError, ShapeError
from .transform import ImageTransform, size_of

MODES = ("constant", "edge", "reflect", "symmetric")


class Pad(ImageTransform):
    """A border around every image.

    Args:
        padding: how wide: one number; (left and right, top and bottom); or (left, top, right, bottom).
        fill: the value of the border. padding_mode: "constant", or what repeats the image: "edge", "reflect" (without
            its last row) or "symmetric" (with it).
    Source: torchvision.transforms.Pad
    Example:
        >>> Pad((1, 0), fill=9)(np.array([[1, 2]]))
        array([[9, 1, 2, 9]])
    """

    def __init__(self, padding, fill=0, padding_mode="constant"):
        self.padding = _borders(padding)
        self.fill = fill
        self.padding_mode = padding_mode
        if padding_mode not in MODES:
            raise ArgumentError(f"Pad: padding_mode must be one of {', '.join(MODES)}, got {padding_mode!r}")

    def change(self, images):
        left, top, right, bottom = self.padding
        height, width = images.shape[2:]
        if self.padding_mode == "reflect" and (max(top, bottom) >= height or max(left, right) >= width):
            size = f"{height} by {width}"
            raise ShapeError(f"Pad: an image of {size} is too small to be reflected in a border of {self.padding}")
        widths = ((0, 0), (0, 0), (top, bottom), (left, right))
        extra = {"constant_values": self.fill} if self.padding_mode == "constant" else {}
        return np.pad(images, widths, mode=self.padding_mode, **extra)


def _borders(padding):
    """(left, top, right, bottom)."""
    widths = (padding,) if isinstance(padding, int) else tuple(padding)
    if len(widths) not in (1, 2, 4) or not all(isinstance(n, int) and n >= 0 for n in widths):
        raise ArgumentError(f"Pad: padding must be 1, 2 or 4 integers from 0 up, got {padding!r}")
    return widths * (4 // len(widths))


class CenterCrop(ImageTransform):
    """The middle of every image; one that is too small gets a border of zeros.

    Args: size: (height, width), or one number for a square.
    Source: torchvision.transforms.CenterCrop
    Example:
        >>> CenterCrop(2)(np.arange(16).reshape(4, 4))
        array([[ 5,  6],
               [ 9, 10]])
    """

    def __init__(self, size):
        self.size = size_of("CenterCrop", size)

    def change(self, images):
        height, width = self.size
        short, narrow = max(0, height - images.shape[2]), max(0, width - images.shape[3])
        if short or narrow:
            borders = (narrow // 2, short // 2, (narrow + 1) // 2, (short + 1) // 2)
            images = Pad(borders).change(images)
        top, left = round((images.shape[2] - height) / 2), round((images.shape[3] - width) / 2)
        return images[:, :, top : top + height, left : left + width].copy()


class RandomCrop(ImageTransform):
    """A part of every image at a random place; with a border around it first, the image is moved about.

    Args:
        size: (height, width), or one number for a square.
        padding, fill, padding_mode: the border, as in Pad; None for no border.
        pad_if_needed: widen images that are smaller than ``size``; else they are refused.
    Source: torchvision.transforms.RandomCrop
    Example:
        >>> RandomCrop(2)(np.ones((1, 4, 4))).shape
        (1, 2, 2)
    """

    def __init__(self, size, padding=None, pad_if_needed=False, fill=0, padding_mode="constant", generator=None):
        self.size = size_of("RandomCrop", size)
        self.padding = None if padding is None else Pad(padding, fill, padding_mode).padding
        self.pad_if_needed = pad_if_needed
        self.fill = fill
        self.padding_mode = padding_mode
        self.generator = generator

    def change(self, images):
        height, width = self.size
        if self.padding is not None:
            images = self._pad(images, self.padding)
        if self.pad_if_needed:
            short, narrow = max(0, height - images.shape[2]), max(0, width - images.shape[3])
            images = self._pad(images, (narrow, short, narrow, short))
        slack = images.shape[2] - height, images.shape[3] - width
        if min(slack) < 0:
            size = f"{images.shape[2]} by {images.shape[3]}"
            raise ShapeError(f"RandomCrop: cannot cut {height} by {width} out of {size}; use pad_if_needed=True")
        top, left = (self.rng.integers(n + 1, size=len(images)) for n in slack)
        return windows(images, top, left, height, width)

    def _pad(self, images, borders):
        return Pad(borders, self.fill, self.padding_mode).change(images)


def windows(images, top, left, height, width):
    """Of every image a part of the same size, at a place of its own.

    Shape: images (B, C, H, W), top and left (B,) -> (B, C, height, width), a new array
    Args: top, left: the row and the column in which each part begins.
    Example:
        >>> image = np.array([[[[1, 2, 3], [4, 5, 6], [7, 8, 9]]]])
        >>> windows(image, top=np.array([1]), left=np.array([0]), height=2, width=2)[0, 0]
        array([[4, 5],
               [7, 8]])
    """
    xp = array_module(images)
    rows = xp.asarray(top[:, None] + np.arange(height))[:, None, :, None]
    columns = xp.asarray(left[:, None] + np.arange(width))[:, None, None, :]
    which = xp.arange(len(images))[:, None, None, None]
    return images[which, xp.arange(images.shape[1])[:, None, None], rows, columns]
