"""How numbers are said in a sentence."""

import math

PLURALS = {"batch": "batches"}


def count(number, noun):
    """ "1 epoch", "3 epochs", "3 batches".

    Example:
        >>> count(1, "epoch"), count(1200, "step")
        ('1 epoch', '1,200 steps')
    """
    return f"{number:,} {noun if number == 1 else PLURALS.get(noun, noun + 's')}"


def short(value):
    """A number in four digits; a list by its length.

    Example:
        >>> short(0.123456), short([1.0, 2.0]), short(True)
        ('0.1235', '(2 values)', 'True')
    """
    if isinstance(value, (list, tuple)):
        return f"({count(len(value), 'value')})"
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return f"{value:.4g}" if math.isfinite(value) else str(value)
    return str(value)
