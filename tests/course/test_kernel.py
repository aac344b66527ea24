"""The lessons in a real Jupyter kernel: unsolved, solved, and as somebody works through one."""

import html
import os
import re
import signal
import subprocess
import sys
import textwrap
import threading
from contextlib import contextmanager
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from zerodl.course import catalogue
from zerodl.course.notebook import checked_name
from zerodl.course.shipped import lessons_folder, solutions_folder

ROOT = Path(__file__).parents[2]
LESSONS = sorted(path.name for path in lessons_folder().glob("*.ipynb"))

MUL = catalogue.find("ops.elementwise.mul_grad")
RIGHT = '@exercise("ops.elementwise.mul_grad")\ndef mul_grad(g, a, b):\n    return g * b, g * a'
CHECK = 'check("ops.elementwise.mul_grad")'
OPENING = """import numpy as np
import zerodl
from zerodl.course import answer, check, exercise, hint, milestone, opening
from zerodl.ops.elementwise import mul_grad
opening("02")"""
SQUARE = "x = zerodl.tensor(3.0, requires_grad=True)\n(x * x).backward()\nx.grad.item()"


def client(notebook, folder):
    return NotebookClient(
        notebook, timeout=120, kernel_name="python3", allow_errors=True, resources={"metadata": {"path": str(folder)}}
    )


@pytest.fixture(scope="module", autouse=True)
def _kernels_use_this_checkout():
    """What a kernel inherits: this copy of the package, and no place for progress but the notebook's folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(ROOT))
        patch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
        patch.delenv("PYTHONWARNINGS", raising=False)
        yield


@pytest.fixture(autouse=True)
def _progress_beside_the_notebook(monkeypatch, _kernels_use_this_checkout):
    monkeypatch.delenv("ZERODL_PROGRESS", raising=False)


class Shown:
    """What a cell showed."""

    def __init__(self, cell):
        self.outputs = cell.outputs

    @property
    def number(self):
        """The text/plain of the cell's value, which nbgrader reads."""
        return next((o.data.get("text/plain") for o in self.outputs if o.output_type == "execute_result"), None)

    @property
    def card(self):
        """The text of the cards, without their HTML."""
        pages = [o.data["text/html"] for o in self.outputs if "text/html" in o.get("data", {})]
        text = re.sub(r"<[^>]+>", " ", re.sub(r"</?code[^>]*>", "", " ".join(pages)))
        return " ".join(html.unescape(text).split())

    def stream(self, name):
        return "".join(o.text for o in self.outputs if o.output_type == "stream" and o.name == name)

    @property
    def error(self):
        return next((f"{o.ename}: {o.evalue}" for o in self.outputs if o.output_type == "error"), None)


class Kernel:
    """A running kernel whose folder is a course folder."""

    def __init__(self, running):
        self.client = running

    def run(self, text):
        cell = nbformat.v4.new_code_cell(textwrap.dedent(text).strip())
        self.client.nb.cells.append(cell)
        self.client.execute_cell(cell, len(self.client.nb.cells) - 1)
        return Shown(cell)

    def solve(self, text):
        """Run the text in the exercise's cell, then its check."""
        self.run(text)
        return self.run(CHECK)


@contextmanager
def kernel(folder):
    running = client(nbformat.v4.new_notebook(), folder)
    with running.setup_kernel():
        yield Kernel(running)


# --- whole lessons ----------------------------------------------------------------------------------------------------


def run_whole(path, folder):
    """Run a notebook from top to bottom; returns what each check showed, after looking for errors in every cell."""
    notebook = nbformat.read(path, 4)
    client(notebook, folder).execute()
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    wrong = {cell.source: Shown(cell).error for cell in cells if Shown(cell).error}
    assert wrong == {}
    noisy = {cell.source: Shown(cell).stream("stderr") for cell in cells if Shown(cell).stream("stderr")}
    assert noisy == {}
    return {checked_name(cell.source): Shown(cell) for cell in cells if checked_name(cell.source)}


def names(path):
    """The exercises and questions of a lesson."""
    return [record.name for record in catalogue.of_lesson(path.partition("_")[0])]


@pytest.mark.slow
@pytest.mark.parametrize("name", LESSONS)
def test_an_unsolved_lesson_runs_from_top_to_bottom_and_earns_nothing(name, tmp_path):
    checks = run_whole(lessons_folder() / name, tmp_path)
    assert list(checks) == names(name)
    assert {shown.number for shown in checks.values()} == {"0"}
    assert all(re.search("not started|not answered", shown.card) for shown in checks.values())
    assert list(tmp_path.rglob("*.py")) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", LESSONS)
def test_a_solved_lesson_earns_all_its_points(name, tmp_path):
    checks = run_whole(solutions_folder() / name, tmp_path)
    assert {check: shown.number for check, shown in checks.items()} == {
        check: str(catalogue.find(check).points) for check in names(name)
    }
    total = sum(catalogue.find(check).points for check in checks)
    assert f"{total} of {total} points" in list(checks.values())[-1].card
    assert {path.stem for path in tmp_path.rglob("*.py")} == set(names(name))


# --- at work in one ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("my course")


@pytest.fixture(scope="module")
def work(folder, _kernels_use_this_checkout):
    """A kernel in which lesson 02 is open. Each test leaves it with the right answer plugged in, or without one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("ZERODL_PROGRESS", raising=False)
        with kernel(folder) as running:
            running.run(OPENING)
            yield running


def test_a_cell_with_a_syntax_error_breaks_nothing_after_it(work):
    shown = work.run(RIGHT.replace("return g * b", "return g * * b"))
    assert shown.error.startswith("SyntaxError")
    shown = work.run(CHECK)
    assert (shown.number, shown.error) == ("0", None)
    assert "Line 3 of the cell above is not valid Python" in shown.card
    assert work.run("mul_grad(np.ones(1), 2, 3)[0]").number == "array([3.])"


def test_a_wrong_answer_is_named_and_the_right_one_runs_in_the_next_cell(work):
    shown = work.solve(RIGHT.replace("g * b, g * a", "b, a"))
    assert shown.number == "0"
    assert "not yet" in shown.card
    assert str(next(m.says for m in MUL.mistakes if m.name == "no_g")).replace("`", "") in shown.card
    assert "Hint 1 of 3" in shown.card
    shown = work.solve(RIGHT)
    assert shown.number == "10"
    assert "passed" in shown.card
    assert "Plugged in" in shown.card
    counting = "from zerodl.course.calls import calls\nbefore = calls.total()\n"
    assert work.run(f"{counting}{SQUARE}\nprint(calls.total() - before)").stream("stdout") == "1\n"
    assert work.run(SQUARE).number == "6.0"


def test_a_later_syntax_error_does_not_pass_for_the_text_before_it(work):
    work.solve(RIGHT)
    work.run(RIGHT + " +")
    shown = work.run(CHECK)
    assert shown.number == "0"
    assert "Line 3 of the cell above is not valid Python" in shown.card
    assert "An earlier version of yours, which passed, stays plugged in." in shown.card
    assert work.solve(RIGHT).number == "10"


def test_an_endless_loop_gives_the_kernel_back(work):
    work.run("from zerodl.course.trial import try_answer\nusual = try_answer.__defaults__")
    work.run("try_answer.__defaults__ = (1, (0,))")
    shown = work.solve(RIGHT.replace("return", "while True: print('round')\n    return"))
    work.run("try_answer.__defaults__ = usual")
    assert (shown.number, shown.error) == ("0", None)
    assert "still running after 1 seconds" in shown.card
    assert "round" in shown.card
    assert [o.output_type for o in shown.outputs] == ["execute_result"]
    assert work.run("1 + 1").number == "2"
    assert work.solve(RIGHT).number == "10"


@pytest.mark.skipif(sys.platform == "win32", reason="there the stop button is no signal")
def test_the_stop_button_stops_a_check_and_leaves_all_in_place(work):
    work.solve(RIGHT)
    pid = int(work.run("import os; os.getpid()").number)
    work.run(RIGHT.replace("return", "while True: pass\n    return"))
    threading.Timer(1, os.kill, (pid, signal.SIGINT)).start()
    assert work.run(CHECK).error.startswith("KeyboardInterrupt")
    assert work.run("from zerodl.course.seat import plugged_names\nplugged_names()").number == f"['{MUL.name}']"
    assert work.run(SQUARE).number == "6.0"


def test_output_and_warnings_stay_on_the_card(work):
    noise = (
        "print('g', g.shape)\n    import sys, warnings\n    print('err', file=sys.stderr)\n    warnings.warn('careful')"
    )
    shown = work.solve(RIGHT.replace("return g * b, g * a", f"{noise}\n    return g, '\\d' is '\\d'"))
    assert shown.number == "0"
    assert "Your code printed" in shown.card
    assert "g (2, 2)" in shown.card
    assert [o.output_type for o in shown.outputs] == ["execute_result"]


def test_magics(work):
    shown = work.run(f"%%time\n{RIGHT}")
    assert "ArgumentError" in shown.error
    assert "%%time" in shown.error
    assert work.run(f"%matplotlib inline\n{RIGHT}\n{CHECK}").number == "10"
    assert "uses the name 'get_ipython'" in work.solve(RIGHT.replace("return", "!ls\n    return")).card


def test_names_of_the_notebook_stay_behind(work):
    work.run("def helper(x, y):\n    return x * y")
    assert "uses the name 'helper'" in work.solve(RIGHT.replace("g * b,", "helper(g, b),")).card
    assert "uses the name 'display'" in work.solve(RIGHT.replace("return", "display(g)\n    return")).card
    work.run("np = None")
    assert work.solve(RIGHT.replace("g * b,", "np.multiply(g, b),")).number == "10"
    work.run("import numpy as np")


def test_a_question(work):
    work.run('answer("02.why_add", "a")')
    assert work.run('check("02.why_add")').number == "0"
    work.run('answer("02.why_add", "b")')
    assert work.run('check("02.why_add")').number == "5"


def test_hints_can_be_printed_and_a_milestone_shows_its_button(work):
    assert work.run('hint("ops.elementwise.mul_grad", 2)').stream("stdout").startswith("Hint 2 of 3: ")
    cell = '@milestone("x", needs=["ops.activation.relu"])\ndef result():\n    return 42'
    shown = work.run(cell)
    assert "Waiting for ops.activation.relu" in shown.card
    assert any("application/vnd.jupyter.widget-view+json" in o.get("data", {}) for o in shown.outputs)


def test_a_restart_shows_progress_again_and_needs_no_widgets(work, folder):
    assert work.solve(RIGHT).number == "10"
    with kernel(folder) as fresh:
        fresh.run("import sys\nsys.modules['ipywidgets'] = None")
        shown = fresh.run(OPENING)
        assert "Of this lesson, yours already: mul_grad." in shown.card
        earned = re.search(r"lesson 02: (\d+) of", shown.card)[1]
        assert int(earned) >= 10
        assert fresh.run("from zerodl.course.seat import plugged_names\nplugged_names()").number == f"['{MUL.name}']"
        shown = fresh.run(CHECK)
        assert shown.number == "0"
        assert "has not been run yet" in shown.card
        assert "stays plugged in" in shown.card
        assert fresh.solve(RIGHT).number == "10"
        cell = '@milestone("x", needs=["ops.activation.relu"])\ndef result():\n    return 42'
        shown = fresh.run(cell)
        assert shown.error is None
        assert "reference=True" in shown.card


# --- without Jupyter --------------------------------------------------------------------------------------------------

SCRIPT = f"""{OPENING}
{RIGHT.replace("g * b, g * a", "b, a")}

{CHECK}
{RIGHT}

{CHECK}
hint("ops.elementwise.mul_grad")
"""


@pytest.mark.parametrize("program", ["Python", "IPython"])
def test_the_same_in_a_terminal(program, tmp_path):
    script = tmp_path / "script.py"
    script.write_text(SCRIPT, encoding="utf-8")
    started, typed = [str(script)], None
    if program == "IPython":
        started, typed = ["-m", "IPython", "--simple-prompt", "--no-banner"], SCRIPT
    done = subprocess.run(
        [sys.executable, *started],
        input=typed,
        cwd=tmp_path,
        env={**os.environ, "IPYTHONDIR": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        timeout=100,
    )
    assert done.returncode == 0, done.stderr
    assert "Lesson 02 is open." in done.stdout
    assert "without the incoming gradient" in done.stdout
    assert "passed, 10 of 10 points" in done.stdout
    assert "Hint 1 of 3" in done.stdout
    assert "<div" not in done.stdout
    assert (tmp_path / ".zerodl" / "progress" / f"{MUL.name}.py").exists()
