"""autograd.value.Value.tanh: a slope that depends on the result."""

import math

from ....autograd.value import Value
from ...record import Exercise
from ...text import Text
from .value_mul import look

record = Exercise(
    "autograd.value.Value.tanh",
    lesson="02",
    points=5,
    minutes=5,
    difficulty=2,
    importance=3,
    role="rung",
    task=Text(en="Give Value an S-shaped function, and its slope."),
    hints=(
        Text(
            en="The slope is told by the height of the curve, not by where on the axis you stand: compute the height "
            "first and keep it."
        ),
        Text(
            en="At x = 0 the height is 0 and the slope must come out as 1; at x = 2 the height is 0.964 and the slope "
            "0.0707."
        ),
        Text(
            en="One parent, so a tuple with one item: `(self,)`, comma included, and the same for the slope: one "
            "minus the height squared."
        ),
    ),
)


@record.scenario("by hand: at 0 and at 2")
def by_hand(rng):
    zero, two = Value(0.0), Value(2.0)
    return [
        {"call": "Value(0.0).tanh()", "result": look(zero.tanh(), zero)},
        {"call": "Value(2.0).tanh()", "result": look(two.tanh(), two)},
    ]


@record.scenario("random numbers, large ones too")
def random_numbers(rng):
    numbers = [Value(float(x)) for x in (*rng.normal(size=3), -30.0, 1e5)]
    return [{"call": f"{x}.tanh()", "result": look(x.tanh(), x)} for x in numbers]


@record.mistake(
    en="The slope was computed from the number going in. Square the height coming out: 1 − tanh(x)², not 1 − x²."
)
def from_the_input(self):
    return Value(math.tanh(self.data), (self,), (1.0 - self.data**2,), "tanh")


@record.mistake(
    en="The height was not squared: the slope is 1 − height², which is 1 at the middle and falls towards 0 on both "
    "sides."
)
def not_squared(self):
    height = math.tanh(self.data)
    return Value(height, (self,), (1.0 - height,), "tanh")


@record.mistake(en="The height stands where the slope should: at x = 0 the curve is at 0 but rises with slope 1.")
def height_as_slope(self):
    height = math.tanh(self.data)
    return Value(height, (self,), (height,), "tanh")


@record.mistake(
    when=lambda got, expected: got.get("raised") == "TypeError" and "iterable" in got["message"],
    en="`(slope)` in brackets is just a number; a tuple with one item needs a comma: `(slope,)`. The same for "
    "`(self,)`.",
)
def no_comma(self):
    height = math.tanh(self.data)
    return Value(height, (self,), (1.0 - height**2), "tanh")  # noqa


@record.mistake(
    when=lambda got, expected: got.get("raised") in ("OverflowError", "ZeroDivisionError"),
    en="The exponentials overflow for large numbers. `math.tanh` knows how to avoid that.",
)
def overflows(self):
    up, down = math.exp(self.data), math.exp(-self.data)
    height = (up - down) / (up + down)
    return Value(height, (self,), (1.0 - height**2,), "tanh")


@record.mistake(en="The new Value has no parents and no slope: the backward pass would end here.")
def no_parents(self):
    return Value(math.tanh(self.data), op="tanh")


@record.variant
def factored(self):
    h = math.tanh(self.data)
    return Value(h, [self], [(1 - h) * (1 + h)], "tanh")


@record.variant
def from_products(self):
    h = math.tanh(self.data)
    return Value(h, parents=(self,), slopes=(1 - h * h,), op="tanh")
