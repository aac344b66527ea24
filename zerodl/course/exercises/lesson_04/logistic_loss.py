"""kernels.logistic.logistic_loss: the loss of a yes or no, where neither the score nor the loss may overflow."""

import numpy as np

from ....autograd.tensor import Tensor
from ....kernels.logistic import logistic_loss
from ....nn import functional as F
from ...observe import observe
from ...record import Exercise
from ...text import Text

record = Exercise(
    "kernels.logistic.logistic_loss",
    lesson="04",
    points=15,
    minutes=12,
    difficulty=3,
    importance=5,
    role="production",
    task=Text(en="Compute the loss of a yes or no from its score, without overflow."),
    hints=(
        Text(
            en="The two losses are log(1 + e⁻ˣ) for yes and log(1 + eˣ) for no. Each is harmless on one side and "
            "overflows on the other, where the large exponential can be pulled out of the logarithm. What do the two "
            "have in common after that?"
        ),
        Text(
            en="Both contain log(1 + e to the power of −|x|), which never overflows. For no, x is added where it is "
            'positive; for yes, −x where x is negative. How do you write "x where it is positive, else 0"?'
        ),
        Text(
            en="Compare the two losses at the same x: no costs x more than yes, whether x is positive or negative. So "
            "take the loss for no, and subtract x as often as it is a yes, which is `target` times."
        ),
    ),
)


def strictly(x, target):
    """What the loss makes of numbers if an overflow is an error."""
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        return observe(logistic_loss, x=x, target=target)


@record.scenario("by hand: even odds, and 3 to 1")
def by_hand(rng):
    odds = np.log(np.array([1.0, 1.0, 3.0, 3.0, 1 / 3, 1 / 3]))
    return observe(logistic_loss, x=odds, target=np.array([1.0, 0.0, 1.0, 0.0, 1.0, 0.0]))


@record.scenario("usual scores, in two dimensions")
def usual(rng):
    return observe(logistic_loss, x=rng.normal(scale=3, size=(3, 4)), target=rng.integers(0, 2, (3, 4)).astype(float))


@record.scenario("targets between no and yes")
def between(rng):
    return observe(logistic_loss, x=rng.normal(scale=2, size=6), target=rng.uniform(0.1, 0.9, size=6))


@record.scenario("wrong by 40, and by 50 and 800")
def wrong(rng):
    return [
        strictly(np.array([40.0]), np.array([0.0])),
        observe(logistic_loss, x=np.array([50.0, -50.0, 800.0, -800.0]), target=np.array([0.0, 1.0, 0.0, 1.0])),
    ]


@record.scenario("scores of 100,000, where an overflow is an error")
def far_out(rng):
    yes_and_no = np.array([1.0, 0.0])
    return [
        strictly(np.array([1e5, 1000.0]), yes_and_no),
        strictly(np.array([-1e5, -1000.0]), yes_and_no),
        strictly(np.array([-1e5, 2.0, 1e5]), np.array([1.0, 1.0, 0.0])),
    ]


@record.scenario("float32, where an overflow comes at 89")
def single_precision(rng):
    x, target = np.array([-95.0, -30.0, 30.0, 95.0], np.float32), np.array([1.0, 1.0, 0.0, 0.0], np.float32)
    return [strictly(x, target), strictly(rng.normal(size=(2, 3)).astype(np.float32), np.ones((2, 3), np.float32))]


@record.scenario("a single number, and none at all")
def small_arrays(rng):
    return [strictly(np.array(-2.0), np.array(1.0)), strictly(np.array([0.0]), np.array([0.0])),
            strictly(np.zeros((0, 3)), np.zeros((0, 3)))]  # fmt: skip


@record.scenario("in the framework, with every reduction")
def in_the_framework(rng):
    x, target = Tensor(rng.normal(scale=4, size=(5, 2))), Tensor(rng.integers(0, 2, (5, 2)).astype(float))
    losses = {r: F.binary_cross_entropy_with_logits(x, target, reduction=r).array for r in ("mean", "sum", "none")}
    return {"call": "F.binary_cross_entropy_with_logits(x, target, reduction=…)", **losses}


def _level_far_out(got, expected):
    """Whether samples that are wrong by more and more cost the same from somewhere on: the probability was cut off."""
    given, wanted = got[1]["result"], expected[1]["result"]
    return bool(np.isfinite(given).all() and np.all(given < wanted - 1) and np.ptp(given[2:]) < 2)


@record.mistake(
    en="Far out the probability rounds to 0 or 1, and its logarithm is infinite; 0 · ∞ is then no number. Do not go by "
    "way of the probability: write −log σ(x) as log(1 + e⁻ˣ), and then see to the exponential."
)
def as_on_paper(x, target):
    p = 1 / (1 + np.exp(-x))
    return -target * np.log(p) - (1 - target) * np.log(1 - p)


@record.mistake(
    when=lambda got, expected: _level_far_out(got, expected),
    en="The probability was kept away from 0 and 1, so a score of −800 for a yes costs no more than one of −40, and "
    "nothing would be learned from the difference. It costs 800: no probability is needed to compute that.",
)
def cut_off(x, target):
    p = np.clip(1 / (1 + np.exp(-np.clip(x, -500, 500))), 1e-7, 1 - 1e-7).astype(x.dtype)
    return -target * np.log(p) - (1 - target) * np.log(1 - p)


@record.mistake(en="For large x, eˣ overflows. Where x is positive, log(1 + eˣ) is x + log(1 + e⁻ˣ).")
def overflows_on_the_right(x, target):
    return np.log1p(np.exp(x)) - target * x


@record.mistake(
    en="For very negative x, e to the power of −x overflows. Where x is negative, log(1 + e⁻ˣ) is −x + log(1 + eˣ)."
)
def overflows_on_the_left(x, target):
    return np.log1p(np.exp(-x)) + (1 - target) * x


@record.mistake(
    en="These are the two losses as they stand on paper, and each overflows on one side. Where the exponent z is "
    "positive, pull it out: log(1 + eᶻ) is z + log(1 + e⁻ᶻ)."
)
def nothing_rewritten(x, target):
    return target * np.log1p(np.exp(-x)) + (1 - target) * np.log1p(np.exp(x))


@record.mistake(
    en="An exponential overflows on either side. (`np.where` picks from two arrays that are both computed in full.) "
    "Take exponentials of −|x| alone."
)
def where_of_both(x, target):
    return np.where(x > 0, np.log1p(np.exp(-x)) + (1 - target) * x, np.log1p(np.exp(x)) - target * x)


@record.mistake(
    en="Yes and no are exchanged: a high score is made to cost much where the target is 1. It is there that it should "
    "cost little."
)
def exchanged(x, target):
    return np.maximum(x, 0) - (1 - target) * x + np.log1p(np.exp(-np.abs(x)))


@record.mistake(
    en="Only the yes samples cost anything: where the target is 0 your loss is 0, however high the score. There "
    "−log(1 − σ(x)) belongs, and between 0 and 1 a share of both."
)
def only_yes(x, target):
    return target * (np.maximum(-x, 0) + np.log1p(np.exp(-np.abs(x))))


@record.mistake(
    en="This is the loss of a no for every sample. Where the target is 1, x is to be subtracted: yes costs x less."
)
def only_no(x, target):
    return np.maximum(x, 0) + np.log1p(np.exp(-np.abs(x)))


@record.mistake(
    en="Targets are taken to be 0 or 1, and nothing between. One of 0.3 costs 0.3 times what a yes costs and 0.7 times "
    "what a no costs."
)
def only_whole_targets(x, target):
    small = np.log1p(np.exp(-np.abs(x)))
    return np.where(target == 1, np.maximum(-x, 0), np.maximum(x, 0)) + small


@record.mistake(
    en="The sign of x was turned by 1 − 2 · target. That is right for 0 and 1, but at 0.5 it makes x vanish: half a "
    "yes costs half of what a yes costs, and half of what a no costs."
)
def sign_turned(x, target):
    z = (1 - 2 * target) * x
    return np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z)))


@record.mistake(
    en="A yes has to cost x *less* than a no, at the same score. Here it costs x more: subtract `target * x`."
)
def added(x, target):
    return np.maximum(x, 0) + target * x + np.log1p(np.exp(-np.abs(x)))


@record.mistake(
    en="|x| was added on both sides. It is pulled out only where a large exponential was: on the wrong side of the "
    "answer."
)
def always_pulled_out(x, target):
    return np.abs(x) - target * x + np.log1p(np.exp(-np.abs(x)))


@record.mistake(
    when=lambda got, expected: _is_wider(got, expected),
    en="float32 went in, and float64 came out: something brought a type of its own along. `np.zeros(x.shape)` is "
    "float64, and so is a number of NumPy's such as `np.log(2)` or `np.float64(1)`. Take `np.zeros_like(x)`, and plain "
    "numbers.",
)
def own_dtype(x, target):
    losses = np.zeros(x.shape)
    losses[...] = np.maximum(x, 0) - target * x + np.log1p(np.exp(-np.abs(x)))
    return losses


def _is_wider(got, expected):
    """Whether only the type is wrong."""
    pairs = [(g["result"], e["result"]) for g, e in zip(got, expected)]
    return all(np.allclose(g, e) for g, e in pairs) and any(g.dtype != e.dtype for g, e in pairs)


@record.mistake(
    en="The part that was pulled out of the logarithm is missing: far on the wrong side the loss sinks to 0 instead of "
    "growing with the score."
)
def nothing_pulled_out(x, target):
    return np.log1p(np.exp(-np.abs(x))) + 0 * target


@record.mistake(
    en="Right for positive scores, but for negative ones the loss is too small by |x|, and even negative. There "
    "log(1 + e⁻ˣ) is −x + log(1 + eˣ): that −x is missing."
)
def pulled_out_on_the_right_only(x, target):
    return np.log1p(np.exp(-np.abs(x))) + (1 - target) * x


@record.mistake(
    en="Right for negative scores, but for positive ones the loss is too small by x, and even negative. There "
    "log(1 + eˣ) is x + log(1 + e⁻ˣ): that x is missing."
)
def pulled_out_on_the_left_only(x, target):
    return np.log1p(np.exp(-np.abs(x))) - target * x


@record.mistake(en="The sign is wrong: this is the logarithm of the probability, which is negative. A loss is −log.")
def no_minus(x, target):
    return target * x - np.maximum(x, 0) - np.log1p(np.exp(-np.abs(x)))


@record.mistake(
    when=lambda got, expected: np.ndim(got["result"]) == 0 and np.ndim(expected["result"]) > 0,
    en="The losses were added up or averaged. Return one for each sample; the reduction comes later.",
)
def averaged(x, target):
    return np.mean(np.maximum(x, 0) - target * x + np.log1p(np.exp(-np.abs(x))))


@record.mistake(
    when=lambda got, expected: got.get("raised") == "ValueError" and "ambiguous" in got["message"],
    en="`x` and `target` are whole arrays, so an `if` cannot decide. `np.where` and `np.maximum` go number by number.",
)
def with_an_if(x, target):
    if x > 0:
        return np.log1p(np.exp(-x)) + (1 - target) * x
    return np.log1p(np.exp(x)) - target * x


@record.variant
def a_share_of_both(x, target):
    return target * np.logaddexp(0, -x) + (1 - target) * np.logaddexp(0, x)


@record.variant
def without_log1p(x, target):
    small = np.log(1 + np.exp(-np.abs(x)))
    return np.where(x > 0, (1 - target) * x, -target * x) + small


@record.variant
def by_the_minimum(x, target):
    return (1 - target) * x - np.minimum(x, 0) + np.log(np.exp(np.minimum(x, -x)) + 1)
