"""How far predicted numbers are off, on average: MAE, MSE, RMSE, MAPE."""

import numpy as np

from .metric import measure
from .number import MeanOfErrors


def absolute_error(prediction, target):
    """The mean distance between prediction and target, output by output.

        mean over the rows of |prediction − target|

    Shape: prediction (B,) or (B, M), target the same -> a number, or (M,)
    Example:
        >>> absolute_error(np.array([[1.0, 5.0], [3.0, 5.0]]), np.array([[2.0, 5.0], [3.0, 9.0]]))
        array([0.5, 2. ])
    """
    return np.mean(np.abs(prediction - target), axis=0)


def squared_error(prediction, target):
    """The mean square of the distance between prediction and target, output by output.

    Shape: as for ``absolute_error``.
    Example:
        >>> squared_error(np.array([[1.0, 5.0], [3.0, 5.0]]), np.array([[2.0, 5.0], [3.0, 9.0]]))
        array([0.5, 8. ])
    """
    return np.mean(np.square(prediction - target), axis=0)


def relative_error(prediction, target):
    """The mean of the distance as a share of the target's size, output by output.

    A target of 0 counts as the smallest step of float64, about 2 · 10⁻¹⁶, as in scikit-learn: its share is huge.

    Shape: as for ``absolute_error``.
    Example:
        >>> relative_error(np.array([90.0, 11.0]), np.array([100.0, 10.0]))
        np.float64(0.1)
    """
    return np.mean(np.abs(prediction - target) / np.maximum(np.abs(target), np.finfo(np.float64).eps), axis=0)


class MeanAbsoluteError(MeanOfErrors):
    """The mean absolute error of many batches; see ``zerodl.metrics.mean_absolute_error``."""

    name = "mean_absolute_error"

    def error(self, prediction, target):
        return absolute_error(prediction, target)


class MeanSquaredError(MeanOfErrors):
    """The mean squared error of many batches; see ``zerodl.metrics.mean_squared_error``."""

    name = "mean_squared_error"

    def error(self, prediction, target):
        return squared_error(prediction, target)


class RootMeanSquaredError(MeanSquaredError):
    """The root of the mean squared error of many batches; see ``zerodl.metrics.root_mean_squared_error``."""

    name = "root_mean_squared_error"

    def over_outputs(self, values):
        return super().over_outputs(np.sqrt(values))


class MeanAbsolutePercentageError(MeanOfErrors):
    """The mean relative error of many batches; see ``zerodl.metrics.mean_absolute_percentage_error``."""

    name = "mean_absolute_percentage_error"

    def error(self, prediction, target):
        return relative_error(prediction, target)


def mean_absolute_error(prediction, target, multioutput="uniform_average"):
    """The mean of |prediction − target|, in the unit of the target.

    Shape: prediction (B,) or (B, M), target the same
    Args: multioutput: with several outputs, "uniform_average" is the mean of their values, "raw_values" an array of
        them; or weights (M,) for the mean.
    Raises: ShapeError if the shapes differ; nothing is broadcast. ArgumentError for NaN, or if there is nothing.
    Source: ``sklearn.metrics.mean_absolute_error``.
    Example:
        >>> mean_absolute_error([3.0, 5.0], [2.0, 7.0])
        1.5
    """
    return measure(MeanAbsoluteError(multioutput), prediction, target)


def mean_squared_error(prediction, target, multioutput="uniform_average"):
    """The mean of (prediction − target)²; one large error weighs more than many small ones.

    Args: as for ``zerodl.metrics.mean_absolute_error``.
    Source: ``sklearn.metrics.mean_squared_error``.
    Example:
        >>> mean_squared_error([3.0, 5.0], [2.0, 7.0])
        2.5
    """
    return measure(MeanSquaredError(multioutput), prediction, target)


def root_mean_squared_error(prediction, target, multioutput="uniform_average"):
    """The root of the mean of (prediction − target)², which has the unit of the target again.

    Several outputs have a root each, and "uniform_average" is the mean of the roots.

    Args: as for ``zerodl.metrics.mean_absolute_error``.
    Source: ``sklearn.metrics.root_mean_squared_error``.
    Example:
        >>> root_mean_squared_error([3.0, 3.0], [2.0, 10.0])
        5.0
    """
    return measure(RootMeanSquaredError(multioutput), prediction, target)


def mean_absolute_percentage_error(prediction, target, multioutput="uniform_average"):
    """The mean of |prediction − target| / |target|, as a share: 0.1 is ten percent.

    Targets near 0 make it huge, and too low predictions cost at most 1, too high ones any amount.

    Args: as for ``zerodl.metrics.mean_absolute_error``.
    Source: ``sklearn.metrics.mean_absolute_percentage_error``.
    Example:
        >>> mean_absolute_percentage_error([90.0, 11.0], [100.0, 10.0])
        0.1
    """
    return measure(MeanAbsolutePercentageError(multioutput), prediction, target)
