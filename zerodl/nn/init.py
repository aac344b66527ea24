"""First values for parameters."""

import math

from ..random import default_generator


def uniform_(tensor, a=0.0, b=1.0, generator=None):
    """Fill a tensor in place with numbers spread evenly over [a, b); returns it."""
    tensor.array[...] = (generator or default_generator).numpy.uniform(a, b, tensor.shape)
    tensor.storage.version += 1
    return tensor


def linear_bound(in_features):
    """The half-width 1/√in_features that PyTorch spreads a linear layer's first weights over.

    Source: LeCun et al. (1998), "Efficient BackProp", section 4.6, for the 1/√n.
    Example:
        >>> linear_bound(4)
        0.5
    """
    return 1 / math.sqrt(in_features)
