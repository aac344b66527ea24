"""Turning, moving, stretching: by hand, and as PyTorch's affine_grid and grid_sample sample."""

import math

import numpy as np
import pytest

import zerodl
from zerodl.data.transforms import RandomAffine, RandomRotation
from zerodl.data.transforms.affine import affine_matrix, warp
from zerodl.errors import ArgumentError

torch = pytest.importorskip("torch", reason="PyTorch, the oracle, is not installed; pip install zerodl[test] has it")
RNG = np.random.default_rng(0)
IMAGES = RNG.random((4, 2, 7, 9))


def torchvisions_matrix(center, angle, translate, scale, shear):
    """torchvision's closed form, from its documentation."""
    rot, sx, sy = (math.radians(degrees) for degrees in (angle, *shear))
    cx, cy, tx, ty = *center, *translate
    a = math.cos(rot - sy) / math.cos(sy)
    b = -math.cos(rot - sy) * math.tan(sx) / math.cos(sy) - math.sin(rot)
    c = math.sin(rot - sy) / math.cos(sy)
    d = -math.sin(rot - sy) * math.tan(sx) / math.cos(sy) + math.cos(rot)
    m = [x / scale for x in (d, -b, 0.0, -c, a, 0.0)]
    m[2] += m[0] * (-cx - tx) + m[1] * (-cy - ty) + cx
    m[5] += m[3] * (-cx - tx) + m[4] * (-cy - ty) + cy
    return np.array(m).reshape(2, 3)


def random_settings(n):
    return (
        RNG.uniform(-180, 180, n), RNG.uniform(-4, 4, (n, 2)), RNG.uniform(0.5, 2, n), RNG.uniform(-40, 40, (n, 2))
    )  # fmt: skip


def test_matrices_are_torchvisions():
    angles, translates, scales, shears = random_settings(20)
    center = (1.5, -2.0)
    got = affine_matrix(angles, translates, scales, shears, center)
    for k in range(20):
        expected = torchvisions_matrix(center, angles[k], translates[k], scales[k], shears[k])
        np.testing.assert_allclose(got[k], expected, atol=1e-12)
        np.testing.assert_allclose(affine_matrix(angles[k], translates[k], scales[k], shears[k], center), got[k])


@pytest.mark.parametrize("interpolation", ["bilinear", "nearest"])
def test_sampling_is_pytorchs(interpolation):
    matrices = affine_matrix(*random_settings(4))
    height, width = IMAGES.shape[2:]
    # PyTorch counts from -1 to 1 where we count pixels from the middle.
    ours_to_theirs = np.diag([2 / width, 2 / height])
    turned = ours_to_theirs @ matrices[:, :, :2] @ np.linalg.inv(ours_to_theirs)
    theta = np.concatenate([turned, ours_to_theirs @ matrices[:, :, 2:]], axis=2)
    grid = torch.nn.functional.affine_grid(torch.tensor(theta), IMAGES.shape, align_corners=False)
    expected = torch.nn.functional.grid_sample(torch.tensor(IMAGES), grid, mode=interpolation, align_corners=False)
    np.testing.assert_allclose(warp(IMAGES, matrices, interpolation), expected.numpy(), atol=1e-12)


@pytest.mark.parametrize("interpolation", ["bilinear", "nearest"])
def test_what_lies_outside_has_the_fill(interpolation):
    moved = warp(np.ones((1, 1, 3, 3)), affine_matrix(translate=(1, 0))[None], interpolation, fill=5)
    assert moved[0, 0].tolist() == [[5, 1, 1]] * 3
    far = warp(np.ones((1, 1, 3, 3)), affine_matrix(translate=(50, -70))[None], interpolation, fill=5)
    assert (far == 5).all()


@pytest.mark.parametrize("quarter_turns", [-2, -1, 0, 1, 2, 3])
@pytest.mark.parametrize("interpolation", ["bilinear", "nearest"])
def test_quarter_turns_are_exact(interpolation, quarter_turns):
    square = RNG.random((2, 3, 6, 6))
    degrees = (90 * quarter_turns, 90 * quarter_turns)
    expected = np.rot90(square, quarter_turns, axes=(2, 3))
    np.testing.assert_allclose(RandomRotation(degrees, interpolation)(square), expected, atol=1e-12)
    clockwise = (-degrees[0], -degrees[1])
    np.testing.assert_allclose(RandomAffine(clockwise, interpolation=interpolation)(square), expected, atol=1e-12)


def test_moves_are_whole_pixels_within_reach_and_one_for_each_image():
    image = np.zeros((1, 9, 9))
    image[0, 4, 4] = 1
    moved = RandomAffine(0, translate=(0.25, 0.1), generator=zerodl.Generator(0))(np.stack([image] * 200))
    _, _, rows, columns = np.nonzero(moved)
    assert len(rows) == 200
    assert set(rows) == {3, 4, 5}
    assert set(columns) == {2, 3, 4, 5, 6}


def test_settings_stay_in_their_ranges():
    transform = RandomAffine(10, (0.5, 0.0), (0.8, 1.2), (-5, 5, 1, 2), generator=zerodl.Generator(0))
    angle, shift, scale, shear = transform._draw(500, 20, 40)
    assert -10 <= angle.min() < -9 < 9 < angle.max() <= 10
    assert (shift[:, 0].min(), shift[:, 0].max(), np.ptp(shift[:, 1])) == (-20, 20, 0)
    assert 0.8 <= scale.min() < 0.81 < 1.19 < scale.max() <= 1.2
    assert -5 <= shear[:, 0].min() < -4.9 < 4.9 < shear[:, 0].max() <= 5
    assert 1 <= shear[:, 1].min() < 1.1 < 1.9 < shear[:, 1].max() <= 2


def test_a_center_stays_where_it_is():
    image = np.zeros((5, 7))
    image[0, 1] = 1
    turned = RandomRotation((37, 37), center=(1.5, 0.5))(image)  # the middle of that pixel
    assert turned[0, 1] == 1


@pytest.mark.parametrize("dtype", [np.uint8, np.float32, np.float16, np.int64, bool])
def test_dtypes_stay(dtype):
    image = (RNG.random((3, 6, 6)) * 200).astype(dtype)
    for interpolation in ("nearest", "bilinear"):
        turned = RandomRotation((90, 90), interpolation)(image)
        assert turned.dtype == dtype
        np.testing.assert_array_equal(turned, np.rot90(image, axes=(1, 2)))


WRONG = {
    "negative degrees": (lambda: RandomRotation(-5), "degrees as one number"),
    "degrees the wrong way round": (lambda: RandomAffine((5, -5)), r"degrees .* got \(5, -5\)"),
    "degrees of NaN": (lambda: RandomAffine(float("nan")), "degrees"),
    "too far": (lambda: RandomAffine(0, translate=(2, 0)), "translate"),
    "one share": (lambda: RandomAffine(0, translate=(0.1,)), "translate must be two shares"),
    "scale of 0": (lambda: RandomAffine(0, scale=(0, 1)), "scale must be a range above 0"),
    "three slants": (lambda: RandomAffine(0, shear=(1, 2, 3)), "shear must be 1, 2 or 4"),
    "an unknown interpolation": (lambda: RandomAffine(0, interpolation="cubic"), "nearest or bilinear, got 'cubic'"),
}


@pytest.mark.parametrize(("call", "text"), WRONG.values(), ids=WRONG)
def test_what_is_refused(call, text):
    with pytest.raises(ArgumentError, match=text):
        call()
