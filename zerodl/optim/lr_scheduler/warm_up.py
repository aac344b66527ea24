"""Rates that begin low, while the first gradients say little, and rise to what was asked for."""

from ...errors import ArgumentError
from .scheduler import LRScheduler


def linear_factor(t, total, start, end):
    """What the rate is multiplied by at step t of ``total`` on the straight way from ``start`` to ``end``.

        start + (end − start) · min(t, total) / total

    Source: Goyal et al. (2017), section 2.2.
    Example:
        >>> [linear_factor(t, total=4, start=0.5, end=1.0) for t in (0, 2, 4, 100)]
        [0.5, 0.75, 1.0, 1.0]
    """
    return start + (end - start) * min(total, t) / total


class ConstantLR(LRScheduler):
    """A smaller rate for the first ``total_iters`` epochs, then the one that was asked for.

        lr(t) = factor · lr(0)      while t < total_iters

    Args: optimizer: whose rate. factor: from 0 to 1. total_iters: epochs. last_epoch: see LRScheduler.
    Source: torch.optim.lr_scheduler.ConstantLR
    Example:
        >>> import zerodl
        >>> optimizer = zerodl.optim.SGD([zerodl.ones(1).requires_grad_()], lr=0.8)
        >>> ConstantLR(optimizer, factor=0.25).get_last_lr()
        [0.2]
    """

    def __init__(self, optimizer, factor=1 / 3, total_iters=5, last_epoch=-1):
        if not 0 < factor <= 1:
            raise ArgumentError(f"ConstantLR: factor must be above 0 and at most 1, got {factor!r}")
        self.factor, self.total_iters = factor, total_iters
        super().__init__(optimizer, last_epoch)

    def next_rate(self, lr, base_lr):
        """Smaller at the start, as before in the end."""
        if self.last_epoch == 0:
            return lr * self.factor
        return lr * (1.0 / self.factor) if self.last_epoch == self.total_iters else lr

    def closed_form(self, base_lr):
        """factor · lr(0), then lr(0)."""
        return base_lr * (self.factor + (self.last_epoch >= self.total_iters) * (1 - self.factor))


class LinearLR(LRScheduler):
    """Warm-up: the rate rises in a straight line, for ``total_iters`` epochs, to the one that was asked for.

        lr(t) = lr(0) · (start + (end − start) · min(t, total_iters) / total_iters)

    Args: optimizer: whose rate. start_factor: above 0, at most 1. end_factor: from 0 to 1; below start_factor the rate
        falls. total_iters: epochs. last_epoch: see LRScheduler.
    Source: Goyal et al. (2017), section 2.2; torch.optim.lr_scheduler.LinearLR; see ``linear_factor``.
    Example:
        >>> import zerodl
        >>> optimizer = zerodl.optim.SGD([zerodl.ones(1).requires_grad_()], lr=0.8)
        >>> schedule = LinearLR(optimizer, start_factor=0.5, total_iters=4)
        >>> schedule.get_last_lr()
        [0.4]
        >>> schedule.step(epoch=4); schedule.get_last_lr()
        [0.8]
    """

    def __init__(self, optimizer, start_factor=1 / 3, end_factor=1.0, total_iters=5, last_epoch=-1):
        if not 0 < start_factor <= 1:
            raise ArgumentError(f"LinearLR: start_factor must be above 0 and at most 1, got {start_factor!r}")
        if not 0 <= end_factor <= 1:
            raise ArgumentError(f"LinearLR: end_factor must be from 0 to 1, got {end_factor!r}")
        self.start_factor, self.end_factor, self.total_iters = start_factor, end_factor, total_iters
        super().__init__(optimizer, last_epoch)

    def next_rate(self, lr, base_lr):
        """lr · factor(t) / factor(t − 1), so that it may be chained with others."""
        if self.last_epoch == 0:
            return lr * self.start_factor
        if self._is_initial or self.last_epoch > self.total_iters:
            return lr
        rise = self.end_factor - self.start_factor
        return lr * (1.0 + rise / (self.total_iters * self.start_factor + (self.last_epoch - 1) * rise))

    def closed_form(self, base_lr):
        """lr(0) · factor(t)."""
        return base_lr * linear_factor(self.last_epoch, self.total_iters, self.start_factor, self.end_factor)
