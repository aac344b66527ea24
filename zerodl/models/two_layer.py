"""A network of two layers on plain arrays, with its gradients worked out by hand.

It is the readable reference of the tape: each line of the backward pass is one step of the derivation, and the tape
must find the same numbers.

    z = x @ w1ᵀ + b1        hidden = relu(z)        y = hidden @ w2ᵀ + b2        loss = mean((y − target)²)
"""

import numpy as np


def squared_error(x, target, w1, b1, w2, b2):
    """The network's loss: the mean of the squared differences between what it predicts and what it should.

    Shape: x (B, I), target (B, O), w1 (H, I), b1 (H,), w2 (O, H), b2 (O,) -> a number
    Source: Rumelhart, Hinton and Williams (1986), eq. 3, with the mean in place of half the sum.
    Example:
        >>> one = np.ones((1, 1))
        >>> float(squared_error(x=3 * one, target=one, w1=one, b1=one[0], w2=one, b2=one[0]))
        16.0
    """
    hidden = np.maximum(x @ w1.T + b1, 0)  # (B, H)
    y = hidden @ w2.T + b2  # (B, O)
    return np.mean((y - target) ** 2)


def gradients_by_hand(x, target, w1, b1, w2, b2):
    """How fast ``squared_error`` grows with every weight and bias, without a tape.

    From the loss back to the input, each step takes the gradient of a result to the gradient of what it was made from.

    Shape: x (B, I), target (B, O), w1 (H, I), b1 (H,), w2 (O, H), b2 (O,)
        -> the gradients of w1, b1, w2 and b2, each in its shape
    Cost: twice the multiply-adds of the forward pass, less those for the gradient of x, which nobody needs.
    Source: Rumelhart, Hinton and Williams (1986), eq. 4 to 7.
    Example:
        >>> one = np.ones((1, 1))
        >>> [float(g.item()) for g in gradients_by_hand(x=3 * one, target=one, w1=one, b1=one[0], w2=one, b2=one[0])]
        [24.0, 8.0, 32.0, 8.0]
    """
    z = x @ w1.T + b1  # (B, H)
    hidden = np.maximum(z, 0)
    y = hidden @ w2.T + b2  # (B, O)
    g_y = 2 * (y - target) / y.size
    g_hidden = g_y @ w2  # (B, H): each hidden number goes into all outputs, and their reports add up
    g_z = g_hidden * (z > 0)
    return g_z.T @ x, np.sum(g_z, axis=0), g_y.T @ hidden, np.sum(g_y, axis=0)
