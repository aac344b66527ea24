"""A step for all parameters of a group."""

import numpy as np

from ..dtype import float32
from .state import add_arrays, start, wide


def step_group(optimizer, group, packs):
    """Change every parameter of the group that has a gradient by the optimiser's rule."""
    arrays = optimizer.arrays(group)
    for p in group["params"]:
        if p.grad is None:
            continue
        state = optimizer.state[p]
        if not state:
            state.update(start(optimizer, p, group))
        add_arrays(state, arrays, p)
        optimizer.advance(state, group)
        views = {name: state[name].array for name in arrays}
        numbers = {name: value for name, value in state.items() if name not in arrays}
        if wide(p.dtype) == p.dtype:
            apply(optimizer, p.array, p.grad.array, {**numbers, **views}, group)
        else:
            widened = p.array.astype(float32)
            apply(optimizer, widened, p.grad.array.astype(float32), {**numbers, **views}, group)
            p.array[...] = widened
        p.storage.version += 1


def apply(optimizer, p, g, state, group):
    """The rule on some arrays, after what all rules have in common."""
    if group.get("maximize"):
        g = np.negative(g)
    if group.get("weight_decay") and not group.get("decoupled_weight_decay"):
        g = g + group["weight_decay"] * p
    optimizer.update(p, g, state, group)
