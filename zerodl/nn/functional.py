"""Layers as functions, for models that keep their own parameters. Most are operations, handed on from ``ops``."""

from ..autograd.in_place import method
from ..errors import ShapeError
from ..ops import (
    binary_cross_entropy,
    binary_cross_entropy_with_logits,
    celu,
    cosine_embedding_loss,
    cosine_similarity,
    cross_entropy,
    elu,
    flatten,
    gaussian_nll_loss,
    gelu,
    glu,
    group_norm,
    hardshrink,
    hardsigmoid,
    hardswish,
    hardtanh,
    hinge_embedding_loss,
    huber_loss,
    kl_div,
    l1_loss,
    leaky_relu,
    log_softmax,
    logsigmoid,
    margin_ranking_loss,
    mish,
    mse_loss,
    multi_margin_loss,
    multilabel_margin_loss,
    multilabel_soft_margin_loss,
    nll_loss,
    norm,
    one_hot,
    pad,
    poisson_nll_loss,
    prelu,
    relu,
    relu6,
    selu,
    sigmoid,
    silu,
    smooth_l1_loss,
    soft_margin_loss,
    softmax,
    softmin,
    softplus,
    softshrink,
    softsign,
    tanh,
    tanhshrink,
    threshold,
    triplet_margin_loss,
    triplet_margin_with_distance_loss,
    unflatten,
    where,
    zeros_like,
)
from . import init
from .normalisation import batch_norm, instance_norm, layer_norm, rms_norm
from .thinning import (
    alpha_dropout,
    dropout,
    dropout1d,
    dropout2d,
    dropout3d,
    feature_alpha_dropout,
    stochastic_depth,
)

# PyTorch's activations that overwrite their input.
relu_, leaky_relu_, elu_, selu_, celu_, hardtanh_, threshold_ = (
    method(name) for name in ("relu", "leaky_relu", "elu", "selu", "celu", "hardtanh", "threshold")
)


def linear(input, weight, bias=None):
    """Every output a weighted sum of all inputs, plus a bias.

        y = input @ weightᵀ + bias

    Shape: input (…, in), weight (out, in), bias (out,) -> (…, out)
    Cost: in · out multiply-adds for each output vector; keeps input and weight.
    Source: ``torch.nn.functional.linear``.
    Example:
        >>> import zerodl
        >>> linear(zerodl.tensor([[1.0, 2.0]]), weight=zerodl.tensor([[3.0, 4.0]]), bias=zerodl.tensor([0.5]))
        tensor([[11.5000]])
    """
    y = input @ weight.transpose(-1, -2)
    return y if bias is None else y + bias


def bilinear(input1, input2, weight, bias=None):
    """Every output a weighted sum of all products of an element of input1 and one of input2, plus a bias.

        y[k] = Σᵢⱼ input1[i] · weight[k, i, j] · input2[j] + bias[k]

    Shape: input1 (…, I), input2 (…, J), weight (K, I, J), bias (K,) -> (…, K)
    Source: ``torch.nn.functional.bilinear``.
    """
    k, i, j = weight.shape
    half = input1 @ weight.transpose(0, 1).reshape((i, k * j))  # (…, K·J)
    y = (half.reshape((*input1.shape[:-1], k, j)) * input2[..., None, :]).sum(dim=-1)
    return y if bias is None else y + bias


def pairwise_distance(x1, x2, p=2.0, eps=1e-6, keepdim=False):
    """The distance between vectors along the last axis.

        y = (Σ |x1 − x2 + eps|^p)^(1/p)

    Shape: x1 and x2 (…, D), broadcast together -> (…), or (…, 1) with keepdim
    Args: p: 2 is the straight line, 1 the sum of the differences. eps: keeps the gradient finite between equal vectors.
    Source: ``torch.nn.functional.pairwise_distance``.
    Example:
        >>> import zerodl
        >>> pairwise_distance(zerodl.tensor([[1.0, 2.0]]), zerodl.tensor([[4.0, 6.0]]), eps=0.0)
        tensor([5.])
    """
    return norm(x1 - x2 + eps, p, dim=-1, keepdim=keepdim)


def normalize(x, p=2.0, dim=1, eps=1e-12):
    """Vectors of length 1 in the directions of those along ``dim``.

        y = x / max((Σ |x|^p)^(1/p), eps)

    Source: ``torch.nn.functional.normalize``.
    Example:
        >>> import zerodl
        >>> normalize(zerodl.tensor([[3.0, 4.0]]))
        tensor([[0.6000, 0.8000]])
    """
    return x / norm(x, p, dim=dim, keepdim=True).clamp(min=eps)


def rrelu(x, lower=1 / 8, upper=1 / 3, training=False, generator=None):
    """A leaky relu with a slope by chance for each element while training; else with the middle of the range.

        y = x where it is positive, slope · x elsewhere        slope evenly from [lower, upper)

    Args: generator: where the slopes come from; None is the shared one.
    Source: Xu et al. (2015).
    Example:
        >>> import zerodl
        >>> rrelu(zerodl.tensor([-4.0, 4.0]), lower=0.25, upper=0.75)
        tensor([-2.,  4.])
    """
    if not training:
        return leaky_relu(x, negative_slope=(lower + upper) / 2)
    slope = init.uniform_(zeros_like(x), lower, upper, generator)
    return where(x >= 0, x, x * slope)


def pixel_shuffle(x, upscale_factor):
    """A larger image out of more channels: r² channels give each pixel's r × r new ones.

    Shape: x (…, C·r², H, W) -> (…, C, H·r, W·r)
    Source: Shi et al. (2016).
    Example:
        >>> import zerodl
        >>> pixel_shuffle(zerodl.arange(4).reshape((4, 1, 1)), 2)
        tensor([[[0, 1],
                 [2, 3]]])
    """
    r = upscale_factor
    if x.ndim < 3 or x.shape[-3] % (r * r):
        raise ShapeError(
            f"pixel_shuffle: expected (…, C, H, W) with C a multiple of {r}² = {r * r}, got shape {tuple(x.shape)}"
        )
    *batch, c, h, w = x.shape
    n = len(batch)
    parts = x.reshape((*batch, c // (r * r), r, r, h, w))
    mixed = parts.permute((*range(n), n, n + 3, n + 1, n + 4, n + 2))  # (…, C, H, r, W, r)
    return mixed.reshape((*batch, c // (r * r), h * r, w * r))


def pixel_unshuffle(x, downscale_factor):
    """More channels out of a larger image; undoes ``pixel_shuffle``.

    Shape: x (…, C, H·r, W·r) -> (…, C·r², H, W)
    Source: Shi et al. (2016).
    Example:
        >>> import zerodl
        >>> pixel_unshuffle(zerodl.ones(2, 3, 4, 4), 2).shape
        (2, 12, 2, 2)
    """
    r = downscale_factor
    if x.ndim < 3 or x.shape[-2] % r or x.shape[-1] % r:
        raise ShapeError(
            f"pixel_unshuffle: expected (…, C, H, W) with H and W multiples of {r}, got shape {tuple(x.shape)}"
        )
    *batch, c, h, w = x.shape
    n = len(batch)
    parts = x.reshape((*batch, c, h // r, r, w // r, r))
    mixed = parts.permute((*range(n), n, n + 2, n + 4, n + 1, n + 3))  # (…, C, r, r, H, W)
    return mixed.reshape((*batch, c * r * r, h // r, w // r))


def channel_shuffle(x, groups):
    """The channels dealt out anew, one from each group in turn.

    Shape: x (B, C, …) -> the same shape, C a multiple of groups
    Source: Zhang et al. (2018), "ShuffleNet", section 3.1.
    Example:
        >>> import zerodl
        >>> channel_shuffle(zerodl.arange(6).reshape((1, 6)), groups=2)
        tensor([[0, 3, 1, 4, 2, 5]])
    """
    if x.ndim < 2 or x.shape[1] % groups:
        raise ShapeError(
            f"channel_shuffle: expected (B, C, …) with C a multiple of {groups}, got shape {tuple(x.shape)}"
        )
    batch, channels, *rest = x.shape
    return x.reshape((batch, groups, channels // groups, *rest)).transpose(1, 2).reshape(x.shape)


__all__ = [
    "alpha_dropout", "batch_norm", "bilinear", "binary_cross_entropy", "binary_cross_entropy_with_logits", "celu",
    "celu_", "channel_shuffle", "cosine_embedding_loss", "cosine_similarity", "cross_entropy", "dropout", "dropout1d",
    "dropout2d", "dropout3d", "elu", "elu_", "feature_alpha_dropout", "flatten", "gaussian_nll_loss", "gelu", "glu",
    "group_norm", "hardshrink", "hardsigmoid", "hardswish", "hardtanh", "hardtanh_", "hinge_embedding_loss",
    "huber_loss", "instance_norm", "kl_div", "l1_loss", "layer_norm", "leaky_relu", "leaky_relu_", "linear",
    "log_softmax", "logsigmoid", "margin_ranking_loss", "mish", "mse_loss", "multi_margin_loss",
    "multilabel_margin_loss", "multilabel_soft_margin_loss", "nll_loss", "normalize", "one_hot", "pad",
    "pairwise_distance", "pixel_shuffle", "pixel_unshuffle", "poisson_nll_loss", "prelu", "relu", "relu6", "relu_",
    "rms_norm", "rrelu", "selu", "selu_", "sigmoid", "silu", "smooth_l1_loss", "soft_margin_loss", "softmax", "softmin",
    "softplus", "softshrink", "softsign", "stochastic_depth", "tanh", "tanhshrink", "threshold", "threshold_",
    "triplet_margin_loss", "triplet_margin_with_distance_loss", "unflatten",
]  # fmt: skip
