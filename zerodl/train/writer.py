"""What the writers for TensorBoard and Weights & Biases share: which numbers are written at which moments."""

from ..errors import ArgumentError
from .callback import Callback


class Writer(Callback):
    """Hands ``write({name: number}, trainer)`` the loss and the learning rate of steps, and the numbers of epochs.

    A step's are called "step/loss" and "step/lr", an epoch's "epoch/loss", "epoch/val_loss" and so on.

    Args: every: the so-many-th step is written; None writes epochs only.
    """

    order = 10

    def __init__(self, every=1):
        if every is not None and (not isinstance(every, int) or every < 1):
            raise ArgumentError(f"{type(self).__name__}: every must be a whole number above 0, or None, got {every!r}")
        self.every = every

    def write(self, numbers, trainer) -> None:
        """Put numbers down; each writer has its own way."""
        raise ArgumentError(f"{type(self).__name__} has no write method: define write(self, numbers, trainer)")

    def after_step(self, trainer):
        """A step that is due."""
        if self.every and trainer.step % self.every == 0:
            groups = trainer.optimizer.param_groups
            names = ["step/lr"] if len(groups) == 1 else [f"step/lr_{i}" for i in range(len(groups))]
            rates = {name: float(group["lr"]) for name, group in zip(names, groups)}
            self.write({"step/loss": trainer.loss_value} | rates, trainer)

    def on_epoch_end(self, trainer):
        """An epoch."""
        numbers = {f"epoch/{name}": value for name, value in trainer.logs.items() if isinstance(value, (int, float))}
        self.write(numbers, trainer)
