"""What an operation is: a function on arrays, and a rule from the gradient of its result to those of its inputs.

    @op(shape=broadcast)
    def mul(a, b):
        return a * b

    @mul.grad
    def mul_grad(g, a, b):
        return g * b, g * a

Neither knows of tensors, tapes or broadcasting. ``mul`` itself becomes an ``Op``: called with tensors it records itself
on the tape, called with arrays it is the plain function.
"""

import functools
import inspect
import types

import numpy as np

from ..backend import array_module, is_floating
from ..config import grad_mode
from ..errors import ArgumentError, DTypeError, GradientError, IndexingError, ShapeError, ZerodlError
from .node import Node
from .storage import Storage
from .table import OPS
from .tensor import Tensor


class Saved:
    """What a forward hands to its own gradient besides the result: a mask, an argmax.

    A forward that returns ``Saved(y, mask)`` gives ``y`` to the caller, and ``mask`` to a rule that asks for ``saved``.
    """

    __slots__ = ("result", "saved")

    def __init__(self, result, saved):
        self.result = result
        self.saved = saved


def op(*, shape, outputs=1, view=False, constant_saved=False, numpy=()):
    """Turn a function on arrays into a differentiable operation and enter it in the table under its own name.

    Parameters before a ``/`` in the signature are inputs: arrays or tensors; those after it are settings. Without a
    ``/`` all are inputs.

    Args:
        shape: a rule ``(op name, *input shapes, **settings) -> result shape`` that raises ShapeError when they do not
            fit; of several results it describes the first.
        outputs: how many arrays the function returns.
        view: the result may share memory with the first input.
        constant_saved: what the forward saves does not depend on its inputs in a way that has a derivative (a random
            mask), so gradients of gradients may treat it as fixed. Integers and booleans never depend so.
        numpy: NumPy's functions that mean this operation, ``np.multiply`` for ``mul``; called with a tensor they come
            here.
    """

    def register(forward):
        made = Op(forward, shape, outputs, view, constant_saved)
        OPS[made.name] = made
        for function in numpy:
            Tensor.numpy_functions[function] = made
        return made

    return register


class Op:
    """A differentiable operation. Calling it with a tensor records it; calling it with arrays just computes."""

    def __init__(self, forward, shape, num_outputs, view, constant_saved):
        functools.update_wrapper(self, forward)
        self.name = forward.__name__
        self.forward = forward
        self.shape = shape
        self.num_outputs = num_outputs
        self.view = view
        self.constant_saved = constant_saved
        self.rule = None
        self.asks = ()
        self._read_code = None
        parameters = inspect.signature(forward).parameters.values()
        before_slash = [p for p in parameters if p.kind is p.POSITIONAL_ONLY]
        self.input_names = tuple(p.name for p in before_slash or parameters)
        self.num_inputs = len(self.input_names)
        settings = list(parameters)[self.num_inputs :]
        self.setting_names = tuple(p.name for p in settings)
        self.defaults = {p.name: p.default for p in settings if p.default is not p.empty}
        self.needs_settings = len(self.defaults) < len(settings)

    def __repr__(self):
        return f"<op {self.name}({', '.join(self.input_names + self.setting_names)})>"

    def __get__(self, instance, owner=None):
        """Become a method where a class holds the op, as a function does: by this help() and Tab know it for one."""
        return self if instance is None else types.MethodType(self, instance)

    # --- the gradient's side ------------------------------------------------------------------------------------------

    def grad(self, rule):
        """Decorator: ``rule(g, …)`` is this op's gradient. It asks for what it needs by the names of its parameters.

        It may ask for an input, ``y`` (the result, if there is only one), a setting, ``<input>_shape``,
        ``<input>_dtype``, ``saved``, or ``needs`` (for each input whether anybody wants its gradient). It returns one
        gradient for each input, None for one that has none. Of an op with several outputs, ``g`` is a list.
        """
        self.rule = rule
        self.read_rule()
        return rule

    def read_rule(self):
        """Work out what the rule asks for, from its parameters' names; once for each code that it has had."""
        if self.rule is None or self.rule.__code__ is self._read_code:
            return
        first, *names = inspect.signature(self.rule).parameters
        if first != "g":
            raise ArgumentError(
                f"{self.rule.__name__}: the first parameter must be g, the incoming gradient, got {first!r}"
            )
        meanings = self._meanings()
        for name in names:
            if name not in meanings:
                raise ArgumentError(
                    f"{self.rule.__name__} asks for {name!r}, which {self.name} cannot give. It can ask for: "
                    f"{', '.join(meanings)}"
                )
        self.asks = tuple(meanings[name] for name in names)
        self._read_code = self.rule.__code__

    def _meanings(self):
        """What a rule may ask for: name -> (kind, which one of the kind)."""
        can = {name: ("input", i) for i, name in enumerate(self.input_names)}
        can |= {f"{name}_shape": ("shape", i) for i, name in enumerate(self.input_names)}
        can |= {f"{name}_dtype": ("dtype", i) for i, name in enumerate(self.input_names)}
        can |= {name: ("setting", name) for name in self.setting_names}
        if self.num_outputs == 1:
            can["y"] = ("output", None)
        return can | {"saved": ("saved", None), "needs": ("needs", None)}

    def refuse_saved(self, saved):
        """Second derivatives would be silently wrong if a floating ``saved`` depends on the inputs."""
        parts = saved if isinstance(saved, tuple) else (saved,)
        if not self.constant_saved and any(is_floating(np.asarray(part).dtype) for part in parts):
            raise GradientError(
                f"{self.name}: its gradient uses a floating array saved by the forward, so a gradient of the gradient "
                "would be wrong. Second derivatives of this operation are not available"
            )

    # --- the call -----------------------------------------------------------------------------------------------------

    def __call__(self, *args, **settings):
        if settings or self.needs_settings or len(args) != self.num_inputs:
            args, settings = self._sort_arguments(args, settings)
        arrays, recording, any_tensor = [], False, False
        for x in args:
            if isinstance(x, Tensor):
                any_tensor = True
                recording = recording or x.requires_grad
                x = x.array
            elif type(x) is list:
                raise DTypeError(
                    f"{self.name}: expected a tensor, an array or a number, got the list {x!r}; make it one with "
                    "zerodl.tensor"
                )
            arrays.append(x)
        if not any_tensor:
            result = self.forward(*arrays, **settings)
            return result.result if type(result) is Saved else result
        try:
            result = self.forward(*arrays, **settings)
        except ZerodlError:
            raise
        except (ValueError, TypeError, IndexError) as cause:
            raise self._explain(cause, arrays, settings) from cause
        saved = None
        if type(result) is Saved:
            saved, result = result.saved, result.result
        tensors = self._wrap(result, args[0])
        if recording and grad_mode.enabled and self.rule is not None:
            self._record(args, arrays, settings, tensors, saved)
        return tensors[0] if self.num_outputs == 1 else tuple(tensors)

    def _sort_arguments(self, args, settings):
        """Inputs by position or by name, then settings by position or by name."""
        names = self.input_names + self.setting_names
        if len(args) > len(names):
            raise DTypeError(
                f"{self.name}: expected at most {len(names)} arguments ({', '.join(names)}), got {len(args)}"
            )
        given = dict(zip(names, args))
        for name, value in settings.items():
            if name not in names:
                raise DTypeError(f"{self.name}: unexpected argument {name!r}; it takes {', '.join(names)}")
            if name in given:
                raise DTypeError(f"{self.name}: argument {name!r} was given twice, by position and by name")
            given[name] = value
        missing = [n for n in names if n not in given and n not in self.defaults]
        if missing:
            raise DTypeError(f"{self.name}: missing {', '.join(missing)}; it takes {', '.join(names)}")
        inputs = [given.pop(name) for name in self.input_names]
        return inputs, given

    def _wrap(self, result, first):
        """Each result as a Tensor; a view shares the storage, and so the version count, of the input it looks into."""
        tensors = []
        for y in (result,) if self.num_outputs == 1 else result:
            if self.view and isinstance(first, Tensor) and np.may_share_memory(y, first.array):
                first.storage.views = True
                tensors.append(Tensor.of_array(y, first.storage))
            else:
                tensors.append(Tensor.of_array(y, Storage()))
        return tensors

    def _record(self, args, arrays, settings, tensors, saved):
        """Write the call on the tape: where gradients go, and only what the rule asks for."""
        parents, inputs, slots, likes = [], [], [], []
        for i, x in enumerate(args):
            if isinstance(x, Tensor) and x.requires_grad:
                parents.append(x.node or x)  # a leaf stands on the tape itself
                inputs.append(i)
                slots.append(x.slot)
                likes.append((x.array.shape, x.array.dtype))
        kept, versions = [], []
        for kind, key in self.asks:
            if kind == "input":
                kept.append(arrays[key])
                if isinstance(args[key], Tensor):
                    storage = args[key].storage
                    versions.append((storage, storage.version, f"the input {self.input_names[key]!r}"))
            elif kind == "output":
                kept.append(tensors[0].array)
                versions.append((tensors[0].storage, tensors[0].storage.version, "the result"))
            elif kind == "shape":
                kept.append(np.shape(arrays[key]))
            elif kind == "dtype":
                kept.append(getattr(arrays[key], "dtype", None))  # a Python number has none, and no gradient
            elif kind == "setting":
                kept.append(settings.get(key, self.defaults.get(key)))
            elif kind == "needs":
                kept.append(tuple(i in inputs for i in range(self.num_inputs)))
            else:
                kept.append(saved)
        outputs = None
        if self.num_outputs > 1:
            outputs = [(t.array.shape, t.array.dtype, array_module(t.array)) for t in tensors]
        node = Node(self, tuple(parents), tuple(inputs), tuple(slots), tuple(likes), kept, versions, outputs)
        for slot, y in enumerate(tensors):
            if is_floating(y.array.dtype):
                y.node, y.slot, y.requires_grad = node, slot, True

    def _explain(self, cause, arrays, settings):
        """One clear error for arguments that the array library refused."""
        for name, x in zip(self.input_names, arrays):
            if not isinstance(x, (np.ndarray, int, float, bool, np.generic)) and not hasattr(x, "__array_ufunc__"):
                return DTypeError(
                    f"{self.name}: expected a tensor, an array or a number for {name}, got {type(x).__name__}: {x!r}"
                )
        try:
            self.shape(self.name, *(np.shape(x) for x in arrays), **settings)
        except ZerodlError as better:
            return better
        except (ValueError, TypeError, IndexError):
            pass  # the rule has nothing better to say than the array library
        inputs = zip(self.input_names, arrays)
        came = [f"{name} {np.shape(x)} {x.dtype}" if hasattr(x, "dtype") else f"{name} {x!r}" for name, x in inputs]
        came += [f"{name}={repr(value)[:80]}" for name, value in settings.items()]
        kind = DTypeError if isinstance(cause, TypeError) else ShapeError
        if type(cause) is IndexError:  # an axis out of range, which is an IndexError too, is about the shape
            kind = IndexingError
        return kind(f"{self.name}: the arguments do not fit it (got {', '.join(came)}): {cause}")


def composite(*, numpy=()):
    """Enter a plain function, written with other operations, in the table: it needs no gradient rule of its own."""

    def register(function):
        OPS[function.__name__] = function
        for np_function in numpy:
            Tensor.numpy_functions[np_function] = function
        return function

    return register
