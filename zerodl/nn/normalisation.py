"""Normalisation as functions: PyTorch's names and order of arguments around the operations."""

import functools
import math

import numpy as np

from ..autograd.promotion import widen
from ..errors import ArgumentError
from ..kernels.running import update_running_statistics
from ..ops import batch_norm as normalise_channels
from ..ops import layer_norm as normalise_examples
from ..ops import reshape, rsqrt
from ..ops import rms_norm as divide_by_rms
from ..ops.batch_norm import beside, channelwise, scale_channels


def batch_norm(input, running_mean, running_var, weight=None, bias=None, training=False, momentum=0.1, eps=1e-5):
    """Every channel brought to mean 0 and variance 1, then scaled and moved.

        y = weight · (x − mean) / √(variance + eps) + bias

    Shape: input (B, C, …), all others (C,) or None -> (B, C, …)
    Args:
        running_mean, running_var: mean and variance without ``training``; with it, moved towards those of the batch.
        training: take mean and variance of the batch. momentum: the share of the newest batch in the running ones.
    Raises: ShapeError; ArgumentError for one element a channel while training, which has no variance.
    Source: Ioffe and Szegedy (2015), algorithms 1 and 2; torch.nn.functional.batch_norm.
    Example:
        >>> import zerodl
        >>> batch_norm(zerodl.tensor([[1.0], [3.0]]), None, None, training=True)
        tensor([[-1.0000],
                [ 1.0000]])
    """
    return batch_normalised("batch_norm", input, running_mean, running_var, weight, bias, training, momentum, eps)


def batch_normalised(name, x, running_mean, running_var, weight, bias, training, momentum, eps):
    """``batch_norm`` for whoever has a name to put into the errors."""
    channelwise(name, x.shape, *(v.shape for v in (running_mean, running_var, weight, bias) if v is not None))
    if not training:
        if running_mean is None or running_var is None:
            raise ArgumentError(f"{name}: without training=True it needs running_mean and running_var, got None")
        return _by_running(x, running_mean, running_var, weight, bias, eps)
    count = x.numel() // x.shape[1] if x.shape[1] else 0
    if count == 1:
        raise ArgumentError(
            f"{name}: while training it needs more than one element for each channel, got shape {tuple(x.shape)}: a "
            "single element has no variance. Use larger batches, leave a last batch of one out "
            "(DataLoader(…, drop_last=True)), or switch to evaluation with model.eval()"
        )
    observe = None
    if running_mean is not None and running_var is not None:
        observe = functools.partial(_follow, running_mean, running_var, count, momentum)
    return normalise_channels(x, weight, bias, eps=eps, observe=observe)


def _follow(running_mean, running_var, count, momentum, mean, variance):
    """Move running statistics towards the batch's; they are no part of the graph."""
    update_running_statistics(running_mean.array, running_var.array, mean, variance, count, momentum)
    running_mean.storage.version += 1
    running_var.storage.version += 1


def _by_running(x, mean, variance, weight, bias, eps):
    """The normalisation by statistics that are known: a factor and a summand for each channel."""
    wide = widen(x)
    mean, variance = mean.to(wide.dtype), variance.to(wide.dtype)
    y = (wide - beside(mean, x)) * beside(rsqrt(variance + eps), x)
    return scale_channels(y, weight, bias, like=x)


def instance_norm(input, running_mean=None, running_var=None, weight=None, bias=None, use_input_stats=True,
                  momentum=0.1, eps=1e-5):  # fmt: skip
    """Every channel of every example brought to mean 0 and variance 1 by itself, then scaled and moved.

    Shape: input (B, C, …), all others (C,) or None -> (B, C, …)
    Args: use_input_stats: with False the running statistics are taken, as ``batch_norm`` does without training.
        running_mean, running_var, momentum: as for ``batch_norm``; they follow the mean over the examples.
    Raises: ShapeError; ArgumentError for one place a channel, which has no variance.
    Source: Ulyanov, Vedaldi and Lempitsky (2016); torch.nn.functional.instance_norm.
    Example:
        >>> import zerodl
        >>> instance_norm(zerodl.tensor([[[1.0, 3.0], [10.0, 30.0]]]))
        tensor([[[-1.0000,  1.0000],
                 [-1.0000,  1.0000]]])
    """
    return instance_normalised(
        "instance_norm", input, running_mean, running_var, weight, bias, use_input_stats, momentum, eps
    )


def instance_normalised(name, x, running_mean, running_var, weight, bias, use_input_stats, momentum, eps):
    """``instance_norm`` for whoever has a name to put into the errors."""
    if not use_input_stats:
        return batch_normalised(name, x, running_mean, running_var, weight, bias, False, momentum, eps)
    channelwise(name, x.shape, *(v.shape for v in (running_mean, running_var, weight, bias) if v is not None))
    batch, channels, *places = x.shape
    count = math.prod(places)
    if count == 1:
        raise ArgumentError(
            f"{name}: it needs more than one place for each channel, got shape {tuple(x.shape)}: a single element has "
            "no variance"
        )

    def observe(mean, variance):
        mean, variance = (np.mean(np.reshape(part, (batch, channels)), axis=0) for part in (mean, variance))
        _follow(running_mean, running_var, count, momentum, mean, variance)

    watched = running_mean is not None and running_var is not None
    flat = reshape(widen(x), (1, batch * channels, *places))  # each channel of each example is one of its own
    y = reshape(normalise_channels(flat, eps=eps, observe=observe if watched else None), x.shape)
    return scale_channels(y, weight, bias, like=x)


def layer_norm(input, normalized_shape, weight=None, bias=None, eps=1e-5):
    """Every example brought to mean 0 and variance 1 over its last axes, then scaled and moved.

        y = weight · (x − mean) / √(variance + eps) + bias

    Shape: input (…, D), weight and bias (D,) or None -> (…, D); D stands for ``normalized_shape``
    Args: normalized_shape: the lengths of the last axes, or of the last one as a number.
    Source: Ba, Kiros and Hinton (2016), eq. 4; torch.nn.functional.layer_norm.
    Example:
        >>> import zerodl
        >>> layer_norm(zerodl.tensor([1.0, 3.0]), (2,))
        tensor([-1.0000,  1.0000])
    """
    shape = lengths("layer_norm", normalized_shape)
    return normalise_examples(input, weight, bias, normalized_shape=shape, eps=eps)


def rms_norm(input, normalized_shape, weight=None, eps=None):
    """Every example divided by the root of its mean square over the last axes, then scaled.

        y = weight · x / √(mean of x² + eps)

    Shape: input (…, D), weight (D,) or None -> (…, D); D stands for ``normalized_shape``
    Args: normalized_shape: the lengths of the last axes, or of the last one as a number. eps: None is the dtype's own.
    Source: Zhang and Sennrich (2019), eq. 4; torch.nn.functional.rms_norm.
    Example:
        >>> import zerodl
        >>> rms_norm(zerodl.tensor([3.0, 4.0]), (2,))
        tensor([0.8485, 1.1314])
    """
    return divide_by_rms(input, weight, normalized_shape=lengths("rms_norm", normalized_shape), eps=eps)


def lengths(name, shape):
    """A shape given as a number, a list or a tuple, as a tuple of lengths.

    Raises: ArgumentError for anything else.
    """
    try:
        given = (shape,) if isinstance(shape, int) else tuple(int(n) for n in shape)
    except (TypeError, ValueError):
        given = ()
    if not given or min(given) < 0:
        raise ArgumentError(f"{name}: normalized_shape is the lengths of the last axes, such as (3, 4), got {shape!r}")
    return given
