"""train.history.History.record: an epoch's numbers get their place in the columns of a history."""

import math

from .history_record_asked import record


def _count(number, seen):
    """How often it stands in the columns."""
    return sum(values.count(number) for values in seen["result"].values())


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
    when=lambda got, expected: _count(0, got) > _count(0, expected),
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
    when=lambda got, expected: _count(None, got) > 0,
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


@record.mistake(
    en="A loss of 0 became NaN: `or` takes 0 for nothing. `logs.get(name, math.nan)` asks whether the name is there."
)
def zero_taken_for_nothing(self, epoch, logs):
    if epoch in self.epochs:
        self._cut(self.epochs.index(epoch))
    for name in logs:
        self.history.setdefault(name, [math.nan] * len(self.epochs))
    for name, values in self.history.items():
        values.append(logs.get(name) or math.nan)
    self.epochs.append(epoch)


@record.mistake(
    en="Where a number is missing, the last one that there was is repeated, as if it had been measured again. What is "
    "not known is NaN."
)
def repeated(self, epoch, logs):
    if epoch in self.epochs:
        self._cut(self.epochs.index(epoch))
    for name in logs:
        self.history.setdefault(name, [math.nan] * len(self.epochs))
    for name, values in self.history.items():
        values.append(logs.get(name, values[-1] if values else math.nan))
    self.epochs.append(epoch)


@record.mistake(
    en="The new columns are one and the same list, so an entry in one is an entry in all: `dict.fromkeys(names, [])` "
    "makes a single list. Make one for each name."
)
def one_list_for_all(self, epoch, logs):
    if epoch in self.epochs:
        self._cut(self.epochs.index(epoch))
    new = [name for name in logs if name not in self.history]
    self.history.update(dict.fromkeys(new, [math.nan] * len(self.epochs)))
    for name, values in self.history.items():
        values.append(logs.get(name, math.nan))
    self.epochs.append(epoch)


@record.mistake(
    en="The epochs were counted before the history was cut, so a name that is new when training goes back gets too "
    "long a column. Cut first, then count."
)
def counted_before_the_cut(self, epoch, logs):
    length = len(self.epochs)
    if epoch in self.epochs:
        self._cut(self.epochs.index(epoch))
    for name in logs:
        self.history.setdefault(name, [math.nan] * length)
    for name, values in self.history.items():
        values.append(logs.get(name, math.nan))
    self.epochs.append(epoch)


@record.mistake(
    en="A new column was filled by the epoch's number, `epoch - 1`. A history may begin with epoch 5: count the "
    "epochs that are there, `len(self.epochs)`."
)
def filled_by_number(self, epoch, logs):
    if epoch in self.epochs:
        self._cut(self.epochs.index(epoch))
    for name in logs:
        self.history.setdefault(name, [math.nan] * (epoch - 1))
    for name, values in self.history.items():
        values.append(logs.get(name, math.nan))
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
