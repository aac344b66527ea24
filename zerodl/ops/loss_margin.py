"""Losses that are content with a margin: what is right by more than that costs nothing."""

import numpy as np

from ..autograd.op import composite
from ..backend import arange_like
from ..errors import ArgumentError
from .activation import relu
from .bound import clamp_min
from .gather import gather
from .loss import alike, factor, reduce, require_same_shape
from .loss_binary import binary_cross_entropy_with_logits
from .loss_class import check_range, class_weight, is_right, read_labels
from .reduce import mean, sum
from .requirement import require_floats, require_integers
from .sigmoid import logsigmoid


def require_signs(name, target):
    """Refuse targets other than 1 and −1: with 0 in place of −1, the labels of many data sets, the loss is wrong."""
    target = getattr(target, "array", target)
    wrong = np.abs(target) != 1
    if np.any(wrong):
        raise ArgumentError(
            f"{name}: target must hold 1 and -1, got {target[wrong][0]}; of answers 0 and 1 make them with "
            "2 * target - 1"
        )


@composite(method=False)
def hinge_embedding_loss(input, target, margin=1.0, reduction="mean"):
    """For distances of pairs: alike ones (1) should be near, others (−1) at least ``margin`` apart.

        lossᵢ = inputᵢ where targetᵢ = 1, max(0, margin − inputᵢ) where it is −1

    Shape: input and target of one shape -> a number, or that shape with reduction "none"
    Args: reduction: "mean", "sum" or "none".
    Raises: ShapeError if the shapes differ; ArgumentError for targets other than 1 and −1.
    Source: Hadsell, Chopra and LeCun (2006); torch.nn.functional.hinge_embedding_loss
    Example:
        >>> import zerodl
        >>> zerodl.hinge_embedding_loss(zerodl.tensor([0.25, 0.25]), zerodl.tensor([1, -1]), reduction="none")
        tensor([0.2500, 0.7500])
    """
    input, target = alike("hinge_embedding_loss", input=input, target=target)
    require_signs("hinge_embedding_loss", target)
    return reduce("hinge_embedding_loss", np.where(target == 1, input, clamp_min(margin - input, 0)), reduction)


@composite(method=False)
def margin_ranking_loss(input1, input2, target, margin=0.0, reduction="mean"):
    """For pairs of scores: the first should be above the second (1), or below it (−1), by ``margin``.

        lossᵢ = max(0, margin − targetᵢ · (input1ᵢ − input2ᵢ))

    Shape: all three of one shape -> a number, or that shape with reduction "none"
    Args: reduction: "mean", "sum" or "none".
    Raises: ShapeError if the shapes differ; ArgumentError for targets other than 1 and −1.
    Source: Herbrich, Graepel and Obermayer (2000); torch.nn.functional.margin_ranking_loss
    Example:
        >>> import zerodl
        >>> zerodl.margin_ranking_loss(zerodl.tensor([3.0]), zerodl.tensor([1.0]), zerodl.tensor([-1]))
        tensor(2.)
    """
    input1, input2, target = alike("margin_ranking_loss", input1=input1, input2=input2, target=target)
    require_signs("margin_ranking_loss", target)
    return reduce("margin_ranking_loss", clamp_min(margin - target * (input1 - input2), 0), reduction)


@composite(method=False)
def soft_margin_loss(input, target, reduction="mean"):
    """The binary cross-entropy of scores, for answers 1 and −1.

        lossᵢ = log(1 + exp(−targetᵢ · inputᵢ))

    Shape: input and target of one shape -> a number, or that shape with reduction "none"
    Args: reduction: "mean", "sum" or "none".
    Raises: ShapeError if the shapes differ; ArgumentError for targets other than 1 and −1.
    Source: Friedman, Hastie and Tibshirani (2000), section 4; torch.nn.functional.soft_margin_loss
    Example:
        >>> import zerodl
        >>> zerodl.soft_margin_loss(zerodl.tensor([0.0, -1e5]), zerodl.tensor([1, 1]), reduction="none")
        tensor([6.9315e-01, 1.0000e+05])
    """
    input, target = alike("soft_margin_loss", input=input, target=target)
    require_signs("soft_margin_loss", target)
    return reduce("soft_margin_loss", -logsigmoid(target * input), reduction)


@composite(method=False)
def multilabel_soft_margin_loss(input, target, weight=None, reduction="mean"):
    """binary_cross_entropy_with_logits for rows of yes and no, averaged over the last axis.

    Shape: input and target (…, C) -> a number, or (…) with reduction "none"
    Args: weight: a factor for each loss, broadcast to the shape of input. reduction: "mean", "sum" or "none".
    Raises: ShapeError if the shapes differ.
    Source: torch.nn.functional.multilabel_soft_margin_loss
    Example:
        >>> import zerodl
        >>> zerodl.multilabel_soft_margin_loss(zerodl.tensor([[0.0, 0.0]]), zerodl.tensor([[1.0, 0.0]]))  # log 2
        tensor(0.6931)
    """
    name = "multilabel_soft_margin_loss"
    input, target = alike(name, input=input, target=target)
    losses = binary_cross_entropy_with_logits(input, target, reduction="none") * factor(name, "weight", weight, input)
    return reduce(name, mean(losses, -1), reduction)


@composite(method=False)
def multi_margin_loss(input, target, p=1, margin=1.0, weight=None, reduction="mean"):
    """The hinge loss for several classes: the right class's score should be above each other one by ``margin``.

        lossᵢ = weight[t] · Σ_{c ≠ t} max(0, margin − inputᵢ[t] + inputᵢ[c])ᵖ / C        t = targetᵢ

    Shape: input (B, C), target (B,) of class numbers -> a number, or (B,) with reduction "none"; or (C,) and ()
    Args: p: 1 or 2. weight: one factor for each class, (C,). reduction: "mean", "sum" or "none".
    Raises: ShapeError, DTypeError or ArgumentError for labels that are not class numbers, one for each row.
    Source: Weston and Watkins (1999); torch.nn.functional.multi_margin_loss
    Example:
        >>> import zerodl
        >>> zerodl.multi_margin_loss(zerodl.tensor([[0.0, 2.5, 2.0]]), zerodl.tensor([1]), reduction="none")
        tensor([0.1667])
    """
    name = "multi_margin_loss"
    if p not in (1, 2):
        raise ArgumentError(f"{name}: p must be 1 or 2, got {p!r}")
    labels, _ = read_labels(name, input, target)
    weight = class_weight(name, weight, input)
    right = gather(input, -1, np.expand_dims(labels, -1))  # (B, 1)
    over = np.where(is_right(labels, input.shape), 0.0, relu(margin - right + input))
    losses = mean(over if p == 1 else over * over, -1)
    return reduce(name, losses if weight is None else losses * weight[labels], reduction)


@composite(method=False)
def multilabel_margin_loss(input, target, reduction="mean"):
    """The hinge loss for several right classes: each right score should be above each wrong one by 1.

        lossᵢ = Σ_{r right} Σ_{w wrong} max(0, 1 − inputᵢ[r] + inputᵢ[w]) / C

    Shape: input (B, C), target (B, C) of class numbers -> a number, or (B,) with reduction "none"; or both (C,)
    Args: target: each row names the right classes; −1 ends the list, and what stands behind it does not count.
        reduction: "mean", "sum" or "none".
    Raises: ShapeError if the shapes differ; DTypeError or ArgumentError for labels that are not class numbers.
    Cost: C² comparisons a row.
    Source: Elisseeff and Weston (2001), section 3; torch.nn.functional.multilabel_margin_loss
    Example:
        >>> import zerodl
        >>> scores = zerodl.tensor([[0.1, 0.2, 0.4, 0.8]])
        >>> zerodl.multilabel_margin_loss(scores, zerodl.tensor([[3, 0, -1, 1]]))
        tensor(0.8500)
    """
    name = "multilabel_margin_loss"
    require_same_shape(name, input=input, target=target)
    require_floats(name, input)
    require_integers(name, target, booleans=False)
    listed = np.cumprod(getattr(target, "array", target) != -1, axis=-1) == 1  # what stands before the first −1
    labels = np.where(listed, getattr(target, "array", target), 0)
    classes = input.shape[-1]
    check_range(name, labels, classes)
    named = labels[..., None] == arange_like(classes, labels)  # (B, place in the list, C)
    right = np.any(np.logical_and(named, listed[..., None]), axis=-2)  # (B, C)
    scores = gather(input, -1, labels)  # (B, place in the list)
    over = relu(1 - scores[..., None] + input[..., None, :])  # (B, place in the list, C)
    counts = np.logical_and(listed[..., None], np.logical_not(right)[..., None, :])
    return reduce(name, sum(np.where(counts, over, 0.0), (-2, -1)) / classes, reduction)
