"""Ctrl-C in the middle of a training: it ends after the step at hand, not inside it."""

import signal
import threading
from contextlib import contextmanager

INTERRUPTED = "Ctrl-C"  # the reason why a fit stopped


@contextmanager
def polite_interrupt(stop):
    """A ``with`` block in which the first Ctrl-C calls ``stop()`` and goes on; the second one interrupts at once.

    A step that is broken off may have changed some weights and not others. Outside the main thread, or where the
    program deals with Ctrl-C in its own way, nothing is changed.
    """
    usual = signal.getsignal(signal.SIGINT) if threading.current_thread() is threading.main_thread() else None
    if usual is not signal.default_int_handler:
        yield
        return

    def first(number, frame):
        signal.signal(signal.SIGINT, usual)
        stop()

    signal.signal(signal.SIGINT, first)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, usual)
