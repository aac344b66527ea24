"""The backward pass of an expression, one node at a time."""

from dataclasses import dataclass
from string import ascii_lowercase

from ..autograd.order import topological_order
from ..autograd.value import Value
from ..errors import ArgumentError
from .description import parents_first
from .svg import Marks


@dataclass(frozen=True)
class Gift:
    """What a node hands to one parent: slope · its own gradient, added to what the parent had."""

    parent: object
    slope: float
    amount: float
    had: float
    is_first: bool


@dataclass(frozen=True)
class Turn:
    """One node's turn in the backward pass."""

    node: object
    grad: float  # the node's gradient at that moment
    gifts: tuple
    owed_by: tuple  # users of the node that have not had their turn, so its gradient is not complete
    is_repeat: bool


class BackwardRun:
    """An expression computed with Value's operators, and its backward pass in the order of ``topological_order``.

    Both are called where they live in the package, so this runs on whatever code is there. The handing on is done here,
    in the open; ``Value.backward`` is asked only for its result, to compare.

    Args:
        expression: a function of Values that returns a Value.
        inputs: {name: number}.
    """

    def __init__(self, expression, inputs):
        self.expression = expression
        self.inputs = inputs
        self.root = self.compute(inputs)
        self.nodes = parents_first(self.root)
        self.labels = give_labels(self.nodes)
        self.users = {id(node): {} for node in self.nodes}  # each node's users, in order and once
        for node in self.nodes:
            for parent in node.parents:
                self.users[id(parent)][node] = None
        self.order = self._checked_order()
        self.go_to(len(self.order))

    def compute(self, inputs):
        """The Value that the expression gives for ``inputs``, on a fresh graph."""
        result = self.expression(**{name: Value(x, label=name) for name, x in inputs.items()})
        if not isinstance(result, Value):
            raise ArgumentError(f"play_graph: the expression returned {type(result).__name__}, expected a Value")
        for node in parents_first(result):
            if len(node.slopes) != len(node.parents):
                raise ArgumentError(
                    f"a node made by {node.op!r} has {len(node.parents)} parents and {len(node.slopes)} slopes, "
                    "expected one slope for each parent"
                )
        return result

    def _checked_order(self):
        order = topological_order(self.root)
        known = {id(node) for node in self.nodes}
        if not isinstance(order, (list, tuple)) or not order or not all(id(node) in known for node in order):
            raise ArgumentError(f"topological_order: returned {order!r:.60}, expected a list of this graph's nodes")
        return list(order)

    def go_to(self, step):
        """Start afresh, and let the first ``step`` nodes of the order hand on their gradients."""
        for node in self.nodes:
            node.grad = 0.0
        self.root.grad = 1.0
        self.turns = []
        past, received = set(), set()  # ids of the nodes that had a turn, and of those that were handed something
        for node in self.order[:step]:
            grad, is_repeat = node.grad, id(node) in past
            past.add(id(node))
            owed_by = tuple(user for user in self.users[id(node)] if id(user) not in past)
            self.turns.append(Turn(node, grad, tuple(hand_on(node, received)), owed_by, is_repeat))

    def marks(self):
        """The Marks for a drawing of the present step."""
        index = {id(node): i for i, node in enumerate(self.nodes)}
        places = {}
        for place, node in enumerate(self.order, start=1):
            places.setdefault(index[id(node)], place)
        receivers = [gift.parent for gift in self.turns[-1].gifts] if self.turns else [self.root]
        return Marks(
            turns=places,
            done=frozenset(index[id(turn.node)] for turn in self.turns),
            active=index[id(self.turns[-1].node)] if self.turns else None,
            receiving=frozenset(index[id(node)] for node in receivers),
        )


def hand_on(node, received):
    """Add slope · gradient of ``node`` to each parent's gradient; a Gift for each.

    Args: received: the ids of the nodes that have been handed something before, kept up to date.
    """
    gifts = []
    for parent, slope in zip(node.parents, node.slopes):
        gifts.append(Gift(parent, slope, slope * node.grad, parent.grad, id(parent) not in received))
        parent.grad += slope * node.grad
        received.add(id(parent))
    return gifts


def give_labels(nodes):
    """A label for each node but the plain numbers: its own, else the next free letter after the inputs' letters.

    Returns: {id(node): label}.
    """
    labels = {id(node): node.label for node in nodes if node.label}
    taken = set(labels.values())
    letters = [label for label in taken if len(label) == 1 and label in ascii_lowercase]
    start = ascii_lowercase.index(max(letters)) + 1 if letters else 0
    ring = ascii_lowercase[start:] + ascii_lowercase[:start]
    free = [letter for letter in ring if letter not in taken and letter not in "lo"]  # l and o look like digits
    for node in nodes:
        if node.parents and id(node) not in labels:
            labels[id(node)] = free.pop(0) if free else f"v{len(labels)}"
    return labels
