"""The learning-rate finder: try them all in one short run, from far too low to far too high."""

import math
from itertools import chain, repeat

import numpy as np

from ..errors import ArgumentError
from .check import check_loss
from .choice import loss_function, make_optimizer
from .feed import device_for, to_device, training_batches
from .restore import all_restored

EDGE = 5  # so many of the first values are too rough for a slope
MARGIN = 3


class LRSweep:
    """What `find_lr` found; a notebook shows it as a picture.

    Attributes:
        lrs, losses: a learning rate and the loss of its batch for each step. smoothed: the loss, smoothed.
        suggestion: the learning rate at which the smoothed loss falls fastest, but at most a third of the one where it
            is lowest; None if it never falls.
        diverged: whether the loss exploded before the highest one.
    """

    def __init__(self, lrs, losses, smoothing, diverged):
        self.lrs, self.losses, self.diverged = lrs, losses, diverged
        self.smoothed = smooth(losses, smoothing)
        self.suggestion = steepest(lrs, losses, self.smoothed)

    def plot(self):
        """The loss over the learning rate, with the suggestion marked; a figure."""
        from ..viz.lr_sweep import draw_lr_sweep  # here, because it is not needed to find a number

        return draw_lr_sweep(self.lrs, self.losses, self.smoothed, self.suggestion)

    def _repr_mimebundle_(self, include=None, exclude=None):
        data, metadata = self.plot()._repr_mimebundle_()
        return data | {"text/plain": repr(self)}, metadata

    def __repr__(self):
        said = "no learning rate lowers the loss" if self.suggestion is None else f"suggestion {self.suggestion:.2g}"
        end = "the loss exploded at" if self.diverged else "the highest was"
        return f"LRSweep: {said}; {end} {self.lrs[-1]:.2g}, after {len(self.lrs)} steps"


def find_lr(
    model, loss, optimizer, data, low=1e-7, high=10.0, steps=100, *, smoothing=0.7, diverge=4.0, batch_size=64,
    shuffle=True,
):  # fmt: skip
    """Train for some steps, each with a higher learning rate than the one before, and see where the loss falls fastest.

        lrᵢ = low · (high / low)^(i / (steps − 1))

    It stops when the smoothed loss is ``diverge`` times the lowest one, or not finite. Afterwards the model, the
    optimiser, the generators and the loader are exactly as before.

    Args:
        model, loss, optimizer, data: as for `Trainer`. Groups of parameters keep the ratio of their learning rates.
        low, high: the first learning rate and the last. steps: how many.
        smoothing: how much of the running mean of the loss is kept at each step.
        diverge: how many times the lowest loss is an explosion.
        batch_size, shuffle: how a dataset or arrays are cut.
    Returns: an `LRSweep`.
    Source: Smith (2017), "Cyclical learning rates for training neural networks", section 3.3; the steepest point as in
        fastai.
    Example:
        >>> import zerodl
        >>> from zerodl import nn
        >>> _ = zerodl.manual_seed(0)
        >>> x = zerodl.randn(256, 3); y = x.sum(dim=1, keepdim=True)
        >>> squares = lambda prediction, target: ((prediction - target) ** 2).mean()
        >>> sweep = find_lr(nn.Linear(3, 1), squares, "sgd", (x, y), low=1e-4, high=1e3)
        >>> 0.01 < sweep.suggestion < 1, sweep.diverged
        (True, True)
    """
    if not 0 < low < high:
        raise ArgumentError(f"find_lr: expected 0 < low < high, got low={low!r} and high={high!r}")
    if not isinstance(steps, int) or steps < 2 * EDGE:
        raise ArgumentError(f"find_lr: steps must be a whole number from {2 * EDGE} up, got {steps!r}")
    if not (0 <= smoothing < 1 and diverge > 1):
        raise ArgumentError(f"find_lr: expected 0 <= smoothing < 1 < diverge, got {smoothing!r} and {diverge!r}")
    loss, optimizer = loss_function(loss), make_optimizer(optimizer, model)
    batches = training_batches(data, model, batch_size, shuffle, "find_lr")
    lrs = np.geomspace(low, high, steps).tolist()
    with all_restored(model, optimizer, batches), np.errstate(all="ignore"):
        losses, diverged = _sweep(model, loss, optimizer, batches, lrs, smoothing, diverge)
    if not losses:
        raise ArgumentError("find_lr: there is no batch to learn from; the data are empty")
    if not math.isfinite(losses[0]):
        raise ArgumentError(
            f"find_lr: the loss is {losses[0]} from the start, before any step, so no learning rate is to blame; look "
            "for missing values in the data, and for log(0) or division by 0 in the model and the loss"
        )
    return LRSweep(lrs[: len(losses)], losses, smoothing, diverged)


def _sweep(model, loss, optimizer, batches, lrs, smoothing, diverge):
    """The loss of each step until it explodes, and whether it did."""
    first = optimizer.param_groups[0]["lr"] or 1.0
    ratios = [group["lr"] / first if group["lr"] else 1.0 for group in optimizer.param_groups]
    losses, lowest = [], math.inf
    model.train()
    again = chain.from_iterable(repeat(batches))  # as many epochs as it takes
    for lr, batch in zip(lrs, again):
        for group, ratio in zip(optimizer.param_groups, ratios):
            group["lr"] = lr * ratio
        *inputs, target = to_device(batch, device_for(model))
        optimizer.zero_grad()
        value = check_loss(loss(model(*inputs), target), learns=True)
        value.backward()
        optimizer.step()
        losses.append(value.item())
        mean = running_mean(losses, smoothing)[-1]
        lowest = min(lowest, mean)
        if not math.isfinite(mean) or mean > diverge * lowest > 0:
            return losses, True
    return losses, False


def running_mean(values, kept):
    """At each value the mean of those up to it, each weighing ``kept`` times the one after it.

    Example:
        >>> running_mean([4.0, 1.0], kept=0.5)
        [4.0, 2.0]
    """
    mean, means = 0.0, []
    for i, value in enumerate(values, start=1):
        mean = kept * mean + (1 - kept) * value
        means.append(mean / (1 - kept**i))
    return means


def smooth(values, kept):
    """The running mean from the right of the running mean from the left, which so lags behind neither way.

    It ends before the explosion, which would else show long before it happens: at the lowest running mean, and goes on
    as that.
    """
    ahead = running_mean(values, kept)
    finite = [value if math.isfinite(value) else math.inf for value in ahead]
    end = finite.index(min(finite)) + 1
    return running_mean(ahead[:end][::-1], kept)[::-1] + ahead[end:]


def steepest(lrs, losses, smoothed):
    """The learning rate at which the loss falls fastest, over the logarithm of the learning rate; None if nowhere.

    At most a third of the one with the lowest loss: close before the explosion noise decides what looks steepest. A
    fall that is no greater than twice the scatter of single batches is none.
    """
    values = np.array([value for value in smoothed if math.isfinite(value)])
    lowest = int(np.argmin(values)) if values.size else 0
    if lowest < EDGE:
        return None
    scatter = np.std(np.array(losses[: lowest + 1]) - values[: lowest + 1])
    if np.mean(values[:EDGE]) - values[lowest] <= max(2 * scatter, 1e-6 * abs(values[0])):
        return None
    slopes = np.gradient(values[: lowest + 1], np.log(lrs[: lowest + 1]))[EDGE:]
    return min(lrs[EDGE + int(np.argmin(slopes))], lrs[lowest] / MARGIN) if slopes.min() < 0 else None
