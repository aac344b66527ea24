"""The history's panels: what belongs together is drawn together, on a page of any colour."""

import numpy as np
import pytest

from zerodl.errors import ArgumentError
from zerodl.viz.history import draw_history, draw_live
from zerodl.viz.lr_sweep import draw_lr_sweep
from zerodl.viz.prediction import draw_odds, draw_regression
from zerodl.viz.theme import INK

EPOCHS = [1, 2, 3]
HISTORY = {
    "loss": [2.0, 1.0, 0.5], "accuracy": [0.3, 0.6, 0.9], "val_loss": [2.1, 1.2, 0.9], "matrix": [[1, 2]] * 3,
    "val_only": [1.0, 2.0, float("nan")],
}  # fmt: skip


def titles(figure):
    return [panel.get_title() for panel in figure.axes if panel.get_visible()]


def test_training_and_validation_share_a_panel_and_lists_have_none():
    figure = draw_history(EPOCHS, HISTORY, title="A run", mark=2)
    assert titles(figure) == ["loss", "accuracy", "only"]
    loss, _, only = figure.axes
    assert [line.get_label() for line in loss.get_lines()[:2]] == ["training", "validation"]
    assert loss.get_lines()[2].get_xdata() == [2, 2]
    assert only.get_lines()[0].get_xydata().tolist() == [[1, 1.0], [2, 2.0]]
    assert [text.get_text() for text in figure.legends[0].get_texts()] == ["training", "validation"]


def test_everything_is_written_in_a_grey_that_shows_on_light_and_dark_pages():
    figure = draw_history(EPOCHS, HISTORY, title="A run")
    figure.draw_without_rendering()
    texts = [figure._suptitle, *figure.legends[0].get_texts()]
    for panel in figure.axes:
        texts += [panel.title, panel.xaxis.label, *panel.get_xticklabels(), *panel.get_yticklabels()]
    assert {text.get_color() for text in texts if text.get_text()} == {INK}
    assert figure.get_facecolor()[3] == 0


@pytest.mark.parametrize(("values", "scale"), [([2.0, 1.0, 0.5], "linear"), ([2.0, 0.2, 0.01], "log")])
def test_the_axis_is_logarithmic_if_the_values_span_a_power_of_ten(values, scale):
    assert draw_history(EPOCHS, {"loss": values}).axes[0].get_yscale() == scale
    assert draw_history(EPOCHS, {"loss": [0.0, *values[1:]]}).axes[0].get_yscale() == "linear"


def test_the_live_picture_reaches_to_the_end_from_the_beginning():
    for epochs, history in (([], {}), (EPOCHS, HISTORY)):
        figure = draw_live(epochs, history, ([0.1, 0.2], [3.0, 2.5]), last_epoch=10)
        assert figure.axes[0].get_xlim() == (0, 10.2)
        assert [0.1, 3.0] in figure.axes[0].get_lines()[-1].get_xydata().tolist()
        figure.draw_without_rendering()


def test_nothing_to_draw_is_said():
    with pytest.raises(ArgumentError, match="no epoch to draw"):
        draw_history([], {})


def test_a_regression_shows_each_row_as_it_is_and_as_predicted():
    true, predicted = np.array([[1.0], [2.0]]), np.array([[1.5], [1.8]])
    figure = draw_regression(EPOCHS, HISTORY, 3, "price", true, predicted)
    points = figure.axes[1].get_lines()[1].get_xydata().tolist()
    assert points == [[1.0, 1.5], [2.0, 1.8]]
    assert figure.axes[1].get_xlabel() == "price, as it is"


def test_odds_show_the_largest_weights_by_name():
    weights = np.linspace(-1, 2, 20)
    figure = draw_odds(EPOCHS, HISTORY, weights, [f"f{i}" for i in range(20)], ["no", "yes"])
    names = [text.get_text() for text in figure.axes[1].get_yticklabels()]
    assert names == [f"f{i}" for i in np.argsort(np.abs(weights))[-10:]]


def test_a_sweep_without_a_suggestion_is_drawn_too():
    figure = draw_lr_sweep([1e-3, 1e-2], [1.0, 1.0], [1.0, 1.0])
    assert [text.get_text() for text in figure.axes[0].get_legend().get_texts()] == ["each batch", "smoothed"]
    figure.draw_without_rendering()
