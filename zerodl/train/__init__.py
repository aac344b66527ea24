"""Training: the loop, the Trainer that is that loop with callbacks, and the callbacks."""

from .callback import Callback, LambdaCallback
from .checkpoint import load_checkpoint, save_checkpoint
from .checkpoint_folder import CheckpointFolder
from .doctor import Doctor
from .early_stopping import EarlyStopping
from .history import History
from .loop import evaluate, train_epoch
from .lr_finder import LRSweep, find_lr
from .lr_monitor import LearningRateMonitor
from .nan_guard import NanGuard, NotFiniteError
from .progress import ProgressBar
from .saver import Checkpoint
from .trainer import Trainer

__all__ = [
    "Callback",
    "Checkpoint",
    "CheckpointFolder",
    "Doctor",
    "EarlyStopping",
    "History",
    "LRSweep",
    "LambdaCallback",
    "LearningRateMonitor",
    "NanGuard",
    "NotFiniteError",
    "ProgressBar",
    "Trainer",
    "evaluate",
    "find_lr",
    "load_checkpoint",
    "save_checkpoint",
    "train_epoch",
]
