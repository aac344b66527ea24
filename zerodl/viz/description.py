"""What a drawing says about each node of a graph, whatever kind of graph it is."""

from collections import Counter
from dataclasses import dataclass, replace

from ..errors import ArgumentError


@dataclass(frozen=True)
class Box:
    """What is written in the box of one node, and on the lines to its parents."""

    label: str  # its name, or ""
    badge: str  # its operation, or what kind of leaf it is
    is_leaf: bool
    rows: tuple  # (word, text) for each line of the box
    slopes: tuple = ()  # a text for each parent, or nothing


@dataclass(frozen=True)
class Graph:
    """A computation graph as a drawing needs it: nodes by number, parents before children, the output last."""

    nodes: tuple
    parents: tuple  # for each node, the numbers of its parents
    boxes: tuple
    names: tuple  # what a sentence calls each node: its label, the number it is, or #1, #2 ...

    def formula(self, i):
        """How node i was made, in the names of its parents: ``a * b``, ``tanh(e)``, ``x**2``; "" for a leaf."""
        box, names = self.boxes[i], [self.names[p] for p in self.parents[i]]
        if box.is_leaf:
            return ""
        if box.badge.isidentifier() or not box.badge:
            return f"{box.badge}({', '.join(names)})"
        return f" {box.badge} ".join(names) if len(names) > 1 else names[0] + box.badge

    def counts(self):
        """How often each operation occurs, as [(badge, count)], the most frequent first."""
        return Counter(box.badge for box in self.boxes).most_common()


def number(x):
    """A number as every drawing writes it, four digits long: 0.7071, -3, 1.235e-05."""
    try:
        return f"{x:.4g}"
    except (TypeError, ValueError):  # a wrong answer may have put anything here
        return type(x).__name__


def describe_value(value, shape=None):
    """The box of a Value: its number, its gradient, and the slope for each parent."""
    leaf = "input" if value.label else "number"
    return Box(
        label=str(value.label),
        badge=str(value.op) if value.parents else leaf,
        is_leaf=not value.parents,
        rows=(("value", number(value.data)), ("grad", number(value.grad))),
        slopes=tuple(number(slope) for slope in value.slopes),
    )


def describe_tensor(tensor, shape=None):
    """The box of a tensor that no operation made: its shape, and the shape of its gradient once it has one."""
    grad = tensor.grad
    missing = "none yet" if tensor.requires_grad else "not wanted"
    return Box(
        label="",
        badge="tensor",
        is_leaf=True,
        rows=(("shape", shape_text(tensor.shape)), ("grad", missing if grad is None else shape_text(grad.shape))),
    )


def describe_tape_entry(entry, shape=None):
    """The box of one operation on a tensor's tape: its name, and the shape of its result."""
    return Box("", entry.op.name, is_leaf=False, rows=(("shape", "?" if shape is None else shape_text(shape)),))


def describe_any(node, shape=None):
    """The box of an unknown kind of node: its label or op if it has one, else the name of its class."""
    badge = str(getattr(node, "op", "") or type(node).__name__)
    return Box(str(getattr(node, "label", "")), badge, is_leaf=not parents_of(node), rows=())


# How to recognise each kind of node by the attributes it has, and what its box says. The first that fits is taken.
KINDS = [
    (("data", "grad", "parents", "slopes"), describe_value),
    (("shape", "requires_grad", "grad"), describe_tensor),
    (("op.name", "parents"), describe_tape_entry),
    ((), describe_any),
]


def describe(node, shape=None):
    """The Box of a node of any kind in KINDS."""
    return next(describer for traits, describer in KINDS if all(_has(node, trait) for trait in traits))(node, shape)


def _has(node, trait):
    for name in trait.split("."):
        if not hasattr(node, name):
            return False
        node = getattr(node, name)
    return True


def parents_of(node):
    """The nodes that ``node`` was computed from; a tape has None where an input wanted no gradient."""
    return [parent for parent in getattr(node, "parents", ()) if parent is not None]


def shape_text(shape):
    return "scalar" if len(shape) == 0 else "×".join(map(str, shape))


def read_graph(root, names=None):
    """The Graph behind ``root``, a Value, a Tensor or anything with ``parents``.

    Args: names: {label: node}, labels to use in place of the nodes' own.
    Raises: ArgumentError if a node is its own ancestor.
    """
    entry = root if getattr(root, "node", None) is None else root.node  # a Tensor's graph is its tape
    nodes = parents_first(entry)
    index = {id(node): i for i, node in enumerate(nodes)}
    shapes = {id(entry): getattr(root, "shape", None)}
    for node in nodes:  # an entry of a tape does not know its own shape, but its users do
        likes = getattr(node, "likes", ())  # (shape, dtype) of each parent
        shapes.update((id(parent), like[0]) for parent, like in zip(getattr(node, "parents", ()), likes))
    boxes = [describe(node, shapes.get(id(node))) for node in nodes]
    labels = {id(node): label for label, node in (names or {}).items()}
    boxes = [replace(box, label=labels.get(id(node), box.label)) for node, box in zip(nodes, boxes)]
    return Graph(
        nodes=tuple(nodes),
        parents=tuple([index[id(parent)] for parent in parents_of(node)] for node in nodes),
        boxes=tuple(boxes),
        names=tuple(box.label or _call(box, i) for i, box in enumerate(boxes)),
    )


def _call(box, i):
    """What to call a node without a label: a plain number by its value, another by its place."""
    return dict(box.rows)["value"] if box.badge == "number" else f"#{i + 1}"


def parents_first(root):
    """Every node behind ``root``, each after its parents, ``root`` last.

    This is not ``topological_order`` backwards: a drawing must stand even while a learner is still writing that.
    """
    done, under_way, order, todo = set(), set(), [], [root]
    while todo:
        node = todo[-1]
        if id(node) in done:
            todo.pop()
        elif id(node) in under_way:  # all its parents are done
            todo.pop()
            done.add(id(node))
            order.append(node)
        else:
            under_way.add(id(node))
            for parent in reversed(parents_of(node)):
                if id(parent) in under_way and id(parent) not in done:
                    raise ArgumentError(
                        f"draw: the graph has a loop, {describe(parent).label or type(parent).__name__} is its own "
                        "ancestor. Expected every node to have been made from nodes that existed before it"
                    )
                todo.append(parent)
    return order
