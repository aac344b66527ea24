"""One entry of the tape."""

from ..backend import zeros_of
from ..errors import GradientError
from .shapes import unbroadcast
from .table import Epoch


class Node:
    """One recorded call of an op: whom the gradient goes to, and what the rule asked to be kept. Nothing else.

    ``parents`` are the tape entries, or leaf tensors, behind the inputs that want a gradient. ``inputs[i]`` says which input
    of the op parent i was, ``slots[i]`` which output of the parent it came from. ``kept`` holds, in the order of the rule's
    parameters after ``g``, what the rule asked for by name.
    """

    __slots__ = ("op", "parents", "inputs", "slots", "shapes", "kept", "versions", "epoch", "output_likes")

    def __init__(self, op, parents, inputs, slots, shapes, kept, versions, output_likes):
        self.op = op
        self.parents = parents
        self.inputs = inputs
        self.slots = slots
        self.shapes = shapes  # the shape of each parent's data
        self.kept = kept
        self.versions = versions  # (storage, its version then, what it was called) for each kept tensor
        self.epoch = Epoch.now
        self.output_likes = output_likes  # (shape, dtype, array type) of each output, if there are several

    def pull(self, g, wrap=None):
        """The gradients of the parents, given the gradient ``g`` of the result.

        Args: wrap: None, or a function that puts a kept array back on the tape, for gradients of gradients.
        Returns: a list of (parent, slot, gradient), the gradient in the parent's own shape.
        """
        self._check_usable()
        kept = self.kept if wrap is None else self._kept_on_tape(wrap)
        gradients = self.op.rule(g, *kept)
        if type(gradients) is not tuple:
            gradients = (gradients,)
        if len(gradients) != self.op.num_inputs:
            raise GradientError(
                f"{self.op.rule.__name__}: expected one gradient for each input of {self.op.name} "
                f"({', '.join(self.op.input_names)}), got {len(gradients)}"
            )
        pulled = []
        for parent, i, slot, shape in zip(self.parents, self.inputs, self.slots, self.shapes):
            gradient = gradients[i]
            if gradient is not None:
                if gradient.shape != shape:
                    gradient = self._fit(gradient, shape, i)
                pulled.append((parent, slot, gradient))
        return pulled

    def zeros(self, i):
        """A gradient of zeros for output i, which nobody used."""
        shape, dtype, like = self.output_likes[i]
        return zeros_of(shape, dtype, like)

    def release(self):
        """Let go of the kept arrays; a second pass will then be refused."""
        self.kept = None

    def _fit(self, gradient, shape, i):
        """Sum over the axes that broadcasting added or stretched."""
        try:
            return unbroadcast(gradient, shape)
        except (ValueError, IndexError) as cause:
            raise GradientError(
                f"{self.op.rule.__name__}: the gradient of {self.op.input_names[i]} has shape {gradient.shape}, "
                f"but {self.op.input_names[i]} has shape {shape}, and broadcasting does not explain the difference"
            ) from cause

    def _check_usable(self):
        if self.kept is None:
            raise GradientError(
                f"backward: the arrays that {self.op.name} kept were released by an earlier backward pass. Pass "
                "retain_graph=True to that one, or compute the result again"
            )
        if self.epoch != Epoch.now:
            raise GradientError(
                f"backward: this graph was recorded before the code of an operation was replaced ({self.op.name} is on it). "
                "Compute the result again, then call backward"
            )
        for storage, version, called in self.versions:
            if storage.version != version:
                raise GradientError(
                    f"backward: {called}, which {self.op.name} kept for its gradient, was changed in place "
                    f"{storage.version - version} time(s) since. Change a copy (x.clone()), or change it before "
                    f"{self.op.name} uses it"
                )

    def _kept_on_tape(self, wrap):
        """What the rule asked for, with floating inputs and outputs as tensors that know where they came from."""
        kept = []
        for (kind, key), value in zip(self.op.asks, self.kept):
            if kind == "input" and key in self.inputs:
                where = self.inputs.index(key)
                value = wrap(value, self.parents[where], self.slots[where])
            elif kind == "output":
                value = wrap(value, self, 0)
            elif kind == "saved":
                self.op.refuse_saved(value)
            kept.append(value)
        return kept
