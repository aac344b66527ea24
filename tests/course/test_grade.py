"""The command ``zerodl course grade``: which files it takes, what it writes, and what it leaves behind."""

import csv
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from tests.course.grading.paper import RELU, TANH, WHY, cell_with, notebook, right_cell, solved
from zerodl import cli
from zerodl.course import grade
from zerodl.course.grading import grader as grading
from zerodl.course.grading import report
from zerodl.course.grading.limits import Limits
from zerodl.course.grading.submission import LONGEST_ANSWER, LONGEST_CELL
from zerodl.course.shipped import lessons_folder

ROOT = Path(__file__).resolve().parents[2]
WRONG = f'@exercise("{RELU}")\ndef relu(x):\n    return np.abs(x)'


@pytest.fixture
def submissions(tmp_path):
    """A class: solved, half-solved, empty, and one who has handed in something else."""
    folder = tmp_path / "hand in, week 1"
    for name in ("Anna Müller", "bob", "cleo/deeper down", "日本/dan"):
        (folder / name).mkdir(parents=True)
    (folder / "Anna Müller" / "00_welcome.ipynb").write_bytes(solved("00"))
    (folder / "bob" / "my solution (1).ipynb").write_text(notebook(WRONG, right_cell(WHY)), encoding="utf-8")
    shutil.copy(lessons_folder() / "00_welcome.ipynb", folder / "cleo" / "deeper down")
    (folder / "日本" / "dan" / "notes.IPYNB").write_text("I will bring it tomorrow", encoding="utf-8")
    return folder


def run(*words):
    return cli.main(["course", "grade", *map(str, words)])


def error_of(capsys, *words):
    """The one sentence of a command that must fail."""
    assert run(*words) == 2
    error = capsys.readouterr().err
    assert error.startswith("zerodl course grade: ")
    assert error.count("\n") == 1
    return error


# ---- What is graded


def test_a_folder_of_submissions(submissions, capsys):
    assert run(submissions, "--seed", 5) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:4] == [
        "Anna Müller/00_welcome.ipynb: 7 of 7 points (lesson 00)",
        "bob/my solution (1).ipynb: 2 of 7 points (lesson 00)",
        "    0 of  5  ops.activation.relu: [absolute] The negative numbers lost their sign instead of becoming 0.",
        "cleo/deeper down/00_welcome.ipynb: 0 of 7 points (lesson 00)",
    ]
    assert "日本/dan/notes.IPYNB: 0 points: this is not a notebook: Expecting value: line 1 column 1 (char 0)" in lines
    assert "4 notebooks, 3 graded." in lines
    assert lines[-1] == "Inputs were drawn with --seed 5; the same seed gives the same points."


def test_hidden_folders_and_files_are_left_out(submissions, capsys):
    for place in ("bob/.ipynb_checkpoints/x-checkpoint.ipynb", ".zerodl/kept/x.ipynb", "bob/._00_welcome.ipynb"):
        (submissions / place).parent.mkdir(parents=True, exist_ok=True)
        (submissions / place).write_bytes(solved("00"))
    (submissions / "bob" / "readme.txt").write_text("no notebook", encoding="utf-8")
    assert len(grade.notebooks(submissions)) == 4


def test_a_folder_inside_a_hidden_one_can_be_named(submissions):
    hidden = submissions / ".collected"
    hidden.mkdir()
    shutil.copy(submissions / "Anna Müller" / "00_welcome.ipynb", hidden)
    assert [path.name for path in grade.notebooks(hidden)] == ["00_welcome.ipynb"]


def test_a_single_notebook(submissions, capsys):
    assert run(submissions / "Anna Müller" / "00_welcome.ipynb") == 0
    assert capsys.readouterr().out.startswith("00_welcome.ipynb: 7 of 7 points (lesson 00)\n\n1 notebook, 1 graded.")


def test_a_folder_named_relative_to_where_one_stands(submissions, capsys, monkeypatch):
    monkeypatch.chdir(submissions / "bob")
    assert run(".") == 0
    assert capsys.readouterr().out.startswith("my solution (1).ipynb: 2 of 7 points")


def test_modules_beside_the_submissions_are_not_imported(submissions, capsys, monkeypatch):
    for name in ("numpy", "zerodl", "json", "sitecustomize"):
        (submissions / f"{name}.py").write_text("raise SystemExit('imported')", encoding="utf-8")
    monkeypatch.chdir(submissions)
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [Path(sys.executable).with_name("zerodl"), "course", "grade", "Anna Müller"]
    if not command[0].exists() and not command[0].with_suffix(".exe").exists():
        pytest.skip("zerodl is not installed in this environment, so its command cannot be called")
    done = subprocess.run(command, capture_output=True, text=True, env=environment, encoding="utf-8", timeout=120)
    assert "7 of 7 points" in done.stdout, done.stderr


def test_lesson_that_is_asked_for(submissions, capsys):
    assert run(submissions / "Anna Müller", "--lesson", "02") == 0
    assert capsys.readouterr().out.startswith("00_welcome.ipynb: 0 of 1")


@pytest.mark.skipif(sys.platform == "win32", reason="an ordinary user of Windows makes no symbolic link")
def test_links_are_named_and_not_followed(submissions, capsys, tmp_path):
    (submissions / "bob" / "mine.ipynb").symlink_to(submissions / "Anna Müller" / "00_welcome.ipynb")
    (tmp_path / "elsewhere").mkdir()
    shutil.copy(submissions / "Anna Müller" / "00_welcome.ipynb", tmp_path / "elsewhere")
    (submissions / "eve").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    run(submissions)
    text = capsys.readouterr().out
    assert "bob/mine.ipynb: 0 points: this is a link" in text
    assert "eve" not in text


# ---- What is refused


def test_senseless_arguments(submissions, capsys, tmp_path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_text("", encoding="utf-8")
    for words, said in (
        ((tmp_path / "nowhere",), "there is no such folder"),
        ((tmp_path / "empty",), "there are no notebooks"),
        ((submissions, "--lesson", "77"), "there is no lesson '77'"),
        ((submissions, "--seed", "-1"), "the seed is -1"),
        ((submissions, "--seconds", "0"), "0 seconds are no time"),
        ((submissions, "--csv", tmp_path / "no" / "points.csv"), "there is no folder"),
        ((submissions, "--json", tmp_path), "is a folder"),
        ((submissions, "--feedback", tmp_path / "file"), "is not a folder"),
    ):
        assert said in error_of(capsys, *words)


def test_help_explains_itself(capsys):
    with pytest.raises(SystemExit) as ended:
        run("--help")
    assert ended.value.code == 0
    text = " ".join(capsys.readouterr().out.split())
    for word in ("--lesson", "--csv FILE", "--json FILE", "--feedback FOLDER", "--seed", "--seconds", "default: 20"):
        assert word in text


# ---- What is written


def test_table_json_and_pages(submissions, capsys, tmp_path):
    places = [tmp_path / name for name in ("points ü.csv", "points.json", "pages")]
    assert run(submissions, "--csv", places[0], "--json", places[1], "--feedback", places[2]) == 0
    table = list(csv.DictReader(places[0].read_text(encoding="utf-8").splitlines()))
    assert [(row["notebook"], row["points"]) for row in table if row["exercise"] == RELU] == [
        ("Anna Müller/00_welcome.ipynb", "5"),
        ("bob/my solution (1).ipynb", "0"),
        ("cleo/deeper down/00_welcome.ipynb", "0"),
    ]
    told = json.loads(places[1].read_text(encoding="utf-8"))
    assert [entry["points"] for entry in told["notebooks"]] == [7, 2, 0, 0]
    pages = {path.relative_to(places[2]).as_posix(): path.read_text(encoding="utf-8") for path in places[2].rglob("*")
             if path.is_file()}  # fmt: skip
    assert sorted(pages) == [
        "Anna Müller/00_welcome.ipynb.md",
        "bob/my solution (1).ipynb.md",
        "cleo/deeper down/00_welcome.ipynb.md",
        "日本/dan/notes.IPYNB.md",
    ]
    assert "Everything is right." in pages["Anna Müller/00_welcome.ipynb.md"]
    assert "The negative numbers lost their sign" in pages["bob/my solution (1).ipynb.md"]
    assert "written: 4 pages" in capsys.readouterr().out


def test_nothing_is_replaced_without_a_copy(submissions, capsys, tmp_path):
    table, told, pages = tmp_path / "points.csv", tmp_path / "points.json", tmp_path / "pages"
    page = pages / "00_welcome.ipynb.md"
    pages.mkdir()
    for path in (table, told, page):
        path.write_text("what I have typed in by hand", encoding="utf-8")
    for _ in range(2):
        run(submissions / "Anna Müller", "--csv", table, "--json", told, "--feedback", pages)
    kept = sorted(path.name for path in tmp_path.rglob(".zerodl/kept/*"))
    assert kept == [
        "00_welcome.ipynb.kept-1.md", "00_welcome.ipynb.kept-2.md", "points.kept-1.csv", "points.kept-1.json",
        "points.kept-2.csv", "points.kept-2.json",
    ]  # fmt: skip
    for path in tmp_path.rglob(".zerodl/kept/*.kept-1.*"):
        assert path.read_text(encoding="utf-8") == "what I have typed in by hand"
    assert "is kept as" in capsys.readouterr().out


def test_the_submissions_stay_as_they_are(submissions):
    before = {path: path.read_bytes() for path in submissions.rglob("*") if path.is_file()}
    run(submissions)
    assert {path: path.read_bytes() for path in submissions.rglob("*") if path.is_file()} == before


def test_a_terminal_that_lacks_the_letters(submissions, monkeypatch, tmp_path):
    """A report on an hour of grading must not be lost to an encoding."""
    with (tmp_path / "out").open("w", encoding="ascii") as out:
        monkeypatch.setattr(sys, "stdout", out)
        assert run(submissions) == 0
    assert "Anna M?ller/00_welcome.ipynb: 7 of 7 points" in (tmp_path / "out").read_text(encoding="ascii")


def test_the_same_seed_gives_the_same_report(submissions, capsys):
    reports = []
    for _ in range(2):
        run(submissions, "--seed", 3)
        reports.append(capsys.readouterr().out)
    assert reports[0] == reports[1]


def test_a_system_without_isolation_is_named(submissions, capsys, monkeypatch):
    """As on a system where the kernel offers nothing: the answers run, and the report says what was missing."""
    usual = grading.Workers.answer
    missing = ("memory: not limited on this system", "network: not blocked on this system")

    def answer(self, *args, **options):
        return replace(usual(self, *args, **options), not_isolated=missing)

    monkeypatch.setattr(grading.Workers, "answer", answer)
    run(submissions / "Anna Müller", "--json", submissions / "points.json")
    text = capsys.readouterr().out
    assert "7 of 7 points" in text
    assert "did not isolate the answers fully:\n    memory: not limited on this system\n    network: not" in text
    assert json.loads((submissions / "points.json").read_text())["notebooks"][0]["not_isolated"] == list(missing)


# ---- Two at once, and Ctrl-C


def start(*words, temporary):
    """The command in a process of its own, whose temporary files, and those of its children, go to one folder."""
    command = [sys.executable, "-m", "zerodl.cli", "course", "grade", *map(str, words)]
    environment = os.environ | dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(temporary)) | {"PYTHONUTF8": "1"}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, "encoding": "utf-8"}
    return subprocess.Popen(command, cwd=ROOT, env=environment, **pipes)


def test_two_graders_at_once(submissions, tmp_path):
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    both = [start(submissions, "--seed", 3, temporary=temporary) for _ in range(2)]
    reports = [process.communicate(timeout=120) for process in both]
    assert reports[0] == reports[1]
    assert "Anna Müller/00_welcome.ipynb: 7 of 7 points" in reports[0][0]
    assert list(temporary.iterdir()) == []


def processes_using(folder):
    """The processes that were started with this folder for temporary files."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            started_with = (place / "environ").read_bytes()
            gone = "State:\tZ" in (place / "status").read_text(encoding="utf-8")
        except OSError:
            continue
        if str(folder).encode() in started_with and not gone:
            found.append(int(place.name))
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="it finds the processes in /proc")
@pytest.mark.parametrize("ended", [signal.SIGINT, signal.SIGKILL], ids=["Ctrl-C", "kill -9"])
def test_interrupted_grading_leaves_no_process(submissions, tmp_path, ended):
    endless = cell_with(TANH, "while True: pass", "")
    (submissions / "日本" / "endless.ipynb").write_text(notebook(endless), encoding="utf-8")
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    process = start(submissions, "--seconds", 100, temporary=temporary)
    lines = iter(process.stdout.readline, "")
    assert any("notes.IPYNB" in line for line in lines)  # everything before it has been graded and told
    deadline = time.monotonic() + 60
    while len(processes_using(temporary)) < 3 and time.monotonic() < deadline:  # it, the fork server, the child
        time.sleep(0.05)
    assert len(processes_using(temporary)) == 3
    process.send_signal(ended)
    _, error = process.communicate(timeout=60)
    assert process.returncode == {signal.SIGINT: 130, signal.SIGKILL: -signal.SIGKILL}[ended]
    assert error == ""
    while processes_using(temporary) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert processes_using(temporary) == []
    if ended == signal.SIGINT:
        assert list(temporary.iterdir()) == []


# ---- A class


@pytest.mark.slow
def test_a_class_of_thirty(tmp_path, capsys):
    """The time for each notebook is printed, not asserted."""
    for number in range(30):
        content = [solved("02"), solved("00"), (lessons_folder() / "02_autograd.ipynb").read_bytes()][number % 3]
        place = tmp_path / f"student {number:02}" / "handed in.ipynb"
        place.parent.mkdir()
        place.write_bytes(content)
    threads = threading.active_count()
    started = time.perf_counter()
    run(tmp_path, "--json", tmp_path / "points.json")
    seconds = time.perf_counter() - started
    told = json.loads((tmp_path / "points.json").read_text(encoding="utf-8"))["notebooks"]
    for number, entry in enumerate(told):
        assert entry["points"] == [entry["possible"], 7, 0][number % 3]
    assert threading.active_count() <= threads + 1
    with capsys.disabled():
        print(f"\n30 notebooks in {seconds:.1f} s, {seconds / 30:.2f} s each: ten solved lessons 02, ten 00, ten empty")


def test_the_guide_names_what_there_is():
    guide = (ROOT / "docs" / "grading.md").read_text(encoding="utf-8")
    for word in ("--lesson", "--csv", "--json", "--feedback", "--seed", "--seconds"):
        assert word in guide
    for cause in [*report.STATES.values(), *grading.ENDED, "refused", "raised", "rubbish"]:
        assert f"`{cause}`" in guide
    for size in (f"{grading.SECONDS} seconds", f"{grading.MESSAGE_MB} MB", f"{LONGEST_CELL:,}", f"{LONGEST_ANSWER:,}"):
        assert size in guide
    limits = Limits()
    assert f"({limits.folder_mb} MB, {limits.folder_files:,} files)" in guide
    assert limits.memory_mb == 1024  # "1 GB"
