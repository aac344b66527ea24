"""One pass of a DataLoader: batch after batch, and how far it has come."""

import itertools
from collections import deque

from ..errors import WorkerError
from ..random import drawing_from
from .fetch import EndOfStream, batch_generator


class Progress:
    """What it takes to go on with an epoch that was left in the middle.

    Args: seed: of the epoch, or None. sampler: the sampler's state when the epoch began. batches: handed out so far.
    """

    def __init__(self, seed, sampler, batches=0):
        self.seed = seed
        self.sampler = sampler
        self.batches = batches
        self.complete = False


class Epoch:
    """Gives the batches of one epoch; it makes each when it is asked for it.

    Args:
        fetcher: what makes batches. sampler: what gives their positions; None for a stream.
        progress: where to begin, and where it notes how many batches it has handed out.
    """

    def __init__(self, fetcher, sampler, progress):
        self.fetcher = fetcher
        self.progress = progress
        self._order = None if progress.seed is None else batch_generator(progress.seed, -1)
        self._rows = self._draw(lambda: itertools.repeat(None) if sampler is None else iter(sampler))
        self._over = False
        self._begin()

    def _begin(self):
        """Go to where the epoch was left: the order is drawn again, and of a stream the batches too."""
        self.fetcher.restart()
        for position in range(self.progress.batches):
            try:
                rows = self._next_rows()
                if self.fetcher.streams:
                    self.fetcher.fetch(self.progress.seed, position, rows)
            except (StopIteration, EndOfStream):
                self._over = True
                return

    def _draw(self, action):
        """Do something to the sampler, under the epoch's own random numbers for the order.

        Not under the shared ones, of which nobody knows how many the training has drawn when the epoch is taken up
        again: an order that is drawn bit by bit would be another.
        """
        if self._order is None:
            return action()
        with drawing_from(self._order):
            return action()

    def _next_rows(self):
        return self._draw(lambda: next(self._rows))

    def __iter__(self):
        return self

    def __next__(self):
        if self._over:
            raise StopIteration
        try:
            batch = self._make()
        except BaseException as error:
            self._over = True
            self.close()
            if not isinstance(error, (StopIteration, EndOfStream)):
                raise
            self.progress.complete = True
            raise StopIteration from None
        self.progress.batches += 1
        return batch

    def _make(self):
        return self.fetcher.fetch(self.progress.seed, self.progress.batches, self._next_rows())

    def close(self):
        """Give back what the epoch holds."""


class WorkerEpoch(Epoch):
    """An epoch whose batches workers make ahead of time; they come in the same order, with the same numbers.

    The workers take turns. As soon as a batch is handed out, another is asked of the same worker, so each has always
    ``prefetch`` batches to make or finished, and never more: it has no room for the answers. One whose stream has ended
    is left out from then on.

    Args: crew: the workers. owned: whether they belong to this epoch and end with it. prefetch: batches a worker.
    """

    def __init__(self, fetcher, sampler, progress, crew, owned, prefetch):
        self.crew = crew
        self.owned = owned
        self.prefetch = prefetch
        crew.epoch += 1
        self.number = crew.epoch
        self.waiting = deque()  # (position, worker) of the tasks that are out, the oldest first
        self.active = list(range(len(crew.processes)))
        self.asked = 0
        self.turn = 0
        self._to_skip = 0
        super().__init__(fetcher, sampler, progress)
        for _ in range(prefetch * len(crew.processes)):
            self._ask()

    def _begin(self):
        if self.fetcher.streams:
            self._to_skip = self.progress.batches  # only the workers have the streams
        else:
            super()._begin()
            self.asked = self.progress.batches

    def _ask(self):
        """Give out the next task, if there is one."""
        if self._over or not self.active:
            return
        try:
            rows = self._next_rows()
        except StopIteration:
            self.active = []
            return
        worker = self.active[self.turn % len(self.active)]
        self.turn += 1
        assert sum(k == worker for _, k in self.waiting) < self.prefetch
        self.crew.send(worker, (self.number, self.progress.seed, self.asked, rows))
        self.waiting.append((self.asked, worker))
        self.asked += 1

    def _make(self):
        while True:
            if self.number != self.crew.epoch:
                raise WorkerError(
                    "DataLoader: another loop over this loader has begun, and persistent workers serve one at a time; "
                    "use a second loader"
                )
            if not self.waiting:
                raise StopIteration
            position, worker = self.waiting.popleft()
            kind, batch = self.crew.receive(worker, self.number, position)
            if kind == "end":
                self._leave_out(worker)
                continue
            self._ask()
            if not self._to_skip:
                return batch
            self._to_skip -= 1

    def _leave_out(self, worker):
        """Ask a worker no more whose stream has ended; the turn stays with whose it is."""
        if worker not in self.active:
            return
        place = self.active.index(worker)
        at = self.turn % len(self.active)
        self.active.remove(worker)
        self.turn = at - (place < at)

    def close(self):
        """End the workers, if they are this epoch's own."""
        if self.owned:
            self.crew.close()
