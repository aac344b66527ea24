"""What was saved stays saved: through crashes, damage, two kernels and a full disk."""

import errno
import json
import os
import random
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from zerodl.course import catalogue, progress
from zerodl.course.check import answer, check, exercise
from zerodl.course.opening import opening

MUL, RELU = "ops.elementwise.mul_grad", "ops.activation.relu"
RIGHT = '@exercise("ops.elementwise.mul_grad")\ndef mul_grad(g, a, b):\n    return g * b, g * a\n'
ROOT = Path(__file__).parents[2]

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no kill -9 and no such permissions")


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """A course folder, with the progress inside it, as outside of tests."""
    monkeypatch.delenv("ZERODL_PROGRESS", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def entry(folder, name=MUL):
    return folder / ".zerodl" / "progress" / f"{name}.py"


def kept(folder):
    """What was set aside: the contents of the files, the names of folders."""
    return [
        path.name if path.is_dir() else path.read_bytes() for path in sorted((folder / ".zerodl" / "kept").glob("*"))
    ]


def notebook(folder, *cells):
    """A solved notebook in the folder."""
    cells = [{"cell_type": "code", "source": cell, "metadata": {}, "outputs": []} for cell in cells]
    (folder / "02_autograd.ipynb").write_text(json.dumps({"cells": cells, "nbformat": 4}), encoding="utf-8")


def run(script, *arguments, **more):
    """Start a Python that runs the script beside this one."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)],
        env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", **more,
    )  # fmt: skip


# --- saving and loading -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "source", ["def f(): pass\n", "", "no newline", "ümlaut ∂ 中\n", "a\r\nb\r\n", "\n\n", "# " + "x" * 10**6]
)
def test_what_is_saved_is_loaded_to_the_last_character(folder, source):
    progress.save(MUL, source)
    assert progress.load(MUL) == source
    assert not progress.is_damaged(MUL)


def test_an_entry_is_a_plain_python_file(folder):
    progress.save(MUL, RIGHT)
    text = entry(folder).read_text(encoding="utf-8")
    assert text.startswith(f"# zerodl progress: {MUL}, checksum ")
    assert text.endswith(RIGHT)
    compile(text, "entry", "exec")


def test_what_was_never_saved_is_none(folder):
    assert progress.load(MUL) is None
    assert progress.forget(MUL) is None
    assert not progress.is_damaged(MUL)
    assert list(folder.iterdir()) == []


def test_a_new_version_keeps_the_old_one_and_the_same_again_writes_nothing(folder):
    progress.save(MUL, "one")
    before = entry(folder).stat().st_mtime_ns
    progress.save(MUL, "one")
    assert entry(folder).stat().st_mtime_ns == before
    assert kept(folder) == []
    progress.save(MUL, "two")
    assert progress.load(MUL) == "two"
    assert [content.endswith(b"one") for content in kept(folder)] == [True]


def test_forgetting_sets_aside(folder):
    progress.save(MUL, "one")
    path = progress.forget(MUL)
    assert progress.load(MUL) is None
    assert path.read_text(encoding="utf-8").endswith("one")


@pytest.mark.parametrize(
    "name", ["with space", "ünïcode ∂", "a" * 120, "dots.and.more", "quote'\"" if os.name == "posix" else "q"]
)
def test_odd_names_of_folders(folder, name, monkeypatch):
    place = folder / name
    progress.save(MUL, RIGHT, place)
    assert progress.load(MUL, place) == RIGHT
    monkeypatch.setenv("ZERODL_PROGRESS", str(place / "elsewhere"))
    assert progress.load(MUL) is None
    progress.save(MUL, RIGHT)
    assert (place / "elsewhere" / f"{MUL}.py").exists()


def test_the_environment_variable_wins_and_may_be_relative_or_begin_with_a_tilde(folder, monkeypatch):
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("USERPROFILE", str(folder))
    monkeypatch.setenv("ZERODL_PROGRESS", "~/mine")
    assert progress.progress_folder() == progress.progress_folder("/anywhere") == folder / "mine"
    monkeypatch.setenv("ZERODL_PROGRESS", "here")
    assert progress.progress_folder() == Path.cwd() / "here"
    monkeypatch.setenv("ZERODL_PROGRESS", "")
    assert progress.progress_folder() == Path.cwd() / ".zerodl" / "progress"


# --- damage -----------------------------------------------------------------------------------------------------------


def truncate(path):
    path.write_bytes(path.read_bytes()[:-5])


def flip_a_bit(path):
    content = bytearray(path.read_bytes())
    content[-5] ^= 1
    path.write_bytes(content)


def flip_a_bit_of_the_checksum(path):
    content = bytearray(path.read_bytes())
    content[content.index(b"checksum") + 12] ^= 1
    path.write_bytes(content)


def foreign(path):
    path.write_text("def mul_grad(g, a, b):\n    return 'from elsewhere'\n", encoding="utf-8")


def another_exercise_s(path):
    progress.save(RELU, "def relu(x): pass\n")
    path.write_bytes(entry(path.parents[2], RELU).read_bytes())


def no_text(path):
    path.write_bytes(b"\xff\xfe\x00 not text")


def empty(path):
    path.write_bytes(b"")


def a_folder(path):
    path.unlink()
    path.mkdir()
    (path / "something").write_text("inside", encoding="utf-8")


def a_broken_link(path):
    path.unlink()
    path.symlink_to("nowhere")


DAMAGES = [truncate, flip_a_bit, flip_a_bit_of_the_checksum, foreign, another_exercise_s, no_text, empty]
DAMAGES += [pytest.param(damage, marks=posix_only) for damage in (a_folder,)]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_entry_is_set_aside_and_rebuilt_from_the_notebook(folder, damage, capsys):
    notebook(folder, "import numpy as np", f"{RIGHT}\nmul_grad(1, 2, 3)\n")
    progress.save(MUL, RIGHT)
    damage(entry(folder))
    damaged = None if entry(folder).is_dir() else entry(folder).read_bytes()
    opening("02")
    said = capsys.readouterr().out
    assert f"Damaged, and set aside in .zerodl/kept: {MUL}" in said.replace("`", "")
    assert f"Rebuilt from your notebooks: {MUL}" in said
    assert progress.load(MUL) == RIGHT
    assert damaged is None or damaged in kept(folder)
    assert kept(folder)


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_entry_can_be_saved_again(folder, damage):
    progress.save(MUL, RIGHT)
    damage(entry(folder))
    assert progress.is_damaged(MUL)
    assert progress.load(MUL) is None
    progress.save(MUL, RIGHT)
    assert progress.load(MUL) == RIGHT


@posix_only
def test_a_link_that_leads_nowhere_is_like_no_entry(folder):
    progress.save(MUL, RIGHT)
    a_broken_link(entry(folder))
    assert progress.load(MUL) is None
    progress.save(MUL, RIGHT)
    assert progress.load(MUL) == RIGHT


def test_an_entry_that_cannot_be_read_is_set_aside(folder, monkeypatch, capsys):
    notebook(folder, RIGHT)
    progress.save(MUL, RIGHT)
    real = Path.read_bytes

    def read_bytes(path):
        if path == entry(folder) and not kept(folder):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    opening("02")
    assert f"Rebuilt from your notebooks: {MUL}" in capsys.readouterr().out
    assert progress.load(MUL) == RIGHT


def test_a_file_in_the_place_of_the_folder_is_told_and_stays(folder, capsys):
    (folder / ".zerodl").write_text("a file", encoding="utf-8")
    notebook(folder, RIGHT)
    opening("02")
    assert "could not be saved" in capsys.readouterr().out
    assert progress.load(MUL) is None
    assert (folder / ".zerodl").read_text(encoding="utf-8") == "a file"


def test_notebooks_that_cannot_be_read_are_passed_over(folder):
    notebook(folder, RIGHT)
    (folder / "01_broken.ipynb").write_text("{ no json", encoding="utf-8")
    (folder / "03_binary.ipynb").write_bytes(b"\xff\xfe")
    (folder / "04_list.ipynb").write_text("[]", encoding="utf-8")
    (folder / "05_folder.ipynb").mkdir()
    cell = json.dumps(
        {"cells": [{"cell_type": "code", "source": f"{RIGHT[:40]}\\ud800"}, {"cell_type": "code", "source": 3}, {}]}
    )
    (folder / "06_odd.ipynb").write_text(cell, encoding="utf-8")
    opening("02")
    assert progress.load(MUL) == RIGHT


def test_only_what_passes_is_rebuilt_and_plugged_in(folder, capsys):
    notebook(folder, RIGHT.replace("g * b", "g + b"), 'answer("02.why_add", "a")', 'answer("02.why_zero", "a")')
    opening("02")
    assert progress.load(MUL) is None
    assert progress.load("02.why_add") is None
    assert progress.load("02.why_zero") == 'answer("02.why_zero", "a")'
    assert "Rebuilt from your notebooks: 02.why_zero." in capsys.readouterr().out


# --- crashes ----------------------------------------------------------------------------------------------------------

SAVER = """
import sys
from zerodl.course import progress
number = int(sys.argv[1])
while True:
    number += 1
    progress.save("ops.elementwise.mul_grad", f"# {number}\\n" + "x = 1\\n" * 3000, sys.argv[2])
    print(number, flush=True)
"""


@posix_only
@pytest.mark.slow
def test_kill_at_any_moment_loses_nothing_that_was_saved(folder):
    number = 0
    for _ in range(6):
        saver = run(SAVER, number, folder)
        saver.stdout.readline()
        time.sleep(random.uniform(0, 0.1))
        saver.kill()
        said = saver.communicate()[0].split()
        number = int(said[-1]) if said else number + 1
        found = progress.load(MUL, folder)
        assert int(found.split("\n")[0][2:]) in (number, number + 1)  # the last that was said, or the one in the making
        assert found.endswith("x = 1\n" * 3000)
        number = int(found.split("\n")[0][2:])
    assert progress.load(MUL, folder) is not None
    assert all(content.startswith(b"# zerodl progress") for content in kept(folder) if content)


TWO = """
import sys
from zerodl.course import progress
for i in range(25):
    progress.save("ops.elementwise.mul_grad", f"# {sys.argv[1]} {i}\\n", sys.argv[2])
    own = f"own.{sys.argv[1]}"
    progress.save(own, f"# {i}\\n", sys.argv[2])
    assert progress.load(own, sys.argv[2]) == f"# {i}\\n"
    found = progress.load("ops.elementwise.mul_grad", sys.argv[2])
    assert found is not None and found.startswith("# "), found
"""


def test_two_kernels_at_once_lose_nothing(folder):
    both = [run(TWO, who, folder) for who in ("one", "two")]
    for process in both:
        _, errors = process.communicate(timeout=60)
        assert process.returncode == 0, errors
    assert progress.load(MUL, folder) in ("# one 24\n", "# two 24\n")
    assert progress.load("own.one", folder) == progress.load("own.two", folder) == "# 24\n"
    assert not list((folder / ".zerodl" / "progress").glob(".*"))


def test_threads_that_save_and_load_at_once_see_whole_entries(folder):
    def work(i):
        progress.save(MUL, f"# {i}\n" * 1000)
        found = progress.load(MUL)
        return found is not None and len(set(found.splitlines())) == 1

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(work, range(40)))


# --- a full disk ------------------------------------------------------------------------------------------------------


def full(*_):
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def solve():
    """Run the exercise's cell and its check."""

    @exercise(MUL)
    def mul_grad(g, a, b):
        return g * b, g * a

    return check(MUL)


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_full_disk_is_told_on_the_card_and_the_old_entry_stays(folder, monkeypatch, capsys, call):
    progress.save(MUL, "# an older version\n")
    with monkeypatch.context() as patched:
        patched.setattr(os, call, full)
        points = solve()
    assert points == 10
    said = capsys.readouterr()
    assert said.err == ""
    assert os.strerror(errno.ENOSPC) in said.out
    assert "could not be saved" in said.out
    assert "could not be saved" in points.html
    assert "run this check again" in said.out
    assert progress.load(MUL) == "# an older version\n"
    assert not [path for path in entry(folder).parent.iterdir() if path.name.endswith(".tmp")]
    assert solve() == 10
    assert "could not be saved" not in capsys.readouterr().out
    assert "g * b" in progress.load(MUL)


@pytest.mark.skipif(
    not sys.platform.startswith("linux") or os.geteuid() != 0, reason="only root on Linux can mount a small disk"
)
def test_a_disk_that_is_really_full(folder, monkeypatch, capsys):
    small = folder / "small"
    small.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "none", small], capture_output=True).returncode:
        pytest.skip("this container may not mount")
    try:
        monkeypatch.chdir(small)
        progress.save(MUL, "# an older version\n")
        with (small / "filler").open("wb", buffering=0) as filler:
            while True:
                try:
                    filler.write(b"x" * 4096)
                except OSError:
                    break
        assert solve() == 10
        assert os.strerror(errno.ENOSPC) in capsys.readouterr().out
        assert progress.load(MUL) == "# an older version\n"
        (small / "filler").unlink()
        assert solve() == 10
        assert "g * b" in progress.load(MUL)
    finally:
        monkeypatch.chdir(folder)
        subprocess.run(["umount", small], check=True)


def test_a_question_s_answer_that_cannot_be_saved_is_told_too(folder, monkeypatch, capsys):
    record = catalogue.find("02.why_add")
    answer(record.name, record.right)
    monkeypatch.setattr(os, "fsync", full)
    assert check(record.name) == record.points
    assert "could not be saved" in capsys.readouterr().out
