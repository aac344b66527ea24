"""The picture of the widget of lesson 03: histograms of some layers, and curves of the spread at all of them."""

import math
from html import escape

import numpy as np

from .depth import shares, spreads
from .svg import page

MOST_SHOWN = 8  # histograms side by side
BINS = 31  # odd, so that 0 has a bin of its own
TALLEST = 0.3  # the share of the values in one bin at which a bar has its full height
WIDTH, HEIGHT, SPACE = 84, 62, 10  # of one histogram
LEFT, CURVE_HEIGHT = 84, 140
ROW = HEIGHT + 42  # from one row of histograms to the next
TOP = 18  # for the numbers of the layers
WORDS, NUMBERS = 12, 11  # sizes of text


def paint_signal(signal):
    """A Signal as the text of an SVG."""
    depth = len(signal.activations)
    shown = sorted({round(i) for i in np.linspace(0, depth - 1, min(MOST_SHOWN, depth))})
    low, high = signal.activation.low, signal.activation.high
    width = LEFT + MOST_SHOWN * (WIDTH + SPACE)
    parts = [*_histograms(signal.activations, shown, TOP, (low, high), "value", "activations")]
    parts += _histograms(signal.gradients, shown, TOP + ROW, (-3.0, 3.0), "grad", "gradients")
    parts += _curves(signal, TOP + 2 * ROW + 14, width - SPACE)
    title = f"Spread of activations and gradients in {depth} layers of {signal.name}"
    return page(width, TOP + 2 * ROW + 14 + CURVE_HEIGHT + 34, parts, title)


def _histograms(layers, shown, top, bounds, colour, words):
    """A row of small histograms on one axis, each with its layer's number above and its spread below."""
    low, high = bounds
    yield _text(0, top + HEIGHT / 2, words, WORDS, f"zg-{colour}", bold=True)
    yield _text(0, top + HEIGHT / 2 + 16, f"{_short(low)} to {_short(high)}", NUMBERS, "zg-soft")
    spread = spreads(layers)
    for place, i in enumerate(shown):
        x = LEFT + place * (WIDTH + SPACE)
        found = shares(layers[i], low, high, BINS)
        heights = HEIGHT * np.minimum(found / TALLEST, 1)
        bar = WIDTH / BINS
        bars = "".join(
            f"M{x + k * bar:.1f} {top + HEIGHT:.1f}v{-h:.1f}h{bar:.2f}v{h:.1f}z"
            for k, h in enumerate(heights)
            if h > 0.05
        )
        outside = 1 - found.sum()
        yield _text(x + WIDTH / 2, top - 6, f"layer {i + 1}", NUMBERS, "zg-soft", "middle")
        yield f'<path class="zg-{colour}" d="{bars}"/>' if bars else ""
        yield f'<path class="zg-line" d="M{x} {top + HEIGHT}h{WIDTH}"/>'
        if outside > 0.01:
            yield _text(x + WIDTH, top + 10, f"{100 * outside:.0f} % out", NUMBERS, "zg-soft", "end")
        said = f"std {spread[i]:.2g}" if math.isfinite(spread[i]) else "inf, nan"
        yield _text(x + WIDTH / 2, top + HEIGHT + 15, said, NUMBERS, "zg-ink", "middle")


def _curves(signal, top, right):
    """The spread at every depth as two curves on one logarithmic axis."""
    found = {"value": spreads(signal.activations), "grad": spreads(signal.gradients)}
    logs = {colour: [math.log10(s) if s > 0 else math.nan for s in spread] for colour, spread in found.items()}
    finite = [y for spread in logs.values() for y in spread if math.isfinite(y)] or [0.0]
    middle = (min(finite) + max(finite)) / 2
    low, high = math.floor(min(*finite, middle - 2)), math.ceil(max(*finite, middle + 2))
    step = max(1, math.ceil((high - low) / 6))
    depth = len(signal.activations)

    def across(i):
        return LEFT + (right - LEFT) * (i / (depth - 1) if depth > 1 else 0.5)

    def down(y):
        return top + CURVE_HEIGHT * (high - y) / (high - low)

    yield _text(0, top - 12, "standard deviation of every layer", WORDS, "zg-ink")
    for power in range(low, high + 1, step):
        y = down(power)
        faint = "" if power == 0 else ' style="stroke-opacity:.25"'
        yield f'<path class="zg-line"{faint} d="M{LEFT} {y:.1f}H{right}"/>'
        yield _text(LEFT - 6, y + 4, f"1e{power}" if power else "1", NUMBERS, "zg-soft", "end")
    for i in sorted({0, *range(9, depth, 10), depth - 1}):
        if i in (0, depth - 1) or depth - 1 - i > 3:
            yield _text(across(i), top + CURVE_HEIGHT + 18, str(i + 1), NUMBERS, "zg-soft", "middle")
    yield _text((LEFT + right) / 2, top + CURVE_HEIGHT + 34, "layer", NUMBERS, "zg-soft", "middle")
    for colour, spread in logs.items():
        dashes = ";stroke-dasharray:6 4" if colour == "grad" else ""
        d = _path([(across(i), down(y)) for i, y in enumerate(spread)])
        yield f'<path d="{d}" style="fill:none;stroke:var(--zg-{colour});stroke-width:2.4{dashes}"/>'


def _path(points):
    """A line through the points, broken where a coordinate is not a number."""
    d, pen = "", "M"
    for x, y in points:
        if math.isfinite(y):
            d += f"{pen}{x:.1f} {y:.1f}"
            pen = "L"
        else:
            pen = "M"
    return d


def _short(x):
    return f"{round(x)}".replace("-", "−")


def _text(x, y, text, size, classes, anchor="start", bold=False):
    weight = ' font-weight="600"' if bold else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}"{weight} class="{classes}">'
        f"{escape(text)}</text>"
    )
