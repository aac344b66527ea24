"""Samplers: in which order the items of a dataset are taken, and how they are cut into batches.

A sampler is anything that can be gone through with ``for`` and gives positions; a batch sampler gives lists of them.
Those here that hold a state, a generator of their own, hand it out with ``state_dict`` and take it back with
``load_state_dict``, so that a training that was stopped goes on in the same order.
"""

import itertools
from types import GenericAlias

import numpy as np

from ..errors import ArgumentError, DTypeError
from ..ops.sampling import source_of

CHUNK = 4096  # positions that are made into Python numbers at a time


class Sampler:
    """The base of samplers: ``__iter__`` gives positions; ``__len__``, which may be missing, says how many.

    Source: torch.utils.data.Sampler
    Example:
        >>> class Backwards(Sampler):
        ...     def __init__(self, data):
        ...         self.data = data
        ...     def __iter__(self):
        ...         return iter(range(len(self.data) - 1, -1, -1))
        >>> list(Backwards("abc"))
        [2, 1, 0]
    """

    __class_getitem__ = classmethod(GenericAlias)

    generator = None

    def __iter__(self):
        raise NotImplementedError(f"{type(self).__name__} has no __iter__, which every sampler needs")

    def state_dict(self):
        """What the next pass depends on, in words and numbers that JSON can hold; empty if it is only the arguments."""
        return {} if self.generator is None else {"generator": self.generator.get_state()}

    def load_state_dict(self, state):
        """Go on from what ``state_dict`` gave."""
        if self.generator is not None and "generator" in state:
            self.generator.set_state(state["generator"])

    def _rng(self):
        return source_of(type(self).__name__, self.generator)


class SequentialSampler(Sampler):
    """Every position once, in order.

    Source: torch.utils.data.SequentialSampler
    Example:
        >>> list(SequentialSampler("abc"))
        [0, 1, 2]
    """

    def __init__(self, data_source):
        self.data_source = data_source

    def __iter__(self):
        return iter(range(len(self.data_source)))

    def __len__(self):
        return len(self.data_source)


class RandomSampler(Sampler):
    """Positions in random order, a new one in every pass.

    Args:
        replacement: draw each position anew from all, so that some come twice and some not at all.
        num_samples: how many; None takes as many as there are. More than there are, without replacement, begins again
            with a new order.
        generator: where the order comes from; None takes the shared one.
    Source: torch.utils.data.RandomSampler
    Example:
        >>> sorted(RandomSampler("abcd"))
        [0, 1, 2, 3]
    """

    def __init__(self, data_source, replacement=False, num_samples=None, generator=None):
        if not isinstance(replacement, bool):
            raise DTypeError(f"RandomSampler: replacement must be True or False, got {replacement!r}")
        if num_samples is not None:
            check_count("RandomSampler", "num_samples", num_samples)
        self.data_source = data_source
        self.replacement = replacement
        self.generator = generator
        self._num_samples = num_samples
        if self.num_samples < 1:
            raise ArgumentError("RandomSampler: the dataset is empty")

    @property
    def num_samples(self):
        """How many positions a pass gives; the dataset may grow in the meantime."""
        return len(self.data_source) if self._num_samples is None else self._num_samples

    def __iter__(self):
        n, left = len(self.data_source), self.num_samples
        while left:
            if self.replacement:
                order = self._rng().integers(n, size=min(left, CHUNK))
            else:
                order = self._rng().permutation(n)[:left]
            left -= len(order)
            yield from numbers(order)

    def __len__(self):
        return self.num_samples


class SubsetRandomSampler(Sampler):
    """Some positions, each once, in random order.

    Source: torch.utils.data.SubsetRandomSampler
    Example:
        >>> sorted(SubsetRandomSampler([7, 3, 5]))
        [3, 5, 7]
    """

    def __init__(self, indices, generator=None):
        self.indices = indices
        self.generator = generator

    def __iter__(self):
        for i in numbers(self._rng().permutation(len(self.indices))):
            yield self.indices[i]

    def __len__(self):
        return len(self.indices)


class WeightedRandomSampler(Sampler):
    """Positions drawn with given weights: one of twice the weight comes twice as often.

    Weights of 1 / (number of items of the item's class) make rare classes as frequent as common ones.

    Args:
        weights: a number, 0 or more, for each item; they need not add up to 1.
        num_samples: how many to draw. replacement: whether a position may come more than once.
        generator: where the numbers come from; None takes the shared one.
    Source: torch.utils.data.WeightedRandomSampler
    Example:
        >>> list(WeightedRandomSampler([0, 0, 1], num_samples=4))
        [2, 2, 2, 2]
    """

    def __init__(self, weights, num_samples, replacement=True, generator=None):
        check_count("WeightedRandomSampler", "num_samples", num_samples)
        if not isinstance(replacement, bool):
            raise DTypeError(f"WeightedRandomSampler: replacement must be True or False, got {replacement!r}")
        weights = weights.tolist() if hasattr(weights, "tolist") else list(weights)
        self.weights = np.asarray(weights, dtype=np.float64)
        if self.weights.ndim != 1:
            raise ArgumentError(f"WeightedRandomSampler: expected one weight an item, got shape {self.weights.shape}")
        if not (np.all(np.isfinite(self.weights)) and np.all(self.weights >= 0) and np.any(self.weights > 0)):
            raise ArgumentError("WeightedRandomSampler: weights must be finite, 0 or more, and not all 0")
        drawable = np.count_nonzero(self.weights)
        if not replacement and num_samples > drawable:
            raise ArgumentError(
                f"WeightedRandomSampler: cannot draw {num_samples} without replacement from the {drawable} whose "
                "weight is above 0"
            )
        self.num_samples = num_samples
        self.replacement = replacement
        self.generator = generator

    def __iter__(self):
        shares = self.weights / self.weights.sum()
        yield from numbers(self._rng().choice(len(shares), self.num_samples, replace=self.replacement, p=shares))

    def __len__(self):
        return self.num_samples


class BatchSampler(Sampler):
    """The positions of another sampler in lists of ``batch_size``.

    Args: sampler: anything that gives positions. drop_last: leave out a last list that is not full.
    Source: torch.utils.data.BatchSampler
    Example:
        >>> list(BatchSampler(range(5), batch_size=2, drop_last=False))
        [[0, 1], [2, 3], [4]]
    """

    def __init__(self, sampler, batch_size, drop_last=False):
        check_count("BatchSampler", "batch_size", batch_size)
        if not isinstance(drop_last, bool):
            raise DTypeError(f"BatchSampler: drop_last must be True or False, got {drop_last!r}")
        self.sampler = sampler
        self.batch_size = batch_size
        self.drop_last = drop_last

    def __iter__(self):
        """Lists of ``batch_size`` positions, in the sampler's order, made one at a time.

        The last list may be shorter; with ``drop_last`` it is then left out. There is no empty one.
        """
        positions = iter(self.sampler)
        while batch := list(itertools.islice(positions, self.batch_size)):
            if len(batch) == self.batch_size or not self.drop_last:
                yield batch

    def __len__(self):
        whole, rest = divmod(len(self.sampler), self.batch_size)
        return whole if self.drop_last or not rest else whole + 1

    def state_dict(self):
        """What the sampler's next pass depends on."""
        return self.sampler.state_dict() if hasattr(self.sampler, "state_dict") else {}

    def load_state_dict(self, state):
        """Let the sampler go on from what ``state_dict`` gave."""
        if hasattr(self.sampler, "load_state_dict"):
            self.sampler.load_state_dict(state)


def numbers(positions):
    """The entries of an array as Python's integers, made a few thousand at a time: of many millions most wait."""
    for start in range(0, len(positions), CHUNK):
        yield from positions[start : start + CHUNK].tolist()


def check_count(owner, name, value, least=1):
    """Refuse what is no whole number from ``least`` up."""
    if not isinstance(value, (int, np.integer)) or isinstance(value, bool) or value < least:
        kind = "a positive integer" if least == 1 else f"an integer from {least} up"
        raise ArgumentError(f"{owner}: {name} must be {kind}, got {value!r}")
