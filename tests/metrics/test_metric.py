"""The base class, the collection and the running mean."""

import numpy as np
import pytest

import zerodl
from zerodl import metrics
from zerodl.errors import ArgumentError, DTypeError, ShapeError


def test_a_state_can_be_saved_and_gone_on_from():
    rng = np.random.default_rng(0)
    p, t = rng.integers(0, 3, 20), rng.integers(0, 3, 20)
    for make in (metrics.Accuracy, metrics.ConfusionMatrix, metrics.MeanAbsoluteError, metrics.R2Score):
        whole, first, second = make(), make(), make()
        whole.update(p, t)
        first.update(p[:7], t[:7])
        state = first.state_dict()
        first.update(p[7:], t[7:])  # the state is a copy
        second.load_state_dict(state)
        second.update(p[7:], t[7:])
        np.testing.assert_allclose(second.compute(), whole.compute(), rtol=1e-12)
        np.testing.assert_array_equal(second.compute(), first.compute())


def test_reset_forgets():
    for metric in (metrics.Accuracy(), metrics.ConfusionMatrix(), metrics.MeanSquaredError(), metrics.R2Score()):
        metric.update([0, 1], [0, 1])
        metric.reset()
        with pytest.raises(ArgumentError, match=f"{metric.name}: there is nothing to measure"):
            metric.compute()


def test_a_foreign_state_is_refused():
    state = metrics.Accuracy().state_dict()
    with pytest.raises(ArgumentError, match=r"mean: this is not its state: \['total', 'weight'\] is missing"):
        metrics.Mean().load_state_dict(state)
    with pytest.raises(ArgumentError, match="it holds \\['accuracy'\\], the state \\['mean'\\]"):
        metrics.MetricCollection(metrics.Accuracy()).load_state_dict({"mean": {}})


def test_a_collection_is_one_metric():
    several = metrics.MetricCollection([metrics.Accuracy(), metrics.F1Score("macro")])
    assert (list(several), len(several), several["accuracy"].name) == (["accuracy", "f1_score"], 2, "accuracy")
    several.update([0, 1, 1], [0, 1, 0])
    assert several.compute() == {"accuracy": 2 / 3, "f1_score": pytest.approx(2 / 3)}
    again = metrics.MetricCollection({name: type(metric)() for name, metric in several.items()})
    again["f1_score"].average = "macro"
    again.load_state_dict(several.state_dict())
    assert again.compute() == several.compute()
    several.reset()
    with pytest.raises(ArgumentError, match="nothing to measure"):
        several.compute()
    assert metrics.MetricCollection({}).compute() == {}


def test_a_collection_refuses_what_is_no_metric_and_names_that_are_taken():
    with pytest.raises(DTypeError, match="expected metrics, as Accuracy\\(\\), got <function accuracy"):
        metrics.MetricCollection({"accuracy": metrics.accuracy})
    with pytest.raises(DTypeError, match="expected metrics"):
        metrics.MetricCollection([metrics.Accuracy])
    with pytest.raises(ArgumentError, match="two metrics are called 'accuracy'"):
        metrics.MetricCollection([metrics.Accuracy(), metrics.Accuracy(threshold=0.5)])


def test_a_mean_counts_each_batch_by_its_size():
    losses, sizes = np.random.default_rng(0).normal(size=(2, 9))
    sizes = np.abs(sizes)
    mean = metrics.Mean()
    for loss, size in zip(losses, sizes):
        mean.update(zerodl.tensor(loss, requires_grad=True), size)
    at_once = metrics.Mean()
    at_once.update(losses, sizes)
    assert mean.compute() == pytest.approx(at_once.compute(), rel=1e-12)
    assert at_once.compute() == pytest.approx(np.average(losses, weights=sizes), rel=1e-12)


def test_a_mean_refuses_weights_that_do_not_fit():
    mean = metrics.Mean()
    with pytest.raises(ShapeError, match=r"expected one weight, or weights of shape \(2,\), got \(3,\)"):
        mean.update(np.ones(2), np.ones(3))
    with pytest.raises(ArgumentError, match="weights must not be negative, got -1"):
        mean.update(1.0, -1)
    with pytest.raises(ArgumentError, match="nothing to measure"):
        mean.compute()
    mean.update(float("nan"))
    assert np.isnan(mean.compute())


def test_what_a_metric_of_ones_own_lacks_is_named():
    class Empty(metrics.Metric):
        def reset(self):
            pass

    for call in (Empty().compute, lambda: Empty().update([1], [1])):
        with pytest.raises(NotImplementedError, match="Empty has no"):
            call()
