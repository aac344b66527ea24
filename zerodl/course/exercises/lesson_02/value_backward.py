"""autograd.value.Value.backward: gradients travel from the result to the inputs."""

from ....autograd.order import topological_order
from ....autograd.value import Value
from ...record import Exercise
from ...text import Text

record = Exercise(
    "autograd.value.Value.backward",
    lesson="02",
    points=15,
    minutes=12,
    difficulty=3,
    importance=5,
    role="rung",
    task=Text(en="Hand gradients from the result back to every number it was computed from."),
    hints=(
        Text(
            en="Three steps: forget what stands in `grad`; give the root its own gradient; then go through the order "
            "and let each node hand on."
        ),
        Text(
            en="The root's gradient is 1: a step of the root moves the root by just that step. `zip(node.parents, "
            "node.slopes)` pairs each parent with its slope."
        ),
        Text(
            en="A node hands to each parent slope times its own `grad`, and a parent adds up what it receives: `+=`. "
            "Everything happens on `node`, in the loop, not on `self`."
        ),
    ),
)


def gradients(root, **leaves):
    """Run the pass; what it returned, and the gradient of the root and of each named Value."""
    returned = root.backward()
    return {"returned": returned, "root.grad": root.grad} | {f"{name}.grad": node.grad for name, node in leaves.items()}


@record.scenario("by hand: e = a·b + c")
def by_hand(rng):
    a, b, c = Value(2.0), Value(-3.0), Value(10.0)
    d = a * b
    return {
        "call": "a, b, c = 2, -3, 10; d = a*b; e = d + c; e.backward()",
        "result": gradients(d + c, a=a, b=b, c=c, d=d),
    }


@record.scenario("a number used twice: x·x + x at x = 3")
def used_twice(rng):
    x = Value(3.0)
    return {"call": "x = 3; y = x*x + x; y.backward()", "result": gradients(x * x + x, x=x)}


@record.scenario("two ways that meet again")
def diamond(rng):
    x = Value(float(rng.normal()))
    y = x * 3.0
    up, down = y.exp(), y.tanh()
    return {
        "call": f"x = {x.data:.4f}; y = x*3; z = y.exp() * y.tanh() + y; z.backward()",
        "result": gradients(up * down + y, x=x, y=y, up=up, down=down),
    }


@record.scenario("the same parent twice, with different slopes")
def same_parent(rng):
    x = Value(3.0)
    y = Value(6.0, (x, x), (5.0, -2.0))
    return {"call": "x = 3; y = Value(6, (x, x), (5, -2)); y.backward()", "result": gradients(y * 2.0, x=x, y=y)}


@record.scenario("a second pass starts from nothing")
def second_pass(rng):
    x, w = Value(2.0), Value(5.0)
    y = x * w
    first = y * 2.0
    first.backward()
    return {
        "call": "x = 2; w = 5; y = x*w; (y*2).backward(); z = y + x; z.backward()",
        "result": gradients(y + x, x=x, w=w, y=y),
    }


@record.scenario("the same pass again")
def again(rng):
    x = Value(4.0)
    y = x * x
    y.backward()
    return {"call": "x = 4; y = x*x; y.backward(); y.backward()", "result": gradients(y, x=x)}


@record.scenario("a random network")
def network(rng):
    xs = [Value(float(v)) for v in rng.normal(size=3)]
    ws = [[Value(float(v)) for v in row] for row in rng.normal(size=(4, 3))]
    hidden = [sum(w * x for w, x in zip(row, xs)).tanh() for row in ws]
    out = sum(h * h for h in hidden)
    named = {f"x{i}": x for i, x in enumerate(xs)} | {f"w{i}": row[0] for i, row in enumerate(ws)}
    return {"call": "a network of three inputs and four tanh units", "result": gradients(out, **named)}


@record.mistake(
    en="A gradient was overwritten where it should have been added to. In x·x + x the change of x reaches the result "
    "by three ways; the last one to report wiped out the others. Use `+=`."
)
def overwritten(self):
    order = topological_order(self)
    for node in order:
        node.grad = 0.0
    self.grad = 1.0
    for node in order:
        for parent, slope in zip(node.parents, node.slopes):
            parent.grad = slope * node.grad


@record.mistake(
    en="All gradients are 0: the pass has to start with something to hand on. The root's own gradient is 1."
)
def no_start(self):
    order = topological_order(self)
    for node in order:
        node.grad = 0.0
    for node in order:
        for parent, slope in zip(node.parents, node.slopes):
            parent.grad += slope * node.grad


@record.mistake(
    en="The first pass is right, the second starts with what the first left behind. Set `grad` of every node in the "
    "order to 0 before you begin."
)
def no_reset(self):
    self.grad = 1.0
    for node in topological_order(self):
        for parent, slope in zip(node.parents, node.slopes):
            parent.grad += slope * node.grad


@record.mistake(
    en="Slopes were added up as they are (or times the root's gradient, which is 1). What a node hands on is its "
    "slope times its own gradient, `node.grad`: how far the result moves with the node is part of the answer."
)
def slopes_only(self):
    order = topological_order(self)
    for node in order:
        node.grad = 0.0
    self.grad = 1.0
    for node in order:
        for parent, slope in zip(node.parents, node.slopes):
            parent.grad += slope


@record.mistake(
    en="The slope is missing: each parent received the node's gradient as it is. Multiply it by the slope for that "
    "parent."
)
def no_slope(self):
    order = topological_order(self)
    for node in order:
        node.grad = 0.0
    self.grad = 1.0
    for node in order:
        for parent in node.parents:
            parent.grad += node.grad


@record.mistake(
    en="Only the root's own parents received anything. Either only the root handed something on, or the order was "
    "gone through from the wrong end, so that the inputs had their turn before anything had reached them: go through "
    "all of `topological_order(self)`, as it is."
)
def one_step(self):
    for node in topological_order(self):
        node.grad = 0.0
    self.grad = 1.0
    for parent, slope in zip(self.parents, self.slopes):
        parent.grad += slope * self.grad


@record.mistake(
    en="Gradients were set back to 0 inside the loop, after some had received a first report. Set all of them to 0 "
    "before the pass begins."
)
def reset_on_the_way(self):
    self.grad = 1.0
    for node in topological_order(self):
        for parent in node.parents:
            parent.grad = 0.0
        for parent, slope in zip(node.parents, node.slopes):
            parent.grad += slope * node.grad


@record.mistake(
    en="Each node handed on as soon as it received something, and again at the next report, so what it had received "
    "first went out twice. Let each node hand on once, at its place in the order."
)
def hands_on_at_once(self):
    for node in topological_order(self):
        node.grad = 0.0
    self.grad = 1.0

    def hand_on(node):
        for parent, slope in zip(node.parents, node.slopes):
            parent.grad += slope * node.grad
            hand_on(parent)

    hand_on(self)


@record.variant
def with_a_dictionary(self):
    arriving = {self: 1.0}
    for node in topological_order(self):
        node.grad = arriving[node]
        for parent, slope in zip(node.parents, node.slopes):
            arriving[parent] = arriving.get(parent, 0.0) + slope * node.grad


@record.variant
def with_indices(self):
    order = topological_order(self)
    for node in order:
        node.grad = 1.0 if node is self else 0.0
    for node in order:
        for i in range(len(node.parents)):
            node.parents[i].grad = node.parents[i].grad + node.slopes[i] * node.grad
