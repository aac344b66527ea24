"""Learning curves: loss and accuracy from epoch to epoch, drawn for the screen and for print."""

import numpy as np

from ..errors import ShapeError

# Curves differ in colour and in dashes, so that they stay apart in grey too. The colours are Okabe and Ito's (2008),
# which colour-blind people can tell apart.
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7")
DASHES = ("-", (0, (4, 1.5)), (0, (1, 1)), (0, (6, 1.5, 1, 1.5)))
INK, GRID = "#333333", "#DDDDDD"


def draw_curves(loss, accuracy=None, title=""):
    """Draw the loss, and beside it the accuracy, of one training run or of several.

    Several runs are drawn as their mean, shaded from the lowest to the highest.

    Args:
        loss: what each curve is called, and its values: one for each epoch, or a list of runs of one for each epoch.
        accuracy: the same for shares from 0 to 1; None draws the loss alone.
        title: a line above.
    Returns: a matplotlib Figure, for `save_picture`; no window is opened.
    Raises: ShapeError for a curve without values, or with runs of different lengths.
    Example:
        >>> figure = draw_curves({"training": [2.3, 0.7, 0.2], "held out": [2.3, 0.8, 0.4]}, title="Three epochs")
        >>> len(figure.axes)
        1
    """
    from matplotlib.figure import Figure  # here, because it takes long to import; pyplot is not needed at all
    from matplotlib.ticker import LogLocator, NullFormatter

    panels = 1 if accuracy is None else 2
    figure = Figure(figsize=(1 + 3.5 * panels, 3.8), dpi=100, layout="constrained")
    axes = figure.subplots(1, panels, squeeze=False)[0]
    _draw_panel(axes[0], "loss", loss)
    decades = _decades(loss)
    if decades >= 1:  # a logarithmic axis shows the late epochs too, which lie far below the first
        axes[0].set(yscale="log", ylabel="loss (logarithmic)")
        axes[0].yaxis.set_major_locator(LogLocator(subs=(1, 2, 5) if decades < 4 else (1,)))
        axes[0].yaxis.set_major_formatter("{x:g}")
        axes[0].yaxis.set_minor_formatter(NullFormatter())
    if accuracy is not None:
        _draw_panel(axes[1], "accuracy", accuracy)
        axes[1].yaxis.set_major_formatter(lambda share, _: f"{100 * share:g} %")
    figure.suptitle(title, fontsize=10.5, color=INK)
    lines, labels = axes[0].get_legend_handles_labels()
    figure.legend(lines, labels, loc="outside lower center", ncols=2, frameon=False, fontsize=9, labelcolor=INK)
    return figure


def _draw_panel(ax, name, curves):
    """Every curve of one panel, over the epochs."""
    from matplotlib.ticker import MaxNLocator

    for i, (label, values) in enumerate(curves.items()):
        runs = _as_runs(name, label, values)
        epochs = np.arange(1, runs.shape[1] + 1)
        colour = COLOURS[i % len(COLOURS)]
        if len(runs) > 1:
            label = f"{label}: mean and range of {len(runs)} runs"
            ax.fill_between(epochs, runs.min(axis=0), runs.max(axis=0), color=colour, alpha=0.18, linewidth=0)
        marker = "o" if len(epochs) == 1 else ""  # a line through one point cannot be seen
        ax.plot(epochs, runs.mean(axis=0), color=colour, linestyle=DASHES[i % len(DASHES)], marker=marker, label=label)
    ax.set_xlabel("epoch", color=INK)
    ax.set_ylabel(name, color=INK)
    ax.xaxis.set_major_locator(MaxNLocator(integer=True, steps=[1, 2, 5, 10], min_n_ticks=1))
    ax.yaxis.set_major_locator(MaxNLocator(nbins=6, steps=[1, 2, 5, 10]))
    ax.grid(color=GRID, linewidth=0.6)
    ax.spines[["top", "right"]].set_visible(False)
    ax.spines[["bottom", "left"]].set_color(INK)
    ax.tick_params(which="both", color=INK, labelcolor=INK, labelsize=9)


def _as_runs(name, label, values):
    """The values as an array (runs, epochs)."""
    try:
        runs = np.atleast_2d(np.array(values, dtype=float))
    except ValueError as cause:
        raise ShapeError(f"draw_curves: the runs of {label!r} in {name} must have equally many epochs") from cause
    if runs.ndim != 2 or runs.size == 0:
        raise ShapeError(
            f"draw_curves: {label!r} in {name} must hold a number for each epoch, or a list of such runs; got shape "
            f"{np.shape(values)}"
        )
    return runs


def _decades(curves):
    """How many powers of ten lie between the smallest and the largest value; 0 if that cannot be said."""
    values = np.concatenate([np.ravel(values) for values in curves.values()])
    return np.log10(values.max() / values.min()) if np.all(values > 0) and np.all(np.isfinite(values)) else 0
