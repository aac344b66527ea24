"""Weight normalisation, beside PyTorch's."""

import warnings

import numpy as np
import pytest

import zerodl
from zerodl import nn
from zerodl.errors import ArgumentError
from zerodl.nn.utils import remove_weight_norm, weight_norm


def test_the_network_computes_what_it_did():
    layer = nn.Linear(3, 2)
    x = zerodl.randn(4, 3)
    before = layer(x).tolist()
    assert weight_norm(layer) is layer
    np.testing.assert_allclose(layer(x).tolist(), before, rtol=1e-6)
    assert list(layer.state_dict()) == ["bias", "weight_g", "weight_v"]
    remove_weight_norm(layer)
    np.testing.assert_allclose(layer(x).tolist(), before, rtol=1e-6)
    assert list(layer.state_dict()) == ["bias", "weight"]
    assert isinstance(layer.weight, nn.Parameter)
    layer(x).sum().backward()
    assert layer.weight.grad is not None


@pytest.mark.parametrize("dim", [0, 1, None, -1])
def test_weights_and_gradients_are_pytorchs(dim):
    torch = pytest.importorskip("torch", reason="PyTorch, the oracle, is not installed")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # PyTorch has a newer form of it, too
        theirs = torch.nn.utils.weight_norm(torch.nn.Linear(3, 2).double(), dim=dim)
    ours = weight_norm(nn.Linear(3, 2).double(), dim=dim)
    assert [(n, tuple(p.shape)) for n, p in theirs.named_parameters()] == [
        (n, p.shape) for n, p in ours.named_parameters()
    ]
    ours.load_state_dict(theirs.state_dict())
    with zerodl.no_grad(), torch.no_grad():
        ours.weight_g.mul_(1.7)
        theirs.weight_g.mul_(1.7)
    x = np.random.default_rng(0).normal(size=(4, 3))
    y, their_y = ours(zerodl.tensor(x)), theirs(torch.tensor(x))
    np.testing.assert_allclose(y.detach().numpy(), their_y.detach().numpy(), rtol=1e-12)
    (y * y).sum().backward()
    (their_y * their_y).sum().backward()
    for p, q in zip(ours.parameters(), theirs.parameters(), strict=True):
        np.testing.assert_allclose(p.grad.numpy(), q.grad.numpy(), rtol=1e-10)


def test_training_changes_length_and_direction():
    layer = weight_norm(nn.Linear(3, 1))
    optimiser = zerodl.optim.SGD(layer.parameters(), lr=0.1)
    before = {name: value.tolist() for name, value in layer.state_dict().items()}
    for _ in range(2):
        optimiser.zero_grad()
        layer(zerodl.tensor([[1.0, -2.0, 0.5]])).sum().backward()
        optimiser.step()
    assert all(layer.state_dict()[name].tolist() != before[name] for name in before)


def test_another_parameter_and_two_at_once():
    layer = nn.Bilinear(2, 3, 4)
    weight_norm(weight_norm(layer), name="bias")
    assert sorted(layer.state_dict()) == ["bias_g", "bias_v", "weight_g", "weight_v"]
    assert layer.weight_g.shape == (4, 1, 1)
    remove_weight_norm(layer, "bias")
    assert sorted(layer.state_dict()) == ["bias", "weight_g", "weight_v"]
    assert layer(zerodl.ones(1, 2), zerodl.ones(1, 3)).shape == (1, 4)


def test_what_cannot_be_normalised():
    with pytest.raises(ArgumentError, match="Linear has no parameter 'wieght' to take apart"):
        weight_norm(nn.Linear(1, 1), "wieght")
    with pytest.raises(ArgumentError, match="no parameter 'weight'"):
        weight_norm(weight_norm(nn.Linear(1, 1)))
    with pytest.raises(ArgumentError, match="Linear.weight is not normalised by weight_norm"):
        remove_weight_norm(nn.Linear(1, 1))
