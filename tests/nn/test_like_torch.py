"""Every layer with PyTorch's parameters does what PyTorch's does: values, gradients, names, printing."""

import numpy as np
import pytest

import zerodl
from zerodl import nn

torch = pytest.importorskip("torch", reason="PyTorch, the oracle, is not installed; pip install zerodl[test] has it")

# How to make the layer, in both libraries, and the shapes of its inputs.
LAYERS = {
    "Linear": ("Linear(3, 4)", (5, 3)),
    "Linear without bias": ("Linear(3, 4, bias=False)", (5, 3)),
    "Linear of a vector": ("Linear(3, 4)", (3,)),
    "Linear of four axes": ("Linear(3, 4)", (2, 5, 1, 3)),
    "Linear of no rows": ("Linear(3, 4)", (0, 3)),
    "Bilinear": ("Bilinear(3, 4, 2)", (5, 3), (5, 4)),
    "Bilinear without bias, more axes": ("Bilinear(3, 4, 2, bias=False)", (2, 5, 3), (2, 5, 4)),
    "Bilinear of vectors": ("Bilinear(3, 4, 2)", (3,), (4,)),
    "Identity": ("Identity(54, unused=0.1)", (2, 3)),
    "Flatten": ("Flatten()", (2, 3, 4)),
    "Flatten of two axes": ("Flatten(start_dim=0, end_dim=1)", (2, 3, 4)),
    "Unflatten": ("Unflatten(1, (2, 3))", (4, 6, 2)),
    "Unflatten with what is left over": ("Unflatten(-1, (2, -1))", (4, 6)),
    "ReLU": ("ReLU()", (4, 3)),
    "ReLU6": ("ReLU6()", (4, 3)),
    "LeakyReLU": ("LeakyReLU(0.2)", (4, 3)),
    "PReLU": ("PReLU()", (4, 3, 2)),
    "PReLU by channel": ("PReLU(3, init=0.1)", (4, 3, 2)),
    "RReLU": ("RReLU(0.2, 0.4)", (4, 3)),
    "Threshold": ("Threshold(0.1, -20.0)", (4, 3)),
    "Hardtanh": ("Hardtanh(-0.5, 0.7)", (4, 3)),
    "Hardsigmoid": ("Hardsigmoid()", (4, 3)),
    "Hardswish": ("Hardswish()", (4, 3)),
    "Hardshrink": ("Hardshrink(0.4)", (4, 3)),
    "Softshrink": ("Softshrink(0.4)", (4, 3)),
    "Sigmoid": ("Sigmoid()", (4, 3)),
    "LogSigmoid": ("LogSigmoid()", (4, 3)),
    "Tanh": ("Tanh()", (4, 3)),
    "Tanhshrink": ("Tanhshrink()", (4, 3)),
    "Softsign": ("Softsign()", (4, 3)),
    "Softplus": ("Softplus(beta=2.0, threshold=1.0)", (4, 3)),
    "ELU": ("ELU(0.7)", (4, 3)),
    "CELU": ("CELU(0.5)", (4, 3)),
    "SELU": ("SELU()", (4, 3)),
    "GELU": ("GELU()", (4, 3)),
    "GELU by tanh": ("GELU(approximate='tanh')", (4, 3)),
    "SiLU": ("SiLU()", (4, 3)),
    "Mish": ("Mish()", (4, 3)),
    "GLU": ("GLU(dim=1)", (3, 4, 2)),
    "Softmax": ("Softmax(dim=1)", (3, 4)),
    "Softmin": ("Softmin(dim=0)", (3, 4)),
    "LogSoftmax": ("LogSoftmax(dim=-1)", (3, 4)),
    "Softmax2d": ("Softmax2d()", (2, 3, 2, 2)),
    "Softmax2d of one image": ("Softmax2d()", (3, 2, 2)),
    "CosineSimilarity": ("CosineSimilarity()", (3, 4, 2), (3, 4, 2)),
    "CosineSimilarity, broadcast": ("CosineSimilarity(dim=-1, eps=1e-6)", (3, 1, 4), (2, 4)),
    "PairwiseDistance": ("PairwiseDistance()", (3, 4), (3, 4)),
    "PairwiseDistance of one norm": ("PairwiseDistance(p=1.0, keepdim=True)", (3, 4), (4,)),
    "PixelShuffle": ("PixelShuffle(2)", (2, 8, 3, 2)),
    "PixelShuffle of one image": ("PixelShuffle(3)", (9, 2, 1)),
    "PixelUnshuffle": ("PixelUnshuffle(2)", (2, 3, 4, 6)),
    "ChannelShuffle": ("ChannelShuffle(3)", (2, 6, 2, 2)),
    "ConstantPad1d": ("ConstantPad1d(2, 3.5)", (2, 3, 4)),
    "ConstantPad1d that crops": ("ConstantPad1d((-1, 2), 3.5)", (2, 3, 4)),
    "ConstantPad2d": ("ConstantPad2d((1, 2, 0, 3), 3.5)", (2, 3, 4)),
    "ConstantPad3d": ("ConstantPad3d(1, 3.5)", (2, 3, 4, 2)),
    "ZeroPad1d": ("ZeroPad1d((3, 1))", (2, 3, 4)),
    "ZeroPad2d": ("ZeroPad2d((1, 2, 2, 0))", (2, 3, 4, 5)),
    "ZeroPad3d": ("ZeroPad3d(1)", (2, 3, 2, 2, 2)),
    "ReflectionPad1d": ("ReflectionPad1d((2, 1))", (2, 3, 4)),
    "ReflectionPad2d": ("ReflectionPad2d((2, 1, 0, 2))", (2, 3, 4)),
    "ReflectionPad3d": ("ReflectionPad3d(1)", (2, 1, 2, 3, 4)),
    "ReplicationPad1d": ("ReplicationPad1d(3)", (2, 4)),
    "ReplicationPad2d": ("ReplicationPad2d((2, 1, 0, 2))", (1, 2, 3, 4)),
    "ReplicationPad3d": ("ReplicationPad3d(1)", (2, 2, 3, 4)),
    "CircularPad1d": ("CircularPad1d((2, 3))", (2, 3, 4)),
    "CircularPad2d": ("CircularPad2d((1, 2, 3, 0))", (2, 3, 4)),
    "CircularPad3d": ("CircularPad3d(1)", (2, 1, 2, 3, 4)),
    "Dropout": ("Dropout(0.3)", (4, 3)),
    "Dropout1d": ("Dropout1d()", (4, 3, 2)),
    "Dropout2d": ("Dropout2d(p=0.1)", (4, 3, 2, 2)),
    "Dropout3d": ("Dropout3d(0.0)", (4, 3, 2, 2, 2)),
    "AlphaDropout": ("AlphaDropout(0.2)", (4, 3)),
    "FeatureAlphaDropout": ("FeatureAlphaDropout(0.2)", (4, 3, 2)),
    "BatchNorm1d": ("BatchNorm1d(3)", (5, 3)),
    "BatchNorm1d of sequences": ("BatchNorm1d(3, eps=1e-3, bias=False)", (5, 3, 2)),
    "BatchNorm1d without running statistics": ("BatchNorm1d(3, track_running_stats=False)", (5, 3)),
    "BatchNorm1d that learns nothing": ("BatchNorm1d(3, affine=False, momentum=None)", (5, 3)),
    "BatchNorm2d": ("BatchNorm2d(3)", (2, 3, 2, 2)),
    "BatchNorm3d": ("BatchNorm3d(3)", (2, 3, 2, 2, 2)),
    "InstanceNorm1d": ("InstanceNorm1d(3)", (2, 3, 4)),
    "InstanceNorm1d of one sequence": ("InstanceNorm1d(3, affine=True)", (3, 4)),
    "InstanceNorm2d": ("InstanceNorm2d(3, affine=True, bias=False)", (2, 3, 2, 3)),
    "InstanceNorm2d with running statistics": ("InstanceNorm2d(3, track_running_stats=True)", (2, 3, 2, 3)),
    "InstanceNorm3d": ("InstanceNorm3d(3, eps=0.01)", (2, 3, 2, 2, 2)),
    "LayerNorm": ("LayerNorm(3)", (5, 3)),
    "LayerNorm over two axes": ("LayerNorm((4, 3), eps=1e-3)", (2, 4, 3)),
    "LayerNorm without bias": ("LayerNorm([4], bias=False)", (2, 3, 4)),
    "LayerNorm that learns nothing": ("LayerNorm(4, elementwise_affine=False)", (2, 4)),
    "GroupNorm": ("GroupNorm(2, 6)", (2, 6, 3)),
    "GroupNorm of images": ("GroupNorm(1, 4, eps=1e-3, bias=False)", (2, 4, 3, 2)),
    "GroupNorm that learns nothing": ("GroupNorm(2, 4, affine=False)", (2, 4, 3)),
    "RMSNorm": ("RMSNorm(4)", (3, 4)),
    "RMSNorm over two axes": ("RMSNorm((3, 4), eps=0.01, elementwise_affine=False)", (2, 3, 4)),
    "Sequential": ("Sequential(L.Linear(3, 4), L.Tanh(), L.Sequential(L.Linear(4, 2, bias=False), L.PReLU()))", (5, 3)),
}

# PyTorch multiplies by 1/6 rounded to float32 in the gradient, whatever the input's dtype.
LOOSE = {"Hardsigmoid()": 1e-7}
# PyTorch's forget to print inplace.
SILENT = ("Hardswish", "Hardsigmoid")


def both(text):
    """The same layer twice in float64, here and in PyTorch, with the same parameters."""
    torch.manual_seed(0)
    theirs = eval(text, {"L": torch.nn} | vars(torch.nn)).double()
    ours = eval(text, {"L": nn} | vars(nn)).double()
    ours.load_state_dict(theirs.state_dict())
    return ours.eval(), theirs.eval()


def inputs_of(shapes):
    rng = np.random.default_rng(0)
    return [np.round(rng.normal(scale=2, size=shape), 3) for shape in shapes]


@pytest.mark.parametrize(("text", "shapes"), [(t, s) for t, *s in LAYERS.values()], ids=LAYERS)
def test_values_and_gradients_agree(text, shapes):
    ours, theirs = both(text)
    arrays = inputs_of(shapes)
    xs = [zerodl.tensor(x, requires_grad=True) for x in arrays]
    their_xs = [torch.tensor(x, requires_grad=True) for x in arrays]
    y, their_y = ours(*xs), theirs(*their_xs)
    assert y.shape == tuple(their_y.shape)
    assert y.dtype == np.float64
    np.testing.assert_allclose(y.detach().numpy(), their_y.detach().numpy(), rtol=1e-10, atol=1e-12)
    g = np.random.default_rng(1).normal(size=y.shape)
    y.backward(zerodl.tensor(g))
    their_y.backward(torch.tensor(g))
    for x, their_x in zip(xs, their_xs):
        np.testing.assert_allclose(x.grad.numpy(), their_x.grad.numpy(), rtol=LOOSE.get(text, 1e-9), atol=1e-12)
    for (name, p), (their_name, q) in zip(ours.named_parameters(), theirs.named_parameters(), strict=True):
        assert name == their_name
        np.testing.assert_allclose(p.grad.numpy(), q.grad.numpy(), rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("text", [text for text, *_ in LAYERS.values()], ids=LAYERS)
def test_names_and_printing_agree(text):
    assert eval(text, {"L": nn} | vars(nn)).training is True
    ours, theirs = both(text)
    assert repr(ours) == repr(theirs)
    assert list(ours.state_dict()) == list(theirs.state_dict())
    assert [name for name, _ in ours.named_modules()] == [name for name, _ in theirs.named_modules()]


WITHOUT_ARGUMENTS = ("AlphaDropout", "CELU", "CosineSimilarity", "Dropout", "ELU", "Flatten", "GELU", "GLU",
                     "Hardshrink", "Hardtanh", "LeakyReLU", "PReLU", "PairwiseDistance", "RReLU", "Softplus",
                     "Softshrink")  # fmt: skip


@pytest.mark.parametrize("name", WITHOUT_ARGUMENTS)
def test_defaults_are_pytorchs(name):
    ours, theirs = getattr(nn, name)(), getattr(torch.nn, name)()
    assert repr(ours) == repr(theirs)
    for setting in set(theirs.__constants__) & vars(ours).keys():
        assert getattr(ours, setting) == getattr(theirs, setting), setting


def test_every_layer_is_compared():
    """Containers, losses and what computes nothing have tests of their own."""
    elsewhere = {"Module", "ModuleList", "ModuleDict", "ParameterList", "ParameterDict"}
    elsewhere.add("StochasticDepth")  # which is torchvision's
    layers = {
        name
        for name in nn.__all__
        if isinstance(getattr(nn, name), type) and issubclass(getattr(nn, name), nn.Module) and name not in elsewhere
        and not name.endswith("Loss")
    }
    compared = {text.partition("(")[0] for text, *_ in LAYERS.values()}
    assert layers == compared
    assert len(layers) >= 30


@pytest.mark.parametrize("name", ["ReLU", "ReLU6", "LeakyReLU", "ELU", "SELU", "CELU", "SiLU", "Mish", "Hardtanh",
                                  "Hardswish", "Hardsigmoid"])  # fmt: skip
def test_in_place_agrees(name):
    ours, theirs = getattr(nn, name)(inplace=True), getattr(torch.nn, name)(inplace=True)
    assert repr(ours) == (f"{name}(inplace=True)" if name in SILENT else repr(theirs))
    (array,) = inputs_of([(4, 3)])
    x, their_x = zerodl.tensor(array, requires_grad=True), torch.tensor(array, requires_grad=True)
    before, their_before = x * 1, their_x * 1
    y, their_y = ours(before), theirs(their_before)
    assert y is before
    y.sum().backward()
    their_y.sum().backward()
    np.testing.assert_allclose(y.detach().numpy(), their_y.detach().numpy(), rtol=1e-12)
    np.testing.assert_allclose(x.grad.numpy(), their_x.grad.numpy(), rtol=1e-7)


def test_threshold_in_place():
    x = zerodl.tensor([-1.0, 0.5])
    assert nn.Threshold(0.1, 7.0, inplace=True)(x) is x
    assert x.tolist() == [7.0, 0.5]
    assert repr(nn.Threshold(0.1, 20, inplace=True)) == repr(torch.nn.Threshold(0.1, 20, inplace=True))


@pytest.mark.parametrize("text", ["Linear(50, 2000)", "Bilinear(50, 20, 200)"])
def test_first_parameters_have_pytorchs_distribution(text):
    ours, theirs = eval(text, vars(nn)), eval(text, vars(torch.nn))
    for p, q in zip(ours.parameters(), theirs.parameters(), strict=True):
        assert p.shape == tuple(q.shape)
        assert p.array.std() == pytest.approx(q.detach().numpy().std(), rel=0.1)
        assert abs(p.array).max() == pytest.approx(q.detach().abs().max().item(), rel=0.02)


def test_losses_and_gradients_of_a_network_agree():
    text = "Sequential(L.Linear(7, 5), L.ReLU(), L.Linear(5, 4), L.Tanh(), L.Linear(4, 3, bias=False))"
    ours, theirs = both(text)
    rng = np.random.default_rng(0)
    x, labels = rng.normal(size=(6, 7)), rng.integers(0, 3, 6)
    loss = zerodl.cross_entropy(ours(zerodl.tensor(x)), zerodl.tensor(labels))
    their_loss = torch.nn.functional.cross_entropy(theirs(torch.tensor(x)), torch.tensor(labels))
    loss.backward()
    their_loss.backward()
    assert loss.item() == pytest.approx(their_loss.item(), rel=1e-12)
    for p, q in zip(ours.parameters(), theirs.parameters(), strict=True):
        np.testing.assert_allclose(p.grad.numpy(), q.grad.numpy(), rtol=1e-9, atol=1e-12)
