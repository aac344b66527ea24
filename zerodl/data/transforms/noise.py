"""Noise: every pixel a little off."""

import numpy as np

from ...backend import array_module, is_floating
from ...errors import ArgumentError, DTypeError
from .transform import ImageTransform


class GaussianNoise(ImageTransform):
    """Add a normally distributed number to every pixel.

    Args: mean, sigma: of the noise. clip: keep the result between 0 and 1.
    Source: torchvision.transforms.v2.GaussianNoise
    Example:
        >>> GaussianNoise(mean=0.25, sigma=0.0)(np.array([[0.5, 1.0]]))
        array([[0.75, 1.  ]])
    """

    def __init__(self, mean=0.0, sigma=0.1, clip=True, generator=None):
        if not sigma >= 0:
            raise ArgumentError(f"GaussianNoise: sigma must be 0 or more, got {sigma!r}")
        self.mean = mean
        self.sigma = sigma
        self.clip = clip
        self.generator = generator

    def change(self, images):
        if not is_floating(images.dtype):
            raise DTypeError(f"GaussianNoise: expected floats, got {images.dtype}; use ToDtype(float32, scale=True)")
        dtype = np.float64 if images.dtype == np.float64 else np.float32
        noise = self.rng.standard_normal(images.shape, dtype=dtype) * dtype(self.sigma) + dtype(self.mean)
        y = images.astype(dtype) + array_module(images).asarray(noise)
        return (np.clip(y, 0, 1) if self.clip else y).astype(images.dtype, copy=False)
