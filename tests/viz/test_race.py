"""The race of optimisers: the surfaces are what they say, the paths are those of the rules, and all of it is drawn."""

import re
import sys
from xml.etree import ElementTree

import numpy as np
import pytest

import zerodl
from zerodl import optim
from zerodl.autograd import numeric_gradient
from zerodl.errors import ArgumentError
from zerodl.optim import sgd
from zerodl.viz import draw_race, play_race
from zerodl.viz.graph_widget import INSTALL
from zerodl.viz.race import FAR, RACERS, SCHEDULES, WINDOW, race, run, told
from zerodl.viz.race_svg import TALL, WIDE, levels, paint_race, style_of
from zerodl.viz.race_widget import RATES, show
from zerodl.viz.surface import SURFACES, find_surface

EVERY = pytest.mark.parametrize("surface", SURFACES.values(), ids=lambda surface: surface.name)
RAVINE = find_surface("ravine")
CHOICES = {"racers": tuple(RACERS), "lr": 0.01, "own_lr": 0.1, "momentum": 0.9, "steps": 20, "schedule": "constant"}


@EVERY
def test_slopes_are_those_of_the_loss(surface):
    for place in np.random.default_rng(0).uniform(-1.5, 1.5, size=(5, 2)):
        found = numeric_gradient(lambda p: surface.loss(p[0], p[1]), place)
        np.testing.assert_allclose(surface.slopes(*place), found, rtol=1e-5, atol=1e-6)


@EVERY
def test_the_lowest_places_are_the_lowest_and_on_the_map(surface):
    x, y = np.meshgrid(*(np.linspace(low, high, 101) for low, high in zip(surface.low, surface.high)))
    assert surface.loss(x, y).min() >= 0
    for place in surface.lowest:
        assert surface.loss(*place) == 0
        assert np.all(np.array(surface.low) < place)
        assert np.all(place < np.array(surface.high))


def test_the_turned_ravine_is_the_ravine_turned():
    turned = find_surface("ravine, turned")
    assert turned.loss(1.0, 1.0) == pytest.approx(RAVINE.loss(np.sqrt(2), 0.0))
    assert turned.loss(-1.0, 1.0) == pytest.approx(RAVINE.loss(0.0, np.sqrt(2)))


def test_an_unknown_surface_racer_or_schedule_is_refused():
    with pytest.raises(ArgumentError, match="no surface 'hill'; there are ravine"):
        play_race(surface="hill")
    with pytest.raises(ArgumentError, match="no racer 'Lion'; there are SGD"):
        race(RAVINE, ["Lion"], (0.1, 0.1), 0.9, 3)
    with pytest.raises(ArgumentError, match="no schedule 'steps'; there are constant"):
        run(RAVINE, lambda params: optim.SGD(params, lr=0.1), 3, "steps")


# --- the runs ---------------------------------------------------------------------------------------------------------


def test_a_run_takes_the_steps_of_the_rule():
    found = run(RAVINE, lambda params: optim.SGD(params, lr=0.01), steps=3)
    np.testing.assert_allclose(found.places[:, 0], -1.8 * 0.99 ** np.arange(4))
    np.testing.assert_allclose(found.places[:, 1], [0.8, 0, 0, 0], atol=1e-12)
    np.testing.assert_allclose(found.losses, RAVINE.loss(*found.places.T))
    assert not found.lost


def test_no_step_is_a_path_of_one_place():
    found = run(RAVINE, lambda params: optim.SGD(params, lr=0.01), steps=0)
    assert found.places.tolist() == [list(RAVINE.start)]
    assert told("SGD", found) == "SGD: loss 34"


def test_who_gets_lost_ends_early_and_says_so():
    found = run(RAVINE, lambda params: optim.SGD(params, lr=1.0), steps=100)
    assert found.lost
    assert len(found.places) < 10
    assert np.all(np.abs(found.places) < FAR)
    assert told("SGD", found) == f"SGD: lost after {len(found.places) - 1} steps"


def test_momentum_is_stable_at_nearly_twice_the_rate():
    runs = race(RAVINE, ["SGD", "momentum"], (0.037, 0.1), momentum=0.9, steps=300)
    assert runs["SGD"].lost
    assert runs["momentum"].losses[-1] < 1e-6


def test_a_turned_ravine_disturbs_those_that_have_a_rate_for_each_weight():
    surfaces = RAVINE, find_surface("ravine, turned")
    straight, turned = (race(surface, RACERS, (0.019, 0.1), 0.9, 100) for surface in surfaces)
    for name in ("SGD", "momentum"):
        np.testing.assert_allclose(turned[name].losses, straight[name].losses, rtol=1e-6)
    for name in ("AdaGrad", "RMSprop", "Adam"):
        assert turned[name].losses[-1] > 10 * straight[name].losses[-1]


def test_a_falling_rate_comes_to_rest_in_noise():
    noisy = find_surface("ravine, noisy")
    constant, falling = (race(noisy, ["SGD", "Adam"], noisy.lrs, 0.9, 300, schedule) for schedule in SCHEDULES)
    for name in constant:
        assert falling[name].losses[-50:].mean() < 0.3 * constant[name].losses[-50:].mean()


def test_in_noise_the_mean_of_the_last_steps_is_told():
    noisy = find_surface("ravine, noisy")
    found = run(noisy, lambda params: optim.SGD(params, lr=0.01), 60)
    assert told("SGD", found) == f"SGD: loss {found.losses[-WINDOW:].mean():.2g}, mean of {WINDOW}"
    assert told("SGD", run(noisy, lambda params: optim.SGD(params, lr=0.01), 0)) == "SGD: loss 34"


def test_a_loss_of_next_to_nothing_is_told_as_that():
    assert told("RMSprop", race(RAVINE, ["RMSprop"], RAVINE.lrs, 0.9, 100)["RMSprop"]) == "RMSprop: loss below 1e-09"


def test_the_noise_is_the_same_for_all_and_every_time():
    noisy = find_surface("ravine, noisy")
    one, two = (run(noisy, lambda params: optim.SGD(params, lr=0.01), 5).places for _ in range(2))
    assert one.tolist() == two.tolist()


def test_it_runs_on_whatever_code_is_there(monkeypatch):
    def nowhere(p, g, lr):
        p += 0 * g

    monkeypatch.setattr(sgd, "sgd_step", nowhere)
    assert len(np.unique(run(RAVINE, lambda params: optim.SGD(params, lr=0.01), 4).losses)) == 1


# --- the picture ------------------------------------------------------------------------------------------------------


@EVERY
@pytest.mark.parametrize("steps", [0, 30])
def test_every_race_can_be_drawn(surface, steps):
    runs = race(surface, RACERS, surface.lrs, 0.9, steps)
    svg = ElementTree.fromstring(paint_race(surface, runs))
    numbers = [float(n) for path in svg.iter() for n in re.findall(r"-?\d+\.\d+", path.get("d", ""))]
    assert np.isfinite(numbers).all()
    words = {text.text for text in svg.iter("{http://www.w3.org/2000/svg}text")}
    assert {surface.name, "loss, step by step", "step", *(told(name, found) for name, found in runs.items())} <= words


def test_a_path_that_is_lost_or_nobody_at_all_can_be_drawn():
    lost = race(RAVINE, ["SGD"], (10.0, 0.1), 0.9, 50)
    for runs in (lost, {}):
        ElementTree.fromstring(paint_race(RAVINE, runs))


def test_a_path_that_leaves_the_map_for_good_is_drawn_as_far_as_there():
    runs = race(RAVINE, ["SGD"], (0.021, 0.1), 0.9, 100)
    outside = np.flatnonzero(np.abs(runs["SGD"].places[:, 1]) <= 2)[-1] + 1
    path = re.search(r'd="(M[^"]*)" style="fill:none;stroke-width:1.5', paint_race(RAVINE, runs))[1]
    assert path.count("L") == outside < 15


def test_a_curve_that_falls_below_the_frame_is_cut_off_there():
    svg = paint_race(RAVINE, race(RAVINE, ["RMSprop"], RAVINE.lrs, 0.9, 100))
    curves = re.search(rf'viewBox="0 0 {WIDE} {TALL}">(.*?)</svg>', svg, re.S)[1]
    heights = [float(y) for y in re.findall(r"\d+\.\d (-?\d+\.\d)", curves)]
    assert max(heights) > TALL  # outside of the frame's own svg, which shows nothing of it


def test_in_noise_the_single_steps_are_faint_and_the_means_are_not():
    for name, count in {"ravine, noisy": 2, "ravine": 1}.items():
        land = find_surface(name)
        svg = paint_race(land, race(land, ["SGD"], land.lrs, 0.9, 60))
        curves = re.search(rf'viewBox="0 0 {WIDE} {TALL}">(.*?)</svg>', svg, re.S)[1]
        assert curves.count("<path") == count
        assert curves.count("stroke-opacity") == count - 1


def test_the_lowest_places_are_marked_on_top_of_who_ends_there():
    saddle = find_surface("saddle")
    svg = paint_race(saddle, race(saddle, ["SGD"], saddle.lrs, 0.9, 30))
    crosses = [mark.start() for mark in re.finditer(r'd="M[\d. ]+h10M', svg)]
    assert len(crosses) == 2
    assert crosses[0] > svg.rindex("<circle")


def test_the_picture_keeps_its_size_when_a_racer_drops_out():
    sizes = {
        re.search(r'width="\d+" height="\d+"', paint_race(RAVINE, race(RAVINE, racers, (0.01, 0.1), 0.9, 5)))[0]
        for racers in (["SGD"], list(RACERS))
    }
    assert len(sizes) == 1


def test_a_racer_has_its_own_colour_wherever_it_stands():
    assert style_of("Adam", 0) == style_of("Adam", 3)
    assert len({style_of(name, 0) for name in RACERS}) == len(RACERS)
    assert style_of("lr 0.1", 0) != style_of("lr 0.2", 1)


def test_levels_lie_between_the_lowest_and_the_highest_place():
    losses = RAVINE.loss(np.linspace(-2, 2, 41), np.linspace(-2, 2, 41)[:, None])
    found = levels(losses)
    assert losses.min() < found[0] < found[-1] < losses.max()
    np.testing.assert_allclose(found[1:] / found[:-1], found[1] / found[0])


def test_drawn_from_optimisers_of_ones_own():
    picture = draw_race("saddle", {"slow": lambda params: optim.SGD(params, lr=0.01)}, steps=7)
    assert len(picture.runs["slow"].losses) == 8
    assert repr(picture).startswith("slow: loss ")
    assert set(picture._repr_mimebundle_()) == {"text/html", "text/plain"}


# --- the widget -------------------------------------------------------------------------------------------------------


def test_controls_move_the_picture():
    player = play_race(steps=10)
    before = player.picture.value
    player.controls["steps"].value = 20
    assert player.picture.value != before
    for name in ("SGD", "momentum"):
        player.racers[name].value = False
    assert "SGD" not in player.picture.value
    assert "RMSprop" in player.picture.value
    player.controls["schedule"].value = SCHEDULES[1]
    player.controls["momentum"].value = 0.5
    assert player.controls["lr"].options == tuple(sorted(RATES))


def test_another_surface_begins_with_its_own_rates():
    player = play_race(steps=10)
    player.controls["surface"].value = "bent valley"
    assert (player.controls["lr"].value, player.controls["own_lr"].value) == find_surface("bent valley").lrs
    assert "bent valley" in player.picture.value


def test_a_rate_of_ones_own_has_its_place_on_the_slider():
    assert 0.0123 in play_race(lr=0.0123, steps=5).controls["lr"].options


def test_an_error_in_the_learners_code_is_shown_in_the_pictures_place(monkeypatch):
    def broken(p, g, lr):
        raise ValueError("no such step")

    monkeypatch.setattr(sgd, "sgd_step", broken)
    shown, text = show(surface="ravine", **CHOICES)
    assert "ValueError: no such step\nraised in broken, line " in shown
    assert text.splitlines()[0] == "ValueError: no such step"
    assert "no such step" in play_race(steps=5)._repr_mimebundle_()["text/html"]


def test_the_still_version_is_the_picture_and_a_line_for_each():
    player = play_race(steps=3)
    bundle = player._repr_mimebundle_()
    assert set(bundle) == {"text/html", "text/plain", "application/vnd.jupyter.widget-view+json"}
    assert "<svg" in bundle["text/html"]
    assert [line.split(":")[0] for line in bundle["text/plain"].splitlines()] == list(RACERS)
    assert repr(player) == bundle["text/plain"]


def test_without_ipywidgets_there_is_the_picture_and_the_command(monkeypatch):
    monkeypatch.setitem(sys.modules, "ipywidgets", None)
    player = play_race(steps=3)
    assert player.widget is None
    assert player._repr_mimebundle_()["text/plain"].endswith(INSTALL)


def test_the_gradient_mode_and_the_generator_are_left_alone():
    before = zerodl.random.default_generator.get_state()
    with zerodl.no_grad():
        play_race(surface="ravine, noisy", steps=3)
    assert str(zerodl.random.default_generator.get_state()) == str(before)
