"""Grade notebooks: only the text of their exercise cells counts, and each answer runs in a process of its own."""

import secrets
import warnings
from dataclasses import dataclass, field

import numpy as np

from ...errors import ArgumentError
from .. import catalogue
from ..answer import is_gap
from ..card import comparison_rows
from ..judge import BrokenReferenceError, cut_off, judge, refused
from ..notebook import NotebookError, chosen_letter
from ..plain import PlainError, decode, encode
from ..record import Question
from ..text import Text
from .limits import Limits
from .submission import read_bytes
from .worker import Workers

SECONDS = 20  # for one answer in all its scenarios, as in the notebook's checks
READ_SECONDS = 20  # for finding the answers in a notebook
MESSAGE_MB = 8  # for all results of one answer; right ones are a thousand times smaller
NUM_SEEDS = 3
LONGEST_TEXT = 1000  # characters of a diagnosis that quotes the submission
ANSWER = f"{__package__}.task"
READ = f"{__package__}.submission"

ENDED = {
    "error": "Your code stopped before it could be tried, with an error.",
    "time": "Your code was still running when its time was over, and was stopped. Look for a loop that never ends.",
    "memory": "Your code asked for too much memory, and was stopped. Look for a list or an array that keeps growing.",
    "output too large": "What your code returned is far larger than what was expected.",
    "files too large": "Your code wrote too many files, or too large ones, and was stopped.",
    "exit": "Your code ended the whole process. Leave a function with return, or with an error.",
    "crash": "The process in which your code ran crashed.",
}


@dataclass
class Sheet:
    """What one notebook earned: a verdict for each exercise and question of its lesson.

    Args: comparisons: for each exercise the rows (label, text) that set what was expected beside what came.
    """

    path: object
    lesson: str = ""
    verdicts: list = field(default_factory=list)
    comparisons: dict = field(default_factory=dict)
    trouble: str = ""  # why there are no verdicts
    not_isolated: tuple = ()

    @property
    def points(self):
        """The points earned."""
        return sum(verdict.points for verdict in self.verdicts)

    @property
    def possible(self):
        """The points that the lesson has."""
        return sum(verdict.possible for verdict in self.verdicts)


class Grader:
    """Grades notebooks one after the other; a context manager, because it keeps a server that starts the processes.

    Args:
        seed: draws the inputs; None takes a fresh one, so that nobody can know the inputs beforehand.
        seconds: for one answer in all its scenarios.
    Raises: ArgumentError for a negative seed or no time at all.
    Example:
        >>> with Grader(seed=1) as grader:
        ...     verdict = grader.grade_answer("ops.activation.relu", "def relu(x):\\n    return np.abs(x)")
        >>> verdict.points, verdict.cause
        (0, 'absolute')
    """

    def __init__(self, seed=None, seconds=SECONDS):
        if seed is not None and seed < 0:
            raise ArgumentError(f"grade: the seed is {seed}; expected a whole number from 0 on")
        if seconds <= 0:
            raise ArgumentError(f"grade: {seconds} seconds are no time to run anything; expected at least 1")
        self.seed = secrets.randbelow(2**31) if seed is None else seed
        self.seeds = [self.seed + i for i in range(NUM_SEEDS)]
        self.limits = Limits(seconds=seconds, message_mb=MESSAGE_MB)
        self.not_isolated = ()
        self._workers = Workers(preload=(ANSWER, READ))

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self._workers.close()

    def grade_notebook(self, path, lesson=None):
        """The Sheet of one notebook. A file that cannot be graded gets a Sheet without points that says why.

        Args: lesson: "02"; None finds it from the exercises in the notebook.
        """
        try:
            lesson, found = self._read(path, lesson)
        except NotebookError as error:
            return Sheet(path, trouble=str(error))
        sheet = Sheet(path, lesson)
        for record in catalogue.of_lesson(lesson):
            verdict = self._grade_entry(record, found.get(record.name))
            sheet.comparisons[record.name] = _shortened(verdict)
            sheet.verdicts.append(verdict)
        sheet.not_isolated = self.not_isolated
        return sheet

    def grade_answer(self, name, text):
        """The verdict on one answer's source text; None stands for a cell that is not there."""
        record = catalogue.find(name)
        if text is None:
            return self._grade_entry(record, None)
        if isinstance(record, Question):
            return self._grade_entry(record, {"letter": chosen_letter(text) or ""})
        return self._grade_entry(record, {"gap": True} if is_gap(text) else {"text": text})

    def _read(self, path, lesson):
        """The lesson of a notebook and what its cells hold: {exercise or question: entry} (see submission.read)."""
        request = encode({"content": read_bytes(path), "file": path.name, "lesson": lesson})
        limits = Limits(seconds=READ_SECONDS, message_mb=MESSAGE_MB)
        outcome = self._run(f"{READ}:read", request, limits)
        if outcome.ended != "done":
            raise NotebookError(f"this notebook cannot be read: {outcome.detail}")
        found = decode(outcome.messages[0])
        if "trouble" in found:
            raise NotebookError(found["trouble"])
        if found["lesson"] is None:
            raise NotebookError("no exercise of a lesson was found in this notebook")
        return found["lesson"], found["answers"]

    def _run(self, task, request, limits):
        outcome = self._workers.answer(task, request, limits=limits)
        self.not_isolated = outcome.not_isolated
        return outcome

    def _grade_entry(self, record, entry):
        """The verdict on what a cell holds."""
        match entry:
            case None:
                call = "answer" if isinstance(record, Question) else "@exercise"
                return _refuse(record, "missing", f'The notebook has no cell with {call}("{record.name}").')
            case {"refused": reason}:
                return _refuse(record, "refused", reason)
            case {"gap": _}:
                return _refuse(record, "gap", "The gap is untouched.")
            case {"letter": letter}:
                return _grade_letter(record, letter)
            case {"text": text}:
                request = encode({"name": record.name, "source": text, "seeds": self.seeds})
                return self._judge(record, self._run(f"{ANSWER}:answer", request, self.limits))

    def _judge(self, record, outcome):
        """The verdict on what the child sent, all of it data."""
        try:
            results = self._results(record, outcome.messages)
        except PlainError as error:
            return _refuse(record, "rubbish", f"What came back was not the data of the scenarios: {error}")
        if type(results) is str:
            return _refuse(record, "refused", results)
        try:
            with warnings.catch_warnings(), np.errstate(all="ignore"):
                warnings.simplefilter("ignore")
                verdict = judge(record, self.seeds, results)
        except BrokenReferenceError:
            raise
        except Exception:  # the data may be anything: if a diagnosis trips over it, the answer is still a wrong one
            return _refuse(record, "rubbish", "What came back is not comparable with what was expected.")
        if outcome.ended != "done" and (verdict.passed or verdict.cause == "no result"):
            verdict.passed, verdict.points = False, 0
            said = " ".join([ENDED.get(outcome.ended, "The process ended early."), f"({outcome.detail})"])
            return cut_off(verdict, outcome.ended, Text(en=said))
        return verdict

    def _results(self, record, messages):
        """For each seed the list of the scenarios' data, or the reason (a text) why the answer was refused.

        Raises: PlainError for anything that an honest child does not send.
        """
        count = len(record.scenarios)
        if len(messages) > count * len(self.seeds):
            raise PlainError("there was more of it than there are scenarios")
        results = []
        for message in map(decode, messages):
            match message:
                case {"refused": str(reason), **rest} if reason and not rest and len(messages) == 1:
                    return reason
                case {"result": result, **rest} if not rest:
                    results.append(result)
                case _:
                    raise PlainError("a message of an unknown form")
        return [results[i * count : (i + 1) * count] for i in range(len(self.seeds))]


def _refuse(record, cause, reason):
    return refused(record, cause, Text(en=reason))


def _grade_letter(record, letter):
    option = record.options.get(letter)
    if letter == record.right:
        verdict = refused(record, "", option.because)
        verdict.passed, verdict.points = True, record.points
        return verdict
    if not letter:
        return _refuse(record, "gap", "Not answered.")
    return refused(record, f"answered {letter[:10]}", option.because if option else Text(en="There is no such letter."))


def _shortened(verdict):
    """Take megabytes that a submission returned out of a verdict, which is kept until the report on a class is written.

    Returns: rows (label, text) that set what was expected beside what came.
    """
    verdict.call = str(verdict.call)[:LONGEST_TEXT]
    try:
        rows = [(label, text[:LONGEST_TEXT]) for label, text in comparison_rows(verdict)]
    except Exception:  # as above: what came may be anything
        rows = []
    verdict.expected = verdict.got = None
    if verdict.says and len(str(verdict.says)) > LONGEST_TEXT:
        verdict.says = Text(en=str(verdict.says)[:LONGEST_TEXT])
    return rows
