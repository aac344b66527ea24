"""kernels.running.update_running_statistics: what a batch norm remembers of the batches that it has seen."""

import numpy as np

from ....autograd.tensor import Tensor
from ....kernels.running import update_running_statistics
from ....nn import BatchNorm1d
from ...observe import observe
from ...record import Exercise
from ...text import Text

record = Exercise(
    "kernels.running.update_running_statistics",
    lesson="07",
    points=10,
    minutes=8,
    difficulty=2,
    importance=4,
    role="production",
    task=Text(en="Move a running mean and variance a step towards those of the newest batch, in place."),
    hints=(
        Text(
            en="A running mean of 2 and a new one of 10, with a momentum of 0.25: the result lies a quarter of the way "
            "from 2 to 10. Which two factors make it of 2 and 10?"
        ),
        Text(
            en="The old one counts 1 − momentum, the new one momentum. A variance that is on average (n − 1)/n of the "
            "true one is set right by n/(n − 1); `count` is n. That belongs to the new variance alone: the running one "
            "has been set right before."
        ),
        Text(
            en="`running_mean[...] = ` the mixture, which writes into the array that is there; the same for "
            "`running_var`, with the variance times count / (count − 1). Nothing is returned."
        ),
    ),
)


def told(running_mean, running_var, mean, variance, count, momentum):
    """What the answer makes of the two running arrays, and what it returns."""
    running = [np.array(values) for values in (running_mean, running_var)]
    seen = observe(
        update_running_statistics, running_mean=running[0], running_var=running[1], mean=np.array(mean),
        variance=np.array(variance), count=count, momentum=momentum,
    )  # fmt: skip
    return seen | {"running_mean": running[0], "running_var": running[1]}


@record.scenario("by hand: a quarter of the way from 2 to 10")
def by_hand(rng):
    return told([2.0], [1.0], [10.0], [3.0], 4, 0.25)


@record.scenario("three units, a batch of eight")
def three_units(rng):
    means, variances = rng.normal(size=(2, 3)), rng.uniform(1, 3, size=(2, 3))
    return told(means[0], variances[0], means[1], variances[1], 8, 0.1)


@record.scenario("a batch of two, and one of a thousand")
def small_and_large(rng):
    means, variances = rng.normal(size=(2, 2)), rng.uniform(1, 3, size=(2, 2))
    return [told(means[0], variances[0], means[1], variances[1], count, 0.3) for count in (2, 1000)]


@record.scenario("momentum 0 and momentum 1")
def ends(rng):
    means, variances = rng.normal(size=(2, 4)), rng.uniform(1, 3, size=(2, 4))
    return [told(means[0], variances[0], means[1], variances[1], 5, momentum) for momentum in (0.0, 1.0)]


@record.scenario("float32 stays float32")
def single_precision(rng):
    means, variances = rng.normal(size=(2, 3)).astype(np.float32), rng.uniform(1, 3, size=(2, 3)).astype(np.float32)
    return told(means[0], variances[0], means[1], variances[1], 6, 0.2)


@record.scenario("in the framework: a batch norm that saw three batches")
def in_the_framework(rng):
    layer = BatchNorm1d(2, momentum=0.4)
    for _ in range(3):
        layer(Tensor(rng.normal(5, 2, size=(4, 2)).astype(np.float32)))
    return {
        "call": "BatchNorm1d(2, momentum=0.4) of three batches of four",
        "running_mean": layer.running_mean.numpy().copy(),
        "running_var": layer.running_var.numpy().copy(),
    }


@record.mistake(
    en="`momentum` was given to the old one. It is the share of the newest: with 0.1 nine tenths of what was "
    "remembered stay."
)
def shares_exchanged(running_mean, running_var, mean, variance, count, momentum):
    running_mean[...] = momentum * running_mean + (1 - momentum) * mean
    running_var[...] = momentum * running_var + (1 - momentum) * variance * (count / (count - 1))


@record.mistake(
    en="The variance was taken as it came. A batch's own variance is too small, by (n − 1)/n on average: multiply it "
    "by n/(n − 1)."
)
def no_correction(running_mean, running_var, mean, variance, count, momentum):
    running_mean[...] = (1 - momentum) * running_mean + momentum * mean
    running_var[...] = (1 - momentum) * running_var + momentum * variance


@record.mistake(
    en="The correction is upside down: the batch's variance is too small already, and was made smaller still. Multiply "
    "it by n/(n − 1)."
)
def upside_down(running_mean, running_var, mean, variance, count, momentum):
    running_mean[...] = (1 - momentum) * running_mean + momentum * mean
    running_var[...] = (1 - momentum) * running_var + momentum * variance * ((count - 1) / count)


@record.mistake(
    en="The whole mixture was corrected, the old variance included. That one was set right when it came, and would "
    "grow with every batch."
)
def both_corrected(running_mean, running_var, mean, variance, count, momentum):
    running_mean[...] = (1 - momentum) * running_mean + momentum * mean
    running_var[...] = ((1 - momentum) * running_var + momentum * variance) * (count / (count - 1))


@record.mistake(
    en="The means were corrected, too. They are right on average as they are; only the variances are too small."
)
def means_corrected(running_mean, running_var, mean, variance, count, momentum):
    factor = count / (count - 1)
    running_mean[...] = (1 - momentum) * running_mean + momentum * mean * factor
    running_var[...] = (1 - momentum) * running_var + momentum * variance * factor


@record.mistake(
    when=lambda got, expected: got["changed"] == [] and expected["changed"] != [] and got.get("result") is None,
    en="The layer's arrays have not changed. `running_mean = …` gives the name to a new array; the layer goes on "
    "looking at the old one. Write into it: `running_mean[...] = …`.",
)
def names_rebound(running_mean, running_var, mean, variance, count, momentum):
    running_mean = (1 - momentum) * running_mean + momentum * mean
    running_var = (1 - momentum) * running_var + momentum * variance * (count / (count - 1))


@record.mistake(
    when=lambda got, expected: got["changed"] == [] and got.get("result") is not None,
    en="New arrays came back, and the layer's stayed as they were. Write into them: `running_mean[...] = …`.",
)
def new_ones_returned(running_mean, running_var, mean, variance, count, momentum):
    new_mean = (1 - momentum) * running_mean + momentum * mean
    return new_mean, (1 - momentum) * running_var + momentum * variance * (count / (count - 1))


@record.mistake(
    en="The new was added to the whole of the old, which grows and grows that way. The old one has to give up the "
    "share that the new one gets."
)
def added(running_mean, running_var, mean, variance, count, momentum):
    running_mean += momentum * mean
    running_var += momentum * variance * (count / (count - 1))


@record.mistake(
    en="The running statistics were replaced by those of the newest batch: nothing is remembered of the others."
)
def replaced(running_mean, running_var, mean, variance, count, momentum):
    running_mean[...] = mean
    running_var[...] = variance * (count / (count - 1))


@record.mistake(en="The running variance was made of the means: there is a `variance` for it.")
def variance_of_the_mean(running_mean, running_var, mean, variance, count, momentum):
    running_mean[...] = (1 - momentum) * running_mean + momentum * mean
    running_var[...] = (1 - momentum) * running_var + momentum * mean * (count / (count - 1))


@record.mistake(en="Only the mean has moved. The variance is remembered, too.")
def mean_alone(running_mean, running_var, mean, variance, count, momentum):
    running_mean[...] = (1 - momentum) * running_mean + momentum * mean


@record.mistake(en="It moved away from the newest batch: the difference is new − old, and a share of it is added.")
def away(running_mean, running_var, mean, variance, count, momentum):
    running_mean += momentum * (running_mean - mean)
    running_var += momentum * (running_var - variance * (count / (count - 1)))


@record.mistake(
    en="`mean` or `variance` belong to the caller, and were changed: write into the two running arrays only."
)
def batch_changed(running_mean, running_var, mean, variance, count, momentum):
    variance *= count / (count - 1)
    running_mean[...] = (1 - momentum) * running_mean + momentum * mean
    running_var[...] = (1 - momentum) * running_var + momentum * variance


@record.variant
def step_towards(running_mean, running_var, mean, variance, count, momentum):
    running_mean += momentum * (mean - running_mean)
    running_var += momentum * (variance * count / max(count - 1, 1) - running_var)


@record.variant
def shrink_and_add(running_mean, running_var, mean, variance, count, momentum):
    unbiased = variance / (1 - 1 / count) if count > 1 else variance
    for running, new in ((running_mean, mean), (running_var, unbiased)):
        running *= 1 - momentum
        running += momentum * new


@record.variant
def with_a_colon(running_mean, running_var, mean, variance, count, momentum):
    correction = count / (count - 1) if count > 1 else 1
    running_mean[:] = running_mean - momentum * running_mean + momentum * mean
    running_var[:] = running_var * (1 - momentum) + variance * correction * momentum
