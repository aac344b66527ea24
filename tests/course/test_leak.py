"""No answer stands in a gap, or above it in its lesson; and what looks for such leaks does find them."""

import pytest

from zerodl.course import catalogue
from zerodl.course.gap import answer_source, gap_source
from zerodl.course.leak import leaks, patterns
from zerodl.course.notebook import read_notebook
from zerodl.course.seat import seat
from zerodl.course.shipped import lessons_folder

MUL = "ops.elementwise.mul_grad"
LESSONS = sorted(lessons_folder().glob("*.ipynb"))


def lesson(*above, gap=None):
    """A notebook with texts above the gap of mul_grad."""
    cells = [{"cell_type": "markdown", "source": text} for text in above]
    cell = f'@exercise("{MUL}")\n{gap or gap_source(seat(MUL))}'
    return {"cells": [*cells, {"cell_type": "code", "source": cell}]}


def found(text, answer):
    """The telling expressions of an answer that stand in a text."""
    return [expression for expression, pattern in patterns(answer) if pattern.search(text)]


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_no_lesson_holds_an_answer_before_it_is_asked_for(path):
    assert leaks(read_notebook(path)) == []


@pytest.mark.parametrize("record", catalogue.all_exercises(), ids=lambda record: record.name)
def test_every_answer_has_an_expression_that_can_be_looked_for_and_no_gap_holds_it(record):
    answer = answer_source(seat(record.name))
    assert found(answer, answer)
    assert found(gap_source(seat(record.name)), answer) == []


@pytest.mark.parametrize(
    "text",
    [
        "return `g * b`",
        "grad_a = g*b,",
        "grad_a = b * g",
        "$g \\cdot b$",
        "the gradient is g · b.",
        "(g\n * b)",
    ],
)
def test_the_answer_above_its_gap_is_found_however_it_is_written(text):
    (leak,) = leaks(lesson("Some prose.", f"First line.\n{text}"))
    assert (leak.exercise, leak.expression, leak.cell) == (MUL, "g * b", 1)
    assert leak.line == text.split("\n")[0]


@pytest.mark.parametrize("text", ["a * b", "g * bias", "arg * b", "x.g * b", "g * b_shape", "slope * g", "g and b"])
def test_what_only_looks_like_the_answer_is_not(text):
    assert leaks(lesson(text)) == []


def test_a_gap_that_kept_the_formula_is_found():
    gap = 'def mul_grad(g, a, b):\n    """Gradient of mul.\n\n        grad_b = g · a\n    """\n    pass'
    assert [leak.expression for leak in leaks(lesson(gap=gap))] == ["g * a"]


def test_below_the_gap_the_answer_may_be_talked_about():
    notebook = lesson()
    notebook["cells"].append({"cell_type": "markdown", "source": "You wrote `g * b, g * a`."})
    assert leaks(notebook) == []


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        ("def f(x):\n    return np.maximum(x, 0)", "use np.maximum( x , 0 )"),
        ("def f(x):\n    return (other.data, self.data)", "slopes=(other.data, self.data)"),
        ("def f(x):\n    return Value(h, (1.0 - h**2,), 'tanh')", "the slope is 1 − h²"),
        ("def f(x):\n    return Value(h, (1.0 - h**2,), 'tanh')", "the slope is $1 - h^{2}$"),
        ('def f(x):\n    return find(x, "way")', "find(x, 'way')"),
        ("def f(x):\n    x.grad += s * x.g", "x.g * s"),
        ("def f(x):\n    while waiting[x] == 0:\n        pass", "until waiting[x] == 0"),
    ],
)
def test_expressions_of_every_kind_are_known(answer, text):
    assert found(text, answer)


def test_what_a_loop_goes_over_may_be_told():
    assert patterns("def f(x):\n    for a, b in zip(x.a, x.b):\n        pass") == []


@pytest.mark.parametrize("value", ["x", "1", "x.copy()", "np.zeros(x.shape)", "(a, b)", "[a]", "{a: 0}", "-1", "f(x)"])
def test_names_constants_and_simple_calls_tell_nothing(value):
    assert patterns(f"def f(x):\n    return {value}") == []
