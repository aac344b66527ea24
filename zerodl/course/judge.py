"""Compare what an answer did with what the reference does, and say so."""

import functools
from dataclasses import dataclass, field

from .catalogue import find
from .compare import first_difference
from .diagnose import diagnose
from .run import run_scenarios
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


def judge(record, seeds, results):
    """Compare an answer's data with the reference's.

    An exercise earns its points when every scenario passes at every seed: checks are not limited, so there is no
    half-right.

    Args: results: for each seed, the list of the scenarios' data; a list that ends early was cut off.
    """
    verdict = Verdict(record.name, 0, record.points)
    for seed, got in zip(seeds, results):
        expected = expectation(record.name, seed)
        for number, scenario in enumerate(record.scenarios[: len(got)]):
            difference = first_difference(expected[number], got[number])
            if difference:
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
def expectation(name, seed):
    """What the reference does in each scenario; computed once for a whole class."""
    return list(run_scenarios(find(name), seed))


def cut_off(verdict, cause, says):
    """The same verdict with a cause that lies outside the data: a time limit, a crash."""
    verdict.cause, verdict.says = cause, says
    return verdict


def refused(record, cause, says):
    """The verdict on an answer that could not be tried at all."""
    return Verdict(record.name, 0, record.points, cause=cause, says=says)


def _explain(verdict, record, seed, number, expected, got, difference):
    verdict.cause, verdict.says = diagnose(record, seed, number, expected, got)
    verdict.expected, verdict.got = difference.expected, difference.got
    verdict.call, verdict.where = _locate(expected[number], difference.path)
    if type(got[number]) is dict and "raised" in got[number] and "raised" not in str(difference.path[:-1]):
        verdict.got = Raised(got[number]["raised"], got[number]["message"])


@dataclass(frozen=True)
class Raised:
    """An error that came where a result was expected."""

    type: str
    message: str

    def __repr__(self):
        return f"{self.type}: {self.message}"


def _locate(data, path):
    """The text of the call that the difference lies in, and which part of its data that is, in words."""
    call, names, words = "", [], []
    for step in path:
        if type(data) is dict:
            call, names = data.get("call", call), data.get("names", names)
        words.append(
            names[step] if type(step) is int and step < len(names) else f"[{step}]" if type(step) is int else step
        )
        known = (type(data) is dict and step in data) or (type(data) is list and type(step) is int and step < len(data))
        data = data[step] if known else None
    return call, " ".join(word for word in words if word != "result")
