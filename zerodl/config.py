"""Two settings that the whole framework reads: whether the tape is recording, and the default kind of number."""

import threading
from contextlib import ContextDecorator

import numpy as np

from .errors import DTypeError


class _GradMode(threading.local):
    """Whether operations are recorded; each thread has its own, so a data loader cannot switch off a training loop."""

    enabled = True


grad_mode = _GradMode()


class _SetGrad(ContextDecorator):
    """Set the grad mode for a ``with`` block or a decorated function, and put the old one back, errors included."""

    def __init__(self, enabled):
        self._enabled = enabled
        self._before = []  # a stack, so that one object may be entered again inside itself

    def _recreate_cm(self):
        """Each call of a decorated function gets its own object: two threads may be inside at once."""
        return _SetGrad(self._enabled)

    def __enter__(self):
        self._before.append(grad_mode.enabled)
        grad_mode.enabled = self._enabled

    def __exit__(self, *error):
        grad_mode.enabled = self._before.pop()


def no_grad():
    """Stop recording inside a ``with`` block or a decorated function.

    Results made inside have ``requires_grad=False`` and keep no memory for a backward pass.

    Example:
        >>> import zerodl
        >>> w = zerodl.tensor([1.0, 2.0], requires_grad=True)
        >>> with zerodl.no_grad():
        ...     (w * 2).requires_grad
        False
    """
    return _SetGrad(False)


def enable_grad():
    """Record again inside a block that ``no_grad`` surrounds.

    Example:
        >>> import zerodl
        >>> with zerodl.no_grad(), zerodl.enable_grad():
        ...     zerodl.is_grad_enabled()
        True
    """
    return _SetGrad(True)


def inference_mode():
    """Stop recording, as ``no_grad`` does; the name says that nothing made inside is meant for training.

    PyTorch's also spares the counting of changes in place, which costs nothing here.

    Source: torch.inference_mode
    Example:
        >>> import zerodl
        >>> w = zerodl.tensor([1.0, 2.0], requires_grad=True)
        >>> with zerodl.inference_mode():
        ...     (w * 2).requires_grad
        False
    """
    return _SetGrad(False)


def set_grad_enabled(enabled):
    """Record or not, as a flag says, inside a ``with`` block or a decorated function.

    Source: torch.set_grad_enabled
    Example:
        >>> import zerodl
        >>> with zerodl.set_grad_enabled(False):
        ...     zerodl.is_grad_enabled()
        False
    """
    return _SetGrad(bool(enabled))


def is_grad_enabled():
    """Whether operations of this thread are being recorded.

    Example:
        >>> import zerodl
        >>> zerodl.is_grad_enabled()
        True
    """
    return grad_mode.enabled


_default_dtype = np.dtype(np.float32)


def get_default_dtype():
    """The dtype that Python floats become; float32 unless changed.

    Source: torch.get_default_dtype
    Example:
        >>> import zerodl
        >>> zerodl.get_default_dtype()
        dtype('float32')
    """
    return _default_dtype


def set_default_dtype(dtype):
    """Choose the dtype that Python floats become.

    Args: dtype: ``zerodl.float64``, ``float32``, ``float16`` or ``bfloat16``, or such a name.
    Raises: DTypeError if it is not floating.
    Source: torch.set_default_dtype
    Example:
        >>> import zerodl
        >>> zerodl.set_default_dtype(zerodl.float64)
        >>> zerodl.tensor([0.5]).dtype
        dtype('float64')
        >>> zerodl.set_default_dtype(zerodl.float32)
    """
    global _default_dtype
    try:
        wanted = None if dtype is None else np.dtype(dtype)
    except TypeError:
        wanted = None
    if wanted is None or wanted.name not in ("float64", "float32", "float16", "bfloat16"):
        raise DTypeError(f"set_default_dtype: expected a floating dtype such as zerodl.float32, got {dtype!r}")
    _default_dtype = wanted
