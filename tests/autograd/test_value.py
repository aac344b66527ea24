"""Value, the scalar engine: every slope against nudging, and the chain rule over graphs of all shapes."""

import math
import random

import numpy as np
import pytest

from zerodl.autograd import Value

FUNCTIONS = {
    "a + b": lambda a, b: a + b,
    "a + 2": lambda a, b: a + 2 + b * 0,
    "2 + a": lambda a, b: 2 + a,
    "a - b": lambda a, b: a - b,
    "2 - a": lambda a, b: 2 - a,
    "a - 2": lambda a, b: a - 2,
    "a * b": lambda a, b: a * b,
    "3 * a": lambda a, b: 3 * a,
    "a / b": lambda a, b: a / b,
    "2 / a": lambda a, b: 2 / a,
    "a / 2": lambda a, b: a / 2,
    "-a": lambda a, b: -a,
    "a ** 3": lambda a, b: a**3,
    "a ** -1.5": lambda a, b: a**-1.5,
    "a ** 0": lambda a, b: a**0 + b,
    "exp": lambda a, b: a.exp(),
    "log": lambda a, b: a.log(),
    "tanh": lambda a, b: a.tanh(),
    "relu, above": lambda a, b: a.relu(),
    "relu, below": lambda a, b: (-a).relu() + b,
    "a used often": lambda a, b: a * a * a + a * b,
    "a diamond": lambda a, b: (a * b + a) * (a * b).tanh(),
}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_slopes_are_what_nudging_says(name):
    f = FUNCTIONS[name]
    for x, y in [(0.7, 1.3), (2.0, -0.4)]:
        a, b = Value(x), Value(y)
        f(a, b).backward()
        h = 1e-6
        slope_a = (f(Value(x + h), b).data - f(Value(x - h), b).data) / (2 * h)
        slope_b = (f(a, Value(y + h)).data - f(a, Value(y - h)).data) / (2 * h)
        assert a.grad == pytest.approx(slope_a, rel=1e-6, abs=1e-8)
        assert b.grad == pytest.approx(slope_b, rel=1e-6, abs=1e-8)


def test_values():
    a, b = Value(0.5), Value(-2)
    assert (a + b).data == -1.5
    assert (a - b).data == 2.5
    assert (a * b).data == -1.0
    assert (a / b).data == -0.25
    assert (b**3).data == -8.0
    assert a.exp().data == math.exp(0.5)
    assert a.log().data == math.log(0.5)
    assert a.tanh().data == math.tanh(0.5)
    assert (a.relu().data, b.relu().data, Value(0.0).relu().data) == (0.5, 0.0, 0.0)
    assert type(Value(3).data) is float


def test_what_a_node_remembers():
    a, b = Value(2.0, label="a"), Value(-3.0)
    c = a * b
    assert (c.parents, c.slopes, c.op, c.label, a.label) == ((a, b), (-3.0, 2.0), "*", "", "a")
    assert (a.parents, a.op, a.grad) == ((), "", 0.0)
    signs = [(a + b).op, (a**2).op, a.exp().op, Value(1.0).log().op, a.tanh().op, a.relu().op]
    assert signs == ["+", "**2", "exp", "log", "tanh", "relu"]
    assert repr(c) == "Value(-6, grad=0)"


def test_a_number_becomes_a_leaf():
    c = Value(2.0) + 3
    assert [p.data for p in c.parents] == [2.0, 3.0]
    assert (Value(1.0) * np.float32(2)).data == 2.0
    assert (np.float64(2) * Value(3.0)).data == 6.0
    assert sum([Value(1.0), Value(2.0)]).data == 3.0


def test_the_slope_at_a_corner_and_at_zero():
    a = Value(0.0)
    a.relu().backward()
    assert a.grad == 0.0
    (a**0).backward()
    assert a.grad == 0.0
    (a**1).backward()
    assert a.grad == 1.0


def test_a_new_pass_forgets_the_last():
    a = Value(3.0)
    c = a * a
    c.backward()
    c.backward()
    assert (a.grad, c.grad) == (6.0, 1.0)
    (a * 2).backward()
    assert a.grad == 2.0


def test_every_node_on_the_way_gets_its_gradient():
    a, b = Value(2.0), Value(5.0)
    product = a * b
    total = product + a
    result = total * product
    result.backward()
    assert (result.grad, total.grad, product.grad) == (1.0, 10.0, 12.0 + 10.0)
    assert (a.grad, b.grad) == (22.0 * 5 + 10, 22.0 * 2)


def test_what_the_result_does_not_depend_on_is_left_alone():
    a, other = Value(2.0), Value(1.0)
    other.grad = 7.0
    (a * a).backward()
    assert other.grad == 7.0


def test_deep_chain_needs_no_recursion():
    a = Value(1.0)
    y = a
    for _ in range(20_000):
        y = y + a
    y.backward()
    assert a.grad == 20_001.0


def test_random_graphs_agree_with_nudging():
    for seed in range(20):
        slopes, nudged = _random_graph(seed)
        assert slopes == pytest.approx(nudged, rel=1e-4, abs=1e-6)


def _random_graph(seed):
    """A random graph of 15 nodes over three inputs: the slopes by backward, and by nudging."""

    steps = [Value.__add__, Value.__mul__, Value.__sub__, lambda a, b: a.tanh(), lambda a, b: b * 0.5]

    def build(inputs):
        choose = random.Random(seed)
        nodes = list(inputs)
        for _ in range(15):
            nodes.append(choose.choice(steps)(choose.choice(nodes), choose.choice(nodes)))
        return sum(nodes[3:])

    at = [0.3, -0.8, 1.1]
    inputs = [Value(x) for x in at]
    build(inputs).backward()
    nudged = []
    for i in range(3):
        up, down = ([Value(x + (h if j == i else 0)) for j, x in enumerate(at)] for h in (1e-6, -1e-6))
        nudged.append((build(up).data - build(down).data) / 2e-6)
    return [x.grad for x in inputs], nudged
