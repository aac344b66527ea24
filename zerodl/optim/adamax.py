"""Adamax: Adam with the largest gradient in the place of the root mean square."""

import numpy as np

from .hint import refuse_unknown
from .optimizer import Optimizer


def adamax_step(p, g, m, u, t, lr, beta1, beta2, eps):
    """Divide a running mean of the gradient by the largest gradient, which fades.

        m = β₁ · m + (1 − β₁) · g        u = max(β₂ · u, |g| + ε)        p = p − lr / (1 − β₁ᵗ) · m / u

    Shape: p, g, m, u of one shape; p, m and u are changed in place. Args: t: the number of the step, from 1.
    Source: Kingma and Ba (2015), algorithm 2, with PyTorch's ε.
    Example:
        >>> p, m, u = np.array([1.0]), np.array([0.0]), np.array([16.0])
        >>> adamax_step(p, np.array([4.0]), m, u, t=1, lr=1.0, beta1=0.5, beta2=0.5, eps=0.0)
        >>> m, u, p
        (array([2.]), array([8.]), array([0.5]))
    """
    m *= beta1
    m += (1 - beta1) * g
    u *= beta2
    np.maximum(u, np.abs(g) + eps, out=u)
    p -= lr / (1 - beta1**t) * m / u


class Adamax(Optimizer):
    """Divide a running mean of the gradient by the largest gradient, which fades.

        m = β₁ · m + (1 − β₁) · g        u = max(β₂ · u, |g| + ε)        p = p − lr / (1 − β₁ᵗ) · m / u

    Args:
        params: parameters, or groups of them. lr: the learning rate. betas: β₁ and β₂. eps: ε.
        weight_decay: λ of an L2 penalty, λ/2 · p², on the loss. maximize: step uphill.
    Source: Kingma and Ba (2015), algorithm 2; torch.optim.Adamax; see ``adamax_step``.
    Cost: two arrays of the parameters' size.
    Example:
        >>> import zerodl
        >>> w = zerodl.tensor([1.0], requires_grad=True)
        >>> (w * w).sum().backward()
        >>> Adamax([w], lr=0.1).step()
        >>> w
        tensor([0.9000], requires_grad=True)
    """

    elementwise = True

    def __init__(self, params, lr=2e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0, *, maximize=False, **hints):
        refuse_unknown("Adamax", hints)
        defaults = {"lr": lr, "betas": betas, "eps": eps, "weight_decay": weight_decay, "maximize": maximize}
        super().__init__(params, defaults)

    def arrays(self, group):
        """m and u, by PyTorch's names."""
        return {"exp_avg": 0.0, "exp_inf": 0.0}

    def update(self, p, g, state, group):
        """Adamax's step."""
        m, u, (beta1, beta2) = state["exp_avg"], state["exp_inf"], group["betas"]
        adamax_step(p, g, m, u, state["step"], group["lr"], beta1, beta2, group["eps"])
