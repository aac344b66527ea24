"""The stand-in's array: memory of the CPU that behaves as if it were out of reach, on a GPU."""

import numpy as np

from .table import SCALARS, TABLE, NotImitated

FORMS = TABLE["ndarray"]


class ndarray:
    """An array "on the GPU": only ``get`` and ``cupy.asnumpy`` lead to NumPy, only ``cupy.asarray`` leads from it."""

    __slots__ = ("_inside", "_place", "base")
    __module__ = "cupy"
    __array_priority__ = 100
    __hash__ = None

    def __init__(self, shape, dtype=float, memptr=None, strides=None, order="C"):
        if memptr is not None:
            raise NotImitated("cupy.ndarray: memptr")
        adopt(self, garbage(np.empty(shape, dtype, order or "C")))

    # --- what it is ---------------------------------------------------------------------------------------------------

    dtype = property(lambda self: self._inside.dtype)
    ndim = property(lambda self: self._inside.ndim)
    size = property(lambda self: self._inside.size)
    itemsize = property(lambda self: self._inside.itemsize)
    nbytes = property(lambda self: self._inside.nbytes)
    strides = property(lambda self: self._inside.strides)
    T = property(lambda self: wrap(self._inside.T, self))
    mT = property(lambda self: wrap(self._inside.mT, self))
    real = property(lambda self: wrap(self._inside.real, self))
    device = property(lambda self: self._place)

    @property
    def shape(self):
        return self._inside.shape

    @shape.setter
    def shape(self, shape):
        self._inside.shape = shape

    @property
    def flags(self):
        """CuPy knows three flags; ``writeable`` is not among them."""
        return Flags(self._inside.flags.c_contiguous, self._inside.flags.f_contiguous, self.base is None)

    @property
    def data(self):
        return Pointer(self._inside.ctypes.data, self._place)

    def __getattr__(self, name):
        if name in FORMS:
            raise NotImitated(f"cupy.ndarray.{name}: CuPy has it, the stand-in does not imitate it")
        raise AttributeError(f"'cupy.ndarray' object has no attribute {name!r}")

    # --- the ways back ------------------------------------------------------------------------------------------------

    def get(self, stream=None, order="C", out=None, blocking=True):
        """A copy in NumPy."""
        if out is None:
            return np.array(self._inside, order=order)
        if out.dtype != self.dtype or out.shape != self.shape:
            raise TypeError("get: out has another dtype or shape")
        out[...] = self._inside
        return out

    def item(self):
        if self.size != 1:
            raise ValueError("can only convert an array of size 1 to a Python scalar")
        return self._inside.item()

    def tolist(self):
        return self._inside.tolist()

    def __array__(self, dtype=None):
        raise TypeError(
            "Implicit conversion to a NumPy array is not allowed. Please use `.get()` to construct a NumPy array "
            "explicitly."
        )

    def __bool__(self):
        if self.size == 0:
            return False
        return bool(self._inside)

    def __int__(self):
        return int(self._inside)

    def __float__(self):
        return float(self._inside)

    def __complex__(self):
        return complex(self._inside)

    def __repr__(self):
        return repr(self._inside)

    def __str__(self):
        return str(self._inside)

    def __format__(self, spec):
        return format(self._inside, spec)

    def __reduce__(self):
        from . import cupy

        return cupy.array, (self.get(),)

    def __copy__(self):
        return wrap(self._inside.copy())

    def __deepcopy__(self, memo):
        return wrap(self._inside.copy())

    def __dlpack_device__(self):
        return 2, self._place.id  # 2: CUDA

    def __dlpack__(self, *, stream=None, max_version=None, dl_device=None, copy=None):
        if dl_device is None or dl_device[0] != 1:
            raise NotImitated("cupy.ndarray.__dlpack__: there is no memory of a GPU to hand on")
        return self.get().__dlpack__(max_version=max_version)

    # --- elements -----------------------------------------------------------------------------------------------------

    def __len__(self):
        if self.ndim == 0:
            raise TypeError("len() of unsized object")
        return len(self._inside)

    def __iter__(self):
        if self.ndim == 0:
            raise TypeError("iteration over a 0-d array")
        return (self[i] for i in range(len(self)))

    def __getitem__(self, key):
        key, advanced = plain_key(key, self.shape)
        return wrap(self._inside[key], None if advanced else self)

    def __setitem__(self, key, value):
        key, advanced = plain_key(key, self.shape)
        if not isinstance(value, ndarray) and not advanced and np.ndim(value) != 0:
            raise ValueError("non-scalar numpy.ndarray cannot be used for fill")
        value = value._inside if isinstance(value, ndarray) else np.asarray(value, self.dtype)
        with np.errstate(all="ignore"):
            self._inside[key] = np.reshape(value, _without_leading_ones(value.shape))

    def fill(self, value):
        self[...] = value

    # --- NumPy's protocols --------------------------------------------------------------------------------------------

    def __array_ufunc__(self, ufunc, method, *inputs, **settings):
        from . import cupy, special

        outputs = settings.get("out", ())
        if outputs:
            if len(outputs) != 1:
                raise ValueError("The 'out' parameter must have exactly one array value")
            settings["out"] = outputs[0]
        function = getattr(cupy, ufunc.__name__, None) or getattr(special, ufunc.__name__, None)
        if method != "__call__" and function is not None:
            function = getattr(function, method, None)
        if function is None:
            return NotImplemented
        if any(type(x) not in SCALARS and not isinstance(x, (ndarray, np.ndarray)) for x in inputs + outputs):
            return NotImplemented
        return function(*inputs, **settings)

    def __array_function__(self, function, types, args, settings):
        from . import cupy

        place = cupy
        for part in function.__module__.split(".")[1:]:
            place = getattr(place, part, None)
        found = getattr(place, function.__name__, None)
        if found is None or found is function or not all(issubclass(t, (ndarray, np.ndarray)) for t in types):
            return NotImplemented
        return found(*args, **settings)


class Flags:
    """What CuPy's flags are: three, by attribute or by name."""

    def __init__(self, c_contiguous, f_contiguous, owndata):
        self.c_contiguous, self.f_contiguous, self.owndata = c_contiguous, f_contiguous, owndata
        self.forc, self.fnc = c_contiguous or f_contiguous, f_contiguous and not c_contiguous

    def __getitem__(self, name):
        return getattr(self, name.lower())


class Pointer:
    """Where an array's memory begins, and on which device."""

    def __init__(self, ptr, device):
        self.ptr, self.device, self.device_id = ptr, device, device.id


def adopt(array, inside, base=None):
    """Make a NumPy array the inside of a stand-in array."""
    from .cuda import Device

    array._inside, array._place, array.base = inside, Device() if base is None else base._place, base
    return array


def garbage(array):
    """What fresh memory of a GPU may hold: for floats NaN, so that whoever reads before writing notices."""
    array[...] = np.nan if array.dtype.kind == "f" else 1
    return array


def wrap(value, base=None):
    """NumPy's results as CuPy would give them: scalars and arrays as arrays, in plain lists and tuples, too."""
    if isinstance(value, np.ndarray):
        return adopt(ndarray.__new__(ndarray), value, base)
    if isinstance(value, np.generic):
        return wrap(np.asarray(value))
    if isinstance(value, (list, tuple)):
        parts = [wrap(part, base) for part in value]
        return parts if isinstance(value, list) else tuple(parts)
    return value


def unwrap(value, name):
    """The NumPy arrays inside stand-in arrays, in lists, tuples and dictionaries, too; a NumPy array is refused."""
    if isinstance(value, ndarray):
        return value._inside
    if isinstance(value, np.ndarray):
        raise TypeError(f"cupy.{name}: Unsupported type {type(value)}: a NumPy array among CuPy's")
    if type(value) in (list, tuple):
        return type(value)(unwrap(part, name) for part in value)
    return value


def plain_key(key, shape):
    """An index for NumPy, and whether it is advanced. CuPy wraps integers that are out of range instead of raising."""
    parts = list(key) if isinstance(key, tuple) else [key]
    parts = [_plain_part(part) for part in parts]
    arrays = [part for part in parts if isinstance(part, np.ndarray)]
    if not any(part is Ellipsis for part in parts):
        parts.append(Ellipsis)  # also gives a 0-d view where NumPy would give a number
    used = sum(part.ndim if _is_mask(part) else part is not None and part is not Ellipsis for part in parts)
    axis = 0
    for i, part in enumerate(parts):
        if part is Ellipsis:
            axis += len(shape) - used
        elif _is_mask(part):
            axis += part.ndim
        elif part is not None:
            if isinstance(part, np.ndarray) and axis < len(shape) and shape[axis]:
                parts[i] = part % shape[axis]
            axis += 1
    return tuple(parts), bool(arrays)


def _plain_part(part):
    if part is None or part is Ellipsis:
        return part
    if isinstance(part, slice):
        return slice(*(p.item() if isinstance(p, ndarray) else p for p in (part.start, part.stop, part.step)))
    if isinstance(part, ndarray):
        part = part._inside
    elif np.isscalar(part) and not isinstance(part, (bool, np.bool_)):
        return int(part)
    elif isinstance(part, (list, tuple)):
        part = np.asarray([p.item() if isinstance(p, ndarray) else p for p in part])
        part = part.astype(np.int32) if part.size == 0 else part
    part = np.asarray(part)
    if part.dtype.kind not in "biu":
        raise IndexError(f"arrays used as indices must be of integer or boolean type (actual: {part.dtype.type})")
    return part


def _is_mask(part):
    return isinstance(part, np.ndarray) and part.dtype == bool


def _without_leading_ones(shape):
    shape = list(shape)
    while shape and shape[0] == 1:
        del shape[0]
    return tuple(shape)
