"""Pictures of a sweep: how well something goes, over a number that was varied by powers of ten."""

import numpy as np

from ..errors import ShapeError
from .theme import COLOURS, INK, figure

DASHES = ("-", (0, (4, 1.5)), (0, (1, 1)), (0, (6, 1.5, 1, 1.5)))
MARKERS = "osD^"


def draw_sweep(values, curves, across, up):
    """A curve for each thing that was tried, over the values on a logarithmic axis; shares are written in per cent.

    Args: values: above 0. curves: what each is called, and a share from 0 to 1 for each value. across, up: the axes.
    Returns: a matplotlib figure, which a notebook shows.
    Raises: ShapeError unless there is a share for each value.
    Example:
        >>> len(draw_sweep([0.1, 1.0], {"plain": [0.9, 0.1]}, "spread", "reads").axes)
        1
    """
    fig = figure(width=6.4, height=3.0)
    panel = fig.subplots()
    for i, (name, shares) in enumerate(curves.items()):
        if np.shape(shares) != np.shape(values):
            raise ShapeError(f"draw_sweep: {name!r} needs {len(values)} shares, got shape {np.shape(shares)}")
        panel.plot(values, shares, color=COLOURS[i], linestyle=DASHES[i % len(DASHES)], linewidth=1.8,
                   marker=MARKERS[i % len(MARKERS)], markersize=5, label=name)  # fmt: skip
    panel.set(xscale="log", xlabel=across, ylabel=up, ylim=(0, 1.03))
    panel.yaxis.set_major_formatter(lambda share, _: f"{100 * share:g} %")
    panel.xaxis.set_major_formatter("{x:g}")
    panel.grid(color=INK, alpha=0.2, linewidth=0.6)
    legend = fig.legend(loc="outside right center", frameon=False, fontsize=9)
    for text in legend.get_texts():
        text.set_color(INK)
    return fig
