"""The differentiable operations, one family a file. Importing them fills the table and gives Tensor its methods."""

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

for _name in METHODS:
    setattr(Tensor, _name, OPS[_name])


def _lengths(shape):
    """``x.reshape(2, 3)`` and ``x.reshape((2, 3))`` mean the same."""
    return tuple(shape[0]) if len(shape) == 1 and isinstance(shape[0], (tuple, list)) else shape


Tensor.reshape = Tensor.view = lambda self, *shape: OPS["reshape"](self, shape=_lengths(shape))
Tensor.expand = lambda self, *shape: OPS["expand"](self, shape=_lengths(shape))

__all__ = [
    "add", "amax", "arange", "argmax", "cast", "clone", "cross_entropy", "div", "eq", "exp", "expand", "from_numpy",
    "ge", "gt", "index", "index_put", "le", "linspace", "log", "log_softmax", "lt", "matmul", "max", "max_with_indices",
    "mean", "mul", "ne", "neg", "nll_loss", "ones", "pow", "rand", "randn", "relu", "reshape", "softmax", "sub", "sum",
    "tanh", "tensor", "transpose", "unindex", "where", "zeros",
]  # fmt: skip
