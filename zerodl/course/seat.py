"""Where an exercise's function sits in the package, and how another one is put in its place.

A function is changed in place: its ``__code__`` and defaults are replaced, so that everybody who imported it earlier,
and the table of operations, call the new one. A method is replaced on its class, which all instances look it up on.
"""

import functools
import importlib
import threading
import types
from contextlib import contextmanager

from ..autograd import table
from ..autograd.op import Op
from ..errors import ArgumentError

ROOT = __package__.rpartition(".")[0]  # "zerodl", or the name that the package was exported under


class Seat:
    """The place of one function or method, with the reference that sits there by default."""

    def __init__(self, name):
        self.name = name
        self.module, self.owner, self.attribute = _locate(name)
        found = vars(self.owner or self.module)[self.attribute]
        self.function = found.forward if isinstance(found, Op) else found  # an op's plain function does the work
        self.reference = self.function if self.owner else _copy(self.function)
        self.current = self.reference

    def put(self, function):
        """Let ``function`` do the work from now on."""
        if self.owner:
            setattr(self.owner, self.attribute, function)
        else:
            self.function.__code__ = function.__code__
            self.function.__defaults__ = function.__defaults__
            self.function.__kwdefaults__ = function.__kwdefaults__
        self.current = function

    @property
    def is_reference(self):
        """Whether the package's own function does the work."""
        return self.current is self.reference


@functools.cache
def seat(name):
    """The one Seat of this exercise."""
    return Seat(name)


_plugged = []  # the seats that ever had an answer in them
_one_at_a_time = threading.RLock()  # Jupyter may run two cells at once, in threads


def plug_in(name, function):
    """Let the framework run ``function`` in place of its own."""
    place = seat(name)
    with _one_at_a_time:
        if place not in _plugged:
            _plugged.append(place)
        place.put(function)
        table.new_epoch()


def unplug(name):
    """Let the framework run its own function again."""
    with _one_at_a_time:
        seat(name).put(seat(name).reference)
        table.new_epoch()


def plugged_names():
    """The exercises whose answer the framework runs now."""
    with _one_at_a_time:
        return [place.name for place in _plugged if not place.is_reference]


@contextmanager
def trying(name=None, function=None):
    """For a ``with`` block: the reference everywhere, and ``function``, if there is one, in the place of ``name``.

    So an answer is judged by itself, whatever the learner's other answers do, in the notebook as in the grader. A tape
    recorded before the block is good after it, one from inside is not. Another thread that wants to exchange something
    waits until the block ends; one that only computes meets what is in place at that moment.
    """
    here = seat(name) if name else None
    with _one_at_a_time:
        before = [(place, place.current) for place in _plugged]
        if here is not None and here not in _plugged:
            before.append((here, here.current))
        epoch = table.Epoch.now
        try:
            for place, _ in before:
                place.put(place.reference)
            if function is not None:
                here.put(function)
            table.new_epoch()
            yield
        finally:
            for place, current in before:
                place.put(current)
            table.return_to(epoch)


def _locate(name):
    """The module, the class (or None) and the attribute that ``ops.elementwise.mul_grad`` stands for."""
    parts = name.split(".")
    for cut in range(len(parts) - 1, 0, -1):
        try:
            module = importlib.import_module(".".join([ROOT, *parts[:cut]]))
        except ModuleNotFoundError:
            continue
        owner = None
        if len(parts) - cut == 2:
            owner = getattr(module, parts[cut], None)
        if parts[-1] in vars(owner or module):
            return module, owner, parts[-1]
    raise ArgumentError(f"exercise {name!r}: the package has no function or method of this name")


def _copy(function):
    """A function with the same code, which stays as it is when the original's code is replaced."""
    copied = types.FunctionType(
        function.__code__, function.__globals__, function.__name__, function.__defaults__, function.__closure__
    )
    copied.__kwdefaults__ = function.__kwdefaults__
    copied.__dict__.update(function.__dict__)
    copied.__doc__ = function.__doc__
    return copied
