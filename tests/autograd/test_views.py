"""Changes in place where tensors share memory: values and gradients are those of PyTorch, or there is an error."""

import gc
import weakref

import numpy as np
import pytest

import zerodl
from zerodl import no_grad
from zerodl.errors import GradientError

torch = pytest.importorskip("torch", reason="PyTorch is the oracle here; the test extra installs it")


def through_a_view(x, w):
    y = x * 2
    y[1:].mul_(w[0])
    return y


def a_view_of_a_view(x, w):
    y = x * w
    y[1:][0].add_(w[0])
    return y * w


def seen_by_another_view(x, w):
    y = x * 1
    row, column = y[0], y[:, 1]
    row.mul_(w[0])
    return row.sum() + column * w[:2]


def base_first_view_later(x, w):
    y = x * 1
    column = y[:, 1]
    y.mul_(w)
    return column * column


def twice(x, w):
    y = x * 1
    corner = y[:2, :2]
    corner.mul_(w[:2])
    y.add_(w)
    corner.mul_(3)
    return y


def a_transposed_view(x, w):
    y = x * 1
    y.transpose(0, 1)[1].mul_(w[:2])
    return y * w


def a_reshaped_view(x, w):
    y = x * 1
    y.reshape(-1)[2:5].mul_(w)
    return y


def a_plain_tensor_filled_row_by_row(x, w):
    y = x.detach().clone()
    first = y[0]
    for i in range(2):
        y[i].copy_(x[i] * w)
    return y + first


def assigned_through_a_view(x, w):
    y = x * 1
    view = y[:, 1:]
    view[0] = w[:2]
    return y * y


def kept_before_the_change(x, w):
    y = x * 1
    before = y + w  # add keeps nothing of y
    y[0].zero_()
    return before * y


SCENES = [
    through_a_view, a_view_of_a_view, seen_by_another_view, base_first_view_later, twice, a_transposed_view,
    a_reshaped_view, a_plain_tensor_filled_row_by_row, assigned_through_a_view, kept_before_the_change,
]  # fmt: skip


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.__name__)
def test_values_and_gradients_are_pytorchs(scene):
    rng = np.random.default_rng(0)
    x, w = rng.normal(size=(2, 3)), rng.normal(size=3)
    ours = [zerodl.tensor(a, requires_grad=True) for a in (x, w)]
    theirs = [torch.tensor(a, requires_grad=True) for a in (x, w)]
    y, wanted = scene(*ours), scene(*theirs)
    np.testing.assert_allclose(y.detach().numpy(), wanted.detach().numpy(), rtol=1e-12)
    arriving = rng.normal(size=y.shape)
    y.backward(zerodl.tensor(arriving))
    wanted.backward(torch.tensor(arriving))
    for mine, other in zip(ours, theirs):
        np.testing.assert_allclose(mine.grad.numpy(), other.grad.numpy(), rtol=1e-12)


def test_a_view_knows_at_once_that_its_base_has_joined_the_tape():
    y, w = zerodl.zeros(3), zerodl.ones(3, requires_grad=True)
    view = y[1:]
    y.add_(w)
    assert view.requires_grad
    assert not view.is_leaf
    other = y.detach()[0:1]
    assert not other.requires_grad


@pytest.mark.parametrize("change", [lambda v: v.mul_(2), lambda v: v.zero_(), lambda v: v.__setitem__(0, 1.0)])
def test_a_view_of_a_leaf_is_changed_only_outside_the_tape(change):
    x = zerodl.ones(3, requires_grad=True)
    with pytest.raises(GradientError, match=r"a view of a leaf that requires a gradient.*no_grad"):
        change(x[1:])
    with no_grad():
        change(x[1:])
    assert x.storage.version == 1


def test_a_view_taken_outside_the_tape_is_not_changed_on_it():
    y = zerodl.ones(3, requires_grad=True) * 1
    with no_grad():
        view = y[1:]
    with pytest.raises(GradientError, match=r"taken inside no_grad"):
        view.mul_(2)
    assert y.tolist() == [1.0, 1.0, 1.0]


def test_a_view_that_somebody_kept_is_noticed_by_the_backward_pass():
    y = zerodl.ones(3, requires_grad=True) * 1
    squared = y[1:] * y[1:]  # mul keeps the view
    y[0].mul_(5)
    with pytest.raises(GradientError, match=r"mul kept.*changed in place"):
        squared.sum().backward()


def test_gradients_of_gradients_go_through_a_changed_view():
    x = zerodl.tensor([1.0, 2.0, 3.0], requires_grad=True)
    y = x * x
    y[1:].mul_(x[1:])  # 1, 8, 27: x², x³, x³
    (slope,) = zerodl.autograd.grad(y.sum(), x, create_graph=True)
    (bend,) = zerodl.autograd.grad(slope.sum(), x)
    assert slope.tolist() == [2.0, 12.0, 27.0]
    assert bend.tolist() == [2.0, 12.0, 18.0]


def test_views_and_changes_leave_nothing_for_the_cycle_collector():
    gc.disable()
    try:
        x = zerodl.ones(3, requires_grad=True)
        y = x * 2
        y[1:].mul_(3)
        y.register_hook(lambda g: None)
        y.retain_grad()
        seen = weakref.ref(y)
        y.sum().backward()
        del y
        assert seen() is None
    finally:
        gc.enable()
