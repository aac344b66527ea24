"""What a column of a table holds, numbers or categories, and how it becomes features."""

import math
from numbers import Real

import numpy as np

from .csv_error import CSVError, MissingValueError, NumberExpectedError, UnknownCategoryError, near
from .numeral import hint, is_formatted, ungrouped

MISSING = ("", "?", "NA", "N/A", "n/a", "#N/A", "<NA>", "NaN", "nan", "null", "NULL")
NEARLY = 0.9  # of the texts of a column; a few others may be mistakes
MANY = 50  # as many categories, each of which has hardly two rows, are names or dates


class Reading:
    """How cells are read: which texts are missing values, what stands before decimals and between thousands."""

    def __init__(self, missing_words=MISSING, decimal=".", thousands=None):
        self.missing_words, self.decimal, self.thousands = frozenset(missing_words), decimal, thousands

    def is_missing(self, value):
        """Whether a cell, or a value of a program, says that nothing is known."""
        if isinstance(value, str):
            return value in self.missing_words
        return value is None or (isinstance(value, Real) and math.isnan(value))

    def number(self, value):
        """The finite number that a cell holds, or None."""
        if isinstance(value, str):
            if self.thousands is not None and (value := ungrouped(value, self.thousands, self.decimal)) is None:
                return None
            if "_" in value or (self.decimal != "." and "." in value):
                return None
            value = value.replace(self.decimal, ".")
        try:
            number = float(value)
        except (TypeError, ValueError):
            return None
        return number if math.isfinite(number) else None

    def hint(self, value):
        """What to pass so that a text that looks like a number is read as one; nothing if it looks like none."""
        return hint(value, self.decimal, self.thousands)

    def seems_formatted(self, values):
        """Whether nearly all of some texts look like numbers of another format, so that they are hardly categories."""
        return sum(map(is_formatted, values)) > NEARLY * len(values)

    def numbers(self, values):
        """The numbers of many cells (B,), if each is a plain one; None if any needs a closer look."""
        try:
            if self.decimal != "." or self.thousands is not None:
                return None
            if "_" in "".join(values) or not self.missing_words.isdisjoint(values):
                return None
            numbers = np.array(list(map(float, values)))
        except (TypeError, ValueError):
            return None
        return numbers if np.all(np.isfinite(numbers)) else None


class NumberColumn:
    """Numbers as they are: one feature. Where one is missing stands ``fill``; None refuses it."""

    is_numeric = True

    def __init__(self, name, reading, fill=None):
        self.name, self.reading, self.fill = name, reading, fill

    @property
    def feature_names(self):
        """The column's own name."""
        return [self.name]

    def encode(self, cells):
        """The features of a column's cells (B, 1), and where one was missing (B, 1)."""
        missing = np.zeros((len(cells.values), 1), bool)
        if (numbers := self.reading.numbers(cells.values)) is not None:
            return numbers[:, None], missing
        values = np.empty((len(cells.values), 1))
        for i, value in enumerate(cells.values):
            number = self.reading.number(value)
            if number is None:
                if not self.reading.is_missing(value):
                    says = f"expected a number, got {value!r}{self.reading.hint(value)}"
                    raise cells.error(NumberExpectedError, i, says)
                if self.fill is None:
                    raise cells.error(MissingValueError, i, f"the value is missing ({value!r}){HOW_TO_GO_ON}")
                number, missing[i] = self.fill, True
            values[i] = number
        return values, missing


class CategoryColumn:
    """One of a few texts: a feature for each, 1 where the cell has it; or, as codes, one feature, its place."""

    is_numeric = False

    def __init__(self, name, reading, categories, one_hot=True, ignore_unknown=False):
        self.name, self.reading, self.categories = name, reading, list(categories)
        self.one_hot, self.ignore_unknown = one_hot, ignore_unknown

    @property
    def feature_names(self):
        """The column's name with each category; the column's own for codes."""
        return [f"{self.name}={c or '(missing)'}" for c in self.categories] if self.one_hot else [self.name]

    def encode(self, cells):
        """The features of a column's cells (B, F), and where one was missing: nowhere, for that is a category, too."""
        place = {category: k for k, category in enumerate(self.categories)}
        codes = np.full(len(cells.values), -1)
        for i, value in enumerate(cells.values):
            text = "" if self.reading.is_missing(value) else str(value).strip()
            if text in place:
                codes[i] = place[text]
            elif not text:
                raise cells.error(MissingValueError, i, f"the value is missing ({value!r}){HOW_TO_GO_ON}")
            elif not self.ignore_unknown:
                raise cells.error(
                    UnknownCategoryError, i, f"category {text!r} is not among those that were learnt"
                    f"{near(text, self.categories)}; unknown='ignore' takes it for none of them"
                )  # fmt: skip
        if not self.one_hot:
            return codes[:, None].astype(np.float64), np.zeros((len(codes), 1), bool)
        return (codes[:, None] == np.arange(len(place))).astype(np.float64), np.zeros((len(codes), len(place)), bool)


HOW_TO_GO_ON = "; pass missing='drop' to leave out such rows, or missing='mean' to fill in the mean"


def learn_column(cells, reading, category=False, fill=False, one_hot=True, ignore_unknown=False):
    """Find out what a column holds, from all its cells.

    It is a column of numbers if every cell is one, and of categories if none is. With some of each, nothing tells
    whether "n.a." is a category or a mistake in a number, so it is refused.

    Args: category: take it for categories, whatever is in it. fill: whether missing numbers get the mean of the others.
    """
    if not category and cells.values and (plain := reading.numbers(cells.values)) is not None:
        return NumberColumn(cells.name, reading, float(np.mean(plain)) if fill else None)
    known = [i for i, value in enumerate(cells.values) if not reading.is_missing(value)]
    numbers = [reading.number(cells.values[i]) for i in known]
    count = sum(number is not None for number in numbers)
    if not category and 0 < count < len(known):
        i = known[numbers.index(None)]
        value = cells.values[i]
        raise cells.error(
            NumberExpectedError, i,
            f"expected a number, as in {count} of {len(known)} rows, got {value!r}{reading.hint(value)}; if"
            f" the column has categories, pass categorical=[{cells.name!r}]; if {value!r} says "
            f"that nothing is known, pass missing_words=[{value!r}]"
        )  # fmt: skip
    if not known:
        says = f"no row has a value; leave the column out: drop=[{cells.name!r}]"
        raise CSVError(cells.path, says, column=cells.name)
    if count and not category:
        return NumberColumn(cells.name, reading, _mean(numbers) if fill else None)
    if not category and reading.seems_formatted(texts := [cells.values[i] for i in known]):
        i = known[[is_formatted(text) for text in texts].index(True)]
        value = cells.values[i]
        raise cells.error(
            NumberExpectedError, i, f"{value!r} looks like a number, as nearly all of the column"
            f"{reading.hint(value)}; if these are categories, pass categorical=[{cells.name!r}]"
        )  # fmt: skip
    categories = sorted({str(cells.values[i]).strip() for i in known}, key=sorted_as(reading))
    if not category and len(categories) > MANY and 2 * len(categories) > len(known):
        raise CSVError(
            cells.path, f"there are {len(categories)} different texts in {len(known)} rows, as of names or dates; "
            f"leave the column out: drop=[{cells.name!r}], or insist: categorical=[{cells.name!r}]", column=cells.name
        )  # fmt: skip
    if fill and len(known) < len(cells.values):
        categories.append("")
    return CategoryColumn(cells.name, reading, categories, one_hot, ignore_unknown)


def sorted_as(reading):
    """A key that puts numbers first, by size, and then texts, by their letters."""

    def key(text):
        number = reading.number(text)
        return (number is None, number or 0.0, text)

    return key


def _mean(numbers):
    return float(np.mean([number for number in numbers if number is not None]))
