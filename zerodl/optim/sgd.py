"""Gradient descent."""

import numpy as np

from ..errors import ArgumentError
from .optimizer import Optimizer


class SGD(Optimizer):
    """Step downhill, along the gradient or along a running sum of gradients.

        v = momentum · v + g        p = p − lr · v

    Args: momentum: how much of the last step is kept; 0 is plain gradient descent.
    Source: Polyak (1964); Sutskever et al. (2013), in PyTorch's form, where lr multiplies v.
    Example:
        >>> import zerodl
        >>> w = zerodl.tensor([1.0], requires_grad=True)
        >>> (w * w).sum().backward()
        >>> SGD([w], lr=0.1).step()
        >>> w
        tensor([0.8000], requires_grad=True)
    """

    def __init__(self, params, lr=1e-3, momentum=0.0):
        super().__init__(params, lr)
        if not momentum >= 0:
            raise ArgumentError(f"SGD: momentum must not be negative, got {momentum!r}")
        self.momentum = momentum
        self.velocity = [None] * len(self.params)

    def update(self, i, p, g):
        """p = p − lr · v."""
        if self.momentum:
            if self.velocity[i] is None:
                self.velocity[i] = np.zeros_like(p)
            self.velocity[i] *= self.momentum
            self.velocity[i] += g
            g = self.velocity[i]
        p -= self.lr * g
