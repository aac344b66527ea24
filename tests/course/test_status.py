"""`zerodl course status`: what it says of a learner's folder, and that it changes nothing."""

from pathlib import Path

import pytest

from zerodl import cli
from zerodl.course import catalogue, progress
from zerodl.course.build import exercise_cell
from zerodl.course.record import Question
from zerodl.course.shipped import lessons_folder, solutions_folder
from zerodl.course.status import bar

MUL, MATMUL, WHY = "ops.elementwise.mul_grad", "ops.linalg.matmul_grad", "02.why_add"
RIGHT = "def mul_grad(g, a, b):\n    print('looking around')\n    return b * g, a * g\n"
WRONG = "def mul_grad(g, a, b):\n    return b, a\n"


@pytest.fixture
def status(capsys):
    """Call it with the words after ``zerodl course status``; it returns what was printed."""

    def run(*words):
        capsys.readouterr()
        assert cli.main(["course", "status", *words]) == 0
        return capsys.readouterr().out

    return run


def shipped_records():
    """The exercises and questions of the lessons that have a notebook."""
    lessons = {path.name[:2] for path in lessons_folder().glob("*.ipynb")}
    return [record for record in catalogue.all_records() if record.lesson in lessons]


def row(text, name):
    """The words in the line of an exercise."""
    (line,) = [line for line in text.splitlines() if line.endswith(f" {name}")]
    return line.split()


def everything_in(folder):
    return {path: path.read_bytes() for path in Path(folder).rglob("*") if path.is_file()}


def test_a_fresh_folder_has_nothing_solved_and_begins_with_the_first_exercise(learner, status):
    text = status()
    total = sum(record.points for record in shipped_records())
    assert f"In all 0 of {total} points" in text
    first = catalogue.all_records()[0]
    assert f"Next: {first.name} in 00_welcome.ipynb ({first.points} points, about {first.minutes} minutes)." in text
    assert str(first.task) in text


def test_a_solved_exercise_counts_and_fills_the_bar(learner, status):
    learner.solve(MUL, RIGHT)
    text = status()
    assert row(text, MUL) == ["solved", "10", MUL]
    assert row(text, MATMUL) == ["15", MATMUL]
    possible = sum(record.points for record in catalogue.of_lesson("02"))
    (line,) = [line for line in text.splitlines() if line.startswith("02 Autograd")]
    assert line.endswith(f"{bar(10, possible)}   10 of {possible} points")


def test_the_bar_is_full_only_when_everything_is_earned():
    assert bar(99, 100).count("#") == 19
    assert bar(100, 100).count("-") == 0
    assert bar(0, 0).count("#") == 0


def test_what_stands_solved_in_the_notebook_but_was_not_checked_is_said_and_not_entered(learner, status):
    learner.write(MUL, exercise_cell(catalogue.find(MUL), RIGHT))
    learner.write(WHY, f'answer("{WHY}", "{catalogue.find(WHY).right}")')
    before = everything_in(learner.folder)
    text = status()
    assert row(text, MUL)[:2] == ["to", "check"]
    assert row(text, WHY)[:2] == ["to", "check"]
    assert "2 of the others stand solved in 02_autograd.ipynb but not in your progress" in text
    assert "looking around" not in text
    assert everything_in(learner.folder) == before


def test_rebuild_enters_it(learner, status):
    learner.write(MUL, exercise_cell(catalogue.find(MUL), RIGHT))
    learner.write(MATMUL, exercise_cell(catalogue.find(MATMUL), "def matmul_grad(g, a, b):\n    return g, g\n"))
    text = status("--rebuild")
    assert f"Entered in your progress from your notebooks: {MUL}.\n" in text
    assert row(text, MUL)[0] == "solved"
    assert progress.load(MUL, learner.folder) is not None
    assert progress.load(MATMUL, learner.folder) is None
    assert "nothing was missing" in status("--rebuild")


def test_rebuild_works_on_a_folder_that_is_not_the_current_one(learner, status, tmp_path, monkeypatch):
    learner.write(MUL, exercise_cell(catalogue.find(MUL), RIGHT))
    monkeypatch.chdir(tmp_path)
    assert f"status {learner.folder} --rebuild" in status(str(learner.folder))
    status(str(learner.folder), "--rebuild")
    assert progress.load(MUL, learner.folder) is not None
    assert not (tmp_path / ".zerodl").exists()


@pytest.mark.parametrize("text", [WRONG, "def mul_grad(g, a, b):\n    return g *"], ids=["wrong", "not Python"])
def test_an_answer_that_does_not_pass_has_begun(learner, status, text):
    learner.write(MUL, exercise_cell(catalogue.find(MUL), text))
    assert row(status(), MUL)[0] == "begun"


def test_a_question_with_another_letter_has_begun(learner, status):
    record = catalogue.find(WHY)
    other = next(letter for letter in record.options if letter != record.right)
    learner.write(WHY, f'answer("{WHY}", "{other}")')
    assert row(status(), WHY)[0] == "begun"


def test_a_later_answer_that_does_not_pass_takes_nothing_away(learner, status):
    learner.solve(MUL, RIGHT)
    learner.write(MUL, exercise_cell(catalogue.find(MUL), WRONG))
    assert row(status(), MUL)[0] == "solved"


def test_a_damaged_entry_is_kept_and_said(learner, status):
    learner.solve(MUL, RIGHT)
    (learner.folder / ".zerodl" / "progress" / f"{MUL}.py").write_bytes(b"\xff rubbish")
    text = status()
    assert f"The saved answer to {MUL} was damaged; it is kept in .zerodl/kept." in text
    assert row(text, MUL)[:2] == ["to", "check"]
    assert list(learner.kept().values()) == [b"\xff rubbish"]


def test_with_everything_solved_nothing_is_next(learner, status):
    for path in solutions_folder().glob("*.ipynb"):
        (learner.folder / path.name).write_bytes(path.read_bytes())
    text = status("--rebuild")
    assert "Nothing is left to solve." in text
    assert "Next:" not in text


def test_a_question_can_be_next(learner, status):
    records = shipped_records()
    questions = [record for record in records if isinstance(record, Question)]
    for record in records:
        if record not in questions:
            progress.save(record.name, "solved", learner.folder)
    assert f"Next: {questions[0].name} in 00_welcome.ipynb, a question ({questions[0].points} points)." in status()


def test_the_folder_that_zerodl_lab_makes_is_found_from_outside(learner, status, tmp_path, monkeypatch):
    learner.solve(MUL, RIGHT)
    learner.folder.rename(tmp_path / "zerodl-lessons")
    monkeypatch.chdir(tmp_path)
    assert row(status(), MUL)[0] == "solved"


def test_an_empty_folder_is_told_apart_from_one_with_nothing_solved(tmp_path, status, learner):
    assert f"There are no lessons in {tmp_path}." in status(str(tmp_path))
    assert "There are no lessons" not in status()


def test_a_file_that_is_no_notebook_is_passed_over(learner, status):
    (learner.folder / "notes.ipynb").write_text("not JSON", encoding="utf-8")
    assert "notes.ipynb could not be read as a notebook" in status()


def test_a_missing_folder_is_one_sentence(learner, capsys):
    assert cli.main(["course", "status", "nowhere"]) == 2
    error = capsys.readouterr().err
    assert error.startswith("zerodl course status: there is no folder ")
    assert error.count("\n") == 1
