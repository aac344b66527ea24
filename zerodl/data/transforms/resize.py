"""Images of another size."""

import math

import numpy as np

from ...backend import array_module
from ...errors import ArgumentError
from .affine import INTERPOLATIONS, as_before
from .transform import ImageTransform, size_of, span


def resize(images, height, width, interpolation="bilinear", antialias=True):
    """Images in another height and width.

    Each new row is a weighted mean of old ones, and each new column too, so the new image is A x Bᵀ with two matrices
    of weights.

    Shape: (…, H, W) -> (…, height, width)
    Args:
        interpolation: "bilinear" or "nearest".
        antialias: where a bilinear image gets smaller, let each new pixel be a mean of all old ones that it stands for;
            without, fine patterns turn into coarse ones that were not there.
    Source: torch.nn.functional.interpolate
    Example:
        >>> resize(np.array([[0.0, 2.0, 4.0, 6.0]]), 1, 2)
        array([[1.42857143, 4.57142857]])
        >>> resize(np.array([[0.0, 2.0, 4.0, 6.0]]), 1, 2, antialias=False)
        array([[1., 5.]])
    """
    if interpolation == "nearest":
        rows, columns = (np.arange(n) * old // n for n, old in zip((height, width), images.shape[-2:]))
        xp = array_module(images)
        return images[..., xp.asarray(rows)[:, None], xp.asarray(columns)]
    if interpolation != "bilinear":
        raise ArgumentError(f"resize: interpolation must be {' or '.join(INTERPOLATIONS)}, got {interpolation!r}")
    dtype = images.dtype if images.dtype.name in ("float32", "float64") else np.dtype(np.float32)
    down, across = (
        array_module(images).asarray(_weights(old, new, antialias), dtype=dtype)
        for old, new in zip(images.shape[-2:], (height, width))
    )
    return as_before(down @ images.astype(dtype, copy=False) @ across.T, images.dtype)


def _weights(old, new, antialias):
    """How much each of the old rows counts in each of the new ones, (new, old): a triangle about the middle of each."""
    scale = old / new
    wide = max(scale, 1.0) if antialias else 1.0
    middles = (np.arange(new) + 0.5) * scale - 0.5
    if not antialias:
        middles = np.clip(middles, 0, old - 1)
    weights = np.maximum(0, 1 - np.abs(middles[:, None] - np.arange(old)) / wide)
    return weights / weights.sum(axis=1, keepdims=True)


class Resize(ImageTransform):
    """Images of another size.

    Args:
        size: (height, width); one number is the length of the shorter edge, and the other keeps its proportion to it.
        interpolation, antialias: see ``resize``.
    Source: torchvision.transforms.Resize
    Example:
        >>> Resize(2)(np.ones((4, 8))).shape
        (2, 4)
    """

    def __init__(self, size, interpolation="bilinear", antialias=True):
        self.size = size if isinstance(size, int) else size_of("Resize", size)
        size_of("Resize", size)
        self.interpolation = interpolation
        self.antialias = antialias

    def change(self, images):
        height, width = images.shape[2:]
        if isinstance(self.size, int):
            short = min(height, width)
            height, width = self.size * height // short, self.size * width // short
        else:
            height, width = self.size
        return resize(images, height, width, self.interpolation, self.antialias)


class RandomResizedCrop(ImageTransform):
    """A random part of every image, of random size and proportions, stretched to one size.

    Args:
        size: (height, width), or one number for a square.
        scale: the part's share of the image's area. ratio: its width divided by its height. Both ranges (low, high).
        interpolation, antialias: see ``resize``.
    Source: Szegedy et al. (2015), "Going deeper with convolutions"; torchvision.transforms.RandomResizedCrop
    Example:
        >>> RandomResizedCrop(4)(np.ones((2, 3, 9, 7))).shape
        (2, 3, 4, 4)
    """

    def __init__(
        self, size, scale=(0.08, 1.0), ratio=(3 / 4, 4 / 3), interpolation="bilinear", antialias=True, generator=None
    ):
        self.size = size_of("RandomResizedCrop", size)
        self.scale = span("RandomResizedCrop", "scale", scale, least=0)
        self.ratio = span("RandomResizedCrop", "ratio", ratio, least=0)
        self.interpolation = interpolation
        self.antialias = antialias
        self.generator = generator

    def change(self, images):
        out_height, out_width = self.size
        parts = []
        for image in images:
            top, left, height, width = random_box(self.rng, image.shape[1:], self.scale, self.ratio, central=True)
            part = image[:, top : top + height, left : left + width]
            parts.append(resize(part, out_height, out_width, self.interpolation, self.antialias))
        return np.stack(parts)


def random_box(rng, size, scale, ratio, central=False):
    """A random part of an image of ``size``: (top, left, height, width).

    Its share of the area is drawn from ``scale``, its width / height from ``ratio``, evenly on a scale of logarithms.
    Where ten draws do not fit, it is the largest central part of an allowed ratio with ``central``, else None.
    """
    height, width = size
    for _ in range(10):
        area = height * width * rng.uniform(*scale)
        proportion = math.exp(rng.uniform(*(math.log(max(r, 1e-12)) for r in ratio)))
        w, h = round(math.sqrt(area * proportion)), round(math.sqrt(area / proportion))
        if 0 < w <= width and 0 < h <= height:
            return int(rng.integers(height - h + 1)), int(rng.integers(width - w + 1)), h, w
    if not central:
        return None
    w = min(width, max(1, round(height * min(ratio[1], max(ratio[0], width / height)))))
    h = min(height, max(1, round(w / min(ratio[1], max(ratio[0], w / height)))))
    return (height - h) // 2, (width - w) // 2, h, w
