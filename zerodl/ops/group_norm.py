"""Group normalisation: every example's channels in groups, each with its own mean and variance taken out."""

import math

from ..autograd.op import composite
from ..autograd.promotion import widen
from ..errors import ArgumentError, ShapeError
from .batch_norm import channelwise, scale_channels
from .layer_norm import layer_norm
from .shape import reshape


@composite(method=False)
def group_norm(x, num_groups, weight=None, bias=None, eps=1e-5):
    """Every group of an example's channels brought to mean 0 and variance 1, then scaled and moved channel by channel.

        y = weight · (x − mean) / √(variance + eps) + bias        mean and variance of the group, over all places

    Shape: x (B, C, …), C a multiple of num_groups, weight and bias (C,) or None -> (B, C, …)
    Args: num_groups: 1 normalises an example as a whole, C each channel by itself. eps: keeps the root above 0.
    Raises: ShapeError if the channels do not come out even; DTypeError for integers.
    Source: Wu and He (2018); torch.nn.functional.group_norm.
    Example:
        >>> import zerodl
        >>> group_norm(zerodl.tensor([[1.0, 3.0, 10.0, 30.0]]), num_groups=2)
        tensor([[-1.0000,  1.0000, -1.0000,  1.0000]])
    """
    channelwise("group_norm", x.shape, *(v.shape for v in (weight, bias) if v is not None))
    if not isinstance(num_groups, int) or num_groups < 1:
        raise ArgumentError(f"group_norm: num_groups must be a positive integer, got {num_groups!r}")
    batch, channels, *places = x.shape
    if channels % num_groups:
        raise ShapeError(
            f"group_norm: {channels} channels, in shape {tuple(x.shape)}, cannot be divided into {num_groups} groups "
            "of one size"
        )
    size = channels // num_groups * math.prod(places)
    groups = reshape(widen(x), (batch, num_groups, size))
    y = reshape(layer_norm(groups, normalized_shape=(size,), eps=eps), x.shape)
    return scale_channels(y, weight, bias, like=x)
