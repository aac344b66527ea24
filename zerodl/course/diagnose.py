"""Say what probably went wrong, from the data alone.

First the mistakes that the exercise knows: an answer that behaves exactly as one of them is that mistake. Then what can
be said of any exercise: nothing returned, a transposed shape, a flipped sign.
"""

import numpy as np

from .answer import GAP, compile_answer
from .compare import agree, at, first_difference, is_number
from .observe import show, show_farthest
from .run import run_scenarios
from .text import Text


def diagnose(record, seed, number, expected, got):
    """The name and the text of the likely cause.

    Args: seed, number: of the first scenario that failed. expected, got: the data of all scenarios at this seed;
        ``got`` may end early.
    """
    for mistake in record.mistakes:
        if _behaves_like(record, mistake, seed, number, got):
            return mistake.name, mistake.says
    for mistake in record.mistakes:
        if mistake.when and _recognises(mistake.when, got[number], expected[number]):
            return mistake.name, mistake.says
    return general(expected[number], got[number])


def _behaves_like(record, mistake, seed, number, got):
    """Whether the answer's data up to the failure are what this mistake gives, and the failure itself among them."""
    made = run_scenarios(record, seed, compile_answer(record.name, mistake.source, whose="a mistake in"))
    return all(agree(m, g) for g, m in zip(got[: number + 1], made))


def _recognises(when, got, expected):
    """A predicate is asked about data of any shape; one that trips over it has not recognised it."""
    try:
        return bool(when(got, expected))
    except Exception:
        return False


def general(expected, got):
    """What can be said of any answer: the name of the diagnosis, and its text."""
    difference = first_difference(expected, got)
    around = [at(data, difference.path[:-1]) for data in (expected, got)]
    error = next((part for part in (difference.got, around[1]) if type(part) is dict and "raised" in part), None)
    if error:
        return _general_error(error, around[0])
    if all(type(part) is list and len(part) == 2 for part in around) and agree(around[0], around[1][::-1]):
        return "exchanged", Text(en="The two results are right, but each stands in the other's place.")
    difference = _change_of_an_argument(*around) or difference
    for name, test, text in GENERAL:
        if test(difference):
            return name, Text(en=text.format(**_words(difference)))
    return "value", Text(en=_both(difference.expected, difference.got))


def _change_of_an_argument(expected, got):
    """The Difference in what a call changed, if it changed too much: that explains a wrong result."""
    if not all(type(call) is dict and "changed" in call for call in (expected, got)):
        return None
    difference = first_difference(expected["changed"], got["changed"], ("changed",))
    return difference if difference and _changed_too_much(difference) else None


def _both(expected, got):
    """What was expected and what came; of two that look alike when shortened, where they differ most."""
    if show(expected) != show(got):
        return f"Expected {show(expected)}, got {show(got)}."
    if type(expected) is not np.ndarray:
        return f"Expected {expected!r}, got {got!r}."
    where, wanted, came = show_farthest(expected, got)
    return f"Your result is {show(got)}, as expected, but with other numbers: at {where} expected {wanted}, got {came}."


def _general_error(error, expected):
    """What can be said of an error, where there should have been another one or none."""
    message = f"{error['raised']}: {error.get('message', '')}"
    if error.get("line"):
        message += f" ({error['line']})"
    if type(expected) is dict and "raised" in expected:
        return "another error", Text(en=f"Expected {_a(expected['raised'])} here, but another error came. {message}")
    if error.get("line", "").endswith(GAP):
        left = "The line `raise NotImplementedError(...)` is still there and ends your code: delete it."
        return "gap left", Text(en=left)
    return "raised", Text(en=f"Your code stopped with an error. {message}")


def _same_shape_numbers(d):
    if d.kind != "value" or not is_number(d.expected) or not is_number(d.got) or not np.size(d.expected):
        return False
    return all(np.asarray(value).dtype != object for value in (d.expected, d.got))  # a whole number beyond 64 bits


def _constant_factor(d):
    """The one number that all of expected would have to be multiplied with, or None."""
    if np.iscomplexobj(d.expected) or np.iscomplexobj(d.got):
        return None
    e, g = np.asarray(d.expected, np.float64), np.asarray(d.got, np.float64)
    nonzero = np.abs(e) > 1e-12
    if not nonzero.any() or not np.isfinite(g).all():
        return None
    ratios = g[nonzero] / e[nonzero]
    return float(ratios.flat[0]) if np.allclose(g, e * ratios.flat[0], rtol=1e-5, atol=1e-9) else None


def _is_telling_factor(d):
    """Two numbers always have a ratio, and whole numbers often the same one; of several fractions it says something."""
    if not _same_shape_numbers(d) or np.size(d.expected) < 4:
        return False
    fractions = any(np.asarray(value).dtype.kind == "f" for value in (d.expected, d.got))
    factor = _constant_factor(d)
    return fractions and factor is not None and abs(factor - 1) > 1e-3


def _changed_too_much(d):
    """The names of the arguments that were changed and should not have been."""
    if "changed" not in d.path:
        return []
    return [name for name in np.ravel(d.got).tolist() if name not in np.ravel(d.expected).tolist()]


def _extra_axes(d):
    return d.kind == "shape" and np.ndim(d.got) > np.ndim(d.expected)


def _stretched(d):
    return (
        d.kind == "shape"
        and np.ndim(d.got) == np.ndim(d.expected)
        and all(e in (1, g) for e, g in zip(np.shape(d.expected), np.shape(d.got)))
    )


def _transposed(d):
    return d.kind == "shape" and np.shape(d.got) == np.shape(d.expected)[::-1]


# name, test on the Difference, text with names from _words; the first that holds is given
GENERAL = [
    (
        "changed an argument",
        _changed_too_much,
        "Your code changed its own input {changed}, which the caller still needs. Make a new array instead: "
        "x = x * 2 rather than x *= 2.",
    ),
    (
        "changed nothing",
        lambda d: "changed" in d.path,
        "Your code left an input as it was that it should have changed in place, as `x += 1` or `x[...] = 1` do.",
    ),
    (
        "returned nothing",
        lambda d: d.got is None or (d.path[-1:] == ("returned",) and d.got == "NoneType"),
        "Your code returned None: is the word return missing, or does it stand in an if that was not entered?",
    ),
    (
        "not a pair",
        lambda d: d.path[-1:] == ("returned",),
        "Expected {a_expected} with one item for each input, as in `return first, second`; got {a_got}.",
    ),
    (
        "no error",
        lambda d: d.kind == "missing" and d.path[-1] == "raised",
        "Expected {a_expected} here; your code ended without an error.",
    ),
    (
        "missing result",
        lambda d: d.kind == "missing",
        "There is no {last} in what your code gave.",
    ),
    (
        "wrong type",
        lambda d: d.kind == "type",
        "Expected {expected_kind}, got {got_kind}.",
    ),
    (
        "wrong count",
        lambda d: d.kind == "length",
        "Expected {expected_count} items, got {got_count}.",
    ),
    (
        "too many axes",
        _extra_axes,
        "Expected shape {expected_shape}, got {got_shape}: an axis too many. Was something broadcast, and the copies "
        "not summed?",
    ),
    (
        "stretched axis",
        _stretched,
        "Expected shape {expected_shape}, got {got_shape}: an axis of length 1 was stretched; sum over it, and keep it "
        "with keepdims=True.",
    ),
    (
        "transposed",
        _transposed,
        "Expected shape {expected_shape}, got {got_shape}: the axes are exchanged.",
    ),
    (
        "wrong shape",
        lambda d: d.kind == "shape",
        "Expected shape {expected_shape}, got {got_shape}.",
    ),
    (
        "wrong dtype",
        lambda d: d.kind == "dtype",
        "Expected numbers of type {expected_dtype}, got {got_dtype}: a constant from NumPy, or a new array, brought "
        "its own type in.",
    ),
    (
        "not a number",
        lambda d: _same_shape_numbers(d) and np.isfinite(d.expected).all() and not np.isfinite(d.got).all(),
        "There are NaN or infinite numbers in the result: a division by 0, a logarithm of 0 or an overflow.",
    ),
    (
        "flipped sign",
        lambda d: _same_shape_numbers(d) and _constant_factor(d) == -1,
        "Every number has the right size and the wrong sign.",
    ),
    (
        "all zero",
        lambda d: _same_shape_numbers(d) and type(d.expected) is not int and not np.any(d.got) and np.any(d.expected),
        "Everything is 0: nothing was written into the result.",
    ),
    (
        "constant factor",
        _is_telling_factor,
        "Every number is {factor:.4g} times what was expected: one factor is missing or too many.",
    ),
]


def _words(d):
    """What the texts above may mention of a Difference."""
    words = {
        "expected": d.expected,
        "got": d.got,
        "a_expected": _a(d.expected),
        "a_got": _a(d.got),
        "last": d.path[-1] if d.path else "result",
        "changed": ", ".join(map(str, _changed_too_much(d))),
        "factor": _constant_factor(d) if _same_shape_numbers(d) else None,
    }
    for side, value in (("expected", d.expected), ("got", d.got)):
        words[f"{side}_kind"] = _kind(value)
        words[f"{side}_shape"] = np.shape(value) if is_number(value) else None
        words[f"{side}_dtype"] = getattr(value, "dtype", None)
        words[f"{side}_count"] = len(value) if type(value) in (list, dict) else None
    return words


def _a(name):
    """The name of a type with its article."""
    return f"{'an' if str(name)[:1].lower() in 'aeiou' else 'a'} {name}"


_KINDS = {
    type(None): "None",
    np.ndarray: "a NumPy array",
    float: "a number",
    int: "a whole number",
    str: "a text",
    bool: "True or False",
    list: "a list or tuple",
    dict: "a dictionary",
}
_FOREIGN = {
    "generator": "; there is a `yield` in your code, write `return`",
    "function": "; are the brackets of a call missing?",
    "Tensor": "; this function works on NumPy arrays, and gives an array back",
}


def _kind(value):
    """What a learner would call this kind of data."""
    if type(value) is dict and "unknown object" in value:
        name = value["unknown object"]
        return f"an object of type {name}{_FOREIGN.get(name, '')}"
    if type(value) is str and value == "NaN":  # as records write it, so that it equals itself
        return value
    return _KINDS.get(type(value), type(value).__name__)
