"""The picture of a sweep: its curves are what it was given."""

import numpy as np
import pytest

from zerodl.errors import ShapeError
from zerodl.viz import draw_sweep


def test_a_curve_for_each_thing_that_was_tried():
    values, curves = [0.01, 0.1, 1.0], {"plain": [0.1, 0.9, 0.2], "normalised": [0.8, 0.95, 0.7]}
    figure = draw_sweep(values, curves, "spread", "reads")
    (panel,) = figure.axes
    assert panel.get_xscale() == "log"
    assert (panel.get_xlabel(), panel.get_ylabel()) == ("spread", "reads")
    for line, (name, shares) in zip(panel.lines, curves.items()):
        assert line.get_label() == name
        np.testing.assert_allclose(line.get_xydata(), np.transpose([values, shares]))
    assert [text.get_text() for text in figure.legends[0].get_texts()] == list(curves)
    assert set(figure._repr_mimebundle_()[0]) == {"image/png", "text/plain"}


def test_a_share_is_missing():
    with pytest.raises(ShapeError, match=r"draw_sweep: 'plain' needs 2 shares, got shape \(1,\)"):
        draw_sweep([0.1, 1.0], {"plain": [0.5]}, "spread", "reads")
