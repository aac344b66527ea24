"""A laid out graph as SVG that is readable in light and in dark, inside JupyterLab and alone in a browser."""

from dataclasses import dataclass
from html import escape

from .layout import LABEL_HEIGHT, arrange

MARGIN = 14
HEADER, ROW, FOOT = 25, 18, 5  # heights inside a box
PAD = 9  # left and right of the text in a box
NAME_SIZE, BADGE_SIZE, WORD_SIZE, NUMBER_SIZE, SLOPE_SIZE = 13, 11, 10.5, 12.5, 11
USUAL_NUMBER = "-1.235e-05"  # room for it is always kept, so that boxes keep their size while numbers change

SYMBOLS = {"*": "×", "-": "−", "/": "÷"}

LIGHT = """--zg-page:#ffffff;--zg-sheet:#ffffff;--zg-text:#212121;--zg-quiet:#6b6b6b;--zg-head:#eeeeee;
--zg-value:#0b5cad;--zg-grad:#b23c00;"""
DARK = """--zg-page:#141518;--zg-sheet:#1f2125;--zg-text:#e6e6e6;--zg-quiet:#a8a8a8;--zg-head:#303338;
--zg-value:#7cc4ff;--zg-grad:#ffa366;"""
# JupyterLab's own colours where there are any. The two it lacks, value and grad, follow its light or dark theme, and
# elsewhere the system's.
STYLE = f"""
.zg{{{LIGHT}
--zg-paper:var(--jp-layout-color0,var(--zg-page));--zg-card:var(--jp-layout-color1,var(--zg-sheet));
--zg-band:var(--jp-layout-color2,var(--zg-head));--zg-ink:var(--jp-ui-font-color1,var(--zg-text));
--zg-soft:var(--jp-ui-font-color2,var(--zg-quiet));font-variant-numeric:tabular-nums;
font-family:var(--jp-ui-font-family,system-ui,-apple-system,'Segoe UI',Helvetica,Arial,sans-serif)}}
@media (prefers-color-scheme:dark){{.zg{{{DARK}}}}}
[data-jp-theme-light=true] .zg,.vscode-light .zg,[theme=light] .zg{{{LIGHT}}}
[data-jp-theme-light=false] .zg,.vscode-dark .zg,[theme=dark] .zg{{{DARK}}}
.zg-paper{{fill:var(--zg-paper)}}.zg-card{{fill:var(--zg-card)}}.zg-band{{fill:var(--zg-band)}}
.zg-ink{{fill:var(--zg-ink)}}.zg-soft{{fill:var(--zg-soft)}}
.zg-value{{fill:var(--zg-value)}}.zg-grad{{fill:var(--zg-grad)}}
.zg-name{{font-family:var(--jp-code-font-family,ui-monospace,Menlo,Consolas,monospace);font-weight:600}}
.zg-frame{{fill:none;stroke:var(--zg-soft);stroke-opacity:.7}}
.zg-line{{fill:none;stroke:var(--zg-soft);stroke-opacity:.75;stroke-width:1.3}}
.zg-frame.zg-on,.zg-line.zg-on{{stroke:var(--zg-grad);stroke-opacity:1;stroke-width:2.6}}
.zg-glow{{fill:var(--zg-grad);fill-opacity:.14}}
.zg-ring{{fill:var(--zg-paper);stroke:var(--zg-soft)}}.zg-ring.zg-on{{fill:var(--zg-grad);stroke:var(--zg-grad)}}
"""


@dataclass(frozen=True)
class Marks:
    """Where a backward pass stands, by the numbers of the nodes."""

    turns: dict  # node -> its turn in the order, from 1
    done: frozenset = frozenset()  # have handed their gradient on
    active: int | None = None  # hands on now
    receiving: frozenset = frozenset()  # get something now


def paint(graph, marks=None):
    """The graph as the text of an SVG.

    Args:
        graph: a Graph with at least one node.
        marks: None, or the Marks of a backward pass under way.
    """
    sizes = [_box_size(box) for box in graph.boxes]
    slopes = [list(box.slopes) or [""] * len(its_parents) for box, its_parents in zip(graph.boxes, graph.parents)]
    layout = arrange(graph.parents, sizes, [[_pill_width(slope) for slope in its_slopes] for its_slopes in slopes])
    slopes = [slope for its_slopes in slopes for slope in its_slopes]  # in the order of layout.routes
    lines = [_line(graph, route, slope, marks) for route, slope in zip(layout.routes, slopes)]
    pills = [_pill(route, slope, marks) for route, slope in zip(layout.routes, slopes) if slope]
    boxes = [_box(graph, i, rect, marks) for i, rect in enumerate(layout.boxes)]
    legend = "on each arrow: its slope" if any(slopes) else ""
    width = max(layout.width, text_width(legend, WORD_SIZE))
    return page(
        width,
        layout.height + (24 if legend else 0),
        [*lines, *pills, *boxes, write(0, layout.height + 21, legend, WORD_SIZE, "zg-soft")],
        f"Computation graph of {len(graph.boxes)} nodes",
    )


def page(width, height, parts, title):
    """An SVG of the given size and a margin around it, that shrinks to 0.7 of its size where room is short."""
    width, height = width + 2 * MARGIN, height + 2 * MARGIN
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="zg" role="img" aria-label="{escape(title)}" '
        f'width="{width:.0f}" height="{height:.0f}" viewBox="{-MARGIN} {-MARGIN} {width:.0f} {height:.0f}" '
        f'style="width:100%;max-width:{width:.0f}px;min-width:{0.7 * width:.0f}px;height:auto;display:block">'
        f"<style>{STYLE}</style>"
        f'<rect class="zg-paper" x="{-MARGIN}" y="{-MARGIN}" width="{width:.0f}" height="{height:.0f}"/>'
        + "".join(parts)
        + "</svg>"
    )


def text_width(text, size, mono=False):
    """How wide a text may become, by the widths of DejaVu and Verdana, the widest of the usual fonts."""
    if mono:
        return size * sum(0.62 if ord(c) < 0x1100 else 1.1 for c in text)
    return size * sum(_em(c) for c in text)


def _em(character):
    if character in " .,:;'|!ijlIJtfr()[]-":
        return 0.42
    if character in "mwMW@%—…":
        return 1.02
    if character.isdigit():
        return 0.64
    return 1.1 if ord(character) >= 0x1100 else 0.66 if character.islower() else 0.84


def _pill_width(slope):
    """The room to keep for a slope: that of a long one, so that the drawing stays still while slopes change."""
    return max(text_width(USUAL_NUMBER, SLOPE_SIZE), text_width(slope, SLOPE_SIZE)) + 6 if slope else 0.0


def _badge_width(box):
    return text_width(box.badge, BADGE_SIZE) + 12


def _box_size(box):
    header = text_width(box.label, NAME_SIZE, mono=True) + (10 if box.label else 0) + _badge_width(box)
    rows = [
        text_width(word, WORD_SIZE) + 8 + max(text_width(text, NUMBER_SIZE), text_width(USUAL_NUMBER, NUMBER_SIZE))
        for word, text in box.rows
    ]
    return max([header, *rows]) + 2 * PAD, HEADER + ROW * len(box.rows) + (FOOT if box.rows else 0)


def _box(graph, i, rect, marks):
    box = graph.boxes[i]
    on = marks is not None and i == marks.active
    parts = [
        f'<rect class="zg-card" {_at(rect)} rx="7"/>',
        f'<path class="zg-band" d="{_header(rect, rounded=not box.rows)}"/>' if not box.is_leaf else "",
        f'<rect class="zg-frame{" zg-on" if on else ""}" {_at(rect)} rx="7"/>',
        write(rect.x + PAD, rect.y + 17, box.label, NAME_SIZE, "zg-ink zg-name"),
        _badge(box, rect),
    ]
    for r, (word, text) in enumerate(box.rows):
        top = rect.y + HEADER + ROW * r
        colour = f"zg-{word}" if word in ("value", "grad") else "zg-ink"
        if word == "grad" and marks is not None and i in marks.receiving:
            glow = f'x="{rect.x + 3:.1f}" y="{top + 1:.1f}" width="{rect.width - 6:.1f}" height="{ROW}"'
            parts.append(f'<rect class="zg-glow" {glow} rx="4"/>')
        parts.append(write(rect.x + PAD, top + 13.5, word, WORD_SIZE, colour))
        parts.append(write(rect.x + rect.width - PAD, top + 14, text, NUMBER_SIZE, colour, anchor="end", bold=True))
    if marks is not None and i in marks.turns:
        parts.append(_turn(rect, marks.turns[i], on or i in marks.done))
    what = f"{graph.names[i]} = {graph.formula(i)}" if graph.formula(i) else f"{graph.names[i]}: {box.badge}"
    return f"<g><title>{escape(what)}</title>{''.join(parts)}</g>"


def _badge(box, rect):
    """The operation as a pill, or the kind of leaf as a quiet word; at the right, or at the left of a nameless box."""
    text, y = SYMBOLS.get(box.badge, box.badge), rect.y + 16.5
    if box.is_leaf and box.label:
        return write(rect.x + rect.width - PAD, y, text, BADGE_SIZE, "zg-soft", anchor="end")
    if box.is_leaf:
        return write(rect.x + PAD, y, text, BADGE_SIZE, "zg-soft")
    width = _badge_width(box)
    left = rect.x + (rect.width - width - 5 if box.label else PAD - 4)
    pill = f'<rect class="zg-card" x="{left:.1f}" y="{rect.y + 4:.1f}" width="{width:.1f}" height="17" rx="8.5"/>'
    return pill + write(left + width / 2, y, text, BADGE_SIZE, "zg-ink", anchor="middle")


def _turn(rect, turn, filled):
    """The node's turn in the backward pass, in a circle on its corner: filled once it has come."""
    x, y = rect.x + rect.width - 4, rect.y - 1
    ring = f'<circle class="zg-ring{" zg-on" if filled else ""}" cx="{x:.1f}" cy="{y:.1f}" r="9"/>'
    return ring + write(x, y + 3.7, str(turn), 10, "zg-paper" if filled else "zg-soft", "middle", bold=True)


def _line(graph, route, slope, marks):
    """A curve from parent to child, with an arrow head; the one a gradient takes now points backwards."""
    on = marks is not None and route.child == marks.active
    (x, y), tip = (route.points[0], 7) if on else (route.points[-1], -7)
    head = f"M{x:.1f} {y:.1f}l{tip} -4v8z"
    title = f"d {graph.names[route.child]} / d {graph.names[route.parent]} = {slope}" if slope else ""
    return (
        f"<g><title>{escape(title)}</title>"
        f'<path class="zg-line{" zg-on" if on else ""}" d="{_curve(route.points)}"/>'
        f'<path class="{"zg-grad" if on else "zg-soft"}" d="{head}"/></g>'
    )


def _pill(route, slope, marks):
    """The slope on its line, on paper so that the line does not run through the text."""
    on = marks is not None and route.child == marks.active
    (x, y), width = route.label, text_width(slope, SLOPE_SIZE) + 6
    paper = f'x="{x - width / 2:.1f}" y="{y - LABEL_HEIGHT / 2:.1f}" width="{width:.1f}" height="{LABEL_HEIGHT}" rx="5"'
    text = write(x, y + 4, slope, SLOPE_SIZE, "zg-grad" if on else "zg-ink", "middle", bold=on)
    return f'<rect class="zg-paper" {paper}/>{text}'


def _curve(points):
    """A smooth path through points from left to right that rises and falls only where they do.

    Source: Fritsch and Butland (1984): at each point the harmonic mean of the two neighbouring slopes, 0 at a turn.
    """
    secants = [(y2 - y1) / (x2 - x1) for (x1, y1), (x2, y2) in zip(points, points[1:])]
    inner = [2 * one * two / (one + two) if one * two > 0 else 0.0 for one, two in zip(secants, secants[1:])]
    tangents = [0.0, *inner, 0.0]
    path = f"M{points[0][0]:.1f} {points[0][1]:.1f}"
    for (x1, y1), (x2, y2), t1, t2 in zip(points, points[1:], tangents, tangents[1:]):
        third = (x2 - x1) / 3
        path += f"C{x1 + third:.1f} {y1 + third * t1:.1f} {x2 - third:.1f} {y2 - third * t2:.1f} {x2:.1f} {y2:.1f}"
    return path


def _header(rect, rounded):
    """The outline of a box's upper part."""
    x, y, w, h, r = rect.x, rect.y, rect.width, HEADER - 2, 7
    if rounded:
        h = rect.height
    return f"M{x:.1f} {y + h:.1f}v{r - h:.1f}a{r} {r} 0 0 1 {r} -{r}h{w - 2 * r:.1f}a{r} {r} 0 0 1 {r} {r}v{h - r:.1f}z"


def _at(rect):
    return f'x="{rect.x:.1f}" y="{rect.y:.1f}" width="{rect.width:.1f}" height="{rect.height:.1f}"'


def write(x, y, text, size, classes, anchor="start", bold=False):
    """A line of text with its baseline at y; nothing for an empty one."""
    if not text:
        return ""
    weight = ' font-weight="600"' if bold else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}"{weight} class="{classes}">'
        f"{escape(text)}</text>"
    )


def paint_counts(sentence, counts):
    """A sentence, and under it a bar for each (word, count)."""
    words = 12 + max(text_width(word, NUMBER_SIZE) for word, _ in counts)
    longest = max(count for _, count in counts)
    parts = [write(0, 14, sentence, NUMBER_SIZE, "zg-ink")]
    for row, (word, count) in enumerate(counts):
        y, length = 30 + 20 * row, max(2.0, 240 * count / longest)
        parts.append(write(0, y + 13, SYMBOLS.get(word, word), NUMBER_SIZE, "zg-ink"))
        parts.append(f'<rect class="zg-value" x="{words:.1f}" y="{y + 2}" width="{length:.1f}" height="13" rx="3"/>')
        parts.append(write(words + length + 8, y + 13, f"{count:,}", NUMBER_SIZE, "zg-ink"))
    width = max(text_width(sentence, NUMBER_SIZE), words + 260 + text_width(f"{longest:,}", NUMBER_SIZE))
    return page(width, 30 + 20 * len(counts), parts, sentence)
