"""Moving between devices."""

import numpy as np

from ..autograd.op import Saved, op
from ..autograd.shapes import same
from ..device import device_of, to_device


@op(shape=same, any_dtype=True, method=False)
def move(x, /, device):
    """x on another device, in memory of its own; what ``Tensor.to`` calls.

    Args: device: a zerodl.device or its name.
    Cost: one copy, over the bus if it is to or from a GPU.
    Source: torch.Tensor.to
    Example:
        >>> import zerodl
        >>> zerodl.tensor([1.0, 2.0]).to("cpu")
        tensor([1., 2.])
    """
    moved = to_device(x, device)
    return Saved(np.copy(moved) if moved is x else moved, device_of(x))


@move.grad
def move_grad(g, saved):
    """Gradient of move: g, brought back."""
    return move(g, device=saved)
