"""`zerodl lab`: its one-sentence errors, the command that it becomes, and the JupyterLab that answers."""

import os
import sys
import urllib.request

import pytest

from tests.jupyter import free_port, get, running
from zerodl import cli
from zerodl.course import lab, shipped


@pytest.fixture
def become(monkeypatch):
    """Catches what `zerodl lab` would turn into: a list with the command and the environment."""
    calls = []
    monkeypatch.setattr(lab, "_become", lambda *call: calls.append(call) or 0)
    return calls


def error_of(capsys, *arguments):
    """Run a command line that must fail with exit code 2 and one sentence on stderr; return the sentence."""
    try:
        code = cli.main(list(arguments))
    except SystemExit as stop:
        code = stop.code
    printed = capsys.readouterr()
    assert code == 2
    assert printed.err.count("\n") == 1
    assert printed.err.startswith("zerodl lab: ")
    return printed.err


def test_it_brings_the_lessons_and_opens_the_first(tmp_path, become, capsys):
    assert cli.main(["lab", str(tmp_path / "mine")]) == 0
    lessons = {path.name for path in shipped.lessons_folder().glob("*.ipynb")}
    assert {path.name for path in (tmp_path / "mine").glob("*.ipynb")} == lessons
    command, _ = become[0]
    assert command[:3] == [sys.executable, "-m", "jupyterlab"]
    assert f"--ServerApp.root_dir={tmp_path / 'mine'}" in command
    assert "--LabApp.default_url=/lab/tree/00_welcome.ipynb" in command
    assert "--no-browser" not in command
    assert str(tmp_path / "mine") in capsys.readouterr().out


def test_without_a_folder_the_lessons_go_to_zerodl_lessons(tmp_path, become, monkeypatch):
    monkeypatch.chdir(tmp_path)
    cli.main(["lab", "--no-browser", "--port", "9876"])
    assert (tmp_path / "zerodl-lessons" / "00_welcome.ipynb").exists()
    assert become[0][0][-1 - ("--allow-root" in become[0][0])] == "--port=9876"
    assert "--no-browser" in become[0][0]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no root")
@pytest.mark.parametrize(("user", "allowed"), [(0, True), (1000, False)])
def test_root_is_allowed_only_where_root_runs_it(tmp_path, become, monkeypatch, user, allowed):
    monkeypatch.setattr(os, "geteuid", lambda: user)
    cli.main(["lab", str(tmp_path)])
    assert ("--allow-root" in become[0][0]) == allowed


def test_the_shipped_lessons_are_opened_where_they_are(become):
    folder = shipped.lessons_folder()
    before = {path: path.read_bytes() for path in folder.glob("*.ipynb")}
    cli.main(["lab", str(folder)])
    assert {path: path.read_bytes() for path in folder.glob("*.ipynb")} == before
    assert not (folder / ".zerodl" / "lessons.json").exists()


def test_the_users_own_jupyter_settings_come_first(tmp_path, become, monkeypatch):
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", "/their/own")
    cli.main(["lab", str(tmp_path)])
    assert become[0][1]["JUPYTER_CONFIG_PATH"].split(os.pathsep)[0] == "/their/own"


def test_a_file_in_the_place_of_the_folder_is_named(tmp_path, capsys):
    (tmp_path / "notes.txt").write_text("mine")
    assert "notes.txt is a file" in error_of(capsys, "lab", str(tmp_path / "notes.txt"))
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_a_folder_that_cannot_be_made_is_named(tmp_path, capsys):
    (tmp_path / "notes.txt").write_text("mine")
    sentence = error_of(capsys, "lab", str(tmp_path / "notes.txt" / "lessons"))
    assert "choose another folder" in sentence


@pytest.mark.parametrize("port", ["0", "65536", "-1", "eight", "8.5"])
def test_a_port_that_is_none_is_named(capsys, port):
    assert "from 1 to 65535" in error_of(capsys, "lab", f"--port={port}")


def test_without_jupyterlab_the_error_names_the_command(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(lab, "find_spec", lambda name: None)
    assert "pip install 'zerodl[lab]'" in error_of(capsys, "lab", str(tmp_path / "mine"))
    assert not (tmp_path / "mine").exists()


def test_jupyterlab_answers_with_the_first_lesson(tmp_path):
    command = [sys.executable, "-m", "zerodl", "lab", "--no-browser", "--port", str(free_port()), str(tmp_path)]
    with running(command, tmp_path) as (address, token):
        first = urllib.request.urlopen(f"{address}/?token={token}")
        assert first.url.split("?")[0] == f"{address}/lab/tree/00_welcome.ipynb"
        listed = get(f"{address}/api/contents?token={token}")["content"]
        assert {file["name"] for file in listed} == {path.name for path in shipped.lessons_folder().glob("*.ipynb")}
        settings = get(f"{address}/lab/api/settings/@jupyterlab/apputils-extension:notification?token={token}")
        # None of JupyterLab's own questions stands between the learner and the lesson.
        assert settings["schema"]["properties"]["fetchNews"]["default"] == "false"
