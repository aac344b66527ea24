"""The ROC curve and the area under it: how well scores put one class above the other, whatever the threshold."""

import numpy as np

from .metric import measure
from .score import ScoreMetric, binary_scores, refuse_absent


def counts_by_threshold(scores, true):
    """How many rows lie at or above each score that occurs: false ones, true ones, and the scores, falling.

    Rows with one score stay together, for no threshold can part them.

    Shape: scores (B,), true (B,) of booleans -> three arrays (K,), one place for each of the K different scores
    Cost: B · log B.
    Example:
        >>> counts_by_threshold(np.array([0.9, 0.2, 0.9, 0.5]), np.array([True, False, False, True]))
        (array([1, 1, 2]), array([1, 2, 2]), array([0.9, 0.5, 0.2]))
    """
    order = np.argsort(-scores, kind="stable") if scores.dtype.kind == "f" else np.argsort(scores, kind="stable")[::-1]
    scores, true = scores[order], true[order]
    last = np.append(np.flatnonzero(np.diff(scores)), len(scores) - 1)  # the last row with each score
    tps = np.cumsum(true)[last]
    return last + 1 - tps, tps, scores[last]


def area(x, y):
    """The area under the straight lines from point to point: Σ Δx · (y₁ + y₂) / 2.

    Example:
        >>> area(np.array([0.0, 0.5, 1.0]), np.array([0.0, 1.0, 1.0])).item()
        0.75
    """
    return np.sum(np.diff(x) * (y[1:] + y[:-1])) / 2


def roc_curve(prediction, target, drop_intermediate=True):
    """What share of class 0, and of class 1, lies at or above each threshold.

    Shape: prediction (B,), or (B, 2), target (B,) -> (K,) each: false and true positive rates, thresholds
    Args:
        drop_intermediate: leave out thresholds whose points lie on a straight line between others.
    Returns: the first threshold is infinite, with the point (0, 0).
    Raises: ArgumentError for NaN, or if one class is missing.
    Source: ``sklearn.metrics.roc_curve``.
    Example:
        >>> fpr, tpr, thresholds = roc_curve([0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1])
        >>> fpr.tolist(), tpr.tolist(), thresholds.tolist()
        ([0.0, 0.0, 0.5, 0.5, 1.0], [0.0, 0.5, 0.5, 1.0, 1.0], [inf, 0.8, 0.4, 0.35, 0.1])
    """
    scores, true = binary_scores("roc_curve", prediction, target)
    refuse_absent("roc_curve", true, 1)
    fps, tps, thresholds = counts_by_threshold(scores, true)
    if drop_intermediate and len(fps) > 2:
        bends = np.concatenate([[True], (np.diff(fps, 2) != 0) | (np.diff(tps, 2) != 0), [True]])
        fps, tps, thresholds = fps[bends], tps[bends], thresholds[bends]
    return (
        np.append(0, fps) / fps[-1],
        np.append(0, tps) / tps[-1],
        np.append(np.inf, thresholds.astype(np.float64)),
    )


class ROCAUC(ScoreMetric):
    """The area under the ROC curve of many batches; see ``zerodl.metrics.roc_auc``. Keeps every score."""

    name = "roc_auc"

    def of_two(self, scores, true, label=1):
        refuse_absent(self.name, true, label)
        fps, tps, _ = counts_by_threshold(scores, true)
        return area(np.append(0, fps) / fps[-1], np.append(0, tps) / tps[-1])


def roc_auc(prediction, target, average="macro", from_logits=False):
    """How probable it is that a row of class 1 has a higher score than a row of class 0; equal scores count half.

    It is the area under the ROC curve: 1 is perfect, 0.5 is what chance gets. Of several classes, each is measured
    against the rest.

    Shape: prediction (B,) scores of class 1, or (B, C), target (B,); or both (B, 1). With C above 2 they must be
        probabilities.
    Args: average: "macro", the mean over the classes; "weighted", each as often as it is true; None, an array (C,).
        from_logits: they are logits, and go through softmax.
    Raises: ArgumentError for NaN, or if a class is never or always true.
    Source: Hanley and McNeil (1982); ``sklearn.metrics.roc_auc_score`` with multi_class="ovr".
    Example:
        >>> roc_auc([0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1])
        0.75
    """
    return measure(ROCAUC(average, from_logits), prediction, target)
