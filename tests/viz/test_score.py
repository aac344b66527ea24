"""Strips of decisions: every sample is a dot at its probability, in the row of what is so."""

import numpy as np
import pytest

from zerodl.errors import ShapeError
from zerodl.viz import draw_scores
from zerodl.viz.score import FARTHEST, log_odds, scatter

PROBABILITY, ANSWER = np.array([0.1, 0.9, 0.5, 0.0]), np.array([0, 1, 1, 0])


def test_each_sample_is_a_dot_at_its_log_odds_in_its_row():
    (panel,) = draw_scores({"a model": (PROBABILITY, ANSWER)}, threshold=0.25, names=("well", "ill")).axes
    no, yes, line, _ = panel.lines
    np.testing.assert_allclose(no.get_xdata(), [-np.log(9), -FARTHEST])
    np.testing.assert_allclose(yes.get_xdata(), [np.log(9), 0], atol=1e-12)
    assert np.all(np.abs(no.get_ydata()) < 0.5)
    assert np.all(np.abs(yes.get_ydata() - 1) < 0.5)
    np.testing.assert_allclose(line.get_xdata(), [-np.log(3)] * 2)
    assert [text.get_text() for text in panel.get_yticklabels()] == ["well", "ill"]
    assert panel.get_title(loc="left") == "a model"


def test_each_model_has_a_strip_and_may_have_its_own_threshold():
    models = {"one": (PROBABILITY, ANSWER), "two": (1 - PROBABILITY, ANSWER)}
    one, two = draw_scores(models, threshold={"one": 0.5, "two": 0.9}).axes
    assert [panel.lines[2].get_xdata()[0] for panel in (one, two)] == pytest.approx([0, np.log(9)])
    ticks = [text.get_text() for text in two.get_xticklabels()]
    assert ticks == ["≈ 0", "0.001", "0.01", "0.1", "0.5", "0.9", "0.99", "0.999", "≈ 1"]


def test_certain_answers_stand_at_the_ends_without_a_warning():
    with np.errstate(all="raise"):
        assert log_odds([0.0, 1.0]).tolist() == [-FARTHEST, FARTHEST]


def test_dots_are_kept_apart_and_stay_where_they_are():
    heights = scatter(200)
    assert np.abs(heights).max() < 0.5
    assert len(np.unique(heights.round(6))) == 200
    np.testing.assert_array_equal(heights[:50], scatter(50))


def test_a_row_may_be_empty():
    draw_scores({"nobody is ill": (np.array([0.2]), np.array([0]))}).draw_without_rendering()


@pytest.mark.parametrize("probability", [np.zeros(3), np.zeros((4, 1))])
def test_probabilities_without_an_answer_each_are_refused(probability):
    with pytest.raises(ShapeError, match=r"draw_scores: 'a model' needs probabilities and answers of one shape \(N,\)"):
        draw_scores({"a model": (probability, ANSWER)})
