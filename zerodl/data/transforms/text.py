"""Texts with a word missing, or two exchanged: small changes that leave most of the meaning."""

import numpy as np

from ...autograd.storage import Storage
from ...autograd.tensor import Tensor
from ...backend import array_module
from ...errors import ArgumentError, DTypeError, ShapeError
from .transform import Transform, array_of, probability


class TokenDropout(Transform):
    """Leave out each token with probability p, or put another in its place.

    Args:
        p: the probability.
        replacement: what stands in the place of a token that was dropped; None takes the token out, so that the text
            becomes shorter, though one always stays. A batch, (B, T), needs a replacement.
        keep: tokens that are never dropped, such as those for beginning, end and padding.
    Shape: a list of tokens, or integers of shape (T,) or (B, T)
    Source: Iyyer et al. (2015), "Deep unordered composition rivals syntactic methods", word dropout; Wei and Zou
        (2019), "EDA: easy data augmentation techniques", random deletion.
    Example:
        >>> TokenDropout(p=1.0, replacement="[MASK]", keep=["."])(["so", "it", "goes", "."])
        ['[MASK]', '[MASK]', '[MASK]', '.']
    """

    def __init__(self, p=0.1, replacement=None, keep=(), generator=None):
        self.p = probability("TokenDropout", p)
        self.replacement = replacement
        self.keep = list(keep)
        self.generator = generator

    def __call__(self, tokens):
        if isinstance(tokens, (list, tuple)):
            dropped = self.rng.random(len(tokens)) < self.p
            dropped &= np.array([token not in self.keep for token in tokens], dtype=bool)
            if self.replacement is not None:
                return [self.replacement if drop else token for token, drop in zip(tokens, dropped)]
            return [tokens[i] for i in self._left(dropped)]
        ids = ids_of("TokenDropout", tokens)
        xp = array_module(ids)
        dropped = xp.asarray(self.rng.random(ids.shape) < self.p)
        for token in self.keep:
            dropped &= ids != token
        if self.replacement is not None:
            return like(tokens, np.where(dropped, xp.asarray(self.replacement, dtype=ids.dtype), ids))
        if ids.ndim != 1:
            raise ShapeError("TokenDropout: the rows of a batch must stay equally long; give a replacement")
        on_cpu = dropped if xp is np else dropped.get()
        return like(tokens, ids[xp.asarray(self._left(on_cpu), dtype=np.int64)])

    def _left(self, dropped):
        """The places of what stays: one at least, if there is any."""
        left = np.flatnonzero(~dropped)
        return left if len(left) or not len(dropped) else self.rng.integers(len(dropped), size=1)


class RandomSwap(Transform):
    """Exchange two tokens at random places, several times.

    Args: n: how many times. keep: tokens that stay where they are, such as those for beginning, end and padding.
    Shape: a list of tokens, or integers of shape (T,) or (B, T); the shape stays
    Source: Wei and Zou (2019), "EDA: easy data augmentation techniques", random swap.
    Example:
        >>> sorted(RandomSwap(n=3)(["so", "it", "goes"]))
        ['goes', 'it', 'so']
        >>> RandomSwap(keep=["."])(["so", "goes", "."])
        ['goes', 'so', '.']
    """

    def __init__(self, n=1, keep=(), generator=None):
        if not isinstance(n, int) or n < 0:
            raise ArgumentError(f"RandomSwap: n must be an integer from 0 up, got {n!r}")
        self.n = n
        self.keep = list(keep)
        self.generator = generator

    def __call__(self, tokens):
        if isinstance(tokens, (list, tuple)):
            free = np.array([i for i, token in enumerate(tokens) if token not in self.keep], dtype=np.int64)
            return [tokens[i] for i in self._order(len(tokens), free)]
        ids = ids_of("RandomSwap", tokens)
        xp = array_module(ids)
        fixed = xp.zeros(ids.shape, dtype=bool)
        for token in self.keep:
            fixed |= ids == token
        on_cpu = np.atleast_2d(fixed if xp is np else fixed.get())
        orders = np.stack([self._order(ids.shape[-1], np.flatnonzero(~row)) for row in on_cpu])
        return like(tokens, np.take_along_axis(ids, xp.asarray(orders.reshape(ids.shape)), axis=-1))

    def _order(self, n, free):
        """Where each token comes from after the exchanges, of which only the free places take part."""
        order = np.arange(n)
        for _ in range(self.n if len(free) > 1 else 0):
            i, j = self.rng.choice(free, 2, replace=False)
            order[[i, j]] = order[[j, i]]
        return order


def ids_of(operation, tokens):
    """Tokens as an array of integers, of one text or of a batch."""
    ids = array_of(operation, tokens)
    if ids.dtype.kind not in "iu":
        raise DTypeError(f"{operation}: expected a list of tokens, or integers, got {ids.dtype}")
    if ids.ndim not in (1, 2):
        raise ShapeError(f"{operation}: expected a text (T,) or a batch (B, T), got shape {ids.shape}")
    return ids


def like(tokens, ids):
    """An array, as a tensor if a tensor was given."""
    return Tensor.of_array(ids, Storage()) if isinstance(tokens, Tensor) else ids
