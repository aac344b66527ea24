"""Rates that fall along half a wave of the cosine: slowly at first, fast in the middle, slowly at the end."""

import math

from ...errors import ArgumentError
from .scheduler import LRScheduler


def cosine_rate(t, total, start, end):
    """The rate at step t of a fall from ``start`` to ``end``, which takes ``total`` steps.

        end + (start − end) · (1 + cos(π · t / total)) / 2

    Source: Loshchilov and Hutter (2017), eq. 5.
    Example:
        >>> [round(cosine_rate(t, total=4, start=1.0, end=0.0), 3) for t in range(5)]
        [1.0, 0.854, 0.5, 0.146, 0.0]
    """
    return end + (start - end) * (1 + math.cos(math.pi * t / total)) / 2


class CosineAnnealingLR(LRScheduler):
    """Let the rate fall to ``eta_min`` along half a wave of the cosine, within ``T_max`` epochs.

        lr(t) = eta_min + (lr(0) − eta_min) · (1 + cos(π · t / T_max)) / 2

    After T_max it rises again, as the cosine does.

    Args: optimizer: whose rate. T_max: epochs. eta_min: the lowest rate. last_epoch: see LRScheduler.
    Source: Loshchilov and Hutter (2017), eq. 5, without restarts; torch.optim.lr_scheduler.CosineAnnealingLR; see
        ``cosine_rate``.
    Example:
        >>> import zerodl
        >>> optimizer = zerodl.optim.SGD([zerodl.ones(1).requires_grad_()], lr=0.8)
        >>> schedule = CosineAnnealingLR(optimizer, T_max=10)
        >>> schedule.step(epoch=5); schedule.get_last_lr()
        [0.4]
    """

    def __init__(self, optimizer, T_max, eta_min=0.0, last_epoch=-1):
        if not T_max > 0:
            raise ArgumentError(f"CosineAnnealingLR: T_max must be positive, got {T_max!r}")
        self.T_max, self.eta_min = T_max, eta_min
        super().__init__(optimizer, last_epoch)

    def next_rate(self, lr, base_lr):
        """What the wave makes of the present rate, so that it may be chained with others."""
        t, total, least = self.last_epoch, self.T_max, self.eta_min
        if self._is_initial:
            return lr
        if self._step_count == 1 and t > 0:
            return self.closed_form(base_lr)
        if (t - 1 - total) % (2 * total) == 0:  # it was at the lowest point, where the quotient below is 0 / 0
            return lr + (base_lr - least) * (1 - math.cos(math.pi / total)) / 2
        ratio = (1 + math.cos(math.pi * t / total)) / (1 + math.cos(math.pi * (t - 1) / total))
        return ratio * (lr - least) + least

    def closed_form(self, base_lr):
        """The wave itself."""
        return cosine_rate(self.last_epoch, self.T_max, base_lr, self.eta_min)


class CosineAnnealingWarmRestarts(LRScheduler):
    """Falls along half a wave of the cosine, one after another, each ``T_mult`` times as long as the one before.

        lr(t) = eta_min + (lr(0) − eta_min) · (1 + cos(π · t_i / T_i)) / 2      t_i: steps since the last restart

    Args: optimizer: whose rate. T_0: epochs of the first fall. T_mult: an integer from 1 up. eta_min: the lowest rate.
        last_epoch: see LRScheduler.
    Source: Loshchilov and Hutter (2017), eq. 5; torch.optim.lr_scheduler.CosineAnnealingWarmRestarts; see
        ``cosine_rate``.
    Example:
        >>> import zerodl
        >>> optimizer = zerodl.optim.SGD([zerodl.ones(1).requires_grad_()], lr=0.8)
        >>> schedule = CosineAnnealingWarmRestarts(optimizer, T_0=2, T_mult=2)
        >>> schedule.step(1); schedule.get_last_lr()
        [0.4]
        >>> schedule.step(2); schedule.get_last_lr()
        [0.8]
    """

    def __init__(self, optimizer, T_0, T_mult=1, eta_min=0.0, last_epoch=-1):
        for name, value in (("T_0", T_0), ("T_mult", T_mult)):
            if not (isinstance(value, int) and value > 0):
                raise ArgumentError(f"CosineAnnealingWarmRestarts: {name} must be an integer from 1 up, got {value!r}")
        self.T_0 = self.T_i = T_0
        self.T_mult, self.eta_min = T_mult, eta_min
        self.T_cur = last_epoch
        super().__init__(optimizer, last_epoch)

    def next_rate(self, lr, base_lr):
        """The wave, at T_cur of T_i."""
        return cosine_rate(self.T_cur, self.T_i, base_lr, self.eta_min)

    def step(self, epoch=None):
        """Set the next rate, or that of any time, such as ``epoch + batch / batches``."""
        self._step_count += 1
        if epoch is None and self.last_epoch < 0:
            epoch = 0
        if epoch is None:
            epoch = self.last_epoch + 1
            self.T_cur += 1
            if self.T_cur >= self.T_i:
                self.T_cur %= self.T_i
                self.T_i *= self.T_mult
        else:
            self._find(epoch)
        self.last_epoch = math.floor(epoch)
        self._set(self.get_lr())

    def _find(self, epoch):
        """The fall that an epoch is in, and how far."""
        if epoch < 0:
            raise ArgumentError(f"CosineAnnealingWarmRestarts: epoch must not be negative, got {epoch!r}")
        if epoch < self.T_0:
            self.T_i, self.T_cur = self.T_0, epoch
        elif self.T_mult == 1:
            self.T_cur = epoch % self.T_0
        else:
            n = int(math.log(epoch / self.T_0 * (self.T_mult - 1) + 1, self.T_mult))
            self.T_cur = epoch - self.T_0 * (self.T_mult**n - 1) / (self.T_mult - 1)
            self.T_i = self.T_0 * self.T_mult**n
