"""The picture of a race of optimisers: the paths on a map of the loss, and the loss from step to step."""

import math

import numpy as np

from .race import FAR, LEAST, RACERS, run, told
from .surface import find_surface
from .svg import page, write
from .theme import COLOURS

SIDE, GAP, LEFT, TOP = 330, 64, 30, 24  # of the map; to the curves; for numbers; for titles
WIDE, TALL = 300, 178  # the curves
WORDS, NUMBERS, ROW = 12, 11, 22  # sizes of text, and the height of a row below the curves
NUM_LINES, NUM_PLACES = 12, 161  # of equal height; of the grid on which the loss is computed, each way
FAINT = 0.25  # how much of its colour the loss of a single noisy step keeps
DASHES = ("", ";stroke-dasharray:7 3", ";stroke-dasharray:2 2.5", ";stroke-dasharray:9 3 2 3", ";stroke-dasharray:4 3")


def paint_race(surface, runs):
    """The map and the curves as the text of an SVG.

    Args: surface: a Surface. runs: {name: Run}; a known racer always has the same colour.
    """
    styles = {name: style_of(name, place) for place, name in enumerate(runs)}
    parts = [write(LEFT, TOP - 10, surface.name, WORDS, "zg-ink", bold=True), *_map(surface, runs, styles)]
    left = LEFT + SIDE + GAP
    parts += [write(left, TOP - 10, "loss, step by step", WORDS, "zg-ink", bold=True), *_curves(left, runs, styles)]
    for row, name in enumerate(runs):
        y = TOP + TALL + 48 + ROW * row
        parts.append(_stroke(f"M{left} {y}h26", styles[name]))
        parts.append(write(left + 34, y + 4, told(name, runs[name]), WORDS, "zg-ink"))
    rows = max(len(runs), len(RACERS))  # so that the picture stays as high as it is when a racer drops out
    height = max(TOP + SIDE + 22, TOP + TALL + 48 + ROW * rows)
    return page(left + WIDE, height, parts, f"Optimisers on the surface {surface.name}")


def style_of(name, place):
    """The colour and the dashes of a path: a racer's own, else by its place."""
    place = list(RACERS).index(name) if name in RACERS else place
    return f"stroke:{COLOURS[place % len(COLOURS)]}{DASHES[place % len(DASHES)]}"


def levels(losses):
    """Heights for the lines: each as many times the one below as that is of the one before it."""
    low, high = float(np.min(losses)), float(np.max(losses))
    return np.geomspace(max(low, high * 1e-4), high, NUM_LINES + 1)[:-1]


def _map(surface, runs, styles):
    """The lines of equal height, the axes, the paths, and marks where they begin and where the loss is 0."""
    from contourpy import contour_generator  # comes with matplotlib

    x, y = (np.linspace(surface.low[i], surface.high[i], NUM_PLACES) for i in (0, 1))
    losses = surface.loss(x[None, :], y[:, None])
    generator = contour_generator(x, y, losses)
    lines = "".join(_line(surface, points) for level in levels(losses) for points in generator.lines(level))
    yield f'<svg x="{LEFT}" y="{TOP}" width="{SIDE}" height="{SIDE}" viewBox="0 0 {SIDE} {SIDE}">'  # cuts paths off
    yield f'<path class="zg-line" style="stroke-width:.9;stroke-opacity:.5" d="{lines}"/>'
    for name, its_run in runs.items():
        shown = np.clip(_until_it_leaves(surface, its_run.places), -FAR, FAR)
        colour = styles[name].split(";")[0]
        faint = f";stroke-opacity:{FAINT}" if surface.noise else ""  # else they hide each other and the start
        yield _stroke(_line(surface, shown), colour + faint, width=1.5)
        dots = "".join("M{:.1f} {:.1f}h0".format(*_at(surface, place)) for place in shown[1:])
        style = f"fill:none;{colour}{faint};stroke-width:3.6;stroke-linecap:round"
        yield f'<path d="{dots}" style="{style}"/>' if dots else ""
        yield _ring(surface, shown[-1], f"{colour};stroke-width:3")
    yield _ring(surface, surface.start, "stroke:var(--zg-ink);stroke-width:2")
    for place in surface.lowest:  # on top of the rings, most of which end here
        a, b = _at(surface, place)
        cross = f"M{a - 5:.1f} {b:.1f}h10M{a:.1f} {b - 5:.1f}v10"
        yield f'<path d="{cross}" style="stroke:var(--zg-ink);stroke-width:1.6"/>'
    yield "</svg>"
    yield f'<rect class="zg-frame" x="{LEFT}" y="{TOP}" width="{SIDE}" height="{SIDE}"/>'
    for i, value in enumerate(np.linspace(surface.low[0], surface.high[0], 3)):
        yield write(LEFT + SIDE * i / 2, TOP + SIDE + 16, _number(value), NUMBERS, "zg-soft", "middle")
    for i, value in enumerate(np.linspace(surface.low[1], surface.high[1], 3)):
        yield write(LEFT - 6, TOP + SIDE * (1 - i / 2) + 4, _number(value), NUMBERS, "zg-soft", "end")


def _until_it_leaves(surface, places):
    """The places as far as the first beyond the last one that is on the map: who jumps to and fro out there would
    blacken it."""
    inside = np.flatnonzero(np.all((places >= surface.low) & (places <= surface.high), axis=1))
    return places[: inside[-1] + 2]


def _curves(left, runs, styles):
    """The loss of each, on a logarithmic axis; in noise a running mean, and faintly that of each step."""
    losses = [its_run.losses for its_run in runs.values()]
    most = max(map(len, losses), default=2) - 1 or 1
    seen = [loss for some in losses for loss in some if math.isfinite(loss)] or [1.0]
    top = math.ceil(math.log10(min(max(*seen, 1.0), FAR)))
    bottom = min(math.floor(math.log10(max(min(seen), LEAST))), top - 1)

    def height(loss):
        power = np.log10(np.clip(loss, LEAST * 1e-9, 10.0**top))  # what falls below the frame is cut off
        return TALL * (top - power) / (top - bottom)

    def curve(losses, first=0):
        known = np.isfinite(losses)
        across = WIDE * np.arange(first, first + len(losses)) / most
        return "M" + "L".join(f"{a:.1f} {b:.1f}" for a, b in zip(across[known], height(losses[known])))

    yield f'<rect class="zg-frame" x="{left}" y="{TOP}" width="{WIDE}" height="{TALL}"/>'
    for power in range(bottom, top + 1):
        y = TOP + height(10.0**power)
        yield f'<path class="zg-line" style="stroke-opacity:.25" d="M{left} {y:.1f}h{WIDE}"/>'
        if (top - power) % max(1, (top - bottom) // 4) == 0:
            yield write(left - 6, y + 4, f"{10.0**power:g}", NUMBERS, "zg-soft", "end")
    for value in (0, most):
        yield write(left + WIDE * value / most, TOP + TALL + 16, f"{value}", NUMBERS, "zg-soft", "middle")
    yield write(left + WIDE / 2, TOP + TALL + 16, "step", NUMBERS, "zg-soft", "middle")
    yield f'<svg x="{left}" y="{TOP}" width="{WIDE}" height="{TALL}" viewBox="0 0 {WIDE} {TALL}">'  # cuts curves off
    for name, its_run in runs.items():
        window = min(its_run.window, len(its_run.losses))
        if window > 1:
            yield _stroke(curve(its_run.losses), f"{styles[name].split(';')[0]};stroke-opacity:{FAINT}", width=1)
        means = np.convolve(its_run.losses, np.ones(window) / window, "valid")  # of one step it is the loss itself
        yield _stroke(curve(means, first=window - 1), styles[name])
    yield "</svg>"


def _stroke(d, style, width=2):
    return f'<path d="{d}" style="fill:none;stroke-width:{width};{style}"/>'


def _ring(surface, place, style):
    x, y = _at(surface, place)
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4.8" style="fill:var(--zg-paper);{style}"/>'


def _number(value):
    return f"{value:g}".replace("-", "−")


def _at(surface, place):
    """Where a place lies on the map."""
    (low_x, low_y), (high_x, high_y) = surface.low, surface.high
    return SIDE * (place[0] - low_x) / (high_x - low_x), SIDE * (high_y - place[1]) / (high_y - low_y)


def _line(surface, points):
    return "M" + "L".join("{:.1f} {:.1f}".format(*_at(surface, point)) for point in points)


class RacePicture:
    """Runs down a surface; a notebook shows them as a picture, a terminal as a line for each."""

    def __init__(self, surface, runs):
        self.surface, self.runs = surface, runs

    def __repr__(self):
        return "\n".join(told(*item) for item in self.runs.items())

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"text/html": paint_race(self.surface, self.runs), "text/plain": repr(self)}


def draw_race(surface, optimizers, steps=100):
    """Let optimisers run down a surface, and draw it.

    Args: surface: the name of one; see surface.py. optimizers: what each is called, and a function that makes it from
        a list of parameters. steps: how many.
    Returns: a RacePicture.
    Example:
        >>> from zerodl import optim
        >>> draw_race("ravine", {"lr 0.019": lambda params: optim.SGD(params, lr=0.019)})
        lr 0.019: loss 0.035
    """
    land = find_surface(surface)
    return RacePicture(land, {name: run(land, make, steps) for name, make in optimizers.items()})
