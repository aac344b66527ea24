"""What a type checker knows of zerodl: the stubs are up to date, right programs pass, and wrong ones do not."""

import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


def mypy(file):
    """{line: kind of mistake} that mypy finds in a file, with the settings in pyproject.toml."""
    run = [sys.executable, "-m", "mypy", "--no-pretty", "--no-error-summary", str(file)]
    printed = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    assert printed.stderr == ""
    return {int(line): kind for line, kind in re.findall(r":(\d+): error: .*\[([a-z-]+)\]$", printed.stdout, re.M)}


def test_the_stubs_are_what_make_stubs_writes():
    for path, text in runpy.run_path(str(ROOT / "tools" / "stubs.py"))["stubs"]().items():
        assert path.read_text(encoding="utf-8") == text, f"{path.name} is out of date: run `make stubs`"


def test_the_example_runs():
    printed = subprocess.run([sys.executable, str(HERE / "example.py")], capture_output=True, text=True, check=True)
    assert re.match(r"loss \d\.\d+, accuracy \d+%, ", printed.stdout)


@pytest.mark.slow
def test_the_example_has_no_mistakes():
    assert mypy(HERE / "example.py") == {}


@pytest.mark.slow
def test_every_mistake_is_found():
    lines = (HERE / "mistakes.py").read_text(encoding="utf-8").splitlines()
    made = {number: line.rpartition("  # ")[2] for number, line in enumerate(lines, start=1) if "  # " in line}
    assert len(made) > 20
    assert mypy(HERE / "mistakes.py") == made
