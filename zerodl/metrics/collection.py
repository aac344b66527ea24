"""Several metrics under their names, as one."""

from ..errors import ArgumentError, DTypeError
from .metric import Metric


class MetricCollection(Metric):
    """Metrics that see the same batches; ``compute`` gives a dictionary of their values.

    Args: metrics: one, a list, or a dictionary; those of a list go by their own names, such as "accuracy".
    Source: ``torchmetrics.MetricCollection``.
    Example:
        >>> from zerodl.metrics import Accuracy, F1Score
        >>> both = MetricCollection({"right": Accuracy(), "f1": F1Score()})
        >>> both.update([1, 1, 0, 1], [1, 0, 0, 1])
        >>> both.compute()
        {'right': 0.75, 'f1': 0.8}
    """

    name = "metrics"

    def __init__(self, metrics):
        if isinstance(metrics, Metric):
            metrics = [metrics]
        if not isinstance(metrics, dict):
            metrics, listed = {}, list(metrics)
            for metric in listed:
                name = getattr(metric, "name", None)
                if name in metrics:
                    raise ArgumentError(
                        f"MetricCollection: two metrics are called {name!r}; name them yourself in a dictionary"
                    )
                metrics[name] = metric
        for metric in metrics.values():
            if not isinstance(metric, Metric):
                raise DTypeError(f"MetricCollection: expected metrics, as Accuracy(), got {metric!r}")
        self.metrics = dict(metrics)

    def reset(self):
        for metric in self.metrics.values():
            metric.reset()

    def update(self, prediction, target):
        for metric in self.metrics.values():
            metric.update(prediction, target)

    def compute(self):
        return {name: metric.compute() for name, metric in self.metrics.items()}

    def state_dict(self):
        return {name: metric.state_dict() for name, metric in self.metrics.items()}

    def load_state_dict(self, state):
        if set(state) != set(self.metrics):
            raise ArgumentError(f"MetricCollection: it holds {sorted(self.metrics)}, the state {sorted(state)}")
        for name, metric in self.metrics.items():
            metric.load_state_dict(state[name])

    def __getitem__(self, name):
        return self.metrics[name]

    def __iter__(self):
        return iter(self.metrics)

    def __len__(self):
        return len(self.metrics)

    def keys(self):
        """The names."""
        return self.metrics.keys()

    def values(self):
        """The metrics."""
        return self.metrics.values()

    def items(self):
        """The names and the metrics."""
        return self.metrics.items()

    def __repr__(self):
        return f"MetricCollection({self.metrics})"
