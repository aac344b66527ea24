"""One dataset, many processes: each takes its own share of the positions."""

import math

import numpy as np

from ..errors import ArgumentError
from ..random import Generator
from .sampler import Sampler, check_count, numbers


class DistributedSampler(Sampler):
    """The share of one process: of every ``num_replicas`` positions in a row, the one with number ``rank``.

    All shares are equally long: the first positions are given out twice where it does not come out even, or the last
    ones left out with ``drop_last``. All processes shuffle alike, from ``seed`` and the epoch; call ``set_epoch``
    before every epoch, else each has the order of the first.

    Args:
        num_replicas: the number of processes. rank: which of them this is, from 0.
        shuffle: a new order for every epoch. seed: the same in all processes.
        drop_last: leave out what is left over.
    Source: torch.utils.data.DistributedSampler; there num_replicas and rank default to the process group's, here they
        are to be given.
    Example:
        >>> [list(DistributedSampler("abcde", num_replicas=2, rank=r, shuffle=False)) for r in range(2)]
        [[0, 2, 4], [1, 3, 0]]
    """

    def __init__(self, dataset, num_replicas=None, rank=None, shuffle=True, seed=0, drop_last=False):
        if num_replicas is None or rank is None:
            raise ArgumentError("DistributedSampler: give num_replicas, how many processes, and rank, which this is")
        check_count("DistributedSampler", "num_replicas", num_replicas)
        check_count("DistributedSampler", "rank", rank, least=0)
        check_count("DistributedSampler", "seed", seed, least=0)
        if rank >= num_replicas:
            raise ArgumentError(f"DistributedSampler: rank must be from 0 to {num_replicas - 1}, got {rank}")
        self.dataset = dataset
        self.num_replicas = num_replicas
        self.rank = rank
        self.shuffle = shuffle
        self.seed = seed
        self.drop_last = drop_last
        self.epoch = 0
        n = len(dataset)
        if n == 0:
            raise ArgumentError("DistributedSampler: the dataset is empty")
        self.num_samples = n // num_replicas if drop_last else math.ceil(n / num_replicas)
        self.total_size = self.num_samples * num_replicas

    def __iter__(self):
        n = len(self.dataset)
        order = Generator(self.seed + self.epoch).numpy.permutation(n) if self.shuffle else np.arange(n)
        order = np.resize(order, self.total_size)  # cuts off the end, or begins again from the start
        return numbers(order[self.rank :: self.num_replicas])

    def __len__(self):
        return self.num_samples

    def set_epoch(self, epoch):
        """Say which epoch comes next: each has an order of its own."""
        check_count("set_epoch", "epoch", epoch, least=0)
        self.epoch = epoch

    def state_dict(self):
        """The epoch."""
        return {"epoch": self.epoch}

    def load_state_dict(self, state):
        """Go on from what ``state_dict`` gave."""
        self.epoch = state["epoch"]
