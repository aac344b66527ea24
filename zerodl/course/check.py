"""What a lesson's cells call: ``exercise`` takes the learner's code in, ``check`` says whether it is right."""

import inspect
import time

from ..errors import ArgumentError
from . import card, catalogue, progress
from .answer import AnswerError, compile_answer, is_gap
from .judge import cut_off, judge, refused
from .points import Points, in_notebook
from .record import Question, source_of
from .run import SEEDS, run_scenarios
from .seat import plug_in, plugged_names, seat
from .text import Text

CHECK_SECONDS = 20

_sources = {}  # what the learner wrote last, by exercise: the text of the cell
_letters = {}  # what the learner answered last, by question


class Piece:
    """What an exercise's name means in the notebook: the learner's latest code, or the package's while the gap is
    empty."""

    def __init__(self, name, source):
        self.name = name
        self.source = source
        self.__doc__ = inspect.getdoc(seat(name).reference)
        self._told = False

    def __call__(self, *args, **kwargs):
        if not is_gap(self.source):
            return compile_answer(self.name, self.source)(*args, **kwargs)
        if not self._told:
            print(f"{self.name}: the gap is still empty, so this is zerodl's own version at work.")
            self._told = True
        return seat(self.name).reference(*args, **kwargs)

    def __repr__(self):
        state = (
            "an empty gap"
            if is_gap(self.source)
            else "plugged in"
            if self.name in plugged_names()
            else "not checked yet"
        )
        return f"<your {self.name}: {state}>"


def exercise(name):
    """Decorator above an exercise's function: take in what the learner wrote."""
    record = catalogue.find(name)

    def take(function):
        try:
            _sources[record.name] = source_of(function)
        except OSError as error:
            raise ArgumentError(
                f"exercise {name}: the source of this function cannot be read; define it in a notebook cell"
            ) from error
        return Piece(record.name, _sources[record.name])

    return take


def answer(name, letter):
    """Answer a question by the letter of one of its options; ``check`` says whether it is right."""
    record = catalogue.find(name)
    _letters[record.name] = str(letter).strip().lower()


def check(name):
    """Try the learner's latest code for an exercise (or answer to a question), and show a card.

    Code that passes is plugged into the framework, and kept in the course folder's progress.

    Returns: the points earned, a number that shows itself as the card.
    """
    record = catalogue.find(name)
    if isinstance(record, Question):
        return _check_question(record)
    source = _sources.get(record.name)
    verdict = try_answer(record, source)
    note = ""
    if verdict.passed:
        plug_in(record.name, compile_answer(record.name, source, counted=True))
        progress.save(record.name, source)
        note = "Plugged in: from here on the framework runs your code."
        if record.role == "rung":
            note = (
                "Plugged in: from here on the scalar engine runs your code."
                if ".value." in record.name
                else "Plugged in."
            )
    elif record.name in plugged_names():
        note = "An earlier version of yours, which passed, stays plugged in."
    earned, possible = lesson_points(record.lesson)
    texts = (
        card.verdict_card(verdict, record, earned, possible, note),
        card.verdict_text(verdict, record, earned, possible, note),
    )
    return _shown(Points(verdict.points, *texts))


def hint(name, number=1):
    """Print one of an exercise's hints, for where the card's buttons do not show."""
    texts = catalogue.find(name).hints
    if not 1 <= number <= len(texts):
        raise ArgumentError(f"hint: {name} has the hints 1 to {len(texts)}, got {number!r}")
    print(f"Hint {number} of {len(texts)}: {texts[number - 1]}")


def try_answer(record, source, seconds=CHECK_SECONDS):
    """The verdict on a source text; it changes nothing."""
    if source is None:
        return refused(
            record, "not run", Text(en="The cell above has not been run yet (or it has a syntax error). Run it first.")
        )
    if is_gap(source):
        return refused(record, "gap", Text(en="The gap is still empty: put your code in place of the `raise` line."))
    try:
        function = compile_answer(record.name, source)
    except AnswerError as error:
        return refused(record, "refused", Text(en=str(error)))
    until = time.monotonic() + seconds
    for seed in SEEDS:
        verdict = judge(record, [seed], [list(run_scenarios(record, seed, function, until))])
        if verdict.cause == "no result":
            late = f"Your code was still running after {seconds} seconds and was stopped."
            return cut_off(verdict, "time", Text(en=f"{late} Look for a loop that never ends."))
        if not verdict.passed:
            return verdict
    return verdict


def lesson_points(lesson):
    """(earned, possible) points of a lesson: what the progress folder holds."""
    records = catalogue.of_lesson(lesson)
    earned = sum(record.points for record in records if progress.load(record.name) is not None)
    return earned, sum(record.points for record in records)


def _check_question(record):
    letter = _letters.get(record.name, "")
    right = letter == record.right
    if right:
        progress.save(record.name, f'answer("{record.name}", "{letter}")\n')
    earned, possible = lesson_points(record.lesson)
    points = record.points if right else 0
    return _shown(Points(points, *card.question_card(record, letter, points, earned, possible)))


def _shown(points):
    """In a notebook the value of the cell is the card; elsewhere it has to be printed."""
    if not in_notebook():
        print(points.text)
    return points
