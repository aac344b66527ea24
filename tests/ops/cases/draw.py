"""The form of a case, inputs that leave a mistake no place to hide, and calls of PyTorch in zerodl's convention."""

from dataclasses import dataclass, field

import numpy as np


@dataclass
class Example:
    """Inputs for one call.

    smooth: nudging works here (no kink, no tie, numbers of ordinary size). unlike_torch: why PyTorch's value differs.
    """

    inputs: tuple
    settings: dict = field(default_factory=dict)
    smooth: bool = True
    unlike_torch: str = ""


@dataclass
class Cases:
    """What one operation is tested with.

    expected: NumPy arrays and settings -> the value, or a tuple of values. torch: the same with torch tensors.
    no_gradient: why the operation has none.
    """

    expected: callable
    torch: callable
    examples: dict
    no_gradient: str = ""


rng = np.random.default_rng(0)


def signed(*shape):
    """Numbers between 0.4 and 1.6 of either sign: clear of 0, and no two alike."""
    return np.asarray(positive(*shape) * rng.choice([-1.0, 1.0], size=shape))


def positive(*shape):
    """Numbers between 0.4 and 1.6, at equal distances, shuffled: no two alike."""
    n = int(np.prod(shape))
    return rng.permutation(np.linspace(0.4, 1.6, n)).reshape(shape)


def strided(draw):
    """A 3 by 4 array that is not contiguous: every other column, backwards, of a transposed one."""
    array = draw(8, 3).T[:, ::-2]
    assert not array.flags.forc
    return array


def unary(draw=signed):
    """Inputs for an operation on one element at a time."""
    return {
        "plain": Example((draw(2, 3),)),
        "0-d": Example((draw(),)),
        "empty": Example((draw(0, 3),)),
        "strided": Example((strided(draw),)),
        "batch of one": Example((draw(1, 5),)),
    }


def binary(draw_a=signed, draw_b=None):
    """Inputs for an operation on two arrays, one element of each at a time."""
    draw_b = draw_b or draw_a
    return {
        "plain": Example((draw_a(2, 3), draw_b(2, 3))),
        "row and column": Example((draw_a(2, 1), draw_b(1, 3))),
        "stretched in the middle and on the left": Example((draw_a(3, 1, 2), draw_b(4, 3, 5, 2))),
        "0-d and array": Example((draw_a(), draw_b(2, 3))),
        "array and 0-d": Example((draw_a(2, 3), draw_b())),
        "both 0-d": Example((draw_a(), draw_b())),
        "array and Python number": Example((draw_a(2, 3), 2.0)),
        "Python number and array": Example((2.0, draw_b(2, 3))),
        "array and Python integer": Example((draw_a(2, 3), 3)),
        "empty": Example((draw_a(0, 3), draw_b(1, 3))),
        "empty by broadcasting": Example((draw_a(2, 0), draw_b(2, 1))),
        "strided": Example((strided(draw_a), strided(draw_b))),
        "batch of one": Example((draw_a(1, 5), draw_b(5))),
    }


def reductions(draw=signed, empty=True):
    """Inputs for an operation that makes axes vanish; ``empty``: it has a value for no elements too."""
    examples = {
        "all": Example((draw(2, 3),)),
        "first axis": Example((draw(2, 3),), {"dim": 0}),
        "last axis, kept": Example((draw(2, 3, 4),), {"dim": -1, "keepdim": True}),
        "two axes": Example((draw(2, 3, 4),), {"dim": (0, -1)}),
        "two axes, kept": Example((draw(2, 3, 4),), {"dim": (2, 1), "keepdim": True}),
        "all, kept": Example((draw(2, 3),), {"keepdim": True}),
        "0-d": Example((draw(),)),
        "0-d, kept": Example((draw(),), {"dim": 0, "keepdim": True}),
        "strided": Example((strided(draw),), {"dim": 0}),
        "batch of one": Example((draw(1, 5),), {"dim": 0}),
        "an axis of length 0 beside": Example((draw(0, 3),), {"dim": 1}),
    }
    if empty:
        examples["over no elements"] = Example((draw(0, 3),), {"dim": 0})
    return examples


def one_axis(draw=signed):
    """Inputs for an operation along exactly one axis."""
    return {
        "last axis": Example((draw(2, 3),), {"dim": 1}),
        "first axis of three": Example((draw(2, 3, 4),), {"dim": 0}),
        "negative axis": Example((draw(2, 3, 4),), {"dim": -2}),
        "strided": Example((strided(draw),), {"dim": 1}),
        "batch of one": Example((draw(1, 5),), {"dim": 1}),
        "one element": Example((draw(1),), {"dim": 0}),
        "an axis of length 0 beside": Example((draw(0, 3),), {"dim": 1}),
    }


TIES = np.array([[2.0, 5.0, 5.0], [7.0, 7.0, 7.0]])
MASK = np.array([[True, False, True], [False, False, True]])


def call(name):
    """torch.NAME(x, …) with the settings by name."""
    return lambda torch, *inputs, **settings: getattr(torch, name)(*inputs, **settings)


def torch_reduce(name):
    """A reduction of PyTorch under zerodl's calling convention: dim may be missing, with keepdim or without."""

    def reduce(torch, x, dim=None, keepdim=False):
        every = tuple(range(x.ndim)) if dim is None else dim
        return getattr(torch, name)(x, dim=every, keepdim=keepdim)

    return reduce


def between(low, high):
    """A way to draw: numbers from low to high at equal distances, shuffled; at neither end."""

    def draw(*shape):
        return np.asarray(low + (positive(*shape) - 0.3) / 1.4 * (high - low))

    return draw


def off_grid(*shape):
    """As ``signed``, but equal to none of those, and to no multiple of a half."""
    return np.asarray(signed(*shape) * 0.97)


def both(torch, *inputs):
    """Python numbers as 0-d tensors: some functions of PyTorch take tensors only, where ours take numbers too."""
    return [x if isinstance(x, torch.Tensor) else torch.tensor(x, dtype=torch.float64) for x in inputs]


def of_tensors(name):
    """torch.NAME(x, …) for a function that takes no Python numbers."""
    return lambda torch, *inputs, **settings: getattr(torch, name)(*both(torch, *inputs), **settings)
