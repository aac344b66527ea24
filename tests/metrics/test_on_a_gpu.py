"""Metrics of tensors on the stand-in for CuPy, and on a GPU where there is one: the CPU's values."""

import contextlib

import numpy as np
import pytest

import zerodl
from tests.cupy_standin import installed
from zerodl import metrics
from zerodl.errors import ArgumentError

NO_GPU = pytest.mark.skipif(not zerodl.cuda.is_available(), reason="needs an NVIDIA GPU and CuPy")


@pytest.fixture(autouse=True, params=["stand-in", pytest.param("GPU", marks=[pytest.mark.gpu, NO_GPU])])
def place(request):
    with installed() if request.param == "stand-in" else contextlib.nullcontext():
        yield request.param


RNG = np.random.default_rng(0)
SCORES = RNG.integers(1, 8, (12, 4)).astype(np.float32)
SCORES /= SCORES.sum(axis=1, keepdims=True)
LABELS = np.arange(12) % 4
NUMBERS, TRUE = RNG.normal(size=(2, 12, 3))
CALLS = {
    "accuracy of scores": (metrics.accuracy, SCORES, LABELS),
    "accuracy of classes": (metrics.accuracy, LABELS[::-1].copy(), LABELS),
    "accuracy by threshold": (lambda p, t: metrics.accuracy(p, t, threshold=0.3), SCORES[:, 0], LABELS % 2),
    "accuracy, some ignored": (lambda p, t: metrics.accuracy(p, t, ignore_index=3), SCORES, LABELS),
    "confusion_matrix": (metrics.confusion_matrix, SCORES, LABELS),
    "f1_score": (lambda p, t: metrics.f1_score(p, t, "macro"), SCORES, LABELS),
    "top_k_accuracy": (lambda p, t: metrics.top_k_accuracy(p, t, 2, ignore_index=3), SCORES, LABELS),
    "roc_auc": (metrics.roc_auc, SCORES, LABELS),
    "average_precision": (metrics.average_precision, SCORES[:, :2], LABELS % 2),
    "roc_curve": (metrics.roc_curve, SCORES[:, 0], LABELS % 2),
    "log_loss": (metrics.log_loss, SCORES, LABELS),
    "perplexity": (metrics.perplexity, SCORES, LABELS),
    "mean_absolute_error": (metrics.mean_absolute_error, NUMBERS, TRUE),
    "r2_score": (lambda p, t: metrics.r2_score(p, t, "raw_values"), NUMBERS, TRUE),
}


@pytest.mark.parametrize("name", CALLS)
def test_values_are_the_cpus(name):
    function, p, t = CALLS[name]
    there = function(zerodl.tensor(p, device="cuda"), zerodl.tensor(t, device="cuda"))
    for got, expected in zip(*(np.atleast_1d(value) for value in (there, function(p, t)))):
        np.testing.assert_array_equal(got, expected)
        assert isinstance(got, (np.ndarray, np.generic))


def test_a_mean_takes_a_loss_from_there():
    mean = metrics.Mean()
    mean.update(zerodl.tensor(2.0, device="cuda"), 3)
    assert mean.compute() == 2


def test_nan_there_is_refused_by_row():
    p = SCORES.copy()
    p[5, 1] = np.nan
    with pytest.raises(ArgumentError, match="row 5 of the predictions has NaN"):
        metrics.accuracy(zerodl.tensor(p, device="cuda"), zerodl.tensor(LABELS, device="cuda"))
