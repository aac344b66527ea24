"""Gradients as a function, without touching anybody's ``grad``."""

from ..errors import DTypeError, GradientError
from .tensor import Tensor


def grad(outputs, inputs, grad_outputs=None, retain_graph=None, create_graph=False, allow_unused=False):
    """d(outputs)/d(inputs), returned rather than added to ``grad``.

    Args:
        outputs: one tensor. inputs: a tensor or a sequence of tensors, leaves or not.
        grad_outputs: d(loss)/d(outputs), in its shape; may be left out if outputs has one element.
        create_graph: record the pass, so that the gradients can be differentiated again.
        allow_unused: give None for an input that outputs does not depend on, instead of raising.
    Returns: a tuple of tensors, one for each input.
    Raises: GradientError for an input that was not used or does not require a gradient.
    Example:
        >>> import zerodl
        >>> x = zerodl.tensor(3.0, requires_grad=True)
        >>> (slope,) = grad(x * x * x, x, create_graph=True)
        >>> (bend,) = grad(slope, x)
        >>> slope.item(), bend.item()
        (27.0, 18.0)
    """
    if not isinstance(outputs, Tensor):
        raise DTypeError(f"grad: outputs must be one tensor, got {type(outputs).__name__}; add several up first")
    inputs = [inputs] if isinstance(inputs, Tensor) else list(inputs)
    for i, x in enumerate(inputs):
        if not x.requires_grad:
            raise GradientError(f"grad: input {i} does not require a gradient; create it with requires_grad=True")
    targets = {(x.node or x, x.slot) for x in inputs}
    found = outputs._differentiate(grad_outputs, retain_graph, create_graph, targets)
    gradients = [found.get((x.node or x, x.slot)) for x in inputs]
    for i, gradient in enumerate(gradients):
        if gradient is None and not allow_unused:
            raise GradientError(f"grad: outputs does not depend on input {i}; allow_unused=True gives None for it")
    return tuple(None if g is None else g if isinstance(g, Tensor) else Tensor(g) for g in gradients)
