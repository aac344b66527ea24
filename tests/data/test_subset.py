"""Splits: every item in one part, the parts as long as was asked, each class with its share."""

import numpy as np
import pytest

import zerodl
from zerodl.data import Subset, TensorDataset, random_split, stratified_split
from zerodl.errors import ArgumentError, DTypeError, IndexingError, ShapeError

torch = pytest.importorskip("torch", reason="PyTorch, the oracle, is not installed; pip install zerodl[test] has it")

LENGTHS = [[10], [7, 3], [0, 10], [0.5, 0.5], [1 / 3, 1 / 3, 1 / 3], [0.15, 0.85], [0.35, 0.35, 0.3], [1, 0]]


@pytest.mark.filterwarnings("ignore:Length of split")
@pytest.mark.parametrize("lengths", LENGTHS, ids=str)
@pytest.mark.parametrize("split", [random_split, stratified_split])
def test_parts_are_as_long_as_pytorchs_and_share_nothing(split, lengths):
    settings = {"labels": np.arange(10) % 3} if split is stratified_split else {}
    parts = split(range(10), lengths, generator=zerodl.Generator(0), **settings)
    assert [len(part) for part in parts] == [len(part) for part in torch.utils.data.random_split(range(10), lengths)]
    assert sorted(i for part in parts for i in part) == list(range(10))


@pytest.mark.parametrize("split", [random_split, stratified_split])
def test_a_seed_repeats_a_split_and_another_does_not(split):
    data = TensorDataset(np.arange(40), np.arange(40) % 2)

    def rows(seed):
        return [part.indices for part in split(data, [0.5, 0.5], generator=zerodl.Generator(seed))]

    assert rows(0) == rows(0) != rows(1)
    zerodl.manual_seed(5)
    first = [part.indices for part in split(data, [20, 20])]
    zerodl.manual_seed(5)
    assert [part.indices for part in split(data, [20, 20])] == first


@pytest.mark.parametrize("lengths", [[0.8, 0.2], [0.5, 0.3, 0.2], [90, 10], [0.34, 0.33, 0.33]], ids=str)
def test_each_class_has_its_share_in_every_part(lengths):
    labels = np.random.default_rng(0).permutation(np.repeat([0, 1, 2], [50, 35, 15]))
    parts = stratified_split(range(100), lengths, labels, generator=zerodl.Generator(1))
    for part in parts:
        counts = np.bincount(labels[part.indices], minlength=3)
        np.testing.assert_allclose(counts, np.array([50, 35, 15]) * len(part) / 100, atol=1.01)


def test_labels_come_from_the_items_if_they_are_not_given():
    labels = np.repeat([0, 1], 20)
    for data in (TensorDataset(np.arange(40), labels), list(zip(range(40), labels.tolist()))):
        for part in stratified_split(data, [20, 20]):
            assert sum(int(part[i][1]) for i in range(20)) == 10
    with_tensor = stratified_split(range(40), [20, 20], zerodl.tensor(labels))
    assert sum(labels[with_tensor[0].indices]) == 10


WRONG = {
    "lengths that do not add up": ([3, 4], ArgumentError, "add up to 7; expected 10"),
    "fractions that do not add up": ([0.5, 0.4], ArgumentError, "add up to 0.9"),
    "a negative length": ([-1, 11], ArgumentError, "-1"),
    "a fraction that is NaN": ([float("nan"), 0.5], ArgumentError, "nan"),
    "an infinite length": ([float("inf"), 0.5], ArgumentError, "inf"),
    "no lengths": ([], ArgumentError, "at least one part"),
    "a text": (["half", "half"], DTypeError, "half"),
    "a bool": ([True, False], DTypeError, "True"),
}


@pytest.mark.parametrize("split", [random_split, stratified_split])
@pytest.mark.parametrize(("lengths", "error", "text"), WRONG.values(), ids=WRONG)
def test_what_is_refused(split, lengths, error, text):
    with pytest.raises(error, match=f"{split.__name__}: .*{text}"):
        split(range(10), lengths)


@pytest.mark.parametrize("split", [random_split, stratified_split])
def test_what_is_no_generator_is_refused(split):
    with pytest.raises(DTypeError, match=f"{split.__name__}: generator must be"):
        split([(1, 0), (2, 1)], [1, 1], generator=np.random.default_rng())


def test_labels_of_another_number_are_refused():
    with pytest.raises(ShapeError, match="a label for each of 10 items, got shape"):
        stratified_split(range(10), [5, 5], [0, 1, 0])


def test_a_subset_of_a_subset_looks_through_both():
    part = Subset(Subset("abcdef", [5, 3, 1]), [2, 0])
    assert [part[0], part[1], part[-1]] == ["b", "f", "f"]
    with pytest.raises(IndexingError, match="no item 2, it has 2"):
        part[2]


def test_items_without_a_last_entry_need_labels():
    items = [{"x": i, "y": i % 2} for i in range(10)]
    with pytest.raises(DTypeError, match="stratified_split: an item is a dict.*pass the class of each item as labels="):
        stratified_split(items, [5, 5])
    assert len(stratified_split(items, [5, 5], labels=[item["y"] for item in items])[0]) == 5
    with pytest.raises(DTypeError, match="an item is a int"):
        stratified_split(range(10), [5, 5])


@pytest.mark.parametrize("number", [0.25, float("nan")])
def test_targets_that_are_no_classes_are_not_stratified(number):
    with pytest.raises(DTypeError, match=f"expected a class for each item, got numbers such as {number}.*random_split"):
        stratified_split(range(4), [2, 2], [0.0, 1.0, number, 1.0])
    assert len(stratified_split(range(4), [2, 2], [0.0, 1.0, 0.0, 1.0])) == 2
