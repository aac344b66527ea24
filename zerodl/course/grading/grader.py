"""Grade notebooks: only the text of their exercise cells counts, and each answer runs in a process of its own."""

import re
import secrets
from dataclasses import dataclass, field

from .. import catalogue
from ..answer import is_gap
from ..judge import cut_off, judge, refused
from ..notebook import NotebookError, answers, checked_name, chosen_letter, read_notebook, source
from ..plain import PlainError, decode, encode
from ..record import Question
from ..text import Text
from .limits import Limits
from .worker import Workers

SECONDS = 20  # for one answer in all its scenarios, as in the notebook's checks
NUM_SEEDS = 3
TASK = f"{__package__}.task"


@dataclass
class Sheet:
    """What one notebook earned: a verdict for each exercise and question of its lesson."""

    path: object
    lesson: str = ""
    verdicts: list = field(default_factory=list)
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
    Example:
        >>> with Grader(seed=1) as grader:
        ...     verdict = grader.grade_answer("ops.activation.relu", "def relu(x):\\n    return np.abs(x)")
        >>> verdict.points, verdict.cause
        (0, 'absolute')
    """

    def __init__(self, seed=None, seconds=SECONDS):
        self.seed = secrets.randbelow(2**31) if seed is None else seed
        self.seeds = [self.seed + i for i in range(NUM_SEEDS)]
        self.limits = Limits(seconds=seconds)
        self.not_isolated = ()
        self._workers = Workers(preload=(TASK,))

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self._workers.close()

    def grade_notebook(self, path, lesson=None):
        """The Sheet of one notebook. A file that cannot be graded gets a Sheet without points that says why."""
        try:
            notebook = read_notebook(path)
        except NotebookError as error:
            return Sheet(path, trouble=str(error))
        lesson = lesson or lesson_of(notebook, path)
        if lesson is None:
            return Sheet(path, trouble=f"{path}: no exercise of a lesson was found in this notebook")
        found = answers(notebook)
        verdicts = [self.grade_answer(record.name, found.get(record.name)) for record in catalogue.of_lesson(lesson)]
        return Sheet(path, lesson, verdicts, not_isolated=self.not_isolated)

    def grade_answer(self, name, text):
        """The verdict on one answer's source text; None stands for a cell that is not there."""
        record = catalogue.find(name)
        if text is None:
            return refused(record, "missing", Text(en="The notebook has no cell for it."))
        if isinstance(record, Question):
            return _grade_letter(record, text)
        if is_gap(text):
            return refused(record, "gap", Text(en="The gap is untouched."))
        request = encode({"name": name, "source": text, "seeds": self.seeds})
        outcome = self._workers.answer(f"{TASK}:answer", request, limits=self.limits)
        self.not_isolated = outcome.not_isolated
        return self._judge(record, outcome)

    def _judge(self, record, outcome):
        """The verdict on what the child sent, all of it data."""
        try:
            messages = [decode(message) for message in outcome.messages]
            if messages and type(messages[0]) is dict and "refused" in messages[0]:
                return refused(record, "refused", Text(en=str(messages[0]["refused"])))
            results = [message["result"] for message in messages]
        except (PlainError, TypeError, KeyError):
            return refused(record, "rubbish", Text(en="What the process sent back was not the data of a scenario."))
        count = len(record.scenarios)
        by_seed = [results[i * count : (i + 1) * count] for i in range(len(self.seeds))]
        verdict = judge(record, self.seeds, by_seed)
        if outcome.ended != "done" and (verdict.passed or verdict.cause == "no result"):
            verdict.passed, verdict.points = False, 0
            return cut_off(
                verdict, outcome.ended, Text(en=outcome.detail or f"The process ended early: {outcome.ended}.")
            )
        return verdict


def _grade_letter(record, text):
    letter = chosen_letter(text)
    if letter == record.right:
        verdict = refused(record, "", None)
        verdict.passed, verdict.points = True, record.points
        return verdict
    if not letter:
        return refused(record, "gap", Text(en="Not answered."))
    option = record.options.get(letter)
    return refused(record, f"answered {letter[:10]}", option.because if option else Text(en="There is no such letter."))


def lesson_of(notebook, path):
    """The lesson that a notebook belongs to: by the exercises in it, else by the number in the file's name; or None."""
    found = [*answers(notebook), *filter(None, (checked_name(source(cell)) for cell in notebook["cells"]))]
    lessons = [record.lesson for record in catalogue.all_records() if record.name in found]
    if lessons:
        return max(set(lessons), key=lessons.count)
    number = re.search(r"(?<!\d)(\d\d)_", path.name)
    return number[1] if number and number[1] in catalogue.lessons() else None
