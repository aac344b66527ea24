"""The fork server: a small process that has NumPy and zerodl loaded and splits off one child per request.

A fork is a copy of a running process, made in a few milliseconds, where a fresh interpreter takes half a second to
import the same things. The server itself never runs a learner's code and never sees a payload: the child reads it from
a pipe of its own, so nothing of one submission is in the memory that the next child starts from.
"""

import contextlib
import gc
import importlib
import os
import select
import signal
import socket
import struct
from pathlib import Path

from . import child, kernel

READY, START, STOP = b"R", b"S", b"K"
STATUS = struct.Struct("<i")


def serve(number, preload):
    """Take orders from the socket with this file descriptor until the parent closes it.

    START comes with two pipe ends, for the child's requests and results; STOP kills the child that is running. Each
    START is answered with the child's exit code once it has ended.
    """
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)  # a parent may have had it ignored; then no exit code would be kept
    for name in preload:
        importlib.import_module(name)
    gc.collect()
    gc.freeze()  # what is loaded now is never collected, so that children share its memory instead of copying it
    control = socket.socket(fileno=number)
    control.sendall(READY)
    while True:
        order, pipes, _, _ = socket.recv_fds(control, 1, 2)
        if not order:
            return
        if order != START:
            continue  # a STOP for a child that ended by itself in the meantime
        pid = os.fork()
        if pid == 0:
            _become_child(pipes)
        for pipe in pipes:
            os.close(pipe)
        control.sendall(STATUS.pack(_watch(pid, control)))


def _become_child(pipes):
    """In the new process: keep the two pipes and nothing else, and run."""
    try:
        kernel.die_with_parent()
        os.setsid()  # a group of its own, so that the server can kill it with whatever it may have started
        _close_others(pipes)
        child.silence()
        child.run(os.fdopen(pipes[0], "rb", buffering=0), os.fdopen(pipes[1], "wb", buffering=0))
    finally:
        child._exit(70)


def _close_others(kept):
    """Close every file but standard input, output, error and ``kept``: the server's socket above all."""
    for name in list(Path("/proc/self/fd").iterdir()):
        if int(name.name) > 2 and int(name.name) not in kept:
            with contextlib.suppress(OSError):  # the folder's own listing is among them, and closed by now
                os.close(int(name.name))


def _watch(pid, control):
    """Wait until the child has ended, killing it when told to or when the parent is gone; its exit code."""
    ended = os.pidfd_open(pid)  # readable when the child has ended
    try:
        while ended not in select.select([ended, control], [], [])[0]:
            with contextlib.suppress(ConnectionError):
                control.recv(1)  # STOP, or nothing where the parent has gone
            _kill_group(pid)
            select.select([ended], [], [])
    finally:
        os.close(ended)
    _kill_group(pid)  # the child is not yet reaped, so its number cannot have passed to another process
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def _kill_group(pid):
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.kill(pid, signal.SIGKILL)
        os.killpg(pid, signal.SIGKILL)
