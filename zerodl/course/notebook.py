"""Read notebooks as what they are, JSON files of cells, and find the learner's answers in them."""

import ast
import inspect
import itertools
import json
import re
import textwrap
import tokenize

from ..errors import ZerodlError
from .answer import is_gap

MAX_BYTES = 64 * 2**20


class NotebookError(ZerodlError, ValueError):
    """A file is not a notebook."""


def read_notebook(path):
    """The notebook as a dictionary with a list of "cells".

    Raises: NotebookError naming the file and what is wrong with it.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise NotebookError(f"{path}: {path.stat().st_size:,} bytes are too many for a lesson; clear its outputs")
        notebook = json.loads(path.read_bytes().decode("utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise NotebookError(f"{path}: this is not a notebook: {error}") from error
    except OSError as error:
        raise NotebookError(f"{path}: cannot be read: {error.strerror}") from error
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    if not isinstance(cells, list) or not all(isinstance(cell, dict) for cell in cells):
        raise NotebookError(f"{path}: this JSON file is not a notebook: it has no list of cells")
    return notebook


def to_text(notebook):
    """A notebook as the text of its file, always in the same form."""
    return json.dumps(notebook, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def source(cell):
    """The text of a cell, whichever of the format's two ways it is kept in; rubbish counts as empty."""
    text = cell.get("source", "")
    if isinstance(text, list):
        text = "".join(line for line in text if isinstance(line, str))
    return text if isinstance(text, str) else ""


def as_lines(text):
    """A cell's text as the list of lines that the format keeps."""
    return text.splitlines(keepends=True)


def answers(notebook):
    """The learner's answers: a dictionary from the names of exercises and questions to their source.

    An answer is known by its decorator ``@exercise("…")`` or its call ``answer("…", …)``, whatever its cell's place,
    id, tags or other contents. Of several for one name the last one that is not an untouched gap counts.
    """
    found = {}
    for cell in notebook["cells"]:
        if cell.get("cell_type") != "code":
            continue
        text = source(cell)
        for match in _MARK.finditer(text):
            own = _own_text(text[match.start() :])
            if match[1] not in found or not is_gap(own):
                found[match[1]] = own
    return found


def _own_text(text):
    """The decorated function, or the call, that a text begins with; cut as Python cuts it out of a running cell."""
    lines = text.splitlines(keepends=True)
    if not text.lstrip().startswith("@"):
        beginnings = itertools.accumulate(lines[:9])
        return next((call for call in beginnings if _is_python(call)), text)
    try:
        return textwrap.dedent("".join(inspect.getblock(lines)))
    except (SyntaxError, tokenize.TokenError):
        return text


def _is_python(text):
    try:
        ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):  # the last two: nested too deeply for the parser
        return False
    return True


_MARK = re.compile(r"""^[ \t]*(?:@exercise|answer)\(\s*["']([\w.]+)["']""", re.MULTILINE)
_CHECK = re.compile(r"""^[ \t]*check\(\s*["']([\w.]+)["']\s*\)""", re.MULTILINE)


def answered_name(text):
    """The exercise or question that a cell's text answers, or None; found even where the text is not valid Python."""
    match = _MARK.search(text)
    return match[1] if match else None


def answered_names(text):
    """All exercises and questions that a cell's text answers."""
    return [match[1] for match in _MARK.finditer(text)]


def checked_name(text):
    """The exercise or question that a cell's text checks, or None."""
    match = _CHECK.search(text)
    return match[1] if match else None


def chosen_letter(text):
    """The letter in ``answer("02.why", "b")``, read without running anything; None if there is none."""
    try:
        calls = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)]
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    for call in calls:
        if (
            getattr(call.func, "id", None) == "answer"
            and len(call.args) == 2
            and isinstance(call.args[1], ast.Constant)
        ):
            letter = call.args[1].value
            return letter.strip().lower() if isinstance(letter, str) else None
    return None
