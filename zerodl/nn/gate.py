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
        self.num_inputs = 0
        self.ends_here = False  # no input wants a gradient

    def inputs(self, args):
        """The arguments, for the module to take in their place."""
        self.num_inputs = len(args)
        self.ends_here = not any(_wants_gradient(x) for x in args)
        return _through(args, self._leave)

    def outputs(self, output):
        """The output, or each in a tuple or a list of them, for the caller to take in its place."""
        if isinstance(output, Tensor):
            return _through((output,), self._enter)[0]
        if type(output) in (tuple, list):
            return type(output)(_through(output, self._enter))
        return output

    def _enter(self, gradients):
        """The backward pass comes in through the outputs."""
        for hook in tuple(self.hooks.backward_pre.values()):
            gradients = _changed(gradients, hook(self.module, gradients))
        self.grad_output = gradients
        if self.ends_here:  # there will be no other moment
            self._leave((None,) * self.num_inputs)
        return gradients

    def _leave(self, gradients):
        """It goes out through the inputs."""
        if self.grad_output is None:  # it came in past the outputs: the second pass of a gradient of a gradient does
            return gradients
        for hook in tuple(self.hooks.backward.values()):
            gradients = _changed(gradients, hook(self.module, gradients, self.grad_output))
        self.grad_output = None
        return gradients


def _wants_gradient(x):
    return isinstance(x, Tensor) and x.requires_grad


def _through(values, visit):
    """The values, their tensors behind an entry of the tape that gives ``visit`` a gradient for each value, or None."""
    places = [i for i, x in enumerate(values) if isinstance(x, Tensor)]
    wanted = [i for i in places if values[i].requires_grad]
    if not wanted:
        return tuple(values)

    def rule(g):
        parts = dict(zip(places, g if len(places) > 1 else [g]))
        recorded = isinstance(parts[places[0]], Tensor)  # in a pass that is on the tape itself, gradients are tensors
        shown = {i: part if recorded else Tensor.of_array(part, Storage()) for i, part in parts.items()}
        passed = visit(tuple(shown[i] if i in wanted else None for i in range(len(values))))
        return [passed[i] if recorded or passed[i] is None else passed[i].array for i in places]

    copies = _gate(len(places), rule)([values[i] for i in places])
    behind = dict(zip(places, copies if len(places) > 1 else [copies]))
    return tuple(behind.get(i, x) for i, x in enumerate(values))


def _gate(count, rule):
    """An operation that passes ``count`` tensors on, and their gradients through ``rule``; it stands in no table."""

    def gate(tensors):
        copies = [np.copy(x) for x in tensors]
        return copies[0] if count == 1 else copies

    made = Op(gate, same, count, view=False, many=True, promote=None, any_dtype=True, constant_saved=False)
    made.grad(rule)
    return made


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
