"""First values: bounds, spreads and shapes, beside PyTorch's."""

import math

import numpy as np
import pytest

import zerodl
from zerodl import nn
from zerodl.errors import ArgumentError, DTypeError, ShapeError
from zerodl.nn import init


def weight(*shape):
    return nn.Parameter(zerodl.zeros(*shape))


# name: (filling, its standard deviation, its greatest absolute value or None)
SPREADS = {
    "uniform": (lambda w: init.uniform_(w, -2.0, 4.0), 6 / math.sqrt(12), 4.0),
    "normal": (lambda w: init.normal_(w, 1.0, 3.0), 3.0, None),
    "xavier_uniform": (init.xavier_uniform_, math.sqrt(2 / 700), math.sqrt(6 / 700)),
    "xavier_uniform with gain": (lambda w: init.xavier_uniform_(w, gain=5 / 3), 5 / 3 * math.sqrt(2 / 700), None),
    "xavier_normal": (lambda w: init.xavier_normal_(w, gain=2.0), 2 * math.sqrt(2 / 700), None),
    "kaiming_uniform": (init.kaiming_uniform_, math.sqrt(2 / 300), math.sqrt(6 / 300)),
    "kaiming_uniform as PyTorch's Linear": (lambda w: init.kaiming_uniform_(w, a=math.sqrt(5)), 1 / math.sqrt(900),
                                            1 / math.sqrt(300)),
    "kaiming_normal": (lambda w: init.kaiming_normal_(w, nonlinearity="relu"), math.sqrt(2 / 300), None),
    "kaiming_normal, fan_out": (lambda w: init.kaiming_normal_(w, mode="fan_out"), math.sqrt(2 / 400), None),
    "kaiming_normal of tanh": (lambda w: init.kaiming_normal_(w, nonlinearity="tanh"), 5 / 3 / math.sqrt(300), None),
    "orthogonal": (lambda w: init.orthogonal_(w, gain=2.0), 2 / math.sqrt(400), None),
    "trunc_normal": (init.trunc_normal_, 0.8796, 2.0),
    "sparse": (lambda w: init.sparse_(w, sparsity=0.75, std=2.0), 1.0, None),
}  # fmt: skip


@pytest.mark.parametrize(("fill", "std", "widest"), SPREADS.values(), ids=SPREADS)
def test_spread(fill, std, widest):
    zerodl.manual_seed(0)
    w = weight(400, 300)
    assert fill(w) is w
    values = w.detach().numpy()
    assert values.dtype == np.float32
    assert values.std() == pytest.approx(std, rel=0.02)
    shifted = fill in (SPREADS["uniform"][0], SPREADS["normal"][0])
    assert values.mean() == pytest.approx(1.0 if shifted else 0.0, abs=0.02 * std)
    if widest is not None:
        assert abs(values).max() == pytest.approx(widest, rel=0.01)
        assert abs(values).max() <= widest * (1 + 1e-6)
    assert w.storage.version == 1  # a tape that kept the old values will notice
    assert w.requires_grad


@pytest.mark.parametrize(("fill", "std", "widest"), SPREADS.values(), ids=SPREADS)
def test_the_same_seed_gives_the_same_values(fill, std, widest):
    first, second = weight(40, 30), weight(40, 30)
    for w in (first, second):
        zerodl.manual_seed(7)
        fill(w)
    assert first.tolist() == second.tolist()


def test_generators():
    fills = (init.uniform_, init.normal_, init.trunc_normal_, init.xavier_uniform_, init.xavier_normal_,
             init.kaiming_uniform_, init.kaiming_normal_, init.orthogonal_)  # fmt: skip
    for fill in fills:
        zerodl.manual_seed(0)
        first = fill(weight(4, 3), generator=zerodl.Generator(5)).tolist()
        zerodl.manual_seed(1)
        assert fill(weight(4, 3), generator=zerodl.Generator(5)).tolist() == first
        with pytest.raises(DTypeError, match="generator must be a zerodl.Generator"):
            fill(weight(4, 3), generator=5)


def test_plain_values():
    assert init.constant_(weight(2), 3.5).tolist() == [3.5, 3.5]
    assert init.ones_(weight(2)).tolist() == [1.0, 1.0]
    assert init.zeros_(init.ones_(weight(2))).tolist() == [0.0, 0.0]
    assert init.eye_(weight(2, 3)).tolist() == [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]]


@pytest.mark.parametrize("shape", [(5, 3), (3, 5), (4, 4), (6, 2, 2), (2, 3, 4)])
def test_orthogonal_rows_or_columns(shape):
    values = init.orthogonal_(weight(*shape).double(), gain=3.0).detach().numpy().reshape(shape[0], -1)
    product = values @ values.T if values.shape[0] <= values.shape[1] else values.T @ values
    np.testing.assert_allclose(product, 9 * np.eye(len(product)), atol=1e-12)


def test_orthogonal_signs_are_even():
    """A QR decomposition alone would always give the same signs on the diagonal of R."""
    zerodl.manual_seed(0)
    corners = [init.orthogonal_(weight(2, 2)).tolist()[0][0] for _ in range(400)]
    assert 120 < sum(corner > 0 for corner in corners) < 280


@pytest.mark.parametrize(
    ("shape", "groups"), [((3, 3, 3), 1), ((4, 2, 3, 5), 1), ((4, 2, 3, 3), 2), ((2, 4, 2, 2, 3), 1)]
)
def test_dirac_is_pytorchs(shape, groups):
    torch = pytest.importorskip("torch", reason="PyTorch, the oracle, is not installed")
    theirs = torch.nn.init.dirac_(torch.empty(shape), groups)
    assert init.dirac_(weight(*shape), groups).tolist() == theirs.tolist()


def test_dirac_of_one_group():
    assert init.dirac_(weight(1, 2, 3)).tolist() == [[[0.0, 1.0, 0.0], [0.0, 0.0, 0.0]]]


def test_sparse_zeros_by_column():
    values = init.sparse_(weight(10, 7), sparsity=0.35).detach().numpy()
    assert ((values == 0).sum(axis=0) == 4).all()


@pytest.mark.parametrize(("a", "b", "mean", "std"), [(-2, 2, 0, 1), (0, 1, 0, 1), (1, 1.5, 0, 0.5), (-9, 0, -4, 3)])
def test_truncated_normals_stay_inside(a, b, mean, std):
    torch = pytest.importorskip("torch", reason="PyTorch, the oracle, is not installed")
    ours = init.trunc_normal_(weight(200, 200), mean, std, a, b).detach().numpy()
    theirs = torch.nn.init.trunc_normal_(torch.empty(200, 200), mean, std, a, b).numpy()
    assert ours.min() >= a
    assert ours.max() <= b
    assert ours.mean() == pytest.approx(theirs.mean(), abs=0.02 * std)
    assert ours.std() == pytest.approx(theirs.std(), rel=0.03)


def test_gains_are_pytorchs():
    torch = pytest.importorskip("torch", reason="PyTorch, the oracle, is not installed")
    for name in (*init.EVEN, "tanh", "relu", "selu", "leaky_relu"):
        assert init.calculate_gain(name) == pytest.approx(torch.nn.init.calculate_gain(name), rel=1e-15), name
    for slope in (0, 0.2, 3):
        assert init.calculate_gain("leaky_relu", slope) == torch.nn.init.calculate_gain("leaky_relu", slope)


def test_a_gain_keeps_the_strength_of_a_signal():
    """What calculate_gain is for: after 20 layers of relu the signal is about as strong as before."""
    zerodl.manual_seed(0)
    x = zerodl.randn(100, 256)
    for _ in range(20):
        x = zerodl.relu(x @ init.kaiming_normal_(zerodl.zeros(256, 256), nonlinearity="relu").T)
    assert 0.3 < float((x.numpy() ** 2).mean()) < 3


@pytest.mark.parametrize(("shape", "fans"), [((10, 4), (4, 10)), ((6, 3, 5), (15, 30)), ((6, 3, 5, 2), (30, 60)),
                                             ((0, 4), (4, 0))])  # fmt: skip
def test_fans(shape, fans):
    assert init.fan_in_and_fan_out(zerodl.zeros(*shape)) == fans
    assert init._calculate_fan_in_and_fan_out(np.zeros(shape)) == fans


def test_what_is_refused():
    for fill in (init.xavier_uniform_, init.xavier_normal_, init.kaiming_uniform_, init.kaiming_normal_):
        with pytest.raises(ShapeError, match=r"expected a weight of at least 2 dimensions, \(out, in, …\), got shape"):
            fill(weight(3))
    for fill, message in ((init.eye_, "expected a matrix"), (init.dirac_, "expected 3, 4 or 5 dimensions"),
                          (init.orthogonal_, "at least 2 dimensions")):  # fmt: skip
        with pytest.raises(ShapeError, match=message):
            fill(weight(3))
    with pytest.raises(ShapeError, match="expected a matrix"):
        init.sparse_(weight(3), 0.5)
    with pytest.raises(ArgumentError, match="groups must divide the 3 outputs, got 2"):
        init.dirac_(weight(3, 3, 3), groups=2)
    with pytest.raises(ArgumentError, match="mode must be 'fan_in' or 'fan_out', got 'fan_on'"):
        init.kaiming_normal_(weight(3, 3), mode="fan_on")
    with pytest.raises(ArgumentError, match="no gain is known for 'gelu'; there is one for linear, conv1d"):
        init.calculate_gain("gelu")
    with pytest.raises(ArgumentError, match="the slope of leaky_relu must be a number, got 'steep'"):
        init.calculate_gain("leaky_relu", "steep")
    with pytest.raises(ArgumentError, match="a must be less than b"):
        init.trunc_normal_(weight(2, 2), a=1.0, b=1.0)


def test_a_layer_is_no_weight():
    for fill in (*(fill for fill, *_ in SPREADS.values()), init.ones_, init.eye_, init.dirac_, init.fan_in_and_fan_out):
        with pytest.raises(DTypeError, match="init: expected a tensor such as layer.weight, got Linear"):
            fill(nn.Linear(2, 2))


def test_16_bit_weights():
    w = init.uniform_(weight(100, 100).bfloat16(), -1.0, 1.0)
    assert w.dtype == zerodl.bfloat16
    assert float(np.abs(w.detach().float().numpy()).max()) <= 1.0
