"""ops.linalg.matmul_grad: the gradient that all of deep learning spends its time on."""

import numpy as np

from ....autograd.tensor import Tensor
from ....ops.linalg import matmul_grad
from ...observe import observe
from ...record import Exercise
from ...text import Text

RETURNS = ("grad_a", "grad_b")

record = Exercise(
    "ops.linalg.matmul_grad",
    lesson="02",
    points=15,
    minutes=12,
    difficulty=3,
    importance=5,
    role="production",
    task=Text(en="Turn the gradient of a matrix product into the gradients of both matrices."),
    hints=(
        Text(
            en="Let the shapes lead. `g` is (m, n), `a` is (m, k), `b` is (k, n). Which product of `g` with one of "
            "them, perhaps transposed, has the shape of `a`?"
        ),
        Text(
            en="The gradient for `a` (m, k) is made of `g` (m, n) and `b` (k, n): the n must meet in the middle, so "
            "`b` is turned to (n, k)."
        ),
        Text(
            en="The gradient for `b` (k, n) is made of `a` turned to (k, m), times `g` (m, n). To turn the last two "
            "axes of a stack of matrices use `np.swapaxes(b, -1, -2)`."
        ),
    ),
)


@record.scenario("by hand: 2 by 2")
def by_hand(rng):
    g, a, b = (
        np.array([[1.0, 0.0], [0.0, 10.0]]),
        np.array([[1.0, 2.0], [3.0, 4.0]]),
        np.array([[5.0, 6.0], [7.0, 8.0]]),
    )
    return observe(matmul_grad, g=g, a=a, b=b, returns=RETURNS)


@record.scenario("every length different")
def different_lengths(rng):
    g, a, b = rng.normal(size=(2, 4)), rng.normal(size=(2, 3)), rng.normal(size=(3, 4))
    return observe(matmul_grad, g=g, a=a, b=b, returns=RETURNS)


@record.scenario("a stack of matrices")
def a_stack(rng):
    g, a, b = rng.normal(size=(5, 2, 4)), rng.normal(size=(5, 2, 3)), rng.normal(size=(5, 3, 4))
    return observe(matmul_grad, g=g, a=a, b=b, returns=RETURNS)


@record.scenario("on the tape: one matrix for the whole stack")
def on_the_tape(rng):
    a, b = Tensor(rng.normal(size=(5, 2, 3)), requires_grad=True), Tensor(rng.normal(size=(3, 4)), requires_grad=True)
    (a @ b).backward(rng.normal(size=(5, 2, 4)))
    return {
        "call": "(a @ b).backward(g) with a of shape (5, 2, 3), b of shape (3, 4)",
        "a.grad": a.grad.array,
        "b.grad": b.grad.array,
    }


@record.mistake(
    en="This is the rule of the elementwise product. In a matrix product every element of `a` meets a whole row of `b`."
)
def elementwise(g, a, b):
    return g * b, g * a


@record.mistake(
    en="The transposes are missing. For squares the shapes fit all the same, but row and column are exchanged: turn "
    "`b` and `a`."
)
def not_transposed(g, a, b):
    return g @ b, a @ g


@record.mistake(
    en="The factors of the products stand in the wrong order: `g` comes first in the gradient of `a`, last in that of "
    "`b`."
)
def wrong_order(g, a, b):
    return np.swapaxes(b, -1, -2) @ g, g @ np.swapaxes(a, -1, -2)


@record.mistake(en="The two gradients changed places: the first belongs to `a` and has its shape.")
def exchanged(g, a, b):
    return np.swapaxes(a, -1, -2) @ g, g @ np.swapaxes(b, -1, -2)


@record.mistake(en="The gradient of `a` was computed from `a`. The slope for `a` is made of `b`, as in every product.")
def own_factor(g, a, b):
    return g @ np.swapaxes(a, -1, -2), np.swapaxes(b, -1, -2) @ g


@record.mistake(
    en="For single matrices this is right. In a stack `.T` reverses all the axes, so the stack's own axis ends up "
    "last: turn only the last two, with `np.swapaxes(b, -1, -2)`."
)
def reversed_axes(g, a, b):
    return g @ b.T, a.T @ g


@record.mistake(
    en="Both gradients are turned over: rows and columns are exchanged. Check the shapes: the gradient of `a` has the "
    "shape of `a`."
)
def turned_over(g, a, b):
    return b @ np.swapaxes(g, -1, -2), np.swapaxes(g, -1, -2) @ a


@record.mistake(
    en="`np.dot` is right for two matrices, but in stacks it multiplies every matrix of one with every matrix of the "
    "other. Use `@`, which goes through both stacks together."
)
def dot_of_stacks(g, a, b):
    return np.dot(g, np.swapaxes(b, -1, -2)), np.dot(np.swapaxes(a, -1, -2), g)


@record.mistake(
    en="Only one gradient came back. There are two inputs, so return a pair: the one for `a`, then the one for `b`."
)
def only_one(g, a, b):
    return g @ np.swapaxes(b, -1, -2)


@record.mistake(en="The incoming gradient is missing: the slopes must be multiplied by `g`.")
def no_g(g, a, b):
    return np.swapaxes(b, -1, -2), np.swapaxes(a, -1, -2)


@record.variant
def with_matmul(g, a, b):
    return np.matmul(g, np.swapaxes(b, -2, -1)), np.matmul(np.swapaxes(a, -2, -1), g)


@record.variant
def turned_twice(g, a, b):
    def turn(x):
        return np.swapaxes(x, x.ndim - 2, x.ndim - 1)

    return turn(b @ turn(g)), turn(a) @ g
