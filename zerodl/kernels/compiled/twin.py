"""Which function has a compiled twin, and when the twin may do its work."""

import functools
import importlib.util
import os

import numpy as np

from ...errors import ArgumentError

LEAST = 4096  # elements; on fewer a call costs more than it saves, and importing numba far more


class _Switch:
    """Whether twins are used at all; the environment variable ``ZERODL_COMPILED=0`` begins with no."""

    on = os.environ.get("ZERODL_COMPILED", "1") != "0"


def use_compiled(enabled):
    """Use compiled twins from now on, or do not; without numba there are none to use.

    Example:
        >>> use_compiled(False)
        >>> is_compiling()
        False
        >>> use_compiled(True)
    """
    _Switch.on = bool(enabled)


@functools.cache
def _numba_is_installed():
    return importlib.util.find_spec("numba") is not None


def is_compiling():
    """Whether twins are used: numba is installed and nobody has switched them off."""
    return _Switch.on and _numba_is_installed()


_twins = {}  # reference: (twin, [(function, the code that it had)])


def has_twin(reference, twin, covers=()):
    """Enter a function that computes the same as ``reference``, from the same arguments, and faster.

    Args: covers: functions that the reference calls; if one of them is replaced, the twin is out of date, too.
    """
    if reference in _twins:
        raise ArgumentError(f"has_twin: {reference.__name__} has a twin already")
    _twins[reference] = twin, [(function, function.__code__) for function in (reference, *covers)]


def has_ready_twin(reference):
    """Whether a twin may take the work of ``reference``: there is one, and the code that it stands for is in place.

    Example:
        >>> has_ready_twin(max)
        False
    """
    if reference not in _twins or not is_compiling():
        return False
    return all(function.__code__ is code for function, code in _twins[reference][1])


def fastest(reference, *arrays):
    """The twin of ``reference`` if it may work on these arrays, else ``reference``.

    It may on NumPy's, of float32 or float64, in one dimension and without gaps; if they are too few for numba to be
    worth its price, or the reference's code is not what it was, the reference does the work.

    Example:
        >>> def double(x):
        ...     x *= 2
        >>> fastest(double, np.ones(3)) is double
        True
    """
    if arrays[0].size < LEAST or not has_ready_twin(reference):
        return reference
    dtype = arrays[0].dtype
    fit = all(type(x) is np.ndarray and x.dtype == dtype and x.ndim == 1 and x.flags.c_contiguous for x in arrays)
    return _twins[reference][0] if fit and dtype.char in "fd" else reference


@functools.cache
def compiled(loop):
    """``loop``, a function of plain loops over arrays, as machine code, which is kept on disk for the next time.

    While it runs, other threads of Python may run, too. It rounds as the loop says: no operations are contracted or
    put in another order, so that it gives NumPy's results to the last bit.
    """
    import numba

    try:
        return numba.njit(loop, nogil=True, error_model="numpy", cache=True)
    except RuntimeError:  # there is no folder that numba may write to
        return numba.njit(loop, nogil=True, error_model="numpy")
