"""Momentum on a schedule: while the rate rises it falls, so that the steps do not run away."""

from ...errors import ArgumentError
from .scheduler import for_each_group


def prepare(name, optimizer, base_momentum, max_momentum, fresh):
    """Note the range of the momentum in every group.

    Args: name: the schedule's. fresh: whether the schedule begins, and the momentum at its highest.
    Raises: ArgumentError if the optimiser knows neither momentum nor betas.
    """
    if "momentum" not in optimizer.defaults and "betas" not in optimizer.defaults:
        raise ArgumentError(
            f"{name}: {type(optimizer).__name__} has neither momentum nor betas that could change; pass "
            "cycle_momentum=False"
        )
    most = for_each_group(name, "max_momentum", max_momentum, optimizer)
    least = for_each_group(name, "base_momentum", base_momentum, optimizer)
    for group, high, low in zip(optimizer.param_groups, most, least):
        if fresh:
            set_momentum(group, high)
            group["max_momentum"], group["base_momentum"] = high, low


def set_momentum(group, momentum):
    """Set a group's momentum, or its β₁, which is Adam's.

    Example:
        >>> group = {"betas": (0.9, 0.999)}
        >>> set_momentum(group, 0.85)
        >>> group
        {'betas': (0.85, 0.999)}
    """
    if "betas" in group:
        group["betas"] = (momentum, *group["betas"][1:])
    else:
        group["momentum"] = momentum
