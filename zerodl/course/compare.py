"""Find the first place where two pieces of plain data differ."""

from dataclasses import dataclass

import numpy as np

UNCOMPARED = ("call", "names", "message", "line")  # written down for the reader, not part of what is asked

# How far two right answers may be apart, from the order in which they add: (relative, absolute).
_CLOSE = {
    "float64": (1e-7, 1e-10),
    "float32": (1e-4, 1e-6),
    "float16": (1e-2, 1e-3),
    "bfloat16": (4e-2, 4e-3),
    "complex128": (1e-7, 1e-10),
    "complex64": (1e-4, 1e-6),
}


@dataclass(frozen=True)
class Difference:
    """Where (``path``: keys and positions from the top), of what kind, and the two values there.

    ``kind`` is "missing", "extra", "type", "length", "dtype", "shape" or "value". Where a key is missing, ``got`` is
    the dictionary that lacks it; where one is extra, ``expected`` is.
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
    if is_number(expected) and is_number(got):
        return _compare_numbers(expected, got, path)
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


def at(data, path):
    """What lies at a path in plain data; None if there is nothing."""
    for step in path:
        inside = step in data if type(data) is dict else type(data) is list and type(step) is int and step < len(data)
        if not inside:
            return None
        data = data[step]
    return data


def is_number(value):
    """Whether this piece of plain data is one number or an array of them."""
    return type(value) in (int, float, np.ndarray)


def _compare_dicts(expected, got, path):
    for key, value in expected.items():
        if key in UNCOMPARED:
            continue
        if key not in got:
            return Difference((*path, key), "missing", value, got)
        if difference := first_difference(value, got[key], (*path, key)):
            return difference
    extra = [key for key in got if key not in expected and key not in UNCOMPARED]
    return Difference((*path, extra[0]), "extra", expected, got[extra[0]]) if extra else None


def _compare_numbers(expected, got, path):
    if np.shape(expected) != np.shape(got):
        return Difference(path, "shape", expected, got)
    if type(expected) is type(got) is np.ndarray and expected.dtype != got.dtype:
        return Difference(path, "dtype", expected, got)
    return None if _close(expected, got) else Difference(path, "value", expected, got)


def _close(expected, got):
    if type(expected) is type(got) is int:  # of any size
        return expected == got
    e, g = np.asarray(expected), np.asarray(got)
    if e.dtype == object or g.dtype == object:  # a whole number beyond 64 bits beside a float
        return False
    tolerances = [_CLOSE[dtype.name] for dtype in (e.dtype, g.dtype) if dtype.name in _CLOSE]
    if not tolerances:
        return np.array_equal(e, g)
    rtol, atol = max(tolerances)
    wide = np.complex128 if "c" in (e.dtype.kind, g.dtype.kind) else np.float64
    with np.errstate(all="ignore"):
        return bool(np.allclose(g.astype(wide), e.astype(wide), rtol=rtol, atol=atol, equal_nan=True))
