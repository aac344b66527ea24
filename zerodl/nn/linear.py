"""Linear layers."""

import numpy as np

from .. import config
from ..errors import ArgumentError, DTypeError, ShapeError
from . import functional as F
from . import init
from .module import Module, Parameter


class Identity(Module):
    """What goes in comes out: a place-holder where a network may or may not have a layer.

    Args: anything at all, so that it can be put in the place of any layer; it is ignored.
    """

    def __init__(self, *args, **kwargs):
        super().__init__()

    def forward(self, x):
        return x


class Linear(Module):
    """Every output a weighted sum of all inputs, plus a bias.

        y = x @ weightᵀ + bias

    Shape: x (…, in_features) -> (…, out_features); weight (out_features, in_features), bias (out_features,)
    Args: bias: whether to add one.
    Example:
        >>> import zerodl
        >>> Linear(3, 2)(zerodl.ones(5, 3)).shape
        (5, 2)
    """

    def __init__(self, in_features, out_features, bias=True):
        """Set the sizes and draw the first parameters evenly from [−1/√in_features, 1/√in_features)."""
        super().__init__()
        check_counts("Linear", in_features=in_features, out_features=out_features)
        self.in_features = in_features
        self.out_features = out_features
        bound = init.linear_bound(in_features)
        dtype = config.get_default_dtype()
        self.weight = init.uniform_(Parameter(np.empty((out_features, in_features), dtype)), -bound, bound)
        self.bias = init.uniform_(Parameter(np.empty(out_features, dtype)), -bound, bound) if bias else None

    def reset_parameters(self):
        """Draw the parameters anew, as at first."""
        bound = init.linear_bound(self.in_features)
        for parameter in self.parameters():
            init.uniform_(parameter, -bound, bound)

    def forward(self, x):
        """x @ weightᵀ + bias."""
        _check_input(f"Linear({self.in_features}, {self.out_features})", x, self.in_features)
        return F.linear(x, self.weight, self.bias)

    def extra_repr(self):
        return f"in_features={self.in_features}, out_features={self.out_features}, bias={self.bias is not None}"


class Bilinear(Module):
    """Every output a weighted sum of all products of an element of x1 and one of x2, plus a bias.

        y[k] = Σᵢⱼ x1[i] · weight[k, i, j] · x2[j] + bias[k]

    Shape: x1 (…, in1_features), x2 (…, in2_features) -> (…, out_features)
    Args: bias: whether to add one.
    Source: ``torch.nn.Bilinear``.
    Example:
        >>> import zerodl
        >>> Bilinear(3, 4, 2)(zerodl.ones(5, 3), zerodl.ones(5, 4)).shape
        (5, 2)
    """

    def __init__(self, in1_features, in2_features, out_features, bias=True):
        super().__init__()
        check_counts("Bilinear", in1_features=in1_features, in2_features=in2_features, out_features=out_features)
        self.in1_features = in1_features
        self.in2_features = in2_features
        self.out_features = out_features
        dtype = config.get_default_dtype()
        self.weight = Parameter(np.empty((out_features, in1_features, in2_features), dtype))
        self.bias = Parameter(np.empty(out_features, dtype)) if bias else None
        self.reset_parameters()

    def reset_parameters(self):
        """Draw the parameters evenly from [−1/√in1_features, 1/√in1_features)."""
        bound = init.linear_bound(self.in1_features)
        for parameter in self.parameters():
            init.uniform_(parameter, -bound, bound)

    def forward(self, x1, x2):
        name = f"Bilinear({self.in1_features}, {self.in2_features}, {self.out_features})"
        _check_input(name, x1, self.in1_features)
        _check_input(name, x2, self.in2_features)
        return F.bilinear(x1, x2, self.weight, self.bias)

    def extra_repr(self):
        return (
            f"in1_features={self.in1_features}, in2_features={self.in2_features}, "
            f"out_features={self.out_features}, bias={self.bias is not None}"
        )


def check_counts(layer, **counts):
    """Each count must be a positive integer; an error names the layer and the count."""
    for name, count in counts.items():
        if not isinstance(count, (int, np.integer)) or isinstance(count, bool) or count < 1:
            raise ArgumentError(f"{layer}: {name} must be a positive integer, got {count!r}")


def _check_input(layer, x, count):
    """The last axis of ``x`` must have as many elements as the layer takes."""
    if not hasattr(x, "shape"):
        raise DTypeError(
            f"{layer}: expected a tensor, got {type(x).__name__}: {x!r:.60}; make it one with zerodl.tensor"
        )
    if x.ndim < 1 or x.shape[-1] != count:
        raise ShapeError(f"{layer}: expected an input of shape (…, {count}), got {tuple(x.shape)}")
