"""Schedules made of schedules: one after another, or all at once."""

from bisect import bisect_right

from ...errors import ArgumentError, DTypeError
from .plateau import ReduceLROnPlateau
from .scheduler import LRScheduler


class _Composed(LRScheduler):
    """Holds schedules of one optimiser, which are saved and loaded with it."""

    unsaved = ("optimizer", "_schedulers")

    def _hold(self, schedulers, optimizer):
        """Refuse what cannot be composed; note the rest."""
        name = type(self).__name__
        schedulers = list(schedulers)
        if not schedulers:
            raise ArgumentError(f"{name}: expected at least one schedule, got none")
        for i, scheduler in enumerate(schedulers):
            if not isinstance(scheduler, LRScheduler):
                raise DTypeError(f"{name}: expected schedules, got {type(scheduler).__name__} at {i}")
            if isinstance(scheduler, ReduceLROnPlateau):
                raise ArgumentError(f"{name}: ReduceLROnPlateau, at {i}, must be told a measure; step it by itself")
            if scheduler.optimizer is not (optimizer or schedulers[0].optimizer):
                raise ArgumentError(f"{name}: {type(scheduler).__name__}, at {i}, belongs to another optimiser")
        self.optimizer = schedulers[0].optimizer
        self._schedulers = schedulers

    def move_to(self, epoch=None):
        """There is no way to begin again in the middle."""
        raise ArgumentError(f"{type(self).__name__}: in a sequence it can only stand first")

    def state_dict(self):
        """The state, with those of all schedules."""
        return {**super().state_dict(), "_schedulers": [scheduler.state_dict() for scheduler in self._schedulers]}

    def load_state_dict(self, state_dict):
        """Go on from a state, with the schedules that this one was made of."""
        schedulers = self._schedulers
        saved = state_dict.get("_schedulers", ())
        if len(saved) != len(schedulers):
            raise ArgumentError(
                f"{type(self).__name__}.load_state_dict: the state has {len(saved)} schedules, here are "
                f"{len(schedulers)}"
            )
        super().load_state_dict(state_dict)
        self._schedulers = schedulers
        for scheduler, state in zip(schedulers, saved):
            scheduler.load_state_dict(state)


class SequentialLR(_Composed):
    """One schedule after another: at each milestone the next takes over, from its own beginning.

    Args: optimizer: whose rate. schedulers: in order. milestones: the epochs of the changes, one fewer. last_epoch:
        see LRScheduler.
    Source: torch.optim.lr_scheduler.SequentialLR
    Example:
        >>> import zerodl
        >>> optimizer = zerodl.optim.SGD([zerodl.ones(1).requires_grad_()], lr=0.8)
        >>> from zerodl.optim.lr_scheduler import CosineAnnealingLR, LinearLR
        >>> parts = [LinearLR(optimizer, 0.25, total_iters=2), CosineAnnealingLR(optimizer, T_max=2)]
        >>> schedule = SequentialLR(optimizer, parts, milestones=[2])
        >>> rates = schedule.get_last_lr()
        >>> for _ in range(4):
        ...     optimizer.step()
        ...     schedule.step()
        ...     rates += schedule.get_last_lr()
        >>> [round(rate, 6) for rate in rates]
        [0.2, 0.5, 0.8, 0.4, 0.0]
    """

    def __init__(self, optimizer, schedulers, milestones, last_epoch=-1):
        self._hold(schedulers, optimizer)
        self._milestones = list(milestones)
        if len(self._milestones) != len(self._schedulers) - 1:
            raise ArgumentError(
                f"SequentialLR: {len(self._schedulers)} schedules need {len(self._schedulers) - 1} milestones, got "
                f"{len(self._milestones)}"
            )
        self.last_epoch = last_epoch + 1
        for group in optimizer.param_groups:  # take back what making the schedules did
            group["lr"] = group["initial_lr"]
        _take_back(self)
        self._start()

    def _start(self):
        """Let the first schedule begin."""
        first = self._schedulers[bisect_right(self._milestones, 0)]
        first._start()
        self._last_lr = first.get_last_lr()

    def step(self, epoch=None):
        """Let the schedule whose turn it is set the rate."""
        self.last_epoch += 1
        turn = bisect_right(self._milestones, self.last_epoch)
        scheduler = self._schedulers[turn]
        if turn > 0 and self._milestones[turn - 1] == self.last_epoch:
            scheduler.move_to(0)
        else:
            scheduler.step()
        self._last_lr = scheduler.get_last_lr()


class ChainedScheduler(_Composed):
    """Several schedules at once: each changes what the others left.

    Args: schedulers: of one optimiser. optimizer: theirs.
    Source: torch.optim.lr_scheduler.ChainedScheduler
    Example:
        >>> import zerodl
        >>> from zerodl.optim.lr_scheduler import ConstantLR, ExponentialLR
        >>> optimizer = zerodl.optim.SGD([zerodl.ones(1).requires_grad_()], lr=0.8)
        >>> schedule = ChainedScheduler([ConstantLR(optimizer, 0.5, total_iters=9), ExponentialLR(optimizer, 0.5)])
        >>> optimizer.step(); schedule.step(); schedule.get_last_lr()
        [0.2]
    """

    def __init__(self, schedulers, optimizer=None):
        self._hold(schedulers, optimizer)
        self._last_lr = [group["lr"] for group in self.optimizer.param_groups]

    def _start(self):
        """Let all begin again; they did when they were made, but a sequence takes that back."""
        for scheduler in self._schedulers:
            scheduler._start()
        self._last_lr = [group["lr"] for group in self.optimizer.param_groups]

    def step(self, epoch=None):
        """Let every schedule take a step."""
        for scheduler in self._schedulers:
            scheduler.step()
        self._last_lr = [group["lr"] for group in self.optimizer.param_groups]


def _take_back(scheduler):
    """Set schedules back by the one epoch that making them took."""
    if isinstance(scheduler, _Composed):
        for inner in scheduler._schedulers:
            _take_back(inner)
    else:
        scheduler.last_epoch -= 1
