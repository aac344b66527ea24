"""optim.rmsprop.rmsprop_step: a step that is measured by the gradients of late."""

import numpy as np

from ....autograd.tensor import Tensor
from ....optim import RMSprop
from ....optim.rmsprop import rmsprop_step
from ...observe import observe
from ...record import Exercise
from ...text import Text

record = Exercise(
    "optim.rmsprop.rmsprop_step",
    lesson="05",
    points=10,
    minutes=8,
    difficulty=2,
    importance=4,
    role="production",
    task=Text(en="Divide the gradient by the root of a running mean of its square, weight by weight."),
    hints=(
        Text(
            en="What does AdaGrad do with the square of the new gradient, and what is to happen instead, so that old "
            "squares fade? By hand: a mean of 14, α = 1/2 and a gradient of 6 give a mean of 25."
        ),
        Text(
            en="A running mean keeps the share `alpha` of what it was, and takes the rest, `1 - alpha`, from what is "
            "new, which is the *square* of the gradient. The root is for the division only: `v` stays a mean of "
            "squares."
        ),
        Text(
            en="`v *= alpha`, then add the other share of the squared gradient in place. Divide `g` by the root of "
            "`v`, to which `eps` is added after the root is taken; subtract `lr` times that from `p` in place."
        ),
    ),
)


def told(p, g, v, **settings):
    """The step, and what p and v are afterwards."""
    seen = observe(rmsprop_step, p=p, g=g, v=v, **settings)
    return seen | {"p afterwards": p, "v afterwards": v}


def drawn(rng, shape, dtype=np.float64):
    """A weight, a gradient and a mean of squares."""
    return (values.astype(dtype) for values in (*rng.normal(size=(2, *shape)), rng.uniform(0.5, 2, size=shape)))


@record.scenario("by hand: a mean of 14, a gradient of 6")
def by_hand(rng):
    return told(np.array([1.0]), np.array([6.0]), np.array([14.0]), lr=0.5, alpha=0.5, eps=0.0)


@record.scenario("several weights, each by itself")
def several(rng):
    p, g, v = drawn(rng, (4,))
    return told(p, g * np.array([1e3, 1.0, -1e-3, 1.0]), v, lr=float(rng.uniform(0.1, 0.5)), alpha=0.9, eps=0.0)


@record.scenario("a large ε, to see where it stands")
def epsilon(rng):
    p, g, v = drawn(rng, (3,))
    return told(p, g, v, lr=0.2, alpha=0.8, eps=0.5)


@record.scenario("the first step, from a mean of 0")
def first(rng):
    return told(rng.normal(size=3), rng.normal(size=3), np.zeros(3), lr=0.01, alpha=0.99, eps=1e-8)


@record.scenario("a gradient that has always been 0")
def idle(rng):
    return told(np.array([1.0, 2.0]), np.array([0.0, 3.0]), np.zeros(2), lr=0.1, alpha=0.9, eps=1e-8)


@record.scenario("a matrix of float32")
def single_precision(rng):
    p, g, v = drawn(rng, (2, 3), np.float32)
    return told(p, g, v, lr=0.1, alpha=0.9, eps=1e-8)


@record.scenario("in the framework: five steps of RMSprop")
def in_the_framework(rng):
    w = Tensor(np.array([1.0, -2.0]), requires_grad=True)
    optimizer = RMSprop([w], lr=0.1, alpha=0.9)
    for pull in rng.normal(size=(5, 2)) * np.array([100.0, 0.01]):
        w.grad = Tensor(pull)
        optimizer.step()
    v = optimizer.state[w]["square_avg"].array
    return {"call": "five steps of RMSprop(lr=0.1, alpha=0.9)", "w": w.array, "v": v}


@record.mistake(
    en="That is AdaGrad: the squares are added up and never forgotten, so the steps get shorter and shorter. A running "
    "mean keeps the share `alpha` of the old, and takes `1 - alpha` of the new."
)
def adagrad(p, g, v, lr, alpha, eps):
    v += g * g
    p -= lr * g / (np.sqrt(v) + eps)


@record.mistake(
    en="The old mean fades, but the new square came in whole. For a mean, both shares must add up to 1: take "
    "`1 - alpha` of it."
)
def whole_square(p, g, v, lr, alpha, eps):
    v *= alpha
    v += g * g
    p -= lr * g / (np.sqrt(v) + eps)


@record.mistake(en="The two shares are exchanged: `alpha` is what is *kept* of the old mean.")
def shares_exchanged(p, g, v, lr, alpha, eps):
    v *= 1 - alpha
    v += alpha * g * g
    p -= lr * g / (np.sqrt(v) + eps)


@record.mistake(
    en="The root is missing. `v` is a mean of squares; divided by it the step would be *shorter* for a larger "
    "gradient. Divide by its root."
)
def no_root(p, g, v, lr, alpha, eps):
    v *= alpha
    v += (1 - alpha) * g * g
    p -= lr * g / (v + eps)


@record.mistake(
    en="`eps` stands inside the root. It is added after the root is taken, as PyTorch does."
)
def eps_inside(p, g, v, lr, alpha, eps):
    v *= alpha
    v += (1 - alpha) * g * g
    p -= lr * g / np.sqrt(v + eps)


@record.mistake(
    en="`eps` is missing: a weight whose gradient has always been 0 is divided 0 by 0, and is no number from then on."
)
def no_eps(p, g, v, lr, alpha, eps):
    v *= alpha
    v += (1 - alpha) * g * g
    with np.errstate(invalid="ignore"):
        p -= lr * g / np.sqrt(v)


@record.mistake(
    en="`eps` was added to the whole quotient. It belongs to the root, so that nothing is divided by 0: a pair of "
    "brackets is missing below the division."
)
def eps_outside(p, g, v, lr, alpha, eps):
    v *= alpha
    v += (1 - alpha) * g * g
    with np.errstate(invalid="ignore"):
        p -= lr * g / np.sqrt(v) + eps


@record.mistake(
    en="The square was forgotten: `v` took in the gradient itself. Gradients of both signs cancel in it, and a "
    "negative mean has no root."
)
def square_forgotten(p, g, v, lr, alpha, eps):
    v *= alpha
    v += (1 - alpha) * g
    with np.errstate(invalid="ignore"):
        p -= lr * g / (np.sqrt(v) + eps)


@record.mistake(
    en="The mean of the gradients' absolute values was kept, not of their squares. That is a "
    "size, too, but another one: the root of the mean of the squares was asked for."
)
def not_squared(p, g, v, lr, alpha, eps):
    v *= alpha
    v += (1 - alpha) * np.abs(g)
    p -= lr * g / (v + eps)


@record.mistake(
    en="The division was by the old mean, before the new square was in it. In the first step that is 0."
)
def a_step_late(p, g, v, lr, alpha, eps):
    p -= lr * g / (np.sqrt(v) + eps)
    v *= alpha
    v += (1 - alpha) * g * g


@record.mistake(
    en="All weights are divided by one number, the mean over all of them. Each weight has its own: that is the whole "
    "idea."
)
def one_for_all(p, g, v, lr, alpha, eps):
    v *= alpha
    v += (1 - alpha) * g * g
    p -= lr * g / (np.sqrt(np.mean(v)) + eps)


@record.mistake(
    en="`v` took in one number, the mean of the squares over all weights. The mean is over the steps, not over the "
    "weights: each weight keeps its own, number by number."
)
def one_square_for_all(p, g, v, lr, alpha, eps):
    v *= alpha
    v += (1 - alpha) * np.mean(g * g)
    p -= lr * g / (np.sqrt(v) + eps)


@record.mistake(
    when=lambda got, expected: isinstance(got.get("result"), (np.ndarray, np.number, list, tuple)),
    en="Something came back. Nothing is to be returned: the caller looks into `p` and `v`, which you change in place "
    "with `*=`, `+=` and `-=`.",
)
def weights_returned(p, g, v, lr, alpha, eps):
    v *= alpha
    v += (1 - alpha) * g * g
    p -= lr * g / (np.sqrt(v) + eps)
    return p


@record.mistake(
    en="The weights have moved, but the caller's `v` is as it was, since `v = …` makes a new array. Use `v *= …` and "
    "`v += …`."
)
def mean_not_kept(p, g, v, lr, alpha, eps):
    v = alpha * v + (1 - alpha) * g * g
    p -= lr * g / (np.sqrt(v) + eps)


@record.mistake(
    en="`v` is up to date, but the weight has not moved: `p = …` makes a new array, which nobody sees. Use `p -= …`."
)
def weight_not_moved(p, g, v, lr, alpha, eps):
    v *= alpha
    v += (1 - alpha) * g * g
    p = p - lr * g / (np.sqrt(v) + eps)


@record.mistake(en="The root was written into `v`. Only the division needs it: `v` stays a mean of squares.")
def root_kept(p, g, v, lr, alpha, eps):
    v *= alpha
    v += (1 - alpha) * g * g
    np.sqrt(v, out=v)
    p -= lr * g / (v + eps)


@record.mistake(en="The step goes uphill: subtract it.")
def uphill(p, g, v, lr, alpha, eps):
    v *= alpha
    v += (1 - alpha) * g * g
    p += lr * g / (np.sqrt(v) + eps)


@record.variant
def with_slices(p, g, v, lr, alpha, eps):
    v[...] = alpha * v + (1 - alpha) * g**2
    p[...] = p - lr * g / (v**0.5 + eps)


@record.variant
def towards_the_square(p, g, v, lr, alpha, eps):
    v += (1 - alpha) * (np.square(g) - v)
    root = np.sqrt(v)
    p -= g / (root + eps) * lr


@record.variant
def with_functions(p, g, v, lr, alpha, eps):
    np.copyto(v, v * alpha + np.square(g) * (1 - alpha))
    np.subtract(p, lr * np.divide(g, np.sqrt(v) + eps), out=p)
