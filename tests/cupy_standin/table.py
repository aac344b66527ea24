"""What CuPy can be asked for, as ``tools/cupy_names.py`` found it, and the check of a call against it."""

import functools
import inspect
import json
from pathlib import Path

import ml_dtypes
import numpy as np

TABLE = json.loads(Path(__file__).with_name("names.json").read_text(encoding="utf-8"))

BFLOAT16 = np.dtype(ml_dtypes.bfloat16)
SCALARS = {int, float, complex, bool} | {np.dtype(char).type for char in "?bhilqBHILQefdFD"} | {BFLOAT16.type}


@functools.cache
def signature_of(text):
    """``(a, axis=None)`` as an inspect.Signature."""
    return inspect.signature(eval(f"lambda {text[1:-1]}: None"))  # noqa: S307 — the text comes from our own table


def check_call(name, text, args, settings):
    """Raise the TypeError that CuPy would raise for arguments that its function does not have."""
    try:
        signature_of(text).bind(*args, **settings)
    except TypeError as cause:
        raise TypeError(f"cupy.{name}{text} was called otherwise: {cause}") from None


def loops_of(text):
    """The loops of a ufunc, ``bb->b ff->f``, as pairs of tuples of dtypes."""
    pairs = (loop.split("->") for loop in text.split())
    return [tuple(tuple(BFLOAT16 if c == "E" else np.dtype(c) for c in side) for side in pair) for pair in pairs]


class Refused(TypeError):
    """CuPy has no such thing, or does not do it: what the tests of operations are looking for."""


class NotImitated(NotImplementedError):
    """CuPy has it, but the stand-in does not; imitate it in ``functions.py``."""
