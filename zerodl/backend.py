"""Which array library an array belongs to, and the few things that NumPy's own dispatch does not cover.

Op code calls NumPy's functions, ``np.sum(x, axis)``: they dispatch to CuPy arrays and to Tensors by themselves.
Functions that create arrays have no array argument to dispatch on, so they come from here and are told whom to follow.
"""

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


def is_floating(dtype):
    """Whether a dtype can carry a gradient: float16, float32, float64, or bfloat16 (whose NumPy kind is 'V').

    Example:
        >>> is_floating(np.dtype(np.float32)), is_floating(np.dtype(np.int64))
        (True, False)
    """
    return dtype.kind == "f" or dtype.name == "bfloat16"
