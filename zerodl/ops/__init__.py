"""The differentiable operations, one family a file. Importing them fills the table and gives Tensor its methods."""

import functools

from ..autograd.table import OPS
from ..autograd.tensor import Tensor
from .activation import log_softmax, relu, softmax
from .comparison import eq, ge, gt, le, lt, ne
from .creation import arange, from_numpy, linspace, ones, rand, randn, tensor, zeros
from .elementwise import add, cast, clone, div, exp, log, mul, neg, pow, sub, tanh, where
from .index import index, index_put, unindex
from .linalg import matmul
from .loss import cross_entropy, nll_loss
from .reduce import amax, argmax, max, max_with_indices, mean, sum
from .shape import expand, reshape, transpose

METHODS = (
    "add", "sub", "mul", "div", "neg", "pow", "exp", "log", "tanh", "clone", "relu", "log_softmax", "softmax", "matmul",
    "sum", "mean", "amax", "max", "argmax", "transpose", "eq", "ne", "lt", "le", "gt", "ge",
)  # fmt: skip


def _method(function):
    """An operation as a method of Tensor: a real function, so that help() and Tab show its parameters and docstring."""

    def method(self, *args, **settings):
        return function(self, *args, **settings)

    return functools.update_wrapper(method, function, updated=())


def _method_of_lengths(name):
    """An operation as a method for which ``x.reshape(2, 3)`` and ``x.reshape((2, 3))`` mean the same."""

    def method(self, *shape):
        lengths = tuple(shape[0]) if len(shape) == 1 and isinstance(shape[0], (tuple, list)) else shape
        return OPS[name](self, shape=lengths)

    method.__name__ = method.__qualname__ = name
    method.__doc__ = OPS[name].__doc__
    return method


for _name in METHODS:
    setattr(Tensor, _name, _method(OPS[_name]))
Tensor.reshape = Tensor.view = _method_of_lengths("reshape")
Tensor.expand = _method_of_lengths("expand")

__all__ = [
    "add", "amax", "arange", "argmax", "cast", "clone", "cross_entropy", "div", "eq", "exp", "expand", "from_numpy",
    "ge", "gt", "index", "index_put", "le", "linspace", "log", "log_softmax", "lt", "matmul", "max", "max_with_indices",
    "mean", "mul", "ne", "neg", "nll_loss", "ones", "pow", "rand", "randn", "relu", "reshape", "softmax", "sub", "sum",
    "tanh", "tensor", "transpose", "unindex", "where", "zeros",
]  # fmt: skip
