"""What can be wrong with a CSV file, each with its own exception, and where."""

import difflib

from ..errors import FileError


class CSVError(FileError):
    """Something in a CSV file is not as expected; the message says where.

    Attributes: path, row (counted from 1, below the header), line (as an editor counts), column (its name) and value,
        as far as they are known, else None.
    """

    def __init__(self, path, says, row=None, line=None, column=None, value=None):
        where = [f"row {row}" if row is not None else "", f"line {line}" if line is not None and row is None else ""]
        where[0] += f" (line {line})" if row is not None and line is not None else ""
        where.append(f"column {column!r}" if column is not None else "")
        super().__init__(": ".join(filter(None, [str(path), ", ".join(filter(None, where)), says])))
        self.path, self.row, self.line, self.column, self.value = path, row, line, column, value


class EmptyTableError(CSVError):
    """The file has no rows."""


class EncodingError(CSVError):
    """The file's bytes are not text in the encoding that was asked for."""


class RaggedRowError(CSVError):
    """A row has more or fewer cells than the header."""


class QuoteError(CSVError):
    """A quotation mark opens and does not close, or something stands after it."""


class DuplicateColumnError(CSVError):
    """Two columns have one name."""


class MissingColumnError(CSVError):
    """A column that was asked for is not there."""


class MissingValueError(CSVError):
    """A cell is empty, or says that its value is not known."""


class NumberExpectedError(CSVError):
    """A cell in a column of numbers is no number."""


class UnknownCategoryError(CSVError):
    """A cell has a category that the table which made the encoding did not have."""


def near(name, names):
    """Which of the names somebody may have meant: "; did you mean 'age'?", or a list of all of them.

    Example:
        >>> near("agee", ["age", "height"])
        "; did you mean 'age'?"
        >>> near("x", ["age", "height"])
        "; there are 'age', 'height'"
    """
    close = difflib.get_close_matches(str(name), [str(n) for n in names], n=3, cutoff=0.6)
    close = close or [n for n in names if str(n).lower() == str(name).lower()]
    if close:
        return f"; did you mean {' or '.join(map(repr, close))}?"
    shown = ", ".join(map(repr, names[:20])) + (f" and {len(names) - 20} more" if len(names) > 20 else "")
    return f"; there are {shown}"
