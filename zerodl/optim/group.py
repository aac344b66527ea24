"""Groups: parameters that share their settings."""

from collections.abc import Mapping
from numbers import Real

from ..autograd.tensor import Tensor
from ..errors import ArgumentError, DTypeError

NOT_NEGATIVE = (
    "lr", "lr_decay", "eps", "weight_decay", "momentum", "momentum_decay", "initial_accumulator_value", "alpha",
)  # fmt: skip


def as_groups(name, params):
    """What an optimiser was given, as a list of groups: dictionaries with the key "params".

    Args: name: the optimiser's, for errors.
    """
    if isinstance(params, Tensor):
        raise DTypeError(f"{name}: expected a list of parameters, got one tensor; put it in a list")
    if isinstance(params, Mapping):
        raise DTypeError(f"{name}: expected a list of parameters or groups, got one dictionary; put it in a list")
    try:
        params = list(params)
    except TypeError:
        came = type(params).__name__
        raise DTypeError(f"{name}: expected a list of parameters, got {came}; pass model.parameters()") from None
    if not params:
        raise ArgumentError(f"{name}: there is no parameter to train; did the model define any?")
    return params if isinstance(params[0], Mapping) else [{"params": params}]


def make_group(name, given, defaults, others):
    """A group as the optimiser keeps it: its parameters in a list, and every setting.

    Args: name: the optimiser's. given: the group as it came. defaults: what holds where it says nothing. others: the
        groups that are there already.
    """
    if not isinstance(given, Mapping) or "params" not in given:
        came = f"a dictionary of {', '.join(map(str, given))}" if isinstance(given, Mapping) else type(given).__name__
        raise DTypeError(f'{name}: expected a group, a dictionary with the key "params", got {came}')
    params = [given["params"]] if isinstance(given["params"], Tensor) else list(given["params"])
    group = {"params": params, **{key: value for key, value in given.items() if key != "params"}}
    group.update({key: value for key, value in defaults.items() if key not in group})
    if params and all(isinstance(p, tuple) and len(p) == 2 for p in params):  # named_parameters() lists pairs
        group["param_names"] = [named for named, _ in params]
        group["params"] = params = [p for _, p in params]
    known = {id(p) for other in others for p in other["params"]}
    for p in params:
        if not isinstance(p, Tensor):
            raise DTypeError(f"{name}: expected tensors, got {type(p).__name__}; pass model.parameters()")
        if not p.is_leaf:
            raise ArgumentError(f"{name}: can only change leaves, got a result of {p.node.op.name}; use x.detach()")
        if id(p) in known:
            raise ArgumentError(f"{name}: a parameter is listed twice and would be changed twice; list each once")
        known.add(id(p))
    check_settings(name, group)
    return group


def check_settings(name, group):
    """Refuse settings out of their range; the same names mean the same in all optimisers.

    Example:
        >>> check_settings("Adam", {"lr": 0.1, "betas": (0.9, 0.999)})
    """
    for key in NOT_NEGATIVE:
        if key in group and not (isinstance(group[key], Real) and group[key] >= 0):
            raise ArgumentError(f"{name}: {key} must be a number that is not negative, got {group[key]!r}")
    betas = group.get("betas", (0, 0))
    pair = isinstance(betas, (tuple, list)) and len(betas) == 2
    if not (pair and all(isinstance(beta, Real) and 0 <= beta < 1 for beta in betas)):
        raise ArgumentError(f"{name}: betas must be two numbers from 0 up to, but not, 1, got {betas!r}")
    if "rho" in group and not (isinstance(group["rho"], Real) and 0 <= group["rho"] <= 1):
        raise ArgumentError(f"{name}: rho must be a number from 0 to 1, got {group['rho']!r}")
