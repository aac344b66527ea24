"""Dropout on arrays: beside a loop over the elements, at both ends of the chance, in every dtype."""

import numpy as np
import pytest

from zerodl.kernels.dropout import drop


@pytest.mark.parametrize("p", [0.0, 0.25, 0.5, 0.9])
def test_a_loop_over_the_elements(p):
    rng = np.random.default_rng(0)
    x, chance = rng.normal(size=50), rng.random(50, dtype=np.float32)
    y, mask = drop(x, chance, p)
    for element, luck, kept, factor in zip(x, chance, y, mask):
        assert factor == (0 if luck < p else 1 / (1 - p))
        assert kept == element * factor


def test_with_a_chance_of_1_all_is_dropped():
    y, mask = drop(np.array([1.0, 2.0]), np.array([0.0, 0.999]), 1.0)
    assert y.tolist() == mask.tolist() == [0.0, 0.0]


def test_elements_that_share_their_chance_share_their_factor():
    y, mask = drop(np.ones((2, 3, 4)), np.array([[[0.1], [0.6], [0.2]], [[0.9], [0.3], [0.5]]]), 0.5)
    assert mask.shape == (2, 3, 1)
    assert y[..., 0].tolist() == [[0, 2, 0], [2, 0, 2]]


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_the_dtype_of_x_stays(dtype):
    y, mask = drop(np.ones(3, dtype), np.array([0.1, 0.2, 0.9], np.float32), 0.5)
    assert y.dtype == mask.dtype == dtype
