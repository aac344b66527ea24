"""Lesson 03 as a learner meets it: strips of fifty layers, the live picture of first weights, and gradients by hand."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ARTIFACTS
from tests.browser.learner import Lesson, expect_picture, points, try_answer, wrong_answer
from tests.browser.looks import faint_texts, height, shrunk_pictures, wide_outputs

pytestmark = pytest.mark.browser

LESSON = Lesson("03_layers.ipynb")
PIECE = "ops.sigmoid.sigmoid"
OPENING, STRIPS, SLOPES, LIVE, PAYOFF, MILESTONE = (
    "opening(", "def deep_net(", "draw_slopes({", "play_depth(", '"xavier_uniform_, gain 1.1"', "@milestone("
)  # fmt: skip


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
    expect_picture(notebook.cell(STRIPS))
    expect(notebook.cell(MILESTONE).output).to_contain_text("Waiting for")


def test_the_live_picture_follows_its_controls(notebook):
    live = notebook.cell(LIVE)
    live.run()
    output = live.output
    expect(output).to_contain_text("each layer multiplies the spread by 0.4")
    expect(output.locator("svg.zg")).to_be_visible()
    before = height(live)
    output.get_by_label("first weights", exact=True).select_option("kaiming_normal_")
    expect(output).to_contain_text(re.compile(r"Forward: each layer multiplies the spread by (0\.9|1)"))
    output.get_by_label("activation", exact=True).select_option("sigmoid")  # a choice is answered before the next one
    expect(output).not_to_contain_text(re.compile(r"Backward: each layer multiplies the spread by (0\.9|1) "))
    output.get_by_label("first weights", exact=True).select_option("xavier_uniform_")
    expect(output).to_contain_text("Backward: each layer multiplies the spread by 0.23")
    output.get_by_label("activation", exact=True).select_option("none")
    expect(output).to_contain_text("Backward: each layer multiplies the spread by 1 ")
    output.get_by_label("first weights", exact=True).select_option("normal_, std 1")
    expect(output).to_contain_text("multiplies the spread by 11")
    slider = output.locator(".widget-hslider").filter(has=live.page.get_by_text("layers", exact=True))
    slider.locator(".noUi-handle").press("End")
    expect(output).to_contain_text("there are inf and nan")
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
    assert len(waits_for) == 5
    for name in waits_for:
        assert "passed" in try_answer(notebook, name, LESSON.solutions[name])
    shown = milestone.run()
    assert "✓ reached" in shown, shown
    assert "0 calls" not in re.sub(r"\d+0 calls", "", shown)
    expect_picture(milestone)
    assert notebook.errors() == []


def test_pictures_in_both_themes(notebook, themes):
    for theme in themes:
        for name, text in {
            "strips": STRIPS,
            "slopes": SLOPES,
            "live": LIVE,
            "payoff": PAYOFF,
            "milestone": MILESTONE,
        }.items():
            cell = notebook.cell(text)
            assert faint_texts(cell.output) == [], f"in the {theme} theme, under {text!r}"
            cell.output.screenshot(path=ARTIFACTS / f"lesson_03-{name}-{theme}.png")
