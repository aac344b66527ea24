"""A notebook's answers are found wherever they stand, and cut out as Python cuts them out of a running cell."""

import json

import pytest

from tests.course.cells import Notebook
from zerodl.course.answer import GAP, compile_answer
from zerodl.course.notebook import (
    NotebookError,
    answered_name,
    answered_names,
    answers,
    checked_name,
    chosen_letter,
    read_notebook,
    source,
)

MUL, RELU = "ops.elementwise.mul_grad", "ops.activation.relu"
RIGHT = f'@exercise("{MUL}")\ndef mul_grad(g, a, b):\n    return g * b, g * a\n'
OLDER = f'@exercise("{MUL}")\ndef mul_grad(g, a, b):\n    return g, g\n'
EMPTY = f'@exercise("{MUL}")\ndef mul_grad(g, a, b):\n    """Notes."""\n    {GAP}\n'
OTHER = f'@exercise("{RELU}")\ndef relu(x):\n    return np.maximum(x, 0)\n'


def found(*cells):
    return answers({"cells": [{"cell_type": "code", "source": cell} for cell in cells]})


SURROUNDINGS = {
    "alone": "{}",
    "a helper beside it": "def helper(x):\n    return x\n\n\n{}\n\nprint(mul_grad(1, 2, 3))\n",
    "an older version above": OLDER + "\n{}",
    "another exercise below": "{}\n" + OTHER,
    "its check in the same cell": '{}\ncheck("ops.elementwise.mul_grad")\n',
    "magics": "%matplotlib inline\n!ls\n{}\nmul_grad?\n",
    "a comment above": "# my answer\n\n{}",
    "no valid Python below": "{}\nx = (\n",
    "no valid Python above": "x = )\n{}",
}


@pytest.mark.parametrize("around", SURROUNDINGS.values(), ids=SURROUNDINGS)
def test_an_answer_is_found_among_other_things_in_its_cell(around):
    text = found(around.format(RIGHT))[MUL]
    assert text.rstrip() == RIGHT.rstrip()
    assert compile_answer(MUL, text)(1, 2, 3) == (3, 2)


def test_an_answer_inside_a_class_is_moved_to_the_margin():
    inside = "".join(f"    {line}" for line in RIGHT.splitlines(keepends=True))
    assert found(f"class Mine:\n{inside}")[MUL] == RIGHT


@pytest.mark.parametrize("around", ["alone", "a helper beside it", "an older version above", "another exercise below"])
def test_the_check_and_the_file_mean_the_same_function(around, tmp_path, monkeypatch):
    monkeypatch.setenv("ZERODL_PROGRESS", str(tmp_path))
    cell = SURROUNDINGS[around].format(RIGHT)
    notebook = Notebook()
    notebook.run(cell)
    assert notebook.run(f'check("{MUL}")') == 10
    assert found(cell)[MUL].rstrip() in (tmp_path / f"{MUL}.py").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "text",
    [
        RIGHT.replace("return g * b", "return g * * b"),
        RIGHT.replace("return g * b", "return (g * b"),
        RIGHT.replace("    return", "return"),
        f'@exercise("{MUL}")\n',
    ],
)
def test_an_answer_that_is_no_python_is_found_all_the_same(text):
    assert found(f"import math\n{text}")[MUL].startswith(f'@exercise("{MUL}")')


def test_of_several_the_last_one_that_is_not_untouched_counts():
    assert found(OLDER, RIGHT)[MUL] == RIGHT
    assert found(RIGHT, EMPTY)[MUL] == RIGHT
    assert found(EMPTY, RIGHT, EMPTY)[MUL] == RIGHT
    assert found(f"{RIGHT}\n{EMPTY}")[MUL] == RIGHT
    assert found(EMPTY)[MUL] == EMPTY


def test_several_exercises_and_questions_in_one_cell():
    cell = f'{RIGHT}\n{OTHER}\nanswer("02.why_add", "b")\nanswer("02.why_zero", "c")  # I think\n'
    assert found(cell) == {
        MUL: RIGHT,
        RELU: OTHER,
        "02.why_add": 'answer("02.why_add", "b")\n',
        "02.why_zero": 'answer("02.why_zero", "c")  # I think\n',
    }
    assert answered_names(cell) == [MUL, RELU, "02.why_add", "02.why_zero"]
    assert answered_name(cell) == MUL


@pytest.mark.parametrize(
    ("call", "letter"),
    [
        ('answer("02.why_add", "b")', "b"),
        ("answer('02.why_add', ' B ')", "b"),
        ('answer(\n    "02.why_add",\n    "b",\n)', "b"),
        ('answer("02.why_add", "")', ""),
        ('answer("02.why_add", letter)', None),
        ('answer("02.why_add", 3)', None),
        ('answer("02.why_add", "b"', None),
        ('answer("02.why_add")', None),
    ],
)
def test_the_letter_of_a_question(call, letter):
    assert chosen_letter(found(f"x = 1\n{call}\nprint(x)\n")["02.why_add"]) == letter


@pytest.mark.parametrize("text", ["", "print(1)", '# @exercise("a.b")', 'exercise("a.b")', "check('a.b')"])
def test_other_cells_answer_nothing(text):
    assert found(text) == {}
    assert answered_name(text) is None


def test_text_cells_and_odd_cells_answer_nothing():
    cells = [{"cell_type": "markdown", "source": RIGHT}, {"source": RIGHT}, {"cell_type": "code"}, {}]
    assert answers({"cells": [*cells, {"cell_type": "code", "source": [3, RIGHT[:20], None, RIGHT[20:]]}]}) == {
        MUL: RIGHT
    }
    assert source({"source": 7}) == ""


def test_a_check_s_name():
    assert checked_name(f'check("{MUL}")') == MUL
    assert checked_name("x = 1") is None


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "not a notebook"),
        (b"\xff\xfe", "not a notebook"),
        (b"{", "not a notebook"),
        (b"[]", "no list of cells"),
        (b'{"cells": 3}', "no list of cells"),
        (b'{"cells": [1]}', "no list of cells"),
        (b"[" * 100_000, "not a notebook"),
    ],
)
def test_a_file_that_is_no_notebook_is_an_error_that_names_it(tmp_path, content, says):
    path = tmp_path / "lesson.ipynb"
    path.write_bytes(content)
    with pytest.raises(NotebookError, match=says) as caught:
        read_notebook(path)
    assert str(path) in str(caught.value)


def test_a_file_that_is_missing_or_too_large_is_an_error(tmp_path):
    with pytest.raises(NotebookError, match="cannot be read"):
        read_notebook(tmp_path / "nothing.ipynb")
    large = tmp_path / "large.ipynb"
    with large.open("wb") as file:
        file.truncate(65 * 2**20)
    with pytest.raises(NotebookError, match="clear its outputs"):
        read_notebook(large)


def test_a_notebook_is_read(tmp_path):
    path = tmp_path / "lesson.ipynb"
    path.write_text(json.dumps({"cells": [{"cell_type": "code", "source": "∂"}]}), encoding="utf-8")
    assert [source(cell) for cell in read_notebook(path)["cells"]] == ["∂"]
