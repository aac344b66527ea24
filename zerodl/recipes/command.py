"""What the commands of all recipes share: kinds of arguments, and a way to run one with ``python -m``."""

import argparse
import math
import sys

from ..errors import ZerodlError


def whole_number(low, high=math.inf):
    """An argparse type: an integer from ``low`` to ``high``.

    Example:
        >>> whole_number(1)("30")
        30
    """
    expected = f"a whole number from {low} up" if high == math.inf else f"a whole number from {low} to {high}"

    def parse(text):
        try:
            number = int(text)
        except ValueError:
            number = None
        if number is None or not low <= number <= high:
            raise argparse.ArgumentTypeError(f"expected {expected}, got {text!r}")
        return number

    return parse


def positive(text):
    """An argparse type: a number above zero.

    Example:
        >>> positive("1e-3")
        0.001
    """
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not 0 < number < math.inf:
        raise argparse.ArgumentTypeError(f"expected a number above 0, got {text!r}")
    return number


def share(text):
    """An argparse type: a number from 0 up to, but not, 1.

    Example:
        >>> share("0.2")
        0.2
    """
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not 0 <= number < 1:
        raise argparse.ArgumentTypeError(f"expected a number from 0 up to, but not, 1, got {text!r}")
    return number


def add_training(parser, epochs, batch_size, lr):
    """The arguments that every training has, with these for when nothing is said."""
    parser.add_argument("--epochs", type=whole_number(1), default=epochs, help=f"times through the data ({epochs})")
    parser.add_argument("--batch-size", type=whole_number(1), default=batch_size, help=f"rows a step ({batch_size})")
    parser.add_argument("--lr", type=positive, default=lr, help=f"the learning rate ({lr})")
    parser.add_argument("--seed", type=whole_number(0), default=0, help="of first weights, shuffling and split (0)")
    parser.add_argument("--quiet", action="store_true", help="no progress bar, only the result")


class Parser(argparse.ArgumentParser):
    """A parser whose errors are one sentence."""

    def error(self, message):
        self.exit(2, f"{self.prog}: {message} (see {self.prog} --help)\n")


def run_alone(name, summary, add_arguments, run, argv=None):
    """Run a recipe's command by itself, as ``python -m`` does, and return the exit code: 2 for what it cannot do.

    Args:
        name, summary: of the recipe, for ``--help``. add_arguments, run: its own two functions.
        argv: the words after the command; None takes those that it was started with.
    """
    parser = Parser(prog=f"python -m zerodl.recipes.{name}", description=summary)
    add_arguments(parser)
    try:
        return run(parser.parse_args(argv))
    except ZerodlError as error:
        print(f"{parser.prog}: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130  # what a shell reports for Ctrl-C
