"""Pictures of a yes-or-no decision: every sample at its probability, and the threshold between the answers."""

import numpy as np

from ..errors import ShapeError
from .theme import COLOURS, INK, figure

FARTHEST = 8.0  # in log-odds, nearer to 0 or 1 than 0.0004; what lies beyond is drawn there
TICKS = (0.001, 0.01, 0.1, 0.5, 0.9, 0.99, 0.999)
ENDS = ("≈ 0", "≈ 1")


def draw_scores(models, threshold=0.5, names=("no", "yes")):
    """For each model a strip in which every sample is a dot at the probability that the model gave to "yes".

    Samples that are "yes" lie in the upper row, the others in the lower one. Whoever is right of the line is taken for
    a "yes": so the upper row's dots left of it were missed, and the lower row's dots right of it are false alarms.

    Args:
        models: what each is called, and a pair of arrays (N,): probabilities, and 1 for yes or 0 for no.
        threshold: where the line is, between 0 and 1; or what each model is called, and its own.
        names: how the rows are called, the lower one first.
    Returns: a matplotlib figure, which a notebook shows.
    Raises: ShapeError unless there is an answer for each probability.
    Example:
        >>> len(draw_scores({"a coin": (np.array([0.5, 0.5]), np.array([0, 1]))}).axes)
        1
    """
    fig = figure(width=8.0, height=0.5 + 1.25 * len(models))
    panels = fig.subplots(len(models), 1, sharex=True, squeeze=False)[:, 0]
    for panel, (name, (probability, answer)) in zip(panels, models.items()):
        probability, answer = (np.asarray(values, np.float64) for values in (probability, answer))
        if probability.ndim != 1 or probability.shape != answer.shape:
            raise ShapeError(
                f"draw_scores: {name!r} needs probabilities and answers of one shape (N,), got {probability.shape} and "
                f"{answer.shape}"
            )
        line = threshold[name] if isinstance(threshold, dict) else threshold
        for value in (0, 1):
            places = log_odds(probability[answer == value])
            panel.plot(places, value + scatter(len(places)), "o", color=COLOURS[value], markersize=4, alpha=0.7,
                       markeredgewidth=0)  # fmt: skip
        panel.axvline(log_odds(line), color=INK, linewidth=1.2)
        panel.axhline(0.5, color=INK, linewidth=0.4, alpha=0.6)
        panel.set_yticks((0, 1), names)
        panel.set_ylim(-0.5, 1.5)
        panel.set_title(name, fontsize=10, loc="left")
    places, words = log_odds((0.0, *TICKS, 1.0)), [f"{tick:g}" for tick in TICKS]
    panels[-1].set_xticks(places, [ENDS[0], *words, ENDS[1]])
    panels[-1].set_xlim(-FARTHEST - 0.4, FARTHEST + 0.4)
    panels[-1].set_xlabel(f"probability of {names[1]!r}, as the model says; the line is the threshold", fontsize=9)
    return fig


def log_odds(probability):
    """Where a probability lies on the axis: log p − log(1 − p), at most FARTHEST from 0.

    Example:
        >>> log_odds([0.0, 0.5, 1.0]).tolist()
        [-8.0, 0.0, 8.0]
    """
    p = np.asarray(probability, np.float64)
    with np.errstate(divide="ignore"):
        return np.clip(np.log(p) - np.log1p(-p), -FARTHEST, FARTHEST)


def scatter(count):
    """Heights that keep dots apart, always the same: the fractions of multiples of the golden ratio, around 0."""
    return 0.62 * (np.arange(1, count + 1) * 0.6180339887 % 1 - 0.5)
