"""Run a task in a process of its own and collect its messages: the wall between a submission and its grader.

One child per call, fresh each time, shut in by isolation.py. The parent reads bytes and an exit code from it and
executes nothing of what it says. Whatever the task does, ``answer`` returns in time, and the next call starts from the
same state as the first.
"""

import json
import queue
import signal
import threading
import time
from dataclasses import asdict, dataclass, field

from . import frame, scratch
from .fork_server import ForkedChild, ForkServer, fork_server_works
from .interpreter import FreshInterpreter, WorkerError
from .limits import Limits

PREPARE_SECONDS = 60  # for importing the task's module and shutting itself in; not counted against the task
LOOK_SECONDS = 0.25  # how often the scratch folder is measured
EXIT_SECONDS = 1  # between the end of a child's pipe and the end of the child
MESSAGE_COST = 256  # bytes that any message counts for besides its own: millions of empty ones must have an end


@dataclass(frozen=True)
class Outcome:
    """What came of a call.

    Args:
        ended: "done" (the task returned), "error" (it raised one), "time", "memory", "output too large",
            "files too large", "exit" (it ended its process itself), "crash" (a signal ended it), or "rubbish" (what
            it sent were no messages).
        messages: what the task sent before, in order; complete only if ``ended`` is "done".
        detail: the reason in words, for a report; it may quote the submission.
        seconds: how long the task ran.
        not_isolated: in words, what this system did not keep the task from.
    """

    ended: str
    messages: list[bytes] = field(default_factory=list)
    detail: str = ""
    seconds: float = 0.0
    not_isolated: tuple[str, ...] = ()


class _ServerGoneError(WorkerError):
    """The fork server ended before the task began; worth a second try."""


class Workers:
    """Runs tasks in children, one at a time. A context manager; ``close`` ends the fork server.

    Args:
        preload: names of modules that the children need, loaded once.
        fresh: start every child as a new Python, as is done anyway where the system has no fork server.
    Example:
        >>> with Workers() as workers:
        ...     workers.answer("zerodl.course.grading.worker:echo", b"hello").messages
        [b'hello']
    """

    def __init__(self, preload=("zerodl.course.plain",), fresh=False):
        self._preload = tuple(preload)
        self._fresh = fresh or not fork_server_works()
        self._server = None
        self._one_at_a_time = threading.Lock()

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()

    def close(self):
        """End the fork server; the next call would start another."""
        if self._server is not None:
            self._server.close()
            self._server = None

    def answer(self, task, payload, *, limits=Limits()):  # noqa: B008 - Limits is frozen
        """Call ``task`` in a new child and return its Outcome.

        Args:
            task: ``"module:function"``; the function is called as ``function(payload, send)``, and ``send(bytes)``
                may be called any number of times.
            payload: bytes for the task.
        Raises: WorkerError if the child could not be brought to the point of calling the task.
        """
        with self._one_at_a_time, scratch.scratch_folder() as folder:
            try:
                return self._try(task, payload, limits, folder)
            except _ServerGoneError:
                return self._try(task, payload, limits, folder)

    def _try(self, task, payload, limits, folder):
        child = self._start_child()
        try:
            call = _Call(child, folder, limits)
            call.ask({"task": task, "folder": str(folder), "limits": asdict(limits)}, payload)
            return call.follow()
        except WorkerError as error:
            if self._server is not None and not self._server.alive:
                raise _ServerGoneError(str(error)) from error
            raise
        finally:
            child.stop()

    def _start_child(self):
        """A new child, by a new fork server if the last one has gone."""
        if self._fresh:
            return FreshInterpreter()
        if self._server is not None and not self._server.alive:
            self.close()
        if self._server is None:
            self._server = ForkServer(self._preload)
        try:
            return ForkedChild(self._server)
        except ConnectionError as error:
            self._server.kill()
            raise _ServerGoneError(f"grading: the process that starts children has gone: {error}") from error


class _Call:
    """One child from its first message to its last."""

    def __init__(self, child, folder, limits):
        self.child, self.folder, self.limits = child, folder, limits
        self.inbox = queue.SimpleQueue()
        self.messages = []
        self.not_isolated = ()
        threading.Thread(target=_listen, args=(child.results, self.inbox, limits), daemon=True).start()

    def ask(self, request, payload):
        """Send the request. A child that is gone already shows when its answers are read."""
        try:
            with self.child.requests as requests:
                frame.write_frame(requests, frame.REQUEST, json.dumps(request).encode())
                frame.write_frame(requests, frame.PAYLOAD, payload)
        except OSError:
            return

    def follow(self):
        """Wait for the child to be ready, then for its end or for the first limit that it meets."""
        self._wait_until_ready()
        started = time.monotonic()
        ended = None
        looked = started
        while ended is None:
            now = time.monotonic()
            if now - started > self.limits.seconds:
                ended = "time", f"no end within {self.limits.seconds:g} seconds"
                break
            if now - looked > LOOK_SECONDS:
                looked = now
                ended = self._files_too_large()
            try:
                ended = ended or self._take(self.inbox.get(timeout=LOOK_SECONDS))
            except queue.Empty:
                continue
        ended = self._files_too_large() or ended
        seconds = time.monotonic() - started
        return Outcome(ended[0], self.messages, _printable(ended[1]), seconds, self.not_isolated)

    def _wait_until_ready(self):
        try:
            kind, data = self.inbox.get(timeout=PREPARE_SECONDS) or (None, b"")
        except queue.Empty:
            raise WorkerError(f"grading: a child was not ready within {PREPARE_SECONDS} seconds") from None
        if kind == frame.UNPREPARED:
            raise WorkerError(f"grading: the task could not be prepared: {data.decode('utf-8', 'replace')}")
        if kind != frame.ISOLATED:
            self.child.stop()
            raise WorkerError(f"grading: a child ended before it was ready: {self.child.complaint}")
        self.not_isolated = tuple(json.loads(data))

    def _take(self, item):
        """Handle one thing that the listener has found; ``(ended, detail)`` if it was the last."""
        if item is None:
            return self._unannounced_end()
        kind, data = item
        text = data.decode("utf-8", "replace")
        match kind:
            case frame.MESSAGE:
                self.messages.append(data)
                return None
            case frame.RETURNED:
                return "done", ""
            case frame.RAISED:
                return "error", text
            case frame.LEFT:
                return "exit", text
            case frame.OUT_OF_MEMORY:
                return "memory", f"more than {self.limits.memory_mb:,} MB of memory were asked for"
            case "output too large":
                return kind, f"more than {self.limits.message_mb:,} MB of results"
        return "rubbish", text if kind == "rubbish" else "a message that a child does not send"

    def _unannounced_end(self):
        """The child's pipe is at its end and no word of how the task ended has come."""
        code = self.child.exit_code(EXIT_SECONDS)
        if code is None:
            return "crash", "the connection was closed before the task was finished"
        if 0 <= code < 256:
            return "exit", f"the process was ended before the task was finished, with exit code {code}"
        if code > 0:  # Windows: the number of an exception
            return "crash", f"the process was ended by the system, code {code:#x}"
        name = signal.Signals(-code).name if -code in list(signal.Signals) else f"signal {-code}"
        return "time" if name == "SIGXCPU" else "crash", f"the process was ended by {name}"

    def _files_too_large(self):
        files, size = scratch.measure(self.folder, self.limits.folder_files)
        if files > self.limits.folder_files:
            return "files too large", f"more than {self.limits.folder_files:,} files were made"
        if size > self.limits.folder_mb * 2**20:
            return "files too large", f"more than {self.limits.folder_mb:,} MB of files were written"
        return None


def _listen(results, inbox, limits):
    """In a thread: pass on what the child sends until its end or the first thing that is not in order."""
    left = limits.message_mb * 2**20
    with results:
        while left >= 0:
            try:
                item = frame.read_frame(results, left)
            except frame.FrameTooLargeError:
                break
            except (frame.FrameError, OSError) as error:
                inbox.put(("rubbish", str(error).encode()))
                return
            inbox.put(item)
            if item is None:
                return
            left -= len(item[1]) + MESSAGE_COST
    inbox.put(("output too large", b""))


def _printable(text):
    """Text that does nothing to the terminal or the page that shows it."""
    return "".join(letter if letter.isprintable() else " " for letter in text)


def echo(payload, send):
    """A task that sends its payload back; for trying whether children work."""
    send(payload)
