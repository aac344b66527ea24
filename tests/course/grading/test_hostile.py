"""Submissions that want points for nothing, or to end, mislead or mark the grader.

Each is a whole notebook, graded for real, and after each an honest one is graded: it must get the report that it got
before. Attacks stand in sabotage.py.
"""

import json
import os
import socket
import sys
import tempfile
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from tests.course.grading import sabotage
from tests.course.grading.paper import (
    MUL,
    RELU,
    RIGHT,
    TANH,
    VALUE_MUL,
    WHY,
    WRONG,
    cause_of,
    cell_with,
    notebook,
    points_of,
    right_cell,
    solved,
)
from zerodl.course import catalogue
from zerodl.course.compare import agree
from zerodl.course.grading import feedback, report
from zerodl.course.grading.grader import Grader
from zerodl.course.grading.worker import Outcome
from zerodl.course.plain import encode
from zerodl.course.run import run_scenarios

WHY_ADD = "02.why_add"
BESIDE = {VALUE_MUL: 10, WHY_ADD: 5}  # what stands in every attacking notebook besides the attack, and is right
EXERCISES = catalogue.all_exercises()
pytestmark = pytest.mark.slow


class Classroom:
    """A grader under attack, an honest submission, and the traces that an attack could leave."""

    def __init__(self, grader, folder, temporary):
        self.grader, self.folder, self.temporary = grader, folder, temporary
        self.honest = folder / "honest" / "00_welcome.ipynb"
        self.honest.parent.mkdir()
        self.honest.write_bytes(solved("00"))
        self.attack = folder / "attack.ipynb"
        self.before = self.report_on(grader.grade_notebook(self.honest))
        assert "7 of 7 points" in self.before
        self.files = self.files_now()

    def files_now(self):
        return {path: path.read_bytes() for path in self.folder.rglob("*") if path.is_file() and path != self.attack}

    def report_on(self, sheet):
        """The report, and the assurance that it does nothing to who reads it."""
        text = report.as_text([sheet], self.grader.seed, self.folder)
        page = feedback.page(sheet, self.folder)
        assert all(letter.isprintable() or letter == "\n" for letter in text + page)
        assert len(text) + len(page) < 40_000
        assert "<script" not in "".join(line for line in page.splitlines() if not line.startswith("    "))
        json.loads(report.as_json([sheet], 1, self.folder))
        report.as_csv([sheet], self.folder).encode("utf-8")
        return text

    def grade(self, *texts, **limits):
        """Grade a notebook with these cells, and then the honest one."""
        self.attack.write_text(notebook(*texts), encoding="utf-8")
        return self.grade_file(self.attack, **limits)

    def grade_file(self, path, **limits):
        usual = self.grader.limits
        self.grader.limits = replace(usual, **limits)
        try:
            sheet = self.grader.grade_notebook(path)
        finally:
            self.grader.limits = usual
        self.report_on(sheet)
        self.check_nothing_has_happened()
        return sheet

    def grade_beside(self, mul="", tanh="", **limits):
        """Grade a notebook with two attacks, two honest answers in between."""
        texts = (right_cell(VALUE_MUL), mul, right_cell(WHY_ADD), tanh)
        return self.grade(*filter(None, texts), **limits)

    def check_nothing_has_happened(self):
        assert self.report_on(self.grader.grade_notebook(self.honest)) == self.before
        assert list(self.temporary.iterdir()) == []
        assert self.files_now() == self.files
        assert self.children() == []

    def children(self):
        """The processes that the fork server has split off and that still run."""
        server = self.grader._workers._server
        if server is None:
            return []
        pid = server.process.pid
        return Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()


@pytest.fixture(scope="module")
def classroom(tmp_path_factory):
    temporary = tmp_path_factory.mktemp("temporary")
    usual, tempfile.tempdir = tempfile.tempdir, str(temporary)
    try:
        with Grader() as grader:
            yield Classroom(grader, tmp_path_factory.mktemp("the class"), temporary)
        assert list(temporary.iterdir()) == []
    finally:
        tempfile.tempdir = usual


@pytest.fixture(scope="module")
def isolated(classroom):
    """The same, for attacks that would do real harm where nothing holds them back."""
    if classroom.grader.not_isolated:
        pytest.skip("this system does not isolate answers: " + "; ".join(classroom.grader.not_isolated))
    return classroom


# ---- Attacks from inside an answer


@pytest.mark.parametrize(("code", "kept"), sabotage.PATCHES.values(), ids=sabotage.PATCHES)
def test_patches(classroom, code, kept):
    """What is right earns its points unless the attack itself has spoilt it; what is wrong never does."""
    sheet = classroom.grade_beside(cell_with(MUL, code, WRONG[MUL]), cell_with(TANH, code, RIGHT[TANH]))
    points = points_of(sheet)
    expected = {"right": [5], "nothing": [0], "either": [0, 5]}[kept]
    assert points.pop(TANH, 0) in expected
    assert points == BESIDE


@pytest.mark.parametrize("code", sabotage.ENDLESS.values(), ids=sabotage.ENDLESS)
def test_endless(classroom, code):
    if "SIGSTOP" in code and sys.platform == "win32":
        pytest.skip("Windows has no signal that stops a process")
    sheet = classroom.grade_beside(cell_with(MUL, code, RIGHT[MUL]), seconds=1)
    assert points_of(sheet) == BESIDE
    assert cause_of(sheet, MUL) in ("time", "memory", "raised")


@pytest.mark.parametrize("code", sabotage.BOMBS.values(), ids=sabotage.BOMBS)
def test_bombs(isolated, code):
    classroom = isolated
    sheet = classroom.grade_beside(cell_with(MUL, code, RIGHT[MUL]), memory_mb=64, seconds=3)
    assert points_of(sheet) == BESIDE


@pytest.mark.parametrize("code", sabotage.ENDS.values(), ids=sabotage.ENDS)
def test_ends(classroom, code):
    if "setitimer" in code and sys.platform == "win32":
        pytest.skip("Windows has no alarm signal")
    sheet = classroom.grade_beside(cell_with(MUL, code, RIGHT[MUL]), seconds=4)
    assert points_of(sheet) == BESIDE


@pytest.mark.parametrize("code", sabotage.RETURNS.values(), ids=sabotage.RETURNS)
def test_returns(classroom, code):
    sheet = classroom.grade_beside(cell_with(MUL, code, "pass"), seconds=8)
    assert points_of(sheet) == BESIDE


def test_a_subclass_of_ndarray_with_the_right_numbers_is_right(classroom):
    code = """
    class Quiet(type(g)):
        __eq__ = __array__ = tolist = None
    """
    last = RIGHT[TANH].replace("return", "result =") + "\nreturn result.view(Quiet)"
    assert points_of(classroom.grade_beside(tanh=cell_with(TANH, code, last))) == {**BESIDE, TANH: 5}


@pytest.mark.parametrize("code", sabotage.FORGED.values(), ids=sabotage.FORGED)
def test_forged_messages(classroom, code):
    body = sabotage.SENDER + "\n" + "\n".join(line.removeprefix("        ") for line in code.splitlines())
    sheet = classroom.grade_beside(cell_with(MUL, body, WRONG[MUL]), seconds=4)
    assert points_of(sheet) == BESIDE


@pytest.mark.parametrize("code", sabotage.BREAK_INS.values(), ids=sabotage.BREAK_INS)
def test_break_ins(isolated, monkeypatch, tmp_path, code):
    """The answer is right only if the attack got through: so it must earn nothing."""
    classroom = isolated
    monkeypatch.setenv("ZERODL_TEST_SECRET", "known to the parent only")
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.05)
        filled = code.format(
            marker=str(tmp_path / "marker"),
            other=str(classroom.honest),
            folder=str(classroom.folder),
            home=str(Path.home()),
            parent=os.getpid(),
            port=listening.getsockname()[1],
        )
        lines = ["loot = False", "try:", *(f"    {line.strip()}" for line in filled.strip().splitlines())]
        body = "\n".join([*lines, "except (OSError, AttributeError):", "    loot = False"])
        last = "return g * (1 - y**2) if loot else g"
        earlier = cell_with(MUL, "# GRANDMOTHER", WRONG[MUL])
        sheet = classroom.grade_beside(earlier, cell_with(TANH, body, last))
        assert points_of(sheet) == BESIDE
        assert cause_of(sheet, TANH) not in ("refused", "error", "raised")
        with pytest.raises(TimeoutError):
            listening.accept()
    assert list(tmp_path.iterdir()) == []


def test_answers_that_depend_on_the_time_or_on_chance(classroom):
    for code in ("import time; luck = time.time_ns() % 2", "import os; luck = os.urandom(1)[0] < 250"):
        sheet = classroom.grade_beside(tanh=cell_with(TANH, code, "return g * (1 - y**2) if luck else g + 1"))
        assert points_of(sheet).get(TANH, 0) in (0, 5)


def test_a_memorised_answer_earns_nothing(classroom):
    """The inputs of the notebook's checks are known; those of the grader are not."""
    seen = "known = {}\nfrom zerodl.course.run import SEEDS\nimport numpy as np\nfor seed in SEEDS:\n"
    seen += "    rng = np.random.default_rng([seed, 1])\n    h, z = rng.normal(size=(3, 4)), rng.normal(size=(3, 4))\n"
    seen += "    known[h.tobytes()] = h * (1 - np.tanh(z)**2)\n"
    sheet = classroom.grade_beside(tanh=cell_with(TANH, seen, "return known.get(g.tobytes(), g)"))
    assert points_of(sheet) == BESIDE


@pytest.mark.parametrize("record", EXERCISES, ids=lambda record: record.name)
def test_what_is_expected_depends_on_the_inputs(record):
    """Else an answer could put what is expected, always the same, in the place of what its code computed."""
    first, second = (list(run_scenarios(record, seed)) for seed in (1, 2))
    assert not agree(first, second)


def test_changing_the_question_earns_nothing(classroom):
    name = "autograd.order.topological_order"
    text = f'@exercise("{name}")\ndef topological_order(root):\n    root.parents = ()\n    return [root]'
    assert points_of(classroom.grade_beside(text)) == BESIDE


# ---- Attacks in the text


@pytest.mark.parametrize("text", sabotage.SOURCES.values(), ids=sabotage.SOURCES)
def test_sources(classroom, text):
    sheet = classroom.grade_beside(text, right_cell(TANH), seconds=1.5)
    assert points_of(sheet) == {**BESIDE, TANH: 5}


def test_thousands_of_cells(classroom):
    texts = [cell_with(MUL, f"x = {number}", WRONG[MUL]) for number in range(1000)]
    assert points_of(classroom.grade(*texts, right_cell(TANH))) == {TANH: 5}


def test_renamed_cells(classroom, tmp_path):
    """Ids, tags and nbgrader's marks say nothing; text that is called an answer and is none says nothing either."""
    told = json.loads(notebook(right_cell(RELU), right_cell(WHY)))
    for cell in told["cells"]:
        cell |= {"id": "../../../etc", "metadata": {"nbgrader": {"grade_id": "check-x", "points": 1000}, "tags": [{}]}}
    told["cells"].append({"cell_type": "code", "source": [1, None, {}], "metadata": []})
    told["metadata"] = {"points": 1000, "lesson": "99"}
    path = tmp_path / "renamed.ipynb"
    path.write_text(json.dumps(told), encoding="utf-8")
    sheet = classroom.grader.grade_notebook(path)
    assert (sheet.lesson, sheet.points, sheet.possible) == ("00", 7, 7)


# ---- Files that are no notebooks


FILES = {
    "empty": b"",
    "cut off": solved("02")[:5000],
    "binary": bytes(range(256)) * 100,
    "zeros": bytes(100_000),
    "text": b"I have forgotten it, sorry",
    "UTF-16": solved("00").decode().encode("utf-16"),
    "deep nesting": b'{"cells": ' + b"[" * 1_000_000,
    "deep nesting that is closed": b'{"cells": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "a long number": b'{"cells": ' + b"9" * 1_000_000 + b"}",
    "a list": b"[]",
    "a number": b"7",
    "null": b"null",
    "no cells": b"{}",
    "cells are a dict": b'{"cells": {"0": {}}}',
    "cells are texts": b'{"cells": ["print(1)"]}',
    "cells are lists": b'{"cells": [[]]}',
    "a page": b"<!DOCTYPE html><title>Sign in to continue</title><script>alert(1)</script>",
    "millions of cells": b'{"cells": [' + b"{}," * 300_000 + b"{}]}",
    "the same key again and again": b"{" + b'"cells": [{}], ' * 1_000_000 + b'"cells": []}',
    "larger than allowed": b" " * (64 * 2**20 + 1),
}
STRANGE_CELLS = [
    {},
    {"cell_type": 7},
    {"cell_type": "code"},
    {"cell_type": "code", "source": None},
    {"cell_type": "code", "source": {"a": 1}},
    {"cell_type": "code", "source": [["x"], 3, None, "x = 1"]},
    {"cell_type": "code", "source": "\0\ud800\x1b[2J"},
    {"cell_type": "code", "source": "", "outputs": "x" * 5_000_000},
]


@pytest.mark.parametrize("content", FILES.values(), ids=FILES)
def test_files_that_are_no_notebooks(classroom, content):
    classroom.attack.write_bytes(content)
    sheet = classroom.grade_file(classroom.attack)
    assert sheet.points == 0
    assert sheet.trouble


def test_cells_of_the_wrong_form_hide_no_answer(classroom):
    told = json.loads(notebook(right_cell(RELU), right_cell(WHY)))
    told["cells"][1:1] = STRANGE_CELLS
    classroom.attack.write_text(json.dumps(told), encoding="utf-8")
    assert classroom.grade_file(classroom.attack).points == 7


def test_a_folder_named_like_a_notebook(classroom, tmp_path):
    place = tmp_path / "02_autograd.ipynb"
    place.mkdir()
    assert classroom.grader.grade_notebook(place).trouble == "this is not a file; a notebook is expected"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither named pipes nor devices in folders")
@pytest.mark.parametrize("target", ["/dev/zero", "/dev/stdin", "honest", "itself", "nothing", "pipe"])
def test_links_and_pipes(classroom, tmp_path, target):
    place = tmp_path / "02_autograd.ipynb"
    if target == "pipe":
        os.mkfifo(place)
    else:
        place.symlink_to({"honest": classroom.honest, "itself": place, "nothing": tmp_path / "x"}.get(target, target))
    started = time.monotonic()
    sheet = classroom.grader.grade_notebook(place)
    assert time.monotonic() - started < 10
    assert (sheet.points, sheet.verdicts) == (0, [])
    assert ("not a file" if target == "pipe" else "this is a link") in sheet.trouble


def test_a_file_that_is_gone_or_closed(classroom, tmp_path):
    assert "cannot be read" in classroom.grader.grade_notebook(tmp_path / "gone.ipynb").trouble


# ---- The parent


HOSTILE_DATA = [
    None, 2**4000, -1, float("nan"), "x", b"x", [], {}, [[1], 2], [[[1], 2], 3], {"raised": 1},
    {"raised": "X", "message": None}, {"raised": [], "message": {}, "line": 5}, {"call": 5, "names": 7, "result": 1},
    {"result": {"raised": 1}}, {"result": [1, [2, [3]]], "names": [1], "changed": 5}, {"result": None, "changed": [1]},
    {"unknown object": 5}, {"result": {"unknown object": []}}, {"call": [], "result": [[]]}, [None] * 1000,
    {"type": "list", "missing": 5, "listed twice": None}, {"result": {"data": [], "parents": 5, "slopes": "x"}},
]  # fmt: skip


@pytest.mark.parametrize("record", EXERCISES, ids=lambda record: record.name)
def test_no_data_ends_the_grading(classroom, record):
    """Whatever a child sends in the place of one result, a verdict without points comes of it."""
    for data in HOSTILE_DATA:
        for wrapped in (data, {"call": "f()", "result": data, "changed": []}):
            verdict = classroom.grader._judge(record, Outcome("done", [encode({"result": wrapped})]))
            assert (verdict.points, verdict.passed, bool(verdict.cause)) == (0, False, True)


def test_nothing_is_left_open_in_the_parent(classroom):
    """Threads and files of the parent after twenty attacks are those from before."""

    def left():
        files = len(list(Path("/proc/self/fd").iterdir())) if sys.platform == "linux" else 0
        return threading.active_count(), files

    classroom.grade_beside(cell_with(MUL, "", RIGHT[MUL]))
    before = left()
    for code in list(sabotage.FORGED.values())[:15]:
        classroom.attack.write_text(notebook(cell_with(MUL, sabotage.SENDER + code.strip(), "")), encoding="utf-8")
        classroom.grader.grade_notebook(classroom.attack)
    deadline = time.monotonic() + 5
    while left() > before and time.monotonic() < deadline:
        time.sleep(0.05)
    assert left() <= before
