"""Parameter: a tensor that a module learns."""

from ..autograd.tensor import Tensor
from ..errors import DTypeError


class Parameter(Tensor):
    """A tensor that a Module learns: it requires a gradient, and the module's walk finds it.

    Args: data: an array or a tensor; it is shared, not copied.
    Example:
        >>> import zerodl
        >>> Parameter(zerodl.zeros(2))
        Parameter containing:
        tensor([0., 0.], requires_grad=True)
    """

    __slots__ = ()

    def __init__(self, data, requires_grad=True):
        if not hasattr(data, "dtype"):
            raise DTypeError(f"Parameter: expected a tensor or an array, got {data!r:.60}; use zerodl.tensor(data)")
        super().__init__(data.array if isinstance(data, Tensor) else data, requires_grad=requires_grad)
        if isinstance(data, Tensor):
            self.storage = data.storage

    def __repr__(self):
        return f"Parameter containing:\n{super().__repr__()}"
