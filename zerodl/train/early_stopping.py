"""Early stopping: training ends when the validation loss no longer falls."""

from ..errors import ArgumentError
from .callback import Callback
from .direction import is_better, mode_of, watched
from .interrupt import INTERRUPTED
from .wording import count


class EarlyStopping(Callback):
    """Stop after ``patience`` epochs without a better value, and put the weights of the best epoch back.

    Args:
        monitor: the number to watch, by its name in the history.
        patience: stop after so many epochs in a row that were no better.
        min_delta: a value is better only if it is so by more than this.
        mode: "min" or "max"; None takes it from the name.
        restore_best: put the weights and buffers of the best epoch back at the end of the fit.
        baseline: a value that must be beaten to count as better at all.
    Attributes: best: the best value. best_epoch: its epoch. waited: epochs since.
    Source: Prechelt (1998), "Early stopping — but when?"; keras.callbacks.EarlyStopping
    """

    def __init__(self, monitor="val_loss", patience=5, min_delta=0.0, mode=None, restore_best=True, baseline=None):
        if not isinstance(patience, int) or patience < 0:
            raise ArgumentError(f"EarlyStopping: patience must be a whole number from 0 up, got {patience!r}")
        if not min_delta >= 0:
            raise ArgumentError(f"EarlyStopping: min_delta must not be negative, got {min_delta!r}")
        self.monitor, self.patience, self.min_delta = monitor, patience, min_delta
        self.mode = mode_of(monitor, mode)
        self.restore_best = restore_best
        self.baseline = baseline
        self._forget()

    def _forget(self):
        self.best, self.best_epoch, self.waited, self.weights = self.baseline, None, 0, None

    def on_fit_begin(self, trainer):
        """Each fit is judged by itself."""
        self._forget()

    def on_epoch_end(self, trainer):
        """Read the number that is watched, and judge the epoch by it."""
        self.judge(trainer, watched(trainer, self.monitor, "EarlyStopping"))

    def judge(self, trainer, value):
        """Compare an epoch with the best one: keep its weights if it is better, else wait, and stop in the end.

        Args: trainer: has an epoch, a model, and stop(reason). value: the number that is watched.
        """
        if is_better(value, self.best, self.mode, self.min_delta):
            self.best, self.best_epoch, self.waited = value, trainer.epoch, 0
            if self.restore_best:
                self.weights = {name: tensor.clone() for name, tensor in trainer.model.state_dict().items()}
            return
        self.waited += 1
        if self.waited >= self.patience:
            beaten = "a number" if self.best is None else f"better than {self.best:.4g}"
            trainer.stop(f"{self.monitor} was not {beaten} for {count(self.waited, 'epoch')}")

    def on_fit_end(self, trainer):
        """Put the best weights back. After Ctrl-C or an error the last ones stay, so that the fit can go on."""
        if self.weights is not None and trainer.stop_reason != INTERRUPTED and trainer.error is None:
            trainer.model.load_state_dict(self.weights)

    def state_dict(self):
        """The best so far, its weights included."""
        kept = ("best", "best_epoch", "waited", "weights")
        return {name: getattr(self, name) for name in kept}

    def load_state_dict(self, state):
        """Go on from there."""
        vars(self).update(state)
