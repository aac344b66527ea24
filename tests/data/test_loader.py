"""TensorDataset and DataLoader: every row once an epoch, in batches, in an order that a seed repeats."""

import numpy as np
import pytest

import zerodl
from zerodl.data import DataLoader, Dataset, IterableDataset, RandomSampler, TensorDataset
from zerodl.errors import ArgumentError, DTypeError

ORACLE = "PyTorch, the oracle, is not installed; pip install zerodl[test] has it"


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


class Squares(Dataset):
    """The least that a dataset needs."""

    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n

    def __getitem__(self, i):
        if not 0 <= i < self.n:
            raise IndexError(f"no square {i}")
        return i, i * i


class Stream(IterableDataset):
    """The numbers below n; without a length."""

    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return iter(range(self.n))


@pytest.mark.parametrize("data", [Squares(5), [(i, i * i) for i in range(5)]], ids=["a class", "a list"])
def test_a_dataset_needs_only_a_length_and_items(data):
    got = [[part.tolist() for part in batch] for batch in DataLoader(data, batch_size=2)]
    assert got == [[[0, 1], [0, 1]], [[2, 3], [4, 9]], [[4], [16]]]


@pytest.mark.parametrize("batch_size", [1, 2, 5, 7, None])
@pytest.mark.parametrize("drop_last", [False, True])
@pytest.mark.parametrize("kind", ["items", "stream", "batch sampler", "sampler"])
def test_batches_and_lengths_are_pytorchs(kind, drop_last, batch_size):
    torch = pytest.importorskip("torch", reason=ORACLE)
    if drop_last and batch_size is None or kind == "batch sampler" and batch_size != 1:
        return

    def walk(module, stream):
        data = stream(7) if kind == "stream" else range(7)
        settings = {"batch_size": batch_size, "drop_last": drop_last}
        if kind == "batch sampler":
            settings = {"batch_sampler": [[3, 1], [2], [0, 4, 4]]}
        elif kind == "sampler":
            settings["sampler"] = [6, 5, 0, 0]
        loader = module.DataLoader(data, **settings)
        length = None if kind == "stream" else len(loader)
        return length, [batch if isinstance(batch, int) else batch.tolist() for batch in loader]

    class Theirs(torch.utils.data.IterableDataset):
        def __init__(self, n):
            self.n = n

        def __iter__(self):
            return iter(range(self.n))

    assert walk(zerodl.utils.data, Stream) == walk(torch.utils.data, Theirs)


def test_single_items_are_given_as_they_are():
    items = [{"x": np.ones(2), "name": "a"}, (1, "b")]
    first, second = DataLoader(items, batch_size=None)
    assert isinstance(first["x"], zerodl.Tensor)
    assert (first["name"], second) == ("a", [1, "b"])
    calls = DataLoader(items, batch_size=None, collate_fn=lambda item: ["seen", item])
    assert [seen for seen, _ in calls] == ["seen", "seen"]


def test_a_collate_fn_gets_a_list_of_items_whatever_the_dataset():
    def widest(items):
        assert [len(item) for item in items] == [1] * len(items)
        return max(item[0].item() for item in items)

    assert list(DataLoader(TensorDataset(np.arange(5)), batch_size=2, collate_fn=widest)) == [1, 3, 4]


def test_a_stream_may_have_a_length():
    class Counted(Stream):
        def __len__(self):
            return self.n

    assert [len(DataLoader(Counted(7), batch_size=b, drop_last=d)) for b, d in ((2, False), (2, True))] == [4, 3]
    assert len(DataLoader(Counted(7), batch_size=None)) == 7
    with pytest.raises(TypeError, match="len"):
        len(DataLoader(Stream(3)))


class Noisy(Dataset):
    """Draws a random number for each item, as augmentation does."""

    def __len__(self):
        return 6

    def __getitem__(self, i):
        return zerodl.rand(1).item()


def test_drawing_in_a_dataset_leaves_the_shared_generator_where_the_epoch_began():
    zerodl.manual_seed(1)
    loader = DataLoader(Noisy(), batch_size=2)
    it = iter(loader)
    before = zerodl.get_rng_state()
    first = [batch.tolist() for batch in it]
    assert zerodl.get_rng_state() == before
    assert len({x for batch in first for x in batch}) == 6
    assert [batch.tolist() for batch in loader] != first  # another epoch, other numbers
    zerodl.manual_seed(1)
    assert [batch.tolist() for batch in DataLoader(Noisy(), batch_size=2)] == first


def test_what_the_training_draws_does_not_change_the_batches():
    def walk(disturb):
        zerodl.manual_seed(2)
        loader = DataLoader(Noisy(), sampler=RandomSampler(range(6), replacement=True, num_samples=9), batch_size=2)
        batches = []
        for batch in loader:
            batches.append(batch.tolist())
            if disturb:
                zerodl.rand(3)
        return batches

    assert walk(False) == walk(True)


def test_an_error_in_an_item_says_which_and_ends_the_loop():
    it = iter(DataLoader(Squares(5), sampler=[1, 2, 9, 3], batch_size=1))
    assert [next(it)[0].item() for _ in range(2)] == [1, 2]
    with pytest.raises(IndexError, match="no square 9") as caught:
        next(it)
    assert "item 9 of Squares" in caught.value.__notes__[0]
    with pytest.raises(StopIteration):
        next(it)


def test_stop_iteration_in_an_item_does_not_pass_for_the_end():
    class Broken(Squares):
        def __getitem__(self, i):
            return next(iter([]))

    with pytest.raises(ArgumentError, match="item 0 of Broken raised StopIteration"):
        list(DataLoader(Broken(4)))


def test_what_is_settled_cannot_be_changed():
    loader = rows(5)
    with pytest.raises(ArgumentError, match="batch_size cannot be changed"):
        loader.batch_size = 2
    loader.timeout = 3
    assert (loader.batch_size, loader.timeout) == (1, 3)


WRONG = {
    "an empty dataset": ({"dataset": []}, ArgumentError, "empty"),
    "an empty dataset, shuffled": ({"dataset": [], "shuffle": True}, ArgumentError, "empty"),
    "batches of 0": ({"batch_size": 0}, ArgumentError, "batch_size must be a positive integer, got 0"),
    "batches of a half": ({"batch_size": 0.5}, ArgumentError, "batch_size"),
    "a sampler and shuffle": ({"sampler": [0], "shuffle": True}, ArgumentError, "not both"),
    "a batch sampler and more": ({"batch_sampler": [[0]], "batch_size": 2}, ArgumentError, "leave out batch_size"),
    "a batch sampler and shuffle": ({"batch_sampler": [[0]], "shuffle": True}, ArgumentError, "leave out"),
    "nothing to drop": ({"batch_size": None, "drop_last": True}, ArgumentError, "drop_last"),
    "no length": ({"dataset": object()}, DTypeError, "object has no __len__"),
    "no length, shuffled": ({"dataset": iter([1]), "shuffle": True}, DTypeError, "__len__"),
    "a shuffled stream": ({"dataset": Stream(3), "shuffle": True}, ArgumentError, "leave out shuffle"),
    "a stream with a sampler": ({"dataset": Stream(3), "sampler": [0]}, ArgumentError, "leave out sampler"),
    "fewer than no workers": ({"num_workers": -1}, ArgumentError, "num_workers must be an integer from 0 up"),
    "half a worker": ({"num_workers": 0.5}, ArgumentError, "num_workers"),
    "prefetching by nobody": ({"prefetch_factor": 2}, ArgumentError, "prefetch_factor needs workers"),
    "prefetching nothing": ({"num_workers": 1, "prefetch_factor": 0}, ArgumentError, "prefetch_factor must be"),
    "nobody who persists": ({"persistent_workers": True}, ArgumentError, "persistent_workers needs workers"),
    "a negative timeout": ({"timeout": -1}, ArgumentError, "timeout"),
    "a timeout that is NaN": ({"timeout": float("nan")}, ArgumentError, "timeout"),
    "no generator": ({"generator": 0}, DTypeError, "generator must be a zerodl.Generator or None, got 0"),
    "out of order": ({"in_order": False}, ArgumentError, "in order"),
}


@pytest.mark.parametrize(("settings", "error", "text"), WRONG.values(), ids=WRONG)
def test_what_is_refused(settings, error, text):
    with pytest.raises(error, match=f"DataLoader: .*{text}"):
        DataLoader(**{"dataset": range(4)} | settings)


def test_pytorchs_name_for_the_package_gives_the_same_things():
    theirs = pytest.importorskip("torch", reason=ORACLE).utils.data.__all__
    assert set(theirs) & set(zerodl.data.__all__) <= set(zerodl.utils.data.__all__)
    for name in zerodl.utils.data.__all__:
        assert getattr(zerodl.utils.data, name) is getattr(zerodl.data, name)
