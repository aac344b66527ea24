"""Standardising: every column to mean 0 and spread 1, by numbers that are taken from the training part alone."""

import numpy as np

from ..autograd.tensor import Tensor
from ..errors import ArgumentError, ShapeError


class StandardScaler:
    """Takes each column's mean away and divides by its standard deviation.

        (x − mean) / std

    It is fitted on the training part and then used on everything: held-out rows must not have a say in how they are
    measured. A column that is constant there is divided by 1.

    Shape: x (B, F), a tensor or an array -> the same; tensors come back as tensors, in their own dtype
    Args: columns: whether each column is scaled (F,); the others stay as they are, as those of a one-hot code should.
    Source: ``sklearn.preprocessing.StandardScaler``: the deviation is that of the whole, divided by B.
    Example:
        >>> scaler = StandardScaler().fit(np.array([[1.0, 5.0], [3.0, 5.0]]))
        >>> scaler.transform(np.array([[2.0, 6.0], [5.0, 5.0]]))
        array([[0., 1.],
               [3., 0.]])
    """

    def __init__(self, columns=None):
        self.columns = None if columns is None else np.asarray(columns, bool)
        self.mean = self.std = None

    def fit(self, x):
        """Take the means and deviations of these rows; returns the scaler itself."""
        x = np.asarray(_array(x), np.float64)
        if x.ndim != 2 or not len(x):
            raise ShapeError(f"StandardScaler: expected rows and columns (B, F), at least one row, got shape {x.shape}")
        if self.columns is not None and self.columns.shape != x.shape[1:]:
            raise ShapeError(f"StandardScaler: columns has shape {self.columns.shape}, the rows {x.shape[1:]}")
        scaled = np.ones(x.shape[1], bool) if self.columns is None else self.columns
        # a constant column is known by its values: their mean is rounded, and so the deviation may be no exact 0
        varies = scaled & (np.ptp(x, axis=0) > 0)
        self.mean = np.where(scaled, np.mean(x, axis=0), 0.0)
        self.std = np.where(varies, np.std(x, axis=0), 1.0)
        return self

    def transform(self, x):
        """Other rows, measured by what was fitted."""
        return self._changed(x, lambda rows: (rows - self.mean) / self.std)

    def inverse_transform(self, x):
        """Rows in their own units again."""
        return self._changed(x, lambda rows: rows * self.std + self.mean)

    def _changed(self, x, change):
        if self.mean is None:
            raise ArgumentError("StandardScaler: call fit with the training rows first")
        rows = _array(x)
        if rows.ndim == 0 or rows.shape[-1] != len(self.mean):
            raise ShapeError(f"StandardScaler: it was fitted on {len(self.mean)} columns, got shape {rows.shape}")
        changed = change(np.asarray(rows, np.float64))
        dtype = rows.dtype if rows.dtype.kind == "f" else np.float32
        return Tensor(changed.astype(dtype)) if isinstance(x, Tensor) else changed.astype(dtype)

    def state_dict(self):
        """What was fitted, as arrays, for a checkpoint."""
        return {"mean": self.mean, "std": self.std, "columns": self.columns}

    def load_state_dict(self, state):
        """Go on from what ``state_dict`` gave."""
        self.mean, self.std, self.columns = state["mean"], state["std"], state["columns"]


def _array(x):
    return x.numpy(force=True) if isinstance(x, Tensor) else np.asarray(x)
