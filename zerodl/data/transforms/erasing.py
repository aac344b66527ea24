"""Holes: a network that has seen images with a part missing looks at more than one part."""

import numpy as np

from ...backend import array_module
from ...errors import ArgumentError, ShapeError
from .resize import random_box
from .transform import ImageTransform, probability, span


class RandomErasing(ImageTransform):
    """Overwrite a random rectangle, with probability p for each image.

    Args:
        scale: the rectangle's share of the image's area. ratio: its width divided by its height. Both ranges.
        value: what is written: a number, one for each channel, or "random" for normally distributed noise.
    Source: Zhong et al. (2017), "Random erasing data augmentation"; torchvision.transforms.RandomErasing
    Example:
        >>> x = RandomErasing(p=1.0, scale=(0.25, 0.25), ratio=(1, 1))(np.ones((1, 4, 4)))
        >>> int((x == 0).sum())
        4
    """

    def __init__(self, p=0.5, scale=(0.02, 0.33), ratio=(0.3, 3.3), value=0, inplace=False, generator=None):
        if isinstance(value, str) and value != "random":
            raise ArgumentError(f'RandomErasing: value must be numbers or "random", got {value!r}')
        self.p = probability("RandomErasing", p)
        self.scale = span("RandomErasing", "scale", scale, least=0)
        self.ratio = span("RandomErasing", "ratio", ratio, least=0)
        if self.scale[1] > 1:
            raise ArgumentError(f"RandomErasing: scale must lie between 0 and 1, got {scale!r}")
        self.value = value
        self.inplace = inplace
        self.generator = generator

    def change(self, images):
        y = images if self.inplace else images.copy()
        for image in y:
            box = random_box(self.rng, image.shape[1:], self.scale, self.ratio) if self.rng.random() < self.p else None
            if box is not None:
                top, left, height, width = box
                image[:, top : top + height, left : left + width] = self._fill(image, height, width)
        return y

    def _fill(self, image, height, width):
        xp, channels = array_module(image), len(image)
        if isinstance(self.value, str):
            return xp.asarray(self.rng.standard_normal((channels, height, width))).astype(image.dtype)
        values = np.atleast_1d(np.asarray(self.value))
        if values.shape not in ((1,), (channels,)):
            raise ShapeError(f"RandomErasing: got {len(values)} values for images of {channels} channels")
        return xp.asarray(values.astype(image.dtype))[:, None, None]
