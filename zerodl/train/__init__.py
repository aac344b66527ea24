"""Training: the loop, the Trainer that is that loop with callbacks, and the callbacks."""

from .callback import Callback, LambdaCallback
from .early_stopping import EarlyStopping
from .history import History
from .loop import evaluate, train_epoch
from .lr_finder import LRSweep, find_lr
from .nan_guard import NanGuard, NotFiniteError
from .progress import ProgressBar
from .trainer import Trainer

__all__ = [
    "Callback",
    "EarlyStopping",
    "History",
    "LRSweep",
    "LambdaCallback",
    "NanGuard",
    "NotFiniteError",
    "ProgressBar",
    "Trainer",
    "evaluate",
    "find_lr",
    "train_epoch",
]
