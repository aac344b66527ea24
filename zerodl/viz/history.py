"""The history of a training: the loss, and each metric, from epoch to epoch, on a light and on a dark page."""

import math

from ..errors import ArgumentError
from .theme import COLOURS, INK, figure

PREFIX = "val_"
MOST_COLUMNS = 3


def draw_history(epochs, history, title="", mark=None):
    """Draw a panel for the loss and one for each metric, with training and validation as two lines.

    Args:
        epochs: the numbers of the epochs. history: {name: a number for each epoch}; "val_loss" goes with "loss".
        title: a line above. mark: the number of an epoch to mark, the best, say.
    Returns: a matplotlib figure, which a notebook shows.
    Example:
        >>> len(draw_history([1, 2], {"loss": [2.0, 1.0], "val_loss": [2.1, 1.4], "accuracy": [0.3, 0.6]}).axes)
        2
    """
    names = _panels(history)
    if not names or not epochs:
        raise ArgumentError("draw_history: there is no epoch to draw yet")
    columns = min(len(names), MOST_COLUMNS)
    rows = math.ceil(len(names) / columns)
    fig = figure(width=max(4.6, 3.1 * columns), height=0.5 + 2.5 * rows)
    panels = fig.subplots(rows, columns, squeeze=False).ravel()
    for panel, name in zip(panels, names):
        draw_panel(panel, epochs, {key: history[key] for key in (name, PREFIX + name) if key in history}, mark)
        panel.set_title(name.removeprefix(PREFIX), fontsize=10)
    for panel in panels[len(names) :]:
        panel.set_visible(False)
    _legend(fig, panels[: len(names)])
    if title:
        fig.suptitle(title, fontsize=10.5, color=INK)
    return fig


def draw_live(epochs, history, batches, last_epoch):
    """The history so far with the loss of each batch behind it, on axes that reach to the end from the beginning.

    Args: batches: (epochs with fractions, losses). last_epoch: where the training is to end.
    Returns: a matplotlib figure, always of the same size for the same history's names.
    """
    names = _panels(history) or ["loss"]
    fig = draw_history(epochs, history) if epochs else figure(width=4.6, height=3.0)
    panels = fig.axes if epochs else [fig.subplots()]
    panels[0].plot(*batches, color=INK, alpha=0.6, linewidth=0.8, zorder=0)
    if not epochs:
        draw_panel(panels[0], [], {})
        panels[0].set_title(names[0], fontsize=10)
    for panel in panels:
        panel.set_xlim(0, last_epoch * 1.02)
    return fig


def draw_panel(panel, epochs, curves, mark=None):
    """One panel: each curve over the epochs, training whole, validation dashed."""
    from matplotlib.ticker import LogLocator, MaxNLocator, NullFormatter

    for name, values in curves.items():
        held_out = name.startswith(PREFIX)
        label = "validation" if held_out else "training"
        style = {"color": COLOURS[1], "linestyle": (0, (4, 1.5))} if held_out else {"color": COLOURS[0]}
        known = [(epoch, value) for epoch, value in zip(epochs, values) if math.isfinite(value)]
        where = tuple(zip(*known)) or ((), ())
        panel.plot(*where, marker="o" if len(known) == 1 else "", label=label, **style)
    values = [value for curve in curves.values() for value in curve if math.isfinite(value)]
    if values and min(values) > 0 and max(values) > 10 * min(values):
        panel.set_yscale("log")
        panel.yaxis.set_major_locator(LogLocator(subs=(1, 2, 5) if max(values) < 1e4 * min(values) else (1,)))
        panel.yaxis.set_major_formatter("{x:g}")
        panel.yaxis.set_minor_formatter(NullFormatter())
    if mark is not None:
        panel.axvline(mark, color=INK, linewidth=0.8, linestyle=":")
    panel.set_xlabel("epoch")
    panel.xaxis.set_major_locator(MaxNLocator(integer=True, steps=[1, 2, 5, 10], min_n_ticks=1))
    panel.grid(color=INK, alpha=0.2, linewidth=0.6)


def _panels(history):
    """The names that get a panel: every number, without "val_" where training has it too; not lists."""
    numbers = [name for name, values in history.items() if _drawable(values)]
    return list(dict.fromkeys(
        name.removeprefix(PREFIX) if name.removeprefix(PREFIX) in numbers else name for name in numbers
    ))  # fmt: skip


def _drawable(values):
    return all(isinstance(value, (int, float)) for value in values) and any(math.isfinite(value) for value in values)


def _legend(fig, panels):
    """One legend for all panels, if there is more than one kind of line."""
    lines = {label: line for panel in panels for line, label in zip(*panel.get_legend_handles_labels())}
    if len(lines) > 1:
        place = {"loc": "outside lower center", "ncols": 2, "frameon": False, "fontsize": 9}
        legend = fig.legend(lines.values(), lines.keys(), **place)
        for text in legend.get_texts():
            text.set_color(INK)
