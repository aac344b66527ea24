"""Losses for vectors that stand for things: those of alike things should lie together, the others apart."""

import numpy as np

from ..autograd.op import composite
from ..errors import ArgumentError, ShapeError
from .bound import clamp_min
from .distance import norm
from .loss import alike, reduce, shape_and_dtype
from .loss_margin import require_signs
from .reduce import sum


@composite(method=False)
def cosine_embedding_loss(input1, input2, target, margin=0.0, reduction="mean"):
    """For pairs of vectors: alike ones (1) should point the same way, others (−1) away from each other.

        lossᵢ = 1 − cos where targetᵢ = 1, max(0, cos − margin) where it is −1

    Shape: input1 and input2 (B, D), target (B,) -> a number, or (B,) with reduction "none"; or (D,) and ()
    Args: margin: the cosine up to which others cost nothing, from −1 to 1. reduction: "mean", "sum" or "none".
    Raises: ShapeError if the shapes do not fit; ArgumentError for targets other than 1 and −1.
    Source: torch.nn.functional.cosine_embedding_loss
    Example:
        >>> import zerodl
        >>> right, up = zerodl.tensor([[1.0, 0.0]]), zerodl.tensor([[0.0, 2.0]])
        >>> zerodl.cosine_embedding_loss(right, up, zerodl.tensor([1]))
        tensor(1.)
    """
    name = "cosine_embedding_loss"
    input1, input2 = alike(name, input1=input1, input2=input2)
    if shape_and_dtype(name, "target", target)[0] != input1.shape[:-1] or not 1 <= len(input1.shape) <= 2:
        raise ShapeError(
            f"{name}: expected vectors of shape (batch, D) and targets of shape (batch,), or (D,) and (); got "
            f"{input1.shape} and {target.shape}"
        )
    require_signs(name, target)
    tiny = 1e-12  # PyTorch's: a vector of length 0 has the cosine 0
    lengths = [np.sqrt(sum(x * x, -1) + tiny) for x in (input1, input2)]
    cosine = sum(input1 * input2, -1) / (lengths[0] * lengths[1])
    return reduce(name, np.where(target == 1, 1 - cosine, clamp_min(cosine - margin, 0)), reduction)


def _distance(x1, x2, p=2.0, eps=1e-6):
    """As nn.functional.pairwise_distance."""
    return norm(x1 - x2 + eps, p, dim=-1)


@composite(method=False)
def triplet_margin_loss(anchor, positive, negative, margin=1.0, p=2.0, eps=1e-6, swap=False, reduction="mean"):
    """For triplets: the anchor should lie nearer to what is like it than to what is not, by ``margin``.

        lossᵢ = max(0, margin + d(anchorᵢ, positiveᵢ) − d(anchorᵢ, negativeᵢ))        d(x, y) = (Σ |x − y + eps|ᵖ)^(1/p)

    Shape: all three (…, D) -> a number, or (…) with reduction "none"
    Args: swap: take the distance of positive and negative where it is the smaller one. reduction: "mean", "sum" or
        "none".
    Raises: ShapeError if the shapes differ; ArgumentError if margin is not positive.
    Source: Schroff, Kalenichenko and Philbin (2015), eq. 2; swap: Balntas et al. (2016);
        torch.nn.functional.triplet_margin_loss
    Example:
        >>> import zerodl
        >>> anchor, near, far = (zerodl.tensor([[x]]) for x in (0.0, 1.0, 1.5))
        >>> zerodl.triplet_margin_loss(anchor, near, far)
        tensor(0.5000)
    """
    return _triplet(
        "triplet_margin_loss", anchor, positive, negative, lambda a, b: _distance(a, b, p, eps), margin, swap, reduction
    )


@composite(method=False)
def triplet_margin_with_distance_loss(
    anchor, positive, negative, *, distance_function=None, margin=1.0, swap=False, reduction="mean"
):
    """triplet_margin_loss with a distance of your own.

    Shape: all three of one shape -> a number, or the shape of the distances with reduction "none"
    Args: distance_function: of two tensors; None is the length of their difference. swap: as there.
    Raises: ShapeError if the shapes differ; ArgumentError if margin is not positive.
    Source: torch.nn.functional.triplet_margin_with_distance_loss
    Example:
        >>> import zerodl
        >>> anchor, near, far = (zerodl.tensor([[x]]) for x in (0.0, 1.0, 1.5))
        >>> zerodl.triplet_margin_with_distance_loss(anchor, near, far, distance_function=lambda a, b: (a - b).abs())
        tensor(0.5000)
    """
    return _triplet(
        "triplet_margin_with_distance_loss", anchor, positive, negative, distance_function or _distance, margin, swap,
        reduction,
    )  # fmt: skip


def _triplet(name, anchor, positive, negative, distance, margin, swap, reduction):
    if not margin > 0:
        raise ArgumentError(f"{name}: margin must be positive, got {margin}")
    anchor, positive, negative = alike(name, anchor=anchor, positive=positive, negative=negative)
    near, far = distance(anchor, positive), distance(anchor, negative)
    if swap:
        far = np.minimum(far, distance(positive, negative))
    return reduce(name, clamp_min(margin + near - far, 0), reduction)
