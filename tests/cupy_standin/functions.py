"""The stand-in's functions: a call is checked against the table, then imitated or left to NumPy's of the same name."""

import numpy as np

from . import conversion, habit, solver
from .array import ndarray, unwrap, wrap
from .imitation import SPECIAL, in_numpy
from .table import NotImitated, check_call, signature_of

__all__ = ["conversion", "habit", "make", "solver"]

# Reductions and running totals: NumPy lets a 0-d array have an axis 0 here, CuPy does not.
ALONG_AN_AXIS = (
    "all any amax amin argmax argmin count_nonzero cumprod cumsum max mean median min nanmax nanmean nanmin nanprod "
    "nanstd nansum nanvar percentile prod ptp quantile std sum var"
).split()


def make(name, text):
    """``name`` as a function of the stand-in that takes what the table says."""
    own, theirs = SPECIAL.get(name), in_numpy(name)

    def function(*args, **settings):
        check_call(name, text, args, settings)
        if name in ALONG_AN_AXIS:
            _refuse_axis_of_a_number(signature_of(text).bind(*args, **settings).arguments)
        if own is not None:
            return own(*args, **settings)
        if theirs is None:
            raise NotImitated(f"cupy.{name}: CuPy has it, the stand-in does not imitate it")
        with np.errstate(all="ignore"):
            return wrap(theirs(*unwrap(args, name), **{k: unwrap(v, name) for k, v in settings.items()}), _viewed(args))

    module, _, function.__name__ = f"cupy.{name}".rpartition(".")
    function.__module__, function.__qualname__ = module, function.__name__
    return function


def _refuse_axis_of_a_number(given):
    array, axis = next(iter(given.values())), given.get("axis")
    if isinstance(array, ndarray) and array.ndim == 0 and axis is not None and axis != ():
        raise np.exceptions.AxisError(f"axis {axis} is out of bounds for array of dimension 0")


def _viewed(args):
    """The array that a result may be a view of."""
    return next((x for x in args if isinstance(x, ndarray)), None)
