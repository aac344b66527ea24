"""Tables from CSV files."""

from ..autograd.tensor import Tensor
from ..errors import ArgumentError, DTypeError
from .column import MISSING, Reading
from .csv_error import CSVError, EmptyTableError
from .encoder import learn_encoder
from .sheet import read_sheet
from .table import Table

POLICIES = ("error", "drop", "mean")


def from_csv(path, target=None, *, features=None, drop=(), task=None, categorical=(), one_hot=True, missing="error",
             missing_words=MISSING, unknown="error", like=None, delimiter=None, header=None, decimal=".",
             thousands=None, encoding="utf-8"):  # fmt: skip
    """Read a CSV file into a Table: numbers as they are, categories one-hot, and a target.

    A column is one of numbers if each cell is a number, and one of categories if none is. What cannot be read is an
    error that names the row and the column.

    Args:
        target: the name of the column to be predicted (or its place, or several); None for rows that are only read.
        features: the columns to predict from; None takes all others, without ``drop``.
        task: "classification" or "regression". None takes texts for classes and fractions for numbers, and refuses
            whole numbers, which may be either.
        categorical: columns of categories whose names are numbers, such as postcodes.
        one_hot: a feature for each category; False gives one feature, the category's number, for an embedding.
        missing: "error" refuses a missing value; "drop" leaves its row out; "mean" fills in the mean of the column, and
            ``split`` then fills in the training part's. A missing category becomes a category of its own.
        missing_words: the texts that say that a value is missing; an empty cell is among them.
        unknown: "ignore" takes a category that is new in another file for none of the known ones.
        like: a Table; the file is read exactly as the one that it came from, with its categories, means and scaler.
        delimiter, header, encoding: see ``zerodl.data.sheet.read_sheet``; by default they are found out, or UTF-8.
        decimal: what stands before decimals, "." or ",".
        thousands: what stands between thousands: ",", ".", "'" or " "; None for nothing.
    Returns: a Table; a numeric target has shape (B, M), M = 1 for one column, as a Linear layer's output has.
    Raises: CSVError; each thing that can be wrong has a kind of its own, with ``row``, ``column`` and ``value``.
    Example:
        >>> import pathlib, tempfile
        >>> file = pathlib.Path(tempfile.mkdtemp(), "people.csv")
        >>> _ = file.write_text("age,town,happy\\n31,Kyiv,yes\\n25,Quito,no\\n40,Kyiv,yes\\n")
        >>> table = from_csv(file, target="happy")
        >>> table.feature_names, table.classes, table[1][0].tolist()
        (['age', 'town=Kyiv', 'town=Quito'], ['no', 'yes'], [25.0, 0.0, 1.0])
        >>> table.encode({"age": 50, "town": "Kyiv"})
        tensor([[50.,  1.,  0.]])
    """
    if like is not None and like.encoder is None:
        raise ArgumentError("from_csv: like must be a table that was read from a CSV file")
    if like is not None and (target is not None or features is not None):
        raise ArgumentError("from_csv: like says what the target and the features are; leave them out")
    if missing not in POLICIES:
        raise ArgumentError(f"from_csv: missing must be 'error', 'drop' or 'mean', got {missing!r}")
    if unknown not in ("error", "ignore"):
        raise ArgumentError(f"from_csv: unknown must be 'error' or 'ignore', got {unknown!r}")
    if decimal not in (".", ","):
        raise ArgumentError(f"from_csv: decimal must be '.' or ',', got {decimal!r}")
    if thousands not in (None, *"., '") or thousands == decimal:
        raise ArgumentError(
            f"from_csv: thousands must be None, ',', '.', ' ' or \"'\", and not what decimal is, {decimal!r}; "
            f"got {thousands!r}"
        )
    sheet = read_sheet(path, delimiter, header, encoding)
    if like is not None:
        return _table(sheet, like.encoder, like.scaler)
    targets = [sheet.place(name) for name in _listed("target", target)]
    dropped = {sheet.place(name) for name in _listed("drop", drop)} | set(targets)
    if features is None:
        chosen = [place for place in range(len(sheet.names)) if place not in dropped]
    else:
        chosen = [sheet.place(name) for name in _listed("features", features)]
    if features is None and (unnamed := [place for place in chosen if not sheet.names[place]]):
        raise CSVError(
            path, f"column {unnamed[0] + 1} has no name, as a column of row numbers that a program wrote; leave it "
            f"out: drop=[{unnamed[0]}], or give it a name", line=1
        )  # fmt: skip
    if not chosen or set(chosen) & set(targets):
        raise ArgumentError(
            f"from_csv: {'no column is left to predict from' if not chosen else 'the target is among the features'}; "
            f"the columns are {', '.join(sheet.names)}"
        )
    encoder = learn_encoder(
        sheet, chosen, targets, Reading([*_listed("missing_words", missing_words), ""], decimal, thousands), task,
        missing,
        categorical=[sheet.place(name) for name in _listed("categorical", categorical)], one_hot=one_hot,
        ignore_unknown=unknown == "ignore",
    )  # fmt: skip
    return _table(sheet, encoder)


def _table(sheet, encoder, scaler=None):
    known = encoder.known_rows(sheet)
    if not known.rows:
        raise EmptyTableError(sheet.path, "in every row some value is missing")
    features, missing = encoder.features(known)
    target = encoder.target(known)
    table = Table(
        Tensor(features), None if target is None else Tensor(target), encoder.feature_names, encoder.targets,
        encoder.classes, encoder.numeric, encoder, missing,
    )  # fmt: skip
    return table if scaler is None else table.scaled_by(scaler)


def _listed(what, names):
    """One name, or several, as a list."""
    if names is None:
        return []
    if isinstance(names, (str, int)):
        return [names]
    if not all(isinstance(name, (str, int)) for name in names):
        raise DTypeError(f"from_csv: {what} must be a name or a list of names, got {names!r}")
    return list(names)
