"""Losses of two numbers, as shapes of land: what an optimiser has trouble with, small enough to be seen."""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..errors import ArgumentError

STEEP = 100.0  # the curvature across a ravine; along it, it is 1
HALF = math.sqrt(0.5)  # the sine and the cosine of 45°


@dataclass(frozen=True)
class Surface:
    """A loss of two numbers, the slopes of it, and the part of it that is worth a map.

    Attributes:
        name: as it is read. loss: x, y -> the loss, for numbers or arrays. slopes: x, y -> both slopes, for numbers.
        start: where to begin. low, high: the corners of the map. lowest: the places where the loss is 0.
        noise: how far the slopes that an optimiser is told are off, as those of a small batch are.
        lrs: good rates for those that step by the gradient, and for those that step by a length of their own.
    """

    name: str
    loss: Any
    slopes: Any
    start: tuple
    low: tuple
    high: tuple
    lowest: tuple
    noise: float
    lrs: tuple


def ravine(x, y):
    """½ (x² + 100 y²): flat to the right, steep upwards."""
    return 0.5 * (x * x + STEEP * y * y)


def ravine_slopes(x, y):
    """x and 100 y."""
    return np.array([x, STEEP * y])


def turned_ravine(x, y):
    """The ravine, turned by 45°."""
    return ravine(HALF * (x + y), HALF * (y - x))


def turned_ravine_slopes(x, y):
    """Both slopes, along the axes of the map."""
    along, across = ravine_slopes(HALF * (x + y), HALF * (y - x))
    return HALF * np.array([along - across, along + across])


def valley(x, y):
    """(1 − x)² + 100 (y − x²)²: a ravine that bends. Source: Rosenbrock (1960)."""
    return (1 - x) ** 2 + STEEP * (y - x * x) ** 2


def valley_slopes(x, y):
    """Both slopes of the valley."""
    off = y - x * x
    return np.array([-2 * (1 - x) - 4 * STEEP * x * off, 2 * STEEP * off])


def saddle(x, y):
    """2 x² + (y² − 1)²: a pass at 0, 0, where both slopes are 0, between two hollows."""
    return 2 * x * x + (y * y - 1) ** 2


def saddle_slopes(x, y):
    """Both slopes of the saddle."""
    return np.array([4 * x, 4 * y * (y * y - 1)])


SURFACES = {
    surface.name: surface
    for surface in (
        Surface("ravine", ravine, ravine_slopes, (-1.8, 0.8), (-2, -2), (2, 2), ((0, 0),), 0.0, (0.019, 0.1)),
        Surface("ravine, turned", turned_ravine, turned_ravine_slopes, (-2.6 * HALF, -1.0 * HALF), (-2, -2), (2, 2),
                ((0, 0),), 0.0, (0.019, 0.1)),
        Surface("ravine, noisy", ravine, ravine_slopes, (-1.8, 0.8), (-2, -2), (2, 2), ((0, 0),), 10.0, (0.01, 0.1)),
        Surface("bent valley", valley, valley_slopes, (-1.2, 1.0), (-2, -1), (2, 3), ((1, 1),), 0.0, (0.001, 0.1)),
        Surface("saddle", saddle, saddle_slopes, (1.5, 0.001), (-2, -2), (2, 2), ((0, 1), (0, -1)), 0.0,
                (0.05, 0.05)),
    )
}  # fmt: skip


def find_surface(name):
    """The Surface of a name.

    Raises: ArgumentError if there is none.
    """
    if name not in SURFACES:
        raise ArgumentError(f"there is no surface {name!r}; there are {', '.join(SURFACES)}")
    return SURFACES[name]
