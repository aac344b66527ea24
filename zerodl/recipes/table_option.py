"""How a command reads a CSV file: `from_csv`'s arguments as options, and its advice in the options' words."""

import argparse
import ast
import re
import shlex
from contextlib import contextmanager

from ..data.column import MISSING
from ..data.csv_error import CSVError

NAMES = ("categorical", "missing_words", "encoding", "decimal", "thousands", "delimiter", "drop", "missing", "header")
TEXT = r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\""
ADVICE = re.compile(rf"\b({'|'.join(NAMES)})=(\[(?:{TEXT}|\d+)\]|{TEXT}|True|False)")


def add_table(parser):
    """The arguments that say what is in the file."""
    for name, about in (
        ("--drop", "a column to leave out; say it again for each further one"),
        ("--categorical", "a column of categories whose names are numbers; again for each further one"),
    ):
        parser.add_argument(name, action="append", default=[], metavar="COLUMN", help=about)
    about = "a text that says that a value is missing, besides NA, ? and the like; again for each further one"
    parser.add_argument("--missing-words", action="append", default=[], metavar="TEXT", help=about)
    about = "what is done with a missing number: fill in the mean (this is usual), leave out the row, or stop"
    parser.add_argument("--missing", choices=["mean", "drop", "error"], default="mean", help=about)
    about = "whether the first line has names; found out if nothing is said"
    parser.add_argument("--header", action=argparse.BooleanOptionalAction, help=about)
    parser.add_argument("--encoding", default="utf-8", help="of the text (utf-8); older programs write cp1252")
    parser.add_argument("--delimiter", metavar="SIGN", help="between cells; found out if nothing is said")
    parser.add_argument("--decimal", choices=[".", ","], default=".", help="the sign before decimals (.)")
    parser.add_argument("--thousands", choices=[",", ".", "'", " "], help="the sign between thousands (none)")


def settings_of(args):
    """The arguments for `from_csv`."""
    settings = {name: getattr(args, name) for name in NAMES}
    return settings | {"missing_words": [*MISSING, *args.missing_words]}


@contextmanager
def in_options():
    """A ``with`` block in which an error on a CSV file gives its advice in options."""
    try:
        yield
    except CSVError as error:
        error.args = (ADVICE.sub(_option, str(error)), *error.args[1:])
        raise


def _option(found):
    """An argument of `from_csv` as an option.

    Example:
        >>> ADVICE.sub(_option, "pass missing_words=['n a'] or header=False")
        "pass --missing-words 'n a' or --no-header"
    """
    option, value = f"--{found[1].replace('_', '-')}", ast.literal_eval(found[2])
    if isinstance(value, bool):
        return option if value else f"--no-{found[1]}"
    (value,) = value if isinstance(value, list) else [value]
    value = "" if isinstance(value, int) else value  # the place of a column without a name
    return f"{option}{'=' if value.startswith('-') else ' '}{shlex.quote(value)}"
