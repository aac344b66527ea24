"""What a training is fed: a loader, a dataset or arrays, brought into batches."""

from itertools import islice

import numpy as np

from ..autograd.tensor import Tensor
from ..backend import is_floating
from ..data import DataLoader, Subset, TensorDataset
from ..errors import ArgumentError, DTypeError, ShapeError
from ..random import Generator

PURPOSE = {"evaluate": "measure", "validation": "measure", "predict": "predict"}  # who asks for data, and what for


def training_batches(data, model, batch_size, shuffle, asker="fit"):
    """A DataLoader for what is given to ``fit``; a loader is taken as it is.

    Args: asker: who is to say it if the data will not do.
    """
    if is_loader(data):
        return data
    return DataLoader(_not_empty(as_dataset(data, model, asker), asker), batch_size=batch_size, shuffle=shuffle)


def measuring_batches(data, model, batch_size, asker="evaluate"):
    """The same for data that are only measured or predicted: in order, every row."""
    return training_batches(data, model, batch_size, shuffle=False, asker=asker)


def split(data, share, model):
    """Data in two: the part to train on, and a share of the rows to validate with.

    Which rows these are is drawn at random, but always alike for as many rows: neither the seed nor a second start of
    the program moves a row from one part to the other.
    """
    if not 0 < share < 1:
        raise ArgumentError(f"fit: validation_split must lie between 0 and 1, got {share!r}")
    if is_loader(data):
        raise ArgumentError("fit: a DataLoader cannot be split; pass its dataset, or a second loader as validation=")
    dataset = _not_empty(as_dataset(data, model, "fit"), "fit")
    order = Generator(0).numpy.permutation(len(dataset))
    held_out = round(share * len(dataset))
    if not 0 < held_out < len(dataset):
        raise ArgumentError(f"fit: validation_split={share} of {len(dataset)} rows leaves one part empty")
    return _rows(dataset, np.sort(order[held_out:])), _rows(dataset, np.sort(order[:held_out]))


def as_dataset(data, model, asker="fit"):
    """A dataset; arrays and tensors, alone or in a tuple, become a TensorDataset.

    Floating arrays of NumPy, which are float64 unless somebody chose otherwise, become what the model's parameters are.
    """
    if isinstance(data, tuple):
        data = tuple(_listed(part, asker) for part in data)
    if isinstance(data, (tuple, list)) and data and all(is_array(part) for part in data):
        lengths = [np.shape(part)[:1] for part in data]
        if len(set(lengths)) > 1 or () in lengths:
            shapes = ", ".join(str(tuple(np.shape(part))) for part in data)
            raise ShapeError(f"{asker}: inputs and targets must have equally many rows, got the shapes {shapes}")
        return TensorDataset(*(as_tensor(part, model) for part in data))
    if is_array(data):
        return TensorDataset(as_tensor(data, model))
    if hasattr(data, "__getitem__") and hasattr(data, "__len__") and not isinstance(data, (dict, str)):
        return data
    if hasattr(data, "__iter__") and not isinstance(data, (dict, str)):
        return data  # an iterable dataset, which DataLoader knows
    raise DTypeError(
        f"{asker}: expected a DataLoader, a dataset or a tuple (inputs, targets) of arrays, got {type(data).__name__}"
    )


def is_loader(data):
    """Whether something gives batches by itself: a DataLoader, or a list of batches (tuples)."""
    batches = isinstance(data, list) and bool(data) and isinstance(data[0], (tuple, list))
    return batches or hasattr(data, "batch_size") and hasattr(data, "__iter__")


def as_tensor(part, model):
    """An array as a tensor."""
    if isinstance(part, Tensor):
        return part
    array = part if hasattr(part, "__array_ufunc__") else np.asarray(part)
    if not is_floating(array.dtype):
        return Tensor(array)
    dtype = next((p.dtype for p in model.parameters() if is_floating(p.dtype)), array.dtype)
    return Tensor(array.astype(dtype, copy=False))


def to_device(batch, device):
    """A batch as a tuple, or a dictionary, of tensors on the model's device."""
    if isinstance(batch, dict):
        return dict(zip(batch, to_device(tuple(batch.values()), device)))
    parts = batch if isinstance(batch, (tuple, list)) else (batch,)
    tensors = (part if isinstance(part, Tensor) else Tensor(np.asarray(part)) for part in parts)
    return tuple(tensor.to(device) for tensor in tensors)


def num_batches(batches, most=None):
    """How many batches an epoch has, or None if nobody knows."""
    try:
        return min(len(batches), most or len(batches))
    except (TypeError, NotImplementedError):  # a stream has no length
        return most


def device_for(model):
    """Where the model's parameters live; the CPU for a model without any."""
    return next((p.device for p in model.parameters()), "cpu")


def in_groups(batches, size):
    """Lists of ``size`` batches that follow each other; the last may be shorter."""
    batches = iter(batches)
    while group := list(islice(batches, size)):
        yield group


def _not_empty(dataset, asker):
    if hasattr(dataset, "__len__") and len(dataset) == 0:
        purpose = PURPOSE.get(asker, "learn from")
        raise ArgumentError(f"{asker}: the dataset is empty; there is nothing to {purpose}")
    return dataset


def _listed(part, asker):
    """A list of numbers, or of rows of them, as an array; anything else as it is."""
    if not isinstance(part, list):
        return part
    try:
        array = np.asarray(part)
    except ValueError as cause:
        raise ShapeError(f"{asker}: the rows of a list are not equally long; pass an array (B, …)") from cause
    if array.dtype.kind not in "biuf":
        raise DTypeError(f"{asker}: expected numbers in a list of inputs or targets, got {array.dtype}; pass arrays")
    return array


def is_array(part):
    """Whether something is a tensor or an array."""
    return isinstance(part, Tensor) or hasattr(part, "__array__")


def _rows(dataset, rows):
    """Some rows of a dataset, as a dataset."""
    if isinstance(dataset, TensorDataset):
        return TensorDataset(*(tensor[rows] for tensor in dataset.tensors))
    return Subset(dataset, rows.tolist())
