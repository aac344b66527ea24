"""The fused step: the same numbers, to the last bit, as the rule called for one parameter after another."""

import ml_dtypes
import numpy as np
import pytest

import zerodl
from zerodl import Tensor, optim
from zerodl.kernels.compiled import use_compiled
from zerodl.optim import fused
from zerodl.optim.adam import adamw_step

SHAPES = [(), (0,), (3,), (2, 3), (5, 0, 2), (40, 30), (7, 1, 4)]


def tensors(rng, shapes, dtype=np.float64):
    return [Tensor(rng.standard_normal(shape).astype(dtype), requires_grad=True) for shape in shapes]


def copies(params):
    """The same values in the same layouts."""
    return [Tensor(np.copy(p.array, order="K"), requires_grad=True) for p in params]


def give_gradients(rng, *lists, among=None):
    """The same random gradients to corresponding parameters; with ``among``, a share of them gets none."""
    for same in zip(*lists):
        g = rng.standard_normal(same[0].shape).astype(same[0].dtype)
        missing = among is not None and rng.random() > among
        for p in same:
            p.grad = None if missing else Tensor(g.copy())


def plain(optimiser_of, params):
    """One optimiser for each parameter, each rule called by itself."""
    return [optimiser_of([p]) for p in params]


MAKE = {
    "SGD": lambda ps: optim.SGD(ps, lr=0.1, momentum=0.9, weight_decay=0.1, dampening=0.5),
    "Adam": lambda ps: optim.Adam(ps, lr=0.1, weight_decay=0.1, maximize=True),
    "AdamW": lambda ps: optim.AdamW(ps, lr=0.1, amsgrad=True),
}


@pytest.fixture
def small_blocks(monkeypatch):
    """So small that few elements fill several."""
    monkeypatch.setattr(fused, "BLOCK", 512)
    monkeypatch.setattr(fused, "LONG_BLOCK", 1024)
    monkeypatch.setattr(fused, "SMALL", 30)
    monkeypatch.setattr(fused, "WORTH_THREADS", 1000)


@pytest.mark.parametrize("dtype", [np.float64, np.float32, np.float16, ml_dtypes.bfloat16], ids=lambda d: d.__name__)
@pytest.mark.parametrize("name", MAKE)
def test_together_as_one_by_one(name, dtype, small_blocks):
    rng = np.random.default_rng(0)
    together = tensors(rng, SHAPES, dtype)
    alone = copies(together)
    one, many = MAKE[name](together), plain(MAKE[name], alone)
    for _ in range(12):
        give_gradients(rng, together, alone, among=0.8)
        one.step()
        with pytest.MonkeyPatch.context() as whole:  # the plain loop: every parameter in one piece
            whole.setattr(fused, "BLOCK", 1 << 40)
            for optimiser in many:
                optimiser.step()
    for p, q in zip(together, alone):
        assert p.dtype == dtype
        np.testing.assert_array_equal(p.array, q.array)
    for p, q, optimiser in zip(together, alone, many):
        assert one.state[p].keys() == optimiser.state[q].keys()
        for mine, other in zip(one.state[p].values(), optimiser.state[q].values()):
            np.testing.assert_array_equal(np.asarray(mine), np.asarray(other))


@pytest.mark.parametrize("dtype", [np.float64, np.float32], ids=lambda d: d.__name__)
def test_as_the_rule_called_by_hand(dtype, small_blocks):
    rng = np.random.default_rng(0)
    params = tensors(rng, SHAPES, dtype)
    optimiser = optim.AdamW(params, lr=0.1, weight_decay=0.1)
    by_hand = [[np.atleast_1d(p.array.copy()), *np.zeros((2, *np.atleast_1d(p.array).shape), dtype)] for p in params]
    for t in range(1, 10):
        give_gradients(rng, params)
        optimiser.step()
        for (p, m, v), same in zip(by_hand, params):
            adamw_step(p, np.atleast_1d(same.grad.array), m, v, t, 0.1, 0.9, 0.999, 1e-8, 0.1)
            np.testing.assert_array_equal(same.array, p.reshape(same.shape))


LAYOUTS = {
    "columns first": lambda x: np.asfortranarray(x),
    "gaps": lambda x: np.repeat(x, 2, axis=1)[:, ::2],
    "backwards": lambda x: x[::-1].copy()[::-1],
    "axes exchanged": lambda x: np.ascontiguousarray(x.transpose(1, 2, 0)).transpose(2, 0, 1),
}


@pytest.mark.parametrize("size", [1, 8], ids=["small", "large"])
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("name", MAKE)
def test_any_layout(name, layout, size, small_blocks):
    rng = np.random.default_rng(0)
    x = rng.standard_normal((2 * size, 3, 4))
    rows = [Tensor(x.copy(), requires_grad=True)]
    others = [Tensor(LAYOUTS[layout](x.copy()), requires_grad=True)]
    memory = others[0].array
    for_rows, for_others = MAKE[name](rows), MAKE[name](others)
    for _ in range(5):
        give_gradients(rng, rows, others)
        for_rows.step()
        for_others.step()
    np.testing.assert_array_equal(others[0].array, rows[0].array)
    assert others[0].array is memory


@pytest.mark.parametrize("name", MAKE)
def test_gradients_in_another_layout_than_their_parameters(name, small_blocks):
    rng = np.random.default_rng(0)
    p, q = tensors(rng, [(20, 30)]) * 2
    q = Tensor(p.array.copy(), requires_grad=True)
    first, second = MAKE[name]([p]), MAKE[name]([q])
    for _ in range(3):
        g = rng.standard_normal((20, 30))
        p.grad, q.grad = Tensor(g), Tensor(np.asfortranarray(g))
        first.step()
        second.step()
    np.testing.assert_array_equal(p.array, q.array)
    np.testing.assert_array_equal(q.grad.array, g)


def test_a_parameter_may_get_other_memory_in_another_layout(small_blocks):
    rng = np.random.default_rng(0)
    p, q = tensors(rng, [(20, 30)])[0], tensors(np.random.default_rng(0), [(20, 30)])[0]
    first, second = optim.Adam([p]), optim.Adam([q])
    for _ in range(4):
        give_gradients(rng, [p], [q])
        first.step()
        second.step()
        q.data = Tensor(np.asfortranarray(q.array) if q.array.flags.c_contiguous else np.ascontiguousarray(q.array))
    np.testing.assert_array_equal(p.array, q.array)


def test_the_state_of_small_parameters_lies_end_to_end():
    a, b = tensors(np.random.default_rng(0), [(2, 3), (4,)])
    optimiser = optim.Adam([a, b])
    give_gradients(np.random.default_rng(0), [a, b])
    optimiser.step()
    first, second = optimiser.state[a]["exp_avg"].array, optimiser.state[b]["exp_avg"].array
    assert first.base is second.base is not None
    assert first.shape == (2, 3)
    before = first.copy()
    b.grad = None  # other gradients, other packs
    optimiser.step()
    a.grad = Tensor(np.zeros((2, 3)))
    optimiser.step()
    assert optimiser.state[a]["step"] == 3
    assert optimiser.state[b]["step"] == 1
    assert not np.array_equal(optimiser.state[a]["exp_avg"].array, before)


def test_a_state_that_somebody_exchanges_counts():
    p = zerodl.ones(3).requires_grad_()
    optimiser = optim.SGD([p], lr=1.0, momentum=0.5)
    p.grad = zerodl.ones(3)
    optimiser.step()
    optimiser.state[p]["momentum_buffer"] = zerodl.full((3,), 8.0)
    optimiser.step()
    assert p.tolist() == [-5.0] * 3
    optimiser.state[p]["momentum_buffer"].zero_()
    optimiser.step()
    assert p.tolist() == [-6.0] * 3


@pytest.mark.parametrize("shape", [(3,), (300, 300)], ids=["small", "large"])
def test_views_of_a_parameter_share_its_memory_after_a_step(shape):
    p = Tensor(np.ones(shape), requires_grad=True)
    view = p.detach()[1:]
    optimiser = optim.Adam([p], lr=0.5)
    p.grad = Tensor(np.ones(shape))
    optimiser.step()
    assert view.array.ravel()[0] == pytest.approx(0.5)
    assert view.storage.version == p.storage.version == 1


def test_state_of_16_bit_parameters_has_32_bits():
    p = Tensor(np.ones(4, np.float16), requires_grad=True)
    optimiser = optim.Adam([p], lr=0.125)
    p.grad = Tensor(np.full(4, 1e-4, np.float16))  # whose square float16 cannot hold, nor an eps of 1e-8
    optimiser.step()
    assert p.dtype == np.float16
    assert optimiser.state[p]["exp_avg_sq"].dtype == np.float32
    np.testing.assert_allclose(p.array, 0.875, rtol=1e-3)


def test_threads_share_large_parameters(monkeypatch):
    rng = np.random.default_rng(0)
    ours = tensors(rng, [(300, 300), (200, 200), (10,)], np.float32)
    alone = copies(ours)
    first, second = optim.AdamW(ours), optim.AdamW(alone)
    for threads, optimiser in ((3, first), (1, second)):
        monkeypatch.setattr(fused, "WORTH_THREADS", 1000)
        monkeypatch.setattr(fused, "most_threads", lambda threads=threads: threads)
        give_gradients(np.random.default_rng(1), optimiser.param_groups[0]["params"])
        optimiser.step()
    for p, q in zip(ours, alone):
        np.testing.assert_array_equal(p.array, q.array)


def test_what_a_thread_raises_arrives(monkeypatch, small_blocks):
    class Broken(optim.Optimizer):
        elementwise = True

        def update(self, p, g, state, group):
            raise ZeroDivisionError("in the rule")

    monkeypatch.setattr(fused, "most_threads", lambda: 3)
    p = zerodl.ones(100, 100).requires_grad_()
    p.grad = zerodl.ones(100, 100)
    with pytest.raises(ZeroDivisionError, match="in the rule"):
        Broken([p], {}).step()


@pytest.mark.parametrize("name", MAKE)
def test_with_numba_as_without(name):
    pytest.importorskip("numba", reason="numba is not installed; pip install zerodl[fast] has it")
    rng = np.random.default_rng(0)
    ours = tensors(rng, [(200, 200), (10,), (300, 20)], np.float32)
    others = copies(ours)
    first, second = MAKE[name](ours), MAKE[name](others)
    for _ in range(5):
        give_gradients(rng, ours, others)
        first.step()
        use_compiled(False)
        try:
            second.step()
        finally:
            use_compiled(True)
    for p, q in zip(ours, others):
        np.testing.assert_array_equal(p.array, q.array)
