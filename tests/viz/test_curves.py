"""Learning curves say what is what, and nothing in the picture covers anything else."""

import subprocess
import sys
from itertools import combinations

import numpy as np
import pytest
from matplotlib.transforms import Bbox

from zerodl.errors import ShapeError
from zerodl.viz.curves import draw_curves

EPOCHS = np.arange(1, 31)
FALLING = np.exp(-EPOCHS / 6)
RISING = 1 - FALLING / 2
RUNS = FALLING * np.linspace(0.8, 1.2, 10)[:, None]


def lines(figure, panel=0):
    return figure.axes[panel].get_lines()


def shown_texts(figure):
    """The box of every text that is drawn, by what it says."""
    figure.draw_without_rendering()
    texts = [figure._suptitle, *figure.legends[0].get_texts()]
    for ax in figure.axes:
        texts += [ax.xaxis.label, ax.yaxis.label]
        for axis in (ax.xaxis, ax.yaxis):
            low, high = sorted(axis.get_view_interval())
            texts += [tick.label1 for tick in axis.get_major_ticks() if low <= tick.get_loc() <= high]
    return [(text.get_text(), text.get_window_extent()) for text in texts if text.get_text()]


def test_curves_hold_the_values_from_epoch_one_on():
    figure = draw_curves({"training": FALLING, "held out": 2 * FALLING}, {"training": RISING}, title="A title")
    assert [line.get_label() for line in lines(figure)] == ["training", "held out"]
    np.testing.assert_array_equal(lines(figure)[1].get_xydata(), np.column_stack([EPOCHS, 2 * FALLING]))
    np.testing.assert_array_equal(lines(figure, panel=1)[0].get_ydata(), RISING)
    assert figure.get_suptitle() == "A title"


def test_several_runs_are_their_mean_shaded_from_lowest_to_highest():
    figure = draw_curves({"training": RUNS})
    np.testing.assert_allclose(lines(figure)[0].get_ydata(), FALLING)
    shade = figure.axes[0].collections[0].get_datalim(figure.axes[0].transData)
    assert (shade.ymin, shade.ymax) == pytest.approx((RUNS.min(), RUNS.max()))
    assert "mean and range of 10 runs" in figure.legends[0].get_texts()[0].get_text()


def test_curves_differ_in_colour_and_also_in_dashes():
    figure = draw_curves(dict.fromkeys(("one", "two", "three", "four"), FALLING))
    for one, other in combinations(lines(figure), 2):
        assert one.get_color() != other.get_color()
        assert one._dash_pattern != other._dash_pattern


def test_the_loss_is_logarithmic_only_if_it_spans_a_power_of_ten():
    assert draw_curves({"training": FALLING}).axes[0].get_yscale() == "log"
    for values in ([0.9, 0.5], [1.0, 0.0], [1.0, np.nan], [1.0, -100.0]):
        assert draw_curves({"training": values}).axes[0].get_yscale() == "linear", values


@pytest.mark.parametrize("runs", [FALLING, RUNS], ids=["one run", "ten runs"])
@pytest.mark.parametrize("epochs", [1, 2, 7, 30])
def test_no_text_covers_another_or_leaves_the_picture(runs, epochs):
    runs = runs[..., :epochs]
    title = "Handwritten digits\nheld-out accuracy 97.8 % ± 0.6 % (mean ± standard deviation over 10 splits)"
    curves = {"training images": runs, "held-out images": runs}
    figure = draw_curves(curves, {name: 1 - values / 2 for name, values in curves.items()}, title)
    texts = shown_texts(figure)
    assert len(texts) > 10
    for text, box in texts:
        assert Bbox.intersection(box, figure.bbox).bounds == box.bounds, f"{text!r} leaves the picture"
    for (one, box), (other, other_box) in combinations(texts, 2):
        assert not box.overlaps(other_box), f"{one!r} covers {other!r}"


@pytest.mark.parametrize("values", [[], [[1.0], [1.0, 2.0]], [[[1.0]]]], ids=["empty", "ragged", "too deep"])
def test_values_that_are_no_runs_are_refused(values):
    with pytest.raises(ShapeError, match="draw_curves: .*'training' in loss must"):
        draw_curves({"training": values})


def test_no_window_can_open():
    code = (
        "import sys; from zerodl.viz.curves import draw_curves; early = 'matplotlib' in sys.modules;"
        "draw_curves({'training': [2, 1]}).draw_without_rendering(); print(early, 'matplotlib.pyplot' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "False False\n"
