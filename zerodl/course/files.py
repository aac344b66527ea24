"""Keeping what would be replaced, so that nothing a learner has saved is ever lost.

Files are written whole or not at all by ``zerodl/atomic.py``; what they would replace is kept first, under a numbered
name that never replaces an older one.
"""

import re
from pathlib import Path

from ..atomic import create_new, replace, sync_folder

OWN_FOLDER = ".zerodl"  # what zerodl keeps beside a learner's notebooks; JupyterLab's file list hides it
KEPT_FOLDER = "kept"


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
            replace(path, kept)
        except OSError:
            kept.rmdir() if kept.is_dir() else kept.unlink()
            raise

    kept = _first_free(path, move)
    sync_folder(path.parent)
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
