"""Layers that join axes and take them apart."""

from collections.abc import Sequence

from ..errors import ArgumentError
from . import functional as F
from .module import Module


class Flatten(Module):
    """The axes from start_dim to end_dim joined into one; by default all but the batch.

    Example:
        >>> import zerodl
        >>> Flatten()(zerodl.ones(2, 3, 4)).shape
        (2, 12)
    """

    def __init__(self, start_dim=1, end_dim=-1):
        super().__init__()
        self.start_dim = start_dim
        self.end_dim = end_dim

    def forward(self, x):
        return F.flatten(x, self.start_dim, self.end_dim)

    def extra_repr(self):
        return f"start_dim={self.start_dim}, end_dim={self.end_dim}"


class Unflatten(Module):
    """One axis taken apart into several.

    Args: dim: the axis. unflattened_size: the lengths of the new ones; one may be −1, for what is left over.
    Example:
        >>> import zerodl
        >>> Unflatten(1, (3, -1))(zerodl.ones(2, 12)).shape
        (2, 3, 4)
    """

    def __init__(self, dim, unflattened_size):
        super().__init__()
        if not isinstance(dim, int):
            raise ArgumentError(f"Unflatten: dim must be an integer, got {dim!r}; axes have no names here")
        if not isinstance(unflattened_size, Sequence) or not all(isinstance(n, int) for n in unflattened_size):
            raise ArgumentError(f"Unflatten: expected a tuple of integers, got {unflattened_size!r}")
        self.dim = dim
        self.unflattened_size = tuple(unflattened_size)

    def forward(self, x):
        return F.unflatten(x, self.dim, self.unflattened_size)

    def extra_repr(self):
        return f"dim={self.dim}, unflattened_size={self.unflattened_size}"
