"""Where the elements of an array lie: the flat block as a strip of cells, the steps of the strides, and the array."""

import numpy as np

from ..autograd.tensor import Tensor
from ..errors import ArgumentError
from ..kernels.strided import Strided
from .cells import HEIGHT, Cells
from .graph import Drawing
from .svg import page, text_width, write

MOST_CELLS = 24  # of a block, side by side
MOST_AXES = 3
ROW = 21  # of a stride's arrow
ARROW_GAP = 9  # between an arrow and its label
LABEL_SIZE = 11.5


def draw_memory(x):
    """Draw the block of memory that an array looks into, and how it looks.

    At the top is the block, in the order of memory; cells that the array does not see have no colour. Below it an
    arrow for each axis leads from the first element to the next along that axis. Then the array itself: each element
    has the colour of its cell, and in the corner its position in the block. An element that is seen again is hatched.

    Args: x: a Tensor, a NumPy array or a Strided, of at most 3 axes, in a block of at most 24 elements.
    Returns: a Drawing.
    Raises: ArgumentError if there is too much to draw.
    Example:
        >>> draw_memory(np.arange(12).reshape(3, 4)[1:, ::2])
        shape (2, 2) · strides (4, 2) · offset 4
        block     [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]
        positions [[4, 6], [8, 10]]
        elements  [[4, 6], [8, 10]]
    """
    seen = as_strided(x)
    if seen.block.size > MOST_CELLS or seen.ndim > MOST_AXES:
        raise ArgumentError(
            f"draw_memory: expected at most {MOST_AXES} axes and a block of at most {MOST_CELLS} elements, got shape "
            f"{seen.shape} in a block of {seen.block.size}; draw a smaller one, or a copy of a part: x[:2, :3].clone()"
        )
    return Drawing(_paint(seen), _as_text(seen))


def as_strided(x):
    """What an array sees, and of which block: a Tensor's array, and the block at the end of a NumPy array's bases."""
    if isinstance(x, Strided):
        return x
    array = x.array if isinstance(x, Tensor) else np.asarray(x)
    owner = array
    while isinstance(owner.base, np.ndarray):
        owner = owner.base
    block = np.ravel(owner, order="K")  # in the order of memory
    first, itemsize = block.__array_interface__["data"][0], array.itemsize
    offset = (array.__array_interface__["data"][0] - first) // itemsize
    if not np.shares_memory(block, owner) or block.itemsize != itemsize:
        return Strided.of(array.copy())  # an array made by other means, in a block that cannot be shown
    return Strided(block, array.shape, [stride // itemsize for stride in array.strides], offset)


def positions(seen):
    """For each element of a Strided, its position in the block."""
    return Strided(np.arange(seen.block.size), seen.shape, seen.strides, seen.offset).numpy()


def cells_of(seen, corners=True):
    """A Strided as Cells, and the tint of each cell of its block, −1 where it is not seen."""
    where = positions(seen)
    block_groups = np.full(seen.block.size, -1)
    again = np.zeros(seen.shape, bool)
    for index in np.ndindex(*seen.shape):
        position = where[index]
        again[index] = block_groups[position] >= 0
        if not again[index]:
            block_groups[position] = index[0] if seen.ndim > 1 else 0
    groups = block_groups[where] if where.size else np.zeros(seen.shape, int)
    return Cells(
        np.asarray(seen.numpy()), np.asarray(groups), again, np.asarray(where) if corners else None
    ), block_groups


def headline(seen):
    """Shape, strides and offset in words."""
    return f"shape {seen.shape} · strides {seen.strides} · offset {seen.offset}"


def _as_text(seen):
    return "\n".join(
        [
            headline(seen),
            f"block     {seen.block.tolist()}",
            f"positions {positions(seen).tolist()}",
            f"elements  {seen.numpy().tolist()}",
        ]
    )


def _paint(seen):
    cells, block_groups = cells_of(seen)
    strip = Cells(seen.block, block_groups, np.zeros(seen.block.size, bool))
    width, strip_width = strip.cell_width, strip.size[0]
    parts = [write(0, 12, headline(seen), 13, "zg-ink zg-name"), write(0, 38, "memory", LABEL_SIZE, "zg-soft")]
    left = text_width("memory", LABEL_SIZE) + 14
    for position in range(seen.block.size):
        parts.append(write(left + (position + 0.5) * width, 38, str(position), 9.5, "zg-soft", "middle"))
    parts += strip.paint(left, 44)
    y, reach = 44 + HEIGHT, left + strip_width
    guides, labelled = [], []
    for label, begin, end in _arrows(seen):
        y, ends = y + ROW, [left + (position + 0.5) * width for position in (begin, end)]
        guides += [_guide(x, 44 + HEIGHT, y) for x in sorted(set(ends))]
        labelled.append(_arrow(ends[0], ends[1], y, label))
        reach = max(reach, max(ends) + ARROW_GAP + text_width(label, LABEL_SIZE))
    parts += guides + labelled
    y += 26
    parts.append(write(0, y + 18 + (17 if seen.ndim == 3 else 0), "array", LABEL_SIZE, "zg-soft"))
    parts += cells.paint(left, y)
    total = max(reach, left + cells.size[0], text_width(headline(seen), 13, mono=True))
    return page(total, y + cells.size[1], parts, f"Memory of an array: {headline(seen)}")


def _arrows(seen):
    """(label, from, to) in positions: to the first element, and from there one step along each axis."""
    if 0 in seen.shape:
        return []
    arrows = [(f"offset {seen.offset}", 0, seen.offset)] if seen.offset else []
    for axis in reversed(range(seen.ndim)):
        stride = seen.strides[axis]
        if seen.shape[axis] > 1:
            what = f"next along dim {axis}: {stride:+d}" if stride else f"next along dim {axis}: +0, the same again"
            arrows.append((what, seen.offset, seen.offset + stride))
    return arrows


def _guide(x, top, bottom):
    """A faint line from a cell down to an arrow."""
    style = 'class="zg-line" style="stroke-opacity:.4" stroke-dasharray="2 3"'
    return f'<path {style} d="M{x:.1f} {top}V{bottom:.1f}"/>'


def _arrow(begin, end, y, label):
    """A dimension line at height y, and its label at the right, on paper so that no guide runs through it."""
    if begin == end:
        mark = f'<circle class="zg-value" cx="{begin:.1f}" cy="{y:.1f}" r="3.5"/>'
    else:
        tip, style = 7 if end < begin else -7, "stroke:var(--zg-value);stroke-opacity:1"
        mark = f'<path class="zg-line" style="{style}" d="M{begin:.1f} {y:.1f}H{end:.1f}"/>'
        mark += f'<path class="zg-value" d="M{end:.1f} {y:.1f}l{tip} -4v8z"/>'
    right, width = max(begin, end) + ARROW_GAP, text_width(label, LABEL_SIZE)
    paper = f'<rect class="zg-paper" x="{right - 2:.1f}" y="{y - 8:.1f}" width="{width:.1f}" height="16"/>'
    return mark + paper + write(right, y + 4, label, LABEL_SIZE, "zg-value")
