"""train.checkpoint.load_all: what is asked for, and the parts that are loaded."""

import copy
import io

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
    given, objects = copy.deepcopy(states), dict(parts)
    try:
        load_all(parts, states)
        seen[CAME_OUT] = "none"
    except (Misfit, KeyError, KeyboardInterrupt, SystemExit, RuntimeError) as error:
        seen[CAME_OUT] = type(error).__name__
    except Exception as error:
        return seen | raised(error)
    seen["result"] = {name: part.numbers.copy() for name, part in objects.items()}
    seen["the parts are the same objects"] = all(parts.get(name) is part for name, part in objects.items())
    same = all(np.array_equal(states[name]["numbers"], given[name]["numbers"]) for name in given)
    seen["the states are what they were"] = same
    return seen


def some(rng, failing=None, error=None, names=("model", "optimizer", "schedule", "loader")):
    """Parts, the first with a live state, of which one fails, and states for all of them, in another order."""
    parts = {name: Part(rng.normal(size=2), name == names[0], error if name == failing else None) for name in names}
    return parts, {name: {"numbers": rng.normal(size=2)} for name in reversed(names)}


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


@record.scenario("sys.exit() in the middle")
def exits(rng):
    return tried("load_all(…), where schedule calls sys.exit()", *some(rng, "schedule", SystemExit(1)))


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
    file = io.BytesIO()  # in memory, so that no check leaves anything behind
    model = Linear(3, 2)
    save_checkpoint(file, model=model, optimizer=SGD(model.parameters(), lr=0.25, momentum=0.5))
    file.seek(0)
    smaller = Linear(2, 2)
    optimizer = SGD(smaller.parameters(), lr=float(rng.uniform()), momentum=0.9)
    seen = {"call": "load_checkpoint(path, model=a smaller one, optimizer=…)"}
    try:
        load_checkpoint(file, model=smaller, optimizer=optimizer)
        seen[CAME_OUT] = "none"
    except Exception as error:
        seen[CAME_OUT] = type(error).__name__
    group = optimizer.param_groups[0]
    return seen | {"result": [group["lr"], group["momentum"]]}
