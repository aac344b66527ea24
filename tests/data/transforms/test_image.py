"""Flips, crops, borders, holes, noise and light: by hand, for one image and for a batch."""

import numpy as np
import pytest

import zerodl
from zerodl.data import DataLoader, Dataset
from zerodl.data.transforms import (
    CenterCrop,
    ColorJitter,
    Compose,
    GaussianNoise,
    ImageTransform,
    Lambda,
    Normalize,
    Pad,
    RandomAffine,
    RandomApply,
    RandomCrop,
    RandomErasing,
    RandomHorizontalFlip,
    RandomResizedCrop,
    RandomRotation,
    RandomVerticalFlip,
    Resize,
    ToDtype,
    ToTensor,
)
from zerodl.errors import ArgumentError, DTypeError, GradientError, ShapeError

COUNT = np.arange(12.0).reshape(3, 4)
BATCH = np.random.default_rng(0).random((50, 3, 6, 8)).astype(np.float32)

# One of each kind that gives an image.
IMAGE = {
    "CenterCrop": CenterCrop(4),
    "ColorJitter": ColorJitter(0.5, 0.5, 0.5),
    "GaussianNoise": GaussianNoise(),
    "Normalize": Normalize([0.5], [0.5]),
    "Pad": Pad(2),
    "RandomAffine": RandomAffine(10, (0.1, 0.1), (0.9, 1.1), 5, "bilinear"),
    "RandomCrop": RandomCrop(4, padding=1),
    "RandomErasing": RandomErasing(),
    "RandomHorizontalFlip": RandomHorizontalFlip(),
    "RandomResizedCrop": RandomResizedCrop(5),
    "RandomRotation": RandomRotation(20),
    "RandomVerticalFlip": RandomVerticalFlip(),
    "Resize": Resize((5, 4)),
}
RANDOM = [name for name in IMAGE if name not in ("CenterCrop", "Normalize", "Pad", "Resize")]


@pytest.mark.parametrize("name", IMAGE)
def test_one_image_and_a_batch_arrays_and_tensors(name):
    transform = IMAGE[name]
    before = BATCH.copy()
    for x in (BATCH[0, 0], BATCH[0], BATCH):
        for give in (lambda x: x, zerodl.from_numpy):
            zerodl.manual_seed(1)
            y = transform(give(x))
            assert isinstance(y, zerodl.Tensor) is (give is zerodl.from_numpy)
            assert (y.ndim, y.dtype) == (x.ndim, x.dtype)
            assert y.shape[:-2] == x.shape[:-2]
    np.testing.assert_array_equal(BATCH, before)


@pytest.mark.parametrize("name", RANDOM)
def test_a_seed_repeats_and_every_image_has_its_own_numbers(name):
    transform = IMAGE[name]
    same = np.stack([BATCH[0]] * 20)
    zerodl.manual_seed(1)
    first, second = transform(same), transform(same)
    zerodl.manual_seed(1)
    np.testing.assert_array_equal(transform(same), first)
    assert not np.array_equal(first, second)
    assert len({image.tobytes() for image in first}) > 1
    transform.generator = zerodl.Generator(4)
    state = zerodl.get_rng_state()
    try:
        own = transform(same)
        assert zerodl.get_rng_state() == state
        transform.generator = zerodl.Generator(4)
        np.testing.assert_array_equal(transform(same), own)
    finally:
        transform.generator = None


@pytest.mark.parametrize("name", IMAGE)
def test_what_is_no_image_is_refused(name):
    with pytest.raises(ShapeError, match=f"{name}: expected an image"):
        IMAGE[name](np.ones(3))
    with pytest.raises(ShapeError, match=f"{name}: expected an image"):
        IMAGE[name](np.ones((1, 1, 1, 2, 2)))
    with pytest.raises(DTypeError, match=f"{name}: expected an array or a tensor, got list"):
        IMAGE[name]([[1.0]])
    with pytest.raises(GradientError, match=r"use x.detach\(\)"):
        IMAGE[name](zerodl.ones(2, 2, requires_grad=True))


def test_flips():
    for flip, axis in ((RandomHorizontalFlip, 3), (RandomVerticalFlip, 2)):
        np.testing.assert_array_equal(flip(p=1.0)(BATCH), np.flip(BATCH, axis))
        np.testing.assert_array_equal(flip(p=0.0)(BATCH), BATCH)
        flipped = flip(p=0.3, generator=zerodl.Generator(0))(np.stack([BATCH[0]] * 400))
        share = np.mean([not np.array_equal(image, BATCH[0]) for image in flipped])
        assert abs(share - 0.3) < 0.07


def test_borders():
    assert Pad(1)(COUNT).shape == (5, 6)
    assert Pad((2, 1))(COUNT).shape == (5, 8)
    padded = Pad((1, 0, 0, 2), fill=9)(COUNT)
    assert padded.shape == (5, 5)
    assert padded[:, 0].tolist() == [9] * 5
    np.testing.assert_array_equal(padded[:3, 1:], COUNT)
    row = np.array([[1, 2, 3]])
    assert Pad((2, 0), padding_mode="edge")(row).tolist() == [[1, 1, 1, 2, 3, 3, 3]]
    assert Pad((2, 0), padding_mode="reflect")(row).tolist() == [[3, 2, 1, 2, 3, 2, 1]]
    assert Pad((2, 0), padding_mode="symmetric")(row).tolist() == [[2, 1, 1, 2, 3, 3, 2]]


def test_the_middle():
    assert CenterCrop((1, 2))(COUNT).tolist() == [[5, 6]]
    assert CenterCrop(5)(COUNT)[1:4, :4].tolist() == COUNT.tolist()
    assert CenterCrop((3, 2))(COUNT).tolist() == COUNT[:, 1:3].tolist()


def test_random_parts_come_from_everywhere():
    parts = RandomCrop((2, 3), generator=zerodl.Generator(0))(np.stack([COUNT[None]] * 200))
    corners = {int(part[0, 0, 0]) for part in parts}
    assert corners == {0, 1, 4, 5}
    for part in parts[:, 0]:
        np.testing.assert_array_equal(part, part[0, 0] + np.array([[0, 1, 2], [4, 5, 6]]))
    moved = RandomCrop((3, 4), padding=1, fill=-1, generator=zerodl.Generator(0))(np.stack([COUNT[None]] * 200))
    assert len({part.tobytes() for part in moved}) == 9
    assert RandomCrop(6, pad_if_needed=True)(COUNT).shape == (6, 6)


def test_holes():
    ones = np.ones((300, 2, 20, 20))
    erased = RandomErasing(p=0.5, scale=(0.1, 0.2), ratio=(0.5, 2), value=[3, 4], generator=zerodl.Generator(0))(ones)
    sizes = np.sum(erased[:, 0] == 3, axis=(1, 2))
    np.testing.assert_array_equal(sizes, np.sum(erased[:, 1] == 4, axis=(1, 2)))
    assert abs(np.mean(sizes > 0) - 0.5) < 0.1
    assert 30 < sizes[sizes > 0].min() < 50 < 70 < sizes.max() < 85
    for image in erased[sizes > 0][:20, 0]:  # each hole is a full rectangle
        rows, columns = np.nonzero(image == 3)
        assert len(rows) == (np.ptp(rows) + 1) * (np.ptp(columns) + 1)
    noisy = RandomErasing(p=1.0, value="random")(np.full((1, 9, 9), 7.0))
    assert len(np.unique(noisy)) > 2
    here = np.ones((1, 9, 9))
    RandomErasing(p=1.0, inplace=True)(here)
    assert (here == 0).any()


def test_noise():
    grey = np.full((4, 1, 50, 50), 0.5, np.float32)
    noisy = GaussianNoise(mean=0.1, sigma=0.05, generator=zerodl.Generator(0))(grey)
    assert noisy.dtype == np.float32
    np.testing.assert_allclose([noisy.mean(), noisy.std()], [0.6, 0.05], atol=0.002)
    wild = GaussianNoise(sigma=5.0)(grey)
    assert (wild.min(), wild.max()) == (0, 1)
    assert GaussianNoise(sigma=5.0, clip=False)(grey).max() > 1


def test_light():
    x = np.array([0.2, 0.4, 0.6]).reshape(3, 1, 1) * np.ones((3, 2, 2))
    grey = 0.2989 * 0.2 + 0.587 * 0.4 + 0.114 * 0.6
    np.testing.assert_allclose(ColorJitter(brightness=(0.5, 0.5))(x), 0.5 * x)
    np.testing.assert_allclose(ColorJitter(brightness=(3, 3))(x)[:, 0, 0], [0.6, 1, 1])
    np.testing.assert_allclose(ColorJitter(contrast=(0, 0))(x), np.full_like(x, grey))
    np.testing.assert_allclose(ColorJitter(saturation=(0.5, 0.5))(x), 0.5 * x + 0.5 * grey)
    np.testing.assert_array_equal(ColorJitter()(x), x)
    whole = np.full((1, 2, 2), 100, np.uint8)
    assert ColorJitter(brightness=(1.5, 1.5))(whole).tolist() == [[[150, 150]] * 2]
    assert ColorJitter(brightness=(9, 9))(whole).max() == 255
    assert ColorJitter(brightness=0.25).brightness == (0.75, 1.25)


def test_pictures_become_tensors():
    picture = np.arange(24, dtype=np.uint8).reshape(2, 4, 3)
    y = ToTensor()(picture)
    assert (y.shape, y.dtype) == ((3, 2, 4), np.float32)
    np.testing.assert_allclose(y.array[1], picture[:, :, 1] / 255, rtol=1e-6)
    assert ToTensor()(COUNT).shape == (1, 3, 4)
    assert ToTensor()(COUNT).dtype == np.float64


def test_dtypes_with_their_range():
    whole = np.array([0, 51, 255], dtype=np.uint8)
    np.testing.assert_allclose(ToDtype(np.float32, scale=True)(whole), [0, 0.2, 1])
    np.testing.assert_array_equal(ToDtype(np.uint8, scale=True)(np.array([0, 0.2, 1, 2, -1])), [0, 51, 255, 255, 0])
    np.testing.assert_array_equal(ToDtype(np.uint8)(np.array([3.7, 200.0])), [3, 200])
    np.testing.assert_array_equal(ToDtype(np.int16, scale=True)(whole), [0, 51 * 128, 255 * 128])
    assert ToDtype(np.float64, scale=True)(np.float32([0.5])).dtype == np.float64
    every = np.arange(256, dtype=np.uint8)
    there = ToDtype(np.float32, scale=True)
    np.testing.assert_array_equal(ToDtype(np.uint8, scale=True)(there(every)), every)


def test_normalising_gives_mean_0_and_deviation_1():
    mean, std = BATCH.mean(axis=(0, 2, 3)), BATCH.std(axis=(0, 2, 3))
    y = Normalize(mean, std)(BATCH)
    np.testing.assert_allclose(y.mean(axis=(0, 2, 3)), 0, atol=1e-5)
    np.testing.assert_allclose(y.std(axis=(0, 2, 3)), 1, atol=1e-5)
    here = BATCH.copy()
    Normalize(zerodl.tensor(mean), std, inplace=True)(here)
    np.testing.assert_array_equal(here, y)


def test_one_after_the_other_and_now_and_then():
    assert Compose([Lambda(lambda x: x + 1), lambda x: x * 10])(1) == 20
    sometimes = RandomApply([lambda x: -x], p=0.25, generator=zerodl.Generator(0))
    assert 60 < sum(sometimes(1) == -1 for _ in range(400)) < 140
    assert "RandomCrop(size=(4, 4), padding=(1, 1, 1, 1)" in repr(Compose([RandomCrop(4, padding=1)]))


def test_in_a_dataset_workers_augment_as_one_process_would():
    augment = Compose([RandomCrop(6, padding=2, pad_if_needed=True), RandomHorizontalFlip(), GaussianNoise()])

    class Images(Dataset):
        def __len__(self):
            return 8

        def __getitem__(self, i):
            return augment(BATCH[i])

    epochs = []
    for workers in (0, 2):
        zerodl.manual_seed(0)
        epochs.append([batch.tolist() for batch in DataLoader(Images(), batch_size=3, num_workers=workers)])
    assert epochs[0] == epochs[1]


WRONG = {
    "no generator": (lambda: GaussianNoise(generator=1)(COUNT), DTypeError, "GaussianNoise: generator must be"),
    "a probability of 2": (lambda: RandomHorizontalFlip(p=2), ArgumentError, "p must lie between 0 and 1, got 2"),
    "a probability of NaN": (lambda: RandomErasing(p=float("nan")), ArgumentError, "nan"),
    "a negative border": (lambda: Pad(-1), ArgumentError, "padding"),
    "three borders": (lambda: Pad((1, 2, 3)), ArgumentError, "1, 2 or 4"),
    "an unknown border": (lambda: Pad(1, padding_mode="wrap"), ArgumentError, "padding_mode .* got 'wrap'"),
    "too wide a reflection": (lambda: Pad(4, padding_mode="reflect")(COUNT), ShapeError, "3 by 4 is too small"),
    "a part larger than the image": (lambda: RandomCrop(5)(COUNT), ShapeError, "5 by 5 out of 3 by 4"),
    "no size": (lambda: CenterCrop(0), ArgumentError, "size"),
    "negative noise": (lambda: GaussianNoise(sigma=-1), ArgumentError, "sigma"),
    "noise on whole numbers": (lambda: GaussianNoise()(np.ones((2, 2), int)), DTypeError, "ToDtype"),
    "whole numbers normalised": (lambda: Normalize(0, 1)(np.ones((2, 2), int)), DTypeError, "ToDtype"),
    "a deviation of 0": (lambda: Normalize([0, 0], [1, 0]), ArgumentError, "std must be above 0"),
    "a mean of NaN": (lambda: Normalize(float("nan"), 1), ArgumentError, "finite"),
    "two means for three channels": (lambda: Normalize([0, 0], [1, 1])(BATCH), ShapeError, "got 2 numbers"),
    "two values for three channels": (lambda: RandomErasing(1.0, value=[1, 2])(BATCH), ShapeError, "got 2 values"),
    "a value that is a word": (lambda: RandomErasing(value="noise"), ArgumentError, "random"),
    "holes larger than the image": (lambda: RandomErasing(scale=(0.5, 1.5)), ArgumentError, "scale"),
    "colours of two channels": (lambda: ColorJitter()(np.ones((2, 3, 3))), ShapeError, "1 or 3 channels, got 2"),
    "negative light": (lambda: ColorJitter(brightness=-1), ArgumentError, "brightness"),
    "ranges of complex numbers": (lambda: ToDtype(np.int64, scale=True)(COUNT), DTypeError, "cannot scale"),
    "a picture of one axis": (lambda: ToTensor()(np.ones(3)), ShapeError, "ToTensor"),
    "what cannot be called": (lambda: Compose([3]), DTypeError, "called, got 3"),
    "no function": (lambda: Lambda(3), DTypeError, "function"),
    "no change": (lambda: ImageTransform()(COUNT), NotImplementedError, "change"),
}


@pytest.mark.parametrize(("call", "error", "text"), WRONG.values(), ids=WRONG)
def test_what_is_refused(call, error, text):
    with pytest.raises(error, match=text):
        call()
