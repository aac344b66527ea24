"""How often the framework called the learner's own functions."""

from collections import Counter

calls = Counter()


def count(name):
    """One more call of the answer to exercise ``name``; answers that are plugged in do this by themselves."""
    calls[name] += 1
