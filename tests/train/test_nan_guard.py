"""A loss or a gradient that is not finite stops the training before the step, and its origin is named."""

import numpy as np
import pytest

import zerodl
from tests.train.jobs import assert_equal, line, network, squares, trainer, weights
from zerodl import nn
from zerodl.train import LambdaCallback, NanGuard, NotFiniteError, Trainer

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")  # NumPy's own words on NaN


class Log(nn.Module):
    """A layer that gives NaN for what is negative."""

    def forward(self, x):
        return x.log()


def stopped(job, data, **settings):
    """What the error says; the weights before the bad step must have stayed."""
    kept = {}
    job.callbacks.callbacks.insert(0, LambdaCallback(on_batch_begin=lambda job: kept.update(w=weights(job.model))))
    with pytest.raises(NotFiniteError) as error:
        job.fit(data, 5, verbose=False, **settings)
    if all(np.isfinite(w).all() for w in kept["w"]):
        assert_equal(weights(job.model), kept["w"])
    return str(error.value)


def test_the_layer_is_named_in_which_it_began():
    job = trainer(nn.Sequential(nn.Linear(3, 4), nn.Sequential(nn.Tanh(), Log()), nn.Linear(4, 1)).double())
    said = stopped(job, line(8), batch_size=4)
    assert "the loss is nan at step 1 (epoch 1, batch 1): it began in layer '1.1' (Log), whose output has" in said
    assert "NaN of 16; what went in is finite, at most " in said


def test_data_with_holes_are_named_with_the_batch():
    x, y = line(40)
    x[33, 1] = float("nan")
    said = stopped(trainer(), (x, y), batch_size=8, shuffle=False)
    assert "at step 5 (epoch 1, batch 5): the inputs of this batch hold 1 NaN of 24, so it began in the data" in said
    assert "missing values" in said
    x, y = line(8)
    y[0] = float("inf")
    assert "the targets of this batch hold 1 infinite value of 8" in stopped(trainer(), (x, y))


def test_the_loss_function_is_named_if_every_layer_is_fine():
    def loss(prediction, target):
        return squares(prediction, target) / 0.0

    said = stopped(Trainer(network(), loss), line(8))
    assert "every layer's output is finite (the last from" in said
    assert "so it began in the loss function" in said


def test_a_gradient_is_named_from_the_loss_backwards():
    class Root(nn.Module):
        """√|x| has an infinite slope at 0."""

        def forward(self, x):
            return (x * 0).abs().sqrt() + x * 0.1

    job = trainer(nn.Sequential(nn.Linear(3, 4), nn.Linear(4, 4), Root(), nn.Linear(4, 1)).double())
    said = stopped(job, line(8))
    assert "but the gradient of '1.bias' has 4 NaN of 4 at step 1" in said
    careless = [NanGuard(gradients=False)]
    job = trainer(nn.Sequential(nn.Linear(3, 4), Root(), nn.Linear(4, 1)).double(), callbacks=careless)
    said = stopped(job, line(8))
    assert "the loss is nan at step 2 (epoch 2, batch 1): the parameter '0.weight' holds 12 NaN" in said


def test_a_learning_rate_that_is_far_too_high_is_caught():
    said = stopped(trainer(nn.Sequential(nn.Linear(3, 4), nn.Linear(4, 1)), lr=1e4), line(64), batch_size=8)
    assert "lower learning rate" in said


def test_looking_changes_neither_buffers_nor_random_numbers():
    class Counted(nn.Module):
        def __init__(self):
            super().__init__()
            self.register_buffer("calls", zerodl.zeros(1))

        def forward(self, x):
            self.calls += 1
            return x * zerodl.rand(1) * float("inf")

    job = trainer(nn.Sequential(nn.Linear(3, 1), Counted()).double())
    states = []
    spy = LambdaCallback(after_backward=lambda job: states.append(zerodl.get_rng_state()))
    spy.order = -30  # before the guard
    job.callbacks.callbacks.append(spy)
    assert "it began in layer '1' (Counted)" in stopped(job, line(8))
    assert job.model[1].calls.item() == 1
    assert zerodl.get_rng_state() == states[0]


def test_large_but_finite_gradients_pass():
    weight = nn.Parameter(zerodl.zeros(4))
    model = nn.Sequential(nn.Flatten())
    model.weight = weight
    job = Trainer(model, lambda p, y: (weight * 3e38).sum(), "sgd", lr=0.0)
    job.fit((zerodl.ones(4, 1), zerodl.ones(4)), 1, verbose=False)
    assert job.step == 1  # although the sum of the gradient is infinite
