"""A network learns to read handwritten digits.

    zerodl train digits                 MNIST if its files are there: 60,000 images to learn from, 10,000 held out;
                                        else scikit-learn's digits: 1,437 images to learn from, 360 held out
    zerodl train digits --best          a longer training, on images that are turned and moved at random
    zerodl train digits --splits 10     ten splits of scikit-learn's digits: the mean accuracy and its spread
    zerodl train digits --best --splits 10 --beside     and beside it plain training and scikit-learn's own network

It also runs as ``python -m zerodl.recipes.digits``.
"""

import math
import sys
import time

import numpy as np
from threadpoolctl import threadpool_limits
from tqdm import tqdm

from .. import nn
from ..data.digits import NUM_SPLITS, split_digits
from ..data.handwriting import Handwriting, handwritten
from ..data.mnist import MNIST
from ..errors import ArgumentError
from ..random import manual_seed
from ..train import LambdaCallback, Trainer
from ..viz.curves import draw_curves
from .command import positive, run_alone, whole_number
from .output import add_out, make_folder, save_figure, save_network, undisturbed
from .varied import train_varied

EPOCHS = {"MNIST": (5, 15), "digits": (30, 60)}  # of plain training and of the best one
RATES = (1e-3, 3e-3)
DIVERGED = 2 * math.log(10)  # a loss twice that of a guess, which no training that learns has after an epoch


def make_model(pixels=64):
    """The network: the pixels, 512 and 256 hidden units, a score for each of the 10 digits."""
    return nn.Sequential(nn.Linear(pixels, 512), nn.ReLU(), nn.Linear(512, 256), nn.ReLU(), nn.Linear(256, 10))


def train(training, held_out, epochs=30, batch_size=64, lr=1e-3, callbacks=()):
    """A Trainer that has trained a new network with Adam; its history has the accuracy on both sets of images.

    The held-out images are only looked at: no step is taken on them, and neither the weights nor the moment to stop are
    chosen by them.
    """
    model = make_model(training.tensors[0].shape[1])
    trainer = Trainer(model, "cross_entropy", "adam", metrics="accuracy", lr=lr, callbacks=callbacks)
    trainer.fit(training, epochs, held_out, batch_size=batch_size, verbose=False)
    return trainer


def images(data, split):
    """The images of a set, "MNIST" or "digits"; None takes MNIST if its files are there."""
    if data == "digits":
        training, held_out = split_digits(split)
        return Handwriting(training, held_out, "digits", 8)
    if data == "MNIST":
        MNIST()  # says what to do where its files are missing
    return handwritten(split=split)


# --- the command ------------------------------------------------------------------------------------------------------


def add_arguments(parser):
    """What may be said on the command line."""
    about = "which images; by default MNIST if its files are in the cache, else digits"
    parser.add_argument("--data", choices=list(EPOCHS), help=about)
    about = "times through the images (default: 5 of MNIST, 30 of digits; 15 and 60 with --best)"
    parser.add_argument("--epochs", type=whole_number(1), help=about)
    about = "vary the images at random, with dropout, weight decay and one cycle of the learning rate"
    parser.add_argument("--best", action="store_true", help=about)
    about = "train plainly and with scikit-learn's MLPClassifier on the same splits, too (digits only)"
    parser.add_argument("--beside", action="store_true", help=about)
    parser.add_argument("--batch-size", type=whole_number(1), default=64, help="images a step (default: 64)")
    parser.add_argument("--lr", type=positive, help="Adam's learning rate (default: 0.001; 0.003 with --best)")
    parser.add_argument("--seed", type=whole_number(0), default=0, help="of first weights and shuffling (default: 0)")
    about = f"train on the first N of {NUM_SPLITS} splits of the digits, a new network each time (default: 1)"
    parser.add_argument("--splits", type=whole_number(1, NUM_SPLITS), default=1, metavar="N", help=about)
    add_out(parser)
    parser.add_argument("--quiet", action="store_true", help="no progress bar, only the result")


def run(args):
    """Train on each split, say how well it went, and save curves and network; Ctrl-C ends it early and keeps both."""
    if args.splits > 1 and args.data == "MNIST":
        raise ArgumentError("--splits: MNIST comes with its one split; leave out --data MNIST or --splits")
    if args.beside and args.data == "MNIST":
        raise ArgumentError("--beside: scikit-learn's network would take hours on MNIST; leave out one of the two")
    make_folder(args.out)
    args.data = images("digits" if args.splits > 1 or args.beside else args.data, split=0).name
    args.epochs = args.epochs or EPOCHS[args.data][args.best]
    args.lr = args.lr or RATES[args.best]
    runs = []
    # These matrices are so small that a second thread gains nothing; on a busy machine the threads wait for each other.
    with threadpool_limits(1), tqdm(total=args.splits * args.epochs, unit="epoch", disable=args.quiet) as bar:
        for split in range(args.splits):
            runs.append(_train_split(split, args, bar))
            if runs[-1].stop_reason:
                break
    with undisturbed():
        code = _conclude(runs, args)
    stopped = runs[-1].stop_reason
    if args.beside and not stopped:
        with threadpool_limits(1):
            print_beside(args.splits, args)
    return 130 if stopped else code


def _conclude(runs, args):
    """Say how well it went and save it; the exit code, 1 if the training diverged."""
    if runs[-1].stop_reason:
        done = len(runs[-1].history)
        print(f"stopped in split {len(runs)} of {args.splits}, after {done} of {args.epochs} epochs")
    finished = [run for run in runs if len(run.history) == args.epochs]
    runs = finished or [run for run in runs if len(run.history)]  # an unfinished run counts only if there is no other
    if runs:
        title = {"MNIST": "MNIST", "digits": "Handwritten digits"}[args.data]
        print(summary([run.history for run in runs]))
        print(f"curves: {save_figure(draw_runs([run.history for run in runs], title), args.out / 'digits.png')}")
        print(f"network: {save_network(args.out / 'digits.safetensors', model=runs[-1].model)}")
    lost = [run.history["loss"][-1] for run in runs if not run.history["loss"][-1] < DIVERGED]
    if lost:
        guess = f"a guess without looking costs {math.log(10):.1f}"
        print(f"the training diverged: its loss is {lost[0]:.3g}, {guess}; a lower --lr often helps", file=sys.stderr)
    return 1 if lost else 0


def _train_split(split, args, bar):
    """Train a new network on one split."""
    manual_seed(args.seed + split)  # the splits differ in their first weights too: the spread counts both
    start = time.perf_counter()
    training, held_out, _, _ = images(args.data, split)
    bar.set_description(f"split {split + 1} of {args.splits}")

    def show(trainer):
        bar.set_postfix_str(f"held out {percent(trainer.logs['val_accuracy'])}", refresh=False)
        bar.update()

    learn = train_varied if args.best else train
    trainer = learn(training, held_out, args.epochs, args.batch_size, args.lr, [LambdaCallback(on_epoch_end=show)])
    if not (args.quiet or trainer.stop_reason):
        right = f"{percent(trainer.history['val_accuracy'][-1])} of {len(held_out):,} held-out images right"
        bar.write(f"split {split + 1} of {args.splits}: {right}, {time.perf_counter() - start:.1f} s")
    return trainer


def print_beside(splits, args):
    """What plain training and scikit-learn's network of the same shape reach on the same splits, a line each."""
    plain = {"plain training": train_plainly} if args.best else {}
    for name, reach in (plain | {"scikit-learn's MLPClassifier": train_scikit_learn}).items():
        accuracies = []
        for split in range(splits):
            manual_seed(args.seed + split)
            accuracies.append(reach(*split_digits(split), seed=args.seed + split))
        print(f"{name}: {spread(accuracies)}")


def train_plainly(training, held_out, seed):
    """The held-out accuracy of `train`."""
    return train(training, held_out, EPOCHS["digits"][0], lr=RATES[0]).history["val_accuracy"][-1]


def train_scikit_learn(training, held_out, seed):
    """The held-out accuracy of scikit-learn's network with the same hidden layers, and else its own settings."""
    from sklearn.neural_network import MLPClassifier  # here, because it takes more than a second to import

    network = MLPClassifier((512, 256), random_state=seed)
    network.fit(*(tensor.numpy() for tensor in training.tensors))
    return network.score(*(tensor.numpy() for tensor in held_out.tensors))


def summary(histories):
    """One line on the held-out accuracy after the last epoch, with its spread if there are several runs."""
    accuracies = [history["val_accuracy"][-1] for history in histories]
    if len(accuracies) == 1:
        epochs = "1 epoch" if len(histories[0]["loss"]) == 1 else f"{len(histories[0]['loss'])} epochs"
        return f"held-out accuracy {percent(accuracies[0])} after {epochs}"
    return f"held-out accuracy {spread(accuracies)} (mean ± standard deviation over {len(accuracies)} splits)"


def spread(accuracies):
    """The mean of some accuracies, and their standard deviation if there are several."""
    mean = percent(np.mean(accuracies))
    return f"{mean} ± {percent(np.std(accuracies, ddof=1))}" if len(accuracies) > 1 else mean


def percent(share):
    """A share of 1 as people read it: 0.981 is 98.1 %."""
    return f"{100 * share:.1f} %"


def draw_runs(histories, title="Handwritten digits"):
    """The curves of one run, or the mean of several, as a matplotlib figure."""
    loss, accuracy = (
        {"training images": [history[name] for history in histories],
         "held-out images": [history[f"val_{name}"] for history in histories]}
        for name in ("loss", "accuracy")
    )  # fmt: skip
    return draw_curves(loss, accuracy, title=f"{title}\n{summary(histories)}")


if __name__ == "__main__":
    sys.exit(run_alone("digits", __doc__.splitlines()[0], add_arguments, run))
