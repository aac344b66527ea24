"""What a learner does with a lesson in JupyterLab, and reads on its cards."""

import re

from playwright.sync_api import expect

from zerodl.course import catalogue
from zerodl.course.build import exercise_cell
from zerodl.course.notebook import answers, checked_name, read_notebook, source
from zerodl.course.shipped import lessons_folder, solutions_folder


class Lesson:
    """A lesson's file as shipped: what its cells check, and the right answers from its solution."""

    def __init__(self, name):
        self.name = name
        cells = read_notebook(lessons_folder() / name)["cells"]
        code = [source(cell) for cell in cells if cell["cell_type"] == "code"]
        self.num_code_cells = len(code)
        self.checks = [checked_name(text) for text in code if checked_name(text)]
        self.solutions = answers(read_notebook(solutions_folder() / name))


def try_answer(notebook, name, text):
    """Type an answer into its cell, run it and its check; return what the check shows."""
    cell = notebook.cell(f'answer("{name}"') if text.startswith("answer(") else notebook.exercise(name)
    cell.write(text)
    cell.run()
    return notebook.check(name).run()


def wrong_answer(name, number=0):
    """A known wrong answer to an exercise: the text for its cell, and the diagnosis as it is read on the card."""
    record = catalogue.find(name)
    mistake = record.mistakes[number]
    body = re.search(r"^def \w+(.*)", mistake.source, re.MULTILINE | re.DOTALL)[1]
    return exercise_cell(record, f"def {record.title}{body}"), str(mistake.says).replace("`", "")


def points(text):
    """(earned, possible) points of the lesson, as a card says them."""
    found = re.search(r"lesson \d\d: (\d+) of (\d+) points", text)
    assert found, f"no lesson's points on this card:\n{text}"
    return int(found[1]), int(found[2])


def bar(cell):
    """How much of the progress bar on a cell's card is filled, from 0 to 1."""
    return cell.output.get_by_text(re.compile(r"^lesson \d\d: \d+ of")).evaluate(
        """words => {
            const bar = words.previousElementSibling;
            return bar.firstElementChild.getBoundingClientRect().width / bar.getBoundingClientRect().width;
        }"""
    )


def expect_picture(cell):
    """Wait until a cell shows a picture that has been loaded."""
    picture = cell.output.locator("img").last
    expect(picture).to_be_visible(timeout=60_000)
    assert picture.evaluate("e => e.decode().then(() => e.naturalWidth)") > 100
