"""Going on from a checkpoint as if the training had never stopped."""

import warnings
from itertools import islice
from pathlib import Path

from ..errors import ArgumentError
from .checkpoint import load_checkpoint
from .checkpoint_folder import CheckpointFolder


def parts_of(trainer):
    """Everything that the rest of a fit depends on, for ``save_checkpoint`` and ``load_checkpoint``; the shared
    generator comes by itself."""
    parts = {"model": trainer.model, "optimizer": trainer.optimizer, "schedule": trainer.schedule,
             "callbacks": trainer.callbacks, "tally": trainer.tally, "history": trainer.history}  # fmt: skip
    if _has_state(trainer.batches):
        parts["loader"] = trainer.batches
    return parts


def progress_of(trainer):
    """How far it is, as plain numbers."""
    return {name: getattr(trainer, name) for name in ("epoch", "step", "batch", "first_epoch")}


def resume(trainer, source):
    """Load a trainer's parts and take up its fit where it was left.

    Args: source: a CheckpointFolder or the path of one, from which the latest is taken, or the path of a checkpoint.
    Returns: whether there was one; in an empty folder there is none, and the fit begins anew.
    """
    if isinstance(source, CheckpointFolder) or not Path(source).is_file():
        folder = source if isinstance(source, CheckpointFolder) else folder_at(trainer, source)
        plain = folder.load(**parts_of(trainer))
    else:
        plain = load_checkpoint(source, **parts_of(trainer))
    if plain is None:
        return False
    if "progress" not in plain:
        raise ArgumentError("fit: the checkpoint was not made by a Trainer; load it with load_checkpoint")
    epochs = trainer.last_epoch - trainer.first_epoch
    vars(trainer).update(plain["progress"])
    trainer.last_epoch = trainer.first_epoch + epochs
    if trainer.epoch > trainer.last_epoch:
        done = trainer.epoch - trainer.first_epoch
        warnings.warn(
            f"fit: nothing is left to train: the checkpoint's fit has done {done} epochs, and epochs={epochs} counts "
            "from where it began; pass more epochs to go on",
            stacklevel=5,
        )
    if not trainer.batch and "loader" in parts_of(trainer) and trainer.batches.state_dict().get("batches") is not None:
        iter(trainer.batches)  # takes up what the epoch before left when it was cut short, so that it is out of the way
    return True


def folder_at(trainer, path):
    """The CheckpointFolder that a callback of the trainer saves in, if it is this one; else a new one."""
    path = Path(path)
    for callback in trainer.callbacks:
        folder = getattr(callback, "folder", None)
        if isinstance(folder, CheckpointFolder) and folder.folder.resolve() == path.resolve():
            return folder
    if not path.is_dir():
        raise ArgumentError(f"fit: there is neither a checkpoint nor a folder of them at {path} to resume from")
    return CheckpointFolder(path)


def rest_of_epoch(batches, done, steps):
    """The batches that this epoch still has.

    Args: done: how many it has had; more than 0 after a resume. steps: how many it may have in all, None for all.
    """
    if done and not _has_state(batches):
        batches = islice(batches, done, None)
    return islice(batches, steps - done) if steps else batches


def _has_state(batches):
    return hasattr(batches, "state_dict") and hasattr(batches, "load_state_dict")
