"""What Python and NumPy may do with a Tensor: convert it, print it, index it, hand it to NumPy's own functions."""

import numpy as np

from ..errors import DTypeError, ShapeError
from .in_place import assign
from .interchange import deep_copy, dlpack_device, refuse_pickle, shallow_copy, to_dlpack
from .printing import format_tensor
from .table import OPS


class ArrayProtocols:
    """The double-underscore methods of Tensor, but for the arithmetic, which comes from the table of operations."""

    __slots__ = ()

    # NumPy's function -> what it means for a Tensor; operations add theirs as they register.
    numpy_functions = {np.shape: lambda x: x.shape, np.ndim: lambda x: x.ndim, np.size: lambda x: x.array.size}

    __hash__ = object.__hash__

    # --- Python's -----------------------------------------------------------------------------------------------------

    def __float__(self):
        return float(self.item())

    def __int__(self):
        return int(self.item())

    def __index__(self):
        if self.array.size != 1 or self.array.dtype.kind not in "iub":
            raise DTypeError(f"index: expected one integer, got shape {self.shape} of {self.dtype}")
        return int(self.item())

    def __bool__(self):
        if self.array.size != 1:
            raise ShapeError(f"bool: expected one element, got shape {self.shape}; reduce it, as in (x > 0).sum()")
        return bool(self.item())

    def __len__(self):
        if self.ndim == 0:
            raise DTypeError("len: a 0-d tensor has no length")
        return self.shape[0]

    def __iter__(self):
        if self.ndim == 0:
            raise DTypeError("iteration over a 0-d tensor: it has no axis to walk along; use x.item()")
        return (self[i] for i in range(len(self)))

    def __contains__(self, element):
        return bool((self == element).array.any())

    def __format__(self, form):
        return format(self.item(), form) if self.ndim == 0 and form else format(str(self), form)

    def __repr__(self):
        return format_tensor(self)

    def __copy__(self):
        return shallow_copy(self)

    def __deepcopy__(self, memo):
        return deep_copy(self, memo)

    def __reduce_ex__(self, protocol):
        return refuse_pickle(self, protocol)

    # --- indexing -----------------------------------------------------------------------------------------------------

    def __getitem__(self, key):
        return OPS["index"](self, key=plain_index(key))

    def __setitem__(self, key, value):
        assign(self, plain_index(key), value)

    # --- other libraries' ---------------------------------------------------------------------------------------------

    def __dlpack__(self, **asked):
        return to_dlpack(self, **asked)

    def __dlpack_device__(self):
        return dlpack_device(self)

    # --- NumPy's: looked up in the table at the moment of the call ----------------------------------------------------

    def __array__(self, dtype=None, copy=None):
        return np.array(self.numpy(), dtype=dtype, copy=copy)

    def __array_ufunc__(self, ufunc, method, *inputs, **settings):
        if method != "__call__" or settings:
            asked = ", ".join(settings) if method == "__call__" else method
            raise DTypeError(f"np.{ufunc.__name__}: {asked} does not work with a Tensor; use zerodl's functions")
        return self._numpy_function(ufunc)(*inputs)

    def __array_function__(self, function, types, args, settings):
        renamed = {{"axis": "dim", "keepdims": "keepdim"}.get(name, name): value for name, value in settings.items()}
        return self._numpy_function(function)(*args, **renamed)

    @classmethod
    def _numpy_function(cls, function):
        if function not in cls.numpy_functions:
            raise DTypeError(
                f"np.{function.__name__} does not take a Tensor: zerodl has no operation for it. Use "
                "x.detach().numpy() if no gradient is needed"
            )
        return cls.numpy_functions[function]


def plain_index(key):
    """An index with tensors and lists replaced by arrays, copied: the tape keeps it, and its owner may change it."""
    if isinstance(key, tuple):
        return tuple(plain_index(part) for part in key)
    if isinstance(key, ArrayProtocols):
        key = key.array
    return np.array(key) if isinstance(key, (list, np.ndarray)) else key
