"""How good predictions are: each metric as a function, and as a class that gathers batches."""

from .accuracy import Accuracy, accuracy
from .average_precision import AveragePrecision, average_precision, precision_recall_curve
from .collection import MetricCollection
from .confusion import BalancedAccuracy, ConfusionMatrix, balanced_accuracy, confusion_matrix
from .cost import LogLoss, Perplexity, log_loss, perplexity
from .error import (
    MeanAbsoluteError,
    MeanAbsolutePercentageError,
    MeanSquaredError,
    RootMeanSquaredError,
    mean_absolute_error,
    mean_absolute_percentage_error,
    mean_squared_error,
    root_mean_squared_error,
)
from .mean import Mean
from .metric import Metric
from .precision import (
    F1Score,
    FBetaScore,
    Precision,
    Recall,
    f1_score,
    fbeta_score,
    precision,
    precision_recall_f1,
    recall,
)
from .r2 import ExplainedVariance, R2Score, explained_variance, r2_score
from .roc import ROCAUC, roc_auc, roc_curve
from .top_k import TopKAccuracy, top_k_accuracy

__all__ = [
    "Accuracy", "AveragePrecision", "BalancedAccuracy", "ConfusionMatrix", "ExplainedVariance", "F1Score",
    "FBetaScore", "LogLoss", "Mean", "MeanAbsoluteError", "MeanAbsolutePercentageError", "MeanSquaredError",
    "Metric", "MetricCollection", "Perplexity", "Precision", "R2Score", "ROCAUC", "Recall", "RootMeanSquaredError",
    "TopKAccuracy", "accuracy", "average_precision", "balanced_accuracy", "confusion_matrix", "explained_variance",
    "f1_score", "fbeta_score", "log_loss", "mean_absolute_error", "mean_absolute_percentage_error",
    "mean_squared_error", "perplexity", "precision", "precision_recall_curve", "precision_recall_f1", "r2_score",
    "recall", "roc_auc", "roc_curve", "root_mean_squared_error", "top_k_accuracy",
]  # fmt: skip
