"""Sets of labelled images, kept as bytes, and made into floats when they are asked for."""

from pathlib import Path

import numpy as np

from ..autograd.tensor import Tensor
from ..errors import FileError
from .dataset import Dataset, Rows


class ImageSet(Dataset):
    """Images and what they show; item i is an image (C, H, W) of floats from 0 to 1, and a class number.

    Args: transform, target_transform: functions that an image, and a class number, go through each time they are asked
        for.
    Attributes: data: bytes (B, C, H, W), or (B, H, W) for one channel. targets: class numbers (B,). classes: names.
    Source: torchvision.datasets
    """

    def __init__(self, data, targets, classes, transform=None, target_transform=None):
        self.data, self.targets, self.classes = Tensor(data), Tensor(targets.astype(np.int64)), list(classes)
        self.transform, self.target_transform = transform, target_transform

    @property
    def class_to_idx(self):
        """The number of each class."""
        return {name: i for i, name in enumerate(self.classes)}

    @property
    def fixed(self):
        """Whether an item is the same each time: unless a transform draws random numbers."""
        return self.transform is None and self.target_transform is None

    def __len__(self):
        return len(self.data)

    def __getitem__(self, i):
        image, target = Tensor(self._floats(self.data.array[i])), int(self.targets.array[i])
        image = image if self.transform is None else self.transform(image)
        return image, target if self.target_transform is None else self.target_transform(target)

    def __getitems__(self, positions):
        """The items at a list of positions; without transforms they are made together."""
        if not self.fixed:
            return [self[i] for i in positions]
        return Rows([Tensor(self._floats(self.data.array[positions], 1)), Tensor(self.targets.array[positions])])

    def _floats(self, images, axes=0):
        """Bytes as floats from 0 to 1, with an axis for the channel; ``axes`` stand before it."""
        floats = images.astype(np.float32) / np.float32(255)
        return floats if self.data.ndim == 4 else np.expand_dims(floats, axes)

    def __repr__(self):
        return f"{type(self).__name__} of {len(self)} images in {len(self.classes)} classes"


def check_labels(path, labels, num_classes):
    """Raise FileError unless each label is the number of a class."""
    if labels.size and not 0 <= labels.min() <= labels.max() < num_classes:
        wrong = labels.max() if labels.max() >= num_classes else labels.min()
        raise FileError(f"{Path(path)}: label {wrong} is none of the {num_classes} classes")
