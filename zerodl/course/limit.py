"""A time limit that gives the notebook's kernel back from an endless loop."""

import ctypes
import signal
import sys
import threading

AGAIN = 0.001  # seconds between two attempts: who catches everything, even TimeIsUp, is soon met outside of its ``try``


class TimeIsUp(BaseException):
    """Raised inside the code that took too long. Not an Exception, so that ``except Exception`` does not swallow it."""


def run_within(seconds, function, *args):
    """What ``function(*args)`` returns. After ``seconds`` TimeIsUp is raised inside it, again and again until it ends.

    It is raised nowhere else: what surrounds the call can put things back in order undisturbed. On the main thread of
    Linux and macOS an alarm signal does it, which also wakes a sleep. Elsewhere the exception is put into the thread
    from outside and arrives with its next Python instruction; a loop that sleeps inside a bare ``except`` survives it.

    Args: seconds: None sets no limit.
    """
    if seconds is None:
        return function(*args)
    on_main_thread = threading.current_thread() is threading.main_thread()
    if hasattr(signal, "setitimer") and on_main_thread:
        return _with_an_alarm(seconds, function, args)
    return _watched_from_outside(seconds, function, args)


def _call(function, args):
    """As long as this frame is on the stack, ``function`` is still running."""
    return function(*args)


def _is_running(frame):
    """Whether the frame, or one that waits for it, is that of ``_call``."""
    while frame is not None and frame.f_code is not _call.__code__:
        frame = frame.f_back
    return frame is not None


def _with_an_alarm(seconds, function, args):
    def ring(number, frame):
        if _is_running(frame):
            raise TimeIsUp

    before = signal.signal(signal.SIGALRM, ring)
    try:
        signal.setitimer(signal.ITIMER_REAL, max(seconds, AGAIN), AGAIN)
        return _call(function, args)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before or signal.SIG_DFL)


def _watched_from_outside(seconds, function, args):
    thread = threading.get_ident()
    throw = ctypes.pythonapi.PyThreadState_SetAsyncExc
    finished = threading.Event()

    def watch():
        wait = seconds
        while not finished.wait(wait) and _is_running(sys._current_frames().get(thread)):
            throw(ctypes.c_ulong(thread), ctypes.py_object(TimeIsUp))
            wait = AGAIN

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        return _call(function, args)
    finally:
        finished.set()
        watcher.join()
        throw(ctypes.c_ulong(thread), None)  # one that was thrown at the last moment and has not arrived
