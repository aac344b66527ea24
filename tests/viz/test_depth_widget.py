"""The live picture of first weights: what its sentences say is so, and its controls move it."""

import math
import re
import sys
from xml.etree import ElementTree

import numpy as np
import pytest

import zerodl
from zerodl.errors import ArgumentError
from zerodl.nn import init
from zerodl.random import default_generator
from zerodl.viz import play_depth
from zerodl.viz.deep_signal import ACTIVATIONS, WAYS, Signal
from zerodl.viz.depth import spreads
from zerodl.viz.depth_svg import paint_signal
from zerodl.viz.depth_widget import show
from zerodl.viz.graph_widget import INSTALL


def factor(layers):
    """By how much each layer multiplies the spread, on average."""
    found = spreads(layers)
    return (found[-1] / found[0]) ** (1 / (len(found) - 1))


@pytest.mark.parametrize(
    ("activation", "way", "expected"),
    [
        ("none", "xavier_uniform_", 1.0),
        ("none", "Linear's own", 1 / math.sqrt(3)),
        ("relu", "kaiming_normal_", 1.0),
        ("relu", "xavier_uniform_", 1 / math.sqrt(2)),
        ("relu", "Linear's own", 1 / math.sqrt(6)),
        ("leaky_relu", "kaiming_normal_", 1.0),
    ],
)
def test_the_spread_changes_as_the_lesson_derives_it_both_ways(activation, way, expected):
    signal = Signal(activation, way, depth=20, width=256)
    assert factor(signal.activations) == pytest.approx(expected, rel=0.03)
    assert factor(signal.gradients[::-1]) == pytest.approx(expected, rel=0.03)


def test_sigmoids_take_three_quarters_of_every_gradient():
    assert factor(Signal("sigmoid", "xavier_uniform_").gradients[::-1]) == pytest.approx(0.235, abs=0.01)


def test_the_scale_is_a_factor_in_every_layer():
    one, more = (Signal("relu", "kaiming_normal_", scale=scale) for scale in (1.0, 1.1))
    assert factor(more.activations) / factor(one.activations) == pytest.approx(1.1, rel=1e-3)


def test_gradients_are_those_of_the_tape():
    signal = Signal("tanh", "xavier_uniform_", depth=2, width=8)
    assert [layer.shape for layer in (*signal.activations, *signal.gradients)] == [(256, 8)] * 4
    assert spreads(signal.gradients)[-1] == pytest.approx(1, abs=0.05)  # it begins there, with normal numbers


def test_the_sentences_say_what_happens():
    def told(*choices, **more):
        return Signal(*choices, **more).sentences()

    assert told("none", "normal_, std 1", depth=50) == [
        "Forward: from layer 36 on, there are inf and nan.",
        "Backward: from layer 14 on, there are inf and nan.",
    ]
    forward, backward, dead = told("relu", "kaiming_normal_")
    assert re.fullmatch(r"Forward: each layer multiplies the spread by .* on average; at the end it is .*\.", forward)
    assert re.fullmatch(r"Backward: .* on average; at the beginning it is .*\.", backward)
    assert re.fullmatch(r"In the last layer \d+ % of the units are 0 for all 256 inputs\.", dead)
    assert (
        told("tanh", "normal_, std 1")[2] == "In the last layer 84 % of the values lie where the curve is nearly flat."
    )


def test_nothing_but_zeros_is_told():
    assert "all values are equal" in Signal("relu", "normal_, std 0.01", scale=0.5, depth=50, width=16).sentences()[0]


def test_the_same_choices_give_the_same_numbers_and_leave_the_shared_generator_alone():
    zerodl.manual_seed(3)
    before = str(default_generator.get_state())
    one, two = Signal(depth=3), Signal(depth=3)
    assert np.array_equal(one.activations[-1], two.activations[-1])
    assert str(default_generator.get_state()) == before


def test_it_runs_on_whatever_code_fills_the_weights(monkeypatch):
    monkeypatch.setattr(init, "xavier_uniform_", lambda tensor, gain=1.0: init.zeros_(tensor))
    assert not np.any(Signal("tanh", "xavier_uniform_", depth=2).activations[-1])


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("size", [{"depth": 2, "width": 16}, {"depth": 50, "width": 16}], ids=str)
def test_every_choice_can_be_drawn(activation, way, size):
    signal = Signal(activation, way, **size)
    svg = ElementTree.fromstring(paint_signal(signal))
    assert len(signal.sentences()) in (2, 3)
    numbers = [float(number) for path in svg.iter() for number in re.findall(r"[-\d.]+", path.get("d", ""))]
    assert np.isfinite(numbers).all()
    words = [text.text for text in svg.iter("{http://www.w3.org/2000/svg}text")]
    assert {"layer 1", f"layer {size['depth']}", "activations", "gradients"} <= set(words)


def test_controls_move_the_picture():
    player = play_depth(activation="relu", way="Linear's own")
    assert "multiplies the spread by 0.4" in player.caption.value
    player.controls["way"].value = "kaiming_normal_"
    assert "multiplies the spread by 0.9" in player.caption.value
    before = player.picture.value
    player.controls["depth"].value = 10
    assert player.picture.value != before
    assert "layer 10" in player.picture.value


def test_an_error_in_the_learners_code_is_shown_in_the_pictures_place(monkeypatch):
    def broken(tensor, gain=1.0):
        raise ValueError("no such spread")

    monkeypatch.setattr(init, "xavier_uniform_", broken)
    picture, caption, text = show()
    assert "ValueError: no such spread\nraised in broken, line " in picture
    assert (caption, text.splitlines()[0]) == ("", "ValueError: no such spread")


def test_an_error_is_shown_when_it_opens_too(monkeypatch):
    monkeypatch.setattr(init, "xavier_uniform_", lambda tensor, gain=1.0: None / 0)
    assert "TypeError" in play_depth()._repr_mimebundle_()["text/html"]


def test_the_still_version_is_the_picture_and_the_numbers():
    bundle = play_depth(depth=4)._repr_mimebundle_()
    assert set(bundle) == {"text/html", "text/plain", "application/vnd.jupyter.widget-view+json"}
    assert "<svg" in bundle["text/html"]
    lines = bundle["text/plain"].splitlines()
    assert lines[0].split() == ["layer", "activations", "gradients"]
    assert [line.split()[0] for line in lines[1:5]] == ["1", "2", "3", "4"]
    assert lines[5].startswith("Forward: each layer multiplies the spread by")


def test_without_ipywidgets_there_is_the_picture_and_the_command(monkeypatch):
    monkeypatch.setitem(sys.modules, "ipywidgets", None)
    player = play_depth()
    assert player.widget is None
    bundle = player._repr_mimebundle_()
    assert set(bundle) == {"text/html", "text/plain"}
    assert bundle["text/plain"].endswith(INSTALL)


@pytest.mark.parametrize("choice", [{"activation": "softmax"}, {"way": "zeros"}])
def test_an_unknown_choice_is_refused_with_those_there_are(choice):
    with pytest.raises(ArgumentError, match="there is no .*; choose one of"):
        play_depth(**choice)
