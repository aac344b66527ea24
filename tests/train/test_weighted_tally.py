"""A mean loss of labels is weighed by what it is a mean over, so it does not depend on how the rows are cut."""

import math

import numpy as np
import pytest

import zerodl
from tests.train.jobs import assert_equal, weights
from zerodl import nn, optim
from zerodl.data import DataLoader, TensorDataset
from zerodl.nn import functional as F
from zerodl.train import Trainer, evaluate
from zerodl.train.weighted_tally import WeightedTally

RNG = np.random.default_rng(0)
X = zerodl.tensor(RNG.normal(size=(24, 3)))
LABELS = RNG.integers(0, 4, size=24)
LABELS[::3] = -100
LABELS[8:16] = -100  # the second batch of eight, wholly
Y = zerodl.tensor(LABELS)
WEIGHT = zerodl.tensor(np.array([0.5, 1.0, 3.0, 2.0]))


def model():
    zerodl.manual_seed(1)
    return nn.Linear(3, 4).double()


LOSSES = {
    "its name": "cross_entropy",
    "the function": F.cross_entropy,
    "the module": nn.CrossEntropyLoss(),
    "weights": nn.CrossEntropyLoss(WEIGHT),
    "smoothing": nn.CrossEntropyLoss(WEIGHT, label_smoothing=0.1),
}


@pytest.mark.parametrize("loss", LOSSES.values(), ids=LOSSES)
@pytest.mark.parametrize("size", [5, 8, 24])
def test_the_loss_of_a_pass_does_not_depend_on_the_size_of_a_batch(loss, size):
    job = Trainer(model(), loss)
    whole = job.loss(job.model(X), Y).item()
    assert job.evaluate((X, Y), batch_size=size)["loss"] == pytest.approx(whole, rel=1e-12)
    batches = DataLoader(TensorDataset(X, Y), batch_size=size)
    assert evaluate(job.model, job.loss, batches)["loss"] == pytest.approx(whole, rel=1e-12)


@pytest.mark.parametrize("loss", ["cross_entropy", nn.CrossEntropyLoss(WEIGHT)], ids=["name", "weights"])
def test_accumulated_batches_make_the_step_of_one_batch_and_ignored_ones_stop_nothing(loss):
    whole, parts = (Trainer(model(), loss, optim.SGD, lr=0.1, accumulate=n) for n in (1, 3))
    one = whole.fit((X, Y), batch_size=24, shuffle=False, verbose=False)
    many = parts.fit((X, Y), batch_size=8, shuffle=False, verbose=False)
    for a, b in zip(weights(whole.model), weights(parts.model)):
        np.testing.assert_allclose(a, b, rtol=1e-12)
    assert many["loss"] == pytest.approx(one["loss"], rel=1e-12)


@pytest.mark.parametrize("optimizer", ["sgd", "adam"])
def test_a_batch_that_is_ignored_wholly_teaches_nothing(optimizer):
    job = Trainer(model(), "cross_entropy", optimizer, clip_norm=1.0)
    before = weights(job.model)
    history = job.fit((X[8:16], Y[8:16]), 2, batch_size=4, verbose=False)
    assert_equal(weights(job.model), before)
    assert np.isnan(history["loss"]).all()
    job.fit((X, Y), batch_size=8, shuffle=False)  # the progress bar has a mean from the first batch on
    assert math.isfinite(job.history["loss"][-1])


def test_other_losses_and_targets_count_rows():
    tally = WeightedTally(nn.MSELoss())
    assert tally.weight_of(zerodl.zeros(5, 2)) == 5
    assert WeightedTally(nn.CrossEntropyLoss()).weight_of(zerodl.zeros(5, 2)) == 5
    assert WeightedTally(nn.CrossEntropyLoss(reduction="sum")).weight_of(Y) == 24
    assert WeightedTally(nn.NLLLoss(WEIGHT, ignore_index=1)).weight_of(zerodl.tensor([0, 1, 2])) == 3.5


def test_its_state_goes_on_in_the_middle():
    one, other = (WeightedTally(nn.CrossEntropyLoss(WEIGHT)) for _ in range(2))
    scores = model()(X)
    one.update(one.loss(scores[:8], Y[:8]), scores[:8], Y[:8])
    other.load_state_dict(one.state_dict())
    for tally in (one, other):
        tally.update(tally.loss(scores[8:], Y[8:]), scores[8:], Y[8:])
    assert other.compute() == one.compute() == {"loss": pytest.approx(one.loss(scores, Y).item(), rel=1e-12)}
