"""The bar says how far it is, stays off the result, and is closed whatever happens."""

import pytest

from tests.train.jobs import line, trainer
from zerodl.train import LambdaCallback, ProgressBar


def test_a_bar_for_each_epoch_ends_with_its_numbers(capsys):
    job = trainer()
    job.fit(line(40), 2, line(8), batch_size=8)
    said, bar = capsys.readouterr()
    assert said == ""
    for epoch in (1, 2):
        last = [part for part in bar.replace("\n", "\r").split("\r") if f"epoch {epoch} of 2" in part][-1]
        assert "5/5" in last
        assert f"loss {job.history['loss'][epoch - 1]:.4g}, val_loss {job.history['val_loss'][epoch - 1]:.4g}" in last


def test_quiet_says_nothing(capsys):
    trainer().fit(line(8), 1, verbose=False)
    assert capsys.readouterr() == ("", "")


def test_one_of_ones_own_takes_the_usual_ones_place(capsys):
    trainer(callbacks=[ProgressBar(leave=False)]).fit(line(8), 1)
    assert capsys.readouterr().err.count("epoch 1 of 1") > 0


def test_it_says_why_a_fit_ended_early(capsys):
    job = trainer(callbacks=[LambdaCallback(after_step=lambda job: job.step == 3 and job.stop("enough"))])
    job.fit(line(16), 5, batch_size=8)
    assert "stopped after 1 epoch and 3 steps in all: enough" in capsys.readouterr().out
    assert job.callbacks.have(ProgressBar) is False  # it was there for the fit alone


def test_after_an_error_no_bar_is_left_open():
    def fail(job):
        raise ValueError("no")

    bar = ProgressBar()
    with pytest.raises(ValueError, match="no"):
        trainer(callbacks=[bar, LambdaCallback(after_step=fail)]).fit(line(16), 1)
    assert bar.bar is None
