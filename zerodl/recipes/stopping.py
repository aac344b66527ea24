"""A network over-fits few images, and early stopping catches it.

    zerodl train stopping               300 of scikit-learn's digits, a fifth of them with wrong labels, to learn from

The network is large enough to learn every wrong label by heart. The validation images say when that begins; the weights
go back to the best epoch. It also runs as ``python -m zerodl.recipes.stopping``.
"""

import sys

import numpy as np
from threadpoolctl import threadpool_limits

from ..autograd.tensor import Tensor
from ..data.dataset import TensorDataset
from ..data.digits import split_digits
from ..random import manual_seed
from ..train import Callback, EarlyStopping, Trainer
from ..viz.history import draw_history
from .command import add_training, run_alone, share, whole_number
from .digits import make_model, percent
from .output import add_out, make_folder, save_figure, save_network, undisturbed

VALIDATION = 300  # images that say when to stop; the held-out ones say how well it went


class LastWeights(Callback):
    """Keeps how the weights are before early stopping puts the best ones back."""

    order = -1
    weights = None

    def on_fit_end(self, trainer):
        self.weights = {name: tensor.clone() for name, tensor in trainer.model.state_dict().items()}


def few_images(images, wrong, seed):
    """(training, validation, test): some images of which a share has wrong labels, and images with right ones."""
    rest, test = split_digits(0)
    rng = np.random.default_rng(seed)
    rows = rng.permutation(len(rest))
    chosen, others = rows[:images], rows[images : images + VALIDATION]
    x, y = (tensor.array for tensor in rest.tensors)
    labels = y[chosen].copy()
    swapped = rng.permutation(images)[: round(wrong * images)]
    labels[swapped] = (labels[swapped] + rng.integers(1, 10, len(swapped))) % 10
    training = TensorDataset(Tensor(x[chosen]), Tensor(labels))
    return training, TensorDataset(Tensor(x[others]), Tensor(y[others])), test


# --- the command ------------------------------------------------------------------------------------------------------


def add_arguments(parser):
    """What may be said on the command line."""
    add_training(parser, epochs=100, batch_size=32, lr=1e-3)
    parser.add_argument("--patience", type=whole_number(0), default=20, help="epochs without a better one (20)")
    parser.add_argument("--images", type=whole_number(1, 1000), default=300, help="images to learn from (300)")
    parser.add_argument("--wrong", type=share, default=0.2, help="the share of them with wrong labels (0.2)")
    add_out(parser)


def run(args):
    """Train until it over-fits, say what stopping was worth, and save picture and network."""
    make_folder(args.out)
    training, validation, test = few_images(args.images, args.wrong, args.seed)
    manual_seed(args.seed)
    stopping, last = EarlyStopping(patience=args.patience), LastWeights()
    trainer = Trainer(make_model(), "cross_entropy", metrics="accuracy", lr=args.lr, callbacks=[stopping, last])
    with threadpool_limits(1):
        trainer.fit(training, args.epochs, validation, batch_size=args.batch_size, verbose=not args.quiet)
        if stopping.best_epoch is None:
            print("stopped before the first epoch was over")
            return 130
        best = trainer.evaluate(test)["accuracy"]
        trainer.model.load_state_dict(last.weights)
        end = trainer.evaluate(test)["accuracy"]
    trainer.model.load_state_dict(stopping.weights)
    said = f"test images right: {percent(best)} with the weights of epoch {stopping.best_epoch}, {percent(end)} with "
    said += f"those of epoch {len(trainer.history)}, the last"
    print(said)
    title = f"Early stopping goes back to epoch {stopping.best_epoch}"
    with undisturbed():
        figure = draw_history(trainer.history.epochs, trainer.history.history, title, mark=stopping.best_epoch)
        print(f"curves: {save_figure(figure, args.out / 'stopping.png')}")
        print(f"network: {save_network(args.out / 'stopping.safetensors', model=trainer.model)}")
    return 130 if trainer.stop_reason == "Ctrl-C" else 0


if __name__ == "__main__":
    sys.exit(run_alone("stopping", __doc__.splitlines()[0], add_arguments, run))
