"""Collating: as PyTorch's, for everything that an item may be; and the item that does not fit is named."""

import collections

import numpy as np
import pytest

import zerodl
from zerodl.data import DataLoader, default_collate, default_convert
from zerodl.errors import ArgumentError, DTypeError, ShapeError

torch = pytest.importorskip("torch", reason="PyTorch, the oracle, is not installed; pip install zerodl[test] has it")
Point = collections.namedtuple("Point", "x y")

BATCHES = {
    "integers": [1, 2, 3],
    "floats": [0.1, 2.0],
    "integers and floats": [0.5, 2],
    "bools": [True, False],
    "texts": ["a", "bc"],
    "bytes": [b"a", b"bc"],
    "arrays": [np.ones((2, 3), np.float32), np.zeros((2, 3), np.float32)],
    "arrays of integers": [np.arange(3), np.arange(3)],
    "NumPy's numbers": [np.float32(0.5), np.float32(2)],
    "NumPy's bools": [np.bool_(True), np.bool_(False)],
    "tuples": [(1, "a"), (2, "b")],
    "lists": [[1, 2.0], [3, 4.0]],
    "dictionaries": [{"x": 1, "y": {"z": [0.5]}}, {"x": 2, "y": {"z": [1.5]}}],
    "dictionaries that keep an order": [collections.OrderedDict(a=1, b=2)] * 2,
    "dictionaries with a default": [collections.defaultdict(int, a=1)] * 2,
    "named tuples": [Point(1, np.ones(2)), Point(2, np.zeros(2))],
    "items of no entries": [(), ()],
    "one item": [(np.ones(3), 4)],
}


def plain(thing):
    """Types, dtypes and values, whichever library they are of."""
    if isinstance(thing, (zerodl.Tensor, torch.Tensor)):
        return "tensor", str(thing.dtype).replace("torch.", ""), thing.tolist()
    if isinstance(thing, dict):
        return type(thing), {key: plain(value) for key, value in thing.items()}
    if isinstance(thing, (tuple, list)):
        return type(thing), [plain(entry) for entry in thing]
    return thing


@pytest.mark.parametrize("batch", BATCHES.values(), ids=BATCHES)
def test_a_batch_is_pytorchs(batch):
    assert plain(default_collate(batch)) == plain(torch.utils.data.default_collate(batch))


@pytest.mark.parametrize("batch", BATCHES.values(), ids=BATCHES)
def test_an_item_by_itself_is_pytorchs(batch):
    if isinstance(batch[0], np.generic):
        return  # PyTorch makes tensors of them as well, and 0-d arrays likewise
    assert plain(default_convert(batch[0])) == plain(torch.utils.data.default_convert(batch[0]))


def test_whole_numbers_among_floats_are_floats():
    assert plain(default_collate([1, 0.5])) == ("tensor", "float64", [1.0, 0.5])


def test_tensors_are_stacked_with_their_gradients_and_dtypes():
    x = zerodl.tensor([1.0, 2.0], requires_grad=True)
    batch = default_collate([x * 2, x])
    batch.sum().backward()
    assert x.grad.tolist() == [3, 3]
    mixed = default_collate([zerodl.tensor([1], dtype=zerodl.int32), zerodl.tensor([0.5])])
    assert (mixed.dtype, mixed.tolist()) == (np.float32, [[1.0], [0.5]])


def test_a_batch_does_not_share_an_items_memory():
    item = np.zeros(3)
    default_collate([item]).array[:] = 1
    tensor = zerodl.zeros(3)
    default_collate([tensor]).array[:] = 1
    assert item.max() == tensor.array.max() == 0


WRONG = {
    "shapes": ([np.ones(4), np.ones(4), np.ones(5)], ShapeError, r"item 2 .* has shape \(5,\), item 0 has \(4,\)"),
    "shapes of tensors": ([zerodl.ones(2), zerodl.ones(2, 1)], ShapeError, r"item 1 .*\(2, 1\), item 0 has \(2,\)"),
    "shapes within": ([{"a": (np.ones(1),)}, {"a": (np.ones(2),)}], ShapeError, r"item 1 .*\(2,\) at \['a'\]\[0\]"),
    "lengths": ([[1, 2], [1]], ShapeError, "item 1 of the batch has 1 entries, item 0 2"),
    "keys": ([{"a": 1}, {"b": 1}], ArgumentError, "item 1 of the batch has no key 'a'"),
    "kinds": ([1, "a"], DTypeError, "item 1 of the batch is of type str, item 0 of int"),
    "an array and a number": ([np.ones(1), 1.0], DTypeError, "item 1 .* type float, item 0 of ndarray"),
    "a dictionary and a list": ([{"a": 1}, [1]], DTypeError, "item 1 .* type list, item 0 of dict"),
    "a list and a number": ([[1], 1], DTypeError, "item 1 .* type int, item 0 of list"),
    "nothing known": ([None, None], DTypeError, "cannot make a batch of NoneType"),
    "objects within": ([(object(),)], DTypeError, r"cannot make a batch of object at \[0\]"),
    "arrays of text": ([np.array(["a"])], DTypeError, "cannot make a tensor of <U1"),
    "arrays of objects": ([np.array([None])], DTypeError, "cannot make a tensor of object"),
    "no items": ([], ArgumentError, "no items"),
}


@pytest.mark.parametrize(("batch", "error", "text"), WRONG.values(), ids=WRONG)
def test_what_does_not_fit_is_named(batch, error, text):
    with pytest.raises(error, match=f"default_collate: .*{text}"):
        default_collate(batch)


def test_a_loader_adds_which_items_the_batch_was_of():
    items = [np.ones(2), np.ones(2), np.ones(3)]
    with pytest.raises(ShapeError, match="item 0 of the batch|item 1 of the batch") as caught:
        list(DataLoader(items, batch_size=2, sampler=[0, 1, 1, 2]))
    assert "batch 1" in caught.value.__notes__[0]
    assert "items [1, 2]" in caught.value.__notes__[0]
