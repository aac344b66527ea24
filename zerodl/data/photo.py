"""Two photographs that come with scikit-learn; no download."""

import numpy as np

from ..errors import ArgumentError

NAMES = ("china", "flower")


def load_photo(name="china"):
    """A photograph as an array: "china", a temple before a blue sky, or "flower", a dahlia.

    Shape: (427, 640, 3): rows, columns, and red, green and blue from 0 to 1, as float32
    Source: scikit-learn's china.jpg, by danielbuechele, and flower.jpg, by vultilion (Flickr, 2011; CC BY 2.0).
    Example:
        >>> load_photo("flower").shape
        (427, 640, 3)
    """
    if name not in NAMES:
        raise ArgumentError(f"load_photo: got {name!r}, expected {' or '.join(map(repr, NAMES))}")
    from sklearn import datasets  # here, because it takes more than a second to import

    return datasets.load_sample_image(f"{name}.jpg").astype(np.float32) / 255
