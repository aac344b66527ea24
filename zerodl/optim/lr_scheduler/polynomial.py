"""A rate that falls to 0 along a power of the time that is left."""

from .scheduler import LRScheduler


class PolynomialLR(LRScheduler):
    """Let the rate fall to 0 within ``total_iters`` epochs; with power 1, in a straight line.

        lr(t) = lr(0) · (1 − min(t, total_iters) / total_iters)^power

    Args: optimizer: whose rate. total_iters: epochs. power: the exponent. last_epoch: see LRScheduler.
    Source: torch.optim.lr_scheduler.PolynomialLR
    Example:
        >>> import zerodl
        >>> optimizer = zerodl.optim.SGD([zerodl.ones(1).requires_grad_()], lr=0.8)
        >>> schedule = PolynomialLR(optimizer, total_iters=4, power=2.0)
        >>> schedule.step(epoch=2); schedule.get_last_lr()
        [0.2]
    """

    def __init__(self, optimizer, total_iters=5, power=1.0, last_epoch=-1):
        self.total_iters, self.power = total_iters, power
        super().__init__(optimizer, last_epoch)

    def next_rate(self, lr, base_lr):
        """lr times what is left of the way, over what was left one epoch ago."""
        if self._is_initial or self.last_epoch > self.total_iters:
            return lr
        left = 1.0 - self.last_epoch / self.total_iters
        return lr * (left / (1.0 - (self.last_epoch - 1) / self.total_iters)) ** self.power

    def closed_form(self, base_lr):
        """lr(0) · (1 − t / total_iters)^power."""
        return base_lr * (1.0 - min(self.total_iters, self.last_epoch) / self.total_iters) ** self.power
