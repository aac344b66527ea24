"""Where the notebooks that came with zerodl are.

In an installed zerodl they lie inside the package (pyproject.toml puts them there); in a checkout they are the folders
``lessons/`` and ``solutions/`` beside the package.
"""

from pathlib import Path

from ..errors import ZerodlError

PACKAGE = Path(__file__).resolve().parents[1]


def lessons_folder():
    """The folder with the lessons as shipped."""
    return _shipped("lessons")


def solutions_folder():
    """The folder with the solved lessons as shipped."""
    return _shipped("solutions")


def _shipped(name):
    for folder in (PACKAGE / "course" / "notebooks" / name, PACKAGE.parent / name):
        if folder.is_dir():
            return folder
    raise ZerodlError(
        f"the {name} that belong to zerodl were not found, neither in {PACKAGE / 'course' / 'notebooks'} nor in "
        f"{PACKAGE.parent}; install zerodl again: pip install --force-reinstall zerodl"
    )


def checkout():
    """The root of the repository that this package is run from.

    Raises: ZerodlError for an installed zerodl, which has nothing to build lessons from or to.
    """
    root = PACKAGE.parent
    if not (root / "solutions").is_dir() or not (root / "pyproject.toml").is_file():
        raise ZerodlError(
            "this command works in a checkout of the zerodl repository only: git clone it, then pip install -e ."
        )
    return root
