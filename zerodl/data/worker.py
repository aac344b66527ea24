"""A worker: a process that makes the batches it is asked for, and sends them back."""

import os
import queue
import random
import signal
import threading
from typing import Any, NamedTuple

import numpy as np

from .fetch import EndOfStream, batch_generator
from .parcel import pack, pack_error, send, stow, unpack


class WorkerInfo(NamedTuple):
    """What a worker knows of itself.

    id, from 0, of num_workers; seed: a number of this worker's own; dataset: its copy of the dataset.
    """

    id: int
    num_workers: int
    seed: int
    dataset: Any


_info: WorkerInfo | None = None


def get_worker_info():
    """In a worker of a DataLoader what it knows of itself, a WorkerInfo; elsewhere None.

    A stream needs it: each worker has a copy of the dataset, and every copy must give a share of its own.

    Source: torch.utils.data.get_worker_info
    Example:
        >>> from zerodl.data import IterableDataset
        >>> class Numbers(IterableDataset):
        ...     def __iter__(self):
        ...         info = get_worker_info()
        ...         return iter(range(10) if info is None else range(info.id, 10, info.num_workers))
        >>> list(Numbers())
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
    """
    return _info


def work(connection, inherited, memory, stop, fetcher, identity, init_fn):
    """The life of a worker: for each task that comes, a batch, an error or the news that its stream has ended.

    Args:
        connection: to the loader's process. inherited: that process's own connections, copied by a fork; as long as a
            copy is open here, no other worker would notice that the process is gone.
        memory: bytes that both processes share, or None; each task says from where on it may be written.
        stop: a number in shared memory; not 0 when nobody waits for batches any more.
        fetcher: what makes the batches, or it packed into bytes. identity: the worker's id, their number, and its seed.
        init_fn: called once with the id, or None.
    """
    global _info
    from threadpoolctl import threadpool_limits  # here, because only workers need it

    threadpool_limits(1)  # with threads of their own, workers would wait for each other's
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all processes; the loader's own ends the others
    for other in inherited:
        other.close()
    outbox = queue.SimpleQueue()
    threading.Thread(target=_post, args=(connection, outbox), daemon=True).start()
    failure = None
    try:
        fetcher = unpack(fetcher) if isinstance(fetcher, bytes) else fetcher
        _info = WorkerInfo(identity[0], identity[1], identity[2], fetcher.dataset)
        _seed_everything(_info.seed, -1)
        if init_fn is not None:
            init_fn(_info.id)
    except Exception as error:
        error.add_note(f"raised while worker {identity[0]} of the DataLoader began, process {os.getpid()}")
        failure = pack_error(error)
    epoch = None
    while True:
        try:
            task = unpack(connection.recv_bytes())
        except (EOFError, OSError):
            return
        if stop.value:
            return
        if task[0] != epoch and failure is None:
            epoch = task[0]
            fetcher.restart()
        head, packed = _answer(fetcher, task) if failure is None else ((task[0], "error"), failure)
        outbox.put((head, stow(packed, memory, task[4])))


def _answer(fetcher, task):
    """The parcel that answers one task."""
    epoch, seed, position, rows, _ = task
    try:
        if seed is not None and fetcher.draws:
            _seed_everything(seed, position)
        return (epoch, "batch"), pack(fetcher.fetch(seed, position, rows))
    except EndOfStream:
        return (epoch, "end"), pack(None)
    except Exception as error:
        error.add_note(f"raised in worker {_info.id} of the DataLoader, process {os.getpid()}, for batch {position}")
        return (epoch, "error"), pack_error(error)


def _seed_everything(seed, position):
    """Seed Python's and NumPy's own generators for a batch; a fork would have given all workers the same numbers."""
    number = int(batch_generator(seed, position).numpy.integers(2**32))
    random.seed(number)
    np.random.seed(number)


def _post(connection, outbox):
    """Send what is finished, while the next batch is made: a pipe holds little, and sending waits for a reader."""
    while True:
        try:
            send(connection, *outbox.get())
        except OSError:  # nobody reads any more
            return
