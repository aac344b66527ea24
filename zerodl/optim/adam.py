"""Adam: a step of its own size for every weight."""

import math

import numpy as np

from ..errors import ArgumentError
from .optimizer import Optimizer


class Adam(Optimizer):
    """Divide a running mean of the gradient by the root of a running mean of its square.

        m = β₁ · m + (1 − β₁) · g               v = β₂ · v + (1 − β₂) · g²
        p = p − lr · m̂ / (√v̂ + ε)              m̂ = m / (1 − β₁ᵗ),  v̂ = v / (1 − β₂ᵗ)

    Args: betas: β₁ and β₂. eps: ε.
    Source: Kingma and Ba (2015), algorithm 1.
    Cost: two arrays of the parameters' size.
    """

    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
        super().__init__(params, lr)
        if not (len(betas) == 2 and all(0 <= beta < 1 for beta in betas)):
            raise ArgumentError(f"Adam: betas must be two numbers from 0 up to, but not, 1, got {betas!r}")
        self.betas = betas
        self.eps = eps
        self.steps = [0] * len(self.params)
        self.mean = [np.zeros_like(p.array) for p in self.params]
        self.square = [np.zeros_like(p.array) for p in self.params]

    def update(self, i, p, g):
        """One step for one parameter; t counts the steps that this parameter has had."""
        beta1, beta2 = self.betas
        m, v = self.mean[i], self.square[i]
        self.steps[i] += 1
        m *= beta1
        m += (1 - beta1) * g
        v *= beta2
        v += (1 - beta2) * g * g
        root = np.sqrt(v)
        root /= math.sqrt(1 - beta2 ** self.steps[i])
        root += self.eps
        p -= self.lr / (1 - beta1 ** self.steps[i]) * m / root
