"""The small array against NumPy's: views, arithmetic, writing, and no way out of its block."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, basic_indices, mutually_broadcastable_shapes

from zerodl.errors import IndexingError, ShapeError
from zerodl.kernels import Strided


@given(array_shapes(min_dims=0, max_dims=4, max_side=4), st.data())
def test_views_hold_what_numpys_hold_and_share_the_block(shape, data):
    array = np.arange(float(np.prod(shape))).reshape(shape)
    key = data.draw(basic_indices(shape, allow_newaxis=False, allow_ellipsis=False))
    view = Strided.of(array)[key].T
    np.testing.assert_array_equal(view.numpy(), array[key].T)
    np.testing.assert_array_equal(view.contiguous().numpy(), array[key].T)
    assert np.shares_memory(view.block, array)
    assert view.ndim == np.ndim(array[key])
    assert view.dtype == array.dtype


@given(mutually_broadcastable_shapes(num_shapes=2, max_dims=3, max_side=4))
def test_arithmetic_broadcasts_as_numpys(made):
    a, b = (np.random.default_rng(0).normal(size=shape) for shape in made.input_shapes)
    for mine, theirs in ((Strided.of(a) * b, a * b), (2 * Strided.of(a) - Strided.of(b).T.T, 2 * a - b)):
        assert isinstance(mine, Strided)
        np.testing.assert_array_equal(mine.numpy(), theirs)
    np.testing.assert_array_equal(np.hypot(Strided.of(a), b).numpy(), np.hypot(a, b))


def test_shapes_that_do_not_fit_are_refused():
    with pytest.raises(ShapeError, match="3 and 4 meet"):
        Strided.of(np.zeros(3)) + np.zeros(4)


def test_writing_into_a_view_changes_the_block_and_every_view_of_it():
    x = Strided(np.arange(12), (3, 4))
    y = x.T[1:3]
    y[0] = -1
    assert x.block.tolist() == [0, -1, 2, 3, 4, -1, 6, 7, 8, -1, 10, 11]
    assert y.numpy()[0].tolist() == [-1, -1, -1]


def test_it_has_a_length_and_goes_through_its_rows():
    x = Strided(np.arange(6), (2, 3))
    assert len(x.T) == 3
    assert [row.numpy().tolist() for row in x.T] == [[0, 3], [1, 4], [2, 5]]


def test_arithmetic_in_place_writes_where_the_elements_lie():
    x = Strided(np.arange(12.0), (3, 4))
    y = x.T[1:3]
    same = y
    y += Strided(np.array([100.0, 200.0]), (2, 1))
    assert same is y
    assert x.block.tolist() == [0, 101, 202, 3, 4, 105, 206, 7, 8, 109, 210, 11]
    x[0] *= 2
    assert x.block[:4].tolist() == [0, 202, 404, 6]


def test_arithmetic_in_place_hands_no_ellipsis_to_index_view(monkeypatch):
    x = Strided(np.arange(3), (3,))
    monkeypatch.setattr("zerodl.kernels.strided.index_view", None)  # not called at all
    x += 1
    assert x.block.tolist() == [1, 2, 3]


def test_arithmetic_in_place_refuses_what_does_not_fit():
    x = Strided(np.arange(3), (3,))
    with pytest.raises(TypeError, match="cast"):
        x += 0.5
    with pytest.raises(ValueError, match="broadcast"):
        x += np.ones((2, 3), int)


def test_a_copy_has_its_own_block():
    x = Strided(np.arange(6), (2, 3))
    copy = x.T.contiguous()
    copy[0] = 9
    assert x.block.tolist() == [0, 1, 2, 3, 4, 5]
    assert x.contiguous() is x


@pytest.mark.parametrize(
    ("view", "is_contiguous"),
    [
        (lambda x: x, True),
        (lambda x: x.T, False),
        (lambda x: x[1:], True),
        (lambda x: x[:, 1:], False),
        (lambda x: x[:, 1], False),
        (lambda x: x[1:2].T, True),  # axes of length 1 have no say
        (lambda x: x[0, 0], True),
        (lambda x: x[0].expand((2, 4)), False),
    ],
)
def test_contiguous_or_not_as_numpy_says(view, is_contiguous):
    x = view(Strided(np.arange(12), (3, 4)))
    assert x.is_contiguous() is is_contiguous
    assert x.numpy().flags.c_contiguous is is_contiguous


def test_numpys_functions_take_it():
    x = Strided(np.arange(6.0), (2, 3))
    assert np.sum([x, x], axis=0).tolist() == [[0, 2, 4], [6, 8, 10]]
    total = np.zeros((2, 3))
    total += x
    assert total.tolist() == x.numpy().tolist()
    with pytest.raises(TypeError):
        np.add.reduce(x)


@pytest.mark.parametrize(
    ("shape", "strides", "offset", "reach"),
    [
        ((3, 4), None, 1, "from 1 to 12"),
        ((2,), (-1,), 0, "from -1 to 0"),
        ((3, 2), (4, 5), 0, "from 0 to 13"),
        ((), (), 12, "from 12 to 12"),
    ],
)
def test_nothing_outside_of_the_block_is_read(shape, strides, offset, reach):
    with pytest.raises(IndexingError, match=f"reach {reach}, outside of a block of 12 elements"):
        Strided(np.arange(12), shape, strides, offset).numpy()


def test_an_empty_array_may_lie_anywhere():
    assert Strided(np.arange(3), (3,))[3:].numpy().shape == (0,)
    assert Strided(np.arange(0), (2, 0, 3)).T.numpy().shape == (3, 0, 2)


def test_it_shows_itself():
    assert repr(Strided(np.arange(4), (2, 2)).T) == "Strided, shape (2, 2), strides (1, 2), offset 0:\n[[0 2]\n [1 3]]"
