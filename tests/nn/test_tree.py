"""Networks of any shape, parts of them shared: every list of names is PyTorch's."""

import copy

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import zerodl

torch = pytest.importorskip("torch", reason="PyTorch, the oracle, is not installed; pip install zerodl[test] has it")

NAMES = st.sampled_from(["a", "b", "weight2", "0", "x1"])
# A plan: what a module is, and the plans of what is inside. "again" is a module that has been built before.
PLANS = st.recursive(
    st.sampled_from([("linear",), ("bare",), ("relu",), ("prelu",), ("buffers",), ("again",), ("tied",)]),
    lambda inside: st.one_of(
        st.tuples(st.just("sequential"), st.lists(inside, max_size=3)),
        st.tuples(st.just("list"), st.lists(inside, max_size=3)),
        st.tuples(st.just("dict"), st.dictionaries(NAMES, inside, max_size=3)),
        st.tuples(st.just("own"), st.dictionaries(NAMES, inside, max_size=3)),
    ),
    max_leaves=8,
)


class Builder:
    """Builds a plan in one of the libraries."""

    def __init__(self, library):
        self.library = library
        self.layers = library.nn
        self.built = [self.layers.Linear(2, 2)]

    def build(self, plan):
        module = getattr(self, plan[0])(*plan[1:])
        self.built.append(module)
        return module

    def linear(self):
        return self.layers.Linear(2, 2)

    def bare(self):
        return self.layers.Linear(2, 2, bias=False)

    def relu(self):
        return self.layers.ReLU()

    def prelu(self):
        return self.layers.PReLU()

    def buffers(self):
        module = self.layers.Identity()
        module.register_buffer("mean", self.library.zeros(2))
        module.register_buffer("cache", self.library.ones(1), persistent=False)
        module.register_buffer("later", None)
        module.register_parameter("gap", None)
        return module

    def again(self):
        return self.built[len(self.built) // 2]

    def tied(self):
        module = self.layers.Linear(2, 2)
        module.weight = next(m for m in self.built if isinstance(m, self.layers.Linear)).weight
        return module

    def sequential(self, plans):
        return self.layers.Sequential(*[self.build(plan) for plan in plans])

    def list(self, plans):
        return self.layers.ModuleList([self.build(plan) for plan in plans])

    def dict(self, plans):
        return self.layers.ModuleDict({name: self.build(plan) for name, plan in plans.items()})

    def own(self, plans):
        module = self.layers.Module()
        for name, plan in plans.items():
            module.add_module(name, self.build(plan))
        module.register_parameter("scale", self.layers.Parameter(self.library.ones(2)))
        return module


def facts(net):
    """All lists of names that a network gives."""
    named = {"named_parameters", "named_buffers", "named_modules"}
    found = {name: [n for n, _ in getattr(net, name)()] for name in (*named, "named_children")}
    found |= {f"{name}, all": [n for n, _ in getattr(net, name)(remove_duplicate=False)] for name in named}
    found |= {
        f"{name}, own": [n for n, _ in getattr(net, name)(prefix="p", recurse=False)]
        for name in named - {"named_modules"}
    }
    found["state"] = [(name, tuple(value.shape)) for name, value in net.state_dict().items()]
    found["prefixed"] = list(net.state_dict(prefix="net."))
    found["counts"] = [
        sum(1 for _ in getattr(net, name)()) for name in ("parameters", "buffers", "modules", "children")
    ]
    found["repr"] = repr(net)
    return found


@settings(max_examples=150, deadline=None)
@given(PLANS)
def test_names_are_pytorchs(plan):
    ours, theirs = Builder(zerodl).build(plan), Builder(torch).build(plan)
    assert facts(ours) == facts(theirs)


@settings(max_examples=60, deadline=None)
@given(PLANS)
def test_a_copy_and_a_state_go_round(plan):
    net, theirs = Builder(zerodl).build(plan), Builder(torch).build(plan)
    twin = copy.deepcopy(net)
    assert facts(twin) == facts(net)
    assert not {id(p) for p in net.parameters()} & {id(p) for p in twin.parameters()}
    assert str(net.load_state_dict(theirs.state_dict())) == "<All keys matched successfully>"
    for name, value in net.state_dict().items():
        np.testing.assert_array_equal(value.numpy(), theirs.state_dict()[name].numpy())
    assert str(theirs.load_state_dict({n: torch.tensor(v.numpy()) for n, v in twin.state_dict().items()})) == (
        "<All keys matched successfully>"
    )
    net.load_state_dict(twin.state_dict())
    assert [p.tolist() for p in net.parameters()] == [p.tolist() for p in twin.parameters()]


@settings(max_examples=40, deadline=None)
@given(PLANS)
def test_modes_and_moves_reach_everything(plan):
    net = Builder(zerodl).build(plan)
    assert not any(m.training for m in net.eval().modules())
    assert {str(t.dtype) for t in (*net.double().parameters(), *net.buffers())} <= {"float64"}
    assert all(not p.requires_grad for p in net.requires_grad_(False).parameters())
    calls, theirs = [], []
    net.apply(lambda m: calls.append(type(m).__name__))
    Builder(torch).build(plan).apply(lambda m: theirs.append(type(m).__name__))
    assert calls == theirs
