"""Pictures of what becomes of a signal in a deep network: how its values are spread at each depth, and how far."""

import numpy as np

from ..errors import ShapeError
from .theme import COLOURS, INK, figure

FORWARD, BACKWARD = COLOURS[0], COLOURS[1]
NUM_BINS = 61  # an odd number, so that 0 lies in the middle of one
DARKEST = 0.12  # the share of a layer's values in one bin at which the colour is full


def draw_depth(runs, limit=3.0):
    """For each network a strip, and under it a curve: left the first layer, right the last.

    The strip shows how a layer's values are spread: a column for each layer, darker where more of its values lie. The
    curve is their standard deviation, on a logarithmic axis; it ends where a value is no longer a finite number, or all
    are 0. With gradients there is a second curve for theirs.

    Args:
        runs: what each network is called, and an array for each of its layers; or a pair of such lists, of activations
            and of gradients. limit: the strip shows values from −limit to limit.
    Returns: a matplotlib figure, which a notebook shows.
    Raises: ShapeError for a network without layers.
    """
    fig = figure(width=max(2.8 * len(runs), 4.2), height=4.4)
    panels = fig.subplots(2, len(runs), sharex="col", sharey="row", squeeze=False, height_ratios=(1.15, 1))
    for (name, signals), strip, curve in zip(runs.items(), *panels):
        forward, backward = signals if isinstance(signals, tuple) else (signals, ())
        forward, backward = ([np.asarray(_values(layer)) for layer in part] for part in (forward, backward))
        if not forward:
            raise ShapeError(f"draw_depth: {name!r} has no layers; expected an array for each")
        strip.imshow(_colours(forward, limit), extent=(0.5, len(forward) + 0.5, -limit, limit), aspect="auto",
                     origin="lower", interpolation="nearest")  # fmt: skip
        strip.set_title(name, fontsize=10)
        _draw_curve(curve, forward, FORWARD, "activations")
        _draw_curve(curve, backward, BACKWARD, "gradients")
        curve.set(yscale="log", xlabel="layer")
    panels[0, 0].set_ylabel("activations")
    panels[1, 0].set_ylabel("standard deviation")
    _keep_apart(panels[1])
    if any(len(curve.lines) > 1 for curve in panels[1]):
        lines, labels = max((curve.get_legend_handles_labels() for curve in panels[1]), key=lambda found: len(found[0]))
        fig.legend(lines, labels, loc="outside lower center", ncols=2, frameon=False, fontsize=9, labelcolor=INK)
    return fig


def spreads(layers):
    """The standard deviation of each layer's values; NaN where one is not finite.

    Example:
        >>> spreads([np.array([1.0, -1.0]), np.array([3.0, np.inf])])
        [1.0, nan]
    """
    found = []
    for values in layers:
        wide = np.asarray(
            _values(values), dtype=np.float64
        )  # squares of float32 would overflow earlier than the values
        found.append(float(np.std(wide)) if np.isfinite(wide).all() else float("nan"))
    return found


def shares(values, low, high, bins):
    """Which share of all values lies in each of ``bins`` equal intervals from low to high.

    Example:
        >>> shares(np.array([-0.5, 0.5, 0.6, 9.0]), -1, 1, bins=2).tolist()
        [0.25, 0.5]
    """
    values = np.ravel(values)
    counts, _ = np.histogram(values[np.isfinite(values)], bins=bins, range=(low, high))
    return counts / max(values.size, 1)


def _values(layer):
    """A layer's values as an array: of a tensor, those without its history."""
    return layer.detach().numpy() if hasattr(layer, "detach") else layer


def _colours(layers, limit):
    """An image (bins, layers, 4) of one colour, the more opaque the more values lie in a bin."""
    found = np.stack([shares(values, -limit, limit, NUM_BINS) for values in layers], axis=1)
    image = np.empty((*found.shape, 4))
    image[..., :3] = [int(FORWARD[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    image[..., 3] = np.sqrt(np.minimum(found / DARKEST, 1))  # the root keeps thin tails visible
    return image


def _draw_curve(panel, layers, colour, label):
    """The spread by depth, up to where it cannot be drawn."""
    if not layers:
        return
    found = np.array(spreads(layers))
    found[~(found > 0)] = np.nan  # a logarithm has no place for 0 either
    panel.plot(np.arange(1, len(found) + 1), found, color=colour, linewidth=2, label=label,
               linestyle="-" if colour == FORWARD else "--")  # fmt: skip
    broken = np.flatnonzero(np.isnan(found))
    if len(broken) and label == "activations":
        first = int(broken[0])
        what, height = ("nothing but 0", 0.88) if np.isfinite(layers[first]).all() else ("inf or nan", 0.06)
        panel.text(0.97, height, f"{what} from layer {first + 1}", transform=panel.transAxes, ha="right", fontsize=9,
                   color=colour)  # in the corner that the curve does not go to  # fmt: skip


def _keep_apart(panels):
    """At least four powers of ten on the axis that the panels share, so that a steady spread looks steady."""
    drawn = [line.get_ydata() for panel in panels for line in panel.lines]
    finite = np.concatenate(drawn) if drawn else np.array([1.0])
    finite = finite[np.isfinite(finite)]
    low, high = (finite.min(), finite.max()) if finite.size else (1.0, 1.0)
    middle = np.sqrt(low) * np.sqrt(high)
    panels[0].set_ylim(min(low / 2, middle / 100), max(high * 2, middle * 100))
