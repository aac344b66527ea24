"""Losses from probability theory: how unlikely the targets are under a distribution that the prediction describes."""

import math

import numpy as np

from ..autograd.op import composite
from ..autograd.promotion import to_common_float, widen
from ..errors import ArgumentError, ShapeError
from .creation_fill import full_like
from .elementwise import cast, exp, log
from .exponential import xlogy
from .loss import REDUCTIONS, alike, check_reduction, reduce, require_same_shape
from .reduce import sum


@composite(method=False)
def kl_div(input, target, reduction="mean", log_target=False):
    """The Kullback–Leibler divergence: how much is lost by taking one distribution for another.

        lossᵢ = targetᵢ · (log targetᵢ − inputᵢ)

    Shape: input (log-probabilities) and target (probabilities) of one shape -> a number, or that shape with "none"
    Args: reduction: "batchmean", the sum over the length of the first axis, is the divergence; "mean" also divides by
        the number of classes; "sum" or "none". log_target: whether target holds logarithms, too.
    Raises: ShapeError if the shapes differ.
    Source: Kullback and Leibler (1951), eq. 2.4; torch.nn.functional.kl_div
    Example:
        >>> import zerodl
        >>> log_probs = zerodl.tensor([[0.25, 0.75]]).log()
        >>> zerodl.kl_div(log_probs, zerodl.tensor([[1.0, 0.0]]), reduction="batchmean")  # log 4
        tensor(1.3863)
    """
    check_reduction("kl_div", reduction, (*REDUCTIONS, "batchmean"))
    input, target = alike("kl_div", input=input, target=target)
    losses = exp(target) * (target - input) if log_target else xlogy(target, target) - target * input
    if reduction == "batchmean":
        return sum(losses) / (input.shape[0] or math.nan) if input.shape else losses
    return reduce("kl_div", losses, reduction)


@composite(method=False)
def poisson_nll_loss(input, target, log_input=True, full=False, eps=1e-8, reduction="mean"):
    """The surprise at counts, which come from a Poisson distribution with the predicted mean.

        lossᵢ = exp(xᵢ) − tᵢ xᵢ        or, log_input=False:  xᵢ − tᵢ log(xᵢ + eps)        x = input, t = target

    Shape: input and target of one shape -> a number, or that shape with reduction "none"
    Args: log_input: whether input holds logarithms of the means. full: add Stirling's t log t − t + log(2πt) / 2, which
        does not depend on the input, where t is above 1. eps: keeps the logarithm finite. reduction: "mean", "sum" or
        "none".
    Raises: ShapeError if the shapes differ.
    Source: Poisson (1837); torch.nn.functional.poisson_nll_loss
    Example:
        >>> import zerodl
        >>> zerodl.poisson_nll_loss(zerodl.tensor([0.0, 2.0]), zerodl.tensor([3.0, 1.0]), reduction="none")
        tensor([1.0000, 5.3891])
    """
    input, target = alike("poisson_nll_loss", input=input, target=target)
    losses = exp(input) - target * input if log_input else input - target * log(input + eps)
    if full:
        t = np.where(target > 1, target, 1.0)
        losses = losses + np.where(target > 1, t * log(t) - t + 0.5 * log(2 * math.pi * t), 0.0)
    return reduce("poisson_nll_loss", losses, reduction)


@composite(method=False)
def gaussian_nll_loss(input, target, var, full=False, eps=1e-6, reduction="mean"):
    """The surprise at numbers that come from a normal distribution with predicted mean and variance.

        lossᵢ = (log vᵢ + (inputᵢ − targetᵢ)² / vᵢ) / 2        v = max(var, eps)

    Shape: input and target of one shape; var of that shape, with lengths of 1 where one variance is for all, or without
        the last axis, or a number -> a number, or the shape of input with reduction "none"
    Args: var: predicted variances; their gradient takes no notice of eps. full: add log(2π) / 2. reduction: "mean",
        "sum" or "none".
    Raises: ShapeError if the shapes do not fit; ArgumentError if a variance is negative.
    Source: Nix and Weigend (1994); torch.nn.functional.gaussian_nll_loss
    Example:
        >>> import zerodl
        >>> mean, target, var = (zerodl.tensor([x]) for x in (1.0, 3.0, 4.0))
        >>> zerodl.gaussian_nll_loss(mean, target, var)  # (log 4 + 1) / 2
        tensor(1.1931)
    """
    name = "gaussian_nll_loss"
    require_same_shape(name, input=input, target=target)
    input, target, var = to_common_float([input, target, var if hasattr(var, "dtype") else full_like(input, var)])
    if len(var.shape) < len(input.shape):
        var = var[..., None]
    lengths = list(zip(var.shape, input.shape))
    if len(var.shape) != len(input.shape) or any(n not in (1, m) for n, m in lengths):
        raise ShapeError(
            f"{name}: var must have the shape of input, {input.shape}, with a length of 1 where one variance is for "
            f"all, or lack the last axis; got {var.shape}"
        )
    values = getattr(var, "array", var)
    if values.size and np.min(values) < 0:
        raise ArgumentError(f"{name}: var must hold variances, which are not negative; the least is {np.min(values)}")
    missing = np.maximum(eps - widen(values), 0)
    v = var + cast(missing, dtype=var.dtype)  # not below eps, and yet every variance gets its gradient
    error = input - target
    losses = 0.5 * (log(v) + error * error / v)
    return reduce(name, losses + 0.5 * math.log(2 * math.pi) if full else losses, reduction)
