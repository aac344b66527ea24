"""Adadelta: steps that find their own length."""

import numpy as np

from .hint import refuse_unknown
from .optimizer import Optimizer


def adadelta_step(p, g, v, u, lr, rho, eps):
    """Step by the gradient, times how long the steps were over how long the gradients were.

        v = ρ · v + (1 − ρ) · g²        d = g · √(u + ε) / √(v + ε)
        u = ρ · u + (1 − ρ) · d²        p = p − lr · d

    Shape: p, g, v, u of one shape; p, v and u are changed in place.
    Source: Zeiler (2012), algorithm 1.
    Example:
        >>> p, v, u = np.array([1.0]), np.array([2.0]), np.array([9.0])
        >>> adadelta_step(p, np.array([4.0]), v, u, lr=0.25, rho=0.5, eps=0.0)
        >>> v, u, p
        (array([9.]), array([12.5]), array([0.]))
    """
    v *= rho
    v += (1 - rho) * g * g
    d = np.sqrt(u + eps) / np.sqrt(v + eps) * g
    u *= rho
    u += (1 - rho) * d * d
    p -= lr * d


class Adadelta(Optimizer):
    """Step by the gradient, times how long the steps were over how long the gradients were.

        v = ρ · v + (1 − ρ) · g²        d = g · √(u + ε) / √(v + ε)
        u = ρ · u + (1 − ρ) · d²        p = p − lr · d

    Args:
        params: parameters, or groups of them. lr: multiplies the step; 1 is the paper's. rho: ρ. eps: ε.
        weight_decay: λ of an L2 penalty, λ/2 · p², on the loss. maximize: step uphill.
    Source: Zeiler (2012), algorithm 1; torch.optim.Adadelta; see ``adadelta_step``.
    Cost: two arrays of the parameters' size.
    Example:
        >>> import zerodl
        >>> w = zerodl.tensor([1.0], requires_grad=True)
        >>> (w * w).sum().backward()
        >>> Adadelta([w], rho=0.75, eps=0.01).step()
        >>> w
        tensor([0.8010], requires_grad=True)
    """

    elementwise = True

    def __init__(self, params, lr=1.0, rho=0.9, eps=1e-6, weight_decay=0, *, maximize=False, **hints):
        refuse_unknown("Adadelta", hints)
        defaults = {"lr": lr, "rho": rho, "eps": eps, "weight_decay": weight_decay, "maximize": maximize}
        super().__init__(params, defaults)

    def arrays(self, group):
        """v and u."""
        return {"square_avg": 0.0, "acc_delta": 0.0}

    def update(self, p, g, state, group):
        """Adadelta's step."""
        adadelta_step(p, g, state["square_avg"], state["acc_delta"], group["lr"], group["rho"], group["eps"])
