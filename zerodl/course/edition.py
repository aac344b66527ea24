"""Bringing the lessons to a learner's folder, and newer editions of them, and never losing the learner's work.

``.zerodl/lessons.json`` in the folder remembers, for each lesson, the digest of the edition that was brought last:

    the learner's file is ...                what happens
    missing                                  the lesson is written
    as shipped today                         nothing
    as it was brought last time              the old one goes to .zerodl/kept/, the new edition takes its place
    changed; nothing newer was shipped       nothing
    changed, and a newer edition is here     the file stays; the new edition stands beside it: NAME.new.ipynb

A file that is no notebook, or is write-protected, counts as changed.
"""

import hashlib
import json
import stat
import time
from contextlib import suppress
from itertools import count
from pathlib import Path

from ..atomic import create_new, write_atomic
from ..version import __version__
from .files import OWN_FOLDER, keep_copy, set_aside
from .notebook import NotebookError, read_notebook, source

MANIFEST = Path(OWN_FOLDER) / "lessons.json"


def bring_lessons(shipped, folder):
    """Copy the lessons from ``shipped`` into ``folder``, as the table above says; return sentences for the learner.

    Args: shipped: the folder with the lessons of this edition. folder: the learner's; made if it is missing.
    Raises: OSError if the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    brought, sentences = _read_manifest(folder)
    for lesson in sorted(shipped.glob("*.ipynb")):
        sentence = _bring(lesson, folder / lesson.name, brought.get(lesson.name))
        sentences += [sentence] if sentence else []
        brought[lesson.name] = digest(lesson)
    _write_manifest(folder, brought)
    return sentences


def digest(path):
    """The SHA-256 of the text of a notebook; None if the file is no notebook.

    It covers the kind and the source of each cell: running a notebook, or the empty cell that JupyterLab adds at the
    end, changes nothing.
    """
    try:
        cells = [[cell.get("cell_type"), source(cell)] for cell in read_notebook(path)["cells"]]
    except NotebookError:
        return None
    text = json.dumps([[kind, written] for kind, written in cells if written.strip()])
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _bring(lesson, path, last):
    """Bring one lesson; return the sentence to say, or None.

    Args: lesson: the edition of today. last: the digest of the edition that was brought last, None if unknown.
    """
    today = digest(lesson)
    nothing_to_say = not path.exists() or digest(path) == today
    if _place(lesson, path, last):
        if nothing_to_say:
            return None
        return f"{path.name} is brought up to date; the edition before it is in {Path(OWN_FOLDER) / 'kept'}."
    if today == last:
        return None
    beside = next(name for name in _names_beside(path) if _place(lesson, name, last))
    return f"{path.name} was changed or is write-protected, so it stays as it is; the new edition is {beside.name}."


def _place(lesson, path, last):
    """Put an edition at ``path`` unless something of the learner's is there; return whether it stands there now."""
    for tries_left in range(5, -1, -1):  # more than one only if another `zerodl lab` is at work in the same folder
        if not path.exists():
            with suppress(FileExistsError):
                create_new(path, lesson.read_bytes())
        found = digest(path)
        if found == digest(lesson):
            return True
        if found is None and tries_left:  # no notebook, or none at this instant: the other is between its two steps
            time.sleep(0.01)
            continue
        try:
            if found is None or found != last or _is_write_protected(path):
                return False
            old = set_aside(path)
        except FileNotFoundError:
            continue
        except PermissionError:  # on Windows: open in another program
            return False
        if digest(old) != last:  # saved by the learner, or brought by the other, since our look: it gets its name back
            with suppress(FileExistsError):
                create_new(path, old.read_bytes())
    return False


def _names_beside(path):
    """NAME.new.ipynb, NAME.new-2.ipynb, ..."""
    yield path.with_suffix(f".new{path.suffix}")
    for number in count(2):
        yield path.with_suffix(f".new-{number}{path.suffix}")


def _is_write_protected(path):
    """Whether the owner may not write: the flag itself, because the system's answer to root is always yes."""
    return not path.stat().st_mode & stat.S_IWUSR


def _read_manifest(folder):
    """The digests of the editions brought last, by lesson, and what to say if the manifest was damaged."""
    path = folder / MANIFEST
    try:
        brought = json.loads(path.read_bytes())["lessons"]
        if all(isinstance(text, str) for pair in brought.items() for text in pair):
            return brought, []
    except FileNotFoundError:
        return {}, []
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        pass
    kept = keep_copy(path).relative_to(folder)
    return {}, [f"{MANIFEST} was damaged and is kept as {kept}; a lesson that is not as shipped counts as changed."]


def _write_manifest(folder, brought):
    manifest = {"zerodl": __version__, "lessons": brought}
    (folder / MANIFEST).parent.mkdir(exist_ok=True)
    write_atomic(folder / MANIFEST, json.dumps(manifest, indent=1) + "\n")
