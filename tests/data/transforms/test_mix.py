"""Mixtures: inputs and labels in the same proportion, which cross-entropy can be given."""

import numpy as np
import pytest

import zerodl
from zerodl.data import DataLoader, TensorDataset, default_collate
from zerodl.data.transforms import CutMix, MixUp
from zerodl.errors import ArgumentError, DTypeError, GradientError, ShapeError

IMAGES = np.arange(6, dtype=np.float32)[:, None, None, None] * np.ones((6, 2, 10, 12), np.float32)
LABELS = np.array([0, 1, 2, 0, 1, 2])


@pytest.mark.parametrize("kind", [MixUp, CutMix])
def test_labels_say_how_much_of_each_image_there_is(kind):
    mix = kind(num_classes=3, generator=zerodl.Generator(0))
    shares = []
    for _ in range(30):
        x, y = mix(IMAGES, LABELS)
        assert (x.shape, x.dtype, y.shape, y.dtype) == (IMAGES.shape, np.float32, (6, 3), np.float32)
        np.testing.assert_allclose(y.sum(axis=1), 1, atol=1e-6)
        share = y[1, 1]  # of image 1 in its mixture with image 0
        expected = share * np.arange(6) + (1 - share) * np.roll(np.arange(6), 1)
        np.testing.assert_allclose(x.mean(axis=(1, 2, 3)), expected, atol=1e-5)
        shares.append(share)
    assert min(shares) < 0.4
    assert max(shares) > 0.8


def test_a_cut_is_a_rectangle_of_the_other_image():
    x, y = CutMix(num_classes=3, generator=zerodl.Generator(3))(IMAGES, LABELS)
    rows, columns = np.nonzero(x[1, 0] == 0)
    assert len(rows) == (np.ptp(rows) + 1) * (np.ptp(columns) + 1) > 0
    np.testing.assert_allclose(y[1, 0], len(rows) / 120, rtol=1e-6)


def test_a_small_alpha_mixes_little():
    shares = [MixUp(alpha=0.01, num_classes=3)(IMAGES, LABELS)[1][1, 1] for _ in range(50)]
    assert np.mean([0.05 < share < 0.95 for share in shares]) < 0.3


def test_shares_may_be_mixed_again():
    soft = np.eye(3)[LABELS]
    x, y = MixUp()(zerodl.tensor(IMAGES), zerodl.tensor(soft))
    assert isinstance(x, zerodl.Tensor)
    assert (y.shape, y.dtype) == ((6, 3), np.float64)


def test_mixtures_in_a_loader_can_be_trained_on():
    mix, data = MixUp(num_classes=3), TensorDataset(IMAGES.reshape(6, -1), LABELS)
    loader = DataLoader(data, batch_size=3, collate_fn=lambda items: mix(*default_collate(items)))
    net = zerodl.nn.Linear(240, 3)
    for x, y in loader:
        loss = zerodl.nn.functional.cross_entropy(net(x), y)
        loss.backward()
        assert np.isfinite(loss.item())


WRONG = {
    "alpha of 0": (lambda: MixUp(alpha=0), ArgumentError, "alpha"),
    "an unknown number of classes": (lambda: MixUp()(IMAGES, LABELS), ArgumentError, "num_classes"),
    "a label out of range": (lambda: CutMix(num_classes=2)(IMAGES, LABELS), ArgumentError, "between 0 and 1, got 2"),
    "a negative label": (lambda: MixUp(num_classes=3)(IMAGES, LABELS - 1), ArgumentError, "between 0 and 2"),
    "labels that are floats": (lambda: MixUp(num_classes=3)(IMAGES, LABELS / 1), DTypeError, "integers"),
    "too few labels": (lambda: MixUp(num_classes=3)(IMAGES, LABELS[:4]), ShapeError, "6 inputs and 4 labels"),
    "a cut in what is no image": (lambda: CutMix(num_classes=3)(IMAGES[:, 0], LABELS), ShapeError, "B, C, H, W"),
    "an input on the tape": (
        lambda: MixUp(num_classes=3)(zerodl.ones(6, 2, requires_grad=True), LABELS), GradientError, "detach",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("call", "error", "text"), WRONG.values(), ids=WRONG)
def test_what_is_refused(call, error, text):
    with pytest.raises(error, match=text):
        call()
