"""Operations on one element at a time. Arrays of different shapes are broadcast first; the way back is the engine's."""

import numpy as np

from ..autograd.op import op
from ..autograd.shapes import broadcast, same


@op(shape=broadcast, numpy=[np.add])
def add(a, b):
    """a + b, element by element.

    Shape: a and b broadcast together.
    Example:
        >>> import zerodl
        >>> zerodl.add(zerodl.tensor([1.0, 2.0]), 10)
        tensor([11., 12.])
    """
    return np.add(a, b)


@add.grad
def add_grad(g):
    """Gradient of add for each input: both rise as fast as the sum."""
    return g, g


@op(shape=broadcast, numpy=[np.subtract])
def sub(a, b):
    """a − b, element by element.

    Shape: a and b broadcast together.
    """
    return np.subtract(a, b)


@sub.grad
def sub_grad(g):
    """Gradient of sub for each input: g for a, −g for b."""
    return g, -g


@op(shape=broadcast, numpy=[np.multiply])
def mul(a, b):
    """a · b, element by element.

    Shape: a and b broadcast together.
    Example:
        >>> import zerodl
        >>> zerodl.mul(zerodl.tensor([[1.0], [2.0]]), zerodl.tensor([3.0, 4.0]))
        tensor([[3., 4.],
                [6., 8.]])
    """
    return np.multiply(a, b)


@mul.grad
def mul_grad(g, a, b):
    """Gradient of mul for each input.

        grad_a = g · b        grad_b = g · a

    Shape: g the shape of a · b -> two arrays that broadcast to it; the engine sums them back to the shapes of a and b
    Example:
        >>> mul_grad(np.array([1.0, 10.0]), np.array([2.0, 3.0]), np.array([5.0, 7.0]))
        (array([ 5., 70.]), array([ 2., 30.]))
    """
    return g * b, g * a


@op(shape=broadcast, numpy=[np.divide])
def div(a, b):
    """a / b, element by element.

    Shape: a and b broadcast together.
    """
    return np.divide(a, b)


@div.grad
def div_grad(g, b, y):
    """Gradient of div for each input: g / b, and −g · y / b with y = a / b."""
    return g / b, -g * y / b


@op(shape=same, numpy=[np.negative])
def neg(x):
    """−x."""
    return np.negative(x)


@neg.grad
def neg_grad(g):
    """Gradient of neg: −g."""
    return -g


@op(shape=broadcast, numpy=[np.power])
def pow(a, b):
    """a to the power b, element by element.

    Shape: a and b broadcast together.
    """
    return np.power(a, b)


@pow.grad
def pow_grad(g, a, b, y, needs):
    """Gradient of pow for each input.

        grad_a = g · b · a^(b − 1)        grad_b = g · y · log a

    Where b is 0, grad_a is 0 even for a = 0, where the formula says 0 · ∞; where a is 0, grad_b is taken as 0, its
    limit for a positive b.
    """
    grad_a = g * b * a ** (b - (b != 0)) if needs[0] else None
    grad_b = g * y * np.log(a + (a == 0)) if needs[1] else None
    return grad_a, grad_b


@op(shape=same, numpy=[np.exp])
def exp(x):
    """e to the power x."""
    return np.exp(x)


@exp.grad
def exp_grad(g, y):
    """Gradient of exp: g · y, its slope being its own height."""
    return g * y


@op(shape=same, numpy=[np.log])
def log(x):
    """The natural logarithm."""
    return np.log(x)


@log.grad
def log_grad(g, x):
    """Gradient of log: g / x."""
    return g / x


@op(shape=same, numpy=[np.tanh])
def tanh(x):
    """The hyperbolic tangent, from −1 to 1."""
    return np.tanh(x)


@tanh.grad
def tanh_grad(g, y):
    """Gradient of tanh, from its result.

        grad_x = g · (1 − y²)

    Shape: g and y = tanh(x) the same shape -> one array of that shape
    Example:
        >>> tanh_grad(np.array([1.0, 1.0]), np.array([0.0, 1.0]))
        array([1., 0.])
    """
    return g * (1 - y * y)


@op(shape=broadcast, numpy=[np.where])
def where(condition, a, b):
    """a where the condition holds, else b.

    Shape: all three broadcast together; condition is boolean.
    """
    return np.where(condition, a, b)


@where.grad
def where_grad(g, condition):
    """Gradient of where: each element's gradient goes to the side it was taken from."""
    return None, np.where(condition, g, 0), np.where(condition, 0, g)


@op(shape=same, numpy=[np.copy])
def clone(x):
    """A copy of x in memory of its own, through which gradients still flow."""
    return np.copy(x)


@clone.grad
def clone_grad(g):
    """Gradient of clone: g."""
    return g


@op(shape=same)
def cast(x, /, dtype):
    """x in another dtype."""
    return x.astype(dtype)


@cast.grad
def cast_grad(g, x_dtype):
    """Gradient of cast: g in the dtype that x had."""
    return cast(g, dtype=x_dtype)
