"""The order in which a backward pass visits a graph."""


def topological_order(root):
    """Every node that ``root`` was computed from, each one after all the nodes that used it.

    A node may hand its gradient on only when all its users have reported to it. So first count, for each node, how many
    reports it waits for; then start at the root and release a node when its count reaches zero. There is no recursion:
    a graph is often deeper than Python's limit of about 1,000 frames.

    Args: root: an object with ``parents``, a sequence of the nodes it was computed from (one twice if used twice).
    Returns: a list, ``root`` first.
    Cost: one visit a node and two an edge.
    Source: Kahn (1962), "Topological sorting of large networks".
    Example:
        >>> from zerodl.autograd import Value
        >>> a = Value(2.0, label="a"); b = a * a; c = a + b
        >>> [node.op or node.label for node in topological_order(c)]
        ['+', '*', 'a']
    """
    waiting = {root: 0}  # node -> reports it has not had yet
    todo = [root]
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
    return order
