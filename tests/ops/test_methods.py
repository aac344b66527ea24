"""Operations as methods of Tensor: the same function, its own name and docstring, lengths together or one by one."""

import inspect

import pytest

import zerodl
from zerodl import Tensor
from zerodl.autograd.table import METHODS, OPS
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
