"""optim.lr_scheduler.cosine_warm_up.warm_up_cosine: how much of the highest rate each step gets."""

import math

import numpy as np

from ....autograd.tensor import Tensor
from ....optim import SGD
from ....optim.lr_scheduler import LambdaLR
from ....optim.lr_scheduler.cosine_warm_up import warm_up_cosine
from ...observe import observe
from ...record import Exercise
from ...text import Text

record = Exercise(
    "optim.lr_scheduler.cosine_warm_up.warm_up_cosine",
    lesson="05",
    points=10,
    minutes=10,
    difficulty=2,
    importance=4,
    role="production",
    task=Text(en="Say what share of the highest rate step t gets: up in a straight line, down in half a wave."),
    hints=(
        Text(
            en="Three stretches, three cases: before `warm_up`, from there to `total`, and after. For the middle one, "
            "first compute how much of the way down is done, from 0 to 1: which step is 0, which is 1?"
        ),
        Text(
            en="The cosine of 0 is 1, that of π is −1. With 1 added and then halved it goes from 1 to 0. Stretch that "
            "so that it goes from 1 to `floor`: what lies above the floor is `1 - floor`."
        ),
        Text(
            en="The rise is a fraction: of `warm_up + 1` equal stairs, step t has taken t + 1. On the way down, "
            "`t - warm_up` of `total - warm_up` steps are done; π times that goes into `math.cos`. Handle t from "
            "`total` on before you divide."
        ),
    ),
)


def shares(steps, **settings):
    """What the steps get."""
    return [observe(warm_up_cosine, t=t, **settings) for t in steps]


@record.scenario("by hand: four steps up, four down")
def by_hand(rng):
    return shares(range(9), warm_up=4, total=8)


@record.scenario("with a floor")
def with_floor(rng):
    return shares((0, 3, 4, 6, 8, 10, 11, 40), warm_up=2, total=10, floor=0.1)


@record.scenario("no warm-up: it begins at the top")
def no_warm_up(rng):
    return shares((0, 1, 5, 9, 10), warm_up=0, total=10)


@record.scenario("steps by lot")
def by_lot(rng):
    warm_up, total = int(rng.integers(20, 60)), int(rng.integers(300, 900))
    steps = sorted({0, warm_up - 1, warm_up, total - 1, *rng.integers(0, total, size=6).tolist()})
    return shares(steps, warm_up=warm_up, total=total, floor=float(rng.uniform(0.05, 0.3)))


@record.scenario("nothing but a warm-up; long after the end")
def edges(rng):
    return [*shares((0, 2, 3, 4), warm_up=3, total=3), *shares((1000,), warm_up=3, total=9, floor=0.25)]


@record.scenario("in the framework: the rates of an optimiser")
def in_the_framework(rng):
    w = Tensor(np.ones(1), requires_grad=True)
    optimizer = SGD([w], lr=0.8)
    schedule = LambdaLR(optimizer, lambda t: warm_up_cosine(t, 3, 9, 0.1))
    rates = schedule.get_last_lr()
    for _ in range(10):
        optimizer.step()
        schedule.step()
        rates = rates + schedule.get_last_lr()
    return {"call": "LambdaLR(SGD([w], lr=0.8), lambda t: warm_up_cosine(t, 3, 9, 0.1))", "rates": np.array(rates)}


@record.mistake(
    en="The first step gets a rate of 0, so it teaches nothing. Step 0 has taken the first stair already: t + 1 of "
    "`warm_up + 1`."
)
def from_zero(t, warm_up, total, floor=0.0):
    if t < warm_up:
        return t / warm_up
    if t >= total:
        return floor
    return floor + (1 - floor) * (1 + math.cos(math.pi * (t - warm_up) / (total - warm_up))) / 2


@record.mistake(
    en="The rise is a stair too fast: the top is reached by step `warm_up` − 1, and step `warm_up` is there a second "
    "time. There are `warm_up + 1` stairs."
)
def a_stair_too_fast(t, warm_up, total, floor=0.0):
    if t < warm_up:
        return (t + 1) / warm_up
    if t >= total:
        return floor
    return floor + (1 - floor) * (1 + math.cos(math.pi * (t - warm_up) / (total - warm_up))) / 2


@record.mistake(
    en="The way down begins at step 0 of the whole, so that at the end of the warm-up the rate jumps. Of the way down "
    "`t - warm_up` steps are done."
)
def wave_from_the_start(t, warm_up, total, floor=0.0):
    if t < warm_up:
        return (t + 1) / (warm_up + 1)
    if t >= total:
        return floor
    return floor + (1 - floor) * (1 + math.cos(math.pi * t / total)) / 2


@record.mistake(
    en="The way down is too long by the warm-up: it has `total - warm_up` steps, and should be over at step `total`."
)
def wave_too_long(t, warm_up, total, floor=0.0):
    if t < warm_up:
        return (t + 1) / (warm_up + 1)
    if t >= total:
        return floor
    return floor + (1 - floor) * (1 + math.cos(math.pi * (t - warm_up) / total)) / 2


@record.mistake(
    en="After `total` the rate rises again, as the cosine does. From there on it stays at `floor`."
)
def rises_again(t, warm_up, total, floor=0.0):
    if t < warm_up:
        return (t + 1) / (warm_up + 1)
    done = (t - warm_up) / max(total - warm_up, 1)
    return floor + (1 - floor) * (1 + math.cos(math.pi * done)) / 2


@record.mistake(en="`floor` has no effect: at the end this share of the highest rate is left.")
def no_floor(t, warm_up, total, floor=0.0):
    if t < warm_up:
        return (t + 1) / (warm_up + 1)
    if t >= total:
        return 0.0
    return (1 + math.cos(math.pi * (t - warm_up) / (total - warm_up))) / 2


@record.mistake(
    en="`floor` was added to a wave that already goes from 1 to 0, so that it begins above 1. What is left for the "
    "wave is 1 − floor."
)
def floor_on_top(t, warm_up, total, floor=0.0):
    if t < warm_up:
        return (t + 1) / (warm_up + 1)
    if t >= total:
        return floor
    return floor + (1 + math.cos(math.pi * (t - warm_up) / (total - warm_up))) / 2


@record.mistake(
    en="The wave was cut off at `floor` instead of being squeezed: it lies on the floor long before the end. It should "
    "get there at `total` only."
)
def cut_off(t, warm_up, total, floor=0.0):
    if t < warm_up:
        return (t + 1) / (warm_up + 1)
    if t >= total:
        return floor
    return max(floor, (1 + math.cos(math.pi * (t - warm_up) / (total - warm_up))) / 2)


@record.mistake(
    en="The warm-up begins at `floor`. The floor is for the end; the rise goes by equal stairs from 1 over "
    "`warm_up + 1`."
)
def warm_up_from_the_floor(t, warm_up, total, floor=0.0):
    if t < warm_up:
        return floor + (1 - floor) * (t + 1) / (warm_up + 1)
    if t >= total:
        return floor
    return floor + (1 - floor) * (1 + math.cos(math.pi * (t - warm_up) / (total - warm_up))) / 2


@record.mistake(en="The rate falls in a straight line. Half a wave of the cosine was asked for.")
def straight_down(t, warm_up, total, floor=0.0):
    if t < warm_up:
        return (t + 1) / (warm_up + 1)
    if t >= total:
        return floor
    return floor + (1 - floor) * (1 - (t - warm_up) / (total - warm_up))


@record.mistake(
    en="The cosine went through a quarter of its wave, to π/2, where it is 0. It falls slowly, fast and slowly again "
    "only on the whole way to π."
)
def quarter_of_a_wave(t, warm_up, total, floor=0.0):
    if t < warm_up:
        return (t + 1) / (warm_up + 1)
    if t >= total:
        return floor
    return floor + (1 - floor) * math.cos(math.pi / 2 * (t - warm_up) / (total - warm_up))


@record.mistake(
    en="The cosine goes from 1 to −1 on its way, so the rate becomes negative, and steps lead uphill. First squeeze it "
    "so that it goes from 1 to 0: add 1, and halve."
)
def not_squeezed(t, warm_up, total, floor=0.0):
    if t < warm_up:
        return (t + 1) / (warm_up + 1)
    if t >= total:
        return floor
    return floor + (1 - floor) * math.cos(math.pi * (t - warm_up) / (total - warm_up))


@record.mistake(
    en="The cosine goes through a whole wave, to 2π, and so is back at the top at the end. Half a wave ends at π."
)
def whole_wave(t, warm_up, total, floor=0.0):
    if t < warm_up:
        return (t + 1) / (warm_up + 1)
    if t >= total:
        return floor
    return floor + (1 - floor) * (1 + math.cos(2 * math.pi * (t - warm_up) / (total - warm_up))) / 2


@record.mistake(
    en="The wave goes from 1 − `floor` to 0: it was squeezed, but not lifted onto the floor. Add `floor` to it."
)
def not_lifted(t, warm_up, total, floor=0.0):
    if t < warm_up:
        return (t + 1) / (warm_up + 1)
    if t >= total:
        return floor
    return (1 - floor) * (1 + math.cos(math.pi * (t - warm_up) / (total - warm_up))) / 2


@record.mistake(
    en="The sum of 1 and the cosine was not halved: it goes from 2 to 0."
)
def not_halved(t, warm_up, total, floor=0.0):
    if t < warm_up:
        return (t + 1) / (warm_up + 1)
    if t >= total:
        return floor
    return floor + (1 - floor) * (1 + math.cos(math.pi * (t - warm_up) / (total - warm_up)))


@record.mistake(
    en="`math.cos` takes its angle in radians: half a wave is π, not 180."
)
def in_degrees(t, warm_up, total, floor=0.0):
    if t < warm_up:
        return (t + 1) / (warm_up + 1)
    if t >= total:
        return floor
    return floor + (1 - floor) * (1 + math.cos(180 * (t - warm_up) / (total - warm_up))) / 2


@record.mistake(
    when=lambda got, expected: any(call.get("raised") == "ZeroDivisionError" for call in got),
    en="With no way down, `total` equal to `warm_up`, you divide by 0. Ask first whether t has reached `total`.",
)
def divided_by_zero(t, warm_up, total, floor=0.0):
    if t < warm_up:
        return (t + 1) / (warm_up + 1)
    done = min(1.0, (t - warm_up) / (total - warm_up))
    return floor + (1 - floor) * (1 + math.cos(math.pi * done)) / 2


@record.mistake(en="There is no warm-up: the rate is at the top from the start. Before step `warm_up` it is to rise.")
def no_warm_up_at_all(t, warm_up, total, floor=0.0):
    if t < warm_up:
        return 1.0
    if t >= total:
        return floor
    return floor + (1 - floor) * (1 + math.cos(math.pi * (t - warm_up) / (total - warm_up))) / 2


@record.variant
def share_by_share(t, warm_up, total, floor=0.0):
    up = (t + 1) / (warm_up + 1)
    if up < 1:
        return up
    done = 1.0 if t >= total else (t - warm_up) / (total - warm_up)
    return 1 - (1 - floor) * (1 - math.cos(done * math.pi)) / 2


@record.variant
def from_the_end(t, warm_up, total, floor=0.0):
    if t < warm_up:
        return (1 + t) / (1 + warm_up)
    left = max(total - t, 0) / max(total - warm_up, 1)
    wave = 0.5 - 0.5 * math.cos(math.pi * left)
    return floor + wave - floor * wave


@record.variant
def by_the_sine(t, warm_up, total, floor=0.0):
    if t >= total and t >= warm_up:
        return floor
    if t < warm_up:
        return t / (warm_up + 1) + 1 / (warm_up + 1)
    quarter = math.pi / 2 * (t - warm_up) / (total - warm_up)
    return 1.0 - (1.0 - floor) * math.sin(quarter) ** 2
