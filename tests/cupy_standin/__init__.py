"""A strict stand-in for CuPy, on the CPU.

It computes with NumPy, but behaves as CuPy 14.2 does: what the table ``names.json`` does not list does not exist, an
argument that CuPy's function lacks is refused, nothing becomes a NumPy array by itself, nothing of NumPy's mixes with
it, and every result is an array. ``installed()`` puts it in the place of ``cupy`` for a while.

The table comes from the real CuPy (``tools/cupy_names.py``), the habits from its source. What CuPy has and the stand-in
lacks raises NotImitated; what only a GPU can show is listed in ``tests/gpu/test_gpu.py``.
"""

import contextlib
import sys
from types import ModuleType

import numpy as np

from . import cuda, functions, operator
from .array import ndarray
from .table import TABLE, NotImitated, Refused
from .ufunc import ufunc

__all__ = ["NotImitated", "Refused", "cupy", "installed", "ndarray", "operator", "special"]


VERSION = TABLE["versions"]["cupy"]


class _Module(ModuleType):
    """A module of CuPy: it has what the table lists and nothing else."""

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        if name in TABLE.get(self.__name__, {}):
            raise NotImitated(f"{self.__name__}.{name}: CuPy has it, the stand-in does not imitate it")
        raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}; CuPy {VERSION} does not have it")


def _module(name):
    """One of CuPy's modules, filled from the table."""
    made = _Module(name)
    prefix = name.partition("cupy.")[2]
    for called, form in TABLE[name].items():
        thing = _thing(f"{prefix}.{called}" if prefix else called, called, form)
        if thing is not None:
            setattr(made, called, thing)
    return made


def _thing(path, name, form):
    """What stands under one name of the table, as far as it is imitated."""
    if form == "numpy":
        return getattr(np, name)
    if form.startswith("ufunc"):
        _, nin, nout, loops = form.split(" ", 3)
        return ufunc(name, int(nin), int(nout), loops, getattr(np, name, None))
    if form.startswith("gufunc"):
        return functions.make(path, form.partition(" ")[2])
    return functions.make(path, form) if form.startswith("(") else None


cupy = _module("cupy")
cupy.__version__ = VERSION
cupy.ndarray, cupy.ufunc = ndarray, ufunc
cupy.cuda = cuda.make()
cupy.get_default_memory_pool = cuda.Pool
cupy.linalg, cupy.fft, cupy.random = _module("cupy.linalg"), _module("cupy.fft"), _module("cupy.random")
cupy.linalg.LinAlgError = np.linalg.LinAlgError
cupy.exceptions = np.exceptions
cupy.lib = _module("cupy.lib")
cupy.lib.stride_tricks = _module("cupy.lib.stride_tricks")
cupyx = _module("cupyx")
cupyx.errstate = functions.solver.errstate
cupyx.scipy = _Module("cupyx.scipy")
cupyx.scipy.special = special = _module("cupyx.scipy.special")

MODULES = {
    "cupy": cupy, "cupy.cuda": cupy.cuda, "cupy.cuda.runtime": cupy.cuda.runtime, "cupy.exceptions": cupy.exceptions,
    "cupy.fft": cupy.fft, "cupy.lib": cupy.lib, "cupy.lib.stride_tricks": cupy.lib.stride_tricks,
    "cupy.linalg": cupy.linalg, "cupy.random": cupy.random, "cupyx": cupyx, "cupyx.scipy": cupyx.scipy,
    "cupyx.scipy.special": special,
}  # fmt: skip


def _with_scipys_functions():
    """SciPy computes the special functions, where it is installed (scikit-learn brings it)."""
    with contextlib.suppress(ImportError):
        import scipy.special

        for name, thing in vars(special).items():
            if isinstance(thing, ufunc):
                thing.function = thing.function or getattr(scipy.special, name, None)


_with_scipys_functions()


@contextlib.contextmanager
def installed():
    """A ``with`` block in which ``import cupy`` finds the stand-in."""
    before = {name: sys.modules.get(name) for name in MODULES}
    sys.modules.update(MODULES)
    try:
        yield cupy
    finally:
        for name, module in before.items():
            if module is None:
                del sys.modules[name]
            else:
                sys.modules[name] = module
