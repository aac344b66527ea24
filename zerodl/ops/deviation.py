"""How far numbers are from their mean: what the normalisations are made of."""

import math

import numpy as np


def deviation(x, axes):
    """(x − mean, mean, variance), mean and variance taken along the axes, which stay with length 1.

    x is first brought near 0 by its first element along the axes. A mean of numbers far from 0, such as 10000.3, would
    lose the digits in which they differ; the difference of numbers near one another is exact.

    Shape: x (any shape) -> the same shape, and twice that shape with length 1 on the axes
    Example:
        >>> distance, mean, variance = deviation(np.array([[1.0, 3.0], [10.0, 30.0]]), axes=(1,))
        >>> distance.tolist(), mean.tolist(), variance.tolist()
        ([[-1.0, 1.0], [-10.0, 10.0]], [[2.0], [20.0]], [[1.0], [100.0]])
    """
    first = x[tuple(slice(1) if i in axes else slice(None) for i in range(x.ndim))]
    count = max(math.prod(x.shape[i] for i in axes), 1)
    near = x - first
    shift = np.sum(near, axis=axes, keepdims=True) / count
    distance = near - shift
    return distance, first + shift, np.sum(distance * distance, axis=axes, keepdims=True) / count
