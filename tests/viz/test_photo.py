"""Photos in a grid."""

import numpy as np

import zerodl
from zerodl.kernels import Strided
from zerodl.viz import draw_photos


def test_each_photo_has_its_panel_and_title_whatever_kind_of_array_it_is():
    photos = {
        "colours": np.full((4, 6, 3), 0.5),
        "grey": Strided.of(np.eye(5))[1:],
        "a tensor": zerodl.tensor([[0.0, 1.0]]),
        "too bright": np.full((2, 2), 7.0),
    }
    figure = draw_photos(photos)
    assert [panel.get_title() for panel in figure.axes[:4]] == list(photos)
    images = [panel.images[0].get_array() for panel in figure.axes[:4]]
    assert images[0].shape == (4, 6, 3)
    np.testing.assert_array_equal(images[1], np.eye(5)[1:])
    assert images[3].max() == 1
    assert figure._repr_mimebundle_()[0]["image/png"].startswith(b"\x89PNG")


def test_few_photos_share_the_width():
    assert len(draw_photos({"one": np.zeros((2, 3))}).axes) == 1
    assert len(draw_photos({"one": np.zeros((2, 3)), "two": np.zeros((2, 3))}, per_row=1).axes) == 2
