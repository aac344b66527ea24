"""Arguments of PyTorch's optimisers that choose between its implementations, not between results."""

from ..errors import ArgumentError

HINTS = ("capturable", "differentiable", "foreach", "fused")


def refuse_unknown(name, hints):
    """Let PyTorch's ``fused``, ``foreach`` and ``capturable`` pass: there is one way here, and it is fused.

    Raises: TypeError for a keyword that PyTorch does not know either; ArgumentError for a step that is to be recorded.
    Example:
        >>> refuse_unknown("SGD", {"fused": True})
    """
    for hint, value in hints.items():
        if hint not in HINTS:
            raise TypeError(f"{name}.__init__() got an unexpected keyword argument {hint!r}")
        if hint == "differentiable" and value:
            raise ArgumentError(f"{name}: differentiable=True is not there: a step changes memory off the tape")
