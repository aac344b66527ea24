"""Methods of Tensor that make another one: ``x.new_zeros(2, 3)``, of its dtype and device; draws by its chances."""

from .creation import tensor as tensor_of
from .creation_fill import empty, full, ones, zeros
from .creation_input import like
from .creation_random import bernoulli, multinomial


def new_tensor(tensor, data, *, dtype=None, device=None, requires_grad=False):
    """A tensor of ``data``, in this tensor's dtype and on its device unless others are asked for.

    Source: torch.Tensor.new_tensor
    Example:
        >>> new_tensor(zeros(2), [1, 2])
        tensor([1., 2.])
    """
    _, dtype, device = like("new_tensor", tensor, dtype, device)
    return tensor_of(data, dtype=dtype, device=device, requires_grad=requires_grad)


def new_zeros(tensor, *lengths, size=None, dtype=None, device=None, requires_grad=False):
    """Zeros in another shape, see ``new_tensor``.

    Source: torch.Tensor.new_zeros
    """
    _, dtype, device = like("new_zeros", tensor, dtype, device)
    return zeros(*lengths, size=size, dtype=dtype, device=device, requires_grad=requires_grad)


def new_ones(tensor, *lengths, size=None, dtype=None, device=None, requires_grad=False):
    """Ones in another shape, see ``new_tensor``.

    Source: torch.Tensor.new_ones
    """
    _, dtype, device = like("new_ones", tensor, dtype, device)
    return ones(*lengths, size=size, dtype=dtype, device=device, requires_grad=requires_grad)


def new_full(tensor, size, fill_value, *, dtype=None, device=None, requires_grad=False):
    """One number in another shape, see ``new_tensor``.

    Source: torch.Tensor.new_full
    """
    _, dtype, device = like("new_full", tensor, dtype, device)
    return full(size, fill_value, dtype=dtype, device=device, requires_grad=requires_grad)


def new_empty(tensor, *lengths, size=None, dtype=None, device=None, requires_grad=False):
    """Whatever the memory holds in another shape, see ``new_tensor``.

    Source: torch.Tensor.new_empty
    """
    _, dtype, device = like("new_empty", tensor, dtype, device)
    return empty(*lengths, size=size, dtype=dtype, device=device, requires_grad=requires_grad)


METHODS = (new_tensor, new_zeros, new_ones, new_full, new_empty, bernoulli, multinomial)
