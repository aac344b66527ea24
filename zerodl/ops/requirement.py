"""What kinds of number an operation takes; the others are refused in one sentence."""

from ..backend import is_floating
from ..errors import DTypeError


def kind(x):
    """ "boolean", "integer" or "float": what an array, a tensor or a Python number holds.

    Example:
        >>> import numpy as np
        >>> kind(np.ones(3, np.uint8)), kind(2.5), kind(True)
        ('integer', 'float', 'boolean')
    """
    if not hasattr(x, "dtype"):
        return "boolean" if isinstance(x, bool) else "integer" if isinstance(x, int) else "float"
    return "float" if is_floating(x.dtype) else "boolean" if x.dtype.kind == "b" else "integer"


def require_floats(op, *inputs):
    """Refuse integers and booleans where only floating numbers make sense.

    Raises: DTypeError. Python numbers pass: they take the kind of the tensors beside them.
    """
    for x in inputs:
        if hasattr(x, "dtype") and kind(x) != "float":
            raise DTypeError(f"{op}: expected floating numbers, got {x.dtype}; convert them with x.float()")


def require_integers(op, *inputs, booleans=True):
    """Refuse floating numbers where bits or divisors are looked at; ``booleans``: whether these pass as single bits.

    Raises: DTypeError, for Python's floats too.
    """
    for x in inputs:
        if kind(x) == "float" or (kind(x) == "boolean" and not booleans):
            wanted = "integers or booleans" if booleans else "integers"
            raise DTypeError(f"{op}: expected {wanted}, got {getattr(x, 'dtype', repr(x))}; convert with x.long()")


def refuse_booleans(op, *inputs):
    """Refuse inputs that are all booleans, where the arithmetic of true and false has no meaning.

    Raises: DTypeError.
    """
    if all(kind(x) == "boolean" for x in inputs):
        raise DTypeError(f"{op}: expected numbers, got booleans; convert them with x.float() or x.long()")
