"""Images of another size, as PyTorch's interpolate makes them."""

import numpy as np
import pytest

import zerodl
from zerodl.data.transforms import RandomResizedCrop, Resize
from zerodl.data.transforms.resize import random_box, resize
from zerodl.errors import ArgumentError

torch = pytest.importorskip("torch", reason="PyTorch, the oracle, is not installed; pip install zerodl[test] has it")
IMAGES = np.random.default_rng(0).random((2, 3, 7, 10))
SIZES = [(7, 10), (14, 20), (3, 4), (5, 23), (1, 1), (20, 3)]


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize(
    ("interpolation", "antialias"), [("bilinear", True), ("bilinear", False), ("nearest", False)], ids=str
)
def test_sizes_are_pytorchs(interpolation, antialias, size):
    settings = {} if interpolation == "nearest" else {"antialias": antialias, "align_corners": False}
    expected = torch.nn.functional.interpolate(torch.tensor(IMAGES), size, mode=interpolation, **settings).numpy()
    np.testing.assert_allclose(resize(IMAGES, *size, interpolation, antialias), expected, atol=1e-12)
    np.testing.assert_allclose(Resize(size, interpolation, antialias)(IMAGES), expected, atol=1e-12)


def test_one_number_is_the_shorter_edge():
    assert Resize(14)(IMAGES).shape == (2, 3, 14, 20)
    assert Resize(14)(IMAGES.transpose(0, 1, 3, 2)).shape == (2, 3, 20, 14)


def test_whole_numbers_are_rounded_and_stay_in_range():
    image = np.array([[0, 255], [255, 0]], dtype=np.uint8)
    large = Resize((4, 4))(image)
    assert large.dtype == np.uint8
    assert large[0].tolist() == [0, 64, 191, 255]


def test_a_random_part_has_the_size_and_proportions_asked_for():
    rng = np.random.default_rng(0)
    boxes = np.array([random_box(rng, (40, 60), (0.2, 0.5), (0.5, 2.0)) for _ in range(300)])
    top, left, height, width = boxes.T
    assert min(top.min(), left.min()) >= 0
    assert (top + height).max() <= 40
    assert (left + width).max() <= 60
    area, ratio = height * width / 2400, width / height
    assert 0.18 < area.min() < 0.23 < 0.45 < area.max() < 0.52
    assert 0.45 < ratio.min() < 0.6 < 1.6 < ratio.max() < 2.1


def test_a_part_that_does_not_fit_is_the_middle_or_nothing():
    rng = np.random.default_rng(0)
    assert random_box(rng, (4, 100), (1.0, 1.0), (1.0, 1.0)) is None
    assert random_box(rng, (4, 100), (1.0, 1.0), (1.0, 1.0), central=True) == (0, 48, 4, 4)
    assert random_box(rng, (100, 4), (1.0, 1.0), (1.0, 1.0), central=True) == (48, 0, 4, 4)
    assert RandomResizedCrop((2, 5), scale=(1, 1), ratio=(1, 1))(np.ones((3, 4, 100))).shape == (3, 2, 5)


def test_every_image_gets_a_part_of_its_own():
    ramp = np.arange(400.0).reshape(1, 20, 20)
    parts = RandomResizedCrop(2, scale=(0.1, 0.2), generator=zerodl.Generator(0))(np.stack([ramp] * 8))
    assert len({part.tobytes() for part in parts}) == 8


WRONG = {
    "no size": (lambda: Resize(0), "positive"),
    "half a size": (lambda: Resize((2.5, 2)), "positive integer"),
    "three sizes": (lambda: Resize((2, 2, 2)), "size must be"),
    "an unknown interpolation": (lambda: Resize(4, "cubic")(IMAGES), "bilinear, got 'cubic'"),
    "a negative share": (lambda: RandomResizedCrop(4, scale=(-0.1, 1)), "scale"),
    "no range": (lambda: RandomResizedCrop(4, ratio=1), r"two numbers \(low, high\), got 1"),
}


@pytest.mark.parametrize(("call", "text"), WRONG.values(), ids=WRONG)
def test_what_is_refused(call, text):
    with pytest.raises(ArgumentError, match=text):
        call()
