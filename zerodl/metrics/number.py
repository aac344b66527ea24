"""What regression metrics are made of: predicted and true numbers, an output a column, and means over the columns."""

import numpy as np

from ..device import to_device
from ..errors import ArgumentError, ShapeError
from .label import array_of
from .metric import Metric, nothing_came

MULTIOUTPUT = ("uniform_average", "raw_values")


def number_pairs(name, prediction, target):
    """Predictions and targets as float64 arrays (B, M) on the CPU; further axes are further outputs.

    They are never broadcast: (B, 1) against (B,) would compare everything with everything.
    """
    p, t = array_of(name, prediction), array_of(name, target)
    if p.shape != t.shape:
        raise ShapeError(
            f"{name}: the predictions have shape {p.shape}, the targets {t.shape}; expected the same shape"
            + ("; squeeze or unsqueeze one of them" if p.size == t.size else "")
        )
    pair = []
    for what, x in (("prediction", p), ("target", t)):
        x = to_device(x, "cpu").astype(np.float64)
        x = np.reshape(x, (len(x), -1) if x.ndim > 1 and x.size else (x.size, 1))
        if not np.all(known := np.isfinite(x)):
            i = int(np.argmin(np.all(known, axis=1)))
            raise ArgumentError(f"{name}: row {i} of the {what}s has NaN or an infinite number")
        pair.append(x)
    return pair


class NumberMetric(Metric):
    """A metric of predicted numbers; each output has its own value, and ``multioutput`` says what is given of them."""

    ALLOWED: tuple[str, ...] = MULTIOUTPUT

    def __init__(self, multioutput="uniform_average"):
        if isinstance(multioutput, str) and multioutput not in self.ALLOWED:
            raise ArgumentError(
                f"{self.name}: multioutput must be {', '.join(map(repr, self.ALLOWED))}, or a weight for each output, "
                f"got {multioutput!r}"
            )
        self.multioutput = multioutput if isinstance(multioutput, str) else tuple(float(w) for w in multioutput)
        super().__init__()

    def over_outputs(self, values):
        """One number from the outputs' values (M,), or all of them."""
        if isinstance(self.multioutput, str):
            return values if self.multioutput == "raw_values" else float(np.mean(values))
        weights = np.array(self.multioutput)
        if weights.shape != values.shape or not np.sum(weights):
            raise ShapeError(
                f"{self.name}: expected {len(values)} weights, one for each output, not all 0, got {self.multioutput}"
            )
        return float(np.average(values, weights=weights))


class MeanOfErrors(NumberMetric):
    """The mean over the rows of an error that each of them has; ``error`` gives it for a batch, output by output."""

    STATE = ("total", "count")

    def reset(self):
        self.total, self.count = np.zeros(1), 0

    def update(self, prediction, target):
        p, t = number_pairs(self.name, prediction, target)
        if len(t):
            if self.count and p.shape[1] != len(self.total):
                raise ShapeError(f"{self.name}: got {p.shape[1]} outputs after batches with {len(self.total)}")
            self.total = self.total + len(t) * self.error(p, t)
            self.count += len(t)

    def compute(self):
        if not self.count:
            raise nothing_came(self.name)
        return self.over_outputs(self.total / self.count)

    def error(self, prediction, target):
        """The mean error of a batch, output by output: (B, M) and (B, M) -> (M,)."""
        raise NotImplementedError(f"{type(self).__name__} has no error")
