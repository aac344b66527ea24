"""Lesson 00, the first quarter of an hour of a learner; and how it looks to somebody else whom it is sent to."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ARTIFACTS
from tests.browser.learner import Lesson, bar, expect_picture, points, try_answer, wrong_answer
from tests.browser.looks import faint_texts, shrunk_pictures, wide_outputs
from zerodl.course import catalogue
from zerodl.course.notebook import read_notebook, to_text

pytestmark = pytest.mark.browser

LESSON = Lesson("00_welcome.ipynb")
PIECE = "ops.activation.relu"
TRAINING, MILESTONE = "training, held_out", "@milestone("


@pytest.fixture(scope="module")
def notebook(lab):
    """The lesson, run from top to bottom with nothing solved."""
    notebook = lab.open(LESSON.name)
    notebook.run_all(LESSON.num_code_cells)
    return notebook


def test_the_first_piece_from_the_gap_to_the_milestone(notebook):
    assert notebook.errors() == []
    expect_picture(notebook.cell(TRAINING))
    expect(notebook.check(PIECE).output).to_contain_text("not started")
    milestone = notebook.cell(MILESTONE)
    milestone.output.get_by_role("button", name="Run it with zerodl's own pieces").click()
    expect_picture(milestone)

    text, diagnosis = wrong_answer(PIECE)
    assert diagnosis in try_answer(notebook, PIECE, text)
    assert "Waiting for" in milestone.run()
    assert "✓ passed" in try_answer(notebook, PIECE, LESSON.solutions[PIECE])
    shown = milestone.run()
    assert "✓ reached" in shown
    assert "the framework called your code" in shown
    expect_picture(milestone)

    for name in LESSON.checks:
        shown = try_answer(notebook, name, LESSON.solutions[name])
    earned, possible = points(shown)
    assert earned == possible
    assert bar(notebook.check(name)) == pytest.approx(1, abs=0.01)
    assert notebook.errors() == []
    assert wide_outputs(notebook) == []
    assert shrunk_pictures(notebook) == []


def test_pictures_in_both_themes(notebook, themes):
    milestone = notebook.cell(MILESTONE)
    milestone.run()
    for theme in themes:
        assert faint_texts(milestone.output) == []
        milestone.output.screenshot(path=ARTIFACTS / f"lesson_00-milestone-{theme}.png")


def test_sent_to_somebody_else_its_cards_are_read_and_its_hints_open_without_running_it(lab, notebook):
    try_answer(notebook, PIECE, wrong_answer(PIECE)[0])
    notebook.save()
    sent = read_notebook(lab.folder / LESSON.name)
    sent["metadata"]["changed"] = True  # Jupyter trusts only what this user ran: then it lets no style sheet through
    (lab.folder / "sent.ipynb").write_text(to_text(sent), encoding="utf-8")

    output = lab.open("sent.ipynb").check(PIECE).output
    hint = str(catalogue.find(PIECE).hints[0]).replace("`", "")
    output.scroll_into_view_if_needed()
    for text in ("not yet", "Likely cause.", wrong_answer(PIECE)[1]):
        expect(output).to_contain_text(text, use_inner_text=True)
    expect(output).not_to_contain_text(hint, use_inner_text=True)
    output.get_by_text("Hint 1 of").click()
    expect(output).to_contain_text(hint, use_inner_text=True)
    assert faint_texts(output) == []
