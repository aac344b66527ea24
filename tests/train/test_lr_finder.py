"""The finder points below the explosion, and afterwards nothing is different."""

import math

import numpy as np
import pytest

import zerodl
from tests.train.jobs import assert_equal, line, network, squares, trainer, weights
from zerodl import nn, optim
from zerodl.data import DataLoader, TensorDataset
from zerodl.errors import ArgumentError
from zerodl.train import NotFiniteError, find_lr
from zerodl.train.lr_finder import running_mean, smooth, steepest


def test_the_suggestion_trains_and_the_lowest_and_the_exploding_do_not():
    x, y = line(200)
    model = network()
    sweep = find_lr(model, squares, "sgd", (x, y), low=1e-6, high=100.0, batch_size=20)
    assert sweep.diverged
    assert sweep.lrs[0] < sweep.suggestion < sweep.lrs[-1] / 3

    def loss_after(lr):
        job = trainer(lr=lr)
        with np.errstate(all="ignore"):
            try:
                job.fit((x, y), 5, batch_size=20, verbose=False)
            except NotFiniteError:
                return math.inf
        return job.history["loss"][-1]

    good, low, high = (loss_after(lr) for lr in (sweep.suggestion, 1e-6, sweep.lrs[-1]))
    assert good < 0.3 * low < low < high


def test_the_rates_rise_by_one_factor_and_groups_keep_their_ratio():
    seen = []

    class Spy(optim.SGD):
        def step(self):
            seen.append([group["lr"] for group in self.param_groups])
            super().step()

    model = network()
    optimizer = Spy([{"params": model[0].parameters(), "lr": 0.01}, {"params": model[2].parameters(), "lr": 0.02}])
    sweep = find_lr(model, squares, optimizer, line(), low=1e-4, high=1e-2, steps=11)
    np.testing.assert_allclose(sweep.lrs, np.geomspace(1e-4, 1e-2, 11))
    np.testing.assert_allclose(seen, np.outer(sweep.lrs, [1, 2]))
    assert not sweep.diverged


def test_afterwards_everything_is_as_before_bit_by_bit():
    def run(look):
        zerodl.manual_seed(5)
        model = nn.Sequential(nn.Linear(3, 8), nn.RReLU(), nn.Linear(8, 1)).double()
        model.register_buffer("mean", zerodl.zeros(1))
        model[2].eval()
        optimizer = optim.Adam(model.parameters(), lr=0.01)
        data = DataLoader(TensorDataset(*line()), batch_size=8, shuffle=True)
        for x, y in data:
            squares(model(x), y).backward()
            optimizer.step()
        if look:
            grads = [p.grad for p in model.parameters()]
            find_lr(model, squares, optimizer, data, steps=20)
            assert all(p.grad is grad for p, grad in zip(model.parameters(), grads))
            assert [module.training for module in model.modules()] == [True, True, True, False]
            assert optimizer.param_groups[0]["lr"] == 0.01
        for x, y in data:
            optimizer.zero_grad()
            squares(model(x), y).backward()
            optimizer.step()
        return [*weights(model), zerodl.rand(4).numpy()]

    assert_equal(run(look=False), run(look=True))


def test_it_is_restored_after_an_error_too():
    model = network()
    before, state = weights(model), zerodl.get_rng_state()
    calls = iter(range(5))

    def fails(prediction, target):
        if next(calls, None) is None:
            raise ValueError("no more")
        return squares(prediction, target)

    with pytest.raises(ValueError, match="no more"):
        find_lr(model, fails, "sgd", line(), low=0.1, high=1.0)
    assert_equal(weights(model), before)
    assert zerodl.get_rng_state() == state


def test_a_loss_that_never_falls_gives_no_suggestion():
    def flat(prediction, target):
        return (prediction - prediction.detach()).sum() + 1

    sweep = find_lr(network(), flat, "sgd", line(100), steps=30)
    assert sweep.suggestion is None
    assert repr(sweep) == "LRSweep: no learning rate lowers the loss; the highest was 10, after 30 steps"
    sweep = find_lr(network(), squares, "sgd", line(400), low=1e-12, high=1e-9, batch_size=20)  # noise
    assert sweep.suggestion is None


def test_smoothing_lags_behind_neither_way():
    step = [1.0] * 30 + [0.0] * 30
    np.testing.assert_allclose(smooth(step, 0.7)[29] + smooth(step, 0.7)[30], 1, atol=0.2)
    assert running_mean([2.0, 2.0], 0.9) == pytest.approx([2.0, 2.0])
    lrs = np.geomspace(1e-5, 1, 100).tolist()
    valley = [float(-np.tanh(np.log10(lr) + 3)) for lr in lrs]  # falls fastest at 1e-3
    assert steepest(lrs, valley, valley) == pytest.approx(1e-3, rel=0.15)


def test_the_picture_shows_the_fall_and_marks_the_suggestion():
    sweep = find_lr(network(), squares, "sgd", line(200), low=1e-5, high=1e3, batch_size=20)
    figure = sweep.plot()
    (panel,) = figure.axes
    assert panel.get_xscale() == "log"
    low, high = panel.get_ylim()
    assert low < min(sweep.smoothed) < sweep.smoothed[0] < high < max(sweep.losses)
    assert f"suggestion: {sweep.suggestion:.2g}" in [text.get_text() for text in panel.get_legend().get_texts()]
    data, _ = sweep._repr_mimebundle_()
    assert set(data) == {"image/png", "text/plain"}


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"low": 1.0, "high": 0.1}, "0 < low < high"),
        ({"steps": 3}, "steps must be a whole number from 10 up"),
        ({"smoothing": 1.0}, "0 <= smoothing < 1"),
        ({"diverge": 0.5}, "1 < diverge|smoothing < 1 < diverge"),
    ],
)
def test_it_refuses(settings, words):
    with pytest.raises(ArgumentError, match=words):
        find_lr(network(), squares, "sgd", line(), **settings)


def test_a_loss_that_is_no_number_from_the_start_is_not_the_learning_rates_fault():
    x, y = line()
    x.array[3, 1] = np.nan
    with pytest.raises(ArgumentError, match="find_lr: the loss is nan from the start, before any step"):
        find_lr(network(), squares, "sgd", (x, y))
