"""Checkpoints: all that a training run needs to go on as if it had never stopped, in one file."""

import copy
import platform

import numpy as np

from ..errors import ArgumentError, DTypeError, FileError, NewerFileError
from ..io.archive import load, save_named
from ..nn.module import Module
from ..random import Generator, default_generator
from ..version import __version__

RECORD = "zerodl.checkpoint"  # no part has this name, for it could not be a keyword
FORMAT = 1


def save_checkpoint(path, /, **parts):
    """Write a model, an optimiser and all else that training depends on to one file, whole or not at all.

    A part that has ``state_dict`` and ``load_state_dict`` is saved by its state: models, optimisers, schedules, data
    loaders, samplers, metrics, callbacks; so are generators, and lists and dictionaries of such. Any other part is
    saved as the plain data that it is: ``epoch=3``, a history, settings. The shared generator is always there.

    The file is one that ``zerodl.load`` reads; ``zerodl.load(path)["model"]`` is the model's state.

    Raises: DTypeError, before anything is written, for what is neither, by the way to it. OSError if the disk is full
        or the file must not be written. In either case an older file is as it was.
    Cost: as ``zerodl.save``; the model's tensors are not copied.
    Example:
        >>> import tempfile, zerodl
        >>> path = tempfile.mkdtemp() + "/run.safetensors"
        >>> model = zerodl.nn.Linear(3, 2)
        >>> optimizer = zerodl.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
        >>> save_checkpoint(path, model=model, optimizer=optimizer, epoch=3)
        >>> load_checkpoint(path, model=model, optimizer=optimizer)
        {'epoch': 3}
    """
    save_named("checkpoint", checkpoint_of(parts), path)


def load_checkpoint(path, /, *, strict=True, **parts):
    """Give a model, an optimiser and so on the states that ``save_checkpoint`` wrote, all of them or none.

    The objects are made as they were made before saving, and passed under the same names. What was saved as plain data
    is returned. The shared generator goes on from where it was.

    Args: strict: refuse a file that has states for which no part is passed, because training would go on differently.
        With False they are left alone, and so is the shared generator: as when only the model is wanted.
    Returns: {name: plain data}.
    Raises: ArgumentError if names are missing or unexpected, or a state does not fit its part; then no part is changed.
        FileError for a file that is damaged, or no checkpoint; FileNotFoundError.
    Cost: as ``zerodl.load``; until all has fitted, copies of the states that are replaced, but not of a model that is
        the last to be loaded.
    """
    return put_into(parts, load(path, "cpu"), path, strict)


def checkpoint_of(parts):
    """The tree that is saved for {name: part}."""
    states, values = {}, {}
    for name, part in parts.items():
        inside = with_state(name, part)
        states |= {key: _state_of(stateful) for key, stateful in inside.items()}
        values |= {} if inside else {name: part}
    return {
        **states,
        **values,
        RECORD: {
            "format": FORMAT,
            "states": list(states),
            "default_generator": default_generator.get_state(),
            "versions": {"zerodl": __version__, "numpy": np.__version__, "python": platform.python_version()},
        },
    }


def put_into(parts, tree, path, strict):
    """Load the tree of a checkpoint into {name: part}; what ``load_checkpoint`` returns."""
    if not isinstance(tree, dict) or RECORD not in tree:
        raise FileError(f"{path} holds a tree, but no checkpoint; read it with zerodl.load")
    record = tree[RECORD]
    if record["format"] > FORMAT:
        newer = record["versions"]["zerodl"]
        raise NewerFileError(f"{path} is a checkpoint of zerodl {newer}; this is zerodl {__version__}")
    given = {}
    for name, part in parts.items():
        inside = with_state(name, part)
        if not inside and part is not None and not (isinstance(part, (list, tuple, dict)) and not part):
            raise DTypeError(
                f"load_checkpoint: {name} is {part!r:.60}, which has no load_state_dict; what was saved as plain data "
                f"is returned: load_checkpoint(…)[{name!r}]"
            )
        given |= inside
    missing = [name for name in given if name not in record["states"]]
    unexpected = [name for name in record["states"] if name not in given] if strict else []
    if missing or unexpected:
        complaints = [f"missing in the file: {', '.join(missing)}"] * bool(missing)
        complaints += [f"in the file, but not passed: {', '.join(unexpected)}"] * bool(unexpected)
        complaints += ["strict=False leaves them out"] * bool(unexpected and not missing)
        raise ArgumentError(f"load_checkpoint: {path} does not fit, and nothing was loaded: {'; '.join(complaints)}")
    in_order = sorted(given, key=lambda name: isinstance(given[name], Module))  # models, which are large, come last
    load_all({name: _Stateful(name, given[name], path, last=name == in_order[-1]) for name in in_order}, tree)
    if strict:
        default_generator.set_state(record["default_generator"])
    return {name: value for name, value in tree.items() if name != RECORD and name not in record["states"]}


def with_state(name, part):
    """{name: object} of the objects with a state that a part is, or is a list or a dictionary of; empty if it is none.

    Example:
        >>> list(with_state("generators", [Generator(0), Generator(1)])), with_state("epoch", 3)
        (['generators[0]', 'generators[1]'], {})
    """
    if _has_state(part):
        return {name: part}
    items = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, (list, tuple)) else ()
    inside = {f"{name}[{key!r}]": item for key, item in items}
    return inside if all(map(_has_state, inside.values())) else {}


def _has_state(part):
    if isinstance(part, type):
        return False
    return isinstance(part, Generator) or (hasattr(part, "state_dict") and hasattr(part, "load_state_dict"))


def _state_of(part):
    return part.get_state() if isinstance(part, Generator) else part.state_dict()


def load_all(parts, states):
    """Give each part its state, or, if one does not fit, leave all of them as they were; the error goes on its way.

    Args: parts: {name: what has state_dict and load_state_dict}. states: {name: state}, one for each part at least.
    Raises: what a part's load_state_dict raises.
    Example:
        >>> import zerodl
        >>> small, large = zerodl.nn.Linear(1, 1), zerodl.nn.Linear(9, 9)
        >>> weight = small.weight.item()
        >>> try:
        ...     load_all({"a": small, "b": large}, {"a": zerodl.nn.Linear(1, 1).state_dict(), "b": {}})
        ... except zerodl.errors.ZerodlError:
        ...     small.weight.item() == weight
        True
    """
    before = {}
    try:
        for name, part in parts.items():
            before[name] = copy.deepcopy(part.state_dict())  # a copy, because a state may be the part's own tensors
            part.load_state_dict(states[name])
    except BaseException:
        for name in reversed(before):
            parts[name].load_state_dict(before[name])
        raise


class _Untouched:
    """Stands for the state of a part that a state which does not fit leaves as it is. None may be a state."""


class _Stateful:
    """A part of a checkpoint as ``load_all`` wants it, with an error that says which part of which file does not fit.

    Args: last: whether it is loaded last. A model that is need not be copied, since it loads all of its state or none.
    """

    def __init__(self, name, part, path, last):
        self.name, self.part, self.path = name, part, path
        self.as_it_is = last and type(part).load_state_dict is Module.load_state_dict

    def state_dict(self):
        return _Untouched if self.as_it_is else _state_of(self.part)

    def load_state_dict(self, state):
        if state is _Untouched:
            return
        try:
            self.part.set_state(state) if isinstance(self.part, Generator) else self.part.load_state_dict(state)
        except Exception as cause:
            raise ArgumentError(
                f"load_checkpoint: what {self.path} has for {self.name} does not fit, and nothing was loaded: {cause}"
            ) from cause
