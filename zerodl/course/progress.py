"""What the learner has solved: a folder of plain Python files, one for each passed exercise.

Each file is written whole or not at all, and no two exercises share one, so two kernels can work in one course folder
and a crash in the middle of writing loses nothing. A first line with a checksum tells a damaged file from a good one.
"""

import hashlib
import os
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from ..atomic import write_atomic
from .files import keep_copy, set_aside

_FIRST = "# zerodl progress: {name}, checksum {digest}\n"


def progress_folder(course_folder=None):
    """Where progress is kept: the environment variable ZERODL_PROGRESS, else .zerodl/progress in the course folder.

    Args: course_folder: where the notebooks are; None is the current folder, which Jupyter sets to the notebook's own.
    """
    if override := os.environ.get("ZERODL_PROGRESS"):
        return Path(override).expanduser().absolute()
    return Path(course_folder or ".").absolute() / ".zerodl" / "progress"


def save(name, source, course_folder=None):
    """Keep the source of a passed exercise; a copy of an earlier one that was different is kept.

    Raises: OSError if the folder cannot be written, or the disk is full; what was saved before is still there.
    """
    if load(name, course_folder) == source:
        return
    path = progress_folder(course_folder) / f"{name}.py"
    if path.exists():
        keep_copy(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomic(path, _FIRST.format(name=name, digest=_digest(source)) + source)


def load(name, course_folder=None):
    """The source of a passed exercise, or None. A damaged file is set aside under another name, and counts as None."""
    path = progress_folder(course_folder) / f"{name}.py"
    try:
        content = _read(path).decode("utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError):
        content = ""
    first, _, source = content.partition("\n")
    if first + "\n" == _FIRST.format(name=name, digest=_digest(source)):
        return source
    with suppress(OSError):  # a folder that cannot be written: it stays, unread
        _move_away(path)
    return None


def is_damaged(name, course_folder=None):
    """Whether there is a file for this exercise that does not hold what was saved; looking sets it aside."""
    path = progress_folder(course_folder) / f"{name}.py"
    try:
        return path.exists() and load(name, course_folder) is None
    except OSError:  # of a folder that may not be looked into
        return False


def forget(name, course_folder=None):
    """Take an exercise out of the progress; its file is set aside, not deleted.

    Returns: where the file is now, or None if there was none.
    """
    return _move_away(progress_folder(course_folder) / f"{name}.py")


_empty: tempfile.TemporaryDirectory | None = None  # the folder of start_empty; it lives as long as this object


def start_empty():
    """Keep the progress of this process in an empty folder, which goes when the process ends; nbgrader marks like that.

    So a submission is marked by what it holds itself, wherever it lies and whatever has been solved there before.
    """
    global _empty
    _empty = tempfile.TemporaryDirectory(prefix="zerodl-progress-", ignore_cleanup_errors=True)
    os.environ["ZERODL_PROGRESS"] = _empty.name


def _move_away(path):
    """Set a file aside and return its new place; None if there is none, or not any more."""
    with suppress(FileNotFoundError):  # another kernel may have moved it a moment ago
        return set_aside(path) if path.exists() else None
    return None


def _read(path):
    """The bytes of a file; on Windows with patience, because opening fails while another process replaces it."""
    for _ in range(20 if sys.platform == "win32" else 0):
        try:
            return path.read_bytes()
        except PermissionError:
            time.sleep(0.02)
    return path.read_bytes()


def _digest(source):
    return hashlib.sha256(source.encode("utf-8")).hexdigest()[:16]
