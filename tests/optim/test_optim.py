"""SGD and Adam: the first steps by hand, what they leave alone, and 200 steps beside PyTorch."""

import numpy as np
import pytest

import zerodl
from zerodl import Tensor, nn
from zerodl.nn import functional as F
from zerodl.optim import SGD, Adam, Optimizer


def parameter(*values):
    return Tensor(np.array(values), requires_grad=True)


def descend(optimiser, p, gradients):
    """The values of p after one step for each gradient."""
    values = []
    for g in gradients:
        p.grad = Tensor(np.array([g]))
        optimiser.step()
        values.append(p.item())
    return values


def test_sgd_by_hand():
    p = parameter(1.0)
    assert descend(SGD([p], lr=0.1), p, [2.0, 2.0, -1.0]) == pytest.approx([0.8, 0.6, 0.7])


def test_momentum_by_hand():
    p = parameter(0.0)  # v: 1, 1.5, 0.75
    assert descend(SGD([p], lr=1.0, momentum=0.5), p, [1.0, 1.0, 0.0]) == pytest.approx([-1.0, -2.5, -3.25])


def test_adam_by_hand():
    p = parameter(1.0)
    optimiser = Adam([p], lr=0.1, betas=(0.5, 0.75), eps=0.0)
    # t=1: m = 1, v = 1, both over their sums of weights: 2/2 … so the first step is lr, whatever the gradient's size
    assert descend(optimiser, p, [2.0]) == pytest.approx([0.9])
    # t=2: m = 0.5·1 + 0.5·4 = 2.5 over 0.75; v = 0.75·1 + 0.25·16 = 4.75 over 0.4375
    assert descend(optimiser, p, [4.0]) == pytest.approx([0.9 - 0.1 * (2.5 / 0.75) / np.sqrt(4.75 / 0.4375)])


def test_adams_first_step_is_the_rate_for_any_gradient():
    for g in (1e-3, 1.0, 1e6):
        p = parameter(0.0)
        assert descend(Adam([p], lr=0.01), p, [g]) == pytest.approx([-0.01], rel=1e-4)


def test_adam_without_memory_steps_by_the_sign():
    p = parameter(0.0)
    assert descend(Adam([p], lr=0.5, betas=(0.0, 0.0)), p, [3.0, -7.0]) == pytest.approx([-0.5, 0.0], abs=1e-6)


def test_adams_eps_stands_outside_the_root():
    p = parameter(0.0)
    assert descend(Adam([p], lr=1.0, eps=1.0), p, [1.0]) == pytest.approx([-0.5])


@pytest.mark.parametrize("make", [SGD, lambda ps: SGD(ps, momentum=0.9), Adam], ids=["SGD", "momentum", "Adam"])
def test_steps_change_the_same_memory_and_say_so(make):
    p = zerodl.tensor([1.0, 2.0], requires_grad=True)
    array = p.array
    optimiser = make([p])
    for _ in range(2):
        optimiser.zero_grad()
        (p * p).sum().backward()
        gradient = p.grad.tolist()
        optimiser.step()
        assert p.grad.tolist() == gradient
    assert p.array is array
    assert p.dtype == np.float32
    assert p.is_leaf
    assert p.storage.version == 2
    assert array.tolist() != [1.0, 2.0]


@pytest.mark.parametrize("make", [SGD, Adam])
def test_parameters_without_a_gradient_are_left_alone(make):
    used, unused = parameter(1.0), parameter(5.0)
    optimiser = make(iter([used, unused]), lr=0.1)
    used.grad = Tensor(np.ones(1))
    optimiser.step()
    assert unused.item() == 5.0
    assert used.item() == pytest.approx(0.9)
    assert unused.storage.version == 0
    optimiser.zero_grad()
    assert used.grad is None


def test_each_parameter_counts_its_own_steps():
    early, late = parameter(0.0), parameter(0.0)
    optimiser = Adam([early, late], lr=0.1)
    early.grad = Tensor(np.ones(1))
    optimiser.step()
    early.grad = None
    late.grad = Tensor(np.ones(1))
    optimiser.step()
    assert late.item() == pytest.approx(early.item()) == pytest.approx(-0.1)


def test_the_rate_may_be_changed_on_the_way():
    p = parameter(0.0)
    optimiser = SGD([p], lr=1.0)
    descend(optimiser, p, [1.0])
    optimiser.param_groups[0]["lr"] = 0.5
    assert descend(optimiser, p, [1.0]) == [-1.5]


def test_a_rule_of_ones_own():
    class Signs(Optimizer):
        def update(self, p, g, state, group):
            p -= group["lr"] * np.sign(g)

    p = parameter(0.0)
    assert descend(Signs([p], {"lr": 0.25}), p, [100.0, -1e-9]) == [-0.25, 0.0]


def test_training_lowers_the_loss():
    zerodl.manual_seed(0)
    x = zerodl.randn(64, 2, generator=zerodl.Generator(1))
    labels = Tensor((x.array[:, 0] * x.array[:, 1] > 0).astype(np.int64))
    net = nn.Sequential(nn.Linear(2, 16), nn.Tanh(), nn.Linear(16, 2))
    optimiser = Adam(net.parameters(), lr=0.05)
    losses = []
    for _ in range(150):
        optimiser.zero_grad()
        loss = F.cross_entropy(net(x), labels)
        loss.backward()
        optimiser.step()
        losses.append(loss.item())
    assert losses[0] == pytest.approx(np.log(2), abs=0.3)
    assert losses[-1] < 0.1


# --- beside PyTorch ---------------------------------------------------------------------------------------------------

RULES = {
    "SGD": (lambda ps: SGD(ps, lr=0.1), lambda torch, ps: torch.optim.SGD(ps, lr=0.1)),
    "momentum": (
        lambda ps: SGD(ps, lr=0.05, momentum=0.9),
        lambda torch, ps: torch.optim.SGD(ps, lr=0.05, momentum=0.9),
    ),
    "Adam": (lambda ps: Adam(ps, lr=0.01), lambda torch, ps: torch.optim.Adam(ps, lr=0.01)),
    "Adam, its own settings": (
        lambda ps: Adam(ps, lr=0.02, betas=(0.8, 0.95), eps=1e-4),
        lambda torch, ps: torch.optim.Adam(ps, lr=0.02, betas=(0.8, 0.95), eps=1e-4),
    ),
}


@pytest.mark.parametrize("name", RULES)
def test_two_hundred_steps_follow_pytorchs(name):
    torch = pytest.importorskip(
        "torch", reason="PyTorch, the oracle, is not installed; pip install zerodl[test] has it"
    )
    rng = np.random.default_rng(0)
    x, labels = rng.normal(size=(200, 8, 6)), rng.integers(0, 3, (200, 8))
    weights = [rng.normal(size=shape) * 0.5 for shape in [(5, 6), (5,), (3, 5), (3,)]]
    ours = [Tensor(w.copy(), requires_grad=True) for w in weights]
    theirs = [torch.tensor(w, requires_grad=True) for w in weights]
    make, make_theirs = RULES[name]
    optimiser, their_optimiser = make(ours), make_theirs(torch, theirs)
    for batch, target in zip(x, labels):
        optimiser.zero_grad()
        w1, b1, w2, b2 = ours
        loss = F.cross_entropy(F.linear(F.tanh(F.linear(Tensor(batch), w1, b1)), w2, b2), Tensor(target))
        loss.backward()
        optimiser.step()

        their_optimiser.zero_grad()
        f = torch.nn.functional
        w1, b1, w2, b2 = theirs
        hidden = torch.tanh(f.linear(torch.tensor(batch), w1, b1))
        their_loss = f.cross_entropy(f.linear(hidden, w2, b2), torch.tensor(target))
        their_loss.backward()
        their_optimiser.step()
        assert loss.item() == pytest.approx(their_loss.item(), abs=1e-6)
    for p, q, start in zip(ours, theirs, weights):
        np.testing.assert_allclose(p.array, q.detach().numpy(), rtol=0, atol=1e-6)
        assert np.abs(p.array - start).max() > 0.01
