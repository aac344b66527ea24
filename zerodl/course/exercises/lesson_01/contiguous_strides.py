"""kernels.strides.contiguous_strides: how far apart neighbours lie."""

import math

import numpy as np

from ....kernels.strides import contiguous_strides
from ...observe import observe
from ...record import Exercise
from ...text import Text

record = Exercise(
    "kernels.strides.contiguous_strides",
    lesson="01",
    points=10,
    minutes=6,
    difficulty=2,
    importance=4,
    role="production",
    task=Text(en="Give the strides of an array of this shape whose elements lie row by row."),
    hints=(
        Text(
            en="One step along an axis passes over everything that the axes to its right hold together. To the right "
            "of the last axis there is nothing: its neighbours lie side by side."
        ),
        Text(
            en="How many elements do axes of lengths 3 and 4 hold together? And an empty list of axes holds one single "
            "element. `math.prod` knows both."
        ),
        Text(
            en="For each axis, multiply the lengths of all axes after it, `shape[axis + 1:]`, with `math.prod`. "
            "Collect the products in a tuple."
        ),
    ),
)


def strides_of(shape):
    return observe(contiguous_strides, shape=shape, returns=[f"stride of dim {axis}" for axis in range(len(shape))])


@record.scenario("by hand: 3 rows of 5, and 4 matrices of 2 rows of 5")
def by_hand(rng):
    return [strides_of((3, 5)), strides_of((4, 2, 5))]


@record.scenario("one axis, and none")
def few_axes(rng):
    return [strides_of((7,)), strides_of(())]


@record.scenario("an axis of length 1 among others")
def length_one(rng):
    return strides_of((3, 1, 4))


@record.scenario("an axis of length 0: strides are products of the lengths behind")
def empty(rng):
    return [strides_of((0, 3)), strides_of((2, 0, 4)), strides_of((3, 0))]


@record.scenario("five axes")
def five_axes(rng):
    return strides_of(tuple(int(n) for n in rng.integers(2, 7, size=5)))


@record.scenario("every stride is a whole number")
def whole(rng):
    kinds = ["int" if isinstance(stride, (int, np.integer)) else type(stride).__name__
             for stride in contiguous_strides((2, 3))]  # fmt: skip
    return {"call": "the types of contiguous_strides((2, 3))", "result": kinds}


@record.mistake(
    en="The numbers are right, and stand in the opposite order: the *last* axis is the one whose neighbours lie side "
    "by side, with stride 1."
)
def opposite_order(shape):
    strides, step = [], 1
    for length in reversed(shape):
        strides.append(step)
        step *= length
    return tuple(strides)


@record.mistake(
    en="These are the strides of an array that lies in memory column by column: the first axis got stride 1. Row by "
    "row, it is the last."
)
def column_by_column(shape):
    strides, step = [], 1
    for length in shape:
        strides.append(step)
        step *= length
    return tuple(strides)


@record.mistake(
    en="The axis' own length was multiplied in. One step along an axis passes over what lies to its right only; the "
    "last stride is 1."
)
def with_own_length(shape):
    return tuple(math.prod(shape[axis:]) for axis in range(len(shape)))


@record.mistake(
    en="Only the next axis was counted. That is right for two axes; with more, one step passes over *all* axes to the "
    "right, so their lengths are multiplied."
)
def only_the_next(shape):
    return tuple(shape[1:]) + (1,) if shape else ()


@record.mistake(
    en="The lengths were added. 3 rows of 4 are 12 elements, not 7: multiply.",
)
def added_up(shape):
    return tuple(sum(shape[axis + 1 :]) if axis + 1 < len(shape) else 1 for axis in range(len(shape)))


@record.mistake(
    en="These count bytes, 8 for each element, as NumPy's strides do. Here strides count elements, as in PyTorch."
)
def in_bytes(shape):
    return tuple(8 * math.prod(shape[axis + 1 :]) for axis in range(len(shape)))


@record.mistake(
    en="All strides are 1. Only the last axis has its neighbours side by side; along the others, a step passes over "
    "whole rows."
)
def all_one(shape):
    return (1,) * len(shape)


@record.mistake(
    en="Right for two axes, and for no other number of them. An array may have any number of axes: go through them in "
    "a loop."
)
def rows_and_columns_only(shape):
    rows, columns = shape
    return columns, 1


@record.mistake(
    en="Two strides came, however many axes there are. Each axis has a stride of its own: go through them in a loop."
)
def always_two(shape):
    return (shape[1], 1)


@record.mistake(en="The numbers are right, but they came as a list. Shapes and strides are tuples: `tuple(...)`.")
def as_a_list(shape):
    return [math.prod(shape[axis + 1 :]) for axis in range(len(shape))]


@record.mistake(
    en="Right but for the kind of number: `np.prod` of no numbers is 1.0, a float, and no element lies 1.0 further on. "
    "`math.prod` gives whole numbers."
)
def with_numpys_prod(shape):
    return tuple(np.prod(shape[axis + 1 :]) for axis in range(len(shape)))


@record.variant
def from_the_right(shape):
    strides, step = (), 1
    for length in reversed(shape):
        strides = (step, *strides)
        step *= length
    return strides


@record.variant
def counted_by_hand(shape):
    strides = [1] * len(shape)
    for axis in range(len(shape) - 1, 0, -1):
        strides[axis - 1] = strides[axis] * shape[axis]
    return tuple(strides)


@record.mistake(
    en="A length of 0 stopped it, since nothing can be divided by 0. Multiply the lengths behind each axis instead of "
    "dividing the number of elements by those before it."
)
def divided_down(shape):
    strides, left = [], math.prod(shape)
    for length in shape:
        left //= length
        strides.append(left)
    return tuple(strides)
