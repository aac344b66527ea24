"""A CSV file as rows of cells, before anybody asks what is in them."""

import csv
import io
import itertools
import math
from pathlib import Path

from ..errors import ArgumentError
from .csv_error import (
    CSVError,
    DuplicateColumnError,
    EmptyTableError,
    EncodingError,
    MissingColumnError,
    QuoteError,
    RaggedRowError,
    near,
)

DELIMITERS = (",", ";", "\t", "|")
SAMPLE = 30  # rows that the delimiter is guessed from


class Sheet:
    """The cells of a file: names of the columns, rows of texts without spaces around them, and the line of each row."""

    def __init__(self, path, names, rows, lines):
        self.path, self.names, self.rows, self.lines = path, names, rows, lines

    def place(self, name):
        """Where a column stands, by its name, or its number if it has no such name."""
        if name in self.names:
            return self.names.index(name)
        if isinstance(name, int) and not isinstance(name, bool) and -len(self.names) <= name < len(self.names):
            return name % len(self.names)
        raise MissingColumnError(self.path, f"there is no such column{near(name, self.names)}", column=name)

    def column(self, place):
        """One column's cells."""
        return Cells(self.path, self.names[place], [row[place] for row in self.rows], self.lines)

    def without(self, dropped):
        """The sheet without some rows: whether each is dropped (B,)."""
        kept = [i for i, gone in enumerate(dropped) if not gone]
        return Sheet(self.path, self.names, [self.rows[i] for i in kept], [self.lines[i] for i in kept])


class Cells:
    """The cells of one column, and what to say of one that is wrong.

    Args: lines: for each cell its row and line in the file; None for rows that come from no file.
    """

    def __init__(self, path, name, values, lines=None):
        self.path, self.name, self.values, self.lines = path, name, values, lines

    def error(self, kind, i, says):
        """An exception that says where cell i stands."""
        row, line = self.lines[i] if self.lines else (i + 1, None)
        return kind(self.path, says, row=row, line=line, column=self.name, value=self.values[i])


def read_sheet(path, delimiter=None, header=None, encoding="utf-8"):
    """Read a CSV file; Python's csv module does the reading.

    Args:
        delimiter: what stands between cells; None finds out which of comma, semicolon, tab and | it is.
        header: whether the first row has the columns' names; without, they are "0", "1", … None takes it as names, but
            refuses a first row in which there are numbers.
        encoding: of the text; a byte order mark at the start is no part of it.
    """
    text = _text(path, encoding)
    if delimiter is None:
        delimiter = sniffed(text)
    elif not isinstance(delimiter, str) or len(delimiter) != 1:
        raise ArgumentError(f"from_csv: delimiter must be one character, got {delimiter!r}")
    table = _rows(path, text, delimiter)
    if not table:
        raise EmptyTableError(path, "the file is empty")
    names = [str(i) for i in range(len(table[0][1]))]
    if header is not False:
        line, names = table.pop(0)
        if header is None and any(map(_is_number, names)):
            raise CSVError(
                path, f"the first row is {', '.join(names[:4])}: are these names? Pass header=True if they are, else "
                "header=False", line=line
            )  # fmt: skip
    for place, name in enumerate(names):
        if name in names[:place]:
            first = names.index(name)
            raise DuplicateColumnError(path, f"columns {first + 1} and {place + 1} have the same name", column=name)
    if not table:
        raise EmptyTableError(path, "there is a header, and no row below it")
    for i, (line, row) in enumerate(table):
        if len(row) != len(names):
            raise RaggedRowError(
                path, f"expected {len(names)} cells, as in the first row, got {len(row)}: is a cell with {delimiter!r} "
                "in it not quoted?", row=i + 1, line=line
            )  # fmt: skip
    return Sheet(path, names, [row for _, row in table], [(i + 1, line) for i, (line, _) in enumerate(table)])


def sniffed(text):
    """The delimiter of a text: of those that cut its first rows into equally many cells, the one that makes most.

    Example:
        >>> sniffed('a;b' + chr(10) + '1,5;2,5')
        ';'
    """
    lines = list(itertools.islice(io.StringIO(text, newline=""), SAMPLE))
    found = {}
    for delimiter in DELIMITERS:
        try:
            counts = [len(row) for row in csv.reader(lines, delimiter=delimiter) if row]
        except csv.Error:
            continue
        if counts and counts[0] > 1:
            alike = sum(count == counts[0] for count in counts) / len(counts)
            found[delimiter] = (alike == 1, alike * counts[0])
    return max(found, key=found.get, default=",")


def _text(path, encoding):
    try:
        content = Path(path).read_bytes()
    except (FileNotFoundError, IsADirectoryError, PermissionError) as cause:
        raise type(cause)(cause.errno, f"from_csv: {cause.strerror}", str(path)) from None
    if encoding.lower().replace("-", "").replace("_", "") == "utf8":
        if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
            raise EncodingError(path, "the text is UTF-16; pass encoding='utf-16'")
        encoding = "utf-8-sig"
    try:
        return content.decode(encoding)
    except LookupError as cause:
        raise ArgumentError(f"from_csv: there is no encoding {encoding!r}") from cause
    except UnicodeDecodeError as cause:
        raise EncodingError(
            path, f"byte {content[cause.start]:#04x} is not {encoding.replace('-sig', '')} text; pass the encoding "
            "that the file was written in, often encoding='cp1252'", line=content.count(b"\n", 0, cause.start) + 1
        ) from cause  # fmt: skip


def _rows(path, text, delimiter):
    """The rows that are not blank, each as (the line it begins in, cells)."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True, strict=True)
    rows, line = [], 1
    try:
        for row in reader:
            cells = [cell.strip() for cell in row]
            if any(cells):
                rows.append((line, cells))
            line = reader.line_num + 1
    except csv.Error as cause:
        kind = QuoteError if "expected after" in str(cause) or "end of data" in str(cause) else CSVError
        says = "a quotation mark opens and does not close, or text follows it" if kind is QuoteError else str(cause)
        raise kind(path, says, line=line) from cause
    return rows


def _is_number(text):
    """Whether a text is a finite number, with a decimal point or comma."""
    try:
        return math.isfinite(float(text.replace(",", ".")))
    except ValueError:
        return False
