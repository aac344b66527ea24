"""Linear algebra as CuPy does it: no 16-bit floats, plain tuples, and no error unless it is asked for."""

import numpy as np

from .array import ndarray, wrap
from .imitation import SPECIAL, imitates, numpys


class errstate:
    """cupyx.errstate: in a ``with errstate(linalg="raise")`` block what cannot be solved raises LinAlgError."""

    linalg = "ignore"

    def __init__(self, *, linalg=None):
        self._wanted = linalg

    def __enter__(self):
        self._before, errstate.linalg = errstate.linalg, self._wanted or errstate.linalg

    def __exit__(self, *error):
        errstate.linalg = self._before


def _linalg(name):
    """CuPy's form of a decomposition: no 16-bit floats, plain tuples, and NaN where NumPy raises LinAlgError."""

    def decompose(a, *args, **settings):
        for x in (a, *args):
            if isinstance(x, ndarray) and x.dtype == np.float16:
                raise TypeError("float16 is unsupported in linalg")
            if isinstance(x, np.ndarray):
                raise np.linalg.LinAlgError("cupy.linalg only supports cupy.ndarray")
        if name == "solve":
            _refuse_broadcast(a, *args)
        if a.ndim < 2 or a.shape[-2] != a.shape[-1] or errstate.linalg == "raise":
            return numpys(f"linalg.{name}", a, *args, **settings)  # raises what has to be raised
        try:
            return numpys(f"linalg.{name}", a, *args, **settings)
        except np.linalg.LinAlgError:
            like = args[0] if name == "solve" else a  # the solver sets a flag that nobody reads
            return wrap(np.full(like.shape, np.nan, np.result_type(like.dtype, np.float32)))

    return decompose


def _refuse_broadcast(a, b):
    if b.ndim > 1 and a.shape[:-1] != b.shape[:-1]:
        raise ValueError(
            "a must have (..., M, M) shape and b must have (..., M, K) for multidimensional b: CuPy does not broadcast"
        )


for _name in ("cholesky", "inv", "solve", "det", "slogdet", "eigh", "eigvalsh"):
    SPECIAL[f"linalg.{_name}"] = _linalg(_name)


def _rectangular(name):
    def decompose(a, *args, **settings):
        if a.dtype == np.float16:
            raise TypeError("float16 is unsupported in linalg")
        return numpys(f"linalg.{name}", a, *args, **settings)

    return decompose


for _name in ("svd", "qr"):
    SPECIAL[f"linalg.{_name}"] = _rectangular(_name)


@imitates("linalg.norm")
def norm(x, ord=None, axis=None, keepdims=False):
    return numpys("linalg.norm", x, ord, axis, keepdims)
