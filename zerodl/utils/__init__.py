"""PyTorch's name, ``utils``, for what stands elsewhere."""

from . import data

__all__ = ["data"]
