"""The picture of the widget of lesson 04: two maps of a loss with a path on each, and the curves of the models."""

import numpy as np

from .landscape import LIMIT
from .svg import page, write

SIDE, GAP, LEFT, TOP = 214, 30, 34, 24  # of a map; between two; for numbers; for titles
CURVE = 250  # the width of the third picture
WORDS, NUMBERS = 12, 11  # sizes of text
NUM_BANDS = 9
COLOURS = {"squared error": "value", "cross-entropy": "grad"}
DASHES = {"squared error": "", "cross-entropy": ";stroke-dasharray:7 4"}  # to tell them apart in grey too


def paint_landscape(land, surfaces, descents):
    """The maps and the curves as the text of an SVG.

    Args: land: a Landscape. surfaces, descents: for each loss, what it gave.
    """
    parts = []
    for place, (name, descent) in enumerate(descents.items()):
        left = LEFT + place * (SIDE + GAP)
        surface = surfaces[name]
        parts += [*_heading(left, name, surface), *_bands(left, land.axis, surface), *_frame(left, SIDE, name)]
        parts += _path(left, descent, COLOURS[name])
    left = LEFT + 2 * (SIDE + GAP) + 8
    parts += [*_frame_of_curves(left), *_curves(left, land, descents)]
    return page(left + CURVE, TOP + SIDE + 62, parts, "The loss over weight and bias, two ways to measure it")


def levels(surface):
    """Heights of the lines: close together near the lowest place, wider above."""
    low, high = float(np.min(surface)), float(np.max(surface))
    return low + (high - low) * (np.arange(1, NUM_BANDS + 1) / (NUM_BANDS + 1)) ** 1.6


def _heading(left, name, surface):
    """The loss's name, and how high the map goes."""
    yield write(left, TOP - 10, name, WORDS, f"zg-{COLOURS[name]}", bold=True)
    if np.isfinite(surface).all():
        said = f"{np.min(surface):.2f} to {np.max(surface):.2f}"
        yield write(left + SIDE, TOP - 10, said, NUMBERS, "zg-soft", "end")


def _bands(left, axis, surface):
    """Everything above each level a shade stronger, with a line around it."""
    from contourpy import FillType, contour_generator  # comes with matplotlib

    if not np.isfinite(surface).all():
        yield write(left + 10, TOP + SIDE / 2, "some losses are inf or nan", NUMBERS, "zg-ink")
        return
    generator = contour_generator(axis, axis, surface, fill_type=FillType.OuterOffset)
    top = float(np.max(surface)) + 1.0
    for level in levels(surface):
        areas, offsets = generator.filled(level, top)
        d = "".join(
            _line(left, ring) + "z"
            for points, cuts in zip(areas, offsets)
            for ring in np.split(points, cuts[1:-1].astype(int))
        )
        if d:
            yield f'<path d="{d}" fill-rule="evenodd" style="fill:var(--zg-soft);fill-opacity:.07"/>'
        lines = "".join(_line(left, points) for points in generator.lines(level))
        if lines:
            yield f'<path class="zg-line" style="stroke-width:.9;stroke-opacity:.55" d="{lines}"/>'


def _frame(left, width, name):
    """The axes of a map, with what they are."""
    bottom = TOP + SIDE
    yield f'<rect class="zg-frame" x="{left}" y="{TOP}" width="{width}" height="{SIDE}"/>'
    for value in (-LIMIT, 0.0, LIMIT):
        x, y = _at(left, value, value)
        said = f"{value:.0f}".replace("-", "−")
        yield write(x, bottom + 15, said, NUMBERS, "zg-soft", "middle")
        if left == LEFT:
            yield write(left - 5, y + 4, said, NUMBERS, "zg-soft", "end")
    yield write(left + width / 2, bottom + 30, "weight", NUMBERS, "zg-ink", "middle")
    if left == LEFT:
        yield write(left - 5, TOP + SIDE / 4, "bias", NUMBERS, "zg-ink", "end")


def _path(left, descent, colour):
    """The way of gradient descent: a ring where it begins, a disc where it ends, an arrow if that is off the map."""
    inside = np.all(np.abs(descent.places) <= LIMIT, axis=1)
    d = "".join(_line(left, step) for step in _on_the_map(descent.places))
    yield f'<path d="{d}" style="fill:none;stroke:var(--zg-{colour});stroke-width:2.2;stroke-linecap:round"/>'
    for place in descent.places[1:-1][inside[1:-1]]:
        x, y = _at(left, *place)
        yield f'<circle class="zg-{colour}" cx="{x:.1f}" cy="{y:.1f}" r="1.8"/>'
    x, y = _at(left, *np.clip(descent.end, -LIMIT, LIMIT))
    if inside[-1]:
        yield f'<circle class="zg-{colour}" cx="{x:.1f}" cy="{y:.1f}" r="5"/>'
    else:
        across, up = descent.end - np.clip(descent.end, -LIMIT, LIMIT)
        turn = np.degrees(np.arctan2(-up, across))
        yield f'<path class="zg-{colour}" transform="translate({x:.1f} {y:.1f}) rotate({turn:.0f})" d="M8 0L-4 6V-6z"/>'
    x, y = _at(left, *descent.places[0])
    ring = f"fill:var(--zg-paper);stroke:var(--zg-{colour});stroke-width:2"
    yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4.5" style="{ring}"/>'
    if not inside.all():
        yield write(left + 6, TOP + 14, f"leaves the map at step {int(np.argmin(inside))}", NUMBERS, "zg-ink")
        end = "" if inside[-1] else "and ends at {:.1f}, {:.1f}".format(*descent.end).replace("-", "−")
        yield write(left + 6, TOP + 28, end, NUMBERS, "zg-ink")


def _on_the_map(places):
    """The part of each step that lies on the map, as its two ends."""
    for a, b in zip(places, places[1:]):
        way = np.where(a == b, 1e-12, b - a)
        edges = np.stack([(-LIMIT - a) / way, (LIMIT - a) / way])  # when the step crosses each edge, from 0 to 1
        enters, leaves = max(0.0, *edges.min(axis=0)), min(1.0, *edges.max(axis=0))
        if enters < leaves:
            yield a + enters * way, a + leaves * way


def _frame_of_curves(left):
    yield write(left, TOP - 10, "the model, where each path ends", WORDS, "zg-ink", bold=True)
    yield f'<rect class="zg-frame" x="{left}" y="{TOP}" width="{CURVE}" height="{SIDE}"/>'
    for share in (0.0, 0.5, 1.0):
        y = _height(share)
        yield f'<path class="zg-line" style="stroke-opacity:.25" d="M{left} {y:.1f}h{CURVE}"/>'
        yield write(left - 4, y + 4, f"{share:g}", NUMBERS, "zg-soft", "end")
    yield write(left + CURVE / 2, TOP + SIDE + 30, "x", NUMBERS, "zg-ink", "middle")


def _curves(left, land, descents):
    """The samples as short strokes, 1 on top and 0 below, and each model's probability as a curve."""
    low, high = float(land.x.min()), float(land.x.max())
    pad = 0.05 * (high - low) or 1.0
    x = np.linspace(low - pad, high + pad, 81)
    across = left + CURVE * (x - x[0]) / (x[-1] - x[0])
    for value in (0, 1):
        places = left + CURVE * (land.x[land.target == value] - x[0]) / (x[-1] - x[0])
        y = _height(value) + (2 if value else -11)
        strokes = "".join(f"M{place:.1f} {y:.1f}v9" for place in places)
        yield f'<path d="{strokes}" style="stroke:var(--zg-ink);stroke-opacity:.3;stroke-width:1"/>' if strokes else ""
    for whole in range(int(np.ceil(x[0])), int(np.floor(x[-1])) + 1):
        place = left + CURVE * (whole - x[0]) / (x[-1] - x[0])
        yield write(place, TOP + SIDE + 15, f"{whole}".replace("-", "−"), NUMBERS, "zg-soft", "middle")
    first = next(iter(descents.values())).places[0]
    yield _curve(across, land.probabilities(*first, x), "soft", ";stroke-dasharray:2 3")
    for name, descent in descents.items():
        yield _curve(across, land.probabilities(*descent.end, x), COLOURS[name], DASHES[name])
    legend = [("soft", ";stroke-dasharray:2 3", "start"), *((COLOURS[n], DASHES[n], n) for n in descents)]
    for row, (colour, dashes, word) in enumerate(legend):
        y, here = TOP + SIDE + 48, left + (0, 58, 160)[row]
        yield _curve(np.array([here, here + 16]), None, colour, dashes, y)
        yield write(here + 20, y + 4, word, NUMBERS, "zg-soft")


def _curve(across, shares, colour, dashes, y=0.0):
    heights = np.full(across.shape, y) if shares is None else _height(shares)
    points = zip(across, heights)
    d = "M" + "L".join(f"{a:.1f} {h:.1f}" for a, h in points if np.isfinite(h))
    return f'<path d="{d}" style="fill:none;stroke:var(--zg-{colour});stroke-width:2.2{dashes}"/>'


def _height(share):
    """Where a probability lies, with room for the strokes above 1 and below 0."""
    return TOP + SIDE - 14 - (SIDE - 28) * share


def _at(left, weight, bias):
    """Where a place of the plane lies on the page."""
    return left + SIDE * (weight + LIMIT) / (2 * LIMIT), TOP + SIDE * (LIMIT - bias) / (2 * LIMIT)


def _line(left, points):
    return "M" + "L".join("{:.1f} {:.1f}".format(*_at(left, weight, bias)) for weight, bias in points)
