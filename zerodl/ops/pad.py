"""Borders around an array: constant, mirrored, drawn out or wrapped around."""

import numpy as np

from ..autograd.op import composite, op
from ..errors import ArgumentError, ShapeError
from .elementwise import clone
from .flip import flip
from .join import cat
from .shape import expand
from .split import narrow


def _widths(name, shape, pad):
    """``pad`` as (before, after) for each axis in order; negative numbers crop.

    Example:
        >>> _widths("pad", (2, 3), (0, 1)), _widths("pad", (2, 3), (0, 1, 5, -1))
        ([(0, 0), (0, 1)], [(5, -1), (0, 1)])
    """
    pad = tuple(int(n) for n in pad)
    if len(pad) % 2 or len(pad) > 2 * len(shape):
        raise ArgumentError(
            f"{name}: pad is (left, right) of the last axis, then of the last but one, and so on; got {pad} for shape "
            f"{shape}"
        )
    widths = [(0, 0)] * (len(shape) - len(pad) // 2) + list(zip(pad[::2], pad[1::2]))[::-1]
    for n, (before, after) in zip(shape, widths):
        if n + min(before, 0) < 0 or n + min(after, 0) < 0 or n + before + after < 0:
            raise ShapeError(f"{name}: pad {pad} crops more than there is of shape {shape}")
    return widths


def _padded(name, shape, pad, value=0):
    return tuple(n + before + after for n, (before, after) in zip(shape, _widths(name, shape, pad)))


@op(shape=_padded, any_dtype=True, method=False)
def constant_pad_nd(x, /, pad, value=0):
    """x with a border of one value around it; negative widths crop.

    Args: pad: (left, right) of the last axis, then of the last but one, and so on.
    Source: torch.constant_pad_nd
    Example:
        >>> constant_pad_nd(np.array([1.0, 2.0]), (1, 2), value=7.0)
        array([7., 1., 2., 7., 7.])
    """
    widths = _widths("constant_pad_nd", x.shape, pad)
    inside = tuple(slice(max(-before, 0), n - max(-after, 0)) for n, (before, after) in zip(x.shape, widths))
    borders = [(max(before, 0), max(after, 0)) for before, after in widths]
    return np.pad(x[inside], borders, constant_values=value) if x.ndim else np.copy(x)


@constant_pad_nd.grad
def constant_pad_nd_grad(g, pad):
    """Gradient of constant_pad_nd: what was added is cropped, what was cropped gets zeros."""
    return constant_pad_nd(g, tuple(-n for n in pad))


@composite(method=False)
def pad(x, pad, mode="constant", value=None):
    """x with a border around it.

        constant    v v v | a b c d | v v v
        reflect     d c b | a b c d | c b a        mirrored, the edge itself not repeated
        replicate   a a a | a b c d | d d d        the edge drawn out
        circular    b c d | a b c d | a b c        as if x went round

    Args:
        pad: widths (left, right) of the last axis, then of the last but one, and so on; negative ones crop.
        mode: one of the four names above. value: of a constant border, 0 by default.
    Raises: ShapeError if a border is wider than what it is made from.
    Source: torch.nn.functional.pad
    Example:
        >>> import zerodl
        >>> zerodl.pad(zerodl.tensor([[1.0, 2.0, 3.0]]), (2, 1), mode="reflect")
        tensor([[3., 2., 1., 2., 3., 2.]])
    """
    widths = _widths("pad", x.shape, pad)
    if mode == "constant":
        return constant_pad_nd(x, pad, 0 if value is None else value)
    if mode not in ("reflect", "replicate", "circular"):
        raise ArgumentError(f"pad: mode must be constant, reflect, replicate or circular, got {mode!r}")
    if value is not None:
        raise ArgumentError(f"pad: only a constant border has a value, got value={value} with mode={mode!r}")
    for axis, (before, after) in enumerate(widths):
        _check_source(x.shape, axis, max(before, after), mode)
    for axis, (before, after) in enumerate(widths):
        x = _bordered(x, axis, before, after, mode) if before or after else x
    return x if any(map(any, widths)) else clone(x)


def _check_source(shape, axis, width, mode):
    """A border is made from x itself, and cannot be wider than what it shows of it."""
    most = {"reflect": shape[axis] - 1, "replicate": width if shape[axis] else 0, "circular": shape[axis]}[mode]
    if width > max(most, 0):
        raise ShapeError(
            f"pad: mode {mode!r} can pad dim {axis} of shape {shape} by at most {max(most, 0)}, got {width}"
        )


def _bordered(x, axis, before, after, mode):
    """x cropped along one axis, or with pieces in front and behind that are made from it."""
    start, end = max(-before, 0), x.shape[axis] - max(-after, 0)
    inside = narrow(x, axis, start, end - start)
    before, after = max(before, 0), max(after, 0)
    if mode == "circular":
        n = end - start
        return cat([narrow(inside, axis, n - before, before), inside, narrow(inside, axis, 0, after)], axis)
    n = x.shape[axis]
    if mode == "reflect":
        first, last = narrow(x, axis, min(1, n), before), narrow(x, axis, max(n - 1, 0) - after, after)
        return cat([flip(first, axis), inside, flip(last, axis)], axis)
    edges = [narrow(x, axis, place, 1) for place in (0, n - 1)]
    return cat([_drawn_out(edges[0], axis, before), inside, _drawn_out(edges[1], axis, after)], axis)


def _drawn_out(edge, axis, width):
    """An edge, of length 1 along the axis, ``width`` times."""
    return expand(edge, tuple(width if i == axis else n for i, n in enumerate(edge.shape)))
