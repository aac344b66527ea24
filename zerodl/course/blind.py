"""Wrong answers written from a lesson alone, by somebody who has not seen the package; they show what the diagnoses are
worth.

They lie in the repository, in tests/course/blind/lesson_NN/EXERCISE.py, as they were written:

    # --- wrong answer 1: the two gradients are exchanged
    def mul_grad(g, a, b):
        return g * a, g * b

Beside them verdicts.json holds, for each diagnosis that a judge has read, whether it was right:

    [{"exercise": "ops.elementwise.mul_grad", "number": 1, "cause": "exchanged", "right": true}]
"""

import contextlib
import io
import json
import re
from dataclasses import dataclass

from ..errors import ZerodlError
from . import catalogue
from .check import try_answer
from .shipped import checkout
from .text import Text

SECONDS = 5  # for one answer; an endless loop is among the mistakes that people make
VERDICTS = "verdicts.json"
_MARK = re.compile(r"^# --- wrong answer (\d+): *(.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Tried:
    """A wrong answer, and what its writer would have been told."""

    exercise: str
    number: int
    mistake: str  # the writer's own words
    passed: bool
    cause: str
    says: Text
    right: bool | None  # what the judge said of the diagnosis; None if it has not been judged

    def __str__(self):
        return f"{self.exercise} {self.number}, {self.mistake}: {self.cause}"


def try_all(lesson):
    """Every wrong answer to a lesson, tried as the lesson's check tries it; None where there are no such files.

    Raises: ZerodlError for a file that is not as described above.
    """
    try:
        folder = checkout() / "tests" / "course" / "blind" / f"lesson_{lesson}"
    except ZerodlError:  # an installed zerodl, which does not bring its tests
        return None
    if not folder.is_dir():
        return None
    judged = _read_verdicts(folder / VERDICTS)
    return [tried for path in sorted(folder.glob("*.py")) for tried in _try_file(path, judged)]


def read_answers(path):
    """(number, mistake in words, source) of each wrong answer in a file.

    Raises: ZerodlError if there is none, a number comes twice, or the mistake is not told.
    """
    pieces = _MARK.split(path.read_text(encoding="utf-8"))
    found = [(int(n), says.strip(), source.strip("\n") + "\n") for n, says, source in zip(*[iter(pieces[1:])] * 3)]
    if not found:
        raise ZerodlError(f"{path}: no line says: # --- wrong answer 1: what is wrong with it")
    numbers = [number for number, _, _ in found]
    if len(set(numbers)) < len(numbers):
        raise ZerodlError(
            f"{path}: the number {max(numbers, key=numbers.count)} comes twice; number the answers 1, 2, 3"
        )
    if untold := [number for number, says, _ in found if not says]:
        raise ZerodlError(f"{path}: wrong answer {untold[0]} does not say what is wrong with it, after the colon")
    return found


def _try_file(path, judged):
    record = catalogue.find(path.stem)
    for number, mistake, source in read_answers(path):
        with contextlib.redirect_stdout(io.StringIO()):
            verdict = try_answer(record, source, SECONDS)
        right = judged.get((record.name, number, verdict.cause))
        yield Tried(record.name, number, mistake, verdict.passed, verdict.cause, verdict.says, right)


def _read_verdicts(path):
    """{(exercise, number, cause): whether the judge found it right}; empty if nobody has judged yet."""
    if not path.exists():
        return {}
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))
        judged = {(entry["exercise"], entry["number"], entry["cause"]): entry["right"] for entry in entries}
    except (ValueError, KeyError, TypeError) as error:
        raise ZerodlError(
            f'{path}: expected a list of {{"exercise", "number", "cause", "right"}}, got something else: {error!r}'
        ) from error
    if not all(type(right) is bool for right in judged.values()):
        raise ZerodlError(f'{path}: "right" must be true or false')
    return judged
