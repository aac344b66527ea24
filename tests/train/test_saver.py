"""A fit that goes on from a checkpoint ends with the very numbers of one that never stopped."""

import math
import os
import signal

import numpy as np
import pytest

import zerodl
import zerodl.train
from tests.train.jobs import assert_equal, line, squares, trainer, weights
from zerodl import nn, optim
from zerodl.data import DataLoader, TensorDataset
from zerodl.errors import ArgumentError
from zerodl.metrics import MeanAbsoluteError
from zerodl.train import (
    Checkpoint,
    CheckpointFolder,
    EarlyStopping,
    LambdaCallback,
    LearningRateMonitor,
    Trainer,
    load_checkpoint,
)
from zerodl.train.checkpoint_folder import FolderInUseError


class Halving:
    """A schedule that halves the learning rate every third time."""

    def __init__(self, optimizer):
        self.optimizer, self.count = optimizer, 0

    def step(self):
        self.count += 1
        if self.count % 3 == 0:
            for group in self.optimizer.param_groups:
                group["lr"] /= 2

    def state_dict(self):
        return {"count": self.count}

    def load_state_dict(self, state):
        self.count = state["count"]


def job(folder=None, *callbacks, seed=1, **settings):
    """A trainer with everything in it that has a state: dropout, Adam, a schedule, metrics, accumulation."""
    zerodl.manual_seed(seed)
    model = nn.Sequential(nn.Linear(3, 16), nn.Dropout(0.3), nn.Tanh(), nn.Linear(16, 1)).double()
    every = settings.pop("every", {"every_steps": 1, "keep_last": None})
    saving = [Checkpoint(folder, **every)] if folder else []
    settings = {"schedule": "step", "accumulate": 2} | settings
    made = Trainer(model, squares, lambda p: optim.Adam(p, lr=0.05), metrics={"mae": MeanAbsoluteError()},
                   scheduler=Halving, callbacks=[EarlyStopping(patience=2), LearningRateMonitor(), *saving, *callbacks],
                   **settings)  # fmt: skip
    return made


def fit(made, epochs=3, **settings):
    data = DataLoader(TensorDataset(*line(60)), batch_size=8, shuffle=True)
    return made.fit(data, epochs, line(20, seed=9), verbose=False, **settings)


def outcome(made):
    """All that a training leaves behind, the random numbers that come next included."""
    rates = next(c for c in made.callbacks if isinstance(c, LearningRateMonitor)).lrs
    numbers = np.array([made.history[name] for name in made.history])
    return [*weights(made.model), numbers, np.array(rates), zerodl.rand(3).numpy()]


def test_from_any_step_it_goes_on_bit_by_bit(tmp_path):
    whole = job(tmp_path / "run")
    fit(whole)
    expected = outcome(whole)
    files = sorted((tmp_path / "run").iterdir())
    assert len(files) == 15  # 12 steps of two batches, and 3 ends of epochs
    for file in files:
        resumed = job(seed=77)  # other first weights, another order: all of it comes from the file
        fit(resumed, resume=file)
        assert_equal(outcome(resumed), expected)
        assert resumed.step == 12
    assert CheckpointFolder(tmp_path / "run").latest() == files[-1]


def test_a_folder_goes_on_from_its_latest_and_saves_on(tmp_path):
    whole = job()
    fit(whole)
    expected = outcome(whole)

    def press(made):
        if made.step == 6:
            os.kill(os.getpid(), signal.SIGINT)

    stopped = job(tmp_path, LambdaCallback(before_step=press), every={"every_epochs": 2})
    fit(stopped)
    assert (stopped.step, stopped.epoch, stopped.batch) == (7, 1, 6)
    resumed = job(tmp_path, seed=5, every={"every_epochs": 2})
    fit(resumed, resume=tmp_path)
    assert_equal(outcome(resumed), expected)
    steps = [kept.step for kept in resumed.callbacks.callbacks[-1].folder.kept()]
    assert steps == [7, 8]


def test_an_empty_folder_begins_anew(tmp_path):
    whole = job()
    fit(whole)
    expected = outcome(whole)
    other = job(tmp_path)
    fit(other, resume=tmp_path)
    assert_equal(outcome(other), expected)


@pytest.mark.parametrize("steps", [5, 8, 9], ids=["shorter", "just so long", "longer"])
def test_epochs_that_are_cut_short_go_on_too(tmp_path, steps):
    whole = job(tmp_path)
    fit(whole, steps_per_epoch=steps)
    expected = outcome(whole)
    for file in sorted(tmp_path.iterdir()):
        resumed = job(seed=3)
        fit(resumed, steps_per_epoch=steps, resume=file)
        assert_equal(outcome(resumed), expected)


def test_batches_in_a_list_are_gone_through_to_where_it_was(tmp_path):
    x, y = line(32)
    batches = [(x[i : i + 8], y[i : i + 8]) for i in range(0, 32, 8)]
    whole = trainer(callbacks=[Checkpoint(tmp_path, every_steps=1, keep_last=None)])
    whole.fit(batches, 2, verbose=False)
    for file in sorted(tmp_path.iterdir()):
        resumed = trainer()
        resumed.fit(batches, 2, verbose=False, resume=file)
        assert_equal(weights(resumed.model), weights(whole.model))


def test_the_best_are_kept_by_what_is_monitored(tmp_path):
    script = iter([3.0, 1.0, 2.0, 4.0])
    scores = LambdaCallback(on_validation_end=lambda made: made.logs.update(val_loss=next(script)))
    saving = Checkpoint(tmp_path, every_steps=3, keep_last=1, keep_best=2)
    made = trainer(callbacks=[scores, saving])
    made.fit(line(40), 4, line(8), batch_size=8, verbose=False)
    kept = saving.folder.kept()
    assert sorted(k.score for k in kept if not math.isnan(k.score)) == [1.0, 2.0, 4.0]
    assert saving.folder.best().name.endswith("val_loss=1.0.safetensors")
    best = trainer()
    load_checkpoint(saving.folder.best(), strict=False, model=best.model)
    assert not np.array_equal(weights(best.model)[0], weights(made.model)[0])


def test_another_training_is_refused_its_folder_before_it_starts(tmp_path):
    trainer(callbacks=[Checkpoint(tmp_path)]).fit(line(8), 1, verbose=False)
    other = trainer(callbacks=[Checkpoint(tmp_path)])
    with pytest.raises(FolderInUseError, match="To go on from there"):
        other.fit(line(8), 1, verbose=False)
    assert other.step == 0


def test_fewer_epochs_than_are_done_are_said_to_be_none(tmp_path):
    job = trainer(callbacks=[Checkpoint(tmp_path)])
    job.fit(line(8), 3, verbose=False)
    other = trainer()
    with pytest.warns(UserWarning, match="nothing is left to train: .* has done 3 epochs, and epochs=2 counts from"):
        other.fit(line(8), 2, verbose=False, resume=tmp_path)
    assert other.epoch == 3


def test_what_cannot_be_resumed_is_said(tmp_path):
    with pytest.raises(ArgumentError, match="neither a checkpoint nor a folder"):
        trainer().fit(line(8), 1, resume=tmp_path / "gone", verbose=False)
    zerodl.train.save_checkpoint(tmp_path / "mine.safetensors", model=nn.Linear(2, 2))
    with pytest.raises(ArgumentError):
        trainer().fit(line(8), 1, resume=tmp_path / "mine.safetensors", verbose=False)
    with pytest.raises(ArgumentError, match="every_steps must be a whole number"):
        Checkpoint(tmp_path, every_steps=0)


def test_a_schedule_on_one_side_only_is_refused(tmp_path):
    trainer(callbacks=[Checkpoint(tmp_path)]).fit(line(8), 1, verbose=False)
    with pytest.raises(ArgumentError, match="made with no scheduler, this trainer has a scheduler"):
        trainer(scheduler=Halving).fit(line(8), 2, resume=tmp_path, verbose=False)
