# --- wrong answer 1: places each node when it is first mentioned (breadth first), before all users have reported
def topological_order(root):
    order = [root]
    seen = {root}
    for node in order:
        for parent in node.parents:
            if parent not in seen:
                seen.add(parent)
                order.append(parent)
    return order

# --- wrong answer 2: a function that calls itself for each parent, which fails on long chains (RecursionError)
def topological_order(root):
    order = []
    visited = set()

    def visit(node):
        if node in visited:
            return
        visited.add(node)
        for p in node.parents:
            visit(p)
        order.append(node)

    visit(root)
    order.reverse()
    return order

# --- wrong answer 3: parents first and root last, forgets to turn the list round
def topological_order(root):
    order = []
    done = set()
    stack = [(root, False)]
    while stack:
        node, parents_done = stack.pop()
        if parents_done:
            order.append(node)
            continue
        if node in done:
            continue
        done.add(node)
        stack.append((node, True))
        for p in node.parents:
            stack.append((p, False))
    return order

# --- wrong answer 4: counts a node's parents again each time the node is mentioned, so counts are too high and nodes are missing (IN EFFECT NEVER ENDS on a deep graph of squarings, 2^n visits)
def topological_order(root):
    counts = {root: 0}
    to_visit = [root]
    while to_visit:
        node = to_visit.pop()
        for parent in node.parents:
            counts[parent] = counts.get(parent, 0) + 1
            to_visit.append(parent)

    order = []
    ready = [root]
    while ready:
        node = ready.pop(0)
        order.append(node)
        for parent in node.parents:
            counts[parent] -= 1
            if counts[parent] == 0:
                ready.append(parent)
    return order

# --- wrong answer 5: counts a node used twice by the same user once, but lets it report twice
def topological_order(root):
    waiting = {root: 0}
    todo = [root]
    while todo:
        node = todo.pop()
        for parent in set(node.parents):
            if parent not in waiting:
                waiting[parent] = 0
                todo.append(parent)
            waiting[parent] += 1

    order = []
    free = [root]
    while free:
        node = free.pop(0)
        order.append(node)
        for parent in node.parents:
            waiting[parent] -= 1
            if waiting[parent] == 0:
                free.append(parent)
    return order

# --- wrong answer 6: stack version of depth first that marks nodes as seen when they are pushed, not when they are visited
def topological_order(root):
    finished = []
    seen = {root}
    stack = [(root, False)]
    while stack:
        node, expanded = stack.pop()
        if expanded:
            finished.append(node)
        else:
            stack.append((node, True))
            for parent in node.parents:
                if parent not in seen:
                    seen.add(parent)
                    stack.append((parent, False))
    return finished[::-1]

# --- wrong answer 7: moves a node to the end when it is mentioned again, but not the nodes behind it
def topological_order(root):
    order = [root]
    queue = [root]
    visited = set()
    while queue:
        node = queue.pop(0)
        if node in visited:
            continue
        visited.add(node)
        for parent in node.parents:
            if parent in order:
                order.remove(parent)
            order.append(parent)
            queue.append(parent)
    return order

# --- wrong answer 8: leaves a mark "visited" on the nodes themselves, so a second call on the same graph does not go below the first parents (KeyError)
def topological_order(root):
    uses = {root: 0}
    stack = [root]
    while stack:
        n = stack.pop()
        for p in n.parents:
            uses[p] = uses.get(p, 0) + 1
            if not getattr(p, "visited", False):
                p.visited = True
                stack.append(p)

    order, ready = [], [root]
    while ready:
        n = ready.pop()
        order.append(n)
        for p in n.parents:
            uses[p] -= 1
            if uses[p] == 0:
                ready.append(p)
    return order

# --- wrong answer 9: keeps only one released node, so when two are released at once the other branch is lost
def topological_order(root):
    count = {root: 0}
    nodes = [root]
    for node in nodes:
        for parent in node.parents:
            if parent not in count:
                count[parent] = 0
                nodes.append(parent)
            count[parent] += 1

    order = []
    current = root
    while current is not None:
        order.append(current)
        following = None
        for parent in current.parents:
            count[parent] -= 1
            if count[parent] == 0:
                following = parent
        current = following
    return order

# --- wrong answer 10: counts correctly, but then just sorts the nodes by how often they are used
def topological_order(root):
    count = {root: 0}
    nodes = [root]
    for node in nodes:
        for parent in node.parents:
            if parent not in count:
                count[parent] = 0
                nodes.append(parent)
            count[parent] += 1
    return sorted(nodes, key=lambda node: count[node])
