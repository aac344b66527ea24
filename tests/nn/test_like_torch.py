"""The same network with the same parameters gives what PyTorch's gives, and prints as PyTorch's does."""

import numpy as np
import pytest

import zerodl
from zerodl import nn

torch = pytest.importorskip("torch", reason="PyTorch, the oracle, is not installed; pip install zerodl[test] has it")


def both():
    """The same network twice, here and in PyTorch."""
    zerodl.manual_seed(0)
    ours = nn.Sequential(nn.Linear(7, 5), nn.ReLU(), nn.Linear(5, 4), nn.Tanh(), nn.Linear(4, 3, bias=False))
    theirs = torch.nn.Sequential(
        torch.nn.Linear(7, 5),
        torch.nn.ReLU(),
        torch.nn.Linear(5, 4),
        torch.nn.Tanh(),
        torch.nn.Linear(4, 3, bias=False),
    )
    theirs.load_state_dict({name: torch.tensor(value.array) for name, value in ours.state_dict().items()})
    return ours, theirs


def test_losses_and_gradients_agree():
    ours, theirs = both()
    rng = np.random.default_rng(0)
    x, labels = rng.normal(size=(6, 7)).astype(np.float32), rng.integers(0, 3, 6)
    loss = zerodl.cross_entropy(ours(zerodl.tensor(x)), zerodl.tensor(labels))
    their_loss = torch.nn.functional.cross_entropy(theirs(torch.tensor(x)), torch.tensor(labels))
    loss.backward()
    their_loss.backward()
    assert loss.item() == pytest.approx(their_loss.item(), rel=1e-6)
    for (name, p), (their_name, q) in zip(ours.named_parameters(), theirs.named_parameters(), strict=True):
        assert name == their_name
        np.testing.assert_allclose(p.grad.array, q.grad.numpy(), rtol=1e-5, atol=1e-7)


def test_names_states_and_printing_agree():
    ours, theirs = both()
    assert list(ours.state_dict()) == list(theirs.state_dict())
    assert [n for n, _ in ours.named_modules()] == [n for n, _ in theirs.named_modules()]
    assert repr(ours) == repr(theirs)
    ours.load_state_dict({name: value.numpy() for name, value in theirs.state_dict().items()})


def test_first_parameters_have_pytorchs_distribution():
    ours, theirs = nn.Linear(50, 2000), torch.nn.Linear(50, 2000)
    for p, q in zip(ours.parameters(), theirs.parameters(), strict=True):
        assert p.shape == tuple(q.shape)
        assert p.array.std() == pytest.approx(q.detach().numpy().std(), rel=0.1)
        assert abs(p.array).max() == pytest.approx(q.detach().abs().max().item(), rel=0.02)
