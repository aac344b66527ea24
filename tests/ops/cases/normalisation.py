"""Normalisations, and dropout, whose chance starts again from its seed at every call."""

import math

import numpy as np

import zerodl
from tests.ops.cases.draw import Cases, Example, call, strided

rng = np.random.default_rng(7)


def uneven(*shape):
    """Positive numbers, none of which is the mean of others: there a result would be 0 but for rounding."""
    return np.asarray(np.exp(rng.uniform(-1, 1.5, shape)))


class Restarting(zerodl.Generator):
    """A generator that draws the same numbers every time."""

    def __init__(self, seed):
        self.first = seed

    @property
    def numpy(self):
        return np.random.default_rng(self.first)


def np_dropout(x, p=0.5, axes=None, generator=None):
    if p in (0, 1):
        return x * (1.0 - p)
    axes = x.ndim if axes is None else axes
    drawn = generator.numpy.random(x.shape[:axes] + (1,) * (x.ndim - axes), dtype=np.float32)
    return x * np.where(drawn < p, 0, 1 / (1 - p))


def by_chance(*shape, **settings):
    return Example((uneven(*shape),), {"generator": Restarting(3), **settings}, unlike_torch="chance")


def torch_dropout(torch, x, p=0.5, axes=None, generator=None):
    return torch.nn.functional.dropout(x, p)


def standard(x, axis, eps=1e-5):
    with np.errstate(all="ignore"):
        mean = np.sum(x, axis=axis, keepdims=True) / max(np.prod([x.shape[i] for i in axis]), 1)
        return (x - mean) / np.sqrt(np.var(x, axis=axis, keepdims=True) + eps) if x.size else x


def column(vector, x):
    return vector.reshape(1, -1, *(1 for _ in x.shape[2:]))


def np_batch_norm(x, weight=None, bias=None, eps=1e-5, observe=None):
    y = standard(x, (0, *range(2, x.ndim)), eps)
    y = y if weight is None else y * column(weight, x)
    return y if bias is None else y + column(bias, x)


def torch_batch_norm(torch, x, weight=None, bias=None, eps=1e-5, observe=None):
    return torch.nn.functional.batch_norm(x, None, None, weight, bias, training=True, eps=eps)


def np_layer_norm(x, weight=None, bias=None, normalized_shape=(), eps=1e-5):
    y = standard(x, tuple(range(x.ndim - len(normalized_shape), x.ndim)), eps)
    y = y if weight is None else y * weight
    return y if bias is None else y + bias


def torch_layer_norm(torch, x, weight=None, bias=None, normalized_shape=(), eps=1e-5):
    return torch.nn.functional.layer_norm(x, normalized_shape, weight, bias, eps)


def np_group_norm(x, num_groups, weight=None, bias=None, eps=1e-5):
    parts = x.reshape(x.shape[0], num_groups, -1) if x.size else x
    y = standard(parts, (2,), eps).reshape(x.shape) if x.size else x
    y = y if weight is None else y * column(weight, x)
    return y if bias is None else y + column(bias, x)


def torch_group_norm(torch, x, num_groups, weight=None, bias=None, eps=1e-5):
    return torch.nn.functional.group_norm(x, num_groups, weight, bias, eps)


def np_rms_norm(x, weight=None, normalized_shape=(), eps=None):
    axes = tuple(range(x.ndim - len(normalized_shape), x.ndim))
    square = np.sum(x * x, axis=axes, keepdims=True) / max(math.prod(normalized_shape), 1)
    y = x / np.sqrt(square + (np.finfo(x.dtype).eps if eps is None else eps))
    return y if weight is None else y * weight


def torch_rms_norm(torch, x, weight=None, normalized_shape=(), eps=None):
    return torch.nn.functional.rms_norm(x, normalized_shape, weight, eps)


def np_renorm(x, p, dim, maxnorm):
    rows = np.moveaxis(x, dim, 0)
    size = np.abs(rows.reshape(rows.shape[0], math.prod(rows.shape[1:])))
    length = np.max(size, axis=1) if p == math.inf else np.sum(size**p, axis=1) ** (1 / p)
    factor = np.where(length > maxnorm, maxnorm / (length + 1e-7), 1)
    return np.moveaxis(rows * factor.reshape(-1, *(1 for _ in rows.shape[1:])), 0, dim)


LAST = {"normalized_shape": (5,)}

CASES = {
    "dropout": Cases(
        np_dropout,
        torch_dropout,
        {
            "nothing": Example((uneven(2, 3),), {"p": 0.0}),
            "everything": Example((uneven(2, 3),), {"p": 1.0}),
            "half": by_chance(4, 5),
            "few": by_chance(4, 5, p=0.2),
            "whole channels": by_chance(3, 4, 2, 2, p=0.3, axes=2),
            "whole examples": by_chance(5, 2, 2, axes=1),
            "all or nothing": by_chance(5, 2, axes=0),
            "0-d": by_chance(),
            "empty": by_chance(0, 3),
            "strided": Example((strided(uneven),), {"generator": Restarting(4)}, unlike_torch="chance"),
        },
    ),
    "batch_norm": Cases(
        np_batch_norm,
        torch_batch_norm,
        {
            "features": Example((uneven(5, 3), uneven(3), uneven(3))),
            "sequences": Example((uneven(4, 3, 2), uneven(3), uneven(3))),
            "images": Example((uneven(2, 3, 2, 2), uneven(3), uneven(3)), {"eps": 0.01}),
            "volumes": Example((uneven(2, 2, 1, 2, 2), uneven(2), uneven(2))),
            "one example, many places": Example((uneven(1, 2, 4), uneven(2), uneven(2))),
            "without bias": Example((uneven(5, 3), uneven(3), None)),
            "without weight": Example((uneven(5, 3), None, uneven(3))),
            "without both": Example((uneven(5, 3),)),
            "strided": Example((uneven(2, 3, 5).transpose(2, 1, 0), uneven(6)[::2], uneven(6)[::-2])),
            "equal elements": Example((np.full((4, 2), 3.0), uneven(2), uneven(2)), smooth=False),
            "empty batch": Example((uneven(0, 3), uneven(3), uneven(3))),
            "no places": Example((uneven(2, 3, 0), uneven(3), uneven(3))),
        },
    ),
    "layer_norm": Cases(
        np_layer_norm,
        torch_layer_norm,
        {
            "rows": Example((uneven(4, 5), uneven(5), uneven(5)), LAST),
            "one vector": Example((uneven(5), uneven(5), uneven(5)), LAST),
            "three axes": Example((uneven(2, 5, 5), uneven(5), uneven(5)), LAST | {"eps": 0.01}),
            "over two axes": Example((uneven(4, 2, 3), uneven(2, 3), uneven(2, 3)), {"normalized_shape": (2, 3)}),
            "over all axes": Example((uneven(2, 3), uneven(2, 3), uneven(2, 3)), {"normalized_shape": (2, 3)}),
            "without bias": Example((uneven(4, 5), uneven(5), None), LAST),
            "without weight": Example((uneven(4, 5), None, uneven(5)), LAST),
            "without both": Example((uneven(4, 5),), LAST),
            "strided": Example((strided(uneven), uneven(8)[::2], uneven(8)[::-2]), {"normalized_shape": (4,)}),
            "equal elements": Example((np.full((2, 5), 3.0), uneven(5), uneven(5)), LAST, smooth=False),
            "one element": Example(
                (uneven(4, 1), uneven(1), uneven(1)),
                {"normalized_shape": (1,)},
                unlike_torch="its gradient is 1e-14, where it is 0",
            ),
            "empty batch": Example((uneven(0, 5), uneven(5), uneven(5)), LAST),
            "empty rows": Example((uneven(2, 0), uneven(0), uneven(0)), {"normalized_shape": (0,)}),
        },
    ),
    "group_norm": Cases(
        np_group_norm,
        torch_group_norm,
        {
            "two groups": Example((uneven(3, 6), 2, uneven(6), uneven(6))),
            "one group, images": Example((uneven(2, 4, 2, 3), 1, uneven(4), uneven(4)), {"eps": 0.01}),
            "a group for each channel": Example((uneven(2, 3, 4), 3, uneven(3), uneven(3))),
            "without bias": Example((uneven(2, 4, 3), 2, uneven(4))),
            "without both": Example((uneven(2, 4, 3), 2)),
            "strided": Example((uneven(3, 4, 2).transpose(2, 1, 0), 2, uneven(8)[::2], uneven(8)[::-2])),
            "empty batch": Example((uneven(0, 4, 3), 2, uneven(4), uneven(4))),
        },
    ),
    "rms_norm": Cases(
        np_rms_norm,
        torch_rms_norm,
        {
            "rows": Example((uneven(4, 5), uneven(5)), LAST),
            "one vector": Example((uneven(5), uneven(5)), LAST),
            "three axes": Example((uneven(2, 5, 5), uneven(5)), LAST | {"eps": 0.01}),
            "over two axes": Example((uneven(4, 2, 3), uneven(2, 3)), {"normalized_shape": (2, 3)}),
            "without weight": Example((uneven(4, 5),), LAST),
            "strided": Example((strided(uneven), uneven(8)[::2]), {"normalized_shape": (4,)}),
            "zeros": Example((np.zeros((2, 5)), uneven(5)), LAST, smooth=False),
            "empty batch": Example((uneven(0, 5), uneven(5)), LAST),
            "empty rows": Example((uneven(2, 0), uneven(0)), {"normalized_shape": (0,)}),
        },
    ),
    "renorm": Cases(
        np_renorm,
        call("renorm"),
        {
            "rows": Example((uneven(4, 3) * [[0.1], [1], [2], [0.2]],), {"p": 2, "dim": 0, "maxnorm": 1.5}),
            "columns": Example((uneven(4, 3) * [0.1, 1, 2],), {"p": 2, "dim": -1, "maxnorm": 1.5}),
            "sums of absolute values": Example((-uneven(3, 4),), {"p": 1, "dim": 0, "maxnorm": 4.0}),
            "largest": Example((uneven(3, 4),), {"p": math.inf, "dim": 1, "maxnorm": 2.0}),
            "filters": Example((uneven(3, 2, 2, 2) * 0.3,), {"p": 2.0, "dim": 0, "maxnorm": 1.0}),
            "strided": Example((strided(uneven),), {"p": 2, "dim": 1, "maxnorm": 2}),
            "batch of one": Example((uneven(1, 5),), {"p": 2, "dim": 0, "maxnorm": 1.0}),
            "zeros": Example((np.zeros((2, 3)),), {"p": 2, "dim": 0, "maxnorm": 1.0}, smooth=False),
            "empty": Example((uneven(0, 3),), {"p": 2, "dim": 0, "maxnorm": 1.0}),
        },
    ),
}
