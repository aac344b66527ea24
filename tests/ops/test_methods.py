"""Operations as methods of Tensor: the same function, its own name and docstring, lengths together or one by one."""

import inspect

import pytest

import zerodl
from zerodl import Tensor
from zerodl.autograd.table import METHODS, OPS
from zerodl.ops.alias import ALIASES
from zerodl.ops.methods import OF_LENGTHS


@pytest.mark.parametrize("name", sorted(set(METHODS) - set(OF_LENGTHS)))
def test_a_method_shows_its_operations_name_docstring_and_parameters(name):
    method = getattr(Tensor, name)
    assert inspect.isfunction(method)
    assert method.__name__ == name
    assert method.__doc__ == OPS[name].__doc__
    assert inspect.signature(method) == inspect.signature(OPS[name])


@pytest.mark.parametrize("name", ["reshape", "view", "expand"])
def test_lengths_come_as_one_argument_or_as_several(name):
    x = zerodl.ones(2, 3)
    results = [getattr(x, name)(2, 3), getattr(x, name)((2, 3)), getattr(x, name)([2, 3])]
    assert [y.shape for y in results] == [(2, 3)] * 3
    assert getattr(Tensor, name).__name__ == name
    assert getattr(Tensor, name).__doc__ == OPS[name].__doc__
    assert zerodl.ones(1).expand(4).shape == zerodl.ones(2, 2).view(4).shape == (4,)


def test_a_method_is_the_operation():
    x = zerodl.tensor([[1.0, 5.0], [7.0, 2.0]], requires_grad=True)
    assert x.sum(dim=0).tolist() == zerodl.sum(x, dim=0).tolist()
    assert x.max(1).indices.tolist() == [1, 0]
    assert (x.neg().node.op, x.transpose(0, 1).node.op) == (OPS["neg"], OPS["transpose"])


@pytest.mark.parametrize("name", ALIASES)
def test_a_second_name_is_the_same_operation(name):
    assert getattr(zerodl, name) is ALIASES[name]
    x = zerodl.tensor([0.5, 0.25])
    other = () if ALIASES[name].num_inputs == 1 else (x.flip(0),)
    if name != "arccosh":  # which needs numbers from 1 up
        assert getattr(x, name)(*other).tolist() == ALIASES[name](x, *other).tolist()


def test_where_as_a_method_keeps_the_tensor_where_the_condition_holds():
    x = zerodl.tensor([1.0, -2.0], requires_grad=True)
    y = x.where(x > 0, 5.0)
    assert y.tolist() == [1.0, 5.0]
    y.sum().backward()
    assert x.grad.tolist() == [1.0, 0.0]


def test_numpys_names_for_dim_and_keepdim_are_taken_too():
    x = zerodl.tensor([[1.0, 2.0], [3.0, 4.0]])
    assert x.sum(axis=0, keepdims=True).tolist() == [[4.0, 6.0]]
    assert zerodl.softmax(x, axis=1).tolist() == zerodl.softmax(x, dim=1).tolist()


def test_pytorchs_names_for_inputs_are_taken_too():
    x, y = zerodl.tensor([1.0, 2.0]), zerodl.tensor([5.0, 7.0])
    assert zerodl.sub(input=x, other=y).tolist() == [-4.0, -5.0]
    assert zerodl.relu(input=-x).tolist() == [0.0, 0.0]
    assert zerodl.where(condition=x > 1, input=x, other=y).tolist() == [5.0, 2.0]
    with pytest.raises(zerodl.errors.DTypeError, match="'a' was given twice"):
        zerodl.sub(x, y, input=x)
