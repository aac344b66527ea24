"""Losses for yes and no: the surprise at each answer of many that are independent of one another."""

import numpy as np

from ..autograd.op import op
from ..autograd.promotion import to_common_float
from ..errors import ArgumentError
from ..kernels.logistic import logistic_loss
from .loss import factor, loss_shape, reduce, require_same_shape, share
from .sigmoid import sigmoid


def _log(x):
    """log x, but not below −100, PyTorch's floor: so an impossible answer costs much, and not infinitely much."""
    return np.where(x <= 0, -100, np.maximum(np.log(np.where(x <= 0, 1, x)), -100))  # NaN stays NaN


def _require_probabilities(name, argument, x):
    """Refuse what is no probability. What is not a number passes, and comes out as that."""
    if np.any((x < 0) | (x > 1)):
        raise ArgumentError(
            f"{name}: {argument} must hold probabilities, from 0 to 1; got numbers from {np.nanmin(x)} to "
            f"{np.nanmax(x)}. For scores use binary_cross_entropy_with_logits"
        )


@op(shape=loss_shape, promote=to_common_float, method=False)
def binary_cross_entropy(input, target, /, weight=None, reduction="mean"):
    """How surprising the right answers are under the probabilities given for "yes".

        lossᵢ = −(t log p + (1 − t) log (1 − p))        p = inputᵢ, t = targetᵢ; logarithms not below −100

    Shape: input and target of one shape -> a number, or that shape with reduction "none"
    Args: weight: a factor for each loss, broadcast to the shape of input. reduction: "mean", "sum" or "none".
    Raises: ShapeError if the shapes differ; ArgumentError for numbers outside of 0 to 1.
    Source: Good (1952), "Rational Decisions", section 6; torch.nn.functional.binary_cross_entropy
    Example:
        >>> import zerodl
        >>> zerodl.binary_cross_entropy(zerodl.tensor([0.5, 0.0]), zerodl.tensor([1.0, 1.0]), reduction="none")
        tensor([  0.6931, 100.0000])
    """
    name = "binary_cross_entropy"
    require_same_shape(name, input=input, target=target)
    _require_probabilities(name, "input", input)
    _require_probabilities(name, "target", target)
    losses = -(target * _log(input) + (1 - target) * _log(1 - input))
    return reduce(name, losses * factor(name, "weight", weight, input), reduction)


@binary_cross_entropy.grad
def binary_cross_entropy_grad(g, input, target, weight, reduction, needs):
    """Gradient of binary_cross_entropy: (p − t) / (p (1 − p)), the divisor not below 1e-12; weighted, shared.

    The target's is the log-odds of p, with a minus.
    """
    g = share(g, input.shape, reduction) * factor("binary_cross_entropy", "weight", weight, input)
    slope = (input - target) / np.maximum(input * (1 - input), 1e-12)
    return g * slope, g * (_log(1 - input) - _log(input)) if needs[1] else None


@op(shape=loss_shape, promote=to_common_float, method=False)
def binary_cross_entropy_with_logits(input, target, /, weight=None, reduction="mean", pos_weight=None):
    """binary_cross_entropy of sigmoid(input), without leaving the range of the floats.

        lossᵢ = w t · softplus(−x) + (1 − t) · softplus(x)        x = inputᵢ, t = targetᵢ, w = pos_weight or 1

    where softplus(x) = log(1 + eˣ) = max(x, 0) + log(1 + e^−|x|).

    Shape: input and target of one shape -> a number, or that shape with reduction "none"
    Args: weight: a factor for each loss. reduction: "mean", "sum" or "none". pos_weight: a factor for the part of
        "yes": with 3, each yes counts like three. Both are broadcast to the shape of input.
    Raises: ShapeError if the shapes differ.
    Source: Good (1952), section 6; torch.nn.functional.binary_cross_entropy_with_logits
    Example:
        >>> import zerodl
        >>> scores, answers = zerodl.tensor([0.0, -1e5]), zerodl.tensor([1.0, 1.0])
        >>> zerodl.binary_cross_entropy_with_logits(scores, answers, reduction="none")
        tensor([6.9315e-01, 1.0000e+05])
    """
    name = "binary_cross_entropy_with_logits"
    require_same_shape(name, input=input, target=target)
    losses = logistic_loss(input, target)
    if pos_weight is not None:
        more = (factor(name, "pos_weight", pos_weight, input) - 1) * target
        losses = losses + more * logistic_loss(input, np.ones_like(target))
    return reduce(name, losses * factor(name, "weight", weight, input), reduction)


@binary_cross_entropy_with_logits.grad
def binary_cross_entropy_with_logits_grad(g, input, target, weight, reduction, pos_weight, needs):
    """Gradient of binary_cross_entropy_with_logits: sigmoid(x) − t, when nothing is weighted.

    With pos_weight w it is (w t + 1 − t) · sigmoid(x) − w t. The target's is softplus(−x) · w − softplus(x).
    """
    name = "binary_cross_entropy_with_logits"
    g = share(g, input.shape, reduction) * factor(name, "weight", weight, input)
    w = factor(name, "pos_weight", pos_weight, input)
    slope = (w * target + 1 - target) * sigmoid(input) - w * target
    if not needs[1]:
        return g * slope, None
    bend = np.log1p(np.exp(-np.abs(input)))
    return g * slope, g * (w * (np.maximum(-input, 0) + bend) - np.maximum(input, 0) - bend)
