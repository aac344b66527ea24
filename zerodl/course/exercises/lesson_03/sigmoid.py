"""ops.sigmoid.sigmoid: a formula that is right on paper and breaks in a computer."""

import numpy as np

from ....autograd.tensor import Tensor
from ....ops.sigmoid import sigmoid
from ...observe import observe
from ...record import Exercise
from ...text import Text

record = Exercise(
    "ops.sigmoid.sigmoid",
    lesson="03",
    points=10,
    minutes=8,
    difficulty=3,
    importance=3,
    role="production",
    task=Text(en="Compute the sigmoid so that no exponential overflows and no digit is lost."),
    hints=(
        Text(
            en="There are two ways to write the sigmoid: 1/(1 + e⁻ˣ), and the same with numerator and denominator "
            "multiplied by eˣ. Which exponential stays small where x is negative, which where x is positive?"
        ),
        Text(
            en="e to the power of −|x| is never larger than 1. Where x is positive it is e⁻ˣ, where x is negative it "
            "is eˣ: it serves both ways of writing, and their denominators become the same."
        ),
        Text(
            en="Call that exponential `small`. Then both ways have the denominator 1 + small, and only the numerators "
            "differ: which are they, and how does `np.where` choose between them?"
        ),
    ),
)


def strictly(x):
    """What the sigmoid makes of numbers if an overflow is an error."""
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        return observe(sigmoid, x=x)


@record.scenario("by hand")
def by_hand(rng):
    return observe(sigmoid, x=np.array([-np.log(3.0), 0.0, np.log(3.0)]))


@record.scenario("usual numbers, in two dimensions")
def usual(rng):
    return observe(sigmoid, x=rng.normal(scale=3, size=(3, 4)))


@record.scenario("far out on both sides, where an overflow is an error")
def far_out(rng):
    return [
        strictly(np.array([-1e5, -1000.0])),
        strictly(np.array([1e5, 1000.0])),
        strictly(np.array([-1e5, 2.0, 1e5])),
    ]


@record.scenario("far out on the left it is small, but not 0")
def not_zero(rng):
    x = np.array([-20.0, -40.0, -100.0, -700.0])
    return {"call": "np.log(sigmoid([-20, -40, -100, -700]))", "result": np.log(sigmoid(x))}


@record.scenario("float32, where an overflow comes at 89")
def single_precision(rng):
    return [strictly(np.array([-95.0, -3.0, 95.0], np.float32)), strictly(rng.normal(size=(2, 3)).astype(np.float32))]


@record.scenario("a single number, and none at all")
def small_arrays(rng):
    return [strictly(np.array(-2.0)), strictly(np.array([0.0])), strictly(np.zeros((0, 3)))]


@record.scenario("on the tape")
def on_the_tape(rng):
    x = Tensor(np.array([-1000.0, -1.0, 0.0, 2.0]), requires_grad=True)
    y = sigmoid(x)
    y.backward(np.array([1.0, 10.0, 100.0, 1000.0]))
    return {"call": "sigmoid(x).backward(g), x = [-1000, -1, 0, 2]", "y": y.detach().array, "x.grad": x.grad.array}


def _level_from(got, expected):
    """Whether logarithms are right up to some x, and all the same from there on."""
    level = got == got[-1]
    return np.isfinite(got[-1]) and got[-1] > expected[-1] + 1 and np.allclose(got[~level], expected[~level])


@record.mistake(
    en="For very negative x, e to the power of −x overflows. Where x is negative write the sigmoid with eˣ instead, "
    "which is small there."
)
def as_on_paper(x):
    return 1 / (1 + np.exp(-x))


@record.mistake(
    en="For large x, eˣ overflows, and infinity divided by infinity is no number. Where x is positive write the "
    "sigmoid with e⁻ˣ, which is small there."
)
def the_other_way(x):
    return np.exp(x) / (1 + np.exp(x))


@record.mistake(
    en="An exponential overflows on either side. (`np.where` does not prevent it: it picks from two arrays that are "
    "both computed in full.) Take exponentials of −|x| alone."
)
def where_of_both(x):
    return np.where(x >= 0, 1 / (1 + np.exp(-x)), np.exp(x) / (1 + np.exp(x)))


@record.mistake(en="The sign of x went wrong: the curve falls from 1 to 0. For large x it has to be near 1.")
def falling(x):
    small = np.exp(-np.abs(x))
    return np.where(x >= 0, small, 1) / (1 + small)


@record.mistake(
    en="Both sides were computed as if x were positive, so the curve has its left half from the right: at −2 it is "
    "what it is at 2."
)
def right_half_twice(x):
    return 1 / (1 + np.exp(-np.abs(x)))


@record.mistake(
    when=lambda got, expected: _level_from(got["result"], expected["result"]),
    en="Cutting x off keeps the exponential finite, but from there on the result no longer changes: sigmoid(−100) is "
    "3.7 · 10⁻⁴⁴, and its logarithm −100.",
)
def cut_off(x):
    return 1 / (1 + np.exp(-np.clip(x, -30, 30)))


@record.mistake(
    when=lambda got, expected: "result" in got and np.isneginf(got["result"]).any(),
    en="Far out on the left the result is exactly 0. It is the difference of two numbers that are nearly equal, be it "
    "1 + tanh or 1 − σ(−x), so all digits cancel; made of e to the power of −|x|, the sigmoid keeps them.",
)
def by_tanh(x):
    return 0.5 * (1 + np.tanh(x * 0.5))


@record.mistake(
    when=lambda got, expected: got.get("raised") == "ValueError" and "ambiguous" in got["message"],
    en="`x` is a whole array, some numbers of which are negative and others not, so an `if` cannot decide. "
    "`np.where(condition, a, b)` picks number by number.",
)
def with_an_if(x):
    if x >= 0:
        return 1 / (1 + np.exp(-x))
    return np.exp(x) / (1 + np.exp(x))


@record.mistake(
    en="float32 went in, and float64 came out: a new array, as `np.empty(x.shape)` or `np.zeros(x.shape)` makes it, is "
    "float64. Take `np.empty_like(x)`, or no new array at all."
)
def own_dtype(x):
    y = np.zeros(x.shape)
    y[x >= 0] = 1 / (1 + np.exp(-x[x >= 0]))
    y[x < 0] = np.exp(x[x < 0]) / (1 + np.exp(x[x < 0]))
    return y


@record.variant
def in_two_parts(x):
    y = np.empty_like(x)
    right = x >= 0
    y[right] = 1 / (1 + np.exp(-x[right]))
    power = np.exp(x[~right])
    y[~right] = power / (1 + power)
    return y


@record.variant
def by_logaddexp(x):
    return np.exp(-np.logaddexp(0, -x))


@record.variant
def minimum_twice(x):
    return np.exp(np.minimum(x, 0)) / (np.exp(np.minimum(x, 0)) + np.exp(-np.maximum(x, 0)))
