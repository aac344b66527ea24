"""train.history.History.record: what is asked for, and the histories that are kept."""

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


@record.scenario("three epochs with the same names, at last a loss of 0")
def plain(rng):
    records = [(e, numbers(rng, "loss", "accuracy")) for e in (1, 2)]
    return kept("record(1, …); record(2, …)", *records, (3, {"loss": 0.0, "accuracy": 1.0}))


@record.scenario("a number that some epochs lack")
def lacking(rng):
    with_it, without = ("loss", "val_loss"), ("loss",)
    names = (with_it, without, without, with_it)
    return kept("val_loss only in epochs 1 and 4", *((e, numbers(rng, *n)) for e, n in enumerate(names, start=1)))


@record.scenario("a number that comes later")
def later(rng):
    names = (("loss",), ("loss",), ("loss", "val_loss"), ("loss", "val_loss", "lr", "accuracy"))
    records = [(e, numbers(rng, *n)) for e, n in enumerate(names, start=1)]
    return kept("val_loss from epoch 3 on, lr and accuracy from 4", *records)


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
    epochs, new = (5, 6, 8, 6), [(9, numbers(rng, "loss", "val_loss"))]
    return kept("record 5, 6, 8, then 6, and 9 with val_loss", *((e, numbers(rng, "loss")) for e in epochs), *new)


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
