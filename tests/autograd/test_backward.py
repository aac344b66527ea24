"""The backward pass: every path adds up, nobody's memory is shared, and the tape holds no more than it must."""

import gc
import threading
import warnings
import weakref
from collections import Counter

import numpy as np
import pytest

import zerodl
from tests.ops.cases import EXAMPLES
from zerodl import Tensor, enable_grad, no_grad, tensor
from zerodl.autograd import Op, Saved, grad, op
from zerodl.autograd.shapes import same
from zerodl.autograd.table import OPS
from zerodl.errors import GradientError


def leaf(*values):
    return Tensor(np.array(values), requires_grad=True)


@pytest.fixture
def new_op(monkeypatch):
    """``op`` for operations that leave the table when the test ends."""

    def register(*, shape=same, **settings):
        def decorate(forward):
            monkeypatch.setitem(OPS, forward.__name__, None)
            return op(shape=shape, **settings)(forward)

        return decorate

    return register


# --- every path adds up -----------------------------------------------------------------------------------------------


def test_a_diamond():
    x = leaf(3.0)
    a = x * 2
    b = a * a
    c = a + b
    (b * c).sum().backward()  # (4x²)(2x + 4x²) = 8x³ + 16x⁴
    assert x.grad.tolist() == [24 * 9 + 64 * 27]


def test_one_tensor_as_both_inputs():
    x = leaf(3.0, -1.0)
    (x * x).sum().backward()
    assert x.grad.tolist() == [6.0, -2.0]
    y = leaf(3.0)
    (y + y + y).sum().backward()
    assert y.grad.tolist() == [3.0]
    z = leaf(2.0) * 1
    (w,) = grad((z / z).sum(), z)
    assert w.tolist() == [0.0]


def test_users_of_different_depth():
    x = leaf(2.0)
    deep = x
    for _ in range(5):
        deep = deep * x  # x⁶
    (deep + x).sum().backward()
    assert x.grad.tolist() == [6 * 32 + 1]


def test_broadcast_inputs_get_the_sum_over_their_copies():
    row, column = leaf([1.0, 2.0, 3.0]), leaf([10.0], [20.0])
    (row * column).sum().backward()
    assert row.grad.tolist() == [[30.0, 30.0, 30.0]]
    assert column.grad.tolist() == [[6.0], [6.0]]


def test_what_nobody_wants_is_not_computed():
    x = leaf(-2.0, 3.0)
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # the slope for the exponent would take the logarithm of -2
        (x**2).sum().backward()
    assert x.grad.tolist() == [-4.0, 6.0]


def test_a_given_gradient_weighs_the_elements():
    x = leaf(1.0, 2.0)
    (x * x).backward(tensor([1.0, 10.0]))
    assert x.grad.tolist() == [2.0, 40.0]
    assert x.grad.dtype == np.float64
    x.grad = None
    (x * x).backward(gradient=np.array([1, 10]))
    assert x.grad.tolist() == [2.0, 40.0]


def test_a_leaf_is_its_own_result():
    x = leaf(5.0)
    x.backward()
    assert x.grad.tolist() == [1.0]
    given = tensor(np.array([3.0]))
    x.backward(given)
    assert x.grad.tolist() == [4.0]


def test_what_requires_no_gradient_gets_none():
    x, constant = leaf(2.0), Tensor(np.array([3.0]))
    y = x * constant
    y.sum().backward()
    assert constant.grad is None
    assert y.grad is None
    assert x.grad.requires_grad is False


def test_detach_cuts_the_path():
    x = leaf(3.0)
    (x * x.detach()).sum().backward()
    assert x.grad.tolist() == [3.0]


def test_deep_chain_needs_no_recursion():
    x = leaf(1.0)
    y = x
    for _ in range(20_000):
        y = y + x
    y.sum().backward()
    assert x.grad.tolist() == [20_001.0]
    del y  # and the chain is taken apart without recursion too


# --- accumulation and ownership ---------------------------------------------------------------------------------------


def test_gradients_accumulate_until_they_are_cleared():
    x = leaf(1.0, 2.0)
    for _ in range(2):
        (x * 3).sum().backward()
    assert x.grad.tolist() == [6.0, 6.0]
    x.grad = None
    (x * 3).sum().backward()
    assert x.grad.tolist() == [3.0, 3.0]


def test_accumulation_keeps_the_dtype():
    x = tensor([1.0, 2.0], requires_grad=True)
    for _ in range(2):
        (x * np.ones(2)).sum().backward()
    assert x.grad.dtype == np.float32


def test_an_intermediate_of_another_dtype_gets_its_own():
    x = tensor([1.0, 2.0], requires_grad=True)
    y = x * 2
    (g,) = grad((y * np.ones(2)).sum(), y)
    assert g.dtype == np.float32


PASSES_ON = {
    "add": lambda a, b: a + b,
    "twice the same": lambda a, b: a + a,
    "reshape": lambda a, b: a.reshape(2, 1).reshape(2) + b,
    "expand": lambda a, b: (a.expand(3, 2) + b).sum(0),
    "transpose": lambda a, b: (a[None].T + b[None].T)[:, 0],
    "where": lambda a, b: zerodl.where(np.array([True, False]), a, b),
    "sum": lambda a, b: a.sum() + b.sum() + np.zeros(2),
    "clone": lambda a, b: a.clone() + b.clone(),
    "leaves alone": lambda a, b: a,
}


@pytest.mark.parametrize("create_graph", [False, True])
@pytest.mark.parametrize("name", PASSES_ON)
def test_leaves_own_their_gradients(name, create_graph):
    a, b = leaf(1.0, 2.0), leaf(3.0, 4.0)
    given = Tensor(np.array([1.0, 1.0]))
    PASSES_ON[name](a, b).backward(given, create_graph=create_graph)
    owned = [given.array, a.array, b.array, *(x.grad.array for x in (a, b) if x.grad is not None)]
    for i, one in enumerate(owned):
        for other in owned[:i]:
            assert not np.shares_memory(one, other)
    a.grad.detach().add_(1)  # no memory stretched by broadcasting, nothing read-only
    assert given.tolist() == [1.0, 1.0]


@pytest.mark.parametrize("name", PASSES_ON)
def test_returned_gradients_are_owned_too(name):
    a, b = leaf(1.0, 2.0), leaf(3.0, 4.0)
    given = Tensor(np.array([1.0, 1.0]))
    gradients = grad(PASSES_ON[name](a, b), [a, b], given, allow_unused=True)
    owned = [given.array, *(g.array for g in gradients if g is not None)]
    for i, one in enumerate(owned):
        assert one.flags.writeable
        assert not any(np.shares_memory(one, other) for other in owned[:i])


def test_one_array_for_both_inputs_is_shared_by_neither(new_op):
    @new_op()
    def twin(a, b):
        return a + b

    @twin.grad
    def twin_grad(g):
        both = g * 1
        return both, both

    a, b = leaf(1.0), leaf(2.0)
    twin(a, b).sum().backward()
    assert not np.shares_memory(a.grad.array, b.grad.array)


def test_a_kept_array_is_not_given_away(new_op):
    @new_op()
    def product(a, b):
        return a * b

    @product.grad
    def product_grad(g, a, b):
        return b, a  # right where g is 1, and it hands out the inputs themselves

    a, b = leaf(2.0), leaf(3.0)
    product(a, b).sum().backward()
    a.grad.add_(100)
    assert (b.tolist(), a.grad.tolist()) == ([3.0], [103.0])


# --- how often --------------------------------------------------------------------------------------------------------


def test_a_second_pass_needs_the_tape_to_be_kept():
    x = leaf(3.0)
    y = (x * x).sum()
    y.backward(retain_graph=True)
    y.backward()
    assert x.grad.tolist() == [12.0]
    with pytest.raises(GradientError, match="retain_graph=True"):
        y.backward()
    assert x.grad.tolist() == [12.0]


def test_two_results_that_share_a_part():
    x = leaf(3.0)
    shared = x * x
    a, b = shared.sum(), (shared * 2).sum()
    a.backward(retain_graph=True)
    b.backward()
    assert x.grad.tolist() == [18.0]


def test_create_graph_keeps_the_tape_unless_told_otherwise():
    x = leaf(3.0)
    y = (x * x).sum()
    grad(y, x, create_graph=True)
    grad(y, x, create_graph=True, retain_graph=False)
    with pytest.raises(GradientError, match="released"):
        grad(y, x)


# --- grad -------------------------------------------------------------------------------------------------------------


def test_grad_touches_nobody():
    x, w = leaf(2.0), leaf(5.0)
    h = x * w
    gx, gh, gw = grad((h * h).sum(), [x, h, w])
    assert (gx.tolist(), gh.tolist(), gw.tolist()) == ([100.0], [20.0], [40.0])
    assert x.grad is w.grad is None


def test_grad_of_an_unused_input():
    x, unused = leaf(2.0), leaf(5.0)
    with pytest.raises(GradientError, match="input 1.*allow_unused"):
        grad((x * x).sum(), [x, unused])
    assert grad((x * x).sum(), [x, unused], allow_unused=True)[1] is None


# --- recording or not -------------------------------------------------------------------------------------------------


def test_no_grad_and_enable_grad_nest():
    x = leaf(1.0)
    with no_grad():
        assert not (x * 2).requires_grad
        with enable_grad():
            assert (x * 2).requires_grad
            with no_grad():
                assert not zerodl.is_grad_enabled()
        assert not (x * 2).requires_grad
    assert (x * 2).requires_grad


def test_inference_mode_and_a_flag_record_nothing():
    x = leaf(1.0)
    with zerodl.inference_mode():
        assert not (x * 2).requires_grad
    for flag in (True, False):
        with zerodl.set_grad_enabled(flag):
            assert (x * 2).requires_grad == flag
    assert zerodl.is_grad_enabled()


def test_one_object_may_be_entered_inside_itself():
    off = no_grad()
    with off:
        with off:
            pass
        assert not zerodl.is_grad_enabled()
    assert zerodl.is_grad_enabled()


def test_the_mode_comes_back_after_an_error():
    with pytest.raises(KeyError), no_grad():
        raise KeyError
    assert zerodl.is_grad_enabled()


def test_decorated_functions_do_not_record():
    @no_grad()
    def countdown(n):
        assert not zerodl.is_grad_enabled()
        return n and countdown(n - 1)

    assert countdown(3) == 0
    assert zerodl.is_grad_enabled()


def test_each_thread_has_its_own_mode():
    seen = []
    with no_grad():
        thread = threading.Thread(target=lambda: seen.append(zerodl.is_grad_enabled()))
        thread.start()
        thread.join()
    assert seen == [True]


def test_a_decorated_function_in_two_threads_keeps_their_modes_apart():
    inside, leave = threading.Barrier(2), [threading.Event(), threading.Event()]
    after = {}

    @no_grad()
    def wait_for(event):
        inside.wait()
        event.wait()

    def first():
        wait_for(leave[0])
        after["first"] = zerodl.is_grad_enabled()

    def second():
        with no_grad():
            wait_for(leave[1])
            after["second"] = zerodl.is_grad_enabled()

    threads = [threading.Thread(target=first), threading.Thread(target=second)]
    for thread in threads:
        thread.start()
    for event, thread in zip(leave, threads):
        event.set()
        thread.join()
    assert after == {"first": True, "second": False}


def test_backward_works_inside_no_grad_and_records_nothing():
    x = leaf(3.0)
    y = (x * x).sum()
    with no_grad():
        y.backward(retain_graph=True)
    assert x.grad.tolist() == [6.0]
    y.backward()
    assert not x.grad.requires_grad


# --- gradients of gradients -------------------------------------------------------------------------------------------


def test_derivatives_of_every_order():
    x = leaf(2.0)
    y = x**5
    for expected in (80.0, 160.0, 240.0, 240.0, 120.0):
        (y,) = grad(y.sum(), x, create_graph=True)
        assert y.tolist() == [expected]


def test_a_penalty_on_the_gradient_trains():
    x, w = leaf(1.0, 2.0), leaf(3.0, 4.0)
    (slope,) = grad((w * x * x).sum(), x, create_graph=True)  # 2wx
    (slope * slope).sum().backward()  # Σ 4w²x²
    assert w.grad.tolist() == [24.0, 128.0]
    assert x.grad.tolist() == [72.0, 256.0]


def test_backward_with_create_graph_leaves_differentiable_gradients():
    x = leaf(3.0)
    (x * x * x).sum().backward(create_graph=True)
    assert x.grad.tolist() == [27.0]
    assert x.grad.requires_grad
    first, x.grad = x.grad, None
    first.sum().backward()
    assert x.grad.tolist() == [18.0]


def test_recorded_gradients_accumulate_on_the_tape():
    x = leaf(3.0)
    for _ in range(2):
        (x * x).sum().backward(create_graph=True)
    (bend,) = grad(x.grad.sum(), x)
    assert (x.grad.tolist(), bend.tolist()) == ([12.0], [4.0])
    x.grad = None  # a gradient on the tape and its leaf hold each other


def test_a_product_with_the_hessian():
    x = leaf(1.0, 2.0)
    (slope,) = grad((x[0] ** 2 * x[1] ** 3).sum(), x, create_graph=True)
    (product,) = grad(slope, x, tensor(np.array([1.0, -1.0])))
    assert product.tolist() == [2 * 8 - 2 * 12, 2 * 12 - 6 * 2]


def test_differentiating_with_respect_to_the_given_gradient():
    x, weights = leaf(1.0, 2.0), leaf(1.0, 10.0)
    (slope,) = grad(x * x, x, weights, create_graph=True)
    (through,) = grad(slope.sum(), weights)
    assert through.tolist() == [2.0, 4.0]


def test_a_rule_that_leaves_the_tape_is_refused_in_a_recorded_pass(new_op):
    @new_op()
    def twice(x):
        return 2 * x

    @twice.grad
    def twice_grad(g):
        return np.array([2.0])

    x = leaf(1.0)
    assert grad(twice(x), x)[0].tolist() == [2.0]
    with pytest.raises(GradientError, match="twice_grad.*expected a Tensor"):
        grad(twice(x), x, create_graph=True)


# --- several outputs, no gradient -------------------------------------------------------------------------------------


@pytest.fixture
def split(new_op):
    """x -> its first half, the positions of the negative ones, its second half; the rule notes what it is given."""

    @new_op(shape=lambda name, shape: (shape[0] // 2,), outputs=3)
    def split(x):
        half = x.shape[0] // 2
        return x[:half].copy(), np.flatnonzero(x < 0), x[half:].copy()

    @split.grad
    def split_grad(g, x_shape):
        split.given = g
        return np.where(np.arange(x_shape[0]) < len(g[0]), np.expand_dims(g[0], 0)[0, :1], g[2][:1])

    return split


def test_outputs_that_nobody_used_get_zeros(split):
    x = leaf(1.0, -2.0, 3.0, 4.0)
    first, positions, second = split(x)
    assert positions.tolist() == [1]
    assert not positions.requires_grad
    (second * 5).sum().backward()
    assert x.grad.tolist() == [0.0, 0.0, 5.0, 5.0]
    assert [g.tolist() for g in split.given] == [[0.0, 0.0], [0], [5.0, 5.0]]
    assert split.given[1].dtype == np.int64


def test_both_outputs_are_used(split):
    x = leaf(1.0, -2.0, 3.0, 4.0)
    first, _, second = split(x)
    (g_first, g_x) = grad((first * 3 + second * 5).sum(), [first, x])
    assert g_first.tolist() == [3.0, 3.0]
    assert g_x.tolist() == [3.0, 3.0, 5.0, 5.0]


def test_an_output_handed_on_is_not_shared(new_op):
    @new_op(outputs=2)
    def pair(x):
        return x * 1, x * 2

    @pair.grad
    def pair_grad(g):
        return g[0]

    x = leaf(1.0)
    a, b = pair(x)
    given = Tensor(np.array([1.0]))
    a.backward(given)
    assert not np.shares_memory(x.grad.array, given.array)


def test_values_and_their_positions():
    x = leaf([1.0, 5.0, 5.0], [7.0, 2.0, 3.0])
    values, indices = x.max(dim=1)
    assert not indices.requires_grad
    indices.add_(1)  # the caller's own: the gradient goes where it went
    (values * tensor(np.array([1.0, 10.0]))).sum().backward()
    assert x.grad.tolist() == [[0.0, 1.0, 0.0], [10.0, 0.0, 0.0]]


def test_a_rule_may_have_no_gradient_to_give(new_op):
    @new_op()
    def gate(x, mask):
        return x * mask

    @gate.grad
    def gate_grad(g, mask):
        return g * mask, None

    @new_op()
    def stop(x):
        return x * 1

    @stop.grad
    def stop_grad(g):
        return None

    x, mask = leaf(2.0, 3.0), leaf(1.0, 0.0)
    (gate(x, mask * 1) + stop(x * x)).sum().backward()
    assert x.grad.tolist() == [1.0, 0.0]
    assert mask.grad is None


def test_needs_says_whose_gradient_is_wanted(new_op):
    asked = []

    @new_op()
    def product(a, b):
        return a * b

    @product.grad
    def product_grad(g, a, b, needs):
        asked.append(needs)
        return g * b if needs[0] else None, g * a if needs[1] else None

    product(leaf(1.0), leaf(2.0)).sum().backward()
    product(leaf(1.0), tensor([2.0])).sum().backward()
    product(3.0, leaf(2.0)).sum().backward()
    assert asked == [(True, True), (True, False), (False, True)]


def test_a_rule_is_given_what_it_asks_for(new_op):
    given = {}

    @new_op(shape=lambda name, a, b, scale=2.0: a)
    def scaled(a, b, /, scale=2.0):
        return Saved(a * scale, np.array([7]))

    @scaled.grad
    def scaled_grad(g, b, a_shape, b_dtype, scale, y, saved, needs):
        given.update(locals())
        return g * scale, None

    a = leaf(1.0, 2.0)
    scaled(a, np.array([5], np.int8)).sum().backward()
    assert given["b"].tolist() == [5]
    assert (given["a_shape"], given["b_dtype"], given["scale"]) == ((2,), np.int8, 2.0)
    assert (given["y"].tolist(), given["saved"].tolist(), given["needs"]) == ([2.0, 4.0], [7], (True, False))
    scaled(a, 5, scale=10).sum().backward()
    assert (given["b"], given["b_dtype"], given["scale"], given["saved"].tolist()) == (5, None, 10, [7])


# --- what the tape keeps alive ----------------------------------------------------------------------------------------


def recorded(e):
    """One call of an op on results of other ops: weak references to its arrays, and the tape entry."""
    given = e.inputs[0] if getattr(OPS[e.op], "many", False) else e.inputs
    inputs = [Tensor(x, requires_grad=x.dtype.kind == "f") if isinstance(x, np.ndarray) else x for x in given]
    inputs = [x * 1 if isinstance(x, Tensor) and x.requires_grad else x for x in inputs]
    y = OPS[e.op](inputs, **e.settings) if given is not e.inputs else OPS[e.op](*inputs, **e.settings)
    results = y if isinstance(y, tuple) else (y,)
    nodes = [r.node for r in results if r.node]
    arrays = {i: weakref.ref(x.array) for i, x in enumerate(inputs) if isinstance(x, Tensor) and x.requires_grad}
    return arrays, [weakref.ref(r.array) for r in results], nodes


@pytest.mark.parametrize("name", [name for name, made in OPS.items() if isinstance(made, Op) and made.rule])
def test_the_tape_keeps_what_the_rule_asks_for_and_nothing_else(name):
    gc.disable()
    try:
        for e in EXAMPLES[name]:
            inputs, results, nodes = recorded(e)
            if not nodes or OPS[name].view:
                continue
            asks = Counter(
                (kind, i)
                for kind, key in OPS[name].asks
                for i in (inputs if isinstance(key, slice) else [key])  # a list is asked for as a whole
            )
            assert {i: ref() is not None for i, ref in inputs.items()} == {i: asks["input", i] > 0 for i in inputs}
            assert (results[0]() is not None) == (asks["output", None] > 0)
            assert all(ref() is None for ref in results[1:])
    finally:
        gc.enable()


def test_a_view_keeps_no_more_than_its_shape():
    x = leaf(1.0, 2.0) * 1
    array = weakref.ref(x.array)
    y = x.reshape(2, 1).T[0].sum()
    del x
    assert array() is None
    y.backward()


def test_graphs_are_freed_without_the_cycle_collector():
    gc.collect()
    gc.disable()
    try:
        x = leaf(1.0, 2.0)
        y = (x * x).exp()
        array = weakref.ref(y.array)
        total = y.sum()
        del y
        assert array() is not None  # exp asked for its result
        total.backward()
        assert array() is None  # the pass let go of it, though total is still there
        z = (x * x).exp()
        array = weakref.ref(z.array)
        (slope,) = grad(z.sum(), x, create_graph=True)
        del z, slope
        assert array() is None
    finally:
        gc.enable()


def test_gradients_on_the_way_are_let_go(new_op):
    alive = []

    @new_op()
    def watch(x):
        return x * 1

    @watch.grad
    def watch_grad(g):
        passed_on = g * 1
        alive.append(weakref.ref(passed_on))
        return passed_on

    x = leaf(1.0)
    y = x
    for _ in range(10):
        y = watch(y)
    counts = []
    real_rule = watch.rule
    watch.rule = lambda g: counts.append(sum(ref() is not None for ref in alive)) or real_rule(g)
    y.sum().backward()
    assert max(counts) <= 1
