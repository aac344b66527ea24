"""Datasets, and loaders that cut them into batches."""

from .dataset import TensorDataset
from .loader import DataLoader

__all__ = ["DataLoader", "TensorDataset"]
