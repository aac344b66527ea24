"""Changes in place: the tensor stays, its values and its place on the tape are new."""

import functools

import numpy as np

from ..backend import arange_like
from ..config import grad_mode
from ..errors import ArgumentError, DTypeError, GradientError, ShapeError
from .promotion import promote_types
from .storage import Storage
from .table import OPS


def change(tensor, name, *args, **settings):
    """Compute an operation and write its result over the tensor's values: ``x.add_(1)`` for ``add``.

    The operation sees a copy of the old values, so what it keeps for its gradient stays right; an operation that kept
    the tensor itself will notice at the backward pass that its version has moved.

    Raises: ShapeError, DTypeError if the result does not fit into the tensor; GradientError for a leaf that requires a
        gradient, or a view of one, outside ``no_grad``; ArgumentError for memory that can only be read.
    """
    recorded = _is_recorded(tensor, *args)
    if recorded:
        _refuse_leaf(tensor, name)
    before = snapshot(tensor, np.copy(tensor.array)) if recorded else tensor
    changed = OPS[name](before, *args, **settings)
    _refuse_misfit(tensor, changed, name)
    try:
        tensor.array[...] = changed.array
    except ValueError as cause:
        raise ArgumentError(f"{name}_: this tensor can only be read ({cause}); work on x.clone()") from cause
    tensor.storage.version += 1
    if changed.requires_grad:
        if changed.dtype != tensor.dtype:
            changed = OPS["cast"](changed, dtype=tensor.dtype)
        _move_on_tape(tensor, changed)
    return tensor


def assign(tensor, key, value):
    """``tensor[key] = value``. With integers and slices and nothing to record, the rest of the tensor is left alone."""
    parts = key if isinstance(key, tuple) else (key,)
    basic = all(type(part) in (int, slice, type(None), type(...)) for part in parts)
    alike = type(value) in (int, float) or getattr(value, "dtype", None) == tensor.dtype
    if basic and alike and not _is_recorded(tensor, value):
        try:
            tensor.array[key] = getattr(value, "array", value)
            tensor.storage.version += 1
            return
        except (IndexError, ValueError, TypeError, OverflowError):
            pass  # the operation has words for what is wrong
    change(tensor, "setitem", value, key=key)


def _is_recorded(tensor, *others):
    """Whether a change of the tensor by the others belongs on the tape."""
    concerned = (tensor, *others) if tensor.window is None else (tensor, tensor.window.base, *others)
    return grad_mode.enabled and any(getattr(x, "requires_grad", False) for x in concerned)


def snapshot(tensor, array):
    """A tensor with other memory and the same place on the tape."""
    copy = type(tensor).of_array(array, Storage())
    copy.node, copy.slot, copy._requires_grad = tensor.node, tensor.slot, tensor._requires_grad
    return copy


def _move_on_tape(tensor, changed):
    """Give the tensor the place on the tape that the result has; of a view it is the base that gets a new place.

    The base is now "the old base, with the result where the view looks", and the view looks into that.
    """
    after, moved = changed, tensor
    if tensor.window is not None:
        moved = tensor.window.base
        flat = OPS["reshape"](snapshot(moved, moved.array), shape=(-1,))
        places = tensor.window.look(np.reshape(arange_like(moved.array.size, moved.array), moved.shape))
        after = OPS["reshape"](OPS["setitem"](flat, changed, key=(places,)), shape=moved.shape)
    moved.node, moved.slot, moved._requires_grad = after.node, after.slot, True
    tensor.refresh()


def _refuse_leaf(tensor, name):
    root = tensor if tensor.window is None else tensor.window.base
    if root.requires_grad and root.node is None:
        a_leaf = "a leaf" if root is tensor else "a view of a leaf"
        raise GradientError(
            f"{name}_: in-place change of {a_leaf} that requires a gradient: its own gradient would be lost. Update "
            "parameters inside no_grad(), or work on x.clone()"
        )
    if tensor.window is not None and tensor.window.steps is None:
        raise GradientError(
            f"{name}_: this view was taken inside no_grad(), so the tape cannot tell which part of its base changes. "
            "Take the view outside, or work on x.clone()"
        )


def _refuse_misfit(tensor, changed, name):
    if changed.shape != tensor.shape:
        raise ShapeError(f"{name}_: the result has shape {changed.shape}, it does not fit in place into {tensor.shape}")
    kinds = [0 if d == np.bool_ else 1 if d.kind in "iu" else 2 for d in (changed.dtype, tensor.dtype)]
    if kinds[0] > kinds[1]:
        wide = promote_types(changed.dtype, tensor.dtype)
        raise DTypeError(
            f"{name}_: the result is {changed.dtype}, it does not fit in place into {tensor.dtype}; begin with a "
            f"tensor of {wide}"
        )


def method(name):
    """``x.NAME_(…)`` for the operation NAME: a real function, so that help() and Tab know it."""

    def change_in_place(self, *args, **settings):
        return change(self, name, *args, **settings)

    functools.update_wrapper(change_in_place, OPS[name], updated=())
    change_in_place.__name__ = change_in_place.__qualname__ = f"{name}_"
    change_in_place.__doc__ = f"``{name}`` in place: its result overwrites this tensor, which is returned.\n\n" + (
        f"See ``zerodl.{name}``."
    )
    return change_in_place
