"""The gradients that were worked out by hand are those of the tape, of nudging, and of PyTorch."""

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

import zerodl
from zerodl import nn
from zerodl.autograd import numeric_gradient
from zerodl.models import gradients_by_hand, squared_error


def problem(rng, batch=7, inputs=5, hidden=6, outputs=4, dtype=np.float64):
    """Inputs, targets and weights; no two lengths are equal."""
    shapes = (batch, inputs), (batch, outputs), (hidden, inputs), (hidden,), (outputs, hidden), (outputs,)
    return [rng.normal(size=shape).astype(dtype) for shape in shapes]


lengths = st.integers(1, 9)


@given(st.integers(0, 999), lengths, lengths, lengths, lengths)
def test_the_tape_agrees_to_ten_digits(seed, batch, inputs, hidden, outputs):
    x, target, *weights = problem(np.random.default_rng(seed), batch, inputs, hidden, outputs)
    net = nn.Sequential(nn.Linear(inputs, hidden), nn.ReLU(), nn.Linear(hidden, outputs))
    tensors = [zerodl.tensor(weight, requires_grad=True) for weight in weights]
    net[0].weight, net[0].bias, net[2].weight, net[2].bias = map(nn.Parameter, tensors)
    error = net(zerodl.tensor(x)) - zerodl.tensor(target)
    loss = (error * error).mean()
    loss.backward()
    assert loss.item() == pytest.approx(squared_error(x, target, *weights), rel=1e-12)
    for ours, parameter in zip(gradients_by_hand(x, target, *weights), net.parameters(), strict=True):
        assert ours.shape == parameter.shape
        np.testing.assert_allclose(ours, parameter.grad.numpy(), rtol=1e-10, atol=1e-10)


def test_nudging_every_weight_agrees():
    x, target, *weights = problem(np.random.default_rng(0))
    for i, ours in enumerate(gradients_by_hand(x, target, *weights)):

        def loss(weight, i=i):
            return squared_error(x, target, *weights[:i], weight, *weights[i + 1 :])

        np.testing.assert_allclose(ours, numeric_gradient(loss, weights[i]), rtol=1e-6, atol=1e-8)


def test_pytorch_agrees():
    x, target, *weights = problem(np.random.default_rng(1))
    w1, b1, w2, b2 = tensors = [torch.tensor(weight, requires_grad=True) for weight in weights]
    hidden = torch.relu(torch.nn.functional.linear(torch.tensor(x), w1, b1))
    torch.nn.functional.mse_loss(torch.nn.functional.linear(hidden, w2, b2), torch.tensor(target)).backward()
    for ours, tensor in zip(gradients_by_hand(x, target, *weights), tensors, strict=True):
        np.testing.assert_allclose(ours, tensor.grad.numpy(), rtol=1e-12)


def test_float32_stays_float32_and_nothing_is_changed():
    given = problem(np.random.default_rng(2), dtype=np.float32)
    before = [array.copy() for array in given]
    assert {gradient.dtype for gradient in gradients_by_hand(*given)} == {np.dtype(np.float32)}
    assert all(np.array_equal(array, kept) for array, kept in zip(given, before))
