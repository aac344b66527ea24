"""ops.elementwise.mul_grad: the product's slopes again, for whole arrays."""

import numpy as np

from ....autograd.tensor import Tensor
from ....ops.elementwise import mul_grad
from ...observe import observe
from ...record import Exercise
from ...text import Text

RETURNS = ("grad_a", "grad_b")

record = Exercise(
    "ops.elementwise.mul_grad",
    lesson="02",
    points=10,
    minutes=6,
    difficulty=2,
    importance=5,
    role="production",
    task=Text(en="Turn the gradient of a product of two arrays into the gradients of both."),
    hints=(
        Text(
            en="It is the scalar product once for each position: what was `slope * node.grad` there is one "
            "multiplication of arrays here."
        ),
        Text(en="The slope for `a` is `b`, and `g` is what `node.grad` was. Return two arrays, the one for `a` first."),
        Text(
            en="`g` takes part in both: `g` times the other factor. No sum and no shape to think of, the engine does "
            "that."
        ),
    ),
)


@record.scenario("by hand")
def by_hand(rng):
    g, a, b = (
        np.array([[1.0, 10.0], [0.0, 1.0]]),
        np.array([[2.0, 3.0], [4.0, 5.0]]),
        np.array([[5.0, 7.0], [6.0, 8.0]]),
    )
    return observe(mul_grad, g=g, a=a, b=b, returns=RETURNS)


@record.scenario("random matrices")
def matrices(rng):
    g, a, b = rng.normal(size=(3, 4, 2))
    return observe(mul_grad, g=g, a=a, b=b, returns=RETURNS)


@record.scenario("zeros among the numbers")
def zeros(rng):
    g, a, b = rng.integers(-1, 2, size=(3, 4, 4)).astype(np.float64)
    return observe(mul_grad, g=g, a=a, b=b, returns=RETURNS)


@record.scenario("float32 stays float32")
def single(rng):
    g, a, b = rng.normal(size=(3, 5)).astype(np.float32)
    return observe(mul_grad, g=g, a=a, b=b, returns=RETURNS)


@record.scenario("on the tape: a row times a column")
def on_the_tape(rng):
    a, b = Tensor(rng.normal(size=(1, 3)), requires_grad=True), Tensor(rng.normal(size=(2, 1)), requires_grad=True)
    (a * b).backward(rng.normal(size=(2, 3)))
    return {
        "call": "(a * b).backward(g) with a of shape (1, 3), b of shape (2, 1)",
        "a.grad": a.grad.array,
        "b.grad": b.grad.array,
    }


@record.mistake(en="The two gradients changed places: the first belongs to `a`, whose slope is the other factor, `b`.")
def exchanged(g, a, b):
    return g * a, g * b


@record.mistake(
    en="These are the slopes without the incoming gradient. Each slope is multiplied by `g`, as `node.grad` was for "
    "Values."
)
def no_g(g, a, b):
    return b, a


@record.mistake(
    en="Both gradients came out as g · a · b. The slope for `a` is `b` alone: `a` itself has no part in it."
)
def all_three(g, a, b):
    return g * a * b, g * a * b


@record.mistake(en="The slope was added to the gradient. The chain rule multiplies them: `g * b`.")
def added(g, a, b):
    return g + b, g + a


@record.mistake(
    en="Only one gradient came back. There are two inputs, so return a pair: the one for `a`, then the one for `b`."
)
def only_one(g, a, b):
    return g * b


@record.mistake(en="That is the rule for a sum, where both slopes are 1. Here the slope is the other factor.")
def rule_of_a_sum(g, a, b):
    return g, g


@record.mistake(en="The elements were added up to single numbers. Each position has a slope of its own: no sum here.")
def summed(g, a, b):
    return np.sum(g * b), np.sum(g * a)


@record.mistake(
    en="A matrix product mixes different positions. The gradient of an elementwise product stays elementwise: use `*`."
)
def matrix_product(g, a, b):
    return g @ b.T, g @ a.T


@record.variant
def with_numpy(g, a, b):
    return np.multiply(g, b), np.multiply(a, g)


@record.variant
def with_names(g, a, b):
    grad_a = b * g
    grad_b = a * g
    return [grad_a, grad_b][0], [grad_a, grad_b][1]
