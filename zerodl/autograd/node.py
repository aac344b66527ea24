"""One entry of the tape, and how it is written."""

import numpy as np

from ..backend import array_module, is_floating
from ..errors import GradientError
from .promotion import widen
from .shapes import unbroadcast
from .table import OPS, Epoch


class Node:
    """One recorded call of an op: whom the gradient goes to, and what the rule asked to be kept. Nothing else.

    ``parents`` are the tape entries, or leaf tensors, behind the inputs that want a gradient. ``inputs[i]`` says which
    input of the op parent i was, ``slots[i]`` which output of the parent it came from. ``kept`` holds, in the order of
    the rule's parameters after ``g``, what the rule asked for by name.
    """

    __slots__ = (
        "op", "num_inputs", "parents", "inputs", "slots", "likes", "kept", "versions", "epoch", "output_likes", "widen",
        "hooks", "__weakref__",
    )  # fmt: skip

    def __init__(self, op, num_inputs, parents, inputs, slots, likes, kept, versions, output_likes, widen):
        self.op = op
        self.num_inputs = num_inputs
        self.parents = parents
        self.inputs = inputs
        self.slots = slots
        self.likes = likes  # (shape, dtype) of each parent's data, which its gradient must have too
        self.kept = kept
        self.versions = versions  # (storage, its version then, what it was called) for each kept tensor
        self.epoch = Epoch.now
        self.output_likes = output_likes  # (shape, dtype, array library) of each output, if its op has several
        self.widen = widen  # whether 16-bit floats are turned into float32 for the rule
        self.hooks = None  # output slot -> {handle: function that sees the gradient of that output}

    def pull(self, g, wrap=None):
        """The gradients of the parents, given the gradient ``g`` of the result.

        Args: wrap: None, or a function that puts a kept array back on the tape, for gradients of gradients.
        Returns: a list of (parent, slot, gradient), the gradient in the parent's own shape and dtype.
        """
        self._check_usable()
        kept = self.kept if wrap is None else self._kept_on_tape(wrap)
        if self.widen:
            g, kept = widen(g), widen(kept)
        gradients = self.op.rule(g, *kept)
        if type(gradients) is not tuple and not (self.op.many and type(gradients) is list):
            gradients = (gradients,)
        if len(gradients) != self.num_inputs:
            raise GradientError(
                f"{self.op.rule.__name__}: expected one gradient for each input of {self.op.name} "
                f"({', '.join(self.op.input_names)}), got {len(gradients)}"
            )
        pulled = []
        for parent, i, slot, (shape, dtype) in zip(self.parents, self.inputs, self.slots, self.likes):
            gradient = gradients[i]
            if gradient is not None:
                if not hasattr(gradient, "dtype") or (wrap and not hasattr(gradient, "requires_grad")):
                    raise self._not_an_array(gradient, i)
                if gradient.shape != shape:
                    gradient = self._fit(gradient, shape, i)
                if gradient.dtype != dtype:
                    gradient = OPS["cast"](gradient, dtype=dtype)
                pulled.append((parent, slot, gradient))
        return pulled

    def zeros(self, i):
        """A gradient of zeros for output i, which nobody used."""
        shape, dtype, library = self.output_likes[i]
        return library.zeros(shape, dtype)

    def release(self):
        """Let go of the kept arrays; a second pass will then be refused."""
        self.kept = None

    def _fit(self, gradient, shape, i):
        """Sum over the axes that broadcasting added or stretched."""
        try:
            explained = np.broadcast_shapes(shape, gradient.shape) == gradient.shape
        except ValueError:
            explained = False
        if not explained:
            name = self._name(i)
            raise GradientError(
                f"{self.op.rule.__name__}: the gradient of {name} has shape {gradient.shape}, but {name} has shape "
                f"{shape}, and broadcasting does not explain the difference"
            )
        return unbroadcast(gradient, shape)

    def _name(self, i):
        return f"{self.op.input_names[0]}[{i}]" if self.op.many else self.op.input_names[i]

    def _not_an_array(self, gradient, i):
        """The error for a rule that returned something else than an array, or left the tape on the way."""
        came = f"{self.op.rule.__name__}: the gradient of {self._name(i)} is of type {type(gradient).__name__}"
        if hasattr(gradient, "dtype"):
            return GradientError(
                f"{came}, expected a Tensor: the rule used a function that NumPy does not hand on to tensors, so a "
                f"gradient of the gradient would be wrong. Write it with operations of zerodl"
            )
        return GradientError(f"{came}, expected an array of the input's shape, or None if it has no gradient")

    def _check_usable(self):
        if self.kept is None:
            raise GradientError(
                f"backward: what {self.op.name} kept for its gradient was released by an earlier backward pass. Pass "
                "retain_graph=True to that one, or compute the result again"
            )
        if self.epoch != Epoch.now:
            raise GradientError(
                "backward: this graph was recorded before the code of an operation was replaced "
                f"({self.op.name} is on it). Compute the result again, then call backward"
            )
        for storage, version, called in self.versions:
            if storage.version != version:
                raise GradientError(
                    f"backward: {called}, which {self.op.name} kept for its gradient, was changed in place "
                    f"{storage.version - version} time(s) since. Change a copy (x.clone()), or change it before "
                    f"{self.op.name} uses it; if an optimiser's step changed it, call backward before the step"
                )

    def _kept_on_tape(self, wrap):
        """What the rule asked for, with floating inputs and outputs as tensors that know where they came from."""
        kept = []
        for (kind, key), value in zip(self.op.asks, self.kept):
            if kind == "input":
                value = self._input_on_tape(value, key, wrap)
            elif kind == "output":
                value = wrap(value, self, 0)
            elif kind == "saved":
                self.op.refuse_saved(value)
            kept.append(value)
        return kept

    def _input_on_tape(self, value, key, wrap):
        """A kept input as a tensor that knows its place on the tape, if it has one; of a list each of them."""
        if isinstance(key, slice):
            return [self._input_on_tape(array, i, wrap) for i, array in enumerate(value)]
        if key not in self.inputs:
            return value
        where = self.inputs.index(key)
        return wrap(value, self.parents[where], self.slots[where])


def record(op, args, arrays, settings, results, saved, widened):
    """Write a call on the tape: where gradients go, and only what the rule asks for.

    Args: args: tensors, arrays and numbers as they came; arrays: the same without the tensors around them.
        results: the tensors that the call made, which learn here where they came from.
    """
    parents, inputs, slots, likes = [], [], [], []
    for i, x in enumerate(args):
        if getattr(x, "_requires_grad", False):  # up to date: the call has refreshed it
            parents.append(x.node or x)  # a leaf stands on the tape itself
            inputs.append(i)
            slots.append(x.slot)
            likes.append((x.array.shape, x.array.dtype))
    kept, versions = [], []
    for kind, key in op.asks:
        if kind == "input":
            kept.append(arrays[key])
            named = [(args[key], op.input_names[key])] if not op.many else [(x, op.input_names[0]) for x in args]
            for x, name in named:
                if hasattr(x, "storage"):
                    versions.append((x.storage, x.storage.version, f"the input {name!r}"))
        elif kind == "output":
            kept.append(results[0].array)
            versions.append((results[0].storage, results[0].storage.version, "the result"))
        elif kind == "shape":
            kept.append([np.shape(x) for x in arrays] if op.many else np.shape(arrays[key]))
        elif kind == "dtype":  # a Python number has none, and no gradient
            dtypes = [getattr(x, "dtype", None) for x in arrays]
            kept.append(dtypes if op.many else dtypes[key])
        elif kind == "setting":
            kept.append(settings.get(key, op.defaults.get(key)))
        elif kind == "needs":
            kept.append(tuple(i in inputs for i in range(len(args))))
        else:
            kept.append(saved)
    outputs = None
    if op.num_outputs != 1:
        outputs = [(t.array.shape, t.array.dtype, array_module(t.array)) for t in results]
    places = tuple(parents), tuple(inputs), tuple(slots), tuple(likes)
    node = Node(op, len(args), *places, kept, versions, outputs, widened)
    for slot, y in enumerate(results):
        if is_floating(y.array.dtype):
            y.node, y.slot, y._requires_grad = node, slot, True
