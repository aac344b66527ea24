"""What the learner has solved: a folder of plain Python files, one for each passed exercise.

Each file is written whole or not at all, and no two exercises share one, so two kernels can work in one course folder
and a crash in the middle of writing loses nothing. A first line with a checksum tells a damaged file from a good one.
"""

import hashlib
import os
import tempfile
from contextlib import suppress
from pathlib import Path

from .files import keep_copy, set_aside, write_atomic

_FIRST = "# zerodl progress: {name}, checksum {digest}\n"


def progress_folder(course_folder=None):
    """Where progress is kept: the environment variable ZERODL_PROGRESS, else .zerodl/progress in the course folder.

    Args: course_folder: where the notebooks are; None is the current folder, which Jupyter sets to the notebook's own.
    """
    if override := os.environ.get("ZERODL_PROGRESS"):
        return Path(override)
    return Path(course_folder or ".").absolute() / ".zerodl" / "progress"


def save(name, source, course_folder=None):
    """Keep the source of a passed exercise; a copy of an earlier one that was different is kept."""
    path = progress_folder(course_folder) / f"{name}.py"
    content = _FIRST.format(name=name, digest=_digest(source)) + source
    if path.exists():
        if path.read_text(encoding="utf-8", errors="replace") == content:
            return
        keep_copy(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomic(path, content)


def load(name, course_folder=None):
    """The source of a passed exercise, or None. A damaged file is set aside under another name, and counts as None."""
    path = progress_folder(course_folder) / f"{name}.py"
    try:
        content = path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError):
        content = ""
    first, _, source = content.partition("\n")
    if first + "\n" != _FIRST.format(name=name, digest=_digest(source)):
        _move_away(path)
        return None
    return source


def forget(name, course_folder=None):
    """Take an exercise out of the progress; its file is set aside, not deleted.

    Returns: where the file is now, or None if there was none.
    """
    return _move_away(progress_folder(course_folder) / f"{name}.py")


def start_empty():
    """Keep the progress of this process in an empty folder, which goes when the process ends; nbgrader marks like that.

    So a submission is marked by what it holds itself, wherever it lies and whatever has been solved there before.
    """
    global _empty  # the folder lives as long as this object
    _empty = tempfile.TemporaryDirectory(prefix="zerodl-progress-", ignore_cleanup_errors=True)
    os.environ["ZERODL_PROGRESS"] = _empty.name


def _move_away(path):
    """Set a file aside and return its new place; None if there is none, or not any more."""
    with suppress(FileNotFoundError):  # another kernel may have moved it a moment ago
        return set_aside(path) if path.exists() else None
    return None


def _digest(source):
    return hashlib.sha256(source.encode("utf-8")).hexdigest()[:16]
