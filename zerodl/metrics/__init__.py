"""How good predictions are: each metric as a function, and as a class that gathers batches."""

from .accuracy import Accuracy, accuracy
from .collection import MetricCollection
from .confusion import BalancedAccuracy, ConfusionMatrix, balanced_accuracy, confusion_matrix
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

__all__ = [
    "Accuracy", "BalancedAccuracy", "ConfusionMatrix", "ExplainedVariance", "F1Score", "FBetaScore", "Mean",
    "MeanAbsoluteError", "MeanAbsolutePercentageError", "MeanSquaredError", "Metric", "MetricCollection", "Precision",
    "R2Score", "Recall", "RootMeanSquaredError", "accuracy", "balanced_accuracy", "confusion_matrix",
    "explained_variance", "f1_score", "fbeta_score", "mean_absolute_error", "mean_absolute_percentage_error",
    "mean_squared_error", "precision", "precision_recall_f1", "r2_score", "recall", "root_mean_squared_error",
]  # fmt: skip
