"""Batches: a dataset cut into pieces, in a new order every epoch."""

import math

import numpy as np

from ..errors import ArgumentError
from ..random import default_generator


class DataLoader:
    """Goes through a dataset in batches; each ``for`` loop over it is one epoch.

    Args:
        dataset: a dataset whose items may be asked for by an array of positions, such as TensorDataset.
        batch_size: rows in a batch; the last one may be smaller.
        shuffle: take the rows in a new random order every epoch.
        drop_last: leave out a last batch that is not full.
        generator: where the order comes from; None takes the shared generator, which ``manual_seed`` seeds.
    Example:
        >>> import zerodl
        >>> from zerodl.data import TensorDataset
        >>> loader = DataLoader(TensorDataset(zerodl.arange(5)), batch_size=2)
        >>> [batch.tolist() for batch, in loader]
        [[0, 1], [2, 3], [4]]
    """

    def __init__(self, dataset, batch_size=1, shuffle=False, drop_last=False, generator=None):
        if not isinstance(batch_size, (int, np.integer)) or batch_size < 1:
            raise ArgumentError(f"DataLoader: batch_size must be a positive integer, got {batch_size!r}")
        if len(dataset) == 0:
            raise ArgumentError("DataLoader: the dataset is empty")
        self.dataset = dataset
        self.batch_size = batch_size
        self.shuffle = shuffle
        self.drop_last = drop_last
        self.generator = generator or default_generator

    def __len__(self):
        batches = len(self.dataset) / self.batch_size
        return math.floor(batches) if self.drop_last else math.ceil(batches)

    def __iter__(self):
        n = len(self.dataset)
        order = self.generator.numpy.permutation(n) if self.shuffle else np.arange(n)
        for i in range(len(self)):
            yield self.dataset[order[i * self.batch_size : (i + 1) * self.batch_size]]
