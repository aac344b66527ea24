"""The learner's course folder: which one is meant, and what its notebooks hold."""

from pathlib import Path

from ..errors import ZerodlError
from .lab import DEFAULT_FOLDER
from .notebook import NotebookError, answers, read_notebook
from .shipped import lessons_folder


def add_folder_argument(parser, name="--folder"):
    """Declare the argument that names the course folder; ``name`` says whether it is an option."""
    optional = {} if name.startswith("-") else {"nargs": "?"}
    parser.add_argument(
        name,
        metavar="FOLDER",
        help=f"the folder with your notebooks (default: ./{DEFAULT_FOLDER} if it is there, else this folder)",
        **optional,
    )


def course_folder(given=None):
    """The folder with the learner's notebooks.

    Args: given: what the command line says, or None: zerodl-lessons in the current folder if it is there, else the
        current folder.
    Raises: ZerodlError if there is no such folder.
    """
    if given is None:
        folder = Path(DEFAULT_FOLDER) if Path(DEFAULT_FOLDER).is_dir() else Path()
        return folder.resolve()
    folder = Path(given).expanduser().resolve()
    if not folder.is_dir():
        raise ZerodlError(
            f"there is no folder {folder}; give the folder with your notebooks, or make one: zerodl lab FOLDER"
        )
    return folder


def shipped_lessons():
    """The lessons that came with zerodl: number -> path, in their order."""
    return {path.name.partition("_")[0]: path for path in sorted(lessons_folder().glob("[0-9][0-9]_*.ipynb"))}


def lesson_title(path):
    """The lesson's number and name: "02 Autograd" for 02_autograd.ipynb."""
    number, _, name = path.stem.partition("_")
    return f"{number} {name.replace('_', ' ').capitalize()}"


def written(folder):
    """What stands in the notebooks of a folder.

    Returns: a dictionary from exercises and questions to a list of (path, text of the cell), and a list of the files
        that could not be read as notebooks.
    """
    cells, unreadable = {}, []
    for path in sorted(folder.glob("*.ipynb")):
        try:
            found = answers(read_notebook(path))
        except NotebookError:
            unreadable.append(path)
            continue
        for name, text in found.items():
            cells.setdefault(name, []).append((path, text))
    return cells, unreadable
