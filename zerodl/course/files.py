"""Writing files so that nothing that was saved is ever lost.

A file is written whole or not at all (`write_atomic`, `create_new`), and what would be replaced is kept first
(`keep_copy`, `set_aside`). Stopping the process at any instant, with kill -9 or the power switch, leaves the old
content or the new one.
"""

import os
import re
import secrets
import shutil
import sys
import time
from contextlib import contextmanager, suppress
from pathlib import Path

OWN_FOLDER = ".zerodl"  # what zerodl keeps beside a learner's notebooks; JupyterLab's file list hides it
KEPT_FOLDER = "kept"


def write_atomic(path, content):
    """Write a file whole: whoever reads it, at any instant, finds the old content or the new one.

    The content goes to a temporary file in the same folder, down to the disk, and then takes the name. A file that
    was there keeps its mode; a link keeps pointing to its file, which is the one written.

    Args: content: bytes, or text, which is written as UTF-8 with its newlines as they are.
    Raises: OSError if the folder is missing or cannot be written; the old content stays, and no temporary file.
    """
    path = Path(path).resolve()
    with _written_beside(path, content) as temporary:
        if path.exists() and sys.platform != "win32":  # where a mode is no more than a read-only flag
            shutil.copymode(path, temporary)
        _replace(temporary, path)
    _sync_folder(path.parent)


def create_new(path, content):
    """Write a file whole, as `write_atomic` does, but only if nothing has its name.

    Raises: FileExistsError if something has, be it made by another process a moment ago.
    """
    path = Path(path)
    with _written_beside(path, content) as temporary:
        _give_free_name(temporary, path)
    _sync_folder(path.parent)


def keep_copy(path):
    """Copy a file to a new numbered name that never replaces an older copy; return where the copy is.

    ``02_autograd.ipynb`` is kept as ``.zerodl/kept/02_autograd.kept-1.ipynb`` beside it, the next time as ``kept-2``.
    A file that lies in a ``.zerodl`` folder already is kept in that folder's ``kept/``.
    """
    path = Path(path)
    content = path.read_bytes()
    return _first_free(path, lambda kept: create_new(kept, content))


def set_aside(path):
    """Move a file (or a folder of that name) to where `keep_copy` would put its copy; return where it is now.

    A move takes along what another process wrote a moment ago, which a copy followed by a replacement would lose.
    """
    path = Path(path)

    def move(kept):
        # The name is ours from here on, so the move replaces nothing but this empty file, or folder.
        kept.mkdir() if path.is_dir() else kept.open("xb").close()
        try:
            _replace(path, kept)
        except OSError:
            kept.rmdir() if kept.is_dir() else kept.unlink()
            raise

    kept = _first_free(path, move)
    _sync_folder(path.parent)
    return kept


def _first_free(path, make):
    """Call ``make`` with the numbered names for ``path``, past the highest in use, until one was free."""
    folder = _kept_folder(path)
    folder.mkdir(parents=True, exist_ok=True)
    pattern = re.compile(re.escape(path.stem) + r"\.kept-(\d+)" + re.escape(path.suffix))
    numbers = [int(match[1]) for old in folder.iterdir() if (match := pattern.fullmatch(old.name))]
    number = max(numbers, default=0) + 1
    while True:
        kept = folder / f"{path.stem}.kept-{number}{path.suffix}"
        try:
            make(kept)
            return kept
        except FileExistsError:  # another process took the number between our look and our write
            number += 1


def _kept_folder(path):
    """The folder for copies of ``path``: ``kept/`` in the ``.zerodl`` above it, else in one beside it."""
    for folder in path.absolute().parents:
        if folder.name == OWN_FOLDER:
            return folder / KEPT_FOLDER
    return path.parent / OWN_FOLDER / KEPT_FOLDER


@contextmanager
def _written_beside(path, content):
    """A temporary file beside ``path`` with the content safely on the disk; gone when the block is left."""
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(6)}.tmp")
    try:
        with temporary.open("xb") as file:  # open, unlike tempfile, gives a new file the user's usual mode
            file.write(content.encode("utf-8") if isinstance(content, str) else content)
            file.flush()
            os.fsync(file.fileno())
        yield temporary
    finally:
        temporary.unlink(missing_ok=True)


def _give_free_name(temporary, path):
    """Name the temporary file ``path``, or raise FileExistsError: never replace."""
    if sys.platform == "win32":
        os.rename(temporary, path)  # noqa: PTH104 - on Windows, and only there, it refuses a name that is taken
        return
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:  # no hard links, as on a memory stick: taking the name and filling it are two steps there
        path.open("xb").close()
        temporary.replace(path)


def _replace(source, target):
    """os.replace; on Windows with patience, because it fails while any process has either file open."""
    for _ in range(50 if sys.platform == "win32" else 0):
        try:
            return os.replace(source, target)  # noqa: PTH105 - the documented atomic one
        except PermissionError:
            time.sleep(0.02)
    return os.replace(source, target)  # noqa: PTH105


def _sync_folder(folder):
    """Bring a new name down to the disk too, where the system lets a folder be synced (not on Windows)."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    with suppress(OSError):  # some network file systems refuse
        os.fsync(handle)
    os.close(handle)
