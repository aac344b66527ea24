"""Parameters as one vector, and back."""

import numpy as np
import pytest

import zerodl
from zerodl import nn
from zerodl.errors import ShapeError
from zerodl.nn.utils import parameters_to_vector, vector_to_parameters


def test_there_and_back():
    net, other = (nn.Sequential(nn.Linear(3, 2), nn.Linear(2, 1)) for _ in range(2))
    vector = parameters_to_vector(net.parameters())
    assert vector.shape == (11,)
    assert vector.tolist() == [x for p in net.parameters() for x in np.ravel(p.detach().numpy()).tolist()]
    vector_to_parameters(vector, other.parameters())
    for p, q in zip(net.parameters(), other.parameters()):
        assert p.tolist() == q.tolist()
        assert not np.shares_memory(p.array, q.array)
        assert q.requires_grad
        assert q.is_leaf


def test_gradients_flow_back():
    net = nn.Linear(2, 1)
    parameters_to_vector(net.parameters()).pow(2).sum().backward()
    np.testing.assert_allclose(net.weight.grad.numpy(), 2 * net.weight.detach().numpy())


def test_parameters_keep_their_dtype_and_a_tape_notices():
    net = nn.Linear(2, 1)
    y = net.weight * net.weight
    vector_to_parameters(zerodl.tensor(np.arange(3.0)), net.parameters())
    assert net.weight.dtype == np.float32
    assert (net.weight.tolist(), net.bias.tolist()) == ([[0.0, 1.0]], [2.0])
    with pytest.raises(RuntimeError, match="changed in place"):
        y.sum().backward()


@pytest.mark.parametrize("shape", [(2,), (4,), (3, 1)])
def test_a_vector_of_another_length(shape):
    net = nn.Linear(2, 1)
    before = net.weight.tolist()
    with pytest.raises(ShapeError, match=r"expected a vector of 3 elements, got shape \("):
        vector_to_parameters(zerodl.ones(*shape), net.parameters())
    assert net.weight.tolist() == before
