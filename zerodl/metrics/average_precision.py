"""The precision-recall curve and what is under it, which tell more than ROC where one class is rare."""

import numpy as np

from .metric import measure
from .roc import counts_by_threshold
from .score import ScoreMetric, binary_scores, refuse_absent


def precision_recall_curve(prediction, target, drop_intermediate=False):
    """Precision and recall of class 1, when what scores at or above each threshold counts as predicted.

    Shape: prediction (B,), or (B, 2), target (B,) -> precisions (K + 1,), recalls (K + 1,), thresholds (K,)
    Args: drop_intermediate: leave out thresholds at which no further row of class 1 came in, nor goes out.
    Returns: thresholds rise, recall falls from 1; the last point, which has no threshold, is precision 1, recall 0.
    Raises: ArgumentError for NaN, or if class 1 is never true.
    Source: ``sklearn.metrics.precision_recall_curve``.
    Example:
        >>> precision, recall, thresholds = precision_recall_curve([0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1])
        >>> precision.round(2).tolist(), recall.tolist(), thresholds.tolist()
        ([0.5, 0.67, 0.5, 1.0, 1.0], [1.0, 1.0, 0.5, 0.5, 0.0], [0.1, 0.35, 0.4, 0.8])
    """
    scores, true = binary_scores("precision_recall_curve", prediction, target)
    refuse_absent("precision_recall_curve", true, 1, rest=False)
    fps, tps, thresholds = counts_by_threshold(scores, true)
    if drop_intermediate and len(fps) > 2:
        moves = np.diff(tps) != 0
        kept = np.concatenate([[True], moves[:-1] | moves[1:], [True]])
        fps, tps, thresholds = fps[kept], tps[kept], thresholds[kept]
    precision, recall = tps / (tps + fps), tps / tps[-1]
    return np.append(precision[::-1], 1.0), np.append(recall[::-1], 0.0), thresholds[::-1]


class AveragePrecision(ScoreMetric):
    """The average precision of many batches; see ``zerodl.metrics.average_precision``. Keeps every score."""

    name = "average_precision"

    def of_two(self, scores, true, label=1):
        refuse_absent(self.name, true, label, rest=False)
        fps, tps, _ = counts_by_threshold(scores, true)
        return np.sum(np.diff(np.append(0, tps)) / tps[-1] * (tps / (tps + fps)))


def average_precision(prediction, target, average="macro", from_logits=False):
    """The mean of the precisions at which each row of class 1 is found, going down the scores.

        Σ (recallₙ − recallₙ₋₁) · precisionₙ

    A scorer that knows nothing gets the share of class 1. Of several classes, each is measured against the rest.

    Shape, Args: as for ``zerodl.metrics.roc_auc``.
    Source: ``sklearn.metrics.average_precision_score``.
    Example:
        >>> average_precision([0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1])
        0.8333333333333333
    """
    return measure(AveragePrecision(average, from_logits), prediction, target)
