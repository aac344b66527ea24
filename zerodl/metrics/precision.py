"""Precision, how much of what was found is right; recall, how much of what is there was found; F, between them."""

import math

import numpy as np

from ..errors import ArgumentError
from .confusion import MatrixMetric
from .metric import measure

AVERAGE = ("binary", "micro", "macro", "weighted", None)


def precision_recall_f1(tp, fp, fn, beta=1.0, zero_division=0.0):
    """Precision, recall and F from counts, class by class or for one.

        precision = tp / (tp + fp)
        recall    = tp / (tp + fn)
        F         = (1 + β²) · tp / ((1 + β²) · tp + fp + β² · fn)

    Shape: three numbers, or three arrays (C,) -> three of the same
    Args:
        tp, fp, fn: how often the class was found, was predicted wrongly, and was missed.
        beta: how much more recall counts than precision; with 1, F is their harmonic mean.
        zero_division: what a ratio is whose denominator is 0.
    Source: van Rijsbergen (1979), "Information Retrieval", chapter 7.
    Example:
        >>> precision_recall_f1(tp=np.array([3.0, 0.0]), fp=np.array([1.0, 0.0]), fn=np.array([3.0, 2.0]))
        (array([0.75, 0.  ]), array([0.5, 0. ]), array([0.6, 0. ]))
    """

    def ratio(part, whole):
        empty = np.equal(whole, 0)
        return np.where(empty, zero_division, part / np.where(empty, 1, whole))[()]

    f = ratio((1 + beta**2) * tp, (1 + beta**2) * tp + fp + beta**2 * fn)
    return ratio(tp, tp + fp), ratio(tp, tp + fn), f


def counts_by_class(matrix):
    """How often each class was found, predicted wrongly, and missed: tp, fp, fn from a confusion matrix.

    Shape: matrix (C, C), row true, column predicted -> three arrays (C,)
    Example:
        >>> counts_by_class(np.array([[5, 1], [2, 4]]))
        (array([5, 4]), array([2, 1]), array([1, 2]))
    """
    tp = np.diagonal(matrix)
    return tp, np.sum(matrix, axis=0) - tp, np.sum(matrix, axis=1) - tp


class RatioMetric(MatrixMetric):
    """Precision, recall or F of many batches, for one class or averaged over several."""

    PLACE = 0  # in what precision_recall_f1 gives

    def __init__(self, average="binary", zero_division=0.0, pos_label=1, **settings):
        if average not in AVERAGE:
            raise ArgumentError(
                f"{self.name}: average must be 'binary', 'micro', 'macro', 'weighted' or None, got {average!r}"
            )
        if zero_division not in (0, 1) and not (isinstance(zero_division, float) and math.isnan(zero_division)):
            raise ArgumentError(f"{self.name}: zero_division must be 0, 1 or NaN, got {zero_division!r}")
        if pos_label not in (0, 1):
            raise ArgumentError(f"{self.name}: pos_label must be 0 or 1, got {pos_label!r}")
        self.average, self.zero_division, self.pos_label = average, float(zero_division), pos_label
        self.beta = 1.0
        super().__init__(**settings)

    def of_matrix(self, matrix):
        if self.average == "binary":
            if len(matrix) > 2:
                raise ArgumentError(
                    f"{self.name}: average='binary' is for two classes, and there are {len(matrix)}; choose "
                    "average='macro', 'weighted', 'micro', or None for a value per class"
                )
            matrix = np.pad(matrix, (0, 2 - len(matrix)))
        tp, fp, fn = counts_by_class(matrix)
        if self.average == "binary":
            tp, fp, fn = tp[self.pos_label], fp[self.pos_label], fn[self.pos_label]
        elif self.average == "micro":
            tp, fp, fn = np.sum(tp), np.sum(fp), np.sum(fn)
        value = precision_recall_f1(tp, fp, fn, self.beta, self.zero_division)[self.PLACE]
        if self.average in ("macro", "weighted"):
            occurs = tp + fp + fn > 0
            return mean_over(value[occurs], (tp + fn)[occurs] if self.average == "weighted" else None)
        return value if self.average is None else float(value)


def mean_over(values, weights=None):
    """The mean of what is a number, weighted or not; NaN if nothing is.

    Example:
        >>> mean_over(np.array([1.0, np.nan, 4.0]), np.array([2, 5, 1]))
        2.0
    """
    known = ~np.isnan(values)
    if not np.any(known):
        return math.nan
    if weights is None or np.sum(weights[known]) == 0:
        return float(np.mean(values[known]))
    return float(np.average(values[known], weights=weights[known]))


class Precision(RatioMetric):
    """The precision of many batches; see ``zerodl.metrics.precision``."""

    name, PLACE = "precision", 0


class Recall(RatioMetric):
    """The recall of many batches; see ``zerodl.metrics.recall``."""

    name, PLACE = "recall", 1


class FBetaScore(RatioMetric):
    """The F-measure of many batches; see ``zerodl.metrics.fbeta_score``."""

    name, PLACE = "fbeta_score", 2

    def __init__(self, beta, average="binary", **settings):
        super().__init__(average, **settings)
        if not 0 <= beta < math.inf:
            raise ArgumentError(f"{self.name}: beta must be a finite number, 0 or more, got {beta!r}")
        self.beta = float(beta)


class F1Score(FBetaScore):
    """The F-measure of many batches in which precision and recall count alike; see ``zerodl.metrics.f1_score``."""

    name = "f1_score"

    def __init__(self, average="binary", **settings):
        super().__init__(1.0, average, **settings)


def precision(prediction, target, average="binary", **settings):
    """Of what was predicted to be in a class, the share that is: tp / (tp + fp).

    Shape: prediction (B,) class numbers or (B, C) scores, target (B,) -> a number; (C,) if ``average`` is None
    Args:
        average: "binary", the value of class ``pos_label``, for two classes; "macro", the mean over the classes that
            occur among predictions or targets; "weighted", that mean with each class counting as often as it is true;
            "micro", all classes' counts added up first; None, an array with each class's value.
        zero_division: 0, 1 or NaN: the value of a class that was never predicted. NaN leaves it out of a mean.
        pos_label: which class counts with "binary", 0 or 1.
        num_classes, threshold, ignore_index: see ``zerodl.metrics.confusion_matrix``.
    Source: ``sklearn.metrics.precision_score``.
    Example:
        >>> precision([1, 1, 0, 1], [1, 0, 0, 1])
        0.6666666666666666
    """
    return measure(Precision(average, **settings), prediction, target)


def recall(prediction, target, average="binary", **settings):
    """Of what is in a class, the share that was predicted to be: tp / (tp + fn).

    Args: as for ``zerodl.metrics.precision``; zero_division is the value of a class that is never true.
    Source: ``sklearn.metrics.recall_score``.
    Example:
        >>> recall([1, 0, 0, 0], [1, 0, 1, 0])
        0.5
    """
    return measure(Recall(average, **settings), prediction, target)


def fbeta_score(prediction, target, beta, average="binary", **settings):
    """The mean of precision and recall that is high only if both are; recall counts ``beta`` times as much.

        (1 + β²) · precision · recall / (β² · precision + recall)

    Args: as for ``zerodl.metrics.precision``; zero_division is the value of a class that is never true or predicted.
    Source: van Rijsbergen (1979), "Information Retrieval", chapter 7; ``sklearn.metrics.fbeta_score``.
    Example:
        >>> fbeta_score([1, 1, 0, 1], [1, 0, 0, 1], beta=2)
        0.9090909090909091
    """
    return measure(FBetaScore(beta, average, **settings), prediction, target)


def f1_score(prediction, target, average="binary", **settings):
    """The harmonic mean of precision and recall, 2 · tp / (2 · tp + fp + fn).

    Args: as for ``zerodl.metrics.fbeta_score``.
    Source: ``sklearn.metrics.f1_score``.
    Example:
        >>> f1_score([1, 1, 0, 1], [1, 0, 0, 1])
        0.8
    """
    return measure(F1Score(average, **settings), prediction, target)
