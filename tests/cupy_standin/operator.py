"""The operators and methods of the stand-in's array."""

import numpy as np

from .array import FORMS, ndarray, wrap
from .table import check_call


def _leaves_it_to(other, self):
    """Whether the other operand's own operator should have its turn, by the rules of NEP 13."""
    if hasattr(other, "__array_ufunc__"):
        return other.__array_ufunc__ is None
    return self.__array_priority__ < getattr(other, "__array_priority__", 0)


def _operator(ufunc):
    def forward(self, other):
        return NotImplemented if _leaves_it_to(other, self) else ufunc(self, other)

    def backward(self, other):
        return NotImplemented if _leaves_it_to(other, self) else ufunc(other, self)

    def in_place(self, other):
        from . import cupy

        return getattr(cupy, ufunc.__name__)(self, other, self)

    return forward, backward, in_place


def _comparison(ufunc, if_incomparable):
    def compare(self, other):
        from . import cupy

        if not isinstance(other, ndarray) and _leaves_it_to(other, self):
            return NotImplemented
        if if_incomparable is not None and (other is None or type(other).__eq__ is object.__eq__):
            return cupy.full(self.shape, if_incomparable)
        if isinstance(other, np.ndarray) and other.ndim == 0:
            other = other.item()
        return ufunc(self, other)

    return compare


for _name, _ufunc in {
    "add": np.add, "sub": np.subtract, "mul": np.multiply, "matmul": np.matmul, "truediv": np.divide,
    "floordiv": np.floor_divide, "mod": np.remainder, "pow": np.power, "lshift": np.left_shift,
    "rshift": np.right_shift, "and": np.bitwise_and, "or": np.bitwise_or, "xor": np.bitwise_xor,
}.items():  # fmt: skip
    _forward, _backward, _in_place = _operator(_ufunc)
    setattr(ndarray, f"__{_name}__", _forward)
    setattr(ndarray, f"__r{_name}__", _backward)
    if _name != "matmul":  # CuPy has no in-place one, so Python takes a new array
        setattr(ndarray, f"__i{_name}__", _in_place)
for _name, _ufunc, _answer in (
    ("lt", np.less, None), ("le", np.less_equal, None), ("eq", np.equal, False), ("ne", np.not_equal, True),
    ("gt", np.greater, None), ("ge", np.greater_equal, None),
):  # fmt: skip
    setattr(ndarray, f"__{_name}__", _comparison(_ufunc, _answer))
ndarray.__hash__ = None
ndarray.__neg__ = lambda self: np.negative(self)
ndarray.__pos__ = lambda self: np.positive(self)
ndarray.__abs__ = lambda self: np.absolute(self)
ndarray.__invert__ = lambda self: np.invert(self)


def _reshape(self, *shape, order="C", copy=None):
    shape = shape[0] if len(shape) == 1 else shape
    return wrap(np.reshape(self._inside, shape, order), self)


def _transpose(self, *axes):
    axes = axes[0] if len(axes) == 1 and not isinstance(axes[0], int) else axes
    return wrap(np.transpose(self._inside, axes or None), self)


def _clip(self, min=None, max=None, out=None):
    from . import cupy

    return cupy.clip(self, min, max, out)


def _view(self, dtype=None, type=None):
    return wrap(self._inside.view() if dtype is None else self._inside.view(dtype), self)


def _sort(self, axis=-1, kind=None):
    from . import cupy

    if not self.flags.c_contiguous:
        raise NotImplementedError("Sorting non-contiguous array is not supported.")
    self[...] = cupy.sort(self, axis, kind)


ndarray.reshape, ndarray.transpose, ndarray.clip, ndarray.view, ndarray.sort = _reshape, _transpose, _clip, _view, _sort
ndarray.flatten = lambda self, order="C": wrap(self._inside.flatten(order))


def _method(name, function):
    """A method that is the function of the same name, called with what the table says the method takes."""

    def method(self, *args, **settings):
        from . import cupy

        check_call(f"ndarray.{name}", FORMS[name], args, settings)
        return getattr(cupy, function)(self, *args, **settings)

    method.__name__ = name
    return method


for _name in (
    "all any argmax argmin argpartition argsort astype choose compress copy cumprod cumsum diagonal dot max mean min "
    "nonzero prod ptp put ravel repeat round searchsorted squeeze std sum swapaxes take trace var partition"
).split():
    setattr(ndarray, _name, _method(_name, _name))
