"""What the cases and the comparison with PyTorch do not reach: digits of the special functions, methods, messages."""

import math

import numpy as np
import pytest
from scipy import special

import zerodl
from tests.ops.cases import activation, arithmetic, comparison, elementwise, rounding, transcendental
from zerodl.autograd.table import IN_PLACE, METHODS
from zerodl.errors import ArgumentError, DTypeError, ShapeError

NAMES = [name for family in (activation, arithmetic, comparison, elementwise, rounding, transcendental)
         for name in family.CASES]  # fmt: skip


def compare(name, xs, expected, rtol, atol=0.0):
    np.testing.assert_allclose(getattr(zerodl, name)(zerodl.Tensor(xs)).array, expected(xs), rtol=rtol, atol=atol)


# --- digits -----------------------------------------------------------------------------------------------------------


def test_error_function_to_the_last_digits():
    xs = np.concatenate([np.linspace(-6, 6, 4001), np.linspace(-30, 26, 500)])
    compare("erf", xs, special.erf, 2e-15)
    compare("erfc", xs, special.erfc, 1e-13)  # of numbers down to 1e-296


def test_inverse_error_function_to_the_last_digits():
    xs = np.concatenate([np.linspace(-1, 1, 4001), 1 - np.logspace(-15, -1, 200)])
    compare("erfinv", xs, special.erfinv, 3e-15)
    assert np.isnan(zerodl.erfinv(zerodl.tensor([1.5, -1.5, math.nan])).array).all()


def test_gamma_to_the_last_digits():
    xs = np.concatenate([np.linspace(0.01, 40, 4001), np.logspace(1, 10, 200)])
    compare("lgamma", xs, special.gammaln, 1e-14, 1e-15)
    compare("digamma", xs, special.digamma, 1e-14, 1e-15)
    below = np.linspace(-20.3, -0.1, 1001)
    compare("lgamma", below, special.gammaln, 1e-11, 1e-12)
    compare("digamma", below, special.digamma, 1e-10, 1e-10)
    for n in (1, 2, 5):
        np.testing.assert_allclose(zerodl.polygamma(n, zerodl.Tensor(xs)).array, special.polygamma(n, xs), rtol=1e-12)


def test_gamma_at_its_poles():
    xs = zerodl.tensor([0.0, -1.0, -2.0, math.inf])
    assert zerodl.lgamma(xs).tolist() == [math.inf] * 4
    assert zerodl.digamma(xs).array[[0, 3]].tolist() == [-math.inf, math.inf]
    assert np.isnan(zerodl.digamma(xs).array[[1, 2]]).all()


# --- numbers beside 16-bit floats -------------------------------------------------------------------------------------


@pytest.mark.parametrize("dtype", ["float32", "float16", "bfloat16"])
def test_a_number_is_compared_in_the_tensors_dtype(dtype):
    x = zerodl.tensor([0.1, 0.25, -1.7]).to(getattr(zerodl, dtype))
    assert (x == 0.1).tolist() == [True, False, False]
    assert (x != -1.7).tolist() == [True, True, False]
    assert (0.1 <= x).tolist() == [True, True, False]
    assert (x > 0.1).tolist() == [False, True, False]


# --- methods ----------------------------------------------------------------------------------------------------------


def test_methods_are_pytorchs():
    torch = pytest.importorskip("torch", reason="PyTorch, whose methods these are, is not installed")
    ours = {name for name in NAMES if name in METHODS}
    assert ours == {name for name in NAMES if hasattr(torch.Tensor, name)} - {"where"}
    in_place = {name for name in NAMES if name in IN_PLACE}
    assert in_place == {name for name in NAMES if hasattr(torch.Tensor, f"{name}_")} - {"polygamma"}


@pytest.mark.parametrize("name", ["abs", "sqrt", "exp", "sigmoid", "floor", "square", "erf", "relu", "lgamma"])
def test_in_place(name):
    x = zerodl.tensor([0.25, 4.0, 1.5])
    wanted = getattr(x, name)()
    assert getattr(x, f"{name}_")() is x
    assert x.tolist() == wanted.tolist()


def test_in_place_with_settings_and_gradients():
    w = zerodl.tensor([1.0, -3.0, 0.5], requires_grad=True)
    y = w * 2
    y.add_(zerodl.tensor([1.0, 1.0, 1.0]), alpha=-1).clamp_(min=-4, max=0.5).mul_(3)
    y.sum().backward()
    assert y.tolist() == [1.5, -12.0, 0.0]
    assert w.grad.tolist() == [0.0, 0.0, 6.0]


# --- messages ---------------------------------------------------------------------------------------------------------

ints, floats, truths = zerodl.tensor([1, 2]), zerodl.tensor([1.0, 2.0]), zerodl.tensor([True, False])

REFUSED = {
    "gelu: expected floating numbers, got int64": (DTypeError, lambda: zerodl.gelu(ints)),
    "sub: expected numbers, got booleans": (DTypeError, lambda: floats - truths),
    "bitwise_and: expected integers or booleans, got float32": (DTypeError, lambda: zerodl.bitwise_and(floats, ints)),
    "gcd: expected integers, got bool": (DTypeError, lambda: zerodl.gcd(truths, truths)),
    "add: alpha must be of the kind": (DTypeError, lambda: zerodl.add(ints, ints, alpha=0.5)),
    "where: the condition must be boolean, got float32": (DTypeError, lambda: zerodl.where(floats, floats, 0.0)),
    "remainder: integer division by zero": (ArgumentError, lambda: ints % 0),
    "div: rounding_mode must be None": (ArgumentError, lambda: zerodl.div(floats, 2, rounding_mode="up")),
    "pow: integers have no integer power -1": (ArgumentError, lambda: ints**-1),
    "pow: integers have no negative": (ArgumentError, lambda: zerodl.pow(ints, zerodl.tensor([-1, 1]))),
    "clamp: min, max or both": (ArgumentError, lambda: floats.clamp()),
    "round: decimals=1 is for floating": (DTypeError, lambda: zerodl.round(ints, decimals=1)),
    "glu: the axis that is halved": (ShapeError, lambda: zerodl.glu(zerodl.ones(3))),
    "prelu: weight must have one element": (ShapeError, lambda: zerodl.prelu(zerodl.ones(2, 3), zerodl.ones(2))),
    "hardtanh: min_val must not be above": (ArgumentError, lambda: zerodl.hardtanh(floats, 1.0, -1.0)),
    "hardtanh: uint8 has no negative": (DTypeError, lambda: zerodl.hardtanh(zerodl.tensor([1], dtype=zerodl.uint8))),
    "celu: alpha must not be 0": (ArgumentError, lambda: zerodl.celu(floats, alpha=0)),
    "softshrink: lambd must not be negative": (ArgumentError, lambda: zerodl.softshrink(floats, -1.0)),
    "gelu: approximate must be": (ArgumentError, lambda: zerodl.gelu(floats, approximate="erf")),
    "isclose: rtol and atol must not be negative": (ArgumentError, lambda: zerodl.isclose(floats, floats, rtol=-1)),
    "addcmul: value must be an integer": (DTypeError, lambda: zerodl.addcmul(ints, ints, ints, value=0.5)),
    "polygamma: n must be an integer": (ArgumentError, lambda: zerodl.polygamma(-1, floats)),
}


@pytest.mark.parametrize("message", REFUSED)
def test_message(message):
    kind, call = REFUSED[message]
    with pytest.raises(kind, match=message):
        call()
