"""Weighted neighbourhoods against PyTorch's convolution."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zerodl.kernels import Strided, stencil

torch = pytest.importorskip("torch", reason="PyTorch's convolution is the oracle")


@given(st.tuples(*[st.integers(1, 4)] * 2), st.tuples(*[st.integers(0, 5)] * 2), st.integers(0, 99))
def test_it_is_a_convolution_with_one_channel(size, more, seed):
    rng = np.random.default_rng(seed)
    weights = rng.normal(size=size)
    image = rng.normal(size=np.add(size, more))
    expected = torch.nn.functional.conv2d(torch.tensor(image[None, None]), torch.tensor(weights[None, None]))[0, 0]
    np.testing.assert_allclose(stencil(image, weights), expected.numpy(), atol=1e-12)


def test_colours_are_filtered_each_by_itself():
    rng = np.random.default_rng(0)
    image, weights = rng.normal(size=(6, 7, 3)), rng.normal(size=(2, 3))
    result = stencil(image, weights)
    assert result.shape == (5, 5, 3)
    for colour in range(3):
        np.testing.assert_allclose(result[..., colour], stencil(image[..., colour], weights))


def test_float32_stays_float32():
    image, weights = np.ones((4, 4), np.float32), np.ones((2, 2), np.float32)
    assert stencil(image, weights).dtype == np.float32


def test_a_strided_image_is_only_sliced_and_added():
    rng = np.random.default_rng(0)
    image, weights = rng.normal(size=(5, 6, 3)), rng.normal(size=(3, 3))
    result = stencil(Strided.of(image), weights)
    assert isinstance(result, Strided)
    np.testing.assert_allclose(result.numpy(), stencil(image, weights))
