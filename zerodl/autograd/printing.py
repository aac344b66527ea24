"""How a tensor prints: as PyTorch's do, number by number, so that both can be read side by side."""

import math
from contextlib import contextmanager
from dataclasses import asdict, dataclass

import numpy as np

from .. import config
from ..backend import is_floating
from ..device import device_of, get_default_device, to_device
from ..errors import ArgumentError


@dataclass
class _Options:
    """What ``set_printoptions`` sets."""

    precision: int = 4
    threshold: float = 1000
    edgeitems: int = 3
    linewidth: int = 80
    sci_mode: bool | None = None


_options = _Options()

_PROFILES = {
    "default": {"precision": 4, "threshold": 1000, "edgeitems": 3, "linewidth": 80},
    "short": {"precision": 2, "threshold": 1000, "edgeitems": 2, "linewidth": 80},
    "full": {"precision": 4, "threshold": math.inf, "edgeitems": 3, "linewidth": 80},
}


def set_printoptions(precision=None, threshold=None, edgeitems=None, linewidth=None, profile=None, sci_mode=None):
    """Choose how tensors print. What is not named stays as it is, except ``sci_mode``, which None sets back.

    Args:
        precision: digits after the point; 4 at first.
        threshold: a tensor with more elements than this prints only its corners; 1000 at first.
        edgeitems: how many elements of each axis such a corner has; 3 at first.
        linewidth: characters in a line; 80 at first.
        profile: "default", "short" or "full" sets all of these.
        sci_mode: True writes 1.5000e+00, False 1.5000; None decides by the numbers.
    Raises: ArgumentError for a profile that is none.
    Source: torch.set_printoptions
    Example:
        >>> import zerodl
        >>> set_printoptions(precision=2)
        >>> zerodl.tensor([1 / 3, 2 / 3])
        tensor([0.33, 0.67])
        >>> set_printoptions(profile="default")
    """
    if profile is not None and profile not in _PROFILES:
        raise ArgumentError(f"set_printoptions: expected the profile default, short or full, got {profile!r}")
    chosen = {"precision": precision, "threshold": threshold, "edgeitems": edgeitems, "linewidth": linewidth}
    chosen = _PROFILES.get(profile, {}) | {name: value for name, value in chosen.items() if value is not None}
    for name, value in chosen.items():
        if not isinstance(value, (int, float)) or value < 0:
            raise ArgumentError(f"set_printoptions: expected a number from 0 up for {name}, got {value!r}")
    for name, value in chosen.items():
        setattr(_options, name, value)
    _options.sci_mode = sci_mode


def get_printoptions():
    """The options that ``set_printoptions`` sets, as a dictionary."""
    return asdict(_options)


@contextmanager
def printoptions(**chosen):
    """A ``with`` block in which tensors print otherwise; takes what ``set_printoptions`` takes.

    Example:
        >>> import zerodl
        >>> with printoptions(precision=1):
        ...     print(zerodl.tensor([0.25, 3.0]))
        tensor([0.2, 3.0])
    """
    before = get_printoptions()
    try:
        set_printoptions(**chosen)
        yield
    finally:
        set_printoptions(**before)


def format_tensor(tensor):
    """The text of a tensor: its numbers, and behind them what cannot be seen from these.

    Example:
        >>> import zerodl
        >>> print(format_tensor(zerodl.tensor([[1, -20]], dtype=zerodl.int8)))
        tensor([[  1, -20]], dtype=int8)
    """
    array, start = tensor.array, "tensor("
    text = start + (_numbers(array, len(start)) if array.size else "[]")
    used = len(text) - text.rfind("\n") + 1  # of the last line, with room for what follows
    for suffix in _suffixes(tensor):
        if used + len(suffix) + 2 > _options.linewidth:
            text += ",\n" + " " * len(start) + suffix
            used = len(start) + len(suffix)
        else:
            text += ", " + suffix
            used += len(suffix) + 2
    return text + ")"


def _suffixes(tensor):
    """What follows the numbers: device, shape, dtype and place on the tape, each only where it is not the usual one."""
    array, suffixes = tensor.array, []
    place, usual = device_of(array), get_default_device()
    if place.type != usual.type or usual.index not in (None, place.index):
        suffixes.append(f"device='{place}'")
    if (not array.size and array.ndim != 1) or (array.size and not _options.edgeitems):
        suffixes.append(f"size={array.shape}")
    usual_dtypes = [config.get_default_dtype(), np.int64, np.bool_] if array.size else [config.get_default_dtype()]
    if array.dtype not in usual_dtypes:
        suffixes.append(f"dtype={array.dtype}")
    if tensor.grad_fn is not None:
        suffixes.append(f"grad_fn=<{tensor.grad_fn.op.name}>")
    elif tensor.requires_grad:
        suffixes.append("requires_grad=True")
    return suffixes


def _numbers(array, indent):
    """The elements in nested brackets; of a tensor with many only those at the ends of each axis."""
    cut = [array.size > _options.threshold and length > 2 * _options.edgeitems for length in array.shape]
    array = to_device(_corners(array, cut), "cpu")
    return _brackets(array.tolist(), cut, indent, *_writer(array))


def _corners(array, cut):
    """The first and the last ``edgeitems`` elements along each axis that is cut."""
    for axis, length in enumerate(array.shape):
        if cut[axis]:
            ends = [*range(_options.edgeitems), *range(length - _options.edgeitems, length)]
            array = array[(slice(None),) * axis + (ends,)]
    return array


def _brackets(values, cut, indent, write, width):
    """Nested lists as text. Numbers fill lines; lists stand below one another, apart by as many lines as they are deep.

    Args: cut: for each axis whether elements were left out in its middle. indent: where the text begins in its line.
    """
    if not cut:
        return write(values)
    if len(cut) == 1:
        parts = [write(value) for value in values]
        per_line = max(1, (_options.linewidth - indent) // (width + 2))
        gap = " ..." if parts else "..."
    else:
        parts = [_brackets(value, cut[1:], indent + 1, write, width) for value in values]
        per_line = 1
        gap = "..."
    if cut[0]:
        parts.insert(len(parts) // 2, gap)
    lines = [", ".join(parts[i : i + per_line]) for i in range(0, len(parts), per_line)]
    return "[" + ("," + "\n" * max(1, len(cut) - 1) + " " * (indent + 1)).join(lines) + "]"


def _writer(array):
    """How each element is written, as a function from number to text, and the width of these texts."""
    if not is_floating(array.dtype):
        width = max((len(str(value)) for value in np.ravel(array).tolist()), default=1)
        return lambda value: str(value).rjust(width), width
    values = np.ravel(array).astype(np.float64)
    values = values[np.isfinite(values) & (values != 0)]
    whole = bool(np.all(values == np.ceil(values)))
    scientific = _spreads_widely(np.abs(values)) if _options.sci_mode is None else _options.sci_mode
    scientific = scientific and values.size > 0
    point = whole and not scientific  # 3. says that the number is a float
    form = ".0f" if point else f".{_options.precision}{'e' if scientific else 'f'}"

    def write(value):
        text = format(value, form) + ("." if point and math.isfinite(value) else "")
        return text.rjust(width)

    width = max((len(format(value, form)) + point for value in values.tolist()), default=1)
    return write, width


def _spreads_widely(sizes):
    """Whether the numbers are too large, too small or too far apart to be compared digit by digit."""
    if not sizes.size:
        return False
    smallest, largest = sizes.min().item(), sizes.max().item()
    return largest / smallest > 1000 or largest > 1e8 or smallest < 1e-4
