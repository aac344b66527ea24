"""The picture of a learning-rate sweep."""

import math

import numpy as np

from .theme import COLOURS, INK, figure


def draw_lr_sweep(lrs, losses, smoothed, suggestion=None):
    """The loss over the learning rate, on a logarithmic axis: each batch's as dots, the smoothed one as a line.

    Args: suggestion: the learning rate to mark, if any.
    Returns: a matplotlib figure, which a notebook shows.
    """
    fig = figure(width=6.4, height=3.2)
    panel = fig.subplots()
    known = [value for value in smoothed if math.isfinite(value)]
    panel.plot(lrs, losses, ".", color=INK, markersize=3, alpha=0.6, label="each batch")
    panel.plot(lrs[: len(known)], known, color=COLOURS[0], linewidth=1.8, label="smoothed")
    if suggestion is not None:
        height = np.interp(math.log(suggestion), np.log(lrs[: len(known)]), known)
        panel.plot([suggestion], [height], "o", color=COLOURS[1], label=f"suggestion: {suggestion:.2g}")
    if known:  # the explosion at the end is cut off, so that the fall before it can be seen
        before = losses[: known.index(min(known)) + 1]
        low, high = min(before), max(before)
        room = 0.1 * (high - low) or abs(high) or 1.0
        panel.set_ylim(low - room, high + 2 * room)
    panel.set(xscale="log", xlabel="learning rate (logarithmic)", ylabel="loss")
    panel.grid(color=INK, alpha=0.2, linewidth=0.6)
    legend = panel.legend(loc="best", frameon=False, fontsize=9)
    for text in legend.get_texts():
        text.set_color(INK)
    return fig
