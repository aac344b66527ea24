"""What can be said of any answer is said of the data it fits; known mistakes are recognised by their data."""

import numpy as np
import pytest

from zerodl.course import catalogue
from zerodl.course.answer import GAP, compile_answer
from zerodl.course.compare import agree
from zerodl.course.diagnose import GENERAL, diagnose, general
from zerodl.course.plain import plain
from zerodl.course.record import Mistake
from zerodl.course.run import run_scenarios
from zerodl.course.text import Text

X = np.array([[1.0, -2.0, 3.0], [4.0, 5.0, -6.0]])
CALL = {"call": "f(x)", "changed": []}


def error(kind, message="something", line=""):
    return {"raised": kind, "message": message, "line": line}


# the name of the diagnosis, what was expected, what came, and what its text must say
CASES = [
    ("changed an argument", {**CALL, "result": X}, {**CALL, "result": X, "changed": ["x"]}, "its own input x,"),
    ("changed an argument", {"changed": ["a"]}, {"changed": ["a", "b"]}, "its own input b,"),
    ("changed an argument", {"changed": ["a"]}, {"changed": ["b"]}, "its own input b,"),
    ("changed an argument", {**CALL, "result": X}, {**CALL, "result": X + 1, "changed": ["x"]}, "its own input x,"),
    ("changed nothing", {"changed": ["x"]}, {"changed": []}, "in place"),
    ("returned nothing", X, None, "returned None"),
    ("returned nothing", {"result": [X, X]}, {"result": None}, "return"),
    (
        "returned nothing",
        {"returned": "tuple", "result": [1]},
        {"returned": "NoneType", "result": None},
        "returned None",
    ),
    ("not a pair", {"returned": "tuple", "result": [1]}, {"returned": "ndarray", "result": X}, "got a ndarray"),
    ("no error", {"raised": "IndexError", "message": "m"}, {"result": X}, "Expected an IndexError here"),
    ("no error", {"raised": "ShapeError", "message": "m"}, {"result": X}, "Expected a ShapeError"),
    ("missing result", {"weight": X, "bias": X}, {"weight": X}, "no bias"),
    ("wrong type", X, {"unknown object": "Tensor"}, "an object of type Tensor; this function works on NumPy arrays"),
    ("wrong type", X, {"unknown object": "generator"}, "`yield`"),
    ("wrong type", X, {"unknown object": "function"}, "brackets"),
    ("wrong type", X, {"unknown object": "Thing"}, "an object of type Thing"),
    ("wrong type", X, [1.0, 2.0], "Expected a NumPy array, got a list or tuple"),
    ("wrong type", True, X, "Expected True or False, got a NumPy array"),
    ("wrong type", "text", {"a": 1}, "Expected a text, got a dictionary"),
    ("wrong type", 0.5, "NaN", "Expected a number, got NaN"),
    ("wrong type", None, 1.0, "Expected None, got a number"),
    ("wrong count", [1, 2], [1, 2, 3], "Expected 2 items, got 3"),
    ("too many axes", X[0], X, "Expected shape (3,), got (2, 3)"),
    ("stretched axis", X[:, :1], X, "Expected shape (2, 1), got (2, 3)"),
    ("transposed", X, X.T, "Expected shape (2, 3), got (3, 2)"),
    ("wrong shape", X, X[:, :2], "Expected shape (2, 3), got (2, 2)"),
    ("wrong shape", X, 1.0, "got ()"),
    ("wrong dtype", X.astype(np.float32), X, "Expected numbers of type float32, got float64"),
    ("wrong dtype", X, X.astype(int), "got int64"),
    ("not a number", X, X * np.array([1.0, np.inf, 1.0]), "NaN or infinite"),
    ("not a number", 1.0, float("nan"), "NaN or infinite"),
    ("flipped sign", X, -X, "wrong sign"),
    ("flipped sign", 2.0, -2.0, "wrong sign"),
    ("all zero", X, X * 0, "Everything is 0"),
    ("constant factor", X, X * 3, "Every number is 3 times"),
    ("value", 1.0, 0.5, "Expected 1, got 0.5"),
    ("value", X[0], X[0] * 3, "Expected [1, -2, 3], got [3, -6, 9]"),
    ("value", np.array([4, 6, 2, 8]), np.array([2, 3, 1, 4]), "Expected [4, 6, 2, 8]"),
    ("value", 4, 0, "Expected 4, got 0"),
    ("exchanged", [X, X + 1], [X + 1, X], "in the other's place"),
    ("exchanged", {"result": [X, X[:1]]}, {"result": [X[:1], X]}, "in the other's place"),
    (
        "raised",
        {**CALL, "result": X},
        {**CALL, **error("TypeError", "bad", "line 3: x + y")},
        "TypeError: bad (line 3: x + y)",
    ),
    ("raised", {"a.grad": X}, error("ValueError", "bad"), "ValueError: bad"),
    ("raised", [{"result": X}, {"result": X}], [{"result": X}, error("KeyError", "'k'")], "KeyError: 'k'"),
    ("raised", X, error("ValueError"), "stopped with an error"),
    ("gap left", {"result": X}, error("NotImplementedError", "your code here", f"line 4: {GAP}"), "delete it"),
    (
        "another error",
        error("ShapeError"),
        error("TypeError", "bad"),
        "Expected a ShapeError here, but another error came. Type",
    ),
    ("value", X, X + np.eye(2, 3), "Expected [[1, -2, 3], [4, 5, -6]], got [[2, -2, 3], [4, 6, -6]]"),
    ("value", "list", "set", "Expected 'list', got 'set'"),
    ("value", True, False, "Expected True, got False"),
    ("value", 3.0, 4.5, "Expected 3, got 4.5"),
    ("value", np.array([1j]), np.array([-1j]), "Expected"),
    ("value", {}, {"a": 1}, "got 1"),
]


@pytest.mark.parametrize(
    ("name", "expected", "got", "says"), CASES, ids=[f"{i}-{case[0]}" for i, case in enumerate(CASES)]
)
def test_what_is_said_of_any_answer(name, expected, got, says):
    cause, text = general(plain(expected), plain(got))
    assert cause == name
    assert says in str(text)


def test_every_general_diagnosis_has_a_case():
    assert {name for name, _, _ in GENERAL} <= {case[0] for case in CASES}


@pytest.mark.parametrize(
    "got",
    [
        [[1.0], [1.0, 2.0]],
        {"changed": {"deep": [1, [2]]}},
        [],
        {},
        b"bytes",
        10**400,
        {"raised": "E", "message": "", "line": ""},
    ],
    ids=lambda value: type(value).__name__,
)
@pytest.mark.parametrize(
    "expected", [X, [X, X], {"changed": ["x"], "result": 1}, None, "text", 1, {"raised": "E", "message": "m"}]
)
def test_something_is_said_of_the_oddest_data(expected, got):
    if not agree(plain(expected), plain(got)):
        cause, text = general(plain(expected), plain(got))
        assert cause
        assert str(text)


# --- known mistakes ---------------------------------------------------------------------------------------------------

MUL = catalogue.find("ops.elementwise.mul_grad")


def diagnosed(record, source, seed=0):
    """The name of the diagnosis of a wrong answer."""
    expected = list(run_scenarios(record, seed))
    got = list(run_scenarios(record, seed, compile_answer(record.name, source)))
    number = next(i for i, (e, g) in enumerate(zip(expected, got)) if str(e) != str(g))
    return diagnose(record, seed, number, expected, got)[0]


def test_a_known_mistake_is_recognised_however_it_is_written():
    assert diagnosed(MUL, "def mul_grad(g, a, b):\n    return [x for x in (b, a)][0], a\n") == "no_g"
    assert (
        diagnosed(MUL, "def mul_grad(g, a, b):\n    first = a\n    first = first * g\n    return first, b * g\n")
        == "exchanged"
    )


def test_an_answer_with_two_faults_gets_a_general_diagnosis():
    assert diagnosed(MUL, "def mul_grad(g, a, b):\n    return 3 * g * b, 3 * g * a\n") == "constant factor"
    assert diagnosed(MUL, "def mul_grad(g, a, b):\n    pass\n") == "returned nothing"


def test_a_mistake_that_only_begins_alike_is_not_taken_for_it():
    source = "def mul_grad(g, a, b):\n    return (b, a) if g.dtype == np.float32 else (g * b + 1, g * a)\n"
    assert diagnosed(MUL, source) not in {mistake.name for mistake in MUL.mistakes}


class Record:
    """A copy of mul_grad's record with other mistakes."""

    def __init__(self, *mistakes):
        self.name, self.scenarios, self.mistakes = MUL.name, MUL.scenarios, mistakes


def mistake(name, when=None, body="return g * 7, g * 7"):
    return Mistake(name, Text(en=name), f"def mul_grad(g, a, b):\n    {body}\n", when)


WRONG = "def mul_grad(g, a, b):\n    return g * 5, g * 5\n"


def test_a_predicate_recognises_what_no_known_answer_does():
    record = Record(mistake("no"), mistake("yes", when=lambda got, expected: got["result"][0].shape == (2, 2)))
    assert diagnosed(record, WRONG) == "yes"


def test_equal_data_come_before_predicates():
    record = Record(mistake("predicate", when=lambda got, expected: True), mistake("equal", body="return g * 5, g * 5"))
    assert diagnosed(record, WRONG) == "equal"


@pytest.mark.parametrize("error", [KeyError, StopIteration, ZeroDivisionError, AssertionError, RecursionError])
def test_a_predicate_that_trips_has_not_recognised_anything(error):
    def when(got, expected):
        raise error

    assert diagnosed(Record(mistake("trips", when=when)), WRONG) not in ("trips",)


def test_known_mistakes_run_beside_the_learner_s_text_and_not_over_it():
    function = compile_answer(MUL.name, "def mul_grad(g, a, b):\n    return g.nothing\n")
    expected, got = list(run_scenarios(MUL, 0)), list(run_scenarios(MUL, 0, function))
    diagnose(MUL, 0, 0, expected, got)
    assert list(run_scenarios(MUL, 0, function))[0]["line"] == "line 2: return g.nothing"


def test_large_arrays_that_differ_are_told_by_the_element_that_differs_most():
    expected, got = np.zeros((5, 6)), np.zeros((5, 6))
    got[1, 2], got[3, 4] = 0.5, -7.0
    name, text = general([expected], [got])
    assert name == "value"
    assert "shape (5, 6), as expected, but with other numbers: at [3, 4] expected 0, got -7" in text["en"]


def test_elements_that_look_alike_are_told_with_more_digits():
    expected = np.full((5, 6), 1 / 3)
    _, text = general([expected], [expected + 1e-7])
    assert "expected 0.3333333333, got 0.3333334333" in text["en"]


def test_numbers_that_look_alike_are_written_out():
    _, text = general([1 / 3], [1 / 3 + 1e-7])
    assert "0.33333343" in text["en"]
