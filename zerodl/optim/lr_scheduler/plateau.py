"""A rate that falls when a measure no longer gets better."""

import math

from ...errors import ArgumentError
from .scheduler import LRScheduler, checked, for_each_group


class ReduceLROnPlateau(LRScheduler):
    """Multiply the rate by ``factor`` when the measure that ``step`` is told has not improved for a while.

    Args:
        optimizer: whose rate. mode: "min" if a smaller measure is better, "max" if a larger one is.
        factor: below 1. patience: epochs without improvement that are borne.
        threshold, threshold_mode: the least improvement that counts: "rel", a share of the best so far, or "abs".
        cooldown: epochs after a fall in which nothing is counted.
        min_lr: the lowest rate, one for all groups or one for each. eps: the least fall that is carried out.
    Source: torch.optim.lr_scheduler.ReduceLROnPlateau
    Example:
        >>> import zerodl
        >>> optimizer = zerodl.optim.SGD([zerodl.ones(1).requires_grad_()], lr=0.8)
        >>> schedule = ReduceLROnPlateau(optimizer, factor=0.5, patience=1)
        >>> for loss in (3.0, 2.0, 2.0, 2.0):
        ...     schedule.step(loss)
        >>> schedule.get_last_lr()
        [0.4]
    """

    def __init__(
        self, optimizer, mode="min", factor=0.1, patience=10, threshold=1e-4, threshold_mode="rel", cooldown=0,
        min_lr=0, eps=1e-8,
    ):  # fmt: skip
        self.optimizer = checked("ReduceLROnPlateau", optimizer)
        if not factor < 1:
            raise ArgumentError(f"ReduceLROnPlateau: factor must be below 1, got {factor!r}")
        if mode not in ("min", "max"):
            raise ArgumentError(f"ReduceLROnPlateau: mode must be 'min' or 'max', got {mode!r}")
        if threshold_mode not in ("rel", "abs"):
            raise ArgumentError(f"ReduceLROnPlateau: threshold_mode must be 'rel' or 'abs', got {threshold_mode!r}")
        self.mode, self.factor, self.patience = mode, factor, patience
        self.threshold, self.threshold_mode = threshold, threshold_mode
        self.cooldown, self.min_lr, self.eps = cooldown, min_lr, eps
        for_each_group("ReduceLROnPlateau", "min_lr", min_lr, optimizer)
        self.best = math.inf if mode == "min" else -math.inf
        self.cooldown_counter = self.num_bad_epochs = self.last_epoch = 0
        self._last_lr = [group["lr"] for group in optimizer.param_groups]

    @property
    def in_cooldown(self):
        """Whether the last fall was so recently that nothing is counted."""
        return self.cooldown_counter > 0

    def is_better(self, measure, best):
        """Whether a measure improves on the best so far by enough."""
        if self.mode == "min":
            return measure < (best * (1.0 - self.threshold) if self.threshold_mode == "rel" else best - self.threshold)
        return measure > (best * (self.threshold + 1.0) if self.threshold_mode == "rel" else best + self.threshold)

    def step(self, metrics, epoch=None):  # type: ignore[override]  # this one must be told a measure
        """Take note of an epoch's measure, and let the rate fall if it is time."""
        measure = float(metrics)
        self.last_epoch = self.last_epoch + 1 if epoch is None else epoch
        if self.is_better(measure, self.best):
            self.best, self.num_bad_epochs = measure, 0
        else:
            self.num_bad_epochs += 1
        if self.in_cooldown:
            self.cooldown_counter -= 1
            self.num_bad_epochs = 0
        if self.num_bad_epochs > self.patience:
            least = for_each_group("ReduceLROnPlateau", "min_lr", self.min_lr, self.optimizer)
            self._set([self._lower(group["lr"], low) for group, low in zip(self.optimizer.param_groups, least)])
            self.cooldown_counter, self.num_bad_epochs = self.cooldown, 0
        self._last_lr = [group["lr"] for group in self.optimizer.param_groups]

    def _lower(self, lr, least):
        lower = max(lr * self.factor, least)
        return lower if lr - lower > self.eps else lr
