"""Gradient descent, plain and with momentum."""

from ..errors import ArgumentError
from ..kernels.compiled import descent, fastest, has_twin
from .hint import refuse_unknown
from .optimizer import Optimizer


def sgd_step(p, g, lr):
    """One step downhill, along the gradient.

        p = p − lr · g

    Shape: p, g of one shape; p is changed in place.
    Source: Cauchy (1847); Robbins and Monro (1951).
    Example:
        >>> import numpy as np
        >>> p = np.array([1.0, 2.0])
        >>> sgd_step(p, np.array([10.0, -10.0]), lr=0.1)
        >>> p
        array([0., 3.])
    """
    p -= lr * g


def momentum_step(p, g, v, lr, momentum, dampening=0.0, nesterov=False):
    """One step along a running sum of gradients, which remembers where the last steps led.

        v = momentum · v + (1 − dampening) · g        p = p − lr · v
                                                      p = p − lr · (g + momentum · v)    with ``nesterov``

    Shape: p, g, v of one shape; p and v are changed in place.
    Source: Polyak (1964); Nesterov (1983); Sutskever et al. (2013), eq. 1-4, in PyTorch's form, where lr multiplies v.
    Example:
        >>> import numpy as np
        >>> p, v = np.array([1.0]), np.array([4.0])
        >>> momentum_step(p, np.array([3.0]), v, lr=0.1, momentum=0.5)
        >>> v, p
        (array([5.]), array([0.5]))
    """
    v *= momentum
    v += (1 - dampening) * g
    p -= lr * (g + momentum * v if nesterov else v)


has_twin(sgd_step, descent.sgd_step)
has_twin(momentum_step, descent.momentum_step)


class SGD(Optimizer):
    """Step downhill, along the gradient or along a running sum of gradients.

        v = momentum · v + (1 − dampening) · g        p = p − lr · v

    At the first step v is the gradient itself.

    Args:
        params: parameters, or groups of them. lr: the learning rate.
        momentum: how much of the last step is kept; 0 is plain gradient descent.
        dampening: the share of a new gradient that is left out of v.
        weight_decay: λ of an L2 penalty, λ/2 · p², on the loss.
        nesterov: step along g + momentum · v, where the next step will lead.
        maximize: step uphill.
    Source: torch.optim.SGD; see ``sgd_step`` and ``momentum_step``.
    Cost: with momentum, one array of the parameters' size.
    Example:
        >>> import zerodl
        >>> w = zerodl.tensor([1.0], requires_grad=True)
        >>> (w * w).sum().backward()
        >>> SGD([w], lr=0.1).step()
        >>> w
        tensor([0.8000], requires_grad=True)
    """

    elementwise = True
    compiled = (sgd_step, momentum_step)

    def __init__(
        self, params, lr=1e-3, momentum=0, dampening=0, weight_decay=0, nesterov=False, *, maximize=False, **hints
    ):
        refuse_unknown("SGD", hints)
        defaults = {
            "lr": lr, "momentum": momentum, "dampening": dampening, "weight_decay": weight_decay, "nesterov": nesterov,
            "maximize": maximize,
        }  # fmt: skip
        super().__init__(params, defaults)

    def check(self, group):
        """Nesterov's step needs a momentum that is not dampened."""
        if group["nesterov"] and (group["momentum"] == 0 or group["dampening"] != 0):
            raise ArgumentError(
                f"SGD: nesterov needs momentum above 0 and no dampening, got momentum={group['momentum']!r}, "
                f"dampening={group['dampening']!r}"
            )

    def arrays(self, group):
        """The running sum, if there is momentum."""
        return {"momentum_buffer": 0.0} if group["momentum"] else {}

    def update(self, p, g, state, group):
        """A step with momentum, or without."""
        if group["momentum"]:
            dampening = group["dampening"] if state["step"] > 1 else 0
            v, momentum = state["momentum_buffer"], group["momentum"]
            fastest(momentum_step, p, g, v)(p, g, v, group["lr"], momentum, dampening, group["nesterov"])
        else:
            fastest(sgd_step, p, g)(p, g, group["lr"])
