"""Strips and curves of a signal's depth, and activations with their slopes: what they show is what the numbers are."""

import math

import numpy as np
import pytest

import zerodl
from zerodl.errors import ShapeError
from zerodl.viz import draw_depth, draw_slopes
from zerodl.viz.depth import NUM_BINS, shares, spreads
from zerodl.viz.slope import height_and_slope

RNG = np.random.default_rng(0)
STEADY = [RNG.normal(size=(50, 40)) for _ in range(6)]
GROWING = [10.0**i * layer for i, layer in enumerate(STEADY)]


def curves(figure, column=0):
    return figure.axes[len(figure.axes) // 2 + column].lines


def test_the_curve_is_the_standard_deviation_of_each_layer():
    figure = draw_depth({"steady": STEADY, "growing": GROWING})
    for column, layers in enumerate((STEADY, GROWING)):
        (line,) = curves(figure, column)
        np.testing.assert_array_equal(line.get_xdata(), range(1, 7))
        np.testing.assert_allclose(line.get_ydata(), [layer.std() for layer in layers])
    assert [axes.get_title() for axes in figure.axes[:2]] == ["steady", "growing"]
    assert curves(figure)[0].axes.get_yscale() == "log"


def test_gradients_are_a_second_dashed_curve_with_a_legend():
    figure = draw_depth({"both": (STEADY, GROWING)})
    forward, backward = curves(figure)
    np.testing.assert_allclose(backward.get_ydata(), [layer.std() for layer in GROWING])
    assert forward.get_linestyle() != backward.get_linestyle()
    assert [text.get_text() for text in figure.legends[0].get_texts()] == ["activations", "gradients"]
    assert draw_depth({"one": STEADY}).legends == []


def test_the_strip_is_darker_where_more_values_lie_and_empty_where_none_do():
    narrow, wide = np.zeros((4, 5)), np.full((4, 5), 9.0)
    (image,) = draw_depth({"two layers": [narrow, wide]}).axes[0].images
    opacity = image.get_array()[..., 3]
    assert opacity.shape == (NUM_BINS, 2)
    assert opacity[NUM_BINS // 2, 0] == 1  # 0 lies in the middle of the middle bin
    assert opacity[:, 0].sum() == 1
    assert opacity[:, 1].sum() == 0


@pytest.mark.parametrize(
    ("broken", "says"),
    [(np.full((2, 2), np.inf), "inf or nan from layer 3"), (np.zeros((2, 2)), "nothing but 0 from layer 3")],
)
def test_where_a_signal_ends_the_curve_ends_and_says_so(broken, says):
    figure = draw_depth({"ends": [*STEADY[:2], broken, broken]})
    (line,) = curves(figure)
    assert np.isfinite(line.get_ydata()).tolist() == [True, True, False, False]
    assert [text.get_text() for text in line.axes.texts] == [says]


def test_a_network_in_which_nothing_can_be_drawn_is_drawn_all_the_same():
    figure = draw_depth({"dead": [np.zeros((2, 2))], "broken": [np.full(3, np.nan)]})
    figure.draw_without_rendering()


def test_tensors_and_their_history_are_taken_as_they_are():
    x = zerodl.tensor([[1.0, 3.0]], requires_grad=True)
    (line,) = curves(draw_depth({"tensors": [x * 2, x * 4]}))
    np.testing.assert_allclose(line.get_ydata(), [2, 4])


def test_a_steady_curve_looks_steady_on_its_axis():
    low, high = curves(draw_depth({"steady": STEADY}))[0].axes.get_ylim()
    assert math.log10(high / low) >= 4


def test_a_network_without_layers_is_refused():
    with pytest.raises(ShapeError, match="draw_depth: 'none' has no layers"):
        draw_depth({"none": []})


def test_spreads_of_float32_do_not_overflow_before_the_values_do():
    huge = np.array([3e38, -3e38], np.float32)
    assert spreads([huge]) == [pytest.approx(3e38)]


def test_shares_count_what_lies_outside_as_missing():
    assert shares(np.array([-9.0, 0.0, 9.0, np.nan]), -1, 1, bins=1).tolist() == [0.25]
    assert shares(np.zeros(0), -1, 1, bins=2).tolist() == [0, 0]


def test_a_slope_is_that_of_the_function():
    x = np.linspace(-3, 3, 7)
    height, slope = height_and_slope(zerodl.tanh, x)
    np.testing.assert_allclose(height, np.tanh(x))
    np.testing.assert_allclose(slope, 1 - np.tanh(x) ** 2)


def test_each_function_has_a_panel_with_its_height_and_its_slope():
    figure = draw_slopes({"tanh": zerodl.tanh, "relu": zerodl.relu}, low=-1, high=1)
    assert [axes.get_title() for axes in figure.axes] == ["tanh", "relu"]
    lines = {line.get_label(): line.get_ydata() for line in figure.axes[1].lines}
    assert (lines["height"].max(), set(lines["slope"])) == (1, {0, 1})
