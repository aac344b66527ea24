"""A learner's folder to try commands on, and which files here are no tests."""

import importlib

import pytest

from zerodl.course import catalogue, progress
from zerodl.course.build import exercise_cell
from zerodl.course.notebook import answered_name, checked_name, read_notebook, source, to_text
from zerodl.course.seat import plugged_names, unplug
from zerodl.course.shipped import lessons_folder

collect_ignore = ["blind"]  # wrong answers on purpose, for `zerodl course audit`


class Learner:
    """A folder with the lessons as shipped, and what a learner does in it."""

    lesson = "02_autograd.ipynb"

    def __init__(self, folder):
        self.folder = folder
        for path in lessons_folder().glob("*.ipynb"):
            (folder / path.name).write_bytes(path.read_bytes())

    @property
    def path(self):
        return self.folder / self.lesson

    @property
    def cells(self):
        return read_notebook(self.path)["cells"]

    def save(self, cells):
        """Save lesson 02 with these cells."""
        self.path.write_text(to_text({**read_notebook(self.path), "cells": cells}), encoding="utf-8")

    def write(self, name, text):
        """Write the text into the cell of an exercise or question."""
        cells = self.cells
        for cell in cells:
            if cell["cell_type"] == "code" and answered_name(source(cell)) == name:
                cell["source"] = text
        self.save(cells)

    def solve(self, name, body):
        """Write an answer's function into its cell and enter it in the progress, as its check does."""
        text = exercise_cell(catalogue.find(name), body)
        self.write(name, text)
        progress.save(name, text, self.folder)

    def delete(self, *keys):
        """Delete cells: "answer NAME" or "check NAME"."""
        self.save([cell for cell in self.cells if key(cell) not in keys])

    def text(self, name):
        """The text of the cell of an exercise or question; None if there is no such cell."""
        return next((source(cell) for cell in self.cells if key(cell) == f"answer {name}"), None)

    def kept(self):
        """The files of which a copy was kept, as {name: bytes}."""
        return {path.name: path.read_bytes() for path in (self.folder / ".zerodl" / "kept").glob("*")}


def key(cell):
    """What a code cell is: "answer NAME", "check NAME" or its text; a text cell is its text."""
    text = source(cell)
    if cell["cell_type"] == "code" and answered_name(text):
        return f"answer {answered_name(text)}"
    return f"check {checked_name(text)}" if cell["cell_type"] == "code" and checked_name(text) else text


@pytest.fixture
def learner(tmp_path, monkeypatch):
    """A learner whose folder is the current one and holds the progress, as outside of tests."""
    monkeypatch.delenv("ZERODL_PROGRESS", raising=False)
    folder = tmp_path / "my course"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return Learner(folder)


@pytest.fixture(autouse=True)
def _as_shipped():
    """After each test the framework runs its own code again, and no cell has been run."""
    yield
    for name in plugged_names():
        unplug(name)
    cells = importlib.import_module("zerodl.course.check")  # zerodl.course.check is the function of that name
    cells._sources.clear()
    cells._letters.clear()
