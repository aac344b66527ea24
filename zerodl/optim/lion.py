"""Lion: a step of one length for every weight."""

import numpy as np

from .hint import refuse_unknown
from .optimizer import Optimizer


def lion_step(p, g, m, lr, beta1, beta2, weight_decay):
    """Step by the sign of a mixture of the gradient and its running mean.

        p = p − lr · weight_decay · p − lr · sign(β₁ · m + (1 − β₁) · g)
        m = β₂ · m + (1 − β₂) · g

    Shape: p, g, m of one shape; p and m are changed in place.
    Source: Chen et al. (2023), program 1.
    Example:
        >>> p, m = np.array([1.0, 1.0]), np.array([1.0, 1.0])
        >>> lion_step(p, np.array([4.0, -4.0]), m, lr=0.25, beta1=0.5, beta2=0.5, weight_decay=0.0)
        >>> p, m
        (array([0.75, 1.25]), array([ 2.5, -1.5]))
    """
    p *= 1 - lr * weight_decay
    p -= lr * np.sign(beta1 * m + (1 - beta1) * g)
    m *= beta2
    m += (1 - beta2) * g


class Lion(Optimizer):
    """Step by the sign of a mixture of the gradient and its running mean; one array where Adam needs two.

        p = p − lr · weight_decay · p − lr · sign(β₁ · m + (1 − β₁) · g)        m = β₂ · m + (1 − β₂) · g

    Every step has the length lr, so lr is three to ten times smaller than Adam's, and weight_decay larger by as much.

    Args:
        params: parameters, or groups of them. lr: the learning rate. betas: β₁ and β₂.
        weight_decay: the share, times lr, by which a weight shrinks. maximize: step uphill.
    Source: Chen et al. (2023), "Symbolic Discovery of Optimization Algorithms"; see ``lion_step``.
    Cost: one array of the parameters' size.
    Example:
        >>> import zerodl
        >>> w = zerodl.tensor([1.0], requires_grad=True)
        >>> (w * w).sum().backward()
        >>> Lion([w], lr=0.1).step()
        >>> w
        tensor([0.9000], requires_grad=True)
    """

    elementwise = True

    def __init__(self, params, lr=1e-4, betas=(0.9, 0.99), weight_decay=0, *, maximize=False, **hints):
        refuse_unknown("Lion", hints)
        defaults = {
            "lr": lr, "betas": betas, "weight_decay": weight_decay, "maximize": maximize,
            "decoupled_weight_decay": True,
        }  # fmt: skip
        super().__init__(params, defaults)

    def arrays(self, group):
        """m, by the name that PyTorch's optimisers give it."""
        return {"exp_avg": 0.0}

    def update(self, p, g, state, group):
        """Lion's step."""
        beta1, beta2 = group["betas"]
        lion_step(p, g, state["exp_avg"], group["lr"], beta1, beta2, group["weight_decay"])
