"""The grader on honest submissions: right, wrong, unfinished, and the forms that notebooks come in."""

import json
from dataclasses import replace

import pytest

from tests.course.grading.paper import (
    MUL,
    RELU,
    TANH,
    WHY,
    cause_of,
    cell_with,
    notebook,
    points_of,
    right_cell,
    solved,
)
from zerodl.course import catalogue
from zerodl.course.grading.grader import Grader
from zerodl.course.record import Question
from zerodl.course.shipped import lessons_folder
from zerodl.errors import ArgumentError

RECORDS = catalogue.of_lesson("02")
EXERCISES = catalogue.all_exercises()


@pytest.fixture(scope="module")
def grader():
    with Grader() as grader:
        yield grader


@pytest.fixture
def grade(grader, tmp_path):
    """Grade a notebook of cells with these texts."""

    def grade(*texts, name="handed in.ipynb", lesson=None):
        path = tmp_path / name
        path.write_text(notebook(*texts), encoding="utf-8")
        return grader.grade_notebook(path, lesson)

    return grade


# ---- Right and wrong


@pytest.mark.parametrize("lesson", catalogue.lessons())
def test_solved_lesson_gets_all_points(grader, tmp_path, lesson):
    names = [record.name for record in catalogue.of_lesson(lesson)]
    path = tmp_path / "solved.ipynb"
    path.write_text(notebook(*map(right_cell, names)), encoding="utf-8")
    sheet = grader.grade_notebook(path)
    assert (sheet.trouble, sheet.lesson, sheet.points) == ("", lesson, sheet.possible)
    assert [verdict.name for verdict in sheet.verdicts] == names
    assert sheet.possible == sum(record.points for record in catalogue.of_lesson(lesson))


@pytest.mark.parametrize("path", sorted(lessons_folder().glob("*.ipynb")), ids=lambda path: path.name)
def test_lesson_as_shipped_gets_no_points(grader, path):
    sheet = grader.grade_notebook(path)
    assert sheet.points == 0
    assert {verdict.cause for verdict in sheet.verdicts} == {"gap"}


@pytest.mark.parametrize("record", EXERCISES, ids=lambda record: record.name)
def test_other_right_answers_pass_and_known_wrong_ones_are_named(grader, record):
    variant, mistake = record.variants[-1], record.mistakes[0]
    assert grader.grade_answer(record.name, variant.source).points == record.points
    verdict = grader.grade_answer(record.name, mistake.source)
    assert (verdict.points, verdict.cause) == (0, mistake.name)
    assert verdict.says is mistake.says


def test_each_answer_stands_for_itself(grade):
    """backward and topological_order use each other's results; a wrong one takes no points from the other."""
    order = '@exercise("autograd.order.topological_order")\ndef topological_order(root):\n    return []'
    backward = right_cell("autograd.value.Value.backward")
    assert points_of(grade(order, backward)) == {"autograd.value.Value.backward": 15}


def test_a_name_of_the_notebook_is_refused_in_words(grade):
    sheet = grade("two = 2", cell_with(TANH, "", "return g * (1 - y**two)"))
    verdict = next(verdict for verdict in sheet.verdicts if verdict.name == TANH)
    assert (verdict.points, verdict.cause) == (0, "refused")
    assert "'two'" in str(verdict.says)


@pytest.mark.parametrize(
    ("body", "cause", "words"),
    [
        ("while True: pass", "time", "loop that never ends"),
        ("def tanh_grad(g, y", "refused", "is not valid Python"),
        ("import os; os._exit(3)", "exit", "ended the whole process"),
        ("1 / 0", "raised", "ZeroDivisionError"),
    ],
)
def test_the_reason_is_given_in_words(grader, grade, monkeypatch, body, cause, words):
    monkeypatch.setattr(grader, "limits", replace(grader.limits, seconds=2))
    sheet = grade(cell_with(TANH, body, "return g"))
    verdict = next(verdict for verdict in sheet.verdicts if verdict.name == TANH)
    assert (verdict.points, verdict.cause) == (0, cause)
    assert words in str(verdict.says)


def test_an_error_while_the_function_is_made(grade):
    sheet = grade('@exercise("ops.elementwise.tanh_grad")\ndef tanh_grad(g, y=1 / 0):\n    return g * (1 - y**2)')
    assert (sheet.points, cause_of(sheet, TANH)) == (0, "refused")


# ---- Questions


@pytest.mark.parametrize(
    ("text", "points", "cause"),
    [
        ('answer("00.why_relu", "b")', 2, ""),
        ("answer('00.why_relu', ' B ')", 2, ""),
        ('# I think\nanswer(\n    "00.why_relu", "b"  # no bend\n)', 2, ""),
        ('answer("00.why_relu", "a")', 0, "answered a"),
        ('answer("00.why_relu", "")', 0, "gap"),
        ('answer("00.why_relu", "z")', 0, "answered z"),
        ('answer("00.why_relu", "' + "b" * 5000 + '")', 0, "answered bbbbbbbbbb"),
        ('answer("00.why_relu", "b" if True else "a")', 0, "gap"),
        ('answer("00.why_relu", chr(98))', 0, "gap"),
        ('answer("00.why_relu", letter="b")', 0, "gap"),
        ('answer("00.why_relu", 98)', 0, "gap"),
        ('answer("00.why_relu", "b"', 0, "gap"),
    ],
)
def test_questions(grade, text, points, cause):
    sheet = grade(text)
    assert (sheet.points, cause_of(sheet, WHY)) == (points, cause)


def test_the_reason_of_the_chosen_option_is_given(grader):
    question = catalogue.find(WHY)
    for letter, option in question.options.items():
        verdict = grader.grade_answer(WHY, f'answer("{WHY}", "{letter}")')
        assert verdict.says is option.because
        assert verdict.passed == (letter == question.right)


# ---- The forms that a notebook comes in


def test_lines_in_a_list_and_lines_that_end_as_on_windows(grader, tmp_path):
    path = tmp_path / "windows.ipynb"
    cells = [
        {"cell_type": "code", "source": [line + "\r\n" for line in right_cell(RELU).splitlines()]},
        {"cell_type": "code", "source": right_cell(WHY).replace("\n", "\r\n") + "\r\n"},
    ]
    path.write_bytes(json.dumps({"cells": cells}, indent=1).replace("\n", "\r\n").encode())
    assert grader.grade_notebook(path).points == 7


def test_ids_tags_and_the_function_s_name_do_not_matter(grade):
    text = right_cell(TANH).replace("def tanh_grad", "def my_own_name")
    assert points_of(grade(text)) == {TANH: 5}


def test_other_decorators_and_lines_of_the_cell_are_left_out(grade):
    text = f"import numpy as np\nprint('here')\n@exercise('{TANH}')\n@some.decorator\n"
    text += "def tanh_grad(g, y):\n    return g - g * y * y\n\nassert undefined_name"
    assert points_of(grade(text)) == {TANH: 5}


def test_deleted_cell_is_named(grade):
    sheet = grade(right_cell(RELU))
    assert sheet.points == 5
    (verdict,) = [verdict for verdict in sheet.verdicts if not verdict.passed]
    assert (verdict.name, verdict.cause, str(verdict.says)) == (
        WHY, "missing", 'The notebook has no cell with answer("00.why_relu").',
    )  # fmt: skip


def test_of_two_cells_the_last_one_that_is_not_a_gap_counts(grade):
    gap = f'@exercise("{RELU}")\ndef relu(x):\n    raise NotImplementedError("your code here")'
    wrong = f'@exercise("{RELU}")\ndef relu(x):\n    return x'
    right = right_cell(RELU)
    assert [grade(*texts).points for texts in ((wrong, right), (right, wrong), (right, gap), (gap, right))] == [
        5, 0, 5, 5,
    ]  # fmt: skip


def test_two_exercises_in_one_cell(grade):
    sheet = grade(f"import math\n{right_cell(MUL)}\n\n{right_cell(TANH)}\nprint(1)\n{right_cell('02.why_add')}")
    assert points_of(sheet) == {MUL: 10, TANH: 5, "02.why_add": 5}


def test_an_answer_in_a_text_cell_does_not_count(grader, tmp_path):
    path = tmp_path / "text.ipynb"
    cells = [
        {"cell_type": "markdown", "source": right_cell(RELU)},
        {"cell_type": "raw", "source": right_cell(RELU)},
        {"cell_type": "code", "source": right_cell(WHY)},
    ]
    path.write_text(json.dumps({"cells": cells}), encoding="utf-8")
    assert points_of(grader.grade_notebook(path)) == {WHY: 2}


def test_only_the_names_of_one_lesson_count(grade):
    sheet = grade(right_cell(RELU), right_cell(TANH), right_cell(MUL), '@exercise("no.such")\ndef such(): pass')
    assert (sheet.lesson, points_of(sheet)) == ("02", {TANH: 5, MUL: 10})
    sheet = grade(right_cell(RELU), right_cell(TANH), right_cell(MUL), lesson="00")
    assert (sheet.lesson, points_of(sheet)) == ("00", {RELU: 5})


@pytest.mark.parametrize(
    ("texts", "name", "lesson"),
    [
        ((f'check("{TANH}")',), "a.ipynb", "02"),
        ((), "02_autograd.ipynb", "02"),
        ((), "anna_00_welcome (1).ipynb", "00"),
        ((f'check("{TANH}")',), "00_welcome.ipynb", "02"),
    ],
)
def test_the_lesson_of_an_empty_notebook(grade, texts, name, lesson):
    sheet = grade(*texts, name=name)
    assert (sheet.lesson, sheet.points) == (lesson, 0)
    assert {verdict.cause for verdict in sheet.verdicts} == {"missing"}


@pytest.mark.parametrize("name", ["notes.ipynb", "77_unknown.ipynb", "2024_report.ipynb"])
def test_a_notebook_of_no_lesson(grade, name):
    sheet = grade("print('hello')", name=name)
    assert sheet.trouble == "no exercise of a lesson was found in this notebook"
    assert (sheet.points, sheet.possible) == (0, 0)


# ---- Seeds


def test_inputs_are_fresh_each_time_and_the_same_for_the_same_seed():
    by_hand_right = 'def tanh_grad(g, y):\n    return g * (1 - y**2) if g.shape == (3,) else g'
    verdicts = []
    for seed in (5, 5, 6):
        with Grader(seed) as grader:
            verdicts.append(grader.grade_answer(TANH, by_hand_right))
    assert repr(verdicts[0]) == repr(verdicts[1])
    assert (verdicts[0].cause, verdicts[0].points) == (verdicts[2].cause, verdicts[2].points)
    assert repr(verdicts[0].got) != repr(verdicts[2].got)
    assert Grader().seed != Grader().seed


@pytest.mark.parametrize("options", [{"seed": -1}, {"seconds": 0}, {"seconds": -3}])
def test_senseless_settings_are_refused(options):
    with pytest.raises(ArgumentError, match="grade: .*expected"):
        Grader(**options)


def test_an_unknown_exercise_is_an_error_of_the_caller(grader):
    with pytest.raises(ArgumentError, match="did you mean"):
        grader.grade_answer("ops.elementwise.mull_grad", "")


def test_every_kind_of_record_can_be_missing(grader):
    for record in RECORDS:
        verdict = grader.grade_answer(record.name, None)
        word = "answer" if isinstance(record, Question) else "@exercise"
        assert (verdict.points, verdict.cause) == (0, "missing")
        assert f'{word}("{record.name}")' in str(verdict.says)


def test_the_solutions_of_the_course_get_all_points(grader, tmp_path):
    path = tmp_path / "02_autograd.ipynb"
    path.write_bytes(solved("02"))
    sheet = grader.grade_notebook(path)
    assert sheet.points == sheet.possible > 0
