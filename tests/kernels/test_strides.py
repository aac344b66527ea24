"""Shape, strides and offset against NumPy's arrays and PyTorch's tensors, on views that Hypothesis makes up."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, basic_indices, mutually_broadcastable_shapes

from zerodl.errors import IndexingError, ShapeError
from zerodl.kernels import broadcast_shape, broadcast_strides, contiguous_copy, contiguous_strides, index_view

torch = pytest.importorskip("torch", reason="PyTorch is the oracle for strides")

SHAPES = array_shapes(min_dims=0, max_dims=4, min_side=1, max_side=5)


def elements(strides, itemsize):
    """NumPy's strides, which count bytes, in elements."""
    return tuple(stride // itemsize for stride in strides)


def where(view, array):
    """The offset of a view's first element in its array, in elements."""
    return (view.__array_interface__["data"][0] - array.__array_interface__["data"][0]) // array.itemsize


@st.composite
def views(draw):
    """A flat block and an array that looks into it: reshaped, turned round, indexed, and turned once more."""
    shape = draw(SHAPES)
    block = np.arange(int(np.prod(shape)))
    view = np.transpose(block.reshape(shape), draw(st.permutations(range(len(shape)))))
    view = view[(*draw(basic_indices(view.shape, allow_newaxis=False, allow_ellipsis=False).map(as_tuple)), ...)]
    return block, np.transpose(view, draw(st.permutations(range(view.ndim))))


def as_tuple(key):
    return key if isinstance(key, tuple) else (key,)


def place(block, view):
    return view.shape, elements(view.strides, block.itemsize), where(view, block)


@given(SHAPES)
def test_contiguous_strides_are_those_of_a_new_tensor(shape):
    assert contiguous_strides(shape) == torch.empty(shape).stride()


@given(views())
def test_a_contiguous_copy_has_the_elements_of_the_view(made):
    block, view = made
    copy = contiguous_copy(block, *place(block, view))
    np.testing.assert_array_equal(copy, view)
    assert copy.dtype == block.dtype
    assert not np.shares_memory(copy, block)


@given(views(), st.data())
def test_an_index_gives_the_view_that_numpy_gives(made, data):
    block, view = made
    key = as_tuple(data.draw(basic_indices(view.shape, allow_newaxis=False, allow_ellipsis=False)))
    expected = view[(*key, ...)]
    shape, strides, offset = index_view(*place(block, view), key)
    assert shape == expected.shape
    if expected.size:  # of no elements NumPy does not say where they are
        assert offset == where(expected, block)
        theirs = elements(expected.strides, block.itemsize)
        assert all(s == t for s, t, n in zip(strides, theirs, shape) if n > 1)


@pytest.mark.parametrize(
    ("key", "says"),
    [
        ((3,), "index: 3 is outside of axis 0, which has length 3"),
        ((0, -5), "index: -5 is outside of axis 1, which has length 4"),
        ((slice(None), 4), "index: 4 is outside of axis 1, which has length 4"),
        ((0, 0, 0), r"index: 3 integers and slices for the 2 axes of shape \(3, 4\)"),
    ],
)
def test_an_index_outside_of_the_array_is_refused(key, says):
    with pytest.raises(IndexingError, match=says):
        index_view((3, 4), (4, 1), 0, key)


@given(mutually_broadcastable_shapes(num_shapes=3, min_side=0, max_dims=4))
def test_shapes_broadcast_as_numpys(made):
    shapes = made.input_shapes
    assert broadcast_shape(*shapes) == np.broadcast_shapes(*shapes) == made.result_shape
    assert broadcast_shape(*map(list, shapes)) == made.result_shape


@given(st.lists(array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=3), min_size=1, max_size=3))
def test_shapes_that_numpy_refuses_are_refused(shapes):
    try:
        expected = np.broadcast_shapes(*shapes)
    except ValueError:
        with pytest.raises(ShapeError, match="do not fit: lined up on the right, .* and .* meet"):
            broadcast_shape(*shapes)
    else:
        assert broadcast_shape(*shapes) == expected


def test_the_error_names_the_lengths_that_meet():
    with pytest.raises(ShapeError, match=r"shapes \(2, 3\) and \(4,\) do not fit: lined up on the right, 3 and 4 meet"):
        broadcast_shape((2, 3), (4,))


@given(mutually_broadcastable_shapes(num_shapes=2, min_side=1, max_dims=4))
def test_strides_for_a_larger_shape_are_those_of_expand(made):
    shape, large = made.input_shapes[0], made.result_shape
    theirs = torch.empty(shape).expand(large).stride()
    ours = broadcast_strides(shape, contiguous_strides(shape), large)
    assert all(o == t for o, t, n in zip(ours, theirs, large) if n > 1)
    assert len(ours) == len(large)
