"""Linear, Sequential, activations and the loss as modules: values, shapes, first parameters, gradients."""

import numpy as np
import pytest

import zerodl
from zerodl import Tensor, nn
from zerodl.autograd import gradcheck
from zerodl.nn import functional as F
from zerodl.nn import init


def test_linear_computes_x_times_weight_transposed_plus_bias():
    layer = nn.Linear(3, 2)
    layer.load_state_dict({"weight": np.array([[1, 2, 3], [4, 5, 6]]), "bias": np.array([10, 20])})
    assert layer(zerodl.tensor([[1.0, 0.0, 0.0], [1.0, 1.0, 1.0]])).tolist() == [[11.0, 24.0], [16.0, 35.0]]
    assert layer(zerodl.ones(4, 5, 3)).shape == (4, 5, 2)
    assert layer(np.ones((1, 3), np.float32)).tolist() == [[16.0, 35.0]]


def test_linear_without_bias():
    layer = nn.Linear(3, 2, bias=False)
    assert layer.bias is None
    assert [name for name, _ in layer.named_parameters()] == ["weight"]
    assert layer(zerodl.zeros(1, 3)).tolist() == [[0.0, 0.0]]


def test_linears_first_parameters_are_spread_evenly_between_the_bounds():
    zerodl.manual_seed(0)
    layer = nn.Linear(100, 400)
    for parameter in layer.parameters():
        values = parameter.array
        assert values.dtype == np.float32
        assert values.min() >= -0.1
        assert values.max() < 0.1
        assert abs(values.mean()) < 0.01
        assert values.std() == pytest.approx(0.1 / np.sqrt(3), rel=0.1)
        assert parameter.requires_grad
    assert (layer.in_features, layer.out_features) == (100, 400)
    assert init.linear_bound(100) == 0.1


def test_linears_gradients():
    x, w, b = (
        Tensor(np.random.default_rng(i).normal(size=s), requires_grad=True)
        for i, s in enumerate([(4, 3), (2, 3), (2,)])
    )
    assert gradcheck(F.linear, [x, w, b])
    assert gradcheck(F.linear, [x, w])


def test_uniform():
    x = zerodl.zeros(1000)
    assert init.uniform_(x, 2, 3, generator=zerodl.Generator(0)) is x
    assert x.array.min() >= 2
    assert x.array.max() <= 3
    assert x.storage.version == 1
    again = init.uniform_(zerodl.zeros(1000), 2, 3, generator=zerodl.Generator(0))
    assert again.tolist() == x.tolist()


def test_sequential_is_a_list_of_modules():
    first, second = nn.Linear(2, 3), nn.ReLU()
    net = nn.Sequential(first, second, nn.Linear(3, 1))
    assert len(net) == 3
    assert net[0] is first
    assert net[-2] is second
    assert list(net)[1] is second
    x = zerodl.ones(5, 2)
    assert net(x).tolist() == net[2](second(first(x))).tolist()
    assert nn.Sequential()(x) is x


def test_activations():
    x = zerodl.tensor([-1.0, 0.0, 2.0])
    assert nn.ReLU()(x).tolist() == [0.0, 0.0, 2.0]
    assert nn.Tanh()(x).tolist() == np.tanh(x.array).tolist()


def test_cross_entropy_as_a_module():
    scores, labels = zerodl.randn(4, 3), zerodl.tensor([0, 1, 2, 0])
    assert nn.CrossEntropyLoss()(scores, labels).item() == F.cross_entropy(scores, labels).item()
    assert nn.CrossEntropyLoss(reduction="none")(scores, labels).shape == (4,)
    assert nn.CrossEntropyLoss()(zerodl.zeros(2, 10), zerodl.tensor([3, 9])).item() == pytest.approx(np.log(10))


def test_hand_derived_gradients_of_a_two_layer_network():
    rng = np.random.default_rng(0)
    x, labels = rng.normal(size=(5, 4)), rng.integers(0, 3, 5)
    net = nn.Sequential(nn.Linear(4, 6), nn.Tanh(), nn.Linear(6, 3))
    for parameter in net.parameters():
        parameter.array = parameter.array.astype(np.float64)
    F.cross_entropy(net(Tensor(x)), Tensor(labels)).backward()

    w1, b1, w2, b2 = (p.array for p in net.parameters())
    hidden = np.tanh(x @ w1.T + b1)
    scores = hidden @ w2.T + b2
    chances = np.exp(scores) / np.exp(scores).sum(1, keepdims=True)
    at_scores = (chances - np.eye(3)[labels]) / 5
    at_hidden = at_scores @ w2 * (1 - hidden**2)
    expected = [at_hidden.T @ x, at_hidden.sum(0), at_scores.T @ hidden, at_scores.sum(0)]
    for parameter, by_hand in zip(net.parameters(), expected):
        np.testing.assert_allclose(parameter.grad.array, by_hand, rtol=1e-10)


def test_layers_are_made_in_the_default_dtype():
    zerodl.set_default_dtype(np.float64)
    try:
        for layer in (nn.Linear(2, 3), nn.Bilinear(2, 2, 1), nn.PReLU(3)):
            assert {p.dtype for p in layer.parameters()} == {np.dtype(np.float64)}, layer
    finally:
        zerodl.set_default_dtype(np.float32)


def test_parameters_are_drawn_anew():
    for layer in (nn.Linear(2, 3), nn.Bilinear(2, 2, 1), nn.PReLU(3)):
        with zerodl.no_grad():
            for p in layer.parameters():
                p.add_(5)
        weight = layer.weight
        layer.reset_parameters()
        assert layer.weight is weight
        assert all(abs(p.detach().numpy()).max() < 1 for p in layer.parameters())
