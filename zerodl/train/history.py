"""What each epoch of a training came to."""

import csv
import math
from pathlib import Path

from ..errors import ArgumentError
from .callback import Callback
from .direction import is_better, mode_of
from .wording import count, short

PICTURES = (".png", ".pdf", ".svg", ".jpg", ".jpeg", ".webp", ".tif", ".tiff", ".eps")


class History:
    """The numbers of each epoch, in lists by name: ``history["val_loss"]``.

    ``epochs`` holds the epochs' numbers, from 1. A number that an epoch lacks, because that fit had no validation, say,
    is NaN. ``history.history`` is all of it as a plain dictionary of lists.

    Example:
        >>> history = History()
        >>> history.record(1, {"loss": 2.3}); history.record(2, {"loss": 0.7, "val_loss": 0.9})
        >>> history["loss"], history["val_loss"]
        ([2.3, 0.7], [nan, 0.9])
        >>> history.best_epoch("loss")
        2
    """

    def __init__(self):
        self.epochs = []
        self.history = {}

    def record(self, epoch, logs):
        """Add an epoch's numbers.

        If that epoch is there already, training went back to it: it and all that came after it are forgotten first.

        Args: epoch: its number. logs: {name: number}; names may be new, and some that are known may be missing.
        """
        if epoch in self.epochs:
            self._cut(self.epochs.index(epoch))
        for name in logs:
            self.history.setdefault(name, [math.nan] * len(self.epochs))
        for name, values in self.history.items():
            values.append(logs.get(name, math.nan))
        self.epochs.append(epoch)

    def _cut(self, length):
        """Forget the epochs after the first so many."""
        del self.epochs[length:]
        for values in self.history.values():
            del values[length:]

    def best_epoch(self, monitor=None, mode=None):
        """The number of the epoch that was best.

        Args:
            monitor: by which number; None takes "val_loss" if there is one, else "loss".
            mode: "min" or "max", if the name does not say it.
        """
        monitor = monitor or ("val_loss" if "val_loss" in self else "loss")
        mode = mode or mode_of(monitor)
        best_epoch, best = None, None
        for epoch, value in zip(self.epochs, self[monitor]):
            if is_better(value, best, mode):
                best_epoch, best = epoch, value
        if best is None:
            raise ArgumentError(f"best_epoch: {monitor} has no number in any epoch")
        return best_epoch

    def plot(self, title="", path=None):
        """Draw the loss, and each metric in a panel of its own, training and validation together; a figure.

        Args: path: save it there, too (.png, .pdf, .svg); where a file is already, "name-2" is taken, and so on.
        """
        from ..viz.history import draw_history  # here, because most trainings draw nothing
        from ..viz.picture import save_picture

        if str(title).lower().endswith(PICTURES):
            says = f"the title {title!r} looks like a file's name; to save the figure, pass path={title!r}"
            raise ArgumentError(f"plot: {says}")
        figure = draw_history(self.epochs, self.history, title)
        if path is not None:
            save_picture(figure, path)
        return figure

    def to_csv(self, path):
        """Write a table with a line for each epoch; a file that is there is not replaced.

        Returns: the path.
        """
        path = Path(path)
        try:
            with path.open("x", newline="", encoding="utf-8") as file:
                rows = csv.writer(file)
                rows.writerow(["epoch", *self.history])
                rows.writerows(zip(self.epochs, *self.history.values()))
        except FileExistsError as cause:
            raise ArgumentError(f"to_csv: there is a file {path} already; name another") from cause
        return path

    def state_dict(self):
        """The numbers as plain lists."""
        return {"epochs": list(self.epochs), "history": {name: list(values) for name, values in self.history.items()}}

    def load_state_dict(self, state):
        """Take the numbers of a state in the place of one's own."""
        self.epochs = list(state["epochs"])
        self.history = {name: list(values) for name, values in state["history"].items()}

    def __getitem__(self, name):
        if name not in self.history:
            raise ArgumentError(f"history: there is no {name!r}; it has {', '.join(self.history) or 'nothing yet'}")
        return self.history[name]

    def __contains__(self, name):
        return name in self.history

    def __iter__(self):
        return iter(self.history)

    def __len__(self):
        return len(self.epochs)

    def __repr__(self):
        if not self.epochs:
            return "History of no epoch yet"
        last = ", ".join(f"{name} {short(values[-1])}" for name, values in self.history.items())
        return f"History of {count(len(self), 'epoch')}; the last: {last}"


class HistoryRecorder(Callback):
    """Writes each epoch's numbers into the trainer's history; the Trainer has one by itself."""

    order = -20  # first, so that the others can read the epoch that has just ended

    def on_epoch_end(self, trainer):
        """Record the epoch."""
        trainer.history.record(trainer.epoch, trainer.logs)
