"""topological_order: each node after all that used it, root first, on any graph, however deep."""

import random

from zerodl.autograd import topological_order


class Node:
    def __init__(self, *parents):
        self.parents = parents


def assert_right(order, root):
    place = {node: i for i, node in enumerate(order)}
    assert order[0] is root
    assert len(place) == len(order)
    for node in order:
        assert all(place[node] < place[parent] for parent in node.parents)


def test_a_single_node():
    node = Node()
    assert topological_order(node) == [node]


def test_a_chain_and_a_diamond():
    a = Node()
    b = Node(a)
    c = Node(b)
    assert topological_order(c) == [c, b, a]
    left, right = Node(a), Node(a)
    root = Node(left, right)
    assert_right(topological_order(root), root)
    assert len(topological_order(root)) == 4


def test_a_parent_used_twice_by_one_node_comes_once():
    a = Node()
    root = Node(a, a)
    assert topological_order(root) == [root, a]


def test_a_short_way_and_a_long_way_to_one_node():
    a = Node()
    b = Node(a)
    c = Node(b, a)
    root = Node(a, c)
    assert topological_order(root) == [root, c, b, a]


def test_nodes_that_the_root_does_not_depend_on_stay_out():
    a = Node()
    Node(a)
    root = Node(a)
    assert topological_order(root) == [root, a]


def test_random_graphs():
    for seed in range(50):
        choose = random.Random(seed)
        nodes = [Node()]
        for _ in range(40):
            nodes.append(Node(*choose.choices(nodes, k=choose.randint(0, 3))))
        root = Node(*nodes[-5:])
        order = topological_order(root)
        assert_right(order, root)
        reachable, todo = {root}, [root]
        while todo:
            for parent in todo.pop().parents:
                if parent not in reachable:
                    reachable.add(parent)
                    todo.append(parent)
        assert set(order) == reachable


def test_twenty_thousand_deep():
    root = Node()
    for _ in range(20_000):
        root = Node(root)
    assert len(topological_order(root)) == 20_001
