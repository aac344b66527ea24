"""Which way is better: a loss should fall, an accuracy rise."""

from ..errors import ArgumentError

FALL = ("loss", "error", "mae", "mse", "rmse", "perplexity")
RISE = ("accuracy", "acc", "precision", "recall", "f1", "auc", "r2", "top")


def mode_of(name, mode=None):
    """ "min" for a number that should fall, "max" for one that should rise, by its name.

    Args: mode: what is known already; None asks the name.
    Raises: ArgumentError for a name that does not say it, or a mode that is neither.
    Example:
        >>> mode_of("val_loss"), mode_of("accuracy")
        ('min', 'max')
    """
    if mode is not None:
        if mode not in ("min", "max"):
            raise ArgumentError(f'mode: expected "min" or "max", got {mode!r}')
        return mode
    if any(word in name.lower() for word in FALL):
        return "min"
    if any(word in name.lower() for word in RISE):
        return "max"
    raise ArgumentError(f'the name {name!r} does not say which way is better; pass mode="min" or mode="max"')


def is_better(value, best, mode, min_delta=0.0):
    """Whether a value beats the best so far by more than ``min_delta``. NaN beats nothing, and everything beats it.

    Example:
        >>> is_better(0.5, 0.6, "min"), is_better(0.5, 0.6, "min", min_delta=0.2), is_better(0.5, float("nan"), "min")
        (True, False, True)
    """
    if value != value:
        return False
    if best is None or best != best:
        return True
    return value < best - min_delta if mode == "min" else value > best + min_delta


def watched(trainer, name, who):
    """The epoch's number of that name, or an error that says which there are."""
    if name not in trainer.logs:
        hint = "; pass validation= or validation_split= to fit" if name.startswith("val_") else ""
        raise ArgumentError(f"{who}: there is no {name!r} to watch; there is {', '.join(trainer.logs)}{hint}")
    return trainer.logs[name]
