"""A polynomial fitted to a few noisy points with a price on its weights, and how wrong it is on them and elsewhere."""

from dataclasses import dataclass

import numpy as np

from ..autograd.tensor import Tensor
from ..errors import ArgumentError
from ..nn.penalty import elastic_penalty

MOST_POINTS, MOST_DEGREE, MOST_NOISE = 60, 15, 0.6
STRENGTHS = (0.0, 1e-6, 1e-5, 1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 3e-2, 0.1, 0.3, 1.0)
PLACES = np.linspace(-1, 1, 201)  # where a fit is compared with the curve behind the points
SEED = 1


def curve(x):
    """What the points are drawn from, before the noise."""
    return np.sin(4 * np.asarray(x, np.float64))


@dataclass(frozen=True)
class Fit:
    """A fitted polynomial, and its mean squared errors."""

    weights: np.ndarray  # (degree + 1,), of 1, x, x² …
    training: float  # at the points that it was fitted to
    fresh: float  # to be expected at new points, noise and all

    def at(self, x):
        """What it says at some places."""
        return powers(x, len(self.weights) - 1) @ self.weights


class Points:
    """Some of always the same points, with noise of a chosen size.

    Args: count: how many, from 2 to MOST_POINTS. noise: its standard deviation, from 0 to MOST_NOISE.
    Raises: ArgumentError for other numbers.
    Example:
        >>> points = Points(count=12, noise=0.2)
        >>> line, wild = points.fit(degree=1, strength=0.0), points.fit(degree=11, strength=0.0)
        >>> line.training > wild.training, line.fresh < wild.fresh
        (True, True)
    """

    def __init__(self, count=12, noise=0.2):
        if not 2 <= count <= MOST_POINTS or not 0 <= noise <= MOST_NOISE:
            raise ArgumentError(
                f"points: expected 2 to {MOST_POINTS} of them and noise from 0 to {MOST_NOISE}, got {count} and {noise}"
            )
        luck = np.random.RandomState(SEED).standard_normal(MOST_POINTS)  # the same numbers in every version of NumPy
        self.noise = noise
        self.x = 2 * (np.arange(1, count + 1) * 0.6180339887 % 1) - 1  # spread evenly, however many there are
        self.y = curve(self.x) + noise * luck[:count]

    def fit(self, degree, strength):
        """The Fit with the least mean squared error plus ``strength`` times the L2 penalty of all weights but w₀.

        The error is a square of the weights, and so is the penalty: its steepness, which the tape measures on whatever
        code there is, makes one more row of the least squares for each weight.
        """
        a, n = powers(self.x, degree), len(self.x)
        rows = np.diag(np.sqrt(strength * steepness(degree) / 2))
        solved = np.linalg.lstsq(
            np.concatenate([a / np.sqrt(n), rows]), np.concatenate([self.y / np.sqrt(n), np.zeros(degree + 1)])
        )
        weights = solved[0]
        training = float(np.mean((a @ weights - self.y) ** 2))
        fresh = float(np.mean((powers(PLACES, degree) @ weights - curve(PLACES)) ** 2)) + self.noise**2
        return Fit(weights, training, fresh)


def powers(x, degree):
    """1, x, x² … in columns: x (N,) -> (N, degree + 1)."""
    return np.asarray(x, np.float64)[:, None] ** np.arange(degree + 1)


def steepness(degree):
    """By how much the L2 penalty's slope grows with each weight; 0 for the first, which only lifts the curve.

    Example:
        >>> steepness(2).tolist()
        [0.0, 1.0, 1.0]
    """
    slopes = []
    for size in (0.0, 1.0):
        w = Tensor(np.full(degree + 1, size), requires_grad=True)
        elastic_penalty([w], l1_ratio=0.0).backward()
        slopes.append(w.grad.numpy())
    grown = np.maximum(slopes[1] - slopes[0], 0)
    grown[0] = 0
    return grown


def told(points, degree, by_degree, by_strength):
    """What the picture shows, in two sentences.

    Args: by_degree, by_strength: the Fits for all degrees at one strength, and for all strengths at one degree.
    """
    fit, low, place = by_degree[degree], best_of(by_degree), best_of(by_strength)
    return [
        f"Error at the {len(points.x)} points {short(fit.training)}, at new points {short(fit.fresh)}; the largest "
        f"weight is {short(np.max(np.abs(fit.weights)))}.",
        f"The best degree at this strength is {low} ({short(by_degree[low].fresh)}); the best strength at this degree "
        f"is {STRENGTHS[place]:g} ({short(by_strength[place].fresh)}).",
    ]


def short(number):
    """A number in as few digits as say enough: 0.047, 9.4, 9,412; what is 0 but for rounding is 0."""
    if number < 1e-12:
        return "0"
    return f"{number:,.0f}" if number >= 100 else f"{number:.2g}"


def best_of(fits):
    """The place of the fit with the least error at new points."""
    return min(range(len(fits)), key=lambda i: fits[i].fresh)
