"""Losses."""

import numpy as np

from tests.ops.cases.activation import np_log_softmax
from tests.ops.cases.draw import Cases, Example, signed, strided


def labelled(*extra):
    """Scores and class numbers for a loss."""
    return {
        "mean": Example((signed(4, 3), np.array([0, 2, 2, 1]))),
        "sum": Example((signed(4, 3), np.array([0, 2, 2, 1])), {"reduction": "sum"}),
        "none": Example((signed(4, 3), np.array([0, 2, 2, 1])), {"reduction": "none"}),
        "batch of one": Example((signed(1, 5), np.array([4]))),
        "one class": Example((signed(3, 1), np.array([0, 0, 0]))),
        "strided": Example((strided(signed), np.array([3, 0, 1]))),
        "small labels": Example((signed(2, 3), np.array([2, 0], np.uint8))),
        "empty sum": Example((signed(0, 3), np.array([], np.int64)), {"reduction": "sum"}),
        **dict(extra),
    }


def np_nll(log_probs, target, reduction="mean"):
    losses = np.array([-row[label] for row, label in zip(log_probs, target)])
    return {"none": lambda: losses, "sum": losses.sum, "mean": losses.mean}[reduction]()


def torch_loss(name):
    def loss(torch, scores, target, reduction="mean"):
        return getattr(torch.nn.functional, name)(scores, target.long(), reduction=reduction)

    return loss


CASES = {
    "nll_loss": Cases(np_nll, torch_loss("nll_loss"), labelled()),
    "cross_entropy": Cases(
        lambda x, target, reduction="mean": np_nll(np_log_softmax(x, 1), target, reduction),
        torch_loss("cross_entropy"),
        labelled(
            ("±1e5", Example((np.array([[1e5, -1e5], [-1e5, 1e5]]), np.array([0, 0])), smooth=False)),
            ("all scores alike", Example((np.zeros((2, 4)), np.array([3, 1])))),
        ),
    ),
}
