"""ops.loss_regression.l1_loss_grad: a pull that does not depend on the distance, and what a reduction does to it."""

import numpy as np

from ....autograd.tensor import Tensor
from ....nn import functional as F
from ....ops.loss_regression import l1_loss_grad
from ...observe import observe
from ...record import Exercise
from ...text import Text

RETURNS = ("grad_input", "grad_target")

record = Exercise(
    "ops.loss_regression.l1_loss_grad",
    lesson="04",
    points=10,
    minutes=10,
    difficulty=3,
    importance=4,
    role="production",
    task=Text(en="Turn the gradient of the absolute error into the gradients of prediction and target."),
    hints=(
        Text(
            en="Take one prediction and one target first. A prediction of 5 and a target of 2: nudge the prediction "
            "up, and the distance grows by as much. With 1 and 2 it shrinks. And if the *target* is nudged?"
        ),
        Text(
            en="The slope is the sign of `input - target`; `np.sign` is 0 where both are equal. Times `g`, which says "
            'how much the end moves with each loss, if the reduction is "none" or "sum". A mean of n losses moves by '
            "only an n-th of what one of them does."
        ),
        Text(
            en='First make of `g` what arrives at each single loss: with "mean" that is `g` over `input.size`, else '
            "`g` itself. Then multiply by the sign. The target's gradient is the same with the opposite sign."
        ),
    ),
)


@record.scenario("by hand: the sum of three")
def by_hand(rng):
    input, target = np.array([5.0, 1.0, 2.0]), np.array([2.0, 3.0, 2.0])
    return observe(l1_loss_grad, g=np.array(1.0), input=input, target=target, reduction="sum", returns=RETURNS)


@record.scenario("the mean of three")
def mean_of_three(rng):
    input, target = np.array([5.0, 1.0, 7.0]), np.array([2.0, 3.0, 3.0])
    return observe(l1_loss_grad, g=np.array(6.0), input=input, target=target, reduction="mean", returns=RETURNS)


@record.scenario("no reduction: each loss has a g of its own")
def one_by_one(rng):
    g, input, target = rng.normal(size=(3, 4))
    return observe(l1_loss_grad, g=g, input=input, target=target, reduction="none", returns=RETURNS)


@record.scenario("two dimensions, all three reductions")
def two_dimensions(rng):
    input, target = rng.normal(size=(2, 3, 5))
    return [
        observe(l1_loss_grad, g=g, input=input, target=target, reduction=reduction, returns=RETURNS)
        for reduction, g in (
            ("mean", np.array(float(rng.uniform(1, 2)))),
            ("sum", np.array(-2.5)),
            ("none", rng.normal(size=(3, 5))),
        )
    ]


@record.scenario("far off and nearly right")
def far_and_near(rng):
    input = np.array([1e5, -1e5, 1e-9, 0.0])
    return observe(l1_loss_grad, g=np.array(1.0), input=input, target=np.zeros(4), reduction="sum", returns=RETURNS)


@record.scenario("float32 stays float32; a single loss")
def single_precision(rng):
    input, target = rng.normal(size=(2, 6)).astype(np.float32)
    one = np.float32([[3.0]])
    return [
        observe(l1_loss_grad, g=np.array(1.0, np.float32), input=input, target=target, reduction="mean",
                returns=RETURNS),
        observe(l1_loss_grad, g=np.array(2.0, np.float32), input=one, target=one + 1, reduction="mean",
                returns=RETURNS),
    ]  # fmt: skip


@record.scenario("on the tape")
def on_the_tape(rng):
    input, target = (Tensor(rng.normal(size=(4, 2)), requires_grad=True) for _ in range(2))
    F.l1_loss(input, target).backward()
    return {
        "call": "F.l1_loss(input, target).backward() with 4 by 2 numbers",
        "input.grad": input.grad.array,
        "target.grad": target.grad.array,
    }


@record.mistake(
    en="The distance itself was taken for the slope. A distance of 3 grows as fast as one of 300: the slope is 1 or −1 "
    "(and 0 where both are equal)."
)
def distance_as_slope(g, input, target, reduction):
    share = g / input.size if reduction == "mean" else g
    return share * np.abs(input - target), -share * np.abs(input - target)


@record.mistake(
    en="That is the rule of the squared error, whose pull grows with the distance. The absolute error pulls equally "
    "from everywhere: only the sign of the difference counts."
)
def squared_error(g, input, target, reduction):
    share = g / input.size if reduction == "mean" else g
    return share * 2 * (input - target), -share * 2 * (input - target)


@record.mistake(
    en="Without the 2 it would be half of the squared error's rule. In the absolute error the size of the difference "
    "has no part in the slope, only its sign."
)
def difference_as_slope(g, input, target, reduction):
    share = g / input.size if reduction == "mean" else g
    return share * (input - target), -share * (input - target)


@record.mistake(
    en='With "mean" every gradient is n times too large: the result is the sum over n, so each loss moves it by an '
    "n-th only."
)
def mean_forgotten(g, input, target, reduction):
    slope = g * np.sign(input - target)
    return slope, -slope


@record.mistake(
    en="The gradients are divided by the number of rows. A mean is taken over all numbers, `input.size` of them."
)
def mean_over_rows(g, input, target, reduction):
    slope = np.sign(input - target) * (g / len(input) if reduction == "mean" else g)
    return slope, -slope


@record.mistake(
    en='The gradients were divided by the count whatever the reduction is. Only with "mean" does the result have that '
    "divisor."
)
def always_mean(g, input, target, reduction):
    slope = np.sign(input - target) * g / input.size
    return slope, -slope


@record.mistake(
    en="The target got the same gradient as the prediction. If the target moves towards the prediction, the distance "
    "shrinks: its sign is the opposite one."
)
def same_for_the_target(g, input, target, reduction):
    slope = np.sign(input - target) * (g / input.size if reduction == "mean" else g)
    return slope, slope


@record.mistake(
    en="The two signs are exchanged: where the prediction lies above the target, nudging it up makes the error larger, "
    "so its slope is +1."
)
def signs_exchanged(g, input, target, reduction):
    slope = np.sign(target - input) * (g / input.size if reduction == "mean" else g)
    return slope, -slope


@record.mistake(
    en="Only the prediction got a gradient. There are two inputs, so return a pair: for the target it is the same with "
    "the opposite sign."
)
def only_one(g, input, target, reduction):
    return np.sign(input - target) * (g / input.size if reduction == "mean" else g)


@record.mistake(
    en="The target got no gradient. It may be a prediction of another network, so it gets one too: the opposite of the "
    "prediction's."
)
def none_for_the_target(g, input, target, reduction):
    return np.sign(input - target) * (g / input.size if reduction == "mean" else g), None


@record.mistake(
    en="`g` has no part in it: these are the slopes alone. What arrives from the end is multiplied in, as always."
)
def without_g(g, input, target, reduction):
    slope = np.sign(input - target) / (input.size if reduction == "mean" else 1)
    return slope, -slope


@record.mistake(
    when=lambda got, expected: np.isnan(got["result"][0]).any(),
    en="Where prediction and target are equal, 0 was divided by 0. `np.sign` gives 0 there, as PyTorch does.",
)
def divided_by_the_distance(g, input, target, reduction):
    share = g / input.size if reduction == "mean" else g
    slope = (input - target) / np.abs(input - target) * share
    return slope, -slope


@record.mistake(
    en="Where prediction and target are equal, the slope came out as −1 or 1. There the loss has its lowest point, and "
    "nothing pulls: 0, as `np.sign` gives it."
)
def no_zero(g, input, target, reduction):
    slope = np.where(input > target, 1.0, -1.0) * (g / input.size if reduction == "mean" else g)
    slope = slope.astype(input.dtype)
    return slope, -slope


@record.mistake(
    en="The gradients were added up or averaged to single numbers. Each prediction has a gradient of its own, in the "
    "shape of `input`."
)
def summed_up(g, input, target, reduction):
    slope = np.sum(np.sign(input - target) * (g / input.size if reduction == "mean" else g))
    return slope, -slope


@record.mistake(
    when=lambda got, expected: _is_wider(got, expected),
    en="float32 went in, and float64 came out: a count from `np.prod` is a 64-bit number of NumPy's own and widens "
    "what it divides. `input.size` is a plain one.",
)
def counted_by_numpy(g, input, target, reduction):
    slope = np.sign(input - target) * (g / np.prod(input.shape) if reduction == "mean" else g)
    return slope, -slope


def _is_wider(got, expected):
    """Whether only the type is wrong."""
    pairs = [(g["result"][0], e["result"][0]) for g, e in zip(got, expected)]
    return all(np.allclose(g, e) for g, e in pairs) and any(g.dtype != e.dtype for g, e in pairs)


@record.mistake(
    en="The target's gradient is all 0, as if it were a constant. It may be a prediction of another network: the same "
    "as the prediction's, with the opposite sign."
)
def zero_for_the_target(g, input, target, reduction):
    slope = np.sign(input - target) * (g / input.size if reduction == "mean" else g)
    return slope, 0 * slope


@record.variant
def with_where(g, input, target, reduction):
    each = g / np.prod(input.shape).astype(input.dtype) if reduction == "mean" else g
    above, below = input > target, input < target
    grad = np.where(above, each, np.where(below, -each, 0 * each))
    return grad, -grad


@record.variant
def two_signs(g, input, target, reduction):
    if reduction == "mean":
        g = g / input.size
    return g * np.sign(input - target), g * np.sign(target - input)


@record.variant
def by_comparisons(g, input, target, reduction):
    slope = (input > target).astype(input.dtype) - (input < target).astype(input.dtype)
    count = input.size if reduction == "mean" else 1
    return [slope * g / count, slope * g / -count][0], slope * g / -count
