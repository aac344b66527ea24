"""The scalar engine: reverse-mode differentiation of single numbers, small enough to read in one sitting.

It is the readable reference of the tape. A ``Value`` is a number that remembers which numbers it was computed from, and
how steeply it rises with each of them.
"""

import math
from numbers import Real

from ..errors import DTypeError
from .order import topological_order


class Value:
    """A number on a graph.

    Each node keeps its ``parents`` (the numbers it was computed from) and, for each parent, a slope: by how much this
    number grows when that parent grows by one, all else held still.

    Args:
        data: the number.
        parents: the Values it was computed from.
        slopes: d(this)/d(parent), one float for each parent.
        op: the operation's sign, for drawings.
        label: a name, for drawings.
    Example:
        >>> a, b = Value(2.0), Value(-3.0)
        >>> c = a * b + a
        >>> c.backward()
        >>> c.data, a.grad, b.grad
        (-4.0, -2.0, 2.0)
    """

    def __init__(self, data, parents=(), slopes=(), op="", label=""):
        self.data = float(data)
        self.grad = 0.0
        self.parents = tuple(parents)
        self.slopes = tuple(slopes)
        self.op = op
        self.label = label

    def __repr__(self):
        return f"Value({self.data:.6g}, grad={self.grad:.6g})"

    def __add__(self, other):
        """self + other: it rises as fast as either of them, so both slopes are 1."""
        other = as_value(other)
        return Value(self.data + other.data, (self, other), (1.0, 1.0), "+")

    def __mul__(self, other):
        """self * other.

        A product rises by ``other`` for each step of ``self``, and by ``self`` for each step of ``other``.

        Shape: other is a Value or a plain number -> a Value with op "*".
        Example:
            >>> c = Value(2.0) * Value(-3.0)
            >>> c.data, len(c.parents), c.op
            (-6.0, 2, '*')
        """
        other = as_value(other)
        return Value(self.data * other.data, (self, other), (other.data, self.data), "*")

    def __pow__(self, exponent):
        """self ** exponent, for a plain number as exponent; the slope is exponent · self^(exponent − 1)."""
        if not isinstance(exponent, Real):
            raise DTypeError(f"Value ** exponent: expected a plain number, got {exponent!r}; write (x.log() * y).exp()")
        slope = exponent * self.data ** (exponent - 1) if exponent else 0.0
        return Value(self.data**exponent, (self,), (slope,), f"**{exponent}")

    def exp(self):
        """e ** self, the function whose slope is its own height."""
        height = math.exp(self.data)
        return Value(height, (self,), (height,), "exp")

    def log(self):
        """The natural logarithm; its slope is 1 / self."""
        return Value(math.log(self.data), (self,), (1.0 / self.data,), "log")

    def tanh(self):
        """The hyperbolic tangent, an S-shaped curve from -1 to 1.

            slope = 1 - tanh(self)²

        Shape: a Value -> a Value with op "tanh".
        Example:
            >>> Value(0.0).tanh().data
            0.0
        """
        height = math.tanh(self.data)
        return Value(height, (self,), (1.0 - height**2,), "tanh")

    def relu(self):
        """self where it is positive, else 0; the slope is 1 or 0."""
        positive = self.data > 0
        return Value(self.data if positive else 0.0, (self,), (float(positive),), "relu")

    def backward(self):
        """Set ``grad`` of this Value, and of every Value it was computed from, to d(this)/d(that).

            parent.grad += slope · node.grad        for each node, after all the nodes that used it

        The sum is the chain rule's: a change reaches the end by every path, and the effects of the paths add up. What
        an earlier pass left in ``grad`` is forgotten first.

        Returns: None; it writes ``grad`` of the nodes.
        Example:
            >>> a = Value(3.0)
            >>> (a * a + a).backward()
            >>> a.grad
            7.0
        """
        order = topological_order(self)
        for node in order:
            node.grad = 0.0
        self.grad = 1.0
        for node in order:
            for parent, slope in zip(node.parents, node.slopes):
                parent.grad += slope * node.grad

    # The rest is written with the operations above, so their slopes need no rule of their own.

    def __neg__(self):
        return self * -1.0

    def __sub__(self, other):
        return self + -as_value(other)

    def __truediv__(self, other):
        return self * as_value(other) ** -1.0

    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __rsub__(self, other):
        return as_value(other) - self

    def __rtruediv__(self, other):
        return as_value(other) / self


def as_value(number):
    """``number`` itself if it is a Value, else a new leaf that holds it."""
    if not isinstance(number, (Value, Real)):
        raise DTypeError(f"Value: expected another Value or a plain number, got {type(number).__name__}: {number!r}")
    return number if isinstance(number, Value) else Value(number)
