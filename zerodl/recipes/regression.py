"""A network learns to predict a number from the other columns of a CSV file.

    zerodl train regression houses.csv --target price
    zerodl train regression                             scikit-learn's diabetes data, written to a CSV file first

Three fifths of the rows are learnt from, a fifth chooses the epoch (early stopping), and the last fifth, which plays no
part before, says how well it went. It also runs as ``python -m zerodl.recipes.regression``.
"""

import sys
from pathlib import Path

import numpy as np
from threadpoolctl import threadpool_limits

from .. import nn
from ..data.bundled import load_diabetes
from ..data.csv import from_csv
from ..data.scaler import StandardScaler
from ..errors import ArgumentError
from ..metrics import mean_absolute_error, r2_score, root_mean_squared_error
from ..random import manual_seed
from ..train import EarlyStopping, Trainer
from ..viz.prediction import draw_regression
from .command import add_training, run_alone, share, whole_number
from .output import add_out, make_folder, save_figure, save_network, save_text, undisturbed
from .table_option import add_table, in_options, settings_of


def make_model(features, hidden=64, dropout=0.2):
    """Two hidden layers of ReLUs with dropout, and one number out."""
    return nn.Sequential(
        nn.Linear(features, hidden), nn.ReLU(), nn.Dropout(dropout),
        nn.Linear(hidden, hidden), nn.ReLU(), nn.Dropout(dropout),
        nn.Linear(hidden, 1),
    )  # fmt: skip


def split(table, seed=0):
    """(training, validation, test): 60, 20 and 20 % of a table's rows, standardised by the training part."""
    rest, test = table.split(0.2, seed)
    training, validation = rest.split(0.25, seed)
    return training.standardised(validation, test)


def train(training, validation, epochs=200, batch_size=32, lr=1e-3, hidden=64, dropout=0.2, patience=20, quiet=True):
    """(trainer, scaler of the target, early stopping), after a training on tables that are standardised.

    The target is standardised too, so that one learning rate suits prices and percentages.
    """
    scaler = StandardScaler().fit(training.target)
    stopping = EarlyStopping(patience=patience)
    model = make_model(training.features.shape[1], hidden, dropout)
    trainer = Trainer(model, "mse", "adam", metrics="mae", lr=lr, callbacks=[stopping])
    data, held_out = ((part.features, scaler.transform(part.target)) for part in (training, validation))
    trainer.fit(data, epochs, held_out, batch_size=batch_size, verbose=not quiet)
    return trainer, scaler, stopping


# --- the command ------------------------------------------------------------------------------------------------------


def add_arguments(parser):
    """What may be said on the command line."""
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE.csv", help="the table; its first line has names")
    parser.add_argument("--target", metavar="COLUMN", help="the column of numbers to predict")
    add_table(parser)
    add_training(parser, epochs=200, batch_size=32, lr=1e-3)
    parser.add_argument("--hidden", type=whole_number(1), default=64, help="units in each hidden layer (64)")
    parser.add_argument("--dropout", type=share, default=0.2, help="the share of units left out at each step (0.2)")
    parser.add_argument("--patience", type=whole_number(0), default=20, help="epochs without a better one (20)")
    add_out(parser)


def run(args):
    """Read the table, train, say how well the test rows are predicted, and save picture and network."""
    if args.file is not None and args.target is None:
        raise ArgumentError("--target: name the column to predict, as in --target price")
    make_folder(args.out)
    file, target = (args.file, args.target) if args.file else (write_diabetes(args.out), args.target or "progression")
    try:
        with in_options():
            table = from_csv(file, target, task="regression", **settings_of(args))
    except (FileNotFoundError, IsADirectoryError, PermissionError) as cause:
        raise ArgumentError(f"cannot read {file}: {cause.strerror}; check the name") from cause
    training, validation, test = split(table, args.seed)
    manual_seed(args.seed)
    settings = {name: getattr(args, name) for name in ("epochs", "batch_size", "lr", "hidden", "dropout", "patience")}
    with threadpool_limits(1):
        trainer, scaler, stopping = train(training, validation, quiet=args.quiet, **settings)
    if not len(trainer.history):
        print("stopped before the first epoch was over")
        return 130
    predicted = scaler.inverse_transform(trainer.predict(test.features))
    best = stopping.best_epoch
    print(f"{len(training)} rows learnt from, {len(validation)} chose epoch {best} of {len(trainer.history)}")
    print(score(predicted, test.target, training.target, target))
    with undisturbed():
        name = args.out / file.stem
        curves = trainer.history.epochs, trainer.history.history
        figure = draw_regression(*curves, best, target, test.target.numpy(), predicted.numpy())
        print(f"curves: {save_figure(figure, name.with_suffix('.png'))}")
        print(f"network: {save_network(name.with_suffix('.safetensors'), model=trainer.model, target=scaler)}")
    return 130 if trainer.stop_reason == "Ctrl-C" else 0


def write_diabetes(folder):
    """scikit-learn's diabetes data as a CSV file in a folder; where it is."""
    table = load_diabetes()
    rows = np.concatenate([table.features.numpy(), table.target.numpy()], axis=1)
    lines = [",".join([*table.feature_names, *table.target_names])]
    lines += [",".join(f"{value:g}" for value in row) for row in rows]
    return save_text(folder / "diabetes.csv", "\n".join(lines) + "\n")


def score(predicted, target, learnt, name):
    """One line on the errors on the test rows, beside those of always saying the mean of the rows learnt from."""
    mean = np.full(target.shape, learnt.numpy().mean(), dtype=np.float64)
    mae, always = mean_absolute_error(predicted, target), mean_absolute_error(mean, target)
    rmse, r2 = root_mean_squared_error(predicted, target), r2_score(predicted, target)
    return (
        f"{len(target)} test rows: mean absolute error {mae:.4g} (always the mean: {always:.4g}), "
        f"RMSE {rmse:.4g}, R² {r2:.2f}, of {name}"
    )


if __name__ == "__main__":
    sys.exit(run_alone("regression", __doc__.splitlines()[0], add_arguments, run))
