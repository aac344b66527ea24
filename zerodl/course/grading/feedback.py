"""What a learner reads: a page a notebook, in Markdown, to be forwarded as it is.

What may quote the submission stands in indented blocks, which Markdown shows as they are, so that a page does nothing
to whoever opens it.
"""

import textwrap

from .. import catalogue
from ..record import Question
from .report import STATES, name_of, printable

WIDTH = 88


def page(sheet, folder):
    """The page about one notebook."""
    title = [f"# Feedback: {_plain(name_of(sheet, folder))}", ""]
    if sheet.trouble:
        text = "This file could not be graded, and earned no points. Save the notebook again, and hand that in."
        return "\n".join([*title, text, "", *_block([("", sheet.trouble)])])
    lines = [*title, f"**{sheet.points} of {sheet.possible} points** in lesson {sheet.lesson}.", ""]
    lines += [_line(verdict) for verdict in sheet.verdicts]
    lost = [verdict for verdict in sheet.verdicts if not verdict.passed]
    if not lost:
        return "\n".join([*lines, "", "Everything is right.", ""])
    for verdict in lost:
        lines += ["", *_section(verdict, sheet.comparisons.get(verdict.name, []))]
    lines += ["", "The same checks stand under each exercise in the lesson. They may be run as often as you like."]
    return "\n".join([*lines, ""])


def _line(verdict):
    mark = "✓" if verdict.passed else "○" if verdict.cause in STATES else "✗"
    return f"- {mark} `{verdict.name}`: {verdict.points} of {verdict.possible}"


def _section(verdict, rows):
    """What became of one exercise or question, why, and what to do next."""
    record = catalogue.find(verdict.name)
    lines = [f"## {record.title}", "", str(record.asks if isinstance(record, Question) else record.task), ""]
    if verdict.cause == "gap":
        return [*lines, "Not answered yet." if isinstance(record, Question) else "The gap is still empty."]
    if verdict.cause == "missing":
        text = f"The notebook has no cell for it. `zerodl course reset {verdict.name}` puts a deleted cell back."
        return [*lines, text]
    if isinstance(record, Question):
        return [*lines, f"You {_plain(verdict.cause)}.", "", *_said(record, verdict)]
    lines += [f"- {'passed' if passed else 'not yet'}: {title}" for title, passed in verdict.scenarios]
    if rows:
        lines += ["", "What was expected there, and what came:", "", *_block(rows)]
    return [*lines, "", "The likely cause:", "", *_said(record, verdict), "", f"A hint: {record.hints[0]}"]


def _said(record, verdict):
    """The diagnosis: as prose where it is the course's own text, as a block where it may quote the submission."""
    own = [option.because for option in record.options.values()] if isinstance(record, Question) else []
    own += [mistake.says for mistake in getattr(record, "mistakes", [])]
    if any(verdict.says is text for text in own):
        return [str(verdict.says)]
    return _block([("", verdict.says or "")])


def _block(rows):
    """An indented block of (label, text) rows; it must follow an unindented paragraph, else it belongs to a list."""
    lines = []
    for label, text in rows:
        label = f"{label:9} " if label else ""
        lines += textwrap.wrap(label + printable(text, 600), WIDTH, subsequent_indent=" " * len(label))
    return [f"    {line}" for line in lines]


def _plain(name):
    """A name without signs that mean something in Markdown."""
    return "".join(letter if letter.isalnum() or letter in " ./-_" else "_" for letter in name)
