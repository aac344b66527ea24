"""The first cell of a lesson plugs in what was solved before, and says what it did."""

import pytest

from tests.course.cells import Notebook
from zerodl.course import catalogue, points, progress
from zerodl.course.calls import calls
from zerodl.course.gap import answer_source
from zerodl.course.opening import opening, rebuild
from zerodl.course.seat import plugged_names, seat, unplug
from zerodl.errors import ZerodlError
from zerodl.nn import functional as F

MUL, RELU, WHY = "ops.elementwise.mul_grad", "ops.activation.relu", "02.why_add"
RIGHT = "def mul_grad(g, a, b):\n    print('looking around')\n    return g * b, g * a\n"
WRONG = "def mul_grad(g, a, b):\n    print('looking around')\n    return g, g\n"


@pytest.fixture(autouse=True)
def _own_folder(tmp_path, monkeypatch):
    monkeypatch.delenv("ZERODL_PROGRESS", raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def opened(capfd):
    """Open a lesson and return what was said; the learner's own code has no say in it."""

    def run(lesson="02"):
        capfd.readouterr()
        opening(lesson)
        out, err = capfd.readouterr()
        assert err == ""
        assert "looking around" not in out
        return out

    return run


def earlier(lesson):
    return [record for record in catalogue.all_exercises() if record.lesson < lesson]


def possible(lesson):
    return sum(record.points for record in catalogue.of_lesson(lesson))


def test_a_fresh_folder(opened):
    out = opened()
    assert f"Lesson 02 is open. 0 of {possible('02')} points." in out
    assert f"0 of {len(earlier('02'))} earlier pieces run on your own code." in out
    assert plugged_names() == []


def test_the_first_lesson_has_no_earlier_pieces(opened):
    assert opened("00").splitlines() == [f"Lesson 00 is open. 0 of {possible('00')} points."]


def test_one_earlier_piece_is_one(opened):
    progress.save(RELU, "def relu(x):\n    return np.maximum(0, x)\n")
    assert "1 of 1 earlier piece runs on your own code." in opened("01")


def test_what_was_solved_runs_again(opened):
    progress.save(MUL, RIGHT)
    progress.save(RELU, "def relu(x):\n    return np.maximum(0, x)\n")
    progress.save(WHY, f'answer("{WHY}", "b")\n')
    out = opened()
    assert f"1 of {len(earlier('02'))} earlier pieces runs on your own code." in out
    assert "Of this lesson, yours already: mul_grad." in out
    assert f"{10 + 5} of {possible('02')} points" in out
    assert sorted(plugged_names()) == sorted([MUL, RELU])
    calls.clear()
    F.relu(1.0)
    assert calls[RELU] == 1


def test_later_pieces_are_plugged_in_too(opened):
    name = "nn.linear.Linear.__init__"
    progress.save(name, answer_source(seat(name)))
    opened()
    assert plugged_names() == [name]


def test_opening_again_changes_nothing(opened):
    progress.save(MUL, RIGHT)
    assert opened() == opened()
    assert plugged_names() == [MUL]


@pytest.mark.parametrize("text", [WRONG, "def mul_grad(g, a, b):\n    return helper(g)\n", "no python at all (", ""])
def test_what_no_longer_passes_is_said_and_not_plugged_in(opened, text):
    progress.save(MUL, RIGHT)
    opened()
    progress.save(MUL, text)
    assert f"No longer passing, so zerodl's own version stands in: {MUL}." in opened()
    assert plugged_names() == []
    assert progress.load(MUL) == text


def test_what_was_taken_out_of_the_progress_is_unplugged(opened):
    progress.save(MUL, RIGHT)
    opened()
    progress.forget(MUL)
    opened()
    assert plugged_names() == []


@pytest.mark.parametrize("lesson", ["99", "2", 2, None, ""])
def test_an_unknown_lesson_is_an_error_with_those_that_there_are(lesson):
    with pytest.raises(ZerodlError, match="there are 00, 01, 02"):
        opening(lesson)


def test_the_card_in_a_notebook(opened, monkeypatch):
    shown = []
    monkeypatch.setattr(points, "in_notebook", lambda: True)
    monkeypatch.setattr("IPython.display.display", lambda data, raw: shown.append(data))
    opened()
    (card,) = shown
    assert "<b>Lesson 02 is open.</b>" in card["text/html"]
    assert "Lesson 02 is open." in card["text/plain"]


def test_rebuilding_another_folder_leaves_this_one_alone(tmp_path):
    (tmp_path / "other").mkdir()
    assert rebuild(tmp_path / "other") == []
    assert list(tmp_path.glob("**/*.py")) == []


def test_a_piece_solved_before_the_opening_cell_was_run_again_stays(opened):
    notebook = Notebook()
    notebook.solve(MUL, RIGHT)
    unplug(MUL)
    opened()
    assert plugged_names() == [MUL]
