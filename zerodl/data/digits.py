"""Handwritten digits: 1,797 real images that come with scikit-learn, and ten fixed ways to hold a fifth of them out."""

import numpy as np

from ..autograd.tensor import Tensor
from ..errors import ArgumentError
from .dataset import TensorDataset

NUM_PARTS = 5
NUM_SPLITS = 10


def load_digits():
    """The images and what they show; no download.

    Shape: images (1797, 64), the 8 rows of 8 pixels one after the other, from 0 (paper) to 1 (ink); labels (1797,)
    Source: Alpaydin and Kaynak (1998), "Optical Recognition of Handwritten Digits", the test part, 13 writers; its
        copy in scikit-learn.
    Example:
        >>> images, labels = load_digits()
        >>> images.shape, images.dtype, labels[:12].tolist()
        ((1797, 64), dtype('float32'), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1])
    """
    from sklearn import datasets  # here, because it takes more than a second to import

    images, labels = datasets.load_digits(return_X_y=True)
    return (images / 16).astype(np.float32), labels.astype(np.int64)


def held_out_rows(labels, split):
    """The rows that split 0 … 9 holds out: a fifth of the images, and a fifth of each digit.

    The rows are shuffled, sorted by digit, and dealt out in turn to five parts, each of which is held out once; another
    shuffle gives splits 5 to 9. So over all ten splits every image is held out exactly twice.

    The splits never change: NumPy promises that the numbers of RandomState, unlike those of its newer generators, stay
    the same from version to version.

    Example:
        >>> held_out_rows(np.array([7, 7, 7, 7, 7, 8, 8, 8, 8, 8]), split=0)
        array([2, 8])
    """
    if split not in range(NUM_SPLITS):
        raise ArgumentError(f"held_out_rows: expected a split from 0 to {NUM_SPLITS - 1}, got {split!r}")
    order = np.random.RandomState(split // NUM_PARTS).permutation(len(labels))
    by_digit = order[np.argsort(labels[order], kind="stable")]
    return np.sort(by_digit[split % NUM_PARTS :: NUM_PARTS])


def split_digits(split=0):
    """The digits as two datasets: 80 % to train on, and 20 % that are held out to measure how well it went.

    The same 13 people wrote both parts, so the held-out images say how well a network reads new digits by writers that
    it knows; a stranger's it would read less well.

    Args: split: which of the ten splits, 0 … 9.
    Example:
        >>> training, held_out = split_digits(split=0)
        >>> len(training), len(held_out)
        (1437, 360)
    """
    images, labels = load_digits()
    held_out = np.zeros(len(labels), dtype=bool)
    held_out[held_out_rows(labels, split)] = True
    return (
        TensorDataset(Tensor(images[~held_out]), Tensor(labels[~held_out])),
        TensorDataset(Tensor(images[held_out]), Tensor(labels[held_out])),
    )
