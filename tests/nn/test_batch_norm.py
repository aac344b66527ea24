"""Batch and instance normalisation: training beside PyTorch's over several steps, running statistics, hard inputs."""

import copy
import warnings

import numpy as np
import pytest

import zerodl
from zerodl import nn, optim
from zerodl.autograd import gradcheck, gradgradcheck
from zerodl.errors import ArgumentError, DTypeError, ShapeError

F = nn.functional

LAYERS = {
    "BatchNorm1d": ("BatchNorm1d(3)", (5, 3)),
    "BatchNorm1d of sequences": ("BatchNorm1d(3, eps=1e-3, momentum=0.3)", (4, 3, 2)),
    "one sequence": ("BatchNorm1d(3)", (1, 3, 4)),
    "cumulative average": ("BatchNorm1d(3, momentum=None)", (5, 3)),
    "without affine": ("BatchNorm1d(3, affine=False)", (5, 3)),
    "without bias": ("BatchNorm1d(3, bias=False)", (5, 3)),
    "without running statistics": ("BatchNorm1d(3, track_running_stats=False)", (5, 3)),
    "BatchNorm2d": ("BatchNorm2d(3)", (2, 3, 4, 3)),
    "BatchNorm3d": ("BatchNorm3d(2)", (2, 2, 2, 3, 2)),
    "InstanceNorm1d": ("InstanceNorm1d(3, affine=True)", (4, 3, 5)),
    "InstanceNorm1d, tracked": ("InstanceNorm1d(3, affine=True, track_running_stats=True)", (4, 3, 5)),
    "InstanceNorm2d, tracked": ("InstanceNorm2d(3, track_running_stats=True, momentum=0.4)", (2, 3, 2, 3)),
    "InstanceNorm2d, never moved": ("InstanceNorm2d(3, track_running_stats=True, momentum=None)", (2, 3, 2, 3)),
    "InstanceNorm3d of one volume": ("InstanceNorm3d(2, track_running_stats=True)", (2, 2, 3, 2)),
}


def both(text, dtype="double"):
    torch = pytest.importorskip("torch", reason="PyTorch, the oracle, is not installed")
    theirs, ours = eval(text, vars(torch.nn)), eval(text, vars(nn))
    rng = np.random.default_rng(0)
    with torch.no_grad():
        for p in theirs.parameters():
            p.copy_(torch.tensor(rng.normal(size=tuple(p.shape))))
    ours.load_state_dict(theirs.state_dict())
    return torch, getattr(ours, dtype)(), getattr(theirs, dtype)()


def assert_same_state(ours, theirs, rtol=1e-12):
    state, their_state = ours.state_dict(), theirs.state_dict()
    assert list(state) == list(their_state)
    for name, value in their_state.items():
        np.testing.assert_allclose(state[name].numpy(), value.numpy(), rtol=rtol, atol=1e-14, err_msg=name)
        assert str(state[name].dtype) == str(value.dtype).removeprefix("torch.")


@pytest.mark.parametrize(("text", "shape"), LAYERS.values(), ids=LAYERS)
def test_training_and_evaluation_are_pytorchs(text, shape):
    torch, ours, theirs = both(text)
    rng = np.random.default_rng(1)
    for step in range(8):
        if step in (5, 6):  # evaluation in between changes nothing
            ours.eval(), theirs.eval()
        else:
            ours.train(), theirs.train()
        array, g = rng.normal(3, 2, shape), rng.normal(size=shape)
        x, their_x = zerodl.tensor(array, requires_grad=True), torch.tensor(array, requires_grad=True)
        y, their_y = ours(x), theirs(their_x)
        np.testing.assert_allclose(y.detach().numpy(), their_y.detach().numpy(), rtol=1e-10, atol=1e-12)
        for p in (*ours.parameters(), *theirs.parameters()):
            p.grad = None
        y.backward(zerodl.tensor(g))
        their_y.backward(torch.tensor(g))
        np.testing.assert_allclose(x.grad.numpy(), their_x.grad.numpy(), rtol=1e-9, atol=1e-12)
        for p, q in zip(ours.parameters(), theirs.parameters(), strict=True):
            np.testing.assert_allclose(p.grad.numpy(), q.grad.numpy(), rtol=1e-9, atol=1e-12)
        assert_same_state(ours, theirs)
    if ours.num_batches_tracked is not None and text.startswith("Batch"):
        assert ours.num_batches_tracked.item() == 6


@pytest.mark.parametrize("text", ["BatchNorm2d(3)", "BatchNorm1d(3, affine=False)", "InstanceNorm1d(3)"])
def test_states_go_both_ways(text):
    torch, ours, theirs = both(text)
    x = np.random.default_rng(0).normal(5, 3, (4, 3, 2, 2) if "2d" in text else (4, 3, 2))
    ours(zerodl.tensor(x))
    theirs.load_state_dict({name: torch.tensor(value.numpy()) for name, value in ours.state_dict().items()})
    np.testing.assert_allclose(
        ours.eval()(zerodl.tensor(x)).detach().numpy(), theirs.eval()(torch.tensor(x)).detach().numpy(), rtol=1e-10
    )
    fresh = eval(text, vars(nn)).double()
    fresh.load_state_dict(theirs.state_dict())
    assert_same_state(fresh, theirs)


def test_statistics_are_those_of_the_batch():
    layer = nn.BatchNorm1d(2, momentum=0.5)
    x = zerodl.tensor([[1.0, 10.0], [3.0, 30.0]])
    y = layer(x)
    np.testing.assert_allclose(y.detach().numpy().mean(axis=0), 0, atol=1e-6)
    np.testing.assert_allclose(y.detach().numpy().std(axis=0), 1, rtol=1e-4)
    assert layer.running_mean.tolist() == [1.0, 10.0]
    assert layer.running_var.tolist() == [0.5 + 0.5 * 2, 0.5 + 0.5 * 200]  # divided by n − 1
    assert not layer.running_mean.requires_grad


def test_copies_have_running_statistics_of_their_own():
    layer = nn.BatchNorm1d(2)
    twin = copy.deepcopy(layer)
    layer(zerodl.tensor([[1.0, 10.0], [3.0, 30.0]]))
    assert twin.running_mean.tolist() == [0.0, 0.0]
    assert twin.num_batches_tracked.item() == 0
    assert not np.shares_memory(twin.running_var.array, layer.running_var.array)
    layer.reset_running_stats()
    assert layer.running_mean.tolist() == [0.0, 0.0]
    assert layer.running_var.tolist() == [1.0, 1.0]
    assert layer.num_batches_tracked.item() == 0


def test_two_passes_before_the_gradient():
    """The running statistics move between the passes; no gradient goes through them, so nothing is stale."""
    layer = nn.BatchNorm1d(2)
    a, b = (zerodl.tensor(np.random.default_rng(i).normal(size=(4, 2)), requires_grad=True) for i in (0, 1))
    (layer(a) * layer(b)).sum().backward()
    assert a.grad is not None
    assert b.grad is not None
    layer.eval()
    frozen = layer(a)
    layer.train()(b)
    frozen.sum().backward()  # of an evaluation, after which training moved the running statistics


def test_gradients_of_gradients():
    rng = np.random.default_rng(0)
    x = zerodl.tensor(rng.normal(size=(3, 2, 2)), requires_grad=True)
    for layer in (nn.BatchNorm1d(2).double(), nn.InstanceNorm1d(2, affine=True).double(),
                  nn.BatchNorm1d(2).double().eval()):  # fmt: skip
        assert gradcheck(layer, [x])
        assert gradgradcheck(layer, [x])


def test_a_network_trains_as_pytorchs_does():
    text = "Sequential(Linear(4, 6), BatchNorm1d(6), ReLU(), Linear(6, 6, bias=False), LayerNorm(6), Linear(6, 1))"
    torch, ours, theirs = both(text)
    optimizer, their_optimizer = optim.SGD(ours.parameters(), lr=0.05), torch.optim.SGD(theirs.parameters(), lr=0.05)
    rng = np.random.default_rng(2)
    for _ in range(20):
        x, target = rng.normal(size=(8, 4)), rng.normal(size=(8, 1))
        for net, chosen, tensor in ((ours, optimizer, zerodl.tensor), (theirs, their_optimizer, torch.tensor)):
            chosen.zero_grad()
            ((net(tensor(x)) - tensor(target)) ** 2).mean().backward()
            chosen.step()
    assert_same_state(ours, theirs, rtol=1e-8)


# --- hard inputs ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("layer", "shape"), [(nn.BatchNorm1d(3), (1, 3)), (nn.BatchNorm2d(3), (1, 3, 1, 1))])
def test_a_batch_of_one_names_the_layer_and_what_to_do(layer, shape):
    name = f"{type(layer).__name__}\\(3\\)"
    with pytest.raises(ArgumentError, match=rf"{name}: .*more than one element .*1, 3.*drop_last.*eval\(\)"):
        layer(zerodl.ones(*shape))
    assert (layer.running_mean.tolist(), layer.num_batches_tracked.item()) == ([0.0, 0.0, 0.0], 0)
    assert layer.eval()(zerodl.ones(*shape)).shape == shape


def test_one_place_has_no_variance():
    with pytest.raises(ArgumentError, match=r"InstanceNorm1d\(3\): it needs more than one place"):
        nn.InstanceNorm1d(3)(zerodl.ones(2, 3, 1))
    with pytest.raises(ArgumentError, match=r"^batch_norm: while training .* got shape \(1, 3\)"):
        F.batch_norm(zerodl.ones(1, 3), None, None, training=True)


def test_a_batch_of_one_without_running_statistics_is_refused_in_evaluation_too():
    layer = nn.BatchNorm1d(3, track_running_stats=False).eval()
    with pytest.raises(ArgumentError, match="more than one element"):
        layer(zerodl.ones(1, 3))


@pytest.mark.parametrize("text", ["BatchNorm1d(3)", "InstanceNorm1d(3, track_running_stats=True)"])
def test_empty_batches_are_pytorchs(text):
    torch, ours, theirs = both(text, "float")
    shapes = [(0, 3, 2), (2, 3, 0)] if text.startswith("Batch") else [(0, 3, 2)]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for shape in shapes:
            x = zerodl.zeros(*shape, requires_grad=True)
            y = ours(x)
            y.sum().backward()
            assert y.shape == x.grad.shape == shape
            if text.startswith("Batch"):
                theirs(torch.zeros(shape))
                assert_same_state(ours, theirs)


def test_constant_inputs_give_the_bias():
    layer = nn.BatchNorm1d(2)
    layer.bias.data = zerodl.tensor([3.0, 4.0])
    x = zerodl.full((5, 2), 0.1, requires_grad=True)
    y = layer(x)
    assert y.tolist() == [[3.0, 4.0]] * 5
    y.sum().backward()
    assert np.isfinite(x.grad.numpy()).all()


@pytest.mark.parametrize("shape", [(5000, 3), (16, 3, 20, 20)])
def test_numbers_far_from_0_keep_their_digits(shape):
    """In float32 a mean of 10000 leaves three digits behind the point; the result is right to more than these."""
    x = (np.random.default_rng(0).normal(size=shape) + 1e4).astype(np.float32)
    g = np.random.default_rng(1).normal(size=shape).astype(np.float32)
    results = []
    for dtype in (np.float32, np.float64):
        t = zerodl.tensor(x.astype(dtype), requires_grad=True)
        y = F.batch_norm(t, None, None, training=True)
        y.backward(zerodl.tensor(g.astype(dtype)))
        results.append((y.detach().numpy(), t.grad.numpy()))
    for ours, exact in zip(*results):
        np.testing.assert_allclose(ours, exact, atol=2e-5)


@pytest.mark.parametrize("dtype", ["half", "bfloat16"])
@pytest.mark.parametrize("whole", [True, False])
def test_16_bit_floats(dtype, whole):
    """Inputs in 16 bits, and the layer too or not; the statistics are computed in 32."""
    layer = nn.BatchNorm1d(3)
    layer = getattr(layer, dtype)() if whole else layer
    rng = np.random.default_rng(0)
    x = getattr(zerodl.tensor(rng.normal(30, 4, (64, 3)), dtype=zerodl.float32), dtype)().requires_grad_()
    y = layer(x)
    assert y.dtype == x.dtype
    exact = F.batch_norm(x.detach().double(), None, None, training=True)
    np.testing.assert_allclose(y.detach().float().numpy(), exact.numpy(), atol=0.02)
    y.sum().backward()
    assert x.grad.dtype == x.dtype
    assert layer.running_mean.dtype == (x.dtype if whole else np.float32)
    mean = x.detach().float().numpy().mean(axis=0)
    np.testing.assert_allclose(layer.running_mean.float().numpy(), mean * 0.1, rtol=0.01)
    assert layer.eval()(x).dtype == x.dtype


def test_not_contiguous():
    x = np.random.default_rng(0).normal(size=(4, 5, 3))
    y = F.batch_norm(zerodl.tensor(x).permute((1, 2, 0)), None, None, training=True)
    straight = F.batch_norm(zerodl.tensor(x.transpose(1, 2, 0).copy()), None, None, training=True)
    np.testing.assert_allclose(y.numpy(), straight.numpy(), rtol=1e-12)


def test_summary_works_on_them_and_leaves_them_alone():
    net = nn.Sequential(nn.Linear(4, 3), nn.BatchNorm1d(3), nn.Dropout(), nn.LayerNorm(3))
    assert "BatchNorm1d" in repr(nn.summary(net, (1, 4)))
    assert net[1].num_batches_tracked.item() == 0
    assert nn.summary(net).total_parameters == 15 + 6 + 6
    assert nn.summary(net).parameter_bytes == 4 * 27 + 4 * 6 + 8


# --- what is refused --------------------------------------------------------------------------------------------------


WRONG = {
    "other channels": (lambda: nn.BatchNorm1d(3)(zerodl.ones(2, 4)), ShapeError, r"BatchNorm1d\(3\): expected 3 chan"),
    "too many axes": (lambda: nn.BatchNorm1d(3)(zerodl.ones(2, 3, 4, 5)), ShapeError, "2 or 3 axes"),
    "too few axes": (lambda: nn.BatchNorm2d(3)(zerodl.ones(2, 3)), ShapeError, r"BatchNorm2d\(3\): .* 4 axes"),
    "an array": (lambda: nn.BatchNorm1d(3)(np.ones((2, 3))), DTypeError, "expected a tensor, got ndarray"),
    "integers": (lambda: nn.BatchNorm1d(3)(zerodl.ones(2, 3).long()), DTypeError, "batch_norm: expected floating"),
    "no features": (lambda: nn.BatchNorm1d(0), ArgumentError, "BatchNorm1d: num_features must be a positive integer"),
    "channels of an instance": (lambda: nn.InstanceNorm1d(3, affine=True)(zerodl.ones(2, 4, 5)), ShapeError, "3 chan"),
    "running statistics of others": (
        lambda: F.batch_norm(zerodl.ones(2, 3), zerodl.zeros(4), zerodl.ones(4)), ShapeError, r"each of the 3"),
    "no running statistics": (
        lambda: F.batch_norm(zerodl.ones(2, 3), None, None), ArgumentError, "needs running_mean and running_var"),
    "a vector": (lambda: F.batch_norm(zerodl.ones(3), None, None, training=True), ShapeError, r"expected \(B, C, …\)"),
}  # fmt: skip


@pytest.mark.parametrize(("attempt", "error", "words"), WRONG.values(), ids=WRONG)
def test_wrong_inputs_get_one_clear_error(attempt, error, words):
    with pytest.raises(error, match=words):
        attempt()
