"""Pictures of a curve being learnt."""

import math

from .theme import COLOURS, INK, figure

DASHES = ("-", "--", "-.", ":")


def draw_fit(x, y, frames):
    """The data as dots and a network's predictions as a line, one panel for each stage of training.

    Args: x, y: the data, (N, 1) each, x sorted. frames: step -> (predictions (N, 1), loss).
    Returns: a matplotlib figure, which a notebook shows.
    """
    fig = figure(width=2.15 * len(frames), height=2.3)
    panels = fig.subplots(1, len(frames), sharex=True, sharey=True, squeeze=False)[0]
    for panel, (step, (predicted, loss)) in zip(panels, frames.items()):
        panel.plot(x.ravel(), y.ravel(), ".", color=INK, markersize=4, alpha=0.7)
        panel.plot(x.ravel(), predicted.ravel(), color=COLOURS[0], linewidth=2)
        panel.set_title(f"step {step}: loss {loss:.3g}", fontsize=10)
    low, high = float(y.min()), float(y.max())
    panels[0].set_ylim(low - 0.4 * (high - low), high + 0.4 * (high - low))
    return fig


def draw_losses(runs):
    """The loss of several training runs, step by step, on a logarithmic axis; a run that left the numbers ends there.

    Args: runs: what each run is called, and its losses.
    Returns: a matplotlib figure, which a notebook shows.
    """
    fig = figure(width=6.4, height=2.8)
    panel = fig.subplots()
    for (name, losses), dashes in zip(runs.items(), DASHES * len(runs)):
        panel.plot([loss if math.isfinite(loss) else math.nan for loss in losses], dashes, label=name, linewidth=1.4)
    panel.set(yscale="log", xlabel="step", ylabel="loss")
    finite = [loss for losses in runs.values() for loss in losses if math.isfinite(loss)]
    panel.set_ylim(0.6 * min(finite), min(1.6 * max(finite), 20 * max(losses[0] for losses in runs.values())))
    legend = fig.legend(loc="outside right center", frameon=False, fontsize=9)
    for text in legend.get_texts():
        text.set_color(INK)
    return fig
