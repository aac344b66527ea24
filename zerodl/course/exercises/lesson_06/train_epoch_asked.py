"""train.loop.train_epoch: what is asked for, and the trainings that the loop is tried in."""

import numpy as np

from ....autograd.tensor import Tensor
from ....nn import functional as F
from ....nn.loss import MSELoss
from ....nn.module import Module
from ....nn.parameter import Parameter
from ....optim import SGD
from ....train.loop import train_epoch
from ...observe import raised
from ...record import Exercise
from ...text import Text

record = Exercise(
    "train.loop.train_epoch",
    lesson="06",
    points=15,
    minutes=15,
    difficulty=3,
    importance=5,
    role="production",
    task=Text(en="Write the training loop: one epoch, a step for each batch, the mean loss over all rows."),
    hints=(
        Text(
            en="Five things happen to each batch, in an order that matters: old gradients go, the model predicts, the "
            "loss judges, the gradients come, the optimiser steps. Before the first batch, one call to the model."
        ),
        Text(
            en="`for *inputs, target in batches` takes the last part of each batch as the target, and `model(*inputs)` "
            "hands the others over one by one. `Tally(loss)` is made once, before the loop."
        ),
        Text(
            en="In the loop: `optimizer.zero_grad()`, `model(*inputs)`, `loss(prediction, target)`, `.backward()` of "
            "that, `optimizer.step()`, and `tally.update(…)` with what exercise 2 asks for. After it, the "
            '`"loss"` of `tally.compute()`.'
        ),
    ),
)


class Lines(Module):
    """y = x · w + b, for one input or a sum over several; it writes down in which mode it was asked."""

    def __init__(self, weight, bias):
        super().__init__()
        self.weight, self.bias = Parameter(weight), Parameter(bias)
        self.modes = []

    def forward(self, *inputs):
        self.modes.append(self.training)
        return sum(inputs) @ self.weight + self.bias


def went(call, rng, batches, loss=F.mse_loss, epochs=1, lr=0.1, momentum=0.0, before=None):
    """What a model is after some epochs, and what was returned."""
    seen = {"call": call}
    model = Lines(rng.normal(size=(2, 1)), rng.normal(size=1))
    optimizer = SGD(model.parameters(), lr=lr, momentum=momentum)
    if before:
        before(model)
    try:
        returned = [train_epoch(model, loss, optimizer, batches()) for _ in range(epochs)]
        seen["result"] = returned
        seen["types"] = [type(value).__name__ for value in returned]
        seen |= {"weight": model.weight.detach().numpy(), "bias": model.bias.detach().numpy()}
        seen["training mode in each batch"] = model.modes
    except Exception as error:
        seen |= raised(error)
    return seen


def made(rng, sizes, num_inputs=1):
    """Batches of these sizes, as a function that gives them once for each call, as a loader does."""
    batches = [
        (*(Tensor(rng.normal(size=(size, 2))) for _ in range(num_inputs)), Tensor(rng.normal(size=(size, 1))))
        for size in sizes
    ]
    return lambda: iter(batches)


@record.scenario("two batches, two steps, and old gradients that nobody cleared")
def left_over(rng):
    def before(model):
        for parameter in model.parameters():
            parameter.grad = Tensor(np.full(parameter.shape, 50.0))

    return went("train_epoch(…) on two batches, with old gradients", rng, made(rng, [4, 4]), before=before)


@record.scenario("one batch, one step")
def one_step(rng):
    return went("train_epoch(model, mse_loss, optimizer, one batch of 4 rows)", rng, made(rng, [4]))


@record.scenario("a model that was in evaluation mode")
def evaluation(rng):
    return went("model.eval(); train_epoch(…)", rng, made(rng, [4, 4]), before=lambda model: model.eval())


@record.scenario("three batches, three steps")
def three_steps(rng):
    return went("train_epoch(…) on three batches of 4 rows", rng, made(rng, [4, 4, 4]))


@record.scenario("two epochs, with a last batch that is smaller")
def smaller_last(rng):
    return went("train_epoch(…) twice, on batches of 5, 5 and 1 rows", rng, made(rng, [5, 5, 1]), epochs=2)


@record.scenario("an optimiser that remembers")
def momentum(rng):
    return went("train_epoch(…) with momentum 0.9", rng, made(rng, [3, 3, 3]), epochs=2, lr=0.05, momentum=0.9)


@record.scenario("a model with two inputs")
def two_inputs(rng):
    return went("train_epoch(…) on batches (x1, x2, target)", rng, made(rng, [4, 2], num_inputs=2))


@record.scenario('a loss with reduction="sum"')
def a_sum(rng):
    sums = MSELoss(reduction="sum")
    return went('train_epoch(…) with MSELoss(reduction="sum")', rng, made(rng, [4, 2]), sums, lr=0.01)


@record.scenario("a loss in which prediction and target have different parts")
def lopsided(rng):
    def loss(prediction, target):
        return ((prediction - target) ** 2 * target.abs()).mean()

    return went("train_epoch(…) with the loss mean((p − t)² · |t|)", rng, made(rng, [4, 4]), loss)
