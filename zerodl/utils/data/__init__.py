"""PyTorch's name, ``utils.data``, for datasets, samplers and loaders; the code stands in ``data``."""

from ...data.collate import default_collate, default_convert
from ...data.dataset import ChainDataset, ConcatDataset, Dataset, IterableDataset, TensorDataset
from ...data.distributed_sampler import DistributedSampler
from ...data.loader import DataLoader
from ...data.sampler import (
    BatchSampler,
    RandomSampler,
    Sampler,
    SequentialSampler,
    SubsetRandomSampler,
    WeightedRandomSampler,
)
from ...data.stack_dataset import StackDataset
from ...data.stratified_sampler import StratifiedSampler
from ...data.subset import Subset, random_split, stratified_split
from ...data.worker import get_worker_info

__all__ = [
    "BatchSampler",
    "ChainDataset",
    "ConcatDataset",
    "DataLoader",
    "Dataset",
    "DistributedSampler",
    "IterableDataset",
    "RandomSampler",
    "Sampler",
    "SequentialSampler",
    "StackDataset",
    "StratifiedSampler",
    "Subset",
    "SubsetRandomSampler",
    "TensorDataset",
    "WeightedRandomSampler",
    "default_collate",
    "default_convert",
    "get_worker_info",
    "random_split",
    "stratified_split",
]
