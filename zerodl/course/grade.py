"""``zerodl course grade``: marks for a folder of submitted notebooks."""

from pathlib import Path

from ..errors import ZerodlError
from . import catalogue
from .files import keep_copy, write_atomic
from .grading import report
from .grading.grader import SECONDS, Grader


def add_arguments(parser):
    """The arguments of ``zerodl course grade``."""
    parser.add_argument(
        "folder", type=Path, help="the submissions: notebooks, in folders of any depth, or one notebook"
    )
    parser.add_argument("--lesson", help="grade as this lesson, such as 02 (default: found from each notebook)")
    parser.add_argument("--csv", type=Path, metavar="FILE", help="also write a table, a row for each exercise")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write everything as JSON")
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
    with Grader(args.seed, args.seconds) as grader:
        sheets = [grader.grade_notebook(path, args.lesson) for path in paths]
    print(report.as_text(sheets, grader.seed, root))
    if args.csv:
        _write(args.csv, report.as_csv(sheets, root))
    if args.json:
        _write(args.json, report.as_json(sheets, grader.seed, root))
    return 0


def notebooks(folder):
    """The notebooks of a folder and its subfolders, hidden ones left out; a single notebook stands for itself.

    Raises: ZerodlError if there is nothing to grade.
    """
    if folder.is_file():
        return [folder]
    if not folder.is_dir():
        raise ZerodlError(f"{folder}: there is no such folder; name the one that holds the submitted notebooks")
    paths = [
        p for p in folder.rglob("*.ipynb") if not any(part.startswith(".") for part in p.relative_to(folder).parts)
    ]
    if not paths:
        raise ZerodlError(f"{folder}: there are no notebooks (*.ipynb) in this folder or below it")
    return sorted(paths)


def _write(path, text):
    """Write a report; an earlier one of this name is kept as a copy."""
    if path.exists():
        print(f"{path} was there already; it is kept as {keep_copy(path)}")
    write_atomic(path, text)
    print(f"written: {path}")
