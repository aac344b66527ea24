"""A milestone is reached by the learner's own code, and says how often it was called."""

import sys

import numpy as np
import pytest

import zerodl
from tests.course.cells import Notebook
from zerodl.course import milestone as decorate
from zerodl.course import points
from zerodl.course.answer import compile_answer
from zerodl.course.seat import plug_in
from zerodl.errors import ArgumentError
from zerodl.ops.activation import relu

MUL, RELU = "ops.elementwise.mul_grad", "ops.activation.relu"
MODULE = sys.modules["zerodl.course.milestone"]  # zerodl.course.milestone is the function of that name


def plug(name, text):
    plug_in(name, compile_answer(name, text, counted=True))


def plug_mul():
    plug(MUL, "def mul_grad(g, a, b):\n    return g * b, g * a\n")


def plug_relu():
    plug(RELU, "def relu(x):\n    return np.maximum(x, 0)\n")


def train():
    """Three squares and their gradients."""
    for x in (1.0, 2.0, 3.0):
        leaf = zerodl.tensor(x, requires_grad=True)
        (leaf * leaf).backward()
    return leaf.grad.item()


@pytest.fixture(autouse=True)
def _own_progress(tmp_path, monkeypatch):
    monkeypatch.setenv("ZERODL_PROGRESS", str(tmp_path))


def test_it_runs_and_counts_the_calls(capsys):
    plug_mul()
    train()  # calls from before do not count
    assert decorate("a square is learnt", needs=[MUL])(train) == 6
    out = capsys.readouterr().out
    assert "a square is learnt: reached" in out
    assert "called your code 3 times" in out
    assert f"{MUL}: 3 calls" in out


def test_while_a_piece_is_missing_nothing_runs_and_it_is_named(capsys):
    plug_mul()
    ran = []
    assert decorate("both", needs=[MUL, RELU])(lambda: ran.append(1)) is None
    assert ran == []
    out = capsys.readouterr().out
    assert f"Waiting for {RELU}: pass its check" in out
    assert "reference=True" in out


def test_with_reference_it_runs_and_says_on_whose_code(capsys):
    plug_mul()
    assert decorate("both", needs=[MUL, RELU], reference=True)(train) == 6
    out = capsys.readouterr().out
    assert "ran on zerodl's own code" in out
    assert f"Still to be written by you: {RELU}" in out
    assert f"{RELU}: zerodl's own" in out
    assert f"{MUL}: 3 calls" in out


def test_a_piece_that_was_never_called_is_named(capsys):
    plug_mul()
    plug_relu()
    decorate("both", needs=[MUL, RELU])(train)
    out = capsys.readouterr().out
    assert "not on your code" in out
    assert f"Never called during the run: {RELU}." in out


def test_what_must_come_true_is_asserted(capsys):
    plug_mul()

    def too_bad():
        train()
        raise AssertionError("the loss is still 3.2")

    assert decorate("trained", needs=[MUL])(too_bad) is None
    out = capsys.readouterr().out
    assert "did not get there" in out
    assert "The loss is still 3.2." in out
    assert "reached" not in out


def test_another_error_is_shown_as_what_it_is():
    plug_mul()
    with pytest.raises(ZeroDivisionError):
        decorate("fails", needs=[MUL])(lambda: 1 / 0)


def test_an_unknown_piece_is_an_error():
    with pytest.raises(ArgumentError, match="did you mean ops.elementwise.mul_grad"):
        decorate("x", needs=["ops.elementwise.mulgrad"])


def test_in_a_notebook_the_name_is_the_result(capsys):
    notebook = Notebook()
    cell = f'@milestone("x", needs=["{MUL}"])\ndef result():\n    return 42\n\nresult'
    assert notebook.run(cell) is None
    assert notebook.solve(MUL, "def mul_grad(g, a, b):\n    return g * b, g * a\n") == 10
    assert notebook.run(cell) == 42
    assert "not on your code" in capsys.readouterr().out


# --- the button -------------------------------------------------------------------------------------------------------


@pytest.fixture
def screen(monkeypatch):
    """A notebook's screen: what would be shown in it."""
    shown = []
    for module in (points, MODULE):
        monkeypatch.setattr(module, "in_notebook", lambda: True)
    monkeypatch.setattr("IPython.display.display", lambda data, raw=False: shown.append(data))
    return shown


def test_the_button_runs_it_with_the_package_s_own_pieces_and_leaves_the_learner_s_in_place(screen):
    plug(RELU, "def relu(x):\n    return x * 0 + 10.0\n")
    seen = []

    def look():
        seen.append(relu(np.array([-1.0])).tolist())

    assert decorate("both", needs=[MUL, RELU])(look) is None
    card, box = screen
    assert "Waiting for <code" in card["text/html"]
    assert "reference=True" not in card["text/plain"]
    button, _ = box.children
    assert seen == []
    for _ in range(2):
        button.click()
        assert not button.disabled
    assert seen == [[0], [0]]
    assert relu(np.array([-1.0])).tolist() == [10]


def test_without_widgets_the_card_says_what_to_write(screen, monkeypatch):
    monkeypatch.setattr(MODULE, "_widgets", lambda: None)
    assert decorate("both", needs=[MUL])(train) is None
    (card,) = screen
    assert "reference=True" in card["text/html"]


def test_without_ipywidgets_installed_there_is_no_button(monkeypatch):
    monkeypatch.setitem(sys.modules, "ipywidgets", None)
    assert MODULE._widgets() is None


def test_the_verdict_s_html_escapes_its_title(screen):
    plug_mul()
    decorate("<img src=x>", needs=[MUL])(train)
    (card,) = screen
    assert "<img" not in card["text/html"]
    assert "&lt;img" in card["text/html"]
    assert card["text/plain"].startswith("Milestone: <img src=x>: reached")
