"""nn.init.kaiming_normal_: weights that make up for what the activation takes away."""

import math

import numpy as np

from ....nn import init
from ....nn.init import calculate_gain, fan_in_and_fan_out, normal_, uniform_
from ....nn.parameter import Parameter
from ....random import Generator, default_generator
from ...record import Exercise
from ...text import Text

record = Exercise(
    "nn.init.kaiming_normal_",
    lesson="03",
    points=10,
    minutes=8,
    difficulty=3,
    importance=5,
    role="production",
    task=Text(en="Fill a weight normally, so wide that the activation behind it takes nothing away."),
    hints=(
        Text(
            en="Without an activation a weight should have variance 1/fan. Which standard deviation is that? And what "
            "does the gain do to it?"
        ),
        Text(
            en="`mode` says which of the two numbers of `fan_in_and_fan_out(tensor)` counts. "
            "`calculate_gain(nonlinearity, a)` says how much wider the numbers have to be."
        ),
        Text(
            en="The variance is gain² / fan, and `normal_` wants its root. What has to be handed on to it besides the "
            "mean and that root?"
        ),
    ),
)

SEEDS = 1000


def fill(rng, shape, std, call, **settings):
    default_generator.manual_seed(int(rng.integers(SEEDS)))
    weight = Parameter(np.zeros(shape, np.float32))
    filled = init.kaiming_normal_(weight, **settings)
    values = weight.array.astype(np.float64) / std
    return {
        "call": f"kaiming_normal_(weight{call}), weight of shape {shape}",
        "it returns the tensor itself": filled is weight,
        "dtype": str(weight.dtype),
        "standard deviation, as a multiple of the right one": round(float(values.std()), 1),
        "mean is near 0": abs(float(values.mean())) < 0.1,
        "share of the numbers within one standard deviation": round(float(np.mean(np.abs(values) < values.std())), 1),
    }


@record.scenario("before relu: 100 outputs and 400 inputs")
def before_relu(rng):
    return fill(rng, (100, 400), math.sqrt(2 / 400), ', nonlinearity="relu"', nonlinearity="relu")


@record.scenario("before other activations")
def before_others(rng):
    return [
        fill(rng, (500, 90), gain / math.sqrt(90), f', nonlinearity="{name}"', nonlinearity=name)
        for name, gain in (("linear", 1), ("tanh", 5 / 3), ("selu", 3 / 4), ("sigmoid", 1))
    ]


@record.scenario("before leaky_relu, whose slope is a")
def before_leaky(rng):
    return [
        fill(rng, (300, 150), math.sqrt(2 / (1 + a**2) / 150), f", a={a}" if a else "", a=a) for a in (0.0, 0.8, 2.0)
    ]


@record.scenario('mode="fan_out"')
def backward(rng):
    call = ', mode="fan_out", nonlinearity="relu"'
    return fill(rng, (400, 100), math.sqrt(2 / 400), call, mode="fan_out", nonlinearity="relu")


@record.scenario("a convolution's weight: every place of the kernel counts")
def kernel(rng):
    return fill(rng, (40, 30, 3, 5), math.sqrt(2 / (30 * 15)), ', nonlinearity="relu"', nonlinearity="relu")


@record.scenario("three widths by lot, all of them powers of 4")
def widths_by_lot(rng):
    halvings = []
    for power in rng.integers(1, 7, size=3):
        weight = Parameter(np.zeros((300, 4 ** int(power)), np.float32))
        spread = float(init.kaiming_normal_(weight, nonlinearity="linear").array.std())
        halvings.append(round(-math.log2(max(spread, 1e-30))))
    return {"call": "kaiming_normal_(weight, nonlinearity='linear') for three widths", "halvings of 1": halvings}


@record.scenario("numbers from a generator of one's own")
def own_generator(rng):
    seed = int(rng.integers(SEEDS))
    default_generator.manual_seed(seed)
    before = str(default_generator.get_state())
    first, second = (Parameter(np.zeros((7, 5), np.float32)) for _ in range(2))
    for weight in (first, second):
        init.kaiming_normal_(weight, generator=Generator(seed))
    return {
        "call": "kaiming_normal_(weight, generator=Generator(seed))",
        "the same seed gives the same numbers": bool(np.array_equal(first.array, second.array)),
        "the shared generator was left alone": str(default_generator.get_state()) == before,
    }


@record.mistake(
    en="The gain is missing: before relu the numbers must be √2 times as wide, to make up for the half that relu sets "
    "to 0."
)
def no_gain(tensor, a=0.0, mode="fan_in", nonlinearity="leaky_relu", generator=None):
    fan_in, fan_out = fan_in_and_fan_out(tensor)
    return normal_(tensor, 0.0, 1 / math.sqrt(fan_in if mode == "fan_in" else fan_out), generator)


@record.mistake(
    en="The two fans are exchanged. A weight has shape (out, in), and `fan_in_and_fan_out` returns fan_in first: how "
    "many numbers are summed for one output."
)
def fans_exchanged(tensor, a=0.0, mode="fan_in", nonlinearity="leaky_relu", generator=None):
    fan_in, fan_out = fan_in_and_fan_out(tensor)
    fan = fan_out if mode == "fan_in" else fan_in
    return normal_(tensor, 0.0, calculate_gain(nonlinearity, a) / math.sqrt(fan), generator)


@record.mistake(en="The variance was handed over where the standard deviation belongs: take the root of gain²/fan.")
def variance_as_std(tensor, a=0.0, mode="fan_in", nonlinearity="leaky_relu", generator=None):
    fan_in, fan_out = fan_in_and_fan_out(tensor)
    fan = fan_in if mode == "fan_in" else fan_out
    return normal_(tensor, 0.0, calculate_gain(nonlinearity, a) ** 2 / fan, generator)


@record.mistake(
    en="The gain stands under the root, so it comes out as its own root: √(gain/fan) in place of gain/√fan."
)
def gain_under_root(tensor, a=0.0, mode="fan_in", nonlinearity="leaky_relu", generator=None):
    fan_in, fan_out = fan_in_and_fan_out(tensor)
    fan = fan_in if mode == "fan_in" else fan_out
    return normal_(tensor, 0.0, math.sqrt(calculate_gain(nonlinearity, a) / fan), generator)


@record.mistake(
    en="Before relu it is right, before other activations not: √2 is the gain of relu alone. Ask `calculate_gain`."
)
def always_relu(tensor, a=0.0, mode="fan_in", nonlinearity="leaky_relu", generator=None):
    fan_in, fan_out = fan_in_and_fan_out(tensor)
    return normal_(tensor, 0.0, math.sqrt(2 / (fan_in if mode == "fan_in" else fan_out)), generator)


@record.mistake(
    en="The slope `a` of leaky_relu has no effect: hand it on, `calculate_gain(nonlinearity, a)`. Left out, it is 0.01."
)
def slope_forgotten(tensor, a=0.0, mode="fan_in", nonlinearity="leaky_relu", generator=None):
    fan_in, fan_out = fan_in_and_fan_out(tensor)
    fan = fan_in if mode == "fan_in" else fan_out
    return normal_(tensor, 0.0, calculate_gain(nonlinearity) / math.sqrt(fan), generator)


@record.mistake(en='`mode` has no effect: with "fan_out" the second of the two fans counts.')
def always_fan_in(tensor, a=0.0, mode="fan_in", nonlinearity="leaky_relu", generator=None):
    fan_in, _ = fan_in_and_fan_out(tensor)
    return normal_(tensor, 0.0, calculate_gain(nonlinearity, a) / math.sqrt(fan_in), generator)


@record.mistake(
    en="The mean of the two fans is Xavier's compromise between both ways. Here `mode` decides for one of them."
)
def mean_of_the_fans(tensor, a=0.0, mode="fan_in", nonlinearity="leaky_relu", generator=None):
    fan_in, fan_out = fan_in_and_fan_out(tensor)
    return normal_(tensor, 0.0, calculate_gain(nonlinearity, a) / math.sqrt((fan_in + fan_out) / 2), generator)


@record.mistake(
    en="This is the even spread, with √3 in its bound. `normal_` takes the standard deviation itself, and spreads "
    "normally."
)
def uniform_instead(tensor, a=0.0, mode="fan_in", nonlinearity="leaky_relu", generator=None):
    fan_in, fan_out = fan_in_and_fan_out(tensor)
    bound = math.sqrt(3) * calculate_gain(nonlinearity, a) / math.sqrt(fan_in if mode == "fan_in" else fan_out)
    return uniform_(tensor, -bound, bound, generator)


@record.mistake(
    en="Every number is √3 times too wide: that factor belongs to the ends of an even spread, not to a standard "
    "deviation."
)
def bound_as_std(tensor, a=0.0, mode="fan_in", nonlinearity="leaky_relu", generator=None):
    fan_in, fan_out = fan_in_and_fan_out(tensor)
    bound = math.sqrt(3) * calculate_gain(nonlinearity, a) / math.sqrt(fan_in if mode == "fan_in" else fan_out)
    return normal_(tensor, 0.0, bound, generator)


@record.mistake(
    en="There is a √2 too many. `calculate_gain` has that of relu in it already, and other activations have none."
)
def gain_twice(tensor, a=0.0, mode="fan_in", nonlinearity="leaky_relu", generator=None):
    fan_in, fan_out = fan_in_and_fan_out(tensor)
    std = calculate_gain(nonlinearity, a) * math.sqrt(2 / (fan_in if mode == "fan_in" else fan_out))
    return normal_(tensor, 0.0, std, generator)


@record.mistake(
    en="The fan was read off the shape's first two lengths. A convolution's kernel stands behind them, and each of its "
    "places counts: `fan_in_and_fan_out` knows."
)
def kernel_forgotten(tensor, a=0.0, mode="fan_in", nonlinearity="leaky_relu", generator=None):
    fan = tensor.shape[1] if mode == "fan_in" else tensor.shape[0]
    return normal_(tensor, 0.0, calculate_gain(nonlinearity, a) / math.sqrt(fan), generator)


@record.mistake(
    en="The numbers came from the shared generator although another one was given: hand `generator` on to `normal_`."
)
def generator_forgotten(tensor, a=0.0, mode="fan_in", nonlinearity="leaky_relu", generator=None):
    fan_in, fan_out = fan_in_and_fan_out(tensor)
    fan = fan_in if mode == "fan_in" else fan_out
    return normal_(tensor, 0.0, calculate_gain(nonlinearity, a) / math.sqrt(fan))


@record.mistake(en="The weight was filled, but nothing came back: return the tensor, as all functions of this file do.")
def not_returned(tensor, a=0.0, mode="fan_in", nonlinearity="leaky_relu", generator=None):
    fan_in, fan_out = fan_in_and_fan_out(tensor)
    fan = fan_in if mode == "fan_in" else fan_out
    normal_(tensor, 0.0, calculate_gain(nonlinearity, a) / math.sqrt(fan), generator)


@record.variant
def with_a_dictionary(tensor, a=0.0, mode="fan_in", nonlinearity="leaky_relu", generator=None):
    fans = dict(zip(("fan_in", "fan_out"), fan_in_and_fan_out(tensor)))
    variance = calculate_gain(nonlinearity, a) ** 2 / fans[mode]
    return normal_(tensor, std=variance**0.5, generator=generator)


@record.variant
def scaled_afterwards(tensor, a=0.0, mode="fan_in", nonlinearity="leaky_relu", generator=None):
    normal_(tensor, generator=generator)
    tensor.array[...] *= calculate_gain(nonlinearity, a) / np.sqrt(fan_in_and_fan_out(tensor)[mode == "fan_out"])
    return tensor
