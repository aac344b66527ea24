"""Where the boxes and lines of a drawn graph go: columns from left to right, as few crossings as a few sweeps find.

The method is the layered one of Sugiyama, Tagawa and Toda (1981): give each node a column; put a placeholder in every
column that a long line passes; order each column so that lines cross little; give each item a height; draw the lines.
"""

from bisect import bisect_left, insort
from dataclasses import dataclass, field

ROW_GAP = 18  # between two boxes of a column
PASSING = 14  # height kept free for a line that passes through a column
LABEL_HEIGHT = 19
AFTER_LABEL = 20  # room for the arrow between the widest label and its box
LABEL_GAP = 3  # between two labels, or a label and a passing line
SWEEPS = 12


@dataclass(frozen=True)
class Rect:
    """A rectangle by its upper left corner; y grows downwards."""

    x: float
    y: float
    width: float
    height: float

    def overlaps(self, other):
        """Whether the two share more than an edge."""
        return (
            self.x < other.x + other.width
            and other.x < self.x + self.width
            and self.y < other.y + other.height
            and other.y < self.y + self.height
        )


@dataclass(frozen=True)
class Route:
    """A line from a parent's right side to a child's left side, and the middle of the label that sits on it."""

    parent: int
    child: int
    points: tuple
    label: tuple


@dataclass(frozen=True)
class Layout:
    """Where everything goes, from (0, 0) to (width, height)."""

    width: float
    height: float
    boxes: tuple  # a Rect for each node
    routes: tuple  # a Route for each edge, children in order, each child's parents in order


@dataclass(eq=False)
class Item:
    """What stands in a column: the box of a node, or the placeholder of a passing line."""

    column: int
    height: float
    left: list = field(default_factory=list)  # its neighbours one column to the left
    right: list = field(default_factory=list)
    y: float = 0.0  # of its middle


def arrange(parents, sizes, label_widths):
    """Place the boxes and lines of a graph without cycles.

    Args:
        parents: for each node the numbers of its parents, all smaller than its own.
        sizes: (width, height) of each node's box.
        label_widths: for each node, the width to keep free for the label on the line to each of its parents.
    Returns: a Layout. No two boxes overlap, no label overlaps a box or another label.
    Example:
        >>> layout = arrange([[], [0, 0]], [(100, 60), (100, 60)], [[], [40, 40]])
        >>> [route.parent for route in layout.routes], layout.boxes[0].overlaps(layout.boxes[1])
        ([0, 0], False)
    """
    items, chains = _place_in_columns(parents, sizes)
    columns = _group(items)
    _order(columns)
    _set_heights(columns)
    return _draw(columns, items, chains, parents, sizes, label_widths)


def _place_in_columns(parents, sizes):
    """An Item for each node, as far right as its users allow, and for each edge the Items it passes, ends included."""
    behind = [0] * len(parents)  # longest path to the output
    for child in reversed(range(len(parents))):
        for parent in parents[child]:
            behind[parent] = max(behind[parent], behind[child] + 1)
    items = [Item(max(behind) - steps, height) for steps, (_, height) in zip(behind, sizes)]
    chains = []
    for child, its_parents in enumerate(parents):
        for parent in its_parents:
            passing = [Item(column, PASSING) for column in range(items[parent].column + 1, items[child].column)]
            chain = [items[parent], *passing, items[child]]
            for one, next_one in zip(chain, chain[1:]):
                one.right.append(next_one)
                next_one.left.append(one)
            chains.append(chain)
    return items, chains


def _group(items):
    """The columns as lists of Items; the first order is that of a walk from the output, so a * b has a above b."""
    columns = [[] for _ in range(1 + max(item.column for item in items))]
    seen, todo = set(), [item for item in items if not item.right][::-1]
    while todo:
        item = todo.pop()
        if id(item) not in seen:
            seen.add(id(item))
            columns[item.column].append(item)
            todo.extend(reversed(item.left))
    return columns


def _order(columns):
    """Sort each column by the mean place of its neighbours, to and fro; keep the order with the fewest crossings."""
    best, fewest = [list(column) for column in columns], _crossings(columns)
    for sweep in range(SWEEPS):
        leftward = sweep % 2 == 0
        for c in reversed(range(len(columns))) if leftward else range(len(columns)):
            _sort_by_neighbours(columns[c], "right" if leftward else "left")
        crossings = _crossings(columns)
        if crossings < fewest:
            best, fewest = [list(column) for column in columns], crossings
    columns[:] = best


def _sort_by_neighbours(column, side):
    """One sweep's work on a column: each Item to the mean place of its neighbours; ties and the lonely stay put."""
    for place, item in enumerate(column):
        item.y = float(place)
    column.sort(key=lambda item: _mean([other.y for other in getattr(item, side)], otherwise=item.y))
    for place, item in enumerate(column):
        item.y = float(place)


def _crossings(columns):
    """How many pairs of lines cross, over all gaps between columns."""
    count = 0
    for column, after in zip(columns, columns[1:]):
        place = {id(item): i for i, item in enumerate(after)}
        ends = []  # the right ends of the lines above, sorted
        for item in column:
            new = [place[id(other)] for other in item.right]
            count += sum(len(ends) - bisect_left(ends, end + 1) for end in new)
            for end in new:
                insort(ends, end)
    return count


def _set_heights(columns):
    """Pull every Item towards the mean height of its neighbours, as far as the others of its column leave room.

    Each round lowers the sum of the squared climbs of all lines, so the rounds settle.
    """
    for column in columns:
        _spread(column, [0.0] * len(column), [1.0] * len(column))
    for sides in ("left", "right") * SWEEPS + ("left right", "right left") * 4 * SWEEPS:
        for column in reversed(columns) if sides.startswith("right") else columns:
            around = [[other.y for side in sides.split() for other in getattr(item, side)] for item in column]
            wanted = [_mean(heights, otherwise=item.y) for item, heights in zip(column, around)]
            _spread(column, wanted, [max(1.0, len(heights)) for heights in around])


def _spread(column, wanted, weights):
    """Give a column the heights nearest to the wanted ones at which its Items do not overlap."""
    gaps = [(one.height + next_one.height) / 2 + ROW_GAP for one, next_one in zip(column, column[1:])]
    for item, y in zip(column, keep_apart(wanted, gaps, weights)):
        item.y = y


def keep_apart(wanted, gaps, weights=None):
    """The numbers nearest to ``wanted`` (least squares) of which each exceeds the one before by its gap or more.

    With the gaps taken off this is a fit by a rising sequence: neighbours that are out of order are pooled and share
    their mean.

    Source: Barlow et al. (1972), pool adjacent violators.
    Example:
        >>> keep_apart([5.0, 5.0, 40.0], [10.0, 10.0])
        [0.0, 10.0, 40.0]
    """
    offsets = [sum(gaps[:i]) for i in range(len(wanted))]
    pools = []  # [weight, mean, members]
    for y, offset, weight in zip(wanted, offsets, weights or [1.0] * len(wanted)):
        pools.append([weight, y - offset, 1])
        while len(pools) > 1 and pools[-2][1] > pools[-1][1]:
            weight, mean, members = pools.pop()
            total = pools[-1][0] + weight
            pools[-1] = [total, (pools[-1][0] * pools[-1][1] + weight * mean) / total, pools[-1][2] + members]
    means = [mean for _, mean, members in pools for _ in range(members)]
    return [mean + offset for mean, offset in zip(means, offsets)]


def _draw(columns, items, chains, parents, sizes, label_widths):
    """Turn columns and heights into coordinates."""
    widths = [width for its_widths in label_widths for width in its_widths]
    ports = _ports(items, chains)
    gaps = [[] for _ in columns]  # gaps[c]: the Steps from column c to column c + 1
    for e, chain in enumerate(chains):
        for i, (one, next_one) in enumerate(zip(chain, chain[1:])):
            last = i == len(chain) - 2
            label = widths[e] if last else 0.0
            gaps[one.column].append(Step(e, one.y, ports[e] if last else next_one.y, label))

    spans, lanes, right = [], [], 0.0  # (left, right) of each column; the x of the labels in the gap after it
    for c, steps in enumerate(gaps):
        left, right = right, right + max((sizes[i][0] for i, item in enumerate(items) if item.column == c))
        spans.append((left, right))
        gap, widest = _gap_width(steps), max([step.label for step in steps], default=0.0)
        lanes.append(right + gap - AFTER_LABEL - widest / 2)
        right += gap
    boxes = []
    for item in items:
        left, right = spans[item.column]
        boxes.append(Rect(left, item.y - item.height / 2, right - left, item.height))
    edges = [(parent, child) for child, its_parents in enumerate(parents) for parent in its_parents]
    points = [[] for _ in edges]
    for c, steps in enumerate(gaps):
        part = (lanes[c] - spans[c][1]) / (spans[c + 1][0] - spans[c][1]) if steps else 0.0
        for step, y in zip(steps, _lane_heights(steps, part)):
            points[step.edge] += [(spans[c][1], step.start), (lanes[c], y), (spans[c + 1][0], step.end)]
    return _from_zero(boxes, [Route(*edge, tuple(path), path[-2]) for edge, path in zip(edges, points)])


def _ports(items, chains):
    """For each edge, the height at which it meets its child: the lines into one box, spread from top to bottom."""
    ports = [0.0] * len(chains)
    for item in items:
        arriving = [e for e, chain in enumerate(chains) if chain[-1] is item]
        arriving.sort(key=lambda e: chains[e][-2].y)
        spacing = min(22.0, 0.7 * item.height / max(1, len(arriving)))
        for place, e in enumerate(arriving):
            ports[e] = item.y + (place - (len(arriving) - 1) / 2) * spacing
    return ports


@dataclass(frozen=True)
class Step:
    """One step of a line, from a column to the next: where it starts and ends, and the width of its label or 0."""

    edge: int
    start: float
    end: float
    label: float


def _gap_width(steps):
    """Room for the widest label and, where lines climb, for curves that are not too steep."""
    if not steps:
        return 0.0
    climb = max(abs(step.end - step.start) for step in steps)
    return max(step.label for step in steps) + AFTER_LABEL + min(70.0, max(AFTER_LABEL, 0.4 * climb))


def _lane_heights(steps, part):
    """The height of each line at that part of the gap, where labels sit, clear of each other and of other lines."""
    risen = part**2 * (3 - 2 * part)  # how far an S-shaped curve has come
    natural = [step.start + risen * (step.end - step.start) for step in steps]
    order = sorted(range(len(steps)), key=lambda i: (natural[i], steps[i].end))
    wanted = [natural[i] for i in order]
    room = [LABEL_HEIGHT / 2 if steps[i].label else 2.0 for i in order]
    weights = [1.0 if steps[i].label else 50.0 for i in order]  # the label gives way, a passing line runs smooth
    heights = keep_apart(wanted, [one + next_one + LABEL_GAP for one, next_one in zip(room, room[1:])], weights)
    return [y for _, y in sorted(zip(order, heights))]


def _from_zero(boxes, routes):
    """The layout moved so that its top is at 0."""
    edges = [(y, y) for route in routes for _, y in route.points]
    edges += [(route.label[1] - LABEL_HEIGHT / 2, route.label[1] + LABEL_HEIGHT / 2) for route in routes]
    edges += [(rect.y, rect.y + rect.height) for rect in boxes]
    top, bottom = min(low for low, _ in edges), max(high for _, high in edges)

    def moved(point):
        return point[0], point[1] - top

    return Layout(
        width=max(rect.x + rect.width for rect in boxes),
        height=bottom - top,
        boxes=tuple(Rect(rect.x, rect.y - top, rect.width, rect.height) for rect in boxes),
        routes=tuple(Route(r.parent, r.child, tuple(map(moved, r.points)), moved(r.label)) for r in routes),
    )


def _mean(numbers, otherwise):
    return sum(numbers) / len(numbers) if numbers else otherwise
