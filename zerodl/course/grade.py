"""``zerodl course grade``: marks for a folder of submitted notebooks."""

import sys
from pathlib import Path

from ..atomic import write_atomic
from ..errors import ZerodlError
from . import catalogue
from .files import keep_copy
from .grading import feedback, report
from .grading.grader import SECONDS, Grader


def add_arguments(parser):
    """Declare the arguments of ``zerodl course grade``."""
    parser.add_argument(
        "folder", type=Path, help="the submissions: notebooks, in folders of any depth, or one notebook"
    )
    parser.add_argument("--lesson", help="grade as this lesson, such as 02 (default: found from each notebook)")
    parser.add_argument("--csv", type=Path, metavar="FILE", help="also write a table, a row for each exercise")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write everything as JSON")
    parser.add_argument(
        "--feedback", type=Path, metavar="FOLDER", help="also write a page for the learner, one for each notebook"
    )
    parser.add_argument("--seed", type=int, help="draw the inputs as an earlier run did (default: fresh ones)")
    parser.add_argument(
        "--seconds", type=int, default=SECONDS, help=f"time for one answer in all its scenarios (default: {SECONDS})"
    )


def run(args):
    """Grade every notebook of the folder and print the report; files that cannot be read are named, with 0 points."""
    if args.lesson and args.lesson not in catalogue.lessons():
        raise ZerodlError(f"there is no lesson {args.lesson!r}; there are {', '.join(catalogue.lessons())}")
    paths = notebooks(args.folder)
    root = args.folder if args.folder.is_dir() else args.folder.parent
    for path in filter(None, (args.csv, args.json)):
        _check_place(path)
    if args.feedback and args.feedback.exists() and not args.feedback.is_dir():
        raise ZerodlError(f"{args.feedback} is not a folder; name one for the learners' pages")
    sheets = []
    with Grader(args.seed, args.seconds) as grader:
        for path in paths:
            sheets.append(grader.grade_notebook(path, args.lesson))
            _print(report.notebook_lines(sheets[-1], root))
    _print(report.closing_lines(sheets, grader.seed))
    if args.csv:
        _write(args.csv, report.as_csv(sheets, root))
    if args.json:
        _write(args.json, report.as_json(sheets, grader.seed, root))
    if args.feedback:
        _write_feedback(args.feedback, sheets, root)
    return 0


def notebooks(folder):
    """The notebooks of a folder and its subfolders, hidden ones left out; a single notebook stands for itself.

    Raises: ZerodlError if there is nothing to grade.
    """
    if folder.is_file():
        return [folder]
    if not folder.is_dir():
        raise ZerodlError(f"{folder}: there is no such folder; name the one that holds the submitted notebooks")
    paths = [path for path in folder.rglob("*") if path.suffix.lower() == ".ipynb" and not _is_hidden(path, folder)]
    if not paths:
        raise ZerodlError(f"{folder}: there are no notebooks (*.ipynb) in this folder or below it")
    return sorted(paths)


def _is_hidden(path, folder):
    """Whether it lies in a folder such as .ipynb_checkpoints, or is one of macOS's "._" companions."""
    return any(part.startswith(".") for part in path.relative_to(folder).parts)


def _check_place(path):
    """Find out before an hour of grading whether its report has a place."""
    if path.is_dir():
        raise ZerodlError(f"{path} is a folder; name the file to write")
    if not path.absolute().parent.is_dir():
        raise ZerodlError(f"{path}: there is no folder {path.parent}; make it first")


def _write(path, text):
    """Write a report; an earlier one of this name is kept as a copy."""
    _replace(path, text)
    _print([f"written: {path}"])


def _write_feedback(folder, sheets, root):
    """Write the learners' pages, in subfolders as the notebooks are."""
    for sheet in sheets:
        place = folder / sheet.path.relative_to(root)
        place.parent.mkdir(parents=True, exist_ok=True)
        _replace(place.with_name(f"{place.name}.md"), feedback.page(sheet, root))
    _print([f"written: {len(sheets)} page{'s' if len(sheets) != 1 else ''} in {folder}"])


def _replace(path, text):
    if path.exists():
        _print([f"{path} was there already; it is kept as {keep_copy(path)}"])
    try:
        write_atomic(path, text.encode("utf-8", "replace"))
    except OSError as error:
        raise ZerodlError(f"{path} cannot be written: {error.strerror}") from error


def _print(lines):
    """Print at once, with a question mark for what this terminal's encoding does not have."""
    encoding = sys.stdout.encoding or "utf-8"
    for line in lines:
        print(line.encode(encoding, "replace").decode(encoding), flush=True)
