"""A time limit that gives the notebook's kernel back from an endless loop."""

import ctypes
import random
import signal
import sys
import threading

# Code that catches everything, TimeIsUp too, has to be met while it is outside of its ``try``, for a fraction of a
# microsecond. After a few attempts with time to tidy up, many follow at random moments.
GENTLE_ATTEMPTS = 5
SECONDS_BETWEEN = 0.05
SECONDS_BETWEEN_THEN = 2e-5


class TimeIsUp(BaseException):
    """Raised inside the code that took too long. Not an Exception, so that ``except Exception`` does not swallow it."""


def run_within(seconds, function, *args):
    """What ``function(*args)`` returns. After ``seconds`` TimeIsUp is raised inside it, again and again until it ends.

    However it then ends, TimeIsUp is what comes out. It is raised nowhere else: what surrounds the call can put things
    back in order undisturbed. On the main thread of Linux and macOS an alarm signal does it, which also wakes a sleep.
    Elsewhere the exception is put into the thread from outside and arrives with its next Python instruction; there, a
    loop in a loop that both catch everything, or one that catches everything and sleeps, goes on.

    Args: seconds: None sets no limit.
    """
    if seconds is None:
        return function(*args)
    on_main_thread = threading.current_thread() is threading.main_thread()
    limited = _with_an_alarm if hasattr(signal, "setitimer") and on_main_thread else _watched_from_outside
    attempts = []
    try:
        return limited(seconds, attempts, function, args)
    finally:
        if attempts:
            raise TimeIsUp


def _call(function, args):
    """As long as this frame is on the stack, ``function`` is still running."""
    return function(*args)


def _is_running(frame):
    """Whether the frame, or one that waits for it, is that of ``_call``."""
    while frame is not None and frame.f_code is not _call.__code__:
        frame = frame.f_back
    return frame is not None


def _pause(attempts):
    """The seconds until the next attempt."""
    return SECONDS_BETWEEN if len(attempts) < GENTLE_ATTEMPTS else random.uniform(1e-6, SECONDS_BETWEEN_THEN)


def _with_an_alarm(seconds, attempts, function, args):
    def ring(number, frame):
        if _is_running(frame):
            attempts.append(TimeIsUp)
            signal.setitimer(signal.ITIMER_REAL, _pause(attempts), SECONDS_BETWEEN)
            raise TimeIsUp

    before = signal.signal(signal.SIGALRM, ring)
    try:
        signal.setitimer(signal.ITIMER_REAL, max(seconds, 1e-6), SECONDS_BETWEEN)
        return _call(function, args)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before or signal.SIG_DFL)


def _watched_from_outside(seconds, attempts, function, args):
    thread = threading.get_ident()
    throw = ctypes.pythonapi.PyThreadState_SetAsyncExc
    finished = threading.Event()

    def watch():
        if finished.wait(seconds):
            return
        usual = sys.getswitchinterval()
        while _is_running(sys._current_frames().get(thread)):
            attempts.append(TimeIsUp)
            throw(ctypes.c_ulong(thread), ctypes.py_object(TimeIsUp))
            if len(attempts) == GENTLE_ATTEMPTS:
                sys.setswitchinterval(SECONDS_BETWEEN_THEN)  # how often Python lets the other thread have its turn
            finished.wait(_pause(attempts))
        sys.setswitchinterval(usual)

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        return _call(function, args)
    finally:
        finished.set()
        watcher.join()
        throw(ctypes.c_ulong(thread), None)  # one that was thrown at the last moment and has not arrived
