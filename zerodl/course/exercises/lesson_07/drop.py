"""kernels.dropout.drop: what chance leaves, and how much louder it has to speak."""

import numpy as np

from ....autograd.tensor import Tensor
from ....kernels.dropout import drop
from ....nn import functional as F
from ....random import Generator
from ...observe import observe
from ...record import Exercise
from ...text import Text

RETURNS = ("y", "mask")

record = Exercise(
    "kernels.dropout.drop",
    lesson="07",
    points=10,
    minutes=10,
    difficulty=2,
    importance=5,
    role="production",
    task=Text(en="Drop elements by lot, and scale the others so that the mean stays."),
    hints=(
        Text(
            en="Of four units that say 1 each, one is dropped. What have the other three to say so that the sum is "
            "still 4? And if half of them are dropped?"
        ),
        Text(
            en="A share of 1 − p stays, so who stays is divided by 1 − p. A mask that is 0 here and 1/(1 − p) there "
            "does both at once. With p = 1 that is a division by 0, but then nobody stays."
        ),
        Text(
            en="`chance >= p` says who stays; `.astype(x.dtype)` makes 1 and 0 of True and False. Times the factor "
            "that is the mask; x times the mask is y; return both."
        ),
    ),
)


@record.scenario("by hand: one of four is dropped")
def by_hand(rng):
    x, chance = np.array([3.0, 6.0, 9.0, 12.0]), np.array([0.9, 0.1, 0.5, 0.3])
    return observe(drop, x=x, chance=chance, p=0.25, returns=RETURNS)


@record.scenario("a matrix, by lot")
def by_lot(rng):
    x, chance = rng.normal(size=(4, 5)), rng.random((4, 5), dtype=np.float32)
    return observe(drop, x=x, chance=chance, p=float(rng.uniform(0.3, 0.7)), returns=RETURNS)


@record.scenario("nobody is dropped; who is dropped at exactly p?")
def ends(rng):
    x = rng.normal(size=3)
    return [
        observe(drop, x=x, chance=np.array([0.0, 0.5, 0.999]), p=0.0, returns=RETURNS),
        observe(drop, x=x, chance=np.array([0.25, 0.5, 0.75]), p=0.5, returns=RETURNS),
    ]


@record.scenario("all are dropped")
def all_dropped(rng):
    return observe(drop, x=rng.normal(size=4), chance=rng.random(4), p=1.0, returns=RETURNS)


@record.scenario("float32 stays float32, and float64 float64")
def dtypes(rng):
    chance = np.array([0.9, 0.1, 0.6], np.float32)
    return [
        observe(drop, x=rng.normal(size=3).astype(dtype), chance=chance, p=0.5, returns=RETURNS)
        for dtype in (np.float32, np.float64)
    ]


@record.scenario("whole channels share their chance")
def channels(rng):
    x, chance = rng.normal(size=(2, 3, 4)), np.array([[[0.1], [0.6], [0.2]], [[0.9], [0.3], [0.5]]])
    return [observe(drop, x=x, chance=chance, p=p, returns=RETURNS) for p in (0.4, 1.0)]


@record.scenario("elements that are 0, and one that is dropped by none")
def with_zeros(rng):
    return observe(drop, x=np.array([0.0, 5.0, 0.0]), chance=np.array([0.9, 0.95, 0.1]), p=0.75, returns=RETURNS)


@record.scenario("in the framework: forward and backward")
def in_the_framework(rng):
    x = Tensor(rng.normal(size=(3, 6)), requires_grad=True)
    y = F.dropout(x, p=0.5, generator=Generator(int(rng.integers(1000))))
    (y * Tensor(rng.normal(size=(3, 6)))).sum().backward()
    return {"call": "F.dropout(x, p=0.5), and backward", "y": y.detach().numpy(), "x.grad": x.grad.numpy()}


@record.mistake(
    en="Those who stay are not scaled. On average each element is then only 1 − p times what it was, in training but "
    "not afterwards."
)
def not_scaled(x, chance, p):
    mask = (chance >= p).astype(x.dtype)
    return x * mask, mask


@record.mistake(
    when=lambda got, expected: _infinite(got),
    en="Those who stay were divided by p, the share of those who go. Of those who stay there is a share of 1 − p.",
)
def divided_by_p(x, chance, p):
    with np.errstate(all="ignore"):
        mask = (chance >= p).astype(x.dtype) * x.dtype.type(1 / np.float64(p))
        return x * mask, mask


@record.mistake(
    en="Those who stay were made smaller: multiplied by 1 − p. To make up for the others, they are divided by it."
)
def multiplied(x, chance, p):
    mask = (chance >= p).astype(x.dtype) * (1 - p)
    return x * mask, mask


@record.mistake(
    en="Those who stay were multiplied by 1 + p. If one of four goes, the other three have to make 4 together: 4/3 "
    "each, which is 1/(1 − p), and not 5/4."
)
def one_plus_p(x, chance, p):
    mask = (chance >= p).astype(x.dtype) * x.dtype.type(1 + p)
    return x * mask, mask


@record.mistake(
    when=lambda got, expected: np.array_equal(_mask(got) != 0, _mask(expected) == 0),
    en="The wrong ones were dropped: those whose number is *below* p go. With p = 0.1 that is a tenth of them, not "
    "nine tenths."
)
def the_wrong_ones(x, chance, p):
    mask = (chance < p).astype(x.dtype) * (1 / (1 - p) if p < 1 else 0.0)
    return x * mask, mask


@record.mistake(en="Scaled was twice: the mask has the factor in it already, and y got it once more.")
def scaled_twice(x, chance, p):
    scale = 1 / (1 - p) if p < 1 else 0.0
    mask = (chance >= p).astype(x.dtype) * scale
    return x * mask * scale, mask


@record.mistake(
    en="y is right, but the mask lacks the factor. The gradient goes back times what x was multiplied by: 0 or "
    "1/(1 − p)."
)
def mask_without_scale(x, chance, p):
    kept = (chance >= p).astype(x.dtype)
    return x * kept * (1 / (1 - p) if p < 1 else 0.0), kept


@record.mistake(
    when=lambda got, expected: got.get("raised") == "ZeroDivisionError",
    en="With p = 1 there is a division by 0. Nobody stays then, so any factor will do: take 0.",
)
def division_by_zero(x, chance, p):
    mask = (chance >= p).astype(x.dtype) * (1 / (1 - p))
    return x * mask, mask


@record.mistake(
    when=lambda got, expected: _nan(got),
    en="With p = 1 the factor is infinite, and 0 times infinity is `nan`. Nobody stays then, so let the factor be 0.",
)
def nan_at_one(x, chance, p):
    with np.errstate(all="ignore"):
        scale = np.float64(1) / np.float64(1 - p)
        mask = ((chance >= p) * scale).astype(x.dtype)
        return x * mask, mask


@record.mistake(
    en="float32 went in, and float64 came out: booleans times or divided by a float are float64. Make them numbers of "
    "`x.dtype` first."
)
def float64_always(x, chance, p):
    mask = (chance >= p) * (1 / (1 - p) if p < 1 else 0.0)
    return x * mask, mask


@record.mistake(
    en="An element whose number is exactly p was dropped. Below p is dropped: with p = 0, a number of 0 would be lost "
    "otherwise."
)
def at_p_too(x, chance, p):
    mask = (chance > p).astype(x.dtype) * (1 / (1 - p) if p < 1 else 0.0)
    return x * mask, mask


@record.mistake(
    en="The factor was made of how many were dropped this time. That differs from draw to draw, and no single draw "
    "has to keep the sum: the average does, with 1/(1 − p)."
)
def by_the_count(x, chance, p):
    kept = (chance >= p).astype(x.dtype)
    mask = kept * (kept.size / max(kept.sum(), 1)).astype(x.dtype) if kept.sum() else kept
    return x * mask, mask


@record.mistake(
    when=lambda got, expected: _mask(got).shape == _y(got).shape != _mask(expected).shape,
    en="The mask was stretched to the shape of x. Leave it in that of `chance`, where whole channels share a factor: "
    "x times the mask stretches it anyhow.",
)
def mask_stretched(x, chance, p):
    mask = (chance >= p).astype(x.dtype) * (1 / (1 - p) if p < 1 else 0.0) + np.zeros_like(x)
    return x * mask, mask


@record.mistake(en="Only y came back. The backward pass needs the factors, too: return the pair `y, mask`.")
def y_alone(x, chance, p):
    mask = (chance >= p).astype(x.dtype) * (1 / (1 - p) if p < 1 else 0.0)
    return x * mask


@record.mistake(en="`x` belongs to the caller, and was changed: `x *= …` works in place. Make a new array.")
def in_place(x, chance, p):
    mask = (chance >= p).astype(x.dtype) * (1 / (1 - p) if p < 1 else 0.0)
    x *= mask
    return x, mask


def _y(got):
    return _first(got)["result"][0]


def _mask(got):
    return _first(got)["result"][1]


def _first(got):
    return got[0] if type(got) is list else got


def _numbers(got):
    calls = got if type(got) is list else [got]
    return np.concatenate([np.ravel(part) for call in calls for part in call["result"]])


def _nan(got):
    return bool(np.isnan(_numbers(got)).any())


def _infinite(got):
    return bool(np.isinf(_numbers(got)).any() and not np.isnan(_numbers(got)).any())


@record.variant
def with_where(x, chance, p):
    if p == 1:
        return np.zeros_like(x), np.zeros(chance.shape, x.dtype)
    mask = np.where(chance < p, x.dtype.type(0), x.dtype.type(1 / (1 - p)))
    return x * mask, mask


@record.variant
def set_to_zero(x, chance, p):
    mask = np.full(chance.shape, 1 / (1 - p) if p < 1 else 0, dtype=x.dtype)
    mask[chance < p] = 0
    return mask * x, mask


@record.variant
def divided(x, chance, p):
    kept = np.greater_equal(chance, p)
    mask = (kept / max(1 - p, 1e-30)).astype(x.dtype)
    return x * mask, mask
