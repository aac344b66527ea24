"""Comparisons."""

import numpy as np

from tests.ops.cases.draw import Cases, Example, binary


def comparison():
    """Inputs for a comparison: with ties, infinities and numbers that equal nothing."""
    with_ties = {"ties": Example((np.array([1.0, 2.0, np.inf, np.nan]), np.array([1.0, 3.0, np.inf, np.nan])))}
    integers = {"integers": Example((np.array([[1, 2], [3, 4]]), np.array([1, 4])))}
    return binary() | with_ties | integers


CASES = {
    "eq": Cases(lambda a, b: a == b, lambda torch, a, b: a == b, comparison(), no_gradient="booleans"),
    "ne": Cases(lambda a, b: a != b, lambda torch, a, b: a != b, comparison(), no_gradient="booleans"),
    "lt": Cases(lambda a, b: a < b, lambda torch, a, b: a < b, comparison(), no_gradient="booleans"),
    "le": Cases(lambda a, b: a <= b, lambda torch, a, b: a <= b, comparison(), no_gradient="booleans"),
    "gt": Cases(lambda a, b: a > b, lambda torch, a, b: a > b, comparison(), no_gradient="booleans"),
    "ge": Cases(lambda a, b: a >= b, lambda torch, a, b: a >= b, comparison(), no_gradient="booleans"),
}
