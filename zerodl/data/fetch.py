"""Fetching: the items at given positions, by whichever way a dataset offers, and batches of them."""

import itertools

from ..errors import ArgumentError
from ..random import Generator, drawing_from


def items_at(dataset, positions):
    """The items at a list of positions, by one call of ``__getitems__`` where that is safe, else one by one.

    An error gets a note that says which item raised it.
    """
    if takes_lists(dataset):
        items = dataset.__getitems__(positions)
        if len(items) != len(positions):
            kind = type(dataset).__name__
            raise ArgumentError(f"{kind}.__getitems__: asked for {len(positions)} items, it gave {len(items)}")
        return items
    return [item_at(dataset, i) for i in positions]


def item_at(dataset, i):
    """Item i; an error gets a note that says so."""
    try:
        return dataset[i]
    except StopIteration as cause:  # passed on, it would end the loop over the batches without a word
        raise ArgumentError(
            f"item {i!r} of {type(dataset).__name__} raised StopIteration; raise IndexError where there is no item"
        ) from cause
    except Exception as error:
        error.add_note(f"raised by item {i!r} of {type(dataset).__name__}")
        raise


def takes_lists(dataset):
    """Whether ``__getitems__`` can stand for ``__getitem__``.

    It cannot where a subclass has changed ``__getitem__`` alone: the inherited ``__getitems__`` knows nothing of it.
    """
    for cls in type(dataset).__mro__:
        if "__getitems__" in vars(cls):
            return vars(cls)["__getitems__"] is not None
        if "__getitem__" in vars(cls):
            return False
    return False


def batch_generator(seed, position):
    """The random numbers of one batch: they depend on the epoch's seed and the batch's position, and on nothing else.

    So augmentation gives the same whoever fetches the batch: this process, one of two workers or one of twenty, or a
    process that goes on tomorrow with the epoch that this one has begun. Position -1 is the order of the epoch.
    """
    return Generator(seed << 64 | position + 1)


class EndOfStream(Exception):
    """A stream has no further batch."""


class Fetcher:
    """Makes the batches of one dataset: fetches the items, with random numbers of the batch's own, and collates them.

    Args:
        collate_fn: makes a batch of a list of items, or, without batches, an item of an item.
        draws: whether fetching or collating may draw random numbers.
        streams: whether the dataset is a stream; then ``batch_size`` (None for single items) and ``drop_last`` say how
            it is cut.
    """

    def __init__(self, dataset, collate_fn, draws=True, streams=False, batch_size=None, drop_last=False):
        self.dataset = dataset
        self.collate_fn = collate_fn
        self.draws = draws
        self.streams = streams
        self.batch_size = batch_size
        self.drop_last = drop_last
        self.stream = None

    def restart(self):
        """A new epoch: a stream begins anew."""
        self.stream = None

    def fetch(self, seed, position, rows):
        """One batch.

        Args:
            seed: of the epoch; None if nothing in it draws random numbers. position: of the batch in the epoch.
            rows: the positions of its items in a list; one position for a single item; None for a stream's next batch.
        Raises: EndOfStream.
        """
        if seed is None or not self.draws:
            return self._fetch(position, rows)
        with drawing_from(batch_generator(seed, position)):
            return self._fetch(position, rows)

    def _fetch(self, position, rows):
        if self.streams:
            items = self._from_stream()
        elif isinstance(rows, (list, tuple)):
            items = items_at(self.dataset, rows)
        else:
            items = item_at(self.dataset, rows)
        try:
            return self.collate_fn(items)
        except Exception as error:
            which = "" if rows is None else f", of items {rows}"
            error.add_note(f"raised while batch {position} was put together{which}")
            raise

    def _from_stream(self):
        if self.stream is None:
            self.stream = iter(self.dataset)
        if self.batch_size is None:
            items = list(itertools.islice(self.stream, 1))
        else:
            items = list(itertools.islice(self.stream, self.batch_size))
        if not items or (self.drop_last and len(items) < self.batch_size):
            raise EndOfStream
        return items[0] if self.batch_size is None else items
