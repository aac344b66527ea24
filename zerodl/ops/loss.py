"""Losses: one number that says how wrong a prediction is."""

import numpy as np

from ..autograd.op import composite, op
from ..backend import arange_like
from ..errors import ArgumentError, DTypeError, ShapeError
from .activation import log_softmax

_REDUCTIONS = ("none", "sum", "mean")


def _loss_shape(name, log_probs, target, reduction="mean"):
    return target if reduction == "none" else ()


def _check_labels(log_probs, target, reduction):
    """Refuse what NumPy would quietly broadcast, wrap around or truncate."""
    if reduction not in _REDUCTIONS:
        raise ArgumentError(f"nll_loss: reduction must be one of {', '.join(_REDUCTIONS)}, got {reduction!r}")
    if np.ndim(log_probs) != 2 or np.shape(target) != np.shape(log_probs)[:1]:
        raise ShapeError(
            f"nll_loss: expected scores of shape (batch, classes) and labels of shape (batch,), got "
            f"{np.shape(log_probs)} and {np.shape(target)}"
        )
    if target.dtype.kind not in "iu":
        raise DTypeError(f"nll_loss: labels are class numbers, so integers; got {target.dtype}")
    classes = log_probs.shape[1]
    if target.size and not (0 <= target.min() and target.max() < classes):
        raise ArgumentError(
            f"nll_loss: labels must lie in 0 … {classes - 1}, one for each of the {classes} columns; got labels from "
            f"{target.min()} to {target.max()}"
        )


@op(method=False, shape=_loss_shape)
def nll_loss(log_probs, target, /, reduction="mean"):
    """Negative log-likelihood: how surprised the model is by the right answers.

        lossᵢ = −log_probs[i, targetᵢ]

    Shape: log_probs (B, C), target (B,) of class numbers -> a number, or (B,) with reduction "none"
    Args: reduction: "mean", "sum" or "none".
    Raises: ShapeError, DTypeError or ArgumentError for labels that are not class numbers, one for each row.
    Source: torch.nn.functional.nll_loss
    Example:
        >>> import zerodl
        >>> zerodl.nll_loss(zerodl.tensor([[-0.5, -1.0]]), zerodl.tensor([1])).item()
        1.0
    """
    _check_labels(log_probs, target, reduction)
    losses = -np.take_along_axis(log_probs, target[:, None], axis=1)[:, 0]  # (B,)
    if reduction == "none":
        return losses
    return np.sum(losses) if reduction == "sum" else np.mean(losses)


@nll_loss.grad
def nll_loss_grad(g, target, log_probs_shape, reduction):
    """Gradient of nll_loss: −g in each row's right column, divided by B for the mean, and 0 elsewhere."""
    batch, classes = log_probs_shape
    share = g[:, None] if reduction == "none" else g / batch if reduction == "mean" else g
    right = target[:, None] == arange_like(classes, target)  # (B, C)
    return np.where(right, -share, 0), None


@composite(method=False)
def cross_entropy(input, target, reduction="mean"):
    """Cross-entropy between scores and class numbers: log_softmax over the classes, then nll_loss.

    Shape: input (B, C), target (B,) -> a number, or (B,) with reduction "none"
    Args: reduction: "mean", "sum" or "none".
    Raises: as nll_loss.
    Source: Good (1952), "Rational Decisions", section 6; torch.nn.functional.cross_entropy
    Example:
        >>> import zerodl
        >>> round(zerodl.cross_entropy(zerodl.tensor([[0.0, 0.0]]), zerodl.tensor([1])).item(), 4)  # log 2
        0.6931
    """
    return nll_loss(log_softmax(input, dim=-1), target, reduction=reduction)
