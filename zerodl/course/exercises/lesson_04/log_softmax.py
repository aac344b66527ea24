"""kernels.softmax.log_softmax: subtract the largest score, and take the logarithm on paper."""

import numpy as np

from ....autograd.tensor import Tensor
from ....kernels.softmax import log_softmax
from ....nn import functional as F
from ...observe import observe
from ...record import Exercise
from ...text import Text

record = Exercise(
    "kernels.softmax.log_softmax",
    lesson="04",
    points=10,
    minutes=8,
    difficulty=2,
    importance=5,
    role="production",
    task=Text(en="Compute the logarithms of the probabilities that softmax makes of scores, at any scores."),
    hints=(
        Text(
            en="Write log pᵢ on paper first: the logarithm of a quotient is a difference, and the logarithm of eˢ is "
            "s. Only one logarithm is left to compute, that of a sum. Which number may be subtracted from all scores?"
        ),
        Text(
            en="Subtract the largest score along the axis from all of them, and call the result `shifted`. The answer "
            "is `shifted` minus the logarithm of the sum of its exponentials. Every row has a largest score and a sum "
            "of its own."
        ),
        Text(
            en="`np.max` and `np.sum` both take `axis=axis`, and both need `keepdims=True`, so that what they give can "
            "be subtracted from the whole array."
        ),
    ),
)


def strictly(x, axis):
    """What it makes of scores if an overflow or a logarithm of 0 is an error."""
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        return observe(log_softmax, x=x, axis=axis)


@record.scenario("by hand: the scores log 1, log 2 and log 5")
def by_hand(rng):
    return observe(log_softmax, x=np.log(np.array([1.0, 2.0, 5.0])), axis=0)


@record.scenario("a batch: along either axis, and counted from the end")
def either_axis(rng):
    x = rng.normal(scale=2, size=(3, 5))
    return [observe(log_softmax, x=x, axis=axis) for axis in (1, 0, -1)]


@record.scenario("a square, where the lengths do not tell the axes apart")
def square(rng):
    return observe(log_softmax, x=rng.normal(scale=2, size=(4, 4)), axis=1)


@record.scenario("scores 800 apart")
def far_apart(rng):
    return observe(log_softmax, x=np.array([0.0, -800.0, -1.0]), axis=0)


@record.scenario("scores of 100,000, where an overflow is an error")
def far_out(rng):
    return [
        strictly(np.array([1e5, 0.0, -1e5]), 0),
        strictly(np.array([[1000.0, 1000.0, 999.0], [-1000.0, -1000.0, -999.0]]), 1),
    ]


@record.scenario("one row high up, another far down")
def apart(rng):
    return strictly(rng.normal(size=(3, 4)) + np.array([[5000.0], [0.0], [-5000.0]]), 1)


@record.scenario("float32, where an overflow comes at 89")
def single_precision(rng):
    return [
        strictly(np.array([[0.0, 150.0, 151.0]], np.float32), 1),
        strictly(rng.normal(size=(2, 3)).astype(np.float32), 1),
    ]


@record.scenario("float32 scores around 10,000 keep their digits")
def digits(rng):
    x = (10_000 + rng.integers(-3, 4, size=(5, 4))).astype(np.float32)
    return strictly(x, 1)


@record.scenario("a batch of one, one class alone, three axes, two of them together")
def shapes(rng):
    x = rng.normal(size=(2, 3, 4))
    return [
        strictly(x[0, :1], 1),
        strictly(x[0, :, :1], 1),
        strictly(x, 1),
        strictly(x, (1, 2)),
    ]


@record.scenario("in the framework: cross-entropy of class numbers")
def in_the_framework(rng):
    scores, labels = Tensor(rng.normal(scale=300, size=(4, 3))), Tensor(rng.integers(0, 3, size=4))
    losses = {r: F.cross_entropy(scores, labels, reduction=r).array for r in ("mean", "sum", "none")}
    return {"call": "F.cross_entropy(scores, labels, reduction=…) with scores of some hundreds", **losses}


def _has_infinite(got, expected):
    """Whether the small ones, and they alone, came out as −∞."""
    infinite = np.isneginf(got["result"])
    return bool(infinite.any() and np.allclose(got["result"][~infinite], expected["result"][~infinite]))


@record.mistake(
    en="The exponentials overflow, and infinity over infinity is no number. Subtract the largest score from all of "
    "them first: no probability changes by it."
)
def not_shifted(x, axis):
    return x - np.log(np.sum(np.exp(x), axis=axis, keepdims=True))


@record.mistake(
    when=_has_infinite,
    en="The probabilities were computed first. A small one has become 0, and the logarithm of that is −∞. Take the "
    "logarithm of the quotient on paper: the exponential in its numerator goes away.",
)
def log_of_softmax(x, axis):
    powers = np.exp(x - np.max(x, axis=axis, keepdims=True))
    return np.log(powers / np.sum(powers, axis=axis, keepdims=True))


@record.mistake(
    en="A small number was added before the logarithm, so that nothing is below −20 or so. A score 1000 below the "
    "others has the log-probability −1000: nothing needs to be added if the logarithm is taken on paper."
)
def with_epsilon(x, axis):
    powers = np.exp(x - np.max(x, axis=axis, keepdims=True))
    return np.log(powers / np.sum(powers, axis=axis, keepdims=True) + 1e-9)


@record.mistake(
    en="The largest score of the whole array was subtracted. In a row that lies far below it all exponentials become "
    "0: each row needs its own largest score, `axis=axis`."
)
def one_maximum_for_all(x, axis):
    shifted = x - np.max(x)
    return shifted - np.log(np.sum(np.exp(shifted), axis=axis, keepdims=True))


@record.mistake(
    en="The smallest score was subtracted, so the others are far above 0, and their exponentials overflow. Subtract "
    "the largest: then none is above 1."
)
def the_smallest(x, axis):
    shifted = x - np.min(x, axis=axis, keepdims=True)
    return shifted - np.log(np.sum(np.exp(shifted), axis=axis, keepdims=True))


@record.mistake(en="The mean was subtracted. A score far above it overflows all the same: subtract the largest.")
def the_mean(x, axis):
    shifted = x - np.mean(x, axis=axis, keepdims=True)
    return shifted - np.log(np.sum(np.exp(shifted), axis=axis, keepdims=True))


@record.mistake(
    en="The largest score was subtracted inside of the sum, but not outside: everything is too large by it. Go on with "
    "the shifted scores in both places."
)
def shifted_inside_only(x, axis):
    shifted = x - np.max(x, axis=axis, keepdims=True)
    return x - np.log(np.sum(np.exp(shifted), axis=axis, keepdims=True))


@record.mistake(
    when=lambda got, expected: _digits_lost(got, expected),
    en="The formula is right, but digits get lost: log Σ was added to the largest score, and a float32 near 10,000 has "
    "room for three decimals only. First take the largest score away from all of them; the small logarithm comes last.",
)
def largest_put_back(x, axis):
    largest = np.max(x, axis=axis, keepdims=True)
    return x - (largest + np.log(np.sum(np.exp(x - largest), axis=axis, keepdims=True)))


def _digits_lost(got, expected):
    """Whether large scores of float32, and they alone, come out nearly right."""
    wanted = expected["result"]
    return bool(wanted.dtype == np.float32 and np.allclose(got["result"], wanted, rtol=0, atol=5e-3))


@record.mistake(en="These are the probabilities. Their logarithms were asked for.")
def probabilities(x, axis):
    powers = np.exp(x - np.max(x, axis=axis, keepdims=True))
    return powers / np.sum(powers, axis=axis, keepdims=True)


@record.mistake(en="The sign is wrong: these are the surprises, −log p. The logarithm of a probability is 0 or less.")
def negative(x, axis):
    shifted = x - np.max(x, axis=axis, keepdims=True)
    return np.log(np.sum(np.exp(shifted), axis=axis, keepdims=True)) - shifted


@record.mistake(
    en="The exponentials of the whole array were added up. Each row has a sum of its own: `axis=axis`, with "
    "`keepdims=True`."
)
def one_sum_for_all(x, axis):
    shifted = x - np.max(x, axis=axis, keepdims=True)
    return shifted - np.log(np.sum(np.exp(shifted)))


@record.mistake(
    when=lambda got, expected: got.get("raised") == "AxisError",
    en="It always works along one and the same axis. Which one sums to 1, `axis` says.",
)
def always_the_last(x, axis):
    shifted = x - np.max(x, axis=-1, keepdims=True)
    return shifted - np.log(np.sum(np.exp(shifted), axis=-1, keepdims=True))


@record.mistake(
    when=lambda got, expected: type(got) is list and any("broadcast" in str(part.get("message")) for part in got),
    en="What a sum or a maximum leaves does not fit the array any more: keep its axis with `keepdims=True`, with "
    "length 1, so that it broadcasts.",
)
def axis_lost(x, axis):
    shifted = x - np.max(x, axis=axis)
    return shifted - np.log(np.sum(np.exp(shifted), axis=axis))


@record.mistake(en="The caller's scores were changed: `x -= …` works in place. Make a new array, `x - …`.")
def in_place(x, axis):
    x -= np.max(x, axis=axis, keepdims=True)
    return x - np.log(np.sum(np.exp(x), axis=axis, keepdims=True))


@record.mistake(en="The logarithm of the sum is missing: the shifted scores alone are not logarithms of probabilities.")
def only_shifted(x, axis):
    return x - np.max(x, axis=axis, keepdims=True)


@record.variant
def by_logaddexp(x, axis):
    shifted = x - x.max(axis=axis, keepdims=True)
    return shifted - np.logaddexp.reduce(shifted, axis=axis, keepdims=True)


@record.variant
def two_names(x, axis):
    z = np.subtract(x, np.amax(x, axis, keepdims=True))
    total = np.exp(z).sum(axis, keepdims=True)
    return np.add(z, -np.log(total))
