"""Loading a state: the values of all parameters and buffers, by name."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from ..autograd.tensor import Tensor
from ..backend import is_floating
from ..device import device_of, to_device
from ..errors import ArgumentError, DTypeError


class StateError(ArgumentError, RuntimeError):
    """A state that does not fit a module; what it lacks, has too much of, or has in another shape is in the message."""


class LoadedKeys(NamedTuple):
    """Which names of the module the state lacked, and which names of the state the module lacks."""

    missing_keys: list
    unexpected_keys: list

    def __repr__(self):
        if not any(self):
            return "<All keys matched successfully>"
        return f"LoadedKeys(missing_keys={self.missing_keys}, unexpected_keys={self.unexpected_keys})"


def load(module_name, own, state, strict, assign):
    """Copy the values of ``state`` into the tensors of ``own``; nothing is copied unless everything fits.

    Args:
        module_name: for the error.
        own: {name: tensor} of the module. state: {name: tensor or array}; PyTorch's tensors will do.
        strict: refuse a state that lacks a name, or has one too many. A wrong shape is refused in any case.
        assign: put the state's memory in the place of the module's, in the state's dtype, instead of copying.
    """
    if not isinstance(state, Mapping):
        came = f"{type(state).__name__}{'; use its state_dict()' if hasattr(state, 'state_dict') else ''}"
        raise DTypeError(f"load_state_dict: expected a dictionary from names to tensors, got {came}")
    missing = [name for name in own if name not in state]
    unexpected = [name for name in state if name not in own]
    values = {name: _tensor(name, state[name]) for name in own if name in state}
    misshapen = [
        f"{name} is {values[name].shape} in the state, {own[name].shape} in the module"
        for name in values
        if values[name].shape != own[name].shape
    ]
    if assign:
        _refuse_integers(own, values)
    complaints = [f"misshapen: {', '.join(misshapen)}"] if misshapen else []
    if strict:
        complaints += [f"missing: {', '.join(missing)}"] if missing else []
        complaints += [f"unexpected: {', '.join(unexpected)}"] if unexpected else []
    if complaints:
        raise StateError(
            f"load_state_dict: the state does not fit {module_name}; nothing was loaded\n  " + "\n  ".join(complaints)
        )
    for name, value in values.items():
        _put(own[name], value, assign)
    return LoadedKeys(missing, unexpected)


def _tensor(name, value):
    """A value of a state as one of our tensors, which shares its memory where it can."""
    if isinstance(value, Tensor):
        return value.detach()
    if hasattr(value, "detach"):  # a tensor of PyTorch, which hands NumPy its memory only off its tape and off a GPU
        value = value.detach().cpu()
        value = value.float() if str(value.dtype) == "torch.bfloat16" else value  # which NumPy does not know
    array = value if hasattr(value, "__array_ufunc__") else np.asarray(value)
    if array.dtype.kind not in "biu" and not is_floating(array.dtype):
        raise DTypeError(f"load_state_dict: expected a tensor or an array of numbers for {name}, got {value!r}")
    return Tensor(array)


def _refuse_integers(own, values):
    for name, value in values.items():
        if is_floating(own[name].dtype) and not is_floating(value.dtype):
            raise DTypeError(
                f"load_state_dict: {name} would become {value.dtype}, and only floats are learned; load without assign"
            )


def _put(tensor, value, assign):
    """Give a module's tensor the numbers of another."""
    if assign:
        tensor.array, tensor.storage = value.array, value.storage
    else:
        tensor.array[...] = to_device(value.array, device_of(tensor.array))
        tensor.storage.version += 1
