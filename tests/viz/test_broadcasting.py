"""The picture of two shapes that meet agrees with NumPy."""

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis.extra.numpy import array_shapes

from zerodl.errors import ArgumentError
from zerodl.viz import draw_broadcast
from zerodl.viz.broadcasting import example_arrays, meetings

SHAPES = array_shapes(min_dims=0, max_dims=3, max_side=3)


@settings(max_examples=80, deadline=None)
@given(SHAPES, SHAPES)
def test_it_says_what_numpy_does(a, b):
    first, second = example_arrays(a, b)
    drawing = draw_broadcast(first, second)
    try:
        total = first.numpy() + second.numpy()
    except ValueError:
        assert not all(meeting.fits for meeting in meetings(a, b))
        assert f"a {a} and b {b} do not fit" in drawing.text
        assert "✗" in drawing.svg
    else:
        assert f"meet as {total.shape}" in drawing.text
        assert drawing.text.endswith(f"a + b = {total.tolist()}")
        written = re.findall(r"<text[^>]*>([^<]*)</text>", drawing.svg)
        assert all(f"{value:.4g}" in written for value in total.ravel())


@pytest.mark.parametrize(
    ("a", "b", "told"),
    [
        ((2, 3), (2, 3), ["dim -2: 2 meets 2, equal.", "dim -1: 3 meets 3, equal."]),
        ((4,), (3, 1), ["dim -2: a has no such axis and is repeated 3 times.",
                        "dim -1: 4 meets 1, so b is read 4 times, with stride 0."]),
        ((2,), (3,), ["dim -1: 2 meets 3; neither is 1, so these shapes do not fit."]),
        ((1, 3), (3,), ["dim -2: b has no such axis.", "dim -1: 3 meets 3, equal."]),
    ],
)  # fmt: skip
def test_each_axis_has_its_sentence(a, b, told):
    assert [meeting.tell() for meeting in meetings(a, b)] == told


def test_arrays_and_numbers_of_ones_own():
    drawing = draw_broadcast(np.array([[0.5], [1.5]]), 2)
    assert drawing.text.endswith("a + b = [[2.5], [3.5]]")


def test_strides_can_be_left_out():
    column, row = np.array([[10], [20]]), np.array([1, 2, 3])
    shown, hidden = draw_broadcast(column, row), draw_broadcast(column, row, strides=False)
    assert "stride" in shown.text
    assert "stride" in shown.svg
    assert "stride" not in hidden.text + hidden.svg
    assert "dim -1: 1 meets 3, so a is read 3 times." in hidden.text.split("\n")


def test_too_much_to_draw_is_refused():
    with pytest.raises(ArgumentError, match=r"draw_broadcast: expected at most 3 axes and 60 elements, got shapes"):
        draw_broadcast(np.zeros((8, 1)), np.zeros(8))
