"""The picture of the widget of lesson 07: points with a polynomial, and its errors over degree and over strength."""

import numpy as np

from .overfitting import MOST_DEGREE, PLACES, STRENGTHS, best_of, curve
from .svg import page, text_width, write

FIT, ERRORS, SIDE, GAP, LEFT, TOP = 252, 206, 214, 46, 34, 24  # widths, height, between two panels, numbers, titles
HIGHEST = 2.2  # of the panel of the points
LEAST, MOST = -4, 2  # powers of ten of the errors that are shown
WORDS, NUMBERS = 12, 11  # sizes of text
TRAINING, FRESH, TRUTH = ("value", ""), ("grad", ";stroke-dasharray:7 4"), ("soft", ";stroke-dasharray:2 3")


def paint_overfitting(points, degree, place, by_degree, by_strength):
    """The three panels as the text of an SVG.

    Args: place: of the strength among STRENGTHS. by_degree, by_strength: the Fits to compare.
    """
    parts = [*_panel(LEFT, FIT, f"degree {degree}, {len(points.x)} points"), *_points(points, by_degree[degree])]
    left = LEFT + FIT + GAP
    parts += _panel(left, ERRORS, "error, by degree")
    parts += _errors(left, by_degree, degree, {d: str(d) for d in range(0, MOST_DEGREE + 1, 5)}, points.noise)
    left += ERRORS + GAP
    parts += _panel(left, ERRORS, "error, by strength")
    ticks = {0: "0", **{i: _power(s) for i, s in enumerate(STRENGTHS) if s in (1e-5, 1e-3, 0.1)}}
    parts += [*_errors(left, by_strength, place, ticks, points.noise), *_legend(LEFT)]
    return page(left + ERRORS, TOP + SIDE + 50, parts, "A polynomial through noisy points, and how wrong it is")


def _panel(left, width, title):
    yield write(left, TOP - 10, title, WORDS, "zg-ink", bold=True)
    yield f'<rect class="zg-frame" x="{left}" y="{TOP}" width="{width}" height="{SIDE}"/>'


def _points(points, fit):
    """The points, the curve that they come from, and the polynomial as far as it stays in the panel."""
    for value in (-2, -1, 0, 1, 2):
        text = f"{value}".replace("-", "−")
        yield write(LEFT - 5, _y_of_point(value) + 4, text, NUMBERS, "zg-soft", "end")
    for value in (-1, 0, 1):
        text = f"{value}".replace("-", "−")
        yield write(_x_of_point(value), TOP + SIDE + 15, text, NUMBERS, "zg-soft", "middle")
    x = _x_of_point(PLACES)
    yield _line(x, _y_of_point(curve(PLACES)), *TRUTH)
    height = fit.at(PLACES)
    inside = np.where(np.abs(height) <= HIGHEST, _y_of_point(np.clip(height, -HIGHEST, HIGHEST)), np.nan)
    yield _line(x, inside, *TRAINING)
    for a, b in zip(_x_of_point(points.x), _y_of_point(np.clip(points.y, -HIGHEST, HIGHEST))):
        yield f'<circle class="zg-ink" cx="{a:.1f}" cy="{b:.1f}" r="3.2"/>'


def _errors(left, fits, chosen, ticks, noise):
    """Two curves on a logarithmic axis, a line at what is chosen, and a ring at the least error at new points."""
    for power in range(LEAST, MOST + 1, 2):
        y = _y_of_error(10.0**power)
        yield f'<path class="zg-line" style="stroke-opacity:.25" d="M{left} {y:.1f}h{ERRORS}"/>'
        yield write(left - 5, y + 4, _power(10.0**power), NUMBERS, "zg-soft", "end")
    across = left + 8 + (ERRORS - 16) * np.arange(len(fits)) / (len(fits) - 1)
    for place, text in ticks.items():
        yield write(across[place], TOP + SIDE + 15, text, NUMBERS, "zg-soft", "middle")
    yield f'<path class="zg-line" style="stroke-width:6;stroke-opacity:.3" d="M{across[chosen]:.1f} {TOP}v{SIDE}"/>'
    if noise:
        yield _line(across[[0, -1]], _y_of_error(np.full(2, noise**2)), *TRUTH)
    yield _line(across, _y_of_error([fit.training for fit in fits]), *TRAINING)
    yield _line(across, _y_of_error([fit.fresh for fit in fits]), *FRESH)
    best = best_of(fits)
    ring = "fill:none;stroke:var(--zg-grad);stroke-width:2.2"
    yield f'<circle cx="{across[best]:.1f}" cy="{_y_of_error(fits[best].fresh):.1f}" r="5.5" style="{ring}"/>'


def _legend(left):
    """What the lines are, under the panels."""
    words = {"polynomial; its error at the points": TRAINING, "error at new points; ring: least": FRESH,
             "curve behind the points; their noise": TRUTH}  # fmt: skip
    y = TOP + SIDE + 40
    for word, look in words.items():
        yield _line(np.array([left, left + 22]), np.array([y, y]), *look)
        yield write(left + 28, y + 4, word, NUMBERS, "zg-soft")
        left += 28 + 0.88 * text_width(word, NUMBERS) + 16


def _line(x, y, colour, dashes):
    """A line through points; it has a gap where a height is NaN."""
    d, pen = "", "M"
    for a, b in zip(x, np.asarray(y, float)):
        if np.isfinite(b):
            d += f"{pen}{a:.1f} {b:.1f}"
        pen = "L" if np.isfinite(b) else "M"
    return f'<path d="{d}" style="fill:none;stroke:var(--zg-{colour});stroke-width:2.2{dashes}"/>'


def _x_of_point(x):
    return LEFT + 12 + (FIT - 24) * (np.asarray(x) + 1) / 2


def _y_of_point(y):
    return TOP + SIDE / 2 - (SIDE / 2) * np.asarray(y) / HIGHEST


def _y_of_error(error):
    """Where an error lies; one beyond the axis lies at its end."""
    exponent = np.log10(np.maximum(np.asarray(error, float), 1e-300))
    return TOP + SIDE * (MOST - np.clip(exponent, LEAST, MOST)) / (MOST - LEAST)


def _power(number):
    """A power of ten as it is written: 1, 0.01, 10⁻⁴."""
    exponent = round(np.log10(number))
    if -2 <= exponent <= 2:
        return f"{number:g}"
    return "10" + str(exponent).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
