"""Rates by a function of one's own."""

import copy

from ...errors import DTypeError
from .scheduler import LRScheduler, checked, for_each_group


class _ByFunction(LRScheduler):
    """Holds one function for each group. A function is no plain value, so states leave it out: make the same again.

    An object that can be called is saved by its attributes.
    """

    unsaved = ("optimizer", "lr_lambdas")

    def __init__(self, optimizer, lr_lambda, last_epoch=-1):
        name = type(self).__name__
        self.lr_lambdas = for_each_group(name, "lr_lambda", lr_lambda, checked(name, optimizer))
        for function in self.lr_lambdas:
            if not callable(function):
                raise DTypeError(f"{name}: expected a function of the epoch, got {type(function).__name__}")
        super().__init__(optimizer, last_epoch)

    def state_dict(self):
        """The state, with the attributes of each function that is an object."""
        attributes = [copy.deepcopy(getattr(function, "__dict__", None)) or None for function in self.lr_lambdas]
        return {**super().state_dict(), "lr_lambdas": attributes}

    def load_state_dict(self, state_dict):
        """Go on from a state, with the functions that this schedule was made with."""
        functions = self.lr_lambdas
        super().load_state_dict(state_dict)
        for function, attributes in zip(functions, self.lr_lambdas):
            if attributes:
                vars(function).update(attributes)
        self.lr_lambdas = functions


class LambdaLR(_ByFunction):
    """The first rate, times what a function says of the epoch.

        lr(t) = lr(0) · f(t)

    Args: optimizer: whose rate. lr_lambda: f, or one for each group. last_epoch: see LRScheduler.
    Source: torch.optim.lr_scheduler.LambdaLR
    Example:
        >>> import zerodl
        >>> optimizer = zerodl.optim.SGD([zerodl.ones(1).requires_grad_()], lr=0.8)
        >>> schedule = LambdaLR(optimizer, lambda t: 1 / (1 + t))
        >>> schedule.step(epoch=3); schedule.get_last_lr()
        [0.2]
    """

    def get_lr(self):
        """lr(0) · f(t)."""
        return [base_lr * f(self.last_epoch) for f, base_lr in zip(self.lr_lambdas, self.base_lrs)]


class MultiplicativeLR(_ByFunction):
    """The present rate, times what a function says of the epoch.

        lr(t) = lr(t − 1) · f(t)

    Args: optimizer: whose rate. lr_lambda: f, or one for each group. last_epoch: see LRScheduler.
    Source: torch.optim.lr_scheduler.MultiplicativeLR
    Example:
        >>> import zerodl
        >>> optimizer = zerodl.optim.SGD([zerodl.ones(1).requires_grad_()], lr=0.8)
        >>> schedule = MultiplicativeLR(optimizer, lambda t: 0.5)
        >>> optimizer.step(); schedule.step(); schedule.get_last_lr()
        [0.4]
    """

    def get_lr(self):
        """lr(t − 1) · f(t)."""
        groups = self.optimizer.param_groups
        if self._is_initial:
            return [group["lr"] for group in groups]
        return [group["lr"] * f(self.last_epoch) for f, group in zip(self.lr_lambdas, groups)]
