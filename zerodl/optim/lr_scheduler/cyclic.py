"""A rate that goes up and down in triangles."""

import math

from ...errors import ArgumentError
from .momentum import prepare, set_momentum
from .scheduler import LRScheduler, checked, for_each_group

MODES = ("triangular", "triangular2", "exp_range")


class CyclicLR(LRScheduler):
    """The rate goes from ``base_lr`` to ``max_lr`` and back in straight lines, again and again.

    Its ``step`` belongs after every batch. The momentum (or β₁) goes the other way.

    Args:
        optimizer: whose rate. base_lr, max_lr: the lowest and the highest, one for all groups or one for each.
        step_size_up, step_size_down: steps of a rise and of a fall; the fall is as long as the rise if nobody says.
        mode: the height of the triangles: "triangular" the same always, "triangular2" half of the one before,
            "exp_range" gamma^step.
        gamma: for "exp_range". scale_fn: the height by a function instead, of the number of the cycle, from 1, or of
            the step, as scale_mode ("cycle" or "iterations") says.
        cycle_momentum: whether the momentum changes, between base_momentum and max_momentum.
        last_epoch: see LRScheduler.
    Source: Smith (2017); torch.optim.lr_scheduler.CyclicLR
    Example:
        >>> import zerodl
        >>> optimizer = zerodl.optim.SGD([zerodl.ones(1).requires_grad_()], momentum=0.9)
        >>> schedule = CyclicLR(optimizer, base_lr=0.0, max_lr=1.0, step_size_up=4)
        >>> schedule.step(epoch=3); schedule.get_last_lr()
        [0.75]
    """

    unsaved = ("optimizer", "scale_fn")

    def __init__(
        self, optimizer, base_lr, max_lr, step_size_up=2000, step_size_down=None, mode="triangular", gamma=1.0,
        scale_fn=None, scale_mode="cycle", cycle_momentum=True, base_momentum=0.8, max_momentum=0.9, last_epoch=-1,
    ):  # fmt: skip
        checked("CyclicLR", optimizer)
        if mode not in MODES and scale_fn is None:
            raise ArgumentError(f"CyclicLR: mode must be one of {', '.join(MODES)}, got {mode!r}; or pass scale_fn")
        base_lrs = for_each_group("CyclicLR", "base_lr", base_lr, optimizer)
        for group, lr in zip(optimizer.param_groups, base_lrs):
            if last_epoch == -1:
                group["lr"] = lr
        self.max_lrs = for_each_group("CyclicLR", "max_lr", max_lr, optimizer)
        up = float(step_size_up)
        self.total_size = up + (up if step_size_down is None else float(step_size_down))
        self.step_ratio = up / self.total_size
        self.mode, self.gamma, self.scale_fn = mode, gamma, scale_fn
        by_step = scale_fn is None and mode == "exp_range"
        self.scale_mode = "iterations" if by_step else scale_mode if scale_fn is not None else "cycle"
        self.cycle_momentum = cycle_momentum
        if cycle_momentum:
            prepare("CyclicLR", optimizer, base_momentum, max_momentum, fresh=last_epoch == -1)
        super().__init__(optimizer, last_epoch)
        self.base_lrs = base_lrs

    def height(self, cycle):
        """What the triangle's height is multiplied by."""
        x = cycle if self.scale_mode == "cycle" else self.last_epoch
        if self.scale_fn is not None:
            return self.scale_fn(x)
        if self.mode == "triangular2":
            return 1 / (2.0 ** (x - 1))
        return self.gamma**x if self.mode == "exp_range" else 1.0

    def get_lr(self):
        """The rate of every group; its momentum is set on the way."""
        cycle = math.floor(1 + self.last_epoch / self.total_size)
        x = 1.0 + self.last_epoch / self.total_size - cycle
        share = x / self.step_ratio if x <= self.step_ratio else (x - 1) / (self.step_ratio - 1)
        for group in self.optimizer.param_groups if self.cycle_momentum else ():
            most, least = group["max_momentum"], group["base_momentum"]
            set_momentum(group, most - (most - least) * share * self.height(cycle))
        pairs = zip(self.base_lrs, self.max_lrs)
        return [least + (most - least) * share * self.height(cycle) for least, most in pairs]
