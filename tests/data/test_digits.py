"""The digits are the ones we know, and their ten splits never change."""

import hashlib
import subprocess
import sys

import numpy as np
import pytest

from zerodl.data.digits import NUM_SPLITS, held_out_rows, load_digits, split_digits
from zerodl.errors import ArgumentError

# The first eight hex digits of the SHA-256 of each split's held-out rows, "3 7 12 …".
DIGESTS = [
    "3f0a2571", "1a418a3e", "f0236480", "ef536d6f", "ce16c36e",
    "fad5df25", "23c5e3a6", "ed8d29d4", "08010fb5", "e3bd457b",
]  # fmt: skip


@pytest.fixture(scope="module")
def digits():
    return load_digits()


def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def test_images_and_labels_are_the_known_ones(digits):
    images, labels = digits
    assert images.dtype == np.float32
    assert (images.min(), images.max()) == (0, 1)
    assert digest(" ".join(str(int(ink)) for ink in (images * 16).ravel())) == "b28e26dd"
    assert digest(" ".join(map(str, labels))) == "8974ac55"


def test_splits_are_the_committed_ones(digits):
    assert [digest(" ".join(map(str, held_out_rows(digits[1], split)))) for split in range(NUM_SPLITS)] == DIGESTS


def test_every_image_is_held_out_exactly_twice(digits):
    rows = np.concatenate([held_out_rows(digits[1], split) for split in range(NUM_SPLITS)])
    assert np.bincount(rows).tolist() == [2] * len(digits[1])


@pytest.mark.parametrize("split", range(NUM_SPLITS))
def test_a_fifth_of_each_digit_is_held_out(digits, split):
    labels = digits[1]
    in_all, held_out = np.bincount(labels), np.bincount(labels[held_out_rows(labels, split)])
    assert np.all(np.abs(held_out - in_all / 5) < 1)


def test_training_and_held_out_images_are_all_the_images_once(digits):
    training, held_out = split_digits(split=3)
    rows = held_out_rows(digits[1], 3)
    np.testing.assert_array_equal(held_out.tensors[0].array, digits[0][rows])
    np.testing.assert_array_equal(held_out.tensors[1].array, digits[1][rows])
    np.testing.assert_array_equal(training.tensors[0].array, np.delete(digits[0], rows, axis=0))
    np.testing.assert_array_equal(training.tensors[1].array, np.delete(digits[1], rows))


@pytest.mark.parametrize("split", [-1, 10, 0.5, "first"])
def test_other_splits_are_refused(digits, split):
    with pytest.raises(ArgumentError, match="expected a split from 0 to 9"):
        held_out_rows(digits[1], split)


def test_scikit_learn_is_not_loaded_before_it_is_needed():
    code = "import sys, zerodl.data.digits; print('sklearn' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "False\n"
