"""Lesson 06 as a learner meets it: a sheet to draw digits on, live curves, and a network of one's own that reads."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ARTIFACTS
from tests.browser.learner import Lesson, expect_picture, points, try_answer, wrong_answer
from tests.browser.looks import faint_texts, height, shrunk_pictures, wide_outputs

pytestmark = pytest.mark.browser

LESSON = Lesson("06_training.ipynb")
PIECE = "train.tally.Tally.update"
OPENING, SHEET, MILESTONE = "opening(", "def ask(", "@milestone("
SORTED, LIVE, RESUMED = "def noting(", "LivePlot(seconds", "class PowerCut"

# As a person draws them, in shares of the sheet. A 0 is drawn against the clock, as most people do.
DIGITS = {
    1: [[(0.52, 0.15), (0.51, 0.5), (0.5, 0.86)]],
    0: [[(0.5, 0.14), (0.36, 0.22), (0.27, 0.42), (0.28, 0.62), (0.36, 0.8), (0.5, 0.87), (0.64, 0.8), (0.73, 0.6),
         (0.73, 0.4), (0.64, 0.22), (0.5, 0.14)]],
    7: [[(0.28, 0.18), (0.5, 0.17), (0.72, 0.17), (0.58, 0.5), (0.45, 0.87)], [(0.36, 0.5), (0.7, 0.5)]],
}  # fmt: skip


@pytest.fixture(scope="module")
def notebook(lab):
    """The lesson, run from top to bottom with nothing solved."""
    notebook = lab.open(LESSON.name)
    notebook.run_all(LESSON.num_code_cells)
    return notebook


def sheet_of(cell):
    sheet = cell.output.get_by_label("a sheet to draw a digit on")
    expect(sheet).to_be_visible(timeout=60_000)
    sheet.scroll_into_view_if_needed()
    return sheet


def draw(cell, strokes):
    """Draw with the mouse."""
    sheet = sheet_of(cell)
    box, mouse = sheet.bounding_box(), cell.page.mouse
    for stroke in strokes:
        places = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in stroke]
        mouse.move(*places[0])
        mouse.down()
        for place in places[1:]:
            mouse.move(*place, steps=6)
        mouse.up()


def clear(cell):
    cell.output.get_by_role("button", name="clear").click()
    expect(cell.output).to_contain_text("Draw a digit on the sheet")


def test_unsolved_it_runs_from_top_to_bottom_and_everything_fits(notebook):
    assert notebook.errors() == []
    assert points(notebook.cell(OPENING).shows())[0] == 0
    assert wide_outputs(notebook) == []
    assert shrunk_pictures(notebook) == []
    for name in (SORTED, LIVE, RESUMED):
        expect_picture(notebook.cell(name))
    expect(notebook.cell(RESUMED).output).to_contain_text("weights differ by 0, losses by 0")
    expect(notebook.cell(MILESTONE).output).to_contain_text("Waiting for")


def test_what_is_drawn_with_the_mouse_is_read(notebook):
    cell = notebook.cell(SHEET)
    expect(cell.output).to_contain_text("Draw a digit on the sheet")
    before = height(cell)
    for digit, strokes in DIGITS.items():
        draw(cell, strokes)
        expect(cell.output.locator("polyline")).to_have_count(len(strokes))
        expect(cell.output).to_contain_text(re.compile(rf"It reads a {digit}, with a probability of \d+ %"))
        assert height(cell) == before
        clear(cell)
        expect(cell.output.locator("polyline")).to_have_count(0)
    assert notebook.errors() == []


def test_a_stroke_that_leaves_the_sheet_ends_where_it_is_let_go(notebook):
    cell = notebook.cell(SHEET)
    draw(cell, [[(0.5, 0.2), (0.5, 0.7), (0.5, 1.4)]])
    expect(cell.output).to_contain_text("It reads a 1")
    draw(cell, [[(0.9, 0.9)]])  # a dot is a stroke, too
    expect(cell.output.locator("polyline")).to_have_count(2)
    clear(cell)


def test_a_wrong_answer_is_diagnosed_and_a_right_one_passes(notebook):
    text, diagnosis = wrong_answer(PIECE)
    assert diagnosis in try_answer(notebook, PIECE, text)
    assert "passed" in try_answer(notebook, PIECE, LESSON.solutions[PIECE])


def test_the_milestone_is_reached_and_the_learners_own_network_reads(notebook):
    milestone = notebook.cell(MILESTONE)
    milestone.run()
    waits_for = milestone.output.locator("code").all_text_contents()
    assert len(waits_for) == 4  # one of five is solved already
    for name in waits_for:
        assert "passed" in try_answer(notebook, name, LESSON.solutions[name])
    shown = milestone.run()
    assert "✓ reached" in shown, shown
    assert "0 calls" not in re.sub(r"\d+0 calls", "", shown)
    assert "the twin's weights differ by 0" in shown
    draw(milestone, DIGITS[7])
    expect(milestone.output).to_contain_text("It reads a 7")
    assert notebook.errors() == []


def test_pictures_in_both_themes(notebook, themes):
    draw(notebook.cell(SHEET), DIGITS[7])
    for theme in themes:
        cells = {"sheet": SHEET, "sorted": SORTED, "live": LIVE, "resumed": RESUMED, "milestone": MILESTONE}
        for name, text in cells.items():
            cell = notebook.cell(text)
            assert faint_texts(cell.output) == [], f"in the {theme} theme, under {text!r}"
            cell.output.screenshot(path=ARTIFACTS / f"lesson_06-{name}-{theme}.png")
