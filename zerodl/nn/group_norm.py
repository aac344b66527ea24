"""Group normalisation, as a layer."""

import numpy as np

from .. import config
from ..errors import ArgumentError
from . import functional as F
from . import init
from .linear import check_counts
from .module import Module
from .parameter import Parameter


class GroupNorm(Module):
    """Every group of an example's channels with mean 0 and variance 1; then scaled and moved channel by channel.

        y = weight · (x − mean) / √(variance + eps) + bias

    Shape: x (B, C, …) -> the same shape; weight and bias (C,)
    Args:
        num_groups: a divisor of num_channels, which is C; 1 normalises an example as a whole. eps: keeps the root
            above 0. affine: whether weight and bias are learned. bias: whether there is one.
    Source: Wu and He (2018).
    Example:
        >>> import zerodl
        >>> GroupNorm(2, 4)(zerodl.tensor([[1.0, 3.0, 10.0, 30.0]])).detach()
        tensor([[-1.0000,  1.0000, -1.0000,  1.0000]])
    """

    def __init__(self, num_groups, num_channels, eps=1e-5, affine=True, *, bias=True):
        super().__init__()
        check_counts("GroupNorm", num_groups=num_groups, num_channels=num_channels)
        if num_channels % num_groups:
            raise ArgumentError(f"GroupNorm: {num_channels} channels cannot be divided into {num_groups} groups")
        self.num_groups = num_groups
        self.num_channels = num_channels
        self.eps = eps
        self.affine = affine
        dtype = config.get_default_dtype()
        self.weight = Parameter(np.ones(num_channels, dtype)) if affine else None
        self.bias = Parameter(np.zeros(num_channels, dtype)) if affine and bias else None

    def reset_parameters(self):
        """Set the weight to 1 and the bias to 0."""
        if self.weight is not None:
            init.ones_(self.weight)
        if self.bias is not None:
            init.zeros_(self.bias)

    def forward(self, x):
        return F.group_norm(x, self.num_groups, self.weight, self.bias, self.eps)

    def extra_repr(self):
        return (
            f"{self.num_groups}, {self.num_channels}, eps={self.eps}, affine={self.affine}, "
            f"bias={self.bias is not None}"
        )
