"""Datasets: things with a length and items."""

from ..autograd.tensor import Tensor
from ..errors import ArgumentError, ShapeError


class TensorDataset:
    """Tensors that belong together, row by row: item i is row i of each.

    Example:
        >>> import zerodl
        >>> data = TensorDataset(zerodl.ones(3, 2), zerodl.arange(3))
        >>> len(data), data[1][1].item()
        (3, 1)
    """

    def __init__(self, *tensors):
        if not tensors:
            raise ArgumentError("TensorDataset: expected at least one tensor")
        lengths = [len(t) for t in tensors]
        if len(set(lengths)) > 1:
            raise ShapeError(f"TensorDataset: the tensors must have equally many rows, got {lengths}")
        self.tensors = tuple(t if isinstance(t, Tensor) else Tensor(t) for t in tensors)

    def __len__(self):
        return len(self.tensors[0])

    def __getitem__(self, i):
        return tuple(t[i] for t in self.tensors)
