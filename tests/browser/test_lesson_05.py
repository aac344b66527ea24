"""Lesson 05 as a learner meets it: ten layers that do not learn, the live race, and the optimisers that teach them."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ARTIFACTS
from tests.browser.learner import Lesson, expect_picture, points, try_answer, wrong_answer
from tests.browser.looks import faint_texts, height, shrunk_pictures, wide_outputs

pytestmark = pytest.mark.browser

LESSON = Lesson("05_optimisers.ipynb")
PIECE = "optim.adam.adam_step"
OPENING, LIVE, MILESTONE = "opening(", "play_race(surface", "@milestone("
FIRST, RATES, MOMENTUM = "def digits_net(", "rates = (0.01", "with momentum 0.9"
ODD, CLIPPED, SCHEDULED, FINDER = "step 100 is odd", "clipped to 1", "scheduled = train(", "find_lr(net"
NOISY = "play_race(steps=300"


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
    expect_picture(notebook.cell(FIRST))
    expect(notebook.cell(MILESTONE).output).to_contain_text("Waiting for")


def test_the_live_race_follows_its_controls(notebook):
    live = notebook.cell(LIVE)
    live.run()
    output = live.output
    expect(output).to_contain_text("SGD: loss 0.035")
    expect(output).to_contain_text("Adam: loss 0.00018")
    expect(output.locator("svg.zg")).to_be_visible()
    before = height(live)

    def move(slider, key, times=1):
        named = output.locator(".widget-hslider").filter(has=live.page.get_by_text(slider, exact=True))
        for _ in range(times):
            named.locator(".noUi-handle").press(key)

    def choose(name, value):
        named = output.locator(".widget-dropdown").filter(has=live.page.get_by_text(name, exact=True))
        named.locator("select").select_option(value)

    move("lr (SGD, momentum)", "ArrowRight")  # from 0.019 to 0.021
    expect(output).to_contain_text("SGD: loss 6.1e+09")
    expect(output).to_contain_text("momentum: loss 0.00026")
    choose("surface", "ravine, turned")
    expect(output).to_contain_text("SGD: loss 0.035")
    expect(output).to_contain_text("Adam: loss 0.44")
    choose("schedule", "warm-up and cosine")
    expect(output).not_to_contain_text("Adam: loss 0.44")
    output.locator(".widget-checkbox").filter(has_text="AdaGrad").locator("input").uncheck()
    expect(output.locator("svg.zg").first).not_to_contain_text("AdaGrad")
    move("steps", "Home")
    expect(output).to_contain_text("Adam: loss 34")
    choose("surface", "bent valley")
    expect(output.locator("svg.zg").first).to_contain_text("bent valley")
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
    assert len(waits_for) == 5  # one of six is solved already
    for name in waits_for:
        assert "passed" in try_answer(notebook, name, LESSON.solutions[name])
    shown = milestone.run()
    assert "✓ reached" in shown, shown
    assert "0 calls" not in re.sub(r"\d+0 calls", "", shown)
    assert "plain gradient descent: loss 2.30" in shown
    expect_picture(milestone)
    assert notebook.errors() == []


def test_pictures_in_both_themes(notebook, themes):
    for theme in themes:
        for name, text in {
            "first": FIRST,
            "rates": RATES,
            "momentum": MOMENTUM,
            "live": LIVE,
            "noisy": NOISY,
            "odd": ODD,
            "clipped": CLIPPED,
            "scheduled": SCHEDULED,
            "finder": FINDER,
            "milestone": MILESTONE,
        }.items():
            cell = notebook.cell(text)
            assert faint_texts(cell.output) == [], f"in the {theme} theme, under {text!r}"
            cell.output.screenshot(path=ARTIFACTS / f"lesson_05-{name}-{theme}.png")
