"""Losses for numbers: how far a prediction is from its target, and how much a large error counts."""

import numpy as np

from ..autograd.op import op
from ..autograd.promotion import to_common_float
from ..errors import ArgumentError
from .loss import difference, loss_shape, reduce, share


@op(shape=loss_shape, promote=to_common_float, method=False)
def mse_loss(input, target, /, reduction="mean"):
    """The squared error: an error twice as large counts four times.

        lossᵢ = (inputᵢ − targetᵢ)²

    Shape: input and target of one shape -> a number, or that shape with reduction "none"
    Args: reduction: "mean", "sum" or "none".
    Raises: ShapeError if the shapes differ.
    Source: Legendre (1805); torch.nn.functional.mse_loss
    Example:
        >>> import zerodl
        >>> zerodl.mse_loss(zerodl.tensor([1.0, 5.0]), zerodl.tensor([1.0, 3.0]))
        tensor(2.)
    """
    error = difference("mse_loss", input, target)
    return reduce("mse_loss", error * error, reduction)


@mse_loss.grad
def mse_loss_grad(g, input, target, reduction):
    """Gradient of mse_loss: twice the error, times each loss's share of g; the target is pulled the other way."""
    slope = 2 * (input - target) * share(g, input.shape, reduction)
    return slope, -slope


@op(shape=loss_shape, promote=to_common_float, method=False)
def l1_loss(input, target, /, reduction="mean"):
    """The absolute error: an error twice as large counts twice, so outliers pull less than in mse_loss.

        lossᵢ = |inputᵢ − targetᵢ|

    Shape: input and target of one shape -> a number, or that shape with reduction "none"
    Args: reduction: "mean", "sum" or "none".
    Raises: ShapeError if the shapes differ.
    Source: Boscovich (1757); torch.nn.functional.l1_loss
    Example:
        >>> import zerodl
        >>> zerodl.l1_loss(zerodl.tensor([1.0, 5.0]), zerodl.tensor([1.0, 3.0]))
        tensor(1.)
    """
    return reduce("l1_loss", np.abs(difference("l1_loss", input, target)), reduction)


@l1_loss.grad
def l1_loss_grad(g, input, target, reduction):
    """Gradient of l1_loss for each input.

        grad_input = sign(input − target) · each loss's share of g        grad_target = −grad_input

    Shape: input and target of one shape, g of that shape with reduction "none", else one number -> two arrays
    Args: reduction: "none", "sum" or "mean".
    Example:
        >>> grad_input, grad_target = l1_loss_grad(np.array(1.0), np.array([5.0, 2.0]), np.array([3.0, 2.0]), "sum")
        >>> grad_input
        array([1., 0.])
    """
    each = g / max(int(np.prod(input.shape)), 1) if reduction == "mean" else g
    slope = np.sign(input - target) * each
    return slope, -slope


@op(shape=loss_shape, promote=to_common_float, method=False)
def smooth_l1_loss(input, target, /, reduction="mean", beta=1.0):
    """The absolute error with its tip at 0 rounded off.

        lossᵢ = e² / (2 beta) where |e| < beta, else |e| − beta / 2        e = inputᵢ − targetᵢ

    Shape: input and target of one shape -> a number, or that shape with reduction "none"
    Args: reduction: "mean", "sum" or "none". beta: where the curve becomes a line; with 0 it is l1_loss.
    Raises: ShapeError if the shapes differ; ArgumentError if beta is negative.
    Source: Girshick (2015), "Fast R-CNN", eq. 3; torch.nn.functional.smooth_l1_loss
    Example:
        >>> import zerodl
        >>> zerodl.smooth_l1_loss(zerodl.tensor([0.5, 3.0]), zerodl.tensor([0.0, 0.0]), reduction="none")
        tensor([0.1250, 2.5000])
    """
    if beta < 0:
        raise ArgumentError(f"smooth_l1_loss: beta must not be negative, got {beta}")
    error = np.abs(difference("smooth_l1_loss", input, target))
    if beta > 0:
        error = np.where(error < beta, error * error / (2 * beta), error - beta / 2)
    return reduce("smooth_l1_loss", error, reduction)


@smooth_l1_loss.grad
def smooth_l1_loss_grad(g, input, target, reduction, beta):
    """Gradient of smooth_l1_loss: the error over beta, but never beyond −1 and 1, times each loss's share of g."""
    error = input - target
    slope = np.sign(error)
    if beta > 0:
        slope = np.where(np.abs(error) < beta, error / beta, slope)
    slope = slope * share(g, input.shape, reduction)
    return slope, -slope


@op(shape=loss_shape, promote=to_common_float, method=False)
def huber_loss(input, target, /, reduction="mean", delta=1.0):
    """The squared error near 0, the absolute error beyond: outliers pull with delta at most.

        lossᵢ = e² / 2 where |e| ≤ delta, else delta (|e| − delta / 2)        e = inputᵢ − targetᵢ

    Shape: input and target of one shape -> a number, or that shape with reduction "none"
    Args: reduction: "mean", "sum" or "none". delta: where the curve becomes a line.
    Raises: ShapeError if the shapes differ; ArgumentError if delta is not positive.
    Source: Huber (1964), "Robust estimation of a location parameter"; torch.nn.functional.huber_loss
    Example:
        >>> import zerodl
        >>> zerodl.huber_loss(zerodl.tensor([1.0, 5.0]), zerodl.tensor([0.0, 0.0]), reduction="none", delta=2.0)
        tensor([0.5000, 8.0000])
    """
    if not delta > 0:
        raise ArgumentError(f"huber_loss: delta must be positive, got {delta}")
    error = np.abs(difference("huber_loss", input, target))
    losses = np.where(error <= delta, error * error / 2, delta * (error - delta / 2))
    return reduce("huber_loss", losses, reduction)


@huber_loss.grad
def huber_loss_grad(g, input, target, reduction, delta):
    """Gradient of huber_loss: the error, but never beyond −delta and delta, times each loss's share of g."""
    error = input - target
    slope = np.minimum(np.maximum(error, -delta), delta) * share(g, input.shape, reduction)
    return slope, -slope
