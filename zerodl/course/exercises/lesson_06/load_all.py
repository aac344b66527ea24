"""train.checkpoint.load_all: the states of a checkpoint go to all of its parts, or to none."""

import copy

import numpy as np

from .load_all_asked import CAME_OUT, record


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
    when=lambda got, expected: (got[CAME_OUT], expected[CAME_OUT]) == ("none", "KeyError")
    and any(np.any(got["result"][name] != kept) for name, kept in expected["result"].items()),
    en="A part that has no state was passed over in silence, and the others were loaded: whoever loads believes that "
    "all of them were. Look up `states[name]` for each part; where there is none, that is a KeyError.",
)
def passed_over(parts, states):
    before = {name: copy.deepcopy(part.state_dict()) for name, part in parts.items()}
    try:
        for name, part in parts.items():
            if name in states:
                part.load_state_dict(states[name])
    except BaseException:
        for name, part in parts.items():
            part.load_state_dict(before[name])
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


@record.mistake(
    en="`sys.exit()` in the middle leaves half of the parts loaded. It raises SystemExit, which is neither an "
    "Exception nor a KeyboardInterrupt: only `except BaseException` sees everything."
)
def all_but_exit(parts, states):
    before = {name: copy.deepcopy(part.state_dict()) for name, part in parts.items()}
    try:
        for name, part in parts.items():
            part.load_state_dict(states[name])
    except (Exception, KeyboardInterrupt):
        for name, part in parts.items():
            part.load_state_dict(before[name])
        raise


@record.mistake(
    en="The parts got each other's states: they were paired by their order. The two dictionaries may have different "
    "orders, so look up `states[name]`."
)
def by_their_order(parts, states):
    before = {name: copy.deepcopy(part.state_dict()) for name, part in parts.items()}
    try:
        for part, state in zip(parts.values(), states.values()):
            part.load_state_dict(state)
    except BaseException:
        for name, part in parts.items():
            part.load_state_dict(before[name])
        raise


@record.mistake(
    when=lambda got, expected: got["the parts are the same objects"] is False,
    en="Copies were put into the dictionary in place of the parts. The objects themselves, which the training holds, "
    "stay changed. Keep their states, and give these back to the same objects.",
)
def other_objects(parts, states):
    before = {name: copy.deepcopy(part) for name, part in parts.items()}
    try:
        for name, part in parts.items():
            part.load_state_dict(states[name])
    except BaseException:
        for name in parts:
            parts[name] = before[name]
        raise


@record.mistake(
    en="It was rehearsed on copies of the parts, and then done without a way back. What comes only the second time, "
    "Ctrl-C for one, is not caught, and what came the first time need not come again."
)
def rehearsed(parts, states):
    for name, part in parts.items():
        copy.deepcopy(part).load_state_dict(states[name])
    for name, part in parts.items():
        part.load_state_dict(states[name])


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
