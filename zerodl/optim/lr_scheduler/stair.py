"""Rates that fall by a factor: at every so many steps, at chosen ones, or at each."""

from bisect import bisect_right

from ...errors import ArgumentError
from .scheduler import LRScheduler


class StepLR(LRScheduler):
    """Multiply the rate by ``gamma`` every ``step_size`` epochs.

        lr(t) = lr(0) · gamma^⌊t / step_size⌋

    Args: optimizer: whose rate. step_size: epochs between two falls. gamma: the factor. last_epoch: see LRScheduler.
    Source: torch.optim.lr_scheduler.StepLR
    Example:
        >>> import zerodl
        >>> optimizer = zerodl.optim.SGD([zerodl.ones(1).requires_grad_()], lr=0.8)
        >>> schedule = StepLR(optimizer, step_size=2, gamma=0.5)
        >>> rates = []
        >>> for _ in range(5):
        ...     rates += schedule.get_last_lr()
        ...     optimizer.step()
        ...     schedule.step()
        >>> rates
        [0.8, 0.8, 0.4, 0.4, 0.2]
    """

    def __init__(self, optimizer, step_size, gamma=0.1, last_epoch=-1):
        if not (isinstance(step_size, int) and step_size > 0):
            raise ArgumentError(f"StepLR: step_size must be an integer from 1 up, got {step_size!r}")
        self.step_size, self.gamma = step_size, gamma
        super().__init__(optimizer, last_epoch)

    def next_rate(self, lr, base_lr):
        """lr, or less when a stair ends."""
        return lr * self.gamma if self.last_epoch and self.last_epoch % self.step_size == 0 else lr

    def closed_form(self, base_lr):
        """lr(0) · gamma^⌊t / step_size⌋."""
        return base_lr * self.gamma ** (self.last_epoch // self.step_size)


class MultiStepLR(LRScheduler):
    """Multiply the rate by ``gamma`` at each of the milestones.

        lr(t) = lr(0) · gamma^(number of milestones up to t)

    Args: optimizer: whose rate. milestones: epochs; one that is listed twice counts twice. gamma: the factor.
        last_epoch: see LRScheduler.
    Source: torch.optim.lr_scheduler.MultiStepLR
    Example:
        >>> import zerodl
        >>> optimizer = zerodl.optim.SGD([zerodl.ones(1).requires_grad_()], lr=0.8)
        >>> schedule = MultiStepLR(optimizer, milestones=[1, 3], gamma=0.5)
        >>> schedule.step(epoch=3); schedule.get_last_lr()
        [0.2]
    """

    def __init__(self, optimizer, milestones, gamma=0.1, last_epoch=-1):
        self.milestones, self.gamma = sorted(milestones), gamma
        super().__init__(optimizer, last_epoch)

    def next_rate(self, lr, base_lr):
        """lr, or less at a milestone."""
        times = self.milestones.count(self.last_epoch)
        return lr * self.gamma**times if times else lr

    def closed_form(self, base_lr):
        """lr(0) · gamma^(number of milestones up to t)."""
        return base_lr * self.gamma ** bisect_right(self.milestones, self.last_epoch)


class ExponentialLR(LRScheduler):
    """Multiply the rate by ``gamma`` at every epoch.

        lr(t) = lr(0) · gammaᵗ

    Args: optimizer: whose rate. gamma: the factor. last_epoch: see LRScheduler.
    Source: torch.optim.lr_scheduler.ExponentialLR
    Example:
        >>> import zerodl
        >>> optimizer = zerodl.optim.SGD([zerodl.ones(1).requires_grad_()], lr=0.8)
        >>> schedule = ExponentialLR(optimizer, gamma=0.5)
        >>> schedule.step(epoch=2); schedule.get_last_lr()
        [0.2]
    """

    def __init__(self, optimizer, gamma, last_epoch=-1):
        self.gamma = gamma
        super().__init__(optimizer, last_epoch)

    def next_rate(self, lr, base_lr):
        """gamma · lr."""
        return lr if self._is_initial else lr * self.gamma

    def closed_form(self, base_lr):
        """lr(0) · gammaᵗ."""
        return base_lr * self.gamma**self.last_epoch
