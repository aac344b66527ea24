"""The differentiable operations, one family a file. Importing them fills the table and gives Tensor its methods."""

from . import methods
from .activation import log_softmax, relu, softmax
from .comparison import eq, ge, gt, le, lt, ne
from .creation import arange, from_numpy, linspace, ones, rand, randn, tensor, zeros
from .elementwise import add, cast, clone, div, exp, log, mul, neg, pow, sub, tanh, where
from .index import index, index_put, unindex
from .linalg import matmul
from .loss import cross_entropy, nll_loss
from .reduce import amax, argmax, max, max_with_indices, mean, sum
from .shape import expand, reshape, transpose
from .transfer import move

methods.attach()

__all__ = [
    "add", "amax", "arange", "argmax", "cast", "clone", "cross_entropy", "div", "eq", "exp", "expand", "from_numpy",
    "ge", "gt", "index", "index_put", "le", "linspace", "log", "log_softmax", "lt", "matmul", "max",
    "max_with_indices", "mean", "move", "mul", "ne", "neg", "nll_loss", "ones", "pow", "rand", "randn", "relu",
    "reshape", "softmax", "sub", "sum", "tanh", "tensor", "transpose", "unindex", "where", "zeros",
]  # fmt: skip
