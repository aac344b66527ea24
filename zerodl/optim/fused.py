"""One step for all parameters of a group, whatever their number and sizes.

A rule is a dozen operations of NumPy. Called for each parameter, it spends its time on calls if the parameters are
small, and waits for memory if they are large, because each operation goes through all of it. So small ones are laid end
to end and changed together, and large ones are changed block by block, in blocks that stay in the processor's cache
through all operations of the rule. Each element meets the same operations as before: the result is the same, to the
last bit.
"""

from typing import Any, NamedTuple

import numpy as np

from ..autograd.tensor import Tensor
from ..backend import array_module, zeros_of
from ..device import device_of
from ..kernels.compiled import has_ready_twin
from ..kernels.thread import most_threads, share_out
from .state import begin, by_columns, fit, wide

BLOCK = 1 << 18  # bytes of a block; a rule works on four to six at a time
LONG_BLOCK = 1 << 20  # for a compiled rule, which goes through its block once: it pays for a call, not for memory
SMALL = 1 << 14  # elements of the largest parameter that is laid end to end with others
WORTH_THREADS = 1 << 20  # elements, from which on starting a thread pays


class Rule(NamedTuple):
    """An optimiser's rule, with the settings and numbers that hold for some parameters."""

    optimizer: Any
    settings: dict
    numbers: dict

    @property
    def penalty(self):
        """λ of the L2 penalty whose gradient is to be added."""
        return 0 if self.settings.get("decoupled_weight_decay") else self.settings.get("weight_decay", 0)

    def __call__(self, p, g, arrays):
        """Change p and the arrays in place, after what all rules have in common."""
        if self.settings.get("maximize"):
            g = np.negative(g)
        if self.penalty:
            g = g + self.penalty * p
        self.optimizer.update(p, g, {**self.numbers, **arrays}, self.settings)

    def on_wide(self, p, g, arrays):
        """The same; 16-bit floats are widened before and rounded after."""
        w = p.astype(wide(p.dtype), copy=False)
        self(w, g.astype(w.dtype, copy=False), arrays)
        if w is not p:
            p[...] = w

    def block_length(self, like):
        """Elements of a block of such an array; a GPU, which has no such cache, takes everything at once."""
        if array_module(like) is not np:
            return 1 << 62
        twins = self.optimizer.compiled
        once = twins and not self.settings.get("maximize") and not self.penalty and all(map(has_ready_twin, twins))
        return (LONG_BLOCK if once else BLOCK) // wide(like.dtype).itemsize


def step_group(optimizer, group, packs):
    """Change every parameter of the group that has a gradient.

    Args: packs: the Packs of the last step, by their parameters. Returns: those of this step.
    """
    settings = {name: float(v) if isinstance(v, np.floating) else v for name, v in group.items() if name != "params"}
    names, counted = optimizer.arrays(settings), ("step", *optimizer.numbers(settings))
    stepping = [p for p in group["params"] if p.grad is not None]
    begin(optimizer, settings, names, [p for p in stepping if not optimizer.state[p]])
    alike = {}  # parameters of one dtype, on one device, which have had the same number of steps
    for p in stepping:
        state = optimizer.state[p]
        fit(optimizer, state, names, p)
        optimizer.advance(state, settings)
        numbers = tuple((name, state[name]) for name in counted)
        place = "cpu" if type(p.array) is np.ndarray else device_of(p.array)
        alike.setdefault((p.dtype, place, numbers), []).append(p)
        p.storage.version += 1
    used = {}
    for (_, _, numbers), params in alike.items():
        rule = Rule(optimizer, settings, dict(numbers))
        if optimizer.elementwise:
            used.update(step_small(rule, [p for p in params if p.array.size <= SMALL], names, packs))
            step_large(rule, [p for p in params if p.array.size > SMALL], names)
        else:
            for p in params:
                rule.on_wide(p.array, p.grad.array, {name: optimizer.state[p][name].array for name in names})
    return used


# --- small parameters -------------------------------------------------------------------------------------------------


class Pack:
    """Parameters laid end to end: their state lies in one array, and each one's own is a view of its part of it.

    The parameters themselves and their gradients stay where they are, since others may share their memory; for a step
    they are copied together, and the parameters back.
    """

    def __init__(self, params, state, names):
        self.params = params
        ends = np.cumsum([p.array.size for p in params]).tolist()
        parts = [slice(end - p.array.size, end) for p, end in zip(params, ends)]
        flat = {name: np.concatenate([np.ravel(state[p][name].array) for p in params]) for name in names}
        for p, part in zip(params, parts):
            state[p].update({name: Tensor(flat[name][part].reshape(p.shape)) for name in names})
        self.state = [{name: state[p][name] for name in names} for p in params]
        like = params[0].array
        self.p, self.g = (zeros_of(ends[-1], wide(like.dtype), like) for _ in "pg")
        self.p_parts = [self.p[part].reshape(p.shape) for p, part in zip(params, parts)]
        self.g_parts = [self.g[part].reshape(p.shape) for p, part in zip(params, parts)]
        self.arrays = flat

    def holds(self, state):
        """Whether the parameters' state still lies here, and nobody has put something else in its place."""
        return all(state[p][name] is own[name] for p, own in zip(self.params, self.state) for name in own)

    def step(self, rule):
        """Fetch the parameters and gradients, change them, and bring the parameters back."""
        for p, here, g in zip(self.params, self.p_parts, self.g_parts):
            here[...] = p.array
            g[...] = p.grad.array
        rule(self.p, self.g, self.arrays)
        for p, here in zip(self.params, self.p_parts):
            p.array[...] = here


def step_small(rule, params, names, packs):
    """Change parameters in packs of a block each. Returns: the packs by their parameters."""
    state = rule.optimizer.state
    used = {}
    for some in in_blocks(params, rule):
        key = (*map(id, some), *names)
        pack = packs.get(key)
        used[key] = pack if pack and pack.holds(state) else Pack(some, state, names)
        used[key].step(rule)
    return used


def in_blocks(params, rule):
    """The parameters, in order, cut into lists that fill a block or less."""
    lists, room = [], 0
    for p in params:
        if p.array.size > room or not lists:
            lists.append([])
            room = rule.block_length(p.array)
        lists[-1].append(p)
        room -= p.array.size
    return lists


# --- large parameters -------------------------------------------------------------------------------------------------


def step_large(rule, params, names):
    """Change parameters block by block, in their own memory; several threads, if there is enough, share the blocks."""
    flat = [Flat(p, rule.optimizer.state[p], names) for p in params]
    total = sum(one.p.size for one in flat)
    threads = most_threads() if total >= WORTH_THREADS and array_module(flat[0].p) is np else 1
    longest = total if threads == 1 else total // (8 * threads)  # so that all threads end at about one time
    blocks = [(one, part) for one in flat for part in one.parts(min(longest, rule.block_length(one.p)))]
    blocks.sort(key=lambda block: block[1].start - block[1].stop)  # the long ones first, for the same reason

    def work(block):
        one, part = block
        rule.on_wide(one.p[part], one.g[part], {name: array[part] for name, array in one.arrays.items()})

    share_out(work, blocks, threads)
    for one in flat:
        one.bring_back()


class Flat:
    """A parameter, its gradient and its state in one dimension, in the order in which the parameter lies in memory."""

    def __init__(self, parameter, state, names):
        self.parameter = parameter
        self.by_columns = by_columns(parameter.array)
        self.p = np.ravel(self.turned(parameter.array))  # without copying, unless there are gaps
        self.g = np.ravel(self.turned(parameter.grad.array))
        self.arrays = {name: self.laid(state, name) for name in names}

    def turned(self, array):
        """The array, or its transpose, so that the parameter's is in order row by row."""
        return np.transpose(array) if self.by_columns else array

    def laid(self, state, name):
        """An array of the state, which is first put in the parameter's order if it lies in another."""
        array = self.turned(state[name].array)
        if not array.flags.c_contiguous:
            array = np.copy(array, order="C")
            state[name] = Tensor(self.turned(array))
        return np.ravel(array)

    def parts(self, length):
        """Its blocks, as slices."""
        return [slice(i, min(i + length, self.p.size)) for i in range(0, self.p.size, length)]

    def bring_back(self):
        """Write a parameter that was copied, because its memory has gaps, to where it belongs."""
        array = self.turned(self.parameter.array)
        if not array.flags.c_contiguous:
            array[...] = self.p.reshape(array.shape)
