"""Datasets, and loaders that cut them into batches."""

from . import transforms
from .bundled import load_breast_cancer, load_diabetes, load_iris, load_wine
from .cifar import CIFAR10
from .collate import default_collate, default_convert
from .csv import from_csv
from .dataset import ChainDataset, ConcatDataset, Dataset, IterableDataset, TensorDataset
from .distributed_sampler import DistributedSampler
from .download import cache_folder, download
from .handwriting import handwritten
from .imdb import IMDB
from .loader import DataLoader
from .mnist import MNIST, FashionMNIST
from .sampler import (
    BatchSampler,
    RandomSampler,
    Sampler,
    SequentialSampler,
    SubsetRandomSampler,
    WeightedRandomSampler,
)
from .scaler import StandardScaler
from .stack_dataset import StackDataset
from .stratified_sampler import StratifiedSampler
from .subset import Subset, random_split, stratified_split
from .table import Table
from .worker import get_worker_info

__all__ = [
    "BatchSampler",
    "CIFAR10",
    "ChainDataset",
    "ConcatDataset",
    "DataLoader",
    "Dataset",
    "DistributedSampler",
    "FashionMNIST",
    "IMDB",
    "IterableDataset",
    "MNIST",
    "RandomSampler",
    "Sampler",
    "SequentialSampler",
    "StackDataset",
    "StandardScaler",
    "StratifiedSampler",
    "Subset",
    "SubsetRandomSampler",
    "Table",
    "TensorDataset",
    "WeightedRandomSampler",
    "cache_folder",
    "default_collate",
    "default_convert",
    "download",
    "from_csv",
    "get_worker_info",
    "handwritten",
    "load_breast_cancer",
    "load_diabetes",
    "load_iris",
    "load_wine",
    "random_split",
    "stratified_split",
    "transforms",
]
