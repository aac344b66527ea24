"""Turning, moving, stretching and slanting images."""

import numpy as np

from ...backend import array_module, is_floating
from ...errors import ArgumentError
from .transform import ImageTransform, span

INTERPOLATIONS = ("nearest", "bilinear")


def affine_matrix(angle=0.0, translate=(0.0, 0.0), scale=1.0, shear=(0.0, 0.0), center=(0.0, 0.0)):
    """Where each pixel of the changed image comes from: (x, y) there is ``matrix @ (x, y, 1)`` in the image given.

    An image is slanted, turned, and stretched about ``center``, then moved; this is the way back.

    Args:
        angle: degrees clockwise. translate: pixels to the right, and down. shear: degrees along x, and along y.
        center: of turning, in pixels from the middle of the image.
    Shape: (2, 3); or (B, 2, 3) for an angle and a scale of shape (B,), a translate and a shear of shape (B, 2)
    Source: torchvision.transforms.functional.affine
    Example:
        >>> affine_matrix(translate=(2, 0))  # each pixel comes from two to its left
        array([[ 1.,  0., -2.],
               [ 0.,  1.,  0.]])
    """
    turn, scale = np.deg2rad(angle), np.asarray(scale, dtype=float)
    slant_x, slant_y = np.moveaxis(np.tan(np.deg2rad(shear)), -1, 0)
    one, none = np.ones_like(turn), np.zeros_like(turn)
    turned = _matrices(np.cos(turn), -np.sin(turn), np.sin(turn), np.cos(turn))
    slanted = _matrices(one, none, -slant_y + none, one) @ _matrices(one, -slant_x + none, none, one)
    back = np.linalg.inv(scale[..., None, None] * turned @ slanted)
    moved = np.asarray(center, dtype=float) + np.asarray(translate, dtype=float)
    shift = np.asarray(center, dtype=float)[:, None] - back @ moved[..., None]
    return np.concatenate([back, shift], axis=-1) + 0.0  # which makes -0 a 0


def _matrices(a, b, c, d):
    """[[a, b], [c, d]], for numbers or for vectors of them."""
    return np.stack([np.stack([a, b], axis=-1), np.stack([c, d], axis=-1)], axis=-2)


def warp(images, matrices, interpolation="nearest", fill=0):
    """Images whose pixels come from elsewhere in them.

        y[r, c] = x at matrix @ (c, r, 1), both measured from the middle

    Shape: images (B, C, H, W), matrices (B, 2, 3) -> (B, C, H, W)
    Args:
        interpolation: "nearest" takes the pixel next to the place, "bilinear" mixes the four around it.
        fill: what stands outside the image.
    Source: torch.nn.functional.affine_grid and grid_sample (align_corners=False)
    Example:
        >>> x = np.array([[[[1.0, 2.0, 3.0]]]])
        >>> warp(x, affine_matrix(translate=(1, 0))[None])
        array([[[[0., 1., 2.]]]])
        >>> warp(x, affine_matrix(translate=(0.5, 0))[None], "bilinear")
        array([[[[0.5, 1.5, 2.5]]]])
    """
    _known("warp", interpolation)
    xp = array_module(images)
    height, width = images.shape[2:]
    dtype = images.dtype if images.dtype.name in ("float32", "float64") else np.dtype(np.float32)
    matrices = xp.asarray(matrices, dtype=dtype)
    columns = xp.arange(width, dtype=dtype) - (width - 1) / 2
    rows = xp.arange(height, dtype=dtype) - (height - 1) / 2
    m = matrices[:, :, :, None, None]
    x, y = (m[:, k, 0] * columns + m[:, k, 1] * rows[:, None] + m[:, k, 2] for k in range(2))  # (B, H, W)
    # With a border of one pixel around the image, whatever lies further out may be taken from the border.
    x = np.clip(x + ((width - 1) / 2 + 1), 0, width + 1)
    y = np.clip(y + ((height - 1) / 2 + 1), 0, height + 1)
    around = np.pad(images, ((0, 0), (0, 0), (1, 1), (1, 1)), constant_values=fill)
    flat = around.reshape((*around.shape[:2], -1))
    if interpolation == "nearest":
        return _pick(flat, np.rint(y), np.rint(x), width + 2)
    low_x, low_y = np.minimum(np.floor(x), width), np.minimum(np.floor(y), height)
    right, down = (x - low_x)[:, None], (y - low_y)[:, None]
    top = _pick(flat, low_y, low_x, width + 2) * (1 - right) + _pick(flat, low_y, low_x + 1, width + 2) * right
    low = _pick(flat, low_y + 1, low_x, width + 2) * (1 - right) + _pick(flat, low_y + 1, low_x + 1, width + 2) * right
    return as_before(top * (1 - down) + low * down, images.dtype)


def _pick(flat, rows, columns, stride):
    """The pixels at whole places (B, H, W) of images whose rows stand one behind the other."""
    places = (rows * stride + columns).astype(np.int64)
    picked = np.take_along_axis(flat, places.reshape(len(places), 1, -1), axis=2)
    return picked.reshape(flat.shape[:2] + places.shape[1:])


def as_before(y, dtype):
    """A computed image in the dtype of the one it came from; whole numbers are rounded, and kept in range."""
    if not is_floating(dtype):
        top = 1 if dtype.kind == "b" else np.iinfo(dtype).max
        y = np.clip(np.rint(y), 0 if dtype.kind in "bu" else np.iinfo(dtype).min, top)
    return y.astype(dtype, copy=False)


class RandomAffine(ImageTransform):
    """Turn, move, stretch and slant every image a little, about its middle.

    Args:
        degrees: turned by up to so many degrees either way, or a range (low, high); 0 does not turn.
        translate: moved by up to so great a share of (width, height), in whole pixels; None does not move.
        scale: stretched by a factor from a range; None does not stretch.
        shear: slanted along x by up to so many degrees either way; or a range (low, high); or ranges for x and y, four
            numbers; None does not slant.
        interpolation: "nearest" or "bilinear", see ``warp``. fill: what stands outside. center: of turning, (x, y) in
            pixels from the upper left corner; None takes the middle.
    Source: torchvision.transforms.RandomAffine
    Example:
        >>> RandomAffine(degrees=(90, 90))(np.array([[1, 2], [3, 4]]))
        array([[3, 1],
               [4, 2]])
    """

    def __init__(
        self, degrees, translate=None, scale=None, shear=None, interpolation="nearest", fill=0, center=None,
        generator=None,
    ):  # fmt: skip
        name = type(self).__name__
        self.degrees = _either_way(name, "degrees", degrees)
        self.translate = translate
        self.scale = None if scale is None else span(name, "scale", scale)
        self.shear = None if shear is None else _slants(name, shear)
        self.interpolation = _known(name, interpolation)
        self.fill = fill
        self.center = center
        self.generator = generator
        if translate is not None and not (len(translate) == 2 and all(0 <= share <= 1 for share in translate)):
            raise ArgumentError(f"{name}: translate must be two shares between 0 and 1, got {translate!r}")
        if self.scale is not None and not self.scale[0] > 0:
            raise ArgumentError(f"{name}: scale must be a range above 0, got {scale!r}")

    def change(self, images):
        height, width = images.shape[2:]
        angle, shift, scale, shear = self._draw(len(images), height, width)
        matrices = affine_matrix(angle, shift, scale, shear, _from_middle(self.center, images))
        return warp(images, matrices, self.interpolation, self.fill)

    def _draw(self, n, height, width):
        """Angles, translations, scales and shears of n images."""
        rng = self.rng
        angle = rng.uniform(*self.degrees, n)
        shift, scale, shear = np.zeros((n, 2)), np.ones(n), np.zeros((n, 2))
        if self.translate is not None:
            reach = np.array([self.translate[0] * width, self.translate[1] * height])
            shift = np.rint(rng.uniform(-reach, reach, (n, 2)))
        if self.scale is not None:
            scale = rng.uniform(*self.scale, n)
        if self.shear is not None:
            shear = rng.uniform(self.shear[::2], self.shear[1::2], (n, 2))
        return angle, shift, scale, shear


class RandomRotation(ImageTransform):
    """Turn every image by a random angle, anticlockwise.

    Args: degrees: up to so many either way, or a range (low, high). The rest as in RandomAffine.
    Source: torchvision.transforms.RandomRotation
    Example:
        >>> RandomRotation((90, 90))(np.array([[1, 2], [3, 4]]))
        array([[2, 4],
               [1, 3]])
    """

    def __init__(self, degrees, interpolation="nearest", fill=0, center=None, generator=None):
        self.degrees = _either_way("RandomRotation", "degrees", degrees)
        self.interpolation = _known("RandomRotation", interpolation)
        self.fill = fill
        self.center = center
        self.generator = generator

    def change(self, images):
        angles = self.rng.uniform(*self.degrees, len(images))
        matrices = affine_matrix(-angles, center=_from_middle(self.center, images))  # which turns clockwise
        return warp(images, matrices, self.interpolation, self.fill)


def _from_middle(center, images):
    """A place given in pixels from the upper left corner, measured from the middle; None is the middle."""
    height, width = images.shape[2:]
    return (0.0, 0.0) if center is None else (center[0] - width / 2, center[1] - height / 2)


def _known(name, interpolation):
    if interpolation not in INTERPOLATIONS:
        raise ArgumentError(f"{name}: interpolation must be {' or '.join(INTERPOLATIONS)}, got {interpolation!r}")
    return interpolation


def _either_way(name, argument, value):
    """A range: as given, or from -value to value."""
    if isinstance(value, (int, float)):
        if not value >= 0:
            raise ArgumentError(f"{name}: {argument} as one number must be 0 or more, got {value!r}")
        return -value, value
    return span(name, argument, value)


def _slants(name, shear):
    """Ranges for x and y, in one tuple of four."""
    if isinstance(shear, (int, float)) or len(shear) == 2:
        return (*_either_way(name, "shear", shear), 0.0, 0.0)
    if len(shear) != 4:
        raise ArgumentError(f"{name}: shear must be 1, 2 or 4 numbers, got {shear!r}")
    return (*span(name, "shear", shear[:2]), *span(name, "shear", shear[2:]))
