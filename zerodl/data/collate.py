"""Collating: many items become one batch, with a new first axis."""

import copy
from collections.abc import Mapping, MutableMapping, MutableSequence, Sequence

import numpy as np

from ..autograd.storage import Storage
from ..autograd.tensor import Tensor
from ..errors import ArgumentError, DTypeError, ShapeError
from ..ops import stack, tensor
from .dataset import Rows

KINDS = "tensors, arrays, numbers, texts, or tuples, lists and dictionaries of those"


def default_collate(batch):
    """A list of items as one batch: what stands at the same place in every item is stacked into one tensor.

    Tensors and arrays get a new first axis; numbers become a vector (floats of float64, integers of int64); texts stay
    a list. Tuples become a list of batches, named tuples, lists and dictionaries keep their kind.

    Shape: items (…) -> (B, …)
    Raises: ShapeError for items of different shapes or lengths, DTypeError for what cannot be stacked; the message
        names the item and where in it the difference stands.
    Source: torch.utils.data.default_collate
    Example:
        >>> default_collate([{"x": 1.0, "name": "a"}, {"x": 2.0, "name": "b"}])
        {'x': tensor([1., 2.], dtype=float64), 'name': ['a', 'b']}
    """
    if isinstance(batch, Rows):
        return list(batch.tensors)
    if len(batch) == 0:
        raise ArgumentError("default_collate: the batch has no items")
    return _collate(batch if isinstance(batch, list) else list(batch), "")


def _collate(batch, place):
    """Collate what stands at one place of each item: a list, or a tuple, which texts stay as PyTorch's do."""
    first = batch[0]
    if isinstance(first, Tensor):
        _refuse_unequal(batch, Tensor, place)
        return _stack(batch)
    if isinstance(first, np.ndarray):
        _refuse_unequal(batch, np.ndarray, place)
        _refuse_other_than_numbers(first, place)
        return Tensor.of_array(np.stack(batch), Storage())
    if isinstance(first, (str, bytes)):
        return batch
    if isinstance(first, (bool, int, float, np.number, np.bool_)):
        return _numbers(batch, place)
    if isinstance(first, Mapping):
        return _like(first, {key: _collate(_entries(batch, key, place), f"{place}[{key!r}]") for key in first})
    if isinstance(first, Sequence):
        return _collate_sequences(batch, place)
    raise DTypeError(f"default_collate: cannot make a batch of {type(first).__name__}{_at(place)}; expected {KINDS}")


def _stack(tensors):
    """Tensors as one; by NumPy alone where no gradient is wanted, because that is several times faster."""
    arrays = [t.array for t in tensors]
    if any(t.requires_grad for t in tensors) or not all(type(array) is np.ndarray for array in arrays):
        return stack(list(tensors))
    if any(array.dtype != arrays[0].dtype for array in arrays):
        return stack(list(tensors))  # dtypes meet as PyTorch's do, not as NumPy's
    return Tensor.of_array(np.stack(arrays), Storage())


def _numbers(batch, place):
    for j, entry in enumerate(batch):
        if not isinstance(entry, (bool, int, float, np.number, np.bool_)):
            _complain_of_kind(batch, j, place)
    if all(type(entry) is float for entry in batch):  # as exact as they came; a tensor of floats would be of float32
        return Tensor(np.array(batch, dtype=np.float64))
    if isinstance(batch[0], (np.number, np.bool_)):
        return Tensor(np.array(batch))
    return tensor(list(batch), dtype=np.float64 if any(isinstance(entry, float) for entry in batch) else None)


def _collate_sequences(batch, place):
    first = batch[0]
    for j, entry in enumerate(batch):
        if not isinstance(entry, Sequence) or isinstance(entry, (str, bytes)):
            _complain_of_kind(batch, j, place)
        if len(entry) != len(first):
            raise ShapeError(
                f"default_collate: item {j} of the batch has {len(entry)} entries{_at(place)}, item 0 {len(first)}; "
                "make them equally long, or give the DataLoader a collate_fn of your own"
            )
    parts = [_collate(part, f"{place}[{k}]") for k, part in enumerate(zip(*batch))]
    if isinstance(first, tuple) and hasattr(first, "_fields"):
        return type(first)(*parts)
    return parts if isinstance(first, tuple) else _like(first, parts)


def _entries(batch, key, place):
    """What every item has under a key."""
    for j, item in enumerate(batch):
        if not isinstance(item, Mapping):
            _complain_of_kind(batch, j, place)
        if key not in item:
            raise ArgumentError(
                f"default_collate: item {j} of the batch has no key {key!r}{_at(place)}, item 0 has; give every item "
                "the same keys"
            )
    return [item[key] for item in batch]


def _like(first, parts):
    """Batches in a collection of the kind of an item's; in a plain dictionary or list if it cannot be made."""
    try:
        if isinstance(first, (MutableMapping, MutableSequence)):  # a copy keeps what else it may carry
            made = copy.copy(first)
            for key, part in parts.items() if isinstance(parts, dict) else enumerate(parts):
                made[key] = part
            return made
        return type(first)(parts)
    except TypeError:
        return parts


def _refuse_unequal(batch, kind, place):
    shape = batch[0].shape
    for j, entry in enumerate(batch):
        if not isinstance(entry, kind):
            _complain_of_kind(batch, j, place)
        if entry.shape != shape:
            raise ShapeError(
                f"default_collate: item {j} of the batch has shape {entry.shape}{_at(place)}, item 0 has {shape}; make "
                "them equal, by padding or cropping, or give the DataLoader a collate_fn of your own"
            )


def _refuse_other_than_numbers(array, place):
    if array.dtype.kind in "OSUMm":
        raise DTypeError(f"default_collate: cannot make a tensor of {array.dtype}{_at(place)}; expected {KINDS}")


def _complain_of_kind(batch, j, place):
    kinds = type(batch[j]).__name__, type(batch[0]).__name__
    raise DTypeError(
        f"default_collate: item {j} of the batch is of type {kinds[0]}{_at(place)}, item 0 of {kinds[1]}; the items "
        "of a batch must be alike"
    )


def _at(place):
    return f" at {place}" if place else ""


def default_convert(data):
    """Arrays within ``data`` become tensors, in tuples, lists and dictionaries too; all else stays as it is.

    A DataLoader that makes no batches does this to each item.

    Source: torch.utils.data.default_convert
    Example:
        >>> default_convert({"x": np.array([1, 2]), "name": "a"})
        {'x': tensor([1, 2]), 'name': 'a'}
    """
    if isinstance(data, (np.ndarray, np.generic)) and np.asarray(data).dtype.kind not in "OSUMm":
        return Tensor(np.asarray(data))
    if isinstance(data, Mapping):
        return _like(data, {key: default_convert(data[key]) for key in data})
    if isinstance(data, tuple) and hasattr(data, "_fields"):
        return type(data)(*(default_convert(entry) for entry in data))
    if isinstance(data, tuple):
        return [default_convert(entry) for entry in data]
    if isinstance(data, Sequence) and not isinstance(data, (str, bytes)):
        return _like(data, [default_convert(entry) for entry in data])
    return data
