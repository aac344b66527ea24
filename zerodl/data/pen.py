"""Strokes of a pen, made into the picture that a network for handwritten digits has learnt to see.

A network reads what looks like its training images. So a digit that is drawn in a notebook has to go the way that those
went: the same size, the same place, the same amount of ink, the same number of pixels.
"""

import numpy as np

from ..errors import ArgumentError, ShapeError

INK = 310  # of 32² pixels: what each digit of scikit-learn's set has on average, a 1 no less than an 8
PEN = 2.4  # width of a line in MNIST's images, in pixels
SPACING = 0.25  # in pixels: how close together the points of a line are taken


def drawn_image(strokes, side):
    """A drawn digit as an image of ``side`` by ``side`` pixels, made as scikit-learn's (8) or MNIST's (28) were.

    Shape: strokes, a list of (N, 2) points x, y, y downwards, in any unit -> (side²,), from 0 (paper) to 1 (ink)
    Returns: only paper if there is no point at all.
    Raises: ArgumentError for another side, ShapeError for strokes of another shape.
    Example:
        >>> drawn_image([[(0, 0), (0, 10)]], side=8).reshape(8, 8)[4]
        array([0.  , 0.  , 0.25, 1.  , 1.  , 0.25, 0.  , 0.  ], dtype=float32)
    """
    if side not in (8, 28):
        raise ArgumentError(f"drawn_image: expected a side of 8 or 28 pixels, got {side!r}")
    strokes = [np.asarray(stroke, np.float64) for stroke in strokes if len(stroke)]
    if any(stroke.ndim != 2 or stroke.shape[1] != 2 for stroke in strokes):
        raise ShapeError(f"drawn_image: expected strokes of shape (N, 2), got {[s.shape for s in strokes]}")
    if not strokes:
        return np.zeros(side * side, np.float32)
    return (as_bundled if side == 8 else as_mnist)(strokes).astype(np.float32).ravel()


def as_bundled(strokes):
    """As in scikit-learn's digits: 32 by 32 pixels of ink or paper, of which blocks of 4 by 4 are counted.

    The digit is as large as a box 20 wide and 32 high allows, and the line as thick as it takes to have ``INK`` pixels.

    Source: Garris et al. (1994), "NIST form-based handprint recognition system", section 3.4; Alpaydin and Kaynak
        (1998), "Optical Recognition of Handwritten Digits".
    """
    pen = 0.0
    for _ in range(4):  # the box holds the line with its thickness, which follows from how long the line is
        points = _points(strokes, 20 - pen, 32 - pen)
        pen = min(INK * SPACING / len(points), 10.0)
    distance = _distance(points + 16, 32)
    ink = distance <= max(np.sort(distance, axis=None)[INK - 1], SPACING)
    return ink.reshape(8, 4, 8, 4).mean(axis=(1, 3))


def as_mnist(strokes):
    """As in MNIST: 20 by 20 pixels at most, as grey as a pixel is covered, the ink's middle in the middle of 28 by 28.

    Source: LeCun, Cortes and Burges (1998), "The MNIST database of handwritten digits".
    """
    points = _points(strokes, 20 - PEN, 20 - PEN)
    image = _covered(points + 14)
    across, down = (np.sum(image.sum(axis=axis) * (np.arange(28) + 0.5)) / image.sum() for axis in (0, 1))
    return _covered(points + 28 - np.array([across, down]))


def _covered(points):
    """How much of each pixel a line covers."""
    return np.clip(PEN / 2 + 0.5 - _distance(points, 28), 0, 1)


def _points(strokes, width, height):
    """Points close together along the strokes, which are scaled to fit the box and have their middle at (0, 0)."""
    every = np.concatenate(strokes)
    low, high = every.min(axis=0), every.max(axis=0)
    size = high - low
    scale = min(box / extent for box, extent in zip((width, height), size) if extent) if size.any() else 0.0
    return np.concatenate([_dense((stroke - (low + high) / 2) * scale) for stroke in strokes])


def _dense(stroke):
    """A stroke with further points between its own."""
    parts = [stroke[:1]]
    for a, b in zip(stroke[:-1], stroke[1:]):
        num = max(int(np.ceil(np.hypot(*(b - a)) / SPACING)), 1)
        parts.append(a + (b - a) * (np.arange(1, num + 1) / num)[:, None])
    return np.concatenate(parts)


def _distance(points, side):
    """How far the middle of each pixel is from the line, (side, side)."""
    middles = np.arange(side) + 0.5
    nearest = np.full((side, side), np.inf)
    for x, y in points:
        np.minimum(nearest, (middles - x) ** 2 + ((middles - y) ** 2)[:, None], out=nearest)
    return np.sqrt(nearest)
