"""Seeded generators: one that everybody shares, and private ones for who wants to be independent of it."""

from contextlib import contextmanager

import numpy as np

from .errors import ArgumentError, DTypeError


class Generator:
    """A source of random numbers with a seed, backed by NumPy's PCG64, which is its attribute ``numpy``.

    Args: seed: a non-negative integer; None takes one from the operating system.
    Source: O'Neill (2014), "PCG: a family of simple fast space-efficient statistically good algorithms".
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
        return self._start(np.random.SeedSequence(None if seed is None else int(seed)))

    def _start(self, seeds):
        self._seeds = seeds
        self.numpy = np.random.Generator(np.random.PCG64(seeds))
        return self

    def seed(self):
        """Start again from a seed that the operating system picks; returns that seed."""
        return self.manual_seed(None).initial_seed()

    def initial_seed(self):
        """The seed that this generator started from."""
        return self._seeds.entropy

    def spawn(self, n):
        """``n`` new generators whose numbers are independent of one another's and of this one's.

        Each worker of a job gets one: the seed of the whole fixes what every worker draws, in whatever order they run.

        Example:
            >>> left, right = Generator(0).spawn(2)
            >>> left.numpy.integers(1000).item() == right.numpy.integers(1000).item()
            False
        """
        return [Generator.__new__(Generator)._start(seeds) for seeds in self._seeds.spawn(n)]

    def get_state(self):
        """Everything that decides what comes next, as a dictionary of numbers and words that JSON can hold."""
        return {
            "seed": self._seeds.entropy,
            "spawn_key": list(self._seeds.spawn_key),
            "spawned": self._seeds.n_children_spawned,
            "numpy": self.numpy.bit_generator.state,
        }

    def set_state(self, state):
        """Continue from a state that ``get_state`` returned; returns the generator itself."""
        try:
            key, spawned = tuple(state["spawn_key"]), state["spawned"]
            seeds = np.random.SeedSequence(state["seed"], spawn_key=key, n_children_spawned=spawned)
            bits = np.random.PCG64(seeds)
            bits.state = state["numpy"]
        except (KeyError, TypeError, ValueError) as cause:
            raise ArgumentError(f"set_state: expected what get_state() returned, got {str(state):.100}") from cause
        self._seeds, self.numpy = seeds, np.random.Generator(bits)
        return self

    def clone_state(self):
        """A second generator that goes on exactly as this one would."""
        return Generator.__new__(Generator).set_state(self.get_state())


default_generator = Generator()


def manual_seed(seed):
    """Seed the shared generator, so that initial weights and shuffles repeat.

    Source: torch.manual_seed
    Example:
        >>> import zerodl
        >>> _ = zerodl.manual_seed(0); a = zerodl.randn(3)
        >>> _ = zerodl.manual_seed(0); b = zerodl.randn(3)
        >>> a.tolist() == b.tolist()
        True
    """
    return default_generator.manual_seed(seed)


def seed():
    """Seed the shared generator with a number that the operating system picks; returns that number.

    Source: torch.seed
    """
    return default_generator.seed()


def initial_seed():
    """The seed that the shared generator started from.

    Source: torch.initial_seed
    Example:
        >>> _ = manual_seed(7)
        >>> initial_seed()
        7
    """
    return default_generator.initial_seed()


def get_rng_state():
    """The state of the shared generator, for ``set_rng_state``.

    Source: torch.get_rng_state
    """
    return default_generator.get_state()


def set_rng_state(state):
    """Let the shared generator continue from an earlier state.

    Source: torch.set_rng_state
    Example:
        >>> import zerodl
        >>> state = get_rng_state(); a = zerodl.rand(2)
        >>> set_rng_state(state); b = zerodl.rand(2)
        >>> a.tolist() == b.tolist()
        True
    """
    default_generator.set_state(state)


@contextmanager
def fork_rng(enabled=True):
    """A ``with`` block after which the shared generator goes on as if the block had drawn nothing.

    Args: enabled: with False the block changes nothing.
    Source: torch.random.fork_rng
    Example:
        >>> import zerodl
        >>> with fork_rng():
        ...     noise = zerodl.rand(1000)
    """
    state = get_rng_state()
    try:
        yield
    finally:
        if enabled:
            set_rng_state(state)


@contextmanager
def drawing_from(generator):
    """A ``with`` block in which the shared generator is another one: whoever draws from it draws from ``generator``.

    So a batch can have numbers of its own, and still every function that draws does it from the shared generator.

    Example:
        >>> import zerodl
        >>> with drawing_from(Generator(0)): a = zerodl.rand(2)
        >>> with drawing_from(Generator(0)): b = zerodl.rand(2)
        >>> a.tolist() == b.tolist()
        True
    """
    before = default_generator._seeds, default_generator.numpy
    default_generator._seeds, default_generator.numpy = generator._seeds, generator.numpy
    try:
        yield generator
    finally:
        default_generator._seeds, default_generator.numpy = before
