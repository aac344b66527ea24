"""Gradient descent, compiled: each element is read once and written once. See ``adam`` for the floats."""

from .twin import compiled


def sgd_step(p, g, lr):
    """Twin of ``optim.sgd.sgd_step``."""
    compiled(_sgd)(p, g, float(lr))


def momentum_step(p, g, v, lr, momentum, dampening=0.0, nesterov=False):
    """Twin of ``optim.sgd.momentum_step``."""
    compiled(_nesterov if nesterov else _momentum)(p, g, v, float(lr), float(momentum), float(1 - dampening))


def _sgd(p, g, lr):
    size = p.dtype.type(lr)
    for i in range(p.size):
        p[i] -= size * g[i]


def _momentum(p, g, v, lr, momentum, share):
    size, old, new = p.dtype.type(lr), p.dtype.type(momentum), p.dtype.type(share)
    for i in range(p.size):
        vi = v[i] * old + new * g[i]
        v[i] = vi
        p[i] -= size * vi


def _nesterov(p, g, v, lr, momentum, share):
    size, old, new = p.dtype.type(lr), p.dtype.type(momentum), p.dtype.type(share)
    for i in range(p.size):
        vi = v[i] * old + new * g[i]
        v[i] = vi
        p[i] -= size * (g[i] + old * vi)
