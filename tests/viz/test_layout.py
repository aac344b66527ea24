"""The layout of drawn graphs: nothing overlaps, for graphs of any form."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zerodl.viz.layout import LABEL_HEIGHT, Rect, arrange, keep_apart


@st.composite
def graphs(draw):
    """Parents of 1 to 14 nodes (some used twice by one child), box sizes, and label widths, 0 for no label."""
    count = draw(st.integers(1, 14))
    parents = [[]]
    for node in range(1, count):
        parents.append(draw(st.lists(st.integers(0, node - 1), max_size=3)))
    sizes = [(draw(st.integers(40, 200)), draw(st.sampled_from([25, 66, 84]))) for _ in range(count)]
    widths = [[draw(st.sampled_from([0.0, 30.0, 70.0])) for _ in its_parents] for its_parents in parents]
    return parents, sizes, widths


def label_rects(layout, widths):
    """The space that each label takes on paper, for the edges that have one."""
    flat = [width for its_widths in widths for width in its_widths]
    return [
        Rect(route.label[0] - width / 2, route.label[1] - LABEL_HEIGHT / 2, width, LABEL_HEIGHT)
        for route, width in zip(layout.routes, flat)
        if width
    ]


def smaller(rect):
    """The rectangle without its rim, so that rounding is not taken for an overlap."""
    return Rect(rect.x + 1e-6, rect.y + 1e-6, rect.width - 2e-6, rect.height - 2e-6)


@settings(max_examples=60, deadline=None)
@given(graphs())
def test_nothing_overlaps(graph):
    parents, sizes, widths = graph
    layout = arrange(parents, sizes, widths)
    boxes, labels = layout.boxes, label_rects(layout, widths)
    assert len(boxes) == len(parents)
    assert len(layout.routes) == sum(map(len, parents))
    for i, box in enumerate(boxes):
        assert not any(smaller(box).overlaps(other) for other in boxes[i + 1 :])
        assert not any(smaller(box).overlaps(label) for label in labels)
    for i, label in enumerate(labels):
        assert not any(smaller(label).overlaps(other) for other in labels[i + 1 :])


@settings(max_examples=60, deadline=None)
@given(graphs())
def test_lines_run_right_from_parent_to_child_and_pass_no_box(graph):
    parents, sizes, widths = graph
    layout = arrange(parents, sizes, widths)
    for route in layout.routes:
        start, end = layout.boxes[route.parent], layout.boxes[route.child]
        assert route.points[0] == pytest.approx((start.x + start.width, start.y + start.height / 2))
        assert route.points[-1][0] == pytest.approx(end.x)
        assert end.y < route.points[-1][1] < end.y + end.height
        assert all(one[0] < two[0] for one, two in zip(route.points, route.points[1:]))
        assert route.label in route.points
        for (x1, y1), (x2, y2) in zip(route.points, route.points[1:]):  # between two points a line stays between them
            covered = smaller(Rect(x1, min(y1, y2), x2 - x1, abs(y2 - y1)))
            assert not any(smaller(box).overlaps(covered) for box in layout.boxes)


@settings(max_examples=60, deadline=None)
@given(graphs())
def test_everything_is_inside_the_drawing(graph):
    parents, sizes, widths = graph
    layout = arrange(parents, sizes, widths)
    for rect, size in zip(layout.boxes, sizes):
        assert rect.width >= size[0] - 1e-6
        assert rect.height == size[1]
    for rect in [*layout.boxes, *label_rects(layout, widths)]:
        assert rect.x >= -1e-6
        assert rect.y >= -1e-6
        assert rect.x + rect.width <= layout.width + 1e-6
        assert rect.y + rect.height <= layout.height + 1e-6


def test_a_chain_is_a_straight_line():
    layout = arrange([[], [0], [1], [2]], [(100, 60)] * 4, [[], [50.0], [50.0], [50.0]])
    assert {point[1] for route in layout.routes for point in route.points} == {30.0}
    assert [rect.x for rect in layout.boxes] == sorted(rect.x for rect in layout.boxes)


def test_operands_keep_their_order_from_top_to_bottom():
    layout = arrange([[], [], [0, 1]], [(100, 60)] * 3, [[], [], [50.0, 50.0]])
    first, second, result = layout.boxes
    assert first.y < second.y
    assert result.y == pytest.approx((first.y + second.y) / 2)


def test_a_node_used_twice_by_one_child_has_two_lines_with_a_label_each():
    layout = arrange([[], [0, 0]], [(100, 60)] * 2, [[], [50.0, 50.0]])
    one, two = layout.routes
    assert abs(one.label[1] - two.label[1]) >= LABEL_HEIGHT
    assert one.points[-1] != two.points[-1]


def test_two_lines_that_need_not_cross_do_not():
    """Nodes 2 and 3 are made from 1 and 0: drawn in the order in which they were made, their lines would cross."""
    layout = arrange([[], [], [1], [0], [2, 3]], [(80, 40)] * 5, [[], [], [0.0], [0.0], [0.0, 0.0]])
    y = [rect.y for rect in layout.boxes]
    assert (y[1] < y[0]) == (y[2] < y[3])


@given(st.lists(st.tuples(st.floats(-1e3, 1e3), st.floats(0, 50), st.floats(0.1, 10)), min_size=1, max_size=12))
def test_keep_apart_keeps_the_gaps_and_the_balance(rows):
    wanted, gaps, weights = [y for y, _, _ in rows], [gap for _, gap, _ in rows][1:], [w for _, _, w in rows]
    placed = keep_apart(wanted, gaps, weights)
    assert all(two - one >= gap - 1e-6 for one, two, gap in zip(placed, placed[1:], gaps))
    moves = sum(weight * (new - old) for weight, new, old in zip(weights, placed, wanted))
    assert moves == pytest.approx(0, abs=1e-3)  # least squares: pushes up and down cancel


def test_keep_apart_moves_nothing_that_has_room():
    assert keep_apart([0.0, 10.0, 40.0], [10.0, 5.0]) == [0.0, 10.0, 40.0]
