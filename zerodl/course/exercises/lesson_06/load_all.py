"""train.checkpoint.load_all: the states of a checkpoint go to all of its parts, or to none."""

import copy
import tempfile
from pathlib import Path

import numpy as np

from ....nn import Linear
from ....optim import SGD
from ....train.checkpoint import load_all, load_checkpoint, save_checkpoint
from ...observe import raised
from ...record import Exercise
from ...text import Text

record = Exercise(
    "train.checkpoint.load_all",
    lesson="06",
    points=15,
    minutes=12,
    difficulty=3,
    importance=4,
    role="production",
    task=Text(en="Give each part its state; if one does not fit, leave all of them as they were."),
    hints=(
        Text(
            en="To go back, you need what was there before. `part.state_dict()` says it; but some parts hand out their "
            "own arrays, which the loading then writes into. What keeps the old numbers from changing with them?"
        ),
        Text(
            en="Put the loading into `try:`. In `except BaseException:` give each part its old state back with "
            "`load_state_dict`, and then let the error go on its way with a bare `raise`."
        ),
        Text(
            en="Before anything is loaded: a dictionary from each name to `copy.deepcopy(part.state_dict())`. The part "
            "that failed may have changed halfway, so it gets its old state back like the others."
        ),
    ),
)


CAME_OUT = "the error that went on its way"


class Misfit(ValueError):
    """A state that does not fit."""


class Part:
    """Two numbers with a state, into which a state is written; it fails halfway where asked to.

    Args:
        live: hand out its own array as the state, as a Module does with its tensors, and not a copy.
        fails: an error to raise after the first number has been loaded.
    """

    def __init__(self, numbers, live=False, fails=None):
        self.numbers = np.array(numbers, np.float64)
        self.live, self.fails = live, fails
        self.busy = True  # only loading a wrong state fails, loading the old one does not

    def state_dict(self):
        return {"numbers": self.numbers if self.live else self.numbers.copy()}

    def load_state_dict(self, state):
        if state is None:
            raise KeyError("no state")  # as the dictionary would have said
        self.numbers[0] = state["numbers"][0]
        if self.fails is not None and self.busy:
            self.busy = False
            raise self.fails
        self.numbers[1] = state["numbers"][1]


def tried(call, parts, states):
    """What the parts hold after loading, what went on its way, and whether the states are still what they were."""
    seen = {"call": call}
    given = copy.deepcopy(states)
    try:
        load_all(parts, states)
        seen[CAME_OUT] = "none"
    except (Misfit, KeyError, KeyboardInterrupt, RuntimeError) as error:
        seen[CAME_OUT] = type(error).__name__
    except Exception as error:
        return seen | raised(error)
    seen["result"] = {name: part.numbers.copy() for name, part in parts.items()}
    same = all(np.array_equal(states[name]["numbers"], given[name]["numbers"]) for name in given)
    seen["the states are what they were"] = same
    return seen


def some(rng, failing=None, error=None, names=("model", "optimizer", "schedule", "loader")):
    """Parts, the first with a live state, of which one fails, and states for all of them."""
    parts = {name: Part(rng.normal(size=2), name == names[0], error if name == failing else None) for name in names}
    return parts, {name: {"numbers": rng.normal(size=2)} for name in names}


@record.scenario("all fit")
def all_fit(rng):
    parts, states = some(rng)
    return tried("load_all({model, optimizer, schedule, loader}, states)", parts, states)


@record.scenario("the third of four does not fit")
def third(rng):
    return tried("load_all(…), where schedule fails", *some(rng, "schedule", Misfit("another length")))


@record.scenario("the last does not fit")
def last(rng):
    return tried("load_all(…), where loader fails", *some(rng, "loader", Misfit("another length")))


@record.scenario("the first does not fit")
def first(rng):
    return tried("load_all(…), where model fails", *some(rng, "model", Misfit("other names")))


@record.scenario("there is no state for one of them")
def missing(rng):
    parts, states = some(rng)
    del states["schedule"]
    return tried("load_all(…) without a state for schedule", parts, states)


@record.scenario("Ctrl-C in the middle")
def interrupted(rng):
    return tried("load_all(…), interrupted at schedule", *some(rng, "schedule", KeyboardInterrupt()))


@record.scenario("other names, more states than parts, and a single part")
def other_names(rng):
    names = [f"part {i}" for i in range(int(rng.integers(4, 7)))]
    parts, states = some(rng, names[-2], Misfit("no"), names)
    more = some(rng)
    alone = {"model": Part(rng.normal(size=2))}
    return [tried("load_all(…) of many parts", parts, states), tried("load_all of one of three states", alone, more[1])]


@record.scenario("loaded again after it failed")
def again(rng):
    parts, states = some(rng, "loader", Misfit("not this time"))
    return [tried("the first time", parts, states), tried("the second time", parts, states)]


@record.scenario("in the framework: load_checkpoint, into a model of another size")
def in_the_framework(rng):
    path = Path(tempfile.mkdtemp(), "run.safetensors")
    model = Linear(3, 2)
    save_checkpoint(path, model=model, optimizer=SGD(model.parameters(), lr=0.25, momentum=0.5))
    smaller = Linear(2, 2)
    optimizer = SGD(smaller.parameters(), lr=float(rng.uniform()), momentum=0.9)
    seen = {"call": "load_checkpoint(path, model=a smaller one, optimizer=…)"}
    try:
        load_checkpoint(path, model=smaller, optimizer=optimizer)
        seen[CAME_OUT] = "none"
    except Exception as error:
        seen[CAME_OUT] = type(error).__name__
    group = optimizer.param_groups[0]
    return seen | {"result": [group["lr"], group["momentum"]]}


@record.mistake(
    en="Those that were loaded before the error keep their new state: the model is that of the file, the rest is not. "
    "Give every part back what it had before the first was loaded."
)
def no_way_back(parts, states):
    for name, part in parts.items():
        part.load_state_dict(states[name])


@record.mistake(
    en="The model has the new numbers although everything was given back: what was kept are its own arrays, and "
    "loading wrote into them. Keep copies, `copy.deepcopy(part.state_dict())`; `copy.copy` only makes a new "
    "dictionary around the same arrays."
)
def not_copied(parts, states):
    before = {name: part.state_dict() for name, part in parts.items()}
    try:
        for name, part in parts.items():
            part.load_state_dict(states[name])
    except BaseException:
        for name, part in parts.items():
            part.load_state_dict(before[name])
        raise


@record.mistake(
    en="The part that failed has changed halfway, and is left so. It gets its old state back, too, like those before "
    "it."
)
def failed_one_left(parts, states):
    before = {}
    try:
        for name, part in parts.items():
            old = copy.deepcopy(part.state_dict())
            part.load_state_dict(states[name])
            before[name] = old
    except BaseException:
        for name, old in before.items():
            parts[name].load_state_dict(old)
        raise


@record.mistake(
    en="Only the part that failed got its old state back. Those that were loaded before it belong to another run now: "
    "all go back, or none."
)
def only_the_failed_one(parts, states):
    for name, part in parts.items():
        before = copy.deepcopy(part.state_dict())
        try:
            part.load_state_dict(states[name])
        except BaseException:
            part.load_state_dict(before)
            raise


@record.mistake(
    when=lambda got, expected: got[CAME_OUT] == "none" != expected[CAME_OUT],
    en="The error was swallowed: whoever loads believes that it worked, and trains on with other weights. After giving "
    "back, `raise`.",
)
def swallowed(parts, states):
    before = {name: copy.deepcopy(part.state_dict()) for name, part in parts.items()}
    try:
        for name, part in parts.items():
            part.load_state_dict(states[name])
    except BaseException:
        for name, part in parts.items():
            part.load_state_dict(before[name])


@record.mistake(
    when=lambda got, expected: "none" != got[CAME_OUT] != expected[CAME_OUT] != "none",
    en="Another error goes on than the one that came. It says what does not fit: a bare `raise` sends on the one at "
    "hand.",
)
def another_error(parts, states):
    before = {name: copy.deepcopy(part.state_dict()) for name, part in parts.items()}
    try:
        for name, part in parts.items():
            part.load_state_dict(states[name])
    except BaseException:
        for name, part in parts.items():
            part.load_state_dict(before[name])
        raise RuntimeError("a state does not fit") from None


@record.mistake(
    en="Ctrl-C leaves half of the parts loaded. It is a KeyboardInterrupt, and that is no Exception: only "
    "`except BaseException` sees everything that can come."
)
def exceptions_only(parts, states):
    before = {name: copy.deepcopy(part.state_dict()) for name, part in parts.items()}
    try:
        for name, part in parts.items():
            part.load_state_dict(states[name])
    except Exception:
        for name, part in parts.items():
            part.load_state_dict(before[name])
        raise


@record.mistake(
    en="Only one kind of error is expected. A state may also be missing, which is a KeyError, or Ctrl-C may come: "
    "`except BaseException` sees everything."
)
def one_kind(parts, states):
    before = {name: copy.deepcopy(part.state_dict()) for name, part in parts.items()}
    try:
        for name, part in parts.items():
            part.load_state_dict(states[name])
    except ValueError:
        for name, part in parts.items():
            part.load_state_dict(before[name])
        raise


@record.mistake(
    en="Where every state fits, the parts still hold what they held before. Either nothing was loaded, or the old "
    "states are given back even if all went well, as `finally` does. They belong to the error alone."
)
def always_back(parts, states):
    before = {name: copy.deepcopy(part.state_dict()) for name, part in parts.items()}
    try:
        for name, part in parts.items():
            part.load_state_dict(states[name])
    finally:
        for name, part in parts.items():
            part.load_state_dict(before[name])


@record.mistake(
    when=lambda got, expected: got[1][CAME_OUT] == "KeyError" and expected[1][CAME_OUT] == "none",
    en="There may be more states than parts, as when only the model is wanted. Go through the parts, and look up the "
    "state of each by its name.",
)
def through_the_states(parts, states):
    before = {name: copy.deepcopy(part.state_dict()) for name, part in parts.items()}
    try:
        for name, state in states.items():
            parts[name].load_state_dict(state)
        for name in parts:
            states[name]
    except BaseException:
        for name, part in parts.items():
            part.load_state_dict(before[name])
        raise


@record.variant
def kept_first(parts, states):
    before = {name: copy.deepcopy(part.state_dict()) for name, part in parts.items()}
    try:
        for name, part in parts.items():
            part.load_state_dict(states[name])
    except BaseException:
        for name, part in parts.items():
            part.load_state_dict(before[name])
        raise


@record.variant
def by_a_flag(parts, states):
    before = copy.deepcopy([part.state_dict() for part in parts.values()])
    done = False
    try:
        for name in parts:
            parts[name].load_state_dict(states[name])
        done = True
    finally:
        if not done:
            for part, old in zip(parts.values(), before):
                part.load_state_dict(old)


@record.variant
def one_after_the_other(parts, states):
    undo = []
    try:
        for name, part in parts.items():
            undo.append((part, copy.deepcopy(part.state_dict())))
            part.load_state_dict(states[name])
    except BaseException as error:
        while undo:
            part, old = undo.pop()
            part.load_state_dict(old)
        raise error
