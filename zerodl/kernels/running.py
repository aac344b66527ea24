"""Running statistics: what a batch norm remembers of the batches that it has seen."""


def update_running_statistics(running_mean, running_var, mean, variance, count, momentum):
    """Move the running mean and variance a step towards those of the newest batch, in place.

        running ← (1 − momentum) · running + momentum · new

    The batch's variance is divided by n, as it is normalised with; the running one is to be that of all data, so it
    gets n / (n − 1) times as much (Bessel's correction).

    Shape: all (C,); nothing is returned
    Args: count: n, the number of elements that each mean was taken over. momentum: the share of the new, in [0, 1].
    Source: Ioffe and Szegedy (2015), algorithm 2; torch.nn.BatchNorm1d.
    Example:
        >>> import numpy as np
        >>> running_mean, running_var = np.array([0.0]), np.array([1.0])
        >>> update_running_statistics(running_mean, running_var, np.array([10.0]), np.array([3.0]), 4, momentum=0.25)
        >>> running_mean, running_var
        (array([2.5]), array([1.75]))
    """
    running_mean[...] = (1 - momentum) * running_mean + momentum * mean
    running_var[...] = (1 - momentum) * running_var + momentum * variance * (count / max(count - 1, 1))
