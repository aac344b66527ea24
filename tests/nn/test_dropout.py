"""Dropout in all its forms: what chance drops, on average and as a whole; switching it off; seeds; gradients."""

import math

import numpy as np
import pytest

import zerodl
from tests.ops.cases.normalisation import Restarting
from zerodl import nn
from zerodl.autograd import gradcheck, gradgradcheck
from zerodl.errors import ArgumentError, DTypeError, ShapeError

F = nn.functional
LAYERS = {
    "Dropout": (nn.Dropout, (2, 3)),
    "Dropout1d": (nn.Dropout1d, (2, 3, 4)),
    "Dropout2d": (nn.Dropout2d, (2, 3, 4, 5)),
    "Dropout3d": (nn.Dropout3d, (2, 3, 2, 2, 2)),
    "AlphaDropout": (nn.AlphaDropout, (2, 3)),
    "FeatureAlphaDropout": (nn.FeatureAlphaDropout, (2, 3, 4)),
    "StochasticDepth by row": (lambda p=0.5: nn.StochasticDepth(p, "row"), (2, 3)),
    "StochasticDepth by batch": (lambda p=0.5: nn.StochasticDepth(p, "batch"), (2, 3)),
}
each = pytest.mark.parametrize(("make", "shape"), LAYERS.values(), ids=LAYERS)


@pytest.fixture(autouse=True)
def seeded():
    zerodl.manual_seed(0)


def within(share, p, n, sigmas=5):
    """Whether a share that chance p decides n times is as near to p as chance allows."""
    return abs(share - p) <= sigmas * math.sqrt(p * (1 - p) / n)


@pytest.mark.parametrize("p", [0.1, 0.5, 0.9])
def test_the_share_that_is_dropped_and_the_mean_that_stays(p):
    n = 40_000
    y = F.dropout(zerodl.ones(n), p).numpy()
    assert within((y == 0).mean(), p, n)
    np.testing.assert_allclose(y[y != 0], 1 / (1 - p), rtol=1e-6)
    assert within(y.mean() * (1 - p), 1 - p, n)  # so the mean stays 1


@pytest.mark.parametrize("p", [0.2, 0.5, 0.8])
def test_alpha_dropout_keeps_mean_and_variance(p):
    x = zerodl.randn(200_000).double()
    y = F.alpha_dropout(x, p, training=True).numpy()
    assert y.mean() == pytest.approx(0, abs=0.02)
    assert y.std() == pytest.approx(1, rel=0.02)


def test_alpha_dropout_drops_to_pytorchs_values():
    torch = pytest.importorskip("torch", reason="PyTorch, the oracle, is not installed")
    ours = F.alpha_dropout(zerodl.ones(1000).double(), 0.3, training=True).numpy()
    theirs = torch.nn.functional.alpha_dropout(torch.ones(1000, dtype=torch.float64), 0.3, training=True).numpy()
    np.testing.assert_allclose(np.unique(ours.round(12)), np.unique(theirs.round(12)), rtol=1e-9)


@each
def test_evaluation_hands_the_input_back(make, shape):
    x = zerodl.randn(*shape)
    assert make().eval()(x) is x
    assert make(0.0)(x) is x


@each
def test_the_same_seed_drops_the_same(make, shape):
    layer, x = make(), zerodl.randn(*shape)
    state = zerodl.random.get_rng_state()
    first, second = layer(x), layer(x)
    zerodl.random.set_rng_state(state)
    assert layer(x).tolist() == first.tolist()
    assert layer(x).tolist() == second.tolist()


@each
def test_everything_is_dropped_with_certainty(make, shape):
    x = zerodl.randn(*shape, requires_grad=True)
    y = make(1.0)(x)
    assert not y.detach().numpy().any()
    y.sum().backward()
    assert not x.grad.numpy().any()


@each
def test_the_gradient_goes_where_the_value_went(make, shape):
    layer = make()
    x = zerodl.ones(*shape, requires_grad=True)
    y = layer(x)
    y.backward(zerodl.full(shape, 2.0))
    values = y.detach().numpy()
    kept = values == values.max() if "Alpha" in type(layer).__name__ else values != 0
    slope = x.grad.numpy()[kept] / 2
    assert (x.grad.numpy()[~kept] == 0).all()
    if "Alpha" not in type(layer).__name__:
        np.testing.assert_allclose(slope, values[kept], rtol=1e-6)


@pytest.mark.parametrize("function", [F.dropout, F.alpha_dropout], ids=["dropout", "alpha_dropout"])
def test_first_and_second_derivatives(function):
    x = zerodl.tensor(np.random.default_rng(0).normal(size=(3, 4)), requires_grad=True)

    def squared(x):
        y = function(x, 0.4, training=True, generator=Restarting(5))
        return y * y

    assert gradcheck(squared, [x])
    assert gradgradcheck(squared, [x])


def test_a_generator_of_ones_own():
    x = zerodl.ones(50)
    a, b = (F.dropout(x, generator=zerodl.Generator(7)).tolist() for _ in range(2))
    assert a == b != F.dropout(x).tolist()


def test_channels_go_as_a_whole():
    for function, shape in ((F.dropout1d, (40, 5, 6)), (F.dropout2d, (40, 5, 2, 3)), (F.dropout3d, (40, 5, 2, 3, 1)),
                            (F.dropout2d, (40, 5, 6)), (F.feature_alpha_dropout, (40, 5, 6))):  # fmt: skip
        y = function(zerodl.ones(*shape), 0.3, training=True).numpy().reshape(200, -1)
        assert (y == y[:, :1]).all()
        assert within((y[:, 0] == y.min()).mean(), 0.3, 200)


def test_one_sequence_and_one_volume_drop_channels():
    for function, shape in ((F.dropout1d, (200, 6)), (F.dropout3d, (200, 2, 3, 1))):
        y = function(zerodl.ones(*shape), 0.3).numpy().reshape(200, -1)
        assert (y == y[:, :1]).all()
        assert within((y[:, 0] == 0).mean(), 0.3, 200)


def test_stochastic_depth_by_row_and_by_batch():
    y = F.stochastic_depth(zerodl.ones(400, 3), 0.25, "row").numpy()
    assert (y == y[:, :1]).all()
    assert within((y[:, 0] == 0).mean(), 0.25, 400)
    draws = [F.stochastic_depth(zerodl.ones(3, 2), 0.25, "batch").numpy() for _ in range(400)]
    assert all((y == y[0, 0]).all() for y in draws)
    assert within(np.mean([y[0, 0] == 0 for y in draws]), 0.25, 400)


@pytest.mark.parametrize("make", [nn.Dropout, nn.AlphaDropout], ids=["Dropout", "AlphaDropout"])
def test_in_place(make):
    leaf = zerodl.ones(100, requires_grad=True)
    x = leaf * 1
    y = make(0.5, inplace=True)(x)
    assert y is x
    y.sum().backward()
    assert len(set(leaf.grad.tolist())) == 2
    assert repr(make(0.25, inplace=True)) == f"{make.__name__}(p=0.25, inplace=True)"


@pytest.mark.parametrize("dtype", ["half", "bfloat16", "float", "double"])
def test_dtypes(dtype):
    x = getattr(zerodl.ones(1000), dtype)().requires_grad_()
    for function in (F.dropout, F.alpha_dropout):
        x.grad = None
        y = function(x, 0.5, training=True)
        y.sum().backward()
        assert y.dtype == x.grad.dtype == x.dtype
    zerodl.manual_seed(1)
    kept = F.dropout(x, 0.5).detach().float().numpy() != 0
    zerodl.manual_seed(1)
    assert (kept == (F.dropout(zerodl.ones(1000), 0.5).numpy() != 0)).all()  # a seed means the same in all of them


def test_of_no_elements_and_of_a_single_one():
    empty = zerodl.ones(0, 3)
    assert F.dropout(empty, 0.5) is empty
    assert F.dropout(zerodl.tensor(3.0), 0.5).item() in (0.0, 6.0)


def test_it_prints_as_torchvisions():
    assert repr(nn.StochasticDepth(0.2, "row")) == "StochasticDepth(p=0.2, mode=row)"


WRONG = {
    "a chance above 1": (lambda: nn.Dropout(1.5), ArgumentError, "^Dropout: expected a chance p from 0 to 1, got 1.5"),
    "a negative chance": (lambda: F.dropout(zerodl.ones(2), -0.1), ArgumentError, "dropout: expected a chance"),
    "not a number": (lambda: F.dropout(zerodl.ones(2), float("nan")), ArgumentError, "got nan"),
    "a word": (lambda: nn.Dropout2d("half"), DTypeError, "Dropout2d: expected a number for p"),
    "a truth value": (lambda: nn.Dropout(True), DTypeError, "expected a number for p"),
    "integers": (lambda: F.dropout(zerodl.ones(2).long()), DTypeError, "dropout: expected floating numbers"),
    "axes": (lambda: F.dropout2d(zerodl.ones(2, 3)), ShapeError, "dropout2d: expected 3 or 4 axes"),
    "a vector's channels": (lambda: F.dropout1d(zerodl.ones(2)), ShapeError, "dropout1d: expected 2 or 3 axes"),
    "no channels": (lambda: F.feature_alpha_dropout(zerodl.ones(2), training=True), ShapeError, "expected .B, C"),
    "mode": (lambda: nn.StochasticDepth(0.5, "column"), ArgumentError, 'mode must be "batch" or "row"'),
    "mode of the function": (lambda: F.stochastic_depth(zerodl.ones(2), 0.5, ""), ArgumentError, 'must be "batch"'),
    "rows of a number": (lambda: F.stochastic_depth(zerodl.tensor(1.0), 0.5, "row"), ArgumentError, "axes from 0 to 0"),
    "a generator of NumPy's": (
        lambda: F.dropout(zerodl.ones(2), generator=np.random.default_rng(0)), DTypeError, "generator must be"),
}  # fmt: skip


@pytest.mark.parametrize(("attempt", "error", "words"), WRONG.values(), ids=WRONG)
def test_wrong_inputs_get_one_clear_error(attempt, error, words):
    with pytest.raises(error, match=words):
        attempt()
