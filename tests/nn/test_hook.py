"""Hooks: when they are called, in what order, with what, and what their results do."""

import gc
import weakref

import numpy as np
import pytest

import zerodl
from zerodl import nn
from zerodl.errors import DTypeError


class Twice(nn.Module):
    """Two inputs, an option, two outputs."""

    def forward(self, a, b, scale=1.0):
        return a * b * scale, a + b


def test_forward_hooks_see_and_change_arguments_and_output():
    layer = nn.Identity()
    seen = []

    def add_one(module, args):
        seen.append(("before", module is layer, args[0].tolist()))
        return args[0] + 1

    def double(module, args, output):
        seen.append(("after", args[0].tolist(), output.tolist()))
        return output * 2

    layer.register_forward_pre_hook(add_one)
    layer.register_forward_hook(double)
    assert layer(zerodl.tensor([1.0])).tolist() == [4.0]
    assert seen == [("before", True, [1.0]), ("after", [2.0], [2.0])]


def test_hooks_run_in_order_and_end_with_their_handle():
    layer = nn.Identity()
    calls = []
    for name in "ab":
        layer.register_forward_pre_hook(lambda module, args, name=name: calls.append(f"pre {name}"))
        layer.register_forward_hook(lambda module, args, output, name=name: calls.append(f"post {name}"))
    first = layer.register_forward_hook(lambda *a: calls.append("post first"), prepend=True)
    layer.register_forward_pre_hook(lambda *a: calls.append("pre first"), prepend=True)
    layer(zerodl.ones(1))
    assert calls == ["pre first", "pre a", "pre b", "post first", "post a", "post b"]
    calls.clear()
    first.remove()
    first.remove()
    layer(zerodl.ones(1))
    assert calls == ["pre first", "pre a", "pre b", "post a", "post b"]
    calls.clear()
    with layer.register_forward_hook(lambda *a: calls.append("once")):
        layer(zerodl.ones(1))
    assert calls[-1] == "once"
    calls.clear()
    layer(zerodl.ones(1))
    assert "once" not in calls


def test_hooks_may_take_keyword_arguments():
    layer = Twice()
    seen = []
    layer.register_forward_pre_hook(lambda m, args, kwargs: (args, {"scale": kwargs["scale"] * 10}), with_kwargs=True)
    layer.register_forward_hook(lambda m, args, kwargs, output: seen.append(kwargs), with_kwargs=True)
    product, total = layer(zerodl.tensor([2.0]), zerodl.tensor([3.0]), scale=1.0)
    assert (product.item(), total.item()) == (60.0, 5.0)
    assert seen == [{"scale": 10.0}]


def test_a_hook_that_is_a_module_is_no_part_of_the_network():
    layer = nn.Linear(2, 2)
    layer.register_forward_hook(nn.Sequential(nn.Linear(1, 1)))
    assert [name for name, _ in layer.named_modules()] == [""]
    assert len(list(layer.parameters())) == 2


def test_a_hook_that_removes_itself():
    layer = nn.Identity()
    calls = []
    handle = layer.register_forward_hook(lambda *a: (calls.append(1), handle.remove())[0])
    layer(zerodl.ones(1))
    layer(zerodl.ones(1))
    assert calls == [1]


# --- backward ---------------------------------------------------------------------------------------------------------


def lists(gradients):
    return tuple(g if g is None else g.tolist() for g in gradients)


def test_a_backward_hook_sees_the_gradients_of_input_and_output():
    layer = nn.Linear(2, 1)
    layer.load_state_dict({"weight": np.array([[3.0, 4.0]]), "bias": np.zeros(1)})
    seen = []
    layer.register_full_backward_hook(lambda m, gi, go: seen.append((m is layer, lists(gi), lists(go))))
    x = zerodl.tensor([[1.0, 1.0]], requires_grad=True)
    (layer(x) * 2).sum().backward()
    assert seen == [(True, ([[6.0, 8.0]],), ([[2.0]],))]
    assert x.grad.tolist() == [[6.0, 8.0]]
    assert layer.weight.grad.tolist() == [[2.0, 2.0]]


def test_an_input_without_a_gradient_is_none():
    layer = nn.Linear(2, 1)
    seen = []
    layer.register_full_backward_hook(lambda m, gi, go: seen.append((lists(gi), lists(go))))
    layer(zerodl.ones(1, 2)).sum().backward()
    assert seen == [((None,), ([[1.0]],))]
    assert layer.weight.grad is not None


def test_several_inputs_and_outputs_come_at_once():
    layer = Twice()
    seen = []
    layer.register_full_backward_hook(lambda m, gi, go: seen.append((lists(gi), lists(go))))
    a, b = (zerodl.tensor([v], requires_grad=True) for v in (2.0, 3.0))
    product, total = layer(a, b)
    (product + 10 * total).sum().backward()
    assert seen == [(([13.0], [12.0]), ([1.0], [10.0]))]
    seen.clear()
    product, _ = layer(a, b)
    product.sum().backward()
    assert seen == [(([3.0], [2.0]), ([1.0], [0.0]))]
    assert (a.grad.tolist(), b.grad.tolist()) == ([16.0], [14.0])


def test_backward_hooks_change_gradients():
    layer = nn.Linear(2, 1)
    layer.load_state_dict({"weight": np.array([[3.0, 4.0]]), "bias": np.zeros(1)})
    layer.register_full_backward_pre_hook(lambda m, go: (go[0] * 10,))
    layer.register_full_backward_hook(lambda m, gi, go: (gi[0] + 1,))
    x = zerodl.tensor([[1.0, 1.0]], requires_grad=True)
    layer(x).sum().backward()
    assert layer.weight.grad.tolist() == [[10.0, 10.0]]
    assert x.grad.tolist() == [[31.0, 41.0]]


def test_what_an_input_is_used_for_elsewhere_is_not_seen():
    layer = nn.Identity()
    seen = []
    layer.register_full_backward_hook(lambda m, gi, go: seen.append(lists(gi)))
    x = zerodl.tensor([1.0], requires_grad=True)
    (layer(x) * 2 + x * 5).sum().backward()
    assert seen == [([2.0],)]
    assert x.grad.tolist() == [7.0]


def test_a_wrong_count_of_gradients():
    layer = nn.Identity()
    layer.register_full_backward_hook(lambda m, gi, go: (gi[0], gi[0]))
    x = zerodl.tensor([1.0], requires_grad=True)
    with pytest.raises(DTypeError, match="backward hook: expected None or a tuple of 1 gradients, got one of 2"):
        layer(x).sum().backward()


def test_backward_hooks_in_a_pass_that_is_recorded():
    layer = nn.Tanh()
    layer.register_full_backward_hook(lambda m, gi, go: (gi[0] * 3,))
    x = zerodl.tensor([0.5], requires_grad=True)
    (g,) = zerodl.autograd.grad(layer(x).sum(), x, create_graph=True)
    g.sum().backward()
    t = np.tanh(0.5)
    assert g.item() == pytest.approx(3 * (1 - t**2))
    assert x.grad.item() == pytest.approx(3 * -2 * t * (1 - t**2))


def test_what_has_no_gradient_passes_through():
    class Pick(nn.Module):
        def forward(self, table, index, name, bias=None):
            return [table[index] + bias, index, name]

    layer, seen = Pick(), []
    layer.register_full_backward_hook(lambda m, gi, go: seen.append((lists(gi), lists(go))))
    table = zerodl.tensor([1.0, 2.0, 3.0], requires_grad=True)
    bias = zerodl.tensor([1.0, 1.0], requires_grad=True)
    picked, index, name = layer(table, zerodl.tensor([2, 0]), "row", bias=bias)
    assert (picked.tolist(), index.tolist(), name) == ([4.0, 2.0], [2, 0], "row")
    picked.sum().backward()
    assert seen == [(([1.0, 0.0, 1.0], None, None), ([1.0, 1.0], None, None))]
    assert bias.grad.tolist() == [1.0, 1.0]
    layer = nn.Identity()
    layer.register_full_backward_hook(lambda m, gi, go: pytest.fail("a dictionary has no gradient"))
    assert layer({"a": 1}) == {"a": 1}


def test_16_bit_gradients_stay_so():
    layer, seen = nn.Linear(2, 1).half(), []
    layer.register_full_backward_hook(lambda m, gi, go: seen.append((gi[0].dtype, go[0].dtype)))
    x = zerodl.ones(3, 2, dtype=zerodl.float16, requires_grad=True)
    layer(x).sum().backward()
    assert seen == [(zerodl.float16, zerodl.float16)]


def test_off_the_tape_nothing_is_called():
    layer = nn.Linear(2, 1)
    layer.register_full_backward_hook(lambda m, gi, go: pytest.fail("there is no backward pass"))
    with zerodl.no_grad():
        assert not layer(zerodl.ones(1, 2)).requires_grad


def test_hooks_agree_with_pytorchs():
    torch = pytest.importorskip("torch", reason="PyTorch, the oracle, is not installed")
    state = nn.Sequential(nn.Linear(3, 4), nn.Tanh(), nn.Linear(4, 2)).state_dict()
    seen = {}
    for library in (zerodl, torch):
        layers = library.nn
        net = layers.Sequential(layers.Linear(3, 4), layers.Tanh(), layers.Linear(4, 2))
        net.load_state_dict({k: v if library is zerodl else torch.tensor(v.numpy()) for k, v in state.items()})
        log = seen[library] = []
        for name, module in net.named_modules():
            module.register_forward_pre_hook(lambda m, a, log=log, name=name: log.append(("pre", name)))
            module.register_forward_hook(lambda m, a, y, log=log, name=name: log.append(("post", name)))
            module.register_full_backward_pre_hook(lambda m, go, log=log, name=name: log.append(("back", name)))
            module.register_full_backward_hook(
                lambda m, gi, go, log=log, name=name: log.append(("full", name, lists(gi), lists(go)))
            )
        x = library.ones(2, 3)
        x.requires_grad = True
        net(x).sum().backward()
    assert [entry[:2] for entry in seen[zerodl]] == [entry[:2] for entry in seen[torch]]
    for mine, theirs in zip(seen[zerodl], seen[torch]):
        for a, b in zip(mine[2:], theirs[2:]):
            np.testing.assert_allclose(np.array(a[0]), np.array(b[0]), rtol=1e-5)


def test_a_tape_with_gates_is_freed_without_the_cycle_collector():
    layer = nn.Sequential(nn.Linear(2, 2), nn.Tanh())
    for module in layer.modules():
        module.register_full_backward_hook(lambda m, gi, go: None)
        module.register_forward_hook(lambda m, args, output: None)
    gc.collect()
    gc.disable()
    try:
        for backward in (True, False):
            y = layer(zerodl.ones(1, 2)).sum()
            result = weakref.ref(y)
            if backward:
                y.backward()
            del y
            assert result() is None
        assert gc.collect() == 0
    finally:
        gc.enable()
