"""What an instructor reads: a line a notebook, what went wrong where, and how the class did; as text, CSV and JSON."""

import csv
import io
import json
from collections import Counter

STATES = {"gap": "untouched", "missing": "no cell"}


def printable(text, limit=300):
    """A text that came from a submission: on one line, cut to a length, and without what could steer a terminal.

    Control characters, invisible ones and those that turn the direction of writing become spaces.

    Example:
        >>> printable("one\\n\\x1b[2J  two")
        'one [2J two'
    """
    text = str(text)[: 4 * limit]
    text = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    return text if len(text) <= limit else text[: limit - 1] + "…"


def name_of(sheet, folder):
    """The notebook's path within the folder that is graded, printable, with slashes on every system."""
    return printable(sheet.path.relative_to(folder).as_posix())


def notebook_lines(sheet, folder):
    """The lines about one notebook: its points, and a line for each exercise or question that earned none."""
    name = name_of(sheet, folder)
    if sheet.trouble:
        return [f"{name}: 0 points: {printable(sheet.trouble)}"]
    lines = [f"{name}: {sheet.points} of {sheet.possible} points (lesson {sheet.lesson})"]
    lost = [verdict for verdict in sheet.verdicts if not verdict.passed]
    return lines + [f"    0 of {verdict.possible:2}  {verdict.name}: {_why(verdict)}" for verdict in lost]


def _why(verdict):
    return STATES.get(verdict.cause) or f"[{printable(verdict.cause, 40)}] {printable(verdict.says or '')}"


def closing_lines(sheets, seed):
    """The lines about all notebooks together: the class, what was not isolated, and how to repeat it."""
    lines = ["", *_class(sheets)]
    missing = sorted({what for sheet in sheets for what in sheet.not_isolated})
    if missing:
        lines += ["", "This system did not isolate the answers fully:", *(f"    {what}" for what in missing)]
        lines += ["Grade submissions of people whom you do not trust on Linux, or in a virtual machine."]
    return [*lines, "", f"Inputs were drawn with --seed {seed}; the same seed gives the same points."]


def as_text(sheets, seed, folder):
    """The whole report for a terminal."""
    lines = [line for sheet in sheets for line in notebook_lines(sheet, folder)]
    return "\n".join(lines + closing_lines(sheets, seed))


def _class(sheets):
    """For each exercise how many passed, and the most frequent reason among the others."""
    graded = [sheet for sheet in sheets if not sheet.trouble]
    lines = [f"{len(sheets)} notebook{'s' if len(sheets) != 1 else ''}, {len(graded)} graded."]
    if len(graded) < 2:
        return lines
    by_name = {}
    for sheet in graded:
        for verdict in sheet.verdicts:
            by_name.setdefault(verdict.name, []).append(verdict)
    for name, verdicts in by_name.items():
        passed = sum(verdict.passed for verdict in verdicts)
        causes = Counter(verdict.cause for verdict in verdicts if not verdict.passed).most_common(1)
        why = f"; most often: {_cause(causes[0][0])} ({causes[0][1]})" if causes else ""
        lines.append(f"    {passed:3} of {len(verdicts):3} passed  {name}{why}")
    return lines


def _cause(cause):
    return STATES.get(cause) or printable(cause, 40)


def as_csv(sheets, folder):
    """One row for each exercise and question of each notebook; a file that could not be graded has one row."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["notebook", "lesson", "exercise", "points", "possible", "cause", "says"])
    for sheet in sheets:
        rows = _rows(sheet, folder)
        if sheet.trouble:
            rows = [[name_of(sheet, folder), "", "", 0, "", "not graded", printable(sheet.trouble)]]
        for row in rows:
            writer.writerow([_harmless(value) for value in row])
    return out.getvalue()


def _rows(sheet, folder):
    return [
        [
            name_of(sheet, folder),
            sheet.lesson,
            verdict.name,
            verdict.points,
            verdict.possible,
            printable(verdict.cause, 60),
            printable(verdict.says or ""),
        ]
        for verdict in sheet.verdicts
    ]


def _harmless(value):
    """A text that a spreadsheet will not take for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@")) else value


def as_json(sheets, seed, folder):
    """Everything as JSON: for each notebook its totals and its exercises."""
    keys = ("exercise", "points", "possible", "cause", "says")
    notebooks = [
        {
            "notebook": name_of(sheet, folder),
            "lesson": sheet.lesson,
            "points": sheet.points,
            "possible": sheet.possible,
            "trouble": printable(sheet.trouble),
            "not_isolated": list(sheet.not_isolated),
            "exercises": [dict(zip(keys, row[2:])) for row in _rows(sheet, folder)],
        }
        for sheet in sheets
    ]
    return json.dumps({"seed": seed, "notebooks": notebooks}, indent=1, ensure_ascii=False) + "\n"
