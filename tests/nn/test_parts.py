"""The parts of a module: set in any way, found by name, refused where they would be lost."""

import copy

import numpy as np
import pytest

import zerodl
from zerodl import nn
from zerodl.errors import ArgumentError, DTypeError
from zerodl.nn.module import ModuleError


class Norm(nn.Module):
    def __init__(self):
        super().__init__()
        self.register_buffer("mean", zerodl.zeros(3))
        self.register_buffer("cache", zerodl.ones(2), persistent=False)
        self.register_buffer("later", None)
        self.weight = nn.Parameter(zerodl.ones(3))


# --- buffers ----------------------------------------------------------------------------------------------------------


def test_buffers_are_found_and_are_no_parameters():
    net = nn.Sequential(Norm(), nn.Linear(3, 1))
    assert [name for name, _ in net.named_buffers()] == ["0.mean", "0.cache"]
    assert [name for name, _ in net[0].named_buffers(prefix="norm", recurse=False)] == ["norm.mean", "norm.cache"]
    assert [tuple(b.shape) for b in net.buffers()] == [(3,), (2,)]
    assert list(net.buffers(recurse=False)) == []
    assert [name for name, _ in net.named_parameters()] == ["0.weight", "1.weight", "1.bias"]


def test_the_state_holds_persistent_buffers_after_the_parameters():
    assert list(nn.Sequential(Norm(), nn.Linear(3, 1)).state_dict()) == ["0.weight", "0.mean", "1.weight", "1.bias"]


def test_a_buffer_stays_one_when_another_tensor_is_set():
    norm = Norm()
    moved = norm.mean * 0.9 + 1
    norm.mean = moved
    assert norm.mean is moved
    norm.later = zerodl.ones(1)
    assert [name for name, _ in norm.named_buffers()] == ["mean", "cache", "later"]
    norm.mean = None
    assert list(norm.state_dict()) == ["weight", "later"]
    with pytest.raises(DTypeError, match=r"Norm.mean is a buffer: expected a plain tensor or None, got 3.0"):
        norm.mean = 3.0
    with pytest.raises(DTypeError, match="expected a plain tensor or None, got Parameter"):
        norm.mean = nn.Parameter(zerodl.ones(3))


def test_a_buffer_that_is_deleted_is_one_no_more():
    norm = Norm()
    del norm.mean
    norm.mean = zerodl.zeros(3)
    assert [name for name, _ in norm.named_buffers()] == ["cache"]
    with pytest.raises(AttributeError):
        del norm.nothing


def test_a_parameter_and_a_buffer_do_not_become_each_other():
    norm = Norm()
    with pytest.raises(DTypeError, match="Norm.weight is a Parameter and cannot become tensor"):
        norm.register_buffer("weight", zerodl.ones(3))
    with pytest.raises(ArgumentError, match="there is an attribute 'mean' already"):
        norm.register_parameter("mean", nn.Parameter(zerodl.ones(3)))
    assert list(norm.state_dict()) == ["weight", "mean"]
    assert [name for name, _ in norm.named_buffers()] == ["mean", "cache"]


def test_a_buffer_is_registered_again():
    norm = Norm()
    norm.register_buffer("mean", zerodl.ones(5), persistent=False)
    assert norm.mean.shape == (5,)
    assert list(norm.state_dict()) == ["weight"]


def test_buffers_of_two_instances_are_independent():
    one, other = Norm(), nn.Linear(1, 1)
    assert [name for name, _ in other.named_buffers()] == []
    twin = copy.deepcopy(one)
    twin.mean.add_(1)
    assert one.mean.tolist() == [0.0, 0.0, 0.0]
    assert [name for name, _ in twin.named_buffers()] == ["mean", "cache"]


# --- setting ----------------------------------------------------------------------------------------------------------


def test_parts_are_set_by_name():
    net = nn.Module()
    net.register_parameter("scale", nn.Parameter(zerodl.ones(2)))
    net.register_parameter("shift", None)
    net.add_module("first", nn.Linear(2, 2))
    net.register_module("second", nn.ReLU())
    net.add_module("third", None)
    assert net.shift is None
    assert [name for name, _ in net.named_parameters()] == ["scale", "first.weight", "first.bias"]
    assert [name for name, _ in net.named_children()] == ["first", "second"]
    net.add_module("first", nn.Tanh())
    assert [repr(child) for child in net.children()] == ["Tanh()", "ReLU()"]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("", "expected a name without dots, got ''"),
        ("a.b", "expected a name without dots, got 'a.b'"),
        (3, "expected a name without dots, got 3"),
        ("forward", "there is an attribute 'forward' already"),
        ("plain", "there is an attribute 'plain' already"),
    ],
)
def test_names_that_do_not_work(name, message):
    net = nn.Module()
    net.plain = 3
    for register, value in (
        (net.register_buffer, zerodl.ones(1)),
        (net.register_parameter, nn.Parameter(zerodl.ones(1))),
        (net.add_module, nn.ReLU()),
    ):
        with pytest.raises(ArgumentError, match=message):
            register(name, value)


def test_values_of_the_wrong_kind():
    net = nn.Module()
    with pytest.raises(DTypeError, match="expected a Tensor or None for a, got 3"):
        net.register_buffer("a", 3)
    with pytest.raises(DTypeError, match="expected a Parameter or None for a"):
        net.register_parameter("a", zerodl.ones(2))
    with pytest.raises(DTypeError, match="expected a Module or None for a, got <class"):
        net.add_module("a", nn.ReLU)
    assert not hasattr(net, "a")


def test_a_parameter_or_module_is_not_replaced_by_something_the_walk_would_lose():
    net = nn.Linear(2, 1)
    with pytest.raises(TypeError, match=r"Linear.weight is a Parameter and cannot become tensor"):
        net.weight = zerodl.ones(1, 2)
    net = nn.Sequential(nn.Linear(2, 1))
    net.extra = nn.ReLU()
    with pytest.raises(TypeError, match=r"Sequential.extra is a Module and cannot become 3: the walk would lose it"):
        net.extra = 3
    net.extra = None
    net.extra = nn.Tanh()
    net.extra = nn.Parameter(zerodl.ones(1))
    assert [name for name, _ in net.named_parameters()] == ["extra", "0.weight", "0.bias"]


def test_a_forgotten_super_init():
    class Forgot(nn.Module):
        def __init__(self):
            self.size = 3
            self.layer = nn.Linear(3, 1)

    class Late(nn.Module):
        def __init__(self):
            self.weight = nn.Parameter(zerodl.ones(1))
            super().__init__()

    class Buffered(nn.Module):
        def __init__(self):
            self.register_buffer("mean", zerodl.ones(1))

    with pytest.raises(AttributeError, match=r"Forgot: call super\(\).__init__\(\) in __init__ before self.layer"):
        Forgot()
    with pytest.raises(ModuleError, match=r"Late: call super\(\).__init__\(\) in __init__ before self.weight"):
        Late()
    with pytest.raises(ModuleError, match=r"Buffered: call super\(\).__init__\(\) in __init__ before self.mean"):
        Buffered()


def test_an_attribute_that_is_not_there():
    with pytest.raises(AttributeError, match="'Linear' object has no attribute 'wieght'"):
        nn.Linear(1, 1).wieght  # noqa: B018


@pytest.mark.parametrize("data", [[1.0, 2.0], 3.0, None, "text"])
def test_a_parameter_needs_a_tensor(data):
    with pytest.raises(DTypeError, match="Parameter: expected a tensor or an array"):
        nn.Parameter(data)


def test_a_parameter_of_integers():
    with pytest.raises(DTypeError, match="only floats have gradients"):
        nn.Parameter(zerodl.tensor([1, 2]))
    assert not nn.Parameter(zerodl.tensor([1, 2]), requires_grad=False).requires_grad


def test_how_a_parameter_prints():
    assert repr(nn.Parameter(zerodl.tensor([0.5, 1.0]))) == (
        "Parameter containing:\ntensor([0.5000, 1.0000], requires_grad=True)"
    )


# --- finding ----------------------------------------------------------------------------------------------------------


def test_parts_are_found_by_dotted_names():
    net = nn.Sequential(nn.Linear(2, 3), nn.Sequential(Norm()))
    net.heads = {"mean": [nn.Linear(3, 1)]}
    assert net.get_submodule("") is net
    assert net.get_submodule("1.0") is net[1][0]
    assert net.get_submodule("heads.mean.0") is net.heads["mean"][0]
    assert net.get_parameter("heads.mean.0.bias") is net.heads["mean"][0].bias
    assert net.get_buffer("1.0.mean") is net[1][0].mean


def test_a_part_that_is_not_there():
    net = nn.Sequential(nn.Linear(2, 3))
    net.twice = net[0]
    assert net.get_parameter("twice.bias") is net[0].bias
    assert net.get_submodule("twice") is net[0]
    with pytest.raises(AttributeError, match="Sequential has no parameter '0.wieght'; it has 0.weight"):
        net.get_parameter("0.wieght")
    with pytest.raises(ModuleError, match="no module '7'; it has 0"):
        net.get_submodule("7")
    with pytest.raises(ModuleError, match="no buffer 'mean'; it has none"):
        net.get_buffer("mean")


# --- what is used twice -----------------------------------------------------------------------------------------------


def test_tied_weights_come_once_and_stand_in_the_state_twice():
    net = nn.Sequential(nn.Linear(3, 3), nn.Linear(3, 3))
    net[1].weight = net[0].weight
    assert [name for name, _ in net.named_parameters()] == ["0.weight", "0.bias", "1.bias"]
    assert len(list(net.named_parameters(remove_duplicate=False))) == 4
    assert list(net.state_dict()) == ["0.weight", "0.bias", "1.weight", "1.bias"]
    net.load_state_dict(nn.Sequential(nn.Linear(3, 3), nn.Linear(3, 3)).state_dict())
    assert net[0].weight is net[1].weight
    twin = copy.deepcopy(net)
    assert twin[0].weight is twin[1].weight
    assert twin[0].weight is not net[0].weight


def test_a_module_that_is_used_twice():
    relu = nn.ReLU()
    net = nn.Sequential(nn.Linear(2, 2), relu, nn.Linear(2, 2), relu)
    assert len(net) == 4
    assert [name for name, _ in net.named_children()] == ["0", "1", "2"]
    assert [name for name, _ in net.named_modules(remove_duplicate=False)] == ["", "0", "1", "2", "3"]
    net.again = net[0]
    assert list(net.state_dict())[-2:] == ["again.weight", "again.bias"]
    assert [name for name, _ in net.named_parameters()] == ["0.weight", "0.bias", "2.weight", "2.bias"]


def test_a_module_inside_itself_has_a_state():
    net = nn.Linear(2, 1)
    net.me = net
    assert list(net.state_dict()) == ["weight", "bias"]


def test_prefix_and_recurse():
    net = nn.Sequential(nn.Linear(2, 1))
    net.scale = nn.Parameter(zerodl.ones(1))
    assert [name for name, _ in net.named_parameters(prefix="net")] == ["net.scale", "net.0.weight", "net.0.bias"]
    assert [name for name, _ in net.named_parameters(recurse=False)] == ["scale"]
    assert list(net.parameters(recurse=False)) == [net.scale]
    assert [name for name, _ in net.named_modules(prefix="net")] == ["net", "net.0"]


# --- what is done to all parts ----------------------------------------------------------------------------------------


def test_apply_goes_from_the_inside_out():
    net = nn.Sequential(nn.Linear(2, 2), nn.Sequential(nn.ReLU()))
    seen = []
    assert net.apply(lambda module: seen.append(type(module).__name__)) is net
    assert seen == ["Linear", "ReLU", "Sequential", "Sequential"]


def test_freezing():
    net = nn.Sequential(nn.Linear(2, 2), nn.Linear(2, 1))
    assert net[0].requires_grad_(False) is net[0]
    assert [p.requires_grad for p in net.parameters()] == [False, False, True, True]
    net(zerodl.ones(1, 2)).sum().backward()
    assert [p.grad is None for p in net.parameters()] == [True, True, False, False]


def test_zero_grad_may_leave_zeros():
    net = nn.Linear(2, 1)
    net.zero_grad(set_to_none=False)
    assert net.weight.grad is None
    net(zerodl.ones(1, 2)).sum().backward()
    net.zero_grad(set_to_none=False)
    assert net.weight.grad.tolist() == [[0.0, 0.0]]


def test_train_takes_a_boolean():
    with pytest.raises(DTypeError, match="train: expected True or False, got 'yes'"):
        nn.ReLU().train("yes")
    assert nn.ReLU().train(np.bool_(False)).training is False


# --- printing ---------------------------------------------------------------------------------------------------------


def test_settings_and_modules_print_together():
    class Net(nn.Module):
        def __init__(self):
            super().__init__()
            self.layers = [nn.ReLU()]

        def extra_repr(self):
            return "depth=1\nwidth=2"

    assert repr(Net()) == "Net(\n  depth=1\n  width=2\n  (layers.0): ReLU()\n)"
