"""What the doctor measures: a patient's chart."""

from dataclasses import dataclass, field

import numpy as np


@dataclass
class Chart:
    """Numbers of a training, from which the diagnoses are made.

    ``losses`` and ``val_losses`` are complete; the rest comes from the steps that were examined, ``steps``.
    """

    losses: list = field(default_factory=list)  # of every batch
    train_losses: list = field(default_factory=list)  # of every epoch
    val_losses: list = field(default_factory=list)  # of every epoch that had a validation
    steps: list = field(default_factory=list)
    gradients: dict = field(default_factory=dict)  # name of a weight matrix: root mean square of its gradient
    silent: dict = field(default_factory=dict)  # its name: in how many examined steps it had none, or nothing but 0
    updates: dict = field(default_factory=dict)  # its name: |step| / |weights|
    dead: dict = field(default_factory=dict)  # name of a ReLU layer: share of units that are 0 on all recent inputs
    saturated: dict = field(default_factory=dict)  # name of a sigmoid or tanh layer: share of outputs near the ends
    labels: list = field(default_factory=list)  # how often each class came, for each examined batch
    guesses: list = field(default_factory=list)  # how often the network said each class
    spreads: list = field(default_factory=list)  # (mean, variance, rows) of the targets that are no classes
    input_mean: float = 0.0
    input_std: float = 0.0
    cross_entropy: bool = False  # whether the loss is the cross-entropy of the outputs as scores
    probabilities: bool = False  # whether the outputs already are probabilities
    num_classes: int = 0
    shapes: tuple = ()  # of an output and a target that do not match
    kept_gradients: int = 0  # examined steps that began with gradients of earlier ones
    not_finite: str = ""  # what the guard said

    def label_counts(self):
        """How often each class came in all examined batches."""
        width = max(map(len, self.labels))
        return sum(np.pad(counts, (0, width - len(counts))) for counts in self.labels)


def entropy(counts):
    """The cross-entropy of always saying how often each class comes: what chance can reach.

    Example:
        >>> round(entropy(np.array([5, 5])), 4), entropy(np.array([7, 0]))
        (0.6931, 0.0)
    """
    shares = counts[counts > 0] / counts.sum()
    return float(-np.sum(shares * np.log(shares))) + 0.0


def ends(values, share=0.25, most=200):
    """The mean of the first values and of the last, a quarter of all but not more than so many.

    Example:
        >>> ends([4.0, 4.0, 3.0, 2.0, 1.0, 1.0, 1.0, 1.0])
        (4.0, 1.0)
    """
    n = max(1, min(most, int(share * len(values))))
    return float(np.mean(values[:n])), float(np.mean(values[-n:]))
