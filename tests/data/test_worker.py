"""Workers: the same batches as without, errors that say where they come from, and no process left behind."""

import json
import multiprocessing
import os
import pickle
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import ml_dtypes
import numpy as np
import pytest

import zerodl
from zerodl.data import DataLoader, Dataset, IterableDataset, TensorDataset, default_collate, get_worker_info
from zerodl.errors import ArgumentError, WorkerError

ORACLE = "PyTorch, the oracle, is not installed; pip install zerodl[test] has it"
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="workers are forked here, which Windows cannot")


class Items(Dataset):
    """Ten items, each made by a function."""

    def __init__(self, make, n=10):
        self.make = make
        self.n = n

    def __len__(self):
        return self.n

    def __getitem__(self, i):
        return self.make(i)


def augmented(i):
    """Large and small arrays, numbers, texts, and random numbers of three kinds."""
    return {
        "large": np.full((40, 30), i, np.float32),
        "noise": zerodl.rand(2),
        "other": [random.random(), float(np.random.rand())],
        "half": np.full(4, i, ml_dtypes.bfloat16),
        "name": str(i),
    }


def plain(thing):
    if isinstance(thing, zerodl.Tensor):
        return str(thing.dtype), thing.tolist()
    if isinstance(thing, dict):
        return {key: plain(value) for key, value in thing.items()}
    return [plain(entry) for entry in thing] if isinstance(thing, (list, tuple)) else thing


def walk(make=augmented, seed=0, epochs=1, **settings):
    zerodl.manual_seed(seed)
    loader = DataLoader(Items(make), batch_size=3, **settings)
    return [plain(batch) for _ in range(epochs) for batch in loader]


@pytest.fixture(autouse=True)
def nobody_is_left():
    yield
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize("shuffle", [False, True])
def test_batches_are_the_same_with_any_number_of_workers(shuffle):
    one = walk(shuffle=shuffle, num_workers=1, epochs=2)
    assert one == walk(shuffle=shuffle, num_workers=2, epochs=2)
    assert one == walk(shuffle=shuffle, num_workers=3, prefetch_factor=5, persistent_workers=True, epochs=2)
    assert one[:4] != one[4:]
    alone = walk(shuffle=shuffle, epochs=2)
    for batches in (one, alone):
        for batch in batches:
            del batch["other"]  # random and numpy.random are nobody's but the user's in this process
    assert one == alone


def test_tensors_are_the_same_too_and_can_be_written_to():
    data = TensorDataset(np.arange(30.0).reshape(10, 3), np.arange(10))
    for settings in ({}, {"num_workers": 2}):
        for x, y in DataLoader(data, batch_size=4, **settings):
            x += 1
            assert (x.array[:, 0] == 3 * y.array + 1).all()
    large = DataLoader(TensorDataset(np.zeros((4, 5000))), batch_size=2, num_workers=1)
    for (x,) in large:
        x.array[:] = 1


def test_workers_may_start_from_nothing():
    data = TensorDataset(np.arange(10.0), np.arange(10))
    expected = [plain(batch) for batch in DataLoader(data, batch_size=4)]
    loader = DataLoader(data, batch_size=4, num_workers=1, multiprocessing_context="spawn")
    assert [plain(batch) for batch in loader] == expected


def test_what_cannot_be_pickled_cannot_start_from_nothing():
    loader = DataLoader(Items(lambda i: i), num_workers=1, multiprocessing_context="spawn")
    with pytest.raises(ArgumentError, match="cannot be sent to a worker process.*num_workers=0"):
        iter(loader)


def test_positions_may_be_tensors():
    positions = zerodl.tensor([4, 2, 0])
    for settings in ({}, {"num_workers": 2}):
        for data in (TensorDataset(np.arange(5)), Items(lambda i: (int(i),))):
            batches = [batch.tolist() for (batch,) in DataLoader(data, batch_size=2, sampler=positions, **settings)]
            assert batches == [[4, 2], [0]]


def test_a_program_without_a_guard_is_told_of_it(tmp_path):
    code = "from zerodl.data import DataLoader\n"
    code += "print(list(DataLoader(range(3), num_workers=1, multiprocessing_context='spawn')))\n"
    program = tmp_path / "program.py"
    program.write_text(code, encoding="utf-8")
    ran = subprocess.run([sys.executable, program], cwd=Path(__file__).parents[2], capture_output=True, text=True)
    assert ran.returncode == 1
    assert "WorkerError" in ran.stderr
    assert 'beneath if __name__ == "__main__"' in ran.stderr


# --- streams ----------------------------------------------------------------------------------------------------------


class Shares(IterableDataset):
    """The numbers below n, worker by worker; the first worker's share is shorter by ``less``."""

    def __init__(self, n, less=0):
        self.n = n
        self.less = less

    def __iter__(self):
        info = get_worker_info()
        if info is None:
            return iter(range(self.n))
        share = range(info.id, self.n, info.num_workers)
        return iter(share[self.less :] if info.id == 0 else share)


def test_a_stream_gives_every_item_once_if_workers_share_it():
    got = [batch.tolist() for batch in DataLoader(Shares(10), batch_size=2, num_workers=2)]
    assert got == [[0, 2], [1, 3], [4, 6], [5, 7], [8], [9]]
    got = [batch.tolist() for batch in DataLoader(Shares(10), batch_size=2, num_workers=2, drop_last=True)]
    assert got == [[0, 2], [1, 3], [4, 6], [5, 7]]
    assert list(DataLoader(Shares(4), batch_size=None, num_workers=3)) == [0, 1, 2, 3]


@pytest.mark.filterwarnings("ignore:This DataLoader will create")
@pytest.mark.parametrize("less", [0, 2, 3, 5])
@pytest.mark.parametrize(("num_workers", "prefetch"), [(2, 1), (3, 2)])
def test_the_order_of_streams_that_end_early_is_pytorchs(num_workers, prefetch, less):
    theirs = pytest.importorskip("torch", reason=ORACLE).utils.data

    class TheirShares(theirs.IterableDataset):
        def __iter__(self):
            info = theirs.get_worker_info()
            share = range(info.id, 17, info.num_workers)
            return iter(share[less:] if info.id == 0 else share)

    settings = {"batch_size": 2, "num_workers": num_workers, "prefetch_factor": prefetch}
    ours, expected = DataLoader(Shares(17, less), **settings), theirs.DataLoader(TheirShares(), **settings)
    assert [batch.tolist() for batch in ours] == [batch.tolist() for batch in expected]


@pytest.mark.parametrize("less", [0, 20, 30])
@pytest.mark.parametrize("num_workers", [2, 3])
def test_large_batches_of_streams_that_end_early_are_whole(num_workers, less):
    def large(items):
        return np.full(5000, items[0])

    loader = DataLoader(Shares(100, less), num_workers=num_workers, collate_fn=large)
    got = []
    for batch in loader:
        time.sleep(0.002)  # so that the workers are ahead
        assert (batch == batch[0]).all()
        got.append(int(batch[0]))
    assert sorted(got) == sorted(set(range(100)) - set(range(0, num_workers * less, num_workers)))


def test_large_batches_after_a_loop_that_was_broken_off_are_whole():
    def large(items):
        return np.full(5000, items[0])

    loader = DataLoader(Items(lambda i: i, n=60), num_workers=2, persistent_workers=True, collate_fn=large)
    for stop in (1, 2, 3, 60):
        for i, batch in zip(range(stop), loader):
            assert (batch == i).all()
    loader._crew.close()


def test_a_batch_too_large_for_the_shared_memory_comes_through_the_pipe(monkeypatch):
    monkeypatch.setattr("zerodl.data.parcel.ROOM", 10_000)
    loader = DataLoader(range(4), num_workers=1, collate_fn=lambda items: np.full(1000 * (1 + items[0] % 2), items[0]))
    assert [(len(batch), int(batch[0])) for batch in loader] == [(1000, 0), (2000, 1), (1000, 2), (2000, 3)]


def test_a_persistent_stream_begins_anew_in_every_epoch():
    loader = DataLoader(Shares(6), batch_size=2, num_workers=2, persistent_workers=True)
    epochs = [[batch.tolist() for batch in loader] for _ in range(2)]
    assert epochs[0] == epochs[1] == [[0, 2], [1, 3], [4], [5]]
    loader._crew.close()


def test_what_a_worker_knows_of_itself():
    def tell(i):
        info = get_worker_info()
        return info.id, info.num_workers, info.seed, len(info.dataset)

    zerodl.manual_seed(0)
    got = list(DataLoader(Items(tell), batch_size=5, num_workers=2, collate_fn=list))
    ids, counts, seeds, lengths = zip(*(batch[0] for batch in got))
    assert (ids, counts, lengths) == ((0, 1), (2, 2), (10, 10))
    assert seeds[1] == seeds[0] + 1
    assert get_worker_info() is None


# --- the life of workers ----------------------------------------------------------------------------------------------


def pids(**settings):
    """For each epoch, the processes that its items came from."""
    loader = DataLoader(Items(lambda i: os.getpid()), batch_size=1, num_workers=2, **settings)
    return loader, [{batch.item() for batch in loader} for _ in range(2)]


def alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_workers_end_with_the_epoch_unless_they_are_to_persist():
    _, (first, second) = pids()
    assert len(first) == len(second) == 2
    assert not first & second
    assert os.getpid() not in first
    loader, (first, second) = pids(persistent_workers=True)
    assert first == second
    assert all(alive(pid) for pid in first)
    del loader
    assert not any(alive(pid) for pid in first)


def test_a_loop_that_is_broken_off_ends_its_workers_and_harms_no_later_one():
    loader = DataLoader(Items(lambda i: i, n=1000), batch_size=2, num_workers=2)
    for _ in loader:
        break
    assert multiprocessing.active_children() == []
    persistent = DataLoader(Items(lambda i: i), batch_size=2, num_workers=2, persistent_workers=True)
    for batch in persistent:
        assert batch.tolist() == [0, 1]
        break
    assert sum((batch.tolist() for batch in persistent), []) == list(range(10))
    persistent._crew.close()


def test_two_loops_at_once():
    loader = DataLoader(Items(lambda i: i), batch_size=5, num_workers=1)
    assert [(a.tolist(), b.tolist()) for a, b in zip(loader, loader)][1] == ([5, 6, 7, 8, 9],) * 2
    persistent = DataLoader(Items(lambda i: i), batch_size=5, num_workers=1, persistent_workers=True)
    first, second = iter(persistent), iter(persistent)
    assert next(second).tolist() == [0, 1, 2, 3, 4]
    with pytest.raises(WorkerError, match="another loop over this loader has begun"):
        next(first)
    persistent._crew.close()


def test_init_fn_is_called_once_in_each_worker():
    def begin(k):
        os.environ["WORKER"] = str(k)

    loader = DataLoader(Items(lambda i: int(os.environ["WORKER"])), batch_size=5, num_workers=2, worker_init_fn=begin)
    assert [batch.tolist() for batch in loader] == [[0] * 5, [1] * 5]
    assert "WORKER" not in os.environ


def test_an_error_in_init_fn_is_the_loops():
    def begin(k):
        raise OSError("no disk")

    with pytest.raises(OSError, match="no disk") as caught:
        list(DataLoader(Items(lambda i: i), num_workers=2, worker_init_fn=begin))
    assert "worker 0 of the DataLoader began" in caught.value.__notes__[0]


# --- what goes wrong --------------------------------------------------------------------------------------------------


class Stubborn(Exception):
    """An error that pickle cannot make again."""

    def __init__(self, first, second):
        super().__init__(f"{first} and {second}")


def failing(error):
    def make(i):
        if i == 7:
            raise error
        return i

    return Items(make)


@pytest.mark.parametrize("error", [KeyError("seven"), ValueError("bad"), ArgumentError("own")], ids=repr)
def test_an_error_comes_back_with_item_worker_and_traceback(error):
    it = iter(DataLoader(failing(error), batch_size=4, num_workers=2))
    assert next(it).tolist() == [0, 1, 2, 3]
    with pytest.raises(type(error)) as caught:
        next(it)
    assert str(caught.value) == str(error)
    notes = " ".join(caught.value.__notes__)
    assert "item 7 of Items" in notes
    assert "worker 1 of the DataLoader" in notes
    assert "batch 1" in notes
    cause = str(caught.value.__cause__)
    assert "in make" in cause
    assert "raise error" in cause
    with pytest.raises(StopIteration):
        next(it)


def test_an_error_that_cannot_travel_sends_its_text():
    with pytest.raises(WorkerError, match="Stubborn: 1 and 2") as caught:
        list(DataLoader(failing(Stubborn(1, 2)), batch_size=4, num_workers=1))
    assert "item 7 of Items" in caught.value.__notes__[0]
    assert "Stubborn: 1 and 2" in str(caught.value.__cause__)


def leave():
    sys.exit(3)


def die():
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize(
    ("end", "text"),
    [(die, r"worker 1, process \d+, was ended by SIGKILL before batch 1 .*memory"), (leave, "ended with exit code 3")],
)
def test_a_worker_that_dies_gives_one_clear_error(end, text):
    it = iter(DataLoader(Items(lambda i: end() if i == 7 else i), batch_size=4, num_workers=2))
    assert next(it).tolist() == [0, 1, 2, 3]
    with pytest.raises(WorkerError, match=text):
        next(it)


def test_a_worker_that_was_killed_while_it_waited_gives_an_error_too():
    loader = DataLoader(Items(lambda i: i, n=100), batch_size=1, num_workers=2)
    it = iter(loader)
    next(it)
    os.kill(it.crew.processes[1].pid, signal.SIGKILL)
    with pytest.raises(WorkerError, match="worker 1, .* was ended by SIGKILL"):
        list(it)


def test_a_worker_that_never_answers_is_given_up():
    loader = DataLoader(Items(lambda i: time.sleep(60) if i == 7 else i), batch_size=4, num_workers=2, timeout=0.5)
    start = time.monotonic()
    with pytest.raises(WorkerError, match=r"worker 1, .* did not finish batch 1 within timeout=0.5 seconds"):
        list(loader)
    assert time.monotonic() - start < 30  # of the sleep's 60


@pytest.mark.parametrize(
    ("item", "error", "text"),
    [
        (lambda i: (zerodl.ones(1, requires_grad=True) * 2), ArgumentError, "detach"),
        (lambda i: (lambda: i), (AttributeError, TypeError, pickle.PicklingError), "pickle"),
    ],
    ids=["a tape", "a function"],
)
def test_a_batch_that_cannot_travel_is_an_error(item, error, text):
    with pytest.raises(error, match=text) as caught:
        list(DataLoader(Items(item), batch_size=None, num_workers=1))
    assert "worker 0" in " ".join(caught.value.__notes__)


def test_a_tensor_on_a_gpu_cannot_travel():
    from tests.cupy_standin import installed

    with installed():
        on_gpu = zerodl.ones(2).to("cuda")
        loader = DataLoader(TensorDataset(np.ones(4)), num_workers=1, collate_fn=lambda items: on_gpu)
        with pytest.raises(ArgumentError, match="keep the data on the CPU"):
            list(loader)


def test_a_leaf_that_wants_a_gradient_still_wants_it():
    def collate(items):
        return default_collate([1.0]).requires_grad_()

    loader = DataLoader(range(2), batch_size=2, num_workers=1, collate_fn=collate)
    assert [batch.requires_grad for batch in loader] == [True]


# --- the loader's own process ends ------------------------------------------------------------------------------------

PROGRAM = """
import os, time, zerodl
from zerodl.data import DataLoader, Dataset
class Slow(Dataset):
    def __len__(self):
        return 100000
    def __getitem__(self, i):
        time.sleep(0.01)
        return os.getpid()
loaders = [DataLoader(Slow(), batch_size=1, num_workers=2) for _ in range(2)]
its = [iter(loader) for loader in loaders]
print([next(it).item() for it in its for _ in range(2)], flush=True)
for batch in its[0]:
    pass
"""


def program():
    """A program in a process group of its own that goes through two loaders for ever, and its workers."""
    started = subprocess.Popen(
        [sys.executable, "-c", PROGRAM], cwd=Path(__file__).parents[2], start_new_session=True, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    return started, json.loads(started.stdout.readline())


def all_gone(processes, seconds=20):
    end = time.monotonic() + seconds
    while any(alive(pid) for pid in processes) and time.monotonic() < end:
        time.sleep(0.05)
    return not any(alive(pid) for pid in processes)


def test_ctrl_c_ends_all_and_is_one_traceback():
    started, workers = program()
    os.killpg(started.pid, signal.SIGINT)
    _, text = started.communicate(timeout=30)
    assert text.count("Traceback") == 1
    assert text.rstrip().endswith("KeyboardInterrupt")
    assert all_gone(workers)


def test_workers_do_not_outlive_a_loader_that_is_killed():
    started, workers = program()
    assert len(set(workers)) == 4
    started.kill()
    started.communicate(timeout=30)
    assert all_gone(workers)
