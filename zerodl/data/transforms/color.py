"""Other light: brighter or darker, harder or softer, more or less colourful."""

import numpy as np

from ...backend import array_module, is_floating
from ...errors import ArgumentError, ShapeError
from .affine import as_before
from .transform import ImageTransform, span

GREY = (0.2989, 0.587, 0.114)  # how bright red, green and blue look


class ColorJitter(ImageTransform):
    """Change brightness, contrast and saturation of every image by random factors, in random order.

    A factor mixes the image with something: brightness with black, contrast with the mean grey of the image, saturation
    with the image in grey. 1 leaves it as it is, 0 leaves only the other.

    Args: brightness, contrast, saturation: a number v for factors from max(0, 1 - v) to 1 + v, or a range (low, high).
    Source: torchvision.transforms.ColorJitter, without its hue
    Example:
        >>> ColorJitter(brightness=(0.5, 0.5))(np.array([[[0.2, 1.0]]]))
        array([[[0.1, 0.5]]])
    """

    def __init__(self, brightness=0.0, contrast=0.0, saturation=0.0, generator=None):
        self.brightness = _factors("brightness", brightness)
        self.contrast = _factors("contrast", contrast)
        self.saturation = _factors("saturation", saturation)
        self.generator = generator

    def change(self, images):
        if images.shape[1] not in (1, 3):
            raise ShapeError(f"ColorJitter: expected images of 1 or 3 channels, got {images.shape[1]}")
        rng, xp = self.rng, array_module(images)
        dtype = images.dtype if images.dtype.name in ("float32", "float64") else np.dtype(np.float32)
        top = 1.0 if is_floating(images.dtype) else np.iinfo(images.dtype).max
        y = images.astype(dtype)
        steps = [(self.brightness, _black), (self.contrast, _mean_grey), (self.saturation, _grey)]
        for k in rng.permutation(len(steps)):
            (low, high), other = steps[k]
            if (low, high) != (1.0, 1.0):
                factor = xp.asarray(rng.uniform(low, high, (len(images), 1, 1, 1)), dtype=dtype)
                y = np.clip(factor * y + (1 - factor) * other(y), 0, top)
        return as_before(y, images.dtype)


def _black(images):
    return np.zeros_like(images)


def _grey(images):
    """Images without colour, in one channel."""
    if images.shape[1] == 1:
        return images
    return sum(share * images[:, k : k + 1] for k, share in enumerate(GREY))


def _mean_grey(images):
    return np.mean(_grey(images), axis=(1, 2, 3), keepdims=True)


def _factors(name, value):
    if isinstance(value, (int, float)):
        if not value >= 0:
            raise ArgumentError(f"ColorJitter: {name} as one number must be 0 or more, got {value!r}")
        return max(0.0, 1.0 - value), 1.0 + value
    return span("ColorJitter", name, value, least=0)
