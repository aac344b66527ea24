"""TensorDataset and DataLoader: every row once an epoch, in batches, in an order that a seed repeats."""

import numpy as np
import pytest

import zerodl
from zerodl.data import DataLoader, TensorDataset


def rows(n, **settings):
    return DataLoader(TensorDataset(zerodl.arange(n)), **settings)


def batches(loader):
    return [batch.tolist() for (batch,) in loader]


def test_rows_belong_together():
    data = TensorDataset(zerodl.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]), np.array([10, 20, 30]))
    assert len(data) == 3
    x, y = data[1]
    assert (x.tolist(), y.item()) == ([3.0, 4.0], 20)
    x, y = data[np.array([2, 0])]
    assert (x.tolist(), y.tolist()) == ([[5.0, 6.0], [1.0, 2.0]], [30, 10])
    assert all(isinstance(t, zerodl.Tensor) for t in (x, y))


def test_batches_in_order():
    assert batches(rows(5, batch_size=2)) == [[0, 1], [2, 3], [4]]
    assert batches(rows(4, batch_size=2)) == [[0, 1], [2, 3]]
    assert batches(rows(2, batch_size=5)) == [[0, 1]]
    assert batches(rows(2)) == [[0], [1]]


def test_a_last_batch_that_is_not_full_may_be_dropped():
    assert batches(rows(5, batch_size=2, drop_last=True)) == [[0, 1], [2, 3]]
    assert batches(rows(2, batch_size=5, drop_last=True)) == []


@pytest.mark.parametrize("n", range(1, 8))
@pytest.mark.parametrize("drop_last", [False, True])
def test_the_length_is_the_number_of_batches(n, drop_last):
    loader = rows(n, batch_size=3, drop_last=drop_last)
    assert len(loader) == len(batches(loader))


def test_shuffling_takes_every_row_once_and_in_a_new_order_each_epoch():
    loader = rows(50, batch_size=7, shuffle=True, generator=zerodl.Generator(0))
    first, second = (sum(batches(loader), []) for _ in range(2))
    assert sorted(first) == sorted(second) == list(range(50))
    assert first != second
    assert first != sorted(first)


def test_a_seed_repeats_the_order():
    orders = []
    for _ in range(2):
        zerodl.manual_seed(3)
        orders.append(batches(rows(20, batch_size=4, shuffle=True)))
    assert orders[0] == orders[1]
    own = [batches(rows(20, batch_size=4, shuffle=True, generator=zerodl.Generator(9))) for _ in range(2)]
    assert own[0] == own[1] != orders[0]


def test_not_shuffling_draws_no_random_numbers():
    generator = zerodl.Generator(0)
    batches(rows(5, generator=generator))
    assert generator.get_state() == zerodl.Generator(0).get_state()


def test_two_walks_at_once_do_not_disturb_each_other():
    loader = rows(6, batch_size=2)
    pairs = [(a.tolist(), b.tolist()) for (a,), (b,) in zip(loader, loader)]
    assert pairs == [([0, 1], [0, 1]), ([2, 3], [2, 3]), ([4, 5], [4, 5])]


def test_rows_stay_together_when_shuffled():
    x = zerodl.arange(30)
    for a, b in DataLoader(TensorDataset(x, x * 10), batch_size=4, shuffle=True):
        assert (a * 10).tolist() == b.tolist()
