"""Curves for TensorBoard, written without TensorFlow or PyTorch."""

import time
from pathlib import Path

import numpy as np

from ..device import to_device
from ..errors import MissingExtraError
from .writer import Writer

NUM_BINS = 30


class TensorBoardWriter(Writer):
    """Write a training's numbers into a folder that ``tensorboard --logdir FOLDER`` shows.

    Each fit adds a file of its own; files that are there stay. Steps and epochs share one axis, the number of steps.

    Args:
        folder: where to; one for each run, so that TensorBoard can tell them apart.
        every: write the loss and the learning rate of every so-many-th step; None writes epochs only.
        histograms: write how each parameter is spread, after every epoch.
    Raises: MissingExtraError if TensorBoard is not installed.
    """

    def __init__(self, folder, every=1, histograms=False):
        super().__init__(every)
        _tensorboard()
        self.folder = Path(folder)
        self.histograms = histograms
        self._file = None

    def on_fit_begin(self, trainer):
        """Open a new file."""
        events, _, _ = _tensorboard()
        self.folder.mkdir(parents=True, exist_ok=True)
        self._file = events(str(self.folder))

    def write(self, numbers, trainer):
        """Add the numbers at the step that the trainer is at."""
        _, _, value = _tensorboard()
        self._add([value(tag=name, simple_value=number) for name, number in numbers.items()], trainer.step)

    def on_epoch_end(self, trainer):
        """An epoch's numbers, and the spread of the parameters if asked for."""
        super().on_epoch_end(trainer)
        if self.histograms:
            _, _, value = _tensorboard()
            named = trainer.model.named_parameters()
            self._add([value(tag=name, histo=_histogram(p.array)) for name, p in named], trainer.step)
        self._file.flush()

    def on_fit_end(self, trainer):
        """Close the file."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _add(self, values, step):
        from tensorboard.compat.proto.event_pb2 import Event

        _, summary, _ = _tensorboard()
        self._file.add_event(Event(wall_time=time.time(), step=step, summary=summary(value=values)))


def _tensorboard():
    """TensorBoard's file of events, a summary, and a value in it."""
    try:
        from tensorboard.compat.proto.summary_pb2 import Summary
        from tensorboard.summary.writer.event_file_writer import EventFileWriter
    except ImportError as cause:
        raise MissingExtraError("TensorBoard is not installed; install it with: pip install 'zerodl[track]'") from cause
    return EventFileWriter, Summary, Summary.Value


def _histogram(array):
    """An array's values as counts between limits, in TensorBoard's form."""
    from tensorboard.compat.proto.histogram_pb2 import HistogramProto

    x = np.asarray(to_device(array, "cpu"), dtype=np.float64).ravel()
    counts, limits = np.histogram(x, bins=NUM_BINS)
    return HistogramProto(
        min=x.min(), max=x.max(), num=x.size, sum=x.sum(), sum_squares=np.dot(x, x), bucket_limit=limits[1:],
        bucket=counts,
    )  # fmt: skip
