"""The loss of a yes-or-no answer, from its log-odds."""

import numpy as np


def logistic_loss(x, target):
    """−log of the probability that was given to what is so, where x is the log-odds of a "yes".

        loss = −target · log σ(x) − (1 − target) · log(1 − σ(x)) = max(x, 0) − target · x + log(1 + e^−|x|)

    The second way to write it takes no exponential of a positive number and no logarithm of a number near 0.

    Shape: x and target the same shape -> that shape
    Args: x: log-odds, any floats. target: how much of a "yes" it is: 1, 0 or between.
    Cost: one exponential and one logarithm an element.
    Source: torch.nn.functional.binary_cross_entropy_with_logits; Mächler (2012), "Accurately computing
        log(1 − exp(−|a|))", section 3.
    Example:
        >>> logistic_loss(np.array([0.0, 0.0, -1000.0]), np.array([1.0, 0.5, 0.0])).round(4)
        array([0.6931, 0.6931, 0.    ])
    """
    return np.maximum(x, 0) - target * x + np.log1p(np.exp(-np.abs(x)))
