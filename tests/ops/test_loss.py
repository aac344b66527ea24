"""Every loss does what PyTorch's does, over a grid of settings: values, gradients, dtypes, hard cases."""

import itertools

import numpy as np
import pytest

import zerodl
from zerodl import tensor
from zerodl.errors import ArgumentError
from zerodl.nn import functional as F

torch = pytest.importorskip("torch", reason="PyTorch, the oracle, is not installed; pip install zerodl[test] has it")

rng = np.random.default_rng(0)
REDUCTIONS = ("mean", "sum", "none")
SHAPES = [(), (4,), (1, 3), (2, 3, 4), (0, 3)]


def numbers(*shape):
    return np.asarray(rng.normal(scale=2, size=shape))


def chances(*shape):
    return np.asarray(rng.uniform(size=shape))


def signs(*shape):
    return np.asarray(rng.choice([-1, 1], shape))


def labels(classes, *shape):
    return np.asarray(rng.integers(0, classes, shape))


def distributions(*shape):
    """Probabilities along axis 1, or along the only one."""
    x = rng.uniform(0.1, 1, shape)
    return x / x.sum(axis=min(1, x.ndim - 1), keepdims=True)


def some_ignored(target):
    return np.where(rng.uniform(size=target.shape) < 0.4, -100, target)


def pairs(draw, draw_target):
    return [(draw(*shape), draw_target(*shape)) for shape in SHAPES]


SCORES = [(5, 3), (1, 2), (3,), (2, 3, 4), (2, 4, 2, 3), (0, 3)]
CLASSES = [(numbers(*s), labels(s[min(1, len(s) - 1)], *s[:1], *s[2:]) if len(s) > 1 else labels(s[0])) for s in SCORES]
IGNORING = [(x, some_ignored(target)) for x, target in CLASSES]


def weights(x):
    """One for each class, one of them 0."""
    w = np.linspace(0, 2, x.shape[min(1, x.ndim - 1)])
    return w if len(w) > 1 else w + 1


# For each loss the calls to compare: inputs, and for each setting the values to try (a function is given the input).
GRID = {
    "mse_loss": (pairs(numbers, numbers), {}),
    "l1_loss": (pairs(numbers, numbers), {}),
    "smooth_l1_loss": (pairs(numbers, numbers), {"beta": [0, 0.5, 1.0, 3.0]}),
    "huber_loss": (pairs(numbers, numbers), {"delta": [0.5, 1.0, 3.0]}),
    "binary_cross_entropy": (
        pairs(chances, chances),
        {"weight": [None, lambda x: np.linspace(0, 2, x.size).reshape(x.shape)]},
    ),
    "binary_cross_entropy_with_logits": (
        pairs(numbers, chances),
        {"weight": [None, lambda x: np.linspace(0, 2, x.size).reshape(x.shape)],
         "pos_weight": [None, lambda x: np.linspace(0, 3, x.shape[-1]) if x.ndim else np.array(3.0)]},
    ),
    "nll_loss": (CLASSES, {"weight": [None, weights], "ignore_index": [-100, 1]}),
    "nll_loss, some ignored": (IGNORING, {"weight": [None, weights]}),
    "cross_entropy": (
        CLASSES,
        {"weight": [None, weights], "ignore_index": [-100, 1], "label_smoothing": [0.0, 0.1, 1.0]},
    ),
    "cross_entropy, some ignored": (IGNORING, {"weight": [None, weights], "label_smoothing": [0.0, 0.1]}),
    "cross_entropy, probabilities": (
        [(numbers(*s), distributions(*s)) for s in SCORES],
        {"weight": [None, weights], "label_smoothing": [0.0, 0.1]},
    ),
    "kl_div": (
        [(numbers(*s), chances(*s)) for s in SHAPES],
        {"log_target": [False, True], "reduction": [*REDUCTIONS, "batchmean"]},
    ),
    "poisson_nll_loss": (
        [(chances(*s) + 0.1, np.floor(chances(*s) * 6) + 0.5) for s in SHAPES],
        {"log_input": [True, False], "full": [True, False], "eps": [1e-8, 0.1]},
    ),
    "gaussian_nll_loss": (
        [(numbers(*s), numbers(*s), chances(*v) + 0.01)
         for s, v in [((4,), (4,)), ((2, 3), (2, 3)), ((2, 3), (2, 1)), ((2, 3), (2,)), ((2, 3, 4), (2, 1, 4))]],
        {"full": [True, False], "eps": [1e-6, 0.5]},
    ),
    "hinge_embedding_loss": (pairs(numbers, signs), {"margin": [0.5, 1.0]}),
    "soft_margin_loss": (pairs(numbers, signs), {}),
    "margin_ranking_loss": ([(numbers(*s), numbers(*s), signs(*s)) for s in SHAPES], {"margin": [0.0, 0.7]}),
    "multi_margin_loss": (
        [(x, target) for x, target in CLASSES if x.ndim < 3 and x.size],
        {"p": [1, 2], "margin": [0.5, 1.0], "weight": [None, weights]},
    ),
    "multilabel_margin_loss": (
        [(numbers(3, 4), np.array([[1, 3, -1, 0], [-1, 2, 1, 0], [0, 1, 2, 3]])), (numbers(3), np.array([2, 0, -1]))],
        {},
    ),
    "multilabel_soft_margin_loss": (
        [(numbers(*s), chances(*s)) for s in SHAPES if s],
        {"weight": [None, lambda x: np.linspace(0, 2, x.shape[-1])]},
    ),
    "cosine_embedding_loss": (
        [(numbers(*s, 4), numbers(*s, 4), signs(*s)) for s in [(), (1,), (5,)]],
        {"margin": [-0.5, 0.0, 0.5]},
    ),
    "triplet_margin_loss": (
        [(numbers(*s, 4), numbers(*s, 4), numbers(*s, 4)) for s in [(), (1,), (5,), (2, 3)]],
        {"margin": [0.5, 4.0], "p": [1.0, 2.0, 3.0], "swap": [False, True]},
    ),
    "triplet_margin_with_distance_loss": (
        [(numbers(*s, 4), numbers(*s, 4), numbers(*s, 4)) for s in [(1,), (5,)]],
        {"distance_function": [None, lambda a, b: abs(a - b).sum(-1)], "margin": [0.5, 4.0], "swap": [False, True]},
    ),
}  # fmt: skip


def function_in(name):
    return name.partition(",")[0]


def calls(name):
    """Every call of the grid: (inputs, settings)."""
    examples, grid = GRID[name]
    grid = {"reduction": REDUCTIONS} | grid
    for inputs, values in itertools.product(examples, itertools.product(*grid.values())):
        settings = dict(zip(grid, values))
        for key in ("weight", "pos_weight"):
            if callable(settings.get(key)):
                settings[key] = np.asarray(settings[key](inputs[0]), np.float64)
        yield inputs, settings


def ours_of(name, inputs, settings, dtype=np.float64):
    xs = [tensor(x.astype(dtype) if x.dtype.kind == "f" else x, requires_grad=x.dtype.kind == "f") for x in inputs]
    y = getattr(F, name)(*xs, **{k: tensor(v) if isinstance(v, np.ndarray) else v for k, v in settings.items()})
    return y, xs


def theirs_of(name, inputs, settings):
    floating = [x.dtype.kind == "f" for x in inputs]
    if name == "soft_margin_loss":  # the only one that takes no integers
        inputs = [x.astype(np.float64) for x in inputs]
    xs = [torch.tensor(x) for x in inputs]
    for x, given in zip(xs, floating):
        x.requires_grad_(given)
    settings = {k: torch.tensor(v) if isinstance(v, np.ndarray) else v for k, v in settings.items()}
    return getattr(torch.nn.functional, name)(*xs, **settings), xs


@pytest.mark.filterwarnings("ignore:reduction. 'mean' divides")
@pytest.mark.parametrize("name", GRID)
def test_values_and_gradients_over_a_grid_of_settings(name):
    compared = 0
    function = function_in(name)
    for inputs, settings in calls(name):
        try:
            y, xs = ours_of(function, inputs, settings)
            their_y, their_xs = theirs_of(function, inputs, settings)
            np.testing.assert_allclose(y.detach().numpy(), their_y.detach().numpy(), rtol=1e-10, atol=1e-12)
            assert y.shape == tuple(their_y.shape)
            g = np.asarray(np.random.default_rng(1).uniform(0.5, 1.5, y.shape))
            y.backward(tensor(g))
            their_y.backward(torch.tensor(g))
            for x, their_x in zip(xs, their_xs):
                if x.requires_grad:
                    assert their_x.grad is not None or x.grad.numpy().size == 0
                    theirs = np.zeros(x.shape) if their_x.grad is None else their_x.grad.numpy()
                    np.testing.assert_allclose(x.grad.numpy(), theirs, rtol=1e-9, atol=1e-12)
                    compared += x.grad.numpy().size
            compared += y.detach().numpy().size
        except BaseException as error:
            error.add_note(f"{name}, shapes {[x.shape for x in inputs]}, {settings}")
            raise
    assert compared >= 30


def test_the_grid_has_every_loss():
    losses = {n for n in F.__all__ if n.endswith("_loss") or "entropy" in n or n == "kl_div"}
    assert losses == {function_in(name) for name in GRID}
    assert sum(1 for name in GRID for _ in calls(name)) > 900


# --- hard cases -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("reduction", REDUCTIONS)
def test_large_scores_give_finite_losses_and_gradients(dtype, reduction):
    big = np.array([[1e5, -1e5, 0.0], [-1e5, 1e5, 1e5], [-1e5, -1e5, -1e5]], dtype)
    answers = (big > 0).astype(dtype)
    for name, target in [
        ("cross_entropy", np.array([1, 0, 2])),
        ("cross_entropy", np.full((3, 3), 1 / 3, dtype)),
        ("binary_cross_entropy_with_logits", 1 - answers),
        ("binary_cross_entropy_with_logits", answers),
        ("multilabel_soft_margin_loss", 1 - answers),
    ]:
        y, (x, *_) = ours_of(name, (big, target), {"reduction": reduction}, dtype)
        their_y, (their_x, *_) = theirs_of(name, (big.astype(np.float64), target), {"reduction": reduction})
        y.sum().backward()
        their_y.sum().backward()
        assert y.dtype == x.grad.dtype == dtype
        np.testing.assert_allclose(y.detach().numpy(), their_y.detach().numpy(), rtol=1e-6)
        np.testing.assert_allclose(x.grad.numpy(), their_x.grad.numpy(), rtol=1e-6, atol=1e-8)


def test_soft_margin_at_large_scores_is_finite_where_pytorchs_is_not():
    x = tensor([-1e5, 1e5], requires_grad=True)
    y = F.soft_margin_loss(x, tensor([1, 1]), reduction="none")
    y.sum().backward()
    assert y.tolist() == [1e5, 0.0]
    assert x.grad.tolist() == [-1.0, 0.0]


def test_scores_of_minus_infinity_rule_a_class_out():
    x = tensor([[0.0, -np.inf, 0.0]], requires_grad=True)
    loss = F.cross_entropy(x, tensor([0]))
    loss.backward()
    assert loss.item() == pytest.approx(np.log(2))
    np.testing.assert_allclose(x.grad.numpy(), [[-0.5, 0.0, 0.5]])


@pytest.mark.parametrize("name", ["nll_loss", "cross_entropy"])
def test_when_all_are_ignored_the_mean_is_not_a_number_and_nothing_is_pulled(name):
    y, (x, _) = ours_of(name, (numbers(2, 3), np.array([-100, -100])), {})
    y.backward()
    assert np.isnan(y.item())
    np.testing.assert_array_equal(x.grad.numpy(), np.zeros((2, 3)))


@pytest.mark.parametrize("name", ["nll_loss", "cross_entropy"])
def test_weights_that_are_all_0_make_the_mean_no_number(name):
    inputs, settings = (numbers(2, 3), np.array([0, 1])), {"weight": np.zeros(3)}
    y, (x, _) = ours_of(name, inputs, settings)
    their_y, (their_x, _) = theirs_of(name, inputs, settings)
    with np.errstate(invalid="ignore"):
        y.backward()
    their_y.backward()
    assert np.isnan([y.item(), their_y.item()]).all()
    np.testing.assert_array_equal(np.isnan(x.grad.numpy()), np.isnan(their_x.grad.numpy()))


def test_certain_answers_that_are_wrong_cost_100():
    inputs = np.array([0.0, 1.0, 0.0, 1.0]), np.array([0.0, 0.0, 1.0, 1.0])
    y, (x, _) = ours_of("binary_cross_entropy", inputs, {"reduction": "none"})
    their_y, (their_x, _) = theirs_of("binary_cross_entropy", inputs, {"reduction": "none"})
    y.sum().backward()
    their_y.sum().backward()
    assert y.tolist() == their_y.tolist() == [0.0, 100.0, 100.0, 0.0]
    np.testing.assert_allclose(x.grad.numpy(), their_x.grad.numpy(), rtol=1e-6)  # PyTorch's 1e-12 is of float32


def test_a_probability_that_is_no_number_stays_so_and_hides_none_outside_of_0_to_1():
    y = F.binary_cross_entropy(tensor([0.5, np.nan, 0.2]), tensor([1.0, 1.0, 0.0]), reduction="none").array
    assert np.isnan(y).tolist() == [False, True, False]
    y = F.binary_cross_entropy(tensor([0.5, 0.2]), tensor([np.nan, 0.0]), reduction="none").array
    assert np.isnan(y).tolist() == [True, False]
    with pytest.raises(ArgumentError, match="got numbers from 0.5 to 2.0. For scores use binary_cross_entropy_with"):
        F.binary_cross_entropy(tensor([0.5, np.nan, 2.0]), tensor([1.0, 1.0, 0.0]))



def test_a_mean_of_no_losses_is_not_a_number_and_a_sum_is_0(recwarn):
    empty, target = zerodl.zeros(0, 3), zerodl.zeros(0, dtype=zerodl.int64)
    for function, other in [(F.mse_loss, empty), (F.binary_cross_entropy, empty), (F.cross_entropy, target)]:
        assert np.isnan(function(empty, other).item())
        assert function(empty, other, reduction="sum").item() == 0
    assert not recwarn.list


@pytest.mark.parametrize("dtype", ["float16", "bfloat16"])
@pytest.mark.parametrize("name", GRID)
def test_16_bits_stay_16_bits(name, dtype):
    matrices = [(inputs, settings) for inputs, settings in calls(name) if inputs[0].size and inputs[0].ndim > 1]
    for inputs, settings in matrices[:1] + matrices[-3:]:
        narrow = [tensor(x).to(getattr(zerodl, dtype)) if x.dtype.kind == "f" else tensor(x) for x in inputs]
        narrow[0].requires_grad_()
        y = getattr(F, function_in(name))(*narrow, **settings)
        wide = [x.detach().double() if x.is_floating_point() else x for x in narrow]
        wanted = getattr(F, function_in(name))(*wide, **settings)
        y.sum().backward()
        assert y.dtype == narrow[0].grad.dtype == getattr(zerodl, dtype)
        np.testing.assert_allclose(y.detach().double().numpy(), wanted.numpy(), rtol=0.05, atol=0.05)


def test_a_mean_over_many_ignored_labels_is_exact_in_16_bits():
    """3000 is no number of float16's, whose whole numbers end at 2048; so the labels are counted in 32 bits."""
    scores = zerodl.zeros(4001, 2).half()
    target = tensor(np.r_[np.zeros(3001, np.int64), np.full(1000, -100)])
    loss = F.cross_entropy(scores, target, reduction="mean")
    assert loss.item() == pytest.approx(np.log(2), rel=1e-3)


def test_a_loss_of_arrays_is_an_array():
    x, target = numbers(4, 3).astype(np.float32), labels(3, 4)
    for y in [F.cross_entropy(x, target), F.mse_loss(x, x), F.cross_entropy(x, target, weight=np.ones(3))]:
        assert isinstance(y, (np.ndarray, np.generic))
        assert y.dtype == np.float32


def test_labels_may_change_after_the_loss_was_computed():
    x, target = tensor(numbers(2, 3), requires_grad=True), tensor([0, 1])
    loss = F.cross_entropy(x, target)
    target[:] = 2
    loss.backward()
    assert (x.grad.numpy()[:, 2] > 0).all()
