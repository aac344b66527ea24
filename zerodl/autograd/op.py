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

from ..backend import is_floating
from ..config import grad_mode
from ..errors import ArgumentError, GradientError, ZerodlError
from .call import explain, refuse_lists, sort_arguments
from .node import record
from .promotion import FLOAT32, FLOAT64, is_half, narrow, widen
from .storage import Storage
from .table import IN_PLACE, METHODS, OPS
from .tensor import Tensor
from .view import View


class Saved:
    """What a forward hands to its own gradient besides the result: a mask, an argmax.

    A forward that returns ``Saved(y, mask)`` gives ``y`` to the caller, and ``mask`` to a rule that asks for ``saved``.
    """

    __slots__ = ("result", "saved")

    def __init__(self, result, saved):
        self.result = result
        self.saved = saved


def op(*, shape, outputs=1, view=False, many=False, promote=None, any_dtype=False, constant_saved=False, method=True,
       in_place=False, numpy=()):  # fmt: skip
    """Turn a function on arrays into a differentiable operation and enter it in the table under its own name.

    Parameters before a ``/`` in the signature are inputs: arrays or tensors; those after it are settings. Without a
    ``/`` all are inputs.

    Args:
        shape: a rule ``(op name, *input shapes, **settings) -> result shape`` that raises ShapeError when they do not
            fit; of several results it describes the first.
        outputs: how many arrays the function returns; None for a list or tuple of any length.
        view: the result may share memory with the first input.
        many: the one input is a list of arrays; the rule gives a list of gradients.
        promote: brings a list of inputs to a common dtype before the call, see ``promotion``; None leaves them alone.
        any_dtype: the function takes 16-bit floats as they are; the others get them in float32, and their results are
            rounded. So it must be for whatever only moves elements, or has a dtype as a setting.
        constant_saved: what the forward saves does not depend on its inputs in a way that has a derivative (a random
            mask), so gradients of gradients may treat it as fixed. Integers and booleans never depend so.
        method: the operation is a method of Tensor too. in_place: so is its form that overwrites, ``name_``.
        numpy: NumPy's functions that mean this operation, ``np.multiply`` for ``mul``; called with a tensor they come
            here.
    """

    def register(forward):
        made = Op(forward, shape, outputs, view, many, promote, any_dtype or view, constant_saved)
        _enter(made, made.name, method, in_place, numpy)
        return made

    return register


def composite(*, method=True, in_place=False, numpy=()):
    """Enter a plain function, written with other operations, in the table: it needs no gradient rule of its own."""

    def register(function):
        _enter(function, function.__name__, method, in_place, numpy)
        return function

    return register


def _enter(function, name, method, in_place, numpy):
    OPS[name] = function
    if method:
        METHODS.append(name)
    if in_place:
        IN_PLACE.append(name)
    for np_function in numpy:
        Tensor.numpy_functions[np_function] = function


class Op:
    """A differentiable operation. Calling it with a tensor records it; calling it with arrays just computes."""

    def __init__(self, forward, shape, num_outputs, view, many, promote, any_dtype, constant_saved):
        functools.update_wrapper(self, forward)
        self.name = forward.__name__
        self.forward = forward
        self.shape = shape
        self.num_outputs = num_outputs
        self.view = view
        self.many = many
        self.promote = promote
        self.any_dtype = any_dtype
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
        self.defaults = {p.name: p.default for p in parameters if p.default is not p.empty}
        self.needs_settings = any(p.default is p.empty for p in settings)

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
        gradient for each input, None for one that has none. Of an op with several outputs, ``g`` is a list; of one that
        takes a list, what it asks for are lists, and so is what it returns.
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
        places = [slice(None)] if self.many else range(self.num_inputs)
        can = {name: ("input", i) for i, name in zip(places, self.input_names)}
        can |= {f"{name}_shape": ("shape", i) for i, name in zip(places, self.input_names)}
        can |= {f"{name}_dtype": ("dtype", i) for i, name in zip(places, self.input_names)}
        can |= {name: ("setting", name) for name in self.setting_names}
        if self.num_outputs == 1:
            can["y"] = ("output", None)
        return can | {"saved": ("saved", None), "needs": ("needs", None)}

    def refuse_saved(self, saved):
        """Second derivatives would be silently wrong if a floating ``saved`` depends on the inputs."""
        parts = saved if isinstance(saved, tuple) else (saved,)
        if not self.constant_saved and any(hasattr(part, "dtype") and is_floating(part.dtype) for part in parts):
            raise GradientError(
                f"{self.name}: its gradient uses a floating array saved by the forward, so a gradient of the gradient "
                "would be wrong. Second derivatives of this operation are not available"
            )

    # --- the call -----------------------------------------------------------------------------------------------------

    def __call__(self, *args, **settings):
        if settings or self.needs_settings or len(args) != self.num_inputs:
            args, settings = sort_arguments(self, args, settings)
        if self.many:
            args = tuple(args[0])
        arrays, recording, any_tensor, dtype, settled = [], False, False, None, True
        for x in args:
            if isinstance(x, Tensor):
                any_tensor = True
                if x.window is not None and x.window.version != x.storage.version:
                    x.refresh()
                recording = recording or x._requires_grad
                x = x.array
                if x.dtype is not dtype:
                    settled = settled and dtype is None and (x.dtype is FLOAT32 or x.dtype is FLOAT64)
                    dtype = x.dtype
            elif type(x) is not float and type(x) is not int:
                settled = False
            arrays.append(x)
        if not any_tensor:
            refuse_lists(self, args)
            result = self._run(arrays, settings)
            return result.result if type(result) is Saved else result
        half = None
        try:
            if not settled:
                refuse_lists(self, args)
                if self.promote is not None:
                    args = self.promote(args)
                    arrays = [x.array if isinstance(x, Tensor) else x for x in args]
                half = None if self.any_dtype else next((x.dtype for x in arrays if is_half(x)), None)
            result = self._run(arrays if half is None else widen(arrays), settings)
        except ZerodlError:
            raise
        except (ValueError, TypeError, IndexError) as cause:
            raise explain(self, cause, arrays, settings) from cause
        saved = None
        if type(result) is Saved:
            saved, result = result.saved, result.result
        if half is not None:
            result = narrow(result, half)
        tensors = self._wrap(result, args[0] if args else None, settings)
        if recording and grad_mode.enabled and self.rule is not None:
            record(self, args, arrays, settings, tensors, saved, half is not None)
        return tensors[0] if self.num_outputs == 1 else tuple(tensors)

    def _run(self, arrays, settings):
        return self.forward(arrays, **settings) if self.many else self.forward(*arrays, **settings)

    def _wrap(self, result, first, settings):
        """Each result as a Tensor; a view shares the storage, and so the version count, of the input it looks into."""
        tensors = []
        for slot, y in enumerate((result,) if self.num_outputs == 1 else result):
            if self.view and isinstance(first, Tensor) and np.may_share_memory(y, first.array):
                tensors.append(Tensor.of_array(y, first.storage))
                tensors[-1].window = View.of(first, self, settings, slot)
            else:
                tensors.append(Tensor.of_array(y, Storage()))
        return tensors
