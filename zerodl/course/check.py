"""What a lesson's cells call: ``exercise`` takes the learner's code in, ``check`` says whether it is right."""

import ast
import functools

from ..errors import ArgumentError
from . import card, catalogue, progress
from .answer import by_itself, compile_answer, is_gap
from .judge import refused
from .notebook import answered_names
from .points import Points, in_notebook, ipython_shell
from .record import Question, source_of
from .seat import plug_in, plugged_names, seat
from .text import Text
from .trial import try_answer

_sources = {}  # what the learner wrote last, by exercise: the text of the function
_letters = {}  # what the learner answered last, by question


class Piece:
    """What an exercise's name means in the notebook: the learner's latest code, or the package's while the gap is
    empty."""

    def __init__(self, name, source):
        functools.update_wrapper(self, seat(name).reference)  # its name, its docstring and its parameters
        self.name = name
        self.source = source
        self._told = False

    def __call__(self, *args, **kwargs):
        if not is_gap(self.source):
            if self.name not in plugged_names():
                self._tell("this is your version at work, which has not passed its check.")
            return self._own(*args, **kwargs)
        self._tell("the gap is still empty, so this is zerodl's own version at work.")
        return seat(self.name).reference(*args, **kwargs)

    def _tell(self, state):
        """Say once whose code runs under this name."""
        if not self._told:
            print(f"{self.name}: {state}")
            self._told = True

    @functools.cached_property
    def _own(self):
        return by_itself(self.name, compile_answer(self.name, self.source))

    def __repr__(self):
        state = (
            "an empty gap"
            if is_gap(self.source)
            else "plugged in"
            if self.name in plugged_names()
            else "not checked yet"
        )
        return f"<your {self.name}: {state}>"


def exercise(name, /):
    """Decorator above an exercise's function: take in what the learner wrote."""
    record = catalogue.find(name)
    if isinstance(record, Question):
        raise ArgumentError(f'exercise: {name} is a question; answer it with a letter, answer("{name}", "a")')

    def take(function):
        try:
            source = source_of(function)
        except (OSError, TypeError) as error:
            raise ArgumentError(
                f"exercise {name}: expected a function defined below it in a notebook cell, got {function!r}, whose "
                "text cannot be read; a cell that starts with %%time or another magic hides it too"
            ) from error
        _sources[record.name] = source
        return Piece(record.name, source)

    return take


def answer(name, letter, /):
    """Answer a question by the letter of one of its options; ``check`` says whether it is right."""
    record = catalogue.find(name)
    if not isinstance(record, Question):
        raise ArgumentError(f'answer: {name} is an exercise; write its function below @exercise("{name}")')
    _letters[record.name] = str(letter).strip().lower()


def check(name, /):
    """Try the learner's latest code for an exercise (or answer to a question), and show a card.

    Code that passes is plugged into the framework, and kept in the course folder's progress.

    Returns: the points earned, a number that shows itself as the card.
    """
    record = catalogue.find(name)
    if isinstance(record, Question):
        return _check_question(record)
    source = _sources.get(record.name)
    verdict = _not_even_run(record, source) or try_answer(record, source)
    note = ""
    if verdict.passed:
        plug_in(record.name, compile_answer(record.name, source, counted=True))
        where = "the scalar engine" if ".value." in record.name else "the framework"
        note = f"Plugged in: from here on {where} runs your code."
        if verdict.printed:
            note += " It prints something, and will do so at every call: take that out when you no longer need it."
        note += _save(record.name, source)
    elif record.name in plugged_names():
        note = "An earlier version of yours, which passed, stays plugged in."
    earned, possible = lesson_points(record.lesson)
    texts = (
        card.verdict_card(verdict, record, earned, possible, note),
        card.verdict_text(verdict, record, earned, possible, note),
    )
    return _shown(Points(verdict.points, *texts))


def hint(name, number=1, /):
    """Print one of an exercise's hints, for where the card's buttons do not show."""
    texts = getattr(catalogue.find(name), "hints", ())
    if number not in range(1, len(texts) + 1):
        has = f"the hints 1 to {len(texts)}" if texts else "no hints"
        raise ArgumentError(f"hint: {name} has {has}, got {number!r}")
    print(f"Hint {number} of {len(texts)}: {texts[number - 1]}")


def lesson_points(lesson):
    """(earned, possible) points of a lesson: what the progress folder holds."""
    records = catalogue.of_lesson(lesson)
    earned = sum(record.points for record in records if progress.load(record.name) is not None)
    return earned, sum(record.points for record in records)


def _not_even_run(record, source):
    """The verdict if the learner's latest text never reached us: its cell was not run, or is not valid Python."""
    if error := _syntax_error(record.name):
        line = f"Line {error.lineno} of the cell above is not valid Python, so nothing of the cell was run"
        return refused(record, "syntax", Text(en=f"{line}: {error.msg}. {(error.text or '').strip()}"))
    if source is None:
        return refused(record, "not run", Text(en="The cell above has not been run yet. Run it first, then this one."))
    return None


def _syntax_error(name):
    """The SyntaxError in what the learner ran last for this exercise, or None."""
    shell = ipython_shell()
    for text in reversed(shell.history_manager.input_hist_raw if shell else []):
        if name in answered_names(text):
            try:
                ast.parse(shell.transform_cell(text))
            except SyntaxError as error:
                return error
            return None
    return None


def _save(name, source):
    """Save an answer; what has to be said about it, "" if all is well."""
    try:
        progress.save(name, source)
    except OSError as error:
        why = f"{progress.progress_folder()}: {error.strerror or error}"
        return (
            f" But it could not be saved ({why}), so a restart would lose it. What was saved before is still there. "
            "Mend that, then run this check again."
        )
    return ""


def _check_question(record):
    letter = _letters.get(record.name, "")
    right = letter == record.right
    note = _save(record.name, f'answer("{record.name}", "{letter}")\n') if right else ""
    earned, possible = lesson_points(record.lesson)
    points = record.points if right else 0
    return _shown(Points(points, *card.question_card(record, letter, points, earned, possible, note)))


def _shown(points):
    """In a notebook the value of the cell is the card; elsewhere it has to be printed."""
    if not in_notebook():
        print(points.text)
    return points
