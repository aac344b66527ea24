"""A network learns to read handwritten digits.

    zerodl train digits                 one split: 1,437 images to learn from, 360 held out
    zerodl train digits --splits 10     ten of them: the mean accuracy and its spread

It also runs as ``python -m zerodl.recipes.digits``.
"""

import sys
import time
from pathlib import Path
from typing import NamedTuple

import numpy as np
from threadpoolctl import threadpool_limits
from tqdm import tqdm

from .. import nn, optim
from ..config import no_grad
from ..data.digits import NUM_SPLITS, split_digits
from ..data.loader import DataLoader
from ..errors import ArgumentError
from ..nn import functional as F
from ..random import manual_seed
from ..viz.curves import draw_curves
from ..viz.picture import save_picture
from .command import positive, run_alone, whole_number


class Score(NamedTuple):
    """How well a network does on a set of images."""

    loss: float
    accuracy: float  # the share that it reads right


def make_model():
    """The network: 64 pixels, 512 and 256 hidden units, a score for each of the 10 digits."""
    return nn.Sequential(nn.Linear(64, 512), nn.ReLU(), nn.Linear(512, 256), nn.ReLU(), nn.Linear(256, 10))


def train(model, training, held_out, epochs=30, batch_size=64, lr=1e-3):
    """Train with Adam; after each epoch, yield the Score on the training images and on the held-out ones.

    The held-out images are only looked at: no step is taken on them, and neither the weights nor the moment to stop are
    chosen by them.
    """
    optimizer = optim.Adam(model.parameters(), lr=lr)
    loader = DataLoader(training, batch_size=batch_size, shuffle=True)
    for _ in range(epochs):
        for images, labels in loader:
            optimizer.zero_grad()
            loss = F.cross_entropy(model(images), labels)
            loss.backward()
            optimizer.step()
        yield evaluate(model, training), evaluate(model, held_out)


@no_grad()
def evaluate(model, dataset):
    """The Score of a model on a whole dataset."""
    images, labels = dataset.tensors
    scores = model(images)
    right = scores.argmax(dim=1) == labels
    return Score(F.cross_entropy(scores, labels).item(), right.float().mean().item())


# --- the command ------------------------------------------------------------------------------------------------------


def add_arguments(parser):
    """What may be said on the command line."""
    parser.add_argument("--epochs", type=whole_number(1), default=30, help="times through the images (default: 30)")
    parser.add_argument("--batch-size", type=whole_number(1), default=64, help="images a step (default: 64)")
    parser.add_argument("--lr", type=positive, default=1e-3, help="Adam's learning rate (default: 0.001)")
    parser.add_argument("--seed", type=whole_number(0), default=0, help="of first weights and shuffling (default: 0)")
    about = f"train on the first N of {NUM_SPLITS} splits, a new network each time (default: 1)"
    parser.add_argument("--splits", type=whole_number(1, NUM_SPLITS), default=1, metavar="N", help=about)
    about = "where the picture of the curves goes; no file there is replaced (default: artifacts)"
    parser.add_argument("--out", type=Path, default=Path("artifacts"), metavar="FOLDER", help=about)
    parser.add_argument("--quiet", action="store_true", help="no progress bar, only the result")


def run(args):
    """Train on each split, say how well it went, and save the curves; Ctrl-C ends it early and keeps what there is."""
    _make_folder(args.out)
    runs, stopped = [], False  # a run is the list of what `train` yielded for one split
    # These matrices are so small that a second thread gains nothing; on a busy machine the threads wait for each other.
    with threadpool_limits(1), tqdm(total=args.splits * args.epochs, unit="epoch", disable=args.quiet) as bar:
        try:
            for split in range(args.splits):
                runs.append([])
                _train_split(split, args, runs[-1], bar)
        except KeyboardInterrupt:
            stopped = True
    if stopped:
        print(f"stopped in split {len(runs)} of {args.splits}, after {len(runs[-1])} of {args.epochs} epochs")
        finished = [scores for scores in runs if len(scores) == args.epochs]
        runs = finished or [scores for scores in runs if scores]  # an unfinished run counts only if there is no other
    if runs:
        print(summary(runs))
        print(f"curves: {_save(draw_runs(runs), args.out)}")
    return 130 if stopped else 0


def _train_split(split, args, scores, bar):
    """Train a new network on one split; ``scores`` grows with each epoch, so that Ctrl-C loses none."""
    manual_seed(args.seed + split)  # the splits differ in their first weights too: the spread counts both
    start = time.perf_counter()
    training, held_out = split_digits(split)
    bar.set_description(f"split {split + 1} of {args.splits}")
    for after_epoch in train(make_model(), training, held_out, args.epochs, args.batch_size, args.lr):
        scores.append(after_epoch)
        bar.set_postfix_str(f"held out {percent(after_epoch[1].accuracy)}", refresh=False)
        bar.update()
    if not args.quiet:
        right = f"{percent(scores[-1][1].accuracy)} of {len(held_out)} held-out images right"
        bar.write(f"split {split + 1} of {args.splits}: {right}, {time.perf_counter() - start:.1f} s")


def summary(runs):
    """One line on the held-out accuracy after the last epoch, with its spread if there are several runs."""
    accuracies = [scores[-1][1].accuracy for scores in runs]
    if len(runs) == 1:
        epochs = "1 epoch" if len(runs[0]) == 1 else f"{len(runs[0])} epochs"
        return f"held-out accuracy {percent(accuracies[0])} after {epochs}"
    mean, spread = percent(np.mean(accuracies)), percent(np.std(accuracies, ddof=1))
    return f"held-out accuracy {mean} ± {spread} (mean ± standard deviation over {len(runs)} splits)"


def percent(share):
    """A share of 1 as people read it: 0.981 is 98.1 %."""
    return f"{100 * share:.1f} %"


def draw_runs(runs):
    """The curves of one run, or the mean of several, as a matplotlib figure."""
    values = np.array(runs)  # (runs, epochs, training or held out, loss or accuracy)
    training, held_out = values[:, :, 0], values[:, :, 1]
    loss, accuracy = ({"training images": training[..., i], "held-out images": held_out[..., i]} for i in range(2))
    return draw_curves(loss, accuracy, title=f"Handwritten digits\n{summary(runs)}")


def _make_folder(folder):
    """Make the output folder before the training, so that a wrong name costs no time."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as cause:
        raise ArgumentError(f"--out: cannot make the folder {folder}: {cause.strerror}; name another one") from cause


def _save(figure, folder):
    try:
        return save_picture(figure, folder / "digits.png")
    except OSError as cause:
        raise ArgumentError(f"--out: cannot write into {folder}: {cause.strerror}; name another folder") from cause


if __name__ == "__main__":
    sys.exit(run_alone("digits", __doc__.splitlines()[0], add_arguments, run))
