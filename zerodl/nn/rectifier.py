"""Activations made of straight pieces, as layers."""

import numpy as np

from .. import config
from ..errors import ArgumentError
from . import functional as F
from . import init as initial
from .activation import Activation, applied
from .parameter import Parameter


class ReLU(Activation):
    """max(x, 0), element by element; see ``zerodl.relu``.

    Args: inplace: overwrite the input.
    Source: Nair and Hinton (2010).
    """

    def __init__(self, inplace=False):
        super().__init__()
        self.inplace = inplace

    def forward(self, x):
        return applied(F.relu, x, self.inplace)


class ReLU6(Activation):
    """min(max(x, 0), 6), element by element.

    Args: inplace: overwrite the input.
    Source: Howard et al. (2017).
    """

    def __init__(self, inplace=False):
        super().__init__()
        self.inplace = inplace

    def forward(self, x):
        return applied(F.relu6, x, self.inplace)


class LeakyReLU(Activation):
    """x where it is positive, negative_slope · x elsewhere, element by element.

    Args: inplace: overwrite the input.
    Source: Maas, Hannun and Ng (2013).
    """

    def __init__(self, negative_slope=0.01, inplace=False):
        super().__init__()
        self.negative_slope = negative_slope
        self.inplace = inplace

    def forward(self, x):
        return applied(F.leaky_relu, x, self.inplace, negative_slope=self.negative_slope)


class PReLU(Activation):
    """A leaky relu that learns its slope, one for all channels or one for each.

    Shape: x (B, C, …) -> the same shape; weight (num_parameters,)
    Args: num_parameters: 1, or the number of channels. init: the first slope.
    Source: He et al. (2015), section 2.1.
    """

    def __init__(self, num_parameters=1, init=0.25):
        super().__init__()
        if not isinstance(num_parameters, int) or num_parameters < 1:
            raise ArgumentError(f"PReLU: num_parameters must be 1 or the number of channels, got {num_parameters!r}")
        self.num_parameters = num_parameters
        self.init = init
        self.weight = Parameter(np.empty(num_parameters, config.get_default_dtype()))
        self.reset_parameters()

    def reset_parameters(self):
        """Set all slopes to the first one."""
        initial.constant_(self.weight, self.init)

    def forward(self, x):
        return F.prelu(x, self.weight)

    def extra_repr(self):
        return f"num_parameters={self.num_parameters}"


class RReLU(Activation):
    """A leaky relu whose slope is drawn by chance while training, for each element; else it is the middle of the range.

    Args: lower, upper: the range.
    Source: Xu et al. (2015).
    """

    def __init__(self, lower=1 / 8, upper=1 / 3):
        super().__init__()
        self.lower = lower
        self.upper = upper

    def forward(self, x):
        return F.rrelu(x, self.lower, self.upper, self.training)


class Threshold(Activation):
    """x where it is above ``threshold``, ``value`` elsewhere, element by element.

    Args: inplace: overwrite the input.
    Source: ``torch.nn.Threshold``.
    """

    def __init__(self, threshold, value, inplace=False):
        super().__init__()
        self.threshold = threshold
        self.value = value
        self.inplace = inplace

    def forward(self, x):
        return applied(F.threshold, x, self.inplace, threshold=self.threshold, value=self.value)


class Hardtanh(Activation):
    """x kept between min_val and max_val, element by element.

    Args: inplace: overwrite the input.
    Source: Collobert (2004).
    """

    def __init__(self, min_val=-1.0, max_val=1.0, inplace=False):
        super().__init__()
        if not min_val < max_val:
            raise ArgumentError(f"Hardtanh: min_val must be less than max_val, got {min_val} and {max_val}")
        self.min_val = min_val
        self.max_val = max_val
        self.inplace = inplace

    def forward(self, x):
        return applied(F.hardtanh, x, self.inplace, min_val=self.min_val, max_val=self.max_val)


class Hardsigmoid(Activation):
    """A sigmoid of three straight pieces, 0 below −3 and 1 above 3, element by element.

    Args: inplace: overwrite the input.
    Source: Courbariaux, Bengio and David (2015); the slope is that of ``torch.nn.Hardsigmoid``.
    """

    def __init__(self, inplace=False):
        super().__init__()
        self.inplace = inplace

    def forward(self, x):
        return applied(F.hardsigmoid, x, self.inplace)


class Hardswish(Activation):
    """x · hardsigmoid(x), element by element.

    Args: inplace: overwrite the input.
    Source: Howard et al. (2019), section 5.2.
    """

    def __init__(self, inplace=False):
        super().__init__()
        self.inplace = inplace

    def forward(self, x):
        return applied(F.hardswish, x, self.inplace)


class Hardshrink(Activation):
    """x where |x| is above lambd, 0 elsewhere, element by element.

    Source: Donoho and Johnstone (1994).
    """

    def __init__(self, lambd=0.5):
        super().__init__()
        self.lambd = lambd

    def forward(self, x):
        return F.hardshrink(x, lambd=self.lambd)

    def extra_repr(self):
        return str(self.lambd)


class Softshrink(Activation):
    """x drawn towards 0 by lambd, and 0 where |x| is no more than that, element by element.

    Source: Donoho and Johnstone (1994).
    """

    def __init__(self, lambd=0.5):
        super().__init__()
        self.lambd = lambd

    def forward(self, x):
        return F.softshrink(x, lambd=self.lambd)

    def extra_repr(self):
        return str(self.lambd)
