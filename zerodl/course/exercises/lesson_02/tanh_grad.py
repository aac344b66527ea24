"""ops.elementwise.tanh_grad: a rule that asks for the result."""

import numpy as np

from ....autograd.tensor import Tensor
from ....ops.elementwise import tanh, tanh_grad
from ...observe import observe
from ...record import Exercise
from ...text import Text

record = Exercise(
    "ops.elementwise.tanh_grad",
    lesson="02",
    points=5,
    minutes=5,
    difficulty=2,
    importance=3,
    role="production",
    task=Text(en="Turn the gradient of tanh(x) into the gradient of x, from the result alone."),
    hints=(
        Text(
            en="Put the heights' squares beside the slopes: 0 and 1, 0.58 and 0.42, 0.93 and 0.07. What is their sum?"
        ),
        Text(en="The slope is what is missing from the height's square to 1. `y` holds the heights."),
        Text(en="The gradient is `g` times that slope, element by element, one array: there is one input."),
    ),
)


@record.scenario("by hand: heights 0, 0.5 and −1")
def by_hand(rng):
    return observe(tanh_grad, g=np.array([1.0, 10.0, 7.0]), y=np.array([0.0, 0.5, -1.0]))


@record.scenario("a random matrix")
def a_matrix(rng):
    return observe(tanh_grad, g=rng.normal(size=(3, 4)), y=np.tanh(rng.normal(size=(3, 4))))


@record.scenario("float32 stays float32")
def single(rng):
    return observe(tanh_grad, g=rng.normal(size=4).astype(np.float32), y=np.tanh(rng.normal(size=4)).astype(np.float32))


@record.scenario("on the tape")
def on_the_tape(rng):
    x = Tensor(rng.normal(size=(2, 3)), requires_grad=True)
    tanh(x).backward(rng.normal(size=(2, 3)))
    return {"call": "zerodl.tanh(x).backward(g)", "x.grad": x.grad.array}


@record.mistake(en="The height was not squared: the slope is 1 at height 0, and 0 at height 1 *and* at height −1.")
def not_squared(g, y):
    return g * (1 - y)


@record.mistake(en="`y` is the height already, tanh(x). It was sent through tanh a second time.")
def tanh_again(g, y):
    return g * (1 - np.tanh(y) ** 2)


@record.mistake(en="This is the slope alone. It must be multiplied by `g`, what arrives from the result.")
def no_g(g, y):
    return 1 - y**2


@record.mistake(
    en="The square of the height stands where its distance from 1 should: at height 0 the slope is 1, not 0."
)
def square_alone(g, y):
    return g * y**2


@record.mistake(en="The whole bracket was squared, (1 − y)². Only the height is: 1 − y².")
def bracket_squared(g, y):
    return g * (1 - y) ** 2


@record.mistake(en="The height stands where the slope should: where the curve is at 0 it rises with slope 1.")
def height_as_slope(g, y):
    return g * y


@record.variant
def factored(g, y):
    return g * (1 - y) * (1 + y)


@record.variant
def taken_away(g, y):
    return g - g * np.square(y)
