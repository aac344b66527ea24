"""The logarithm of softmax and its gradient: scores to log-probabilities without leaving the range of the floats."""

import numpy as np


def log_softmax(x, axis):
    """The logarithms of the probabilities that softmax makes of scores.

        y = x − m − log Σ exp(x − m)        m = max x

    The largest score is taken away first: that changes no probability, and leaves no exponential above 1.

    Shape: x, floats of any shape, at least one along the axis -> the same shape
    Args: axis: the axis whose probabilities sum to 1, or a tuple of axes.
    Cost: one exponential an element, one logarithm a sum.
    Source: torch.log_softmax; Blanchard, Higham and Higham (2021), "Accurately computing the log-sum-exp and softmax
        functions", eq. 1.4.
    Example:
        >>> log_softmax(np.array([1000.0, 1000.0]), axis=0).round(4)
        array([-0.6931, -0.6931])
    """
    shifted = x - np.max(x, axis=axis, keepdims=True)
    return shifted - np.log(np.sum(np.exp(shifted), axis=axis, keepdims=True))


def log_softmax_grad(g, y, axis):
    """Gradient of log_softmax, from its result.

        grad_x = g − softmax(x) · Σ g

    A score raises its own log-probability, and through the sum that all share lowers every one, in the measure of its
    probability.

    Shape: g and y = log_softmax(x) the same shape -> one array of that shape
    Args: axis: the axis whose probabilities sum to 1, or a tuple of axes.
    Source: Bridle (1990), "Training stochastic model recognition algorithms as networks", eq. 18.
    Example:
        >>> log_softmax_grad(np.array([1.0, 0.0]), np.log([0.25, 0.75]), axis=0)
        array([ 0.75, -0.75])
    """
    return g - np.exp(y) * np.sum(g, axis=axis, keepdims=True)
