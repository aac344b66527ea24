"""What a call does, written down as data that can be compared."""

import traceback

import numpy as np

from .plain import encode, plain

LONGEST_MESSAGE = 500


def observe(function, /, *, returns=None, **arguments):
    """Call ``function`` with the arguments, in the order given, and write down what happened.

    Args: returns: names for the parts of a tuple that it returns, for messages.
    Returns: a dictionary with "call", a text; "result", or what ``raised`` says; "changed", the names of arguments that
        are no longer what they were; with ``returns`` also "returned", the type of the result.
    """
    before = {name: _contents(value) for name, value in arguments.items()}
    seen = {"call": f"{function.__name__}({', '.join(f'{name}={show(value)}' for name, value in arguments.items())})"}
    if returns:
        seen["names"] = list(returns)
    try:
        result = function(*arguments.values())
        if returns:
            seen["returned"] = type(result).__name__
        seen["result"] = plain(result)
    except Exception as error:
        seen |= raised(error)
    seen["changed"] = [name for name, value in arguments.items() if _contents(value) != before[name]]
    return seen


def _contents(value):
    """What an argument holds, to the last bit; of a function, only that it is one."""
    return encode(plain(value))


def raised(error):
    """An error as plain data: "raised", its type; "message", cut short; "line", the learner's own that it came from."""
    try:
        message = str(error)[:LONGEST_MESSAGE]
    except Exception:
        message = "(its text cannot be shown)"
    return plain({"raised": type(error).__name__, "message": message, "line": _learner_line(error)})


def _learner_line(error):
    """The line of the learner's own text that the error came through last."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename.startswith("<your ")]
    return f"line {frames[-1].lineno}: {frames[-1].line}" if frames else ""


def show_apart(expected, got):
    """Two values as short text, with as many digits as it takes to tell them apart.

    Example:
        >>> show_apart(1.0, 1.0000001)
        ('1', '1.0000001')
    """
    for digits in (5, 9, 17):
        texts = show(expected, digits=digits), show(got, digits=digits)
        if texts[0] != texts[1]:
            break
    return texts


def show_farthest(expected, got):
    """Of two arrays of one shape, the place where they are farthest apart, and what stands there in each, as text.

    Example:
        >>> show_farthest(np.array([1.0, 2.0]), np.array([1.0, 7.0]))
        ('[1]', '2', '7')
    """
    e, g = np.asarray(expected, complex), np.asarray(got, complex)
    with np.errstate(all="ignore"):
        apart = np.where((e == g) | (np.isnan(e) & np.isnan(g)), -1.0, np.nan_to_num(np.abs(g - e), nan=np.inf))
    place = np.unravel_index(np.argmax(apart), apart.shape)
    return f"[{', '.join(str(int(i)) for i in place)}]", *show_apart(expected[place].item(), got[place].item())


def show(value, limit=200, digits=5):
    """A value as short text: small arrays with their numbers, large ones by shape and dtype.

    Example:
        >>> show(np.array([1.0, 2.5])), show(np.zeros((40, 50)))
        ('[1, 2.5]', 'an array of shape (40, 50)')
    """
    if isinstance(value, np.ndarray):
        if value.size > 16:
            return f"an array of shape {value.shape}"
        formats = {"float_kind": lambda x: f"{x:.{digits}g}"}
        text = np.array2string(value, separator=", ", precision=4, threshold=20, formatter=formats, legacy=False)
        return " ".join(text.split()).replace("[ ", "[")
    if isinstance(value, float):
        return f"{value:.{digits + 1}g}"
    if isinstance(value, (list, tuple)):
        inside = ", ".join(show(item, digits=digits) for item in value)
        text = f"[{inside}]" if isinstance(value, list) else f"({inside}{',' if len(value) == 1 else ''})"
    elif isinstance(value, dict):
        text = ", ".join(f"{key}: {show(item, digits=digits)}" for key, item in value.items())
    elif callable(value):
        text = getattr(value, "__name__", "a function")
    else:
        text = repr(value)
    return text if len(text) <= limit else text[: limit - 1] + "…"
