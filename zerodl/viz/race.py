"""A race of optimisers down one surface, run by the framework's own rules."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from .. import optim
from ..autograd.tensor import Tensor
from ..errors import ArgumentError
from ..optim.lr_scheduler import LambdaLR, warm_up_cosine

FAR = 1e6  # who is so far away does not come back
SEED = 5  # of the noise: the same for all, so that they differ in their rules alone
WARM_UP = 0.1  # of all steps
WINDOW = 25  # in noise, a mean over so many steps says more than a single one
LEAST = 1e-9  # less is as good as nothing


@dataclass(frozen=True)
class Racer:
    """A way to make an optimiser, and which of the two rates it runs with: 0 by the gradient, 1 by its own length."""

    make: Any  # params, lr, momentum -> an Optimizer
    rate: int


# The optimisers step by the package's own functions, so the picture shows whatever code is there.
RACERS = {
    "SGD": Racer(lambda params, lr, momentum: optim.SGD(params, lr=lr), 0),
    "momentum": Racer(lambda params, lr, momentum: optim.SGD(params, lr=lr, momentum=momentum), 0),
    "AdaGrad": Racer(lambda params, lr, momentum: optim.Adagrad(params, lr=lr), 1),
    "RMSprop": Racer(lambda params, lr, momentum: optim.RMSprop(params, lr=lr), 1),
    "Adam": Racer(lambda params, lr, momentum: optim.Adam(params, lr=lr, betas=(momentum, 0.999)), 1),
}
SCHEDULES = ("constant", "warm-up and cosine")


@dataclass(frozen=True)
class Run:
    """Where an optimiser was, (steps + 1, 2), and how large the loss was there; it ends early if it got lost.

    ``window``: over so many of the last losses a mean is told, 1 where there is no noise.
    """

    places: np.ndarray
    losses: np.ndarray
    lost: bool = False
    window: int = 1


def run(surface, optimizer_of, steps, schedule="constant"):
    """Let an optimiser go down a surface.

    Args: surface: a Surface. optimizer_of: a function from a list with one parameter of two numbers to an optimiser.
        schedule: of its rate, one of SCHEDULES.
    Example:
        >>> from .surface import find_surface
        >>> found = run(find_surface("ravine"), lambda params: optim.SGD(params, lr=0.02), steps=2)
        >>> found.places[:, 1].round(3).tolist()  # straight across, and back again
        [0.8, -0.8, 0.8]
    """
    if schedule not in SCHEDULES:
        raise ArgumentError(f"there is no schedule {schedule!r}; there are {', '.join(SCHEDULES)}")
    place = Tensor(np.array(surface.start, np.float64), requires_grad=True)
    optimizer = optimizer_of([place])
    warm_up = int(WARM_UP * steps)
    rates = None if schedule == "constant" else LambdaLR(optimizer, lambda t: warm_up_cosine(t, warm_up, steps))
    rng, places = np.random.default_rng(SEED), [place.array.copy()]
    for _ in range(steps):
        place.grad = Tensor(surface.slopes(*place.array) + surface.noise * rng.normal(size=2))
        optimizer.step()
        if rates is not None:
            rates.step()
        if not np.all(np.abs(place.array) < FAR):  # false for NaN too
            return _seen(surface, places, lost=True)
        places.append(place.array.copy())
    return _seen(surface, places)


def _seen(surface, places, lost=False):
    places = np.array(places)
    return Run(places, surface.loss(*places.T), lost, WINDOW if surface.noise else 1)


def race(surface, racers, lrs, momentum, steps, schedule="constant"):
    """Let several run down a surface: their Runs by their names.

    Args: racers: names from RACERS. lrs: a rate for those that step by the gradient, and one for those that step by a
        length of their own. momentum: of "momentum", and Adam's β₁.
    """
    runs = {}
    for name in racers:
        if name not in RACERS:
            raise ArgumentError(f"there is no racer {name!r}; there are {', '.join(RACERS)}")
        racer = RACERS[name]
        runs[name] = run(surface, lambda params, r=racer: r.make(params, lrs[r.rate], momentum), steps, schedule)
    return runs


def told(name, run):
    """What a Run did, in one line."""
    steps = len(run.losses) - 1
    if run.lost:
        return f"{name}: lost after {steps} steps"
    loss = run.losses[-run.window :].mean()
    if loss < LEAST:
        return f"{name}: loss below {LEAST:g}"
    return f"{name}: loss {loss:.2g}" + (f", mean of {run.window}" if 1 < run.window <= steps else "")
