"""What an instructor reads: a line a notebook, what went wrong where, and how the class did."""

import csv
import io
import json
import re
from collections import Counter

# Control characters, which could move a terminal's cursor, and marks that turn the direction of text.
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]+")


def printable(text, limit=300):
    """A text that came from a submission, on one line, without control characters, cut to a length."""
    text = _UNPRINTABLE.sub(" ", str(text).encode("utf-8", "replace").decode("utf-8"))
    return text if len(text) <= limit else text[: limit - 1] + "…"


def as_text(sheets, seed, folder):
    """The report for a terminal."""
    lines = []
    for sheet in sheets:
        name = printable(sheet.path.relative_to(folder))
        if sheet.trouble:
            lines.append(f"{name}: 0 points: {printable(sheet.trouble)}")
            continue
        lines.append(f"{name}: {sheet.points} of {sheet.possible} points (lesson {sheet.lesson})")
        for verdict in sheet.verdicts:
            if not verdict.passed:
                lines.append(f"    0 of {verdict.possible:2}  {verdict.name}: {_why(verdict)}")
    lines += ["", *_class(sheets)]
    missing = sorted({what for sheet in sheets for what in sheet.not_isolated})
    if missing:
        lines += ["", "This system did not isolate the answers fully:", *(f"    {what}" for what in missing)]
    return "\n".join([*lines, "", f"Inputs were drawn with --seed {seed}; the same seed gives the same points."])


def _why(verdict):
    state = {"gap": "untouched", "missing": "no cell"}.get(verdict.cause)
    return state or f"[{printable(verdict.cause, 40)}] {printable(verdict.says or '')}"


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
        why = f"; most often: {printable(causes[0][0], 40)} ({causes[0][1]})" if causes else ""
        lines.append(f"    {passed:3} of {len(verdicts):3} passed  {name}{why}")
    return lines


def as_csv(sheets, folder):
    """One row for each exercise of each notebook."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["notebook", "lesson", "exercise", "points", "possible", "cause", "says"])
    for row in _rows(sheets, folder):
        writer.writerow([_harmless(value) for value in row.values()])
    return out.getvalue()


def _harmless(value):
    """A text that a spreadsheet will not take for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@")) else value


def as_json(sheets, seed, folder):
    """The same as JSON, with the totals."""
    totals = [
        {
            "notebook": _name(s, folder),
            "lesson": s.lesson,
            "points": s.points,
            "possible": s.possible,
            "trouble": s.trouble,
        }
        for s in sheets
    ]
    return json.dumps({"seed": seed, "notebooks": totals, "exercises": _rows(sheets, folder)}, indent=1) + "\n"


def _rows(sheets, folder):
    return [
        {
            "notebook": _name(sheet, folder),
            "lesson": sheet.lesson,
            "exercise": verdict.name,
            "points": verdict.points,
            "possible": verdict.possible,
            "cause": printable(verdict.cause, 60),
            "says": printable(verdict.says or ""),
        }
        for sheet in sheets
        for verdict in sheet.verdicts
    ]


def _name(sheet, folder):
    return printable(sheet.path.relative_to(folder).as_posix())
