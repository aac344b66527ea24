"""kernels.standardise.standardise_grad: one number moves the mean and the spread, and so every result."""

import numpy as np

from ....autograd.tensor import Tensor
from ....kernels.standardise import standardise_grad
from ....nn import functional as F
from ...observe import observe
from ...record import Exercise
from ...text import Text

record = Exercise(
    "kernels.standardise.standardise_grad",
    lesson="07",
    points=20,
    minutes=22,
    difficulty=4,
    importance=5,
    role="production",
    task=Text(en="Take the gradient back through a normalisation, along all three ways."),
    hints=(
        Text(
            en="First the gradient of the distances. From its own y, d gets g/s. Through s it gets: the gradient of s, "
            "which is a sum over j of g times a slope, times the slope of s for d. Write that sum down and take out "
            "what does not depend on j. Then go on to x."
        ),
        Text(
            en="The gradient of s is −(sum of g·y)/s, and s moves with d by y/n. So d gets (g − y · mean of g·y)/s. On "
            "the way to x, each x gets its own distance's gradient, less the mean of them all, since it moves all "
            "distances through the mean."
        ),
        Text(
            en="The mean of the distances' gradients is simpler than it looks, because the mean of y is 0: only that "
            "of g is left. So g loses two things, its mean, and y times the mean of g·y, and the rest is multiplied "
            "by `scale`. Both means are taken along `axis`, which they keep."
        ),
    ),
)


def problem(rng, shape, axis, dtype=np.float64):
    """A g and the y and scale of random numbers, normalised along an axis."""
    x, g = rng.normal(3, 2, size=shape), rng.normal(size=shape)
    scale = 1 / np.sqrt(np.var(x, axis=axis, keepdims=True) + 1e-5)
    y = (x - np.mean(x, axis=axis, keepdims=True)) * scale
    return {"g": g.astype(dtype), "y": y.astype(dtype), "scale": scale.astype(dtype), "axis": axis}


@record.scenario("by hand: the four numbers, with g = 1 for the first y and 0 for the others")
def by_hand(rng):
    y = np.array([-1.4, -0.2, 0.2, 1.4])
    return observe(standardise_grad, g=np.array([1.0, 0.0, 0.0, 0.0]), y=y, scale=np.array([0.2]), axis=0)


@record.scenario("the same four, with another g for each")
def four_gradients(rng):
    y = np.array([-1.4, -0.2, 0.2, 1.4])
    return observe(standardise_grad, g=np.array([1.0, 10.0, -3.0, 2.0]), y=y, scale=np.array([0.2]), axis=0)


@record.scenario("a batch of six with three units")
def batch(rng):
    return observe(standardise_grad, **problem(rng, (6, 3), 0))


@record.scenario("along the other axis, and counted from the end")
def other_axis(rng):
    return [observe(standardise_grad, **problem(rng, (3, 5), axis)) for axis in (1, -1)]


@record.scenario("a square, where the lengths do not tell the axes apart")
def square(rng):
    return [observe(standardise_grad, **problem(rng, (4, 4), axis)) for axis in (0, 1)]


@record.scenario("several axes together: channels of images")
def several_axes(rng):
    return observe(standardise_grad, **problem(rng, (3, 2, 4, 5), (0, 2, 3)))


@record.scenario("equal numbers, where eps stands alone under the root")
def equal(rng):
    scale = np.full((1, 2), 1 / np.sqrt(1e-5))
    return observe(standardise_grad, g=rng.normal(size=(3, 2)), y=np.zeros((3, 2)), scale=scale, axis=0)


@record.scenario("float32 stays float32")
def single_precision(rng):
    return observe(standardise_grad, **problem(rng, (5, 2), 0, np.float32))


@record.scenario("in the framework: batch norm and layer norm, backward")
def in_the_framework(rng):
    x, weight, g = rng.normal(size=(5, 4)), Tensor(rng.uniform(0.5, 2, size=4)), Tensor(rng.normal(size=(5, 4)))
    one, other = (Tensor(x.copy(), requires_grad=True) for _ in range(2))
    F.batch_norm(one, None, None, weight, training=True).backward(g)
    F.layer_norm(other, (4,), weight).backward(g)
    return {"call": "F.batch_norm(x, …).backward(g) and F.layer_norm(x, …).backward(g)",
            "batch norm": one.grad.numpy(), "layer norm": other.grad.numpy()}  # fmt: skip


@record.mistake(
    en="Mean and standard deviation were treated as if they were constants. They are made of x: nudge one number, and "
    "both of them move, and all the results with them."
)
def both_constant(g, y, scale, axis):
    return g * scale


@record.mistake(
    en="The way through the standard deviation is missing. A nudge of one number changes the spread that all distances "
    "are divided by."
)
def std_constant(g, y, scale, axis):
    return (g - np.mean(g, axis=axis, keepdims=True)) * scale


@record.mistake(
    en="The way through the mean is missing: a nudge of one number moves the mean, and with it all the distances. From "
    "the distances' gradient to that of x, their mean is taken away."
)
def mean_constant(g, y, scale, axis):
    return (g - y * np.mean(g * y, axis=axis, keepdims=True)) * scale


@record.mistake(
    en="Sums stand where means belong. The mean of n numbers moves by an n-th of what one of them does, and so does "
    "the variance."
)
def sums(g, y, scale, axis):
    return (g - np.sum(g, axis=axis, keepdims=True) - y * np.sum(g * y, axis=axis, keepdims=True)) * scale


@record.mistake(
    en="In the last term the y outside the mean is missing. The standard deviation moves with each distance by that "
    "one's own y/n."
)
def y_outside_missing(g, y, scale, axis):
    return (g - np.mean(g, axis=axis, keepdims=True) - np.mean(g * y, axis=axis, keepdims=True)) * scale


@record.mistake(
    en="In the last term `g` alone is averaged. Through each y the standard deviation gets g times the slope of that "
    "y, −y/s, so g·y stands in the mean."
)
def y_inside_missing(g, y, scale, axis):
    mean = np.mean(g, axis=axis, keepdims=True)
    return (g - mean - y * mean) * scale


@record.mistake(
    en="The last term has the wrong sign. If the spread grows, every y comes nearer to 0: what goes through the "
    "standard deviation is taken away, too."
)
def std_sign(g, y, scale, axis):
    return (g - np.mean(g, axis=axis, keepdims=True) + y * np.mean(g * y, axis=axis, keepdims=True)) * scale


@record.mistake(
    en="Both means were added. If the mean grows, all distances shrink; if the spread grows, every y comes nearer to "
    "0. What goes these two ways is taken away from g."
)
def both_signs(g, y, scale, axis):
    return (g + np.mean(g, axis=axis, keepdims=True) + y * np.mean(g * y, axis=axis, keepdims=True)) * scale


@record.mistake(en="The mean of `g` was added. If the mean grows, all distances shrink, so it has to be taken away.")
def mean_sign(g, y, scale, axis):
    return (g + np.mean(g, axis=axis, keepdims=True) - y * np.mean(g * y, axis=axis, keepdims=True)) * scale


@record.mistake(
    en="The last term is twice what it should be: the 2 from the square and the 1/2 from the root cancel each other."
)
def twice(g, y, scale, axis):
    return (g - np.mean(g, axis=axis, keepdims=True) - 2 * y * np.mean(g * y, axis=axis, keepdims=True)) * scale


@record.mistake(
    en="`scale` is missing. All that reaches x has been divided by the standard deviation on its way: every term is "
    "multiplied by `scale`."
)
def no_scale(g, y, scale, axis):
    return g - np.mean(g, axis=axis, keepdims=True) - y * np.mean(g * y, axis=axis, keepdims=True)


@record.mistake(
    en="It was divided by `scale`. That is 1/s already, by which the distances were multiplied: multiply by it."
)
def divided_by_scale(g, y, scale, axis):
    return (g - np.mean(g, axis=axis, keepdims=True) - y * np.mean(g * y, axis=axis, keepdims=True)) / scale


@record.mistake(en="Only the first term was multiplied by `scale`. The other two came through the division as well.")
def scale_on_the_first(g, y, scale, axis):
    return g * scale - np.mean(g, axis=axis, keepdims=True) - y * np.mean(g * y, axis=axis, keepdims=True)


@record.mistake(
    en="The means were taken over the whole array. Every unit (or image) has a mean and a spread of its own: take them "
    "along `axis`, and keep it."
)
def over_all(g, y, scale, axis):
    return (g - np.mean(g) - y * np.mean(g * y)) * scale


@record.mistake(en="The means were always taken along the first axis. Which one it is, `axis` says.")
def always_the_first(g, y, scale, axis):
    return (g - np.mean(g, axis=0, keepdims=True) - y * np.mean(g * y, axis=0, keepdims=True)) * scale


@record.mistake(
    when=lambda got, expected: any("broadcast" in str(call.get("message")) for call in _calls(got)),
    en="The means have lost their axis and do not fit any more: keep it with `keepdims=True`.",
)
def axis_lost(g, y, scale, axis):
    return (g - np.mean(g, axis=axis) - y * np.mean(g * y, axis=axis)) * scale


@record.mistake(en="`g` belongs to the caller, and was changed: `g -= …` works in place. Make a new array.")
def in_place(g, y, scale, axis):
    projected = y * np.mean(g * y, axis=axis, keepdims=True)
    g -= np.mean(g, axis=axis, keepdims=True) + projected
    return g * scale


def _calls(data):
    return data if type(data) is list else [data]


@record.variant
def stage_by_stage(g, y, scale, axis):
    g_distance = scale * (g - y * np.mean(g * y, axis=axis, keepdims=True))
    return g_distance - np.mean(g_distance, axis=axis, keepdims=True)


@record.variant
def with_sums(g, y, scale, axis):
    count = int(np.prod(y.shape) // np.prod(scale.shape))
    total_g, total_gy = (np.sum(part, axis=axis, keepdims=True) for part in (g, g * y))
    return scale / count * (count * g - total_g - y * total_gy)


@record.variant
def centred_first(g, y, scale, axis):
    centred = g - g.mean(axis=axis, keepdims=True)
    along_y = (centred * y).mean(axis=axis, keepdims=True)
    return (centred - along_y * y) * scale
