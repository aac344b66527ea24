"""What all update rules share."""

from numbers import Real

from ..autograd.tensor import Tensor
from ..errors import ArgumentError, DTypeError


class Optimizer:
    """Holds parameters and changes them, one step at a time, by a rule that a subclass gives.

    Args: params: the parameters, as ``model.parameters()`` lists them. lr: the learning rate, not negative.
    """

    def __init__(self, params, lr):
        name = type(self).__name__
        if isinstance(params, Tensor):
            raise DTypeError(f"{name}: expected a list of parameters, got one tensor; put it in a list")
        self.params = list(params)
        if not self.params:
            raise ArgumentError(f"{name}: there is no parameter to train; did the model define any?")
        for p in self.params:
            if not isinstance(p, Tensor):
                raise DTypeError(f"{name}: expected tensors, got {type(p).__name__}; pass model.parameters()")
            if not p.is_leaf:
                raise ArgumentError(f"{name}: can only change leaves, got a result of {p.node.op.name}; use x.detach()")
        if len({id(p) for p in self.params}) < len(self.params):
            raise ArgumentError(f"{name}: a parameter is listed twice and would be changed twice; list each once")
        if not (isinstance(lr, Real) and lr >= 0):
            raise ArgumentError(f"{name}: lr must be a number that is not negative, got {lr!r}")
        self.lr = lr

    def zero_grad(self):
        """Forget the gradients, so that the next backward pass starts from nothing."""
        for p in self.params:
            p.grad = None

    def step(self):
        """Change every parameter that has a gradient, in place."""
        for i, p in enumerate(self.params):
            if p.grad is not None:
                self.update(i, p.array, p.grad.array)
                p.storage.version += 1

    def update(self, i, p, g) -> None:  # else editors conclude from the body that it never returns
        """Change the array ``p``, the i-th parameter, in place by the rule, given its gradient ``g``."""
        raise ArgumentError(f"{type(self).__name__} has no update rule: define update(self, i, p, g)")
