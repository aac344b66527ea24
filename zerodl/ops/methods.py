"""The operations as methods and operators of Tensor: ``x.sum(dim=0)``, ``x.relu_()``, ``x + y``, ``x += y``."""

import functools

import numpy as np

from ..autograd import in_place
from ..autograd.promotion import BFLOAT16, FLOAT16
from ..autograd.table import IN_PLACE, METHODS, OPS
from ..autograd.tensor import Tensor
from . import alias, creation_new, sampling

# Methods for which x.reshape(2, 3) and x.reshape((2, 3)) mean the same, and the setting that the lengths are.
OF_LENGTHS = {
    "reshape": "shape", "view": "shape", "expand": "shape", "broadcast_to": "shape", "repeat": "repeats",
    "tile": "dims", "permute": "dims", "flip": "dims",
}  # fmt: skip

# Python's operator -> the operation. Each one that takes two operands has a form with the operands exchanged.
BINARY = {
    "add": "add", "sub": "sub", "mul": "mul", "truediv": "div", "floordiv": "floor_divide", "mod": "remainder",
    "pow": "pow", "matmul": "matmul", "and": "bitwise_and", "or": "bitwise_or", "xor": "bitwise_xor",
    "lshift": "bitwise_left_shift", "rshift": "bitwise_right_shift",
}  # fmt: skip
COMPARISONS = ("eq", "ne", "lt", "le", "gt", "ge")
UNARY = {"neg": "neg", "pos": "positive", "abs": "abs", "invert": "bitwise_not"}

CASTS = {
    "double": np.float64, "float": np.float32, "half": FLOAT16, "bfloat16": BFLOAT16, "long": np.int64,
    "int": np.int32, "short": np.int16, "char": np.int8, "byte": np.uint8, "bool": np.bool_,
}  # fmt: skip


def attach():
    """Give Tensor its methods and operators. Called once, when every operation stands in the table."""
    for name in METHODS:
        setattr(Tensor, name, _method(OPS[name]))
    for name in IN_PLACE:
        setattr(Tensor, f"{name}_", in_place.method(name))
    for name, operation in alias.ALIASES.items():
        setattr(Tensor, name, _method(operation))
        if operation.name in IN_PLACE:
            setattr(Tensor, f"{name}_", in_place.method(operation.name))
    Tensor.where = _where
    for function in (*creation_new.METHODS, *sampling.METHODS):
        setattr(Tensor, function.__name__, function)
    for name, setting in OF_LENGTHS.items():
        if name in OPS:
            setattr(Tensor, name, _method_of_lengths(name, setting))
    for name, dtype in CASTS.items():
        setattr(Tensor, name, _cast(name, np.dtype(dtype)))
    for name, operation in BINARY.items():
        setattr(Tensor, f"__{name}__", _operator(operation))
        setattr(Tensor, f"__r{name}__", _operator(operation, swapped=True))
        if name != "matmul":
            setattr(Tensor, f"__i{name}__", _operator_in_place(operation))
    for name in COMPARISONS:
        setattr(Tensor, f"__{name}__", _comparison(name))
    for name, operation in UNARY.items():
        setattr(Tensor, f"__{name}__", _operator(operation))


def _method(function):
    """An operation as a method of Tensor: a real function, so that help() and Tab show its parameters and docstring."""

    def method(self, *args, **settings):
        return function(self, *args, **settings)

    return functools.update_wrapper(method, function, updated=())


def _where(self, condition, other):
    """This tensor where the condition holds, else ``other``; see ``zerodl.where``."""
    return OPS["where"](condition, self, other)


def _method_of_lengths(name, setting):
    """An operation as a method that takes its lengths or dims as one argument or as several."""

    def method(self, *lengths, **by_name):
        together = len(lengths) == 1 and isinstance(lengths[0], (tuple, list))
        given = by_name.pop(setting, tuple(lengths[0]) if together else lengths)
        return OPS[name](self, given, **by_name)

    method.__name__ = method.__qualname__ = name
    method.__doc__ = OPS[name].__doc__
    return method


def _cast(name, dtype):
    def method(self):
        return self.to(dtype)

    method.__name__ = method.__qualname__ = name
    method.__doc__ = f"This tensor as {dtype}; itself if it is already."
    return method


def _operator(name, swapped=False):
    """A method that looks the operation up in the table when it is called."""
    if swapped:
        return lambda self, other: OPS[name](other, self)
    return lambda self, *other: OPS[name](self, *other)


def _comparison(name):
    """A comparison; with what is no number, such as None, Python answers: equal to nothing but itself."""

    def compare(self, other):
        known = isinstance(other, (Tensor, int, float, list, np.generic)) or hasattr(other, "__array_ufunc__")
        return OPS[name](self, other) if known else NotImplemented

    return compare


def _operator_in_place(name):
    return lambda self, other: in_place.change(self, name, other)
