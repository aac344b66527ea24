"""Compare what an answer did with what the reference does, and say so."""

import functools
from dataclasses import dataclass, field

import numpy as np

from ..errors import ZerodlError
from .compare import at, first_difference
from .diagnose import diagnose
from .run import ended_early, run_scenarios
from .text import Text


@dataclass
class Verdict:
    """What became of an answer."""

    name: str
    points: int
    possible: int
    passed: bool = False
    scenarios: list = field(default_factory=list)  # (title, whether it passed), up to the first that failed
    call: str = ""
    expected: object = None
    got: object = None
    where: str = ""  # which part of the data differs, in words
    cause: str = ""  # the name of the diagnosis
    says: Text = None  # and its text
    printed: str = ""  # what the answer printed: in the scenario that failed, or at all


def judge(record, seeds, results):
    """Compare an answer's data with the reference's.

    An exercise earns its points when every scenario passes at every seed: checks are not limited, so there is no
    half-right.

    Args: results: for each seed, the list of the scenarios' data; a list that ends early was cut off.
    Raises: BrokenReferenceError if the reference itself fails.
    """
    verdict = Verdict(record.name, 0, record.points)
    for seed, got in zip(seeds, results):
        expected = expectation(record, seed)
        for number, scenario in enumerate(record.scenarios[: len(got)]):
            difference = first_difference(expected[number], got[number])
            if difference:
                with np.errstate(all="ignore"):  # whatever the notebook has set
                    _explain(verdict, record, seed, number, expected, got, difference)
                verdict.scenarios = [(s.title, True) for s in record.scenarios[:number]] + [(scenario.title, False)]
                return verdict
        if len(got) < len(record.scenarios):
            verdict.scenarios = [(s.title, True) for s in record.scenarios[: len(got)]]
            verdict.scenarios.append((record.scenarios[len(got)].title, False))
            return cut_off(verdict, "no result", Text(en="Your code did not come to an end here."))
    verdict.scenarios = [(scenario.title, True) for scenario in record.scenarios]
    verdict.passed = bool(results) and len(results) == len(seeds)
    verdict.points = record.points if verdict.passed else 0
    return verdict


@functools.lru_cache(maxsize=64)
def expectation(record, seed):
    """What the reference does in each scenario; computed once for a whole class."""
    expected = list(run_scenarios(record, seed))
    for scenario, data in zip(record.scenarios, expected):
        if ended_early(data):
            raise BrokenReferenceError(
                f"{record.name}: zerodl's own version fails in the scenario {scenario.title!r} with {data['raised']}: "
                f"{data['message']}. Something that it needs was changed in this session: restart the kernel"
            )
    return expected


class BrokenReferenceError(ZerodlError, RuntimeError):
    """There is nothing to compare an answer with."""


def cut_off(verdict, cause, says):
    """The same verdict with a cause that lies outside the data: a time limit, a crash."""
    verdict.cause, verdict.says = cause, says
    return verdict


def refused(record, cause, says):
    """The verdict on an answer that could not be tried at all."""
    return Verdict(record.name, 0, record.points, cause=cause, says=says)


def _explain(verdict, record, seed, number, expected, got, difference):
    verdict.cause, verdict.says = diagnose(record, seed, number, expected, got)
    path = difference.path
    verdict.call = _call(got[number], path) or _call(expected[number], path)
    verdict.where = _where(expected[number], path)
    verdict.expected, verdict.got = difference.expected, difference.got
    if difference.kind == "missing":
        verdict.got = Said("nothing")
    if difference.kind == "extra":
        verdict.expected = Said("nothing")
    wanted, came = (at(data, path[:-1]) for data in (expected[number], got[number]))
    if error := _error_in(difference.got) or _error_in(came):
        verdict.got = error
        if type(wanted) is dict and "result" in wanted:
            verdict.expected, verdict.where = wanted["result"], ""
    if error := _error_in(wanted):
        verdict.expected, verdict.where = error, ""


@dataclass(frozen=True)
class Said:
    """Words that stand where a value was to be shown."""

    words: str

    def __repr__(self):
        return self.words


def _error_in(data):
    return Said(f"{data['raised']}: {data['message']}") if type(data) is dict and "raised" in data else None


def _call(data, path):
    """The text of the innermost call that a path in the data lies in."""
    around = [at(data, path[:depth]) for depth in range(len(path) + 1)]
    return next((part["call"] for part in reversed(around) if type(part) is dict and "call" in part), "")


def _where(data, path):
    """Which part of the data a path leads to, in words."""
    words = []
    for depth, step in enumerate(path):
        around = at(data, path[: depth - 1]) if depth else None
        names = around.get("names", []) if type(around) is dict and path[depth - 1] == "result" else []
        if type(step) is int:
            step = names[step] if step < len(names) else f"[{step}]"
        words.append(step)
    return " ".join(word for word in words if word != "result")
