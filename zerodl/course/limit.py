"""A time limit that gives the notebook's kernel back from an endless loop."""

import ctypes
import signal
import threading
from contextlib import contextmanager


class TimeIsUp(BaseException):
    """Raised inside the code that took too long. Not an Exception, so that ``except Exception`` does not swallow it."""


@contextmanager
def time_limit(seconds):
    """Raise TimeIsUp in the block after ``seconds``, and again every tenth of a second until it leaves the block.

    On the main thread of Linux and macOS an alarm signal does it, which also wakes a sleep; elsewhere the exception is
    put into the thread from outside, and arrives with its next Python instruction.
    """
    use_signal = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
    with _alarm(seconds) if use_signal else _thrown_from_outside(seconds):
        yield


@contextmanager
def _alarm(seconds):
    def ring(number, frame):
        raise TimeIsUp

    before = signal.signal(signal.SIGALRM, ring)
    try:
        signal.setitimer(signal.ITIMER_REAL, seconds, 0.1)
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _thrown_from_outside(seconds):
    target = ctypes.c_ulong(threading.get_ident())
    finished = threading.Event()

    def throw():
        wait = seconds
        while not finished.wait(wait):
            ctypes.pythonapi.PyThreadState_SetAsyncExc(target, ctypes.py_object(TimeIsUp))
            wait = 0.1

    watcher = threading.Thread(target=throw, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        finished.set()
        watcher.join()
        ctypes.pythonapi.PyThreadState_SetAsyncExc(target, None)  # one that was thrown but has not arrived
