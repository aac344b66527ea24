"""The photographs that come with scikit-learn."""

import numpy as np
import pytest

from zerodl.data.photo import load_photo
from zerodl.errors import ArgumentError


@pytest.mark.parametrize("name", ["china", "flower"])
def test_a_photo_has_colours_between_0_and_1(name):
    photo = load_photo(name)
    assert photo.shape == (427, 640, 3)
    assert photo.dtype == np.float32
    assert 0 <= photo.min() < 0.05
    assert 0.95 < photo.max() <= 1


def test_the_sky_is_blue_and_the_flower_is_not():
    sky = load_photo("china")[:60].mean(axis=(0, 1))
    assert sky[2] > sky[0]
    flower = load_photo("flower")[180:260, 270:350].mean(axis=(0, 1))
    assert flower[0] > flower[2]


def test_an_unknown_photo_is_refused():
    with pytest.raises(ArgumentError, match="load_photo: got 'dog', expected 'china' or 'flower'"):
        load_photo("dog")
