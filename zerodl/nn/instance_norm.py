"""Instance normalisation layers."""

from ..errors import ShapeError
from .batch_norm import ChannelNorm
from .normalisation import instance_normalised


class InstanceNorm(ChannelNorm):
    """The instance normalisation layers differ in nothing but the inputs that they take."""

    def __init__(self, num_features, eps=1e-5, momentum=0.1, affine=False, track_running_stats=False, *, bias=True):
        super().__init__(num_features, eps, momentum, affine, track_running_stats, bias)

    def forward(self, x):
        self.check_input(x)
        alone = x.ndim == self.axes[0]
        batch = x.unsqueeze(0) if alone else x
        if batch.shape[1] != self.num_features and (self.affine or self.track_running_stats):
            raise ShapeError(f"{self.name()}: expected {self.num_features} channels, got shape {tuple(x.shape)}")
        of_input = self.training or not self.track_running_stats
        share = 0.0 if self.momentum is None else self.momentum
        buffers = self.running_mean, self.running_var
        y = instance_normalised(self.name(), batch, *buffers, self.weight, self.bias, of_input, share, self.eps)
        return y.squeeze(0) if alone else y


class InstanceNorm1d(InstanceNorm):
    """Every channel of every sequence with mean 0 and variance 1 by itself.

        y = (x − mean) / √(variance + eps)        mean and variance over the places of one channel of one example

    Shape: x (B, C, L) or (C, L) -> the same shape
    Args: num_features: C. affine: whether a weight and a bias for each channel are learned. track_running_stats: keep
        running statistics, which evaluation then takes. The others as for ``BatchNorm1d``.
    Raises: ShapeError; ArgumentError for one place, which has no variance.
    Source: Ulyanov, Vedaldi and Lempitsky (2016).
    Example:
        >>> import zerodl
        >>> InstanceNorm1d(2)(zerodl.tensor([[1.0, 3.0], [10.0, 30.0]]))
        tensor([[-1.0000,  1.0000],
                [-1.0000,  1.0000]])
    """

    axes = (2, 3)


class InstanceNorm2d(InstanceNorm):
    """Every channel of every image with mean 0 and variance 1 by itself; see ``InstanceNorm1d``.

    Shape: x (B, C, H, W) or (C, H, W) -> the same shape
    Source: Ulyanov, Vedaldi and Lempitsky (2016).
    """

    axes = (3, 4)


class InstanceNorm3d(InstanceNorm):
    """Every channel of every volume with mean 0 and variance 1 by itself; see ``InstanceNorm1d``.

    Shape: x (B, C, D, H, W) or (C, D, H, W) -> the same shape
    Source: Ulyanov, Vedaldi and Lempitsky (2016).
    """

    axes = (4, 5)
