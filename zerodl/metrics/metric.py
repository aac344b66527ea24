"""What all metrics share: counts are gathered batch by batch, and at the end comes the value of all of them."""

import copy

from ..errors import ArgumentError


class Metric:
    """A measure of how good predictions are, over as many batches as one likes.

    The mean of the batches' values is not the value of the whole: batches differ in size, and a ratio such as precision
    is no mean at all. So a metric keeps counts, from which ``compute`` makes the value of everything that came.

    A metric of your own names its counts in ``STATE``, sets them to their first values in ``reset``, and has ``update``
    and ``compute``; saving and loading then work by themselves.

    Example:
        >>> import numpy as np
        >>> class Bias(Metric):
        ...     name, STATE = "bias", ("total", "count")
        ...     def reset(self):
        ...         self.total, self.count = 0.0, 0
        ...     def update(self, prediction, target):
        ...         self.total += float(np.sum(prediction - target))
        ...         self.count += len(target)
        ...     def compute(self):
        ...         return self.total / self.count
        >>> bias = Bias()
        >>> bias.update(np.array([1.0, 2.0]), np.array([0.0, 2.0]))
        >>> bias.update(np.array([4.0]), np.array([2.0]))
        >>> bias.compute(), bias.state_dict()
        (1.0, {'total': 3.0, 'count': 3})
    """

    name = "metric"
    STATE: tuple[str, ...] = ()

    def __init__(self):
        self.reset()

    def reset(self):
        """Forget every batch."""
        raise NotImplementedError(f"{type(self).__name__} has no reset")

    def update(self, prediction, target):
        """Count one batch."""
        raise NotImplementedError(f"{type(self).__name__} has no update")

    def compute(self):
        """The value of all batches since the last ``reset``."""
        raise NotImplementedError(f"{type(self).__name__} has no compute")

    def state_dict(self):
        """A copy of what was gathered, as numbers, arrays, lists of arrays, or None; for a checkpoint."""
        return {name: copy.deepcopy(getattr(self, name)) for name in self.STATE}

    def load_state_dict(self, state):
        """Go on from what ``state_dict`` gave."""
        missing, unknown = sorted(set(self.STATE) - set(state)), sorted(set(state) - set(self.STATE))
        if missing or unknown:
            raise ArgumentError(
                f"{self.name}: this is not its state: {missing or 'nothing'} is missing, {unknown or 'nothing'} is "
                f"unknown; load what state_dict() of a {type(self).__name__} gave"
            )
        for name in self.STATE:
            setattr(self, name, copy.deepcopy(state[name]))

    def __repr__(self):
        return f"{type(self).__name__}()"


def measure(metric, prediction, target):
    """What a fresh metric says of one batch that is everything."""
    metric.update(prediction, target)
    return metric.compute()


def nothing_came(name):
    """The error of a metric that is asked for its value before anything came."""
    return ArgumentError(f"{name}: there is nothing to measure, for not one prediction came; give it some first")
