"""From cells to features and targets, learnt from one file and then the same for any other."""

import copy

import numpy as np

from ..errors import ArgumentError, DTypeError
from .column import NumberColumn, learn_column, sorted_as
from .csv_error import CSVError, MissingColumnError, MissingValueError, NumberExpectedError, UnknownCategoryError, near
from .numeral import is_formatted
from .sheet import Cells

TASKS = ("classification", "regression", None)


class Encoder:
    """What the columns of a table hold: those that become features, and the targets.

    Args: columns: a NumberColumn or CategoryColumn each. targets: names. classes: of the target, None for numbers.
    """

    def __init__(self, columns, targets, classes, reading, drops_missing):
        self.columns, self.targets, self.classes = columns, targets, classes
        self.reading, self.drops_missing = reading, drops_missing

    @property
    def feature_names(self):
        """The names of all features."""
        return [name for column in self.columns for name in column.feature_names]

    @property
    def numeric(self):
        """For each feature, whether it is a measured number."""
        return np.array([column.is_numeric for column in self.columns for _ in column.feature_names], bool)

    def known_rows(self, sheet):
        """The sheet without rows in which a value is missing, if such are to be dropped."""
        if not self.drops_missing:
            return sheet
        places = [sheet.place(name) for name in [c.name for c in self.columns] + self.targets if name in sheet.names]
        return sheet.without([any(self.reading.is_missing(row[p]) for p in places) for row in sheet.rows])

    def features(self, sheet):
        """The features of a sheet's rows (B, F) as float32, and where one was missing (B, F)."""
        return self._joined(sheet.column(sheet.place(column.name)) for column in self.columns)

    def features_of(self, rows):
        """The features (B, F) of rows that are dictionaries from column names to values."""
        for i, row in enumerate(rows):
            if not isinstance(row, dict):
                raise DTypeError(f"encode: expected dictionaries from column names to values, got {row!r}")
            for column in self.columns:
                if column.name not in row:
                    says = f"there is no such column{near(column.name, [str(name) for name in row])}"
                    raise MissingColumnError("encode", says, row=i + 1, column=column.name)
        return self._joined(Cells("encode", c.name, [row[c.name] for row in rows]) for c in self.columns)[0]

    def _joined(self, columns):
        parts = [column.encode(cells) for column, cells in zip(self.columns, columns)]
        features, missing = (np.concatenate(part, axis=1) for part in zip(*parts))
        return features.astype(np.float32), missing

    def target(self, sheet):
        """The target: class numbers (B,), or numbers (B, M); None if the sheet has none of its columns."""
        if not any(name in sheet.names for name in self.targets):
            return None
        columns = [sheet.column(sheet.place(name)) for name in self.targets]
        for cells in columns:
            for i, value in enumerate(cells.values):
                if self.reading.is_missing(value):
                    raise cells.error(MissingValueError, i, "the target is missing; missing='drop' leaves the row out")
        if self.classes is None:
            numbers = [NumberColumn(cells.name, self.reading).encode(cells)[0] for cells in columns]
            return np.concatenate(numbers, axis=1).astype(np.float32)
        (cells,) = columns
        place = {name: k for k, name in enumerate(self.classes)}
        for i, value in enumerate(cells.values):
            if value not in place:
                raise cells.error(UnknownCategoryError, i, f"class {value!r} is unknown{near(value, self.classes)}")
        return np.array([place[value] for value in cells.values], np.int64)

    def filling_with(self, means):
        """A copy that fills in these means (F,) where a number is missing; NaN keeps what was filled in before."""
        other, f = copy.copy(self), 0
        other.columns = [copy.copy(column) for column in self.columns]
        for column in other.columns:
            if column.is_numeric and column.fill is not None and not np.isnan(means[f]):
                column.fill = float(means[f])
            f += len(column.feature_names)
        return other


def learn_encoder(sheet, features, targets, reading, task=None, missing="error", **settings):
    """Learn an Encoder from a sheet.

    Args: features, targets: places of columns. categorical: places of columns to be taken for categories. one_hot,
        ignore_unknown: see CategoryColumn.
    """
    categorical = settings.pop("categorical", ())
    names = [sheet.names[place] for place in targets]
    draft = Encoder([NumberColumn(sheet.names[p], reading) for p in features], names, None, reading, missing == "drop")
    sheet = draft.known_rows(sheet)
    if not sheet.rows:
        raise CSVError(sheet.path, "in every row some value is missing, so missing='drop' leaves none")
    columns = [
        learn_column(sheet.column(p), reading, p in categorical, missing == "mean", **settings)
        for p in features
    ]
    return Encoder(columns, names, _classes(sheet, targets, reading, task), reading, missing == "drop")


def _classes(sheet, targets, reading, task):
    """The names of the target's classes in order; None if it is to be predicted as a number."""
    if task not in TASKS:
        raise ArgumentError(f"from_csv: task must be 'classification', 'regression' or None, got {task!r}")
    if not targets or task == "regression":
        return None
    if len(targets) > 1:
        if task == "classification":
            raise ArgumentError(f"from_csv: a class is one column, got {len(targets)} targets")
        return None
    cells = sheet.column(targets[0])
    known = [i for i, value in enumerate(cells.values) if not reading.is_missing(value)]
    found = sorted({cells.values[i] for i in known}, key=sorted_as(reading))
    if task == "classification":
        return found
    numbers = [reading.number(cells.values[i]) for i in known]
    count = sum(number is not None for number in numbers)
    if not count:
        if reading.seems_formatted(texts := [cells.values[i] for i in known]):
            i = known[[is_formatted(text) for text in texts].index(True)]
            value = cells.values[i]
            raise cells.error(
                NumberExpectedError, i, f"{value!r} looks like a number, as nearly all of the target"
                f"{reading.hint(value)}; if these are classes, pass task='classification'"
            )  # fmt: skip
        return found
    if count < len(known):
        i = known[numbers.index(None)]
        raise cells.error(
            NumberExpectedError, i, f"expected a number, as in {count} of {len(known)} rows, got {cells.values[i]!r}"
            f"{reading.hint(cells.values[i])}; if these are classes, pass task='classification'"
        )  # fmt: skip
    if all(number == int(number) for number in numbers):
        raise CSVError(
            sheet.path, f"the target has {len(found)} different whole numbers, which may be classes or amounts; pass "
            "task='classification' or task='regression'", column=cells.name
        )  # fmt: skip
    return None
