"""`zerodl course reset`: what was named is as it was shipped, everything else is as the learner left it."""

import pytest

from zerodl import cli
from zerodl.course import catalogue, progress
from zerodl.course.notebook import read_notebook, source
from zerodl.course.shipped import lessons_folder

from .conftest import key

MUL, MATMUL, WHY = "ops.elementwise.mul_grad", "ops.linalg.matmul_grad", "02.why_add"
MINE = "def mul_grad(g, a, b):\n    return b * g, a * g  # mine, with an ö\n"
SHIPPED = {key(cell): cell for cell in read_notebook(lessons_folder() / "02_autograd.ipynb")["cells"]}
GAP = source(SHIPPED[f"answer {MUL}"])


@pytest.fixture
def reset(capsys):
    """Call it with the words after ``zerodl course reset``; it returns what was printed."""

    def run(*words):
        capsys.readouterr()
        assert cli.main(["course", "reset", *words]) == 0
        return capsys.readouterr().out

    return run


def error_of(capsys, *words):
    """The one sentence of a command that must fail."""
    assert cli.main(["course", "reset", *words]) == 2
    error = capsys.readouterr().err
    assert error.startswith("zerodl course reset: ")
    assert error.count("\n") == 1
    return error


def test_only_the_named_exercise_becomes_a_gap(learner, reset):
    learner.solve(MUL, MINE)
    learner.solve(MATMUL, "def matmul_grad(g, a, b):\n    return g, g\n")
    learner.save([*learner.cells, {"cell_type": "markdown", "id": "mine", "metadata": {}, "source": "my note"}])
    before, saved = learner.cells, learner.path.read_bytes()
    text = reset(MUL)
    for old, new in zip(before, learner.cells, strict=True):
        assert source(new) == (GAP if key(old) == f"answer {MUL}" else source(old))
        assert new["id"] == old["id"]
        assert new["metadata"] == old["metadata"]
    assert progress.load(MUL, learner.folder) is None
    assert progress.load(MATMUL, learner.folder) is not None
    assert f"{MUL} is a gap again." in text
    assert learner.kept()["02_autograd.kept-1.ipynb"] == saved
    assert "02_autograd.kept-1.ipynb" in text


def test_the_progress_entry_is_kept_too(learner, reset):
    learner.solve(MUL, MINE)
    assert f"Out of your progress: {MUL}." in reset(MUL)
    assert "mine, with an ö" in learner.kept()[f"{MUL}.kept-1.py"].decode()


def test_the_card_under_the_exercise_goes_and_the_others_stay(learner, reset):
    cells = learner.cells
    for cell in cells:
        if key(cell) in (f"check {MUL}", f"check {MATMUL}"):
            cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "passed"}]
            cell["execution_count"] = 7
    learner.save(cells)
    learner.solve(MUL, MINE)
    reset(MUL)
    outputs = {key(cell): (cell["outputs"], cell["execution_count"]) for cell in learner.cells if "outputs" in cell}
    assert outputs[f"check {MUL}"] == ([], None)
    assert outputs[f"check {MATMUL}"][1] == 7


def test_a_question_loses_its_letter(learner, reset):
    learner.write(WHY, f'answer("{WHY}", "b")')
    progress.save(WHY, f'answer("{WHY}", "b")\n', learner.folder)
    reset(WHY)
    assert learner.text(WHY) == f'answer("{WHY}", "")'
    assert progress.load(WHY, learner.folder) is None


def test_progress_only_leaves_the_notebook_and_says_what_follows(learner, reset):
    learner.solve(MUL, MINE)
    before = learner.path.read_bytes()
    text = reset(MUL, "--progress-only")
    assert learner.path.read_bytes() == before
    assert progress.load(MUL, learner.folder) is None
    assert f"An answer to {MUL} still stands in 02_autograd.ipynb" in text


def test_an_untouched_exercise_is_left_alone_without_a_copy(learner, reset):
    before = learner.path.read_bytes()
    assert f"{MUL} was a gap already." in reset(MUL)
    assert learner.path.read_bytes() == before
    assert learner.kept() == {}


def test_a_deleted_cell_comes_back_before_its_check(learner, reset):
    learner.delete(f"answer {MUL}")
    assert f"{MUL} had no cell any more; its gap is back before its check." in reset(MUL)
    keys = [key(cell) for cell in learner.cells]
    assert keys.index(f"answer {MUL}") + 1 == keys.index(f"check {MUL}")
    assert learner.text(MUL) == GAP


def test_a_deleted_cell_and_its_check_come_back_after_the_text_that_asks(learner, reset):
    learner.delete(f"answer {MUL}", f"check {MUL}")
    text = reset(MUL)
    assert [key(cell) for cell in learner.cells] == list(SHIPPED)
    keys = list(SHIPPED)
    title = keys[keys.index(f"answer {MUL}") - 1].split("\n")[0].strip("# ")
    assert f'its gap is back after "{title}", and its check below it.' in text


def test_a_deleted_check_comes_back_after_the_gap(learner, reset):
    learner.solve(MUL, MINE)
    learner.delete(f"check {MUL}")
    assert f"{MUL} is a gap again, and its check below it." in reset(MUL)
    assert [key(cell) for cell in learner.cells] == list(SHIPPED)


def test_without_any_known_cell_the_gap_comes_to_the_end(learner, reset):
    learner.save([{"cell_type": "markdown", "id": "mine", "metadata": {}, "source": "my own notes"}])
    assert "its gap is back at the end" in reset(MUL)
    assert [key(cell) for cell in learner.cells] == ["my own notes", f"answer {MUL}", f"check {MUL}"]


def test_without_a_known_cell_above_the_gap_comes_before_the_first_known_one_below(learner, reset):
    first = next(k for k in SHIPPED if k.startswith("answer "))
    name = first.removeprefix("answer ")
    keys = list(SHIPPED)
    learner.delete(*keys[: keys.index(first) + 2])
    assert "its gap is back before" in reset(name)
    assert [key(cell) for cell in learner.cells] == keys[keys.index(first) :]


def test_a_cell_renamed_to_nothing_known_stays_and_the_gap_is_put_back(learner, reset):
    learner.write(MUL, '@exercise("ops.elementwise.my_grad")\n' + MINE)
    reset(MUL)
    keys = [key(cell) for cell in learner.cells]
    assert keys.count("answer ops.elementwise.my_grad") == 1
    assert keys.index(f"answer {MUL}") + 1 == keys.index(f"check {MUL}")


def test_of_a_cell_that_was_copied_both_become_gaps(learner, reset):
    learner.solve(MUL, MINE)
    cells = learner.cells
    learner.save([*cells, *(dict(cell, id="twin") for cell in cells if key(cell) == f"answer {MUL}")])
    reset(MUL)
    assert [source(cell) for cell in learner.cells if key(cell) == f"answer {MUL}"] == [GAP, GAP]


def test_ids_stay_unique_when_a_cell_comes_back(learner, reset):
    shipped_id = SHIPPED[f"answer {MUL}"]["id"]
    learner.delete(f"answer {MUL}")
    learner.save([*learner.cells, {"cell_type": "markdown", "id": shipped_id, "metadata": {}, "source": "mine"}])
    reset(MUL)
    ids = [cell["id"] for cell in learner.cells]
    assert len(set(ids)) == len(ids)


def test_a_whole_lesson_is_as_shipped_and_the_old_one_is_kept(learner, reset):
    learner.solve(MUL, MINE)
    learner.solve("ops.activation.relu", "def relu(x):\n    return x * (x > 0)\n")
    before = learner.path.read_bytes()
    text = reset("2")
    assert learner.path.read_bytes() == (lessons_folder() / learner.lesson).read_bytes()
    assert learner.kept()["02_autograd.kept-1.ipynb"] == before
    assert "02_autograd.kept-1.ipynb" in text
    assert progress.load(MUL, learner.folder) is None
    assert progress.load("ops.activation.relu", learner.folder) is not None


def test_a_whole_lesson_that_is_as_shipped_needs_no_copy(learner, reset):
    assert "02_autograd.ipynb is as it was shipped already." in reset("02")
    assert learner.kept() == {}


def test_a_lesson_that_is_gone_or_is_no_notebook_any_more_comes_back(learner, reset, capsys):
    learner.path.unlink()
    assert "02_autograd.ipynb was missing and is there again" in reset("02")
    learner.path.write_bytes(b"half a noteb")
    assert "to put the whole lesson back: zerodl course reset 02" in error_of(capsys, MUL)
    reset("02")
    assert learner.path.read_bytes() == (lessons_folder() / learner.lesson).read_bytes()
    assert learner.kept()["02_autograd.kept-1.ipynb"] == b"half a noteb"


def test_a_lesson_under_another_name_is_found_by_its_exercises(learner, reset):
    learner.solve(MUL, MINE)
    learner.path.rename(learner.folder / "my gradients.ipynb")
    assert f"my gradients.ipynb: {MUL} is a gap again." in reset(MUL)
    assert not learner.path.exists()


def test_a_missing_lesson_is_said_with_what_to_do(learner, reset):
    learner.path.unlink()
    assert "put it back with: zerodl course reset 02" in reset(MUL)


def test_an_answer_in_another_notebook_stays_and_is_named(learner, reset):
    learner.solve(MUL, MINE)
    (learner.folder / "backup.ipynb").write_bytes(learner.path.read_bytes())
    before = (learner.folder / "backup.ipynb").read_bytes()
    assert f"An answer to {MUL} still stands in backup.ipynb" in reset(MUL)
    assert (learner.folder / "backup.ipynb").read_bytes() == before


def test_an_exercise_without_a_notebook_is_said(learner, reset):
    shipped = [path.name[:2] for path in lessons_folder().glob("*.ipynb")]
    waiting = [record.name for record in catalogue.all_records() if record.lesson not in shipped]
    if not waiting:
        pytest.skip("every exercise's lesson has its notebook, so there is nothing to say")
    assert f"There is no notebook yet for {waiting[0]}." in reset(waiting[0])


def test_unknown_names_are_one_sentence_and_nothing_is_changed(learner, capsys):
    learner.solve(MUL, MINE)
    before = learner.path.read_bytes()
    assert f"did you mean {MUL}" in error_of(capsys, MUL, "ops.elementwise.mulgrad")
    assert "there is no lesson 99; there are 00, 01, 02" in error_of(capsys, MUL, "99")
    assert learner.path.read_bytes() == before
    assert progress.load(MUL, learner.folder) is not None


def test_another_folder_can_be_named(learner, reset, tmp_path, monkeypatch):
    learner.solve(MUL, MINE)
    monkeypatch.chdir(tmp_path)
    reset(MUL, "--folder", str(learner.folder))
    assert learner.text(MUL) == GAP
    assert progress.load(MUL, learner.folder) is None
