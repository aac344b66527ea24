"""First values for parameters: wide enough that a signal lives through many layers, narrow enough that it stays finite.

Each function that ends in ``_`` fills a tensor in place, outside the tape, and returns it.
"""

import math

import numpy as np

from ..backend import array_module
from ..errors import ArgumentError, DTypeError, ShapeError
from ..ops import erfinv
from ..random import Generator, default_generator

# What passes on a signal of mean 0 about as strong as it came, and so has a gain of 1.
EVEN = ("linear", "conv1d", "conv2d", "conv3d", "conv_transpose1d", "conv_transpose2d", "conv_transpose3d", "sigmoid")


def calculate_gain(nonlinearity, param=None):
    """How much wider the weights before an activation must be spread than those before none.

        linear, conv…, sigmoid: 1    tanh: 5/3    relu: √2    selu: 3/4    leaky_relu: √(2 / (1 + slope²))

    Relu sets half of its inputs to 0 and so halves the mean square of what passes; √2 in the weights makes up for it.

    Args: nonlinearity: the activation's name in ``nn.functional``. param: the slope of leaky_relu, 0.01 if None.
    Raises: ArgumentError for a name without a gain.
    Source: He et al. (2015), eq. 15, for relu and leaky_relu; ``torch.nn.init.calculate_gain`` for the table.
    Example:
        >>> calculate_gain("relu") == math.sqrt(2), calculate_gain("leaky_relu", 1.0)
        (True, 1.0)
    """
    if nonlinearity == "leaky_relu":
        slope = 0.01 if param is None else _number(param)
        return math.sqrt(2 / (1 + slope**2))
    gains = dict.fromkeys(EVEN, 1.0) | {"tanh": 5 / 3, "relu": math.sqrt(2), "selu": 3 / 4}
    if nonlinearity not in gains:
        raise ArgumentError(
            f"calculate_gain: no gain is known for {nonlinearity!r}; there is one for {', '.join(gains)}, leaky_relu"
        )
    return gains[nonlinearity]


def _number(slope):
    if isinstance(slope, bool) or not isinstance(slope, (int, float)):
        raise ArgumentError(f"calculate_gain: the slope of leaky_relu must be a number, got {slope!r}")
    return slope


def fan_in_and_fan_out(tensor):
    """How many numbers are summed for one output of a layer, and how many outputs one input goes to.

    A linear layer's weight (out, in) has fan_in = in and fan_out = out. Behind these two a convolution's weight has its
    kernel's lengths, (out, in, height, width), and each place of the kernel counts.

    Shape: tensor (out, in, *kernel), of at least 2 dimensions -> (fan_in, fan_out), two integers
    Raises: ShapeError for fewer dimensions.
    Source: ``torch.nn.init._calculate_fan_in_and_fan_out``.
    Example:
        >>> fan_in_and_fan_out(np.empty((10, 4))), fan_in_and_fan_out(np.empty((10, 4, 3, 3)))
        ((4, 10), (36, 90))
    """
    if len(_shape(tensor)) < 2:
        raise ShapeError(
            f"fan_in_and_fan_out: expected a weight of at least 2 dimensions, (out, in, …), got shape {tensor.shape}; "
            "fill a bias with zeros_ or uniform_"
        )
    num_out, num_in, *kernel = tensor.shape
    places = math.prod(kernel)
    return num_in * places, num_out * places


_calculate_fan_in_and_fan_out = fan_in_and_fan_out  # PyTorch's name for it, which model code uses


def linear_bound(in_features):
    """The half-width 1/√in_features that PyTorch spreads a linear layer's first weights over.

    Source: LeCun et al. (1998), "Efficient BackProp", section 4.6, for the 1/√n.
    Example:
        >>> linear_bound(4)
        0.5
    """
    return 1 / math.sqrt(in_features)


# --- from a formula ---------------------------------------------------------------------------------------------------


def xavier_uniform_(tensor, gain=1.0, generator=None):
    """Fill a weight evenly over an interval that keeps signals forward and gradients backward about equally strong.

        [−bound, bound)        bound = gain · √(6 / (fan_in + fan_out))

    Shape: tensor (out, in, *kernel), at least 2 dimensions -> the same tensor
    Args: gain: see ``calculate_gain``. generator: where the numbers come from; None is the shared one.
    Source: Glorot and Bengio (2010), eq. 16.
    Example:
        >>> import zerodl
        >>> bool(abs(xavier_uniform_(zerodl.zeros(2, 4)).array).max() <= 1.0)
        True
    """
    fan_in, fan_out = fan_in_and_fan_out(tensor)
    bound = gain * math.sqrt(6 / (fan_in + fan_out))
    return uniform_(tensor, -bound, bound, generator)


def xavier_normal_(tensor, gain=1.0, generator=None):
    """Fill a weight normally, as wide as ``xavier_uniform_`` does evenly.

        mean 0        std = gain · √(2 / (fan_in + fan_out))

    Shape: tensor (out, in, *kernel), at least 2 dimensions -> the same tensor
    Source: Glorot and Bengio (2010), eq. 12.
    """
    fan_in, fan_out = fan_in_and_fan_out(tensor)
    return normal_(tensor, 0.0, gain * math.sqrt(2 / (fan_in + fan_out)), generator)


def kaiming_uniform_(tensor, a=0.0, mode="fan_in", nonlinearity="leaky_relu", generator=None):
    """Fill a weight evenly, as wide as ``kaiming_normal_`` does normally: over [−√3 · std, √3 · std).

    Shape: tensor (out, in, *kernel), at least 2 dimensions -> the same tensor
    Source: He et al. (2015), eq. 10 and 14.
    """
    bound = math.sqrt(3) * calculate_gain(nonlinearity, a) / math.sqrt(fan(tensor, mode))
    return uniform_(tensor, -bound, bound, generator)


def kaiming_normal_(tensor, a=0.0, mode="fan_in", nonlinearity="leaky_relu", generator=None):
    """Fill a weight normally, so that the signal is as strong after many layers of relu as before them.

        mean 0        std = gain / √fan

    Shape: tensor (out, in, *kernel), at least 2 dimensions -> the same tensor
    Args:
        a: the slope of leaky_relu where its input is negative; 0 is relu.
        mode: "fan_in" keeps the signal's strength on the way forward, "fan_out" the gradient's on the way back.
        nonlinearity: the activation that follows, whose gain is taken; see ``calculate_gain``.
        generator: where the numbers come from; None is the shared one.
    Source: He et al. (2015), eq. 10 and 14, eq. 15 for the slope.
    Example:
        >>> import zerodl
        >>> weight = kaiming_normal_(zerodl.zeros(300, 200), nonlinearity="relu")
        >>> round(float(weight.array.std()), 1)
        0.1
    """
    std = calculate_gain(nonlinearity, a) / math.sqrt(fan(tensor, mode))
    return normal_(tensor, 0.0, std, generator)


def fan(tensor, mode):
    """fan_in or fan_out, as ``mode`` says."""
    if mode not in ("fan_in", "fan_out"):
        raise ArgumentError(f"kaiming: mode must be 'fan_in' or 'fan_out', got {mode!r}")
    fan_in, fan_out = fan_in_and_fan_out(tensor)
    return fan_in if mode == "fan_in" else fan_out


def orthogonal_(tensor, gain=1.0, generator=None):
    """Fill a weight so that its rows (or its columns, if those are fewer) have length ``gain`` and right angles.

    Shape: tensor (rows, …), at least 2 dimensions; what follows the first counts as the columns
    Source: Saxe et al. (2014), section 3; Mezzadri (2007) for the signs.
    Example:
        >>> import zerodl
        >>> q = orthogonal_(zerodl.zeros(2, 5)).array
        >>> bool(np.allclose(q @ q.T, np.eye(2), atol=1e-6))
        True
    """
    if len(_shape(tensor)) < 2:
        raise ShapeError(f"orthogonal_: expected at least 2 dimensions, got shape {tensor.shape}")
    rows = tensor.shape[0]
    columns = math.prod(tensor.shape[1:])
    numbers = _numpy(generator).normal(size=(max(rows, columns), min(rows, columns)))
    q, r = np.linalg.qr(numbers)
    q = q * np.sign(np.diag(r))  # QR chooses the signs by its own rule; undone, every rotation is equally likely
    return _fill(tensor, gain * np.reshape(q if rows >= columns else q.T, tensor.shape))


# --- plain fillings ---------------------------------------------------------------------------------------------------


def uniform_(tensor, a=0.0, b=1.0, generator=None):
    """Fill with numbers spread evenly over [a, b).

    Source: ``torch.nn.init.uniform_``.
    Example:
        >>> import zerodl
        >>> values = uniform_(zerodl.zeros(1000), 2.0, 3.0).array
        >>> bool(values.min() >= 2.0), bool(values.max() <= 3.0)
        (True, True)
    """
    return _fill(tensor, _numpy(generator).uniform(a, b, _shape(tensor)))


def normal_(tensor, mean=0.0, std=1.0, generator=None):
    """Fill with normally distributed numbers.

    Source: ``torch.nn.init.normal_``.
    Example:
        >>> import zerodl
        >>> normal_(zerodl.zeros(2, 3), std=0.02).shape
        (2, 3)
    """
    return _fill(tensor, _numpy(generator).normal(mean, std, _shape(tensor)))


def trunc_normal_(tensor, mean=0.0, std=1.0, a=-2.0, b=2.0, generator=None):
    """Fill with normally distributed numbers of which none lies outside [a, b].

    Numbers spread evenly between erf(a) and erf(b) go through the inverse of erf: few land where it is steep, many
    where it is flat, as the normal distribution has it.

    Args: a, b: the bounds themselves, not counted in standard deviations.
    Source: ``torch.nn.init.trunc_normal_``.
    Example:
        >>> import zerodl
        >>> bool(abs(trunc_normal_(zerodl.zeros(1000), std=0.02, a=-0.04, b=0.04).array).max() <= 0.04)
        True
    """
    if not a < b:
        raise ArgumentError(f"trunc_normal_: a must be less than b, got a={a}, b={b}")
    low, high = (math.erf((bound - mean) / (std * math.sqrt(2))) for bound in (a, b))
    numbers = erfinv(_numpy(generator).uniform(low, high, _shape(tensor))) * (std * math.sqrt(2)) + mean
    return _fill(tensor, np.clip(numbers, a, b))  # the ends themselves are rounded


def constant_(tensor, val):
    """Fill with one number.

    Example:
        >>> import zerodl
        >>> constant_(zerodl.zeros(2), 0.5)
        tensor([0.5000, 0.5000])
    """
    return _fill(tensor, val)


def ones_(tensor):
    """Fill with ones."""
    return _fill(tensor, 1)


def zeros_(tensor):
    """Fill with zeros."""
    return _fill(tensor, 0)


def eye_(tensor):
    """Fill a matrix with the identity: what goes in comes out.

    Raises: ShapeError for anything but a matrix.
    Example:
        >>> import zerodl
        >>> eye_(zerodl.zeros(2, 2))
        tensor([[1., 0.],
                [0., 1.]])
    """
    if len(_shape(tensor)) != 2:
        raise ShapeError(f"eye_: expected a matrix, got shape {tensor.shape}")
    return _fill(tensor, np.eye(*tensor.shape))


def dirac_(tensor, groups=1):
    """Fill a convolution's weight so that what goes in comes out: a 1 in the middle of the kernel, channel to channel.

    Shape: tensor (out, in, *kernel), 3 to 5 dimensions
    Args: groups: how many equal parts of the outputs each pass on the inputs.
    Source: ``torch.nn.init.dirac_``.
    Example:
        >>> import zerodl
        >>> dirac_(zerodl.zeros(1, 1, 3))
        tensor([[[0., 1., 0.]]])
    """
    if len(_shape(tensor)) not in (3, 4, 5):
        raise ShapeError(f"dirac_: expected 3, 4 or 5 dimensions, (out, in, *kernel), got shape {tensor.shape}")
    if tensor.shape[0] % groups:
        raise ArgumentError(f"dirac_: groups must divide the {tensor.shape[0]} outputs, got {groups}")
    outputs = tensor.shape[0] // groups
    middle = tuple(length // 2 for length in tensor.shape[2:])
    values = np.zeros(tensor.shape)
    for channel in range(min(outputs, tensor.shape[1])):
        for group in range(groups):
            values[(group * outputs + channel, channel, *middle)] = 1
    return _fill(tensor, values)


def sparse_(tensor, sparsity, std=0.01, generator=None):
    """Fill a matrix normally, and set the share ``sparsity`` of each column to 0.

    Raises: ShapeError for anything but a matrix.
    Source: Martens (2010), "Deep learning via Hessian-free optimization", section 5.
    """
    if len(_shape(tensor)) != 2:
        raise ShapeError(f"sparse_: expected a matrix, got shape {tensor.shape}")
    rows, columns = tensor.shape
    values = _numpy(generator).normal(0, std, tensor.shape)
    for column in range(columns):
        values[_numpy(generator).permutation(rows)[: math.ceil(sparsity * rows)], column] = 0
    return _fill(tensor, values)


def _numpy(generator):
    """NumPy's generator behind ``generator``, or behind the shared one."""
    if not isinstance(generator, (Generator, type(None))):
        raise DTypeError(f"init: generator must be a zerodl.Generator or None, got {generator!r}")
    return (generator or default_generator).numpy


def _shape(tensor):
    """The shape of what is filled; only a tensor has one."""
    if not hasattr(tensor, "shape"):
        raise DTypeError(f"init: expected a tensor such as layer.weight, got {type(tensor).__name__}")
    return tensor.shape


def _fill(tensor, values):
    """Write numbers over a tensor's own, past the tape, which is told by the version."""
    _shape(tensor)
    tensor.array[...] = array_module(tensor.array).asarray(values)
    tensor.storage.version += 1
    return tensor
