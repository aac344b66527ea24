"""When a learning-rate schedule goes on: after every epoch or after every step."""

from ..errors import ArgumentError

MOMENTS = ("epoch", "step")


class Schedule:
    """A scheduler of `optim.lr_scheduler` and the moments at which its ``step`` is called.

    One that watches a number (ReduceLROnPlateau) gets the epoch's: "val_loss" if there is one, else "loss".

    Args: scheduler: one, a function of the optimiser that makes one, or None. every: "epoch" or "step".
    """

    def __init__(self, scheduler, optimizer, every="epoch"):
        if every not in MOMENTS:
            raise ArgumentError(f'Trainer: schedule must be "epoch" or "step", got {every!r}')
        made = scheduler is None or hasattr(scheduler, "step") and not isinstance(scheduler, type)
        self.scheduler = scheduler if made else scheduler(optimizer)
        self.watches = "Plateau" in type(self.scheduler).__name__
        if self.watches and every == "step":
            raise ArgumentError('Trainer: a schedule that watches an epoch\'s number goes by epochs; schedule="epoch"')
        if getattr(self.scheduler, "optimizer", optimizer) is not optimizer:
            raise ArgumentError("Trainer: the scheduler changes another optimiser than the one that trains")
        self.every = every

    def after_step(self):
        """The optimiser has made a step."""
        if self.scheduler is not None and self.every == "step":
            self.scheduler.step()

    def after_epoch(self, logs):
        """An epoch is over, and this is what it came to."""
        if self.scheduler is None or self.every != "epoch":
            return
        if self.watches:
            self.scheduler.step(logs.get("val_loss", logs["loss"]))
        else:
            self.scheduler.step()

    def state_dict(self):
        """The scheduler's state, or None."""
        return None if self.scheduler is None else self.scheduler.state_dict()

    def load_state_dict(self, state):
        """Go on from a state."""
        if (state is None) != (self.scheduler is None):
            here, there = ("no", "a") if self.scheduler is None else ("a", "no")
            raise ArgumentError(f"the checkpoint was made with {there} scheduler, this trainer has {here} scheduler")
        if state is not None:
            self.scheduler.load_state_dict(state)
