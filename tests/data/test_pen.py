"""A drawn digit is prepared as the images that a network has learnt from were."""

import numpy as np
import pytest

from zerodl.data.digits import load_digits
from zerodl.data.pen import INK, drawn_image
from zerodl.errors import ArgumentError, ShapeError

ONE = [[(50, 10), (50, 90)]]
SEVEN = [[(25, 12), (75, 12), (42, 90)]]
TURN = np.radians(np.linspace(0, 360, 60))
ZERO = [np.stack([50 + 25 * np.sin(TURN), 50 - 38 * np.cos(TURN)], axis=1)]
DRAWN = pytest.mark.parametrize("strokes", [ONE, SEVEN, ZERO], ids=["1", "7", "0"])


@DRAWN
@pytest.mark.parametrize("side", [8, 28])
def test_it_is_an_image_of_that_size_between_paper_and_ink(strokes, side):
    image = drawn_image(strokes, side)
    assert image.shape == (side * side,)
    assert image.dtype == np.float32
    assert image.min() == 0
    assert image.max() > 0.9
    assert image.max() <= 1


@DRAWN
def test_of_eight_by_eight_pixels_each_is_a_count_of_sixteenths_and_the_ink_is_that_of_the_data(strokes):
    image = drawn_image(strokes, 8)
    assert np.array_equal(16 * image, np.round(16 * image))
    images, _ = load_digits()
    assert image.sum() == pytest.approx(images.sum(axis=1).mean(), rel=0.03)
    assert INK / 16 == pytest.approx(images.sum(axis=1).mean(), rel=0.03)


@DRAWN
def test_of_eight_by_eight_pixels_the_highest_and_the_lowest_row_have_ink_as_in_the_data(strokes):
    rows = drawn_image(strokes, 8).reshape(8, 8).sum(axis=1)
    assert rows[0] > 0.5
    assert rows[-1] > 0.5


@DRAWN
def test_of_28_by_28_pixels_the_ink_is_in_the_middle_and_within_20_by_20(strokes):
    image = drawn_image(strokes, 28).reshape(28, 28)
    places = np.arange(28) + 0.5
    for axis in (0, 1):
        assert np.sum(image.sum(axis=axis) * places) / image.sum() == pytest.approx(14, abs=0.05)
        inked = np.flatnonzero(image.sum(axis=axis) > 0.1)
        assert inked[-1] - inked[0] < 21


@DRAWN
@pytest.mark.parametrize("side", [8, 28])
def test_size_and_place_on_the_sheet_do_not_matter(strokes, side):
    moved = [0.2 * np.asarray(stroke) + (130, 7) for stroke in strokes]
    np.testing.assert_allclose(drawn_image(moved, side), drawn_image(strokes, side), atol=0.07)


@pytest.mark.parametrize("side", [8, 28])
def test_strokes_in_pieces_are_the_same_digit(side):
    pieces = [[(25, 12), (75, 12)], [(75, 12), (42, 90)]]
    np.testing.assert_allclose(drawn_image(pieces, side), drawn_image(SEVEN, side), atol=0.07)


@pytest.mark.parametrize("side", [8, 28])
def test_a_dot_is_a_dot_and_nothing_is_paper(side):
    dot = drawn_image([[(3, 3)]], side).reshape(side, side)
    assert dot[side // 2, side // 2] > 0.5
    assert dot[0, 0] == 0
    for nothing in ([], [[]]):
        assert not drawn_image(nothing, side).any()


def test_a_line_across_keeps_its_shape():
    image = drawn_image([[(0, 0), (100, 0)]], 8).reshape(8, 8)
    assert image[[0, 7]].sum() == 0
    assert image[4].sum() > 4


def test_other_arguments_are_refused():
    with pytest.raises(ArgumentError, match="a side of 8 or 28 pixels, got 16"):
        drawn_image(ONE, 16)
    with pytest.raises(ShapeError, match=r"strokes of shape \(N, 2\)"):
        drawn_image([(1, 2)], 8)
