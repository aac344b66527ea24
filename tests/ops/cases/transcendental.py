"""Exponentials, logarithms, trigonometric and hyperbolic functions, the error function and the gamma function."""

import math

import numpy as np
from scipy import special

from tests.ops.cases.draw import Cases, Example, between, binary, call, of_tensors, positive, signed, unary


def at(*points):
    """One more example: these points, at which nudging does not work."""
    return {"at the edges": Example((np.array(points),), smooth=False)}


def fewer_digits(examples):
    """PyTorch's derivative of digamma is good to nine digits, ours to fifteen."""
    for e in examples.values():
        e.unlike_torch = "fewer digits"
    return examples


FAR_APART = {"far apart": Example((np.array([1e5, -1e5, 0.0]), np.array([-1e5, 1e5, 0.0])), smooth=False)}
WIDE = between(-4.5, 4.5)  # both sides of 0.46875 and 4, where the formulas of the error function meet

CASES = {
    "exp2": Cases(lambda x: 2.0**x, call("exp2"), unary()),
    "expm1": Cases(np.expm1, call("expm1"), unary() | at(1e-12, -1e-12, 0.0)),
    "log2": Cases(np.log2, call("log2"), unary(positive) | at(0.0, 8.0)),
    "log10": Cases(np.log10, call("log10"), unary(positive) | at(0.0, 1000.0)),
    "log1p": Cases(np.log1p, call("log1p"), unary(positive) | at(1e-12, -1.0, 0.0)),
    "logaddexp": Cases(np.logaddexp, of_tensors("logaddexp"), binary() | FAR_APART),
    "logaddexp2": Cases(
        np.logaddexp2,
        of_tensors("logaddexp2"),
        binary()
        | {"far apart": Example((np.array([900.0, -900.0, 0.0]), np.array([-900.0, 900.0, 0.0])), smooth=False)},
    ),
    "xlogy": Cases(
        lambda a, b: special.xlogy(a, b),
        call("xlogy"),
        binary(signed, positive)
        | {"nothing": Example((np.array([0.0, 0.0, 2.0, 0.0]), np.array([0.0, -1.0, 0.0, 3.0])), smooth=False)},
    ),
    "sin": Cases(np.sin, call("sin"), unary()),
    "cos": Cases(np.cos, call("cos"), unary()),
    "tan": Cases(np.tan, call("tan"), unary(between(-1.2, 1.2))),
    "asin": Cases(np.arcsin, call("asin"), unary(between(-1, 1)) | at(1.0, -1.0, 2.0)),
    "acos": Cases(np.arccos, call("acos"), unary(between(-1, 1)) | at(1.0, -1.0, 2.0)),
    "atan": Cases(np.arctan, call("atan"), unary() | at(0.0, np.inf)),
    "atan2": Cases(
        np.arctan2,
        of_tensors("atan2"),
        binary()
        | {"on the axes": Example((np.array([0.0, 0.0, 1.0, -1.0]), np.array([0.0, -1.0, 0.0, 0.0])), smooth=False)},
    ),
    "hypot": Cases(
        np.hypot,
        of_tensors("hypot"),
        binary() | {"long": Example((np.array([3e200]), np.array([4e200])), smooth=False)},
    ),
    "sinc": Cases(
        lambda x: np.sin(np.pi * x) / (np.pi * x),
        lambda torch, x: torch.sin(np.pi * x) / (np.pi * x),  # torch.sinc loses its slope's digits near 0
        unary() | {"where series and quotient meet": Example((np.array([0.2, 0.3183, 0.3184, -0.3183, -0.3184]),))},
    ),
    "deg2rad": Cases(lambda x: x * np.pi / 180, call("deg2rad"), unary()),
    "rad2deg": Cases(lambda x: x * 180 / np.pi, call("rad2deg"), unary()),
    "sinh": Cases(np.sinh, call("sinh"), unary()),
    "cosh": Cases(np.cosh, call("cosh"), unary()),
    "asinh": Cases(np.arcsinh, call("asinh"), unary()),
    "acosh": Cases(np.arccosh, call("acosh"), unary(between(1.1, 3)) | at(1.0, 0.5)),
    "atanh": Cases(np.arctanh, call("atanh"), unary(between(-1, 1)) | at(1.0, -1.0, 2.0)),
    "erf": Cases(
        np.vectorize(math.erf, otypes=[float]),
        call("erf"),
        unary(WIDE) | at(0.0, -0.0, np.inf, -np.inf, np.nan, 1e5, 1e-300),
    ),
    "erfc": Cases(
        np.vectorize(math.erfc, otypes=[float]), call("erfc"), unary(WIDE) | at(0.0, np.inf, -np.inf, np.nan, 26.0)
    ),
    "erfinv": Cases(
        lambda x: np.asarray(special.erfinv(x)),
        call("erfinv"),
        unary(between(-0.99, 0.99))
        | {"far out": Example((np.array([1 - 1e-12, 1e-12 - 1, 1.0, -1.0, 2.0, np.nan]),), smooth=False)},
    ),
    "lgamma": Cases(
        np.vectorize(lambda x: math.lgamma(x) if x > 0 or x % 1 else math.inf, otypes=[float]),
        call("lgamma"),
        unary(between(0.2, 30)) | {"negative": Example((np.array([-0.5, -1.3, -7.7]),))} | at(1.0, 2.0, 0.0, -1.0),
    ),
    "digamma": Cases(
        lambda x, order=0: np.asarray(special.digamma(x) if order == 0 else special.polygamma(order, x)),
        lambda torch, x, order=0: torch.polygamma(order, x),
        fewer_digits(
            unary(between(0.2, 30))
            | {"negative": Example((np.array([-0.5, -1.3, -7.7]),))}
            | {"first derivative": Example((positive(3),), {"order": 1})}
            | {"third derivative": Example((positive(3),), {"order": 3})}
        ),
    ),
    "polygamma": Cases(
        lambda n, x: np.asarray(special.digamma(x) if n == 0 else special.polygamma(n, x)),
        call("polygamma"),
        fewer_digits(
            {"none": Example((0, positive(3))), "two": Example((2, positive(2, 3))), "0-d": Example((1, positive()))}
        ),
    ),
}
