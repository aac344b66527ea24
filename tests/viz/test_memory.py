"""The picture of an array in memory says what NumPy says, whatever the view."""

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, basic_indices

import zerodl
from zerodl.errors import ArgumentError
from zerodl.kernels import Strided
from zerodl.viz import draw_memory
from zerodl.viz.memory import as_strided, cells_of, positions


def texts(svg):
    """What is written in a picture, in the order in which it was drawn."""
    return re.findall(r"<text[^>]*>([^<]*)</text>", svg)


@settings(max_examples=60, deadline=None)
@given(array_shapes(min_dims=0, max_dims=3, max_side=4).filter(lambda s: np.prod(s) <= 24), st.data())
def test_any_view_is_read_as_numpy_reads_it(shape, data):
    base = np.arange(float(np.prod(shape))).reshape(shape) * 10
    view = np.transpose(base, data.draw(st.permutations(range(len(shape)))))
    key = data.draw(basic_indices(view.shape, allow_newaxis=False, allow_ellipsis=False))
    view = view[(*(key if isinstance(key, tuple) else (key,)), ...)]
    seen = as_strided(view)
    np.testing.assert_array_equal(seen.numpy(), view)
    np.testing.assert_array_equal(seen.block, base.ravel())
    np.testing.assert_array_equal(positions(seen) * 10, view)
    written = texts(draw_memory(view).svg)
    assert written[0] == f"shape {view.shape} · strides {seen.strides} · offset {seen.offset}"
    for value in np.ravel(view):
        assert f"{value:.4g}" in written


def test_a_tensor_a_strided_and_an_array_in_columns():
    x = zerodl.tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    assert repr(draw_memory(x.T)).splitlines()[0] == "shape (3, 2) · strides (1, 3) · offset 0"
    assert repr(draw_memory(Strided(np.arange(6), (3, 2))[1])).splitlines()[0] == "shape (2,) · strides (1,) · offset 2"
    by_columns = np.asfortranarray(np.arange(6).reshape(2, 3))
    assert repr(draw_memory(by_columns)).splitlines()[:2] == [
        "shape (2, 3) · strides (1, 2) · offset 0",
        "block     [0, 3, 1, 4, 2, 5]",
    ]


def test_rows_have_colours_and_what_is_seen_again_is_hatched():
    seen = as_strided(np.broadcast_to(np.array([[10], [20]]), (2, 3)))
    cells, block_groups = cells_of(seen)
    assert cells.again.tolist() == [[False, True, True], [False, True, True]]
    assert cells.groups.tolist() == [[0, 0, 0], [1, 1, 1]]
    assert block_groups.tolist() == [0, 1]
    _, block_groups = cells_of(as_strided(np.arange(12).reshape(3, 4)[1:, ::2]))
    assert block_groups.tolist() == [-1, -1, -1, -1, 0, -1, 0, -1, 1, -1, 1, -1]


def test_an_arrow_for_each_stride():
    svg = draw_memory(np.arange(12).reshape(3, 4)[1:, ::-2]).svg
    assert [text for text in texts(svg) if "offset" in text or "next" in text][1:] == [
        "offset 7",
        "next along dim 1: -2",
        "next along dim 0: +4",
    ]
    assert "next along dim 0: +0, the same again" in texts(draw_memory(np.broadcast_to(np.arange(3), (2, 3))).svg)


def test_no_elements():
    assert "no elements" in texts(draw_memory(np.arange(6)[6:]).svg)


@pytest.mark.parametrize(
    ("x", "came"),
    [(np.zeros((5, 5)), r"shape \(5, 5\) in a block of 25"), (np.zeros((1, 1, 1, 2)), r"shape \(1, 1, 1, 2\)")],
)
def test_too_much_to_draw_is_refused(x, came):
    with pytest.raises(
        ArgumentError, match=f"draw_memory: expected at most 3 axes and .* got {came}.*draw a smaller one"
    ):
        draw_memory(x)
