"""Curves for Weights & Biases; on this machine alone, unless asked otherwise."""

from pathlib import Path

from ..errors import MissingExtraError
from .writer import Writer


class WandbWriter(Writer):
    """Log a training's numbers with Weights & Biases.

    Nothing leaves the machine unless ``mode="online"``: the run is a folder, ``FOLDER/wandb/offline-run-…``, which
    ``wandb sync`` can upload later.

    Args:
        project: the project's name. name: the run's name; None lets wandb invent one.
        config: settings to be shown beside the curves.
        folder: where the run's folder is made.
        mode: "offline" or "online".
        every: log the loss and the learning rate of every so-many-th step; None logs epochs only.
        quiet: keep wandb from printing.
    Attributes: path: the run's folder, once a fit has begun.
    Raises: MissingExtraError if wandb is not installed.
    """

    def __init__(self, project, name=None, config=None, folder=".", mode="offline", every=1, quiet=True):
        super().__init__(every)
        _wandb()
        self.project, self.name, self.config, self.folder = project, name, dict(config or {}), Path(folder)
        self.mode, self.quiet = mode, quiet
        self.path = self._run = None

    def on_fit_begin(self, trainer):
        """Begin a run."""
        wandb = _wandb()
        self.folder.mkdir(parents=True, exist_ok=True)
        settings = wandb.Settings(silent=self.quiet)
        place = {"dir": str(self.folder), "mode": self.mode, "settings": settings}
        self._run = wandb.init(project=self.project, name=self.name, config=self.config, **place)
        self.path = Path(self._run.dir).parent

    def write(self, numbers, trainer):
        """Log the numbers at the step that the trainer is at."""
        self._run.log(numbers, step=trainer.step)

    def on_fit_end(self, trainer):
        """End the run; one that an error ended is marked as failed."""
        if self._run is not None:
            self._run.finish(exit_code=0 if trainer.error is None else 1)
            self._run = None


def _wandb():
    try:
        import wandb
    except ImportError as cause:
        raise MissingExtraError(
            "Weights & Biases is not installed; install it with: pip install 'zerodl[track]'"
        ) from cause
    return wandb
