"""Accuracy, confusion matrix, precision, recall and F: scikit-learn's numbers, and the same whole or in batches."""

import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn import metrics as oracle

import zerodl
from zerodl import metrics
from zerodl.errors import ArgumentError, DTypeError, ShapeError

AVERAGES = ["micro", "macro", "weighted"]
ZEROS = [0.0, 1.0, float("nan")]
RATIOS = [
    (metrics.precision, oracle.precision_score, {}),
    (metrics.recall, oracle.recall_score, {}),
    (metrics.f1_score, oracle.f1_score, {}),
    (metrics.fbeta_score, oracle.fbeta_score, {"beta": 2.0}),
    (metrics.fbeta_score, oracle.fbeta_score, {"beta": 0.5}),
    (metrics.fbeta_score, oracle.fbeta_score, {"beta": 0.0}),
]


def cases():
    """Predictions and targets: balanced, rare, absent, never predicted, one class only, a single row."""
    rng = np.random.default_rng(0)
    yield "four classes", rng.integers(0, 4, 60), rng.integers(0, 4, 60), 4
    yield "two classes", rng.integers(0, 2, 40), rng.integers(0, 2, 40), 2
    yield "one class is never true", rng.integers(0, 3, 30), rng.integers(0, 2, 30), 3
    yield "one class is never predicted", rng.integers(0, 2, 30), rng.integers(0, 3, 30), 3
    yield "a gap in the numbers", rng.choice([0, 5], 30), rng.choice([0, 2, 5], 30), 6
    yield "all right", np.arange(5), np.arange(5), 5
    yield "all wrong", np.array([0, 0, 1]), np.array([1, 1, 0]), 2
    yield "only class 0", np.zeros(4, int), np.zeros(4, int), 2
    yield "only class 1", np.ones(4, int), np.ones(4, int), 2
    yield "no class in both", np.zeros(4, int), np.ones(4, int), 2
    yield "a single row", np.array([2]), np.array([1]), 3


CASES = [pytest.param(p, t, n, id=name) for name, p, t, n in cases()]
TWO = [case for case in CASES if case.values[2] == 2]


@pytest.mark.parametrize(("p", "t", "n"), CASES)
def test_accuracy_and_matrix_are_scikit_learns(p, t, n):
    assert metrics.accuracy(p, t) == oracle.accuracy_score(t, p)
    for normalize in (None, "true", "pred", "all"):
        got = metrics.confusion_matrix(p, t, num_classes=n, normalize=normalize)
        np.testing.assert_array_equal(got, oracle.confusion_matrix(t, p, labels=range(n), normalize=normalize))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a class that is predicted and never true
        assert metrics.balanced_accuracy(p, t) == pytest.approx(oracle.balanced_accuracy_score(t, p), abs=1e-15)


@pytest.mark.parametrize("zero_division", ZEROS)
@pytest.mark.parametrize(("ours", "theirs", "more"), RATIOS)
@pytest.mark.parametrize(("p", "t", "n"), CASES)
def test_ratios_are_scikit_learns(p, t, n, ours, theirs, more, zero_division):
    for average in AVERAGES:
        got = ours(p, t, average=average, zero_division=zero_division, **more)
        assert isinstance(got, float)
        expected = theirs(t, p, average=average, zero_division=zero_division, **more)
        np.testing.assert_allclose(got, expected, rtol=1e-14, err_msg=average)
    got = ours(p, t, average=None, zero_division=zero_division, num_classes=n, **more)
    expected = theirs(t, p, average=None, zero_division=zero_division, labels=range(n), **more)
    np.testing.assert_allclose(got, expected, rtol=1e-14)


@pytest.mark.parametrize("pos_label", [0, 1])
@pytest.mark.parametrize("zero_division", ZEROS)
@pytest.mark.parametrize(("ours", "theirs", "more"), RATIOS)
@pytest.mark.parametrize(("p", "t", "n"), TWO)
def test_of_two_classes_one_is_measured(p, t, n, ours, theirs, more, zero_division, pos_label):
    got = ours(p, t, zero_division=zero_division, pos_label=pos_label, **more)
    expected = theirs(t, p, labels=[pos_label], average="micro", zero_division=zero_division, **more)
    np.testing.assert_allclose(got, expected, rtol=1e-14)
    assert isinstance(got, float)


# --- whole or in batches ----------------------------------------------------------------------------------------------

STREAMED = [
    metrics.Accuracy,
    metrics.ConfusionMatrix,
    metrics.BalancedAccuracy,
    lambda: metrics.Precision("macro"),
    lambda: metrics.Recall("weighted"),
    lambda: metrics.F1Score("micro"),
    lambda: metrics.FBetaScore(2.0, None),
]


@settings(deadline=None, max_examples=60)
@given(
    pairs=st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=20),
    cuts=st.lists(st.integers(0, 20), max_size=4),
)
def test_any_cut_into_batches_gives_what_the_whole_gives(pairs, cuts):
    p, t = np.array(pairs).T
    for make in STREAMED:
        whole, cut = make(), make()
        whole.update(p, t)
        edges = [0, *sorted(cuts), len(p)]
        for a, b in zip(edges, edges[1:]):
            cut.update(p[a:b], t[a:b])
        np.testing.assert_array_equal(cut.compute(), whole.compute())


# --- what counts as a prediction --------------------------------------------------------------------------------------


def test_scores_predict_the_class_with_the_largest():
    scores = zerodl.tensor([[0.1, 0.7, 0.2], [3.0, -1.0, 2.0], [0.5, 0.5, 0.0]], requires_grad=True)
    target = zerodl.tensor([1, 2, 0])
    assert metrics.accuracy(scores, target) == 2 / 3
    assert metrics.confusion_matrix(scores, target).tolist() == [[1, 0, 0], [0, 1, 0], [1, 0, 0]]
    assert metrics.accuracy(scores.detach().to(zerodl.bfloat16), target) == 2 / 3


def test_further_axes_hold_further_predictions():
    rng = np.random.default_rng(0)
    scores, target = rng.normal(size=(3, 4, 5)), rng.integers(0, 4, (3, 5))
    expected = np.mean(np.argmax(scores, axis=1) == target)
    assert metrics.accuracy(scores, target) == expected
    assert metrics.accuracy(np.argmax(scores, axis=1), target) == expected


def test_a_threshold_makes_classes_of_single_scores():
    logits, target = np.array([-2.0, 0.0, 0.1, 3.0]), np.array([0.0, 1.0, 1.0, 1.0])
    assert metrics.accuracy(logits, target, threshold=0) == 0.75
    assert metrics.recall(logits[:, None], target[:, None], threshold=0.0) == 2 / 3
    assert metrics.accuracy(np.array([True, False]), np.array([1, 1])) == 0.5


def test_ignored_targets_are_left_out():
    assert metrics.accuracy([0, 1, 1], [0, 1, -100], ignore_index=-100) == 1
    assert metrics.confusion_matrix([0, 1, 1], [0, 1, -100], ignore_index=-100).tolist() == [[1, 0], [0, 1]]


@pytest.mark.parametrize(
    ("p", "t", "settings", "error", "says"),
    [
        ([0.2, 0.7], [0, 1], {}, DTypeError, r"float64 of the target's shape \(2,\).*threshold=0.5"),
        ([[0.2], [0.7]], [0, 1], {}, ShapeError, r"\(2, 1\) are scores of a single class.*squeeze\(1\)"),
        ([[0.2], [0.7]], [0, 1], {"threshold": 0.5}, ShapeError, r"shape \(2, 1\), the targets \(2,\)"),
        (1, 1, {}, ShapeError, r"the targets are a single number"),
        ([0, 1, 2], [0, 1], {}, ShapeError, r"shape \(3,\), the targets \(2,\).*scores of shape \(2, C\)"),
        ([[1, 0], [0, 1], [1, 1]], [0, 1], {}, ShapeError, r"shape \(3, 2\), the targets \(2,\)"),
        ([[0.5, np.nan], [1.0, 0.0]], [0, 1], {}, ArgumentError, "row 0 of the predictions has NaN"),
        ([[0.5, 0.1], [1.0, 0.0]], [0, 2], {}, ArgumentError, "target at position 1 is class 2, expected 0 … 1"),
        ([0, 1], [0, -1], {}, ArgumentError, "target at position 1 is class -1, expected from 0 on; ignore_index=-1"),
        ([0, -1], [0, 1], {}, ArgumentError, "prediction at position 1 is class -1, expected from 0 on$"),
        ([0, 1], [0, 0.5], {}, DTypeError, "whole numbers from 0 on, got 0.5 at position 1"),
        ([0, 1], [0, np.nan], {}, DTypeError, "whole numbers from 0 on, got nan at position 1"),
        (["cat", "dog"], [0, 1], {}, DTypeError, "real numbers, got dtype <U3"),
        ([], [], {}, ArgumentError, "there is nothing to measure"),
    ],
)
def test_what_cannot_be_told_apart_or_counted_is_refused(p, t, settings, error, says):
    for function in (metrics.accuracy, metrics.confusion_matrix, metrics.precision):
        with pytest.raises(error, match=f"^{function.__name__}: .*{says}"):
            function(np.array(p), np.array(t), **settings)


def test_settings_are_checked():
    with pytest.raises(ArgumentError, match="precision: average='binary' is for two classes, and there are 3"):
        metrics.precision([0, 1, 2], [0, 1, 2])
    with pytest.raises(ArgumentError, match="average must be 'binary', 'micro', .* got 'mean'"):
        metrics.recall([0, 1], [0, 1], average="mean")
    with pytest.raises(ArgumentError, match="zero_division must be 0, 1 or NaN, got 2"):
        metrics.recall([0, 1], [0, 1], zero_division=2)
    with pytest.raises(ArgumentError, match="pos_label must be 0 or 1, got 2"):
        metrics.recall([0, 1], [0, 1], pos_label=2)
    with pytest.raises(ArgumentError, match="beta must be a finite number, 0 or more, got -1"):
        metrics.fbeta_score([0, 1], [0, 1], beta=-1)
    with pytest.raises(ArgumentError, match="normalize must be 'true', 'pred', 'all' or None, got 'rows'"):
        metrics.confusion_matrix([0, 1], [0, 1], normalize="rows")
    with pytest.raises(ArgumentError, match="num_classes must be a whole number from 2 on, got 1"):
        metrics.confusion_matrix([0, 0], [0, 0], num_classes=1)
    with pytest.raises(ShapeError, match="tell of 2 classes, but num_classes is 3"):
        metrics.confusion_matrix([[0.0, 1.0]], [0], num_classes=3)
    with pytest.raises(ArgumentError, match="target at position 0 is class 3, expected 0 … 2"):
        metrics.confusion_matrix([0], [3], num_classes=3)
    with pytest.raises(ArgumentError, match="class 123456 needs a matrix of 123457 rows"):
        metrics.confusion_matrix([0], [123456])
