"""What all schedules share."""

import copy
import warnings
from collections.abc import Mapping

from ...errors import ArgumentError, DTypeError
from ..optimizer import Optimizer


class LRScheduler:
    """Sets the learning rate of an optimiser's groups anew whenever its ``step`` is called.

    A schedule of one's own defines ``next_rate``, the next rate from the present one. Then schedules can be chained:
    each multiplies, or otherwise changes, what the others left. ``closed_form``, the rate from the first one and
    ``last_epoch`` alone, may stand beside it for jumps.

    Args:
        optimizer: whose groups; making a schedule notes their rates as ``group["initial_lr"]`` and sets the first.
        last_epoch: how many steps it has had, less one; -1 begins anew.
    Raises: DTypeError for what is no optimiser; ArgumentError for a ``last_epoch`` in mid-schedule without the groups'
        "initial_lr".
    Source: torch.optim.lr_scheduler.LRScheduler
    Example:
        >>> import zerodl
        >>> class Halving(LRScheduler):
        ...     def next_rate(self, lr, base_lr):
        ...         return lr if self.last_epoch == 0 else lr / 2
        >>> optimizer = zerodl.optim.SGD([zerodl.ones(1).requires_grad_()], lr=0.4)
        >>> schedule = Halving(optimizer)
        >>> for _ in range(3):
        ...     optimizer.step()
        ...     schedule.step()
        >>> schedule.get_last_lr()
        [0.05]
    """

    unsaved = ("optimizer",)

    def __init__(self, optimizer, last_epoch=-1):
        self.optimizer = checked(type(self).__name__, optimizer)
        for i, group in enumerate(optimizer.param_groups):
            if last_epoch == -1:
                group.setdefault("initial_lr", group["lr"])
            elif "initial_lr" not in group:
                raise ArgumentError(
                    f"{type(self).__name__}: to go on from last_epoch={last_epoch}, group {i} needs its 'initial_lr'; "
                    "load the optimiser's state first"
                )
        self.base_lrs = [group["initial_lr"] for group in optimizer.param_groups]
        self.last_epoch = last_epoch
        self._start()

    def _start(self):
        """Set the first rate."""
        self._optimizer_steps = self.optimizer.num_steps
        self._step_count = 0
        self._is_initial = True
        try:
            self.step()
        finally:
            self._is_initial = False

    def next_rate(self, lr, base_lr):
        """The rate of a group at ``last_epoch``, from the one before and the group's first."""
        raise ArgumentError(f"{type(self).__name__} has no rule: define next_rate(self, lr, base_lr)")

    def closed_form(self, base_lr):
        """The rate of a group at ``last_epoch``, from its first alone; None if there is no such formula."""
        return None

    def get_lr(self):
        """The next rate of every group; ``step`` asks. What is set now is ``get_last_lr()``."""
        groups = self.optimizer.param_groups
        if len(groups) != len(self.base_lrs):
            raise ArgumentError(
                f"{type(self).__name__}: the optimiser has {len(groups)} groups, and had {len(self.base_lrs)} when the "
                "schedule was made; make the schedule after the last add_param_group"
            )
        return [self.next_rate(group["lr"], base_lr) for group, base_lr in zip(groups, self.base_lrs)]

    def get_last_lr(self):
        """The rate of every group, as the schedule set it last."""
        return self._last_lr

    def step(self, epoch=None):
        """Set the next rate; call it after the optimiser's ``step``.

        Args: epoch: jump to this point of the schedule instead.
        """
        if self._step_count == 1 and epoch is None:
            self._warn_if_the_optimizer_waits()
        self._step_count += 1
        self.move_to(epoch)

    def move_to(self, epoch=None):
        """Set the rate of the next epoch, or of the given one."""
        self.last_epoch = self.last_epoch + 1 if epoch is None else epoch
        jumped = [] if epoch is None else [self.closed_form(base_lr) for base_lr in self.base_lrs]
        self._set(jumped if jumped and None not in jumped else self.get_lr())

    def _set(self, rates):
        for group, rate in zip(self.optimizer.param_groups, rates):
            group["lr"] = rate
        self._last_lr = [group["lr"] for group in self.optimizer.param_groups]

    def _warn_if_the_optimizer_waits(self):
        """An optimiser with a step of its own may do without the base's, which counts."""
        if type(self.optimizer).step is Optimizer.step and self.optimizer.num_steps == self._optimizer_steps:
            warnings.warn(
                "Detected call of `lr_scheduler.step()` before `optimizer.step()`: the first rate of the schedule has "
                "not been used. Call `optimizer.step()` first.",
                UserWarning,
                stacklevel=3,
            )

    def state_dict(self):
        """All that the schedule needs to go on from here, beside the optimiser's own state: plain, copied values."""
        unsaved = (*self.unsaved, "_optimizer_steps", "_is_initial")
        return copy.deepcopy({name: value for name, value in vars(self).items() if name not in unsaved})

    def load_state_dict(self, state_dict):
        """Go on from a state that ``state_dict`` gave. The rates themselves are in the optimiser's state.

        Raises: ArgumentError if it is another kind of schedule's, or was taken with another number of groups.
        """
        own = self.state_dict()
        if not isinstance(state_dict, Mapping):
            came = type(state_dict).__name__
            raise DTypeError(f"{type(self).__name__}.load_state_dict: expected what state_dict() gives, got {came}")
        missing = [name for name in own if name not in state_dict]
        if missing:
            raise ArgumentError(
                f"{type(self).__name__}.load_state_dict: the state lacks {', '.join(missing)}; was it another's?"
            )
        here, there = len(own["_last_lr"]), len(state_dict["_last_lr"])
        if here != there:
            raise ArgumentError(
                f"{type(self).__name__}.load_state_dict: the state was taken with {there} groups, here are {here}"
            )
        vars(self).update(copy.deepcopy({name: state_dict[name] for name in own}))


def checked(name, optimizer):
    """The optimiser of a schedule, once it is known to be one."""
    if not isinstance(optimizer, Optimizer):
        raise DTypeError(f"{name}: expected an optimiser, got {type(optimizer).__name__}")
    return optimizer


def for_each_group(name, setting, value, optimizer):
    """A setting for every group: a list with one value for each, or one value for all.

    Args: name: the schedule's, and setting: the argument's, for the error.
    """
    number = len(optimizer.param_groups)
    if not isinstance(value, (list, tuple)):
        return [value] * number
    if len(value) != number:
        raise ArgumentError(f"{name}: expected one {setting} for each of {number} groups, got {len(value)}")
    return list(value)
