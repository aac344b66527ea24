"""Datasets: things with a length and items, or streams of items."""

import bisect
import itertools
from collections.abc import Sequence
from types import GenericAlias

import numpy as np

from ..autograd.storage import Storage
from ..autograd.tensor import Tensor
from ..backend import array_module
from ..errors import ArgumentError, DTypeError, IndexingError, ShapeError


class Dataset:
    """What has items: ``dataset[i]`` is item i, ``len(dataset)`` the number of items.

    A dataset that can fetch many items faster than one by one may also have ``__getitems__(positions)``, which takes a
    list of positions and gives a list of items; DataLoader then asks it for whole batches.

    Source: torch.utils.data.Dataset
    Example:
        >>> class Squares(Dataset):
        ...     def __len__(self):
        ...         return 5
        ...     def __getitem__(self, i):
        ...         return i * i
        >>> Squares()[3]
        9
    """

    __class_getitem__ = classmethod(GenericAlias)  # Dataset[int], as annotations write it

    def __getitem__(self, i):
        raise NotImplementedError(f"{type(self).__name__} has no __getitem__, which every dataset needs")

    def __add__(self, other):
        return ConcatDataset([self, other])

    @property
    def fixed(self):
        """Whether an item is sure to be the same each time, so that a loader need prepare no random numbers for it."""
        return False


class IterableDataset(Dataset):
    """A stream: ``iter(dataset)`` gives the items one after the other; they have no positions.

    For data that come from a socket, a generator or a file that is too long to be counted. A DataLoader cuts the stream
    into batches, and cannot shuffle it. Each of its workers has a copy of the dataset and would go through the whole
    stream: ``get_worker_info()`` tells a copy which share is its own.

    Source: torch.utils.data.IterableDataset
    Example:
        >>> class Count(IterableDataset):
        ...     def __iter__(self):
        ...         return iter(range(3))
        >>> list(Count())
        [0, 1, 2]
    """

    def __iter__(self):
        raise NotImplementedError(f"{type(self).__name__} has no __iter__, which every IterableDataset needs")

    def __getitem__(self, i):
        raise DTypeError(f"{type(self).__name__}: a stream has no item {i!r}; go through it with a for loop")

    def __add__(self, other):
        return ChainDataset([self, other])


class Rows(Sequence):
    """Items that stand row by row in a few tensors: a sequence of tuples, which collates by giving its tensors away."""

    def __init__(self, tensors):
        self.tensors = tensors

    def __len__(self):
        return len(self.tensors[0])

    def __getitem__(self, i):
        if isinstance(i, slice):
            return [self[j] for j in range(*i.indices(len(self)))]
        return tuple(t[i] for t in self.tensors)


class TensorDataset(Dataset):
    """Tensors that belong together, row by row: item i is row i of each.

    Args: tensors: tensors, or what can be made into one, equally long.
    Source: torch.utils.data.TensorDataset
    Example:
        >>> import zerodl
        >>> data = TensorDataset(zerodl.ones(3, 2), zerodl.arange(3))
        >>> len(data), data[1][1].item()
        (3, 1)
    """

    def __init__(self, *tensors):
        if not tensors:
            raise ArgumentError("TensorDataset: expected at least one tensor")
        self.tensors = tuple(t if isinstance(t, Tensor) else Tensor(t) for t in tensors)
        if any(t.ndim == 0 for t in self.tensors):
            raise ShapeError("TensorDataset: a single number has no rows; expected tensors with at least one axis")
        lengths = [len(t) for t in self.tensors]
        if len(set(lengths)) > 1:
            raise ShapeError(f"TensorDataset: the tensors must have equally many rows, got {lengths}")

    @property
    def fixed(self):
        """Whether items are only read; a subclass may do more."""
        return type(self) is TensorDataset

    def __len__(self):
        return len(self.tensors[0])

    def __getitem__(self, i):
        if isinstance(i, (int, np.integer)) and not -len(self) <= i < len(self):
            raise IndexingError(f"TensorDataset: there is no item {i}, it has {len(self)}")
        return tuple(t[i] for t in self.tensors)

    def __getitems__(self, positions):
        """The items at a list of positions, as Rows: one look-up for each tensor, not one for each item."""
        try:
            return Rows([_rows(t, positions) for t in self.tensors])
        except IndexError as cause:
            outside = next((i for i in positions if not -len(self) <= i < len(self)), None)
            if outside is None:
                raise
            raise IndexingError(f"TensorDataset: there is no item {outside}, it has {len(self)}") from cause


def _rows(tensor, positions):
    """Some rows of a tensor, copied; on the tape only if the tensor is."""
    if tensor.requires_grad:
        return tensor[list(positions)]
    array = tensor.array
    where = array_module(array).asarray(positions, dtype=np.int64)
    if array_module(array) is not np and any(not -len(array) <= i < len(array) for i in positions):
        raise IndexingError("CuPy would wrap it around")
    return Tensor.of_array(np.take(array, where, axis=0), Storage())


class ConcatDataset(Dataset):
    """Datasets one after the other: the items of the first, then those of the second, and so on.

    Args: datasets: an iterable of datasets with lengths; ``a + b`` makes one of two.
    Source: torch.utils.data.ConcatDataset
    Example:
        >>> both = ConcatDataset(["abc", "de"])
        >>> len(both), both[3], both[-1]
        (5, 'd', 'e')
    """

    def __init__(self, datasets):
        self.datasets = list(datasets)
        if not self.datasets:
            raise ArgumentError("ConcatDataset: expected at least one dataset, got none")
        if any(isinstance(dataset, IterableDataset) for dataset in self.datasets):
            raise ArgumentError("ConcatDataset: a stream has no positions to join; use ChainDataset")
        self.cumulative_sizes = list(itertools.accumulate(len(dataset) for dataset in self.datasets))

    @property
    def fixed(self):
        """Whether the items of all parts are only read."""
        return type(self) is ConcatDataset and all(getattr(dataset, "fixed", False) for dataset in self.datasets)

    def __len__(self):
        return self.cumulative_sizes[-1]

    def __getitem__(self, i):
        if not -len(self) <= i < len(self):
            raise IndexingError(f"ConcatDataset: there is no item {i}, it has {len(self)}")
        i = i % len(self)
        part = bisect.bisect_right(self.cumulative_sizes, i)
        return self.datasets[part][i - (self.cumulative_sizes[part - 1] if part else 0)]


class ChainDataset(IterableDataset):
    """Streams one after the other.

    Args: datasets: an iterable of IterableDatasets; ``a + b`` makes one of two.
    Source: torch.utils.data.ChainDataset
    Example:
        >>> class Count(IterableDataset):
        ...     def __iter__(self):
        ...         return iter(range(2))
        >>> list(Count() + Count())
        [0, 1, 0, 1]
    """

    def __init__(self, datasets):
        self.datasets = datasets

    def __iter__(self):
        for dataset in self.datasets:
            if not isinstance(dataset, IterableDataset):
                kind = type(dataset).__name__
                raise DTypeError(f"ChainDataset: expected streams, IterableDatasets, got {kind}; use ConcatDataset")
            yield from dataset

    def __len__(self):
        return sum(len(dataset) for dataset in self.datasets)
