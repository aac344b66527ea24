"""Small arrays as grids of cells, coloured to show which cells belong together."""

from html import escape

import numpy as np

# Half-transparent, so that a cell is tinted on a light page and on a dark one alike.
TINTS = ("rgba(31,143,208,.35)", "rgba(224,112,42,.38)", "rgba(18,161,124,.35)", "rgba(198,111,165,.38)",
         "rgba(201,154,0,.38)", "rgba(154,140,208,.45)")  # fmt: skip
LINE = "1px solid var(--jp-border-color1, #bdbdbd)"
TEXT = "color: var(--jp-ui-font-color1, #212121); font-family: var(--jp-code-font-family, monospace); font-size: 13px"


class Grids:
    """A row of arrays with signs between them; a notebook shows it as a picture, a terminal as text.

    Args: parts: ``(title, array)`` or ``(title, array, groups)`` for an array, or a text such as "=". ``groups`` has an
        integer for each cell: cells with the same one get the same colour, −1 none. After ``groups`` there may be two
        lists more: what the rows are called, and what the columns are.
    Example:
        >>> print(Grids(("bias", np.array([10, 20])), "to", ("copies", np.array([[10, 20], [10, 20]]))))
        bias (2,): [10, 20]  to  copies (2, 2): [[10, 20], [10, 20]]
    """

    def __init__(self, *parts):
        self.parts = parts

    def __repr__(self):
        return "  ".join(
            part if isinstance(part, str) else f"{part[0]} {np.shape(part[1])}: {np.asarray(part[1]).tolist()}"
            for part in self.parts
        )

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"text/html": self.html(), "text/plain": repr(self)}

    def html(self):
        """The picture: tables side by side."""
        style = f"display: flex; flex-wrap: wrap; align-items: center; gap: 8px 18px; margin: 8px 0; {TEXT}"
        return f'<div style="{style}">{"".join(_part(part) for part in self.parts)}</div>'


def _part(part):
    if isinstance(part, str):
        return f'<div style="font-size: 17px">{escape(part)}</div>'
    title, array, *more = part
    array = np.asarray(array)
    groups = np.asarray(more[0]) if more else np.full(array.shape, -1)
    rows = zip(np.atleast_2d(array), np.broadcast_to(np.atleast_2d(groups), np.atleast_2d(array).shape))
    lines = ["".join(map(_cell, *row)) for row in rows]
    if more[1:]:
        row_names, column_names = more[1:]
        lines = ["".join(map(_name, ["", *column_names])), *map(str.__add__, map(_name, row_names), lines)]
    table = "".join(f'<tr style="background: transparent">{line}</tr>' for line in lines)
    caption = f'{escape(title)} <span style="opacity: .7">{array.shape}</span>'
    return (
        f'<div><div style="margin-bottom: 3px; white-space: nowrap">{caption}</div>'
        f'<table style="border-collapse: collapse; margin: 0; {TEXT}">{table}</table></div>'
    )


def _cell(value, group):
    tint = TINTS[int(group) % len(TINTS)] if group >= 0 else "transparent"
    text = f"{value:g}" if isinstance(value, (int, float, np.number)) else str(value)
    style = f"border: {LINE}; background: {tint}; min-width: 2.2em; padding: 3px 6px; text-align: center"
    return f'<td style="{style}">{escape(text)}</td>'


def _name(text):
    """A cell that says what a row or a column is."""
    return f'<td style="border: none; padding: 3px 8px; text-align: right">{escape(text)}</td>'


def draw_grids(*parts):
    """Arrays side by side as coloured cells; see Grids."""
    return Grids(*parts)
