"""Tensors from a rule: one number throughout, numbers at equal distances, the identity matrix."""

import math

import numpy as np

from .. import config
from ..autograd.tensor import Tensor
from ..dtype import INTEGERS, as_dtype
from ..errors import ArgumentError, DTypeError
from .creation_input import dtype_of_number, leaf, like, made_on, number_of, refuse_overflow, shape_of

# --- one number throughout --------------------------------------------------------------------------------------------


def zeros(*lengths, size=None, dtype=None, device=None, requires_grad=False):
    """A tensor of zeros.

    Args: lengths: the shape, as ``zeros(2, 3)`` or ``zeros((2, 3))``. dtype: None is the default dtype.
    Source: torch.zeros
    Example:
        >>> zeros(2, 3)
        tensor([[0., 0., 0.],
                [0., 0., 0.]])
    """
    return _filled("zeros", shape_of("zeros", lengths, size), 0, dtype, device, requires_grad)


def ones(*lengths, size=None, dtype=None, device=None, requires_grad=False):
    """A tensor of ones.

    Args: as for ``zeros``.
    Source: torch.ones
    Example:
        >>> ones(2, dtype="int64")
        tensor([1, 1])
    """
    return _filled("ones", shape_of("ones", lengths, size), 1, dtype, device, requires_grad)


def full(size, fill_value, *, dtype=None, device=None, requires_grad=False):
    """A tensor with the same number everywhere.

    Args: size: the shape. fill_value: the number. dtype: None takes what the number becomes: int64 for 7.
    Raises: DTypeError for a number that does not fit into ``dtype``.
    Source: torch.full
    Example:
        >>> full((2, 2), 7)
        tensor([[7, 7],
                [7, 7]])
    """
    fill_value = number_of("full", fill_value)
    dtype = dtype_of_number(fill_value) if dtype is None else dtype
    return _filled("full", shape_of("full", (), size), fill_value, dtype, device, requires_grad)


def empty(*lengths, size=None, dtype=None, device=None, requires_grad=False):
    """A tensor whose numbers are whatever the memory happens to hold, for whoever overwrites all of them.

    Args: as for ``zeros``.
    Source: torch.empty
    Example:
        >>> empty(2, 3).shape
        (2, 3)
    """
    shape, dtype = shape_of("empty", lengths, size), _dtype_or_default("empty", dtype)
    return leaf(made_on(device, lambda library: library.empty(shape, dtype)), requires_grad)


def scalar_tensor(s, *, dtype=None, device=None, requires_grad=False):
    """A 0-d tensor of one number; of the default dtype, even for an integer.

    Source: torch.scalar_tensor
    Example:
        >>> scalar_tensor(3)
        tensor(3.)
    """
    return _filled("scalar_tensor", (), number_of("scalar_tensor", s), dtype, device, requires_grad)


def zeros_like(input, *, dtype=None, device=None, requires_grad=False):
    """Zeros in the shape of a tensor, and in its dtype and on its device unless others are asked for.

    Source: torch.zeros_like
    Example:
        >>> zeros_like(ones(2, dtype="int8"))
        tensor([0, 0], dtype=int8)
    """
    return full_like(input, 0, dtype=dtype, device=device, requires_grad=requires_grad)


def ones_like(input, *, dtype=None, device=None, requires_grad=False):
    """Ones in the shape of a tensor, see ``zeros_like``.

    Source: torch.ones_like
    Example:
        >>> ones_like(zeros(2))
        tensor([1., 1.])
    """
    return full_like(input, 1, dtype=dtype, device=device, requires_grad=requires_grad)


def full_like(input, fill_value, *, dtype=None, device=None, requires_grad=False):
    """One number in the shape of a tensor, see ``zeros_like``.

    Source: torch.full_like
    Example:
        >>> full_like(zeros(2), 7)
        tensor([7., 7.])
    """
    shape, dtype, device = like("full_like", input, dtype, device)
    return _filled("full_like", shape, number_of("full_like", fill_value), dtype, device, requires_grad)


def empty_like(input, *, dtype=None, device=None, requires_grad=False):
    """A tensor in the shape of another with whatever the memory holds, see ``empty`` and ``zeros_like``.

    Source: torch.empty_like
    Example:
        >>> empty_like(zeros(2, 3)).shape
        (2, 3)
    """
    shape, dtype, device = like("empty_like", input, dtype, device)
    return empty(shape, dtype=dtype, device=device, requires_grad=requires_grad)


# --- numbers at equal distances ---------------------------------------------------------------------------------------


def arange(*bounds, start=None, end=None, step=None, dtype=None, device=None, requires_grad=False):
    """The numbers from ``start``, 0 unless given, up to but without ``end``, in steps of ``step``, 1 unless given.

        y[i] = start + i · step        i = 0 … ⌈(end - start) / step⌉ - 1

    Args: bounds: end; start and end; or start, end and step. dtype: None is int64 for integers, else the default dtype.
    Raises: ArgumentError if the step is 0, leads away from ``end`` or is no finite number.
    Source: torch.arange
    Example:
        >>> arange(3), arange(1, 2.5, 0.5)
        (tensor([0, 1, 2]), tensor([1.0000, 1.5000, 2.0000]))
    """
    start, end, step = _three_bounds(bounds, start, end, step)
    if dtype is None:
        whole = not any(isinstance(x, float) for x in (start, end, step))
        dtype = np.dtype(np.int64) if whole else config.get_default_dtype()
    dtype = as_dtype("arange", dtype)
    if dtype == np.bool_:
        raise DTypeError("arange: booleans have no steps; take dtype=zerodl.int64")
    if dtype in INTEGERS and all(map(math.isfinite, (start, end, step))):
        start, end, step = int(start), int(end), int(step)
    count = _count_of_steps(start, end, step)
    exact = np.int64 if isinstance(start + step, int) else np.float64
    made = made_on(device, lambda library: (start + step * library.arange(count, dtype=exact)).astype(dtype))
    return leaf(made, requires_grad)


def linspace(start, end, steps, *, dtype=None, device=None, requires_grad=False):
    """``steps`` numbers at equal distances, both ends included.

        y[i] = start + i · (end - start) / (steps - 1)

    Args: dtype: None is the default dtype; integers are cut off towards 0.
    Source: torch.linspace
    Example:
        >>> linspace(0, 1, 3)
        tensor([0.0000, 0.5000, 1.0000])
    """
    start, end = number_of("linspace", start), number_of("linspace", end)
    steps, dtype = _count("linspace", "steps", steps), _dtype_or_default("linspace", dtype)
    return leaf(made_on(device, lambda library: _line(library, start, end, steps).astype(dtype)), requires_grad)


def logspace(start, end, steps, base=10.0, *, dtype=None, device=None, requires_grad=False):
    """``steps`` numbers in equal ratios: powers of ``base`` with exponents at equal distances.

        y[i] = base ^ (start + i · (end - start) / (steps - 1))

    Args: start, end: the first and the last exponent.
    Source: torch.logspace
    Example:
        >>> logspace(-1, 2, 4)
        tensor([  0.1000,   1.0000,  10.0000, 100.0000])
    """
    start, end, base = (number_of("logspace", x) for x in (start, end, base))
    steps, dtype = _count("logspace", "steps", steps), _dtype_or_default("logspace", dtype)

    def make(library):
        return library.power(float(base), _line(library, start, end, steps)).astype(dtype)

    return leaf(made_on(device, make), requires_grad)


def eye(n, m=None, *, dtype=None, device=None, requires_grad=False):
    """The identity matrix: ones on the diagonal, zeros elsewhere.

    Args: n: rows. m: columns; None is as many as rows.
    Source: torch.eye
    Example:
        >>> eye(2)
        tensor([[1., 0.],
                [0., 1.]])
    """
    rows = _count("eye", "n", n)
    columns = rows if m is None else _count("eye", "m", m)
    dtype = _dtype_or_default("eye", dtype)
    return leaf(made_on(device, lambda library: library.eye(rows, columns, dtype=dtype)), requires_grad)


# --- what they share --------------------------------------------------------------------------------------------------


def _dtype_or_default(name, dtype):
    return config.get_default_dtype() if dtype is None else as_dtype(name, dtype)


def _filled(name, shape, number, dtype, device, requires_grad):
    dtype = _dtype_or_default(name, dtype)
    refuse_overflow(name, number, dtype)
    with np.errstate(over="ignore"):
        return leaf(made_on(device, lambda library: library.full(shape, number, dtype)), requires_grad)


def _count(name, argument, n):
    """How many there are to be: an integer from 0 up."""
    (length,) = shape_of(f"{name}, {argument}", (n,))
    return length


def _three_bounds(bounds, start, end, step):
    """start, end and step of ``arange``, by position or by name, as Python's numbers."""
    names = ("end",) if len(bounds) == 1 and end is None else ("start", "end", "step")
    given = {"start": start, "end": end, "step": step}
    twice = [name for name, value in zip(names, bounds) if given[name] is not None]
    given |= dict(zip(names, bounds))
    if len(bounds) > 3 or twice or given["end"] is None:
        raise DTypeError(f"arange: expected end; start and end; or start, end and step, got {len(bounds)} arguments")
    defaults = {"start": 0, "end": None, "step": 1}
    return [number_of("arange", defaults[name] if value is None else value) for name, value in given.items()]


def _count_of_steps(start, end, step):
    """How many steps of ``arange`` fit."""
    if step == 0 or not all(map(math.isfinite, (start, end, step))):
        raise ArgumentError(f"arange: cannot go from {start} to {end} in steps of {step}")
    if (end - start) * step < 0:
        towards = "negative" if step > 0 else "positive"
        raise ArgumentError(f"arange: steps of {step} never lead from {start} to {end}; take a {towards} step")
    if isinstance(start + end + step, int):
        return -((start - end) // step)  # exact, however large the numbers
    return math.ceil((end - start) / step)


def _line(library, start, end, steps):
    """Numbers at equal distances in float64, counted from the nearer end, so that both ends are met exactly."""
    i = library.arange(steps, dtype=np.float64)
    step = (end - start) / max(steps - 1, 1)
    return library.where(i < max(steps // 2, 1), start + step * i, end - step * (steps - 1 - i))


for _numpys, _ours in (
    (np.zeros_like, zeros_like),
    (np.ones_like, ones_like),
    (np.full_like, full_like),
    (np.empty_like, empty_like),
):
    Tensor.numpy_functions[_numpys] = _ours
