"""Layers as functions: beside PyTorch's, second derivatives, and what they refuse."""

import numpy as np
import pytest

import zerodl
from zerodl.autograd import gradcheck, gradgradcheck
from zerodl.errors import DTypeError, ShapeError
from zerodl.nn import functional as F


def drawn(*shapes):
    rng = np.random.default_rng(0)
    return [rng.normal(size=shape) for shape in shapes]


# Functions that are written here, not handed on: the arrays they take and their settings.
WRITTEN_HERE = {
    "linear": (F.linear, drawn((4, 3), (2, 3), (2,)), {}),
    "linear without bias": (F.linear, drawn((2, 4, 3), (2, 3)), {}),
    "linear of a vector": (F.linear, drawn((3,), (2, 3), (2,)), {}),
    "bilinear": (F.bilinear, drawn((4, 3), (4, 2), (5, 3, 2), (5,)), {}),
    "bilinear without bias": (F.bilinear, drawn((3,), (2,), (5, 3, 2)), {}),
    "normalize": (F.normalize, drawn((3, 4)), {}),
    "normalize by columns": (F.normalize, drawn((3, 4)), {"p": 3.0, "dim": 0}),
    "normalize nothing": (F.normalize, [np.zeros((2, 3))], {}),
    "pairwise_distance": (F.pairwise_distance, drawn((3, 4), (3, 4)), {}),
    "pairwise_distance of one": (F.pairwise_distance, drawn((3, 4), (4,)), {"p": 1.5, "keepdim": True}),
    "rrelu": (F.rrelu, drawn((3, 4)), {"lower": 0.2, "upper": 0.3}),
    "pixel_shuffle": (F.pixel_shuffle, drawn((2, 8, 2, 3)), {"upscale_factor": 2}),
    "pixel_unshuffle": (F.pixel_unshuffle, drawn((2, 1, 4, 6)), {"downscale_factor": 2}),
    "channel_shuffle": (F.channel_shuffle, drawn((2, 6, 3)), {"groups": 2}),
}


@pytest.mark.parametrize(("function", "arrays", "settings"), WRITTEN_HERE.values(), ids=WRITTEN_HERE)
def test_values_are_pytorchs(function, arrays, settings):
    torch = pytest.importorskip("torch", reason="PyTorch, the oracle, is not installed")
    y = function(*(zerodl.tensor(x) for x in arrays), **settings)
    theirs = getattr(torch.nn.functional, function.__name__)(*(torch.tensor(x) for x in arrays), **settings)
    assert y.shape == tuple(theirs.shape)
    np.testing.assert_allclose(y.numpy(), theirs.numpy(), rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize(("function", "arrays", "settings"), WRITTEN_HERE.values(), ids=WRITTEN_HERE)
def test_gradients_and_theirs(function, arrays, settings):
    if not any(x.any() for x in arrays):
        return  # a length has no slope at 0
    inputs = [zerodl.tensor(x, requires_grad=True) for x in arrays]
    assert gradcheck(lambda *x: function(*x, **settings), inputs)
    assert gradgradcheck(lambda *x: function(*x, **settings), inputs)


@pytest.mark.parametrize(("function", "arrays", "settings"), WRITTEN_HERE.values(), ids=WRITTEN_HERE)
def test_float32_stays(function, arrays, settings):
    xs = [zerodl.tensor(x.astype(np.float32), requires_grad=True) for x in arrays]
    y = function(*xs, **settings)
    assert y.dtype == np.float32
    y.sum().backward()
    assert all(x.grad.dtype == np.float32 for x in xs)


def test_names_are_pytorchs():
    torch = pytest.importorskip("torch", reason="PyTorch, the oracle, is not installed")
    assert [name for name in F.__all__ if not hasattr(torch.nn.functional, name)] == [
        "flatten", "stochastic_depth", "unflatten"  # of torch and torchvision
    ]  # fmt: skip
    assert all(hasattr(torch, name) for name in ("flatten", "unflatten"))


@pytest.mark.parametrize("name", ["relu_", "leaky_relu_", "elu_", "selu_", "celu_", "hardtanh_"])
def test_in_place_is_pytorchs(name):
    torch = pytest.importorskip("torch", reason="PyTorch, the oracle, is not installed")
    (array,) = drawn((3, 4))
    x = zerodl.tensor(array)
    assert getattr(F, name)(x) is x
    np.testing.assert_allclose(x.numpy(), getattr(torch.nn.functional, name)(torch.tensor(array)).numpy(), rtol=1e-12)
    assert F.threshold_(x, 0.0, -1.0).numpy().min() == -1.0


def test_rrelu_draws_its_slopes():
    x = zerodl.full((1000,), -1.0, requires_grad=True)
    y = F.rrelu(x, 0.2, 0.6, training=True, generator=zerodl.Generator(0))
    slopes = -y.detach().numpy()
    assert slopes.min() >= 0.2
    assert slopes.max() < 0.6
    assert slopes.mean() == pytest.approx(0.4, abs=0.02)
    assert y.dtype == np.float32
    assert F.rrelu(x, 0.2, 0.6, True, zerodl.Generator(0)).tolist() == y.tolist()
    y.sum().backward()
    np.testing.assert_allclose(x.grad.numpy(), slopes, rtol=1e-6)
    assert F.rrelu(zerodl.ones(3), training=True).tolist() == [1.0, 1.0, 1.0]


def test_a_layer_of_chance_is_itself_by_chance_only_while_training():
    layer = zerodl.nn.RReLU()
    x = zerodl.full((50,), -1.0)
    assert layer(x).tolist() != layer(x).tolist()
    assert layer.eval()(x).tolist() == layer(x).tolist()


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: F.linear(zerodl.ones(5, 4), zerodl.ones(2, 3)), "shapes (5, 4) and (3, 2) do not fit"),
        (lambda: F.pixel_shuffle(zerodl.ones(1, 3, 2, 2), 2), "C a multiple of 2² = 4, got shape (1, 3, 2, 2)"),
        (lambda: F.pixel_shuffle(zerodl.ones(4, 2), 2), "got shape (4, 2)"),
        (lambda: F.pixel_unshuffle(zerodl.ones(1, 3, 2, 3), 2), "with H and W multiples of 2, got shape (1, 3, 2, 3)"),
        (lambda: F.channel_shuffle(zerodl.ones(2, 5), 2), "with C a multiple of 2, got shape (2, 5)"),
        (lambda: zerodl.nn.Linear(3, 2)(zerodl.ones(5, 4)), "expected an input of shape (…, 3), got (5, 4)"),
        (lambda: zerodl.nn.Linear(3, 2)(zerodl.tensor(1.0)), "Linear(3, 2): expected an input of shape (…, 3), got ()"),
        (lambda: zerodl.nn.Bilinear(3, 4, 2)(zerodl.ones(5, 3), zerodl.ones(5, 3)), "shape (…, 4), got (5, 3)"),
        (lambda: zerodl.nn.Softmax2d()(zerodl.ones(2, 3)), "expected an input (B, C, H, W) or (C, H, W), got (2, 3)"),
        (lambda: zerodl.nn.ReflectionPad2d(1)(zerodl.ones(3, 3)), "expected 3 or 4 dimensions, the last 2 of which"),
    ],
)
def test_shapes_that_do_not_fit(call, message):
    with pytest.raises(ShapeError) as caught:
        call()
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda nn: nn.Linear(0, 2), "Linear: in_features must be a positive integer, got 0"),
        (lambda nn: nn.Linear(2, 2.0), "Linear: out_features must be a positive integer, got 2.0"),
        (lambda nn: nn.Linear(True, 2), "in_features must be a positive integer, got True"),
        (lambda nn: nn.Bilinear(1, -1, 2), "Bilinear: in2_features must be a positive integer, got -1"),
        (lambda nn: nn.PReLU(0), "num_parameters must be 1 or the number of channels, got 0"),
        (lambda nn: nn.Hardtanh(1.0, 1.0), "min_val must be less than max_val, got 1.0 and 1.0"),
        (lambda nn: nn.Unflatten("channel", (2, 2)), "dim must be an integer, got 'channel'"),
        (lambda nn: nn.Unflatten(1, 4), "expected a tuple of integers, got 4"),
        (lambda nn: nn.PixelShuffle(0), "upscale_factor must be a positive integer, got 0"),
        (lambda nn: nn.PixelUnshuffle(1.5), "downscale_factor must be a positive integer, got 1.5"),
        (lambda nn: nn.ChannelShuffle(0), "groups must be a positive integer, got 0"),
        (lambda nn: nn.ZeroPad2d((1, 2)), "ZeroPad2d: expected one width or 4 of them, all integers, got (1, 2)"),
        (lambda nn: nn.ConstantPad1d(1.5, 0.0), "expected one width or 2 of them, all integers, got 1.5"),
    ],
)
def test_settings_that_do_not_fit(call, message):
    with pytest.raises(ValueError) as caught:
        call(zerodl.nn)
    assert message in str(caught.value)


def test_a_list_is_no_input():
    with pytest.raises(
        DTypeError, match=r"Linear\(2, 1\): expected a tensor, got list: \[1.0, 2.0\]; make it one with"
    ):
        zerodl.nn.Linear(2, 1)([1.0, 2.0])
