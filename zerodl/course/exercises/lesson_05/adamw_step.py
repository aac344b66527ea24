"""optim.adam.adamw_step: weight decay that does not pass through Adam's division."""

import math

import numpy as np

from ....autograd.tensor import Tensor
from ....optim import AdamW
from ....optim.adam import adam_step, adamw_step
from ...observe import observe
from ...record import Exercise
from ...text import Text

record = Exercise(
    "optim.adam.adamw_step",
    lesson="05",
    points=5,
    minutes=6,
    difficulty=2,
    importance=5,
    role="production",
    task=Text(en="Let every weight lose the same share of itself, beside Adam's step."),
    hints=(
        Text(
            en="What does a weight of 1 lose in one step, with `lr` 0.1 and `weight_decay` 0.5? And a weight of 3? "
            "Does its gradient have a part in it?"
        ),
        Text(
            en="The share that is lost is the product of `lr` and `weight_decay`, and it is the weight as it was "
            "before the step that loses it. So the decay comes first, in place, and nothing of it goes into `g`."
        ),
        Text(
            en="Two lines: `p *= …` with what is left of 1, and a call of `adam_step`, which takes its nine arguments "
            "in the order in which this function has them. It changes `p`, `m` and `v` in place."
        ),
    ),
)

BETAS = {"beta1": 0.9, "beta2": 0.999, "eps": 1e-8}


def told(p, g, m, v, t, **settings):
    """The step, and what p, m and v are afterwards."""
    settings = {"lr": 0.1, **BETAS, **settings}
    seen = observe(adamw_step, p=p, g=g, m=m, v=v, t=t, **settings)
    return seen | {"p afterwards": p, "m afterwards": m, "v afterwards": v}


def drawn(rng, shape, dtype=np.float64):
    """A weight, a gradient, and both means."""
    p, g, m = rng.normal(size=(3, *shape)).astype(dtype)
    return p, g, m, rng.uniform(0.5, 2, size=shape).astype(dtype)


@record.scenario("by hand: the first step of a weight of 1")
def by_hand(rng):
    return told(np.array([1.0]), np.array([50.0]), np.zeros(1), np.zeros(1), 1, eps=0.0, weight_decay=0.5)


@record.scenario("weights that no gradient pulls at")
def idle(rng):
    return told(np.array([2.0, -3.0]), np.zeros(2), np.zeros(2), np.zeros(2), 1, weight_decay=0.5)


@record.scenario("several weights in the seventh step")
def seventh(rng):
    return told(*drawn(rng, (4,)), t=7, lr=float(rng.uniform(0.1, 0.5)), weight_decay=float(rng.uniform(0.3, 0.9)))


@record.scenario("no decay at all is Adam")
def no_decay(rng):
    return told(*drawn(rng, (3,)), t=2, beta1=0.5, beta2=0.8, eps=0.1, weight_decay=0.0)


@record.scenario("a matrix of float32")
def single_precision(rng):
    return told(*drawn(rng, (2, 3), np.float32), t=5, weight_decay=0.1)


@record.scenario("in the framework: four steps of AdamW")
def in_the_framework(rng):
    w = Tensor(np.array([1.0, -2.0]), requires_grad=True)
    optimizer = AdamW([w], lr=0.1, weight_decay=0.5)
    for pull in rng.normal(size=(4, 2)) * np.array([100.0, 0.01]):
        w.grad = Tensor(pull)
        optimizer.step()
    return {"call": "four steps of AdamW(lr=0.1, weight_decay=0.5)", "w": w.array}


@record.mistake(
    en="The decay went into the gradient, and so through Adam's division: that is the L2 penalty which this section is "
    "about. Let the weight shrink beside the rule."
)
def in_the_gradient(p, g, m, v, t, lr, beta1, beta2, eps, weight_decay):
    adam_step(p, g + weight_decay * p, m, v, t, lr, beta1, beta2, eps)


@record.mistake(
    en="The weight shrank after Adam's step, so that a part of the step decays, too. It is the weight before the step "
    "that loses a share: shrink first."
)
def shrunk_afterwards(p, g, m, v, t, lr, beta1, beta2, eps, weight_decay):
    adam_step(p, g, m, v, t, lr, beta1, beta2, eps)
    p *= 1 - lr * weight_decay


@record.mistake(
    en="The decay does not depend on `lr`. The share that is lost is `lr` times `weight_decay`, so that a schedule "
    "moves both."
)
def without_lr(p, g, m, v, t, lr, beta1, beta2, eps, weight_decay):
    p *= 1 - weight_decay
    adam_step(p, g, m, v, t, lr, beta1, beta2, eps)


@record.mistake(
    en="Every weight lost the same amount, whatever its size. It is to lose a share of *itself*: large ones lose more, "
    "and negative ones move up to 0."
)
def same_amount(p, g, m, v, t, lr, beta1, beta2, eps, weight_decay):
    p -= lr * weight_decay
    adam_step(p, g, m, v, t, lr, beta1, beta2, eps)


@record.mistake(
    en="Every weight lost the same amount towards 0, which is an L1 penalty. It is to lose a share of itself: large "
    "ones lose more."
)
def by_the_sign(p, g, m, v, t, lr, beta1, beta2, eps, weight_decay):
    p -= lr * weight_decay * np.sign(p)
    adam_step(p, g, m, v, t, lr, beta1, beta2, eps)


@record.mistake(en="The weight was multiplied by the share that it loses. Multiply by what is left: 1 less that share.")
def only_the_share_left(p, g, m, v, t, lr, beta1, beta2, eps, weight_decay):
    p *= lr * weight_decay
    adam_step(p, g, m, v, t, lr, beta1, beta2, eps)


@record.mistake(en="The weights grow: a decay is subtracted.")
def grown(p, g, m, v, t, lr, beta1, beta2, eps, weight_decay):
    p *= 1 + lr * weight_decay
    adam_step(p, g, m, v, t, lr, beta1, beta2, eps)


@record.mistake(en="There is no decay: this is Adam's step alone.")
def forgotten(p, g, m, v, t, lr, beta1, beta2, eps, weight_decay):
    adam_step(p, g, m, v, t, lr, beta1, beta2, eps)


@record.mistake(en="The weights shrink, but Adam's step was not taken.")
def only_the_decay(p, g, m, v, t, lr, beta1, beta2, eps, weight_decay):
    p *= 1 - lr * weight_decay


@record.mistake(
    en="The caller's `p` is as it was: `p = p * …` makes a new array, and the step went into that. Shrink in place, "
    "`p *= …`."
)
def not_in_place(p, g, m, v, t, lr, beta1, beta2, eps, weight_decay):
    p = p * (1 - lr * weight_decay)
    adam_step(p, g, m, v, t, lr, beta1, beta2, eps)


@record.mistake(
    en="The decay is right, and went in a second time, into the gradient."
)
def twice(p, g, m, v, t, lr, beta1, beta2, eps, weight_decay):
    p *= 1 - lr * weight_decay
    adam_step(p, g + weight_decay * p, m, v, t, lr, beta1, beta2, eps)


@record.variant
def subtracted(p, g, m, v, t, lr, beta1, beta2, eps, weight_decay):
    p -= lr * weight_decay * p
    adam_step(p, g, m, v, t, lr, beta1, beta2, eps)


@record.variant
def remembered(p, g, m, v, t, lr, beta1, beta2, eps, weight_decay):
    lost = weight_decay * lr * p
    adam_step(p, g, m, v, t, lr, beta1, beta2, eps)
    p -= lost


@record.variant
def all_by_itself(p, g, m, v, t, lr, beta1, beta2, eps, weight_decay):
    m[...] = beta1 * m + (1 - beta1) * g
    v[...] = beta2 * v + (1 - beta2) * g**2
    way = m / (1 - beta1**t) / (np.sqrt(v) / math.sqrt(1 - beta2**t) + eps)
    p[...] = p - lr * (way + weight_decay * p)
