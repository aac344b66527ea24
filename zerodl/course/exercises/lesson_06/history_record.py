"""train.history.History.record: an epoch's numbers get their place in the columns of a history."""

import math

from ....train.history import History
from ...observe import raised
from ...record import Exercise
from ...text import Text

record = Exercise(
    "train.history.History.record",
    lesson="06",
    points=10,
    minutes=12,
    difficulty=3,
    importance=3,
    role="production",
    task=Text(en="Record an epoch's numbers, so that each column has an entry for each epoch."),
    hints=(
        Text(
            en="Three things, one after the other: go back if the epoch is there already, make a column for each new "
            "name, and then add one entry to every column, not to those in `logs` alone."
        ),
        Text(
            en="A column that is new has a past in which its number was missing: as many `math.nan` as there are "
            "epochs in `self.epochs` so far. `logs.get(name, math.nan)` is the number, or NaN where there is none."
        ),
        Text(
            en="Where the epoch stands is `self.epochs.index(epoch)`, and `self._cut` takes exactly that. Make the new "
            "columns before the epoch's own number is appended to `self.epochs`."
        ),
    ),
)


def kept(call, *records, before=None):
    """What a history holds after some records; NaN is written as a word, so that it equals itself."""
    history = before or History()
    seen = {"call": call}
    try:
        for epoch, logs in records:
            given = dict(logs)
            history.record(epoch, logs)
            if logs != given:
                seen["changed"] = ["logs"]
        seen["epochs"] = list(history.epochs)
        seen["result"] = {
            name: ["NaN" if isinstance(v, float) and math.isnan(v) else v for v in values]
            for name, values in history.history.items()
        }
    except Exception as error:
        seen |= raised(error)
    return seen


def numbers(rng, *names):
    """A number for each name."""
    return {name: float(rng.normal()) for name in names}


@record.scenario("two epochs with the same names")
def plain(rng):
    return kept("record(1, …); record(2, …)", *((e, numbers(rng, "loss", "accuracy")) for e in (1, 2)))


@record.scenario("a number that some epochs lack")
def lacking(rng):
    with_it, without = ("loss", "val_loss"), ("loss",)
    names = (with_it, without, without, with_it)
    return kept("val_loss only in epochs 1 and 4", *((e, numbers(rng, *n)) for e, n in enumerate(names, start=1)))


@record.scenario("a number that comes later")
def later(rng):
    names = (("loss",), ("loss",), ("loss", "val_loss"), ("loss", "val_loss", "lr"))
    return kept("val_loss from epoch 3 on, lr from 4", *((e, numbers(rng, *n)) for e, n in enumerate(names, start=1)))


@record.scenario("back by several epochs, of which the later ones are forgotten")
def far_back(rng):
    epochs = (1, 2, 3, 4, 2, 3)
    return kept("record 1, 2, 3, 4, then 2 and 3", *((e, numbers(rng, "loss", "val_loss")) for e in epochs))


@record.scenario("the same epoch again: training went back to its beginning")
def again(rng):
    epochs = (1, 2, 2)
    return kept("record(1, …); record(2, …); record(2, …)", *((e, numbers(rng, "loss")) for e in epochs))


@record.scenario("a history that does not begin with epoch 1")
def other_numbers(rng):
    epochs = (5, 6, 8, 6)
    return kept("record 5, 6, 8, then 6", *((e, numbers(rng, "loss")) for e in epochs))


@record.scenario("back, with a number that comes for the first time")
def back_and_new(rng):
    records = [(1, numbers(rng, "loss")), (2, numbers(rng, "loss")), (3, numbers(rng, "loss"))]
    return kept("record 1, 2, 3, then 2 with val_loss", *records, (2, numbers(rng, "loss", "val_loss")))


@record.scenario("read back as a user does")
def read_back(rng):
    history = History()
    records = [(epoch, numbers(rng, "val_loss")) for epoch in range(1, 7)]
    seen = kept('history.best_epoch("val_loss") after six epochs', *records, before=history)
    try:
        seen["best"] = history.best_epoch("val_loss")
    except Exception as error:
        seen |= raised(error)
    return seen


@record.mistake(
    en="Where an epoch lacks a number, its column gets no entry, and from then on stands one behind: its later numbers "
    "belong to the wrong epochs. Every column gets an entry for every epoch, NaN if there is none."
)
def nothing_for_the_lacking(self, epoch, logs):
    if epoch in self.epochs:
        self._cut(self.epochs.index(epoch))
    for name, value in logs.items():
        self.history.setdefault(name, [math.nan] * len(self.epochs)).append(value)
    self.epochs.append(epoch)


@record.mistake(
    en="A number that comes later begins at the top of its column, as if it were that of the first epoch. Fill the "
    "epochs before with NaN."
)
def new_at_the_top(self, epoch, logs):
    if epoch in self.epochs:
        self._cut(self.epochs.index(epoch))
    for name in logs:
        self.history.setdefault(name, [])
    for name, values in self.history.items():
        values.append(logs.get(name, math.nan))
    self.epochs.append(epoch)


@record.mistake(
    en="A new column is one entry too long: it is filled for this epoch, too, before its number comes. Make the column "
    "before the epoch is appended to `self.epochs`, or count one less."
)
def one_too_many(self, epoch, logs):
    if epoch in self.epochs:
        self._cut(self.epochs.index(epoch))
    self.epochs.append(epoch)
    for name in logs:
        self.history.setdefault(name, [math.nan] * len(self.epochs))
    for name, values in self.history.items():
        values.append(logs.get(name, math.nan))


@record.mistake(
    en="The epoch was there already, and now stands there twice. Training went back to it: cut the history where it "
    "stands, and then record."
)
def twice(self, epoch, logs):
    for name in logs:
        self.history.setdefault(name, [math.nan] * len(self.epochs))
    for name, values in self.history.items():
        values.append(logs.get(name, math.nan))
    self.epochs.append(epoch)


@record.mistake(
    en="Only the epoch itself is replaced. The epochs after it belong to weights that are gone: they are to be "
    "forgotten, too."
)
def replaced_alone(self, epoch, logs):
    for name in logs:
        self.history.setdefault(name, [math.nan] * len(self.epochs))
    if epoch in self.epochs:
        place = self.epochs.index(epoch)
        for name, values in self.history.items():
            values[place] = logs.get(name, math.nan)
        return
    for name, values in self.history.items():
        values.append(logs.get(name, math.nan))
    self.epochs.append(epoch)


@record.mistake(
    en="The history was cut one epoch too late: the old numbers of this epoch are still there. `_cut(length)` keeps "
    "the first `length` epochs, and those are the ones before it."
)
def cut_too_late(self, epoch, logs):
    if epoch in self.epochs:
        self._cut(self.epochs.index(epoch) + 1)
    for name in logs:
        self.history.setdefault(name, [math.nan] * len(self.epochs))
    for name, values in self.history.items():
        values.append(logs.get(name, math.nan))
    self.epochs.append(epoch)


@record.mistake(
    en="The place of an epoch was taken to be its number less 1. A history may begin with epoch 5, and may have gaps: "
    "look for the place, `self.epochs.index(epoch)`."
)
def place_by_number(self, epoch, logs):
    if epoch in self.epochs:
        self._cut(epoch - 1)
    for name in logs:
        self.history.setdefault(name, [math.nan] * len(self.epochs))
    for name, values in self.history.items():
        values.append(logs.get(name, math.nan))
    self.epochs.append(epoch)


@record.mistake(
    when=lambda got, expected: any(0 in v or 0.0 in v for v in got["result"].values()),
    en="A missing number was recorded as 0. A loss of 0 is the best there can be; what is not known is NaN.",
)
def zeros(self, epoch, logs):
    if epoch in self.epochs:
        self._cut(self.epochs.index(epoch))
    for name in logs:
        self.history.setdefault(name, [0.0] * len(self.epochs))
    for name, values in self.history.items():
        values.append(logs.get(name, 0.0))
    self.epochs.append(epoch)


@record.mistake(
    when=lambda got, expected: any(None in v for v in got["result"].values()),
    en="A missing number was recorded as None, which can be neither drawn nor compared. `math.nan` is a float like the "
    "others.",
)
def nones(self, epoch, logs):
    if epoch in self.epochs:
        self._cut(self.epochs.index(epoch))
    for name in logs:
        self.history.setdefault(name, [None] * len(self.epochs))
    for name, values in self.history.items():
        values.append(logs.get(name))
    self.epochs.append(epoch)


@record.mistake(en="The numbers are there, but `self.epochs` does not say which epochs they belong to.")
def no_epoch(self, epoch, logs):
    if epoch in self.epochs:
        self._cut(self.epochs.index(epoch))
    for name in logs:
        self.history.setdefault(name, [math.nan] * len(self.epochs))
    for name, values in self.history.items():
        values.append(logs.get(name, math.nan))


@record.mistake(
    when=lambda got, expected: got["raised"] == "KeyError",
    en="A name that comes for the first time has no column yet. Make one, `self.history.setdefault(name, …)`, with a "
    "NaN for each epoch before.",
)
def no_column(self, epoch, logs):
    if epoch in self.epochs:
        self._cut(self.epochs.index(epoch))
    for name in logs:
        self.history[name].append(logs[name])
    self.epochs.append(epoch)


@record.variant
def column_by_column(self, epoch, logs):
    if epoch in self.epochs:
        self._cut(self.epochs.index(epoch))
    past = len(self.epochs)
    self.epochs.append(epoch)
    for name in [*self.history, *(name for name in logs if name not in self.history)]:
        column = self.history.get(name, [math.nan] * past)
        self.history[name] = [*column, logs[name] if name in logs else math.nan]


@record.variant
def cut_by_hand(self, epoch, logs):
    place = self.epochs.index(epoch) if epoch in self.epochs else len(self.epochs)
    self.epochs = self.epochs[:place] + [epoch]
    for name in logs:
        if name not in self.history:
            self.history[name] = [float("nan")] * place
    for name in self.history:
        self.history[name] = self.history[name][:place] + [logs.get(name, float("nan"))]
