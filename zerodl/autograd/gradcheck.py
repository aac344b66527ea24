"""Is a gradient right? Nudge each number and see."""

import numpy as np

from ..device import to_device
from ..errors import DTypeError, GradientError
from .functional import grad
from .tensor import Tensor


def numeric_gradient(f, x, step=1e-5):
    """The slope of a function in each direction, found by trying.

        slope[i] = (f(x + step·eᵢ) − f(x − step·eᵢ)) / (2·step)

    Nudging both ways makes the error shrink with step² rather than step: what the curve's bend adds on one side it
    takes off on the other.

    Shape: f takes a float64 array of x's shape and gives one number; x (any shape) -> slopes, the shape of x
    Cost: two calls of f for each element of x; x is left as it was.
    Source: Nocedal and Wright, "Numerical Optimization" (2006), section 8.1.
    Example:
        >>> numeric_gradient(lambda x: np.sum(x**2), np.array([3.0, -1.0])).round(6)
        array([ 6., -2.])
    """
    slopes = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        up, down = x.copy(), x.copy()
        up[i] += step
        down[i] -= step
        slopes[i] = (f(up) - f(down)) / (2 * step)
    return slopes


def gradcheck(function, inputs, *, step=1e-5, atol=1e-6, rtol=1e-4, raise_exception=True):
    """Compare the tape's gradients with nudging, for every input that requires one.

    The result is multiplied by fixed random weights and summed, so that one comparison covers every output element.

    Args:
        function: takes the tensors in ``inputs``, returns a tensor or several.
        inputs: float64 tensors, or one; those with ``requires_grad`` are checked.
        step: the nudge. atol, rtol: they agree when |a − b| ≤ atol + rtol·|b|.
        raise_exception: False returns False instead of raising.
    Returns: True.
    Raises: GradientError naming the input and the element, with both slopes; DTypeError for less than float64, whose
        rounding would drown the differences.
    Example:
        >>> import zerodl
        >>> x = zerodl.tensor(np.array([0.5, 2.0]), requires_grad=True)
        >>> gradcheck(lambda x: (x * x).sum(), [x])
        True
    """
    inputs = [inputs] if isinstance(inputs, Tensor) else inputs
    _refuse_small_floats(inputs)
    rng = np.random.default_rng(0)
    weights = [_drawn_like(y, rng) for y in _floating(function(*inputs))]

    def total(tensors):
        return _weighted_total(function(*tensors), weights)

    checked = [i for i, x in enumerate(inputs) if x.requires_grad]
    gradients = grad(total(inputs), [inputs[i] for i in checked], allow_unused=True)
    for i, gradient in zip(checked, gradients):
        expected = numeric_gradient(lambda x, i=i: total(_with(inputs, i, x)).item(), inputs[i].array, step)
        got = np.zeros(inputs[i].shape) if gradient is None else to_device(gradient.array, "cpu")
        fault = _first_disagreement(got, expected, atol, rtol)
        if fault is not None:
            if not raise_exception:
                return False
            raise GradientError(
                f"gradcheck: input {i}, element {fault}: the tape says {got[fault]:.6g}, nudging says "
                f"{expected[fault]:.6g}; one of the gradient rules on the way is wrong"
            )
    return True


def gradgradcheck(function, inputs, **settings):
    """Compare gradients of gradients with nudging: ``gradcheck`` of the function's own gradient.

    That gradient depends on the inputs, and in proportion on what arrives at the function's result; both are nudged.

    Args, Returns, Raises: as ``gradcheck``.
    Example:
        >>> import zerodl
        >>> x = zerodl.tensor(np.array([0.5, 2.0]), requires_grad=True)
        >>> gradgradcheck(lambda x: (x * x * x).sum(), [x])
        True
    """
    checked = [i for i, x in enumerate(inputs) if x.requires_grad]
    rng = np.random.default_rng(1)
    arriving = [Tensor(_drawn_like(y, rng), requires_grad=True) for y in _floating(function(*inputs))]

    def first_gradients(*tensors):
        own, weights = tensors[: len(inputs)], tensors[len(inputs) :]
        total = _weighted_total(function(*own), weights)
        gradients = grad(total, [own[i] for i in checked], create_graph=True, allow_unused=True)
        return [gradient for gradient in gradients if gradient is not None]

    return gradcheck(first_gradients, [*inputs, *arriving], **settings)


def _floating(results):
    """The results that have a gradient, as a list."""
    results = results if isinstance(results, (tuple, list)) else [results]
    floating = [y for y in results if y.dtype.kind == "f"]
    if not floating:
        raise DTypeError(f"gradcheck: expected a floating result, got {', '.join(str(y.dtype) for y in results)}")
    return floating


def _drawn_like(y, rng):
    """Numbers clear of 0 in the shape of y, on its device."""
    return to_device(rng.uniform(0.5, 1.5, y.shape), y.device)


def _weighted_total(results, weights):
    """One number that every floating result contributes to."""
    terms = [(y * w).sum() for y, w in zip(_floating(results), weights)]
    return sum(terms[1:], terms[0])


def _with(inputs, i, x):
    """``inputs`` with the array ``x`` in place i; all require gradients as before, for functions that use them."""
    return [Tensor(x if j == i else t.array, requires_grad=t.requires_grad) for j, t in enumerate(inputs)]


def _refuse_small_floats(inputs):
    for i, x in enumerate(inputs):
        if x.requires_grad and x.dtype != np.float64:
            raise DTypeError(f"gradcheck: input {i} is {x.dtype}; nudging needs float64, use x.double()")


def _first_disagreement(got, expected, atol, rtol):
    """The index of the first element that disagrees, or None."""
    wrong = ~(np.abs(got - expected) <= atol + rtol * np.abs(expected))  # written so that NaN counts as wrong
    return tuple(int(i) for i in np.argwhere(wrong)[0]) if wrong.any() else None
