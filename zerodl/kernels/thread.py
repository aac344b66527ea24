"""Work on large arrays, shared out among threads."""

import functools
import os
from concurrent.futures import ThreadPoolExecutor


def most_threads():
    """How many threads may compute at once: as many as NumPy's linear algebra may use, and this process has cores.

    So ``OMP_NUM_THREADS=1`` and ``threadpoolctl.threadpool_limits(1)`` hold here, too.

    Example:
        >>> most_threads() >= 1
        True
    """
    asked = os.environ.get("OMP_NUM_THREADS", "")
    limits = [library["num_threads"] for library in _controller().info() if library["user_api"] == "blas"]
    limits += [int(asked)] if asked.isdecimal() and int(asked) > 0 else []
    return max(1, min([_cores(), *limits]))


def _cores():
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@functools.cache
def _controller():
    """Finding the libraries takes milliseconds, asking them for their limits microseconds."""
    import threadpoolctl

    return threadpoolctl.ThreadpoolController()


def share_out(work, pieces, threads):
    """Call ``work`` on each of the pieces; a thread that is done with one takes the next.

    The threads are started here and end here: a pool that waits for the next time would be a dead one in a process
    that was forked meanwhile.

    Args: pieces: a list. threads: how many; with one, nothing is started.
    Example:
        >>> done = []
        >>> share_out(done.append, [1, 2, 3], threads=1)
        >>> done
        [1, 2, 3]
    """
    waiting = iter(pieces)

    def take():
        for piece in waiting:
            work(piece)

    if threads == 1:
        take()
        return
    with ThreadPoolExecutor(threads - 1) as others:
        results = [others.submit(take) for _ in range(threads - 1)]
        take()
        for result in results:
            result.result()  # raises what the thread raised
