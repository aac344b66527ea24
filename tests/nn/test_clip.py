"""Clipping gradients: by their length together, and one by one; beside PyTorch's."""

import math

import numpy as np
import pytest

import zerodl
from zerodl import nn
from zerodl.errors import ArgumentError, DTypeError, GradientError
from zerodl.nn import utils


def with_gradients(arrays, dtype=np.float64):
    parameters = [nn.Parameter(np.zeros(a.shape, dtype)) for a in arrays]
    for p, a in zip(parameters, arrays):
        p.grad = zerodl.tensor(a.astype(dtype))
    return parameters


ARRAYS = [np.array([[3.0, -4.0], [0.0, 1.0]]), np.array([12.0]), np.array(2.0)]


@pytest.mark.parametrize("norm_type", [2.0, 1.0, 3, 0.5, math.inf, "inf"])
@pytest.mark.parametrize("max_norm", [1.0, 5, 1e6])
def test_norms_are_pytorchs(norm_type, max_norm):
    torch = pytest.importorskip("torch", reason="PyTorch, the oracle, is not installed")
    parameters = with_gradients(ARRAYS)
    theirs = [torch.nn.Parameter(torch.zeros(a.shape, dtype=torch.float64)) for a in ARRAYS]
    for p, a in zip(theirs, ARRAYS):
        p.grad = torch.tensor(a)
    norm = utils.clip_grad_norm_(parameters, max_norm, norm_type)
    their_norm = torch.nn.utils.clip_grad_norm_(theirs, max_norm, float(norm_type))
    assert norm.item() == pytest.approx(their_norm.item(), rel=1e-12)
    for p, q in zip(parameters, theirs):
        np.testing.assert_allclose(p.grad.numpy(), q.grad.numpy(), rtol=1e-12)
    assert utils.get_total_norm([p.grad for p in with_gradients(ARRAYS)], norm_type).item() == norm.item()


def test_values_are_clipped_one_by_one():
    parameters = with_gradients(ARRAYS)
    assert utils.clip_grad_value_(iter(parameters), 2.5) is None
    assert [p.grad.tolist() for p in parameters] == [[[2.5, -2.5], [0.0, 1.0]], [2.5], 2.0]


def test_one_parameter_and_some_without_gradients():
    (p,) = with_gradients([np.array([3.0, 4.0])])
    assert utils.clip_grad_norm_(p, 1.0).item() == 5.0
    assert p.grad.tolist() == pytest.approx([0.6, 0.8], rel=1e-6)
    idle = nn.Parameter(np.zeros(2))
    assert utils.clip_grad_norm_([idle, p], 10.0).item() == pytest.approx(1.0, rel=1e-6)
    assert idle.grad is None
    assert utils.clip_grad_norm_([idle], 1.0).item() == 0.0
    utils.clip_grad_value_([idle], 1.0)


def test_the_gradient_stays_the_same_tensor():
    (p,) = with_gradients([np.array([3.0, 4.0])])
    before = p.grad
    utils.clip_grad_norm_(p, 1.0)
    utils.clip_grad_value_(p, 0.7)
    assert p.grad is before
    assert not p.grad.requires_grad


def test_16_bit_gradients_do_not_overflow():
    (p,) = with_gradients([np.full(100, 60000.0)], np.float16)
    assert utils.clip_grad_norm_(p, 6.0).item() == pytest.approx(600000, rel=1e-2)
    assert p.grad.dtype == np.float16
    assert p.grad.tolist()[0] == pytest.approx(0.6, rel=1e-2)


@pytest.mark.filterwarnings("ignore:invalid value")  # ∞ · 0
@pytest.mark.parametrize("value", [math.inf, math.nan])
def test_gradients_that_are_no_numbers(value):
    (p,) = with_gradients([np.array([1.0, value])])
    with pytest.raises(GradientError, match=f"the total norm of the gradients is {value}, so they cannot be clipped"):
        utils.clip_grad_norm_(p, 1.0, error_if_nonfinite=True)
    assert p.grad.tolist()[0] == 1.0
    utils.clip_grad_norm_(p, 1.0)
    assert not math.isfinite(p.grad.tolist()[1])


@pytest.mark.parametrize("norm_type", [0, -1, math.nan])
def test_a_norm_that_is_none(norm_type):
    with pytest.raises(ArgumentError, match="norm_type must be positive, or infinite"):
        utils.get_total_norm([zerodl.ones(1)], norm_type)


@pytest.mark.parametrize("given", [nn.Linear(1, 1), nn.Sequential(nn.ReLU()), [1.0]])
def test_what_is_no_parameter(given):
    for clip in (lambda x: utils.clip_grad_norm_(x, 1.0), lambda x: utils.clip_grad_value_(x, 1.0)):
        with pytest.raises(DTypeError, match=r"clip: expected tensors, got \w+; pass model.parameters\(\)"):
            clip(given)


def test_a_network_is_clipped():
    net = nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.Linear(4, 1))
    (100 * net(zerodl.ones(8, 3))).sum().backward()
    assert utils.clip_grad_norm_(net.parameters(), 1.0).item() > 1
    assert utils.get_total_norm([p.grad for p in net.parameters()]).item() == pytest.approx(1.0, rel=1e-5)
