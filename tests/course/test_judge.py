"""A verdict: all scenarios at all seeds or nothing, and what is shown of the first that failed."""

import numpy as np
import pytest

from zerodl.course import catalogue, matrix
from zerodl.course.answer import compile_answer
from zerodl.course.card import comparison_rows
from zerodl.course.judge import BrokenReferenceError, cut_off, expectation, judge, refused
from zerodl.course.observe import observe
from zerodl.course.record import Mistake, Scenario, Variant, source_of
from zerodl.course.run import run_scenarios
from zerodl.course.seat import plug_in, seat
from zerodl.course.text import Text
from zerodl.ops import elementwise
from zerodl.ops.elementwise import mul_grad

MUL = catalogue.find("ops.elementwise.mul_grad")
RIGHT = "def mul_grad(g, a, b):\n    return g * b, g * a\n"
WRONG = "def mul_grad(g, a, b):\n    return g * b, g * a * (1 if a.dtype == np.float64 else 2)\n"
G, A, B = np.array([1.0, 2.0]), np.array([3.0, 4.0]), np.array([5.0, 6.0])


class Record:
    """A record for mul_grad with its own scenarios."""

    lesson, points, hints, mistakes, variants = "02", 4, (), (), ()
    name = MUL.name

    def __init__(self, *functions):
        self.scenarios = [Scenario(function.__name__, function) for function in functions]


def one(rng):
    return observe(mul_grad, g=G, a=A, b=B, returns=("grad_a", "grad_b"))


def several(rng):
    return [observe(mul_grad, g=G, a=A, b=B), observe(mul_grad, g=G, a=A + 1, b=B, returns=("grad_a", "grad_b"))]


def facts(rng):
    return {"call": "some calls", "first": mul_grad(G, A, B)[0], "count": 2}


def changing(rng):
    return observe(mul_grad, g=G, a=np.array([3.0, 4.0]), b=B)


def verdict_on(body, *functions, seeds=(0,)):
    record = Record(*functions)
    answer = compile_answer(MUL.name, f"def mul_grad(g, a, b):\n    {body}\n")
    return judge(record, seeds, [list(run_scenarios(record, seed, answer)) for seed in seeds])


def shown(verdict):
    """The rows of the card that set expected beside got."""
    return dict(comparison_rows(verdict))


def results(source, seeds=(0, 1)):
    return [list(run_scenarios(MUL, seed, compile_answer(MUL.name, source))) for seed in seeds]


# --- points -----------------------------------------------------------------------------------------------------------


def test_everything_right_earns_all_points():
    verdict = judge(MUL, (0, 1), results(RIGHT))
    assert (verdict.passed, verdict.points, verdict.possible) == (True, MUL.points, MUL.points)
    assert verdict.scenarios == [(scenario.title, True) for scenario in MUL.scenarios]
    assert (verdict.cause, verdict.says, comparison_rows(verdict)) == ("", None, [])


def test_one_wrong_scenario_earns_nothing_and_is_the_last_that_is_listed():
    verdict = judge(MUL, (0, 1), results(WRONG))
    assert (verdict.passed, verdict.points, verdict.possible) == (False, 0, MUL.points)
    assert verdict.scenarios[-1] == ("float32 stays float32", False)
    assert all(ok for _, ok in verdict.scenarios[:-1])
    assert verdict.says


def test_a_fault_at_the_second_seed_only_earns_nothing():
    def random(rng):
        return {"x": bool(rng.random() < 0.5) and mul_grad(G, A, B)[0]}

    draws = [np.random.default_rng([seed, 0]).random() < 0.5 for seed in range(10)]
    seeds = (draws.index(False), draws.index(True))
    assert verdict_on("return g, a", random, seeds=seeds[:1]).passed
    assert not verdict_on("return g, a", random, seeds=seeds).passed


@pytest.mark.parametrize("kept", [0, 2])
def test_a_list_that_ends_early_fails_where_it_ends(kept):
    (got, _) = results(RIGHT)
    verdict = judge(MUL, (0, 1), [got[:kept], got])
    assert (verdict.passed, verdict.points, verdict.cause) == (False, 0, "no result")
    assert verdict.scenarios[-1] == (MUL.scenarios[kept].title, False)
    assert len(verdict.scenarios) == kept + 1


@pytest.mark.parametrize("count", [0, 1])
def test_fewer_results_than_seeds_do_not_pass(count):
    assert not judge(MUL, (0, 1), results(RIGHT)[:count]).passed
    assert judge(MUL, (0, 1), results(RIGHT)[:count]).points == 0


def test_a_wrong_result_comes_before_a_missing_one():
    wrong = results("def mul_grad(g, a, b):\n    return g, g\n")[0]
    assert judge(MUL, (0,), [wrong[:1]]).cause == "rule_of_a_sum"


def test_the_expectation_is_the_reference_s_whatever_is_plugged_in():
    plug_in(MUL.name, compile_answer(MUL.name, "def mul_grad(g, a, b):\n    return g, g\n"))
    expectation.cache_clear()
    assert judge(MUL, (0, 1), results(RIGHT)).passed


def test_verdicts_from_outside_the_data():
    verdict = cut_off(judge(MUL, (0,), [[]]), "time", Text(en="Too long."))
    assert (verdict.cause, str(verdict.says), verdict.passed) == ("time", "Too long.", False)
    verdict = refused(MUL, "gap", Text(en="Empty."))
    assert (verdict.name, verdict.points, verdict.possible, verdict.scenarios) == (MUL.name, 0, MUL.points, [])


def test_a_reference_that_fails_is_said_to_and_agrees_with_nothing(monkeypatch):
    class Broken:
        """What a learner may have left in the place of the module's np."""

        def __getattr__(self, name):
            raise RuntimeError("no NumPy any more")

    def uses_numpy(rng):
        return elementwise.np.ones(1)

    monkeypatch.setattr(elementwise, "np", Broken())
    with pytest.raises(BrokenReferenceError, match=r"uses_numpy.*no NumPy any more.*restart the kernel"):
        verdict_on("raise RuntimeError", uses_numpy)


def test_numpy_s_error_settings_do_not_reach_the_judge():
    with np.errstate(all="raise"):
        assert not verdict_on("return g * 1e-300, g", one).passed
        assert verdict_on("return g * b, g * a + 1e-320", one).passed


# --- what is shown ----------------------------------------------------------------------------------------------------


def test_the_call_and_both_values_are_shown():
    assert shown(verdict_on("return g * b, g", one)) == {
        "call": "mul_grad(g=[1, 2], a=[3, 4], b=[5, 6])",
        "expected": "grad_b: [3, 8]  shape (2,)",
        "got": "grad_b: [1, 2]  shape (2,)",
    }


def test_the_innermost_call_is_shown():
    rows = shown(verdict_on("return (g * b, g * a) if a[0] == 3 else (g * a, g * a)", several))
    assert rows["call"] == "mul_grad(g=[1, 2], a=[4, 5], b=[5, 6])"
    assert rows["got"] == "[1] grad_a: [4, 10]  shape (2,)"


@pytest.mark.parametrize(
    ("body", "function", "expected", "got"),
    [
        ("return 1 / 0", one, "[[5, 12], [3, 8]]", "ZeroDivisionError: division by zero"),
        ("return 1 / 0", several, "[[5, 12], [3, 8]]", "ZeroDivisionError: division by zero"),
        ("return 1 / 0", facts, "first: [5, 12]  shape (2,)", "first: ZeroDivisionError: division by zero"),
        ("return None", one, "returned: 'tuple'", "returned: 'NoneType'"),
        ("a[0] = 0; return g * b, g * np.array([3.0, 4.0])", changing, "changed: []", "changed: ['a']"),
    ],
)
def test_errors_and_other_kinds_of_difference_are_shown(body, function, expected, got):
    rows = shown(verdict_on(body, function))
    assert (rows["expected"], rows["got"]) == (expected, got)


def test_what_is_missing_or_extra_is_shown():
    def keys(rng):
        return {"a": 1, **({"b": 2} if mul_grad(G, A, B)[0][0] == 5 else {})}

    assert shown(verdict_on("return g, g", keys)) == {"expected": "b: 2", "got": "b: nothing"}

    def more(rng):
        return {"a": 1, **({} if mul_grad(G, A, B)[0][0] == 5 else {"b": 2})}

    assert shown(verdict_on("return g, g", more)) == {"expected": "b: nothing", "got": "b: 2"}


def test_an_expected_error_is_shown_with_its_text():
    def fails(rng):
        def inner(x):
            if mul_grad(G, A, B)[0][0] == 5:
                raise ValueError("five")
            return x

        return observe(inner, x=1)

    assert shown(verdict_on("return g, g", fails))["expected"] == "ValueError: five"
    assert shown(verdict_on("raise TypeError('other')", fails))["got"] == "TypeError: other"


# --- the matrix can fail ----------------------------------------------------------------------------------------------


class Proof(Record):
    """A record whose claims are false."""

    mistakes = (
        Mistake("right after all", Text(en="x"), RIGHT),
        Mistake("not this one", Text(en="x"), "def mul_grad(g, a, b):\n    return g, a\n"),
        Mistake("same as the last", Text(en="x"), "def mul_grad(g, a, b):\n    return g, a + 0\n"),
    )
    variants = (Variant("wrong", WRONG), Variant("fails", "def mul_grad(g, a, b):\n    return helper(g)\n"))


def test_the_matrix_shows_every_claim_that_does_not_hold():
    rows = {row.name: row for row in matrix.rows(Proof(one), [0])}
    assert {name for name, row in rows.items() if row.holds} == {"reference", "untouched gap", "wrong", "not this one"}
    assert rows["right after all"].passed
    assert rows["same as the last"].cause == "not this one"
    assert rows["fails"].cause == "refused"


def test_a_scenario_too_few_lets_a_wrong_variant_through_and_one_more_stops_it():
    assert {row.name for row in matrix.rows(Proof(one, single), [0]) if not row.holds} >= {"wrong"}


def single(rng):
    return observe(mul_grad, g=G.astype(np.float32), a=A.astype(np.float32), b=B.astype(np.float32))


def test_an_exercise_that_asks_for_nothing_is_found_out_by_its_own_gap():
    def asks_nothing(rng):
        return 1

    rows = matrix.rows(Proof(asks_nothing), [0])
    assert next(row for row in rows if row.kind == "gap").passed
    assert not next(row for row in rows if row.kind == "gap").holds


def test_the_reference_s_own_source_is_right():
    assert matrix.try_on_seeds(MUL, source_of(seat(MUL.name).reference), [3]).passed
