"""Lesson 01 as a learner meets it: pictures of memory, the explorer, and the darkroom at the end."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ARTIFACTS
from tests.browser.learner import Lesson, expect_picture, points, try_answer, wrong_answer
from tests.browser.looks import faint_texts, shrunk_pictures, wide_outputs

pytestmark = pytest.mark.browser

LESSON = Lesson("01_tensor.ipynb")
PIECE = "kernels.strides.index_view"
OPENING, MEMORY, EXPLORER, MEETING, MILESTONE = (
    "opening(", "x = zerodl.tensor([[10", "explore_strides()", 'explore_strides(tab="broadcasting")', "@milestone("
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
    assert [told for told in shrunk_pictures(notebook) if not told.endswith(": 0.00")] == []  # 0.00: in a closed tab
    expect(notebook.cell(MEMORY).output.locator("svg.zg")).to_be_visible()


def test_the_explorer_follows_its_controls(notebook):
    cell = notebook.cell(EXPLORER)
    shown = cell.output.locator("svg").first
    expect(shown).to_contain_text("shape (2, 2) · strides (4, 2) · offset 4")
    cell.output.get_by_role("button", name=".T").click()
    expect(shown).to_contain_text("shape (3, 2) · strides (1, 8) · offset 1")
    cell.output.get_by_role("button", name="[:, 1]").click()
    expect(shown).to_contain_text("shape (4,) · strides (1,) · offset 4")
    cell.output.locator("input[type=text]").fill("9")
    expect(cell.output).to_contain_text("9 is outside of axis 0, which has length 4")
    cell.output.locator("input[type=text]").fill("::-1")
    expect(shown).to_contain_text("strides (-1, 4)")
    cell.output.locator("select").first.select_option("(2, 2, 3)")
    expect(shown).to_contain_text("shape (3, 2, 2)")
    assert notebook.errors() == []


def test_shapes_that_do_not_fit_are_told_where(notebook):
    cell = notebook.cell(MEETING)
    cell.output.get_by_label("b", exact=True).select_option("(4,)")
    cell.output.get_by_label("a", exact=True).select_option("(2, 3)")
    expect(cell.output).to_contain_text("3 meets 4; neither is 1")


def test_a_wrong_answer_is_diagnosed_and_a_right_one_passes(notebook):
    text, diagnosis = wrong_answer(PIECE)
    assert f"Likely cause. {diagnosis}" in try_answer(notebook, PIECE, text)
    assert "✓ passed" in try_answer(notebook, PIECE, LESSON.solutions[PIECE])
    expect_picture(notebook.cell("views = {"))
    assert notebook.errors() == []


def test_the_darkroom_counts_the_calls_of_the_learners_code(notebook):
    milestone = notebook.cell(MILESTONE)
    milestone.output.get_by_role("button", name="Run it with zerodl's own pieces").click()
    expect_picture(milestone)
    for name in LESSON.checks:
        assert "✓" in try_answer(notebook, name, LESSON.solutions[name])
    shown = milestone.run()
    assert "✓ reached" in shown
    assert "0 calls" not in shown.replace("10 calls", "")
    expect_picture(milestone)
    assert notebook.errors() == []


def test_pictures_in_both_themes(notebook, themes):
    for theme in themes:
        for name, text in (("memory", MEMORY), ("explorer", EXPLORER), ("broadcasting", MEETING)):
            cell = notebook.cell(text)
            assert faint_texts(cell.output) == []
            cell.output.screenshot(path=ARTIFACTS / f"lesson_01-{name}-{theme}.png")
