"""DataLoader: a dataset in batches, in a new order every epoch, made ahead by other processes if need be."""

import math

from ..errors import ArgumentError, DTypeError
from ..ops.sampling import source_of
from ..random import default_generator
from .collate import default_collate, default_convert
from .dataset import IterableDataset
from .epoch import Epoch, Progress, WorkerEpoch
from .fetch import Fetcher
from .sampler import BatchSampler, RandomSampler, SequentialSampler, check_count

PREFETCH = 2
SETTLED = {"dataset", "batch_size", "sampler", "batch_sampler", "drop_last", "num_workers", "persistent_workers"}


class DataLoader:
    """Goes through a dataset in batches; each ``for`` loop over it is one epoch.

    **Workers.** With ``num_workers`` above 0 that many processes make the batches, ahead of time, and the loop only
    takes them. They are processes and not threads: what takes time in a dataset is Python code that reads, decodes and
    augments, and of that one process runs only one thread at a time. On Linux they are forked, so that a dataset may
    be defined in a notebook; elsewhere, or with ``multiprocessing_context="spawn"``, it must be possible to pickle the
    dataset and collate_fn. Forked workers hand over tensors in memory that is shared with this process. Data that are
    in memory already, such as a TensorDataset's, are faster without workers.

    An error in a worker is raised in the loop, with the item, the worker and the traceback there; a worker that dies,
    or takes longer than ``timeout``, gives a WorkerError. Workers end with the loop, however it ends.

    **Random numbers.** An epoch draws one seed from ``generator``. From it come the order and, for each batch, numbers
    of its own, which zerodl's random functions use while the batch is made. So a seed gives the same batches, number
    for number, with any number of workers. A loader that only reads tensors in order draws nothing. In workers
    ``random`` and ``numpy.random`` are seeded for every batch, too. A generator that a dataset holds itself is copied
    to every worker, and all copies give the same numbers: let datasets draw from the shared one.

    **Stopping and going on.** ``state_dict()`` is a dictionary that JSON can hold. A loader made with the same
    arguments that loads it goes on, at the next ``for``, with the batch after the last one that was handed out.

    Args:
        dataset: what has ``__len__`` and ``__getitem__``, or an IterableDataset. Its ``__getitems__``, if it has one,
            is asked for whole batches.
        batch_size: items in a batch; the last one may be smaller. None gives single items, as they are.
        shuffle: take the items in a new random order every epoch.
        sampler: gives the positions, in place of ``shuffle``. batch_sampler: gives lists of positions, in place of
            ``batch_size``, ``shuffle``, ``sampler`` and ``drop_last``.
        num_workers: processes that make the batches; 0 makes them in this one, when they are asked for.
        collate_fn: makes a batch of a list of items; ``default_collate`` stacks them.
        pin_memory: taken for PyTorch's sake and without effect: NumPy's arrays cannot be pinned for a faster copy to a
            GPU. So is pin_memory_device.
        drop_last: leave out a last batch that is not full.
        timeout: seconds to wait for a batch from a worker; 0 waits for ever.
        worker_init_fn: called in each worker, with its number, before it begins.
        multiprocessing_context: how workers start: "fork", "spawn", "forkserver", or a context of multiprocessing.
        generator: where the seed comes from; None takes the shared one, which ``manual_seed`` seeds.
        prefetch_factor: batches that each worker makes ahead; 2 by default.
        persistent_workers: keep the workers from one epoch to the next.
        in_order: only True; batches always come in order, else a seed would not repeat them.
    Raises: ArgumentError for arguments that exclude each other, and for an empty dataset.
    Source: torch.utils.data.DataLoader; state_dict as in torchdata's StatefulDataLoader.
    Example:
        >>> import zerodl
        >>> from zerodl.data import TensorDataset
        >>> loader = DataLoader(TensorDataset(zerodl.arange(5)), batch_size=2)
        >>> [batch.tolist() for batch, in loader]
        [[0, 1], [2, 3], [4]]
    """

    def __init__(
        self, dataset, batch_size=1, shuffle=None, sampler=None, batch_sampler=None, num_workers=0, collate_fn=None,
        pin_memory=False, drop_last=False, timeout=0, worker_init_fn=None, multiprocessing_context=None, generator=None,
        *, prefetch_factor=None, persistent_workers=False, pin_memory_device="", in_order=True,
    ):  # fmt: skip
        _check_workers(num_workers, prefetch_factor, persistent_workers, timeout, in_order)
        source_of("DataLoader", generator)  # which refuses what is no generator
        streams = isinstance(dataset, IterableDataset)
        _check_order(streams, batch_size, shuffle, sampler, batch_sampler, drop_last)
        if not streams and sampler is None and batch_sampler is None:
            _check_length(dataset)
        self.dataset = dataset
        self.num_workers = num_workers
        self.pin_memory = pin_memory
        self.timeout = timeout
        self.worker_init_fn = worker_init_fn
        self.multiprocessing_context = multiprocessing_context
        self.generator = default_generator if generator is None else generator
        self.prefetch_factor = PREFETCH if num_workers and prefetch_factor is None else prefetch_factor
        self.persistent_workers = persistent_workers
        if batch_sampler is not None:
            batch_size, drop_last = None, False
        elif not streams:
            if sampler is None:
                sampler = RandomSampler(dataset) if shuffle else SequentialSampler(dataset)
            if batch_size is not None:
                batch_sampler = BatchSampler(sampler, batch_size, drop_last)
        self.batch_size = batch_size
        self.drop_last = drop_last
        self.sampler = sampler
        self.batch_sampler = batch_sampler
        batched = batch_size is not None or batch_sampler is not None
        self.collate_fn = collate_fn or (default_collate if batched else default_convert)
        own = self.collate_fn not in (default_collate, default_convert)
        draws = own or not getattr(dataset, "fixed", False)
        self._fetcher = Fetcher(dataset, self.collate_fn, draws, streams, batch_size, drop_last)
        self._crew = None
        self._progress = None
        self._resume = False
        self._settled = True

    def __setattr__(self, name, value):
        if name in SETTLED and getattr(self, "_settled", False):
            raise ArgumentError(f"DataLoader: {name} cannot be changed any more; make a new loader")
        super().__setattr__(name, value)

    def __len__(self):
        if self.batch_sampler is not None:
            return len(self.batch_sampler)
        if self.sampler is not None:
            return len(self.sampler)
        n = len(self.dataset)
        if self.batch_size is None:
            return n
        return math.floor(n / self.batch_size) if self.drop_last else math.ceil(n / self.batch_size)

    def __iter__(self):
        if self._resume:
            progress = self._progress
            self._load_sampler(progress.sampler)
        else:
            seed = self._new_seed() if self._draws() else None
            progress = self._progress = Progress(seed, self._sampler_state())
        self._resume = False
        sampler = self._order()
        if not self.num_workers:
            return Epoch(self._fetcher, sampler, progress)
        crew = self._hire(progress)
        return WorkerEpoch(self._fetcher, sampler, progress, crew, not self.persistent_workers, self.prefetch_factor)

    def _order(self):
        return self.sampler if self.batch_sampler is None else self.batch_sampler

    def _draws(self):
        """Whether anything in an epoch may draw random numbers."""
        in_order = type(self.sampler) is SequentialSampler and type(self.batch_sampler) in (BatchSampler, type(None))
        return self._fetcher.draws or not in_order

    def _new_seed(self):
        return int(self.generator.numpy.integers(2**63))

    def _hire(self, progress):
        """The workers of an epoch: those that are still there, or new ones."""
        from .crew import Crew  # here, because multiprocessing takes a while to import

        if self._crew is not None and self._crew.close.alive:
            return self._crew
        seed = progress.seed or 0
        context = self.multiprocessing_context
        prefetch, begin = self.prefetch_factor, self.worker_init_fn
        crew = Crew(self._fetcher, self.num_workers, seed, prefetch, begin, context, self.timeout)
        if self.persistent_workers:
            self._crew = crew
        return crew

    # --- stopping and going on ----------------------------------------------------------------------------------------

    def state_dict(self):
        """How far the latest epoch has come, and what the next ones depend on, in words and numbers that JSON can hold.

        Batches that workers have made ahead do not count; the batch that a loop is at work on does. A state that was
        taken at the last batch of an epoch gives an epoch without further batches, which ends it.

        The shared generator's state is not part of it: ``zerodl.get_rng_state`` has that. A stream has no positions to
        go to: on loading, the batches before are made again and thrown away.
        """
        progress, between = self._progress, self._progress is None or self._progress.complete
        return {
            "epoch_seed": None if between else progress.seed,
            "batches": None if between else progress.batches,
            "sampler": self._sampler_state() if between else progress.sampler,
            "generator": None if self.generator is default_generator else self.generator.get_state(),
            "length": self._known_length(),
        }

    def load_state_dict(self, state):
        """Go on from what ``state_dict`` gave, at the next ``for`` loop.

        Raises: ArgumentError for anything else, and for the state of a loader with another number of batches.
        """
        try:
            seed, batches, sampler = state["epoch_seed"], state["batches"], state["sampler"]
            generator, length = state["generator"], state["length"]
        except (KeyError, TypeError) as cause:
            came = f"{state}"[:100]
            raise ArgumentError(f"load_state_dict: expected what state_dict() returned, got {came}") from cause
        if length != self._known_length():
            raise ArgumentError(
                f"load_state_dict: the state is of a loader with {length} batches an epoch, this one has "
                f"{self._known_length()}; make it with the same dataset, batch_size, sampler and drop_last"
            )
        if generator is not None and self.generator is not default_generator:
            self.generator.set_state(generator)
        self._resume = batches is not None
        self._progress = Progress(seed, sampler, batches) if self._resume else None
        if not self._resume:
            self._load_sampler(sampler)

    def _sampler_state(self):
        order = self._order()
        return order.state_dict() if hasattr(order, "state_dict") else {}

    def _load_sampler(self, state):
        order = self._order()
        if hasattr(order, "load_state_dict"):
            order.load_state_dict(state)

    def _known_length(self):
        try:
            return len(self)
        except (TypeError, NotImplementedError):
            return None


# --- the arguments ----------------------------------------------------------------------------------------------------


def _check_workers(num_workers, prefetch_factor, persistent_workers, timeout, in_order):
    check_count("DataLoader", "num_workers", num_workers, least=0)
    if not in_order:
        raise ArgumentError("DataLoader: batches always come in order; leave out in_order=False")
    if not timeout >= 0:
        raise ArgumentError(f"DataLoader: timeout must be 0 or more seconds, got {timeout!r}")
    if prefetch_factor is not None:
        check_count("DataLoader", "prefetch_factor", prefetch_factor)
    if num_workers == 0 and (prefetch_factor is not None or persistent_workers):
        name = "persistent_workers" if persistent_workers else "prefetch_factor"
        raise ArgumentError(f"DataLoader: {name} needs workers; set num_workers to 1 or more")


def _check_order(streams, batch_size, shuffle, sampler, batch_sampler, drop_last):
    """Refuse arguments that exclude each other."""
    if streams:
        for name, value in {"shuffle": shuffle, "sampler": sampler, "batch_sampler": batch_sampler}.items():
            if value is not None and value is not False:
                raise ArgumentError(f"DataLoader: a stream, an IterableDataset, has no positions; leave out {name}")
    if sampler is not None and shuffle:
        raise ArgumentError("DataLoader: give a sampler or shuffle=True, not both; the sampler decides the order")
    if batch_sampler is not None:
        if batch_size != 1 or shuffle or sampler is not None or drop_last:
            raise ArgumentError("DataLoader: with a batch_sampler leave out batch_size, shuffle, sampler and drop_last")
    elif batch_size is None:
        if drop_last:
            raise ArgumentError("DataLoader: with batch_size=None there are no batches, so drop_last means nothing")
    else:
        check_count("DataLoader", "batch_size", batch_size)


def _check_length(dataset):
    """A dataset that is taken in order, or shuffled, needs a length, and not 0."""
    try:
        n = len(dataset)
    except (TypeError, NotImplementedError) as cause:
        raise DTypeError(
            f"DataLoader: {type(dataset).__name__} has no __len__, so nobody knows its positions; give it one, give a "
            "sampler, or make it an IterableDataset"
        ) from cause
    if n == 0:
        raise ArgumentError("DataLoader: the dataset is empty")
