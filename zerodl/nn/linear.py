"""Linear layers."""

import numpy as np

from .. import config
from ..errors import ArgumentError, ShapeError
from . import functional as F
from . import init
from .module import Module, Parameter


class Linear(Module):
    """Every output a weighted sum of all inputs, plus a bias.

        y = x @ weightᵀ + bias

    Shape: x (B, in_features) -> (B, out_features); weight (out_features, in_features), bias (out_features,)
    Args: bias: whether to add one.
    Example:
        >>> import zerodl
        >>> Linear(3, 2)(zerodl.ones(5, 3)).shape
        (5, 2)
    """

    def __init__(self, in_features, out_features, bias=True):
        """Set the sizes and draw the first parameters evenly from [−1/√in_features, 1/√in_features)."""
        super().__init__()
        for name, count in (("in_features", in_features), ("out_features", out_features)):
            if not isinstance(count, (int, np.integer)) or count < 1:
                raise ArgumentError(f"Linear: {name} must be a positive integer, got {count!r}")
        self.in_features = in_features
        self.out_features = out_features
        bound = init.linear_bound(in_features)
        dtype = config.get_default_dtype()
        self.weight = init.uniform_(Parameter(np.empty((out_features, in_features), dtype)), -bound, bound)
        self.bias = init.uniform_(Parameter(np.empty(out_features, dtype)), -bound, bound) if bias else None

    def forward(self, x):
        """x @ weightᵀ + bias."""
        if x.ndim < 2 or x.shape[-1] != self.in_features:
            raise ShapeError(
                f"Linear({self.in_features}, {self.out_features}): expected an input of shape "
                f"(batch, {self.in_features}), got {x.shape}"
            )
        return F.linear(x, self.weight, self.bias)

    def extra_repr(self):
        return f"in_features={self.in_features}, out_features={self.out_features}, bias={self.bias is not None}"
