"""Lesson 07 as a learner meets it: wrong labels learned by heart, the live picture of over-fitting, and what helps."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ARTIFACTS
from tests.browser.learner import Lesson, expect_picture, points, try_answer, wrong_answer
from tests.browser.looks import faint_texts, height, shrunk_pictures, wide_outputs

pytestmark = pytest.mark.browser

LESSON = Lesson("07_regularisation.ipynb")
PIECE = "kernels.standardise.standardise_grad"
OPENING, LIVE, TAMED, MILESTONE = "opening(", "play_overfitting()", "play_overfitting(degree=11", "@milestone("
BY_HEART, CURVES, FIFTY, SCALES = "def careless(", "watched = Trainer", "for std, norm, lr in", "stds = (0.001"


@pytest.fixture(scope="module")
def notebook(lab):
    """The lesson, run from top to bottom with nothing solved."""
    notebook = lab.open(LESSON.name)
    notebook.run_all(LESSON.num_code_cells)
    return notebook


def test_unsolved_it_runs_from_top_to_bottom_and_everything_fits(notebook):
    assert notebook.errors() == []
    assert points(notebook.cell(OPENING).shows())[0] == 0
    assert wide_outputs(notebook) == []
    assert shrunk_pictures(notebook) == []
    expect_picture(notebook.cell(BY_HEART))
    expect(notebook.cell(BY_HEART).output).to_contain_text("agrees with 100% of what was said of its images")
    expect(notebook.cell(MILESTONE).output).to_contain_text("Waiting for")


def test_the_live_picture_follows_its_controls(notebook):
    live = notebook.cell(LIVE)
    live.run()
    output = live.output
    expect(output).to_contain_text("Error at the 12 points 0.076, at new points 0.14")
    expect(output.locator("svg.zg")).to_be_visible()
    before = height(live)

    def move(slider, key, times=1):
        named = output.locator(".widget-hslider").filter(has=live.page.get_by_text(slider, exact=True))
        for _ in range(times):
            named.locator(".noUi-handle").press(key)

    move("degree", "Home")
    expect(output).to_contain_text("degree 0, 12 points")
    move("degree", "End")
    expect(output).to_contain_text("Error at the 12 points 0, at new points")
    expect(output).to_contain_text("degree 15, 12 points")
    move("L2 strength", "End")
    expect(output).to_contain_text(re.compile(r"Error at the 12 points 0\.4\d*, at new points 0\.4"))
    move("L2 strength", "Home")
    move("points", "End")
    expect(output).to_contain_text("degree 15, 60 points")
    move("noise", "Home")
    expect(output).to_contain_text("Error at the 60 points 0, at new points 0;")
    assert height(live) == before
    assert notebook.errors() == []


def test_a_wrong_answer_is_diagnosed_and_a_right_one_passes(notebook):
    text, diagnosis = wrong_answer(PIECE, 1)
    assert diagnosis in try_answer(notebook, PIECE, text)
    assert "passed" in try_answer(notebook, PIECE, LESSON.solutions[PIECE])


def test_the_milestone_is_reached_with_the_learners_pieces(notebook):
    milestone = notebook.cell(MILESTONE)
    milestone.run()
    waits_for = milestone.output.locator("code").all_text_contents()
    assert len(waits_for) == 5  # one of six is solved already
    for name in waits_for:
        assert "passed" in try_answer(notebook, name, LESSON.solutions[name])
    shown = milestone.run()
    assert "✓ reached" in shown, shown
    assert "0 calls" not in re.sub(r"\d+0 calls|,\d00 calls", "", shown)
    expect_picture(milestone)
    assert notebook.errors() == []


def test_pictures_in_both_themes(notebook, themes):
    for theme in themes:
        for name, text in {
            "by_heart": BY_HEART,
            "live": LIVE,
            "tamed": TAMED,
            "curves": CURVES,
            "fifty": FIFTY,
            "scales": SCALES,
            "milestone": MILESTONE,
        }.items():
            cell = notebook.cell(text)
            assert faint_texts(cell.output) == [], f"in the {theme} theme, under {text!r}"
            cell.output.screenshot(path=ARTIFACTS / f"lesson_07-{name}-{theme}.png")
