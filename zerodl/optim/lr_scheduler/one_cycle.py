"""One long rise and fall of the rate, and of the momentum the other way round."""

import math

from ...errors import ArgumentError
from .momentum import prepare, set_momentum
from .scheduler import LRScheduler, checked, for_each_group


def cosine_between(start, end, share):
    """A point on the way from ``start`` to ``end``, along half a wave of the cosine.

        end + (start − end) / 2 · (1 + cos(π · share))

    Args: share: how much of the way is done, from 0 to 1.
    Source: Smith and Topin (2018), in PyTorch's form.
    Example:
        >>> cosine_between(2.0, 6.0, 0.0), cosine_between(2.0, 6.0, 0.5), cosine_between(2.0, 6.0, 1.0)
        (2.0, 4.0, 6.0)
    """
    return end + (start - end) / 2.0 * (math.cos(math.pi * share) + 1)


def line_between(start, end, share):
    """A point on the straight way from ``start`` to ``end``.

    Example:
        >>> line_between(1.0, 3.0, 0.25)
        1.5
    """
    return (end - start) * share + start


class OneCycleLR(LRScheduler):
    """The rate rises to ``max_lr`` in the first part of the training and falls far below its start in the rest.

    Its ``step`` belongs after every batch. The momentum (or β₁) falls while the rate rises, and rises while it falls.

    Args:
        optimizer: whose rate. max_lr: the highest, one for all groups or one for each.
        total_steps: of the whole training; or epochs and steps_per_epoch, whose product it is.
        pct_start: the share of the rise. anneal_strategy: "cos" or "linear". cycle_momentum: whether the momentum
            changes, between base_momentum and max_momentum.
        div_factor: max_lr over the first rate. final_div_factor: the first rate over the last.
        three_phase: fall to the first rate in as many steps as it rose, then on to the last.
        last_epoch: see LRScheduler.
    Source: Smith and Topin (2018); torch.optim.lr_scheduler.OneCycleLR; see ``cosine_between``.
    Example:
        >>> import zerodl
        >>> optimizer = zerodl.optim.SGD([zerodl.ones(1).requires_grad_()], momentum=0.9)
        >>> schedule = OneCycleLR(optimizer, max_lr=1.0, total_steps=10, div_factor=10.0)
        >>> rates = schedule.get_last_lr()
        >>> for _ in range(9):
        ...     optimizer.step()
        ...     schedule.step()
        ...     rates += schedule.get_last_lr()
        >>> [round(rate, 2) for rate in rates]
        [0.1, 0.55, 1.0, 0.95, 0.81, 0.61, 0.39, 0.19, 0.05, 0.0]
    """

    def __init__(
        self, optimizer, max_lr, total_steps=None, epochs=None, steps_per_epoch=None, pct_start=0.3,
        anneal_strategy="cos", cycle_momentum=True, base_momentum=0.85, max_momentum=0.95, div_factor=25.0,
        final_div_factor=1e4, three_phase=False, last_epoch=-1,
    ):  # fmt: skip
        checked("OneCycleLR", optimizer)
        self.total_steps = _total(total_steps, epochs, steps_per_epoch)
        if not 0 <= pct_start <= 1:
            raise ArgumentError(f"OneCycleLR: pct_start must be from 0 to 1, got {pct_start!r}")
        if anneal_strategy not in ("cos", "linear"):
            raise ArgumentError(f"OneCycleLR: anneal_strategy must be 'cos' or 'linear', got {anneal_strategy!r}")
        self.anneal_strategy, self.cycle_momentum = anneal_strategy, cycle_momentum
        last, risen = self.total_steps - 1, float(pct_start * self.total_steps) - 1
        up, down = ["max_momentum", "base_momentum"], ["base_momentum", "max_momentum"]
        if three_phase:
            fallen = float(2 * pct_start * self.total_steps) - 2
            middle = [[fallen, "max_lr", "initial_lr", *down], [last, "initial_lr", "min_lr", up[0], up[0]]]
        else:
            middle = [[last, "max_lr", "min_lr", *down]]
        self.phases = [[risen, "initial_lr", "max_lr", *up], *middle]
        for group, most in zip(optimizer.param_groups, for_each_group("OneCycleLR", "max_lr", max_lr, optimizer)):
            if last_epoch == -1:
                group["initial_lr"] = most / div_factor
                group["max_lr"] = most
                group["min_lr"] = group["initial_lr"] / final_div_factor
        if cycle_momentum:
            prepare("OneCycleLR", optimizer, base_momentum, max_momentum, fresh=last_epoch == -1)
        super().__init__(optimizer, last_epoch)

    def get_lr(self):
        """The rate of every group; its momentum is set on the way."""
        if self.last_epoch > self.total_steps:
            raise ArgumentError(
                f"OneCycleLR: the schedule was made for {self.total_steps} steps, this would be step {self.last_epoch}"
            )
        before = 0.0
        for phase in self.phases:
            end, lr_from, lr_to, momentum_from, momentum_to = phase
            if self.last_epoch <= end or phase is self.phases[-1]:  # PyTorch allows one step too many
                break
            before = end
        between = cosine_between if self.anneal_strategy == "cos" else line_between
        share = (self.last_epoch - before) / (end - before) if end != before else 1.0
        for group in self.optimizer.param_groups if self.cycle_momentum else ():
            set_momentum(group, between(group[momentum_from], group[momentum_to], share))
        return [between(group[lr_from], group[lr_to], share) for group in self.optimizer.param_groups]


def _total(total_steps, epochs, steps_per_epoch):
    """The number of steps, from whichever was given."""
    given = {"total_steps": total_steps}
    if total_steps is None:
        given = {"epochs": epochs, "steps_per_epoch": steps_per_epoch}
    if None in given.values():
        raise ArgumentError("OneCycleLR: how long is the training? Pass total_steps, or epochs and steps_per_epoch")
    for name, value in given.items():
        if not (isinstance(value, int) and value > 0):
            raise ArgumentError(f"OneCycleLR: {name} must be an integer from 1 up, got {value!r}")
    return math.prod(given.values())
