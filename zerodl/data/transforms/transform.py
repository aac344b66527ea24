"""What transforms have in common, and ways to put several together."""

from ...autograd.storage import Storage
from ...autograd.tensor import Tensor
from ...errors import ArgumentError, DTypeError, GradientError, ShapeError
from ...ops.sampling import source_of


class Transform:
    """The base of transforms: something that is called with data and gives changed data, arrays for arrays.

    Random ones draw from ``generator``; None takes the shared one, which has numbers of its own for each batch while a
    DataLoader makes it.
    """

    generator = None

    @property
    def rng(self):
        """NumPy's generator behind the one that this transform draws from."""
        return source_of(type(self).__name__, self.generator)

    def __repr__(self):
        own = {name: value for name, value in vars(self).items() if name != "generator" and not name.startswith("_")}
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in own.items())})"


class ImageTransform(Transform):
    """The base of transforms of images, which define ``change(images)`` for a batch.

    An image is an array or tensor of shape (H, W) or (C, H, W), a batch of them (B, C, H, W). Each image of a batch
    gets random numbers of its own. The result is new; what was given does not change. Nothing here is on the tape.

    Shape: (H, W), (C, H, W) or (B, C, H, W) -> the same number of axes
    """

    def __call__(self, x):
        array = array_of(type(self).__name__, x)
        if not 2 <= array.ndim <= 4:
            expected = "an image (H, W) or (C, H, W), or a batch (B, C, H, W)"
            raise ShapeError(f"{type(self).__name__}: expected {expected}, got shape {array.shape}")
        images = array.reshape((1,) * (4 - array.ndim) + array.shape)
        y = self.change(images)
        y = y.reshape(y.shape[4 - array.ndim :])
        return Tensor.of_array(y, Storage()) if isinstance(x, Tensor) else y

    def change(self, images):
        """The changed images, a new array."""
        raise NotImplementedError(f"{type(self).__name__} has no change(images)")


def array_of(operation, x):
    """The array of a tensor, or the array itself."""
    if isinstance(x, Tensor):
        if x.requires_grad:
            raise GradientError(f"{operation}: no gradient flows through a transform; use x.detach()")
        return x.array
    if not hasattr(x, "__array_ufunc__"):
        raise DTypeError(f"{operation}: expected an array or a tensor, got {type(x).__name__}; ToTensor makes one")
    return x


class Compose(Transform):
    """Transforms one after the other.

    Source: torchvision.transforms.Compose
    Example:
        >>> Compose([lambda x: x + 1, lambda x: 10 * x])(2)
        30
    """

    def __init__(self, transforms):
        self.transforms = list(transforms)
        for transform in self.transforms:
            if not callable(transform):
                raise DTypeError(f"Compose: expected transforms that can be called, got {transform!r}")

    def __call__(self, x):
        for transform in self.transforms:
            x = transform(x)
        return x


class Lambda(Transform):
    """A function as a transform.

    Source: torchvision.transforms.Lambda
    Example:
        >>> Lambda(lambda x: -x)(3)
        -3
    """

    def __init__(self, lambd):
        if not callable(lambd):
            raise DTypeError(f"Lambda: expected a function, got {type(lambd).__name__}")
        self.lambd = lambd

    def __call__(self, x):
        return self.lambd(x)


class RandomApply(Transform):
    """Several transforms, all of them with probability p, else none.

    A batch is changed as a whole or not at all.

    Source: torchvision.transforms.RandomApply
    Example:
        >>> RandomApply([lambda x: -x], p=1.0)(3)
        -3
    """

    def __init__(self, transforms, p=0.5, generator=None):
        self.transforms = Compose(transforms).transforms
        self.p = probability("RandomApply", p)
        self.generator = generator

    def __call__(self, x):
        return Compose(self.transforms)(x) if self.rng.random() < self.p else x


def probability(operation, p):
    """Refuse what is no probability."""
    if not 0 <= p <= 1:  # this way round, NaN is refused too
        raise ArgumentError(f"{operation}: p must lie between 0 and 1, got {p!r}")
    return p


def span(operation, name, value, least=float("-inf")):
    """A range (low, high) of numbers."""
    try:
        low, high = value
    except (TypeError, ValueError) as cause:
        raise ArgumentError(f"{operation}: {name} must be two numbers (low, high), got {value!r}") from cause
    if not least <= low <= high:
        above = "" if least == float("-inf") else f" from {least} up"
        raise ArgumentError(f"{operation}: {name} must be a range (low, high){above}, got {value!r}")
    return low, high


def size_of(operation, size):
    """(height, width), of one number for a square or of two."""
    pair = (size, size) if isinstance(size, int) else tuple(size)
    pair = pair * 2 if len(pair) == 1 else pair
    if len(pair) != 2 or not all(isinstance(n, int) and n > 0 for n in pair):
        raise ArgumentError(f"{operation}: size must be one or two positive integers (height, width), got {size!r}")
    return pair
