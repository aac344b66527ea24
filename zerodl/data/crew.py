"""A crew of workers, seen from the process that they work for."""

import os
import signal
import sys
import time
import weakref
from multiprocessing import connection as connections
from multiprocessing import get_context

import threadpoolctl  # noqa: F401  # loaded once here, so that forked workers have it

from ..errors import ArgumentError, WorkerError
from .parcel import ROOM, pack, receive, shared_memory, unpack, unpack_error
from .worker import work

GRACE = 1.0  # seconds that a worker has to finish an item before it is ended
_open = weakref.WeakSet()  # this process's ends of the connections to all its workers


class Crew:
    """Worker processes with one dataset; a task goes to one of them, and its answer is asked of the same one.

    Each has shared memory for the answers to ``prefetch`` tasks, used in turn: it may have no more tasks at a time.

    They are ended by ``close``, or when nobody holds the crew any more; if this process dies, they end by themselves.
    """

    def __init__(self, fetcher, num_workers, seed, prefetch, init_fn=None, context=None, timeout=0):
        self.prefetch = prefetch
        self.sent, self.received = [0] * num_workers, [0] * num_workers
        self.timeout = timeout
        self.epoch = 0
        if context is None:
            context = "fork" if sys.platform == "linux" else None  # the dataset need not be pickled then
        context = context if hasattr(context, "Process") else get_context(context)
        self.forks = forks = context.get_start_method() == "fork"
        parcel = fetcher if forks else _packed(fetcher)
        stop = context.RawValue("b", 0)
        self.processes, self.ends = [], []
        self.memories = [shared_memory(prefetch) if forks else None for _ in range(num_workers)]
        self.close = weakref.finalize(self, _close, os.getpid(), self.processes, self.ends, stop)
        for k in range(num_workers):
            own, workers_end = context.Pipe()
            _open.add(own)
            self.ends.append(own)
            inherited, identity = list(_open) if forks else [], (k, num_workers, seed + k)
            args = (workers_end, inherited, self.memories[k], stop, parcel, identity, init_fn)
            process = context.Process(target=work, args=args, daemon=True, name=f"DataLoader worker {k}")
            process.start()
            workers_end.close()
            self.processes.append(process)

    def send(self, k, task):
        """Give worker k a task: (epoch, seed, position, rows)."""
        try:
            self.ends[k].send_bytes(pack((*task, self._place(self.sent[k])), beside=False)[0])
        except OSError as cause:
            raise self._gone(k, task[2]) from cause
        self.sent[k] += 1

    def _place(self, count):
        """Where in a worker's memory the answer to its count-th task lies."""
        return count % self.prefetch * ROOM

    def receive(self, k, epoch, position):
        """Worker k's answer to its oldest task of an epoch: ("batch", batch) or ("end", None); its error is raised.

        Raises: WorkerError if the worker is gone, or has not answered in time.
        """
        while True:
            end, process = self.ends[k], self.processes[k]
            ready = connections.wait([end, process.sentinel], self.timeout or None)
            if not ready:
                raise WorkerError(
                    f"DataLoader: worker {k}, process {process.pid}, did not finish batch {position} within timeout="
                    f"{self.timeout} seconds; look for what it waits for, or allow more time"
                )
            try:
                if end not in ready:
                    raise EOFError
                (of_epoch, kind), packed = receive(end, self.memories[k], self._place(self.received[k]))
            except (EOFError, OSError) as cause:
                raise self._gone(k, position) from cause
            self.received[k] += 1
            if of_epoch != epoch:
                continue  # left over from an epoch that was broken off
            if kind == "error":
                raise unpack_error(packed)
            return kind, unpack(*packed)

    def _gone(self, k, position):
        """The error that says how a worker has ended."""
        process = self.processes[k]
        process.join(1)
        code = process.exitcode
        how = "closed its connection" if code is None else f"ended with exit code {code}"
        if code is not None and code < 0:
            how = f"was ended by {signal.Signals(-code).name}"
        hint = ""
        if how.endswith("SIGKILL"):
            hint = "; a system does that when memory runs out: try fewer workers, or smaller batches"
        elif not self.forks:
            hint = '; a program whose workers are not forked must start its work beneath if __name__ == "__main__"'
        return WorkerError(
            f"DataLoader: worker {k}, process {process.pid}, {how} before batch {position} was there{hint}. "
            "With num_workers=0 the same happens in this process, where a debugger can see it"
        )


def _packed(fetcher):
    """The fetcher as bytes, for a process that begins with nothing."""
    try:
        return pack(fetcher, beside=False)[0]
    except Exception as cause:
        raise ArgumentError(
            f"DataLoader: the dataset or collate_fn cannot be sent to a worker process ({cause}); define it at the top "
            "of a module, or use num_workers=0"
        ) from cause


def _close(owner, processes, ends, stop):
    """End the workers: at once those that wait, after the item at hand those that work, by force those that hang."""
    if os.getpid() != owner:
        return  # a copy of the crew in a forked process
    stop.value = 1
    for end in ends:
        end.close()
    deadline = time.monotonic() + GRACE
    for process in processes:
        process.join(max(0, deadline - time.monotonic()))
    for end_it in ("terminate", "kill"):
        for process in processes:
            if process.is_alive():
                getattr(process, end_it)()
                process.join(1)
    for process in processes:
        if not process.is_alive():
            process.close()
