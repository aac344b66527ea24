"""A tally for losses whose mean is not over the rows: labels that are ignored do not count, others count by weight."""

import math

from ..autograd.tensor import Tensor
from ..nn import functional as F
from ..nn.loss_class import CrossEntropyLoss
from .tally import Tally, num_rows, rows_of

LABELS = CrossEntropyLoss()  # what cross_entropy and nll_loss ignore when they are given as functions


class WeightedTally(Tally):
    """A Tally in which each batch counts by what the loss averages over, if the loss tells: ``loss.weight_of(target)``.

    So the loss of a pass does not depend on how its rows are cut into batches. A batch whose labels are all ignored has
    a loss of 0 / 0, which counts nothing.
    """

    def __init__(self, loss, metrics=None):
        self.loss = loss
        super().__init__(loss, metrics)

    def weight_of(self, target):
        """How much a batch with these targets counts: its rows, unless the loss tells otherwise."""
        loss = LABELS if self.loss is F.cross_entropy or self.loss is F.nll_loss else self.loss
        known = not self.sums and isinstance(target, Tensor) and hasattr(loss, "weight_of")
        weight = loss.weight_of(target) if known else None
        return num_rows(target) if weight is None else weight

    def weight_of_batch(self, batch):
        """The same for a batch that has not gone through the model yet, by its last part."""
        return rows_of(batch) if isinstance(batch, dict) else self.weight_of(batch[-1])

    def reset(self):
        """Start again from nothing."""
        super().reset()
        self.weight = 0

    def update(self, loss, prediction, target):
        """Count one batch; return its loss as a number, 0 if nothing of it counts."""
        weight, rows = self.weight_of(target), num_rows(target)
        self.weight += weight
        if weight == rows:
            return super().update(loss, prediction, target)
        value = loss.item() if weight else 0.0
        self.total += value * weight
        self.rows += rows
        for metric in self.metrics.values():
            metric.update(prediction.detach(), target)
        return value

    @property
    def mean_loss(self):
        """The mean loss so far; NaN while nothing has counted."""
        return self.total / self.weight if self.weight else math.nan

    def state_dict(self):
        """Everything needed to go on in the middle of a pass."""
        return super().state_dict() | {"weight": self.weight}

    def load_state_dict(self, state):
        """Go on from a state; one of a plain Tally counts rows."""
        super().load_state_dict(state)
        self.weight = state.get("weight", self.rows)
