"""Find the first place where two pieces of plain data differ."""

from dataclasses import dataclass

import numpy as np

from ..backend import is_floating

UNCOMPARED = ("call", "names", "message", "line")  # written down for the reader, not part of what is asked

# How far two right answers may be apart, from the order in which they add: (relative, absolute), by the dtype's
# precision.
_CLOSE = {8: (1e-7, 1e-10), 4: (1e-4, 1e-6), 2: (1e-2, 1e-3)}


@dataclass(frozen=True)
class Difference:
    """Where (``path``: keys and positions from the top), of what kind, and the two values there.

    ``kind`` is "missing", "extra", "type", "length", "dtype", "shape" or "value".
    """

    path: tuple
    kind: str
    expected: object
    got: object


def first_difference(expected, got, path=()):
    """The first Difference between two pieces of plain data, or None.

    Numbers are compared with a tolerance that fits their precision; NaN equals NaN.

    Example:
        >>> first_difference({"result": 1.0}, {"result": 2.0}).path
        ('result',)
    """
    if _is_number(expected) and _is_number(got):
        return _compare_numbers(np.asarray(expected), np.asarray(got), path, expected, got)
    if type(expected) is not type(got):
        return Difference(path, "type", expected, got)
    if type(expected) is dict:
        return _compare_dicts(expected, got, path)
    if type(expected) is list:
        if len(expected) != len(got):
            return Difference(path, "length", expected, got)
        found = (first_difference(e, g, (*path, i)) for i, (e, g) in enumerate(zip(expected, got)))
        return next((difference for difference in found if difference), None)
    return None if expected == got else Difference(path, "value", expected, got)


def agree(expected, got):
    """Whether two pieces of plain data are the same, rounding aside."""
    return first_difference(expected, got) is None


def _is_number(value):
    return type(value) in (int, float, np.ndarray)


def _compare_dicts(expected, got, path):
    for key, value in expected.items():
        if key in UNCOMPARED:
            continue
        if key not in got:
            return Difference((*path, key), "missing", expected, got)
        if difference := first_difference(value, got[key], (*path, key)):
            return difference
    extra = [key for key in got if key not in expected and key not in UNCOMPARED]
    return Difference((*path, extra[0]), "extra", expected, got) if extra else None


def _compare_numbers(e, g, path, expected, got):
    both_arrays = type(expected) is type(got) is np.ndarray
    if e.shape != g.shape:
        return Difference(path, "shape", expected, got)
    if both_arrays and e.dtype != g.dtype:
        return Difference(path, "dtype", expected, got)
    if is_floating(e.dtype) or is_floating(g.dtype):
        rtol, atol = _CLOSE[min(e.dtype.itemsize, g.dtype.itemsize, 8)] if both_arrays else _CLOSE[8]
        same = np.allclose(g.astype(np.float64), e.astype(np.float64), rtol=rtol, atol=atol, equal_nan=True)
    else:
        same = np.array_equal(e, g)
    return None if same else Difference(path, "value", expected, got)
