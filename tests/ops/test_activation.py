"""Activations far from 0: nothing overflows, nothing warns, and float32 has the digits of float32."""

import warnings

import numpy as np
import pytest

import zerodl

ACTIVATIONS = (
    "relu relu6 leaky_relu elu selu celu gelu silu mish softplus softsign tanhshrink softshrink hardshrink hardtanh "
    "hardswish hardsigmoid logsigmoid sigmoid tanh erf erfc"
).split()
ALONG_AN_AXIS = ["softmax", "log_softmax", "softmin"]
CALLS = {name: {} for name in ACTIVATIONS} | {name: {"dim": 0} for name in ALONG_AN_AXIS}
CALLS |= {"gelu, tanh": {"approximate": "tanh"}, "elu, alpha": {"alpha": 0.1}, "celu, alpha": {"alpha": 0.1}}
CALLS |= {"threshold": {"threshold": 0.0, "value": 1.0}, "glu": {"dim": 0}}


def slope_and_value(name, x):
    x = zerodl.Tensor(x.copy(), requires_grad=True)
    y = getattr(zerodl, name.partition(",")[0])(x, **CALLS[name])
    y.backward(zerodl.Tensor(np.linspace(0.5, 1.5, y.numel()).reshape(y.shape).astype(y.dtype)))
    return y.detach().array, x.grad.array


@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize("name", CALLS)
def test_nothing_overflows(name, dtype):
    x = np.array([1e5, -1e5, 1e3, -1e3, 100.0, -100.0, 0.0, -0.0]).astype(dtype)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        y, slope = slope_and_value(name, x)
    assert np.isfinite(y).all()
    assert np.isfinite(slope).all()
    assert y.dtype == slope.dtype == dtype


@pytest.mark.parametrize("name", CALLS)
def test_float32_has_its_digits(name):
    x = np.linspace(-12, 12, 400).astype(np.float32)
    for ours, exact in zip(slope_and_value(name, x), slope_and_value(name, x.astype(np.float64))):
        np.testing.assert_allclose(ours, exact, rtol=3e-5, atol=1e-6)


@pytest.mark.parametrize("name", ["sigmoid", "gelu", "gelu, tanh", "silu", "softplus", "logsigmoid", "erfc", "softmax"])
def test_small_results_keep_their_digits(name):
    """Where 1 − 0.99999… would leave none: far below 0, or above it for erfc and logsigmoid."""
    x = np.linspace(2, 8, 50) if name in ("erfc", "logsigmoid") else np.linspace(-8, -2, 50)
    ours, _ = slope_and_value(name, x.astype(np.float32))
    exact, _ = slope_and_value(name, x.astype(np.float32).astype(np.float64))
    np.testing.assert_allclose(ours, exact, rtol=3e-5)


@pytest.mark.parametrize("name", ALONG_AN_AXIS)
def test_softmax_in_another_dtype(name):
    x = zerodl.tensor([1.0, 2.0, 3.0], dtype=zerodl.float16, requires_grad=True)
    y = getattr(zerodl, name)(x, dim=0, dtype=zerodl.float32)
    exact = getattr(zerodl, name)(zerodl.tensor([1.0, 2.0, 3.0], dtype=zerodl.float64), dim=0)
    assert y.dtype == np.float32
    np.testing.assert_allclose(y.detach().array, exact.array, rtol=1e-6)
    y[0].backward()
    assert x.grad.dtype == np.float16
    assert getattr(zerodl, name)(zerodl.tensor([1, 2, 3]), dim=0, dtype=zerodl.float64).dtype == np.float64
