"""Tensors from data: numbers, lists, arrays, other tensors."""

import numpy as np

from ..autograd import interchange
from ..autograd.tensor import Tensor
from ..backend import array_module
from ..device import to_device
from ..dtype import as_dtype
from ..errors import DTypeError
from .creation_input import array_of, leaf, refuse_other_than_numbers


def tensor(data, *, dtype=None, device=None, requires_grad=False):
    """A tensor with a copy of ``data``.

    Python's floats become the default dtype (float32), integers int64, booleans bool. Arrays, tensors and NumPy's
    numbers keep their dtype; a list gets the dtype that holds all its elements.

    Args:
        data: a number, nested lists, an array or a tensor.
        dtype: another dtype than the data suggest.
        device: where the tensor lives; None leaves a tensor's data where they are.
        requires_grad: whether backward passes give it a gradient.
    Raises: DTypeError for ragged lists, for text and other things that are no numbers, and for numbers that do not fit
        into ``dtype``; GradientError for a list of tensors whose gradients would be lost.
    Source: torch.tensor
    Example:
        >>> tensor([[1, 2], [3, 4]])
        tensor([[1, 2],
                [3, 4]])
        >>> tensor([1, 2.5], requires_grad=True)
        tensor([1.0000, 2.5000], requires_grad=True)
    """
    return leaf(_placed(array_of("tensor", data, dtype, copy=True), device), requires_grad)


def as_tensor(data, *, dtype=None, device=None):
    """``data`` as a tensor, without a copy where none is needed: a tensor is itself, an array shares its memory.

    Args: as for ``tensor``.
    Source: torch.as_tensor
    Example:
        >>> array = np.zeros(2)
        >>> as_tensor(array)[0] = 1
        >>> array
        array([1., 0.])
    """
    if isinstance(data, Tensor):
        return data.to(dtype=None if dtype is None else as_dtype("as_tensor", dtype), device=device)
    return leaf(_placed(array_of("as_tensor", data, dtype, copy=False), device))


def from_numpy(array):
    """A tensor that shares the memory of a NumPy array: a change of one is seen in the other.

    Raises: DTypeError for something else, or for a dtype that zerodl does not have.
    Source: torch.from_numpy
    Example:
        >>> array = np.zeros(2)
        >>> from_numpy(array).add_(1)
        tensor([1., 1.], dtype=float64)
        >>> array
        array([1., 1.])
    """
    if not isinstance(array, np.ndarray):
        raise DTypeError(f"from_numpy: expected a NumPy array, got {type(array).__name__}; use zerodl.tensor(data)")
    refuse_other_than_numbers("from_numpy", array)
    return leaf(array)


def from_dlpack(external):
    """A tensor that shares the memory of another library's array or tensor, by the DLPack protocol.

    Args: external: anything with ``__dlpack__``: an array of NumPy, CuPy or JAX, a tensor of PyTorch.
    Raises: DTypeError for something else, or for a dtype that zerodl or the protocol does not have.
    Source: torch.from_dlpack
    Example:
        >>> array = np.zeros(2)
        >>> from_dlpack(array)[0] = 1
        >>> array
        array([1., 0.])
    """
    array = interchange.from_dlpack(external)
    refuse_other_than_numbers("from_dlpack", array)
    return leaf(array)


def is_tensor(x):
    """Whether x is a tensor.

    Source: torch.is_tensor
    Example:
        >>> is_tensor(tensor(1.0)), is_tensor(np.ones(1))
        (True, False)
    """
    return isinstance(x, Tensor)


def _placed(array, device):
    """The array on the device asked for; one that is on a GPU already stays there unless somebody asks."""
    return array if device is None and array_module(array) is not np else to_device(array, device)
