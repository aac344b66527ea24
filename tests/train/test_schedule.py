"""Schedules go on by epochs or by steps, as was said; one that watches a number gets it."""

import pytest

from tests.train.jobs import line, network, squares, trainer
from zerodl import optim
from zerodl.errors import ArgumentError
from zerodl.optim import lr_scheduler
from zerodl.train import LambdaCallback, LearningRateMonitor, Trainer


def rates(epochs=4, **settings):
    """The learning rate of each step, two steps an epoch, and the monitor's in the history."""
    monitor = LearningRateMonitor()
    job = trainer(lr=0.1, callbacks=[monitor, *settings.pop("callbacks", [])], **settings)
    job.fit(line(16), epochs, line(8), batch_size=8, verbose=False)
    return monitor.lrs, job.history["lr"]


def test_by_epochs():
    steps, epochs = rates(scheduler=lambda o: lr_scheduler.StepLR(o, step_size=1, gamma=0.5))
    assert steps == [0.1, 0.1, 0.05, 0.05, 0.025, 0.025, 0.0125, 0.0125]
    assert epochs == [0.1, 0.05, 0.025, 0.0125]


def test_by_steps():
    steps, _ = rates(epochs=2, schedule="step", scheduler=lambda o: lr_scheduler.StepLR(o, step_size=1, gamma=0.5))
    assert steps == [0.1, 0.05, 0.025, 0.0125]
    cycle = lambda o: lr_scheduler.OneCycleLR(o, max_lr=1e-3, total_steps=8)  # noqa: E731
    steps, _ = rates(schedule="step", scheduler=cycle)
    assert max(steps) == pytest.approx(1e-3, rel=0.05)
    assert steps[0] < steps[2] > steps[-1]


def test_a_plateau_is_one_of_the_validation_loss():
    script = iter([3.0, 2.0, 2.0, 2.0])
    fake = LambdaCallback(on_validation_end=lambda job: job.logs.update(val_loss=next(script)))
    steps, _ = rates(scheduler=lambda o: lr_scheduler.ReduceLROnPlateau(o, factor=0.1, patience=0), callbacks=[fake])
    assert steps[::2] == pytest.approx([0.1, 0.1, 0.1, 0.01])


def test_a_schedule_of_another_optimiser_or_at_the_wrong_moments_is_refused():
    other = optim.SGD(network().parameters(), lr=0.1)
    with pytest.raises(ArgumentError, match="another optimiser"):
        trainer(scheduler=lr_scheduler.StepLR(other, 1))
    with pytest.raises(ArgumentError, match="goes by epochs"):
        trainer(scheduler=lr_scheduler.ReduceLROnPlateau, schedule="step")


def test_an_optimiser_of_two_groups_has_two_rates():
    model, monitor = network(), LearningRateMonitor()
    groups = [{"params": model[0].parameters(), "lr": 0.1}, {"params": model[2].parameters(), "lr": 0.2}]
    job = Trainer(model, squares, optim.SGD(groups), callbacks=[monitor])
    job.fit(line(8), 1, verbose=False)
    assert (monitor.lrs, job.history["lr_0"], job.history["lr_1"]) == ([[0.1, 0.2]], [0.1], [0.2])
