"""Two arrays that meet in one operation: their shapes lined up on the right, and what each is stretched to."""

from dataclasses import dataclass

import numpy as np

from ..errors import ArgumentError
from ..kernels.strided import Strided
from ..kernels.strides import broadcast_shape
from .cells import GAP, HEIGHT, Cells, cell
from .graph import Drawing
from .grid import TINTS
from .memory import as_strided, positions
from .svg import page, text_width, write

MOST_ELEMENTS = 60
WIDEST = 800
COLUMN, NAME_SIZE, SENTENCE_SIZE = 40, 13, 12


@dataclass(frozen=True)
class Meeting:
    """What happens to two shapes on one axis, counted from the right: −1 is the last."""

    axis: int
    lengths: tuple  # of a and of b, None where the shape has no such axis

    @property
    def fits(self):
        """Whether the lengths are equal, or one of them is 1 or missing."""
        first, second = (1 if n is None else n for n in self.lengths)
        return first == second or 1 in (first, second)

    def tell(self, strides=True):
        """One sentence. Args: strides: say by which stride an element is read again."""
        (first, second), where = self.lengths, f"dim {self.axis}"
        if not self.fits:
            return f"{where}: {first} meets {second}; neither is 1, so these shapes do not fit."
        if first == second:
            return f"{where}: {first} meets {second}, equal."
        if None in self.lengths:
            who, other = ("a", second) if first is None else ("b", first)
            return f"{where}: {who} has no such axis" + (f" and is repeated {other} times." if other != 1 else ".")
        who, longer = ("a", second) if first == 1 else ("b", first)
        return f"{where}: {first} meets {second}, so {who} is read {longer} times{', with stride 0' * strides}."


def meetings(a, b):
    """A Meeting for each axis of two shapes lined up on the right, the first axis first.

    Example:
        >>> for meeting in meetings((2, 1), (3,)):
        ...     print(meeting.tell())
        dim -2: b has no such axis and is repeated 2 times.
        dim -1: 1 meets 3, so a is read 3 times, with stride 0.
    """
    ndim = max(len(a), len(b))
    first, second = ((None,) * (ndim - len(shape)) + tuple(shape) for shape in (a, b))
    return [Meeting(axis - ndim, lengths) for axis, lengths in enumerate(zip(first, second))]


def draw_broadcast(a, b, strides=True):
    """Draw how two arrays are brought to one shape, and their sum.

    Shapes are lined up on the right. An axis that is stretched or missing is hatched, and so is, in the arrays below,
    every element that is read again; it has the colour of the one that it repeats.

    Args:
        a, b: numbers, NumPy arrays, Tensors or Strideds of at most 3 axes.
        strides: say by which strides the two are read.
    Returns: a Drawing. Of shapes that do not fit it says where.
    Raises: ArgumentError if there is too much to draw.
    Example:
        >>> draw_broadcast(np.array([[10], [20]]), np.array([1, 2, 3]))
        a (2, 1) and b (3,) meet as (2, 3)
        dim -2: b has no such axis and is repeated 2 times.
        dim -1: 1 meets 3, so a is read 3 times, with stride 0.
        a is read with strides (1, 0), b with strides (0, 1)
        a + b = [[11, 12, 13], [21, 22, 23]]
    """
    a, b = as_strided(a), as_strided(b)
    met = meetings(a.shape, b.shape)
    if len(met) > 3 or np.prod([max(n or 1 for n in meeting.lengths) for meeting in met]) > MOST_ELEMENTS:
        raise ArgumentError(
            f"draw_broadcast: expected at most 3 axes and {MOST_ELEMENTS} elements, got shapes {a.shape} and {b.shape}"
        )
    if not all(meeting.fits for meeting in met):
        told = [f"a {a.shape} and b {b.shape} do not fit", *(meeting.tell(strides) for meeting in met)]
        return Drawing(_page(met, None, [], (a.shape, b.shape), strides), "\n".join(told))
    shape = broadcast_shape(a.shape, b.shape)
    wide_a, wide_b = a.expand(shape), b.expand(shape)
    total = wide_a + wide_b
    told = [
        f"a {a.shape} and b {b.shape} meet as {shape}",
        *(meeting.tell(strides) for meeting in met),
        *([f"a is read with strides {wide_a.strides}, b with strides {wide_b.strides}"] if strides else []),
        f"a + b = {total.numpy().tolist()}",
    ]
    arrays = [("a", wide_a, 0), ("+ b", wide_b, len(a.block)), ("= a + b", total, None)]
    return Drawing(_page(met, shape, arrays, (a.shape, b.shape), strides), "\n".join(told))


def _page(met, shape, arrays, shapes, strides):
    parts, width, y = _lined_up(met, shape, strides)
    x, tallest = 0.0, 0.0
    for title, array, first_tint in arrays:
        cells = _tinted(array, first_tint)
        caption = f"{title}, strides {array.strides}" if strides and first_tint is not None else title
        wide = max(cells.size[0], text_width(caption, SENTENCE_SIZE))
        if x and x + wide > WIDEST:
            x, y, tallest = 0.0, y + tallest + GAP, 0.0
        parts.append(write(x, y + 30, caption, SENTENCE_SIZE, "zg-ink"))
        parts += cells.paint(x, y + 38)
        x, tallest = x + wide + 2 * GAP, max(tallest, cells.size[1] + 38)
        width = max(width, x - 2 * GAP)
    return page(width, y + tallest, parts, f"Broadcasting of shapes {shapes[0]} and {shapes[1]}")


def _lined_up(met, shape, strides):
    """The table of lengths with a sentence for each axis; (parts, width, height)."""
    left = text_width("together", NAME_SIZE, mono=True) + 12
    parts, right = [], left + COLUMN * max(len(met), 1) + 18
    for row, name in enumerate(("a", "b", "together")):
        top = row * (HEIGHT + 4) + (6 if row == 2 else 0)
        parts.append(write(0, top + 19, name, NAME_SIZE, "zg-ink zg-name"))
        if not met:
            parts.append(write(left, top + 19, "()", NAME_SIZE, "zg-soft zg-name"))
        for column, meeting in enumerate(met):
            x = left + column * COLUMN
            if row == 2:
                parts.append(_result(x, top, meeting, shape and shape[column]))
                continue
            length, other = meeting.lengths[row], meeting.lengths[1 - row]
            stretched = meeting.fits and length in (1, None) and other not in (1, None)
            text = "" if length is None else str(length)
            group = row if meeting.fits and length is not None else -1
            parts.append(cell(x, top, COLUMN, text, group, stretched, dashed=length is None))
    sentences = [meeting.tell(strides) for meeting in met] or ["two single numbers: nothing to stretch."]
    for line, (sentence, fits) in enumerate(zip(sentences, [meeting.fits for meeting in met] or [True])):
        parts.append(
            write(right, 19 + line * 20, sentence, SENTENCE_SIZE, "zg-ink" if fits else "zg-grad", bold=not fits)
        )
    width = right + max(text_width(sentence, SENTENCE_SIZE) * (1.08 if shape is None else 1) for sentence in sentences)
    return parts, width, 3 * HEIGHT + 14


def _result(x, top, meeting, length):
    """The cell under two lengths: the result's, or a cross."""
    if meeting.fits:
        return cell(x, top, COLUMN, "" if length is None else str(length))
    return cell(x, top, COLUMN, "") + write(x + COLUMN / 2, top + 19, "✗", 14, "zg-grad", "middle", bold=True)


def _tinted(array, first_tint):
    """The array as Cells: each element in the tint of the one element that it is read from."""
    values = np.asarray(array.numpy())
    if first_tint is None:
        return Cells(values, np.full(values.shape, -1), np.zeros(values.shape, bool))
    where = np.asarray(positions(array))
    if not where.size:
        return Cells(values, where, where > 0)
    first = np.zeros(where.shape, bool)
    first.flat[np.unique(where, return_index=True)[1]] = True
    return Cells(values, (where + first_tint) % len(TINTS), ~first)


def example_arrays(a, b):
    """Two arrays of the given shapes whose sum can be read: tens in the first, ones in the second.

    Example:
        >>> [array.numpy().tolist() for array in example_arrays((2, 1), (3,))]
        [[[10], [20]], [1, 2, 3]]
    """
    sizes = [int(np.prod(shape)) for shape in (a, b)]
    return Strided(10 * np.arange(1, sizes[0] + 1), a), Strided(np.arange(1, sizes[1] + 1), b)
