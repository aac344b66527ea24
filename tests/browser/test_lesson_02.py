"""Lesson 02 as a learner meets it: JupyterLab, a real kernel, a real browser.

The tests share one notebook that has been run from top to bottom unsolved. Each works with pieces of its own.
"""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ARTIFACTS
from tests.browser.learner import Lesson, bar, expect_picture, points, try_answer, wrong_answer
from tests.browser.looks import colour, faint_texts, height, shrunk_pictures, wide_outputs
from zerodl.course import catalogue
from zerodl.course.record import Question

pytestmark = pytest.mark.browser

LESSON = Lesson("02_autograd.ipynb")
PIECE = "ops.elementwise.mul_grad"  # typed wrong, then right
STEADY = "autograd.gradcheck.numeric_gradient"  # never solved here
OPENING, TRAINING, NEXT, MILESTONE, LIVE = "opening(", "rng = ", "p = zerodl.tensor(", "@milestone(", "play_graph("


@pytest.fixture(scope="module")
def notebook(lab):
    """The lesson, run from top to bottom with nothing solved."""
    notebook = lab.open(LESSON.name)
    notebook.run_all(LESSON.num_code_cells)
    return notebook


def solve(notebook, name):
    shown = try_answer(notebook, name, LESSON.solutions[name])
    assert "✓" in shown, shown
    return shown


def test_unsolved_it_runs_from_top_to_bottom(notebook):
    assert notebook.errors() == []
    for name in LESSON.checks:
        state = "not answered" if isinstance(catalogue.find(name), Question) else "not started"
        expect(notebook.check(name).output).to_contain_text(state)
    expect(notebook.cell(MILESTONE).output).to_contain_text("Waiting for")
    assert points(notebook.cell(OPENING).shows())[0] == 0


def test_nothing_is_cut_off_or_too_small(notebook):
    assert wide_outputs(notebook) == []
    assert shrunk_pictures(notebook) == []


def test_the_milestone_runs_without_the_learners_pieces_at_the_press_of_a_button(notebook):
    milestone = notebook.cell(MILESTONE)
    milestone.output.get_by_role("button", name="Run it with zerodl's own pieces").click()
    expect_picture(milestone)
    assert notebook.errors() == []


def test_hints_come_one_at_a_time(notebook):
    output = notebook.check(STEADY).output
    texts = [str(hint).replace("`", "") for hint in catalogue.find(STEADY).hints]
    shown = [output.get_by_text(f"Hint {number} of {len(texts)}") for number in range(1, len(texts) + 1)]
    for number, text in enumerate(texts):
        assert [hint.is_visible() for hint in shown] == [i <= number for i in range(len(texts))]
        assert text not in output.inner_text()
        shown[number].click()
        expect(output).to_contain_text(text, use_inner_text=True)


def test_a_wrong_answer_is_diagnosed_and_a_right_one_is_used_by_the_next_cell(notebook):
    check = notebook.check(PIECE)
    earned, possible = points(check.run())
    text, diagnosis = wrong_answer(PIECE)
    shown = try_answer(notebook, PIECE, text)
    for expected in ("not yet", "expected", "got", f"Likely cause. {diagnosis}"):
        assert expected in shown
    assert colour(check.output.get_by_text("not yet")) == "red"
    assert points(shown) == (earned, possible)
    assert bar(check) == pytest.approx(earned / possible, abs=0.01)

    last_line = LESSON.solutions[PIECE].rstrip().splitlines()[-1]
    speaking = LESSON.solutions[PIECE].replace(last_line, f'    print("here is my rule")\n{last_line}')
    shown = try_answer(notebook, PIECE, speaking)
    assert "passed" in shown
    assert colour(check.output.get_by_text("✓ passed")) == "green"
    more = catalogue.find(PIECE).points
    assert points(shown) == (earned + more, possible)
    assert bar(check) == pytest.approx((earned + more) / possible, abs=0.01)
    assert "here is my rule" in notebook.cell(NEXT).run()

    assert points(solve(notebook, PIECE)) == (earned + more, possible)
    assert "here is my rule" not in notebook.cell(NEXT).run()


def test_the_cell_below_a_card_stays_where_it_is(notebook):
    check = notebook.check(STEADY)
    check.run()
    before = height(check)
    check.run()
    assert height(check) == before

    text, _ = wrong_answer(STEADY)
    try_answer(notebook, STEADY, text)
    before = height(check)
    check.run()
    assert height(check) == before


def test_the_live_graph_follows_its_sliders(notebook):
    live = notebook.cell(LIVE)
    live.run()
    caption = live.output.locator(".widget-html").filter(has_text="grad").first
    picture = live.output.locator("svg").first
    expect(live.output).to_contain_text("The backward pass starts at the output")
    expect(picture).to_be_visible()
    before = height(live)

    step = slider(live, "backward step").locator(".noUi-handle")
    step.press("ArrowRight")
    expect(live.output).to_contain_text("hands 1 × slope")
    step.press("End")
    expect(live.output).to_contain_text("✓ Value.backward() gives the same gradients")
    assert height(live) == before

    reading = slider(live, "c").locator(".widget-readout")
    earlier = {place: place.text_content() for place in (reading, caption, picture)}
    handle = slider(live, "c").locator(".noUi-handle").bounding_box()
    x, y = handle["x"] + handle["width"] / 2, handle["y"] + handle["height"] / 2
    live.page.mouse.move(x, y)
    live.page.mouse.down()
    live.page.mouse.move(x - 30, y, steps=3)
    live.page.mouse.up()
    for place, text in earlier.items():
        expect(place).not_to_have_text(text)
    assert height(live) == before
    assert notebook.errors() == []


def slider(cell, name):
    return cell.output.locator(".widget-hslider").filter(has=cell.page.get_by_text(name, exact=True))


def test_a_question_is_answered_by_a_letter(notebook):
    question = next(record for record in map(catalogue.find, LESSON.checks) if isinstance(record, Question))
    wrong = next(letter for letter in question.options if letter != question.right)
    shown = try_answer(notebook, question.name, f'answer("{question.name}", "{wrong}")')
    assert "not this one" in shown
    assert str(question.options[wrong].because).replace("`", "") in shown
    earned, possible = points(shown)
    shown = try_answer(notebook, question.name, f'answer("{question.name}", "{question.right}")')
    assert "✓ right" in shown
    assert points(shown) == (earned + question.points, possible)


def test_the_milestone_counts_the_calls_of_the_learners_code_again_after_a_restart(lab, notebook):
    milestone = notebook.cell(MILESTONE)
    milestone.run()
    waits_for = milestone.output.locator("code").all_text_contents()
    for name in waits_for:
        solve(notebook, name)
    assert reached(milestone) >= set(waits_for)
    before = points(notebook.check(PIECE).run())
    assert (lab.folder / ".zerodl" / "progress" / f"{PIECE}.py").exists()

    notebook.restart()
    shown = notebook.cell(OPENING).run()
    assert points(shown) == before
    assert "mul_grad" in shown
    notebook.cell(TRAINING).run()
    assert reached(milestone) >= set(waits_for)
    assert notebook.errors() == []


def reached(milestone):
    """Run the milestone; the names of the learner's pieces that it says were called."""
    shown = milestone.run()
    assert "✓ reached" in shown, shown
    expect_picture(milestone)
    return {name for name, count in re.findall(r"^([\w.]+)\s+([\d,]+) calls$", shown, re.MULTILINE) if count != "0"}


def test_pictures_in_both_themes(notebook, themes):
    solve(notebook, PIECE)
    try_answer(notebook, STEADY, wrong_answer(STEADY)[0])
    live = notebook.cell(LIVE)
    live.run()
    slider(live, "backward step").locator(".noUi-handle").press("ArrowRight")
    expect(live.output).to_contain_text("hands 1 × slope")
    for theme in themes:
        notebook.page.locator(".jp-Notebook .jp-Cell").first.scroll_into_view_if_needed()
        notebook.page.screenshot(path=ARTIFACTS / f"lesson_02-top-{theme}.png")
        for name, text in {
            "opening": OPENING,
            "training": TRAINING,
            "failed": f'check("{STEADY}")',
            "passed": f'check("{PIECE}")',
            "graph": "draw(",
            "live": LIVE,
            "milestone": MILESTONE,
        }.items():
            cell = notebook.cell(text)
            assert faint_texts(cell.output) == [], f"in the {theme} theme, under {text!r}"
            cell.output.screenshot(path=ARTIFACTS / f"lesson_02-{name}-{theme}.png")
