"""NAdam: Adam with Nesterov's look ahead."""

import math

import numpy as np

from .hint import refuse_unknown
from .optimizer import Optimizer


def nadam_step(p, g, m, v, t, lr, mu, mu_next, mu_product, beta1, beta2, eps):
    """Adam's step, in which the gradient counts now, and the running mean as it will count next.

        m = β₁ · m + (1 − β₁) · g               v = β₂ · v + (1 − β₂) · g²
        ahead = (1 − μₜ) / (1 − Πμ) · g + μₜ₊₁ / (1 − Πμ · μₜ₊₁) · m
        p = p − lr · ahead / (√v̂ + ε)          v̂ = v / (1 − β₂ᵗ)

    Shape: p, g, m, v of one shape; p, m and v are changed in place.
    Args: t: the number of the step, from 1. mu, mu_next: the momentum now and next. mu_product: Πμ = μ₁ · … · μₜ.
    Source: Dozat (2016), algorithm 2, in PyTorch's form.
    Example:
        >>> p, m, v = np.array([1.0]), np.zeros(1), np.zeros(1)
        >>> nadam_step(p, np.array([4.0]), m, v, 1, 0.5, 0.5, 0.5, 0.5, beta1=0.5, beta2=0.75, eps=0.0)
        >>> m, p.round(6)  # ahead is 4 + 2/3 · 2, and √v̂ is 4
        (array([2.]), array([0.333333]))
    """
    m *= beta1
    m += (1 - beta1) * g
    v *= beta2
    v += (1 - beta2) * g * g
    ahead = (1 - mu) / (1 - mu_product) * g + mu_next / (1 - mu_product * mu_next) * m
    p -= lr * ahead / (np.sqrt(v) * (1 / math.sqrt(1 - beta2**t)) + eps)


class NAdam(Optimizer):
    """Adam with Nesterov's momentum, which warms up.

        μₜ = β₁ · (1 − ½ · 0.96^(t · momentum_decay)); see ``nadam_step``

    Args:
        params: parameters, or groups of them. lr: the learning rate. betas: β₁ and β₂. eps: ε.
        weight_decay: λ of an L2 penalty, λ/2 · p², on the loss; with ``decoupled_weight_decay`` it is AdamW's.
        momentum_decay: how fast μ grows to β₁. maximize: step uphill.
    Source: Dozat (2016), algorithm 2; torch.optim.NAdam; see ``nadam_step``.
    Cost: two arrays of the parameters' size.
    Example:
        >>> import zerodl
        >>> w = zerodl.tensor([1.0], requires_grad=True)
        >>> (w * w).sum().backward()
        >>> NAdam([w], lr=0.1).step()
        >>> w
        tensor([0.8944], requires_grad=True)
    """

    elementwise = True

    def __init__(
        self, params, lr=2e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0, momentum_decay=4e-3,
        decoupled_weight_decay=False, *, maximize=False, **hints,
    ):  # fmt: skip
        refuse_unknown("NAdam", hints)
        defaults = {
            "lr": lr, "betas": betas, "eps": eps, "weight_decay": weight_decay, "momentum_decay": momentum_decay,
            "decoupled_weight_decay": decoupled_weight_decay, "maximize": maximize,
        }  # fmt: skip
        super().__init__(params, defaults)

    def arrays(self, group):
        """m and v, by PyTorch's names."""
        return {"exp_avg": 0.0, "exp_avg_sq": 0.0}

    def numbers(self, group):
        """Πμ."""
        return {"mu_product": 1.0}

    def advance(self, numbers, group):
        """Πμ takes in the μ of the new step."""
        super().advance(numbers, group)
        numbers["mu_product"] *= _mu(numbers["step"], group)

    def update(self, p, g, state, group):
        """NAdam's step."""
        t, (beta1, beta2) = state["step"], group["betas"]
        if group["decoupled_weight_decay"]:
            p *= 1 - group["lr"] * group["weight_decay"]
        nadam_step(
            p, g, state["exp_avg"], state["exp_avg_sq"], t, group["lr"], _mu(t, group), _mu(t + 1, group),
            state["mu_product"], beta1, beta2, group["eps"],
        )  # fmt: skip


def _mu(t, group):
    """The momentum of step t."""
    return group["betas"][0] * (1 - 0.5 * 0.96 ** (t * group["momentum_decay"]))
