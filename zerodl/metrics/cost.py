"""What predictions cost: the log loss of probabilities, and the perplexity of a language model's logits."""

import math

import numpy as np

from ..backend import is_floating
from ..device import to_device
from ..errors import ArgumentError, DTypeError, ShapeError
from ..kernels.softmax import log_softmax
from .label import array_of, class_numbers, refuse_nan
from .metric import Metric, measure, nothing_came
from .score import refuse_improbable


class CostMetric(Metric):
    """A mean of −log of the probability that the true class got."""

    STATE = ("total", "count")

    def reset(self):
        self.total, self.count = 0.0, 0

    def add(self, log_probability):
        self.total -= float(np.sum(log_probability))
        self.count += len(log_probability)

    def compute(self):
        if not self.count:
            raise nothing_came(self.name)
        return self.total / self.count


class LogLoss(CostMetric):
    """The log loss of many batches; see ``zerodl.metrics.log_loss``."""

    name = "log_loss"

    def update(self, prediction, target):
        p, t = (to_device(array_of(self.name, x), "cpu") for x in (prediction, target))
        if not is_floating(p.dtype):
            raise DTypeError(f"{self.name}: expected probabilities, which are floats, got {p.dtype}")
        if p.ndim == 0 or t.ndim == 0:
            raise ShapeError(
                f"{self.name}: the predictions have shape {p.shape}, the targets {t.shape}; expected probabilities "
                "(B,) or (B, C) and targets (B,)"
            )
        refuse_nan(self.name, p)
        if p.shape == t.shape:
            if np.any(wrong := (p < 0) | (p > 1)):
                raise ArgumentError(
                    f"{self.name}: expected probabilities of class 1, from 0 to 1, got {p[wrong][0]}; put logits "
                    "through sigmoid first"
                )
            p = np.stack([1 - p, p], axis=1)
        _, t, num_classes = class_numbers(self.name, p, t)
        p = np.reshape(np.moveaxis(p, 1, -1), (-1, num_classes))
        refuse_improbable(self.name, p)
        tiny = np.finfo(p.dtype).eps
        self.add(np.log(np.clip(np.take_along_axis(p, t[:, None], axis=1)[:, 0].astype(np.float64), tiny, 1 - tiny)))


class Perplexity(CostMetric):
    """The perplexity of many batches; see ``zerodl.metrics.perplexity``."""

    name = "perplexity"

    def __init__(self, ignore_index=-100):
        self.ignore_index = ignore_index
        super().__init__()

    def update(self, prediction, target):
        logits, t = array_of(self.name, prediction), array_of(self.name, target)
        if logits.ndim < 2 or logits.shape[:-1] != t.shape or not logits.shape[-1]:
            raise ShapeError(
                f"{self.name}: the logits have shape {logits.shape}, the targets {t.shape}; expected the logits of all "
                "tokens in the last axis, as (B, T, V), and targets (B, T)"
            )
        logits = np.reshape(logits, (-1, logits.shape[-1]))
        logits, t = to_device(logits, "cpu"), to_device(np.reshape(t, (-1,)), "cpu")
        if self.ignore_index is not None:
            logits, t = logits[t != self.ignore_index], t[t != self.ignore_index]
        if len(t):
            _, t, _ = class_numbers(self.name, logits, t)
            log_p = log_softmax(logits.astype(np.float64), -1)
            self.add(np.take_along_axis(log_p, t[:, None], axis=1))

    def compute(self):
        cost = super().compute()
        return math.exp(cost) if cost < 709 else math.inf  # e⁷⁰⁹ is about the largest float64


def log_loss(prediction, target):
    """The mean of −log of the probability that the true class got; the cross-entropy, of probabilities.

    Shape: prediction (B, C) probabilities, or (B,) those of class 1, target (B,)
    Raises: ArgumentError if the probabilities of a row do not sum to 1, as logits do not.
    Source: ``sklearn.metrics.log_loss``; as there, a probability of 0 counts as the smallest step of its dtype.
    Example:
        >>> round(log_loss([[0.5, 0.5], [0.25, 0.75]], [0, 1]), 4)
        0.4904
    """
    return measure(LogLoss(), prediction, target)


def perplexity(prediction, target, ignore_index=-100):
    """Among how many equally probable tokens a language model seems to guess.

        exp(mean of −log p(true token))

    Shape: prediction (B, T, V), the logits of V tokens, target (B, T); or (N, V) and (N,)
    Args: ignore_index: targets that are left out, such as padding; −100 as in ``zerodl.cross_entropy``.
    Source: Jelinek, Mercer, Bahl and Baker (1977); ``torchmetrics.text.Perplexity``.
    Example:
        >>> round(perplexity([[0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0]], [3, 1]), 6)
        4.0
    """
    return measure(Perplexity(ignore_index), prediction, target)
