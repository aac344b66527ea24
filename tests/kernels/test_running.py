"""Running statistics: beside a written-out loop, in place, in 16 bits."""

import ml_dtypes
import numpy as np

from zerodl.kernels.running import update_running_statistics


def test_a_loop_over_the_channels():
    rng = np.random.default_rng(0)
    mean, variance = rng.normal(size=3), rng.uniform(1, 2, 3)
    new_mean, new_variance = rng.normal(size=3), rng.uniform(1, 2, 3)
    expected = [
        (0.7 * m + 0.3 * nm, 0.7 * v + 0.3 * nv * 10 / 9)
        for m, v, nm, nv in zip(mean, variance, new_mean, new_variance)
    ]
    assert update_running_statistics(mean, variance, new_mean, new_variance, 10, 0.3) is None
    np.testing.assert_allclose(np.stack([mean, variance], axis=1), expected, rtol=1e-14)


def test_momentum_of_0_and_1():
    mean, variance = np.array([1.0]), np.array([2.0])
    update_running_statistics(mean, variance, np.array([5.0]), np.array([6.0]), 4, 0.0)
    assert (mean[0], variance[0]) == (1.0, 2.0)
    update_running_statistics(mean, variance, np.array([5.0]), np.array([6.0]), 4, 1.0)
    assert (mean[0], variance[0]) == (5.0, 8.0)


def test_in_16_bits():
    for dtype in (np.float16, ml_dtypes.bfloat16):
        mean, variance = np.zeros(2, dtype), np.ones(2, dtype)
        update_running_statistics(mean, variance, np.ones(2, np.float32), np.full(2, 3, np.float32), 4, 0.5)
        assert mean.dtype == dtype
        assert mean.astype(float).tolist() == [0.5, 0.5]
        assert variance.astype(float).tolist() == [2.5, 2.5]
