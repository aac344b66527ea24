"""models.two_layer.gradients_by_hand: what the tape does, done once with pencil and paper."""

import numpy as np

from ....models.two_layer import gradients_by_hand
from ...observe import observe
from ...record import Exercise
from ...text import Text

RETURNS = ("grad_w1", "grad_b1", "grad_w2", "grad_b2")

record = Exercise(
    "models.two_layer.gradients_by_hand",
    lesson="03",
    points=20,
    minutes=22,
    difficulty=4,
    importance=4,
    role="rung",
    task=Text(en="Work out the gradients of a two-layer network without a tape."),
    hints=(
        Text(
            en="First go forward and give every intermediate result a name. Then go back through the same lines from "
            "the last to the first, and for each write the gradient of what it was made from. Each gradient has the "
            "shape of its own array: that decides what to transpose."
        ),
        Text(
            en="Backward there are five steps: the gradient of y (the slope of a square, over the count of all numbers "
            "in y); from it that of hidden, of w2 and of b2; then through relu to z; from that w1 and b1. A bias is "
            "added to every row, so its gradient is a sum over the rows."
        ),
        Text(
            en="The gradient of y is 2 · (y − target) over how many numbers y has, and times w2 it becomes that of "
            "hidden. Relu lets it through where z was above 0. A weight's gradient is the product of two arrays: the "
            "gradient of the layer's result, and what went into the layer. Which of them is transposed, the shape says."
        ),
    ),
)


def problem(rng, batch, inputs, hidden, outputs, dtype=np.float64):
    """Arguments of which no two lengths are equal, unless asked for."""
    shapes = {
        "x": (batch, inputs),
        "target": (batch, outputs),
        "w1": (hidden, inputs),
        "b1": (hidden,),
        "w2": (outputs, hidden),
        "b2": (outputs,),
    }
    return {name: rng.normal(size=shape).astype(dtype) for name, shape in shapes.items()}


def told(arrays):
    """What the answer makes of these arrays; in the call each is told by its shape, as six matrices are too long."""
    shapes = ", ".join(f"{name} {array.shape}" for name, array in arrays.items())
    return observe(gradients_by_hand, **arrays, returns=RETURNS) | {"call": f"gradients_by_hand({shapes})"}


@record.scenario("by hand: one number in each place")
def by_hand(rng):
    numbers = {"x": [[3.0]], "target": [[1.0]], "w1": [[2.0]], "b1": [-1.0], "w2": [[4.0]], "b2": [0.5]}
    return observe(gradients_by_hand, **{k: np.array(v) for k, v in numbers.items()}, returns=RETURNS)


@record.scenario("a hidden number that relu set to 0")
def off(rng):
    w1, b1, w2 = [[2.0], [-2.0], [1.0]], [1.0, 1.0, 1.0], [[4.0, 5.0, -3.0]]
    numbers = {"x": [[1.0]], "target": [[1.0]], "w1": w1, "b1": b1, "w2": w2, "b2": [0.5]}
    return observe(gradients_by_hand, **{k: np.array(v) for k, v in numbers.items()}, returns=RETURNS)


@record.scenario("two rows, one input, three outputs")
def few(rng):
    return told(problem(rng, 2, 1, 4, 3))


@record.scenario("a batch of seven, every length different")
def different_lengths(rng):
    return told(problem(rng, 7, 5, 6, 4))


@record.scenario("a square, where every product fits")
def square(rng):
    return told(problem(rng, 3, 3, 3, 3))


@record.scenario("float32 stays float32")
def single_precision(rng):
    return told(problem(rng, 6, 3, 5, 2, np.float32))


@record.mistake(en="All gradients are half as large as they should be: the slope of a square, e², is 2e.")
def factor_2(x, target, w1, b1, w2, b2):
    z = x @ w1.T + b1
    hidden = np.maximum(z, 0)
    y = hidden @ w2.T + b2
    g_y = (y - target) / y.size
    g_z = (g_y @ w2) * (z > 0)
    return g_z.T @ x, np.sum(g_z, axis=0), g_y.T @ hidden, np.sum(g_y, axis=0)


@record.mistake(
    en="The error was divided by the number of rows. The loss is the mean over all numbers of y, rows times outputs: "
    "`y.size`."
)
def mean_over_the_batch(x, target, w1, b1, w2, b2):
    z = x @ w1.T + b1
    hidden = np.maximum(z, 0)
    y = hidden @ w2.T + b2
    g_y = 2 * (y - target) / len(x)
    g_z = (g_y @ w2) * (z > 0)
    return g_z.T @ x, np.sum(g_z, axis=0), g_y.T @ hidden, np.sum(g_y, axis=0)


@record.mistake(en="The mean is missing: the loss is the squares' sum divided by how many there are, `y.size`.")
def no_mean(x, target, w1, b1, w2, b2):
    z = x @ w1.T + b1
    hidden = np.maximum(z, 0)
    y = hidden @ w2.T + b2
    g_y = 2 * (y - target)
    g_z = (g_y @ w2) * (z > 0)
    return g_z.T @ x, np.sum(g_z, axis=0), g_y.T @ hidden, np.sum(g_y, axis=0)


@record.mistake(
    en="The gradients went back through relu as if it were not there. Where z was negative, relu gave 0 whatever z "
    "was: nothing comes through."
)
def no_relu(x, target, w1, b1, w2, b2):
    z = x @ w1.T + b1
    hidden = np.maximum(z, 0)
    y = hidden @ w2.T + b2
    g_y = 2 * (y - target) / y.size
    g_z = g_y @ w2
    return g_z.T @ x, np.sum(g_z, axis=0), g_y.T @ hidden, np.sum(g_y, axis=0)


@record.mistake(
    en="Relu was applied to the gradient: its negative numbers became 0. What decides is z, not the gradient: where z "
    "was above 0 the gradient passes as it is, whatever its sign."
)
def relu_of_the_gradient(x, target, w1, b1, w2, b2):
    z = x @ w1.T + b1
    hidden = np.maximum(z, 0)
    y = hidden @ w2.T + b2
    g_y = 2 * (y - target) / y.size
    g_z = np.maximum(g_y @ w2, 0)
    return g_z.T @ x, np.sum(g_z, axis=0), g_y.T @ hidden, np.sum(g_y, axis=0)


@record.mistake(
    en="The gradient was multiplied by the hidden numbers themselves. The slope of relu is 1 where z is above 0, not z."
)
def times_hidden(x, target, w1, b1, w2, b2):
    z = x @ w1.T + b1
    hidden = np.maximum(z, 0)
    y = hidden @ w2.T + b2
    g_y = 2 * (y - target) / y.size
    g_z = (g_y @ w2) * hidden
    return g_z.T @ x, np.sum(g_z, axis=0), g_y.T @ hidden, np.sum(g_y, axis=0)


@record.mistake(
    en="Every gradient has the wrong sign: the error is what the network gave minus what it should, y − target."
)
def sign(x, target, w1, b1, w2, b2):
    z = x @ w1.T + b1
    hidden = np.maximum(z, 0)
    y = hidden @ w2.T + b2
    g_y = 2 * (target - y) / y.size
    g_z = (g_y @ w2) * (z > 0)
    return g_z.T @ x, np.sum(g_z, axis=0), g_y.T @ hidden, np.sum(g_y, axis=0)


@record.mistake(
    en="The gradients of the weights are turned over: their rows and columns are exchanged. The gradient of w1 has the "
    "shape of w1, (H, I)."
)
def turned_over(x, target, w1, b1, w2, b2):
    z = x @ w1.T + b1
    hidden = np.maximum(z, 0)
    y = hidden @ w2.T + b2
    g_y = 2 * (y - target) / y.size
    g_z = (g_y @ w2) * (z > 0)
    return x.T @ g_z, np.sum(g_z, axis=0), hidden.T @ g_y, np.sum(g_y, axis=0)


@record.mistake(
    when=lambda got, expected: np.ndim(got["result"][1]) == 2 or np.ndim(got["result"][3]) == 2,
    en="The gradients of the biases still have a row for each input. A bias is added to every row, and where paths "
    "meet they add: sum over the rows.",
)
def bias_not_summed(x, target, w1, b1, w2, b2):
    z = x @ w1.T + b1
    hidden = np.maximum(z, 0)
    y = hidden @ w2.T + b2
    g_y = 2 * (y - target) / y.size
    g_z = (g_y @ w2) * (z > 0)
    return g_z.T @ x, g_z, g_y.T @ hidden, g_y


@record.mistake(
    when=lambda got, expected: np.ndim(got["result"][1]) == 0 and np.ndim(expected["result"][1]) == 1,
    en="The gradient of a bias became a single number. There is one bias for each output of a layer: sum over the rows "
    "alone, `axis=0`.",
)
def bias_summed_up(x, target, w1, b1, w2, b2):
    z = x @ w1.T + b1
    hidden = np.maximum(z, 0)
    y = hidden @ w2.T + b2
    g_y = 2 * (y - target) / y.size
    g_z = (g_y @ w2) * (z > 0)
    return g_z.T @ x, np.sum(g_z), g_y.T @ hidden, np.sum(g_y)


@record.mistake(
    en="The gradients of the biases are means over the rows. The mean was taken already, in the gradient of y: here "
    "the rows add up."
)
def bias_averaged(x, target, w1, b1, w2, b2):
    z = x @ w1.T + b1
    hidden = np.maximum(z, 0)
    y = hidden @ w2.T + b2
    g_y = 2 * (y - target) / y.size
    g_z = (g_y @ w2) * (z > 0)
    return g_z.T @ x, np.mean(g_z, axis=0), g_y.T @ hidden, np.mean(g_y, axis=0)


@record.mistake(en="The gradient of w2 was made of z. What w2 is multiplied with is `hidden`, after relu.")
def before_relu(x, target, w1, b1, w2, b2):
    z = x @ w1.T + b1
    y = np.maximum(z, 0) @ w2.T + b2
    g_y = 2 * (y - target) / y.size
    g_z = (g_y @ w2) * (z > 0)
    return g_z.T @ x, np.sum(g_z, axis=0), g_y.T @ z, np.sum(g_y, axis=0)


@record.mistake(en="The order is another: first w1 and b1, then w2 and b2, as in the parameters of the function.")
def last_layer_first(x, target, w1, b1, w2, b2):
    z = x @ w1.T + b1
    hidden = np.maximum(z, 0)
    y = hidden @ w2.T + b2
    g_y = 2 * (y - target) / y.size
    g_z = (g_y @ w2) * (z > 0)
    return g_y.T @ hidden, np.sum(g_y, axis=0), g_z.T @ x, np.sum(g_z, axis=0)


@record.mistake(en="On the way forward relu is missing: `hidden` has negative numbers in it.")
def forward_without_relu(x, target, w1, b1, w2, b2):
    z = x @ w1.T + b1
    y = z @ w2.T + b2
    g_y = 2 * (y - target) / y.size
    g_z = (g_y @ w2) * (z > 0)
    return g_z.T @ x, np.sum(g_z, axis=0), g_y.T @ z, np.sum(g_y, axis=0)


@record.variant
def row_by_row(x, target, w1, b1, w2, b2):
    sums = [np.zeros_like(w) for w in (w1, b1, w2, b2)]
    for row, wanted in zip(x, target):
        z = w1 @ row + b1
        hidden = np.where(z > 0, z, 0)
        error = w2 @ hidden + b2 - wanted
        g_y = 2 / target.size * error
        g_z = np.where(z > 0, w2.T @ g_y, 0)
        for total, gradient in zip(sums, (np.outer(g_z, row), g_z, np.outer(g_y, hidden), g_y)):
            total += gradient
    return tuple(sums)


@record.variant
def with_einsum(x, target, w1, b1, w2, b2):
    hidden = np.maximum(np.einsum("bi,hi->bh", x, w1) + b1, 0)
    y = np.einsum("bh,oh->bo", hidden, w2) + b2
    g_y = (y - target) * (2 / y.size)
    g_z = np.einsum("bo,oh->bh", g_y, w2)
    g_z[hidden <= 0] = 0
    return np.einsum("bh,bi->hi", g_z, x), g_z.sum(0), np.einsum("bo,bh->oh", g_y, hidden), g_y.sum(0)


@record.variant
def with_autograd_rules(x, target, w1, b1, w2, b2):
    z = np.matmul(x, np.transpose(w1)) + b1
    hidden = z * (z > 0)
    difference = np.matmul(hidden, np.transpose(w2)) + b2 - target
    g_y = (difference + difference) / difference.size
    g_w2 = np.transpose(np.matmul(np.transpose(hidden), g_y))
    g_z = np.matmul(g_y, w2) * np.sign(hidden)
    g_w1 = np.transpose(np.matmul(np.transpose(x), g_z))
    ones = np.ones(len(x), x.dtype)
    return g_w1, ones @ g_z, g_w2, ones @ g_y
