"""Pictures of what a trained model says, beside how it came to that."""

import numpy as np

from .history import draw_panel
from .theme import COLOURS, INK, figure

MOST_FEATURES = 10


def draw_regression(epochs, history, best, name, true, predicted):
    """The loss from epoch to epoch, the best one marked, and each test row as predicted over as it is.

    Args: best: the epoch's number. name: of the target. true, predicted: numbers of any shape, one for each row.
    Returns: a matplotlib figure, which a notebook shows.
    """
    fig = figure(width=8.4, height=3.6)
    loss, rows = fig.subplots(1, 2)
    draw_panel(loss, epochs, {key: history[key] for key in ("loss", "val_loss")}, mark=best)
    loss.set_title("mean squared error, standardised", fontsize=10)
    _legend(loss)
    true, predicted = np.ravel(true), np.ravel(predicted)
    low, high = min(true.min(), predicted.min()), max(true.max(), predicted.max())
    rows.plot([low, high], [low, high], color=INK, linewidth=0.8, linestyle=":")
    rows.plot(true, predicted, "o", color=COLOURS[0], markersize=3.5, alpha=0.7)
    rows.set(xlabel=f"{name}, as it is", ylabel="as predicted")
    rows.set_title("rows that played no part in training", fontsize=10)
    rows.grid(color=INK, alpha=0.2, linewidth=0.6)
    return fig


def draw_odds(epochs, history, weights, names, classes):
    """The loss and accuracy from epoch to epoch, and the largest weights of a logistic regression by name.

    Args: weights: one for each name. classes: what a negative weight speaks for, and a positive one.
    Returns: a matplotlib figure, which a notebook shows.
    """
    fig = figure(width=8.6, height=3.8)
    loss, bars = fig.subplots(1, 2)
    draw_panel(loss, epochs, {key: history[key] for key in ("loss", "val_loss")})
    loss.set_title("loss", fontsize=10)
    _legend(loss)
    largest = np.argsort(np.abs(weights))[-MOST_FEATURES:]
    colours = [COLOURS[0] if weights[i] > 0 else COLOURS[1] for i in largest]
    bars.barh([names[i] for i in largest], weights[largest], color=colours)
    bars.axvline(0, color=INK, linewidth=0.8)
    bars.set_xlabel(f"weight: {classes[0]} ← 0 → {classes[1]}")
    bars.set_title("largest weights", fontsize=10)
    bars.tick_params(axis="y", labelsize=8)
    return fig


def _legend(panel):
    for text in panel.legend(frameon=False, fontsize=9).get_texts():
        text.set_color(INK)
