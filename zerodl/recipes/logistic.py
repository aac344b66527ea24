"""Logistic regression tells malignant lumps from benign ones.

    zerodl train logistic               scikit-learn's breast-cancer data: 569 lumps, 30 measurements of each

One linear layer gives the logarithm of the odds, log p / (1 − p), that a lump is benign; a fifth of the lumps is held
out. It also runs as ``python -m zerodl.recipes.logistic``.
"""

import sys

import numpy as np
from threadpoolctl import threadpool_limits

from .. import nn, optim
from ..data.bundled import load_breast_cancer
from ..metrics import accuracy, confusion_matrix, roc_auc
from ..random import manual_seed
from ..train import Trainer
from ..viz.prediction import draw_odds
from .command import add_training, run_alone, share
from .output import add_out, make_folder, save_figure, save_network, undisturbed


def train(training, held_out, epochs=40, batch_size=32, lr=0.01, decay=0.1, quiet=True):
    """A Trainer that has fitted one linear layer to two tables that are standardised.

    Args: decay: how strongly large weights are drawn towards 0; without, separable classes drive them up for ever.
    """
    model = nn.Linear(training.features.shape[1], 1)
    trainer = Trainer(
        model, "bce_with_logits", lambda p: optim.AdamW(p, lr=lr, weight_decay=decay), metrics={"accuracy": right}
    )
    data, held_out = ((part.features, part.target.float()[:, None]) for part in (training, held_out))
    trainer.fit(data, epochs, held_out, batch_size=batch_size, verbose=not quiet)
    return trainer


def right(logits, target):
    """The share of rows whose odds lie on the right side of even."""
    return ((logits > 0).float() == target).float().mean().item()


# --- the command ------------------------------------------------------------------------------------------------------


def add_arguments(parser):
    """What may be said on the command line."""
    add_training(parser, epochs=40, batch_size=32, lr=0.01)
    parser.add_argument("--decay", type=share, default=0.1, help="weight decay (0.1)")
    add_out(parser)


def run(args):
    """Fit it, say how well the held-out lumps are told apart and by which measurements, and save picture and model."""
    make_folder(args.out)
    table = load_breast_cancer()
    training, held_out = table.split(0.2, args.seed, standardise=True)
    manual_seed(args.seed)
    with threadpool_limits(1):
        trainer = train(training, held_out, args.epochs, args.batch_size, args.lr, args.decay, args.quiet)
    if not len(trainer.history):
        print("stopped before the first epoch was over")
        return 130
    logits = trainer.predict(held_out.features).numpy()[:, 0]
    print(report(logits, held_out.target.numpy(), held_out.classes))
    weights = trainer.model.weight.detach().numpy()[0]
    largest = np.argsort(-np.abs(weights))[:3]
    print("most telling: " + ", ".join(f"{table.feature_names[i]} ({weights[i]:+.2f})" for i in largest))
    with undisturbed():
        figure = draw_odds(trainer.history.epochs, trainer.history.history, weights, table.feature_names, table.classes)
        print(f"curves: {save_figure(figure, args.out / 'logistic.png')}")
        parts = {"model": trainer.model, "features": training.scaler}
        print(f"network: {save_network(args.out / 'logistic.safetensors', **parts)}")
    return 130 if trainer.stop_reason else 0


def report(logits, labels, classes):
    """One line: how many are told apart, by which errors, and the area under the ROC curve."""
    said = (logits > 0).astype(np.int64)
    matrix = np.asarray(confusion_matrix(said, labels))
    wrong = f"{matrix[0, 1]} {classes[0]} taken for {classes[1]}, {matrix[1, 0]} {classes[1]} for {classes[0]}"
    return (
        f"held out: {100 * accuracy(said, labels):.1f} % of {len(labels)} right ({wrong}), "
        f"area under the ROC curve {roc_auc(logits, labels):.3f}"
    )


if __name__ == "__main__":
    sys.exit(run_alone("logistic", __doc__.splitlines()[0], add_arguments, run))
