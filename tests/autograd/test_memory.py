"""Memory: a tape keeps what some gradient asks for and nothing else, and goes away by itself."""

import gc
import itertools
import tracemalloc
import weakref

import numpy as np
import pytest

import zerodl
from zerodl import nn
from zerodl.autograd import grad
from zerodl.autograd.node import Node


@pytest.fixture
def without_collector():
    """The cycle collector is off: whatever goes away does so because nobody holds it."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def arrays_of(size):
    """How many arrays of this many elements are held by tensors and tape entries, which the collector knows of."""
    held = {}
    for holder in gc.get_objects():
        if isinstance(holder, (zerodl.Tensor, Node)):
            for x in gc.get_referents(holder):
                for array in x if isinstance(x, (list, tuple)) else (x,):
                    if isinstance(array, np.ndarray) and array.size == size:
                        held[array.__array_interface__["data"][0]] = array
    return len(held)


@pytest.fixture
def size():
    """A number of elements that no other array has, not even one that a failed test has left behind."""
    return next(sizes)


sizes = itertools.count(4321)


CHAINS = {
    # what is computed from a leaf x, and how many arrays of its size are alive afterwards, x and the result included
    "add keeps nothing": (lambda x: ((x + 1.0) + 2.0) + 3.0, 2),
    "exp keeps its result": (lambda x: x.exp().exp().exp(), 4),
    "relu keeps its result": (lambda x: (x.relu() + 1.0).relu() + 1.0, 4),
    "neg keeps nothing of x": (lambda x: x.neg().neg().sum(), 1),
    "mul keeps both": (lambda x: (x + 1.0) * (x + 2.0), 4),
    "sum keeps a shape": (lambda x: (x + 1.0).sum(), 1),
    "tanh keeps its result, once": (lambda x: x.tanh() * 2.0, 3),
}


@pytest.mark.parametrize(("compute", "alive"), CHAINS.values(), ids=CHAINS)
def test_a_forward_keeps_alive_exactly_what_some_gradient_asks_for(compute, alive, size, without_collector):
    x = zerodl.ones(size, requires_grad=True)
    y = compute(x)
    assert arrays_of(size) == alive
    y.backward(zerodl.Tensor(np.ones(y.shape, np.float32)))
    x.grad = None
    del y
    assert arrays_of(size) == 1


def test_a_backward_pass_lets_go_of_what_was_kept_although_the_loss_is_still_there(size, without_collector):
    x = zerodl.ones(size, requires_grad=True)
    loss = x.exp().exp().sum()
    assert arrays_of(size) == 3
    loss.backward()
    assert arrays_of(size) == 2  # x and its gradient


def test_without_gradients_nothing_is_kept(size, without_collector):
    x = zerodl.ones(size)
    x.exp().exp().exp().sum()
    with zerodl.no_grad():
        x.requires_grad_()
        y = x.exp().exp().exp()
    assert arrays_of(size) == 2
    assert y.node is None


def test_a_graph_goes_with_its_last_user(without_collector):
    layers = nn.Sequential(nn.Linear(3, 4), nn.Tanh(), nn.Linear(4, 2))
    loss = layers(zerodl.ones(5, 3)).sum()
    entry = weakref.ref(loss.node)
    (g,) = grad(loss, layers[0].weight, create_graph=True)
    deeper = weakref.ref(g.node)
    loss.backward(create_graph=True)
    del loss, g
    assert entry() is None
    for parameter in layers.parameters():
        parameter.grad = None
    assert deeper() is None


def test_100_000_small_operations_leave_no_growth(without_collector):
    w = zerodl.ones(4, requires_grad=True)

    def steps(count):
        for _ in range(count):
            y = ((w * 2.0 + 1.0).tanh() * w)[1:].sum()
            y.backward()
            w.grad = None

    tracemalloc.start()
    try:
        steps(4000)  # Python keeps up to 2,000 tuples of a length for later use: let it fill its stock
        before = tracemalloc.get_traced_memory()[0]
        steps(100_000 // 12 - 4000)  # six operations forward, as many backward
        after = tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()
    assert after - before < 10_000
