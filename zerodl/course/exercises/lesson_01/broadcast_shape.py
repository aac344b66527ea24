"""kernels.strides.broadcast_shape: which shapes go together."""

import numpy as np

from ....autograd.shapes import broadcast
from ....errors import ShapeError
from ....kernels.strides import broadcast_shape
from ...observe import raised
from ...record import Exercise
from ...text import Text
from .layout import same_kind

record = Exercise(
    "kernels.strides.broadcast_shape",
    lesson="01",
    points=15,
    minutes=15,
    difficulty=3,
    importance=5,
    role="production",
    task=Text(en="Find the shape of the result when arrays of these shapes meet, or refuse."),
    hints=(
        Text(
            en="Make all shapes equally long first: a shape with too few axes gets lengths of 1 in front. After that, "
            "every axis is a question of its own."
        ),
        Text(
            en="On one axis, forget the 1s. If nothing is left, the result is 1; if all that is left is one length, "
            "however often, it is that; if there are two different ones, the shapes do not fit. A `set` of the lengths "
            "forgets how often."
        ),
        Text(
            en="`ndim` is the largest `len(shape)`. Put `(1,) * (ndim - len(shape))` in front of each shape, and let "
            "`zip(*lined_up)` give you the lengths of one axis at a time. `set(lengths) - {1}` is what decides: empty, "
            "one element, or more."
        ),
    ),
)


def meet(*shapes):
    """What comes of shapes that meet; any ValueError will do for those that do not fit."""
    call = {"call": f"broadcast_shape({', '.join(map(str, shapes))})"}
    try:
        result = broadcast_shape(*shapes)
    except Exception as error:
        return same_kind(call | raised(error), "ValueError", ("ShapeError",))
    return call | {"returned": type(result).__name__, "result": list(result) if type(result) is tuple else result}


@record.scenario("by hand: 2 rows of 3, and one row of 3")
def by_hand(rng):
    return meet((2, 3), (3,))


@record.scenario("a column and a row")
def column_and_row(rng):
    return [meet((4, 1), (1, 5)), meet((4, 1), (5,))]


@record.scenario("a single number, and equal shapes")
def number_and_equal(rng):
    return [meet((), (2, 3)), meet((4, 2), (4, 2)), meet((), ())]


@record.scenario("lengths of 1 on both sides")
def ones(rng):
    return [meet((1, 3), (1, 1)), meet((2, 1, 4), (3, 1))]


@record.scenario("three shapes, and one alone")
def other_counts(rng):
    return [meet((3,), (2, 1), (5, 1, 1)), meet((2, 3), (), (1,)), meet((4, 1, 2))]


@record.scenario("random shapes that fit")
def random_fitting(rng):
    results = []
    for _ in range(10):
        full = [int(n) for n in rng.integers(1, 6, size=4)]
        shapes = [tuple(n if rng.random() < 0.6 else 1 for n in full)[rng.integers(0, 4) :] for _ in range(3)]
        results.append(meet(*shapes))
    return results


@record.scenario("an axis of length 0")
def empty(rng):
    return [meet((0, 3), (1, 3)), meet((3, 1), (0,)), meet((0,), (0,))]


@record.scenario("shapes that do not fit are refused")
def refused(rng):
    pairs = [meet((2, 3), (4,)), meet((2, 3), (2,)), meet((3, 2), (2, 3)), meet((2,), (4,)), meet((2,), (0,))]
    return [*pairs, meet((3,), (1, 3), (4, 2)), meet((1,), (2,), (3,)), meet((5, 1), (3,), (2, 1, 4))]


@record.scenario("in the framework: its message for shapes that do not fit")
def in_the_framework(rng):
    try:
        return {"call": "add of shapes (2, 3) and (4,)", "result": str(broadcast("add", (2, 3), (4,)))}
    except ValueError as error:
        return {"call": "add of shapes (2, 3) and (4,)", "says": str(error)[:60]}


@record.mistake(
    en="The shapes were lined up on the left. Broadcasting lines them up on the right: the last axes meet each other."
)
def lined_up_on_the_left(*shapes):
    ndim = max(len(shape) for shape in shapes)
    result = []
    for lengths in zip(*(tuple(shape) + (1,) * (ndim - len(shape)) for shape in shapes)):
        longer = set(lengths) - {1}
        if len(longer) > 1:
            raise ValueError("no fit")
        result.append(longer.pop() if longer else 1)
    return tuple(result)


@record.mistake(
    en="The right shape for shapes that fit, and for an axis of length 0, but nothing is ever refused: 3 and 4 cannot "
    "meet. Raise a ValueError."
)
def never_refuses(*shapes):
    ndim = max(len(shape) for shape in shapes)
    lined_up = [(1,) * (ndim - len(shape)) + tuple(shape) for shape in shapes]
    return tuple(0 if 0 in lengths else max(lengths) for lengths in zip(*lined_up))


@record.mistake(
    when=lambda got, expected: expected[0]["result"] == [0, 3] and got[0]["raised"] == "ValueError",
    en="The longest length was taken. That is right until a length of 0 meets a 1: an empty axis stays empty, since a "
    "1 takes the other's length, whatever it is.",
)
def took_the_maximum(*shapes):
    ndim = max(len(shape) for shape in shapes)
    result = []
    for lengths in zip(*((1,) * (ndim - len(shape)) + tuple(shape) for shape in shapes)):
        if len(set(lengths) - {1}) > 1:
            raise ValueError("no fit")
        result.append(max(lengths))
    return tuple(result)


@record.mistake(
    en="Right where all shapes have equally many axes. Of those that a shape lacks, the result was cut off: they count "
    "as 1, in front."
)
def cut_to_the_shortest(*shapes):
    result = []
    for lengths in zip(*(reversed(shape) for shape in shapes)):
        longer = set(lengths) - {1}
        if len(longer) > 1:
            raise ValueError("no fit")
        result.insert(0, longer.pop() if longer else 1)
    return tuple(result)


@record.mistake(en="Lengths were asked to be equal. A 1 goes together with any length too, and takes it over.")
def only_equal(*shapes):
    ndim = max(len(shape) for shape in shapes)
    result = []
    for axis in range(-ndim, 0):
        lengths = {shape[axis] for shape in shapes if len(shape) >= -axis}
        if len(lengths) > 1:
            raise ValueError("no fit")
        result.append(lengths.pop())
    return tuple(result)


@record.mistake(
    en="Only the first two shapes were looked at. An operation may have any number of inputs; `where`, for one, has "
    "three."
)
def only_two(*shapes):
    shapes = (*shapes, (), ())[:2]
    ndim = max(len(shape) for shape in shapes)
    result = []
    for lengths in zip(*((1,) * (ndim - len(shape)) + tuple(shape) for shape in shapes)):
        longer = set(lengths) - {1}
        if len(longer) > 1:
            raise ValueError("no fit")
        result.append(longer.pop() if longer else 1)
    return tuple(result)


@record.mistake(
    en="The axes came out in the opposite order. If you go through them from the right, turn the result round at the "
    "end."
)
def not_turned_back(*shapes):
    ndim = max(len(shape) for shape in shapes)
    lined_up = [(1,) * (ndim - len(shape)) + tuple(shape) for shape in shapes]
    result = []
    for lengths in zip(*(shape[::-1] for shape in lined_up)):
        longer = set(lengths) - {1}
        if len(longer) > 1:
            raise ValueError("no fit")
        result.append(longer.pop() if longer else 1)
    return tuple(result)


@record.mistake(en="The numbers are right, but they came as a list. A shape is a tuple: `tuple(...)`.")
def as_a_list(*shapes):
    ndim = max(len(shape) for shape in shapes)
    result = []
    for lengths in zip(*((1,) * (ndim - len(shape)) + tuple(shape) for shape in shapes)):
        longer = set(lengths) - {1}
        if len(longer) > 1:
            raise ValueError("no fit")
        result.append(longer.pop() if longer else 1)
    return result


@record.mistake(
    en="The lengths were multiplied. Where 3 meets 3 the result has 3, and where 1 meets 3 too: nothing is combined "
    "with everything."
)
def multiplied(*shapes):
    ndim = max(len(shape) for shape in shapes)
    result = [1] * ndim
    for shape in shapes:
        for axis in range(-len(shape), 0):
            result[axis] *= shape[axis]
    return tuple(result)


@record.variant
def with_zip_longest(*shapes):
    from itertools import zip_longest

    result = []
    for lengths in zip_longest(*(shape[::-1] for shape in shapes), fillvalue=1):
        length = 1
        for n in lengths:
            if n != 1 and length not in (1, n):
                raise ValueError(f"{n} meets {length}")
            length = length if n == 1 else n
        result.append(length)
    return tuple(result[::-1])


@record.variant
def two_at_a_time(*shapes):
    result = ()
    for shape in shapes:
        shape = tuple(shape)
        ndim = max(len(result), len(shape))
        a, b = (1,) * (ndim - len(result)) + result, (1,) * (ndim - len(shape)) + shape
        if any(m != n and m != 1 and n != 1 for m, n in zip(a, b)):
            raise ShapeError(f"{a} and {b} do not fit")
        result = tuple(n if m == 1 else m for m, n in zip(a, b))
    return result


@record.variant
def asks_numpy(*shapes):
    return np.broadcast_shapes(*shapes)
