"""Each optimiser beside PyTorch's for 200 steps: settings, shapes, groups, gradients that come and go, states."""

import numpy as np
import pytest

from zerodl import Tensor, optim

torch = pytest.importorskip("torch", reason="PyTorch, the oracle, is not installed; pip install zerodl[test] has it")

STEPS = 200
SHAPES = [(), (0,), (4,), (2, 3), (3, 2, 2), (1, 5)]

# Name of the class: settings that are tried.
SETTINGS = {
    "SGD": [
        {}, {"lr": 0.1}, {"lr": 0.05, "momentum": 0.9}, {"momentum": 0.9, "dampening": 0.3, "weight_decay": 0.1},
        {"lr": 0.02, "momentum": 0.8, "nesterov": True}, {"lr": 0.01, "maximize": True, "weight_decay": 0.1},
    ],
    "Adagrad": [
        {}, {"lr": 0.1, "lr_decay": 0.01, "weight_decay": 0.1},
        {"lr": 0.1, "initial_accumulator_value": 0.5, "eps": 1e-3, "maximize": True},
    ],
    "RMSprop": [
        {}, {"lr": 0.001, "alpha": 0.9, "eps": 1e-3}, {"centered": True, "weight_decay": 0.1},
        {"lr": 0.001, "momentum": 0.9}, {"lr": 0.001, "momentum": 0.5, "centered": True, "maximize": True},
    ],
    "Adadelta": [{}, {"lr": 0.5, "rho": 0.5, "eps": 1e-3, "weight_decay": 0.1}, {"maximize": True}],
    "Adam": [
        {}, {"lr": 0.02, "betas": (0.8, 0.95), "eps": 1e-4}, {"lr": 0.01, "weight_decay": 0.1}, {"amsgrad": True},
        {"lr": 0.01, "amsgrad": True, "weight_decay": 0.1, "maximize": True},
        {"weight_decay": 0.1, "decoupled_weight_decay": True}, {"lr": 0.01, "betas": (0.0, 0.0)},
    ],
    "AdamW": [
        {}, {"lr": 0.02, "weight_decay": 0.3}, {"lr": 0.01, "amsgrad": True, "maximize": True}, {"weight_decay": 0.0},
    ],
    "NAdam": [
        {}, {"lr": 0.01, "momentum_decay": 0.1, "weight_decay": 0.1},
        {"betas": (0.7, 0.9), "weight_decay": 0.1, "decoupled_weight_decay": True, "maximize": True},
    ],
    "RAdam": [
        {}, {"lr": 0.01, "betas": (0.9, 0.99), "weight_decay": 0.1},
        {"weight_decay": 0.1, "decoupled_weight_decay": True, "maximize": True},
    ],
    "Adamax": [{}, {"lr": 0.01, "betas": (0.7, 0.9), "eps": 1e-3, "weight_decay": 0.1}, {"maximize": True}],
}  # fmt: skip
CASES = [(name, settings) for name in SETTINGS for settings in SETTINGS[name]]
IDS = [f"{name} {', '.join(settings)}" for name, settings in CASES]


@pytest.fixture(autouse=True, scope="module")
def one_thread():
    """Its threads and NumPy's would get in each other's way."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


def both(rng, shapes):
    """The same parameters for us and for PyTorch; one of them, of two axes, has gaps in its memory."""
    arrays = [rng.standard_normal(shape) for shape in shapes]
    ours = [Tensor(x.copy(), requires_grad=True) for x in arrays]
    theirs = [torch.tensor(x, requires_grad=True) for x in arrays]
    gaps = rng.standard_normal((4, 6))
    ours.append(Tensor(gaps.copy()[:, ::2], requires_grad=True))
    theirs.append(torch.tensor(gaps[:, ::2].copy(), requires_grad=True))
    return ours, theirs


def in_two_groups(params, lr):
    return [{"params": params[:3]}, {"params": params[3:], "lr": lr}]


def give_gradients(rng, ours, theirs, step):
    """The gradients of a bowl, with noise; every third step some parameters have none."""
    for i, (p, q) in enumerate(zip(ours, theirs)):
        if step % 3 == 1 and (step + i) % 2:
            p.grad = q.grad = None
        else:
            g = 0.3 * p.array + rng.standard_normal(p.shape)
            p.grad, q.grad = Tensor(np.asarray(g)), torch.tensor(g)


def assert_close(ours, theirs):
    for p, q in zip(ours, theirs):
        np.testing.assert_allclose(p.array, q.detach().numpy(), rtol=1e-6, atol=1e-6)


@pytest.mark.parametrize(("name", "settings"), CASES, ids=IDS)
def test_two_hundred_steps(name, settings):
    rng = np.random.default_rng(0)
    ours, theirs = both(rng, SHAPES)
    start = [p.array.copy() for p in ours]
    optimiser = getattr(optim, name)(in_two_groups(ours, 0.003), **settings)
    reference = getattr(torch.optim, name)(in_two_groups(theirs, 0.003), **settings)
    for step in range(STEPS):
        give_gradients(rng, ours, theirs, step)
        optimiser.step()
        reference.step()
        if step in (0, 1, 50):
            assert_close(ours, theirs)
    assert_close(ours, theirs)
    for p, before in zip(ours, start):
        assert p.array.size == 0 or np.abs(p.array - before).max() > 1e-5


@pytest.mark.parametrize(("name", "settings"), CASES, ids=IDS)
def test_pytorchs_state_goes_on_here(name, settings):
    rng = np.random.default_rng(0)
    ours, theirs = both(rng, SHAPES)
    reference = getattr(torch.optim, name)(in_two_groups(theirs, 0.003), **settings)
    for step in range(10):
        give_gradients(rng, ours, theirs, step)
        reference.step()
    for p, q in zip(ours, theirs):
        p.array[...] = q.detach().numpy()
    optimiser = getattr(optim, name)(in_two_groups(ours, 1.0), lr=7.0)
    optimiser.load_state_dict(reference.state_dict())
    assert [group["lr"] for group in optimiser.param_groups] == [group["lr"] for group in reference.param_groups]
    for step in range(10, 30):
        give_gradients(rng, ours, theirs, step)
        optimiser.step()
        reference.step()
    assert_close(ours, theirs)


@pytest.mark.parametrize(("name", "settings"), CASES, ids=IDS)
def test_our_state_goes_on_in_pytorch(name, settings):
    rng = np.random.default_rng(0)
    ours, theirs = both(rng, SHAPES)
    optimiser = getattr(optim, name)(in_two_groups(ours, 0.003), **settings)
    for step in range(10):
        give_gradients(rng, ours, theirs, step)
        optimiser.step()
    with torch.no_grad():
        for p, q in zip(ours, theirs):
            q.copy_(torch.tensor(p.array))
    saved = optimiser.state_dict()
    saved["state"] = {
        i: {key: torch.tensor(np.asarray(value, np.float64)) for key, value in state.items()}
        for i, state in saved["state"].items()
    }
    reference = getattr(torch.optim, name)(in_two_groups(theirs, 1.0), lr=7.0)
    reference.load_state_dict(saved)
    for step in range(10, 30):
        give_gradients(rng, ours, theirs, step)
        optimiser.step()
        reference.step()
    assert_close(ours, theirs)


@pytest.mark.parametrize("name", SETTINGS)
def test_defaults_and_their_print_are_pytorchs(name):
    from inspect import signature

    theirs = signature(getattr(torch.optim, name)).parameters
    ours = signature(getattr(optim, name)).parameters
    hints = ("foreach", "fused", "capturable", "differentiable")
    assert {n: p.default for n, p in theirs.items() if n not in hints} == {
        n: p.default for n, p in ours.items() if n != "hints"
    }
    printed = repr(getattr(torch.optim, name)([torch.ones(1)], lr=0.25)).splitlines()
    mine = repr(getattr(optim, name)([Tensor(np.ones(1))], lr=0.25)).splitlines()
    assert mine == [line for line in printed if line.partition(":")[0].strip() not in hints]


@pytest.mark.parametrize("name", SETTINGS)
def test_pytorchs_keywords_are_taken(name):
    p = Tensor(np.ones(1), requires_grad=True)
    getattr(optim, name)([p], foreach=True, fused=None, capturable=False, differentiable=False)
    with pytest.raises(TypeError, match="unexpected keyword argument 'rate'"):
        getattr(optim, name)([p], rate=0.1)


@pytest.mark.parametrize("dtype", ["float32", "bfloat16", "float16"])
def test_shorter_floats_stay_near_float64(dtype):
    """PyTorch's own 16-bit states drift further: it keeps them in 16 bits."""
    import ml_dtypes

    rng = np.random.default_rng(0)
    start = rng.standard_normal(50)
    short = Tensor(start.astype(getattr(ml_dtypes, dtype, dtype)), requires_grad=True)
    long = torch.tensor(start, requires_grad=True)
    optimiser, reference = optim.AdamW([short], lr=0.02), torch.optim.AdamW([long], lr=0.02)
    for _ in range(STEPS):
        g = rng.standard_normal(50)
        short.grad = Tensor(g.astype(short.dtype))
        long.grad = torch.tensor(g)
        optimiser.step()
        reference.step()
    allowed = {"float32": 1e-4, "float16": 0.02, "bfloat16": 0.15}[dtype]
    np.testing.assert_allclose(short.array.astype(np.float64), long.detach().numpy(), atol=allowed, rtol=0)


def test_closures_as_pytorchs():
    rng = np.random.default_rng(0)
    x = rng.standard_normal(4)
    p, q = Tensor(x.copy(), requires_grad=True), torch.tensor(x, requires_grad=True)
    optimiser, reference = optim.SGD([p], lr=0.1), torch.optim.SGD([q], lr=0.1)

    def closure(optimiser, w):
        def compute():
            optimiser.zero_grad()
            loss = (w * w).sum()
            loss.backward()
            return loss

        return compute

    for _ in range(3):
        mine = optimiser.step(closure(optimiser, p))
        other = reference.step(closure(reference, q))
        assert mine.item() == pytest.approx(other.item())
    assert_close([p], [q])
