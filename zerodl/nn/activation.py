"""Activations as layers: the smooth ones, and those along an axis. ``rectifier`` has those made of straight pieces."""

from ..autograd.in_place import change
from ..errors import ShapeError
from . import functional as F
from .module import Module


class Activation(Module):
    """What activations share: their settings are their attributes, and are printed in the order they were set in."""

    def extra_repr(self):
        settings = {name: value for name, value in vars(self).items() if name != "training" and value is not False}
        return ", ".join(f"{name}={value!r}" for name, value in settings.items() if not isinstance(value, Module))


def applied(function, x, inplace, **settings):
    """``function(x, …)``, written over x if the layer works in place: that saves the memory of the result."""
    return change(x, function.__name__, **settings) if inplace else function(x, **settings)


class Sigmoid(Activation):
    """1 / (1 + e⁻ˣ), from 0 to 1, element by element; see ``zerodl.sigmoid``."""

    def forward(self, x):
        return F.sigmoid(x)


class LogSigmoid(Activation):
    """The logarithm of sigmoid, element by element, without leaving the range of the floats."""

    def forward(self, x):
        return F.logsigmoid(x)


class Tanh(Activation):
    """The hyperbolic tangent, from −1 to 1, element by element."""

    def forward(self, x):
        return F.tanh(x)


class Tanhshrink(Activation):
    """x − tanh x, element by element."""

    def forward(self, x):
        return F.tanhshrink(x)


class Softsign(Activation):
    """x / (1 + |x|), from −1 to 1, element by element."""

    def forward(self, x):
        return F.softsign(x)


class Softplus(Activation):
    """log(1 + e^(beta·x)) / beta, a smooth relu, element by element.

    Args: beta: how sharp the bend is. threshold: where beta·x is above it, x itself is taken, which is as good.
    """

    def __init__(self, beta=1.0, threshold=20.0):
        super().__init__()
        self.beta = beta
        self.threshold = threshold

    def forward(self, x):
        return F.softplus(x, beta=self.beta, threshold=self.threshold)


class ELU(Activation):
    """x where it is positive, alpha · (eˣ − 1) elsewhere, element by element.

    Args: inplace: overwrite the input.
    Source: Clevert, Unterthiner and Hochreiter (2016).
    """

    def __init__(self, alpha=1.0, inplace=False):
        super().__init__()
        self.alpha = alpha
        self.inplace = inplace

    def forward(self, x):
        return applied(F.elu, x, self.inplace, alpha=self.alpha)


class CELU(Activation):
    """max(0, x) + min(0, alpha · (e^(x/alpha) − 1)): an elu without a kink for any alpha.

    Args: inplace: overwrite the input.
    Source: Barron (2017).
    """

    def __init__(self, alpha=1.0, inplace=False):
        super().__init__()
        self.alpha = alpha
        self.inplace = inplace

    def forward(self, x):
        return applied(F.celu, x, self.inplace, alpha=self.alpha)


class SELU(Activation):
    """An elu scaled so that signals tend to mean 0 and variance 1 from layer to layer.

    Args: inplace: overwrite the input.
    Source: Klambauer et al. (2017).
    """

    def __init__(self, inplace=False):
        super().__init__()
        self.inplace = inplace

    def forward(self, x):
        return applied(F.selu, x, self.inplace)


class GELU(Activation):
    """x times the share of the normal distribution that lies below x, element by element.

    Args: approximate: "none", or "tanh" for the form of it that GPT-2 was trained with.
    Source: Hendrycks and Gimpel (2016).
    """

    def __init__(self, approximate="none"):
        super().__init__()
        self.approximate = approximate

    def forward(self, x):
        return F.gelu(x, approximate=self.approximate)


class SiLU(Activation):
    """x · sigmoid(x), element by element; also called swish.

    Args: inplace: overwrite the input.
    Source: Elfwing, Uchibe and Doya (2018).
    """

    def __init__(self, inplace=False):
        super().__init__()
        self.inplace = inplace

    def forward(self, x):
        return applied(F.silu, x, self.inplace)


class Mish(Activation):
    """x · tanh(softplus(x)), element by element.

    Args: inplace: overwrite the input.
    Source: Misra (2019).
    """

    def __init__(self, inplace=False):
        super().__init__()
        self.inplace = inplace

    def forward(self, x):
        return applied(F.mish, x, self.inplace)


class GLU(Activation):
    """One half of an axis, let through by the sigmoid of the other: a · sigmoid(b).

    Shape: x (…, 2·D, …) -> (…, D, …)
    Source: Dauphin et al. (2017).
    """

    def __init__(self, dim=-1):
        super().__init__()
        self.dim = dim

    def forward(self, x):
        return F.glu(x, dim=self.dim)


class Softmax(Activation):
    """Positive numbers that sum to 1 along ``dim``, in the proportions of eˣ."""

    def __init__(self, dim):
        super().__init__()
        self.dim = dim

    def forward(self, x):
        return F.softmax(x, dim=self.dim)


class Softmin(Activation):
    """The softmax of −x: the smallest gets the most."""

    def __init__(self, dim):
        super().__init__()
        self.dim = dim

    def forward(self, x):
        return F.softmin(x, dim=self.dim)


class LogSoftmax(Activation):
    """The logarithm of softmax along ``dim``, without leaving the range of the floats."""

    def __init__(self, dim):
        super().__init__()
        self.dim = dim

    def forward(self, x):
        return F.log_softmax(x, dim=self.dim)


class Softmax2d(Activation):
    """At each place of an image, softmax over its channels.

    Shape: x (B, C, H, W) or (C, H, W) -> the same shape
    """

    def forward(self, x):
        if x.ndim not in (3, 4):
            raise ShapeError(f"Softmax2d: expected an input (B, C, H, W) or (C, H, W), got {tuple(x.shape)}")
        return F.softmax(x, dim=-3)
