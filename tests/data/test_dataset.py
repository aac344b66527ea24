"""Datasets: what they hold, what is joined of them, and what they refuse."""

import numpy as np
import pytest

import zerodl
from zerodl.data import (
    ChainDataset,
    ConcatDataset,
    DataLoader,
    Dataset,
    IterableDataset,
    StackDataset,
    Subset,
    TensorDataset,
)
from zerodl.data.dataset import Rows
from zerodl.data.fetch import items_at, takes_lists
from zerodl.errors import ArgumentError, DTypeError, IndexingError, ShapeError


class Count(IterableDataset):
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return iter(range(self.n))

    def __len__(self):
        return self.n


class Doubled(TensorDataset):
    """A subclass that changes what an item is, as people write it."""

    def __getitem__(self, i):
        return tuple(2 * t for t in super().__getitem__(i))


def test_a_tensor_dataset_gives_rows_one_by_one_and_many_at_once():
    data = TensorDataset(zerodl.arange(10).reshape(5, 2), np.arange(5) * 10)
    rows = data.__getitems__([4, 0, 4])
    assert isinstance(rows, Rows)
    assert len(rows) == 3
    assert [t.tolist() for t in rows.tensors] == [[[8, 9], [0, 1], [8, 9]], [40, 0, 40]]
    assert [t.tolist() for t in rows[-1]] == [[8, 9], 40]
    assert [[t.tolist() for t in row] for row in rows[:2]] == [[[8, 9], 40], [[0, 1], 0]]
    assert [t.tolist() for t in data[-1]] == [[8, 9], 40]


def test_a_batch_of_rows_does_not_share_the_datasets_memory():
    x = np.zeros((4, 2))
    batch = TensorDataset(x).__getitems__([0, 1]).tensors[0]
    batch.array[:] = 7
    assert x.max() == 0


def test_rows_of_a_tensor_on_the_tape_stay_on_it():
    x = zerodl.ones(3, 2, requires_grad=True)
    (batch,) = next(iter(DataLoader(TensorDataset(x), batch_size=2)))
    batch.sum().backward()
    assert x.grad.tolist() == [[1, 1], [1, 1], [0, 0]]


def test_a_subclass_that_changes_its_items_gives_changed_batches():
    assert takes_lists(TensorDataset(np.arange(3)))
    data = Doubled(np.arange(4))
    assert not takes_lists(data)
    assert [b.tolist() for (b,) in DataLoader(data, batch_size=3)] == [[0, 2, 4], [6]]
    assert [b.tolist() for (b,) in DataLoader(Subset(data, [3, 1]), batch_size=2)] == [[6, 2]]


@pytest.mark.parametrize("position", [5, -6, 99])
def test_a_position_that_is_not_there_is_named(position):
    data = TensorDataset(np.arange(5))
    expected = f"no item {position}, it has 5"
    with pytest.raises(IndexingError, match=expected):
        data[position]
    with pytest.raises(IndexingError, match=expected):
        data.__getitems__([0, position])
    for joined in (ConcatDataset([data]), StackDataset(data), Subset(data, range(5))):
        with pytest.raises(IndexingError, match=expected):
            joined[position]
    with pytest.raises(IndexingError, match=expected):
        list(DataLoader(data, batch_size=2, sampler=[0, position]))


def test_concat_counts_on_through_its_parts():
    data = ConcatDataset([range(3), [], range(10, 12)]) + range(20, 21)
    assert len(data) == 6
    assert [data[i] for i in range(6)] == [0, 1, 2, 10, 11, 20]
    assert [data[i - 6] for i in range(6)] == [0, 1, 2, 10, 11, 20]


def test_chain_goes_through_its_streams():
    chain = Count(2) + Count(3)
    assert isinstance(chain, ChainDataset)
    assert list(chain) == [0, 1, 0, 1, 2]
    assert len(chain) == 5
    assert [b.tolist() for b in DataLoader(chain, batch_size=2)] == [[0, 1], [0, 1], [2]]


def test_stack_puts_items_side_by_side():
    x, y = TensorDataset(np.arange(4)), range(10, 14)
    assert [(int(a[0].item()), b) for a, b in items_at(StackDataset(x, y), [3, 0])] == [(3, 13), (0, 10)]
    named = StackDataset(image=x, label=y)
    (batch,) = DataLoader(named, batch_size=4)
    assert batch["image"][0].tolist() == [0, 1, 2, 3]
    assert batch["label"].tolist() == [10, 11, 12, 13]


def test_which_datasets_are_sure_to_give_an_item_twice_alike():
    tensors = TensorDataset(np.arange(4))
    for same in (tensors, Subset(tensors, [1]), tensors + tensors, StackDataset(tensors, tensors)):
        assert same.fixed
    for other in (Doubled(np.arange(4)), Subset(range(4), [1]), tensors + range(2), StackDataset(a=range(2)), Count(1)):
        assert not other.fixed


WRONG = {
    "no tensors": (lambda: TensorDataset(), ArgumentError, "at least one tensor"),
    "tensors of unequal length": (lambda: TensorDataset(np.ones(3), np.ones(4)), ShapeError, r"\[3, 4\]"),
    "a single number": (lambda: TensorDataset(np.float32(3)), ShapeError, "has no rows"),
    "nothing to join": (lambda: ConcatDataset([]), ArgumentError, "at least one dataset"),
    "a stream among the joined": (lambda: ConcatDataset([range(2), Count(2)]), ArgumentError, "use ChainDataset"),
    "no stream among the chained": (lambda: list(ChainDataset([range(2)])), DTypeError, "use ConcatDataset"),
    "an item of a stream": (lambda: Count(2)[1], DTypeError, "has no item 1"),
    "stacked with and without names": (lambda: StackDataset([1], b=[2]), ArgumentError, "all with names"),
    "stacked of unequal length": (lambda: StackDataset([1], [2, 3]), ShapeError, r"\[1, 2\]"),
    "a dataset without items": (lambda: Dataset()[0], NotImplementedError, "__getitem__"),
    "a stream without items": (lambda: iter(IterableDataset()), NotImplementedError, "__iter__"),
}


@pytest.mark.parametrize(("call", "error", "text"), WRONG.values(), ids=WRONG)
def test_what_is_refused(call, error, text):
    with pytest.raises(error, match=text):
        call()


def test_getitems_must_give_as_many_as_were_asked_for():
    class Short(Dataset):
        def __len__(self):
            return 4

        def __getitems__(self, positions):
            return positions[1:]

    with pytest.raises(ArgumentError, match="asked for 2 items, it gave 1"):
        next(iter(DataLoader(Short(), batch_size=2)))


def test_names_may_be_annotated_as_pytorchs():
    class Numbers(Dataset[int]):
        def __getitem__(self, i):
            return i

    assert Numbers()[3] == 3
