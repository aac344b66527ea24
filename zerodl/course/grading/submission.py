"""What a submitted file holds: found out in a child, because a file can be made to keep its reader busy for ever.

Nothing of the submission is run here. The parent takes the file's bytes and gets back the text of the answers.
"""

import re
import stat
from collections import Counter
from pathlib import Path

from .. import catalogue
from ..answer import is_gap
from ..notebook import MAX_BYTES, NotebookError, answers, checked_name, chosen_letter, read_notebook, source
from ..plain import decode, encode
from ..record import Question

LONGEST_ANSWER = 20_000  # characters: some hundred lines, several times what any exercise needs
LONGEST_CELL = 40_000  # what follows in a cell is not looked at
_FILE = "notebook.ipynb"  # its name in the child's own folder


def read_bytes(path):
    """The content of an ordinary file; a pipe or a device would keep its reader waiting, or feed it without end.

    Raises: NotebookError.
    """
    try:
        found = path.lstat()
        if stat.S_ISLNK(found.st_mode):
            raise NotebookError("this is a link, which may lead to somebody else's work; put the file itself here")
        if not stat.S_ISREG(found.st_mode):
            raise NotebookError("this is not a file; a notebook is expected")
        if found.st_size > MAX_BYTES:
            raise NotebookError(f"{found.st_size:,} bytes are too many for a lesson; clear the outputs of its cells")
        return path.read_bytes()
    except OSError as error:
        raise NotebookError(f"cannot be read: {error.strerror or error}") from error


def read(payload, send):
    """A task for a child: find the answers in a notebook. ``payload`` is {"content", "file", "lesson"}, encoded.

    Sends {"trouble": text}, or {"lesson", "answers"} with one entry for each exercise and question of the lesson that
    is in the notebook: {"text"}, {"gap"}, {"letter"}, or {"refused"} with the reason.
    """
    request = decode(payload)
    place = Path(_FILE)
    place.write_bytes(request["content"])
    try:
        notebook = read_notebook(place)
    except NotebookError as error:
        send(encode({"trouble": str(error).removeprefix(f"{_FILE}: ")}))
        return
    for cell in notebook["cells"]:
        cell["source"] = source(cell)[:LONGEST_CELL]
    lesson = request["lesson"] or lesson_of(notebook, request["file"])
    found = answers(notebook)
    records = [record for record in catalogue.of_lesson(lesson) if record.name in found]
    send(encode({"lesson": lesson, "answers": {record.name: _entry(record, found[record.name]) for record in records}}))


def lesson_of(notebook, file_name):
    """The lesson of a notebook: by most of the exercises in it, else by the number in the file's name; or None."""
    found = list(answers(notebook)) or [checked_name(source(cell)) for cell in notebook["cells"]]
    lessons = Counter(record.lesson for record in catalogue.all_records() if record.name in found)
    if lessons:
        return lessons.most_common(1)[0][0]
    number = re.search(r"(?<!\d)(\d\d)_", file_name)
    return number[1] if number and number[1] in catalogue.lessons() else None


def _entry(record, text):
    if isinstance(record, Question):
        return {"letter": chosen_letter(text) or ""}
    if len(text) > LONGEST_ANSWER:
        return {"refused": f"The cell has {len(text):,} characters; at most {LONGEST_ANSWER:,} are taken."}
    return {"gap": True} if _is_gap(text) else {"text": text}


def _is_gap(text):
    try:
        return is_gap(text)
    except RecursionError:  # brackets inside brackets, thousands deep, which no gap has
        return False
