"""``zerodl course nbgrader``: lay the lessons out as a course for nbgrader, which hands out, collects and marks them.

An answer's cell in ``source/`` holds the answer between nbgrader's marks, and what nbgrader makes of it for the
students is the gap of our lesson. A check's cell is worth the points that it returns.
"""

import ast
from importlib.util import find_spec
from pathlib import Path

from ..atomic import create_new, write_atomic
from ..errors import ArgumentError, ZerodlError
from . import catalogue
from .answer import GAP
from .build import gap_cell
from .files import keep_copy
from .gap import answer_source
from .notebook import answered_name, as_lines, read_notebook, source, to_text
from .record import Question
from .seat import seat
from .shipped import solutions_folder

CONFIG = "nbgrader_config.py"
STUDENT = "solved"  # whose submission --solved lays in
CELL_SECONDS = 300

OURS = "# Made by `zerodl course nbgrader`, which replaces it when it is run again and keeps what it replaces.\n"

CONFIG_TEXT = f"""{OURS}
c = get_config()  # noqa: F821 - nbgrader puts it here

# source/02_autograd/02_autograd.ipynb is made into release/02_autograd/02_autograd.ipynb, and what a student hands in
# is submitted/STUDENT/02_autograd/02_autograd.ipynb.
c.CourseDirectory.directory_structure = "{{nbgrader_step}}/{{student_id}}/{{assignment_id}}"
c.CourseDirectory.source_directory = "source"
c.CourseDirectory.release_directory = "release"

# The gap of the lessons stands in place of an answer. A question's right letter is a mark scheme, which is taken out.
c.ClearSolutions.code_stub = {{"python": {GAP!r}}}
c.ClearMarkScheme.enforce_metadata = False

# A check stops an endless loop by itself; this is for the other cells. Each submission starts with nothing solved, and
# the solved exercises in it stay its own.
c.Execute.timeout = {CELL_SECONDS}
c.Execute.extra_arguments = [
    '--IPKernelApp.exec_lines=__import__("zerodl.course.progress", fromlist=["*"]).start_empty()',
]
"""

NEXT_STEPS = """Next, in {folder}:
  nbgrader generate_assignment {first}    what the students get, in release/
  nbgrader autograde {first}              marks what lies in submitted/STUDENT/{first}/{first}.ipynb
  nbgrader export                                the marks as a table, grades.csv"""


def add_arguments(parser):
    """Declare the arguments of ``zerodl course nbgrader``."""
    parser.add_argument(
        "folder", type=Path, metavar="FOLDER", help="the folder of the nbgrader course; made if missing"
    )
    parser.add_argument(
        "--solved",
        action="store_true",
        help=f"also hand in every solved lesson, as a student called {STUDENT!r}, to try the marking with",
    )


def run(args):
    """Write the course's files, keeping what they replace, and say what to do next."""
    folder = args.folder.expanduser().resolve()
    _check_is_free_or_ours(folder)
    files = course_files(args.solved)
    try:
        kept = [copy for name, text in files.items() if (copy := _write(folder / name, text))]
    except OSError as error:
        raise ZerodlError(f"{error.filename or folder} cannot be written: {error.strerror}") from error
    assignments = sorted(Path(name).stem for name in files if name.startswith("source/"))
    print(f"{folder} is a course for nbgrader with {', '.join(assignments)}.")
    for copy in kept:
        print(f"What was replaced is kept as {copy}.")
    print(NEXT_STEPS.format(folder=folder, first=assignments[0]))
    if find_spec("nbgrader") is None:
        print("nbgrader itself is not installed yet: pip install 'zerodl[instructor]'")
    return 0


def course_files(solved=False):
    """The text of each file of the course, by its path in the course's folder."""
    files = {CONFIG: CONFIG_TEXT}
    for path in sorted(solutions_folder().glob("*.ipynb")):
        place = f"{path.stem}/{path.name}"
        files[f"source/{place}"] = to_text(source_notebook(read_notebook(path)))
        if solved:
            files[f"submitted/{STUDENT}/{place}"] = path.read_text(encoding="utf-8")
    return files


def source_notebook(solution):
    """The solution with nbgrader's marks around each answer."""
    cells = []
    for cell in solution["cells"]:
        if cell["cell_type"] == "code" and (name := answered_name(source(cell))):
            cell = {**cell, "source": as_lines(source_cell(catalogue.find(name)))}
        cells.append(cell)
    return {**solution, "cells": cells}


def source_cell(record):
    """The cell of an exercise or question from which nbgrader makes our gap.

    A question's cell is no solution to nbgrader, which would put the gap of a function in its place; the right letter
    is marked as what it calls a mark scheme, and removed without a trace.
    """
    gap = gap_cell(record)
    if isinstance(record, Question):
        return f'{gap}\n### BEGIN MARK SCHEME\nanswer("{record.name}", "{record.right}")\n### END MARK SCHEME'
    answer = answer_source(seat(record.name)).rstrip()
    docstring = ast.parse(answer).body[0].body[0]
    body = answer.split("\n")[docstring.end_lineno :]
    return "\n".join([gap.removesuffix(GAP) + "### BEGIN SOLUTION", *body, "    ### END SOLUTION"])


def _check_is_free_or_ours(folder):
    """Raise ZerodlError for a folder that holds something and was not made by this command."""
    if folder.exists() and not folder.is_dir():
        raise ArgumentError(f"{folder} is a file; give the name of a folder")
    if not folder.is_dir() or not any(folder.iterdir()):
        return
    config = folder / CONFIG
    if not config.is_file() or not config.read_bytes().startswith(OURS.rstrip().encode()):
        raise ArgumentError(f"{folder} is not empty, and not a course made by this command; give a new folder")


def _write(path, text):
    """Write a file; return where a different one that had its name is kept, or None."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        create_new(path, text)
        return None
    if path.read_bytes() == text.encode("utf-8"):
        return None
    kept = keep_copy(path)
    write_atomic(path, text)
    return kept


__all__ = ["add_arguments", "course_files", "run", "source_cell", "source_notebook"]
