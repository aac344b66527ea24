"""optim.sgd.momentum_step: a step along a running sum of gradients."""

import numpy as np

from ....autograd.tensor import Tensor
from ....optim import SGD
from ....optim.sgd import momentum_step
from ...observe import observe
from ...record import Exercise
from ...text import Text

record = Exercise(
    "optim.sgd.momentum_step",
    lesson="05",
    points=10,
    minutes=12,
    difficulty=2,
    importance=5,
    role="production",
    task=Text(en="Bring the memory of past gradients up to date, and step along it, all in place."),
    hints=(
        Text(
            en="Two lines of the text become two lines of code, and Nesterov's step needs a third. Which comes first: "
            "is the new gradient in the memory before the step is taken?"
        ),
        Text(
            en="`v *= momentum` changes the caller's array; `v = v * momentum` makes a new one, which nobody sees. The "
            "same holds for `p`. Of the gradient, the share `1 - dampening` comes into the memory."
        ),
        Text(
            en="After `v` is up to date, the way is `v` itself; with `nesterov` it is what the paragraph "
            "on Nesterov's variant says, just above this exercise: the whole gradient, and the kept share of the new "
            "`v`. Subtract `lr` times the way from `p` in place."
        ),
    ),
)


def after(rng, dtype=np.float64, shape=(3,), **settings):
    """What becomes of random arrays in a step."""
    p, g, v = (np.array(rng.normal(size=shape), dtype) for _ in range(3))
    return told(p, g, v, **settings)


def told(p, g, v, **settings):
    """The step, and what p and v are afterwards."""
    seen = observe(momentum_step, p=p, g=g, v=v, **settings)
    return seen | {"p afterwards": p, "v afterwards": v}


@record.scenario("by hand: one weight, a memory of 4, a gradient of 3")
def by_hand(rng):
    return told(np.array([1.0]), np.array([3.0]), np.array([4.0]), lr=0.1, momentum=0.75)


@record.scenario("the first step: nothing is remembered yet")
def first(rng):
    return told(rng.normal(size=3), rng.normal(size=3), np.zeros(3), lr=0.3, momentum=0.9)


@record.scenario("three weights, another momentum")
def three(rng):
    return after(rng, lr=float(rng.uniform(0.1, 0.5)), momentum=0.8)


@record.scenario("dampened: a part of the gradient is left out")
def dampened(rng):
    return after(rng, lr=0.1, momentum=0.9, dampening=0.25)


@record.scenario("Nesterov's step")
def ahead(rng):
    return after(rng, lr=0.1, momentum=0.7, dampening=0.0, nesterov=True)


@record.scenario("Nesterov's step, and a part of the gradient left out of the memory")
def ahead_and_dampened(rng):
    return after(rng, lr=0.1, momentum=0.7, dampening=0.4, nesterov=True)


@record.scenario("a matrix, a number alone, float32")
def shapes(rng):
    return [
        after(rng, shape=(2, 3), lr=0.1, momentum=0.9),
        after(rng, shape=(), lr=0.1, momentum=0.9),
        after(rng, dtype=np.float32, shape=(4,), lr=0.05, momentum=0.9, dampening=0.0, nesterov=True),
    ]


@record.scenario("in the framework: four steps of SGD")
def in_the_framework(rng):
    places = {}
    for name, settings in {"momentum": {}, "dampening": {"dampening": 0.5}, "nesterov": {"nesterov": True}}.items():
        w = Tensor(np.array([1.0, -2.0]), requires_grad=True)
        optimizer = SGD([w], lr=0.1, momentum=0.9, **settings)
        for pull in rng.normal(size=(4, 2)):
            w.grad = Tensor(pull)
            optimizer.step()
        places[name] = w.array.copy()
    return {"call": "four steps of SGD(momentum=0.9), plain, with dampening=0.5, with nesterov=True", **places}


@record.mistake(
    en="The step was taken before the new gradient was in the memory, so it is always a step late. First bring `v` up "
    "to date."
)
def a_step_late(p, g, v, lr, momentum, dampening=0.0, nesterov=False):
    p -= lr * (g + momentum * v if nesterov else v)
    v *= momentum
    v += (1 - dampening) * g


@record.mistake(
    en="`v` and `p` are new arrays, and the caller's are as they were. `v = v * momentum` makes a new one; `v *= "
    "momentum` and `p -= …` work in place."
)
def not_in_place(p, g, v, lr, momentum, dampening=0.0, nesterov=False):
    v = momentum * v + (1 - dampening) * g
    p = p - lr * (g + momentum * v if nesterov else v)


@record.mistake(
    en="`p` was moved, but the caller's memory `v` is as it was: the next step begins with nothing. `v = …` "
    "makes a new array; use `v *= …` and `v += …`."
)
def memory_not_kept(p, g, v, lr, momentum, dampening=0.0, nesterov=False):
    v = momentum * v + (1 - dampening) * g
    p -= lr * (g + momentum * v if nesterov else v)


@record.mistake(
    en="`v` is up to date, but the weight has not moved: `p = …` makes a new array, which nobody sees. Use `p -= …`."
)
def weight_not_moved(p, g, v, lr, momentum, dampening=0.0, nesterov=False):
    v *= momentum
    v += (1 - dampening) * g
    p = p - lr * (g + momentum * v if nesterov else v)


@record.mistake(
    en="The new gradient came in with the share 1 − momentum, which makes of the memory a running mean. Momentum is a "
    "running *sum*: the whole gradient is added, less what `dampening` leaves out."
)
def running_mean(p, g, v, lr, momentum, dampening=0.0, nesterov=False):
    v *= momentum
    v += (1 - momentum) * (1 - dampening) * g
    p -= lr * (g + momentum * v if nesterov else v)


@record.mistake(
    en="`lr` is in the memory: it came in with the gradient. Here `v` holds gradients, and `lr` multiplies the step "
    "only. It makes a difference as soon as a schedule changes `lr`."
)
def rate_in_the_memory(p, g, v, lr, momentum, dampening=0.0, nesterov=False):
    v *= momentum
    v += lr * (1 - dampening) * g
    p -= lr * g + momentum * v if nesterov else v


@record.mistake(en="The step goes uphill: the loss falls *against* the gradient, so subtract.")
def uphill(p, g, v, lr, momentum, dampening=0.0, nesterov=False):
    v *= momentum
    v += (1 - dampening) * g
    p += lr * (g + momentum * v if nesterov else v)


@record.mistake(en="Nothing is forgotten: the old `v` has to be multiplied by `momentum` before the gradient is added.")
def nothing_forgotten(p, g, v, lr, momentum, dampening=0.0, nesterov=False):
    v += (1 - dampening) * g
    p -= lr * (g + momentum * v if nesterov else v)


@record.mistake(
    en="The gradient was added before `momentum` was multiplied in, so that the new gradient shrinks, too. Shrink the "
    "old memory first."
)
def both_shrunk(p, g, v, lr, momentum, dampening=0.0, nesterov=False):
    v += (1 - dampening) * g
    v *= momentum
    p -= lr * (g + momentum * v if nesterov else v)


@record.mistake(en="`dampening` has no effect: it is the share of the new gradient that is left out of the memory.")
def no_dampening(p, g, v, lr, momentum, dampening=0.0, nesterov=False):
    v *= momentum
    v += g
    p -= lr * (g + momentum * v if nesterov else v)


@record.mistake(
    en="`dampening` is the share of the gradient that is left *out*. You let that share in: it is 0 usually, and then "
    "nothing ever comes into the memory."
)
def share_left_out(p, g, v, lr, momentum, dampening=0.0, nesterov=False):
    v *= momentum
    v += dampening * g
    p -= lr * (g + momentum * v if nesterov else v)


@record.mistake(en="`nesterov` has no effect: with it the way is the gradient plus momentum times the new `v`.")
def no_nesterov(p, g, v, lr, momentum, dampening=0.0, nesterov=False):
    v *= momentum
    v += (1 - dampening) * g
    p -= lr * v


@record.mistake(en="Nesterov's step is taken always, also where `nesterov` is False.")
def always_nesterov(p, g, v, lr, momentum, dampening=0.0, nesterov=False):
    v *= momentum
    v += (1 - dampening) * g
    p -= lr * (g + momentum * v)


@record.mistake(
    en="Nesterov's step is right but for a factor: the gradient counts fully, and the memory with the share `momentum`."
)
def nesterov_unshrunk(p, g, v, lr, momentum, dampening=0.0, nesterov=False):
    v *= momentum
    v += (1 - dampening) * g
    p -= lr * (g + v if nesterov else v)


@record.mistake(
    en="Nesterov's way counts the memory twice: `v` and `momentum * v`. It is the *gradient* and `momentum * v`; what "
    "the new `v` holds of the gradient is in it already."
)
def memory_twice(p, g, v, lr, momentum, dampening=0.0, nesterov=False):
    v *= momentum
    v += (1 - dampening) * g
    p -= lr * (v + momentum * v if nesterov else v)


@record.mistake(
    en="With `nesterov` the gradient in the step was dampened, too. `dampening` concerns what comes into the memory; "
    "in the step the gradient is whole."
)
def step_dampened(p, g, v, lr, momentum, dampening=0.0, nesterov=False):
    v *= momentum
    v += (1 - dampening) * g
    p -= lr * ((1 - dampening) * g + momentum * v if nesterov else v)


@record.mistake(
    when=lambda got, expected: isinstance(got.get("result"), (np.ndarray, np.number, list, tuple)),
    en="Something came back. Nothing is to be returned: the caller looks into `p` and `v`, which you change in place "
    "with `*=`, `+=` and `-=`.",
)
def weights_returned(p, g, v, lr, momentum, dampening=0.0, nesterov=False):
    v *= momentum
    v += (1 - dampening) * g
    p -= lr * (g + momentum * v if nesterov else v)
    return p


@record.mistake(en="The caller's gradient was changed. It belongs to the tape: make a new array of what you need.")
def gradient_changed(p, g, v, lr, momentum, dampening=0.0, nesterov=False):
    v *= momentum
    v += (1 - dampening) * g
    g += momentum * v if nesterov else v - g
    p -= lr * g


@record.variant
def with_slices(p, g, v, lr, momentum, dampening=0.0, nesterov=False):
    v[...] = momentum * v + g - dampening * g
    way = g + momentum * v if nesterov else v
    p[...] = p - lr * way


@record.variant
def in_small_steps(p, g, v, lr, momentum, dampening=0.0, nesterov=False):
    v -= (1 - momentum) * v
    v += g - dampening * g
    if nesterov:
        p -= lr * g
        p -= lr * momentum * v
    else:
        p -= lr * v


@record.variant
def before_and_after(p, g, v, lr, momentum, dampening=0.0, nesterov=False):
    new = v * momentum + g * (1 - dampening)
    p += -lr * (new * momentum + g) if nesterov else -lr * new
    v[...] = new
