"""Samplers: which positions, how many, in which order, as PyTorch's."""

import collections
import json

import numpy as np
import pytest

import zerodl
from zerodl.data import (
    BatchSampler,
    DistributedSampler,
    RandomSampler,
    Sampler,
    SequentialSampler,
    StratifiedSampler,
    SubsetRandomSampler,
    WeightedRandomSampler,
)
from zerodl.errors import ArgumentError, DTypeError, ShapeError

torch = pytest.importorskip("torch", reason="PyTorch, the oracle, is not installed; pip install zerodl[test] has it")
theirs = torch.utils.data


@pytest.mark.parametrize("n", [0, 1, 5])
def test_in_order(n):
    assert list(SequentialSampler(range(n))) == list(theirs.SequentialSampler(range(n))) == list(range(n))
    assert len(SequentialSampler(range(n))) == n


@pytest.mark.parametrize("num_samples", [None, 1, 4, 5, 7, 13])
@pytest.mark.parametrize("replacement", [False, True])
def test_random_positions_are_as_many_and_as_often_as_pytorchs(replacement, num_samples):
    ours = RandomSampler(range(5), replacement, num_samples, generator=zerodl.Generator(0))
    reference = theirs.RandomSampler(range(5), replacement, num_samples)
    got = list(ours)
    assert len(ours) == len(got) == len(reference) == len(list(reference))
    assert all(type(i) is int and 0 <= i < 5 for i in got)
    if not replacement:
        counts = collections.Counter(got), collections.Counter(reference)
        assert [set(c.values()) - {0} for c in counts][0] <= {len(got) // 5, len(got) // 5 + 1}
        assert sorted(counts[0].values()) == sorted(counts[1].values())


def test_a_long_order_drawn_in_parts_is_a_permutation():
    assert sorted(RandomSampler(range(10_000))) == list(range(10_000))
    drawn = list(RandomSampler(range(3), replacement=True, num_samples=10_000))
    assert min(collections.Counter(drawn).values()) > 3000


def test_subset_and_weighted():
    assert sorted(SubsetRandomSampler([9, 4, 7])) == [4, 7, 9]
    assert len(SubsetRandomSampler([9, 4, 7])) == 3
    weights = zerodl.tensor([1.0, 0.0, 3.0])
    drawn = list(WeightedRandomSampler(weights, 4000, generator=zerodl.Generator(0)))
    share = np.bincount(drawn, minlength=3) / 4000
    np.testing.assert_allclose(share, [0.25, 0, 0.75], atol=0.03)
    assert sorted(WeightedRandomSampler([1, 0, 3], 2, replacement=False)) == [0, 2]


@pytest.mark.parametrize("drop_last", [False, True])
@pytest.mark.parametrize("batch_size", [1, 2, 3, 7, 8])
@pytest.mark.parametrize("n", [0, 1, 6, 7])
def test_batches_are_pytorchs(n, batch_size, drop_last):
    ours, reference = (module.BatchSampler(range(n), batch_size, drop_last) for module in (zerodl.data, theirs))
    assert list(ours) == list(reference)
    assert len(ours) == len(reference) == len(list(ours))


@pytest.mark.parametrize("drop_last", [False, True])
@pytest.mark.parametrize("num_replicas", [1, 2, 3, 5, 8])
@pytest.mark.parametrize("n", [1, 2, 5, 6, 7])
def test_shares_of_processes_are_pytorchs(n, num_replicas, drop_last):
    settings = {"num_replicas": num_replicas, "shuffle": False, "drop_last": drop_last}
    for rank in range(num_replicas):
        reference = theirs.DistributedSampler(range(n), rank=rank, **settings)
        ours = DistributedSampler(range(n), rank=rank, **settings)
        assert list(ours) == list(reference)
        assert (len(ours), ours.total_size) == (len(reference), reference.total_size)


def test_processes_shuffle_alike_and_anew_in_every_epoch():
    samplers = [DistributedSampler(range(12), 3, rank, seed=4) for rank in range(3)]
    epochs = []
    for epoch in range(2):
        for sampler in samplers:
            sampler.set_epoch(epoch)
        epochs.append([list(sampler) for sampler in samplers])
        assert sorted(sum(epochs[-1], [])) == list(range(12))
    assert epochs[0] != epochs[1]
    assert [list(sampler) for sampler in samplers] == epochs[1]
    assert list(DistributedSampler(range(12), 3, 0, seed=5)) != epochs[0][0]


@pytest.mark.parametrize("batch", [10, 16, 30])
def test_every_stretch_of_a_stratified_order_has_each_class_in_proportion(batch):
    labels = np.random.default_rng(0).permutation(np.repeat([7, 1, 4], [200, 80, 20]))
    sampler = StratifiedSampler(zerodl.tensor(labels), generator=zerodl.Generator(3))
    first, second = list(sampler), list(sampler)
    assert sorted(first) == sorted(second) == list(range(300)) != first
    assert first != second
    assert len(sampler) == 300
    for start in range(0, 300 - batch, batch):
        rows = labels[first[start : start + batch]]
        for label, n in ((7, 200), (1, 80), (4, 20)):
            assert abs(np.sum(rows == label) - batch * n / 300) < 2


OWN = {
    "random": lambda g: RandomSampler(range(20), generator=g),
    "random with replacement": lambda g: RandomSampler(range(20), True, 30, generator=g),
    "subset": lambda g: SubsetRandomSampler(range(20), generator=g),
    "weighted": lambda g: WeightedRandomSampler(range(1, 21), 30, generator=g),
    "stratified": lambda g: StratifiedSampler(np.arange(20) % 3, generator=g),
    "batches": lambda g: BatchSampler(RandomSampler(range(20), generator=g), 3),
}


@pytest.mark.parametrize("make", OWN.values(), ids=OWN)
def test_a_sampler_with_a_generator_of_its_own_goes_on_from_its_state(make):
    sampler = make(zerodl.Generator(0))
    list(sampler)
    state = json.loads(json.dumps(sampler.state_dict()))
    expected = list(sampler)
    other = make(zerodl.Generator(9))
    other.load_state_dict(state)
    assert list(other) == expected


@pytest.mark.parametrize("make", OWN.values(), ids=OWN)
def test_without_one_the_shared_generator_is_drawn_from(make):
    orders = []
    for _ in range(2):
        zerodl.manual_seed(3)
        orders.append(list(make(None)))
    assert orders[0] == orders[1]
    assert make(None).state_dict() == {}


def test_the_epoch_is_the_state_of_a_distributed_sampler():
    sampler = DistributedSampler(range(9), 2, 0)
    sampler.set_epoch(6)
    other = DistributedSampler(range(9), 2, 0)
    other.load_state_dict(json.loads(json.dumps(sampler.state_dict())))
    assert list(other) == list(sampler)


WRONG = {
    "no generator": (lambda: list(RandomSampler(range(3), generator=1)), DTypeError, "RandomSampler: generator"),
    "an empty dataset": (lambda: RandomSampler([]), ArgumentError, "empty"),
    "replacement that is no bool": (lambda: RandomSampler(range(3), replacement=3), DTypeError, "replacement"),
    "no samples": (lambda: RandomSampler(range(3), num_samples=0), ArgumentError, "num_samples"),
    "half a sample": (lambda: RandomSampler(range(3), num_samples=0.5), ArgumentError, "num_samples"),
    "negative weights": (lambda: WeightedRandomSampler([1, -1], 2), ArgumentError, "0 or more"),
    "weights of NaN": (lambda: WeightedRandomSampler([1, float("nan")], 2), ArgumentError, "finite"),
    "weights of nothing": (lambda: WeightedRandomSampler([0, 0], 2), ArgumentError, "not all 0"),
    "a table of weights": (lambda: WeightedRandomSampler([[1, 2]], 2), ArgumentError, "one weight an item"),
    "too many without replacement": (lambda: WeightedRandomSampler([1, 1, 0], 3, False), ArgumentError, "from the 2"),
    "batches of 0": (lambda: BatchSampler(range(3), 0), ArgumentError, "batch_size"),
    "batches of True": (lambda: BatchSampler(range(3), True), ArgumentError, "batch_size"),
    "drop_last that is no bool": (lambda: BatchSampler(range(3), 2, "yes"), DTypeError, "drop_last"),
    "no rank": (lambda: DistributedSampler(range(3), 2), ArgumentError, "rank"),
    "a rank too high": (lambda: DistributedSampler(range(3), 2, 2), ArgumentError, "from 0 to 1, got 2"),
    "no processes": (lambda: DistributedSampler(range(3), 0, 0), ArgumentError, "num_replicas"),
    "nothing to share": (lambda: DistributedSampler([], 2, 0), ArgumentError, "empty"),
    "an epoch before the first": (lambda: DistributedSampler(range(3), 2, 0).set_epoch(-1), ArgumentError, "epoch"),
    "no labels": (lambda: StratifiedSampler([]), ShapeError, "label for each item"),
    "a table of labels": (lambda: StratifiedSampler([[0, 1]]), ShapeError, r"\(1, 2\)"),
    "a sampler without positions": (lambda: iter(Sampler()), NotImplementedError, "__iter__"),
}


@pytest.mark.parametrize(("call", "error", "text"), WRONG.values(), ids=WRONG)
def test_what_is_refused(call, error, text):
    with pytest.raises(error, match=text):
        call()
