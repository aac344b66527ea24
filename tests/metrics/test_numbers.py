"""MAE, MSE, RMSE, MAPE, R² and explained variance: scikit-learn's numbers, and the same whole or in batches."""

import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn import metrics as oracle

import zerodl
from zerodl import metrics
from zerodl.errors import ArgumentError, DTypeError, ShapeError

PAIRS = [
    (metrics.mean_absolute_error, oracle.mean_absolute_error, metrics.MeanAbsoluteError),
    (metrics.mean_squared_error, oracle.mean_squared_error, metrics.MeanSquaredError),
    (metrics.root_mean_squared_error, oracle.root_mean_squared_error, metrics.RootMeanSquaredError),
    (
        metrics.mean_absolute_percentage_error,
        oracle.mean_absolute_percentage_error,
        metrics.MeanAbsolutePercentageError,
    ),
    (metrics.r2_score, oracle.r2_score, metrics.R2Score),
    (metrics.explained_variance, oracle.explained_variance_score, metrics.ExplainedVariance),
]
FUNCTIONS = [pair[0] for pair in PAIRS]
NAMED = {"ids": [function.__name__ for function in FUNCTIONS]}


def cases():
    rng = np.random.default_rng(0)
    yield "a column", rng.normal(size=30), rng.normal(size=30)
    yield "three outputs", rng.normal(size=(20, 3)), rng.normal(size=(20, 3)) * [1, 10, 100]
    yield "whole numbers", rng.integers(0, 9, 20), rng.integers(1, 9, 20)
    yield "perfect", np.arange(5.0), np.arange(5.0)
    yield "targets that are all equal", rng.normal(size=6), np.full(6, 0.5)
    yield "all equal and perfect", np.full(6, 0.5), np.full(6, 0.5)
    yield "one output of two is constant", rng.normal(size=(6, 2)), np.stack([np.full(6, 3.0), np.arange(6.0)], 1)
    yield "far from zero", 1e8 + rng.normal(size=50), 1e8 + rng.normal(size=50)
    yield "targets of zero", np.array([0.0, 1.0]), np.array([0.0, 0.0])


CASES = [pytest.param(p, t, id=name) for name, p, t in cases()]


@pytest.mark.parametrize(("ours", "theirs", "streaming"), PAIRS, **NAMED)
@pytest.mark.parametrize(("p", "t"), CASES)
def test_values_are_scikit_learns(p, t, ours, theirs, streaming):
    choices = ["uniform_average", "raw_values"]
    if p.ndim > 1:
        choices += [np.arange(1.0, 1 + p.shape[1])]
        choices += ["variance_weighted"] if "variance_weighted" in streaming.ALLOWED else []
    for choice in choices:
        got = ours(p, t, multioutput=choice)
        np.testing.assert_allclose(got, theirs(t, p, multioutput=choice), rtol=1e-9, err_msg=str(choice))
        assert isinstance(got, np.ndarray if isinstance(choice, str) and choice == "raw_values" else float)


numbers = st.floats(-1e6, 1e6).map(lambda x: round(x, 3))


@pytest.mark.parametrize(("ours", "theirs", "streaming"), PAIRS, **NAMED)
@settings(deadline=None, max_examples=40)
@given(
    pairs=st.lists(st.tuples(numbers, numbers), min_size=2, max_size=20),
    cuts=st.lists(st.integers(0, 20), max_size=4),
)
def test_any_cut_into_batches_gives_what_the_whole_gives(ours, theirs, streaming, pairs, cuts):
    p, t = np.array(pairs).T
    metric = streaming()
    edges = [0, *sorted(cuts), len(p)]
    for a, b in zip(edges, edges[1:]):
        metric.update(p[a:b], t[a:b])
    np.testing.assert_allclose(metric.compute(), ours(p, t), rtol=1e-9, atol=1e-9)


def test_tensors_of_any_dtype_and_more_axes():
    x = zerodl.tensor([[[1.0, 2.0]], [[3.0, 5.0]]], requires_grad=True)
    y = zerodl.tensor([[[1, 2]], [[3, 4]]])
    assert metrics.mean_absolute_error(x, y) == 0.25
    assert metrics.mean_absolute_error(x.detach().to(zerodl.bfloat16), y) == 0.25
    assert metrics.mean_squared_error(x, y, multioutput="raw_values").tolist() == [0, 0.5]


@pytest.mark.parametrize("function", FUNCTIONS, **NAMED)
@pytest.mark.parametrize(
    ("p", "t", "error", "says"),
    [
        (np.ones((3, 1)), np.ones(3), ShapeError, r"shape \(3, 1\), the targets \(3,\).*squeeze or unsqueeze"),
        (np.ones(3), np.ones(4), ShapeError, r"shape \(3,\), the targets \(4,\); expected the same shape$"),
        (np.array([1.0, np.nan]), np.ones(2), ArgumentError, "row 1 of the predictions has NaN or an infinite number"),
        (np.ones(2), np.array([np.inf, 1.0]), ArgumentError, "row 0 of the targets has NaN or an infinite number"),
        (np.array([1j, 2]), np.ones(2), DTypeError, "expected a tensor or array of real numbers, got dtype complex128"),
        (np.ones(0), np.ones(0), ArgumentError, "there is nothing to measure"),
        (np.ones((0, 2)), np.ones((0, 2)), ArgumentError, "there is nothing to measure"),
    ],
)
def test_what_has_no_error_is_refused(function, p, t, error, says):
    with pytest.raises(error, match=f"^{function.__name__}: .*{says}"):
        function(p, t)


def test_settings_are_checked():
    with pytest.raises(ArgumentError, match="multioutput must be 'uniform_average', 'raw_values', or a weight"):
        metrics.mean_absolute_error([1.0], [1.0], multioutput="variance_weighted")
    with pytest.raises(ShapeError, match=r"expected 2 weights, one for each output, not all 0, got \(1.0, 2.0, 3.0\)"):
        metrics.mean_absolute_error(np.ones((3, 2)), np.ones((3, 2)), multioutput=[1, 2, 3])
    with pytest.raises(ArgumentError, match="r2_score: one prediction has no spread to explain; give at least two"):
        metrics.r2_score([1.0], [1.0])
    for metric in (metrics.MeanAbsoluteError(), metrics.R2Score()):
        metric.update(np.ones((2, 3)), np.ones((2, 3)))
        with pytest.raises(ShapeError, match="got 1 outputs after batches with 3"):
            metric.update(np.ones(2), np.ones(2))


def test_a_constant_target_has_no_spread_however_it_is_cut():
    """The mean of many 0.1 is not 0.1 in floating point; the spread must still be exactly 0."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for n in (3, 7, 100, 1001):
            t = np.full(n, 0.1)
            assert metrics.r2_score(t, t) == metrics.explained_variance(t + 1.5, t) == 1.0
            assert metrics.r2_score(t + 1, t) == 0.0
