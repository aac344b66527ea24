"""Layers that normalise each example by itself, over its last axes."""

import numpy as np

from .. import config
from . import init
from .module import Module
from .normalisation import layer_norm, lengths, rms_norm
from .parameter import Parameter


class LayerNorm(Module):
    """Every example with mean 0 and variance 1 over its last axes; then scaled and moved.

        y = weight · (x − mean) / √(variance + eps) + bias

    Training and evaluation are the same, and the rest of the batch does not matter.

    Shape: x (…, D) -> the same shape; weight and bias (D,); D stands for ``normalized_shape``
    Args:
        normalized_shape: the lengths of the last axes, or of the last one as a number. eps: keeps the root above 0.
        elementwise_affine: whether weight and bias are learned. bias: whether there is one.
    Source: Ba, Kiros and Hinton (2016).
    Example:
        >>> import zerodl
        >>> LayerNorm(2)(zerodl.tensor([[1.0, 3.0], [10.0, 30.0]])).detach()
        tensor([[-1.0000,  1.0000],
                [-1.0000,  1.0000]])
    """

    def __init__(self, normalized_shape, eps=1e-5, elementwise_affine=True, bias=True):
        super().__init__()
        self.normalized_shape = lengths("LayerNorm", normalized_shape)
        self.eps = eps
        self.elementwise_affine = elementwise_affine
        shape, dtype = self.normalized_shape, config.get_default_dtype()
        self.weight = Parameter(np.ones(shape, dtype)) if elementwise_affine else None
        self.bias = Parameter(np.zeros(shape, dtype)) if elementwise_affine and bias else None

    def reset_parameters(self):
        """Set the weight to 1 and the bias to 0."""
        if self.weight is not None:
            init.ones_(self.weight)
        if self.bias is not None:
            init.zeros_(self.bias)

    def forward(self, x):
        return layer_norm(x, self.normalized_shape, self.weight, self.bias, self.eps)

    def extra_repr(self):
        return (
            f"{self.normalized_shape}, eps={self.eps}, elementwise_affine={self.elementwise_affine}, "
            f"bias={self.bias is not None}"
        )


class RMSNorm(Module):
    """Every example divided by the root of its mean square over the last axes; then scaled.

        y = weight · x / √(mean of x² + eps)

    Shape: x (…, D) -> the same shape; weight (D,); D stands for ``normalized_shape``
    Args: normalized_shape: the lengths of the last axes, or of the last one as a number. eps: None is the dtype's own.
        elementwise_affine: whether a weight is learned.
    Source: Zhang and Sennrich (2019).
    Example:
        >>> import zerodl
        >>> RMSNorm(2)(zerodl.tensor([3.0, 4.0])).detach()
        tensor([0.8485, 1.1314])
    """

    def __init__(self, normalized_shape, eps=None, elementwise_affine=True):
        super().__init__()
        self.normalized_shape = lengths("RMSNorm", normalized_shape)
        self.eps = eps
        self.elementwise_affine = elementwise_affine
        ones = np.ones(self.normalized_shape, config.get_default_dtype())
        self.weight = Parameter(ones) if elementwise_affine else None

    def reset_parameters(self):
        """Set the weight to 1."""
        if self.weight is not None:
            init.ones_(self.weight)

    def forward(self, x):
        return rms_norm(x, self.normalized_shape, self.weight, self.eps)

    def extra_repr(self):
        return f"{self.normalized_shape}, eps={self.eps}, elementwise_affine={self.elementwise_affine}"
