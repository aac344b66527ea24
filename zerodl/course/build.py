"""``zerodl course build``: refresh solutions/ from the package and the records, and make lessons/ from solutions/."""

import re

from ..atomic import write_atomic
from ..errors import ArgumentError, ZerodlError
from . import catalogue
from .answer import GAP
from .files import keep_copy
from .gap import answer_source, gap_source
from .notebook import NotebookError, answered_name, as_lines, checked_name, read_notebook, source, to_text
from .record import Question
from .seat import seat
from .shipped import checkout

_META = re.compile(r"^\*\*\d+ points?\*\* · .*$", re.MULTILINE)
_METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def add_arguments(parser):
    """The arguments of ``zerodl course build``."""
    parser.add_argument(
        "--check", action="store_true", help="write nothing; fail if a file differs from what would be written"
    )


def run(args):
    """Build every lesson; with --check only compare, and return 1 if a file differs."""
    root = checkout()
    stale = []
    for path in sorted((root / "solutions").glob("*.ipynb")):
        solution = refresh(read_notebook(path), path.name)
        for target, notebook in ((path, solution), (root / "lessons" / path.name, to_lesson(solution))):
            text = to_text(notebook)
            if target.exists() and target.read_text(encoding="utf-8") == text:
                continue
            stale.append(target.relative_to(root).as_posix())
            if not args.check:
                target.parent.mkdir(exist_ok=True)
                if target.exists():  # it may hold somebody's work: an answer typed into lessons/, an edited solution
                    keep_copy(target)
                write_atomic(target, text)
    extra = {p.name for p in (root / "lessons").glob("*.ipynb")} - {
        p.name for p in (root / "solutions").glob("*.ipynb")
    }
    if extra:
        raise ZerodlError(f"lessons/ holds {', '.join(sorted(extra))}, which no notebook in solutions/ makes")
    for name in stale:
        print(f"{'differs' if args.check else 'written'}: {name}")
    if not stale:
        print("lessons/ and solutions/ are up to date")
    return 1 if args.check and stale else 0


def refresh(notebook, name):
    """A solution with its answers, checks, facts about exercises and questions as the package and the records have them
    now."""
    cells = [_clean(cell, f"cell-{i:02}") for i, cell in enumerate(notebook["cells"])]
    for i, cell in enumerate(cells):
        if cell["cell_type"] != "code":
            continue
        text = source(cell)
        if answered := answered_name(text):
            record = _find(answered, name)
            above = cells[i - 1]
            if i == 0 or above["cell_type"] != "markdown":
                raise NotebookError(f"{name}: the cell of {answered} needs a markdown cell right above it")
            _set(
                above,
                _question_text(record) if isinstance(record, Question) else _with_facts(source(above), record, name),
            )
            _set(cell, _answer_cell(record))
            if not isinstance(record, Question):  # nbgrader would put the gap of a function into a question's cell
                cell["metadata"] = {"nbgrader": _grader_facts(record, solution=True)}
        elif checked := checked_name(text):
            record = _find(checked, name)
            _set(cell, f'check("{record.name}")')
            cell["metadata"] = {"nbgrader": _grader_facts(record, solution=False)}
    return {"cells": cells, "metadata": _METADATA, "nbformat": 4, "nbformat_minor": 5}


def _find(name, notebook):
    try:
        return catalogue.find(name)
    except ArgumentError as error:
        raise NotebookError(f"{notebook}: {error}") from error


def to_lesson(solution):
    """The lesson that a refreshed solution makes: the same, with gaps for answers."""
    cells = []
    for cell in solution["cells"]:
        name = answered_name(source(cell)) if cell["cell_type"] == "code" else None
        if name:
            cell = dict(cell)
            _set(cell, gap_cell(catalogue.find(name)))
        cells.append(cell)
    return {**solution, "cells": cells}


def exercise_cell(record, body):
    """The text of an exercise's cell around a function's source."""
    return f'@exercise("{record.name}")\n{body.rstrip()}'


def gap_cell(record):
    """The cell as the learner finds it."""
    if isinstance(record, Question):
        return f'answer("{record.name}", "")'
    return exercise_cell(record, gap_source(seat(record.name)))


def _answer_cell(record):
    if isinstance(record, Question):
        return f'answer("{record.name}", "{record.right}")'
    return exercise_cell(record, answer_source(seat(record.name)))


def _clean(cell, identity):
    """A cell without outputs, counts and leftovers of editors, and with an id that only depends on its place."""
    kind = cell["cell_type"]
    cleaned = {"cell_type": kind, "id": identity, "metadata": {}, "source": as_lines(source(cell).strip("\n"))}
    if kind == "code":
        cleaned |= {"execution_count": None, "outputs": []}
    return cleaned


def _set(cell, text):
    cell["source"] = as_lines(text.strip("\n"))


def facts_line(record):
    """The line under an exercise's title: points, minutes, how hard and how important."""
    points = f"**{record.points} point{'s' if record.points != 1 else ''}**"
    dots = [
        f"{what} {'●' * n}{'○' * (5 - n)}"
        for what, n in (("difficulty", record.difficulty), ("importance", record.importance))
    ]
    return " · ".join([points, f"{record.minutes} minutes", *dots])


def _with_facts(text, record, name):
    if len(_META.findall(text)) != 1:
        raise NotebookError(
            f"{name}: the text above {record.name} needs one line that begins with **{record.points} points** ·"
        )
    return _META.sub(lambda match: facts_line(record), text)


def _question_text(record):
    options = "\n".join(f"- **{letter}** {option.text}" for letter, option in record.options.items())
    return f"### Why?\n\n**{record.points} points** · answer with a letter\n\n{record.asks}\n\n{options}"


def _grader_facts(record, solution):
    """nbgrader's metadata: the answer's cell may be edited, the check's cell is locked and worth the points."""
    stem = record.name.replace(".", "-").strip("_")
    facts = {
        "grade": not solution,
        "grade_id": stem if solution else f"check-{stem}",
        "locked": not solution,
        "schema_version": 3,
        "solution": solution,
        "task": False,
    }
    return facts if solution else facts | {"points": record.points}


__all__ = [
    "GAP",
    "add_arguments",
    "exercise_cell",
    "facts_line",
    "gap_cell",
    "refresh",
    "run",
    "to_lesson",
]
