"""Module: the walk over parameters, modes, state dictionaries, and how networks print."""

import copy

import numpy as np
import pytest

import zerodl
from zerodl import nn
from zerodl.errors import ArgumentError


class Net(nn.Module):
    """Parameters and modules set in every way that the walk must find."""

    def __init__(self):
        super().__init__()
        self.scale = nn.Parameter(np.ones(3))
        self.first = nn.Linear(3, 2)
        self.blocks = [nn.Linear(2, 2), nn.Sequential(nn.ReLU(), nn.Linear(2, 1))]
        self.heads = {"mean": nn.Linear(1, 1), "spread": (nn.Parameter(np.zeros(1)), "no module")}
        self.nothing = None
        self.plain = zerodl.ones(2)
        self.offset = nn.Parameter(np.zeros(1))


NAMES = [
    "scale",
    "heads.spread.0",
    "offset",
    "first.weight",
    "first.bias",
    "blocks.0.weight",
    "blocks.0.bias",
    "blocks.1.1.weight",
    "blocks.1.1.bias",
    "heads.mean.weight",
    "heads.mean.bias",
]


def test_the_walk_finds_every_parameter_in_order():
    net = Net()
    assert [name for name, _ in net.named_parameters()] == NAMES
    assert all(isinstance(p, nn.Parameter) for p in net.parameters())
    assert [name for name, _ in net.named_children()] == ["first", "blocks.0", "blocks.1", "heads.mean"]
    assert [name for name, _ in net.named_modules()][:4] == ["", "first", "blocks.0", "blocks.1"]
    assert list(net.modules())[0] is net


def test_what_is_used_twice_comes_once():
    net = Net()
    net.again = net.first
    net.tied = net.first.weight
    names = [name for name, _ in net.named_parameters()]
    assert len(names) == len(NAMES)
    assert "tied" in names  # the parameter's first place on the walk: a module's own come before its children's
    assert "first.weight" not in names
    assert [name for name, _ in net.named_modules()].count("again") == 0


def test_a_module_that_knows_its_parent_ends_the_walk():
    net = Net()
    net.first.parent = net
    assert len(list(net.parameters())) == len(NAMES)
    assert net.eval() is net


def test_modes_reach_all_modules():
    net = Net()
    assert all(m.training for m in net.modules())
    assert net.eval() is net
    assert not any(m.training for m in net.modules())
    assert net.train() is net
    assert all(m.training for m in net.modules())


def test_zero_grad():
    net = nn.Sequential(nn.Linear(2, 2), nn.Linear(2, 1))
    net(zerodl.ones(1, 2)).sum().backward()
    assert all(p.grad is not None for p in net.parameters())
    net.zero_grad()
    assert all(p.grad is None for p in net.parameters())


def test_calling_a_module_calls_forward():
    class Scaled(nn.Module):
        def forward(self, x, by=2):
            return x * by

    assert Scaled()(zerodl.ones(1), by=3).tolist() == [3.0]


def test_a_deep_copy_is_independent():
    net = nn.Linear(2, 1)
    twin = copy.deepcopy(net)
    twin.weight.array[...] = 7
    assert 7 not in net.weight.array
    assert [p.requires_grad for p in twin.parameters()] == [True, True]


# --- state ------------------------------------------------------------------------------------------------------------


def test_a_state_goes_round():
    one, other = Net(), Net()
    other.load_state_dict(one.state_dict())
    for (name, p), (_, q) in zip(one.named_parameters(), other.named_parameters()):
        assert p.tolist() == q.tolist(), name
        assert not np.shares_memory(p.array, q.array)
    assert list(one.state_dict()) == NAMES


def test_a_state_shares_memory_and_needs_no_gradient():
    net = nn.Linear(2, 1)
    weight = net.state_dict()["weight"]
    assert np.shares_memory(weight.array, net.weight.array)
    assert not weight.requires_grad


def test_a_state_may_hold_arrays():
    net = nn.Linear(2, 1)
    net.load_state_dict({"weight": np.array([[3.0, 4.0]]), "bias": np.array([5.0])})
    assert net.weight.tolist() == [[3.0, 4.0]]
    assert net.weight.dtype == np.float32


def test_loading_is_noticed_by_a_tape():
    net = nn.Linear(2, 1)
    y = net.weight * net.weight
    net.load_state_dict(net.state_dict())
    with pytest.raises(RuntimeError, match="changed in place"):
        y.sum().backward()


def test_a_state_that_does_not_fit_changes_nothing():
    net = nn.Linear(2, 1)
    before = net.weight.tolist()
    with pytest.raises(RuntimeError, match="misshapen: bias"):
        net.load_state_dict({"weight": np.ones((1, 2)), "bias": np.ones(2)})
    with pytest.raises(ArgumentError):
        net.load_state_dict({"weight": np.ones((1, 2))})
    assert net.weight.tolist() == before


def test_a_parameter_of_a_tensor_shares_its_memory_and_version_count():
    x = zerodl.ones(2)
    p = nn.Parameter(x)
    assert p.requires_grad
    y = p * p
    x.add_(1)
    with pytest.raises(RuntimeError, match="changed in place"):
        y.sum().backward()
    assert not nn.Parameter(x, requires_grad=False).requires_grad


# --- printing ---------------------------------------------------------------------------------------------------------


def test_how_a_network_prints():
    net = nn.Sequential(nn.Linear(4, 3), nn.ReLU(), nn.Sequential(nn.Linear(3, 2, bias=False), nn.Tanh()))
    assert repr(net) == (
        "Sequential(\n"
        "  (0): Linear(in_features=4, out_features=3, bias=True)\n"
        "  (1): ReLU()\n"
        "  (2): Sequential(\n"
        "    (0): Linear(in_features=3, out_features=2, bias=False)\n"
        "    (1): Tanh()\n"
        "  )\n"
        ")"
    )
