"""The loss of a yes or no on plain arrays: equal to PyTorch's, and finite at any score."""

import numpy as np
import pytest
import torch

from zerodl.kernels.logistic import logistic_loss


def test_it_is_pytorchs():
    rng = np.random.default_rng(0)
    x, target = rng.normal(scale=5, size=(3, 4)), rng.uniform(size=(3, 4))
    theirs = torch.nn.functional.binary_cross_entropy_with_logits(
        torch.tensor(x), torch.tensor(target), reduction="none"
    )
    np.testing.assert_allclose(logistic_loss(x, target), theirs.numpy(), rtol=1e-12)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_far_out_it_grows_with_the_score_and_nothing_overflows(dtype):
    x, target = np.array([1e5, 1e5, -1e5, -1e5], dtype), np.array([1, 0, 1, 0], dtype)
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        losses = logistic_loss(x, target)
    assert losses.dtype == dtype
    assert losses.tolist() == [0, 1e5, 1e5, 0]


def test_a_certain_and_right_answer_costs_little_but_not_nothing():
    assert logistic_loss(np.array(50.0), np.array(1.0)) == pytest.approx(np.exp(-50.0))
