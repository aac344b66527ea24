"""Adam: a step of its own size for every weight."""

import math

import numpy as np

from ..kernels.compiled import adam, fastest, has_twin
from .hint import refuse_unknown
from .optimizer import Optimizer


def adam_step(p, g, m, v, t, lr, beta1, beta2, eps):
    """Divide a running mean of the gradient by the root of a running mean of its square.

        m = β₁ · m + (1 − β₁) · g               v = β₂ · v + (1 − β₂) · g²
        p = p − lr · m̂ / (√v̂ + ε)              m̂ = m / (1 − β₁ᵗ),  v̂ = v / (1 − β₂ᵗ)

    Shape: p, g, m, v of one shape; p, m and v are changed in place. Args: t: the number of the step, from 1.
    Source: Kingma and Ba (2015), algorithm 1.
    Example:
        >>> p, m, v = np.array([1.0]), np.array([2.0]), np.array([23.0])
        >>> adam_step(p, np.array([1.0]), m, v, t=2, lr=0.5, beta1=0.5, beta2=0.5, eps=0.0)
        >>> p, m, v
        (array([0.75]), array([1.5]), array([12.]))
    """
    m *= beta1
    m += (1 - beta1) * g
    v *= beta2
    v += (1 - beta2) * g * g
    root = np.sqrt(v)
    root *= 1 / math.sqrt(1 - beta2**t)
    root += eps
    p -= lr / (1 - beta1**t) * m / root


def amsgrad_step(p, g, m, v, largest, t, lr, beta1, beta2, eps):
    """Adam's step, divided by the root of the largest v so far, so that a rare large gradient is not forgotten.

        largest = max(largest, v)               p = p − lr · m̂ / (√(largest / (1 − β₂ᵗ)) + ε)

    Shape: p, g, m, v, largest of one shape; all but g are changed in place.
    Source: Reddi, Kale and Kumar (2018), algorithm 2, in PyTorch's form, with Adam's corrections of m and v.
    Example:
        >>> p, m, v, largest = np.array([1.0]), np.zeros(1), np.zeros(1), np.array([0.1])
        >>> amsgrad_step(p, np.array([50.0]), m, v, largest, t=1, lr=0.1, beta1=0.9, beta2=0.999, eps=0.0)
        >>> largest
        array([2.5])
    """
    m *= beta1
    m += (1 - beta1) * g
    v *= beta2
    v += (1 - beta2) * g * g
    np.maximum(largest, v, out=largest)
    root = np.sqrt(largest)
    root *= 1 / math.sqrt(1 - beta2**t)
    root += eps
    p -= lr / (1 - beta1**t) * m / root


def adamw_step(p, g, m, v, t, lr, beta1, beta2, eps, weight_decay):
    """Shrink the parameter a little, then take Adam's step: the decay does not pass through Adam's division.

        p = p − lr · weight_decay · p           then as ``adam_step``

    Shape: p, g, m, v of one shape; p, m and v are changed in place. Args: t: the number of the step, from 1.
    Source: Loshchilov and Hutter (2019), algorithm 2, in PyTorch's form, where lr multiplies the decay.
    Example:
        >>> p, m, v = np.array([1.0]), np.zeros(1), np.zeros(1)
        >>> adamw_step(p, np.array([50.0]), m, v, 1, lr=0.1, beta1=0.9, beta2=0.999, eps=0.0, weight_decay=0.5)
        >>> p.round(6)
        array([0.85])
    """
    p *= 1 - lr * weight_decay
    adam_step(p, g, m, v, t, lr, beta1, beta2, eps)


has_twin(adam_step, adam.adam_step)
has_twin(adamw_step, adam.adamw_step, covers=[adam_step])
has_twin(amsgrad_step, adam.amsgrad_step)


class Adam(Optimizer):
    """Divide a running mean of the gradient by the root of a running mean of its square.

        m = β₁ · m + (1 − β₁) · g               v = β₂ · v + (1 − β₂) · g²
        p = p − lr · m̂ / (√v̂ + ε)              m̂ = m / (1 − β₁ᵗ),  v̂ = v / (1 − β₂ᵗ)

    Args:
        params: parameters, or groups of them. lr: the learning rate. betas: β₁ and β₂. eps: ε.
        weight_decay: λ of an L2 penalty, λ/2 · p², on the loss; with ``decoupled_weight_decay`` it is AdamW's.
        amsgrad: divide by the root of the largest v so far. maximize: step uphill.
    Source: Kingma and Ba (2015), algorithm 1; torch.optim.Adam; see ``adam_step``.
    Cost: two arrays of the parameters' size, three with ``amsgrad``.
    Example:
        >>> import zerodl
        >>> w = zerodl.tensor([1.0], requires_grad=True)
        >>> (w * w).sum().backward()
        >>> Adam([w], lr=0.1).step()
        >>> w
        tensor([0.9000], requires_grad=True)
    """

    elementwise = True
    compiled = (adam_step, adamw_step, amsgrad_step)

    def __init__(
        self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0, amsgrad=False, *, maximize=False,
        decoupled_weight_decay=False, **hints,
    ):  # fmt: skip
        refuse_unknown(type(self).__name__, hints)
        defaults = {
            "lr": lr, "betas": betas, "eps": eps, "weight_decay": weight_decay, "amsgrad": amsgrad,
            "maximize": maximize, "decoupled_weight_decay": decoupled_weight_decay,
        }  # fmt: skip
        super().__init__(params, defaults)

    def arrays(self, group):
        """m and v by PyTorch's names, and the largest v for AMSGrad."""
        means = {"exp_avg": 0.0, "exp_avg_sq": 0.0}
        return {**means, "max_exp_avg_sq": 0.0} if group["amsgrad"] else means

    def update(self, p, g, state, group):
        """Adam's step, AdamW's or AMSGrad's."""
        m, v, t = state["exp_avg"], state["exp_avg_sq"], state["step"]
        beta1, beta2 = group["betas"]
        lr, eps = group["lr"], group["eps"]
        decay = group["weight_decay"] if group["decoupled_weight_decay"] else 0
        if group["amsgrad"]:
            p *= 1 - lr * decay
            largest = state["max_exp_avg_sq"]
            fastest(amsgrad_step, p, g, m, v, largest)(p, g, m, v, largest, t, lr, beta1, beta2, eps)
        elif decay:
            fastest(adamw_step, p, g, m, v)(p, g, m, v, t, lr, beta1, beta2, eps, decay)
        else:
            fastest(adam_step, p, g, m, v)(p, g, m, v, t, lr, beta1, beta2, eps)


class AdamW(Adam):
    """Adam with weight decay beside its rule: every weight shrinks by the same share, whatever its gradients were.

        p = p − lr · weight_decay · p           then as Adam

    Args: as Adam's; weight_decay: λ.
    Source: Loshchilov and Hutter (2019), algorithm 2; torch.optim.AdamW; see ``adamw_step``.
    Cost: two arrays of the parameters' size, three with ``amsgrad``.
    Example:
        >>> import zerodl
        >>> w = zerodl.tensor([1.0], requires_grad=True)
        >>> (w * w).sum().backward()
        >>> AdamW([w], lr=0.1, weight_decay=0.5).step()
        >>> w
        tensor([0.8500], requires_grad=True)
    """

    def __init__(
        self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=1e-2, amsgrad=False, *, maximize=False,
        **hints,
    ):  # fmt: skip
        super().__init__(
            params, lr, betas, eps, weight_decay, amsgrad, maximize=maximize, decoupled_weight_decay=True, **hints
        )

    def load_state_dict(self, state_dict):
        """See ``Optimizer.load_state_dict``; the state of an Adam will do."""
        super().load_state_dict(state_dict)
        for group in self.param_groups:
            group["decoupled_weight_decay"] = True
