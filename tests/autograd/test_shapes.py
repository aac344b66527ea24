"""Shape rules, and the way back through broadcasting, on shapes that Hypothesis makes up."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, broadcastable_shapes, mutually_broadcastable_shapes

from zerodl.autograd import unbroadcast
from zerodl.autograd.shapes import broadcast, matrix_product, normalise_dim, normalise_dims, reduced, same
from zerodl.errors import ArgumentError, ShapeError

SHAPES = array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=3)


@st.composite
def stretched(draw):
    """A shape, and a shape that it can be broadcast to."""
    small = draw(SHAPES)
    other = draw(broadcastable_shapes(small, max_dims=5, max_side=4))
    return small, np.broadcast_shapes(small, other)


@given(stretched())
def test_unbroadcast_sums_over_the_copies(shapes):
    small, large = shapes
    g = np.arange(1.0, 1 + np.prod(large)).reshape(large)
    came_from = np.broadcast_to(np.arange(np.prod(small, dtype=int)).reshape(small), large)
    expected = np.bincount(came_from.ravel(), g.ravel(), minlength=int(np.prod(small))).reshape(small)
    result = unbroadcast(g, small)
    assert result.shape == small
    np.testing.assert_allclose(result, expected)


@given(stretched())
def test_unbroadcast_is_the_adjoint_of_broadcasting(shapes):
    small, large = shapes
    rng = np.random.default_rng(0)
    x, g = rng.normal(size=small), rng.normal(size=large)
    np.testing.assert_allclose(np.sum(np.broadcast_to(x, large) * g), np.sum(x * unbroadcast(g, small)), atol=1e-12)


@given(SHAPES)
def test_unbroadcast_returns_an_array_of_the_right_shape_as_it_is(shape):
    g = np.ones(shape)
    assert unbroadcast(g, shape) is g


@given(mutually_broadcastable_shapes(num_shapes=2, min_dims=0, max_side=3))
def test_broadcast_is_numpys_rule(shapes):
    assert broadcast("add", *shapes.input_shapes) == shapes.result_shape


@given(SHAPES, SHAPES)
def test_broadcast_refuses_what_numpy_refuses(a, b):
    try:
        expected = np.broadcast_shapes(a, b)
    except ValueError:
        with pytest.raises(ShapeError, match="add: shapes"):
            broadcast("add", a, b)
    else:
        assert broadcast("add", a, b) == expected


@given(st.data(), array_shapes(min_dims=1, max_dims=4, min_side=0, max_side=3), st.booleans())
def test_reduced_is_numpys_rule(data, shape, keepdim):
    n = len(shape)
    dim = data.draw(st.one_of(st.none(), st.integers(-n, n - 1), st.sets(st.integers(0, n - 1)).map(tuple)))
    assert reduced("sum", shape, dim, keepdim) == np.sum(np.zeros(shape), axis=dim, keepdims=keepdim).shape


@given(st.data(), array_shapes(min_dims=1, max_dims=5))
def test_normalise_dims_counts_from_the_front(data, shape):
    n = len(shape)
    axes = data.draw(st.lists(st.integers(0, n - 1), unique=True))
    signed = [axis - n if data.draw(st.booleans()) else axis for axis in axes]
    assert normalise_dims("sum", signed, n) == tuple(axes)
    assert normalise_dims("sum", tuple(np.array(signed, dtype=int)), n) == tuple(axes)


def test_dims_of_a_0d_array():
    assert normalise_dims("sum", None, 0) == normalise_dims("sum", 0, 0) == normalise_dims("sum", -1, 0) == ()
    with pytest.raises(ArgumentError, match="0, -1 or None"):
        normalise_dims("sum", 1, 0)


@pytest.mark.parametrize("dim", [(0, 0), (0, -3), (1, -2, 0)])
def test_an_axis_named_twice(dim):
    with pytest.raises(ArgumentError, match="twice"):
        normalise_dims("sum", dim, 3)


@pytest.mark.parametrize("dim", [-4, 3, (0, 3)])
def test_an_axis_out_of_range(dim):
    with pytest.raises(ArgumentError, match="out of range for an array of 3 dimensions; use -3 to 2"):
        normalise_dims("sum", dim, 3)


def test_one_axis():
    assert normalise_dim("argmax", -1, 3) == 2
    for dim, ndim in [(None, 1), ((0, 1), 2), ((), 2), (0, 0)]:
        with pytest.raises(ArgumentError, match="argmax: dim must be one axis"):
            normalise_dim("argmax", dim, ndim)


@given(mutually_broadcastable_shapes(num_shapes=2, min_dims=0, max_dims=3, max_side=3), *[st.integers(0, 4)] * 3)
def test_matrix_product_is_matmuls_rule(stacks, m, k, n):
    a, b = (*stacks.input_shapes[0], m, k), (*stacks.input_shapes[1], k, n)
    assert matrix_product("matmul", a, b) == np.matmul(np.zeros(a), np.zeros(b)).shape


@pytest.mark.parametrize(("a", "b"), [((2,), (2, 3)), ((2, 3), (3,)), ((), (2, 2)), ((2, 3), (2, 3)), ((2, 1), (3, 1))])
def test_matrix_product_refuses(a, b):
    with pytest.raises(ShapeError, match="matmul"):
        matrix_product("matmul", a, b)


def test_same():
    assert same("where", (2, 3), (1,), key=0) == (2, 3)
