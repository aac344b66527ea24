"""autograd.order.topological_order: nobody hands on before everybody has reported."""

from ....autograd.order import topological_order
from ...record import Exercise
from ...text import Text

record = Exercise(
    "autograd.order.topological_order",
    lesson="02",
    points=15,
    minutes=15,
    difficulty=4,
    importance=5,
    role="production",
    task=Text(en="List every node of a graph, each one after all the nodes that use it."),
    hints=(
        Text(
            en="Two loops, one after the other. The first only counts: for every node, how many times is it "
            "somebody's parent? The second hands out places: the root is ready at once; each node that gets its place "
            "reports to its parents."
        ),
        Text(
            en="First loop: `waiting = {root: 0}` and a list of nodes still to look at, `[root]`. Take one with "
            "`.pop()`; for each of its parents add 1 to its count, and put it on the list the first time you meet it."
        ),
        Text(
            en="Second loop: `order = []`, `ready = [root]`. Take a node from `ready`, append it to `order`, and "
            "subtract 1 from the count of each of its parents; a parent whose count has become 0 goes to `ready`."
        ),
    ),
)


class Node:
    """A thing with parents and a name."""

    def __init__(self, name, *parents):
        self.name = name
        self.parents = parents

    def __repr__(self):
        return f"node {self.name}"


class TensorLikeNode(Node):
    """A node of the tape: its leaves are tensors, which ``==`` compares element by element."""

    def __eq__(self, other):
        raise TypeError("asked whether one node == another, which tensors answer element by element")

    __hash__ = object.__hash__


def facts(root, call):
    """What is true of the order, whichever of the right ones it is."""
    uses = _uses(root)  # before the answer has had the graph in its hands
    order = topological_order(root)
    if type(order) is not list:
        return {"call": call, "type": type(order).__name__}
    names = [node.name for node in order]
    place = {name: i for i, name in reversed(list(enumerate(names)))}
    early = {f"{parent} before {node}" for node, parents in uses.items() for parent in parents
             if parent in place and node in place and place[parent] < place[node]}  # fmt: skip
    return {
        "call": f"{call}; the order given: {' '.join(names[:12])}",
        "type": "list",
        "missing": sorted(set(uses) - set(names)),
        "listed twice": sorted({name for name in names if names.count(name) > 1})[:20],
        "a parent came before a node that uses it": sorted(early),
    }


def _uses(root):
    """{name of a node: names of its parents} for the whole graph."""
    found, todo = {root}, [root]
    while todo:
        new = set(todo.pop().parents) - found
        found |= new
        todo.extend(new)
    return {node.name: [parent.name for parent in node.parents] for node in found}


@record.scenario("a chain: a, b = f(a), c = f(b)")
def chain(rng):
    a = Node("a")
    b = Node("b", a)
    return facts(Node("c", b), "c from b, b from a")


@record.scenario("a node used twice, by a short way and a long one")
def two_ways(rng):
    a = Node("a")
    b = Node("b", a)
    c = Node("c", b, a)
    d = Node("d", c, a)
    e = Node("e", a, d, c)
    return facts(e, "b from a; c from b and a; d from c and a; e from a, d and c")


@record.scenario("a node used twice by the same node: x * x")
def squared(rng):
    x = Node("x")
    y = Node("y", x, x)
    return facts(Node("z", y, x), "y from x and x; z from y and x")


@record.scenario("random graphs of 9 nodes, some used twice by one user")
def random_graphs(rng):
    results = []
    for _ in range(20):
        nodes = []
        for i in range(9):
            count = min(i, int(rng.integers(1, 4)))
            nodes.append(Node(f"n{i}", *(nodes[j] for j in rng.choice(i, size=count, replace=True)) if i else ()))
        results.append(facts(nodes[-1], "a random graph"))
    return results


@record.scenario("a graph with only one right order")
def one_order(rng):
    nodes = []
    for i, name in enumerate(rng.permutation(9)):
        others = [nodes[j] for j in rng.choice(i - 1, size=min(i - 1, 2), replace=False)] if i > 1 else []
        nodes.append(Node(f"n{name}", *others, *nodes[-1:]))
    call = "each node from the one before it and two others"
    return {"call": call, "result": [node.name for node in topological_order(nodes[-1])]}


@record.scenario("the same graph a second time")
def second_time(rng):
    a = Node("a")
    b = Node("b", a)
    c = Node("c", b, a)
    return [facts(c, "c from b and a, b from a"), facts(c, "the same graph again"), facts(b, "the same graph from b")]


@record.scenario("nodes that, like tensors, have no answer to ==")
def tensors(rng):
    a, b = TensorLikeNode("a"), TensorLikeNode("b")
    c = TensorLikeNode("c", a, b)
    return facts(TensorLikeNode("d", c, a), "c from a and b, d from c and a")


@record.scenario("one node alone")
def alone(rng):
    return facts(Node("a"), "a, without parents")


@record.scenario("a chain of 3,000 nodes")
def long_chain(rng):
    node = Node("0000")
    for i in range(1, 3000):
        node = Node(f"{i:04}", node)
    found = facts(node, "a chain of 3,000 nodes")
    return {
        "call": "a chain of 3,000 nodes",
        "missing": len(found.get("missing", [])),
        "too early": len(found.get("a parent came before a node that uses it", [])),
    }


def _first(got):
    """The facts of the first graph in which something was wrong."""
    graphs = got if type(got) is list else [got]
    wrong = ("missing", "listed twice", "a parent came before a node that uses it")
    return next((graph for graph in graphs if any(graph.get(name) for name in wrong)), {})


@record.mistake(
    when=lambda got, expected: _first(got)["a parent came before a node that uses it"] and not _first(got)["missing"],
    en="Every node is in the list, but some come too early: such a node got its place when one of its users reported. "
    "It has to wait for the last report, and a user that uses it twice reports twice.",
)
def first_met(root):
    order, todo, seen = [], [root], {root}
    while todo:
        node = todo.pop(0)
        order.append(node)
        for parent in node.parents:
            if parent not in seen:
                seen.add(parent)
                todo.append(parent)
    return order


@record.mistake(
    en="This goes down one way to its end before it looks at the others (depth first), and lists nodes on the way "
    "down: a node that a second way leads to has then been listed too early."
)
def depth_first(root):
    order, todo, seen = [], [root], set()
    while todo:
        node = todo.pop()
        if node not in seen:
            seen.add(node)
            order.append(node)
            todo.extend(node.parents)
    return order


@record.mistake(
    en="The order is the other way round: parents come first here. The backward pass starts at the root and goes "
    "against the arrows."
)
def parents_first(root):
    waiting, todo = {root: 0}, [root]
    while todo:
        for parent in todo.pop().parents:
            if parent not in waiting:
                waiting[parent] = 0
                todo.append(parent)
            waiting[parent] += 1
    order, ready = [], [root]
    while ready:
        node = ready.pop()
        order.append(node)
        for parent in node.parents:
            waiting[parent] -= 1
            if waiting[parent] == 0:
                ready.append(parent)
    return order[::-1]


@record.mistake(
    when=lambda got, expected: _first(got)["listed twice"],
    en="Some node is in the list more than once: it was listed again for every node that uses it. Each node gets one "
    "place, when its count reaches 0.",
)
def listed_again(root):
    order, todo = [], [root]
    while todo:
        node = todo.pop(0)
        order.append(node)
        todo.extend(node.parents)
        if len(order) > 5000:
            break
    return order


@record.mistake(
    when=lambda got, expected: got.get("raised") == "RecursionError",
    en="Python stops a function that calls itself about 1,000 levels deep, and real graphs are deeper: a loop of "
    "3,000 steps makes a chain of 3,000 nodes. Keep the nodes still to be visited in a list of your own instead of "
    "calling yourself.",
)
def recursive(root):
    order, seen = [], set()

    def visit(node):
        if node not in seen:
            seen.add(node)
            for parent in node.parents:
                visit(parent)
            order.append(node)

    visit(root)
    return order[::-1]


@record.mistake(
    when=lambda got, expected: _first(got)["missing"],
    en="A node is missing from the list. The root and the leaves belong in it too. If another one is missing, its "
    "count never came to exactly 0: what was counted for it and what was reported to it differ.",
)
def without_root(root):
    waiting, todo = {root: 0}, [root]
    while todo:
        for parent in todo.pop().parents:
            if parent not in waiting:
                waiting[parent] = 0
                todo.append(parent)
            waiting[parent] += 1
    order, ready = [], [root]
    while ready:
        for parent in ready.pop().parents:
            waiting[parent] -= 1
            if waiting[parent] == 0:
                order.append(parent)
                ready.append(parent)
    return order


@record.mistake(
    when=lambda got, expected: got.get("raised") == "TypeError" and "element by element" in got["message"],
    en="`node in some_list` asks whether the node == one of the list's items, and so do `.index`, `.count` and "
    "`.remove`. On the tape some nodes are tensors, and tensors answer that element by element. Look nodes up in a set "
    "or a dictionary instead, which is also much faster.",
)
def searched_in_a_list(root):
    from collections import Counter, deque

    found = [root]
    for node in found:
        found.extend(p for p in dict.fromkeys(node.parents) if p not in found)
    users = Counter(p for node in found for p in node.parents)
    order, ready = [], deque([root])
    while ready:
        node = ready.popleft()
        order.append(node)
        users.subtract(node.parents)
        ready.extend(p for p in dict.fromkeys(node.parents) if users[p] == 0)
    return order


@record.variant
def with_a_stack(root):
    order, seen, stack = [], set(), [(root, False)]
    while stack:
        node, finished = stack.pop()
        if finished:
            order.append(node)
        elif node not in seen:
            seen.add(node)
            stack.append((node, True))
            stack.extend((parent, False) for parent in node.parents)
    return order[::-1]


@record.variant
def with_a_queue(root):
    from collections import Counter, deque

    todo, users = [root], Counter()
    for node in todo:
        todo.extend(p for p in dict.fromkeys(node.parents) if p not in users)
        users.update(node.parents)
    order, ready = [], deque([root])
    while ready:
        node = ready.popleft()
        order.append(node)
        users.subtract(node.parents)
        ready.extend(p for p in dict.fromkeys(node.parents) if users[p] == 0)
    return order
