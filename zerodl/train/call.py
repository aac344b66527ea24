"""How fit and evaluate may be called by those who know Keras: with inputs and targets apart, and under its names."""

from functools import wraps

from ..errors import ArgumentError
from .feed import is_array

OF_THE_TRAINER = ("accumulate", "callbacks", "clip_norm", "clip_value", "lr", "metrics", "optimizer", "scheduler")


def inputs_and_targets(method):
    """Let ``method(x, y, …)`` mean ``method((x, y), …)``, and fit's ``validation_data`` its ``validation``."""
    name = method.__name__

    @wraps(method)
    def call(self, data, *args, **settings):
        targets = settings.pop("y", None)
        if targets is None and args and is_array(args[0]) and args[0].ndim:
            targets, *args = args
            if args:
                raise ArgumentError(f"{name}: after {name}(x, y, give the rest by name, such as batch_size={args[0]!r}")
        if targets is not None:
            data = (*data, targets) if isinstance(data, (tuple, list)) else (data, targets)
        if name == "fit" and "validation_data" in settings:
            if settings.get("validation") is not None:
                raise ArgumentError("fit: validation= and validation_data= are two names for one thing; give one")
            settings["validation"] = settings.pop("validation_data")
        for setting in OF_THE_TRAINER:
            if setting in settings:
                raise ArgumentError(
                    f"{name}: {setting}= belongs to the trainer: Trainer(model, loss, optimizer, {setting}=…)"
                )
        return method(self, data, *args, **settings)

    return call
