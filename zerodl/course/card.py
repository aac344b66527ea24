"""The card under a check: what passed, what was expected and came instead, the likely cause, hints, points.

It is HTML with its style in each element (JupyterLab removes style sheets from notebooks it does not know), in the
colours of JupyterLab's own theme. Hints open with a click and need no running kernel, so a card still works in a saved
notebook.
"""

from html import escape

import numpy as np

from .observe import show, show_apart, show_farthest

GREEN = "var(--jp-success-color1, #2e7d32)"
RED = "var(--jp-error-color1, #c62828)"
BLUE = "var(--jp-brand-color1, #1565c0)"
INK = "var(--jp-ui-font-color1, #212121)"
GREY = "var(--jp-ui-font-color2, #616161)"
LINE = "var(--jp-border-color2, #e0e0e0)"
GROUND = "var(--jp-layout-color1, #ffffff)"
SHADE = "var(--jp-layout-color2, #f3f3f3)"
TABLE = "border-collapse: collapse; background: transparent; border: none; font-size: 13px"
CODE = "font-family: var(--jp-code-font-family, monospace); font-size: 0.95em"


def verdict_card(verdict, record, earned, possible, note=""):
    """The card of an exercise's check, as HTML.

    Args: earned, possible: the lesson's points so far. note: a sentence for the end, such as "plugged in".
    """
    colour, mark = _state(verdict)
    parts = [_head(verdict.name, mark, colour, f"{verdict.points} of {verdict.possible} points"), _scenarios(verdict)]
    if verdict.says:
        lead = "<b>Likely cause.</b> " if comparison_rows(verdict) else ""
        parts += [_comparison(verdict), f'<p style="margin: 8px 0 0">{lead}{prose(verdict.says)}</p>']
    if verdict.printed and not verdict.passed:
        parts.append(_printed(verdict))
    if note:
        parts.append(f'<p style="margin: 8px 0 0; color: {GREY}">{prose(note)}</p>')
    if not verdict.passed:
        parts.append(hints(record.hints))
    parts.append(bar(record.lesson, earned, possible))
    return frame("".join(parts), colour)


def verdict_text(verdict, record, earned, possible, note=""):
    """The same card as plain text."""
    mark = _state(verdict)[1].lstrip("✓✗○ ")
    lines = [f"{verdict.name}: {mark}, {verdict.points} of {verdict.possible} points"]
    lines += [f"  {'passed' if ok else 'FAILED'}  {title}" for title, ok in verdict.scenarios]
    for name, value in comparison_rows(verdict):
        lines.append(f"  {name:9} {value}")
    if verdict.says:
        lines.append(f"  {'likely cause: ' if comparison_rows(verdict) else ''}{verdict.says}")
    if verdict.printed and not verdict.passed:
        lines += ["  your code printed", *(f"    {line}" for line in verdict.printed.splitlines())]
    if note:
        lines.append(f"  {note}")
    if not verdict.passed and record.hints:
        lines.append(f'  hints: hint("{record.name}", 1) to hint("{record.name}", {len(record.hints)})')
    return "\n".join([*lines, f"  lesson {record.lesson}: {earned} of {possible} points"])


def frame(inside, colour=LINE):
    """A box with a coloured edge on the left, as wide as the notebook's text."""
    return (
        f'<div style="max-width: 46em; border: 1px solid {LINE}; border-left: 5px solid {colour}; border-radius: 4px; '
        f"background: {GROUND}; color: {INK}; padding: 10px 14px; margin: 4px 0; line-height: 1.45; "
        f'font-family: var(--jp-content-font-family, sans-serif); font-size: 14px">{inside}</div>'
    )


def prose(text):
    """A text as HTML; what stands between backquotes becomes code."""
    pieces = escape(str(text)).split("`")
    style = f'style="{CODE}; background: {SHADE}; padding: 0 3px; border-radius: 3px; color: {INK}"'
    return "".join(f"<code {style}>{piece}</code>" if i % 2 else piece for i, piece in enumerate(pieces))


def bar(lesson, earned, possible):
    """The progress bar of a lesson's points."""
    percent = round(100 * earned / possible) if possible else 0
    return (
        f'<div style="display: flex; align-items: center; gap: 10px; margin-top: 12px; color: {GREY}; font-size: 12px">'
        f'<div style="flex: 1; height: 6px; border-radius: 3px; background: {SHADE}; border: 1px solid {LINE}">'
        f'<div style="width: {percent}%; height: 100%; border-radius: 3px; background: {GREEN}"></div></div>'
        f"<span>lesson {lesson}: {earned} of {possible} points</span></div>"
    )


def hints(texts):
    """Hints behind buttons, each inside the one before it, so that they come one at a time."""
    html = ""
    for number, text in reversed(list(enumerate(texts, 1))):
        html = (
            f'<details style="margin-top: 8px"><summary style="display: inline-block; cursor: pointer; color: {BLUE}; '
            f'border: 1px solid {LINE}; border-radius: 4px; padding: 2px 10px; background: {GROUND}; font-size: 13px">'
            f"Hint {number} of {len(texts)}</summary>"
            f'<div style="margin: 6px 0 0">{prose(text)}{html}</div></details>'
        )
    return html


def _head(name, mark, colour, points):
    return (
        f'<div style="display: flex; justify-content: space-between; gap: 12px; align-items: baseline">'
        f'<span><b style="color: {colour}">{mark}</b>&ensp;<span style="{CODE}">{escape(name)}</span></span>'
        f'<span style="color: {GREY}; white-space: nowrap">{points}</span></div>'
    )


def _state(verdict):
    """The colour of a verdict, and its sign and word."""
    if verdict.passed:
        return GREEN, "✓ passed"
    return (GREY, "○ not started") if verdict.cause in ("gap", "not run") else (RED, "✗ not yet")


def _scenarios(verdict):
    if not verdict.scenarios:
        return ""
    items = []
    for title, ok in verdict.scenarios:
        mark, colour = ("✓", GREEN) if ok else ("✗", RED)
        items.append(
            f'<span style="white-space: nowrap"><span style="color: {colour}">{mark}</span> {escape(title)}</span>'
        )
    style = f"display: flex; flex-wrap: wrap; gap: 2px 16px; margin-top: 4px; color: {GREY}"
    return f'<div style="{style}">{"".join(items)}</div>'


def comparison_rows(verdict):
    """(name, text) rows that set what was expected beside what came; none if there is nothing to compare."""
    if verdict.expected is None and verdict.got is None:
        return []
    where = f"{verdict.where}: " if verdict.where else ""
    rows = [("call", verdict.call)] if verdict.call else []
    expected, got = _values(verdict.expected, verdict.got)
    return [*rows, ("expected", where + expected), ("got", where + got)]


def _comparison(verdict):
    left = f"color: {GREY}; padding: 1px 12px 1px 0; vertical-align: top; text-align: left; font-size: 13px"
    right = f"{CODE}; text-align: left; padding: 1px 0; white-space: pre-wrap; overflow-wrap: anywhere"
    rows = "".join(
        f'<tr style="background: transparent">'
        f'<td style="{left}">{name}</td><td style="{right}">{escape(text)}</td></tr>'
        for name, text in comparison_rows(verdict)
    )
    return f'<table style="{TABLE}; margin: 8px 0 0">{rows}</table>'


def _printed(verdict):
    style = f"{CODE}; margin: 2px 0 0; max-height: 12em; overflow: auto; white-space: pre-wrap; overflow-wrap: anywhere"
    return (
        f'<p style="margin: 8px 0 0; color: {GREY}; font-size: 13px">Your code printed</p>'
        f'<pre style="{style}; background: {SHADE}; color: {INK}; padding: 4px 8px">{escape(verdict.printed)}</pre>'
    )


def _values(expected, got):
    """Two values for the comparison; arrays with their shape, since shapes are what most often differs, and with their
    dtype where that does; of two that look alike when shortened, where they differ most."""
    values = [value["result"] if type(value) is dict and "result" in value else value for value in (expected, got)]
    dtypes = [value.dtype.name if isinstance(value, np.ndarray) else "" for value in values]
    tell_dtypes = all(dtypes) and dtypes[0] != dtypes[1]
    texts = [show(value) for value in values] if tell_dtypes else list(show_apart(*values))
    large = all(isinstance(value, np.ndarray) and value.size > 16 for value in values)
    if large and texts[0] == texts[1] and not tell_dtypes:
        place, *there = show_farthest(*values)
        texts = [f"{text}, with {number} at {place}" for text, number in zip(texts, there)]
    for i, value in enumerate(values):
        if isinstance(value, np.ndarray) and value.ndim and value.size <= 16:
            texts[i] += f"  shape {value.shape}"
        if tell_dtypes:
            texts[i] += f"  {dtypes[i]}"
    return texts


def question_card(record, letter, points, earned, possible, note=""):
    """The card of a question's check, as HTML and as text."""
    option = record.options.get(letter)
    letters = ", ".join(record.options)
    if option is None:
        colour, mark, says = (
            GREY,
            "○ not answered",
            f'Write one of the letters {letters} between the quotation marks: answer("…", "a").',
        )
    else:
        right = letter == record.right
        colour, mark = (GREEN, "✓ right") if right else (RED, "✗ not this one")
        others = [f"{other}: {o.because}" for other, o in record.options.items() if right and other != letter]
        says = "\n".join([str(option.because), *others, *([note] if note else [])])
    head = _head(record.name, mark, colour, f"{points} of {record.points} points")
    paragraphs = "".join(f'<p style="margin: 6px 0 0">{prose(line)}</p>' for line in says.splitlines())
    html = frame(head + paragraphs + bar(record.lesson, earned, possible), colour)
    text = f"{record.name}: {mark.lstrip('✓✗○ ')}, {points} of {record.points} points\n  {says}"
    return html, f"{text}\n  lesson {record.lesson}: {earned} of {possible} points"
