"""The learning rate, recorded beside the loss."""

from .callback import Callback


class LearningRateMonitor(Callback):
    """Records the learning rate: of each step in ``lrs``, and of each epoch's last step in the history, as "lr".

    An optimiser with several groups has "lr_0", "lr_1" and so on.
    """

    order = -30  # before the history is written

    def __init__(self):
        self.lrs = []
        self._now = []

    def before_step(self, trainer):
        """The rates that this step is made with."""
        self._now = [float(group["lr"]) for group in trainer.optimizer.param_groups]
        self.lrs.append(self._now if len(self._now) > 1 else self._now[0])

    def on_epoch_end(self, trainer):
        """The last ones of the epoch."""
        names = [f"lr_{i}" for i in range(len(self._now))] if len(self._now) > 1 else ["lr"]
        trainer.logs |= dict(zip(names, self._now))

    def state_dict(self):
        """The rates so far."""
        return {"lrs": list(self.lrs), "now": list(self._now)}

    def load_state_dict(self, state):
        """Go on from there."""
        self.lrs, self._now = list(state["lrs"]), list(state["now"])
