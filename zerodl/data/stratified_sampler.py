"""Every batch a small picture of the whole: each class has its share in it."""

import numpy as np

from ..errors import ShapeError
from .sampler import Sampler, numbers


class StratifiedSampler(Sampler):
    """Every position once, in an order in which each class comes evenly: any stretch has about the whole's shares.

    With it a batch of 10 from a dataset of which a fifth is positive has 2 positives, at most one more or less, where
    RandomSampler's would have none in one of nine.

    The items of a class are shuffled, the j-th of n is put at (j + u) / n on a line from 0 to 1, u drawn anew
    for each class, and all are taken in the order of the line.

    Args: labels: the class of each item. generator: where the order comes from; None takes the shared one.
    Source: systematic sampling within classes; Cochran, "Sampling Techniques" (1977), chapter 8.
    Example:
        >>> sampler = StratifiedSampler([0, 0, 0, 0, 0, 0, 1, 1])
        >>> order = list(sampler)
        >>> [sum(i >= 6 for i in order[k : k + 4]) for k in (0, 4)]
        [1, 1]
    """

    def __init__(self, labels, generator=None):
        labels = np.asarray(labels.detach().cpu().array if hasattr(labels, "detach") else labels)
        if labels.ndim != 1 or len(labels) == 0:
            raise ShapeError(f"StratifiedSampler: expected a label for each item, got shape {labels.shape}")
        self.classes = np.unique(labels, return_inverse=True)[1]
        self.generator = generator

    def __iter__(self):
        rng = self._rng()
        places = np.empty(len(self.classes))
        for k in range(self.classes.max() + 1):
            rows = rng.permutation(np.flatnonzero(self.classes == k))
            places[rows] = (np.arange(len(rows)) + rng.random()) / len(rows)
        yield from numbers(np.argsort(places, kind="stable"))

    def __len__(self):
        return len(self.classes)
