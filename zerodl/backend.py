"""Which array library an array belongs to, and the few things that NumPy's own dispatch does not cover.

Op code calls NumPy's functions, ``np.sum(x, axis)``: they dispatch to CuPy arrays and to Tensors by themselves.
Functions that create arrays have no array argument to dispatch on, so they come from here and are told whom to follow.
"""

import contextlib
import functools
import sys

import numpy as np


@functools.cache
def _module_of_type(array_type):
    """The module, NumPy or CuPy, that makes arrays of this type; cached, so it usually costs a dictionary look-up."""
    root = array_type.__module__.partition(".")[0]
    return sys.modules["cupy"] if root == "cupy" else np


def array_module(array):
    """The array library of ``array``: ``numpy``, or ``cupy`` when it lives on a GPU. CuPy is never imported for it.

    Example:
        >>> array_module(np.ones(3)).__name__
        'numpy'
    """
    return _module_of_type(type(array))


def arange_like(n, like):
    """The integers 0 … n-1 in the array library of ``like``."""
    return array_module(like).arange(n)


def zeros_of(shape, dtype, like):
    """Zeros of the given shape and dtype in the array library of ``like``."""
    return array_module(like).zeros(shape, dtype)


def strided_view(x, shape, strides, writeable=True):
    """The memory of ``x``, from its first element on, looked at with other lengths and strides (in bytes).

    Nothing keeps the look inside the memory of ``x``: whoever calls this has worked out that it is. NumPy's view can be
    made one that can only be read, for when several of its elements are one; CuPy does not know such.
    """
    view = array_module(x).lib.stride_tricks.as_strided(x, shape, strides)
    if not writeable and array_module(x) is np:
        view.flags.writeable = False
    return view


def is_floating(dtype):
    """Whether a dtype can carry a gradient: float16, float32, float64, or bfloat16 (whose NumPy kind is 'V').

    Example:
        >>> is_floating(np.dtype(np.float32)), is_floating(np.dtype(np.int64))
        (True, False)
    """
    return dtype.kind == "f" or dtype.name == "bfloat16"


def add_at(array, key, values):
    """array[key] += values, in place; an element that the key names several times receives several times.

    Sums of 16-bit floats are made in float32, and rounded once.
    """
    _change_at("add", array, key, values)


def maximum_at(array, key, values):
    """array[key] = maximum(array[key], values), in place, for every value that the key sends to an element."""
    _change_at("maximum", array, key, values)


def minimum_at(array, key, values):
    """array[key] = minimum(array[key], values), in place, for every value that the key sends to an element."""
    _change_at("minimum", array, key, values)


def _change_at(name, array, key, values):
    """A ufunc's ``at``, asked of the array's own library: NumPy's does not hand a key in a tuple on to CuPy.

    CuPy's takes no numbers of 8 and 16 bits; they are changed in 32, and cut back to what they were.
    """
    at = getattr(array_module(array), name).at
    if array.dtype.itemsize >= 4:
        at(array, key, values)
        return
    dtype = np.float32 if is_floating(array.dtype) else np.int32
    wide = array.astype(dtype)
    at(wide, key, values.astype(dtype) if hasattr(values, "astype") else values)
    array[...] = wide.astype(array.dtype)


def multiply_at(array, key, values):
    """array[key] *= values, in place, for every value that the key sends to an element.

    CuPy has no such function, so there the product is made on the CPU.
    """
    if array_module(array) is np:
        np.multiply.at(array, key, values)
        return
    on_cpu = array.get()
    np.multiply.at(on_cpu, tuple(k.get() if hasattr(k, "get") else k for k in key), values.get())
    array[...] = array_module(array).asarray(on_cpu)


def eye_like(n, like):
    """The identity matrix of n rows, in the dtype and the array library of the array (or tensor) ``like``."""
    like = getattr(like, "array", like)
    return array_module(like).eye(n, dtype=like.dtype)


def ones_of(shape, dtype, like):
    """Ones of the given shape and dtype in the array library of the array (or tensor) ``like``."""
    return array_module(getattr(like, "array", like)).ones(shape, dtype)


def solver_errors(like):
    """A ``with`` block in which linear algebra raises LinAlgError for what has no solution, in either array library.

    NumPy always does. CuPy, unless it is asked to wait for the GPU and look, goes on with whatever came out.

    Example:
        >>> with solver_errors(np.eye(2)):
        ...     inverse = np.linalg.inv(np.eye(2))
    """
    if array_module(like) is np:
        return contextlib.nullcontext()
    import cupyx

    return cupyx.errstate(linalg="raise")
