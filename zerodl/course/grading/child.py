"""What happens inside a child: read the request, shut itself in, run the task, say how it ended.

Everything before ``isolate`` is this package's own code; from the call of the task on, nothing that this process says
or does can be believed by the parent, and nothing has to be.
"""

import importlib
import json
import os
import tempfile
from os import _exit  # kept by its own name: the task may replace os._exit

from .frame import (
    ISOLATED,
    LEFT,
    MESSAGE,
    OUT_OF_MEMORY,
    PAYLOAD,
    RAISED,
    REQUEST,
    RETURNED,
    UNPREPARED,
    read_frame,
    write_frame,
)
from .isolation import isolate
from .limits import Limits

MOST_TEXT = 500  # characters of an error that are reported
MOST_REQUEST = 2**30


def run(requests, results):
    """Serve one request and end this process.

    Args: requests, results: unbuffered binary files, from and to the parent.
    """
    try:
        function, payload = _prepare(requests, results)
    except BaseException as error:
        write_frame(results, UNPREPARED, _in_words(error))
        _exit(1)
    write_frame(results, *_outcome(function, payload, results))
    _exit(0)  # at once: threads that the task left running do not matter, and no atexit function of the task's runs


def _prepare(requests, results):
    """Everything before the task: returns its function and the payload, in a process that is shut in."""
    kind, text = read_frame(requests, MOST_REQUEST)
    payload_kind, payload = read_frame(requests, MOST_REQUEST)
    assert (kind, payload_kind) == (REQUEST, PAYLOAD)
    requests.close()
    request = json.loads(text)
    module, _, name = request["task"].partition(":")
    function = getattr(importlib.import_module(module), name)
    _move_into(request["folder"])
    not_isolated = isolate(request["folder"], Limits(**request["limits"]))
    write_frame(results, ISOLATED, json.dumps(not_isolated).encode())
    return function, payload


def _move_into(folder):
    """Make the scratch folder the current folder, the home, and the place for temporary files."""
    os.chdir(folder)
    for name in ("HOME", "USERPROFILE", "TMPDIR", "TEMP", "TMP", "MPLCONFIGDIR"):
        os.environ[name] = folder
    tempfile.tempdir = folder


def _outcome(function, payload, results):
    """Run the task; the last message to send."""
    try:
        function(payload, lambda data: write_frame(results, MESSAGE, data))
    except MemoryError:
        return OUT_OF_MEMORY, b""
    except SystemExit as error:
        return LEFT, _in_words(error)
    except BaseException as error:
        return RAISED, _in_words(error)
    return RETURNED, b""


def _in_words(error):
    """An error's type and text as bytes; the error may be the learner's and refuse to be printed."""
    try:
        text = f"{type(error).__name__}: {error}"
    except BaseException:
        text = "an error that cannot be printed"
    return text[:MOST_TEXT].encode("utf-8", "replace")


def main():
    """Entry point of a fresh interpreter: the request comes by standard input, the answers go to standard output."""
    requests, results = os.fdopen(os.dup(0), "rb", buffering=0), os.fdopen(os.dup(1), "wb", buffering=0)
    silence()
    run(requests, results)


def silence():
    """Connect standard input, output and error to nothing."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nowhere, number)
    os.close(nowhere)
