"""Transforms: how images and texts are prepared for a network, and varied so that it learns more than them by heart.

They take one image or a batch, arrays or tensors, and are named as torchvision's.
"""

from .affine import RandomAffine, RandomRotation
from .color import ColorJitter
from .crop import CenterCrop, Pad, RandomCrop
from .erasing import RandomErasing
from .flip import RandomHorizontalFlip, RandomVerticalFlip
from .mix import CutMix, MixUp
from .noise import GaussianNoise
from .resize import RandomResizedCrop, Resize
from .scale import Normalize, ToDtype, ToTensor
from .text import RandomSwap, TokenDropout
from .transform import Compose, ImageTransform, Lambda, RandomApply, Transform

__all__ = [
    "CenterCrop",
    "ColorJitter",
    "Compose",
    "CutMix",
    "GaussianNoise",
    "ImageTransform",
    "Lambda",
    "MixUp",
    "Normalize",
    "Pad",
    "RandomAffine",
    "RandomApply",
    "RandomCrop",
    "RandomErasing",
    "RandomHorizontalFlip",
    "RandomResizedCrop",
    "RandomRotation",
    "RandomSwap",
    "RandomVerticalFlip",
    "Resize",
    "ToDtype",
    "ToTensor",
    "TokenDropout",
    "Transform",
]
