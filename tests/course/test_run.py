"""Scenarios run under the same conditions every time, leave nothing behind, and end."""

import logging
import sys
import time
import warnings

import numpy as np
import pytest

import zerodl
from zerodl.course import catalogue
from zerodl.course.answer import compile_answer
from zerodl.course.plain import unknown_objects
from zerodl.course.record import Scenario
from zerodl.course.run import ended_early, run_scenarios
from zerodl.ops.elementwise import mul_grad
from zerodl.random import default_generator

MUL = catalogue.find("ops.elementwise.mul_grad")
INIT = catalogue.find("nn.linear.Linear.__init__")


class Fake:
    """A record with these scenarios, for mul_grad."""

    name = MUL.name

    def __init__(self, *functions):
        self.scenarios = [Scenario(function.__name__, function) for function in functions]


def results(*functions, answer=None, seed=0, **more):
    function = answer and compile_answer(MUL.name, f"def mul_grad(g, a, b):\n    {answer}\n")
    return list(run_scenarios(Fake(*functions), seed, function, **more))


def call(rng):
    return mul_grad(np.ones(1), np.ones(1), np.full(1, 3.0))


@pytest.mark.parametrize("record", catalogue.all_exercises(), ids=lambda record: record.name)
def test_the_reference_gives_the_same_plain_data_every_time(record):
    first, second = list(run_scenarios(record, 7)), list(run_scenarios(record, 7))
    assert len(first) == len(record.scenarios)
    assert str(first) == str(second)
    assert unknown_objects(first) == []
    assert not any(ended_early(data) for data in first)


def test_seeds_and_scenarios_draw_different_numbers():
    def one(rng):
        return rng.random()

    def two(rng):
        return rng.random()

    drawn = [*results(one, two, seed=0), *results(one, two, seed=1)]
    assert len(set(drawn)) == 4


def test_an_error_that_ends_a_scenario_is_data_with_the_learner_s_line():
    (data,) = results(call, answer="return 1 / 0")
    assert ended_early(data)
    assert (data["raised"], data["line"]) == ("ZeroDivisionError", "line 2: return 1 / 0")


@pytest.mark.parametrize(
    "error", ["SystemExit(3)", "GeneratorExit", "BaseException('x')", "StopIteration", "RecursionError"]
)
def test_every_kind_of_error_is_caught(error):
    first, second = results(call, call, answer=f"raise {error}")
    assert ended_early(first)
    assert ended_early(second)


def test_the_stop_button_is_not_caught():
    with pytest.raises(KeyboardInterrupt):
        results(call, answer="raise KeyboardInterrupt")


def test_what_the_notebook_has_set_plays_no_part_and_is_as_before():
    usual = results(settings)
    zerodl.set_default_dtype(np.float64)
    zerodl.manual_seed(5)
    state = str(default_generator.get_state())
    try:
        with np.errstate(all="raise"), warnings.catch_warnings(), zerodl.no_grad():
            warnings.simplefilter("error")
            assert results(settings) == usual
            assert [str(data) for data in run_scenarios(INIT, 0)] == [str(data) for data in run_scenarios(INIT, 0)]
            assert not zerodl.is_grad_enabled()
            assert np.geterr()["divide"] == "raise"
        assert zerodl.get_default_dtype() == np.float64
        assert str(default_generator.get_state()) == state
    finally:
        zerodl.set_default_dtype(np.float32)


def settings(rng):
    warnings.warn("nobody hears this", stacklevel=1)
    zero = np.zeros(1) / np.zeros(1)
    return [zerodl.is_grad_enabled(), str(zerodl.get_default_dtype()), bool(np.isnan(zero[0]))]


def test_what_an_answer_changes_in_the_settings_is_undone():
    answer = "import zerodl; zerodl.set_default_dtype(np.float64); np.seterr(all='raise'); zerodl.no_grad().__enter__()"
    before = np.geterr()
    results(call, answer=answer)
    assert zerodl.get_default_dtype() == np.float32
    assert zerodl.is_grad_enabled()
    assert np.geterr() == before


def test_output_is_kept_by_scenario_and_to_a_length(capfd):
    def chatter(rng):
        print("to stdout")
        print("to stderr", file=sys.stderr)

    def megabytes(rng):
        for _ in range(1000):
            print("x" * 10_000)

    printed = []
    results(chatter, call, megabytes, printed=printed)
    assert printed[0] == "to stdout\nto stderr\n"
    assert printed[1] == ""
    assert printed[2] == "x" * 2000 + "…"
    assert capfd.readouterr() == ("", "")
    assert sys.stdout.write("") == 0
    logging.getLogger().debug("still works")


def test_what_takes_too_long_ends_the_list():
    printed = []
    start = time.monotonic()
    got = results(call, forever, call, until=start + 0.2, printed=printed)
    assert len(got) == 1
    assert time.monotonic() - start < 5
    assert printed == ["", "begun\n"]
    assert zerodl.is_grad_enabled()


def forever(rng):
    print("begun")
    with zerodl.no_grad():
        while True:
            pass


def test_no_time_left_runs_nothing_more():
    assert results(forever, until=time.monotonic() - 1) == []


def test_more_than_can_be_compared_is_an_error_and_not_a_crash():
    (data,) = results(lambda rng: np.zeros(10**8, np.uint8))
    assert data["raised"] == "PlainError"
