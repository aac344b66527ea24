"""Handwritten digits to train on: MNIST if its files are there, else the small set that comes with scikit-learn."""

from typing import NamedTuple

import numpy as np

from ..autograd.tensor import Tensor
from ..errors import MissingDataError
from .dataset import TensorDataset
from .digits import split_digits
from .mnist import MNIST


class Handwriting(NamedTuple):
    """Images to train on, images that are held out, which set they are of, and how many pixels stand side by side."""

    training: TensorDataset
    held_out: TensorDataset
    name: str
    side: int


def handwritten(root=None, split=0):
    """MNIST, with its own test part held out, if its files are in the cache; else scikit-learn's digits.

    Nothing is downloaded; ``MNIST(download=True)`` does that. Which set it is stands in ``name``: "MNIST" or "digits".

    Shape: images (B, side²) of floats from 0 to 1, ink being 1, side 28 or 8; labels (B,)
    Args: root: where MNIST's files are, see ``MNIST``. split: which fifth of the digits is held out, 0 … 9.
    Raises: FileError if MNIST's files are there and damaged: nothing falls back in silence.
    Example:
        >>> training, held_out, name, side = handwritten(root="/nowhere")
        >>> name, side, len(training), len(held_out)
        ('digits', 8, 1437, 360)
    """
    try:
        parts = [MNIST(root, train) for train in (True, False)]
    except MissingDataError:
        training, held_out = split_digits(split)
        return Handwriting(training, held_out, "digits", 8)
    training, held_out = (
        TensorDataset(Tensor(part.data.array.reshape(len(part), -1).astype(np.float32) / 255), part.targets)
        for part in parts
    )
    return Handwriting(training, held_out, "MNIST", parts[0].data.shape[-1])
