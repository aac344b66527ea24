"""Dropout on arrays: what chance leaves of an array, and by which factors."""

import numpy as np


def drop(x, chance, p):
    """A new array in which the elements that chance hits are 0, and the others larger so that the mean stays.

        y = x · mask        mask = 0 where chance < p, else 1 / (1 − p)

    Shape: x (any shape), chance the same shape, or 1 long on axes whose elements share it -> y as x, mask as chance
    Args: chance: numbers drawn evenly from [0, 1). p: the chance to drop, in [0, 1]; with 1 all is dropped.
    Returns: y, and mask, the factors by which the gradient is multiplied on its way back; both in the dtype of x.
    Source: Srivastava, Hinton, Krizhevsky, Sutskever and Salakhutdinov (2014), scaled while training.
    Example:
        >>> drop(np.array([10.0, 20.0, 30.0]), chance=np.array([0.9, 0.1, 0.5]), p=0.2)
        (array([12.5,  0. , 37.5]), array([1.25, 0.  , 1.25]))
    """
    scale = 1 / (1 - p) if p < 1 else 0.0
    mask = np.multiply(chance >= p, scale, dtype=x.dtype)
    return x * mask, mask
