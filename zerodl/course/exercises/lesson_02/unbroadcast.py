"""autograd.shapes.unbroadcast: the way back through broadcasting."""

import numpy as np

from ....autograd.shapes import unbroadcast
from ...observe import observe
from ...record import Exercise
from ...text import Text

record = Exercise(
    "autograd.shapes.unbroadcast",
    lesson="02",
    points=15,
    minutes=12,
    difficulty=3,
    importance=5,
    role="production",
    task=Text(en="Sum the gradient of a broadcast array back to the shape that the array had."),
    hints=(
        Text(
            en="Two kinds of axes must go: those that broadcasting put in front because the array had fewer axes, and "
            "those that it stretched from length 1. The first vanish, the second stay with length 1."
        ),
        Text(
            en="`g.ndim - len(shape)` axes were added in front. Axis `i` of `shape` is axis `added + i` of `g`; it "
            "was stretched if `shape[i]` is 1. Collect all these axis numbers of `g` in one tuple."
        ),
        Text(
            en="Sum over that tuple with `np.sum(g, axis=..., keepdims=True)`: every summed axis then has length 1, "
            "and `np.reshape(..., shape)` drops those in front."
        ),
    ),
)


def case(rng, from_shape, to_shape):
    return observe(unbroadcast, g=rng.integers(-9, 10, size=from_shape).astype(np.float64), shape=to_shape)


@record.scenario("by hand: a row that was copied to two rows")
def by_hand(rng):
    return observe(unbroadcast, g=np.array([[1.0, 2.0, 3.0], [10.0, 20.0, 30.0]]), shape=(3,))


@record.scenario("a column that was stretched")
def stretched(rng):
    return observe(unbroadcast, g=np.array([[1.0, 2.0, 3.0], [10.0, 20.0, 30.0]]), shape=(2, 1))


@record.scenario("nothing was broadcast")
def same_shape(rng):
    return case(rng, (2, 3), (2, 3))


@record.scenario("both at once: (2, 1) to (4, 2, 3)")
def both(rng):
    return case(rng, (4, 2, 3), (2, 1))


@record.scenario("a single number, shape ()")
def a_number(rng):
    return case(rng, (2, 3), ())


@record.scenario("lengths of 1 that stay, two axes in front, one in the middle")
def many_axes(rng):
    return [
        case(rng, (5, 1, 3), (1, 3)),
        case(rng, (2, 3, 4), (4,)),
        case(rng, (2, 3, 4), (2, 1, 4)),
        case(rng, (3, 3, 3), (3, 1)),
    ]


@record.scenario("a square, where the lengths do not tell the axes apart")
def square(rng):
    return [case(rng, (3, 3), (3,)), case(rng, (3, 3), (3, 1)), case(rng, (3, 3), (1, 3))]


@record.scenario("an empty batch")
def empty(rng):
    return observe(unbroadcast, g=np.zeros((0, 3)), shape=(3,))


@record.mistake(
    en="The axes in front were summed away, the stretched ones were not: an axis of length 1 in `shape` that is "
    "longer in `g` was copied too."
)
def only_in_front(g, shape):
    while g.ndim > len(shape):
        g = np.sum(g, axis=0)
    return g


@record.mistake(
    when=lambda got, expected: (
        got["result"].shape == tuple(n for n in expected["result"].shape if n != 1) != expected["result"].shape
    ),
    en="The stretched axis was summed, but it vanished. It was there before, with length 1, and must stay: sum with "
    "keepdims=True.",
)
def axis_lost(g, shape):
    while g.ndim > len(shape):
        g = np.sum(g, axis=0)
    return np.sum(g, axis=tuple(i for i, n in enumerate(shape) if n == 1 and g.shape[i] != 1))


@record.mistake(
    en="The copies were averaged. Each copy had an effect of its own on the result, and effects add up: take the sum."
)
def averaged(g, shape):
    added = g.ndim - len(shape)
    axes = (*range(added), *(added + i for i, n in enumerate(shape) if n == 1))
    return np.reshape(np.mean(g, axis=axes, keepdims=True), shape)


@record.mistake(en="One of the copies was taken and the others were dropped. All of them report: take their sum.")
def first_copy(g, shape):
    added = g.ndim - len(shape)
    g = g[(0,) * added]
    return g[tuple(slice(0, 1) if n == 1 else slice(None) for n in shape)]


@record.mistake(
    en="The gradient came back as it was. Where its shape differs from `shape`, the copies have to be summed."
)
def unchanged(g, shape):
    return g


@record.mistake(
    en="The added axes were looked for at the end. Broadcasting lines shapes up on the right, so the missing axes are "
    "the first ones of `g`."
)
def summed_at_the_end(g, shape):
    while g.ndim > len(shape):
        g = np.sum(g, axis=-1)
    return np.sum(g, axis=tuple(i for i, n in enumerate(shape) if n == 1), keepdims=True)


@record.mistake(
    en="`reshape` only rearranges: it cannot turn many copies into one element. Sum over the copied axes first.",
)
def only_reshaped(g, shape):
    return np.reshape(g, shape)


@record.mistake(
    when=lambda got, expected: got["raised"] == "TypeError" and "list" in got["message"],
    en="`np.sum` wants several axes as a tuple, not as a list: write `axis=tuple(axes)`.",
)
def axes_in_a_list(g, shape):
    added = g.ndim - len(shape)
    axes = [*range(added), *(added + i for i, n in enumerate(shape) if n == 1)]
    return np.reshape(np.sum(g, axis=axes, keepdims=True), shape)


@record.mistake(
    en="The stretched axes were counted from the left of `shape`. Shapes are lined up on the right: axis i of `shape` "
    "is axis i of `g` plus the number of axes that were added in front."
)
def not_lined_up(g, shape):
    added = g.ndim - len(shape)
    axes = {*range(added), *(i for i, n in enumerate(shape) if n == 1)}
    return np.reshape(np.sum(g, axis=tuple(axes), keepdims=True), shape)


@record.mistake(
    en="Everything was added up to one number. Only the axes that broadcasting added or stretched are summed."
)
def summed_all(g, shape):
    return np.sum(g)


@record.variant
def one_axis_at_a_time(g, shape):
    while g.ndim > len(shape):
        g = g.sum(axis=0)
    for i, n in enumerate(shape):
        if n == 1:
            g = g.sum(axis=i, keepdims=True)
    return g


@record.variant
def with_padded_shape(g, shape):
    padded = (1,) * (len(g.shape) - len(shape)) + tuple(shape)
    axes = tuple(i for i in range(len(padded)) if padded[i] == 1)
    return np.sum(g, axis=axes, keepdims=True).reshape(shape)
