"""Arrays as cells in SVG: tinted, hatched where an element is seen again, with a small number in the corner."""

from dataclasses import dataclass

import numpy as np

from .grid import TINTS
from .svg import text_width, write

HEIGHT = 28
NARROWEST = 28
GAP = 16  # between the matrices of a stack
HEAD = 17  # above each of them
NOTHING = "no elements"
VALUE_SIZE, CORNER_SIZE = 12.5, 8.5


@dataclass(frozen=True)
class Cells:
    """What is drawn for an array of at most three axes; each field has the array's shape.

    ``values``: what is written. ``groups``: the number of a tint, −1 none. ``again``: hatched. ``corners``: a small
    number in the corner, None for none at all.
    """

    values: np.ndarray
    groups: np.ndarray
    again: np.ndarray
    corners: np.ndarray | None = None

    @property
    def cell_width(self):
        """Room for the longest value."""
        widest = max((text_width(as_text(v), VALUE_SIZE) for v in self.values.flat), default=0)
        return max(NARROWEST, widest + (18 if self.corners is not None else 10))

    @property
    def size(self):
        """(width, height) of the whole drawing."""
        if not self.values.size:
            return text_width(NOTHING, VALUE_SIZE), HEIGHT
        stack, rows, columns = self._stack()
        width = stack * columns * self.cell_width + (stack - 1) * GAP
        return max(width, NARROWEST), rows * HEIGHT + (HEAD if self.values.ndim == 3 else 0)

    def _stack(self):
        return (1,) * (3 - self.values.ndim) + self.values.shape

    def paint(self, x, y):
        """The parts of the drawing, with its upper left corner at (x, y)."""
        if not self.values.size:
            return [write(x, y + 18, NOTHING, VALUE_SIZE, "zg-soft")]
        stack, _, columns = self._stack()
        parts, width = [], self.cell_width
        for place, (k, i, j) in enumerate(np.ndindex(self._stack())):
            left = x + (k * columns + j) * width + k * GAP
            top = y + i * HEIGHT + (HEAD if self.values.ndim == 3 else 0)
            if self.values.ndim == 3 and i == j == 0:
                parts.append(write(left + 1, y + 11, f"[{k}]", 11, "zg-soft zg-name"))
            corner = "" if self.corners is None else as_text(self.corners.flat[place])
            parts.append(
                cell(left, top, width, as_text(self.values.flat[place]), int(self.groups.flat[place]),
                     again=bool(self.again.flat[place]), corner=corner)
            )  # fmt: skip
        return parts


def as_text(value):
    """A number as it is written in a cell."""
    return f"{value:.4g}" if isinstance(value, (int, float, np.number)) else str(value)


def cell(x, y, width, text, group=-1, again=False, corner="", dashed=False, height=HEIGHT):
    """One cell: tinted by its group, hatched if its element is seen again, dashed if there is none."""
    at = f'x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height}"'
    tint = f'<rect {at} style="fill:{TINTS[group % len(TINTS)]}"/>' if group >= 0 else ""
    dashes = ' stroke-dasharray="3 3"' if dashed else ""
    hatch = f'<path class="zg-frame" style="stroke-opacity:.45" d="{_hatch(x, y, width, height)}"/>' if again else ""
    size = VALUE_SIZE
    ink = "zg-soft" if dashed else "zg-ink"
    middle = x + width / 2 + (3 if corner else 0)
    value = write(middle, y + height / 2 + (6 if corner else 4.5), text, size, f"{ink} zg-name", "middle")
    return (
        f'{tint}{hatch}<rect class="zg-frame" {at}{dashes}/>{value}'
        f"{write(x + 2.5, y + 8.5, corner, CORNER_SIZE, 'zg-soft')}"
    )


def _hatch(x, y, width, height, step=7):
    """Lines from the lower left to the upper right, cut off at the edges of a rectangle."""
    path = ""
    for total in np.arange(step, width + height, step):  # the lines on which right + down is constant
        right, down = min(total, width), min(total, height)
        path += f"M{x + right:.1f} {y + total - right:.1f}L{x + total - down:.1f} {y + down:.1f}"
    return path
