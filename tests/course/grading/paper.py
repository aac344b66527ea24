"""Submissions: notebooks with answers, right ones and others."""

import json
import textwrap

from zerodl.course import catalogue
from zerodl.course.build import exercise_cell
from zerodl.course.gap import answer_source
from zerodl.course.record import Question
from zerodl.course.seat import seat
from zerodl.course.shipped import solutions_folder

MUL, TANH, VALUE_MUL = "ops.elementwise.mul_grad", "ops.elementwise.tanh_grad", "autograd.value.Value.__mul__"
RELU, WHY = "ops.activation.relu", "00.why_relu"

# The lines that make an answer right, and lines that do not.
RIGHT = {MUL: "return g * b, g * a", TANH: "return g * (1 - y**2)"}
WRONG = {MUL: "return g, g", TANH: "return g"}
FIRST_LINE = {MUL: "def mul_grad(g, a, b):", TANH: "def tanh_grad(g, y):"}


def solved(lesson="00"):
    """The bytes of a lesson's notebook with every answer right."""
    (path,) = solutions_folder().glob(f"{lesson}_*.ipynb")
    return path.read_bytes()


def right_cell(name):
    """The text of a cell with the right answer."""
    record = catalogue.find(name)
    if isinstance(record, Question):
        return f'answer("{name}", "{record.right}")'
    return exercise_cell(record, answer_source(seat(name)))


def cell_with(name, body, last_line):
    """The text of a cell whose function runs ``body`` and then ``last_line``."""
    lines = textwrap.dedent(body).strip("\n") + "\n" + last_line
    return f'@exercise("{name}")\n{FIRST_LINE[name]}\n{textwrap.indent(lines, "    ")}'


def notebook(*texts):
    """A notebook of code cells, as the text of its file."""
    cells = [{"cell_type": "code", "metadata": {}, "outputs": [], "source": text} for text in texts]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


def points_of(sheet):
    """{exercise or question: points} of those that earned any."""
    assert sheet.trouble == ""
    return {verdict.name: verdict.points for verdict in sheet.verdicts if verdict.points}


def cause_of(sheet, name):
    """The name of the diagnosis."""
    return next(verdict.cause for verdict in sheet.verdicts if verdict.name == name)
