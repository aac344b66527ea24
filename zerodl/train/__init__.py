"""Training: the loop, the Trainer that is that loop with callbacks, and the callbacks."""

from .callback import Callback, LambdaCallback
from .checkpoint import load_checkpoint, save_checkpoint
from .checkpoint_folder import CheckpointFolder
from .doctor import Doctor
from .early_stopping import EarlyStopping
from .history import History
from .live_plot import LivePlot
from .loop import evaluate, train_epoch
from .lr_finder import LRSweep, find_lr
from .lr_monitor import LearningRateMonitor
from .nan_guard import NanGuard, NotFiniteError
from .progress import ProgressBar
from .saver import Checkpoint
from .tensorboard_writer import TensorBoardWriter
from .trainer import Trainer
from .wandb_writer import WandbWriter

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
    "LivePlot",
    "NanGuard",
    "NotFiniteError",
    "ProgressBar",
    "TensorBoardWriter",
    "Trainer",
    "WandbWriter",
    "evaluate",
    "find_lr",
    "load_checkpoint",
    "save_checkpoint",
    "train_epoch",
]
