"""Seeded generators: one that everybody shares, and private ones for who wants to be independent of it."""

import numpy as np

from .errors import DTypeError


class Generator:
    """A source of random numbers with a seed, backed by NumPy's PCG64.

    Args: seed: a non-negative integer; None takes one from the operating system.

    Example:
        >>> a, b = Generator(0), Generator(0)
        >>> a.numpy.random() - b.numpy.random()
        0.0
    """

    def __init__(self, seed=None):
        self.manual_seed(seed)

    def manual_seed(self, seed):
        """Start again from ``seed``; returns the generator itself."""
        if seed is not None and (not isinstance(seed, (int, np.integer)) or isinstance(seed, bool) or seed < 0):
            raise DTypeError(f"manual_seed: expected a non-negative integer or None, got {seed!r}")
        self.numpy = np.random.Generator(np.random.PCG64(seed))
        return self

    def get_state(self):
        """The state as a plain dictionary, which ``set_state`` takes back."""
        return self.numpy.bit_generator.state

    def set_state(self, state):
        """Continue from a state that ``get_state`` returned."""
        self.numpy.bit_generator.state = state


default_generator = Generator()


def manual_seed(seed):
    """Seed the shared generator, so that initial weights and shuffles repeat.

    Example:
        >>> import zerodl
        >>> _ = zerodl.manual_seed(0); a = zerodl.randn(3)
        >>> _ = zerodl.manual_seed(0); b = zerodl.randn(3)
        >>> a.tolist() == b.tolist()
        True
    """
    return default_generator.manual_seed(seed)
