"""Metrics that need every score, because it is their order that counts: nothing smaller can be kept of a batch."""

import numpy as np

from ..device import to_device
from ..errors import ArgumentError, DTypeError, ShapeError
from ..kernels.softmax import log_softmax
from .label import array_of, class_numbers, refuse_nan
from .metric import Metric, nothing_came

AVERAGE = ("macro", "weighted", None)


def class_scores(name, prediction, target, from_logits=False):
    """Scores (B, C), or (B,) for two classes, and class numbers (B,), on the CPU; the scores in their own dtype.

    Two columns become one, the second less the first, which orders rows as the probability of class 1 does, be they
    logits or probabilities. More must be probabilities, for logits of one class cannot be compared from row to row;
    with ``from_logits`` they are made so by softmax. A column of scores goes with a column of targets.
    """
    p, t = array_of(name, prediction), array_of(name, target)
    if p.ndim == 2 and p.shape == t.shape and p.shape[1] == 1:
        p, t = p[:, 0], t[:, 0]
    if p.ndim not in (1, 2) or t.ndim != 1 or len(p) != len(t):
        raise ShapeError(
            f"{name}: the predictions have shape {p.shape}, the targets {t.shape}; expected scores of shape (B,) or "
            "(B, C) and targets (B,)"
        )
    if p.ndim == 2 and p.shape[1] < 2:
        raise ShapeError(f"{name}: the predictions have shape {p.shape}; drop the axis of one class with squeeze(1)")
    refuse_nan(name, p)
    p = to_device(p, "cpu")
    p = p.astype(np.int64) if p.dtype.kind in "bu" else p  # those cannot be subtracted
    num_classes = p.shape[1] if p.ndim == 2 else 2
    _, t, _ = class_numbers(name, np.zeros(t.shape, np.int64), t, num_classes)
    if num_classes > 2 and from_logits:
        p = np.exp(log_softmax(p.astype(np.float64), -1))
    elif num_classes > 2:
        refuse_improbable(name, p)
    elif p.ndim == 2:
        p = p[:, 1] - p[:, 0]
    return p, t


def refuse_improbable(name, p):
    """Raise unless each row holds probabilities that sum to 1."""
    wrong = (np.abs(np.sum(p, axis=1, dtype=np.float64) - 1) > 1e-3) | np.any((p < 0) | (p > 1), axis=1)
    if np.any(wrong):
        i = int(np.argmax(wrong))
        raise ArgumentError(
            f"{name}: expected the probabilities of {p.shape[1]} classes, from 0 to 1 and 1 in sum, but row {i} of the "
            f"predictions has {np.array2string(p[i], precision=4, threshold=6)}; put logits through softmax first, "
            "or let the metric do it, with from_logits=True"
        )


class ScoreMetric(Metric):
    """Keeps the scores and targets of all batches for the end; each of several classes is measured against the rest.

    Args: average: with several classes, "macro", the mean over them; "weighted", each as often as it is true; None, an
        array with each one's value. from_logits: scores of three classes or more are logits, as for cross_entropy.
    """

    STATE = ("scores", "targets")

    def __init__(self, average="macro", from_logits=False):
        if average not in AVERAGE:
            raise ArgumentError(f"{self.name}: average must be 'macro', 'weighted' or None, got {average!r}")
        self.average, self.from_logits = average, from_logits
        super().__init__()

    def reset(self):
        self.scores, self.targets = [], []

    def update(self, prediction, target):
        p, t = class_scores(self.name, prediction, target, self.from_logits)
        if self.scores and p.shape[1:] != self.scores[0].shape[1:]:
            raise ShapeError(f"{self.name}: got scores of shape {p.shape} after {self.scores[0].shape}")
        self.scores.append(p.copy())
        self.targets.append(t.copy())

    def compute(self):
        if not sum(map(len, self.targets)):
            raise nothing_came(self.name)
        scores, targets = np.concatenate(self.scores), np.concatenate(self.targets)
        if scores.ndim == 1:
            return float(self.of_two(scores, targets == 1))
        values = np.array([self.of_two(scores[:, c], targets == c, c) for c in range(scores.shape[1])])
        if self.average is None:
            return values
        weights = np.bincount(targets, minlength=len(values)) if self.average == "weighted" else None
        return float(np.average(values, weights=weights))

    def of_two(self, scores, true, label=1):
        """The value for one class against the rest: scores (B,), and in which rows the class is true."""
        raise NotImplementedError(f"{type(self).__name__} has no of_two")


def refuse_absent(name, true, label, rest=True):
    """Raise unless the class is true somewhere and, if ``rest``, false somewhere."""
    if not np.any(true) or (rest and np.all(true)):
        raise ArgumentError(
            f"{name}: class {label} is {'never' if not np.any(true) else 'always'} true among the {len(true)} targets, "
            "so there is nothing to tell it from; measure more rows at once"
        )


def binary_scores(name, prediction, target):
    """Scores (B,) and whether class 1 is true (B,), for the curves, which are of two classes."""
    p, t = class_scores(name, prediction, target)
    if p.ndim == 2:
        raise DTypeError(f"{name}: a curve is of two classes; pass one column of the {p.shape[1]}, and target == class")
    if not len(t):
        raise nothing_came(name)
    return p, t == 1
