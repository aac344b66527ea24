"""`zerodl course build`: the lessons come from the solutions and the package, and a change of either is noticed."""

import json
import shutil

import pytest

from zerodl import cli
from zerodl.course import build, catalogue, shipped
from zerodl.course.answer import GAP
from zerodl.course.gap import answer_source
from zerodl.course.leak import patterns
from zerodl.course.notebook import answered_name, as_lines, checked_name, read_notebook, source, to_text
from zerodl.course.record import Question
from zerodl.course.seat import seat
from zerodl.course.shipped import lessons_folder, solutions_folder

from .conftest import key

NAME = "02_autograd.ipynb"
MUL, WHY = "ops.elementwise.mul_grad", "02.why_add"
SOLUTIONS = sorted(solutions_folder().glob("*.ipynb"))


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """A checkout with lesson 02, freshly built; the command works on it."""
    (tmp_path / "solutions").mkdir()
    shutil.copy(solutions_folder() / NAME, tmp_path / "solutions")
    (tmp_path / "pyproject.toml").touch()
    monkeypatch.setattr(shipped, "PACKAGE", tmp_path / "zerodl")
    cli.main(["course", "build"])
    shutil.rmtree(tmp_path / "solutions" / ".zerodl", ignore_errors=True)
    return tmp_path


@pytest.fixture
def run(capsys):
    """Call it with the words after ``zerodl course build``; it returns the exit code and what was printed."""

    def call(*words):
        capsys.readouterr()
        code = cli.main(["course", "build", *words])
        printed = capsys.readouterr()
        return code, printed.out + printed.err

    return call


def change(path, name, make):
    """Change the text of the cell that is known by ``name`` (see conftest's ``key``)."""
    notebook = read_notebook(path)
    (cell,) = [cell for cell in notebook["cells"] if key(cell) == name]
    cell["source"] = as_lines(make(source(cell)))
    path.write_text(to_text(notebook), encoding="utf-8")


def text_of(path, name):
    return next(source(cell) for cell in read_notebook(path)["cells"] if key(cell) == name)


def above(path, name):
    """The key of the cell right above the one known by ``name``."""
    keys = [key(cell) for cell in read_notebook(path)["cells"]]
    return keys[keys.index(name) - 1]


def everything_in(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# --- the notebooks of the repository ----------------------------------------------------------------------------------


@pytest.mark.parametrize("path", SOLUTIONS, ids=lambda path: path.stem)
def test_the_repositorys_notebooks_are_what_build_makes(path):
    solution = build.refresh(read_notebook(path), path.name)
    assert to_text(solution) == path.read_text(encoding="utf-8"), "run: zerodl course build"
    lesson = lessons_folder() / path.name
    assert to_text(build.to_lesson(solution)) == lesson.read_text(encoding="utf-8"), "run: zerodl course build"


def test_every_lesson_has_a_solution():
    assert sorted(path.name for path in lessons_folder().glob("*.ipynb")) == [path.name for path in SOLUTIONS]


@pytest.mark.parametrize("path", SOLUTIONS, ids=lambda path: path.stem)
def test_a_lesson_is_its_solution_with_gaps(path):
    solution, lesson = (read_notebook(folder / path.name)["cells"] for folder in (path.parent, lessons_folder()))
    for solved, ours in zip(solution, lesson, strict=True):
        name = answered_name(source(solved)) if solved["cell_type"] == "code" else None
        if name is None:
            assert ours == solved
            continue
        record = catalogue.find(name)
        if isinstance(record, Question):
            assert source(solved) == f'answer("{name}", "{record.right}")'
            assert source(ours) == f'answer("{name}", "")'
        else:
            assert source(ours).endswith(f'"""\n    {GAP}')
            assert source(solved) == f'@exercise("{name}")\n{answer_source(seat(name))}'.rstrip()
            assert [text for text, pattern in patterns(answer_source(seat(name))) if pattern.search(source(ours))] == []


@pytest.mark.parametrize(
    "path", [*SOLUTIONS, *sorted(lessons_folder().glob("*.ipynb"))], ids=lambda p: str(p.parts[-2:])
)
def test_notebooks_are_stripped(path):
    notebook = read_notebook(path)
    assert notebook["metadata"]["language_info"] == {"name": "python"}
    for cell in notebook["cells"]:
        assert cell.get("outputs", []) == []
        assert cell.get("execution_count") is None
        assert set(cell["metadata"]) <= {"nbgrader"}
    ids = [cell["id"] for cell in notebook["cells"]]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("path", SOLUTIONS, ids=lambda path: path.stem)
def test_each_exercise_is_followed_by_its_check_and_stands_once(path):
    cells = [cell for cell in read_notebook(path)["cells"] if cell["cell_type"] == "code"]
    answers = [name for cell in cells if (name := answered_name(source(cell)))]
    checks = [name for cell in cells if (name := checked_name(source(cell)))]
    assert answers == checks == [record.name for record in catalogue.of_lesson(path.name[:2])]


# --- the command ------------------------------------------------------------------------------------------------------


def test_building_again_changes_nothing(checkout, run):
    run()
    before = everything_in(checkout)
    assert run() == (0, "lessons/ and solutions/ are up to date\n")
    assert run("--check") == (0, "lessons/ and solutions/ are up to date\n")
    assert everything_in(checkout) == before


@pytest.mark.parametrize(
    ("name", "make"),
    [
        (f"answer {MUL}", lambda text: text.replace("g * b", "b * g")),
        (f"answer {WHY}", lambda text: text.replace(catalogue.find(WHY).right, "z")),
        (f"check {MUL}", lambda text: f"{text}  # well done"),
        ("facts", lambda text: text.replace(" minutes", "0 minutes")),
        ("question", lambda text: f"{text} And why?"),
    ],
)
def test_a_change_in_a_solution_is_noticed_and_taken_back(checkout, run, name, make):
    path = checkout / "solutions" / NAME
    name = {"facts": above(path, f"answer {MUL}"), "question": above(path, f"answer {WHY}")}.get(name, name)
    wanted = path.read_text(encoding="utf-8")
    change(path, name, make)
    spoilt = path.read_text(encoding="utf-8")
    assert spoilt != wanted
    assert run("--check") == (1, f"differs: solutions/{NAME}\n")
    assert path.read_text(encoding="utf-8") == spoilt
    assert run() == (0, f"written: solutions/{NAME}\n")
    assert path.read_text(encoding="utf-8") == wanted
    assert (checkout / "solutions" / ".zerodl" / "kept" / "02_autograd.kept-1.ipynb").read_text("utf-8") == spoilt


def test_new_prose_in_a_solution_comes_to_the_lesson(checkout, run):
    path = checkout / "solutions" / NAME
    title = key(read_notebook(path)["cells"][0])
    change(path, title, lambda text: f"{text}\n\nA new sentence.")
    assert run("--check") == (1, f"differs: lessons/{NAME}\n")
    assert run() == (0, f"written: lessons/{NAME}\n")
    assert source(read_notebook(checkout / "lessons" / NAME)["cells"][0]).endswith("A new sentence.")


def test_outputs_counts_and_an_editors_metadata_are_stripped(checkout, run):
    path = checkout / "solutions" / NAME
    wanted = path.read_text(encoding="utf-8")
    notebook = json.loads(wanted)
    for cell in notebook["cells"]:
        cell["metadata"]["tags"] = ["seen"]
        if cell["cell_type"] == "code":
            cell |= {"execution_count": 3, "outputs": [{"name": "stdout", "output_type": "stream", "text": "1"}]}
    notebook["metadata"]["language_info"]["version"] = "3.11.7"
    path.write_text(json.dumps(notebook), encoding="utf-8")
    run()
    assert path.read_text(encoding="utf-8") == wanted


def test_a_lesson_that_was_worked_in_is_kept_before_it_is_made_anew(checkout, run):
    path = checkout / "lessons" / NAME
    wanted = path.read_text(encoding="utf-8")
    change(path, f"answer {MUL}", lambda text: text.replace(GAP, "return g * b, g * a"))
    worked_in = path.read_bytes()
    assert run("--check")[0] == 1
    run()
    assert path.read_text(encoding="utf-8") == wanted
    assert (checkout / "lessons" / ".zerodl" / "kept" / "02_autograd.kept-1.ipynb").read_bytes() == worked_in


def test_a_missing_lesson_is_made(checkout, run):
    wanted = (checkout / "lessons" / NAME).read_bytes()
    shutil.rmtree(checkout / "lessons")
    assert run("--check") == (1, f"differs: lessons/{NAME}\n")
    assert not (checkout / "lessons").exists()
    run()
    assert (checkout / "lessons" / NAME).read_bytes() == wanted


def test_a_lesson_that_no_solution_makes_is_named(checkout, run):
    shutil.copy(checkout / "lessons" / NAME, checkout / "lessons" / "99_old.ipynb")
    code, text = run()
    assert code == 2
    assert "lessons/ holds 99_old.ipynb, which no notebook in solutions/ makes" in text


@pytest.mark.parametrize(
    ("name", "make", "says"),
    [
        (f"answer {MUL}", lambda text: text.replace(MUL, "ops.elementwise.mulgrad"), f"did you mean {MUL}"),
        (f"check {MUL}", lambda text: text.replace(MUL, "ops.elementwise.mulgrad"), f"did you mean {MUL}"),
        (
            "facts",
            lambda text: text.replace("**10 points**", "Ten points"),
            "needs one line that begins with **10 points** ·",
        ),
    ],
)
def test_what_cannot_be_built_is_one_sentence_with_the_notebook_and_the_exercise(checkout, run, name, make, says):
    path = checkout / "solutions" / NAME
    before = (checkout / "lessons" / NAME).read_bytes()
    change(path, above(path, f"answer {MUL}") if name == "facts" else name, make)
    code, text = run()
    assert code == 2
    assert text.startswith(f"zerodl course build: {NAME}: ")
    assert says in text
    assert text.count("\n") == 1
    assert (checkout / "lessons" / NAME).read_bytes() == before


def test_an_answer_without_a_text_above_it_is_named(checkout, run):
    path = checkout / "solutions" / NAME
    notebook = read_notebook(path)
    place = [key(cell) for cell in notebook["cells"]].index(f"answer {MUL}")
    notebook["cells"].insert(place, {"cell_type": "code", "id": "new", "metadata": {}, "source": ["1 + 1"]})
    path.write_text(to_text(notebook), encoding="utf-8")
    assert f"{NAME}: the cell of {MUL} needs a markdown cell right above it" in run()[1]


def test_an_installed_zerodl_has_nothing_to_build(tmp_path, monkeypatch, run):
    monkeypatch.setattr(shipped, "PACKAGE", tmp_path / "zerodl")
    code, text = run()
    assert code == 2
    assert "works in a checkout of the zerodl repository only" in text


# --- the gap ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("record", catalogue.all_exercises(), ids=lambda record: record.name)
def test_a_gap_keeps_the_signature_and_the_summary_and_drops_formula_cost_and_source(record):
    answer, gap = answer_source(seat(record.name)), build.gap_cell(record)
    first, summary = answer.split("\n")[0], seat(record.name).reference.__doc__.split("\n")[0]
    assert gap.split("\n")[:2] == [f'@exercise("{record.name}")', first]
    assert summary in gap
    assert "Cost:" not in gap
    assert "Source:" not in gap
    assert gap.rstrip().endswith(GAP)
