"""RMSprop: AdaGrad with a memory that fades."""

import numpy as np

from .hint import refuse_unknown
from .optimizer import Optimizer


def rmsprop_step(p, g, v, lr, alpha, eps):
    """Divide the gradient by the root of a running mean of its square.

        v = α · v + (1 − α) · g²        p = p − lr · g / (√v + ε)

    Shape: p, g, v of one shape; p and v are changed in place.
    Source: Tieleman and Hinton (2012), lecture 6e.
    Example:
        >>> p, v = np.array([1.0]), np.array([2.0])
        >>> rmsprop_step(p, np.array([4.0]), v, lr=0.75, alpha=0.5, eps=0.0)
        >>> v, p
        (array([9.]), array([0.]))
    """
    v *= alpha
    v += (1 - alpha) * g * g
    p -= lr * g / (np.sqrt(v) + eps)


def rmsprop_full_step(p, g, v, mean, buffer, lr, alpha, eps, momentum):
    """RMSprop that divides by the standard deviation, or sums up its steps, or does both.

        mean = α · mean + (1 − α) · g        v − mean² takes the place of v
        buffer = momentum · buffer + g / (√v + ε)        p = p − lr · buffer

    Shape: all of one shape; all but g are changed in place. Args: mean, buffer: None to do without.
    Source: Graves (2013), eq. 38-45, for the mean; torch.optim.RMSprop.
    Example:
        >>> p, v, mean = np.array([1.0]), np.array([2.0]), np.array([-4.0])
        >>> rmsprop_full_step(p, np.array([4.0]), v, mean, None, lr=0.75, alpha=0.5, eps=0.0, momentum=0.0)
        >>> mean, p
        (array([0.]), array([0.]))
    """
    v *= alpha
    v += (1 - alpha) * g * g
    if mean is not None:
        mean *= alpha
        mean += (1 - alpha) * g
    step = g / (np.sqrt(v if mean is None else v - mean * mean) + eps)
    if buffer is not None:
        buffer *= momentum
        buffer += step
    p -= lr * (step if buffer is None else buffer)


class RMSprop(Optimizer):
    """Divide the gradient by the root of a running mean of its square.

        v = α · v + (1 − α) · g²        p = p − lr · g / (√v + ε)

    Args:
        params: parameters, or groups of them. lr: the learning rate. alpha: α. eps: ε.
        weight_decay: λ of an L2 penalty, λ/2 · p², on the loss.
        momentum: how much of the last step is kept. centered: divide by the standard deviation.
        maximize: step uphill.
    Source: Tieleman and Hinton (2012), lecture 6e; torch.optim.RMSprop; see ``rmsprop_step``.
    Cost: one to three arrays of the parameters' size.
    Example:
        >>> import zerodl
        >>> w = zerodl.tensor([1.0], requires_grad=True)
        >>> (w * w).sum().backward()
        >>> RMSprop([w], lr=0.1, alpha=0.75).step()
        >>> w
        tensor([0.8000], requires_grad=True)
    """

    elementwise = True

    def __init__(
        self, params, lr=1e-2, alpha=0.99, eps=1e-8, weight_decay=0, momentum=0, centered=False, *, maximize=False,
        **hints,
    ):  # fmt: skip
        refuse_unknown("RMSprop", hints)
        defaults = {
            "lr": lr, "alpha": alpha, "eps": eps, "weight_decay": weight_decay, "momentum": momentum,
            "centered": centered, "maximize": maximize,
        }  # fmt: skip
        super().__init__(params, defaults)

    def arrays(self, group):
        """v, and what momentum and centering need."""
        names = ["square_avg"] + ["grad_avg"] * bool(group["centered"]) + ["momentum_buffer"] * bool(group["momentum"])
        return dict.fromkeys(names, 0.0)

    def update(self, p, g, state, group):
        """The plain step, or the full one."""
        v, lr, alpha, eps = state["square_avg"], group["lr"], group["alpha"], group["eps"]
        mean, buffer = state.get("grad_avg"), state.get("momentum_buffer")
        if mean is None and buffer is None:
            rmsprop_step(p, g, v, lr, alpha, eps)
        else:
            rmsprop_full_step(p, g, v, mean, buffer, lr, alpha, eps, group["momentum"])
