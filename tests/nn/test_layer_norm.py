"""Normalisations of each example by itself: hard inputs, 16-bit floats, second derivatives, what is refused."""

import numpy as np
import pytest

import zerodl
from zerodl import nn
from zerodl.autograd import gradcheck, gradgradcheck
from zerodl.errors import ArgumentError, DTypeError, ShapeError

F = nn.functional

MAKE = {
    "LayerNorm": lambda: nn.LayerNorm(6),
    "LayerNorm over two axes": lambda: nn.LayerNorm((4, 6)),
    "RMSNorm": lambda: nn.RMSNorm(6),
    "GroupNorm": lambda: nn.GroupNorm(2, 4),
}


@pytest.mark.parametrize("make", MAKE.values(), ids=MAKE)
def test_first_and_second_derivatives(make):
    layer = make().double()
    x = zerodl.tensor(np.random.default_rng(0).normal(size=(2, 4, 6)), requires_grad=True)
    assert gradcheck(layer, [x])
    assert gradgradcheck(layer, [x])


@pytest.mark.parametrize("make", MAKE.values(), ids=MAKE)
def test_each_example_is_by_itself(make):
    layer = make()
    x = zerodl.randn(3, 4, 6)
    together = layer(x)
    for i in range(3):
        np.testing.assert_allclose(together[i].detach().numpy(), layer(x[i : i + 1])[0].detach().numpy(), rtol=1e-6)
    assert layer.train()(x).tolist() == layer.eval()(x).tolist()


@pytest.mark.parametrize("make", MAKE.values(), ids=MAKE)
def test_constant_inputs_stay_finite(make):
    layer = make()
    x = zerodl.full((2, 4, 6), 7.3, requires_grad=True)
    y = layer(x)
    if not isinstance(layer, nn.RMSNorm):
        assert y.detach().numpy().any() == 0
    y.sum().backward()
    assert np.isfinite(x.grad.numpy()).all()


@pytest.mark.parametrize("make", MAKE.values(), ids=MAKE)
@pytest.mark.parametrize("dtype", ["half", "bfloat16"])
def test_16_bit_floats(make, dtype):
    array = np.random.default_rng(0).normal(0, 100, (2, 4, 6)).astype(np.float32)  # whose squares overflow float16
    for layer in (make(), getattr(make(), dtype)()):
        x = getattr(zerodl.tensor(array), dtype)().requires_grad_()
        y = layer(x)
        assert y.dtype == x.dtype
        np.testing.assert_allclose(y.detach().float().numpy(), make()(zerodl.tensor(array)).detach().numpy(), atol=0.03)
        y.sum().backward()
        assert x.grad.dtype == x.dtype


@pytest.mark.parametrize("dtype", ["half", "bfloat16", "float"])
def test_the_smallest_eps_is_pytorchs(dtype):
    torch = pytest.importorskip("torch", reason="PyTorch, the oracle, is not installed")
    array = np.full((1, 4), 1e-3, np.float32)
    ours = F.rms_norm(getattr(zerodl.tensor(array), dtype)(), (4,))
    theirs = torch.nn.functional.rms_norm(getattr(torch.tensor(array), dtype)(), (4,))
    np.testing.assert_allclose(ours.float().numpy(), theirs.float().numpy(), rtol=1e-2)


@pytest.mark.parametrize("make", [MAKE["LayerNorm"], MAKE["GroupNorm"]])
def test_numbers_far_from_0_keep_their_digits(make):
    x = (np.random.default_rng(0).normal(size=(2, 4, 6)) + 1e4).astype(np.float32)
    layer = make()
    np.testing.assert_allclose(
        layer(zerodl.tensor(x)).detach().numpy(), layer(zerodl.tensor(x.astype(float))).detach().numpy(), atol=1e-5
    )


def test_parameters_of_other_dtypes_are_brought_together():
    y = nn.LayerNorm(3)(zerodl.ones(2, 3).double())
    assert y.dtype == np.float64


@pytest.mark.parametrize("shape", [(0, 4, 6), (2, 4, 6)])
@pytest.mark.parametrize("make", MAKE.values(), ids=MAKE)
def test_shapes_stay(make, shape):
    assert make()(zerodl.randn(*shape)).shape == shape


def test_first_parameters_and_setting_them_back():
    for make in MAKE.values():
        layer = make()
        for p in layer.parameters():
            p.data = zerodl.full(p.shape, 7.0)
        layer.reset_parameters()
        assert all((layer.weight == 1).flatten().tolist())
        assert getattr(layer, "bias", None) is None or not any(layer.bias.flatten().tolist())


WRONG = {
    "other length": (lambda: nn.LayerNorm(3)(zerodl.ones(2, 4)), ShapeError, r"layer_norm: expected shape \(…, 3\)"),
    "too few axes": (lambda: nn.LayerNorm((2, 3))(zerodl.ones(3)), ShapeError, r"expected shape \(…, 2, 3\).*\(3,\)"),
    "weight of another shape": (
        lambda: F.layer_norm(zerodl.ones(2, 3), 3, zerodl.ones(2)), ShapeError, r"weight in normalized_shape \(3,\)"),
    "bias of another shape": (
        lambda: F.layer_norm(zerodl.ones(2, 3), 3, None, zerodl.ones(1)), ShapeError, "expected bias"),
    "no shape": (lambda: nn.LayerNorm(()), ArgumentError, "normalized_shape is the lengths"),
    "a word": (lambda: nn.RMSNorm("ab"), ArgumentError, "RMSNorm: normalized_shape is the lengths"),
    "integers": (lambda: nn.LayerNorm(3)(zerodl.ones(2, 3).long()), DTypeError, "layer_norm: expected floating"),
    "integers in rms": (lambda: nn.RMSNorm(3)(zerodl.ones(2, 3).long()), DTypeError, "rms_norm: expected floating"),
    "uneven groups": (lambda: nn.GroupNorm(3, 4), ArgumentError, "GroupNorm: 4 channels cannot be divided into 3"),
    "uneven groups of an input": (lambda: F.group_norm(zerodl.ones(2, 4), 3), ShapeError, "into 3 groups"),
    "no groups": (lambda: F.group_norm(zerodl.ones(2, 4), 0), ArgumentError, "num_groups must be a positive integer"),
    "other channels": (lambda: nn.GroupNorm(2, 4)(zerodl.ones(2, 6)), ShapeError, "each of the 6 channels"),
}  # fmt: skip


@pytest.mark.parametrize(("attempt", "error", "words"), WRONG.values(), ids=WRONG)
def test_wrong_inputs_get_one_clear_error(attempt, error, words):
    with pytest.raises(error, match=words):
        attempt()
