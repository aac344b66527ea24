"""Starting another Python: what it is told, and a child that is one.

Python's own ``multiprocessing`` could start the children too. It is not used, because its children first import the
parent's main program again, which may be a script, a notebook or nothing at all, and share open files with one another.
"""

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from ...errors import ZerodlError

ROOT = Path(__file__).resolve().parents[3]  # the folder that holds zerodl/

# What is passed on of the parent's environment: how to run, and nothing about its user.
_KEPT = (
    "PATH LANG LC_ALL LC_CTYPE TZ LD_LIBRARY_PATH DYLD_LIBRARY_PATH PYTHONHOME VIRTUAL_ENV CONDA_PREFIX "
    "SYSTEMROOT SYSTEMDRIVE WINDIR TEMP TMP TMPDIR"
).split()
_SET = {
    # One thread in every library: a grade must not depend on the cores, and threads do not survive a fork.
    **dict.fromkeys("OPENBLAS_NUM_THREADS OMP_NUM_THREADS MKL_NUM_THREADS VECLIB_MAXIMUM_THREADS".split(), "1"),
    "PYTHONHASHSEED": "0",  # sets in the same order every time, so that grading twice gives the same grade
    "PYTHONIOENCODING": "utf-8:backslashreplace",  # printing never fails, as in a notebook
    "MPLBACKEND": "agg",
}
_NEW_GROUP_WITHOUT_WINDOW = 0x08000200  # Windows: CREATE_NEW_PROCESS_GROUP | CREATE_NO_WINDOW


class WorkerError(ZerodlError, RuntimeError):
    """A child could not be started; the reason lies in this installation and not in a submission."""


def start_python(statement, log, **pipes):
    """Start a Python that runs one statement, in a group of its own: Ctrl-C in a terminal reaches the parent alone."""
    apart = {"start_new_session": True} if os.name == "posix" else {"creationflags": _NEW_GROUP_WITHOUT_WINDOW}
    command = [sys.executable, "-P", "-c", f"import sys; sys.path[:] = {_search_path()!r}; {statement}"]
    environment = {name: os.environ[name] for name in _KEPT if name in os.environ} | _SET
    return subprocess.Popen(command, env=environment, cwd=tempfile.gettempdir(), stderr=log, **apart, **pipes)


def _search_path():
    """Where the parent finds modules, without the current folder: beside a submission there may be a numpy.py."""
    here = Path.cwd()
    found = [Path(entry).absolute() for entry in sys.path if entry]
    kept = [entry for entry in found if entry != here or entry == ROOT]
    return [str(entry) for entry in (kept if ROOT in kept else [*kept, ROOT])]


def last_words(log):
    """The end of what a process has written to its standard error."""
    log.seek(0)
    return log.read()[-2000:].decode("utf-8", "replace").strip() or "it left no message"


class FreshInterpreter:
    """A child in a new Python: half a second to start, on every system.

    ``requests`` and ``results`` are unbuffered binary files to and from the child.
    """

    def __init__(self):
        self._log = tempfile.TemporaryFile()
        statement = "from zerodl.course.grading.child import main; main()"
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "bufsize": 0}
        self._process = start_python(statement, self._log, **pipes)
        self.requests, self.results = self._process.stdin, self._process.stdout

    def exit_code(self, seconds):
        """Wait for the end; the code, negative for a signal, or None if the child still runs."""
        try:
            return self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            return None

    def stop(self):
        """End the child, if it has not ended, and what it may have started."""
        if self._process.returncode is None:  # not reaped, so its number cannot have passed to another process
            with contextlib.suppress(OSError):
                self._process.kill()
                if os.name == "posix":
                    os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        if not self._log.closed:
            self.complaint = last_words(self._log)  # what it wrote before it was silenced
            self._log.close()
