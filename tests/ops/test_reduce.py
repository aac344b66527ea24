"""What the walk over all operations does not see of reductions: 16 bits, large counts, and messages."""

import ml_dtypes
import numpy as np
import pytest

import zerodl
from zerodl.errors import ArgumentError, DTypeError, ShapeError


@pytest.mark.parametrize("dtype", [np.float16, ml_dtypes.bfloat16])
@pytest.mark.parametrize("name", ["sum", "nansum", "cumsum", "mean", "norm"])
def test_16_bit_floats_are_added_up_in_32_bits(name, dtype):
    """4096 ones: alone, float16 would stop counting at 2048 and bfloat16 at 256."""
    x = zerodl.Tensor(np.ones(4096, dtype))
    y = getattr(zerodl, name)(x, **({"dim": 0} if name == "cumsum" else {}))
    wanted = {"mean": 1.0, "norm": 64.0}.get(name, 4096.0)
    assert y.dtype == dtype
    assert y.reshape(-1)[-1].item() == wanted


def test_the_mean_of_large_16_bit_floats_is_finite():
    assert zerodl.Tensor(np.full(4, 60000.0, np.float16)).mean().item() == 60000.0


@pytest.mark.parametrize("dtype", ["int32", "int8", "uint8", "bool"])
def test_sums_and_products_of_integers_are_int64(dtype):
    x = zerodl.Tensor(np.ones(300, dtype))
    assert x.sum().dtype == x.prod().dtype == x.cumsum(0).dtype == x.cumprod(0).dtype == np.int64
    assert x.sum().item() == 300


def test_a_total_in_another_dtype():
    x = zerodl.Tensor(np.array([1.5, 2.5], np.float16), requires_grad=True)
    y = x.sum(dtype=np.float32)
    y.backward()
    assert (y.dtype, x.grad.dtype) == (np.float32, np.float16)


def test_products_have_the_right_gradient_among_zeros():
    x = zerodl.tensor([2.0, 0.0, 3.0], requires_grad=True)
    x.prod().backward()
    assert x.grad.tolist() == [0.0, 6.0, 0.0]


def test_a_long_running_product_does_not_divide():
    x = zerodl.tensor(np.full(200, 1e-3), requires_grad=True)
    x.cumprod(0).sum().backward()
    assert np.isfinite(x.grad.array).all()


def test_running_logarithms_stay_in_range():
    x = zerodl.tensor(np.array([1000.0, -1000.0, 1000.0]), requires_grad=True)
    y = x.logcumsumexp(0)
    y.sum().backward()
    np.testing.assert_allclose(y.detach().array, [1000.0, 1000.0, 1000.0 + np.log(2)])
    np.testing.assert_allclose(x.grad.array, [2.5, 0.0, 0.5])


def test_results_along_an_axis_are_named():
    x = zerodl.tensor([[1.0, 5.0], [7.0, 2.0]])
    for result in (x.max(dim=1), x.min(dim=1), x.median(dim=1), x.mode(dim=1), x.cummax(1), x.cummin(1)):
        assert result._fields == ("values", "indices")
    assert x.aminmax()._fields == ("min", "max")


def test_the_spread_of_one_element_is_not_a_number():
    with np.errstate(all="ignore"):
        assert np.isnan(zerodl.tensor([1.0]).var().item())
    assert zerodl.tensor([1.0]).var(unbiased=False).item() == 0.0


MISTAKES = {
    "the mean of integers": (lambda x: x.long().mean(), DTypeError, "mean: expected floating numbers, got int64"),
    "the spread of integers": (lambda x: x.long().std(), DTypeError, "std: .*int64"),
    "the length of integers": (lambda x: x.long().norm(), DTypeError, "norm: .*int64"),
    "an axis that is not there": (lambda x: x.sum(2), ArgumentError, "sum: dim 2 is out of range.*-2 to 1"),
    "an axis by name": (lambda x: x.sum("rows"), ArgumentError, "sum: dim must be an integer.*'rows'"),
    "an axis twice": (lambda x: x.sum((0, -2)), ArgumentError, "same axis twice"),
    "another library's word": (lambda x: x.sum(along=0), DTypeError, "unexpected argument 'along'; it takes x, dim"),
    "both words": (lambda x: x.sum(dim=0, axis=0), DTypeError, "'dim' was given twice"),
    "the product over two axes": (lambda x: x.prod((0, 1)), DTypeError, "prod: dim must be one axis"),
    "the largest along two axes": (lambda x: x.max((0, 1)), ArgumentError, "max: dim must be one axis"),
    "the largest of nothing": (lambda x: x[:0].max(dim=0), ShapeError, "max: expected at least one element"),
    "the median of nothing": (lambda x: x[:0].median(dim=0), ShapeError, "median: expected at least one element"),
    "a running sum without an axis": (lambda x: x.cumsum(), DTypeError, "cumsum: missing dim"),
    "a quantile in percent": (lambda x: x.quantile(50), ArgumentError, "from 0 to 1.*50"),
    "an unknown interpolation": (lambda x: x.quantile(0.5, interpolation="cubic"), ArgumentError, "linear, midpoint"),
    "a quantile of 16 bits": (lambda x: x.half().quantile(0.5), DTypeError, "float32 or float64, got float16"),
    "a norm of matrices": (lambda x: x.norm("nuc"), ArgumentError, "linalg"),
    "weights of another length": (lambda x: x.cov(aweights=zerodl.ones(5)), ShapeError, "3 weights"),
}


@pytest.mark.parametrize(("call", "error", "says"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_explained(call, error, says):
    with pytest.raises(error, match=says):
        call(zerodl.ones(2, 3))
