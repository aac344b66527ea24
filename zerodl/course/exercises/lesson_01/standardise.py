"""kernels.standardise.standardise: reductions that keep their axis."""

import numpy as np

from ....kernels.standardise import standardise
from ...observe import observe
from ...record import Exercise
from ...text import Text

record = Exercise(
    "kernels.standardise.standardise",
    lesson="01",
    points=10,
    minutes=8,
    difficulty=2,
    importance=4,
    role="rung",
    task=Text(en="Bring the elements along an axis to mean 0 and variance 1."),
    hints=(
        Text(
            en="Three steps: the mean; how far each element is from it; how far they are on the whole. The variance is "
            "the mean of those distances squared. Each of the two means has to broadcast against `x`."
        ),
        Text(
            en="`np.mean` takes the axis, or a tuple of them, as `axis`, and with `keepdims=True` leaves it there with "
            "length 1. That holds for both means."
        ),
        Text(
            en="Keep the distances from the mean in an array of their own. Square them, take their mean along the same "
            "axes, add `eps` to it, take the root with `np.sqrt`, and divide the distances by that."
        ),
    ),
)


TWO_ROWS = np.array([[1.0, 3.0, 5.0, 7.0], [20.0, 20.0, 10.0, 30.0]])


@record.scenario("by hand: two rows")
def by_hand(rng):
    return observe(standardise, x=TWO_ROWS.copy(), axis=1)


@record.scenario("along the columns, and counted from the end")
def other_axes(rng):
    x = rng.normal(3, 2, size=(4, 6))
    return [observe(standardise, x=x, axis=0), observe(standardise, x=x, axis=-1)]


@record.scenario("a square, where the lengths do not tell the axes apart")
def square(rng):
    return observe(standardise, x=rng.normal(3, 2, size=(5, 5)), axis=1)


@record.scenario("several axes together: each colour of a small photo")
def colours(rng):
    return observe(standardise, x=rng.uniform(size=(4, 6, 3)), axis=(0, 1))


@record.scenario("eps under the root")
def with_eps(rng):
    return observe(standardise, x=rng.normal(size=(3, 4)), axis=1, eps=0.5)


@record.scenario("equal numbers")
def equal(rng):
    return observe(standardise, x=np.full((2, 3), 4.0), axis=0)


@record.scenario("float32 stays float32")
def single(rng):
    return observe(standardise, x=rng.normal(2, 3, size=(3, 4)).astype(np.float32), axis=1)


@record.mistake(
    when=lambda got, expected: _first(got)["raised"] == "ValueError" and "broadcast" in _first(got)["message"],
    en="The mean lost the axis along which it was taken, so it cannot be lined up with `x` any more, or meets the "
    "wrong axis. Keep the axis with length 1: `keepdims=True`.",
)
def axis_lost(x, axis, eps=1e-5):
    distance = x - np.mean(x, axis=axis)
    return distance / np.sqrt(np.mean(distance**2, axis=axis) + eps)


def _deviation():
    """The root of the variance of each of the two rows."""
    return np.std(TWO_ROWS, axis=1, keepdims=True)


def _mean_distance():
    """How far the elements of each of the two rows are from its mean, on the average."""
    return np.mean(np.abs(TWO_ROWS - np.mean(TWO_ROWS, axis=1, keepdims=True)), axis=1, keepdims=True)


def _first(got):
    """Of several calls the first that ended with an error."""
    return next(call for call in (got if type(got) is list else [got]) if "raised" in call)


@record.mistake(
    en="One mean was taken of the whole array. Each place on the other axes has its own: hand `axis` on to `np.mean`."
)
def of_everything(x, axis, eps=1e-5):
    return (x - np.mean(x)) / np.sqrt(np.var(x) + eps)


@record.mistake(en="The root is missing: the distances were divided by the variance.")
def no_root(x, axis, eps=1e-5):
    distance = x - np.mean(x, axis=axis, keepdims=True)
    return distance / (np.mean(distance**2, axis=axis, keepdims=True) + eps)


@record.mistake(
    en="eps was added after the root was taken. It belongs under it: √(variance + eps). PyTorch's layers have it there."
)
def eps_outside(x, axis, eps=1e-5):
    distance = x - np.mean(x, axis=axis, keepdims=True)
    return distance / (np.sqrt(np.mean(distance**2, axis=axis, keepdims=True)) + eps)


@record.mistake(
    en="eps is missing. Where all elements are equal, this divides 0 by 0; and elsewhere the result is a little too "
    "large."
)
def no_eps(x, axis, eps=1e-5):
    distance = x - np.mean(x, axis=axis, keepdims=True)
    return distance / np.sqrt(np.mean(distance**2, axis=axis, keepdims=True))


@record.mistake(en="eps is always 1e-5 in your code. The caller may want another one: use the argument.")
def own_eps(x, axis, eps=1e-5):
    distance = x - np.mean(x, axis=axis, keepdims=True)
    return distance / np.sqrt(np.mean(distance**2, axis=axis, keepdims=True) + 1e-5)


@record.mistake(
    en="The variance was divided by one less than the number of elements, as for a sample in statistics. Here it is "
    "the plain mean of the squares, as in all normalisation layers."
)
def sample_variance(x, axis, eps=1e-5):
    distance = x - np.mean(x, axis=axis, keepdims=True)
    return distance / np.sqrt(np.var(x, axis=axis, keepdims=True, ddof=1) + eps)


@record.mistake(
    en="The elements were squared, not their distances from the mean. Variance measures how far they are from the mean."
)
def squares_of_the_elements(x, axis, eps=1e-5):
    distance = x - np.mean(x, axis=axis, keepdims=True)
    return distance / np.sqrt(np.mean(x**2, axis=axis, keepdims=True) + eps)


@record.mistake(
    when=lambda got, expected: np.allclose(
        got["result"] * _mean_distance(), expected["result"] * _deviation(), atol=1e-3
    ),
    en="The distances were made positive and averaged. Variance squares them, which counts large distances more, and "
    "takes the mean of the squares; the root comes afterwards.",
)
def mean_distance(x, axis, eps=1e-5):
    distance = x - np.mean(x, axis=axis, keepdims=True)
    return distance / (np.mean(np.abs(distance), axis=axis, keepdims=True) + eps)


@record.mistake(
    en="Under the root stands the mean of the distances, made positive. The variance is the mean of their squares."
)
def root_of_the_mean_distance(x, axis, eps=1e-5):
    distance = x - np.mean(x, axis=axis, keepdims=True)
    return distance / np.sqrt(np.mean(np.abs(distance), axis=axis, keepdims=True) + eps)


@record.mistake(en="The mean was subtracted, but nothing was divided: the variance is not 1 yet.")
def only_centred(x, axis, eps=1e-5):
    return x - np.mean(x, axis=axis, keepdims=True)


@record.mistake(en="The squares were added up; the variance is their mean.")
def sum_of_squares(x, axis, eps=1e-5):
    distance = x - np.mean(x, axis=axis, keepdims=True)
    return distance / np.sqrt(np.sum(distance**2, axis=axis, keepdims=True) + eps)


@record.variant
def with_numpys_variance(x, axis, eps=1e-5):
    return (x - x.mean(axis, keepdims=True)) / (x.var(axis, keepdims=True) + eps) ** 0.5


@record.variant
def axes_put_back(x, axis, eps=1e-5):
    def mean(values):
        return np.expand_dims(np.mean(values, axis=axis), axis)

    return (x - mean(x)) / np.sqrt(mean(np.square(x - mean(x))) + eps)


@record.variant
def squares_first(x, axis, eps=1e-5):
    count = np.size(x) / np.size(np.sum(x, axis=axis))
    mean = np.sum(x, axis=axis, keepdims=True) / count
    wide = np.asarray(x, np.float64)
    variance = np.sum((wide - mean) ** 2, axis=axis, keepdims=True) / count
    return ((x - mean) / np.sqrt(variance + eps)).astype(x.dtype)
