"""States: what they hold, what fits into a module, and what is said when something does not."""

import ml_dtypes
import numpy as np
import pytest

import zerodl
from zerodl import nn
from zerodl.errors import ArgumentError, DTypeError
from zerodl.nn.state import StateError


def net():
    made = nn.Sequential(nn.Linear(2, 3), nn.Linear(3, 1, bias=False))
    made.register_buffer("steps", zerodl.tensor(0))
    return made


def values(module):
    return {name: value.tolist() for name, value in module.state_dict().items()}


def test_a_state_goes_round():
    one, other = net(), net()
    one.steps.add_(7)
    assert values(one) != values(other)
    found = other.load_state_dict(one.state_dict())
    assert values(one) == values(other)
    assert other.steps.item() == 7
    assert found == ([], [])
    assert repr(found) == "<All keys matched successfully>"
    assert not np.shares_memory(one[0].weight.array, other[0].weight.array)


def test_keep_vars_gives_the_parameters_themselves():
    module = net()
    assert module.state_dict(keep_vars=True)["0.weight"] is module[0].weight
    assert module.state_dict()["0.weight"].requires_grad is False


def test_prefix_and_destination():
    kept = {}
    assert net().state_dict(destination=kept, prefix="net.") is kept
    assert list(kept) == ["net.steps", "net.0.weight", "net.0.bias", "net.1.weight"]


def test_one_error_lists_everything_and_nothing_is_loaded():
    module = net()
    before = values(module)
    state = {"0.weight": np.ones((3, 2)), "0.bias": np.ones(4), "2.weight": np.ones(1), "steps": np.array([1, 2])}
    with pytest.raises(StateError) as caught:
        module.load_state_dict(state)
    assert str(caught.value) == (
        "load_state_dict: the state does not fit Sequential; nothing was loaded\n"
        "  misshapen: steps is (2,) in the state, () in the module, 0.bias is (4,) in the state, (3,) in the module\n"
        "  missing: 1.weight\n"
        "  unexpected: 2.weight"
    )
    assert isinstance(caught.value, RuntimeError)  # PyTorch's
    assert isinstance(caught.value, ArgumentError)
    assert values(module) == before


def test_without_strict_names_are_only_returned():
    module = net()
    found = module.load_state_dict({"0.bias": np.ones(3), "old.weight": np.ones(2)}, strict=False)
    assert found.missing_keys == ["steps", "0.weight", "1.weight"]
    assert found.unexpected_keys == ["old.weight"]
    assert repr(found) == ("LoadedKeys(missing_keys=['steps', '0.weight', '1.weight'], unexpected_keys=['old.weight'])")
    assert module[0].bias.tolist() == [1.0, 1.0, 1.0]
    with pytest.raises(StateError, match="misshapen: 0.bias is"):
        module.load_state_dict({"0.bias": np.ones(4)}, strict=False)


@pytest.mark.parametrize("state", [None, 3, [("weight", 1)]])
def test_a_state_is_a_dictionary(state):
    with pytest.raises(DTypeError, match="load_state_dict: expected a dictionary from names to tensors, got"):
        net().load_state_dict(state)


def test_a_module_is_no_state():
    with pytest.raises(
        DTypeError, match=r"expected a dictionary from names to tensors, got Sequential; use its state_d"
    ):
        net().load_state_dict(net())


@pytest.mark.parametrize("value", ["text", None, np.array(["a"]), 1j * np.ones(3), [[1.0], "b"]])
def test_a_state_holds_numbers(value):
    module = net()
    before = values(module)
    with pytest.raises((DTypeError, ValueError)):
        module.load_state_dict({"0.weight": np.ones((3, 2)), "0.bias": value}, strict=False)
    assert values(module) == before


def test_values_take_the_modules_dtype():
    module = net()
    module.load_state_dict({"0.bias": [1, 2, 3], "0.weight": np.ones((3, 2), ml_dtypes.bfloat16)}, strict=False)
    assert module[0].bias.dtype == np.float32
    assert module[0].bias.tolist() == [1.0, 2.0, 3.0]
    assert module[0].weight.dtype == np.float32


def test_assign_shares_the_states_memory_and_has_its_dtype():
    module = net()
    weight, optimised = np.ones((3, 2)), module[0].weight
    module.load_state_dict({"0.weight": weight}, strict=False, assign=True)
    assert module[0].weight is optimised  # so an optimiser goes on with it
    assert module[0].weight.dtype == np.float64
    assert np.shares_memory(module[0].weight.array, weight)
    assert module[0].weight.requires_grad
    state = zerodl.tensor(np.zeros((3, 2)))
    module.load_state_dict({"0.weight": state}, strict=False, assign=True)
    tape = module[0].weight * module[0].weight
    state.add_(1)
    with pytest.raises(RuntimeError, match="changed in place"):
        tape.sum().backward()


def test_assign_refuses_integers():
    module = net()
    with pytest.raises(DTypeError, match="0.weight would become int64, and only floats are learned"):
        module.load_state_dict({"0.weight": np.ones((3, 2), int)}, strict=False, assign=True)


def test_loading_is_noticed_by_a_tape():
    module = nn.Linear(2, 1)
    y = module.weight * module.weight
    module.load_state_dict(module.state_dict())
    with pytest.raises(RuntimeError, match="changed in place"):
        y.sum().backward()


def test_pytorchs_states_load():
    torch = pytest.importorskip("torch", reason="PyTorch, the oracle, is not installed")
    theirs = torch.nn.Linear(2, 3)
    for state in (theirs.state_dict(), dict(theirs.named_parameters())):
        module = nn.Linear(2, 3)
        module.load_state_dict(state)
        assert module.weight.tolist() == theirs.weight.tolist()
    module.load_state_dict(theirs.bfloat16().state_dict())
    assert module.weight.tolist() == theirs.weight.float().tolist()
    assert module.weight.dtype == np.float32


def test_our_states_load_into_pytorch():
    torch = pytest.importorskip("torch", reason="PyTorch, the oracle, is not installed")
    module, theirs = nn.Linear(2, 3), torch.nn.Linear(2, 3)
    theirs.load_state_dict({name: torch.from_numpy(value.numpy()) for name, value in module.state_dict().items()})
    assert theirs.weight.tolist() == module.weight.tolist()
