"""Stopping in the middle of an epoch and going on with another loader: the very next batch, and the same numbers."""

import json

import numpy as np
import pytest

import zerodl
from zerodl.data import (
    BatchSampler,
    DataLoader,
    Dataset,
    DistributedSampler,
    IterableDataset,
    RandomSampler,
    StratifiedSampler,
    SubsetRandomSampler,
    TensorDataset,
    WeightedRandomSampler,
    get_worker_info,
)
from zerodl.errors import ArgumentError

N, B = 11, 3  # four batches


class Augmented(Dataset):
    """An item is its number and a random one."""

    def __len__(self):
        return N

    def __getitem__(self, i):
        return float(i), zerodl.rand(1).item()


class Stream(IterableDataset):
    """The same as a stream, of which each worker gives its share."""

    def __iter__(self):
        info = get_worker_info()
        for i in range(N) if info is None else range(info.id, N, info.num_workers):
            yield float(i), zerodl.rand(1).item()


def own():
    return zerodl.Generator(8)


LOADERS = {
    "in order": lambda: {"dataset": Augmented()},
    "tensors in order": lambda: {"dataset": TensorDataset(np.arange(N), np.arange(N) * 2)},
    "tensors shuffled": lambda: {"dataset": TensorDataset(np.arange(N), np.arange(N) * 2), "shuffle": True},
    "shuffled": lambda: {"dataset": Augmented(), "shuffle": True},
    "shuffled by its own generator": lambda: {"dataset": Augmented(), "shuffle": True, "generator": own()},
    "a sampler with a generator": lambda: {"dataset": Augmented(), "sampler": RandomSampler(range(N), generator=own())},
    "with replacement": lambda: {"dataset": Augmented(), "sampler": RandomSampler(range(N), True, generator=own())},
    "weighted": lambda: {"dataset": Augmented(), "sampler": WeightedRandomSampler(range(1, N + 1), N)},
    "stratified": lambda: {"dataset": Augmented(), "sampler": StratifiedSampler(np.arange(N) % 2)},
    "of a subset": lambda: {"dataset": Augmented(), "sampler": SubsetRandomSampler(range(N), generator=own())},
    "one process of two": lambda: {"dataset": range(2 * N), "sampler": DistributedSampler(range(2 * N), 2, 1)},
    "a list of positions": lambda: {"dataset": Augmented(), "sampler": list(range(N))},
    "a batch sampler": lambda: {
        "dataset": Augmented(), "batch_sampler": BatchSampler(RandomSampler(range(N), generator=own()), B)
    },
    "one generator for all": lambda: (
        lambda g: {"dataset": Augmented(), "sampler": RandomSampler(range(N), generator=g), "generator": g}
    )(own()),
    "a stream": lambda: {"dataset": Stream()},
}


def make(name, **settings):
    arguments = LOADERS[name]()
    if "batch_sampler" not in arguments:
        arguments["batch_size"] = B
    return DataLoader(**arguments, **settings)


def numbers(batch):
    return [part.tolist() for part in batch] if isinstance(batch, list) else batch.tolist()


def walk(loader, batches, training=True):
    """Go on with an epoch, then through a second; a step of the training draws random numbers, too."""
    for _ in range(2):
        for batch in loader:
            batches.append(numbers(batch))
            if training:
                zerodl.rand(3)
            yield


@pytest.mark.parametrize("stop", [1, 3, 4, 6])
@pytest.mark.parametrize("name", LOADERS)
def test_the_rest_is_as_if_nothing_had_happened(name, stop):
    zerodl.manual_seed(0)
    loader, expected = make(name), []
    for count, _ in enumerate(walk(loader, expected), start=1):
        if count == stop:
            saved = json.dumps({"loader": loader.state_dict(), "random": zerodl.get_rng_state()})
    zerodl.manual_seed(77)
    other, got = make(name), []
    other.load_state_dict(json.loads(saved)["loader"])
    zerodl.set_rng_state(json.loads(saved)["random"])
    epochs_left = 2 if stop <= 4 else 1
    for _ in range(epochs_left):
        for batch in other:
            got.append(numbers(batch))
            zerodl.rand(3)
    assert got == expected[stop:]
    assert len(expected) == 8


WITH_WORKERS = ["shuffled", "shuffled by its own generator", "a sampler with a generator", "a stream"]


@pytest.mark.parametrize("name", WITH_WORKERS)
@pytest.mark.parametrize("workers", [(1, 1), (2, 2), (0, 2), (2, 0)], ids=str)
def test_batches_that_workers_have_made_ahead_do_not_count(name, workers):
    if name == "a stream" and workers[0] != workers[1]:
        return  # its order depends on the number of workers
    zerodl.manual_seed(0)
    loader, expected = make(name, num_workers=workers[0]), []
    for count, _ in enumerate(walk(loader, expected), start=1):
        if count == 2:
            state, random = json.loads(json.dumps(loader.state_dict())), zerodl.get_rng_state()
    other, got = make(name, num_workers=workers[1]), []
    other.load_state_dict(state)
    zerodl.set_rng_state(random)
    list(walk(other, got))
    assert got == expected[2:]


def test_a_state_may_be_taken_before_during_after_and_between():
    zerodl.manual_seed(0)
    loader = make("shuffled")
    assert loader.state_dict()["batches"] is None
    it = iter(loader)
    assert loader.state_dict()["batches"] == 0
    next(it)
    state = loader.state_dict()
    assert state["batches"] == 1
    other = make("shuffled")
    other.load_state_dict(state)
    assert other.state_dict() == state
    list(it)
    assert loader.state_dict()["batches"] is None


def test_the_state_of_the_last_batch_gives_what_ends_the_epoch():
    loader = make("in order")
    for _ in loader:
        state = loader.state_dict()
    other = make("in order")
    other.load_state_dict(state)
    assert [len(list(other)), len(list(other))] == [0, 4]


def test_a_loop_that_was_broken_off_is_taken_up_only_by_its_state():
    loader = make("tensors shuffled", generator=own())
    for _ in loader:
        break
    assert len(list(loader)) == 4  # the next loop is a new epoch, as everywhere


@pytest.mark.parametrize("state", [None, {}, [], {"batches": 3}, "text"], ids=str)
def test_what_is_no_state_is_refused(state):
    with pytest.raises(ArgumentError, match="load_state_dict: expected what state_dict"):
        make("in order").load_state_dict(state)


def test_the_state_of_another_loader_is_refused():
    state = make("in order").state_dict()
    with pytest.raises(ArgumentError, match="4 batches an epoch, this one has 11"):
        DataLoader(Augmented(), batch_size=1).load_state_dict(state)
