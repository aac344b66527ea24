"""The schedule of most large models: up in a line, down in half a wave."""

import numpy as np
import pytest

import zerodl
from zerodl import optim
from zerodl.optim.lr_scheduler import CosineAnnealingLR, LambdaLR, LinearLR, SequentialLR, warm_up_cosine


def rates(optimizer, schedule, steps):
    found = []
    for _ in range(steps):
        found += schedule.get_last_lr()
        optimizer.step()
        schedule.step()
    return found


def sgd():
    return optim.SGD([zerodl.ones(1).requires_grad_()], lr=0.8)


def test_it_is_a_linear_rise_and_a_cosine_fall():
    one, two = sgd(), sgd()
    parts = [LinearLR(two, start_factor=1 / 6, total_iters=5), CosineAnnealingLR(two, T_max=15, eta_min=0.08)]
    theirs = rates(two, SequentialLR(two, parts, milestones=[5]), 20)
    ours = rates(one, LambdaLR(one, lambda t: warm_up_cosine(t, warm_up=5, total=20, floor=0.1)), 20)
    np.testing.assert_allclose(ours, theirs, rtol=1e-12)


@pytest.mark.parametrize(("warm_up", "total"), [(0, 10), (3, 10), (10, 10), (0, 0)])
def test_it_begins_above_0_reaches_the_top_and_ends_on_the_floor(warm_up, total):
    shares = [warm_up_cosine(t, warm_up, total, floor=0.25) for t in range(total + 3)]
    assert all(0 < share <= 1 for share in shares)
    assert shares[total:] == [0.25] * 3
    if warm_up < total:
        assert max(shares) == shares[warm_up] == 1.0


def test_it_rises_and_falls_without_a_turn():
    shares = np.array([warm_up_cosine(t, 7, 40) for t in range(45)])
    assert np.all(np.diff(shares[:8]) > 0)
    assert np.all(np.diff(shares[7:41]) < 0)
