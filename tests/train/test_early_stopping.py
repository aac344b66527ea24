"""Early stopping stops when it should, not before, and gives the best weights back."""

import math

import pytest

from tests.train.jobs import assert_equal, line, trainer, weights
from zerodl.errors import ArgumentError
from zerodl.train import Callback, EarlyStopping, LambdaCallback


class Script(Callback):
    """Writes the validation losses that a test wants, and remembers the weights of each epoch."""

    order = -30

    def __init__(self, losses):
        self.losses, self.weights = losses, []

    def on_epoch_end(self, trainer):
        trainer.logs["val_loss"] = self.losses[trainer.epoch - 1]
        self.weights.append(weights(trainer.model))


@pytest.mark.parametrize(
    ("losses", "settings", "last", "best"),
    [
        ([3, 2, 1, 4, 4, 4, 4], {"patience": 2}, 5, 3),
        ([3, 2, 2, 2, 1, 0, 0], {"patience": 3}, 7, 6),
        ([3, 2, 2, 2, 1, 0, 0], {"patience": 2}, 4, 2),
        ([3, 2.9, 2.8, 2.7, 0, 0, 0], {"patience": 2, "min_delta": 0.5}, 3, 1),
        ([1, 2, 3, 3, 3, 3, 3], {"patience": 1, "mode": "max"}, 4, 3),
        ([3, math.nan, math.nan, 1, 1, 1, 1], {"patience": 2}, 3, 1),
        ([3, 2, 1, 1, 1, 1, 1], {"patience": 0}, 4, 3),
        ([7, 6, 5, 4, 3, 2, 1], {"patience": 1}, 7, 7),
        ([9, 8, 1, 1, 1, 1, 1], {"patience": 2, "baseline": 5.0}, 2, None),
    ],
)
def test_it_stops_after_so_many_epochs_without_a_better_value(losses, settings, last, best):
    script, stopping = Script(losses), EarlyStopping(**settings)
    job = trainer(callbacks=[stopping, script])
    job.fit(line(), 7, shuffle=False, verbose=False)
    assert (job.epoch, stopping.best_epoch) == (last, best)
    if best is not None:
        assert_equal(weights(job.model), script.weights[best - 1])
    if last < 7:
        assert "val_loss was not better than" in job.stop_reason


def test_a_fit_whose_validation_never_was_a_number_says_so():
    job = trainer(callbacks=[EarlyStopping(patience=2), Script([math.nan] * 3)])
    job.fit(line(), 3, verbose=False)
    assert job.stop_reason == "val_loss was not a number for 2 epochs"


def test_without_restore_the_last_weights_stay():
    script = Script([1, 2, 3])
    job = trainer(callbacks=[EarlyStopping(patience=2, restore_best=False), script])
    job.fit(line(), 3, verbose=False)
    assert_equal(weights(job.model), script.weights[2])


def test_after_ctrl_c_the_last_weights_stay():
    def interrupt(job):
        if job.epoch == 2:
            raise KeyboardInterrupt

    script = Script([1, 2, 3])
    job = trainer(callbacks=[EarlyStopping(patience=3), script, LambdaCallback(on_epoch_begin=interrupt)])
    job.fit(line(), 3, verbose=False)
    assert_equal(weights(job.model), script.weights[1])


def test_a_second_fit_is_judged_by_itself():
    stopping = EarlyStopping(patience=1)
    job = trainer(callbacks=[stopping, Script([1, 2, 9, 8, 7, 6])])
    job.fit(line(), 4, verbose=False)
    assert job.epoch == 2
    job.fit(line(), 4, verbose=False)
    assert (job.epoch, stopping.best_epoch) == (6, 6)


def test_what_cannot_be_watched_is_said():
    with pytest.raises(ArgumentError, match="no 'val_loss' to watch; there is loss; pass validation="):
        trainer(callbacks=[EarlyStopping()]).fit(line(), 1, verbose=False)
    with pytest.raises(ArgumentError, match="patience must be a whole number"):
        EarlyStopping(patience=-1)
    with pytest.raises(ArgumentError, match="min_delta must not be negative"):
        EarlyStopping(min_delta=-1.0)
