"""The wheel, alone in a clean environment, opens the lessons; the sdist builds the same wheel."""

import subprocess
import sys
import tarfile
import urllib.request
import venv
import zipfile
from pathlib import Path

import pytest

from tests.jupyter import free_port, get, running

ROOT = Path(__file__).parents[2]
BUILD = [sys.executable, "-m", "build", "--no-isolation"]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel that is built from the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run([*BUILD, "--wheel", "--outdir", str(folder), str(ROOT)], check=True, capture_output=True)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def from_sdist(tmp_path_factory):
    """The sdist, and the wheel that is built from it."""
    folder = tmp_path_factory.mktemp("sdist")
    subprocess.run([*BUILD, "--outdir", str(folder), str(ROOT)], check=True, capture_output=True)
    return next(folder.glob("*.tar.gz")), next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def clean_python(wheel, tmp_path_factory):
    """A Python in a new environment with the wheel and its [lab] extra, and nothing of this checkout."""
    folder = tmp_path_factory.mktemp("clean") / "environment"
    venv.create(folder, with_pip=True)
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    subprocess.run([python, "-m", "pip", "install", "--quiet", f"{wheel}[lab]"], check=True)
    return python


def names(wheel):
    """The names of the files in a wheel."""
    return set(zipfile.ZipFile(wheel).namelist())


def shipped(kind):
    """The names that the checkout's lessons or solutions have in a wheel."""
    return {f"zerodl/course/notebooks/{kind}/{path.name}" for path in (ROOT / kind).glob("*.ipynb")}


def test_the_wheel_holds_the_package_and_the_notebooks_and_no_more(wheel):
    notebooks = shipped("lessons") | shipped("solutions")
    assert len(notebooks) >= 4
    assert notebooks <= names(wheel)
    assert {name for name in names(wheel) if name.startswith("zerodl/course/notebooks/")} == notebooks
    assert {name.split("/")[0].split("-")[0] for name in names(wheel)} == {"zerodl"}
    others = {"py.typed", "autograd/tensor.pyi", "ops/__init__.pyi", "viz/draw_digit.js"}
    assert {f"zerodl/{name}" for name in others} <= names(wheel)
    assert not [name for name in names(wheel) if ".zerodl/" in name or "_checkpoints" in name or "__pycache__" in name]


def test_the_wheel_from_the_sdist_is_the_same(wheel, from_sdist):
    _, second = from_sdist
    assert names(second) == names(wheel)
    first, second = zipfile.ZipFile(wheel), zipfile.ZipFile(second)
    assert [name for name in first.namelist() if first.read(name) != second.read(name)] == []


def test_the_sdist_is_enough_to_work_on_zerodl(from_sdist):
    files = {name.split("/", 1)[-1] for name in tarfile.open(from_sdist[0]).getnames()}
    assert {"Makefile", "README.md", "LICENSE", "conftest.py", "binder/requirements.txt", "tests/jupyter.py"} <= files
    assert not [name for name in files if name.startswith((".venv", "zerodl-lessons", "artifacts"))]


def test_a_clean_environment_imports_the_package_and_its_command(clean_python, tmp_path):
    code = "import zerodl; print(zerodl.__file__); print(zerodl.tensor([1.0, 2.0]).sum().item())"
    run = subprocess.run([clean_python, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    where, value = run.stdout.split()
    assert str(clean_python.parents[1]) in where
    assert value == "3.0"


def test_the_installed_zerodl_lab_brings_the_lessons_and_answers(clean_python, tmp_path):
    command = clean_python.with_name("zerodl" + clean_python.suffix)
    mine = tmp_path / "my lessons"
    arguments = ["lab", "--no-browser", "--port", str(free_port()), str(mine)]
    with running([str(command), *arguments], tmp_path) as (address, token):
        opened = urllib.request.urlopen(f"{address}/?token={token}")
        assert opened.url.split("?")[0] == f"{address}/lab/tree/00_welcome.ipynb"
        assert opened.status == 200
        kernels = get(f"{address}/api/kernelspecs?token={token}")["kernelspecs"]
        assert kernels["python3"]["spec"]["language"] == "python"
    for lesson in (ROOT / "lessons").glob("*.ipynb"):
        assert (mine / lesson.name).read_bytes() == lesson.read_bytes()


def test_an_installed_lesson_runs_from_top_to_bottom(clean_python, tmp_path):
    command = clean_python.with_name("zerodl" + clean_python.suffix)
    arguments = ["lab", "--no-browser", "--port", str(free_port()), str(tmp_path)]
    with running([str(command), *arguments], tmp_path):
        pass
    execute = "import nbclient, nbformat, sys; nbclient.execute(nbformat.read(sys.argv[1], as_version=4))"
    subprocess.run([clean_python, "-c", execute, "00_welcome.ipynb"], cwd=tmp_path, check=True, timeout=120)
