"""The cells of a lesson, in this process: what a learner may write, and that each ends in a clear card or error."""

import inspect
import time

import numpy as np
import pytest

import zerodl
from tests.course.cells import Notebook
from zerodl.course import catalogue, progress, trial
from zerodl.course.answer import GAP
from zerodl.course.gap import answer_source, gap_source
from zerodl.course.seat import plugged_names, seat
from zerodl.errors import ArgumentError

MUL, UNBROADCAST, VALUE_MUL = "ops.elementwise.mul_grad", "autograd.shapes.unbroadcast", "autograd.value.Value.__mul__"
NUMERIC, ORDER, RELU = "autograd.gradcheck.numeric_gradient", "autograd.order.topological_order", "ops.activation.relu"
WHY = catalogue.find("02.why_add")

RIGHT = "def mul_grad(g, a, b):\n    return g * b, g * a\n"
WRONG = "def mul_grad(g, a, b):\n    return b, a\n"


@pytest.fixture(autouse=True)
def _own_progress(tmp_path, monkeypatch):
    monkeypatch.setenv("ZERODL_PROGRESS", str(tmp_path))


@pytest.fixture
def notebook():
    return Notebook()


@pytest.fixture
def said(capfd):
    """What was printed since the last call; nothing may come out on stderr, which nbgrader takes for a failure."""

    def read():
        out, err = capfd.readouterr()
        assert err == ""
        return out

    return read


@pytest.fixture
def soon(monkeypatch):
    """A time limit that tests can wait for."""
    monkeypatch.setattr(trial.try_answer, "__defaults__", (0.5, (0, 1, 2)))


# --- the way through an exercise --------------------------------------------------------------------------------------


@pytest.mark.parametrize("record", catalogue.all_exercises(), ids=lambda record: record.name)
def test_from_the_empty_gap_to_all_points(record, notebook, said):
    assert notebook.run(f'check("{record.name}")') == 0
    assert "has not been run yet" in said()
    assert notebook.solve(record.name, gap_source(seat(record.name))) == 0
    assert "not started" in said()
    assert plugged_names() == []
    assert progress.load(record.name) is None
    assert notebook.solve(record.name, answer_source(seat(record.name))) == record.points
    assert f"passed, {record.points} of {record.points} points" in said()
    assert plugged_names() == [record.name]
    assert answer_source(seat(record.name)) in progress.load(record.name)


@pytest.mark.parametrize("record", catalogue.all_records(), ids=lambda record: record.name)
def test_points_are_a_number_that_shows_itself_as_a_card(record, notebook, said):
    points = notebook.run(f'check("{record.name}")')
    assert (isinstance(points, int), points, repr(points), str(points)) == (True, 0, "0", "0")
    shown = points._repr_mimebundle_()
    assert shown["text/plain"] == "0"
    assert record.name in shown["text/html"]
    assert f"0 of {record.points} points" in said()


def test_a_wrong_answer_is_named_and_a_right_one_plugged_in(notebook, said):
    assert notebook.solve(MUL, WRONG) == 0
    out = said()
    assert "without the incoming gradient" in out
    assert "FAILED  by hand" in out
    assert 'hint("ops.elementwise.mul_grad", 1)' in out
    assert plugged_names() == []
    assert notebook.solve(MUL, RIGHT) == 10
    assert "Plugged in" in said()


def test_a_later_wrong_version_leaves_the_right_one_in_place(notebook, said):
    notebook.solve(MUL, RIGHT)
    assert notebook.solve(MUL, WRONG) == 0
    assert "An earlier version of yours, which passed, stays plugged in." in said()
    assert plugged_names() == [MUL]
    assert "g * b" in progress.load(MUL)
    x = zerodl.tensor(3.0, requires_grad=True)
    (x * x).backward()
    assert x.grad.item() == 6


def test_the_lesson_s_points_add_up(notebook, said):
    possible = sum(record.points for record in catalogue.of_lesson("02"))
    notebook.solve(MUL, RIGHT)
    assert f"lesson 02: 10 of {possible} points" in said()
    notebook.run(f'answer("{WHY.name}", "{WHY.right}")')
    notebook.run(f'check("{WHY.name}")')
    assert f"lesson 02: {10 + WHY.points} of {possible} points" in said()


def test_a_question_from_no_answer_to_the_right_one(notebook, said):
    wrong = next(letter for letter in WHY.options if letter != WHY.right)
    for letter, points, word in [("", 0, "not answered"), ("z", 0, "not answered"), (wrong, 0, "not this one")]:
        notebook.run(f'answer("{WHY.name}", "{letter}")')
        assert notebook.run(f'check("{WHY.name}")') == points
        assert word in said()
        assert progress.load(WHY.name) is None
    for letter in (WHY.right, f" {WHY.right.upper()} "):
        notebook.run(f'answer("{WHY.name}", "{letter}")')
        assert notebook.run(f'check("{WHY.name}")') == WHY.points
        assert "right" in said()
    assert progress.load(WHY.name)


# --- the name in the notebook -----------------------------------------------------------------------------------------


def test_the_name_calls_the_latest_code_checked_or_not(notebook):
    notebook.run(f'@exercise("{MUL}")\n{WRONG}')
    assert notebook.run("mul_grad(1, 2, 3)") == (3, 2)
    notebook.run(f'@exercise("{MUL}")\n{RIGHT}')
    assert notebook.run("mul_grad(10, 2, 3)") == (30, 20)
    assert notebook.run("mul_grad(b=3, g=10, a=2)") == (30, 20)


def test_an_empty_gap_calls_the_package_and_says_so_once(notebook, said):
    notebook.run(f'@exercise("{UNBROADCAST}")\n{gap_source(seat(UNBROADCAST))}')
    for _ in range(2):
        assert notebook.run("unbroadcast(np.ones((2, 3)), (3,))").tolist() == [2, 2, 2]
    assert said().count("the gap is still empty") == 1


def test_a_recursive_function_calls_itself_before_it_is_checked(notebook):
    notebook.run(f"""
@exercise("{UNBROADCAST}")
def unbroadcast(g, shape):
    return g if g.ndim == len(shape) else unbroadcast(g[0] + 100, shape)
""")
    assert notebook.run("unbroadcast(np.zeros((2, 2, 3)), (3,))").tolist() == [200, 200, 200]


def test_a_method_s_name_is_called_with_self(notebook):
    notebook.run("from zerodl.autograd import Value")
    notebook.run(f'@exercise("{VALUE_MUL}")\n{answer_source(seat(VALUE_MUL))}')
    assert notebook.run("__mul__(Value(2.0), 4).data") == 8


def test_help_and_signature_are_the_package_s(notebook):
    notebook.run(f'@exercise("{NUMERIC}")\ndef numeric_gradient(f, x, step=1e-5):\n    {GAP}\n')
    piece = notebook.names["numeric_gradient"]
    assert str(inspect.signature(piece)) == "(f, x, step=1e-05)"
    assert piece.__doc__ == seat(NUMERIC).reference.__doc__
    assert piece.__name__ == "numeric_gradient"


def test_what_the_name_shows(notebook, said):
    notebook.run(f'@exercise("{MUL}")\n{gap_source(seat(MUL))}')
    assert repr(notebook.names["mul_grad"]) == f"<your {MUL}: an empty gap>"
    notebook.run(f'@exercise("{MUL}")\n{RIGHT}')
    assert repr(notebook.names["mul_grad"]) == f"<your {MUL}: not checked yet>"
    notebook.run(f'check("{MUL}")')
    assert repr(notebook.names["mul_grad"]) == f"<your {MUL}: plugged in>"


def test_an_error_in_the_learner_s_code_shows_the_learner_s_line(notebook):
    notebook.run(f'@exercise("{MUL}")\ndef mul_grad(g, a, b):\n    return g.nowhere\n')
    with pytest.raises(AttributeError) as caught:
        notebook.run("mul_grad(1, 2, 3)")
    assert inspect.getinnerframes(caught.value.__traceback__)[-1].code_context == ["    return g.nowhere\n"]


# --- odd things -------------------------------------------------------------------------------------------------------

PASSES = {
    "renamed": "def my_gradient(g, a, b):\n    return g * b, g * a",
    "pasted twice": f'{WRONG}\n@exercise("{MUL}")\n{RIGHT}',
    "a helper inside": "def mul_grad(g, a, b):\n    def times(x):\n        return g * x\n    return times(b), times(a)",
    "a lambda inside": "def mul_grad(g, a, b):\n    times = lambda x: g * x\n    return times(b), times(a)",
    "type hints of the notebook": "def mul_grad(g: Array, a: Array, b: Array) -> 'Pair':\n    return g * b, g * a",
    "np means the package's": "def mul_grad(g, a, b):\n    return np.multiply(g, b), g * a",
    "prints megabytes": "def mul_grad(g, a, b):\n    print('x' * 10**6)\n    return g * b, g * a",
    "writes to stderr": (
        "def mul_grad(g, a, b):\n    import sys\n    sys.stderr.write('print(')\n    return g * b, g * a"
    ),
    "warns": "def mul_grad(g, a, b):\n    import warnings\n    warnings.warn('!')\n    0 / g\n    return g * b, g * a",
    "changes NumPy's settings": "def mul_grad(g, a, b):\n    np.seterr(all='raise')\n    return g * b, g * a",
    "an escape that is none": "def mul_grad(g, a, b):\n    '''\\d'''\n    return g * b, g * a",
    "keeps something on itself": "def mul_grad(g, a, b):\n    mul_grad.last = g\n    return g * b, g * a",
}


@pytest.mark.parametrize("text", PASSES.values(), ids=PASSES)
def test_odd_but_right(text, notebook, said):
    notebook.run("np = None  # the learner has used the name for something else\nArray = int")
    assert notebook.solve(MUL, text) == 10
    out = said()
    assert len(out) < 3000
    assert ("It prints something" in out) == ("print(" in text)
    assert np.geterr()["divide"] == "warn"


FAILS = {
    "a helper of another cell": ("def mul_grad(g, a, b):\n    return helper(g, b), g * a", "uses the name 'helper'"),
    "a lambda": ("mul_grad = lambda g, a, b: (g * b, g * a)", "found 0"),
    "async": ("async def mul_grad(g, a, b):\n    return g * b, g * a", "write `def`"),
    "a generator": ("def mul_grad(g, a, b):\n    yield g * b\n    yield g * a", "generator"),
    "global": ("def mul_grad(g, a, b):\n    global last\n    last = g\n    return g * b, g * a", "`global last`"),
    "a default that keeps things": ("def mul_grad(g, a, b, seen=[]):\n    return g * b, g * a", "expected (g, a, b)"),
    "a changed order": ("def mul_grad(g, b, a):\n    return g * b, g * a", "expected (g, a, b)"),
    "a Tensor": ("def mul_grad(g, a, b):\n    import zerodl\n    return zerodl.tensor(g * b), g * a", "type Tensor"),
    "a list": ("def mul_grad(g, a, b):\n    return [g * b, g * a]", "got a list"),
    "nothing": ("def mul_grad(g, a, b):\n    g * b, g * a", "returned None"),
    "the docstring alone": ("def mul_grad(g, a, b):\n    '''Nothing else.'''", "returned None"),
    "the gap's line left in": (
        f"def mul_grad(g, a, b):\n    first = g * b\n    {GAP}\n    return first, g * a",
        "delete it",
    ),
    "an input changed": (
        "def mul_grad(g, a, b):\n    second = g * a\n    g *= b\n    return g, second",
        "its own input g",
    ),
    "an error": ("def mul_grad(g, a, b):\n    return g * b, g @ a.reshape(7)", "stopped with an error"),
    "sys.exit": ("def mul_grad(g, a, b):\n    import sys\n    sys.exit()", "SystemExit"),
    "endless recursion": ("def mul_grad(g, a, b):\n    return mul_grad(g, a, b)", "RecursionError"),
    "an error of a megabyte": ("def mul_grad(g, a, b):\n    raise ValueError('x' * 10**6)", "ValueError: xxx"),
    "an error that cannot be printed": (
        "def mul_grad(g, a, b):\n    class E(Exception):\n        def __str__(self): return 1 / 0\n    raise E",
        "stopped with an error",
    ),
    "an array of a gigabyte": ("def mul_grad(g, a, b):\n    return np.empty(2**27), g", "64 MB"),
    "an object that equals everything": (
        "def mul_grad(g, a, b):\n    class A:\n        __eq__ = lambda *_: True\n    return A(), A()",
        "an object of type A",
    ),
    "a masked array": ("def mul_grad(g, a, b):\n    return np.ma.masked_all(g.shape), g * a", "ikely cause"),
    "input()": ("def mul_grad(g, a, b):\n    input('your turn')\n    return g * b, g * a", "stopped with an error"),
}


@pytest.mark.parametrize(("text", "says"), FAILS.values(), ids=FAILS)
def test_odd_and_not_right(text, says, notebook, said):
    notebook.run("def helper(x, y):\n    return x * y")
    if "lambda" in text.splitlines()[0]:
        notebook.run(f'mul_grad = exercise("{MUL}")({text.partition("= ")[2]})')
        assert notebook.run(f'check("{MUL}")') == 0
    else:
        assert notebook.solve(MUL, text) == 0
    out = said()
    assert says in out
    assert len(out) < 4000
    assert plugged_names() == []
    assert notebook.solve(MUL, RIGHT) == 10  # nothing breaks the next cell
    said()


@pytest.mark.parametrize(
    "body",
    [
        "while True: pass",
        "import time; time.sleep(60)",
        "while True:\n        try:\n            pass\n        except Exception:\n            pass",
        "while True:\n        try:\n            sum(range(9))\n        except:\n            pass",
        "while True:\n        print('still here')",
        "with __import__('zerodl').no_grad():\n        while True: pass",
    ],
)
def test_an_endless_loop_gives_the_kernel_back(body, notebook, said, soon):
    start = time.monotonic()
    assert notebook.solve(MUL, f"def mul_grad(g, a, b):\n    {body}\n") == 0
    assert time.monotonic() - start < 10
    out = said()
    assert "still running after 0.5 seconds" in out
    assert ("still here" in out) == ("still here" in body)
    assert len(out) < 25_000
    assert zerodl.is_grad_enabled()
    assert notebook.solve(MUL, RIGHT) == 10


def test_what_it_printed_in_the_scenario_that_failed_stands_on_the_card(notebook, said):
    text = "def mul_grad(g, a, b):\n    print('g is', g.shape, g.dtype)\n    return g * b, (g * a).astype(np.float64)\n"
    points = notebook.solve(MUL, text)
    printed = said().partition("your code printed\n")[2].partition("  hints:")[0].splitlines()
    assert printed
    assert all(line.startswith("    g is ") and line.endswith("float32") for line in printed)
    assert "Your code printed" in points.html


def test_the_notebook_s_settings_decide_nothing(notebook, said):
    notebook.run("np.set_printoptions(precision=1, formatter={'all': lambda x: '?'})\nold = np.seterr(all='raise')")
    try:
        assert notebook.solve(MUL, WRONG) == 0
        out = said()
        assert "[[1, 10], [0, 1]]" in out or "g=[[" in out
        assert "?" not in out.partition("expected")[2].partition("likely cause")[0]
        assert (
            notebook.run(
                "import zerodl\nwith zerodl.no_grad():\n    points = check('ops.elementwise.mul_grad')\npoints"
            )
            == 0
        )
        assert notebook.solve(MUL, RIGHT) == 10
    finally:
        notebook.run("np.set_printoptions(precision=8, formatter=None)\nnp.seterr(**old)")


def test_a_check_does_not_move_the_notebook_s_random_numbers(notebook):
    def draw():
        zerodl.manual_seed(3)
        first = zerodl.randn(2).tolist()
        notebook.run('check("nn.linear.Linear.__init__")')
        return first, zerodl.randn(2).tolist()

    notebook.run(f'@exercise("nn.linear.Linear.__init__")\n{answer_source(seat("nn.linear.Linear.__init__"))}')
    zerodl.manual_seed(3)
    expected = zerodl.randn(2).tolist(), zerodl.randn(2).tolist()
    assert draw() == expected


def test_a_name_redefined_by_the_learner_is_back_with_the_opening_cell(notebook):
    notebook.run("check = None")
    with pytest.raises(TypeError):
        notebook.run(f'check("{MUL}")')
    notebook.run("from zerodl.course import check")
    assert notebook.run(f'check("{MUL}")') == 0


def test_cells_in_any_order(notebook, said):
    assert notebook.run(f'check("{MUL}")') == 0
    notebook.run(f'@exercise("{UNBROADCAST}")\n{answer_source(seat(UNBROADCAST))}')
    notebook.run(f'@exercise("{MUL}")\n{RIGHT}')
    assert notebook.run(f'check("{MUL}")') == 10
    assert notebook.run(f'check("{UNBROADCAST}")') == 15
    assert notebook.run(f'check("{MUL}")') == 10


def test_two_exercises_in_one_cell(notebook):
    both = f'@exercise("{MUL}")\n{RIGHT}\n@exercise("{UNBROADCAST}")\n{answer_source(seat(UNBROADCAST))}'
    assert notebook.run(f'{both}\ncheck("{MUL}") + check("{UNBROADCAST}")') == 25


def test_an_exercise_inside_a_class_is_taken_as_it_is(notebook):
    inside = "".join(f"    {line}" for line in f'@exercise("{MUL}")\n{RIGHT}'.splitlines(keepends=True))
    notebook.run(f"class Mine:\n{inside}")
    assert notebook.run(f'check("{MUL}")') == 10


# --- errors in the calls themselves -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ('check("ops.elementwise.mul_gard")', "did you mean ops.elementwise.mul_grad"),
        ("check(None)", "there is no exercise None"),
        ('exercise("nothing like it")', "there is no exercise 'nothing like it'; did you mean"),
        ("@exercise\ndef f(): pass", "there is no exercise"),
        ('exercise("02.why_add")', 'answer("02.why_add", "a")'),
        ('exercise("ops.elementwise.mul_grad")(3)', "expected a function"),
        ('exercise("ops.elementwise.mul_grad")(len)', "expected a function"),
        ("exec('@exercise(\"ops.elementwise.mul_grad\")\\ndef mul_grad(g, a, b): pass')", "%%time"),
        ('answer("ops.elementwise.mul_grad", "b")', "is an exercise"),
        ('answer("02.why", "b")', "did you mean 02.why"),
        ('hint("ops.elementwise.mul_grad", 9)', "has the hints 1 to 3, got 9"),
        ('hint("ops.elementwise.mul_grad", "one")', "got 'one'"),
        ('hint("02.why_add")', "has no hints"),
        ('hint("nothing")', "there is no exercise"),
        ('milestone("x", needs=["nothing"])', "there is no exercise"),
    ],
)
def test_a_wrong_call_is_one_clear_error(notebook, cell, says):
    with pytest.raises(ArgumentError) as caught:
        notebook.run(cell)
    assert says in str(caught.value)


@pytest.mark.parametrize("record", catalogue.all_exercises(), ids=lambda record: record.name)
def test_every_hint_can_be_read_without_buttons(record, notebook, said):
    notebook.run(f'hint("{record.name}")')
    assert said().strip() == f"Hint 1 of {len(record.hints)}: {record.hints[0]}"
    for number, text in enumerate(record.hints, 1):
        notebook.run(f'hint("{record.name}", {number})')
        assert str(text) in said()
