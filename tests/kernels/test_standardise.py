"""Mean 0 and variance 1, as PyTorch's normalisation layers."""

import numpy as np
import pytest

from zerodl.kernels import standardise
from zerodl.kernels.standardise import standardise_grad

torch = pytest.importorskip("torch", reason="PyTorch's normalisation is the oracle")


@pytest.mark.parametrize(("axis", "shape"), [(-1, (6,)), ((1, 2), (5, 6)), ((0, 1, 2), (4, 5, 6))])
def test_over_the_last_axes_it_is_layer_norm(axis, shape):
    x = np.random.default_rng(0).normal(3, 2, size=(4, 5, 6))
    expected = torch.nn.functional.layer_norm(torch.tensor(x), shape)
    np.testing.assert_allclose(standardise(x, axis), expected.numpy(), atol=1e-12)


def test_over_all_but_the_channels_it_is_batch_norm():
    x = np.random.default_rng(0).normal(3, 2, size=(4, 5, 6))
    expected = torch.nn.functional.batch_norm(torch.tensor(x), None, None, training=True, eps=0.1)
    np.testing.assert_allclose(standardise(x, (0, 2), eps=0.1), expected.numpy(), atol=1e-12)


def test_equal_elements_become_zero_and_float32_stays():
    result = standardise(np.full((2, 3), 7, np.float32), axis=0)
    assert result.tolist() == [[0, 0, 0], [0, 0, 0]]
    assert result.dtype == np.float32


@pytest.mark.parametrize("axis", [0, -1, (0, 2), (1, 2)])
def test_the_gradient_is_that_of_pytorch(axis):
    rng = np.random.default_rng(0)
    x, g = rng.normal(3, 2, size=(2, 4, 5, 6))
    t = torch.tensor(x, requires_grad=True)
    scale = 1 / torch.sqrt(t.var(dim=axis, keepdim=True, correction=0) + 0.1)
    ((t - t.mean(dim=axis, keepdim=True)) * scale).backward(torch.tensor(g))
    found = standardise_grad(g, standardise(x, axis, eps=0.1), scale.detach().numpy(), axis)
    np.testing.assert_allclose(found, t.grad.numpy(), atol=1e-12)
