"""Mean 0 and variance 1 along chosen axes: what normalisation layers are made of."""

import numpy as np


def standardise(x, axis, eps=1e-5):
    """Bring the elements along an axis, or along several together, to mean 0 and variance 1.

        y = (x − mean) / √(variance + eps)        variance = mean of (x − mean)²

    Mean and variance are taken along ``axis``; every place on the other axes has its own.

    Shape: x of any shape -> the same shape
    Args: axis: an axis or a tuple of axes. eps: a small number that keeps the root above 0 if all elements are equal.
    Source: Ioffe and Szegedy (2015), algorithm 1; Ba, Kiros and Hinton (2016), eq. 3.
    Example:
        >>> standardise(np.array([[1.0, 3.0], [10.0, 30.0]]), axis=1).round(4)
        array([[-1.,  1.],
               [-1.,  1.]])
    """
    mean = np.mean(x, axis=axis, keepdims=True)
    distance = x - mean
    variance = np.mean(distance * distance, axis=axis, keepdims=True)
    return distance / np.sqrt(variance + eps)
