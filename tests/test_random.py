"""Generators: seeds, states that can be put back, children that are independent, blocks that leave no trace."""

import copy
import json

import numpy as np
import pytest

import zerodl
from zerodl import Generator
from zerodl.errors import ArgumentError


def drawn(generator, n=4):
    return zerodl.rand(n, generator=generator).tolist()


def test_seeds():
    assert drawn(Generator(3)) == drawn(Generator().manual_seed(3)) != drawn(Generator(4))
    assert Generator(3).initial_seed() == 3
    a, b = Generator(), Generator()
    assert a.initial_seed() != b.initial_seed()
    assert drawn(Generator(a.initial_seed())) == drawn(a)


def test_a_new_seed_from_the_system():
    generator = Generator(3)
    seeds = {generator.seed() for _ in range(3)}
    assert len(seeds) == 3
    assert generator.initial_seed() in seeds
    assert drawn(Generator(generator.initial_seed())) == drawn(generator)


def test_a_state_survives_json():
    generator = Generator(3)
    drawn(generator)
    state = json.loads(json.dumps(generator.get_state()))
    expected = drawn(generator), drawn(generator.spawn(1)[0])
    later = Generator(9).set_state(state)
    assert (drawn(later), drawn(later.spawn(1)[0])) == expected
    assert later.initial_seed() == 3


@pytest.mark.parametrize("wrong", [None, {}, {"seed": 1}, 7, {"seed": 1, "spawn_key": [], "spawned": 0, "numpy": {}}])
def test_a_state_that_is_none_changes_nothing(wrong):
    generator = Generator(3)
    with pytest.raises(ArgumentError, match=r"set_state: expected what get_state\(\) returned"):
        generator.set_state(wrong)
    assert drawn(generator) == drawn(Generator(3))


def test_children_are_independent_and_repeat():
    children = Generator(0).spawn(8)
    rows = np.array([zerodl.randn(2000, generator=child).tolist() for child in [Generator(0), *children]])
    correlation = np.corrcoef(rows) - np.eye(9)
    assert np.abs(correlation).max() < 0.1
    again = Generator(0).spawn(8)
    assert [drawn(child) for child in again] == [drawn(child) for child in Generator(0).spawn(8)]
    parent = Generator(0)
    parent.spawn(3)
    assert drawn(parent) == drawn(Generator(0))
    first, second = Generator(0), Generator(0)
    assert drawn(first.spawn(2)[1]) == drawn([second.spawn(1), second.spawn(1)][1][0])


def test_grandchildren_keep_their_place_in_the_family():
    child = Generator(0).spawn(2)[1]
    kept = Generator(5).set_state(child.get_state())
    assert drawn(kept.spawn(1)[0]) == drawn(child.spawn(1)[0])


def test_a_clone_goes_on_alike():
    generator = Generator(3)
    drawn(generator)
    for clone in (generator.clone_state(), copy.deepcopy(generator)):
        assert drawn(clone) == drawn(generator.clone_state())
    assert drawn(generator.clone_state()) == drawn(generator)


def test_the_shared_generator():
    assert zerodl.manual_seed(7) is zerodl.random.default_generator
    assert zerodl.initial_seed() == 7
    state = zerodl.get_rng_state()
    first = zerodl.rand(3).tolist()
    zerodl.set_rng_state(state)
    assert zerodl.rand(3).tolist() == first
    assert zerodl.seed() == zerodl.initial_seed() != 7


def test_a_block_leaves_no_trace():
    zerodl.manual_seed(7)
    expected = zerodl.rand(2).tolist()
    zerodl.manual_seed(7)
    with zerodl.fork_rng():
        zerodl.manual_seed(1)
        zerodl.rand(100)
    assert zerodl.rand(2).tolist() == expected
    zerodl.manual_seed(7)
    with pytest.raises(ZeroDivisionError), zerodl.fork_rng():
        zerodl.rand(1 // 0)
    assert zerodl.rand(2).tolist() == expected
    zerodl.manual_seed(7)
    with zerodl.fork_rng(enabled=False):
        zerodl.rand(100)
    assert zerodl.rand(2).tolist() != expected
