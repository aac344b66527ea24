"""optim.adam.adam_step: a memory, a measure, and what both lack while they are young."""

import math

import numpy as np

from ....autograd.tensor import Tensor
from ....optim import Adam
from ....optim.adam import adam_step
from ...observe import observe
from ...record import Exercise
from ...text import Text

record = Exercise(
    "optim.adam.adam_step",
    lesson="05",
    points=15,
    minutes=15,
    difficulty=3,
    importance=5,
    role="production",
    task=Text(en="Bring both means up to date, make up for their empty start, and take the step, all in place."),
    hints=(
        Text(
            en="Two running means, of the gradient and of its square, each with a β of its own. Then look at the first "
            "table again: after t steps of the same gradient the mean has 0.1, 0.19, 0.271 of it, for β = 0.9. What is "
            "missing to 1, and how does it go on?"
        ),
        Text(
            en="What is missing is 0.9, 0.81, 0.729: a power of β. So divide `m` by 1 minus the t-th power of β₁, and "
            "`v` by the same of β₂, before the root is taken. Only the step uses these; the means that are kept stay "
            "as they are."
        ),
        Text(
            en="Four lines in place, `m *= …`, `m += …`, `v *= …`, `v += …`; two new arrays, the corrected means; and "
            "`p -= …`, where ε is added to the root of the corrected `v`."
        ),
    ),
)

BETAS = {"beta1": 0.9, "beta2": 0.999, "eps": 1e-8}


def told(p, g, m, v, t, **settings):
    """The step, and what p, m and v are afterwards."""
    settings = {"lr": 0.1, **BETAS, **settings}
    seen = observe(adam_step, p=p, g=g, m=m, v=v, t=t, **settings)
    return seen | {"p afterwards": p, "m afterwards": m, "v afterwards": v}


def drawn(rng, shape, dtype=np.float64):
    """A weight, a gradient, and both means."""
    p, g, m = rng.normal(size=(3, *shape)).astype(dtype)
    return p, g, m, rng.uniform(0.5, 2, size=shape).astype(dtype)


@record.scenario("by hand: the first step, a gradient of 50")
def by_hand(rng):
    return told(np.array([1.0]), np.array([50.0]), np.zeros(1), np.zeros(1), 1, eps=0.0)


@record.scenario("the tenth step of several weights")
def tenth(rng):
    return told(*drawn(rng, (4,)), t=10, lr=float(rng.uniform(0.1, 0.5)))


@record.scenario("other β")
def other_betas(rng):
    return told(*drawn(rng, (3,)), t=3, beta1=0.5, beta2=0.8)


@record.scenario("late: nothing is left to correct")
def late(rng):
    return told(*drawn(rng, (3,)), t=30000)


@record.scenario("a large ε, to see where it stands")
def epsilon(rng):
    return told(*drawn(rng, (3,)), t=2, eps=0.5)


@record.scenario("a gradient that has always been 0")
def idle(rng):
    return told(np.array([1.0, 2.0]), np.array([0.0, 3.0]), np.zeros(2), np.zeros(2), 1)


@record.scenario("a matrix of float32")
def single_precision(rng):
    return told(*drawn(rng, (2, 3), np.float32), t=5)


@record.scenario("in the framework: six steps of Adam")
def in_the_framework(rng):
    w = Tensor(np.array([1.0, -2.0]), requires_grad=True)
    optimizer = Adam([w], lr=0.1, betas=(0.8, 0.95))
    for pull in rng.normal(size=(6, 2)) * np.array([100.0, 0.01]):
        w.grad = Tensor(pull)
        optimizer.step()
    return {"call": "six steps of Adam(lr=0.1, betas=(0.8, 0.95))", "w": w.array}


@record.mistake(
    en="The means are not corrected for their start at 0. The first step should be as long as `lr` exactly; with "
    "the usual β it comes out 3.16 times as long."
)
def not_corrected(p, g, m, v, t, lr, beta1, beta2, eps):
    m += (1 - beta1) * (g - m)
    v += (1 - beta2) * (g * g - v)
    p -= lr * m / (np.sqrt(v) + eps)


@record.mistake(
    en="Only `m` was corrected. The mean of the squares starts at 0, too, and is slower still to fill: the first step "
    "comes out over thirty times too long."
)
def only_m_corrected(p, g, m, v, t, lr, beta1, beta2, eps):
    m += (1 - beta1) * (g - m)
    v += (1 - beta2) * (g * g - v)
    p -= lr * m / (1 - beta1**t) / (np.sqrt(v) + eps)


@record.mistake(
    en="Only `v` was corrected. The mean of the gradients starts at 0, too: the first steps come out too short."
)
def only_v_corrected(p, g, m, v, t, lr, beta1, beta2, eps):
    m += (1 - beta1) * (g - m)
    v += (1 - beta2) * (g * g - v)
    p -= lr * m / (np.sqrt(v / (1 - beta2**t)) + eps)


@record.mistake(
    en="The correction does not change with `t`: it was right in the first step only. What is missing is the t-th "
    "power of β."
)
def without_t(p, g, m, v, t, lr, beta1, beta2, eps):
    m += (1 - beta1) * (g - m)
    v += (1 - beta2) * (g * g - v)
    p -= lr * m / (1 - beta1) / (np.sqrt(v / (1 - beta2)) + eps)


@record.mistake(
    en="β was multiplied by `t`; it is the t-th *power* of β that fades away: `beta1**t`."
)
def times_t(p, g, m, v, t, lr, beta1, beta2, eps):
    m += (1 - beta1) * (g - m)
    v += (1 - beta2) * (g * g - v)
    with np.errstate(invalid="ignore"):
        p -= lr * m / (1 - beta1 * t) / (np.sqrt(v / (1 - beta2 * t)) + eps)


@record.mistake(
    en="The steps are counted from 0: in the first one `t` is 1, and it is ready to use as the exponent."
)
def counted_from_zero(p, g, m, v, t, lr, beta1, beta2, eps):
    m += (1 - beta1) * (g - m)
    v += (1 - beta2) * (g * g - v)
    p -= lr * m / (1 - beta1 ** (t + 1)) / (np.sqrt(v / (1 - beta2 ** (t + 1))) + eps)


@record.mistake(
    en="The corrected means were written into `m` and `v`, so the next step corrects them again. Only the step uses "
    "them: give them names of their own."
)
def correction_kept(p, g, m, v, t, lr, beta1, beta2, eps):
    m += (1 - beta1) * (g - m)
    v += (1 - beta2) * (g * g - v)
    m /= 1 - beta1**t
    v /= 1 - beta2**t
    p -= lr * m / (np.sqrt(v) + eps)


@record.mistake(en="The two β are exchanged: β₁ belongs to the mean of gradients, β₂ to that of their squares.")
def betas_exchanged(p, g, m, v, t, lr, beta1, beta2, eps):
    m *= beta2
    m += (1 - beta2) * g
    v *= beta1
    v += (1 - beta1) * g * g
    p -= lr * m / (1 - beta2**t) / (np.sqrt(v / (1 - beta1**t)) + eps)


@record.mistake(
    en="The gradient itself is in the step, in place of its running mean: that is RMSprop with a correction. Adam has "
    "a memory as well."
)
def gradient_in_the_step(p, g, m, v, t, lr, beta1, beta2, eps):
    m += (1 - beta1) * (g - m)
    v += (1 - beta2) * (g * g - v)
    p -= lr * g / (np.sqrt(v / (1 - beta2**t)) + eps)


@record.mistake(en="`eps` stands inside the root. It is added after the root is taken.")
def eps_inside(p, g, m, v, t, lr, beta1, beta2, eps):
    m += (1 - beta1) * (g - m)
    v += (1 - beta2) * (g * g - v)
    p -= lr * m / (1 - beta1**t) / np.sqrt(v / (1 - beta2**t) + eps)


@record.mistake(
    en="`eps` was added to the root before the correction, so that in early steps it counts for more. First correct, "
    "then take the root, then add it."
)
def eps_corrected(p, g, m, v, t, lr, beta1, beta2, eps):
    m += (1 - beta1) * (g - m)
    v += (1 - beta2) * (g * g - v)
    p -= lr * m / (1 - beta1**t) / (np.sqrt(v) + eps) * np.sqrt(1 - beta2**t)


@record.mistake(
    en="The correction of `v` was taken out of the root as it is. Below the root stands v over it: outside of the "
    "root, it needs one itself."
)
def correction_outside_the_root(p, g, m, v, t, lr, beta1, beta2, eps):
    m += (1 - beta1) * (g - m)
    v += (1 - beta2) * (g * g - v)
    p -= lr * m / (1 - beta1**t) / (np.sqrt(v) / (1 - beta2**t) + eps)


@record.mistake(en="The root is missing: the step has to be measured in gradients, not in their squares.")
def no_root(p, g, m, v, t, lr, beta1, beta2, eps):
    m += (1 - beta1) * (g - m)
    v += (1 - beta2) * (g * g - v)
    p -= lr * m / (1 - beta1**t) / (v / (1 - beta2**t) + eps)


@record.mistake(
    en="The caller's `m` and `v` are as they were: `m = …` makes a new array. Without a memory every step is the first "
    "one; use `m *= …` and `m += …`."
)
def means_not_kept(p, g, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g * g
    p -= lr * m / (1 - beta1**t) / (np.sqrt(v / (1 - beta2**t)) + eps)


@record.mistake(
    en="Both means are up to date, but the weight has not moved: `p = …` makes a new array, which nobody sees. Use "
    "`p -= …`."
)
def weight_not_moved(p, g, m, v, t, lr, beta1, beta2, eps):
    m += (1 - beta1) * (g - m)
    v += (1 - beta2) * (g * g - v)
    p = p - lr * m / (1 - beta1**t) / (np.sqrt(v / (1 - beta2**t)) + eps)


@record.mistake(
    en="`eps` is missing: a weight whose gradient has always been 0 is divided 0 by 0, and is no number from then on."
)
def no_eps(p, g, m, v, t, lr, beta1, beta2, eps):
    m += (1 - beta1) * (g - m)
    v += (1 - beta2) * (g * g - v)
    with np.errstate(invalid="ignore"):
        p -= lr * m / (1 - beta1**t) / np.sqrt(v / (1 - beta2**t))


@record.mistake(
    en="Both means are corrected by `beta1`. Each has a β of its own: `v` is corrected by `beta2`, and is much slower."
)
def beta1_in_both(p, g, m, v, t, lr, beta1, beta2, eps):
    m += (1 - beta1) * (g - m)
    v += (1 - beta2) * (g * g - v)
    p -= lr * m / (1 - beta1**t) / (np.sqrt(v / (1 - beta1**t)) + eps)


@record.mistake(
    en="The means were divided by what is *missing* to 1, `beta1**t` and `beta2**t`. What they have is the rest, 1 "
    "minus that: divide by the rest."
)
def divided_by_what_is_missing(p, g, m, v, t, lr, beta1, beta2, eps):
    m += (1 - beta1) * (g - m)
    v += (1 - beta2) * (g * g - v)
    p -= lr * m / beta1**t / (np.sqrt(v / beta2**t) + eps)


@record.mistake(
    en="The numbers 0.9 and 0.999 stand in your code. They are only the usual values of `beta1` and `beta2`, which the "
    "caller may choose otherwise."
)
def usual_numbers(p, g, m, v, t, lr, beta1, beta2, eps):
    m *= 0.9
    m += (1 - 0.9) * g
    v *= 0.999
    v += (1 - 0.999) * g * g
    p -= lr * m / (1 - 0.9**t) / (np.sqrt(v / (1 - 0.999**t)) + eps)


@record.mistake(
    en="The shares are exchanged: `beta1` and `beta2` are what is *kept* of the old means; the rest is of the "
    "new."
)
def shares_exchanged(p, g, m, v, t, lr, beta1, beta2, eps):
    m *= 1 - beta1
    m += beta1 * g
    v *= 1 - beta2
    v += beta2 * g * g
    p -= lr * m / (1 - beta1**t) / (np.sqrt(v / (1 - beta2**t)) + eps)


@record.mistake(
    en="`m` and `v` are running sums. Here both are means: of what is new only the shares 1 − β₁ and 1 − β₂ come in."
)
def two_sums(p, g, m, v, t, lr, beta1, beta2, eps):
    m *= beta1
    m += g
    v *= beta2
    v += g * g
    p -= lr * m / (1 - beta1**t) / (np.sqrt(v / (1 - beta2**t)) + eps)


@record.mistake(
    en="`eps` was added to the whole quotient. It belongs to the root, so that nothing is divided by 0: a pair of "
    "brackets is missing below the division."
)
def eps_outside(p, g, m, v, t, lr, beta1, beta2, eps):
    m += (1 - beta1) * (g - m)
    v += (1 - beta2) * (g * g - v)
    with np.errstate(invalid="ignore"):
        p -= lr * m / (1 - beta1**t) / np.sqrt(v / (1 - beta2**t)) + eps


@record.variant
def as_in_the_paper(p, g, m, v, t, lr, beta1, beta2, eps):
    m[...] = beta1 * m + (1 - beta1) * g
    v[...] = beta2 * v + (1 - beta2) * g**2
    m_hat = m / (1 - beta1**t)
    v_hat = v / (1 - beta2**t)
    p -= lr * m_hat / (np.sqrt(v_hat) + eps)


@record.variant
def towards_the_new(p, g, m, v, t, lr, beta1, beta2, eps):
    m += (1 - beta1) * (g - m)
    v += (1 - beta2) * (np.square(g) - v)
    root = v**0.5 / math.sqrt(1 - beta2**t) + eps
    p[...] = p - m / root * (lr / (1 - beta1**t))


@record.variant
def in_a_loop(p, g, m, v, t, lr, beta1, beta2, eps):
    for mean, new, beta in ((m, g, beta1), (v, g * g, beta2)):
        mean *= beta
        mean += new - beta * new
    first, second = (mean / (1 - math.pow(beta, t)) for mean, beta in ((m, beta1), (v, beta2)))
    p -= first * lr / (np.sqrt(second) + eps)
