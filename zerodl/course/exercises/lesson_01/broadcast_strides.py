"""kernels.strides.broadcast_strides: broadcasting copies nothing."""

from ....kernels.strides import broadcast_strides, contiguous_strides
from ...observe import observe
from ...record import Exercise
from ...text import Text
from .layout import only_what_counts

record = Exercise(
    "kernels.strides.broadcast_strides",
    lesson="01",
    points=10,
    minutes=6,
    difficulty=2,
    importance=4,
    role="rung",
    task=Text(en="Give the strides by which an array is read as if it had a larger shape."),
    hints=(
        Text(
            en="There are three kinds of axes: those that the array does not have, those that it has with length 1 and "
            "that are stretched, and those that stay as they are. How far must one step along each of them lead?"
        ),
        Text(
            en="Where an element is to be read again, the step leads nowhere: stride 0. That holds for new axes and "
            "for stretched ones. All others keep their stride."
        ),
        Text(
            en="The number of new axes is the difference of the two `len`s; each of them brings a 0 in front. Then go "
            "through `shape`, `strides` and the rest of `new_shape` together, with `zip`: 0 where the two lengths "
            "differ, else the stride."
        ),
    ),
)


def stretched(shape, strides, new_shape):
    names = [f"stride of dim {axis}" for axis in range(len(new_shape))]
    seen = observe(broadcast_strides, returns=names, shape=shape, strides=strides, new_shape=new_shape)
    if "result" in seen:
        seen["result"] = only_what_counts(list(new_shape), seen["result"])
    return seen


@record.scenario("by hand: a column, read as 3 columns")
def by_hand(rng):
    return stretched((2, 1), (4, 2), (2, 3))


@record.scenario("a matrix, read as a stack of 4; a row, read as 4 rows")
def new_axes(rng):
    return [stretched((4, 3), (3, 1), (4, 4, 3)), stretched((3,), (1,), (4, 3))]


@record.scenario("a single number")
def a_number(rng):
    return stretched((), (), (2, 3))


@record.scenario("nothing to stretch")
def as_it_is(rng):
    return [stretched((4, 3), (3, 1), (4, 3)), stretched((5,), (2,), (5,))]


@record.scenario("a view with strides of its own")
def a_view(rng):
    return [stretched((3, 1, 4), (2, 50, 9), (3, 2, 4)), stretched((1, 4), (7, -3), (6, 4))]


@record.scenario("new axes and stretched ones together")
def both(rng):
    return [stretched((2, 1, 3), (1, 90, 11), (5, 2, 4, 3)), stretched((1, 3), (8, 2), (2, 2, 6, 3))]


@record.scenario("strides, lengths and repetitions by lot")
def by_lot(rng):
    results = []
    for _ in range(4):
        shape = tuple(int(n) for n in rng.choice([1, 2, 3, 5], size=3))
        strides = tuple(int(n) for n in rng.integers(2, 40, size=3))
        new_shape = tuple(4 if n == 1 and rng.random() < 0.7 else n for n in shape)
        front = tuple(int(n) for n in rng.integers(2, 6, size=rng.integers(0, 3)))
        results.append(stretched(shape, strides, front + new_shape))
    return results


@record.scenario("a square, where the lengths do not tell the axes apart")
def square(rng):
    return [stretched((3,), (5,), (3, 3)), stretched((3, 1), (5, 7), (3, 3))]


@record.mistake(
    en="A stretched axis kept its stride, so that reading along it runs into the next elements. There is only one "
    "element on it, which is to be read again: stride 0."
)
def stretched_kept(shape, strides, new_shape):
    return (0,) * (len(new_shape) - len(shape)) + tuple(strides)


@record.mistake(
    when=lambda got, expected: got[0]["result"] == [*expected[0]["result"][1:], 0],
    en="The new axes were put at the end. Shapes are lined up on the right, so the axes that are missing are the first "
    "ones.",
)
def new_at_the_end(shape, strides, new_shape):
    kept = tuple(0 if old != new else stride for old, stride, new in zip(shape, strides, new_shape))
    return kept + (0,) * (len(new_shape) - len(shape))


@record.mistake(
    en="`shape` and `new_shape` were compared from the left. They are lined up on the right: leave out the new axes of "
    "`new_shape` before you compare."
)
def compared_from_the_left(shape, strides, new_shape):
    kept = tuple(0 if old != new else stride for old, stride, new in zip(shape, strides, new_shape))
    return (0,) * (len(new_shape) - len(shape)) + kept


@record.mistake(
    en="`zip` went through the shapes from the left, and stopped at the shorter one. They are lined up on the right, "
    "and every axis of `new_shape` needs a stride: those in front are new."
)
def zipped_from_the_left(shape, strides, new_shape):
    return tuple(0 if old != new else stride for old, stride, new in zip(shape, strides, new_shape))


@record.mistake(
    en="Each axis was looked up by its length. Two axes may be equally long: it is the place, counted from the right, "
    "that says which stride belongs to which axis."
)
def looked_up_by_length(shape, strides, new_shape):
    return tuple(strides[shape.index(n)] if n in shape else 0 for n in new_shape)


@record.mistake(
    en="Right for the axes that the array has. The new ones in front got stride 1, which leads to the next element; "
    "the same elements are to be read again."
)
def one_for_new_axes(shape, strides, new_shape):
    added = len(new_shape) - len(shape)
    return (1,) * added + tuple(0 if o != n else s for o, s, n in zip(shape, strides, new_shape[added:]))


@record.mistake(
    en="These are the strides of a new array of the new shape, as if everything had been copied there. Nothing is "
    "copied: read the old elements again."
)
def as_if_copied(shape, strides, new_shape):
    return contiguous_strides(new_shape)


@record.mistake(
    en="Right for an array that lies row by row; but its own strides were not looked at. It may be a view, with "
    "elements anywhere: axes that are not stretched keep the stride that they have."
)
def own_strides_ignored(shape, strides, new_shape):
    added = len(new_shape) - len(shape)
    usual = contiguous_strides(shape)
    return (0,) * added + tuple(0 if o != n else s for o, s, n in zip(shape, usual, new_shape[added:]))


@record.mistake(
    en="Only the axes that the array has got a stride. Each axis of `new_shape` needs one: those in front get 0."
)
def new_left_out(shape, strides, new_shape):
    added = len(new_shape) - len(shape)
    return tuple(0 if o != n else s for o, s, n in zip(shape, strides, new_shape[added:]))


@record.mistake(
    en="Axes that are read again got stride 1, which leads to the next element. To stay at the same one takes stride 0."
)
def one_instead_of_zero(shape, strides, new_shape):
    added = len(new_shape) - len(shape)
    return (1,) * added + tuple(1 if o != n else s for o, s, n in zip(shape, strides, new_shape[added:]))


@record.mistake(en="The numbers are right, but they came as a list. Strides are a tuple: `tuple(...)`.")
def as_a_list(shape, strides, new_shape):
    added = len(new_shape) - len(shape)
    return [0] * added + [0 if o != n else s for o, s, n in zip(shape, strides, new_shape[added:])]


@record.variant
def every_length_one_gets_zero(shape, strides, new_shape):
    result = [0] * len(new_shape)
    for axis in range(1, len(shape) + 1):
        if shape[-axis] > 1:
            result[-axis] = strides[-axis]
    return tuple(result)


@record.variant
def as_if_it_had_the_axes(shape, strides, new_shape):
    added = len(new_shape) - len(shape)
    shape, strides = (1,) * added + tuple(shape), (0,) * added + tuple(strides)
    return tuple(s if shape[i] == new_shape[i] else 0 for i, s in enumerate(strides))
