"""The command `zerodl` writes to any terminal, and ends quietly when nobody reads on."""

import os
import subprocess
import sys

import pytest


def test_a_terminal_that_does_not_know_a_sign_gets_a_question_mark(tmp_path):
    folder = tmp_path / "Kurs − 2"
    folder.mkdir()
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-m", "zerodl", "course", "status", str(folder)]
    done = subprocess.run(command, env=environment, capture_output=True, check=True)
    assert b"Kurs ? 2" in done.stdout
    assert done.stderr == b""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no error of its own for a pipe that was closed")
def test_a_reader_that_goes_ends_the_command_without_a_traceback(tmp_path):
    command = [sys.executable, "-u", "-m", "zerodl", "course", "status", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141
