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


def standardise_grad(g, y, scale, axis):
    """Gradient of standardise: from that of its result y to that of its input x.

        grad_x = scale · (g − mean g − y · mean(g · y))        scale = 1 / √(variance + eps)

    A small change dx of x changes x − mean by dx − mean dx, and scale by −scale² · mean(y · dx). So, by the product
    rule, it changes y = scale · (x − mean) by scale · (dx − mean dx − y · mean(y · dx)). As a matrix this map is
    symmetric: gradients go back through it as changes go forth. The means are over ``axis``, as those of the forward
    pass.

    Shape: g and y = standardise(x) the same shape, scale a number for each mean -> an array of that shape
    Args: scale: 1 / √(variance + eps), by which the distances were multiplied. axis: an axis or a tuple of axes.
    Source: Ioffe and Szegedy (2015), section 3, in one formula.
    Example:
        >>> y = np.array([-1.0, 1.0, 1.0, -1.0])
        >>> standardise_grad(np.array([4.0, 0.0, 0.0, 0.0]), y, scale=0.5, axis=0)
        array([ 1.,  0.,  0., -1.])
    """
    mean_g = np.mean(g, axis=axis, keepdims=True)
    mean_gy = np.mean(g * y, axis=axis, keepdims=True)
    return (g - mean_g - y * mean_gy) * scale
