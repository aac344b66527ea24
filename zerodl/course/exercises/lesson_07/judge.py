"""train.early_stopping.EarlyStopping.judge: the best epoch so far, its weights, and how long to wait for another."""

import numpy as np

from ....autograd.tensor import Tensor
from ....config import no_grad
from ....nn import Linear
from ....train import EarlyStopping, Trainer
from ....train.direction import is_better
from ....train.wording import count
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
    seen: dict = {"call": f"EarlyStopping({said}), and the values {values}", "after each epoch": []}
    try:
        for value in values:
            job.epoch += 1
            with no_grad():
                job.model.weight[...] = 10.0 * job.epoch
            stopping.judge(job, value)
            with no_grad():
                job.model.weight[...] = -1.0  # the training goes on
            kept = stopping.weights
            seen["after each epoch"].append({
                "epoch": job.epoch,
                "value": value,
                "best": stopping.best,
                "best_epoch": stopping.best_epoch,
                "waited": stopping.waited,
                "stopped": len(job.reasons),
                "weights": None if kept is None else {name: weight.item() for name, weight in kept.items()},
            })  # fmt: skip
            if job.reasons:
                break
        seen["a reason was given"] = all(isinstance(reason, str) and reason for reason in job.reasons)
    except Exception as error:
        seen |= raised(error)
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


@record.mistake(
    when=lambda got, expected: any(-1.0 in (row["weights"] or {}).values() for row in _call(got)["after each epoch"]),
    en="The weights that were kept are not those of the best epoch. What `state_dict()` gives *are* the model's "
    "tensors, and they go on changing, in a copied dictionary as well: keep a `clone()` of each.",
)
def not_cloned(self, trainer, value):
    if is_better(value, self.best, self.mode, self.min_delta):
        self.best, self.best_epoch, self.waited = value, trainer.epoch, 0
        if self.restore_best:
            self.weights = dict(trainer.model.state_dict())
        return
    self.waited += 1
    if self.waited >= self.patience:
        trainer.stop("no better")


@record.mistake(
    en="`waited` was not set back when a better epoch came. The epochs have to be no better *in a row*: each better "
    "one begins the wait anew."
)
def not_set_back(self, trainer, value):
    if is_better(value, self.best, self.mode, self.min_delta):
        self.best, self.best_epoch = value, trainer.epoch
        if self.restore_best:
            self.weights = {name: tensor.clone() for name, tensor in trainer.model.state_dict().items()}
        return
    self.waited += 1
    if self.waited >= self.patience:
        trainer.stop("no better")


@record.mistake(
    en="It stops one epoch too late: with `patience` = 2, the second epoch in a row that is no better is the last one. "
    "Compare after you have counted, with >=."
)
def one_too_late(self, trainer, value):
    if is_better(value, self.best, self.mode, self.min_delta):
        self.best, self.best_epoch, self.waited = value, trainer.epoch, 0
        if self.restore_best:
            self.weights = {name: tensor.clone() for name, tensor in trainer.model.state_dict().items()}
        return
    self.waited += 1
    if self.waited > self.patience:
        trainer.stop("no better")


@record.mistake(
    en="It stops at the first epoch that is no better, whatever `patience` says. Curves jitter: wait for so many."
)
def no_patience(self, trainer, value):
    if is_better(value, self.best, self.mode, self.min_delta):
        self.best, self.best_epoch, self.waited = value, trainer.epoch, 0
        if self.restore_best:
            self.weights = {name: tensor.clone() for name, tensor in trainer.model.state_dict().items()}
        return
    self.waited += 1
    trainer.stop("no better")


@record.mistake(
    en="The best value is never brought up to date, so each epoch is compared with the beginning. Set `self.best`."
)
def best_not_set(self, trainer, value):
    if is_better(value, self.best, self.mode, self.min_delta):
        self.best_epoch, self.waited = trainer.epoch, 0
        if self.restore_best:
            self.weights = {name: tensor.clone() for name, tensor in trainer.model.state_dict().items()}
        return
    self.waited += 1
    if self.waited >= self.patience:
        trainer.stop("no better")


@record.mistake(
    en="Each epoch is compared with the one before, since `self.best` is set every time. It should be the best of all "
    "so far: set it only if the value is better."
)
def the_one_before(self, trainer, value):
    better = is_better(value, self.best, self.mode, self.min_delta)
    self.best = value
    if better:
        self.best_epoch, self.waited = trainer.epoch, 0
        if self.restore_best:
            self.weights = {name: tensor.clone() for name, tensor in trainer.model.state_dict().items()}
        return
    self.waited += 1
    if self.waited >= self.patience:
        trainer.stop("no better")


@record.mistake(
    en="The weights are kept after every epoch, so the last ones come back. Keep them only if the epoch is better."
)
def weights_of_the_last(self, trainer, value):
    if self.restore_best:
        self.weights = {name: tensor.clone() for name, tensor in trainer.model.state_dict().items()}
    if is_better(value, self.best, self.mode, self.min_delta):
        self.best, self.best_epoch, self.waited = value, trainer.epoch, 0
        return
    self.waited += 1
    if self.waited >= self.patience:
        trainer.stop("no better")


@record.mistake(
    en="`min_delta` has no effect: an epoch counts as better only if it is so by more than this. `is_better` takes it "
    "as its fourth argument."
)
def no_min_delta(self, trainer, value):
    if is_better(value, self.best, self.mode):
        self.best, self.best_epoch, self.waited = value, trainer.epoch, 0
        if self.restore_best:
            self.weights = {name: tensor.clone() for name, tensor in trainer.model.state_dict().items()}
        return
    self.waited += 1
    if self.waited >= self.patience:
        trainer.stop("no better")


@record.mistake(
    en="Small was always taken for better. An accuracy should rise: `self.mode` says which way it is, and `is_better` "
    "asks it."
)
def always_falling(self, trainer, value):
    if is_better(value, self.best, "min", self.min_delta):
        self.best, self.best_epoch, self.waited = value, trainer.epoch, 0
        if self.restore_best:
            self.weights = {name: tensor.clone() for name, tensor in trainer.model.state_dict().items()}
        return
    self.waited += 1
    if self.waited >= self.patience:
        trainer.stop("no better")


@record.mistake(
    when=lambda got, expected: _call(got).get("raised") == "TypeError" and "NoneType" in _call(got)["message"],
    en="In the first epoch there is no best value yet: `self.best` is None, which `<` cannot compare. `is_better` can.",
)
def first_forgotten(self, trainer, value):
    if value < self.best - self.min_delta:
        self.best, self.best_epoch, self.waited = value, trainer.epoch, 0
        if self.restore_best:
            self.weights = {name: tensor.clone() for name, tensor in trainer.model.state_dict().items()}
        return
    self.waited += 1
    if self.waited >= self.patience:
        trainer.stop("no better")


@record.mistake(en="No weights were kept. Without them the fit ends with those of the last epoch, not of the best.")
def weights_forgotten(self, trainer, value):
    if is_better(value, self.best, self.mode, self.min_delta):
        self.best, self.best_epoch, self.waited = value, trainer.epoch, 0
        return
    self.waited += 1
    if self.waited >= self.patience:
        trainer.stop("no better")


@record.mistake(en="It never stops: call `trainer.stop` as soon as `waited` has reached `patience`.")
def never_stops(self, trainer, value):
    if is_better(value, self.best, self.mode, self.min_delta):
        self.best, self.best_epoch, self.waited = value, trainer.epoch, 0
        if self.restore_best:
            self.weights = {name: tensor.clone() for name, tensor in trainer.model.state_dict().items()}
        return
    self.waited += 1


def _call(data):
    return data[0] if type(data) is list else data


@record.variant
def the_other_way_round(self, trainer, value):
    if not is_better(value, self.best, self.mode, self.min_delta):
        self.waited = self.waited + 1
        if self.waited >= self.patience:
            trainer.stop(f"{count(self.waited, 'epoch')} without a better {self.monitor}")
        return
    self.best = value
    self.best_epoch = trainer.epoch
    self.waited = 0
    if self.restore_best:
        copies = {}
        for name, tensor in trainer.model.state_dict().items():
            copies[name] = tensor.clone()
        self.weights = copies


@record.variant
def with_else(self, trainer, value):
    if is_better(value, self.best, self.mode, self.min_delta):
        self.best, self.best_epoch = value, trainer.epoch
        self.waited = 0
        if self.restore_best:
            state = trainer.model.state_dict()
            self.weights = {name: state[name].detach().clone() for name in state}
    else:
        self.waited += 1
        if not self.waited < self.patience:
            trainer.stop("enough")
