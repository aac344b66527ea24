"""kernels.softmax.log_softmax_grad: one score moves every log-probability."""

import numpy as np

from ....autograd.tensor import Tensor
from ....kernels.softmax import log_softmax_grad
from ....nn import functional as F
from ...observe import observe
from ...record import Exercise
from ...text import Text

record = Exercise(
    "kernels.softmax.log_softmax_grad",
    lesson="04",
    points=15,
    minutes=15,
    difficulty=4,
    importance=5,
    role="production",
    task=Text(en="Turn the gradient of log-probabilities into the gradient of the scores."),
    hints=(
        Text(
            en="Take one column of the table: the score there moves *all* the log-probabilities, and each of them "
            "reports its `g` times the slope in its row. Write the sum of these reports for three classes in letters."
        ),
        Text(
            en="In column j the slope is −pⱼ in every row, and 1 more in row j. So the reports add up to gⱼ, less pⱼ "
            "times something. What stands in the bracket if you take −pⱼ out of all the terms?"
        ),
        Text(
            en="In the bracket stands the sum of all `g` of the row: take it along the axis, and keep the axis. The "
            "probabilities are not given, but their logarithms are: `y`."
        ),
    ),
)


def logs(rng, shape, axis):
    """Logarithms of probabilities along an axis."""
    x = rng.normal(scale=1.5, size=shape)
    return x - np.logaddexp.reduce(x, axis=axis, keepdims=True)


@record.scenario("by hand: probabilities 1/4 and 3/4, one report")
def by_hand(rng):
    return observe(log_softmax_grad, g=np.array([1.0, 0.0]), y=np.log(np.array([0.25, 0.75])), axis=0)


@record.scenario("three classes, each with a report of its own")
def three_reports(rng):
    return observe(log_softmax_grad, g=np.array([1.0, 10.0, -7.0]), y=np.log(np.array([1.0, 2.0, 5.0]) / 8), axis=0)


@record.scenario("a batch: along either axis, and counted from the end")
def either_axis(rng):
    g = rng.normal(size=(3, 5))
    return [observe(log_softmax_grad, g=g, y=logs(rng, (3, 5), axis), axis=axis) for axis in (1, 0, -1)]


@record.scenario("a square, where the lengths do not tell the axes apart")
def square(rng):
    return observe(log_softmax_grad, g=rng.normal(size=(4, 4)), y=logs(rng, (4, 4), 1), axis=1)


@record.scenario("what cross-entropy reports: −1 at the right class")
def picked(rng):
    g = -np.eye(3)[rng.integers(0, 3, size=4)] / 4
    return observe(log_softmax_grad, g=g, y=logs(rng, (4, 3), 1), axis=1)


@record.scenario("a log-probability of −100,000; float32 stays float32")
def far_out(rng):
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        far = observe(log_softmax_grad, g=np.array([3.0, 1.0]), y=np.array([-1e5, 0.0]), axis=0)
    g, y = rng.normal(size=(2, 3)).astype(np.float32), logs(rng, (2, 3), 1).astype(np.float32)
    return [far, observe(log_softmax_grad, g=g, y=y, axis=1)]


@record.scenario("a batch of one, three axes, two of them together")
def shapes(rng):
    g = rng.normal(size=(2, 3, 4))
    return [
        observe(log_softmax_grad, g=g[0, :1], y=logs(rng, (1, 4), 1), axis=1),
        observe(log_softmax_grad, g=g, y=logs(rng, (2, 3, 4), 1), axis=1),
        observe(log_softmax_grad, g=g, y=logs(rng, (2, 3, 4), (1, 2)), axis=(1, 2)),
    ]


@record.scenario("on the tape: cross-entropy of probabilities")
def on_the_tape(rng):
    scores, wanted = Tensor(rng.normal(size=(4, 3)), requires_grad=True), rng.uniform(size=(4, 3))
    F.cross_entropy(scores, Tensor(wanted / wanted.sum(axis=1, keepdims=True))).backward()
    return {"call": "F.cross_entropy(scores, probabilities).backward()", "scores.grad": scores.grad.array}


@record.mistake(
    en="Each score was treated as if it moved its own log-probability alone. Through the sum that all share it moves "
    "every one: the probability is multiplied by the sum of all `g`, not by its own."
)
def own_only(g, y, axis):
    return g - np.exp(y) * g


@record.mistake(
    en="The reports through the shared sum are missing: a score also lowers all the other log-probabilities, and its "
    "own."
)
def only_the_one(g, y, axis):
    return g


@record.mistake(en="`y` is a logarithm. The slope has the probability itself in it: take `np.exp(y)`.")
def without_exp(g, y, axis):
    return g - y * np.sum(g, axis=axis, keepdims=True)


@record.mistake(
    en="The probabilities were subtracted as they are. That would be right if the `g` of a row always added up to 1: "
    "multiply by their sum."
)
def sum_taken_for_one(g, y, axis):
    return g - np.exp(y)


@record.mistake(
    en="That is cross-entropy's own gradient, where the `g` of a row add up to −1. Other losses report other numbers: "
    "the probability is multiplied by minus their sum."
)
def sum_taken_for_minus_one(g, y, axis):
    return np.exp(y) + g


@record.mistake(
    en="This is the rule of softmax. Here the logarithm was taken already, and the probability in front went away with "
    "it."
)
def rule_of_softmax(g, y, axis):
    p = np.exp(y)
    return p * (g - np.sum(g * p, axis=axis, keepdims=True))


@record.mistake(
    en="Every number has the wrong sign: a score raises its own log-probability, so `g` itself counts with a plus."
)
def sign(g, y, axis):
    return np.exp(y) * np.sum(g, axis=axis, keepdims=True) - g


@record.mistake(
    en="The probabilities stand inside the sum: what is added up along the axis is `g` alone, and each score "
    "multiplies that by its own probability."
)
def probabilities_inside(g, y, axis):
    return g - np.sum(g * np.exp(y), axis=axis, keepdims=True)


@record.mistake(
    en="The sum of all `g` was multiplied by 1 − p, as if every log-probability were the score's own. Only its own has "
    "that 1, and so only its own `g` stands alone; the sum of all is multiplied by −p."
)
def every_one_its_own(g, y, axis):
    return (1 - np.exp(y)) * np.sum(g, axis=axis, keepdims=True)


@record.mistake(en="The mean of `g` was taken. Where paths meet they add: it is their sum.")
def mean_of_g(g, y, axis):
    return g - np.exp(y) * np.mean(g, axis=axis, keepdims=True)


@record.mistake(
    en="`g` was added up over the whole array. Samples have nothing to do with each other: sum along `axis`, and keep "
    "it."
)
def one_sum_for_all(g, y, axis):
    return g - np.exp(y) * np.sum(g)


@record.mistake(
    when=lambda got, expected: got.get("raised") == "AxisError",
    en="It always sums along one and the same axis. Which one it is, `axis` says.",
)
def always_the_last(g, y, axis):
    return g - np.exp(y) * np.sum(g, axis=-1, keepdims=True)


@record.mistake(
    when=lambda got, expected: type(got) is list and any("broadcast" in str(part.get("message")) for part in got),
    en="The sum has lost its axis and does not fit any more: keep it with `keepdims=True`.",
)
def axis_lost(g, y, axis):
    return g - np.exp(y) * np.sum(g, axis=axis)


@record.mistake(en="`g` belongs to the caller, and was changed: `g -= …` works in place. Make a new array.")
def in_place(g, y, axis):
    g -= np.exp(y) * np.sum(g, axis=axis, keepdims=True)
    return g


@record.variant
def in_two_steps(g, y, axis):
    total = np.add.reduce(g, axis=axis, keepdims=True)
    return g + total * -np.exp(y)


@record.variant
def class_by_class(g, y, axis):
    p = np.exp(y)
    result = p * np.sum(-g, axis=axis, keepdims=True)
    return result + g


@record.variant
def with_methods(g, y, axis):
    return -(np.exp(y) * g.sum(axis=axis, keepdims=True) - g)
