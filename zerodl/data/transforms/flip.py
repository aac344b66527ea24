"""Mirror images: left for right, top for bottom."""

import numpy as np

from ...backend import array_module
from .transform import ImageTransform, probability


class _RandomFlip(ImageTransform):
    axis = 0  # of (B, C, H, W)

    def __init__(self, p=0.5, generator=None):
        self.p = probability(type(self).__name__, p)
        self.generator = generator

    def change(self, images):
        chosen = array_module(images).asarray(self.rng.random(len(images)) < self.p)
        return np.where(chosen[:, None, None, None], np.flip(images, self.axis), images)


class RandomHorizontalFlip(_RandomFlip):
    """Exchange left and right, with probability p for each image.

    For photographs; a digit or a letter is another one in the mirror.

    Source: torchvision.transforms.RandomHorizontalFlip
    Example:
        >>> RandomHorizontalFlip(p=1.0)(np.array([[1, 2, 3]]))
        array([[3, 2, 1]])
    """

    axis = 3


class RandomVerticalFlip(_RandomFlip):
    """Exchange top and bottom, with probability p for each image.

    Source: torchvision.transforms.RandomVerticalFlip
    Example:
        >>> RandomVerticalFlip(p=1.0)(np.array([[1, 2], [3, 4]]))
        array([[3, 4],
               [1, 2]])
    """

    axis = 2
