"""The command ``zerodl``: which commands there are, in one table, and how one of them is run.

A command is a module with two functions, ``add_arguments(parser)`` and ``run(args)``, which returns the exit code.
Only the module of the command that was asked for is imported, so ``zerodl --help`` answers at once.
"""

import os
import sys
from importlib import import_module

from .errors import ZerodlError
from .recipes.command import Parser
from .version import __version__

COMMANDS = {  # words on the command line: (module, what `--help` says about it)
    "lab": (".course.lab", "open the lessons in JupyterLab"),
    "train digits": (".recipes.digits", "train a network on handwritten digits and draw its curves"),
    "train logistic": (".recipes.logistic", "tell two classes of a table apart by logistic regression"),
    "train regression": (".recipes.regression", "predict a number from the other columns of a CSV file"),
    "train stopping": (".recipes.stopping", "over-fit few images, and let early stopping catch it"),
    "course status": (".course.status", "show which exercises are solved, lesson by lesson"),
    "course reset": (".course.reset", "take exercises back to how the lesson shipped them, keeping a copy"),
    "course export": (".course.export", "write your own framework: zerodl with every solved exercise in place"),
    "course grade": (".course.grade", "for instructors: grade a folder of submitted notebooks"),
    "course nbgrader": (".course.nbgrader", "for instructors: lay the lessons out as an nbgrader course"),
    "course build": (".course.build", "for authors: make lessons/ from solutions/ and the package"),
    "course audit": (".course.audit", "for authors: test every exercise with right and wrong answers"),
}

GROUPS = {
    "train": "train a network on real data",
    "course": "see, reset, export, grade and build the exercises",
}


def main(argv=None):
    """Run the command line and return the exit code: 2 for a wrong argument, else what the command says."""
    argv = sys.argv[1:] if argv is None else argv
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # a sign that the terminal does not know becomes a question mark
    parser = make_parser([word for word in argv if not word.startswith("-")])
    args = parser.parse_args(argv)
    try:
        return args.run(args)
    except ZerodlError as error:
        print(f"{args.prog}: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130  # what a shell reports for Ctrl-C
    except BrokenPipeError:  # whoever read the output, such as `head`, has gone; Python must not try to flush it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141  # what a shell reports for a closed pipe


def make_parser(words):
    """The parser for all commands; only the command that ``words`` begin with brings its arguments."""
    parser = Parser(prog="zerodl", description="A deep-learning framework, and the course in which you write it.")
    parser.add_argument("--version", action="version", version=f"zerodl {__version__}")
    levels = {"": _add_level(parser)}
    for name, (path, summary) in COMMANDS.items():
        group, _, last = name.rpartition(" ")
        if group not in levels:
            levels[group] = _add_level(_add_command(levels[""], group, GROUPS[group]))
        command = _add_command(levels[group], last, summary)
        if name.split() == words[: len(name.split())]:
            module = import_module(path, __package__)
            module.add_arguments(command)
            command.set_defaults(run=module.run, prog=command.prog)
    return parser


def _add_level(parser):
    return parser.add_subparsers(title="commands", metavar="COMMAND", required=True)


def _add_command(level, name, summary):
    return level.add_parser(name, help=summary, description=f"{summary[0].upper()}{summary[1:]}.")


if __name__ == "__main__":
    sys.exit(main())
