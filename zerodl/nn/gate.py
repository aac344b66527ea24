"""The gate that backward hooks stand at: all gradients of a module's outputs, or inputs, pass it together."""

import numpy as np

from ..autograd.op import Op
from ..autograd.shapes import same
from ..autograd.storage import Storage
from ..autograd.tensor import Tensor
from ..errors import DTypeError


class Gate:
    """Two entries on the tape around one call of a module: one behind its inputs, one behind its outputs.

    Each is an operation that passes copies of its tensors on. Its gradient rule calls the hooks, since a backward pass
    calls a rule once, when the gradients of all results are there.
    """

    def __init__(self, module, hooks):
        self.module = module
        self.hooks = hooks
        self.grad_output = None
        self.wanted = ()  # for each input that is a tensor, whether it wants a gradient

    def inputs(self, args):
        """The arguments, for the module to take in their place."""
        self.wanted = [x.requires_grad for x in args if isinstance(x, Tensor)]
        return self._through(args, self._leave)

    def outputs(self, output):
        """The output, or each in a tuple or a list of them, for the caller to take in its place."""
        if isinstance(output, Tensor):
            return self._through((output,), self._enter)[0]
        if type(output) in (tuple, list):
            return type(output)(self._through(output, self._enter))
        return output

    def _through(self, values, rule):
        """The values, their tensors behind one entry of the tape with this rule."""
        tensors = [x for x in values if isinstance(x, Tensor)]
        if not any(x.requires_grad for x in tensors):
            return tuple(values)
        passed = _gate(len(tensors), rule)(tensors)
        behind = iter((passed,) if len(tensors) == 1 else passed)
        return tuple(next(behind) if isinstance(x, Tensor) else x for x in values)

    def _enter(self, g):
        """The rule behind the outputs: here the backward pass comes into the module."""
        self.grad_output = _as_tensors(g)
        for hook in tuple(self.hooks.backward_pre.values()):
            self.grad_output = _changed(self.grad_output, hook(self.module, self.grad_output))
        passed = self.grad_output
        if not any(self.wanted):  # nothing will come to the inputs, so there is no other moment
            self._call_hooks((None,) * len(self.wanted))
        return _as_they_came(passed, g)

    def _leave(self, g):
        """The rule behind the inputs: here it goes out again."""
        if self.grad_output is None:  # it came in past the outputs: the second pass of a gradient of a gradient does
            return _as_they_came(_as_tensors(g), g)
        gradients = [x if wanted else None for x, wanted in zip(_as_tensors(g), self.wanted)]
        return _as_they_came(self._call_hooks(tuple(gradients)), g)

    def _call_hooks(self, grad_input):
        for hook in tuple(self.hooks.backward.values()):
            grad_input = _changed(grad_input, hook(self.module, grad_input, self.grad_output))
        self.grad_output = None
        return grad_input


def _gate(count, rule):
    """An operation that passes ``count`` tensors on, and their gradients through ``rule``; it stands in no table."""

    def gate(tensors):
        copies = [np.copy(x) for x in tensors]
        return copies[0] if count == 1 else copies

    made = Op(gate, same, count, view=False, many=True, promote=None, any_dtype=True, constant_saved=False)
    made.grad(rule)
    return made


def _as_tensors(g):
    """The gradients that come to a rule, an array or several, as a tuple of tensors."""
    parts = g if isinstance(g, list) else [g]
    return tuple(x if isinstance(x, Tensor) else Tensor.of_array(x, Storage()) for x in parts)


def _as_they_came(gradients, g):
    """The gradients as the engine handed them over: arrays, or tensors if the pass itself is recorded."""
    recorded = isinstance(g[0] if isinstance(g, list) else g, Tensor)
    return [x if recorded or x is None else x.array for x in gradients]


def _changed(gradients, changed):
    """What goes on after a hook: what it returned, if anything."""
    if changed is None:
        return gradients
    changed = (changed,) if isinstance(changed, Tensor) else tuple(changed)
    if len(changed) != len(gradients):
        raise DTypeError(
            f"backward hook: expected None or a tuple of {len(gradients)} gradients, got one of {len(changed)}"
        )
    return changed
