"""What a call does, written down as data that can be compared."""

import copy

import numpy as np

from .plain import plain


def observe(function, /, *, returns=None, **arguments):
    """Call ``function`` with the arguments, in the order given, and write down what happened.

    Args: returns: names for the parts of a tuple that it returns, for messages.
    Returns: a dictionary with "call", a text; "result", or "raised" and "message"; "changed", the names of arguments
    that are
        no longer what they were.
    """
    before = {name: copy.deepcopy(value) for name, value in arguments.items()}
    seen = {"call": f"{function.__name__}({', '.join(f'{name}={show(value)}' for name, value in before.items())})"}
    if returns:
        seen["names"] = list(returns)
    try:
        seen["result"] = plain(function(*arguments.values()))
    except Exception as error:
        seen |= {"raised": type(error).__name__, "message": str(error)}
    seen["changed"] = [name for name, value in arguments.items() if not _same(before[name], value)]
    return seen


def _same(before, after):
    if isinstance(before, np.ndarray):
        return before.shape == after.shape and before.tobytes() == after.tobytes()
    return True if callable(before) else before == after


def show(value, limit=200):
    """A value as short text: small arrays with their numbers, large ones by shape and dtype.

    Example:
        >>> show(np.array([1.0, 2.5])), show(np.zeros((40, 50)))
        ('[1, 2.5]', 'an array of shape (40, 50)')
    """
    if isinstance(value, np.ndarray):
        if value.size > 16:
            return f"an array of shape {value.shape}"
        text = np.array2string(
            value, separator=", ", precision=4, threshold=20, formatter={"float_kind": lambda x: f"{x:.5g}"}
        )
        return " ".join(text.split())
    if isinstance(value, float):
        return f"{value:.6g}"
    if isinstance(value, (list, tuple)):
        inside = ", ".join(show(item) for item in value)
        text = f"[{inside}]" if isinstance(value, list) else f"({inside}{',' if len(value) == 1 else ''})"
    elif isinstance(value, dict):
        text = ", ".join(f"{key}: {show(item)}" for key, item in value.items())
    elif callable(value):
        text = getattr(value, "__name__", "a function")
    else:
        text = repr(value)
    return text if len(text) <= limit else text[: limit - 1] + "…"
