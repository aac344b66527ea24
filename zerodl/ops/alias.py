"""Second names: PyTorch has some operations under NumPy's name too. They are the same functions."""

from ..autograd.op import Op
from .comparison import ge, gt, le, lt, ne
from .division import div
from .elementwise import mul, neg, sub
from .hyperbolic import acosh, asinh, atanh
from .rounding import trunc
from .sign import abs
from .trigonometric import acos, asin, atan, atan2

absolute, divide, fix, multiply, negative, subtract = abs, div, trunc, mul, neg, sub
arccos, arccosh, arcsin, arcsinh, arctan, arctan2, arctanh = acos, acosh, asin, asinh, atan, atan2, atanh
greater, greater_equal, less, less_equal, not_equal = gt, ge, lt, le, ne

ALIASES = {name: made for name, made in dict(vars()).items() if isinstance(made, Op) and name != made.name}
