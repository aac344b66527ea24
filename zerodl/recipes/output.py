"""Where a recipe puts what it made: in a folder, beside what is there, never in its place."""

import signal
import sys
import threading
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from ..errors import ArgumentError
from ..io.archive import save_named
from ..train.checkpoint import checkpoint_of
from ..viz.picture import save_picture


def add_out(parser):
    """The argument that names the folder."""
    about = "where picture and network go; no file there is replaced (default: artifacts)"
    parser.add_argument("--out", type=Path, default=Path("artifacts"), metavar="FOLDER", help=about)


def make_folder(folder):
    """Make the output folder before the training, so that a wrong name costs no time."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as cause:
        raise ArgumentError(f"--out: cannot make the folder {folder}: {cause.strerror}; name another one") from cause


@contextmanager
def undisturbed():
    """A ``with`` block, for the saving, in which Ctrl-C only gets an answer: what a training learnt is not lost by it.

    Where the program deals with Ctrl-C in its own way, or outside the main thread, nothing is changed.
    """
    usual = signal.getsignal(signal.SIGINT) if threading.current_thread() is threading.main_thread() else None
    if usual is not signal.default_int_handler:
        yield
        return
    signal.signal(signal.SIGINT, lambda number, frame: print("saving what was learnt, a moment", file=sys.stderr))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, usual)


def save_figure(figure, path):
    """Save a picture under the first free name, and return where it is."""
    return _written(path, lambda: save_picture(figure, path))


def save_network(path, **parts):
    """Save a checkpoint of the parts under the first free name, and return where it is."""
    tree = checkpoint_of(parts)
    return _written(path, lambda: _first_free(path, lambda free: save_named("checkpoint", tree, free, new=True)))


def save_text(path, text):
    """Save a text under the first free name, unless that file has the same text already; return where it is."""

    def write(free):
        if not (free.is_file() and free.read_text(encoding="utf-8") == text):
            with free.open("x", encoding="utf-8") as file:
                file.write(text)

    return _written(path, lambda: _first_free(path, write))


def _first_free(path, write):
    """Call ``write`` with "name", "name-2" and so on until there is no file of that name."""
    for number in count(1):
        free = path if number == 1 else path.with_stem(f"{path.stem}-{number}")
        try:
            write(free)
            return free
        except FileExistsError:
            continue


def _written(path, write):
    try:
        return write()
    except OSError as cause:
        raise ArgumentError(
            f"--out: cannot write into {path.parent}: {cause.strerror or cause}; name another folder"
        ) from cause
