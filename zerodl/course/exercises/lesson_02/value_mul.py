"""autograd.value.Value.__mul__: a product and its two slopes."""

from ....autograd.value import Value, as_value
from ...record import Exercise
from ...text import Text

record = Exercise(
    "autograd.value.Value.__mul__",
    lesson="02",
    points=10,
    minutes=6,
    difficulty=2,
    importance=5,
    role="rung",
    task=Text(en="Multiply two Values, and note how steeply the product rises with each of them."),
    hints=(
        Text(
            en="Take 2 · 5. Nudge the 2 by a little: by how many times that little does the product move? Now nudge "
            "the 5."
        ),
        Text(
            en="The shape of the answer is the shape of `__add__` above it: only the number, the two slopes and the "
            "sign change."
        ),
        Text(
            en="The slope for `self` is the number that `self` is multiplied with, and the other way round. Both are "
            "floats: `.data`."
        ),
    ),
)


def look(node, *parents):
    """What a node is, as data: its number, its slopes, and whom it names as parents."""
    if type(node) is not Value:
        return node
    return {
        "data": node.data,
        "op": node.op,
        "slopes": _slopes(node, parents),
        "self.data afterwards": parents[0].data,
    }


def _slopes(node, parents):
    """Each parent with its slope, in an order that does not depend on which of them is named first."""
    if len(node.parents) != len(node.slopes):
        return {"parents": len(node.parents), "slopes": len(node.slopes)}
    pairs = [[str(_who(parent, parents)), slope] for parent, slope in zip(node.parents, node.slopes)]
    return sorted(pairs, key=lambda pair: (pair[0], str(pair[1])))


def _who(node, parents):
    """Which of the two factors a parent is; a number that was wrapped has no name but its value."""
    if type(node) is not Value:
        return f"not a Value but a {type(node).__name__}"
    return "self" if node is parents[0] else "other" if node in parents[1:] else node.data


@record.scenario("by hand: 2 times 5")
def by_hand(rng):
    a, b = Value(2.0), Value(5.0)
    return {"call": "Value(2.0) * Value(5.0)", "result": look(a * b, a, b)}


@record.scenario("a Value times a plain number")
def plain_number(rng):
    a = Value(-3.0)
    return {"call": "Value(-3.0) * 4.0", "result": look(a * 4.0, a)}


@record.scenario("a Value times a whole number")
def whole_number(rng):
    a = Value(-3.0)
    return {"call": "Value(-3.0) * 4", "result": look(a * 4, a)}


@record.scenario("a plain number times a Value")
def number_first(rng):
    a = Value(float(rng.normal()))
    return {"call": f"4.0 * {a}", "result": look(4.0 * a, a)}


@record.scenario("a Value times itself")
def square(rng):
    a = Value(float(rng.normal()))
    return {"call": f"a * a with a = {a}", "result": look(a * a, a)}


@record.scenario("random numbers")
def random_pair(rng):
    a, b = Value(float(rng.normal())), Value(float(rng.normal()))
    return {"call": f"{a} * {b}", "result": look(a * b, a, b)}


@record.mistake(
    en="The two slopes changed places. A product rises with `self` as fast as `other` is large: in 2 · 5, a step of "
    "the 2 counts five times."
)
def slopes_exchanged(self, other):
    other = as_value(other)
    return Value(self.data * other.data, (self, other), (self.data, other.data), "*")


@record.mistake(
    en="Slopes of 1 belong to a sum. In 2 · 5, nudging the 2 by 0.1 moves the product by 0.5: that slope is not 1."
)
def slopes_of_a_sum(self, other):
    other = as_value(other)
    return Value(self.data * other.data, (self, other), (1.0, 1.0), "*")


@record.mistake(
    en="Both slopes are the product itself. The slope for `self` is what `self` is multiplied with, nothing more."
)
def slopes_are_the_product(self, other):
    other = as_value(other)
    product = self.data * other.data
    return Value(product, (self, other), (product, product), "*")


@record.mistake(
    en="The number is right, but it came back as a plain float that remembers nothing: wrap it in a Value with its "
    "parents and slopes."
)
def plain_float(self, other):
    return self.data * as_value(other).data


@record.mistake(
    en="The new Value has no parents, so the backward pass would end here. Pass `(self, other)`, and a slope for each."
)
def no_parents(self, other):
    return Value(self.data * as_value(other).data)


@record.mistake(en="The slopes are missing: the node knows its parents but not how steeply it rises with each.")
def no_slopes(self, other):
    other = as_value(other)
    return Value(self.data * other.data, (self, other), (), "*")


@record.mistake(
    when=lambda got, expected: got["raised"] == "AttributeError" and "data" in got["message"],
    en="A plain number such as 4.0 has no `.data`: turn `other` into a Value first, with `as_value(other)`, as "
    "`__add__` does.",
)
def number_not_wrapped(self, other):
    return Value(self.data * other.data, (self, other), (other.data, self.data), "*")


@record.mistake(
    when=lambda got, expected: got["result"]["op"] != "*" and got["result"]["slopes"] == expected["result"]["slopes"],
    en="Number, parents and slopes are right; only the sign for the pictures is not: `op` should be "
    '"*", the last thing that `__add__` passes.',
)
def sign_of_a_sum(self, other):
    other = as_value(other)
    return Value(self.data * other.data, (self, other), (other.data, self.data), "+")


@record.variant
def one_line(self, other):
    other = as_value(other)
    return Value(self.data * other.data, [self, other], [other.data, self.data], op="*")


@record.variant
def other_first(self, other):
    other = as_value(other)
    return Value(self.data * other.data, (other, self), (self.data, other.data), "*")


@record.variant
def step_by_step(self, other):
    if not isinstance(other, Value):
        other = Value(other)
    product = Value(self.data * other.data, op="*")
    product.parents = (self, other)
    product.slopes = (other.data, self.data)
    return product
