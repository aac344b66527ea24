"""Dropout layers: while training, a part of what comes in is dropped by chance; in evaluation nothing happens."""

from ..errors import ArgumentError
from ..ops.dropout import refuse_other_than_chance
from . import thinning
from .module import Module


class Thinning(Module):
    """What dropout layers share: the chance to drop, and whether the input is overwritten."""

    def __init__(self, p=0.5, inplace=False):
        super().__init__()
        refuse_other_than_chance(type(self).__name__, p)
        self.p = p
        self.inplace = inplace

    def extra_repr(self):
        return f"p={self.p}, inplace={self.inplace}"


class Dropout(Thinning):
    """While training, each element is 0 with the chance p, the others are divided by 1 − p.

    No unit can rely on another being there, so each learns something that is of use by itself.

    Shape: x (any shape) -> the same shape
    Args: p: the chance to drop. inplace: overwrite the input.
    Source: Srivastava et al. (2014).
    Example:
        >>> import zerodl
        >>> Dropout(0.9).eval()(zerodl.ones(3))
        tensor([1., 1., 1.])
    """

    def forward(self, x):
        return thinning.dropout(x, self.p, self.training, self.inplace)


class Dropout1d(Thinning):
    """While training, each channel of a sequence is 0 as a whole with the chance p.

    Shape: x (B, C, L) or (C, L) -> the same shape
    Args: p: the chance to drop. inplace: overwrite the input.
    Source: Tompson et al. (2015).
    """

    def forward(self, x):
        return thinning.dropout1d(x, self.p, self.training, self.inplace)


class Dropout2d(Thinning):
    """While training, each channel of an image is 0 as a whole with the chance p.

    Shape: x (B, C, H, W) -> the same shape
    Args: p: the chance to drop. inplace: overwrite the input.
    Source: Tompson et al. (2015).
    """

    def forward(self, x):
        return thinning.dropout2d(x, self.p, self.training, self.inplace)


class Dropout3d(Thinning):
    """While training, each channel of a volume is 0 as a whole with the chance p.

    Shape: x (B, C, D, H, W) or (C, D, H, W) -> the same shape
    Args: p: the chance to drop. inplace: overwrite the input.
    Source: Tompson et al. (2015).
    """

    def forward(self, x):
        return thinning.dropout3d(x, self.p, self.training, self.inplace)


class AlphaDropout(Thinning):
    """Dropout that keeps mean 0 and variance 1, as networks of SELU need it.

    Args: p: the chance to drop. inplace: overwrite the input.
    Source: Klambauer et al. (2017).
    """

    def forward(self, x):
        return thinning.alpha_dropout(x, self.p, self.training, self.inplace)


class FeatureAlphaDropout(Thinning):
    """``AlphaDropout`` of whole channels.

    Shape: x (B, C, …) -> the same shape
    Args: p: the chance to drop. inplace: overwrite the input.
    Source: Klambauer et al. (2017); torch.nn.FeatureAlphaDropout.
    """

    def forward(self, x):
        return thinning.feature_alpha_dropout(x, self.p, self.training, self.inplace)


class StochasticDepth(Module):
    """While training, a whole block is left out with the chance p; it stands at the end of what a residual block adds.

        y = x + StochasticDepth(p, "row")(block(x))

    Shape: x (B, …) -> the same shape
    Args: p: the chance to drop. mode: "row" decides for each member of the batch, "batch" for all of it at once.
    Source: Huang, Sun, Liu, Sedra and Weinberger (2016); torchvision.ops.StochasticDepth.
    Example:
        >>> import zerodl
        >>> StochasticDepth(0.2, "row").eval()(zerodl.ones(2))
        tensor([1., 1.])
    """

    def __init__(self, p, mode):
        super().__init__()
        refuse_other_than_chance("StochasticDepth", p)
        if mode not in ("batch", "row"):
            raise ArgumentError(f'StochasticDepth: mode must be "batch" or "row", got {mode!r}')
        self.p = p
        self.mode = mode

    def forward(self, x):
        return thinning.stochastic_depth(x, self.p, self.mode, self.training)

    def extra_repr(self):
        return f"p={self.p}, mode={self.mode}"
