"""The landscape of two losses: what it shows is what the losses are, and the paths are those of gradient descent."""

import re
import sys
from xml.etree import ElementTree

import numpy as np
import pytest

import zerodl
from zerodl.autograd import numeric_gradient
from zerodl.errors import ArgumentError, ShapeError
from zerodl.nn import functional as F
from zerodl.viz import play_landscape
from zerodl.viz.graph_widget import INSTALL
from zerodl.viz.landscape import LIMIT, LOSSES, NUM, Landscape, told
from zerodl.viz.landscape_svg import NUM_BANDS, _on_the_map, levels, paint_landscape
from zerodl.viz.landscape_widget import RATES, show

RNG = np.random.default_rng(0)
TARGET = RNG.integers(0, 2, size=40)
X = RNG.normal(size=40) + 1.5 * TARGET
LAND = Landscape(X, TARGET)
BOTH = pytest.mark.parametrize("name", LOSSES)


def loss_at(name, weight, bias):
    return LOSSES[name](zerodl.tensor(weight * X + bias), zerodl.tensor(TARGET.astype(float))).item()


@BOTH
def test_the_surface_is_the_loss_at_every_place(name):
    surface = LAND.surface(name)
    assert surface.shape == (NUM, NUM)
    for row, column in ((0, 0), (3, 30), (NUM - 1, 7)):
        assert surface[row, column] == pytest.approx(loss_at(name, LAND.axis[column], LAND.axis[row]))


@BOTH
def test_the_path_goes_against_the_gradient(name):
    descent = LAND.descend(name, weight=1.0, bias=-0.5, lr=0.5, steps=3)
    assert descent.places.shape == (4, 2)
    for place, loss in zip(descent.places, descent.losses):
        assert loss == pytest.approx(loss_at(name, *place))
    slopes = numeric_gradient(lambda place: loss_at(name, *place), np.array([1.0, -0.5]))
    np.testing.assert_allclose(descent.first_gradient, slopes, rtol=1e-4)
    np.testing.assert_allclose(descent.places[1] - descent.places[0], -0.5 * descent.first_gradient)
    assert descent.end.tolist() == descent.places[-1].tolist()


def test_no_step_is_a_path_of_one_place():
    descent = LAND.descend("cross-entropy", 2.0, 3.0, lr=1.0, steps=0)
    assert descent.places.tolist() == [[2.0, 3.0]]
    assert told("cross-entropy", descent).endswith("; no step yet.")


def test_a_path_that_leaves_the_floats_ends_there(monkeypatch):
    monkeypatch.setattr(F, "mse_loss", lambda input, target, reduction="mean": (input * np.nan).sum())
    descent = LAND.descend("squared error", 1.0, 2.0, lr=1.0, steps=50)
    assert descent.places.tolist() == [[1.0, 2.0]]


def test_a_confident_mistake_is_a_plateau_for_the_squared_error_alone():
    flat, steep = (LAND.descend(name, -6.0, -6.0, lr=1.0, steps=50) for name in LOSSES)
    assert np.hypot(*flat.first_gradient) < 0.05 < 0.5 < np.hypot(*steep.first_gradient)
    assert flat.losses[-1] > 0.9 * flat.losses[0]
    assert steep.losses[-1] < 0.2 * steep.losses[0]
    sentence = told("squared error", flat)
    says = r"Squared error: 0\.\d{3} at the start, where the gradient has length 0\.0\d+; after 50 steps 0\.\d{3}\."
    assert re.fullmatch(says, sentence)


def test_the_probabilities_are_those_of_the_model():
    np.testing.assert_allclose(LAND.probabilities(2.0, -1.0, [0.5, 3.0]), 1 / (1 + np.exp([0.0, -5.0])))


def test_it_runs_on_whatever_code_is_there(monkeypatch):
    monkeypatch.setattr(F, "mse_loss", lambda input, target, reduction="mean": (input * 0).sum())
    assert LAND.descend("squared error", 1.0, 1.0, lr=1.0, steps=2).losses.tolist() == [0, 0, 0]


@pytest.mark.parametrize("target", [np.zeros(3), np.zeros((40, 1))])
def test_other_shapes_are_refused(target):
    with pytest.raises(ShapeError, match=r"expected x and target of one shape \(N,\)"):
        Landscape(X, target)


def test_a_target_that_is_neither_yes_nor_no_is_refused():
    with pytest.raises(ArgumentError, match="each target must be 0 or 1"):
        play_landscape(X, TARGET + 1)


# --- the picture ------------------------------------------------------------------------------------------------------


def picture(**choices):
    choices = {"weight": -4.0, "bias": -6.0, "lr": 1.0, "steps": 5} | choices
    descents = {name: LAND.descend(name, **choices) for name in LOSSES}
    return paint_landscape(LAND, {name: LAND.surface(name) for name in LOSSES}, descents), descents


@pytest.mark.parametrize(
    "choices", [{}, {"steps": 0}, {"lr": 30.0, "steps": 200}, {"weight": LIMIT, "bias": LIMIT}], ids=str
)
def test_every_choice_can_be_drawn(choices):
    svg = ElementTree.fromstring(picture(**choices)[0])
    numbers = [float(n) for path in svg.iter() for n in re.findall(r"-?\d+\.\d+", path.get("d", ""))]
    assert np.isfinite(numbers).all()
    words = {text.text for text in svg.iter("{http://www.w3.org/2000/svg}text")}
    assert {"squared error", "cross-entropy", "weight", "bias", "start", "x"} <= words


def test_levels_lie_between_the_lowest_and_the_highest_place_and_wider_apart_above():
    surface = LAND.surface("cross-entropy")
    found = levels(surface)
    assert len(found) == NUM_BANDS
    assert surface.min() < found[0] < found[-1] < surface.max()
    assert np.all(np.diff(found, n=2) > 0)


@pytest.mark.parametrize(
    ("choices", "comes_back"),
    [({"lr": 30.0, "steps": 200}, True), ({"weight": -8.0, "bias": 9.5, "lr": 3.0, "steps": 60}, False)],
    ids=("comes back", "stays outside"),
)
def test_a_path_that_leaves_the_map_says_so_and_shows_its_true_end(choices, comes_back):
    text, descents = picture(**choices)
    outside = {name: np.any(np.abs(d.places) > LIMIT, axis=1) for name, d in descents.items()}
    left = {name: steps for name, steps in outside.items() if steps.any()}
    assert left
    assert all(steps[-1] != comes_back for steps in left.values())
    for name, steps in left.items():
        weight, bias = (f"{number:.1f}".replace("-", "−") for number in descents[name].end)
        assert f"leaves the map at step {np.argmax(steps)}<" in text
        assert (f"and ends at {weight}, {bias}<" in text) != comes_back
    assert text.count("rotate(") == (0 if comes_back else len(left))  # an arrow at the edge in place of a disc
    assert text.count('r="5"') == 2 - text.count("rotate(")
    assert "leaves the map" not in picture()[0]


def test_of_each_step_the_part_on_the_map_is_drawn():
    places = np.array([[0.0, 0.0], [20.0, 0.0], [20.0, 5.0], [0.0, -15.0], [0.0, 20.0]])
    steps = [np.round(step, 6).tolist() for step in _on_the_map(places)]
    assert steps == [[[0, 0], [10, 0]], [[10, -5], [5, -10]], [[0, -10], [0, 10]]]


def test_each_map_says_how_high_it_goes():
    text = picture()[0]
    for name in LOSSES:
        surface = LAND.surface(name)
        assert f"{surface.min():.2f} to {surface.max():.2f}" in text


def test_a_surface_with_nan_is_said_not_drawn():
    surfaces = {name: np.full((NUM, NUM), np.nan) for name in LOSSES}
    descents = {name: LAND.descend(name, 0.0, 0.0, 1.0, 2) for name in LOSSES}
    assert "some losses are inf or nan" in paint_landscape(LAND, surfaces, descents)


# --- the widget -------------------------------------------------------------------------------------------------------


def test_controls_move_the_picture():
    player = play_landscape(X, TARGET)
    before = player.picture.value, player.caption.value
    player.controls["steps"].value = 0
    assert player.caption.value.count("no step yet") == 2
    player.controls["weight"].value = 2.0
    player.controls["steps"].value = 50
    assert (player.picture.value, player.caption.value) != before
    assert player.controls["lr"].options == tuple(RATES)


def test_a_step_length_of_ones_own_has_its_place_on_the_slider():
    assert 0.5 in play_landscape(X, TARGET, lr=0.5).controls["lr"].options


def test_an_error_in_the_learners_code_is_shown_in_the_pictures_place(monkeypatch):
    def broken(input, target, reduction="mean"):
        raise ValueError("no such loss")

    monkeypatch.setattr(F, "binary_cross_entropy_with_logits", broken)
    shown, caption, text = show(LAND, 0.0, 0.0, 1.0, 2)
    assert "ValueError: no such loss\nraised in broken, line " in shown
    assert (caption, text.splitlines()[0]) == ("", "ValueError: no such loss")
    assert "no such loss" in play_landscape(X, TARGET)._repr_mimebundle_()["text/html"]


def test_the_still_version_is_the_picture_and_the_sentences():
    player = play_landscape(X, TARGET, steps=3)
    bundle = player._repr_mimebundle_()
    assert set(bundle) == {"text/html", "text/plain", "application/vnd.jupyter.widget-view+json"}
    assert "<svg" in bundle["text/html"]
    assert [line.split(":")[0] for line in bundle["text/plain"].splitlines()] == ["Squared error", "Cross-entropy"]
    assert repr(player) == bundle["text/plain"]


def test_without_ipywidgets_there_is_the_picture_and_the_command(monkeypatch):
    monkeypatch.setitem(sys.modules, "ipywidgets", None)
    player = play_landscape(X, TARGET)
    assert player.widget is None
    assert player._repr_mimebundle_()["text/plain"].endswith(INSTALL)
