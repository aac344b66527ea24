"""Penalties on weights, the groups that decay, and the max-norm constraint."""

import numpy as np
import pytest

import zerodl
from zerodl import nn, optim
from zerodl.errors import ArgumentError, DTypeError
from zerodl.nn import utils


def net():
    return nn.Sequential(
        nn.Linear(4, 3), nn.BatchNorm1d(3), nn.PReLU(3), nn.Linear(3, 2, bias=False), nn.LayerNorm((1, 2))
    )


def values(*parameters):
    return np.concatenate([p.detach().numpy().ravel() for p in parameters])


PENALTIES = {
    "l1": (utils.l1_penalty, lambda w: np.abs(w).sum(), np.sign),
    "l2": (utils.l2_penalty, lambda w: (w * w).sum(), lambda w: 2 * w),
    "elastic": (
        lambda p: utils.elastic_penalty(p, 0.3),
        lambda w: 0.3 * np.abs(w).sum() + 0.35 * (w * w).sum(),
        lambda w: 0.3 * np.sign(w) + 0.7 * w,
    ),
}


@pytest.mark.parametrize(("penalty", "value", "slope"), PENALTIES.values(), ids=PENALTIES)
def test_values_and_gradients(penalty, value, slope):
    model = net().double()
    everything = list(model.parameters())
    y = penalty(model.parameters())
    assert y.item() == pytest.approx(value(values(*everything)), rel=1e-12)
    y.backward()
    for p in everything:
        np.testing.assert_allclose(p.grad.numpy(), slope(p.detach().numpy()), rtol=1e-12)


@pytest.mark.parametrize(("penalty", "value", "slope"), PENALTIES.values(), ids=PENALTIES)
def test_of_a_model_only_the_weights_are_penalised(penalty, value, slope):
    model = net().double()
    y = penalty(model)
    assert y.item() == pytest.approx(value(values(model[0].weight, model[3].weight)), rel=1e-12)
    y.backward()
    assert [name for name, p in model.named_parameters() if p.grad is not None] == ["0.weight", "3.weight"]


@pytest.mark.parametrize(("penalty", "value", "slope"), PENALTIES.values(), ids=PENALTIES)
def test_of_one_tensor_and_of_none(penalty, value, slope):
    w = zerodl.tensor([3.0, -4.0, 0.0], requires_grad=True)
    penalty(w).backward()
    np.testing.assert_allclose(w.grad.numpy(), slope(np.array([3.0, -4.0, 0.0])), rtol=1e-6)
    assert penalty([]).item() == 0.0


def test_l2_is_weight_decay_under_plain_sgd():
    rng = np.random.default_rng(0)
    w, g = rng.normal(size=5), zerodl.tensor(rng.normal(size=5))
    ways = []
    for decay, extra in ((0.1, 0.0), (0.0, 0.1)):
        p = nn.Parameter(zerodl.tensor(w))
        optimizer = optim.SGD([p], lr=0.5, weight_decay=decay)
        for _ in range(4):
            optimizer.zero_grad()
            ((p * g).sum() + extra / 2 * utils.l2_penalty([p])).backward()
            optimizer.step()
        ways.append(p.tolist())
    assert ways[0] == pytest.approx(ways[1], rel=1e-12)


def test_weights_and_others():
    model = net()
    names = {id(p): name for name, p in model.named_parameters()}
    weights, others = ([names[id(p)] for p in part] for part in utils.split_parameters(model))
    assert weights == ["0.weight", "3.weight"]
    assert others == ["0.bias", "1.weight", "1.bias", "2.weight", "4.weight", "4.bias"]


def test_a_weight_that_is_used_twice_comes_once():
    a, b = nn.Linear(3, 3), nn.Linear(3, 3)
    b.weight = a.weight
    weights, others = utils.split_parameters(nn.Sequential(a, b))
    assert len(weights) == 1
    assert len(others) == 2


def test_groups_are_what_an_optimiser_takes():
    model = net()
    groups = utils.parameter_groups(model, weight_decay=0.1)
    assert [group["weight_decay"] for group in groups] == [0.1, 0.0]
    optimizer = optim.SGD(groups, lr=0.5)
    before = {name: p.tolist() for name, p in model.named_parameters()}
    for p in model.parameters():
        p.grad = zerodl.zeros_like(p)
    optimizer.step()
    for name, p in model.named_parameters():
        shrunk = np.array(before[name]) * (0.95 if name in ("0.weight", "3.weight") else 1.0)
        np.testing.assert_allclose(p.detach().numpy(), shrunk, rtol=1e-6)
    assert len(utils.parameter_groups(nn.Linear(3, 2, bias=False))) == 1


# --- max norm ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("norm_type", "dim"), [(2.0, 0), (1, 1), (3.0, -1)])
def test_max_norm_is_pytorchs_renorm(norm_type, dim):
    torch = pytest.importorskip("torch", reason="PyTorch, the oracle, is not installed")
    w = np.random.default_rng(0).normal(size=(4, 3, 2))
    p = nn.Parameter(zerodl.tensor(w))
    assert utils.max_norm_(p, 1.7, norm_type, dim) is None
    np.testing.assert_allclose(p.detach().numpy(), torch.tensor(w).renorm(norm_type, dim, 1.7).numpy(), rtol=1e-12)


def test_max_norm_shortens_rows_and_leaves_biases_alone():
    layer = nn.Linear(3, 4)
    layer.weight.data = zerodl.tensor([[3.0, 4.0, 0.0], [0.0, 0.0, 0.0], [0.1, 0.2, 0.2], [0.0, -2.0, 0.0]])
    layer.bias.data = zerodl.full((4,), 50.0)
    weight, memory = layer.weight, layer.weight.array
    utils.max_norm_(layer.parameters(), 1.0)
    expected = [[0.6, 0.8, 0.0], [0.0, 0.0, 0.0], [0.1, 0.2, 0.2], [0.0, -1.0, 0.0]]
    np.testing.assert_allclose(layer.weight.detach().numpy(), expected, rtol=1e-6)
    assert layer.bias.tolist() == [50.0] * 4
    assert layer.weight is weight
    assert layer.weight.array is memory
    assert weight.requires_grad
    assert weight.is_leaf


def test_a_network_that_overfits_is_held_by_it():
    zerodl.manual_seed(0)
    model = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 1))
    optimizer = optim.SGD(model.parameters(), lr=0.5)
    x, y = zerodl.randn(16, 4), 30 * zerodl.randn(16, 1)
    for _ in range(5):
        optimizer.zero_grad()
        ((model(x) - y) ** 2).mean().backward()
        utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        utils.max_norm_(model.parameters(), 0.5)
        for layer in (model[0], model[2]):
            assert np.linalg.norm(layer.weight.detach().numpy(), axis=1).max() <= 0.5 + 1e-6


WRONG = {
    "numbers": (lambda: utils.l1_penalty([1.0]), DTypeError, "expected tensors, got float"),
    "share": (lambda: utils.elastic_penalty([], 1.5), ArgumentError, "l1_ratio from 0 to 1, got 1.5"),
    "no model": (lambda: utils.parameter_groups([1, 2]), DTypeError, "expected a module"),
    "a negative length": (lambda: utils.max_norm_([], -1.0), ArgumentError, "max_norm_: expected a length"),
    "a model": (lambda: utils.max_norm_(nn.Linear(2, 2), 1.0), DTypeError, "got Linear; pass model.parameters()"),
    "rows of a vector": (lambda: zerodl.ones(3).renorm(2, 0, 1.0), ValueError, "two axes or more"),
    "a negative p": (lambda: zerodl.ones(3, 2).renorm(-2, 0, 1.0), ArgumentError, "p above 0"),
    "integers": (lambda: zerodl.ones(3, 2).long().renorm(2, 0, 1.0), DTypeError, "renorm: expected floating"),
}


@pytest.mark.parametrize(("attempt", "error", "words"), WRONG.values(), ids=WRONG)
def test_wrong_inputs_get_one_clear_error(attempt, error, words):
    with pytest.raises(error, match=words):
        attempt()
