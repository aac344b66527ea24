"""nn.init.xavier_uniform_: weights as wide as the way forward and the way back want them, on average."""

import math

import numpy as np

from ....nn import init
from ....nn.init import calculate_gain, fan_in_and_fan_out, normal_, uniform_
from ....nn.parameter import Parameter
from ....random import Generator, default_generator
from ...record import Exercise
from ...text import Text

record = Exercise(
    "nn.init.xavier_uniform_",
    lesson="03",
    points=10,
    minutes=8,
    difficulty=3,
    importance=4,
    role="production",
    task=Text(en="Fill a weight evenly, as wide as the forward and the backward way want it on average."),
    hints=(
        Text(
            en="The derivation ends with a variance; `uniform_` wants the ends of an interval. The numbers printed "
            "above the exercise say how the two hang together. And the gain is a factor on the numbers, not on their "
            "variance."
        ),
        Text(
            en="Numbers spread evenly from −b to b have variance b²/3. Set that equal to 2/(fan_in + fan_out) and "
            "solve for b. The gain then widens b."
        ),
        Text(
            en="Three lines: the two fans; the bound, for which b² is three times the variance; and the filled tensor, "
            "which goes back to the caller. What has to be handed on to `uniform_` besides the two ends?"
        ),
    ),
)

SEEDS = 1000


def fill(rng, shape, fans, call, gain=1.0):
    """What can be said of a filled weight whatever its random numbers are."""
    default_generator.manual_seed(int(rng.integers(SEEDS)))
    weight = Parameter(np.zeros(shape, np.float32))
    filled = init.xavier_uniform_(weight) if gain == 1.0 else init.xavier_uniform_(weight, gain)
    values = weight.array.astype(np.float64) / (gain * math.sqrt(2 / sum(fans)))
    return {
        "call": f"xavier_uniform_(weight{call}), weight of shape {shape}",
        "it returns the tensor itself": filled is weight,
        "dtype": str(weight.dtype),
        "standard deviation, as a multiple of the right one": round(float(values.std()), 1),
        "largest number, as a multiple of the right one": round(float(np.abs(values).max()) / math.sqrt(3), 1),
        "mean is near 0": abs(float(values.mean())) < 0.1,
    }


@record.scenario("a weight of 100 outputs and 300 inputs")
def wide(rng):
    return fill(rng, (100, 300), (300, 100), "")


@record.scenario("many more outputs than inputs")
def tall(rng):
    return fill(rng, (3000, 20), (20, 3000), "")


@record.scenario("with a gain")
def with_gain(rng):
    return [fill(rng, (200, 150), (150, 200), ", 2.5", 2.5), fill(rng, (50, 400), (400, 50), ", 0.4", 0.4)]


@record.scenario("a convolution's weight: every place of the kernel counts")
def kernel(rng):
    return fill(rng, (40, 30, 3, 5), (30 * 15, 40 * 15), "")


@record.scenario("three gains by lot, all of them powers of 2")
def gains_by_lot(rng):
    powers = []
    for power in rng.integers(-5, 6, size=3):
        weight = init.xavier_uniform_(Parameter(np.zeros((120, 80), np.float32)), 2.0**power)
        spread = max(float(weight.array.std()), 1e-30) / math.sqrt(2 / 200)
        powers.append(round(math.log2(spread)))
    return {"call": "xavier_uniform_(weight, gain) for three gains", "2 to the power of what, each of them": powers}


@record.scenario("numbers from a generator of one's own")
def own_generator(rng):
    seed = int(rng.integers(SEEDS))
    default_generator.manual_seed(seed)
    before = str(default_generator.get_state())
    first, second, third = (Parameter(np.zeros((7, 5), np.float32)) for _ in range(3))
    generator = Generator(seed)
    for weight in (first, second):
        init.xavier_uniform_(weight, generator=generator)
    init.xavier_uniform_(third, generator=Generator(seed))
    return {
        "call": "g = Generator(seed); xavier_uniform_(first, generator=g), and so on",
        "the same seed gives the same numbers": bool(np.array_equal(first.array, third.array)),
        "the next numbers are others": not np.array_equal(first.array, second.array),
        "the shared generator was left alone": str(default_generator.get_state()) == before,
    }


@record.mistake(
    en="The standard deviation was handed over where the end of the interval belongs. Numbers spread evenly up to b "
    "have a standard deviation of b/√3, so the interval has to reach √3 times as far."
)
def std_as_bound(tensor, gain=1.0, generator=None):
    fan_in, fan_out = fan_in_and_fan_out(tensor)
    bound = gain * math.sqrt(2 / (fan_in + fan_out))
    return uniform_(tensor, -bound, bound, generator)


@record.mistake(
    en="The numbers are spread normally. They have the right standard deviation, but evenly spread numbers never leave "
    "their interval: use `uniform_`."
)
def normal_instead(tensor, gain=1.0, generator=None):
    fan_in, fan_out = fan_in_and_fan_out(tensor)
    return normal_(tensor, 0.0, gain * math.sqrt(2 / (fan_in + fan_out)), generator)


@record.mistake(
    en="Only the way forward was thought of: the bound is made of fan_in alone. The mean of fan_in and fan_out takes "
    "its place."
)
def fan_in_only(tensor, gain=1.0, generator=None):
    fan_in, fan_out = fan_in_and_fan_out(tensor)
    bound = gain * math.sqrt(3 / fan_in)
    return uniform_(tensor, -bound, bound, generator)


@record.mistake(
    en="The two fans were added, but not averaged: the variance is 2/(fan_in + fan_out), and the 2 is missing."
)
def not_averaged(tensor, gain=1.0, generator=None):
    fan_in, fan_out = fan_in_and_fan_out(tensor)
    bound = gain * math.sqrt(3 / (fan_in + fan_out))
    return uniform_(tensor, -bound, bound, generator)


@record.mistake(en="The gain has no effect: it multiplies the bound.")
def no_gain(tensor, gain=1.0, generator=None):
    fan_in, fan_out = fan_in_and_fan_out(tensor)
    bound = math.sqrt(6 / (fan_in + fan_out))
    return uniform_(tensor, -bound, bound, generator)


@record.mistake(
    en="The gain stands under the root, so it comes out as its own root. It widens the numbers themselves: take it "
    "times the root."
)
def gain_under_root(tensor, gain=1.0, generator=None):
    fan_in, fan_out = fan_in_and_fan_out(tensor)
    bound = math.sqrt(gain * 6 / (fan_in + fan_out))
    return uniform_(tensor, -bound, bound, generator)


@record.mistake(en="The root is missing: what came out of the derivation is b², and the interval ends at b.")
def no_root(tensor, gain=1.0, generator=None):
    fan_in, fan_out = fan_in_and_fan_out(tensor)
    bound = gain * 6 / (fan_in + fan_out)
    return uniform_(tensor, -bound, bound, generator)


@record.mistake(
    when=lambda got, expected: not got["mean is near 0"] and expected["mean is near 0"],
    en="The numbers are all positive, so every sum grows: the interval begins at −bound, not at 0.",
)
def from_zero(tensor, gain=1.0, generator=None):
    fan_in, fan_out = fan_in_and_fan_out(tensor)
    bound = gain * math.sqrt(6 / (fan_in + fan_out))
    return uniform_(tensor, 0.0, bound, generator)


@record.mistake(
    en="The fans were read off the first two lengths alone. A convolution's kernel stands behind them, and each of its "
    "places counts: `fan_in_and_fan_out` knows."
)
def kernel_forgotten(tensor, gain=1.0, generator=None):
    bound = gain * math.sqrt(6 / (tensor.shape[0] + tensor.shape[1]))
    return uniform_(tensor, -bound, bound, generator)


@record.mistake(
    en="The numbers came from the shared generator although another one was given: hand `generator` on to `uniform_`."
)
def generator_forgotten(tensor, gain=1.0, generator=None):
    fan_in, fan_out = fan_in_and_fan_out(tensor)
    bound = gain * math.sqrt(6 / (fan_in + fan_out))
    return uniform_(tensor, -bound, bound)


@record.mistake(en="The weight was filled, but nothing came back: return the tensor, as all functions of this file do.")
def not_returned(tensor, gain=1.0, generator=None):
    fan_in, fan_out = fan_in_and_fan_out(tensor)
    bound = gain * math.sqrt(6 / (fan_in + fan_out))
    uniform_(tensor, -bound, bound, generator)


@record.variant
def by_the_standard_deviation(tensor, gain=1.0, generator=None):
    mean_fan = sum(fan_in_and_fan_out(tensor)) / 2
    std = gain / mean_fan**0.5
    return uniform_(tensor, a=-std * 3**0.5, b=std * 3**0.5, generator=generator)


@record.variant
def scaled_afterwards(tensor, gain=1.0, generator=None):
    a, b = fan_in_and_fan_out(tensor)
    uniform_(tensor, -1.0, 1.0, generator)
    tensor.array[...] *= gain * calculate_gain("linear") * np.sqrt(6.0) / np.sqrt(a + b)
    return tensor
