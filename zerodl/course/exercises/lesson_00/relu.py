"""ops.activation.relu: the first piece."""

import numpy as np

from ....ops.activation import relu
from ...observe import observe
from ...record import Exercise
from ...text import Text

record = Exercise(
    "ops.activation.relu",
    lesson="00",
    points=5,
    minutes=5,
    difficulty=1,
    importance=4,
    role="production",
    task=Text(en="Keep the positive numbers of an array and put 0 in place of the others."),
    hints=(
        Text(
            en="Each number of the result is the larger of two numbers: one comes from `x`, the other is always the "
            "same."
        ),
        Text(en="NumPy compares two arrays, or an array and a number, element by element with `np.maximum`."),
        Text(en="One line does it: return what `np.maximum` gives for `x` and that number."),
    ),
)


@record.scenario("by hand")
def by_hand(rng):
    return observe(relu.forward, x=np.array([-2.0, 0.0, 0.5, 3.0]))


@record.scenario("a random matrix")
def a_matrix(rng):
    return observe(relu.forward, x=rng.normal(size=(3, 5)))


@record.scenario("large and small numbers")
def extremes(rng):
    return observe(relu.forward, x=np.array([-1e5, -1e-5, 1e-5, 1e5]))


@record.scenario("float32 stays float32")
def single(rng):
    return observe(relu.forward, x=rng.normal(size=4).astype(np.float32))


@record.mistake(
    en="The largest number of the whole array came back: `np.max` looks at all of them together. `np.maximum` "
    "compares pair by pair."
)
def whole_maximum(x):
    return np.max(x)


@record.mistake(en="The negative numbers lost their sign instead of becoming 0.")
def absolute(x):
    return np.abs(x)


@record.mistake(en="The sides are exchanged: the negative numbers stayed and the positive ones became 0.")
def kept_negative(x):
    return np.minimum(x, 0)


@record.mistake(en="This says which numbers are positive, with 0 and 1. Keep the numbers themselves.")
def only_the_mask(x):
    return (x > 0) * 1.0


@record.mistake(en="The negative numbers were left out, so the array became shorter; put a 0 in their place instead.")
def left_out(x):
    return x[x > 0]


@record.mistake(
    en="The input itself was changed. The caller still needs it: make a new array, for example with `np.maximum`."
)
def in_place(x):
    x[x < 0] = 0
    return x


@record.mistake(en="Numbers above 1 were cut off; only the lower side has a bound, 0.")
def clipped(x):
    return np.clip(x, 0, 1)


@record.mistake(en="The input came back as it was. The negative numbers must become 0.")
def unchanged(x):
    return x


@record.mistake(
    when=lambda got, expected: got["raised"] == "ValueError" and "ambiguous" in got["message"],
    en="An `if` decides once, but an array asks once for each of its numbers. Use a function that works on all of "
    "them, such as `np.maximum`.",
)
def one_decision(x):
    if x > 0:
        return x
    return 0


@record.variant
def with_a_mask(x):
    return x * (x > 0)


@record.variant
def with_where(x):
    return np.where(x > 0, x, np.zeros_like(x))


@record.variant
def with_absolute(x):
    return (x + np.abs(x)) / 2
