"""A bar that shows how far the epoch is and how it goes, in a terminal and in a notebook."""

from .callback import Callback
from .wording import count, short


class ProgressBar(Callback):
    """One bar for each epoch, with the mean loss so far; when the epoch is over, its numbers.

    The Trainer has one by itself, unless ``fit(verbose=False)``.

    Args: every: renew the numbers every so many batches. leave: keep each epoch's bar when it is full.
    """

    order = 20

    def __init__(self, every=10, leave=True):
        self.every = every
        self.leave = leave
        self.bar = None

    def on_epoch_begin(self, trainer):
        """Open the bar."""
        self._open(trainer)

    def on_batch_end(self, trainer):
        """Move on by one batch."""
        if self.bar is None:  # the fit goes on in the middle of an epoch
            self._open(trainer)
        self.bar.update(trainer.batch - self.bar.n)
        if trainer.batch % self.every == 0:
            self.bar.set_postfix_str(f"loss {trainer.tally.mean_loss:.4g}", refresh=False)

    def on_epoch_end(self, trainer):
        """Say what the epoch came to, and close the bar."""
        self.bar.set_postfix_str(", ".join(f"{name} {short(value)}" for name, value in trainer.logs.items()))
        self._close()

    def on_fit_end(self, trainer):
        """Close a bar that is still open, and say why the fit ended early if it did."""
        if self.bar is not None:
            self._close()
        if trainer.stop_reason:
            from tqdm.auto import tqdm

            done = f"{count(trainer.epoch, 'epoch')} and {count(trainer.step, 'step')} in all"
            tqdm.write(f"stopped after {done}: {trainer.stop_reason}")

    def _open(self, trainer):
        from tqdm.auto import tqdm  # here, because it takes a moment to import

        title = f"epoch {trainer.epoch + 1} of {trainer.last_epoch}"
        self.bar = tqdm(total=trainer.num_batches, desc=title, unit="batch", leave=self.leave, dynamic_ncols=True)

    def _close(self):
        self.bar.close()
        self.bar = None
