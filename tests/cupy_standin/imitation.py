"""The register of imitations, and what most of them are made of: NumPy's function of the same name."""

import types

import numpy as np

from .array import unwrap, wrap

SPECIAL = {}  # name in cupy -> an imitation of its own, called with what came


def imitates(*names):
    """Decorator: the function below is what ``cupy.NAME`` does here, after the signature was checked."""

    def register(function):
        SPECIAL.update(dict.fromkeys(names, function))
        return function

    return register


def in_numpy(name):
    if name.startswith("random."):
        return None  # another generator: it could only give other numbers
    place = np
    for part in name.split("."):
        place = getattr(place, part, None)
    return place if callable(place) and not isinstance(place, types.ModuleType) else None


def numpys(name, *args, **settings):
    """What NumPy's function makes of the arrays inside."""
    with np.errstate(all="ignore"):
        return wrap(in_numpy(name)(*unwrap(args, name), **{k: unwrap(v, name) for k, v in settings.items()}))
