"""What the answers to train.early_stopping.EarlyStopping.judge are asked: series of values, and a fit."""

import numpy as np

from ....autograd.tensor import Tensor
from ....config import no_grad
from ....nn import Linear
from ....train import EarlyStopping, Trainer
from ...observe import raised
from ...record import Exercise
from ...text import Text

record = Exercise(
    "train.early_stopping.EarlyStopping.judge",
    lesson="07",
    points=15,
    minutes=14,
    difficulty=3,
    importance=4,
    role="production",
    task=Text(en="Remember the best epoch and its weights, and stop after so many that were no better."),
    hints=(
        Text(
            en="There are two cases, and `is_better` tells them apart. In the first, four things are set: what was the "
            "best, when, how long we have waited since, and the weights. In the second one number grows, and is "
            "compared."
        ),
        Text(
            en="The weights: a new dictionary with the same names, in which each tensor is a `clone()`. A dictionary "
            "comprehension over `state_dict().items()` makes it. For `patience` = 2, stop after the second epoch in a "
            "row that was no better: when `waited` has reached `patience`."
        ),
        Text(
            en="if better: set `best`, `best_epoch` and `waited` = 0, and with `restore_best` set `weights`. else: "
            "add 1 to `waited`, and if that is at least `patience`, call `trainer.stop` with some text."
        ),
    ),
)

NAN = float("nan")


class Job:
    """As much of a trainer as is needed: an epoch, a model with one weight, and somebody to stop it."""

    def __init__(self):
        self.epoch = 0
        self.model = Linear(1, 1, bias=False)
        self.reasons = []

    def stop(self, reason):
        """Note what is said."""
        self.reasons.append(reason)


def run(values, **settings):
    """What it remembers after each value. The model's weight is 10 times the number of the epoch, and −1 afterwards."""
    stopping, job = EarlyStopping(**settings), Job()
    said = ", ".join(f"{name}={value!r}" for name, value in settings.items())
    seen: dict = {"call": f"EarlyStopping({said}), and the values {values}"}
    try:
        for value in values:
            job.epoch += 1
            with no_grad():
                job.model.weight[...] = 10.0 * job.epoch
            stopping.judge(job, value)
            with no_grad():
                job.model.weight[...] = -1.0  # the training goes on
            kept = stopping.weights
            seen[f"after epoch {job.epoch}"] = {
                "value": value,
                "best": stopping.best,
                "best_epoch": stopping.best_epoch,
                "waited": stopping.waited,
                "stopped": len(job.reasons),
                "weights": None if kept is None else {name: weight.item() for name, weight in kept.items()},
            }
            if job.reasons:
                break
        seen["a reason was given"] = all(isinstance(reason, str) and reason for reason in job.reasons)
    except Exception as error:
        seen |= raised(error)
        seen["in is_better"] = "is_better(" in seen["line"]  # tells apart who compares with None
    return seen


@record.scenario("by hand: better, better, then two that are not")
def by_hand(rng):
    return run([3.0, 2.0, 2.5, 2.2, 2.1, 2.1], patience=2)


@record.scenario("a better one comes just in time")
def in_time(rng):
    return run([3.0, 4.0, 4.0, 2.0, 2.1, 2.1, 2.1], patience=3)


@record.scenario("patience of 1, and of 0")
def short_patience(rng):
    return [run([3.0, 2.0, 2.0, 1.0], patience=1), run([3.0, 2.0, 2.0, 1.0], patience=0)]


@record.scenario("better by too little")
def min_delta(rng):
    return run([3.0, 2.9, 2.8, 2.4, 2.39], patience=2, min_delta=0.15)


@record.scenario("a metric that should rise")
def rising(rng):
    return run([0.5, 0.7, 0.6, 0.65], monitor="val_accuracy", patience=2)


@record.scenario("NaN in the beginning, and later")
def not_a_number(rng):
    return [run([NAN, 2.0, NAN, 1.0, NAN, NAN], patience=2), run([2.0, NAN, NAN], patience=2)]


@record.scenario("weights are not to be restored")
def not_restored(rng):
    return run([3.0, 2.0, 2.5], patience=2, restore_best=False)


@record.scenario("losses by lot")
def by_lot(rng):
    values = (np.linspace(2, 1, 12) + 0.3 * rng.normal(size=12)).round(3).tolist()
    return [run(values, patience=3), run(values, patience=2, min_delta=0.1)]


@record.scenario("in the framework: a fit that is stopped, and the weights that come back")
def in_the_framework(rng):
    x = rng.normal(size=(20, 1)).astype(np.float32)
    model = Linear(1, 1)
    model.weight.array[...], model.bias.array[...] = rng.normal(), 0
    stopping = EarlyStopping(patience=2)
    trainer = Trainer(model, "mse", "sgd", lr=0.1, callbacks=[stopping])
    training, held_back = (Tensor(x[:10]), Tensor(2 * x[:10] + 1)), (Tensor(x[10:]), Tensor(x[10:]))
    trainer.fit(training, 30, validation=held_back, batch_size=10, shuffle=False, verbose=False)
    return {
        "call": "Trainer(…, callbacks=[EarlyStopping(patience=2)]).fit(…)",
        "epochs": trainer.epoch,
        "best_epoch": stopping.best_epoch,
        "weight": model.weight.item(),
        "bias": model.bias.item(),
    }
