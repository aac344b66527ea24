"""`zerodl course nbgrader`: nbgrader makes our lessons from it, and marks submissions as `zerodl course grade` does."""

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from zerodl import cli
from zerodl.course import catalogue, progress
from zerodl.course.build import exercise_cell
from zerodl.course.grading.grader import Grader
from zerodl.course.nbgrader import course_files, source_cell
from zerodl.course.notebook import answered_name, checked_name, read_notebook, source, to_text
from zerodl.course.record import Question
from zerodl.course.shipped import lessons_folder, solutions_folder

LESSON = "02_autograd"
RECORDS = catalogue.of_lesson("02")


# --- the layout -------------------------------------------------------------------------------------------------------


def lay_out(folder, *words):
    return cli.main(["course", "nbgrader", str(folder), *words])


def error_of(capsys, *words):
    """The one sentence of a command that must fail."""
    capsys.readouterr()
    assert cli.main(["course", "nbgrader", *map(str, words)]) == 2
    error = capsys.readouterr().err
    assert error.startswith("zerodl course nbgrader: ")
    assert error.count("\n") == 1
    return error


def files_in(folder):
    """{path within the folder: bytes} of everything but what was kept."""
    files = [path for path in folder.rglob("*") if path.is_file() and ".zerodl" not in path.parts]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_each_lesson_is_an_assignment_and_the_next_steps_are_said(tmp_path, capsys):
    assert lay_out(tmp_path / "course") == 0
    stems = sorted(path.stem for path in solutions_folder().glob("*.ipynb"))
    assert sorted(files_in(tmp_path / "course")) == ["nbgrader_config.py", *(f"source/{s}/{s}.ipynb" for s in stems)]
    assert f"nbgrader autograde {stems[0]}" in capsys.readouterr().out


def test_a_solved_student_can_be_laid_in(tmp_path, capsys):
    lay_out(tmp_path, "--solved")
    handed_in = tmp_path / "submitted" / "solved" / LESSON / f"{LESSON}.ipynb"
    assert handed_in.read_bytes() == (solutions_folder() / f"{LESSON}.ipynb").read_bytes()


def test_a_folder_with_something_else_in_it_is_refused(tmp_path, capsys):
    (tmp_path / "thesis.tex").write_text("years", encoding="utf-8")
    assert "is not empty, and not a course made by this command" in error_of(capsys, tmp_path)
    assert "is a file" in error_of(capsys, tmp_path / "thesis.tex")
    (tmp_path / "nbgrader_config.py").write_text("c = get_config()\n", encoding="utf-8")
    assert "is not empty" in error_of(capsys, tmp_path)
    assert sorted(files_in(tmp_path)) == ["nbgrader_config.py", "thesis.tex"]


def test_our_own_folder_is_renewed_and_what_was_changed_is_kept(tmp_path, capsys):
    lay_out(tmp_path)
    made = files_in(tmp_path)
    config = tmp_path / "nbgrader_config.py"
    config.write_text(config.read_text(encoding="utf-8") + "# mine\n", encoding="utf-8")
    (tmp_path / "gradebook.db").write_text("marks", encoding="utf-8")
    capsys.readouterr()
    assert lay_out(tmp_path) == 0
    kept = tmp_path / ".zerodl" / "kept" / "nbgrader_config.kept-1.py"
    assert kept.read_text(encoding="utf-8").endswith("# mine\n")
    assert str(kept) in capsys.readouterr().out
    assert files_in(tmp_path) == {**made, "gradebook.db": b"marks"}
    assert [path.name for path in kept.parent.iterdir()] == [kept.name]


@pytest.mark.parametrize("record", catalogue.all_records(), ids=lambda record: record.name)
def test_the_answer_stands_between_marks_and_runs(record):
    text = source_cell(record)
    marks = ("### BEGIN MARK SCHEME", "### END MARK SCHEME")
    if not isinstance(record, Question):
        marks = ("    ### BEGIN SOLUTION", "    ### END SOLUTION")
    lines = text.split("\n")
    assert [lines.count(mark) for mark in marks] == [1, 1]
    assert lines.index(marks[0]) < lines.index(marks[1]) == len(lines) - 1
    assert "NotImplementedError" not in text
    assert ast.parse(text)
    assert answered_name(text) == record.name


def test_without_nbgrader_the_command_says_how_to_get_it(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("zerodl.course.nbgrader.find_spec", lambda name: None)
    lay_out(tmp_path)
    assert "pip install 'zerodl[instructor]'" in capsys.readouterr().out


def test_a_process_can_start_with_an_empty_progress_of_its_own(tmp_path, monkeypatch):
    monkeypatch.setenv("ZERODL_PROGRESS", str(tmp_path))
    progress.save("ops.activation.relu", "solved")
    code = (
        "import os; from pathlib import Path; from zerodl.course import progress; progress.start_empty()\n"
        "print(progress.load('ops.activation.relu')); progress.save('ops.activation.relu', 'mine')\n"
        "print(progress.progress_folder())"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    loaded, folder = done.stdout.split("\n")[:2]
    assert loaded == "None"
    assert not Path(folder).exists()
    assert progress.load("ops.activation.relu") == "solved"


# --- nbgrader itself --------------------------------------------------------------------------------------------------


def half_solved(notebook):
    """The lesson with every other exercise right, in other words than the package's, and the others wrong or empty."""
    for number, record in enumerate(RECORDS):
        if isinstance(record, Question):
            letters = [record.right, *(letter for letter in record.options if letter != record.right), ""]
            text = f'answer("{record.name}", "{letters[number % 3]}")'
        elif number % 4 == 3:
            continue
        else:
            answers = record.variants if number % 2 == 0 else record.mistakes
            text = exercise_cell(record, answers[0].source[answers[0].source.index("def ") :])
        for cell in notebook["cells"]:
            if cell["cell_type"] == "code" and answered_name(source(cell)) == record.name:
                cell["source"] = text
    return notebook


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course that nbgrader has marked: the lesson solved, half solved, and empty as handed out."""
    folder = tmp_path_factory.mktemp("course")
    lay_out(folder, "--solved")
    run_nbgrader(folder, "generate_assignment", LESSON)
    hand_in(folder, "empty", (folder / "release" / LESSON / f"{LESSON}.ipynb").read_text(encoding="utf-8"))
    hand_in(folder, "half", to_text(half_solved(read_notebook(lessons_folder() / f"{LESSON}.ipynb"))))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ZERODL_PROGRESS", str(folder / "instructor"))
        for record in RECORDS:
            solution = record.right if isinstance(record, Question) else record.variants[0].source
            progress.save(record.name, solution)
    run_nbgrader(folder, "autograde", LESSON)
    return folder


def hand_in(folder, student, text):
    path = folder / "submitted" / student / LESSON / f"{LESSON}.ipynb"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")


def run_nbgrader(folder, *words):
    """Run nbgrader in the folder, as an instructor whose own progress is full."""
    (folder / "tmp").mkdir(exist_ok=True)
    environment = {
        **os.environ,
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),  # it calls alembic by name
        "ZERODL_PROGRESS": str(folder / "instructor"),
        "TMPDIR": str(folder / "tmp"),
    }
    command = [sys.executable, "-m", "nbgrader", *words]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr[-4000:]


def nbgraders_points(folder, student):
    """{exercise: points} in nbgrader's gradebook."""
    from nbgrader.api import Gradebook

    lesson = read_notebook(lessons_folder() / f"{LESSON}.ipynb")
    checks = [cell for cell in lesson["cells"] if cell["cell_type"] == "code" and checked_name(source(cell))]
    names = {cell["metadata"]["nbgrader"]["grade_id"]: checked_name(source(cell)) for cell in checks}
    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as book:
        (notebook,) = book.find_submission(LESSON, student).notebooks
        return {names[grade.name]: grade.auto_score for grade in notebook.grades}


def our_points(folder, student):
    """{exercise: points} as `zerodl course grade` gives them."""
    with Grader() as grader:
        sheet = grader.grade_notebook(folder / "submitted" / student / LESSON / f"{LESSON}.ipynb")
    return {verdict.name: verdict.points for verdict in sheet.verdicts}


@pytest.mark.slow
def test_what_nbgrader_makes_for_the_students_is_our_lesson_cell_by_cell(course):
    release = read_notebook(course / "release" / LESSON / f"{LESSON}.ipynb")["cells"]
    lesson = read_notebook(lessons_folder() / f"{LESSON}.ipynb")["cells"]
    for made, ours in zip(release, lesson, strict=True):
        assert source(made) == source(ours)
        assert (made["id"], made["cell_type"]) == (ours["id"], ours["cell_type"])
        facts = made["metadata"].get("nbgrader", {})
        assert {name: facts[name] for name in ours["metadata"].get("nbgrader", {})} == ours["metadata"].get(
            "nbgrader", {}
        )
        assert bool(facts) == ("nbgrader" in ours["metadata"])


@pytest.mark.slow
@pytest.mark.parametrize("student", ["solved", "half", "empty"])
def test_nbgrader_gives_the_points_that_our_grader_gives(course, student):
    points = our_points(course, student)
    assert nbgraders_points(course, student) == points
    possible = sum(record.points for record in RECORDS)
    total = sum(points.values())
    assert {"solved": total == possible, "half": 0 < total < possible, "empty": total == 0}[student]


@pytest.mark.slow
def test_a_submission_starts_with_nothing_solved_whatever_the_instructor_has_and_leaves_nothing_behind(course):
    notebook = read_notebook(course / "autograded" / "empty" / LESSON / f"{LESSON}.ipynb")
    opening = next(cell for cell in notebook["cells"] if 'opening("02")' in source(cell))
    assert "Lesson 02 is open. 0 of " in json.dumps(opening["outputs"])
    assert "yours already" not in json.dumps(opening["outputs"])
    assert not list((course / "autograded").rglob(".zerodl"))
    assert not list((course / "tmp").glob("zerodl-progress-*"))
    assert sorted(path.name for path in (course / "instructor").iterdir()) == sorted(f"{r.name}.py" for r in RECORDS)


@pytest.mark.slow
def test_a_student_may_validate_the_lesson_before_handing_it_in(course):
    run_nbgrader(course, "validate", f"release/{LESSON}/{LESSON}.ipynb")


def test_every_source_notebook_keeps_the_lessons_order():
    for name, text in course_files().items():
        if name.endswith(".ipynb"):
            cells = json.loads(text)["cells"]
            lesson = read_notebook(lessons_folder() / Path(name).name)["cells"]
            assert [answered_name(source(c)) or checked_name(source(c)) for c in cells if c["cell_type"] == "code"] == [
                answered_name(source(c)) or checked_name(source(c)) for c in lesson if c["cell_type"] == "code"
            ]
