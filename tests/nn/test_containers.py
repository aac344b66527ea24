"""Sequential, ModuleList, ModuleDict, ParameterList and ParameterDict: lists and dictionaries that the walk enters."""

from collections import OrderedDict

import pytest

import zerodl
from zerodl import nn
from zerodl.errors import ArgumentError, DTypeError, IndexingError


def kinds(modules):
    return [type(module).__name__ for module in modules]


# --- in a row ---------------------------------------------------------------------------------------------------------


def test_sequential_is_a_list_of_modules():
    first, second = nn.Linear(2, 3), nn.ReLU()
    net = nn.Sequential(first, second, nn.Linear(3, 1))
    assert len(net) == 3
    assert net[0] is first
    assert net[-2] is second
    assert list(net)[1] is second
    assert second in net
    x = zerodl.ones(5, 2)
    assert net(x).tolist() == net[2](second(first(x))).tolist()
    assert nn.Sequential()(x) is x


def test_sequential_with_names():
    net = nn.Sequential(OrderedDict(hidden=nn.Linear(2, 3), bend=nn.ReLU(), out=nn.Linear(3, 1)))
    assert [name for name, _ in net.named_children()] == ["hidden", "bend", "out"]
    assert net.bend is net[1]
    assert [name for name, _ in net[1:].named_children()] == ["bend", "out"]
    assert net.append(nn.Tanh()) is net
    assert [name for name, _ in net.named_children()] == ["hidden", "bend", "out", "3"]


@pytest.mark.parametrize("make", [lambda *modules: nn.Sequential(*modules), lambda *modules: nn.ModuleList(modules)])
def test_a_row_changes_like_a_list(make):
    row = make(nn.Linear(2, 2), nn.ReLU(), nn.Tanh())
    assert kinds(row[1:]) == ["ReLU", "Tanh"]
    assert type(row[:2]) is type(row)
    assert row[:1][0] is row[0]
    row[1] = nn.Sigmoid()
    assert kinds(row) == ["Linear", "Sigmoid", "Tanh"]
    row.insert(1, nn.ReLU6())
    row.insert(-1, nn.GELU())
    assert kinds(row) == ["Linear", "ReLU6", "Sigmoid", "GELU", "Tanh"]
    del row[0]
    del row[-2:]
    assert kinds(row) == ["ReLU6", "Sigmoid"]
    assert [name for name, _ in row.named_children()] == ["0", "1"]
    row.extend([nn.ReLU(), nn.Linear(1, 1)])
    row += [nn.Mish()]
    assert kinds(row) == ["ReLU6", "Sigmoid", "ReLU", "Linear", "Mish"]
    assert type(row.pop()).__name__ == "Mish"
    assert type(row.pop(0)).__name__ == "ReLU6"
    assert kinds(row + make(nn.Tanh())) == ["Sigmoid", "ReLU", "Linear", "Tanh"]
    assert len(row) == 3
    assert [name for name, _ in row.named_parameters()] == ["2.weight", "2.bias"]


def test_a_sequential_can_be_repeated():
    assert kinds(nn.Sequential(nn.ReLU(), nn.Tanh()) * 2) == ["ReLU", "Tanh", "ReLU", "Tanh"]
    assert len(3 * nn.Sequential(nn.ReLU())) == 3


@pytest.mark.parametrize("i", [3, -4, "0", 1.0])
def test_a_place_that_is_not_there(i):
    with pytest.raises(IndexingError, match="Sequential: there are 3 modules, none at place"):
        nn.Sequential(nn.ReLU(), nn.ReLU(), nn.ReLU())[i]
    with pytest.raises(IndexError):
        nn.ModuleList([nn.ReLU()] * 3)[i]


@pytest.mark.parametrize("value", [zerodl.relu, nn.ReLU, None, "relu", [nn.ReLU()]])
def test_what_is_no_module(value):
    for make in (nn.Sequential, lambda *modules: nn.ModuleList(modules)):
        with pytest.raises(DTypeError, match=r"expected modules such as nn.ReLU\(\), got .* at place 1"):
            make(nn.Tanh(), value)
    net = nn.Sequential(nn.Tanh())
    with pytest.raises(DTypeError, match="at place 0"):
        net[0] = value
    with pytest.raises(DTypeError, match="at place 1"):
        net.append(value)
    with pytest.raises(DTypeError, match="at place 0"):
        net.insert(0, value)
    assert kinds(net) == ["Tanh"]


def test_a_list_is_unpacked_with_a_star():
    with pytest.raises(DTypeError, match=r"at place 0; unpack a list with a star: Sequential\(\*layers\)"):
        nn.Sequential([nn.Linear(1, 1), nn.ReLU()])


def test_a_module_list_computes_nothing_itself():
    with pytest.raises(ArgumentError, match="ModuleList has no forward method"):
        nn.ModuleList([nn.ReLU()])(zerodl.ones(1))


def test_a_module_list_as_a_part():
    class Net(nn.Module):
        def __init__(self):
            super().__init__()
            self.layers = nn.ModuleList([nn.Linear(2, 2) for _ in range(3)])

        def forward(self, x):
            for layer in self.layers:
                x = layer(x)
            return x

    net = Net()
    assert list(net.state_dict())[:2] == ["layers.0.weight", "layers.0.bias"]
    net(zerodl.ones(1, 2)).sum().backward()
    assert all(p.grad is not None for p in net.parameters())


# --- in a dictionary --------------------------------------------------------------------------------------------------


def test_a_module_dict_is_a_dictionary():
    modules = nn.ModuleDict({"relu": nn.ReLU(), "out": nn.Linear(2, 1)})
    assert "relu" in modules
    assert "tanh" not in modules
    assert list(modules) == list(modules.keys()) == ["relu", "out"]
    assert kinds(modules.values()) == ["ReLU", "Linear"]
    assert [name for name, _ in modules.items()] == ["relu", "out"]
    modules["relu"] = nn.Tanh()
    assert list(modules.keys()) == ["relu", "out"]
    modules.update([("extra", nn.ReLU())])
    modules.update(nn.ModuleDict({"more": nn.GELU()}))
    assert len(modules) == 4
    assert type(modules.pop("extra")).__name__ == "ReLU"
    del modules["more"]
    assert [name for name, _ in modules.named_parameters()] == ["out.weight", "out.bias"]
    modules.clear()
    assert len(modules) == 0


def test_what_a_module_dict_refuses():
    modules = nn.ModuleDict({"relu": nn.ReLU()})
    with pytest.raises(IndexingError, match="there is no module 'tanh'; there are relu"):
        modules["tanh"]
    with pytest.raises(ArgumentError, match="there is an attribute 'keys' already"):
        modules["keys"] = nn.ReLU()
    with pytest.raises(DTypeError, match="expected a module for 'relu', got None"):
        modules["relu"] = None
    with pytest.raises(DTypeError, match="expected a Module or None for tanh"):
        modules["tanh"] = zerodl.tanh
    with pytest.raises(ArgumentError, match="expected a dictionary of modules, got 3"):
        nn.ModuleDict(3)


# --- of parameters ----------------------------------------------------------------------------------------------------


def test_a_parameter_list_is_a_list():
    weights = nn.ParameterList([zerodl.ones(2), nn.Parameter(zerodl.zeros(3))])
    assert all(isinstance(w, nn.Parameter) for w in weights)
    assert weights.append(zerodl.ones(1)) is weights
    weights += [zerodl.ones(4)]
    assert [tuple(w.shape) for w in weights] == [(2,), (3,), (1,), (4,)]
    assert weights[-1].shape == (4,)
    weights[0] = zerodl.ones(5)
    assert [tuple(w.shape) for w in weights[:2]] == [(5,), (3,)]
    assert [name for name, _ in weights.named_parameters()] == ["0", "1", "2", "3"]
    assert len(weights) == 4
    with pytest.raises(IndexingError, match="there are 4 parameters, none at place 4"):
        weights[4]
    with pytest.raises(DTypeError, match="expected a list of parameters, got one tensor"):
        weights.extend(zerodl.ones(2))
    with pytest.raises(DTypeError, match="expected parameters or tensors, got 3 at 4"):
        weights.append(3)


def test_a_parameter_dict_is_a_dictionary():
    weights = nn.ParameterDict({"a": zerodl.ones(2)})
    weights["b"] = nn.Parameter(zerodl.zeros(3))
    weights.update([("c", zerodl.ones(1))])
    assert list(weights) == list(weights.keys()) == ["a", "b", "c"]
    assert "a" in weights
    assert [w.numel() for w in weights.values()] == [2, 3, 1]
    assert [name for name, _ in weights.items()] == ["a", "b", "c"]
    assert weights.get("z") is None
    assert weights.get("a") is weights["a"]
    assert weights.setdefault("a", zerodl.zeros(9)) is weights["a"]
    assert weights.setdefault("z", zerodl.zeros(9)).shape == (9,)
    other = weights.copy()
    assert other["a"] is weights["a"]
    assert other.popitem() == ("z", weights["z"])
    assert (len(other), len(weights)) == (3, 4)
    del weights["z"]
    with pytest.raises(IndexingError, match="popitem finds no parameter"):
        nn.ParameterDict().popitem()
    assert weights.pop("c").shape == (1,)
    del weights["a"]
    assert list(weights.state_dict()) == ["b"]
    with pytest.raises(IndexingError, match="there is no parameter 'a'; there are b"):
        weights["a"]
    with pytest.raises(ArgumentError, match="expected a dictionary of parameters, got 3"):
        weights.update(3)
    weights.clear()
    assert len(weights) == 0
    assert repr(weights) == "ParameterDict()"


def test_containers_print_as_pytorchs():
    torch = pytest.importorskip("torch", reason="PyTorch, the oracle, is not installed")
    for text in (
        "ModuleList([L.Linear(2, 2), L.Linear(2, 2), L.ReLU(), L.Linear(2, 2)])",
        "ModuleList([L.Sequential(L.Linear(2, 2), L.ReLU()) for _ in range(3)])",
        "ModuleList()",
        "ModuleDict({'a': L.ReLU(), 'b': L.ModuleList([L.Tanh()])})",
        "Sequential()",
    ):
        ours, theirs = (eval(text, {"L": layers} | vars(layers)) for layers in (nn, torch.nn))
        assert repr(ours) == repr(theirs), text
