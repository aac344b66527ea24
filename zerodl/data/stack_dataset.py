"""Datasets side by side: item i of each makes one item."""

from ..errors import ArgumentError, IndexingError, ShapeError
from .dataset import Dataset, Rows
from .fetch import items_at


class StackDataset(Dataset):
    """Datasets side by side: item i is a tuple, or a dictionary, of item i of each.

    Args: args: datasets, for items that are tuples. kwargs: named datasets, for items that are dictionaries.
    Source: torch.utils.data.StackDataset
    Example:
        >>> StackDataset("abc", [7, 8, 9])[1]
        ('b', 8)
        >>> StackDataset(text="abc", label=[7, 8, 9])[1]
        {'text': 'b', 'label': 8}
    """

    def __init__(self, *args, **kwargs):
        if bool(args) == bool(kwargs):
            raise ArgumentError("StackDataset: expected datasets, either all without names or all with names")
        self.datasets = kwargs or args
        lengths = [len(dataset) for dataset in self._parts()]
        if len(set(lengths)) > 1:
            raise ShapeError(f"StackDataset: the datasets must be equally long, got {lengths}")

    def _parts(self):
        return list(self.datasets.values()) if isinstance(self.datasets, dict) else list(self.datasets)

    @property
    def fixed(self):
        """Whether the items of all parts are only read."""
        return type(self) is StackDataset and all(getattr(dataset, "fixed", False) for dataset in self._parts())

    def __len__(self):
        return len(self._parts()[0])

    def __getitem__(self, i):
        if not -len(self) <= i < len(self):
            raise IndexingError(f"StackDataset: there is no item {i}, it has {len(self)}")
        return self._item([dataset[i] for dataset in self._parts()])

    def __getitems__(self, positions):
        """The items at a list of positions; each dataset that can is asked for its whole list."""
        columns = [items_at(dataset, positions) for dataset in self._parts()]
        return [self._item(parts) for parts in zip(*(list(c) if isinstance(c, Rows) else c for c in columns))]

    def _item(self, parts):
        return dict(zip(self.datasets, parts)) if isinstance(self.datasets, dict) else tuple(parts)
