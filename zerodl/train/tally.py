"""The loss and the metrics of a pass over the data, summed up batch by batch."""

import copy

from ..autograd.tensor import Tensor
from ..errors import ArgumentError
from ..metrics import Metric


class Tally:
    """What the batches so far come to: the mean loss over all rows, and the metrics.

    A loss that is a mean over its batch counts as often as the batch has rows, so that a last, smaller batch counts for
    less. One with ``reduction="sum"`` is divided by the number of rows in the end.

    Args: loss: the loss function. metrics: {name: a metric with update, compute and reset}; each is copied.
    """

    def __init__(self, loss, metrics=None):
        self.sums = getattr(loss, "reduction", "mean") == "sum"
        self.metrics = {name: copy.deepcopy(metric) for name, metric in (metrics or {}).items()}
        self.reset()

    def reset(self):
        """Start again from nothing."""
        self.total, self.rows = 0.0, 0
        for metric in self.metrics.values():
            metric.reset()

    def update(self, loss, prediction, target):
        """Count one batch; return its loss as a number.

        Args: loss: the loss of the batch, a tensor of one number. prediction, target: what it was made of.
        """
        value, rows = loss.item(), num_rows(target)
        self.total += value if self.sums else value * rows
        self.rows += rows
        for metric in self.metrics.values():
            metric.update(prediction.detach(), target)
        return value

    @property
    def mean_loss(self):
        """The mean loss so far."""
        return self.total / self.rows

    def compute(self):
        """{"loss": …, name of a metric: …} as Python's numbers, or lists where a metric has several."""
        if not self.rows:
            raise ArgumentError("there was no batch to measure; is the dataset empty, or smaller than a dropped batch?")
        return {"loss": self.mean_loss} | {name: _plain(metric.compute()) for name, metric in self.metrics.items()}

    def state_dict(self):
        """Everything needed to go on in the middle of a pass."""
        metrics = {name: metric.state_dict() for name, metric in self.metrics.items() if hasattr(metric, "state_dict")}
        return {"total": self.total, "rows": self.rows, "metrics": metrics}

    def load_state_dict(self, state):
        """Go on from a state."""
        self.total, self.rows = state["total"], state["rows"]
        for name, counts in state["metrics"].items():
            self.metrics[name].load_state_dict(counts)


class MeanOf(Metric):
    """A function of (prediction, target) as a metric: its mean over the batches, each counted by its rows.

    Example:
        >>> import zerodl
        >>> metric = MeanOf(lambda prediction, target: (prediction - target).abs().max())
        >>> metric.update(zerodl.tensor([1.0, 2.0]), zerodl.tensor([1.0, 4.0]))
        >>> metric.compute()
        2.0
    """

    name, STATE = "mean_of", ("total", "rows")

    def __init__(self, function):
        self.function = function
        super().__init__()

    def reset(self):
        self.total, self.rows = 0.0, 0

    def update(self, prediction, target):
        rows = num_rows(target)
        self.total += float(self.function(prediction, target)) * rows
        self.rows += rows

    def compute(self):
        return self.total / self.rows

    def __deepcopy__(self, memo):
        return MeanOf(self.function)  # a function that holds a model must not copy it


def rows_of(batch):
    """The rows of a batch, by its last part."""
    parts = list(batch.values()) if isinstance(batch, dict) else batch
    return num_rows(parts[-1])


def num_rows(target):
    """The rows of a batch; a target that is one number is one row."""
    return len(target) if getattr(target, "ndim", 1) else 1


def _plain(value):
    """A metric's result as numbers of Python."""
    if isinstance(value, Tensor) or hasattr(value, "tolist"):
        return value.tolist()
    return value
