"""The parent's end of server.py: start it, order children, learn how they ended."""

import contextlib
import os
import socket
import subprocess
import sys
import tempfile

from . import server
from .interpreter import WorkerError, last_words, start_python

START_SECONDS = 120
STOP_SECONDS = 5


def fork_server_works():
    """Whether this system has what server.py uses: Linux 5.3 or later."""
    if sys.platform != "linux" or not hasattr(os, "pidfd_open"):
        return False
    try:
        os.close(os.pidfd_open(os.getpid()))
    except OSError:
        return False
    return True


class ForkServer:
    """A running fork server, which has loaded the modules named in ``preload``."""

    def __init__(self, preload):
        self._control, theirs = socket.socketpair()
        self._log = tempfile.TemporaryFile()
        nothing = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL}
        with theirs:
            number = theirs.fileno()
            statement = f"from zerodl.course.grading.server import serve; serve({number}, {list(preload)!r})"
            self.process = start_python(statement, self._log, pass_fds=[number], **nothing)
        if self.receive(1, START_SECONDS) != server.READY:
            self.close()
            raise WorkerError(f"grading: the process that starts children could not start: {self.complaint}")

    @property
    def alive(self):
        return self.process.poll() is None

    def order(self, letter, pipes=()):
        """Send START with two pipe ends, or STOP. Raises: OSError where the server has gone."""
        socket.send_fds(self._control, [letter], list(pipes))

    def receive(self, size, seconds):
        """``size`` bytes from the server; None where they do not come in time, or never will."""
        self._control.settimeout(seconds)
        with contextlib.suppress(OSError):  # TimeoutError among them
            return self._control.recv(size) or None  # a few bytes, written in one piece and so read in one
        return None

    def close(self):
        """End the server, and with it a child that still runs."""
        self._control.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(STOP_SECONDS)
        self.kill()
        with self._log:
            self.complaint = last_words(self._log)

    def kill(self):
        """End the server at once; the kernel ends its child with it."""
        self.process.kill()
        self.process.wait()


class ForkedChild:
    """A child that a fork server has split off: some milliseconds to start. Offers what FreshInterpreter offers."""

    def __init__(self, fork_server):
        self._server = fork_server
        self._code = None
        their_requests, requests = os.pipe()
        results, their_results = os.pipe()
        self.requests = os.fdopen(requests, "wb", buffering=0)
        self.results = os.fdopen(results, "rb", buffering=0)
        try:
            fork_server.order(server.START, [their_requests, their_results])
        except OSError:
            self.requests.close()
            self.results.close()
            raise
        finally:
            os.close(their_requests)
            os.close(their_results)

    def exit_code(self, seconds):
        """Wait for the end; the code, negative for a signal, or None if the child still runs."""
        if self._code is None and (answer := self._server.receive(server.STATUS.size, seconds)) is not None:
            (self._code,) = server.STATUS.unpack(answer)
        return self._code

    def stop(self):
        """End the child, if it has not ended; a server that does not answer is ended with it."""
        try:
            if self._code is None:
                with contextlib.suppress(OSError):
                    self._server.order(server.STOP)
                self.exit_code(STOP_SECONDS)
        finally:
            if self._code is None:  # no answer, or Ctrl-C while waiting: the next child must not get this one's code
                self._server.kill()

    @property
    def complaint(self):
        if not self._server.alive:
            return "the process that starts children has gone"
        return f"it ended with the exit code {self._code}"
