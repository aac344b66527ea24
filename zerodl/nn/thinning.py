"""Thinning: what goes through a network while it trains, with a part of it dropped by chance."""

from ..autograd.in_place import change
from ..autograd.tensor import Tensor
from ..device import to_device
from ..errors import ArgumentError, ShapeError
from ..ops import dropout as dropped
from ..ops import where
from ..ops.dropout import keeps, refuse_other_than_chance

# Where SELU bends to for very negative inputs, −scale · alpha of Klambauer et al. (2017).
SELU_FLOOR = -1.7580993408473766


def dropout(input, p=0.5, training=True, inplace=False, generator=None):
    """While training, put 0 in place of each element with the chance p and divide the others by 1 − p.

    The mean stays what it was, so nothing needs scaling when the network is used.

    Args: training: with False the input is handed back. inplace: overwrite it. generator: None is the shared one.
    Source: Srivastava et al. (2014); torch.nn.functional.dropout.
    Example:
        >>> import zerodl
        >>> x = zerodl.ones(3)
        >>> dropout(x, p=1.0), dropout(x, training=False) is x
        (tensor([0., 0., 0.]), True)
    """
    return _thinned("dropout", input, p, None, training, inplace, generator)


def dropout1d(input, p=0.5, training=True, inplace=False, generator=None):
    """``dropout`` of whole channels of sequences.

    Shape: (B, C, L) or (C, L) -> the same shape
    Source: Tompson et al. (2015); torch.nn.functional.dropout1d.
    """
    return _thinned_by_channel("dropout1d", {2: 1, 3: 2}, input, p, training, inplace, generator)


def dropout2d(input, p=0.5, training=True, inplace=False, generator=None):
    """``dropout`` of whole channels of images; what a pixel lost could be read from its neighbours.

    Shape: (B, C, H, W) -> the same shape; of three axes, as in PyTorch, the first is the batch
    Source: Tompson et al. (2015); torch.nn.functional.dropout2d.
    """
    return _thinned_by_channel("dropout2d", {3: 2, 4: 2}, input, p, training, inplace, generator)


def dropout3d(input, p=0.5, training=True, inplace=False, generator=None):
    """``dropout`` of whole channels of volumes.

    Shape: (B, C, D, H, W) or (C, D, H, W) -> the same shape
    Source: Tompson et al. (2015); torch.nn.functional.dropout3d.
    """
    return _thinned_by_channel("dropout3d", {4: 1, 5: 2}, input, p, training, inplace, generator)


def stochastic_depth(input, p, mode, training=True, generator=None):
    """While training, leave out a block of a residual network with the chance p: what it would have added becomes 0.

        y = x + stochastic_depth(block(x), p, "row")

    Args: mode: "row" decides for each member of the batch, "batch" for all of it at once.
    Source: Huang, Sun, Liu, Sedra and Weinberger (2016); torchvision.ops.stochastic_depth.
    Example:
        >>> import zerodl
        >>> stochastic_depth(zerodl.ones(2, 3), p=1.0, mode="row")
        tensor([[0., 0., 0.],
                [0., 0., 0.]])
    """
    if mode not in ("batch", "row"):
        raise ArgumentError(f'stochastic_depth: mode must be "batch" or "row", got {mode!r}')
    return _thinned("stochastic_depth", input, p, 0 if mode == "batch" else 1, training, False, generator)


def alpha_dropout(input, p=0.5, training=False, inplace=False, generator=None):
    """``dropout`` for networks of SELU: what is dropped goes to SELU's lowest value, and mean and variance stay.

        y = a · (x where it is kept, else −1.7581) + b        a and b so that mean 0 and variance 1 stay

    Args: training: as in PyTorch, False unless given.
    Source: Klambauer, Unterthiner, Mayr and Hochreiter (2017); torch.nn.functional.alpha_dropout.
    Example:
        >>> import zerodl
        >>> alpha_dropout(zerodl.ones(3), p=1.0, training=True)
        tensor([0., 0., 0.])
    """
    return _thinned_for_selu("alpha_dropout", input, p, None, training, inplace, generator)


def feature_alpha_dropout(input, p=0.5, training=False, inplace=False, generator=None):
    """``alpha_dropout`` of whole channels.

    Shape: (B, C, …) -> the same shape
    Source: torch.nn.functional.feature_alpha_dropout.
    """
    if input.ndim < 2:
        raise ShapeError(f"feature_alpha_dropout: expected (B, C, …), got shape {tuple(input.shape)}")
    return _thinned_for_selu("feature_alpha_dropout", input, p, 2, training, inplace, generator)


def _thinned(name, x, p, axes, training, inplace, generator):
    refuse_other_than_chance(name, p)
    if not training or p == 0 or x.numel() == 0:
        return x
    settings = {"p": p, "axes": axes, "generator": generator}
    return change(x, "dropout", **settings) if inplace else dropped(x, **settings)


def _thinned_for_selu(name, x, p, axes, training, inplace, generator):
    refuse_other_than_chance(name, p)
    if not training or p == 0 or x.numel() == 0:
        return x
    if p == 1:
        y = x * 0.0
    else:
        kept = Tensor(to_device(keeps(name, x.shape, p, axes, generator), x.device))
        a = ((SELU_FLOOR**2 * p + 1) * (1 - p)) ** -0.5
        y = where(kept, x, SELU_FLOOR) * a - a * SELU_FLOOR * p
    return x.copy_(y) if inplace else y


def _thinned_by_channel(name, leading, x, p, training, inplace, generator):
    """``leading``: how many axes lead up to a channel, by the number of axes that there are."""
    if x.ndim not in leading:
        raise ShapeError(
            f"{name}: expected {' or '.join(map(str, leading))} axes, got shape {tuple(x.shape)}; dropout drops single "
            "elements of any shape"
        )
    return _thinned(name, x, p, leading[x.ndim], training, inplace, generator)
