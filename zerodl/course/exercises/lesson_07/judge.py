"""train.early_stopping.EarlyStopping.judge: the best epoch so far, its weights, and how long to wait for another."""

from ....train.direction import is_better
from ....train.wording import count
from .judge_asked import record


@record.mistake(
    when=lambda got, expected: any(-1.0 in (row["weights"] or {}).values() for row in _epochs(got)),
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
    when=lambda got, expected: "NoneType" in _call(got).get("message", "") and not _call(got)["in is_better"],
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


@record.mistake(
    when=lambda got, expected: _call(got).get("raised") == "TypeError" and _call(got)["in is_better"],
    en="`is_better` was asked the other way round: first the new value, then the best so far.",
)
def better_exchanged(self, trainer, value):
    if is_better(self.best, value, self.mode, self.min_delta):
        self.best, self.best_epoch, self.waited = value, trainer.epoch, 0
        if self.restore_best:
            self.weights = {name: tensor.clone() for name, tensor in trainer.model.state_dict().items()}
        return
    self.waited += 1
    if self.waited >= self.patience:
        trainer.stop("no better")


@record.mistake(
    when=lambda got, expected: all(row["best_epoch"] is None for row in _epochs(got)),
    en="`self.best_epoch` was never set. A better value comes with the number of its epoch, `trainer.epoch`.",
)
def epoch_not_noted(self, trainer, value):
    if is_better(value, self.best, self.mode, self.min_delta):
        self.best, self.waited = value, 0
        if self.restore_best:
            self.weights = {name: tensor.clone() for name, tensor in trainer.model.state_dict().items()}
        return
    self.waited += 1
    if self.waited >= self.patience:
        trainer.stop("no better")


@record.mistake(
    en="With `patience` = 0 it never stops. The first epoch that is no better makes `waited` 1, which is past 0 and "
    "not equal to it: compare with >=."
)
def stops_at_equal(self, trainer, value):
    if is_better(value, self.best, self.mode, self.min_delta):
        self.best, self.best_epoch, self.waited = value, trainer.epoch, 0
        if self.restore_best:
            self.weights = {name: tensor.clone() for name, tensor in trainer.model.state_dict().items()}
        return
    self.waited += 1
    if self.waited == self.patience:
        trainer.stop("no better")


@record.mistake(
    en="With `restore_best=False` the weights of the best epoch are not to come back. Keep them only if "
    "`self.restore_best` says so."
)
def kept_unasked(self, trainer, value):
    if is_better(value, self.best, self.mode, self.min_delta):
        self.best, self.best_epoch, self.waited = value, trainer.epoch, 0
        self.weights = {name: tensor.clone() for name, tensor in trainer.model.state_dict().items()}
        return
    self.waited += 1
    if self.waited >= self.patience:
        trainer.stop("no better")


def _call(data):
    return data[0] if type(data) is list else data


def _epochs(data):
    """What was remembered after each epoch of the first call."""
    return [part for name, part in _call(data).items() if name.startswith("after epoch")]


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
