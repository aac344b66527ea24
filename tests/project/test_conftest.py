"""The rules that all tests live by: a missing browser is never silent, and no test sees another's progress."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def run_pytest(folder, tests, *options, **environment):
    """Run these tests with our conftest.py in a process of their own; return what it printed."""
    shutil.copy(ROOT / "conftest.py", folder)
    for name, text in tests.items():
        (folder / name).write_text(text, encoding="utf-8")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "CI"))}
    kept["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"  # a second quicker each
    command = [sys.executable, "-m", "pytest", "-ra", "-p", "no:cacheprovider", *options]
    return subprocess.run(command, cwd=folder, env={**kept, **environment}, capture_output=True, text=True).stdout


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere Chrome is found without the PATH")
@pytest.mark.parametrize(("ci", "outcome"), [("true", "error"), ("1", "error"), ("", "skipped"), ("false", "skipped")])
def test_without_a_browser_ci_fails_and_a_developer_is_told(tmp_path, ci, outcome):
    test = {"test_it.py": "def test_it(chromium):\n    pass\n"}
    printed = run_pytest(tmp_path, test, CI=ci, PATH=str(tmp_path))
    assert f"1 {outcome} in" in printed
    assert "no Chromium or Chrome on this machine; install one: apt-get install chromium" in printed


def test_each_file_starts_with_an_empty_progress_folder_of_its_own(tmp_path):
    lines = """
import os, pathlib

def test_it():
    folder = pathlib.Path(os.environ["ZERODL_PROGRESS"])
    assert not list(folder.iterdir())
    (folder / "mul.py").touch()
    print("progress in", folder.name)
"""
    printed = run_pytest(tmp_path, {"test_one.py": lines, "test_two.py": lines}, "-s", ZERODL_PROGRESS=str(ROOT))
    assert "2 passed" in printed
    assert len(set(re.findall(r"progress in (\S+)", printed))) == 2
