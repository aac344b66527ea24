"""Clipping: gradients that are too large are made smaller, so that one odd batch does not throw a network off."""

import math

from ..autograd.tensor import Tensor
from ..config import no_grad
from ..dtype import float32
from ..errors import ArgumentError, DTypeError, GradientError
from ..ops import norm, stack, zeros
from .module import Module


def get_total_norm(tensors, norm_type=2.0, error_if_nonfinite=False):
    """The length of all tensors together, as if their elements stood in one long vector.

        (Σ |x|^p)^(1/p)        the largest |x| if p is infinite

    Args: norm_type: p. error_if_nonfinite: raise GradientError if the result is NaN or infinite.
    Source: ``torch.nn.utils.get_total_norm``.
    Example:
        >>> import zerodl
        >>> get_total_norm([zerodl.tensor([3.0]), zerodl.tensor([[4.0]])])
        tensor(5.)
    """
    p = float(norm_type)
    if not p > 0:
        raise ArgumentError(f"get_total_norm: norm_type must be positive, or infinite, got {norm_type!r}")
    with no_grad():
        norms = [norm(_wide(tensor.detach()), p) for tensor in listed(tensors)]
        total = norm(stack(norms), p) if norms else zeros(())
    if error_if_nonfinite and not math.isfinite(total.item()):
        raise GradientError(
            f"the total norm of the gradients is {total.item()}, so they cannot be clipped; look for a division by "
            "0, or a learning rate that is too high"
        )
    return total


def clip_grad_norm_(parameters, max_norm, norm_type=2.0, error_if_nonfinite=False):
    """Shorten the gradients of all parameters together to the length ``max_norm``, if they are longer.

        grad · max_norm / (total + 10⁻⁶)        if that is shorter; the direction stays

    Args: parameters: some, or one. max_norm: the greatest length. norm_type, error_if_nonfinite: see
        ``get_total_norm``.
    Returns: the length before, as a tensor.
    Source: Pascanu, Mikolov and Bengio (2013), algorithm 1.
    Example:
        >>> import zerodl
        >>> w = zerodl.tensor([1.0, 1.0], requires_grad=True)
        >>> (3 * w[0] + 4 * w[1]).backward()
        >>> clip_grad_norm_(w, max_norm=1.0).item(), w.grad
        (5.0, tensor([0.6000, 0.8000]))
    """
    gradients = [parameter.grad for parameter in listed(parameters) if parameter.grad is not None]
    total = get_total_norm(gradients, norm_type, error_if_nonfinite)
    factor = (max_norm / (total + 1e-6)).clamp(max=1.0)
    with no_grad():
        for gradient in gradients:
            gradient.mul_(factor.to(gradient.device))
    return total


def clip_grads_with_norm_(parameters, max_norm, total_norm):
    """Shorten gradients whose length is known already; see ``clip_grad_norm_``."""
    with no_grad():
        factor = (max_norm / (total_norm + 1e-6)).clamp(max=1.0)
        for parameter in listed(parameters):
            if parameter.grad is not None:
                parameter.grad.mul_(factor.to(parameter.grad.device))


def clip_grad_value_(parameters, clip_value):
    """Bring each element of the gradients into [−clip_value, clip_value].

    Source: ``torch.nn.utils.clip_grad_value_``.
    Example:
        >>> import zerodl
        >>> w = zerodl.tensor([1.0, 1.0], requires_grad=True)
        >>> (3 * w[0] + 0.5 * w[1]).backward()
        >>> clip_grad_value_(w, 1.0); w.grad
        tensor([1.0000, 0.5000])
    """
    limit = float(clip_value)
    with no_grad():
        for parameter in listed(parameters):
            if parameter.grad is not None:
                parameter.grad.clamp_(-limit, limit)


def listed(tensors):
    """One tensor, or several from a list or a generator, as a list."""
    tensors = [tensors] if isinstance(tensors, (Tensor, Module)) else list(tensors)
    for tensor in tensors:
        if not isinstance(tensor, Tensor):
            raise DTypeError(f"clip: expected tensors, got {type(tensor).__name__}; pass model.parameters()")
    return tensors


def _wide(x):
    """16-bit floats as float32: the sum of their squares would soon be infinite."""
    return x.to(float32) if x.dtype.itemsize < 4 else x
