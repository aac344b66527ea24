"""The proof of every exercise: right answers pass, an untouched gap earns nothing, each wrong answer gets its own
diagnosis."""

from dataclasses import dataclass

from .answer import AnswerError, compile_answer
from .gap import gap_source
from .judge import judge, refused
from .run import run_scenarios
from .seat import seat
from .text import Text


@dataclass(frozen=True)
class Row:
    """One answer that was tried: what kind it is, what came of it, and what should have come."""

    exercise: str
    kind: str  # "reference", "gap", "variant" or "mistake"
    name: str
    passed: bool
    cause: str
    expected: str  # the cause that a mistake must get; "" for what must pass

    @property
    def holds(self):
        """Whether it came out as it should."""
        if self.kind in ("reference", "variant"):
            return self.passed
        return not self.passed and (self.kind == "gap" or self.cause == self.expected)


def try_on_seeds(record, source, seeds):
    """The verdict on a source text at these seeds, without a time limit; None stands for the reference."""
    try:
        function = None if source is None else compile_answer(record.name, source)
    except AnswerError as error:
        return refused(record, "refused", Text(en=str(error)))
    return judge(record, seeds, [list(run_scenarios(record, seed, function)) for seed in seeds])


def rows(record, seeds):
    """Every answer that the record knows, tried on the seeds."""
    tried = [
        ("reference", "reference", None, ""),
        ("gap", "untouched gap", gap_source(seat(record.name)), ""),
        *(("variant", v.name, v.source, "") for v in record.variants),
        *(("mistake", m.name, m.source, m.name) for m in record.mistakes),
    ]
    result = []
    for kind, name, source, expected in tried:
        verdict = try_on_seeds(record, source, seeds)
        result.append(Row(record.name, kind, name, verdict.passed, verdict.cause, expected))
    return result
