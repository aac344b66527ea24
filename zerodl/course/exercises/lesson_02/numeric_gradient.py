"""autograd.gradcheck.numeric_gradient: the slope found by trying."""

import numpy as np

from ....autograd.gradcheck import numeric_gradient
from ...observe import observe
from ...record import Exercise
from ...text import Text

record = Exercise(
    "autograd.gradcheck.numeric_gradient",
    lesson="02",
    points=10,
    minutes=10,
    difficulty=2,
    importance=5,
    role="production",
    task=Text(en="Find the slope of a function in every direction by nudging one number at a time, both ways."),
    hints=(
        Text(
            en="Each slope is a question of its own: nudge only that number, leave the others, and compare two calls "
            "of `f`."
        ),
        Text(
            en="`x.copy()` makes an array that you may change. You need two of them for each position: one with the "
            "number a little larger, one with it a little smaller. `for i in np.ndindex(x.shape)` visits every "
            "position of an array of any shape."
        ),
        Text(
            en="Inside the loop: copy `x` twice, add `step` at `[i]` of one copy and subtract it at `[i]` of the "
            "other, then divide the difference of the two values of `f` by the whole distance between the two points, "
            "which is not `step`."
        ),
    ),
)


def sum_of_squares(x):
    return np.sum(x**2)


def product(x):
    return np.prod(x)


@record.scenario("by hand: the sum of squares")
def by_hand(rng):
    return observe(numeric_gradient, f=sum_of_squares, x=np.array([3.0, -1.0]), step=0.5)


@record.scenario("a bend: x cubed")
def cubed(rng):
    def sum_of_cubes(x):
        return np.sum(x**3)

    return observe(numeric_gradient, f=sum_of_cubes, x=rng.normal(size=4), step=1e-3)


@record.scenario("a matrix, every number matters differently")
def a_matrix(rng):
    return observe(numeric_gradient, f=product, x=rng.uniform(1, 2, size=(2, 3)), step=1e-3)


@record.scenario("a function that uses the matrix as a matrix")
def rows_matter(rng):
    def first_row_times_second(x):
        return float(x[0] @ x[1])

    return observe(numeric_gradient, f=first_row_times_second, x=rng.normal(size=(2, 3)), step=1e-3)


@record.scenario("a single number, shape ()")
def a_number(rng):
    return observe(numeric_gradient, f=sum_of_squares, x=np.array(rng.normal()), step=1e-3)


@record.mistake(
    en="The slope was taken from one side only, from x to x + step. Take it from x − step to x + step: the bend of "
    "the curve then cancels out, and the error shrinks with step² instead of step."
)
def one_sided(f, x, step=1e-5):
    slopes = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        up = x.copy()
        up[i] += step
        slopes[i] = (f(up) - f(x)) / step
    return slopes


@record.mistake(en="Every slope is twice too large: the two points are 2·step apart, not step.")
def divided_by_step(f, x, step=1e-5):
    slopes = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        up, down = x.copy(), x.copy()
        up[i] += step
        down[i] -= step
        slopes[i] = (f(up) - f(down)) / step
    return slopes


@record.mistake(
    en="All numbers were nudged at once, so every slope came out as their sum. Nudge one position, `[i]`, at a time."
)
def nudged_together(f, x, step=1e-5):
    return np.ones(x.shape) * (f(x + step) - f(x - step)) / (2 * step)


@record.mistake(
    en="The nudges were not taken back: each position was tried with the earlier ones still moved. Start from a fresh "
    "copy of `x` at every position."
)
def nudges_stay(f, x, step=1e-5):
    slopes = np.zeros(x.shape)
    up, down = x.copy(), x.copy()
    for i in np.ndindex(x.shape):
        up[i] += step
        down[i] -= step
        slopes[i] = (f(up) - f(down)) / (2 * step)
    return slopes


@record.mistake(
    en="Every slope is 0, because `up = x` makes no copy: both names mean the same array, and the two nudges cancel. "
    "Write `x.copy()`."
)
def no_copy(f, x, step=1e-5):
    slopes = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        up = x
        down = x
        up[i] += step
        down[i] -= step
        slopes[i] = (f(up) - f(down)) / (2 * step)
    return slopes


@record.mistake(
    en="The sign is wrong everywhere: subtract the value at the lower point from the value at the upper one."
)
def wrong_way_round(f, x, step=1e-5):
    slopes = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        up, down = x.copy(), x.copy()
        up[i] += step
        down[i] -= step
        slopes[i] = (f(down) - f(up)) / (2 * step)
    return slopes


@record.variant
def forth_and_back(f, x, step=1e-5):
    x = x.copy()
    slopes = np.zeros_like(x)
    for i in np.ndindex(*x.shape):
        middle = x[i]
        x[i] = middle + step
        above = f(x)
        x[i] = middle - step
        below = f(x)
        x[i] = middle
        slopes[i] = (above - below) / step / 2
    return slopes


@record.variant
def with_unit_vectors(f, x, step=1e-5):
    directions = np.eye(x.size).reshape((x.size, *x.shape)) * step
    return np.array([(f(x + d) - f(x - d)) / (2 * step) for d in directions]).reshape(x.shape)
