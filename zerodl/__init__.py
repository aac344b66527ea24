"""zerodl: a deep-learning framework on NumPy that you can read, and a course in which you write it.

    >>> import zerodl
    >>> x = zerodl.tensor([1.0, 2.0], requires_grad=True)
    >>> (x * x).sum().backward()
    >>> x.grad
    tensor([2., 4.])
"""

from numpy import bool_ as bool
from numpy import float16, float32, float64, int8, int16, int32, int64, uint8

from . import autograd, data, nn, optim
from .autograd import Tensor
from .config import enable_grad, get_default_dtype, is_grad_enabled, no_grad, set_default_dtype
from .ops import (
    add,
    amax,
    arange,
    argmax,
    clone,
    cross_entropy,
    div,
    eq,
    exp,
    expand,
    from_numpy,
    ge,
    gt,
    le,
    linspace,
    log,
    log_softmax,
    lt,
    matmul,
    max,
    mean,
    mul,
    ne,
    neg,
    nll_loss,
    ones,
    pow,
    rand,
    randn,
    relu,
    reshape,
    softmax,
    sub,
    sum,
    tanh,
    tensor,
    transpose,
    where,
    zeros,
)
from .random import Generator, manual_seed
from .version import __version__

__all__ = [
    "Generator", "Tensor", "__version__", "add", "amax", "arange", "argmax", "autograd", "bool", "clone",
    "cross_entropy", "data", "div", "enable_grad", "eq", "exp", "expand", "float16", "float32", "float64",
    "from_numpy", "ge", "get_default_dtype", "gt", "int16", "int32", "int64", "int8", "is_grad_enabled", "le",
    "linspace", "log", "log_softmax", "lt", "manual_seed", "matmul", "max", "mean", "mul", "ne", "neg", "nll_loss",
    "nn", "no_grad", "ones", "optim", "pow", "rand", "randn", "relu", "reshape", "set_default_dtype", "softmax",
    "sub", "sum", "tanh", "tensor", "transpose", "uint8", "where", "zeros",
]  # fmt: skip
