"""The live picture of over-fitting: each fit is the best there is at its price, and the controls move the picture."""

import re
import sys
from xml.etree import ElementTree

import numpy as np
import pytest

import zerodl
from zerodl.errors import ArgumentError
from zerodl.nn import penalty
from zerodl.viz import play_overfitting
from zerodl.viz.graph_widget import INSTALL
from zerodl.viz.overfitting import MOST_DEGREE, PLACES, STRENGTHS, Points, best_of, curve, powers, short, told
from zerodl.viz.overfitting_svg import paint_overfitting
from zerodl.viz.overfitting_widget import show

POINTS = Points(count=12, noise=0.2)


def price(weights, strength):
    """The loss of a fit: its mean squared error, and the penalty of all weights but the first."""
    w = zerodl.tensor(weights, requires_grad=True)
    error = zerodl.tensor(powers(POINTS.x, len(weights) - 1)) @ w - zerodl.tensor(POINTS.y)
    loss = (error * error).mean() + strength * penalty.elastic_penalty([w[1:]], l1_ratio=0.0)
    loss.backward()
    return loss.item(), w.grad.numpy()


@pytest.mark.parametrize("degree", [1, 3, 6])
@pytest.mark.parametrize("strength", [0.0, 1e-3, 0.3])
def test_no_other_weights_have_a_smaller_loss(degree, strength):
    fit = POINTS.fit(degree, strength)
    _, slopes = price(fit.weights, strength)
    np.testing.assert_allclose(slopes, 0, atol=1e-10)


def test_the_errors_are_those_at_the_points_and_at_many_new_ones():
    fit = POINTS.fit(3, 0.0)
    assert fit.training == pytest.approx(np.mean((fit.at(POINTS.x) - POINTS.y) ** 2))
    new_y = curve(PLACES) + 0.2 * np.random.default_rng(0).standard_normal((2000, len(PLACES)))
    assert fit.fresh == pytest.approx(np.mean((fit.at(PLACES) - new_y) ** 2), rel=0.01)


def test_twelve_weights_go_through_twelve_points_and_astray_elsewhere():
    wild, tamed = POINTS.fit(11, 0.0), POINTS.fit(11, 3e-4)
    assert wild.training < 1e-12
    assert wild.fresh > 1000
    assert np.abs(wild.weights).max() > 1000 > 10 > np.abs(tamed.weights).max()
    assert tamed.fresh < 0.1


def test_the_sweet_spot_moves_with_noise_and_with_more_points():
    def best(**settings):
        points = Points(**settings)
        return STRENGTHS[best_of([points.fit(11, strength) for strength in STRENGTHS])]

    assert best(count=60) < best() < best(noise=0.5)


def test_more_points_are_the_same_points_and_some_more():
    assert np.array_equal(Points(30, 0.2).y[:12], POINTS.y)
    assert np.array_equal(Points(5, 0.0).y, curve(Points(5, 0.0).x))


def test_it_charges_whatever_penalty_is_there(monkeypatch):
    monkeypatch.setattr(penalty, "elastic", lambda w, l1_ratio: 100 * (w * w).sum())
    assert np.abs(POINTS.fit(3, 1.0).weights[1:]).max() < 0.05


@pytest.mark.parametrize("settings", [{"count": 1}, {"count": 61}, {"noise": -0.1}, {"noise": 2.0}])
def test_what_cannot_be_drawn_is_refused(settings):
    with pytest.raises(ArgumentError, match="points: expected 2 to 60 of them and noise from 0 to 0.6, got"):
        Points(**settings)


def test_the_sentences_say_what_the_fits_are():
    by_degree = [POINTS.fit(d, 0.0) for d in range(MOST_DEGREE + 1)]
    first, second = told(POINTS, 11, by_degree, [POINTS.fit(11, strength) for strength in STRENGTHS])
    assert first == "Error at the 12 points 0, at new points 17,865; the largest weight is 9,412."
    assert second.startswith("The best degree at this strength is 5 (0.047);")
    assert second.endswith("; the best strength at this degree is 0.0003 (0.063).")
    assert [short(x) for x in (1e-20, 0.04712, 9.38, 17864.6)] == ["0", "0.047", "9.4", "17,865"]


# --- the picture ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("degree", [0, 5, MOST_DEGREE])
@pytest.mark.parametrize(("count", "noise"), [(4, 0.0), (12, 0.6), (60, 0.2)])
def test_every_choice_can_be_drawn(degree, count, noise):
    points = Points(count, noise)
    by_degree = [points.fit(d, 0.0) for d in range(MOST_DEGREE + 1)]
    text = paint_overfitting(points, degree, 2, by_degree, [points.fit(degree, strength) for strength in STRENGTHS])
    svg = ElementTree.fromstring(text)
    numbers = [float(n) for path in svg.iter() for n in re.findall(r"-?\d+\.\d+", path.get("d", ""))]
    assert np.isfinite(numbers).all()
    assert min(numbers) >= 0
    circles = list(svg.iter("{http://www.w3.org/2000/svg}circle"))
    assert len(circles) == count + 2  # the points, and a ring in each panel of errors
    words = {text.text for text in svg.iter("{http://www.w3.org/2000/svg}text")}
    assert {f"degree {degree}, {count} points", "error, by degree", "error, by strength"} <= words


# --- the widget -------------------------------------------------------------------------------------------------------


def test_controls_move_the_picture():
    player = play_overfitting()
    assert player.caption.value.startswith('<div style="line-height:1.5em"><div>Error at the 12 points 0.076')
    before = player.picture.value
    player.controls["degree"].value = 11
    assert "the largest weight is 9,412" in player.caption.value
    player.controls["strength"].value = 3e-4
    assert "the largest weight is 6.3" in player.caption.value
    player.controls["points"].value = 60
    player.controls["noise"].value = 0.5
    assert "Error at the 60 points" in player.caption.value
    assert player.picture.value != before


def test_an_error_in_the_learners_code_is_shown_in_the_pictures_place(monkeypatch):
    def broken(w, l1_ratio):
        raise ValueError("no such penalty")

    monkeypatch.setattr(penalty, "elastic", broken)
    shown, caption, text = show(3, 12, 0.2, 0.0)
    assert "ValueError: no such penalty\nraised in broken, line " in shown
    assert (caption, text.splitlines()[0]) == ("", "ValueError: no such penalty")
    assert "no such penalty" in play_overfitting()._repr_mimebundle_()["text/html"]


def test_the_still_version_is_the_picture_and_the_sentences():
    player = play_overfitting(degree=5)
    bundle = player._repr_mimebundle_()
    assert set(bundle) == {"text/html", "text/plain", "application/vnd.jupyter.widget-view+json"}
    assert "<svg" in bundle["text/html"]
    lines = bundle["text/plain"].splitlines()
    assert lines[0].startswith("Error at the 12 points 0.065, at new points 0.047;")
    assert lines[1] == "The best degree at this strength is 5 (0.047); the best strength at this degree is 0 (0.047)."
    assert repr(player) == bundle["text/plain"]


def test_without_ipywidgets_there_is_the_picture_and_the_command(monkeypatch):
    monkeypatch.setitem(sys.modules, "ipywidgets", None)
    player = play_overfitting()
    assert player.widget is None
    assert player._repr_mimebundle_()["text/plain"].endswith(INSTALL)
