"""Adam's step, compiled: each element is read once and written once."""

import math

import numpy as np

from .twin import compiled


def adam_step(p, g, m, v, t, lr, beta1, beta2, eps):
    """Twin of ``optim.adam.adam_step``."""
    adamw_step(p, g, m, v, t, lr, beta1, beta2, eps, 0.0)


def adamw_step(p, g, m, v, t, lr, beta1, beta2, eps, weight_decay):
    """Twin of ``optim.adam.adamw_step``."""
    number = p.dtype.type  # a float64 among the loop's numbers would make it compute in float64
    kept, rate, scale = 1 - lr * weight_decay, lr / (1 - beta1**t), 1 / math.sqrt(1 - beta2**t)
    settings = (kept, rate, scale, beta1, 1 - beta1, beta2, 1 - beta2, eps)
    compiled(_adam)(p, g, m, v, *[number(setting) for setting in settings])


def amsgrad_step(p, g, m, v, largest, t, lr, beta1, beta2, eps):
    """Twin of ``optim.adam.amsgrad_step``."""
    number = p.dtype.type
    rate, scale = lr / (1 - beta1**t), 1 / math.sqrt(1 - beta2**t)
    settings = (rate, scale, beta1, 1 - beta1, beta2, 1 - beta2, eps)
    compiled(_amsgrad)(p, g, m, v, largest, *[number(setting) for setting in settings])


def _adam(p, g, m, v, kept, rate, scale, beta1, share1, beta2, share2, eps):
    for i in range(p.size):
        gi = g[i]
        mi = m[i] * beta1 + share1 * gi
        vi = v[i] * beta2 + share2 * gi * gi
        m[i] = mi
        v[i] = vi
        p[i] = p[i] * kept - rate * mi / (np.sqrt(vi) * scale + eps)


def _amsgrad(p, g, m, v, largest, rate, scale, beta1, share1, beta2, share2, eps):
    for i in range(p.size):
        gi = g[i]
        mi = m[i] * beta1 + share1 * gi
        vi = v[i] * beta2 + share2 * gi * gi
        li = np.maximum(largest[i], vi)
        m[i] = mi
        v[i] = vi
        largest[i] = li
        p[i] -= rate * mi / (np.sqrt(li) * scale + eps)
