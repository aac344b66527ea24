"""Mixtures: two images in one, and a label that says how much there is of each."""

import math

import numpy as np

from ...autograd.storage import Storage
from ...autograd.tensor import Tensor
from ...backend import array_module
from ...errors import ArgumentError, DTypeError, ShapeError
from .transform import Transform, array_of


class _Mix(Transform):
    """A batch and its labels, each row mixed with the row before it."""

    def __init__(self, alpha=1.0, num_classes=None, generator=None):
        if not alpha > 0:
            raise ArgumentError(f"{type(self).__name__}: alpha must be above 0, got {alpha!r}")
        self.alpha = alpha
        self.num_classes = num_classes
        self.generator = generator

    def __call__(self, inputs, labels):
        x, y = (array_of(type(self).__name__, part) for part in (inputs, labels))
        if len(x) != len(y):
            raise ShapeError(f"{type(self).__name__}: got {len(x)} inputs and {len(y)} labels")
        y = self._shares(y)
        mixed, share = self.mix(x, np.roll(x, 1, axis=0), self.rng.beta(self.alpha, self.alpha))
        mixed_labels = (share * y + (1 - share) * np.roll(y, 1, axis=0)).astype(y.dtype)
        wrap = isinstance(inputs, Tensor)
        return tuple(Tensor.of_array(part, Storage()) if wrap else part for part in (mixed, mixed_labels))

    def mix(self, x, other, share):
        """The mixtures of x and other, and the share of x in them, about as great as wished."""
        raise NotImplementedError(f"{type(self).__name__} has no mix(x, other, share)")

    def _shares(self, y):
        """Labels as shares of the classes, (B, classes)."""
        name = type(self).__name__
        if y.ndim == 2:
            return y
        if y.ndim != 1 or y.dtype.kind not in "iu":
            came = f"shape {y.shape} of {y.dtype}"
            raise DTypeError(f"{name}: expected labels (B,) that are integers, or shares (B, classes), got {came}")
        if self.num_classes is None:
            raise ArgumentError(f"{name}: give num_classes, so that labels can become shares of the classes")
        if len(y) and not 0 <= int(y.min()) <= int(y.max()) < self.num_classes:
            raise ArgumentError(f"{name}: labels must lie between 0 and {self.num_classes - 1}, got {int(y.max())}")
        return (y[:, None] == array_module(y).arange(self.num_classes)).astype(np.float32)


class MixUp(_Mix):
    """Each input is mixed with another one of its batch, and its label likewise.

        x' = λ x + (1 - λ) x₋₁        y' = λ y + (1 - λ) y₋₁        λ ~ Beta(α, α), one for the batch

    The labels become shares of the classes, which ``cross_entropy`` takes. In a DataLoader use it in ``collate_fn``.

    Shape: inputs (B, …), labels (B,) or (B, classes) -> (B, …), (B, classes)
    Args: alpha: above 0; the smaller, the more λ keeps to 0 and 1. num_classes: needed for labels that are integers.
    Source: Zhang et al. (2017), "mixup: beyond empirical risk minimization"; torchvision.transforms.v2.MixUp
    Example:
        >>> import zerodl
        >>> mixup = MixUp(num_classes=2, generator=zerodl.Generator(0))
        >>> x, y = mixup(np.array([[0.0], [1.0]]), np.array([0, 1]))
        >>> bool(np.allclose(x[:, 0], y[:, 1]))
        True
    """

    def mix(self, x, other, share):
        """The mixtures, and the share of x in them."""
        return (share * x + (1 - share) * other).astype(x.dtype), share


class CutMix(_Mix):
    """A rectangle of each image is replaced by that of another one of its batch, and the labels mixed by area.

    The rectangle, one for the batch, has a share of 1 - λ of the area, λ ~ Beta(α, α); where it reaches over the edge
    it is cut off, and λ becomes what is left.

    Shape: images (B, C, H, W), labels (B,) or (B, classes) -> (B, C, H, W), (B, classes)
    Args: as of MixUp.
    Source: Yun et al. (2019), "CutMix"; torchvision.transforms.v2.CutMix
    Example:
        >>> import zerodl
        >>> cutmix = CutMix(num_classes=2, generator=zerodl.Generator(0))
        >>> x, y = cutmix(np.stack([np.zeros((1, 8, 8)), np.ones((1, 8, 8))]), np.array([0, 1]))
        >>> bool(np.allclose(x.mean(axis=(1, 2, 3)), y[:, 1]))
        True
    """

    def mix(self, x, other, share):
        """The mixtures, and the share of x in them."""
        if x.ndim != 4:
            raise ShapeError(f"CutMix: expected images (B, C, H, W), got shape {x.shape}")
        height, width = x.shape[2:]
        row, column = int(self.rng.integers(height)), int(self.rng.integers(width))
        half = 0.5 * math.sqrt(1 - share)
        half_height, half_width = int(half * height), int(half * width)
        rows = slice(max(0, row - half_height), min(height, row + half_height))
        columns = slice(max(0, column - half_width), min(width, column + half_width))
        y = x.copy()
        y[:, :, rows, columns] = other[:, :, rows, columns]
        return y, 1 - (rows.stop - rows.start) * (columns.stop - columns.start) / (height * width)
