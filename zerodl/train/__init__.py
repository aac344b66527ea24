"""Training: the loop, the Trainer that is that loop with callbacks, and the callbacks."""

from .callback import Callback, LambdaCallback
from .early_stopping import EarlyStopping
from .history import History
from .loop import evaluate, train_epoch
from .nan_guard import NanGuard, NotFiniteError
from .progress import ProgressBar
from .trainer import Trainer

__all__ = [
    "Callback",
    "EarlyStopping",
    "History",
    "LambdaCallback",
    "NanGuard",
    "NotFiniteError",
    "ProgressBar",
    "Trainer",
    "evaluate",
    "train_epoch",
]
