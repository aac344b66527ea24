"""The stand-in's ufuncs: NumPy's arithmetic, with the loops, the arguments and the promotion of CuPy's."""

import numpy as np

from .array import ndarray, plain_key, wrap
from .table import SCALARS, NotImitated, loops_of

KINDS = {"b": 0, "i": 1, "u": 1, "f": 2, "V": 2, "c": 3}
AT = {
    "add": "i4 i8 f2 f4 f8 u4 u8", "subtract": "i4 u4", "maximum": "i4 i8 f4 f8 u4 u8",
    "minimum": "i4 i8 f4 f8 u4 u8", "bitwise_and": "i4 i8 u4 u8", "bitwise_or": "i4 i8 u4 u8",
    "bitwise_xor": "i4 i8 u4 u8",
}  # fmt: skip


class ufunc:
    """One of CuPy's ufuncs. It takes no ``where``, reduces only sums and products, and gives arrays, never numbers."""

    __module__ = "cupy"

    def __init__(self, name, nin, nout, loops, function):
        self.name = f"cupy_{name}"
        self.__name__ = name
        self.nin, self.nout, self.nargs = nin, nout, nin + nout
        self.loops = loops_of(loops)
        self.chosen = {}  # what the inputs were, and the loop they got
        self.types = loops.split()
        self.function = function

    def __repr__(self):
        return f"<ufunc {self.name!r}>"

    def __call__(self, *args, **settings):
        out = settings.pop("out", None)
        dtype = settings.pop("dtype", None)
        casting = settings.pop("casting", "same_kind")
        where = settings.pop("_where", None)
        if settings:
            raise TypeError(f"Wrong arguments {settings}")
        if where is not None:
            raise NotImitated(f"{self.name}: _where")
        if not self.nin <= len(args) <= self.nargs:
            raise TypeError(f"Wrong number of arguments for {self.name!r}: {len(args)}")
        inputs, outputs = args[: self.nin], args[self.nin :]
        if out is not None:
            outputs = out if isinstance(out, tuple) else (out,)
            if len(outputs) != self.nout:
                raise ValueError("'out' must be a tuple of arrays")
        for x in (*inputs, *outputs):
            if x is not None and not isinstance(x, ndarray) and type(x) not in SCALARS:
                raise TypeError(f"Unsupported type {type(x)}")
        if self.function is None:
            raise NotImitated(f"cupy.{self.__name__}: CuPy has it, the stand-in does not imitate it")
        ins, outs = self._loop(inputs, dtype)
        inputs = [x._inside if isinstance(x, ndarray) else np.array(x, loop) for x, loop in zip(inputs, ins)]
        with np.errstate(all="ignore"):
            results = self.function(*(np.asarray(x).astype(loop) for x, loop in zip(inputs, ins)))
        results = results if isinstance(results, tuple) else (results,)
        results = [np.asarray(y).astype(loop) for y, loop in zip(results, outs)]
        outputs = list(outputs) + [None] * (self.nout - len(outputs))
        given = [self._write(y, o, casting) if o is not None else wrap(y) for y, o in zip(results, outputs)]
        return given[0] if self.nout == 1 else tuple(given)

    def _loop(self, inputs, dtype):
        """The dtypes in which an input is computed with, and those of the results."""
        kinds = tuple(x.dtype if hasattr(x, "dtype") else type(x) for x in inputs)
        if (kinds, dtype) not in self.chosen:
            self.chosen[kinds, dtype] = self._first_fitting(kinds, dtype)
        return self.chosen[kinds, dtype]

    def _first_fitting(self, inputs, dtype):
        """The first loop that the inputs can be cast to; Python numbers adapt unless their kind is the higher one."""
        if dtype is not None:
            fitting = [loop for loop in self.loops if all(t == np.dtype(dtype) for t in loop[1])]
        else:
            weak = [x in (int, float, complex) for x in inputs]
            types = [np.dtype(x) for x in inputs]
            kinds = [[KINDS[t.kind] for t, w in zip(types, weak) if w == chosen] for chosen in (True, False)]
            adapts = kinds[0] and kinds[1] and max(kinds[1]) >= max(kinds[0])
            fitting = [loop for loop in self.loops if all(map(fits, inputs, types, [adapts] * self.nin, loop[0]))]
        if not fitting:
            raise TypeError(f"Wrong type ({dtype or inputs}) of arguments for {self.name}")
        return fitting[0]

    def _write(self, result, out, casting):
        if out.shape != result.shape:
            raise ValueError(f"{self.name}: out has shape {out.shape}, expected {result.shape}")
        if not np.can_cast(result.dtype, out.dtype, casting):
            raise TypeError(f"Cannot cast array data from {result.dtype!r} to {out.dtype!r} according to {casting!r}")
        out._inside[...] = result
        return out

    # --- the other ways to call one -----------------------------------------------------------------------------------

    def outer(self, a, b, **settings):
        from . import cupy

        a, b = cupy.asarray(a), cupy.asarray(b)
        return self(cupy.reshape(a, a.shape + (1,) * b.ndim), b, **settings)

    def at(self, a, indices, b=None):
        """In place, elements that are named twice are changed twice."""
        if self.__name__ not in AT:
            raise NotImplementedError(f"`{self.name}.at` is not supported yet")
        if isinstance(b, np.ndarray) and b.ndim:
            b = wrap(b)  # CuPy copies it to the GPU by itself
        key, advanced = plain_key(indices, a.shape)
        if advanced and a.dtype not in [np.dtype(t) for t in AT[self.__name__].split()]:
            raise TypeError(f"cupy.{self.__name__}.at only supports {AT[self.__name__]} as data type")
        if not advanced:
            self(a[indices], b, a[indices])
            return
        value = b._inside if isinstance(b, ndarray) else b
        self.function.at(a._inside, key, np.asarray(value).astype(a.dtype))

    def reduce(self, array, axis=0, dtype=None, out=None, keepdims=False):
        return getattr(array, self._of("reduce", add="sum", multiply="prod"))(axis, dtype, out, keepdims)

    def accumulate(self, array, axis=0, dtype=None, out=None):
        return getattr(array, self._of("accumulate", add="cumsum", multiply="cumprod"))(axis, dtype, out)

    def reduceat(self, array, indices, axis=0, dtype=None, out=None):
        raise NotImitated(f"{self.name}.reduceat")

    def _of(self, method, **names):
        if self.__name__ not in names:
            raise NotImplementedError(f"`{self.name}.{method}` is not supported yet")
        return names[self.__name__]


def fits(kind, dtype, adapts, to):
    """Whether a loop takes an input: by a safe cast, or because it is a Python number that adapts to it."""
    if dtype == to or np.can_cast(dtype, to):
        return True
    try:
        return bool(adapts) and kind in (int, float, complex) and np.result_type(kind(0), to) == to
    except TypeError:  # no common dtype with bfloat16
        return False
