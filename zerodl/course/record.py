"""What the course knows about an exercise: points, hints, the situations it is tried in, and the mistakes people
make."""

import inspect
import textwrap
from dataclasses import dataclass, field

from .text import Text

ROLES = (
    "production",
    "rung",
)  # the framework runs it, or it is the readable reference that the fast form is tested against


@dataclass(frozen=True)
class Scenario:
    """A situation that an answer is tried in: ``run(rng)`` uses the package's function and returns what happened."""

    title: str
    run: object


@dataclass(frozen=True)
class Mistake:
    """A wrong answer that people really give, and what to say to who gives it.

    The diagnosis is given to an answer that behaves as ``source`` does, and to one whose data ``when(got, expected)``
    recognises; both are asked about the first scenario that failed, from its data alone.
    """

    name: str
    says: Text
    source: str
    when: object = None


@dataclass(frozen=True)
class Variant:
    """A right answer that is written differently from the package's."""

    name: str
    source: str


@dataclass(eq=False)
class Exercise:
    """An exercise: a function or method of the package that the learner writes.

    Args:
        name: its path in the package, "ops.elementwise.mul_grad".
        lesson: the lesson's number, "02".
        points: earned when every scenario passes.
        minutes: how long it takes. difficulty, importance: 1 to 5.
        role: "production", or "rung" of a ladder.
        task: one line. hints: from a nudge to almost the answer.
    """

    name: str
    lesson: str
    points: int
    minutes: int
    difficulty: int
    importance: int
    role: str
    task: Text
    hints: tuple
    scenarios: list = field(default_factory=list)
    mistakes: list = field(default_factory=list)
    variants: list = field(default_factory=list)

    def __post_init__(self):
        if self.role not in ROLES:
            raise ValueError(f"exercise {self.name}: role must be one of {', '.join(ROLES)}, got {self.role!r}")

    @property
    def title(self):
        """The last part of the name: what the learner defines."""
        return self.name.rpartition(".")[2]

    def scenario(self, title):
        """Decorator: try the answer in the situation that this function makes from a random generator."""

        def add(run):
            self.scenarios.append(Scenario(title, run))
            return run

        return add

    def mistake(self, when=None, **says):
        """Decorator: a known wrong answer, and in each language what to say to it."""

        def add(function):
            self.mistakes.append(Mistake(function.__name__, Text(**says), source_of(function), when))
            return function

        return add

    def variant(self, function):
        """Decorator: a right answer, written differently."""
        self.variants.append(Variant(function.__name__, source_of(function)))
        return function


@dataclass(frozen=True)
class Option:
    """One answer to a question, and why it is right or what it overlooks."""

    text: Text
    because: Text


@dataclass(frozen=True)
class Question:
    """A "why" question with a few answers, of which one is right.

    Args: name: "02.why_accumulate". options: letter -> Option. right: the letter of the right one.
    """

    name: str
    lesson: str
    points: int
    asks: Text
    options: dict
    right: str

    @property
    def title(self):
        """The last part of the name."""
        return self.name.rpartition(".")[2]


def source_of(function):
    """The source of a function, moved to the left margin, decorators included."""
    return textwrap.dedent(inspect.getsource(function))
