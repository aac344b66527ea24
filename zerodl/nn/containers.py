"""Modules made of modules."""

from ..errors import DTypeError
from .module import Module


class Sequential(Module):
    """One module after the other: each takes what the one before it gives.

    Example:
        >>> import zerodl
        >>> from zerodl import nn
        >>> net = Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 2))
        >>> net(zerodl.ones(1, 4)).shape
        (1, 2)
    """

    def __init__(self, *modules):
        super().__init__()
        for i, module in enumerate(modules):
            if not isinstance(module, Module):
                raise DTypeError(f"Sequential: expected modules such as nn.ReLU(), got {module!r} at place {i}")
            setattr(self, str(i), module)

    def __len__(self):
        return len(self.named_children())

    def __iter__(self):
        return iter(module for _, module in self.named_children())

    def __getitem__(self, i):
        return list(self)[i]

    def forward(self, x):
        for module in self:
            x = module(x)
        return x
