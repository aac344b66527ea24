"""log_softmax and its gradient on plain arrays: equal to SciPy's and PyTorch's, and finite at any scores."""

import numpy as np
import pytest
import torch

from zerodl.kernels.softmax import log_softmax, log_softmax_grad

RNG = np.random.default_rng(0)


@pytest.mark.parametrize("axis", [0, 1, -1])
def test_values_and_gradients_are_pytorchs(axis):
    x, g = RNG.normal(scale=5, size=(2, 3, 4, 5))[:, 0]
    theirs = torch.tensor(x, requires_grad=True)
    y = torch.log_softmax(theirs, dim=axis)
    y.backward(torch.tensor(g))
    np.testing.assert_allclose(log_softmax(x, axis), y.detach().numpy(), rtol=1e-9)
    np.testing.assert_allclose(log_softmax_grad(g, log_softmax(x, axis), axis), theirs.grad.numpy(), atol=1e-12)


def test_several_axes_share_one_sum():
    x = RNG.normal(size=(2, 3, 4))
    np.testing.assert_allclose(np.sum(np.exp(log_softmax(x, (1, 2))), axis=(1, 2)), 1)
    np.testing.assert_allclose(log_softmax(x, (1, 2)).reshape(2, 12), log_softmax(x.reshape(2, 12), 1))


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_nothing_overflows_and_the_dtype_stays(dtype):
    x = np.array([[1e5, 0, -1e5], [-1e5, -1e5, -1e5]], dtype)
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        y = log_softmax(x, axis=1)
    assert y.dtype == dtype
    np.testing.assert_allclose(y, [[0, -1e5, -2e5], [-np.log(3)] * 3], rtol=1e-6)


def test_the_gradient_of_picking_one_class_is_softmax_minus_a_one_there():
    x = RNG.normal(size=(4, 3))
    picked = -np.eye(3)[[0, 2, 1, 1]]  # the gradient of −log p of the right class
    y = log_softmax(x, axis=1)
    np.testing.assert_allclose(log_softmax_grad(picked, y, axis=1), np.exp(y) + picked)
