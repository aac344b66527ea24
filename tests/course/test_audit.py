"""`zerodl course audit`: what it tries, what it finds, and the wrong answers written from the lesson alone."""

import json
import shutil

import pytest

from zerodl import cli
from zerodl.course import blind, catalogue, shipped
from zerodl.course.notebook import read_notebook, source, to_text
from zerodl.course.record import Mistake, Variant
from zerodl.course.shipped import lessons_folder, solutions_folder
from zerodl.course.text import Text
from zerodl.errors import ZerodlError

RELU = catalogue.find("ops.activation.relu")
WRONG = "# --- wrong answer 1: the signs are lost\ndef relu(x):\n    return np.abs(x)\n"
RIGHT = "# --- wrong answer 2: not wrong at all\ndef relu(x):\n    return np.maximum(0, x)\n"
ENDLESS = "# --- wrong answer 3: never ends\n@exercise('ops.activation.relu')\ndef relu(x):\n    while True: pass\n"


@pytest.fixture
def audit(capsys):
    """Call it with the words after ``zerodl course audit``; it returns the exit code and what was printed."""

    def run(*words):
        capsys.readouterr()
        return cli.main(["course", "audit", *words]), capsys.readouterr().out

    return run


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """A checkout with copies of the notebooks and without tests; commands take it for the one they run from."""
    shutil.copytree(lessons_folder(), tmp_path / "lessons", ignore=shutil.ignore_patterns(".*"))
    shutil.copytree(solutions_folder(), tmp_path / "solutions", ignore=shutil.ignore_patterns(".*"))
    (tmp_path / "pyproject.toml").touch()
    monkeypatch.setattr(shipped, "PACKAGE", tmp_path / "zerodl")
    return tmp_path


@pytest.fixture
def write_blind(checkout):
    """Call it with texts to make them the wrong answers to relu."""
    folder = checkout / "tests" / "course" / "blind" / "lesson_00"
    folder.mkdir(parents=True)

    def write(*texts, verdicts=None):
        (folder / "ops.activation.relu.py").write_text("\n".join(texts), encoding="utf-8")
        if verdicts is not None:
            (folder / "verdicts.json").write_text(json.dumps(verdicts), encoding="utf-8")
        return folder

    return write


def change(path, make):
    """Change the list of cells of a notebook."""
    notebook = read_notebook(path)
    notebook["cells"] = make(notebook["cells"])
    path.write_text(to_text(notebook), encoding="utf-8")


# --- the matrix and the lesson ----------------------------------------------------------------------------------------


def test_a_lesson_that_holds_is_counted_and_ends_well(audit):
    code, text = audit("00", "--seeds", "2")
    assert code == 0
    assert "1 of 1 references pass" in text
    assert f"{len(RELU.variants)} of {len(RELU.variants)} right answers written differently pass" in text
    assert "1 of 1 untouched gaps earn nothing" in text
    count = len(RELU.mistakes)
    assert f"{count} of {count} known mistakes earn nothing and get their own diagnosis" in text
    assert text.endswith("Everything holds.\n")


def test_every_audit_draws_anew_and_can_be_repeated(audit):
    first, second = (audit("0", "--seeds", "1")[1].splitlines()[0] for _ in range(2))
    assert first != second
    seed = first.split("--seed ")[1].split()[0]
    assert audit("0", "--seeds", "1", "--seed", seed)[1].splitlines()[0] == first


def test_what_does_not_hold_is_said_and_gives_exit_code_1(audit, monkeypatch):
    monkeypatch.setattr(RELU, "variants", [Variant("forgetful", "def relu(x):\n    return x\n")])
    monkeypatch.setattr(
        RELU, "mistakes", [Mistake("fine", Text(en="?"), "def relu(x):\n    return np.maximum(x, 0)\n")]
    )
    code, text = audit("00", "--seed", "5", "--seeds", "1")
    assert code == 1
    assert "DOES NOT HOLD: ops.activation.relu: the variant 'forgetful' gets the diagnosis 'value' at draw 5" in text
    assert "DOES NOT HOLD: ops.activation.relu: the mistake 'fine' passes at draw 5" in text
    assert "DOES NOT HOLD: ops.activation.relu: 1 variants, at least 2 are wanted" in text
    assert "fault  mistake    fine" in text
    assert text.endswith("4 of these things do not hold.\n")


def test_a_lesson_without_a_notebook_waits_for_it(audit, checkout):
    (checkout / "lessons" / "00_welcome.ipynb").unlink()
    code, text = audit("00", "--seeds", "1")
    assert code == 0
    assert "Lesson 00, which waits for its notebook" in text


def test_a_leak_and_a_missing_check_in_a_lesson_are_found(audit, checkout):
    def spoil(cells):
        kept = [cell for cell in cells if source(cell) != 'check("ops.activation.relu")']
        return [{"cell_type": "markdown", "source": "Write np.maximum(x, 0)."}, *kept]

    change(checkout / "lessons" / "00_welcome.ipynb", spoil)
    code, text = audit("00", "--seeds", "1")
    assert code == 1
    assert "00_welcome.ipynb, cell 1, gives 'np.maximum(x, 0)' of ops.activation.relu away: Write np.maximum" in text
    assert "00_welcome.ipynb has no cell, or no check, for ops.activation.relu" in text


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["77"], "there is no lesson '77'; there are 00, "),
        (["--seeds", "0"], "--seeds must be at least 1"),
        (["--seed", "-1"], "--seed not negative"),
    ],
)
def test_bad_arguments_are_one_sentence(words, says, capsys):
    assert cli.main(["course", "audit", *words]) == 2
    assert says in capsys.readouterr().err


# --- the blind wrong answers ------------------------------------------------------------------------------------------


def test_without_blind_answers_the_part_is_left_out_with_a_sentence(audit, checkout):
    assert "Wrong answers written from lesson 00 alone: there are none here" in audit("00", "--seeds", "1")[1]


def test_an_installed_zerodl_has_no_tests_and_says_so(audit, checkout):
    (checkout / "pyproject.toml").unlink()
    assert "there are none here" in audit("00", "--seeds", "1")[1]


def test_the_share_of_right_diagnoses_counts_only_what_was_judged_right(audit, write_blind):
    other = WRONG.replace("answer 1", "answer 4").replace("np.abs(x)", "-x")
    judged = [{"exercise": "ops.activation.relu", "number": 1, "cause": "absolute", "right": True}]
    write_blind(WRONG, other, verdicts=judged)
    code, text = audit("00", "--seeds", "1")
    assert code == 0
    assert "2 of 2 earn less than full points" in text
    assert "1 of 2 get the right diagnosis (50%)" in text
    assert "not judged ops.activation.relu 4, the signs are lost: " in text
    assert "relu 1," not in text


def test_a_verdict_on_another_diagnosis_than_todays_does_not_count(audit, write_blind):
    judged = [{"exercise": "ops.activation.relu", "number": 1, "cause": "value", "right": True}]
    write_blind(WRONG, verdicts=judged)
    assert "0 of 1 get the right diagnosis (0%)" in audit("00", "--seeds", "1")[1]


def test_a_diagnosis_judged_wrong_is_listed(audit, write_blind):
    judged = [{"exercise": "ops.activation.relu", "number": 1, "cause": "absolute", "right": False}]
    write_blind(WRONG, verdicts=judged)
    code, text = audit("00", "--seeds", "1")
    assert code == 0
    assert "not right  ops.activation.relu 1, the signs are lost: absolute" in text


def test_a_wrong_answer_that_earns_full_points_does_not_hold(audit, write_blind):
    write_blind(WRONG, RIGHT)
    code, text = audit("00", "--seeds", "1")
    assert code == 1
    assert "1 of 2 earn less than full points" in text
    assert "DOES NOT HOLD: the wrong answer ops.activation.relu 2, not wrong at all: " in text


def test_an_answer_that_never_ends_is_stopped(write_blind, monkeypatch):
    monkeypatch.setattr(blind, "SECONDS", 1)
    write_blind(ENDLESS)
    (tried,) = blind.try_all("00")
    assert (tried.passed, tried.cause) == (False, "time")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("def relu(x):\n    return x\n", "no line says: # --- wrong answer 1:"),
        (WRONG + WRONG, "the number 1 comes twice"),
        ("# --- wrong answer 3:\ndef relu(x):\n    return x\n", "wrong answer 3 does not say what is wrong"),
    ],
)
def test_a_file_in_another_form_is_refused_by_name(write_blind, text, says):
    write_blind(text)
    with pytest.raises(ZerodlError, match=says):
        blind.try_all("00")


@pytest.mark.parametrize("verdicts", [{}, {"a": 1}, [{"exercise": "x"}], [[1]]])
def test_verdicts_in_another_form_are_refused(write_blind, verdicts):
    if verdicts == {}:
        verdicts = [{"exercise": "x", "number": 1, "cause": "y", "right": "yes"}]
    write_blind(WRONG, verdicts=verdicts)
    with pytest.raises(ZerodlError, match="verdicts.json"):
        blind.try_all("00")


def test_a_file_for_no_exercise_is_refused(write_blind):
    folder = write_blind(WRONG)
    (folder / "ops.activation.relu.py").rename(folder / "ops.activation.rellu.py")
    with pytest.raises(ZerodlError, match="did you mean ops.activation.relu"):
        blind.try_all("00")


@pytest.mark.slow
@pytest.mark.parametrize("lesson", catalogue.lessons())
def test_all_wrong_answers_written_from_the_lesson_earn_less_than_full_points(lesson, capsys):
    tried = blind.try_all(lesson)
    if tried is None:
        assert lesson != "02", "lesson 02 has such answers; the others get theirs with their lessons"
        return
    assert [str(answer) for answer in tried if answer.passed] == []
    right = sum(answer.right is True for answer in tried)
    with capsys.disabled():
        print(f"\nlesson {lesson}: {right} of {len(tried)} blind wrong answers get the right diagnosis", end="")
