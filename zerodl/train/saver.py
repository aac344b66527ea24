"""Checkpoints while training, so that nothing is lost when it stops."""

import math

from ..errors import ArgumentError
from .callback import Callback
from .checkpoint_folder import CheckpointFolder
from .direction import watched
from .interrupt import INTERRUPTED
from .resume import parts_of, progress_of


class Checkpoint(Callback):
    """Save the whole training in a folder every so many epochs or steps, and when Ctrl-C stops it.

    ``fit(resume=folder)`` goes on from the latest, in the middle of an epoch if need be, with the same numbers bit by
    bit as if it had never stopped. For that, model, optimiser, data and callbacks are made again as they were.

    Args:
        folder: a path, or a CheckpointFolder.
        every_epochs: save after every so-many-th epoch; None for none.
        every_steps: save after every so-many-th step, too.
        keep_last, keep_best: how many of the latest to keep, and how many of the best beside them.
        monitor: by which number they are best; a checkpoint from the middle of an epoch counts as the worst.
        mode: "min" or "max", if the name does not say it.
    Attributes: folder: the CheckpointFolder; its ``latest()`` and ``best()`` are paths.
    """

    order = 10

    def __init__(self, folder, every_epochs=1, every_steps=None, keep_last=3, keep_best=0, monitor=None, mode=None):
        for name, every in (("every_epochs", every_epochs), ("every_steps", every_steps)):
            if every is not None and (not isinstance(every, int) or every < 1):
                raise ArgumentError(f"Checkpoint: {name} must be a whole number from 1 up, or None, got {every!r}")
        if keep_best and monitor is None:
            monitor = "val_loss"
        self.every_epochs, self.every_steps, self.monitor = every_epochs, every_steps, monitor
        if not isinstance(folder, CheckpointFolder):
            folder = CheckpointFolder(folder, keep_last=keep_last, keep_best=keep_best, metric=monitor, mode=mode)
        self.folder = folder
        self._saved = None

    def on_fit_begin(self, trainer):
        """Refuse a folder with another training's checkpoints before any time is spent."""
        if not trainer.resumes:
            self.folder.check()
        self._saved = None

    def on_batch_end(self, trainer):
        """After a step that is due."""
        if self.every_steps and trainer.between_steps and trainer.step % self.every_steps == 0:
            self._save(trainer)

    def on_epoch_end(self, trainer):
        """After an epoch that is due."""
        if self.every_epochs and trainer.epoch % self.every_epochs == 0:
            self._save(trainer)

    def on_fit_end(self, trainer):
        """After Ctrl-C, if the last step is whole."""
        if trainer.stop_reason == INTERRUPTED and trainer.between_steps:
            self._save(trainer)

    def _save(self, trainer):
        position = (trainer.step, trainer.epoch, trainer.batch)
        if position != self._saved:
            score = None
            if self.monitor:
                score = math.nan if trainer.batch else watched(trainer, self.monitor, "Checkpoint")
            self.folder.save(trainer.step, score, **parts_of(trainer), progress=progress_of(trainer))
            self._saved = position
