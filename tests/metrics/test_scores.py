"""ROC, average precision, top-k, log loss and perplexity: the oracles' numbers, and the same whole or in batches."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn import metrics as oracle

import zerodl
from zerodl import metrics
from zerodl.errors import ArgumentError, DTypeError, ShapeError


def two_class_cases():
    rng = np.random.default_rng(0)
    yield "no ties", rng.normal(size=40), rng.integers(0, 2, 40)
    yield "many ties", rng.integers(0, 5, 60) / 4, rng.integers(0, 2, 60)
    yield "whole numbers", rng.integers(0, 5, 60), rng.integers(0, 2, 60)
    yield "all scores equal", np.zeros(10), np.arange(10) % 2
    yield "perfect", np.arange(10.0), (np.arange(10) > 5).astype(int)
    yield "upside down", -np.arange(10.0), (np.arange(10) > 5).astype(int)
    yield "a rare class", rng.normal(size=50), (np.arange(50) == 7).astype(int)
    yield "two rows", np.array([0.5, 0.5]), np.array([0, 1])
    yield "single precision", rng.normal(size=30).astype(np.float32), rng.integers(0, 2, 30)


TWO = [pytest.param(p, t, id=name) for name, p, t in two_class_cases()]


def probabilities(rng, n, c, ties=False):
    p = rng.integers(1, 4, (n, c)) if ties else rng.uniform(0.1, 1, (n, c))
    return p / p.sum(axis=1, keepdims=True)


@pytest.mark.parametrize(("p", "t"), TWO)
def test_of_two_classes_the_curves_and_areas_are_scikit_learns(p, t):
    assert metrics.roc_auc(p, t) == pytest.approx(oracle.roc_auc_score(t, p), abs=1e-15)
    assert metrics.average_precision(p, t) == pytest.approx(oracle.average_precision_score(t, p), abs=1e-15)
    for drop in (True, False):
        for got, expected in zip(metrics.roc_curve(p, t, drop), oracle.roc_curve(t, p, drop_intermediate=drop)):
            np.testing.assert_array_equal(got, expected)
        got = metrics.precision_recall_curve(p, t, drop)
        for ours, expected in zip(got, oracle.precision_recall_curve(t, p, drop_intermediate=drop)):
            np.testing.assert_array_equal(ours, expected)


@pytest.mark.parametrize("ties", [False, True])
@pytest.mark.parametrize("c", [3, 5])
def test_of_several_classes_each_is_measured_against_the_rest(c, ties):
    rng = np.random.default_rng(c)
    p, t = probabilities(rng, 60, c, ties), rng.permutation(np.arange(60) % c)
    for average in ("macro", "weighted"):
        expected = oracle.roc_auc_score(t, p, multi_class="ovr", average=average)
        assert metrics.roc_auc(p, t, average) == pytest.approx(expected, abs=1e-14)
        expected = oracle.average_precision_score(t, p, average=average)
        assert metrics.average_precision(p, t, average) == pytest.approx(expected, abs=1e-14)
    np.testing.assert_allclose(
        metrics.roc_auc(p, t, average=None), oracle.roc_auc_score(t, p, multi_class="ovr", average=None), atol=1e-14
    )


def test_two_columns_may_be_of_any_dtype():
    columns, t = np.array([[3, 1], [0, 2], [2, 2]]), [0, 1, 1]
    for dtype in (np.uint8, np.int32, np.float16):
        assert metrics.roc_auc(columns.astype(dtype), t) == 1
    assert metrics.roc_auc(columns > 1, t) == 1


def test_two_columns_are_scores_of_two_classes_be_they_logits_or_probabilities():
    rng = np.random.default_rng(0)
    logits, t = rng.normal(size=(30, 2)), rng.integers(0, 2, 30)
    probability = zerodl.softmax(zerodl.tensor(logits), dim=1)
    expected = oracle.roc_auc_score(t, probability.numpy()[:, 1])
    assert metrics.roc_auc(logits, t) == metrics.roc_auc(probability, zerodl.tensor(t)) == pytest.approx(expected)


@pytest.mark.parametrize("k", [1, 2, 3])
def test_top_k_is_scikit_learns(k):
    rng = np.random.default_rng(0)
    t = rng.integers(0, 5, 80)
    for p in (rng.normal(size=(80, 5)), rng.integers(0, 3, (80, 5)).astype(float)):
        # scikit-learn puts the highest of equals first, so its classes are turned round
        expected = oracle.top_k_accuracy_score(4 - t, p[:, ::-1], k=k, labels=range(5))
        assert metrics.top_k_accuracy(p, t, k=k) == expected
        if k == 1:
            assert metrics.accuracy(p, t) == expected
    images = rng.normal(size=(4, 5, 3))
    by_row = np.moveaxis(images, 1, -1).reshape(-1, 5)
    assert metrics.top_k_accuracy(images, t[:12].reshape(4, 3), k) == metrics.top_k_accuracy(by_row, t[:12], k)


def test_log_loss_is_scikit_learns():
    rng = np.random.default_rng(0)
    p, t = probabilities(rng, 40, 4), rng.integers(0, 4, 40)
    assert metrics.log_loss(p, t) == pytest.approx(oracle.log_loss(t, p, labels=range(4)), rel=1e-14)
    single = p.astype(np.float32)
    assert metrics.log_loss(single, t) == pytest.approx(oracle.log_loss(t, single, labels=range(4)), rel=1e-5)
    q, t = rng.uniform(size=30), rng.integers(0, 2, 30)
    q[:2], t[:2] = [0, 1], [1, 0]  # as wrong as can be
    assert metrics.log_loss(q, t) == pytest.approx(oracle.log_loss(t, q), rel=1e-12)


def test_perplexity_is_the_exponential_of_the_cross_entropy():
    torch = pytest.importorskip("torch")
    rng = np.random.default_rng(0)
    logits, t = rng.normal(size=(3, 7, 11)) * 5, rng.integers(0, 11, (3, 7))
    t[0, 4:] = -100
    loss = torch.nn.functional.cross_entropy(torch.tensor(logits).reshape(-1, 11), torch.tensor(t).reshape(-1))
    assert metrics.perplexity(logits, t) == pytest.approx(math.exp(loss), rel=1e-12)
    assert metrics.perplexity(zerodl.tensor(logits, requires_grad=True), t) == metrics.perplexity(logits, t)
    assert metrics.perplexity([[1000.0, 0.0]], [1]) == math.inf
    assert metrics.perplexity([[-math.inf, 0.0]], [1]) == 1
    assert metrics.perplexity([[0.0, 0.0, 9.0], [0.0, 0.0, 0.0]], [2, 1], ignore_index=2) == pytest.approx(3)


# --- whole or in batches ----------------------------------------------------------------------------------------------


@settings(deadline=None, max_examples=40)
@given(
    rows=st.lists(
        st.tuples(st.lists(st.integers(1, 4), min_size=3, max_size=3), st.integers(0, 2)), min_size=1, max_size=20
    ),
    cuts=st.lists(st.integers(0, 20), max_size=4),
)
def test_any_cut_into_batches_gives_what_the_whole_gives(rows, cuts):
    weights = np.array([row for row, _ in rows] + [[1, 2, 3]] * 3, float)  # and each class once, so that all are there
    p, t = weights / weights.sum(axis=1, keepdims=True), np.array([label for _, label in rows] + [0, 1, 2])
    for make in (metrics.ROCAUC, metrics.AveragePrecision, lambda: metrics.TopKAccuracy(2), metrics.LogLoss,
                 metrics.Perplexity):  # fmt: skip
        whole, cut = make(), make()
        whole.update(p, t)
        edges = [0, *sorted(cuts), len(p)]
        for a, b in zip(edges, edges[1:]):
            cut.update(p[a:b], t[a:b])
        assert cut.compute() == pytest.approx(whole.compute(), rel=1e-12)
        again = make()
        again.load_state_dict(cut.state_dict())
        assert again.compute() == cut.compute()


def test_what_is_kept_is_a_copy():
    metric = metrics.ROCAUC()
    p, t = np.array([0.1, 0.9]), np.array([0, 1])
    metric.update(p, t)
    p[:] = p[::-1].copy()
    assert metric.compute() == 1
    metric.reset()
    with pytest.raises(ArgumentError, match="nothing to measure"):
        metric.compute()


# --- what is refused --------------------------------------------------------------------------------------------------

THREE = np.eye(3)


@pytest.mark.parametrize(
    ("function", "p", "t", "error", "says"),
    [
        ("roc_auc", [0.1, 0.2], [1, 1], ArgumentError, "class 1 is always true among the 2 targets"),
        ("roc_curve", [0.1, 0.2], [0, 0], ArgumentError, "class 1 is never true among the 2 targets"),
        ("roc_auc", THREE, [0, 1, 1], ArgumentError, "class 2 is never true among the 3 targets"),
        ("average_precision", [0.1, 0.2], [0, 0], ArgumentError, "class 1 is never true"),
        ("precision_recall_curve", [0.1, 0.2], [0, 0], ArgumentError, "class 1 is never true"),
        ("roc_auc", [0.1, np.nan], [0, 1], ArgumentError, "row 1 of the predictions has NaN"),
        ("roc_auc", 4 * THREE, [0, 1, 2], ArgumentError, "probabilities of 3 classes.*row 0.*softmax"),
        ("roc_auc", [0.1, 0.2], [0, 2], ArgumentError, "target at position 1 is class 2, expected 0 … 1"),
        ("roc_auc", [[0.1], [0.2]], [0, 1], ShapeError, r"shape \(2, 1\); drop the axis of one class"),
        ("roc_auc", [0.1, 0.2], [0, 1, 1], ShapeError, r"shape \(2,\), the targets \(3,\)"),
        ("roc_curve", THREE, [0, 1, 2], DTypeError, "a curve is of two classes; pass one column of the 3"),
        ("roc_auc", [], [], ArgumentError, "there is nothing to measure"),
        ("roc_curve", [], [], ArgumentError, "there is nothing to measure"),
        ("top_k_accuracy", [0, 1], [0, 1], ShapeError, r"shape \(2,\), the targets \(2,\); expected scores"),
        ("top_k_accuracy", THREE, [0, 1, 2], ArgumentError, "among the best 5 of 3 classes is every class"),
        ("top_k_accuracy", np.eye(6), [0, 1, 2, 3, 4, 6], ArgumentError, "target at position 5 is class 6"),
        ("log_loss", [0, 1], [0, 1], DTypeError, "expected probabilities, .* got int64"),
        ("log_loss", [0.5, 1.5], [0, 1], ArgumentError, "from 0 to 1, got 1.5; put logits through sigmoid"),
        ("log_loss", 2 * THREE, [0, 1, 2], ArgumentError, "probabilities of 3 classes"),
        ("log_loss", [], [], ArgumentError, "nothing to measure"),
        ("log_loss", 0.5, 1, ShapeError, r"shape \(\), the targets \(\); expected probabilities \(B,\)"),
        ("top_k_accuracy", [0, 1], 0, ShapeError, r"shape \(2,\), the targets \(\)"),
        ("perplexity", np.zeros((2, 0)), [0, 0], ShapeError, r"\(2, 0\), the targets \(2,\)"),
        ("perplexity", np.zeros((2, 5, 3)), np.zeros((2, 3), int), ShapeError, r"\(2, 5, 3\), the targets \(2, 3\)"),
        ("perplexity", THREE, [0, 1, 3], ArgumentError, "target at position 2 is class 3, expected 0 … 2"),
        ("perplexity", THREE, [-100] * 3, ArgumentError, "nothing to measure"),
    ],
)
def test_what_has_no_value_is_refused(function, p, t, error, says):
    with pytest.raises(error, match=f"^{function}: .*{says}"):
        getattr(metrics, function)(np.array(p), np.array(t))


def test_settings_are_checked():
    with pytest.raises(ArgumentError, match="average must be 'macro', 'weighted' or None, got 'micro'"):
        metrics.roc_auc([0.0, 1.0], [0, 1], average="micro")
    with pytest.raises(ArgumentError, match="k must be a whole number from 1 on, got 0"):
        metrics.top_k_accuracy(THREE, [0, 1, 2], k=0)
    metric = metrics.ROCAUC()
    metric.update(THREE, [0, 1, 2])
    with pytest.raises(ShapeError, match=r"got scores of shape \(2,\) after \(3, 3\)"):
        metric.update([0.1, 0.2], [0, 1])


def test_a_column_of_scores_goes_with_a_column_of_targets():
    scores, true = np.array([0.1, 0.4, 0.35, 0.8]), np.array([0.0, 0.0, 1.0, 1.0])
    for measured in (metrics.roc_auc, metrics.average_precision):
        assert measured(scores[:, None], true[:, None]) == measured(scores, true)
