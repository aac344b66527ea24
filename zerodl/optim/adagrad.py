"""AdaGrad: weights that have moved much move less."""

import numpy as np

from .hint import refuse_unknown
from .optimizer import Optimizer


def adagrad_step(p, g, s, lr, eps):
    """Divide the gradient by the root of the sum of all squares so far.

        s = s + g²        p = p − lr · g / (√s + ε)

    Shape: p, g, s of one shape; p and s are changed in place.
    Source: Duchi, Hazan and Singer (2011), in the diagonal form.
    Example:
        >>> p, s = np.array([1.0]), np.array([9.0])
        >>> adagrad_step(p, np.array([4.0]), s, lr=0.5, eps=0.0)
        >>> s, p
        (array([25.]), array([0.6]))
    """
    s += g * g
    p -= lr * g / (np.sqrt(s) + eps)


class Adagrad(Optimizer):
    """Divide the gradient by the root of the sum of all its squares so far: good for rare features.

        s = s + g²        p = p − lr(t) · g / (√s + ε)        lr(t) = lr / (1 + (t − 1) · lr_decay)

    Args:
        params: parameters, or groups of them. lr: the learning rate. lr_decay: see above. weight_decay: λ of an L2
            penalty, λ/2 · p², on the loss.
        initial_accumulator_value: s at the start. eps: ε. maximize: step uphill.
    Source: Duchi, Hazan and Singer (2011); torch.optim.Adagrad; see ``adagrad_step``.
    Cost: one array of the parameters' size.
    Example:
        >>> import zerodl
        >>> w = zerodl.tensor([1.0], requires_grad=True)
        >>> (w * w).sum().backward()
        >>> Adagrad([w], lr=0.1).step()
        >>> w
        tensor([0.9000], requires_grad=True)
    """

    elementwise = True

    def __init__(
        self, params, lr=1e-2, lr_decay=0, weight_decay=0, initial_accumulator_value=0, eps=1e-10, *, maximize=False,
        **hints,
    ):  # fmt: skip
        refuse_unknown("Adagrad", hints)
        defaults = {
            "lr": lr, "lr_decay": lr_decay, "weight_decay": weight_decay, "eps": eps, "maximize": maximize,
            "initial_accumulator_value": initial_accumulator_value,
        }  # fmt: skip
        super().__init__(params, defaults)

    def arrays(self, group):
        """The sum of squares."""
        return {"sum": group["initial_accumulator_value"]}

    def update(self, p, g, state, group):
        """AdaGrad's step, with the rate of this time."""
        lr = group["lr"] / (1 + (state["step"] - 1) * group["lr_decay"])
        adagrad_step(p, g, state["sum"], lr, group["eps"])
