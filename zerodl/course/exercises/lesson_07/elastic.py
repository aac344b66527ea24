"""nn.penalty.elastic: the penalty whose slope is the pull that one wants."""

import numpy as np

from ....autograd.tensor import Tensor
from ....nn import Linear
from ....nn.penalty import elastic, elastic_penalty
from ...observe import raised
from ...record import Exercise
from ...text import Text

record = Exercise(
    "nn.penalty.elastic",
    lesson="07",
    points=10,
    minutes=8,
    difficulty=2,
    importance=4,
    role="production",
    task=Text(en="Find the penalty whose slope is a mixture of a constant and a proportional pull."),
    hints=(
        Text(
            en="Each weight has a penalty of its own, and they add up. Take the two parts of the slope one by one: "
            "which function of w rises at the rate w, and which one rises at the rate 1 to the right of 0, and falls "
            "at that rate to its left?"
        ),
        Text(
            en="The slope of w² is 2w, so half of w² has the slope w. The distance from 0, |w|, has the slope sign(w). "
            "The factors of the slope are those of the penalty."
        ),
        Text(
            en="`l1_ratio` times the sum of the absolute values, and (1 − `l1_ratio`) times half the sum of the "
            "squares. A square is `w * w`."
        ),
    ),
)


def told(values, l1_ratio, dtype=np.float64):
    """The penalty of some weights, and the slopes that the tape finds for them."""
    values = np.asarray(values, dtype)
    shown = values.tolist() if values.size < 9 else f"weights of shape {values.shape}"
    w = Tensor(values.copy(), requires_grad=True)
    seen: dict = {"call": f"elastic({shown}, l1_ratio={l1_ratio:.4g})"}
    try:
        y = elastic(w, l1_ratio)
        if not isinstance(y, Tensor):
            return seen | {"returned": type(y).__name__}
        seen |= {"returned": "Tensor", "penalty": y.detach().numpy().copy(), "w after it": w.detach().numpy().copy()}
        y.sum().backward()
        seen["slopes"] = None if w.grad is None else w.grad.numpy()
    except Exception as error:
        seen |= raised(error)
    return seen


@record.scenario("by hand: 3, −4 and 1, the absolute values alone")
def absolute(rng):
    return told([3.0, -4.0, 1.0], 1.0)


@record.scenario("by hand: 3, −4 and 1, the squares alone")
def squares(rng):
    return told([3.0, -4.0, 1.0], 0.0)


@record.scenario("a mixture")
def mixture(rng):
    return told(rng.normal(size=5), float(rng.uniform(0.1, 0.4)))


@record.scenario("a matrix; three axes; a single number")
def shapes(rng):
    return [told(rng.normal(size=shape), float(rng.uniform(0.6, 0.9))) for shape in ((3, 4), (2, 3, 2), ())]


@record.scenario("large and small weights, and weights of 0")
def sizes(rng):
    return [told([1e4, -1e-4, 0.5], 0.25), told([0.0, 0.0], 0.5), told([0.0, 2.0, 0.0], 0.75)]


@record.scenario("float32 stays float32")
def single_precision(rng):
    return told(rng.normal(size=(2, 3)), 0.5, np.float32)


@record.scenario("in the framework: the penalty of a layer's weights")
def in_the_framework(rng):
    layer = Linear(3, 2)
    layer.weight.array[...] = rng.normal(size=(2, 3))
    penalty = elastic_penalty(layer, l1_ratio=0.3)
    penalty.backward()
    return {
        "call": "elastic_penalty(nn.Linear(3, 2), l1_ratio=0.3).backward()",
        "penalty": penalty.detach().numpy(),
        "weight.grad": layer.weight.grad.numpy(),
        "the bias is left alone": layer.bias.grad is None,
    }


@record.mistake(
    en="The L2 part pulls twice as hard as it should. The slope of w² is 2w; that of half of it is w, as was asked for."
)
def no_half(w, l1_ratio):
    return l1_ratio * w.abs().sum() + (1 - l1_ratio) * (w * w).sum()


@record.mistake(
    en="Negative weights make the penalty smaller: in the L1 part they were added with their sign. What costs is the "
    "distance from 0, `w.abs()`."
)
def no_absolute_value(w, l1_ratio):
    return l1_ratio * w.sum() + (1 - l1_ratio) / 2 * (w * w).sum()


@record.mistake(
    en="These are means. Each weight pays for itself, whoever else there is: it is the sum. With a mean, the pull on a "
    "weight would get weaker the more weights there are."
)
def means(w, l1_ratio):
    return l1_ratio * w.abs().mean() + (1 - l1_ratio) / 2 * (w * w).mean()


@record.mistake(
    en="The two shares are exchanged: `l1_ratio` is the share of the pull that is the same for all weights, that of "
    "the absolute values."
)
def shares_exchanged(w, l1_ratio):
    return (1 - l1_ratio) * w.abs().sum() + l1_ratio / 2 * (w * w).sum()


@record.mistake(
    en="The L2 part is missing its factor 1 − `l1_ratio`: with `l1_ratio` = 1 nothing of the squares should be left."
)
def squares_in_full(w, l1_ratio):
    return l1_ratio * w.abs().sum() + (w * w).sum() / 2


@record.mistake(
    en="The L1 part is missing its factor `l1_ratio`: with `l1_ratio` = 0 nothing of the absolute values should be "
    "left."
)
def absolute_in_full(w, l1_ratio):
    return w.abs().sum() + (1 - l1_ratio) / 2 * (w * w).sum()


@record.mistake(
    when=lambda got, expected: np.ndim(_call(got)["penalty"]) > np.ndim(_call(expected)["penalty"]),
    en="There is a penalty for each weight. A loss is one number, so add them up: `.sum()`.",
)
def not_summed(w, l1_ratio):
    return l1_ratio * w.abs() + (1 - l1_ratio) / 2 * (w * w)


@record.mistake(
    en="That is the length of the vector: a root was taken of the sum of the squares. Its slope is the same for all "
    "sizes; the squares themselves are wanted, half of them."
)
def length(w, l1_ratio):
    return l1_ratio * w.abs().sum() + (1 - l1_ratio) * ((w * w).sum() + 1e-300) ** 0.5


@record.mistake(en="The sum was squared. (3 − 4)² is 1, but each weight has to pay for itself: 3² + 4².")
def square_of_the_sum(w, l1_ratio):
    return l1_ratio * w.abs().sum() + (1 - l1_ratio) / 2 * w.sum() * w.sum()


@record.mistake(
    en="This is the slope itself, added up. What was asked for is the function that *has* this slope; the tape finds "
    "the slope by itself."
)
def the_slope(w, l1_ratio):
    return (l1_ratio * w.sign() + (1 - l1_ratio) * w).sum()


@record.mistake(
    when=lambda got, expected: _call(got).get("returned") in ("float", "ndarray", "float64", "float32"),
    en="What came back is not on the tape, so no slope can be found for it. Compute with the tensor `w` itself, its "
    "`abs()`, its `sum()`, and do not turn it into an array or a float.",
)
def off_the_tape(w, l1_ratio):
    values = w.detach().numpy()
    return l1_ratio * abs(values).sum() + (1 - l1_ratio) / 2 * (values * values).sum()


def _call(data):
    return data[0] if type(data) is list else data


@record.variant
def in_two_steps(w, l1_ratio):
    same_for_all = w.abs().sum()
    proportional = 0.5 * (w * w).sum()
    return l1_ratio * same_for_all + (1 - l1_ratio) * proportional


@record.variant
def one_sum(w, l1_ratio):
    return (w.abs() * l1_ratio + w**2 * ((1 - l1_ratio) * 0.5)).sum()


@record.variant
def by_signs(w, l1_ratio):
    return ((l1_ratio * w.sign()).detach() * w).sum() + (w * w).sum() * (1 - l1_ratio) / 2
