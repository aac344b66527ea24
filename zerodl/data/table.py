"""A table: rows of features with names, and what is to be predicted of them."""

import copy

import numpy as np

from ..autograd.tensor import Tensor
from ..errors import ArgumentError
from .dataset import TensorDataset
from .scaler import StandardScaler


class Table(TensorDataset):
    """A dataset of rows: features (F,) and a target, or features alone.

    Attributes:
        features: tensor (B, F). target: tensor (B,) of class numbers, or (B, M) of numbers to predict; None without.
        feature_names: F names. target_names: M names, or one. classes: the name of each class; None for numbers.
        numeric: for each feature whether it is a measured number (F,), not a code for a category.
        scaler: the StandardScaler that the features have been through, or None.
        encoder: what made the features of the cells of a file, or None.
        missing: where a feature was missing and has been filled in with its mean (B, F).
    Example:
        >>> from zerodl.data import load_wine
        >>> training, held_out = load_wine().split(0.25)
        >>> len(training), len(held_out), training.classes, training.feature_names[:2]
        (134, 44, ['class_0', 'class_1', 'class_2'], ['alcohol', 'malic_acid'])
    """

    def __init__(self, features, target, feature_names, target_names=(), classes=None, numeric=None, encoder=None,
                 missing=None):  # fmt: skip
        super().__init__(*((features,) if target is None else (features, target)))
        self.feature_names, self.target_names = list(feature_names), list(target_names)
        self.classes = None if classes is None else list(classes)
        self.numeric = np.ones(self.features.shape[1], bool) if numeric is None else np.asarray(numeric, bool)
        self.missing = np.zeros(self.features.shape, bool) if missing is None else missing
        self.encoder = encoder
        self.scaler = None

    @property
    def fixed(self):
        """Whether items are only read: they are."""
        return True

    @property
    def features(self):
        """The features of all rows (B, F)."""
        return self.tensors[0]

    @property
    def target(self):
        """The target of all rows, or None."""
        return self.tensors[1] if len(self.tensors) > 1 else None

    def split(self, held_out=0.2, seed=0, standardise=False):
        """Two tables: rows to train on, and rows that are held out to measure how well it went.

        With classes, each has its share in both parts. Features that were missing are filled in again, with the means
        of the training part.

        Args:
            held_out: the share of the rows, or their number.
            seed: of the shuffling; a seed's split never changes, for NumPy promises the numbers of RandomState.
            standardise: standardise both parts, by the training part.
        """
        rows = self._held_out_rows(held_out, seed)
        training, other = self.rows(~rows), self.rows(rows)
        if np.any(self.missing):
            means = training._known_means()
            training, other = training._filled(means), other._filled(means)
        return training.standardised(other) if standardise else (training, other)

    def _held_out_rows(self, held_out, seed):
        n = len(self)
        count = held_out if isinstance(held_out, (int, np.integer)) else round(held_out * n)
        if isinstance(held_out, bool) or not 0 < count < n:
            raise ArgumentError(f"split: held_out={held_out!r} of {n} rows leaves one part empty")
        order = np.random.RandomState(seed).permutation(n)
        if self.classes is not None:
            order = order[np.argsort(self.target.numpy()[order], kind="stable")]
        rows = np.zeros(n, bool)
        rows[order[(np.arange(count) * n + n // 2) // count]] = True  # evenly spread, so each class gives its share
        return rows

    def rows(self, which):
        """A table of some of the rows: positions, or whether each is taken (B,)."""
        which = np.flatnonzero(which) if np.asarray(which).dtype == bool else np.asarray(which)
        return self._with(*(Tensor(t.numpy()[which]) for t in self.tensors), missing=self.missing[which])

    def standardised(self, *others):
        """This table and others, each numeric feature at mean 0 and spread 1 by the rows of this table.

        Returns: as many tables, each with the ``scaler``; one table if there are no others.
        """
        if self.scaler is not None:
            raise ArgumentError("standardised: this table is standardised already")
        scaler = StandardScaler(self.numeric).fit(self.features)
        tables = tuple(table.scaled_by(scaler) for table in (self, *others))
        return tables if others else tables[0]

    def scaled_by(self, scaler):
        """This table with its features put through a scaler that is fitted."""
        table = self._with(scaler.transform(self.features), *self.tensors[1:])
        table.scaler = scaler
        return table

    @property
    def categories(self):
        """The categories of each column that has some, by the column's name."""
        columns = [] if self.encoder is None else self.encoder.columns
        return {column.name: column.categories for column in columns if not column.is_numeric}

    def encode(self, rows):
        """The features of new rows, as this table's: the same categories, the same filling in, the same scaler.

        Args: rows: a dictionary from column names to values, or a list of them.
        Returns: a tensor (B, F).
        """
        if self.encoder is None:
            raise ArgumentError("encode: this table was not read from cells; pass numbers through its scaler instead")
        x = Tensor(self.encoder.features_of([rows] if isinstance(rows, dict) else rows))
        return x if self.scaler is None else self.scaler.transform(x)

    def _with(self, *tensors, missing=None):
        """A copy with other tensors."""
        other = copy.copy(self)
        other.tensors = tensors
        if missing is not None:
            other.missing = missing
        return other

    def _known_means(self):
        """The mean of each feature over the rows in which it was not missing; NaN if there are none."""
        x, known = self.features.numpy().astype(np.float64), ~self.missing
        count = np.sum(known, axis=0)
        return np.where(count > 0, np.sum(np.where(known, x, 0), axis=0) / np.maximum(count, 1), np.nan)

    def _filled(self, means):
        """A copy whose missing features have these means; where a mean is NaN, the value stays that was there."""
        x = self.features.numpy()
        filled = np.where(self.missing & ~np.isnan(means), means, x).astype(x.dtype)
        other = self._with(Tensor(filled), *self.tensors[1:])
        if self.encoder is not None:
            other.encoder = self.encoder.filling_with(means)
        return other

    def __repr__(self):
        target = ", ".join(self.target_names) or "nothing"
        of = f"one of {len(self.classes)} classes" if self.classes is not None else "numbers"
        what = f"{target} ({of})" if self.target is not None else "no target"
        return f"Table of {len(self)} rows, {len(self.feature_names)} features, {what}"
