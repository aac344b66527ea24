"""Lesson 04 as a learner meets it: two programs, the live landscape of two losses, and what finds malignant cells."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ARTIFACTS
from tests.browser.learner import Lesson, expect_picture, points, try_answer, wrong_answer
from tests.browser.looks import faint_texts, height, shrunk_pictures, wide_outputs

pytestmark = pytest.mark.browser

LESSON = Lesson("04_losses.ipynb")
PIECE = "kernels.softmax.log_softmax"
OPENING, LIVE, MILESTONE = "opening(", "play_landscape(", "@milestone("
PROGRAMS, SLOPES, STUCK, THRESHOLDS = "load_breast_cancer()", "def malignant_at(", "def twice(", "def judge("


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
    expect_picture(notebook.cell(PROGRAMS))
    expect(notebook.cell(MILESTONE).output).to_contain_text("Waiting for")


def test_the_live_landscape_follows_its_controls(notebook):
    live = notebook.cell(LIVE)
    live.run()
    output = live.output
    expect(output).to_contain_text("Squared error: 0.398 at the start, where the gradient has length 0.017")
    expect(output).to_contain_text("Cross-entropy: 3.878 at the start")
    expect(output.locator("svg.zg")).to_be_visible()
    before = height(live)

    def move(slider, key):
        named = output.locator(".widget-hslider").filter(has=live.page.get_by_text(slider, exact=True))
        named.locator(".noUi-handle").press(key)

    move("steps", "Home")
    expect(output).to_contain_text("the gradient has length 0.54; no step yet.")
    move("steps", "End")
    expect(output).to_contain_text(re.compile(r"Squared error.*after 200 steps 0\.391"))
    expect(output).to_contain_text(re.compile(r"Cross-entropy.*after 200 steps 0\.22"))
    move("first weight", "Home")
    expect(output).to_contain_text("Squared error: 0.637 at the start")
    expect(output).to_contain_text("Cross-entropy: 7.147 at the start")
    move("first bias", "End")
    expect(output).to_contain_text(re.compile(r"Cross-entropy: 11\.\d+ at the start"))
    assert height(live) == before
    assert notebook.errors() == []


def test_a_wrong_answer_is_diagnosed_and_a_right_one_passes(notebook):
    text, diagnosis = wrong_answer(PIECE)
    assert diagnosis in try_answer(notebook, PIECE, text)
    assert "passed" in try_answer(notebook, PIECE, LESSON.solutions[PIECE])


def test_the_milestone_is_reached_with_the_learners_pieces(notebook):
    milestone = notebook.cell(MILESTONE)
    milestone.run()
    waits_for = milestone.output.locator("code").all_text_contents()
    assert len(waits_for) == 4  # one of five is solved already
    for name in waits_for:
        assert "passed" in try_answer(notebook, name, LESSON.solutions[name])
    shown = milestone.run()
    assert "✓ reached" in shown, shown
    assert "0 calls" not in re.sub(r"\d+0 calls", "", shown)
    assert "missed 2, alarms 18" in shown
    expect_picture(milestone)
    assert notebook.errors() == []


def test_pictures_in_both_themes(notebook, themes):
    for theme in themes:
        for name, text in {
            "programs": PROGRAMS,
            "slopes": SLOPES,
            "live": LIVE,
            "stuck": STUCK,
            "thresholds": THRESHOLDS,
            "milestone": MILESTONE,
        }.items():
            cell = notebook.cell(text)
            assert faint_texts(cell.output) == [], f"in the {theme} theme, under {text!r}"
            cell.output.screenshot(path=ARTIFACTS / f"lesson_04-{name}-{theme}.png")
