"""From what a file holds to what a network wants: tensors of floats about 0."""

import numpy as np

from ...autograd.storage import Storage
from ...autograd.tensor import Tensor
from ...backend import array_module, is_floating
from ...dtype import as_dtype
from ...errors import ArgumentError, DTypeError, ShapeError
from .transform import ImageTransform, Transform, array_of


class ToTensor(Transform):
    """A picture as a tensor: a PIL image or array (H, W, C), or (H, W), becomes (C, H, W); whole numbers become 0 to 1.

    Source: torchvision.transforms.ToTensor
    Example:
        >>> ToTensor()(np.array([[0, 255]], dtype=np.uint8))
        tensor([[[0., 1.]]])
    """

    def __call__(self, x):
        array = np.asarray(x)
        if array.ndim not in (2, 3):
            raise ShapeError(f"ToTensor: expected a picture (H, W) or (H, W, C), got shape {array.shape}")
        array = array[None] if array.ndim == 2 else np.moveaxis(array, 2, 0)
        if array.dtype == np.uint8:
            array = array.astype(np.float32) / 255
        return Tensor(np.ascontiguousarray(array))


class ToDtype(Transform):
    """Another dtype; with ``scale`` the range of values fits it: 0 to 255 in uint8 is 0 to 1 in floats.

    Args: dtype: the new one. scale: whether to adjust the values, so that the brightest stays the brightest.
    Source: torchvision.transforms.v2.ToDtype
    Example:
        >>> import zerodl
        >>> ToDtype(zerodl.float32, scale=True)(zerodl.tensor([0, 255], dtype=zerodl.uint8))
        tensor([0., 1.])
    """

    def __init__(self, dtype, scale=False):
        self.dtype = as_dtype("ToDtype", dtype)
        self.scale = scale

    def __call__(self, x):
        array = array_of("ToDtype", x)
        y = self._scaled(array) if self.scale else array.astype(self.dtype)
        return Tensor.of_array(y, Storage()) if isinstance(x, Tensor) else y

    def _scaled(self, x):
        comes, goes = is_floating(x.dtype), is_floating(self.dtype)
        if comes and goes:
            return x.astype(self.dtype)
        if goes:
            return (x.astype(np.promote_types(self.dtype, np.float32)) / _brightest(x.dtype)).astype(self.dtype)
        if comes:  # every whole number gets an equal share of 0 to 1
            top = _brightest(self.dtype)
            wide = x.astype(np.float64) * (top + 1 - 1e-3)
            return np.clip(np.trunc(wide), 0, top).astype(self.dtype)
        here, there = _brightest(x.dtype), _brightest(self.dtype)
        return (x.astype(np.int64) * (there + 1) // (here + 1)).astype(self.dtype)


def _brightest(dtype):
    """The largest value of a dtype of whole numbers that holds pictures."""
    if dtype.kind not in "iu" or dtype.itemsize > 4:
        raise DTypeError(f"ToDtype: cannot scale from or to {dtype}; expected floats or integers of up to 32 bits")
    return int(np.iinfo(dtype).max)


class Normalize(ImageTransform):
    """Shift and stretch each channel.

        y = (x - mean) / std

    With the mean and standard deviation of the training images each channel has mean 0 and standard deviation 1 then.

    Args: mean, std: a number for each channel, or one for all.
    Source: torchvision.transforms.Normalize
    Example:
        >>> Normalize(mean=[0.5], std=[0.25])(np.array([[[0.25, 0.75]]]))
        array([[[-1.,  1.]]])
    """

    def __init__(self, mean, std, inplace=False):
        self.mean = _per_channel("mean", mean)
        self.std = _per_channel("std", std)
        self.inplace = inplace
        if not np.all(np.asarray(self.std) > 0):
            raise ArgumentError(f"Normalize: std must be above 0 in every channel, got {std!r}")

    def change(self, images):
        if not is_floating(images.dtype):
            raise DTypeError(f"Normalize: expected floats, got {images.dtype}; use ToDtype(float32, scale=True) first")
        mean, std = (self._fit(values, images) for values in (self.mean, self.std))
        if self.inplace:
            images -= mean
            images /= std
            return images
        return (images - mean) / std

    def _fit(self, values, images):
        if len(values) not in (1, images.shape[1]):
            raise ShapeError(f"Normalize: got {len(values)} numbers for images of {images.shape[1]} channels")
        return array_module(images).asarray(values, dtype=images.dtype).reshape(1, -1, 1, 1)


def _per_channel(name, values):
    """A list of numbers, of one or several."""
    values = np.atleast_1d(np.asarray(getattr(values, "array", values), dtype=np.float64))
    if values.ndim != 1 or not np.all(np.isfinite(values)):
        raise ArgumentError(f"Normalize: {name} must be a finite number for each channel, got {values.tolist()}")
    return values.tolist()
