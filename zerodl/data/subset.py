"""A part of a dataset, and ways to cut one into parts."""

import math
from numbers import Integral, Real

import numpy as np

from ..errors import ArgumentError, DTypeError, IndexingError, ShapeError
from ..ops.sampling import source_of
from .dataset import Dataset
from .fetch import items_at


class Subset(Dataset):
    """Some items of a dataset: item i of the subset is item ``indices[i]`` of the dataset.

    Args: dataset: the whole. indices: positions in it, in any order.
    Source: torch.utils.data.Subset
    Example:
        >>> part = Subset("abcdef", [5, 0])
        >>> part[0], len(part)
        ('f', 2)
    """

    def __init__(self, dataset, indices):
        self.dataset = dataset
        self.indices = indices

    @property
    def fixed(self):
        """Whether the items of the whole are only read."""
        return type(self) is Subset and getattr(self.dataset, "fixed", False)

    def __len__(self):
        return len(self.indices)

    def __getitem__(self, i):
        if isinstance(i, list):
            return self.dataset[[self.indices[j] for j in i]]
        return self.dataset[self._place(i)]

    def __getitems__(self, positions):
        """The items at a list of positions, by one request to the dataset if it takes such."""
        return items_at(self.dataset, [self._place(i) for i in positions])

    def _place(self, i):
        try:
            return self.indices[i]
        except IndexError as cause:
            raise IndexingError(f"Subset: there is no item {i}, it has {len(self)}") from cause


def random_split(dataset, lengths, generator=None):
    """Deal the items of a dataset out at random to parts of given lengths, each item to one part.

    Args:
        lengths: how many items each part gets, or which share of them: fractions that add up to 1. What rounding leaves
            over is dealt out one by one, beginning with the first part.
        generator: where the order comes from; None takes the shared one.
    Returns: a list of Subsets.
    Raises: ArgumentError for lengths that do not add up to the dataset's, and for fractions outside [0, 1].
    Source: torch.utils.data.random_split
    Example:
        >>> import zerodl
        >>> training, held_out = random_split(range(10), [0.8, 0.2], generator=zerodl.Generator(0))
        >>> len(training), len(held_out), sorted([*training, *held_out]) == list(range(10))
        (8, 2, True)
    """
    n = len(dataset)
    lengths = _lengths("random_split", list(lengths), n)
    order = source_of("random_split", generator).permutation(n).tolist()
    ends = np.cumsum(lengths).tolist()
    return [Subset(dataset, order[end - length : end]) for end, length in zip(ends, lengths)]


def stratified_split(dataset, lengths, labels=None, generator=None):
    """``random_split`` that gives every part its share of each class.

    The items are shuffled, sorted by class, and dealt out so that each part has of each class what its share of the
    whole allows, give or take one item.

    Args:
        lengths, generator: as for ``random_split``.
        labels: the class of each item; None takes the last entry of every item, as of a TensorDataset(x, labels).
    Returns: a list of Subsets.
    Raises: ShapeError for labels of another number than the items; DTypeError for items without a last entry, and for
        targets that are no classes.
    Source: scikit-learn's ``train_test_split(stratify=labels)``, with PyTorch's arguments.
    Example:
        >>> labels = [0, 1] * 50
        >>> training, held_out = stratified_split(range(100), [0.9, 0.1], labels)
        >>> sum(labels[i] for i in held_out.indices)
        5
    """
    n = len(dataset)
    lengths = _lengths("stratified_split", list(lengths), n)
    labels = labels_of("stratified_split", dataset, labels)
    rng = source_of("stratified_split", generator)
    order = rng.permutation(n)
    order = order[np.argsort(labels[order], kind="stable")]
    part = _dealt_in_turns(lengths)
    return [Subset(dataset, rng.permutation(order[part == k]).tolist()) for k in range(len(lengths))]


def _dealt_in_turns(lengths):
    """For each card of a pack, who gets it, so that after any number of cards each has about their share.

    Whose card stands at (j + 1/2) / length on the way from 0 to 1 gets it; the j-th of each part, spread evenly.
    """
    places = np.concatenate([(np.arange(length) + 0.5) / max(length, 1) for length in lengths])
    parts = np.repeat(np.arange(len(lengths)), lengths)
    return parts[np.argsort(places, kind="stable")]


def labels_of(operation, dataset, labels):
    """The class of each item as a vector: as given, or the last entry of each item."""
    if labels is None:
        tensors = getattr(dataset, "tensors", None)
        labels = tensors[-1] if tensors else [_last(operation, dataset[i]) for i in range(len(dataset))]
    labels = np.asarray(labels.detach().cpu().array if hasattr(labels, "detach") else labels)
    if labels.shape != (len(dataset),):
        raise ShapeError(f"{operation}: expected a label for each of {len(dataset)} items, got shape {labels.shape}")
    if labels.dtype.kind == "f" and np.any(broken := labels != np.floor(labels)):  # NaN is unequal to itself
        raise DTypeError(
            f"{operation}: expected a class for each item, got numbers such as {labels[broken][0]:.6g}; for a target "
            "of numbers take random_split, or pass labels= with classes of them, from np.digitize, say"
        )
    return labels


def _last(operation, item):
    """The last entry of an item, its class."""
    try:
        return item[-1]
    except (KeyError, TypeError, IndexError) as cause:
        raise DTypeError(
            f"{operation}: an item is a {type(item).__name__}, of which no entry is the last; pass the class of each "
            "item as labels="
        ) from cause


def _lengths(operation, lengths, n):
    """The lengths in items: fractions are made whole."""
    if not lengths:
        raise ArgumentError(f"{operation}: expected the length of at least one part, got none")
    for length in lengths:
        if not isinstance(length, Real) or isinstance(length, bool):
            raise DTypeError(f"{operation}: expected numbers as lengths, got {length!r}")
        if not length >= 0:  # this way round, NaN is refused too
            raise ArgumentError(f"{operation}: a length must be 0 or more, got {length!r} in {lengths}")
    if all(isinstance(length, Integral) for length in lengths) and sum(lengths) == n:
        return [int(length) for length in lengths]
    if math.isclose(sum(lengths), 1) and max(lengths) <= 1:
        whole = [math.floor(n * fraction) for fraction in lengths]
        for i in range(n - sum(whole)):
            whole[i % len(whole)] += 1
        return whole
    raise ArgumentError(
        f"{operation}: the lengths {lengths} add up to {sum(lengths)}; expected {n}, the number of items, or fractions "
        "that add up to 1"
    )
