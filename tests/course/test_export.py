"""`zerodl course export`: the learner's own framework is the package with the passed answers in place, and works."""

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from zerodl import cli
from zerodl.course import catalogue, progress
from zerodl.course.build import exercise_cell
from zerodl.course.export import renamed
from zerodl.course.splice import put_in_place

ROOT = Path(__file__).parents[2]
MUL = "ops.elementwise.mul_grad"

# The package's tests that a right answer need not pass, because its exercise asks for less than the package does.
WIDTHS = "tests/nn/test_functional.py::test_settings_that_do_not_fit[<lambda>"
OUTSIDE = "tests/kernels/test_strides.py::test_an_index_outside_of_the_array_is_refused[key"
MORE_THAN_ASKED = {
    WIDTHS + "-Linear: in_features must be a positive integer, got 0]": "an answer need not refuse such a width",
    WIDTHS + "-Linear: out_features must be a positive integer, got 2.0]": "an answer need not refuse such a width",
    WIDTHS + "-in_features must be a positive integer, got True]": "an answer need not refuse such a width",
    "tests/nn/test_init.py::test_what_is_refused": "an answer need not refuse an unknown mode in words of its own",
    OUTSIDE + "0-index: 3 is outside of axis 0, which has length 3]": "its words are its own",
    OUTSIDE + "1-index: -5 is outside of axis 1, which has length 4]": "its words are its own",
    OUTSIDE + "2-index: 4 is outside of axis 1, which has length 4]": "its words are its own",
    OUTSIDE + r"3-index: 3 integers and slices for the 2 axes of shape \\(3, 4\\)]": "its words are its own",
    "tests/kernels/test_strides.py::test_shapes_that_numpy_refuses_are_refused": "its ValueError is a plain one",
    "tests/kernels/test_strides.py::test_the_error_names_the_lengths_that_meet": "its words are its own",
    "tests/kernels/test_strided.py::test_shapes_that_do_not_fit_are_refused": "its ValueError is a plain one",
    "tests/autograd/test_errors.py::test_error[a layer of no width]": "an answer need not refuse such a width",
    "tests/autograd/test_errors.py::test_error[a layer of half a width]": "an answer need not refuse such a width",
    "tests/ops/test_every_op.py::test_second_derivative[l1_loss]": "an answer may count by input.size, as of an array",
    "tests/ops/test_every_op.py::test_a_recorded_pass_gives_the_same_gradient[l1_loss]": "for the same reason",
    "tests/autograd/test_shapes.py::test_unbroadcast_returns_an_array_of_the_right_shape_as_it_is": "it may copy it",
}

# Tests of downloads with stalling servers and of worker processes, which take long and which no exercise is about;
# and of compiled twins, which an exported package has not where an answer stands.
NOTHING_TO_LEARN = ("data/test_download.py", "data/test_worker.py", "kernels/test_compiled.py")


def error_of(capsys, *words):
    """The one sentence of a command that must fail."""
    capsys.readouterr()
    assert cli.main(["course", "export", *words]) == 2
    error = capsys.readouterr().err
    assert error.startswith("zerodl course export: ")
    assert error.count("\n") == 1
    return error


def save(learner, name, body):
    progress.save(name, exercise_cell(catalogue.find(name), body), learner.folder)


def run(folder, code):
    """Run a line of Python in the folder; return what it printed."""
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


# --- the whole command ------------------------------------------------------------------------------------------------


def test_the_exported_package_runs_the_learners_code_and_says_so(learner, capsys):
    save(learner, MUL, "def mul_grad(g, a, b):\n    where = __name__  # mine\n    return b * g, a * g\n")
    assert cli.main(["course", "export", "my_framework"]) == 0
    assert "with 1 of " in capsys.readouterr().out
    text = (learner.folder / "my_framework" / "ops" / "elementwise.py").read_text(encoding="utf-8")
    assert "@mul.grad\ndef mul_grad(g, a, b):\n    where = __name__  # mine\n    return b * g, a * g\n" in text
    code = "import my_framework as f; x = f.tensor([3.0], requires_grad=True); (x * x).backward(); print(x.grad.item())"
    assert run(learner.folder, code) == "6.0"


def test_the_readme_tells_whose_function_is_whose(learner, capsys):
    save(learner, MUL, "def mul_grad(g, a, b):\n    return b * g, a * g\n")
    cli.main(["course", "export", "my_framework"])
    yours, others = (
        (learner.folder / "my_framework" / "README.md").read_text(encoding="utf-8").split("## Everything else")
    )
    assert f"- `{MUL}` in `ops/elementwise.py`" in yours
    assert "`ops.linalg.matmul_grad`" not in yours
    assert "`ops.linalg.matmul_grad`" in others
    assert f"`{MUL}`" not in others
    assert "MIT" in (learner.folder / "my_framework" / "LICENSE").read_text(encoding="utf-8")


def test_with_nothing_solved_it_is_the_package_under_another_name(learner, capsys):
    assert cli.main(["course", "export", "my_framework"]) == 0
    assert "with 0 of " in capsys.readouterr().out
    assert "None yet." in (learner.folder / "my_framework" / "README.md").read_text(encoding="utf-8")


def test_the_course_and_the_command_stay_behind_and_nothing_imports_the_original(learner, capsys):
    save(
        learner,
        MUL,
        "def mul_grad(g, a, b):\n    import zerodl.autograd\n    return zerodl.autograd.Tensor and g * b, g * a\n",
    )
    cli.main(["course", "export", "my_framework"])
    package = learner.folder / "my_framework"
    assert not [path for path in package.rglob("*") if path.name in ("course", "cli.py", "__main__.py", "__pycache__")]
    for path in package.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not [name for name in names if name.split(".")[0] == "zerodl"], path
    use = "x = my_framework.tensor([3.0], requires_grad=True); (x * x).backward()"
    assert run(learner.folder, f"import my_framework, sys; {use}; print('zerodl' in sys.modules)") == "False"


def test_an_answer_that_does_not_pass_any_more_stays_out_and_is_named(learner, capsys):
    save(learner, MUL, "def mul_grad(g, a, b):\n    return b, a\n")
    cli.main(["course", "export", "my_framework"])
    text = capsys.readouterr().out
    assert "with 0 of " in text
    assert f"Left out, because it does not pass any more: {MUL}." in text
    assert "return g * b, g * a" in (learner.folder / "my_framework" / "ops" / "elementwise.py").read_text(
        encoding="utf-8"
    )


def test_a_path_may_lead_elsewhere_and_the_progress_may_lie_elsewhere(learner, capsys, tmp_path, monkeypatch):
    save(learner, MUL, "def mul_grad(g, a, b):\n    return b * g, a * g\n")
    monkeypatch.chdir(tmp_path)
    assert cli.main(["course", "export", "new/place/mine", "--folder", str(learner.folder)]) == 0
    assert "return b * g, a * g" in (tmp_path / "new" / "place" / "mine" / "ops" / "elementwise.py").read_text(
        encoding="utf-8"
    )
    assert [path.name for path in (tmp_path / "new" / "place").iterdir()] == ["mine"]


@pytest.mark.parametrize("name", ["json", "numpy", "zerodl", "__main__"])
def test_a_name_that_would_hide_another_package_is_refused(learner, capsys, name):
    assert f"there is a package {name} on this machine already" in error_of(capsys, name)
    assert not (learner.folder / name).exists()


@pytest.mark.parametrize("name", ["my-framework", "2fast", "class", "with space"])
def test_a_name_that_cannot_be_imported_is_refused(learner, capsys, name):
    assert f"{name!r} cannot be imported" in error_of(capsys, name)


def test_what_exists_is_never_overwritten(learner, capsys):
    (learner.folder / "mine").mkdir()
    (learner.folder / "mine" / "work.txt").write_text("months", encoding="utf-8")
    (learner.folder / "notes").write_text("a file", encoding="utf-8")
    for name in ("mine", "notes"):
        assert "exists already" in error_of(capsys, name)
    assert [path.name for path in (learner.folder / "mine").iterdir()] == ["work.txt"]
    assert (learner.folder / "notes").read_text(encoding="utf-8") == "a file"


def test_a_package_that_does_not_start_is_not_written(learner, capsys, monkeypatch):
    monkeypatch.setattr(
        "zerodl.course.export.put_in_place", lambda text, place, answer: text + "\nraise ValueError('broken')\n"
    )
    save(learner, MUL, "def mul_grad(g, a, b):\n    return b * g, a * g\n")
    assert "mine was not written, because it cannot be imported: ValueError: broken" in error_of(capsys, "mine")
    assert not [path for path in learner.folder.iterdir() if "mine" in path.name]


@pytest.mark.slow
def test_the_exported_package_passes_the_packages_own_tests(learner, capsys):
    for number, record in enumerate(catalogue.all_exercises()):
        save(learner, record.name, record.variants[number % len(record.variants)].source)
    assert cli.main(["course", "export", "my_framework"]) == 0
    assert "Left out" not in capsys.readouterr().out
    for name in ("kernels", "autograd", "ops", "nn", "optim", "data", "metrics", "models", "cupy_standin", "gpu"):
        shutil.copytree(
            ROOT / "tests" / name, learner.folder / "tests" / name, ignore=shutil.ignore_patterns("__pycache__")
        )
    for path in (learner.folder / "tests").rglob("*.py"):
        path.write_text(re.sub(r"\bzerodl\b", "my_framework", path.read_text(encoding="utf-8")), encoding="utf-8")
    for file in NOTHING_TO_LEARN:
        (learner.folder / "tests" / file).unlink()
    shutil.copy(ROOT / "pyproject.toml", learner.folder)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-m", "not gpu", "tests", "my_framework"]
    # The walk through hundreds of operations takes minutes; here it visits those that learners write.
    written = [
        record.name.split(".")[2].removesuffix("_grad")
        for record in catalogue.all_exercises()
        if record.name.startswith("ops.")
    ]
    others = "not test_every_op and not test_parity and not gpu and not cupy_standin"
    visited = " or ".join(f"test_every_op and [{name}]" for name in written)
    command += ["-k", f"({others}) or ((not says_where) and ({visited}))"]
    command += [f"--deselect={test}" for test in MORE_THAN_ASKED]
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        command, cwd=learner.folder, env=environment, capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stdout[-4000:]
    assert int(re.search(r"(\d+) passed", done.stdout)[1]) > 50


@pytest.mark.parametrize("test", MORE_THAN_ASKED)
def test_what_asks_more_than_an_exercise_is_there(test):
    file, name = test.split("[")[0].split("::")
    assert f"def {name}(" in (ROOT / file).read_text(encoding="utf-8")


def test_a_compiled_twin_does_not_run_in_an_answers_place(learner):
    save(learner, "optim.adam.adam_step", catalogue.find("optim.adam.adam_step").variants[0].source)
    assert cli.main(["course", "export", "mine"]) == 0
    code = "from mine.kernels.compiled import twin; from mine.optim import adam, sgd; "
    code += "print([f.__name__ for f in (adam.adam_step, adam.adamw_step, sgd.momentum_step) if f in twin._twins])"
    assert run(learner.folder, code) == "['momentum_step']"


# --- one function into one module -------------------------------------------------------------------------------------

MODULE = '''"""A module."""

import numpy as np


@op(
    shape=same,
)
def double(
    x,  # a colon: here
    /, factor: int = {1: 2}[1],
) -> np.ndarray:
    """Twice x."""
    return x * factor


class Layer(Base):
    size = 3

    @property
    def area(self):
        return self.size**2

    def __init__(self, width):
        """Set up."""
        super().__init__()
        self.__width = width

    def last(self):
        return 0
'''


def place(attribute, owner=None):
    return SimpleNamespace(attribute=attribute, owner=owner and SimpleNamespace(__name__=owner))


def test_a_function_keeps_its_decorators_and_first_line_and_takes_the_answers_body():
    body = " # mine: a sum\n    y = x\n    # no product\n    return y + x\n    # the end\n"
    answer = f'@exercise("ops.double")\ndef twice(x, factor=2):{body}'
    text = put_in_place(MODULE, place("double"), answer)
    before, after = MODULE.split('    """Twice x."""\n    return x * factor\n')
    assert (
        text
        == f"{before.rstrip()} # mine: a sum\n    y = x\n    # no product\n    return y + x\n    # the end\n{after}"
    )


def test_an_answer_on_one_line_stays_on_one_line():
    assert ") -> np.ndarray: return x + x\n\n\nclass" in put_in_place(
        MODULE, place("double"), "def double(x, factor): return x + x"
    )


def test_a_method_is_moved_to_the_right_but_not_the_inside_of_its_strings():
    answer = (
        'def __init__(self, width):\n    """Set up,\n\n    in words.\n    """\n    super().__init__()\n'
        '    self.__text = """one\n  two {width}\n"""\n    self.__more = f"""\n{width}\n"""\n\n'
        "    self.__width = (1 +\n  2)\n"
    )
    text = put_in_place(MODULE, place("__init__", "Layer"), answer)
    assert (
        '        """Set up,\n\n        in words.\n        """\n        super().__init__()\n'
        '        self.__text = """one\n  two {width}\n"""\n        self.__more = f"""\n{width}\n"""\n\n'
        "        self.__width = (1 +\n      2)\n\n    def last(self):\n"
    ) in text
    assert ast.parse(text)


def test_of_several_definitions_the_one_in_force_is_replaced():
    text = put_in_place(
        "def f(x):\n    return 1\n\n\ndef f(x):\n    return 2\n", place("f"), "def f(x):\n    return 3\n"
    )
    assert text == "def f(x):\n    return 1\n\n\ndef f(x):\n    return 3\n"


def test_windows_line_ends_and_a_shifted_answer_are_taken_too():
    text = put_in_place("def f(x):\r\n    return 1\r\n", place("f"), "    def f(x):\r\n        return 3\r\n")
    assert text == "def f(x):\n    return 3\n"


def test_what_follows_the_answer_in_its_cell_stays_behind():
    answer = "import math\n\ndef f(x):\n    return 3\n\n\nprint(f(1))\n"
    assert put_in_place("def f(x):\n    return 1\n", place("f"), answer) == "def f(x):\n    return 3\n"


@pytest.mark.parametrize(
    "text",
    [
        "import NAME",
        "import numpy as np, NAME",
        "from NAME import nn",
        "from NAME.nn import Linear",
        ">>> NAME.ones(2)",
        "python -m NAME.recipes.digits",
        "zerodl lab, pip install 'zerodl[lab]', zerodl_x, a.zerodl.b, https://zerodl.org",
    ],
)
def test_the_packages_name_is_replaced_where_python_reads_it(text):
    assert renamed(text.replace("NAME", "zerodl"), "mine") == text.replace("NAME", "mine")
