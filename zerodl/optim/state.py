"""What an optimiser remembers, as it is saved and loaded."""

import copy
from collections import defaultdict
from collections.abc import Mapping

import numpy as np

from ..autograd.tensor import Tensor
from ..backend import zeros_of
from ..device import device_of, to_device
from ..dtype import float32
from ..errors import ArgumentError, DTypeError


def wide(dtype):
    """The dtype that a parameter's state has: its own, and float32 for the floats of 16 bits.

    β₂ · v + (1 − β₂) · g² with β₂ = 0.999 changes v in its third or fourth digit; 16 bits have two or three.

    Example:
        >>> wide(np.dtype(np.float16)), wide(np.dtype(np.float64))
        (dtype('float32'), dtype('float64'))
    """
    return float32 if dtype.itemsize < 4 else dtype


def begin(optimizer, settings, names, params):
    """Give parameters that have none their state before the first step.

    Arrays of one name lie end to end in one array, of which each parameter has a view in its own layout: the system
    gives large arrays large pages of memory, and a step through them has fewer addresses to translate.

    Args: names: {name of an array: value at the start}.
    """
    alike = {}
    for p in params:
        optimizer.state[p].update(start(optimizer, settings))
        alike.setdefault((p.dtype, type(p.array)), []).append(p)
    for some in alike.values():
        ends = np.cumsum([p.array.size for p in some]).tolist()
        for name, value in names.items():
            flat = zeros_of(ends[-1], wide(some[0].dtype), some[0].array)
            flat[...] = value
            for p, end in zip(some, ends):
                turned = by_columns(p.array)
                part = flat[end - p.array.size : end].reshape(p.shape[::-1] if turned else p.shape)
                optimizer.state[p][name] = Tensor(np.transpose(part) if turned else part)


def by_columns(array):
    """Whether an array lies in memory column by column, without gaps."""
    return array.flags.f_contiguous and not array.flags.c_contiguous


def start(optimizer, group):
    """The numbers of a parameter before its first step."""
    return {"step": 0, **optimizer.numbers(group)}


def fit(optimizer, state, names, p):
    """Give a state the arrays that it lacks, and bring the others to where the parameter is, in its dtype.

    Arrays may be missing after a setting has changed; a parameter moves with ``model.to``.

    Args: names: {name of an array: value at the start}.
    Raises: ArgumentError if the parameter has another shape than when its state was made.
    """
    for name, value in names.items():
        own = state.get(name)
        if own is None:
            state[name] = Tensor(np.full_like(p.array, value, dtype=wide(p.dtype)))
        elif own.shape != p.shape:
            raise ArgumentError(
                f"{type(optimizer).__name__}: a parameter of shape {own.shape} has become one of {p.shape}; make a new "
                "optimiser"
            )
        elif own.dtype != wide(p.dtype) or type(own.array) is not type(p.array):
            state[name] = own.to(dtype=wide(p.dtype), device=p.device)


def saved_state(optimizer):
    """See ``Optimizer.state_dict``."""
    groups, numbers = [], {}
    for group in optimizer.param_groups:
        for p in group["params"]:
            numbers[id(p)] = len(numbers)
        settings = {name: copy.deepcopy(value) for name, value in group.items() if name != "params"}
        groups.append({**settings, "params": [numbers[id(p)] for p in group["params"]]})
    state = {
        numbers[id(p)]: {name: v.detach().clone() if isinstance(v, Tensor) else v for name, v in kept.items()}
        for p, kept in optimizer.state.items()
        if kept and id(p) in numbers
    }
    return {"state": dict(sorted(state.items())), "param_groups": groups}


def loaded_groups(optimizer, saved):
    """The groups of an optimiser with the settings of a saved state, and {number in the saved state: parameter}."""
    name = type(optimizer).__name__
    if not isinstance(saved, Mapping) or not {"state", "param_groups"} <= saved.keys():
        came = f"one of {', '.join(map(str, saved))}" if isinstance(saved, Mapping) else type(saved).__name__
        raise DTypeError(
            f'{name}.load_state_dict: expected a dictionary with "state" and "param_groups", as state_dict() gives '
            f"it, got {came}"
        )
    own = [len(group["params"]) for group in optimizer.param_groups]
    came = [len(group["params"]) for group in saved["param_groups"]]
    if own != came:
        raise ArgumentError(
            f"{name}.load_state_dict: the state was taken with groups of {came} parameters, here they have {own}; "
            "build the optimiser as it was built then"
        )
    groups, numbered = [], {}
    for group, other in zip(optimizer.param_groups, saved["param_groups"]):
        settings = {key: _like(group.get(key), value) for key, value in other.items() if key != "params"}
        groups.append({**group, **settings})
        numbered.update(zip(other["params"], group["params"]))
    return groups, numbered


def _like(own, value):
    """A saved setting; JSON makes lists of tuples."""
    return tuple(value) if isinstance(value, list) and isinstance(own, tuple) else copy.deepcopy(value)


def loaded_state(optimizer, saved, groups, numbered):
    """The state of every parameter, copied from a saved one; a parameter that has none there begins anew."""
    state = defaultdict(dict)
    group_of = {id(p): group for group in groups for p in group["params"]}
    for number, kept in saved["state"].items():
        if number not in numbered:
            raise ArgumentError(
                f"{type(optimizer).__name__}.load_state_dict: there is a state for parameter {number!r}, which is in "
                "none of the saved groups"
            )
        p = numbered[number]
        fresh = start(optimizer, group_of[id(p)])
        if kept and "step" not in kept:  # PyTorch's SGD keeps a momentum and does not count
            fresh["step"] = 1
        for name, value in kept.items():
            what = f"{type(optimizer).__name__}.load_state_dict: {name} of parameter {number}"
            fresh[name] = _loaded(what, value, fresh.get(name), p)
        state[p] = {name: value for name, value in fresh.items() if value is not None}
    return state


def _loaded(what, value, own, p):
    """A saved value as this optimiser keeps it: a number, or a tensor like the parameter."""
    if value is None:  # PyTorch's SGD without momentum has kept some
        return own
    if hasattr(value, "detach") and not isinstance(value, Tensor):  # a tensor of PyTorch
        value = value.detach().cpu().float() if "bfloat16" in str(value.dtype) else value.detach().cpu()
    array = value.array if isinstance(value, Tensor) else value
    array = array if hasattr(array, "__array_ufunc__") else np.asarray(array)
    if array.dtype.kind not in "biuf" and array.dtype.name != "bfloat16":
        raise DTypeError(f"{what}: expected a number or an array of them, got {type(value).__name__}")
    if isinstance(own, (int, float)) or (own is None and array.shape == () != p.shape):
        return type(0.0 if own is None else own)(array.item() if array.shape == () else _refuse(what, array.shape, ()))
    if array.shape != p.shape:
        _refuse(what, array.shape, p.shape)
    copy = np.empty_like(p.array, dtype=wide(p.dtype))
    copy[...] = to_device(array, device_of(p.array))
    return Tensor(copy)


def _refuse(what, came, expected):
    raise ArgumentError(f"{what} has shape {came}, expected {expected}; was the state taken with this model?")
