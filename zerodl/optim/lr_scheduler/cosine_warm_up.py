"""The schedule of most large models: a short rise, then half a wave of the cosine."""

import math


def warm_up_cosine(t, warm_up, total, floor=0.0):
    """The share of the highest rate at step t: it rises for ``warm_up`` steps, and falls until step ``total``.

        (t + 1) / (warm_up + 1)                                                          t < warm_up
        floor + (1 − floor) · (1 + cos(π · (t − warm_up) / (total − warm_up))) / 2       warm_up ≤ t < total
        floor                                                                            t ≥ total

    The first step gets a little already, since one with a rate of 0 would teach nothing; step ``warm_up`` gets all.
    For ``LambdaLR``, which multiplies the optimiser's rate by what a function of the step says:

        LambdaLR(optimizer, lambda t: warm_up_cosine(t, warm_up=100, total=2000, floor=0.1))

    Args: t: the step, from 0. warm_up, total: numbers of steps, 0 ≤ warm_up ≤ total. floor: the share that is left.
    Source: Loshchilov and Hutter (2017), eq. 5, with the warm-up of Goyal et al. (2017), section 2.2.
    Example:
        >>> [round(warm_up_cosine(t, warm_up=1, total=5), 3) for t in range(7)]
        [0.5, 1.0, 0.854, 0.5, 0.146, 0.0, 0.0]
    """
    if t < warm_up:
        return (t + 1) / (warm_up + 1)
    if t >= total:
        return floor
    done = (t - warm_up) / (total - warm_up)
    return floor + (1 - floor) * (1 + math.cos(math.pi * done)) / 2
