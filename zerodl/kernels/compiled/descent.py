"""Gradient descent, compiled: each element is read once and written once."""

from .twin import compiled


def sgd_step(p, g, lr):
    """Twin of ``optim.sgd.sgd_step``."""
    compiled(_sgd)(p, g, p.dtype.type(lr))


def momentum_step(p, g, v, lr, momentum, dampening=0.0, nesterov=False):
    """Twin of ``optim.sgd.momentum_step``."""
    number = p.dtype.type
    compiled(_nesterov if nesterov else _momentum)(p, g, v, number(lr), number(momentum), number(1 - dampening))


def _sgd(p, g, lr):
    for i in range(p.size):
        p[i] -= lr * g[i]


def _momentum(p, g, v, lr, momentum, share):
    for i in range(p.size):
        vi = v[i] * momentum + share * g[i]
        v[i] = vi
        p[i] -= lr * vi


def _nesterov(p, g, v, lr, momentum, share):
    for i in range(p.size):
        vi = v[i] * momentum + share * g[i]
        v[i] = vi
        p[i] -= lr * (g[i] + momentum * vi)
