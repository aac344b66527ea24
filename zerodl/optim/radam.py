"""RAdam: Adam that waits with its division until it can trust it."""

import math

import numpy as np

from .hint import refuse_unknown
from .optimizer import Optimizer


def radam_step(p, g, m, v, t, lr, beta1, beta2, eps):
    """Momentum in the first steps; then Adam's step, shortened by how uncertain v still is.

        ρₜ = ρ − 2 t · β₂ᵗ / (1 − β₂ᵗ)          ρ = 2 / (1 − β₂) − 1
        r = √((ρₜ − 4)(ρₜ − 2) ρ / ((ρ − 4)(ρ − 2) ρₜ))
        p = p − lr · r · m̂ · √(1 − β₂ᵗ) / (√v + ε)        if ρₜ > 5
        p = p − lr · m̂                                    else

    Shape: p, g, m, v of one shape; p, m and v are changed in place. Args: t: the number of the step, from 1.
    Source: Liu et al. (2020), algorithm 2, in PyTorch's form.
    Example:
        >>> p, m, v = np.array([1.0]), np.zeros(1), np.zeros(1)
        >>> radam_step(p, np.array([4.0]), m, v, 1, lr=0.25, beta1=0.5, beta2=0.75, eps=0.0)
        >>> p  # a step of plain gradient descent
        array([0.])
    """
    m *= beta1
    m += (1 - beta1) * g
    v *= beta2
    v += (1 - beta2) * g * g
    rate, most = lr / (1 - beta1**t), 2 / (1 - beta2) - 1
    rho = most - 2 * t * beta2**t / (1 - beta2**t)
    if rho > 5:
        r = math.sqrt((rho - 4) * (rho - 2) * most / ((most - 4) * (most - 2) * rho))
        p -= rate * r * math.sqrt(1 - beta2**t) * m / (np.sqrt(v) + eps)
    else:
        p -= rate * m


class RAdam(Optimizer):
    """Adam without the wild first steps: until v rests on enough gradients, it is momentum alone.

    Args:
        params: parameters, or groups of them. lr: the learning rate. betas: β₁ and β₂. eps: ε.
        weight_decay: λ of an L2 penalty, λ/2 · p², on the loss; with ``decoupled_weight_decay`` it is AdamW's.
        maximize: step uphill.
    Source: Liu et al. (2020), algorithm 2; torch.optim.RAdam; see ``radam_step``.
    Cost: two arrays of the parameters' size.
    Example:
        >>> import zerodl
        >>> w = zerodl.tensor([1.0], requires_grad=True)
        >>> (w * w).sum().backward()
        >>> RAdam([w], lr=0.1).step()
        >>> w
        tensor([0.8000], requires_grad=True)
    """

    elementwise = True

    def __init__(
        self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0, decoupled_weight_decay=False, *,
        maximize=False, **hints,
    ):  # fmt: skip
        refuse_unknown("RAdam", hints)
        defaults = {
            "lr": lr, "betas": betas, "eps": eps, "weight_decay": weight_decay,
            "decoupled_weight_decay": decoupled_weight_decay, "maximize": maximize,
        }  # fmt: skip
        super().__init__(params, defaults)

    def arrays(self, group):
        """m and v, by PyTorch's names."""
        return {"exp_avg": 0.0, "exp_avg_sq": 0.0}

    def update(self, p, g, state, group):
        """RAdam's step."""
        if group["decoupled_weight_decay"]:
            p *= 1 - group["lr"] * group["weight_decay"]
        m, v, (beta1, beta2) = state["exp_avg"], state["exp_avg_sq"], group["betas"]
        radam_step(p, g, m, v, state["step"], group["lr"], beta1, beta2, group["eps"])
