"""A backward pass told in sentences, and what its result is compared with."""

import math

from .description import number, parents_first

NUDGE = 1e-5  # relative to the input, for the slope found by trying


def name_of(run, node):
    """What a sentence calls a node: its label in backticks, or "the number 2"."""
    label = run.labels.get(id(node))
    return f"`{label}`" if label else f"the number {number(node.data)}"


def tell_start(run):
    """The sentences before the first turn."""
    root = name_of(run, run.root)
    return [f"The backward pass starts at the output: the gradient of {root} is 1, every other gradient is 0."]


def tell_turn(run, turn):
    """The sentences of one node's turn."""
    name, sentences = name_of(run, turn.node), []
    if turn.is_repeat:
        sentences.append(f"{name} has had its turn before, and hands on again.")
    if turn.owed_by:
        users = " and ".join(name_of(run, user) for user in turn.owed_by)
        sentences.append(f"Too early: {name} has yet to hear from {users}, so what it hands on is not complete.")
    if not turn.gifts:
        sentences.append(f"{_capital(name)} has no parents to hand to; its gradient is {number(turn.grad)}.")
    for gift in turn.gifts:
        parent = name_of(run, gift.parent)
        product = f"{number(turn.grad)} × slope {number(gift.slope)} = {number(gift.amount)}"
        if gift.is_first:
            after = ""
        else:
            after = f", which had {number(gift.had)} and now has {number(gift.had + gift.amount)}"
        sentences.append(f"{name} hands {product} to {parent}{after}.")
    return sentences


def _capital(sentence):
    return sentence[:1].upper() + sentence[1:]


def tell_end(run):
    """After the last turn: how the gradients compare with ``Value.backward`` and with nudging the inputs.

    Returns: (whether all agree, sentences).
    """
    out_of_order = _out_of_order(run)
    faults = [*out_of_order, *_unlike_backward(run), *_unlike_nudging(run, has_order=not out_of_order)]
    if faults:
        return False, [f"✗ {fault}" for fault in faults]
    return True, ["✓ Value.backward() gives the same gradients on a fresh graph, and so does nudging each input."]


def _out_of_order(run):
    """What is wrong with the order: nodes left out, and nodes that handed on more than once or too early."""
    ordered = {id(node) for node in run.order}
    missing = [name_of(run, node) for node in run.nodes if id(node) not in ordered]
    again = [name_of(run, turn.node) for turn in run.turns if turn.is_repeat]
    early = [name_of(run, turn.node) for turn in run.turns if turn.owed_by and turn.gifts and not turn.is_repeat]
    cases = [("leaves out {}", missing), ("lists {} more than once", again), ("puts {} too early", early)]
    return [f"topological_order {what.format(', '.join(names))}." for what, names in cases if names]


def _unlike_backward(run):
    """Where ``Value.backward`` on a fresh graph of the same expression gives another gradient."""
    fresh = run.compute(run.inputs)
    try:
        fresh.backward()
    except Exception as error:  # a learner's backward may raise anything
        return [f"Value.backward() raised {type(error).__name__}: {error}"]
    others = parents_first(fresh)
    if [node.op for node in others] != [node.op for node in run.nodes]:
        return ["The expression made another graph the second time, so Value.backward() cannot be compared."]
    return [
        f"{_capital(name_of(run, node))}: handing on step by step gives {number(node.grad)}, "
        f"Value.backward() gives {number(other.grad)}."
        for node, other in zip(run.nodes, others)
        if not _close(node.grad, other.grad, 1e-9)
    ]


def _unlike_nudging(run, has_order):
    """Where the gradient of an input is not what a small change of it shows: in a good order, a wrong slope's doing."""
    advice = ": look at the slopes between them" if has_order else ""
    leaves = {node.label: node for node in run.nodes if not node.parents and node.label in run.inputs}
    root, faults = name_of(run, run.root), []
    for name, leaf in leaves.items():
        slope = _slope_by_nudging(run, name)
        if slope is not None and not _close(leaf.grad, slope, 1e-3, 2 * NUDGE + 1e-9 * abs(run.root.data)):
            faults.append(
                f"Nudge `{name}`, and {root} changes by {number(slope)} times the nudge; but the gradient of `{name}` "
                f"came out as {number(leaf.grad)}{advice}."
            )
    return faults


def _slope_by_nudging(run, name):
    """The output's change for a small change of one input; None at a corner, or where there is no finite value."""
    step = NUDGE * max(1.0, abs(run.inputs[name]))
    try:
        below, above = (run.compute({**run.inputs, name: run.inputs[name] + h}).data for h in (-step, step))
    except (ValueError, ArithmeticError):  # the nudge left the domain, as of a logarithm
        return None
    left, right = (run.root.data - below) / step, (above - run.root.data) / step
    is_smooth = _close(left, right, 1e-2, 1e-4 + 1e-9 * abs(run.root.data) / step)
    return (left + right) / 2 if is_smooth and math.isfinite(left + right) else None


def _close(one, other, relative, absolute=1e-12):
    if math.isnan(one) or math.isnan(other):
        return math.isnan(one) and math.isnan(other)
    return one == other or abs(one - other) <= relative * max(abs(one), abs(other)) + absolute
