"""R² and explained variance: how much of the targets' spread the predictions account for."""

import numpy as np

from ..errors import ArgumentError, ShapeError
from .metric import measure, nothing_came
from .number import MULTIOUTPUT, NumberMetric, number_pairs


def share_explained(left, total):
    """1 − left / total, output by output; where the total is 0, 1 if nothing is left and 0 otherwise.

    Shape: left (M,), what the predictions leave over of the spread, total (M,), the spread of the targets -> (M,)
    Example:
        >>> share_explained(np.array([1.0, 0.0, 3.0]), np.array([4.0, 0.0, 0.0]))
        array([0.75, 1.  , 0.  ])
    """
    return np.where(total > 0, 1 - left / np.where(total > 0, total, 1), np.where(left > 0, 0.0, 1.0))


class SpreadMetric(NumberMetric):
    """Gathers the mean and the squared distance from it, of targets and of errors, in one pass over the batches.

    All are measured from the first row on, so that numbers that are all equal have a spread of exactly 0, and large
    ones lose no digits.

    Source: Chan, Golub and LeVeque (1983), eq. 1.5, for joining what two batches know.
    """

    STATE = ("count", "first", "mean", "spread")
    ALLOWED = (*MULTIOUTPUT, "variance_weighted")

    def reset(self):
        self.count = 0
        self.first = self.mean = self.spread = np.zeros((2, 1))

    def update(self, prediction, target):
        p, t = number_pairs(self.name, prediction, target)
        if not len(t):
            return
        rows = np.stack([t, t - p])  # (2, B, M)
        if not self.count:
            self.first = rows[:, 0]
            self.mean = self.spread = np.zeros_like(self.first)
        if t.shape[1] != self.first.shape[1]:
            raise ShapeError(f"{self.name}: got {t.shape[1]} outputs after batches with {self.first.shape[1]}")
        rows = rows - self.first[:, None]
        n, mean = len(t), np.mean(rows, axis=1)
        apart = mean - self.mean
        count = self.count + n
        self.spread = (
            self.spread + np.sum(np.square(rows - mean[:, None]), axis=1) + apart**2 * (self.count * n / count)
        )
        self.mean = self.mean + apart * (n / count)
        self.count = count

    def compute(self):
        if not self.count:
            raise nothing_came(self.name)
        if self.count < 2:
            raise ArgumentError(f"{self.name}: one prediction has no spread to explain; give at least two")
        total, left = self.spread[0], self.left()
        values = share_explained(left, total)
        if self.multioutput == "variance_weighted":
            return float(np.average(values, weights=total)) if np.any(total) else float(np.mean(values))
        return self.over_outputs(values)

    def left(self):
        """What the predictions leave over of each output's spread."""
        raise NotImplementedError(f"{type(self).__name__} has no left")


class R2Score(SpreadMetric):
    """R² of many batches; see ``zerodl.metrics.r2_score``."""

    name = "r2_score"

    def left(self):
        return self.spread[1] + self.count * np.square(self.first[1] + self.mean[1])


class ExplainedVariance(SpreadMetric):
    """The explained variance of many batches; see ``zerodl.metrics.explained_variance``."""

    name = "explained_variance"

    def left(self):
        return self.spread[1]


def r2_score(prediction, target, multioutput="uniform_average"):
    """The share of the targets' spread that the predictions explain.

        R² = 1 − Σ (target − prediction)² / Σ (target − mean target)²

    1 is perfect, 0 is what the mean of the targets would get, and less than 0 is worse than that. For targets that are
    all equal it is 1 if the predictions are perfect, and 0 otherwise.

    Shape: prediction (B,) or (B, M), target the same
    Args: multioutput: as for ``zerodl.metrics.mean_absolute_error``; or "variance_weighted", the mean in which an
        output counts as much as its targets spread.
    Raises: ArgumentError for fewer than two rows.
    Source: ``sklearn.metrics.r2_score``.
    Example:
        >>> r2_score([1.0, 2.0, 4.0], [1.0, 2.0, 3.0])
        0.5
    """
    return measure(R2Score(multioutput), prediction, target)


def explained_variance(prediction, target, multioutput="uniform_average"):
    """R² when the mean error is forgiven: what adding one number to all predictions could not mend counts.

        1 − variance of (target − prediction) / variance of target

    Args: as for ``zerodl.metrics.r2_score``.
    Source: ``sklearn.metrics.explained_variance_score``.
    Example:
        >>> explained_variance([11.0, 12.0, 13.0], [1.0, 2.0, 3.0])
        1.0
    """
    return measure(ExplainedVariance(multioutput), prediction, target)
