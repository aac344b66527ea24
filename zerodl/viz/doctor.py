"""The doctor's chart as a picture: what was measured, over the steps."""

import math

import numpy as np

from .theme import COLOURS, INK, figure

USUAL = (1e-4, 1e-2)  # where the ratio of an update to its weights usually lies


def draw_chart(chart):
    """Loss, gradients, updates, and dead or saturated units, each in a panel, with a line for every layer.

    Args: chart: with losses, steps, and {layer: values} in gradients, updates, dead and saturated.
    Returns: a matplotlib figure, which a notebook shows.
    """
    fig = figure(width=8.4, height=5.2)
    loss, gradients, updates, units = fig.subplots(2, 2).ravel()
    losses = np.array(chart.losses)
    loss.plot(losses, color=INK, alpha=0.4, linewidth=0.8)
    loss.plot(_running(losses), color=COLOURS[0])
    _name(loss, "loss", "batch")
    _scale(loss, losses)
    lines = _layers(gradients, chart.steps, chart.gradients)
    _name(gradients, "gradient (root mean square)", "step", "log" if chart.gradients else "linear")
    updates.axhspan(*USUAL, color=COLOURS[2], alpha=0.15, linewidth=0)
    _layers(updates, chart.steps, chart.updates)
    _name(updates, "update / weight (shaded: usual)", "step", "log" if chart.updates else "linear")
    _layers(units, chart.steps, {**chart.dead, **chart.saturated}, offset=len(chart.gradients), lines=lines)
    _name(units, "dead or saturated units", "step")
    units.set_ylim(-0.03, 1.03)
    units.yaxis.set_major_formatter(lambda share, _: f"{100 * share:g} %")
    if lines:
        place = {"loc": "outside lower center", "ncols": min(6, len(lines)), "frameon": False, "fontsize": 8}
        legend = fig.legend(lines.values(), lines.keys(), **place)
        for text in legend.get_texts():
            text.set_color(INK)
    return fig


def _layers(panel, steps, series, offset=0, lines=None):
    """A line for each layer; the first layers and the last, where there are many. Returns {name: line}."""
    lines = {} if lines is None else lines
    names = list(series)
    shown = names if len(names) <= len(COLOURS) else [*names[:4], *names[-4:]]
    for i, name in enumerate(shown):
        values = [value if value > 0 else math.nan for value in series[name]] if offset == 0 else series[name]
        style = {"color": COLOURS[(offset + i) % len(COLOURS)], "linestyle": "--" if offset else "-"}
        marker = "o" if len(values) == 1 else ""
        (lines[name],) = panel.plot(steps[-len(values) :], values, marker=marker, linewidth=1.3, **style)
    return lines


def _name(panel, title, below, scale="linear"):
    panel.set_title(title, fontsize=10)
    panel.set_xlabel(below, fontsize=9)
    panel.set_yscale(scale)
    panel.grid(color=INK, alpha=0.2, linewidth=0.6)


def _scale(panel, losses):
    finite = losses[np.isfinite(losses)]
    if finite.size and finite.min() > 0 and finite.max() > 10 * finite.min():
        panel.set_yscale("log")


def _running(losses):
    """The mean over a window that grows with the number of batches."""
    width = max(1, len(losses) // 25)
    return np.convolve(losses, np.ones(width) / width, mode="valid") if losses.size else losses
