"""Adam's step, compiled: each element is read once and written once.

The loops take Python's floats, which cost least to hand over, and bring them to the arrays' dtype themselves: a float64
among the numbers of a loop would make it compute in float64.
"""

import math

import numpy as np

from .twin import compiled


def adam_step(p, g, m, v, t, lr, beta1, beta2, eps):
    """Twin of ``optim.adam.adam_step``."""
    adamw_step(p, g, m, v, t, lr, beta1, beta2, eps, 0.0)


def adamw_step(p, g, m, v, t, lr, beta1, beta2, eps, weight_decay):
    """Twin of ``optim.adam.adamw_step``."""
    rate, scale = lr / (1 - beta1**t), 1 / math.sqrt(1 - beta2**t)
    compiled(_adam)(p, g, m, v, float(1 - lr * weight_decay), rate, scale, float(beta1), float(beta2), float(eps))


def amsgrad_step(p, g, m, v, largest, t, lr, beta1, beta2, eps):
    """Twin of ``optim.adam.amsgrad_step``."""
    rate, scale = lr / (1 - beta1**t), 1 / math.sqrt(1 - beta2**t)
    compiled(_amsgrad)(p, g, m, v, largest, rate, scale, float(beta1), float(beta2), float(eps))


def _adam(p, g, m, v, kept, rate, scale, beta1, beta2, eps):
    number = p.dtype.type
    keep, size, root, small = number(kept), number(rate), number(scale), number(eps)
    old1, new1, old2, new2 = number(beta1), number(1 - beta1), number(beta2), number(1 - beta2)
    for i in range(p.size):
        gi = g[i]
        mi = m[i] * old1 + new1 * gi
        vi = v[i] * old2 + new2 * gi * gi
        m[i] = mi
        v[i] = vi
        p[i] = p[i] * keep - size * mi / (np.sqrt(vi) * root + small)


def _amsgrad(p, g, m, v, largest, rate, scale, beta1, beta2, eps):
    number = p.dtype.type
    size, root, small = number(rate), number(scale), number(eps)
    old1, new1, old2, new2 = number(beta1), number(1 - beta1), number(beta2), number(1 - beta2)
    for i in range(p.size):
        gi = g[i]
        mi = m[i] * old1 + new1 * gi
        vi = v[i] * old2 + new2 * gi * gi
        li = np.maximum(largest[i], vi)
        m[i] = mi
        v[i] = vi
        largest[i] = li
        p[i] -= size * mi / (np.sqrt(li) * root + small)
