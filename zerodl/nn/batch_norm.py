"""Batch normalisation layers."""

from typing import Any

import numpy as np

from .. import config
from ..autograd.tensor import Tensor
from ..errors import DTypeError, ShapeError
from . import init
from .linear import check_counts
from .module import Module
from .normalisation import batch_normalised
from .parameter import Parameter


class ChannelNorm(Module):
    """What batch and instance normalisation share: a weight and a bias for each channel, and running statistics.

    The running statistics are buffers: they are saved with the parameters, and an optimiser leaves them alone.
    """

    axes: tuple[int, ...] = ()  # the numbers of axes that an input may have
    running_mean: Any  # three buffers, or None
    running_var: Any
    num_batches_tracked: Any

    def __init__(self, num_features, eps, momentum, affine, track_running_stats, bias):
        super().__init__()
        check_counts(type(self).__name__, num_features=num_features)
        self.num_features = num_features
        self.eps = eps
        self.momentum = momentum
        self.affine = affine
        self.track_running_stats = track_running_stats
        dtype = config.get_default_dtype()
        self.weight = Parameter(np.ones(num_features, dtype)) if affine else None
        self.bias = Parameter(np.zeros(num_features, dtype)) if affine and bias else None
        tracked = track_running_stats
        self.register_buffer("running_mean", Tensor(np.zeros(num_features, dtype)) if tracked else None)
        self.register_buffer("running_var", Tensor(np.ones(num_features, dtype)) if tracked else None)
        self.register_buffer("num_batches_tracked", Tensor(np.zeros((), np.int64)) if tracked else None)

    def reset_running_stats(self):
        """Forget the batches that were seen: mean 0 and variance 1 again."""
        if self.running_mean is not None:
            self.running_mean.fill_(0)
            self.running_var.fill_(1)
            self.num_batches_tracked.fill_(0)

    def reset_parameters(self):
        """Set weight, bias and running statistics back to 1, 0 and the beginning."""
        self.reset_running_stats()
        if self.weight is not None:
            init.ones_(self.weight)
        if self.bias is not None:
            init.zeros_(self.bias)

    def name(self):
        """What errors call the layer."""
        return f"{type(self).__name__}({self.num_features})"

    def check_input(self, x):
        """Refuse an input that has other axes, or other channels, than the layer is for."""
        if not isinstance(x, Tensor):
            raise DTypeError(
                f"{self.name()}: expected a tensor, got {type(x).__name__}: {x!r:.60}; make it one with zerodl.tensor"
            )
        if x.ndim not in self.axes:
            wanted = " or ".join(map(str, self.axes))
            raise ShapeError(f"{self.name()}: expected an input of {wanted} axes, got shape {tuple(x.shape)}")

    def extra_repr(self):
        return (
            f"{self.num_features}, eps={self.eps}, momentum={self.momentum}, affine={self.affine}, "
            f"bias={self.bias is not None}, track_running_stats={self.track_running_stats}"
        )


class BatchNorm(ChannelNorm):
    """The batch normalisation layers differ in nothing but the inputs that they take."""

    def __init__(self, num_features, eps=1e-5, momentum=0.1, affine=True, track_running_stats=True, *, bias=True):
        super().__init__(num_features, eps, momentum, affine, track_running_stats, bias)

    def forward(self, x):
        self.check_input(x)
        if x.shape[1] != self.num_features:
            raise ShapeError(
                f"{self.name()}: expected {self.num_features} channels on the second axis, got shape {tuple(x.shape)}"
            )
        share, mean, variance = self.momentum, self.running_mean, self.running_var
        if self.training and not self.track_running_stats:
            mean = variance = None
        followed = self.training and mean is not None
        if followed and share is None:  # each batch counts as much as another: the mean of all so far
            share = 1 / (self.num_batches_tracked.item() + 1)
        of_batch = self.training or mean is None
        y = batch_normalised(self.name(), x, mean, variance, self.weight, self.bias, of_batch, share, self.eps)
        if followed:
            self.num_batches_tracked.add_(1)
        return y


class BatchNorm1d(BatchNorm):
    """Every feature, or channel of a sequence, with mean 0 and variance 1 over the batch; then scaled and moved.

        y = weight · (x − mean) / √(variance + eps) + bias

    While training, mean and variance are those of the batch, and running ones follow them; in evaluation the running
    ones are taken, so that an answer does not depend on what else is asked.

    Shape: x (B, C) or (B, C, L) -> the same shape; weight, bias and running statistics (C,)
    Args:
        num_features: C. eps: keeps the root above 0. momentum: the share of the newest batch in the running
            statistics; None counts all batches alike. affine: whether weight and bias are learned.
        track_running_stats: with False there are no running statistics, and evaluation takes those of the batch, too.
        bias: whether there is one.
    Raises: ShapeError; ArgumentError while training on a batch of one, which has no variance.
    Source: Ioffe and Szegedy (2015).
    Example:
        >>> import zerodl
        >>> layer = BatchNorm1d(2)
        >>> layer(zerodl.tensor([[1.0, 10.0], [3.0, 30.0]])).detach()
        tensor([[-1.0000, -1.0000],
                [ 1.0000,  1.0000]])
        >>> layer.running_mean
        tensor([0.2000, 2.0000])
    """

    axes = (2, 3)


class BatchNorm2d(BatchNorm):
    """Every channel of images with mean 0 and variance 1 over the batch and all pixels; see ``BatchNorm1d``.

    Shape: x (B, C, H, W) -> the same shape
    Source: Ioffe and Szegedy (2015), section 3.2.
    """

    axes = (4,)


class BatchNorm3d(BatchNorm):
    """Every channel of volumes with mean 0 and variance 1 over the batch and all places; see ``BatchNorm1d``.

    Shape: x (B, C, D, H, W) -> the same shape
    Source: Ioffe and Szegedy (2015), section 3.2.
    """

    axes = (5,)
