# --- wrong answer 1: overwrites instead of adding up (= for +=)
def backward(self):
    order = topological_order(self)
    for node in order:
        node.grad = 0.0
    self.grad = 1.0
    for node in order:
        for parent, slope in zip(node.parents, node.slopes):
            parent.grad = slope * node.grad

# --- wrong answer 2: sets the start to 1 and then clears everything, the start too
def backward(self):
    self.grad = 1.0
    nodes = topological_order(self)
    for n in nodes:
        n.grad = 0.0
    for n in nodes:
        for p, s in zip(n.parents, n.slopes):
            p.grad += s * n.grad

# --- wrong answer 3: does not forget what earlier passes left
def backward(self):
    self.grad = 1.0
    for node in topological_order(self):
        for parent, slope in zip(node.parents, node.slopes):
            parent.grad += slope * node.grad

# --- wrong answer 4: multiplies with the gradient of the end (self) instead of the node's own
def backward(self):
    order = topological_order(self)
    for node in order:
        node.grad = 0.0
    self.grad = 1.0
    for node in order:
        for parent, slope in zip(node.parents, node.slopes):
            parent.grad += slope * self.grad

# --- wrong answer 5: goes through the order the wrong way round
def backward(self):
    order = topological_order(self)
    for node in order:
        node.grad = 0.0
    self.grad = 1.0
    for node in reversed(order):
        for parent, slope in zip(node.parents, node.slopes):
            parent.grad += slope * node.grad

# --- wrong answer 6: calls backward of each parent, which starts again from 1 there
def backward(self):
    for node in topological_order(self):
        node.grad = 0.0
    self.grad = 1.0
    for parent, slope in zip(self.parents, self.slopes):
        parent.grad += slope * self.grad
        parent.backward()

# --- wrong answer 7: clears the parents' gradients during the pass, right before each node hands on (right for x * x alone)
def backward(self):
    self.grad = 1.0
    for node in topological_order(self):
        for parent in node.parents:
            parent.grad = 0.0
        for i in range(len(node.parents)):
            node.parents[i].grad += node.slopes[i] * node.grad

# --- wrong answer 8: clears all nodes but the root, and adds 1 to the root, so a second pass gives more
def backward(self):
    order = topological_order(self)
    for node in order[1:]:
        node.grad = 0.0
    self.grad += 1.0
    for node in order:
        for parent, slope in zip(node.parents, node.slopes):
            parent.grad += slope * node.grad

# --- wrong answer 9: looks the slope up by the parent's position, which finds the first slope twice if a parent appears twice
def backward(self):
    order = topological_order(self)
    for node in order:
        node.grad = 0.0
    self.grad = 1.0
    for node in order:
        for parent in node.parents:
            k = node.parents.index(parent)
            parent.grad += node.slopes[k] * node.grad

# --- wrong answer 10: starts the pass with the result's own number instead of 1
def backward(self):
    order = topological_order(self)
    for v in order:
        v.grad = 0.0
    self.grad = self.data
    for v in order:
        for parent, slope in zip(v.parents, v.slopes):
            parent.grad = parent.grad + slope * v.grad
