"""Losses for one answer out of several classes: the surprise at the right one."""

import math

import numpy as np

from ..autograd.op import composite, op
from ..autograd.promotion import widen
from ..backend import arange_like, is_floating
from ..errors import ArgumentError, DTypeError, ShapeError
from .activation import log_softmax
from .elementwise import cast
from .loss import check_reduction, constant, reduce, require_same_shape, shape_and_dtype, share
from .reduce import reopen, sum
from .requirement import require_floats


def class_axis(scores_shape):
    """Where the classes stand: scores are (C,) for one answer, else (B, C, …)."""
    return 0 if len(scores_shape) == 1 else 1


def _labels_shape(name, scores_shape, *others, **settings):
    axis = class_axis(scores_shape)
    return scores_shape[:axis] + scores_shape[axis + 1 :]


def is_right(labels, scores_shape):
    """For each score whether it is that of the right class: (B, …) class numbers -> (B, C, …) booleans."""
    axis = class_axis(scores_shape)
    right = labels[..., None] == arange_like(scores_shape[axis], labels)  # (B, …, C)
    return right if axis == len(scores_shape) - 1 else np.moveaxis(right, -1, axis)


def _shape(name, scores_shape, labels_shape, reduction="mean"):
    return _labels_shape(name, scores_shape) if reduction == "none" else ()


@op(shape=_shape, method=False)
def surprise(log_probs, labels, /, reduction="mean"):
    """How unexpected the right class is: the core of nll_loss and cross_entropy.

        lossᵢ = −log_probs[i, labelsᵢ]

    Shape: log_probs (B, C, …), labels (B, …) of class numbers, which nobody checks here -> as nll_loss
    Source: Shannon (1948), section 6
    Example:
        >>> import zerodl
        >>> surprise(zerodl.tensor([[-0.5, -1.0], [-3.0, 0.0]]), zerodl.tensor([1, 0]), reduction="none")
        tensor([1., 3.])
    """
    axis = class_axis(log_probs.shape)
    picked = np.take_along_axis(log_probs, np.expand_dims(labels, axis), axis=axis)
    return reduce("surprise", -np.squeeze(picked, axis=axis), reduction)


@surprise.grad
def surprise_grad(g, labels, log_probs_shape, reduction):
    """Gradient of surprise: minus each loss's share of g at the right class, 0 elsewhere."""
    if reduction == "none":
        g = reopen(g, log_probs_shape, class_axis(log_probs_shape), keepdim=False)
    return np.where(is_right(labels, log_probs_shape), -share(g, labels.shape, reduction), 0), None


@composite(method=False)
def nll_loss(input, target, weight=None, ignore_index=-100, reduction="mean"):
    """Negative log-likelihood: how surprised the model is by the right answers, given its log-probabilities.

        lossᵢ = −weight[targetᵢ] · input[i, targetᵢ]

    The mean is the sum of the losses over the sum of their weights.

    Shape: input (B, C, …), target (B, …) of class numbers -> a number, or (B, …) with reduction "none"; or (C,) and ()
    Args: weight: one factor for each class, (C,). ignore_index: labels that do not count. reduction: "mean", "sum" or
        "none".
    Raises: ShapeError, DTypeError or ArgumentError for labels that are not class numbers, one for each row.
    Source: torch.nn.functional.nll_loss
    Example:
        >>> import zerodl
        >>> zerodl.nll_loss(zerodl.tensor([[-0.5, -1.0]]), zerodl.tensor([1])).item()
        1.0
    """
    labels, kept = read_labels("nll_loss", input, target, ignore_index)
    return _nll("nll_loss", input, labels, kept, class_weight("nll_loss", weight, input), reduction)


def _nll(name, log_probs, labels, kept, weight, reduction):
    check_reduction(name, reduction)
    if kept is None and weight is None:
        return surprise(log_probs, labels, reduction=reduction)
    losses = surprise(log_probs, labels, reduction="none")
    return _reduce(name, losses if weight is None else losses * weight[labels], labels, kept, weight, reduction)


@composite(method=False)
def cross_entropy(input, target, weight=None, ignore_index=-100, reduction="mean", label_smoothing=0.0):
    """How surprised a model is by the right answers, given its scores: log_softmax over the classes, then nll_loss.

        lossᵢ = −Σ_c weight[c] · qᵢ[c] · log softmax(inputᵢ)[c]

    q are the wanted probabilities: 1 for the right class when target holds class numbers, else target itself. The mean
    is taken over the rows; for class numbers it is the sum of the losses over the sum of the right classes' weights.

    Shape: input (B, C, …), target (B, …) of class numbers or (B, C, …) of probabilities -> a number, or (B, …) with
        reduction "none"; or (C,) with () or (C,)
    Args: weight: one factor for each class, (C,). ignore_index: class numbers that do not count. reduction: "mean",
        "sum" or "none". label_smoothing: ε in [0, 1]; q becomes (1 − ε) q + ε / C.
    Raises: ShapeError, DTypeError or ArgumentError for targets that are neither class numbers nor probabilities.
    Cost: an exponential for each score, in both directions; keeps the log-probabilities.
    Source: Good (1952), "Rational Decisions", section 6; label smoothing: Szegedy et al. (2016), section 7;
        torch.nn.functional.cross_entropy
    Example:
        >>> import zerodl
        >>> zerodl.cross_entropy(zerodl.tensor([[0.0, 0.0]]), zerodl.tensor([1]))  # log 2
        tensor(0.6931)
        >>> zerodl.cross_entropy(zerodl.tensor([[1e5, -1e5]]), zerodl.tensor([1]))
        tensor(200000.)
    """
    name = "cross_entropy"
    if not 0 <= label_smoothing <= 1:
        raise ArgumentError(f"{name}: label_smoothing must lie in 0 … 1, got {label_smoothing}")
    labels, kept, wanted = None, None, target
    if is_floating(shape_and_dtype(name, "target", target)[1]):
        if target.shape != input.shape and target.shape == _labels_shape(name, input.shape):
            raise DTypeError(
                f"{name}: labels are class numbers, so integers; got {target.dtype}; convert them with target.long()"
            )
        require_same_shape(name, input=input, target=target)
        require_floats(name, input)
    else:
        labels, kept = read_labels(name, input, target, ignore_index)
    weight, axis, dtype = class_weight(name, weight, input), class_axis(input.shape), input.dtype
    if labels is not None and not label_smoothing:
        return _nll(name, log_softmax(input, dim=axis), labels, kept, weight, reduction)
    input, wanted, weight = widen(input), widen(wanted), widen(weight)
    if labels is not None:
        wanted = cast(is_right(labels, input.shape), dtype=input.dtype)
    if label_smoothing:
        wanted = wanted * (1 - label_smoothing) + label_smoothing / input.shape[axis]
    if weight is not None:
        wanted = wanted * np.reshape(weight, (-1,) + (1,) * (len(input.shape) - 1 - axis))
    losses = -sum(wanted * log_softmax(input, dim=axis), axis)
    y = reduce(name, losses, reduction) if labels is None else _reduce(name, losses, labels, kept, weight, reduction)
    return y if y.dtype == dtype else cast(y, dtype=dtype)


# --- class numbers ----------------------------------------------------------------------------------------------------


def read_labels(name, input, target, ignore_index=None):
    """The class numbers, 0 in place of those that are ignored, and which are not ignored; None if that is all.

    Raises: ShapeError, DTypeError or ArgumentError for what NumPy would quietly broadcast, truncate or wrap around.
    """
    shape, dtype = shape_and_dtype(name, "target", target)
    require_floats(name, input)
    scores = shape_and_dtype(name, "input", input)[0]
    if not scores or shape != _labels_shape(name, scores):
        raise ShapeError(
            f"{name}: expected scores of shape (batch, classes, …) and labels of shape (batch, …), or (classes,) and "
            f"(); got {scores} and {shape}"
        )
    if dtype.kind not in "iu":
        raise DTypeError(f"{name}: labels are class numbers, so integers; got {dtype}; convert them with target.long()")
    labels = getattr(target, "array", target).astype(np.int64)  # a copy: the tape keeps it, and its owner may change it
    classes, kept = scores[class_axis(scores)], None
    fine = _in_range(labels, classes)
    if ignore_index is not None and (0 <= ignore_index < classes or not fine):
        kept = labels != ignore_index
        labels = np.where(kept, labels, 0)
    if not fine:
        check_range(name, labels, classes)
    return labels, kept


def labels_weight(labels, weight=None, ignore_index=-100):
    """What the mean of nll_loss and cross_entropy divides by: how many labels count, or the sum of their weights.

    Args: labels: an array of class numbers. weight: one factor for each class, as an array.
    Example:
        >>> labels_weight(np.array([1, 0, -100])), labels_weight(np.array([1, 0, -100]), np.array([0.5, 2.0]))
        (2, 2.5)
    """
    kept = labels != ignore_index
    if weight is None:
        return int(np.sum(kept))
    return float(np.sum(np.where(kept, widen(weight)[np.where(kept, labels, 0)], 0)))


def _in_range(labels, classes):
    return not labels.size or (0 <= np.min(labels) and np.max(labels) < classes)


def check_range(name, labels, classes):
    """Refuse labels that name no class, and say which one and where."""
    if not _in_range(labels, classes):
        wrong = np.argwhere((labels < 0) | (labels >= classes))
        place = tuple(int(i) for i in wrong[0])
        at = "" if not place else f" at index {place[0] if len(place) == 1 else place}"
        raise ArgumentError(
            f"{name}: labels must lie in 0 … {classes - 1}, one for each of the {classes} classes; got "
            f"{int(labels[place])}{at}; {len(wrong)} of {labels.size} labels lie outside"
        )


def class_weight(name, weight, input):
    """One factor for each class, (C,), in the dtype of the input; None if there is none."""
    if weight is None:
        return None
    weight, classes = constant(name, "weight", weight, input), input.shape[class_axis(input.shape)]
    if weight.shape != (classes,):
        raise ShapeError(
            f"{name}: weight must hold one number for each of the {classes} classes, got shape {weight.shape}"
        )
    return weight


def _reduce(name, losses, labels, kept, weight, reduction):
    """The reduction of losses, weighted already, that do not count alike: the mean is over the sum of the weights."""
    if kept is None and weight is None:
        return reduce(name, losses, reduction)
    dtype, losses = losses.dtype, widen(losses)
    amounts = 1 if weight is None else widen(weight)[labels]  # added up in 32 bits at least
    if kept is not None:  # an ignored loss may be infinite, and 0 · ∞ is not 0
        losses, amounts = np.where(kept, losses, 0), cast(kept, dtype=losses.dtype) * amounts
    total = np.sum(amounts)
    losses = reduce(name, losses, reduction, np.where(total == 0, math.nan, total))
    return losses if losses.dtype == dtype else cast(losses, dtype=dtype)
