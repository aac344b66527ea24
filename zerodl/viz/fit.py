"""Pictures of a curve being learnt."""

from .theme import COLOURS, INK, figure


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
