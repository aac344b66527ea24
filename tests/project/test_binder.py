"""Binder builds the environment from binder/ and opens the first lesson."""

import json
import os
import re
import shutil
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tests.jupyter import free_port, running
from zerodl.course.lab import LAB_SETTINGS

ROOT = Path(__file__).parents[2]
FIRST = "/lab/tree/lessons/00_welcome.ipynb"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Binder's environments and its tool are for Linux")


@pytest.fixture(scope="module")
def dockerfile():
    """The Dockerfile that Binder would build, and what the tool said about it."""
    command = [Path(sys.executable).with_name("jupyter-repo2docker"), "--no-build", "--debug", "."]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert run.returncode == 0, run.stderr
    return run.stdout + run.stderr


def test_it_asks_for_the_python_that_we_name(dockerfile):
    version = (ROOT / "binder" / "runtime.txt").read_text().strip()
    assert version == "python-3.11"
    assert "conda environment for python=3.11" in dockerfile


def test_it_installs_the_requirements_from_the_repositorys_root(dockerfile):
    assert re.search(r'pip install .*-r "?binder/requirements\.txt', dockerfile)
    assert (ROOT / "binder" / "requirements.txt").read_text().split() == ["-e", ".[lab]"]


def test_it_runs_our_last_step(dockerfile):
    assert re.search(r"RUN (chmod \+x )?\.?/?binder/postBuild", dockerfile)
    assert os.access(ROOT / "binder" / "postBuild", os.X_OK)


def test_after_the_last_step_jupyterlab_opens_the_first_lesson(tmp_path):
    prefix = tmp_path / "environment"
    last_step = [shutil.which("bash"), str(ROOT / "binder" / "postBuild")]
    subprocess.run(last_step, env={**os.environ, "NB_PYTHON_PREFIX": str(prefix)}, check=True)
    server = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", f"--port={free_port()}"]
    settings = {"JUPYTER_CONFIG_PATH": str(prefix / "etc" / "jupyter")}
    with running([*server, f"--ServerApp.root_dir={ROOT}"], tmp_path, extra=settings) as (address, token):
        opened = urllib.request.urlopen(f"{address}/?token={token}").url
    assert opened.removeprefix(address).split("?")[0] == FIRST


def test_the_first_lesson_is_where_binder_looks_for_it():
    config = json.loads((ROOT / "binder" / "jupyter_lab_config.json").read_text())
    assert config["LabApp"]["default_url"] == FIRST
    assert (ROOT / FIRST.removeprefix("/lab/tree/")).exists()
    assert f"?urlpath={FIRST[1:]}" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_jupyterlab_has_the_settings_that_zerodl_lab_gives_it():
    settings = json.loads((ROOT / "binder" / "default_setting_overrides.json").read_text())
    assert settings == LAB_SETTINGS
