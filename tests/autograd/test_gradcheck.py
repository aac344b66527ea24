"""gradcheck: a right rule passes, a wrong one is caught, and the message names the element."""

import numpy as np
import pytest

from zerodl import Tensor
from zerodl.autograd import gradcheck, gradgradcheck, numeric_gradient, op
from zerodl.autograd.shapes import same
from zerodl.autograd.table import OPS
from zerodl.errors import GradientError


def leaf(*values):
    return Tensor(np.array(values), requires_grad=True)


@pytest.fixture
def square(monkeypatch):
    """An operation x² whose rule is given by the test."""

    def with_rule(rule):
        monkeypatch.setitem(OPS, "square", None)

        def square(x):
            return x * x

        made = op(shape=same)(square)
        made.grad(rule)
        return made

    return with_rule


WRONG = {
    "a factor": lambda g, x: g * x,
    "the sign": lambda g, x: -2 * g * x,
    "g forgotten": lambda g, x: 2 * x,
    "nothing": lambda g, x: g * 0,
    "not a number": lambda g, x: g * np.nan,
    "a little": lambda g, x: g * 2.001 * x,
    "infinity": lambda g, x: g * np.inf,
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_rule_is_caught(name, square):
    wrong = square(WRONG[name])
    with pytest.raises(GradientError, match=r"gradcheck: input 0, element \(0,\)"):
        gradcheck(wrong, [leaf(1.5, -2.0)])
    assert gradcheck(wrong, [leaf(1.5, -2.0)], raise_exception=False) is False


def test_the_right_rule_passes(square):
    right = square(lambda g, x: 2 * g * x)
    assert gradcheck(right, [leaf(1.5, -2.0)]) is True
    assert gradgradcheck(right, [leaf(1.5, -2.0)]) is True


def test_one_wrong_element_is_named(square):
    def rule(g, x):
        slope = 2 * g * x
        slope[1, 2] += 0.5
        return slope

    x = Tensor(np.arange(1.0, 7).reshape(2, 3), requires_grad=True)
    with pytest.raises(GradientError, match=r"input 0, element \(1, 2\): the tape says .*, nudging says"):
        gradcheck(square(rule), [x])


def test_the_wrong_input_is_named():
    with pytest.raises(GradientError, match="input 1"):
        gradcheck(lambda a, b: a * b.detach() * 2 + b, [leaf(1.0), leaf(3.0)])


def test_both_slopes_are_shown(square):
    with pytest.raises(GradientError) as caught:
        gradcheck(lambda x: square(lambda g, x: g * x)(x).sum() * 1, [leaf(3.0)])
    said, nudged = (float(part.split()[0].rstrip(";,")) for part in str(caught.value).split(" says ")[1:])
    assert nudged == pytest.approx(2 * said, rel=1e-5)


def test_a_wrong_second_derivative_is_caught(square):
    hidden = square(lambda g, x: g * 2 * Tensor(x.array) if isinstance(x, Tensor) else g * 2 * x)
    assert gradcheck(hidden, [leaf(3.0)])
    with pytest.raises(GradientError, match=r"gradcheck: input 0, element \(0,\)"):
        gradgradcheck(hidden, [leaf(3.0)])


def test_linear_functions_have_second_derivatives_of_zero():
    assert gradgradcheck(lambda a, b: a + 3 * b, [leaf(1.0, 2.0), leaf(3.0, 4.0)])


def test_inputs_that_require_no_gradient_are_left_out():
    constant = Tensor(np.array([5.0]))
    assert gradcheck(lambda x, c: x * c, [leaf(2.0), constant])
    assert gradgradcheck(lambda x, c: x * x * c, [leaf(2.0), constant])


def test_several_results_are_all_looked_at():
    assert gradcheck(lambda x: (x * 2, x.argmax(dim=0), x * x), [leaf(1.0, 2.0)])
    with pytest.raises(GradientError):
        gradcheck(lambda x: (x * 2, x * x.detach()), [leaf(1.0, 2.0)])


def test_an_input_that_is_not_used_has_slope_0():
    assert gradcheck(lambda a, b: a * 2, [leaf(1.0), leaf(2.0)])
    assert gradgradcheck(lambda a, b: a * a, [leaf(1.0), leaf(2.0)])


def test_inputs_are_left_as_they_were():
    x = leaf(1.0, 2.0)
    gradcheck(lambda x: x * x, [x])
    assert (x.tolist(), x.grad, x.storage.version) == ([1.0, 2.0], None, 0)


def test_tolerances_are_the_callers(square):
    off_by_a_thousandth = square(lambda g, x: g * 2.002 * x)
    assert gradcheck(off_by_a_thousandth, [leaf(1.5)], rtol=1e-2)
    assert gradcheck(off_by_a_thousandth, [leaf(1.5)], atol=1e-2)
    assert not gradcheck(off_by_a_thousandth, [leaf(1.5)], raise_exception=False)


def test_numeric_gradient():
    x = np.array([[3.0, -1.0], [0.5, 2.0]])
    before = x.copy()
    slopes = numeric_gradient(lambda x: float(np.sum(x**3)), x)
    np.testing.assert_allclose(slopes, 3 * x**2, rtol=1e-8)
    np.testing.assert_array_equal(x, before)
    assert numeric_gradient(lambda x: float(x) ** 2, np.array(3.0)).shape == ()


def test_numeric_gradients_error_shrinks_with_the_square_of_the_step():
    errors = [abs(numeric_gradient(lambda x: np.exp(x[0]), np.array([0.0]), step)[0] - 1) for step in (1e-1, 1e-2)]
    assert errors[0] / errors[1] == pytest.approx(100, rel=0.01)
