"""Optimisers: the first steps by hand, what they leave alone, groups, states, hooks and bad input."""

import numpy as np
import pytest

import zerodl
from zerodl import Tensor, nn, optim
from zerodl.errors import ArgumentError, DTypeError, ZerodlError
from zerodl.nn import functional as F
from zerodl.optim import SGD, Adam, AdamW, Lion, NAdam, Optimizer, RMSprop


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


def test_nesterov_by_hand():
    p = parameter(0.0)  # v: 1, 1.5; the step is g + 0.5 v: 1.5, 1.75
    assert descend(SGD([p], lr=1.0, momentum=0.5, nesterov=True), p, [1.0, 1.0]) == pytest.approx([-1.5, -3.25])


def test_dampening_leaves_the_first_gradient_whole():
    p = parameter(0.0)  # v: 1, then 0.5 · 1 + 0.25 · 1
    assert descend(SGD([p], lr=1.0, momentum=0.5, dampening=0.75), p, [1.0, 1.0]) == pytest.approx([-1.0, -1.75])


def test_weight_decay_pulls_to_zero_before_the_gradient_is_turned_round():
    p = parameter(2.0)
    assert descend(SGD([p], lr=0.5, weight_decay=0.5), p, [0.0, 1.0]) == pytest.approx([1.5, 0.625])
    p = parameter(2.0)  # −g + λ p = −1 + 1
    assert descend(SGD([p], lr=0.5, weight_decay=0.5, maximize=True), p, [1.0]) == pytest.approx([2.0])


def test_adamw_shrinks_by_the_same_share_whatever_the_gradients():
    for g in (1e-3, 1e3):
        p = parameter(2.0)
        assert descend(AdamW([p], lr=0.1, weight_decay=0.5), p, [g]) == pytest.approx([2 - 0.1 - 0.1], rel=1e-4)


def test_lion_by_hand():
    p = parameter(2.0)
    optimiser = Lion([p], lr=0.1, betas=(0.5, 0.75), weight_decay=0.5)
    # 2 · 0.95 − 0.1; m = 0.25 · 4 = 1. Then the mixture 0.5 · 1 + 0.5 · (−0.5) is above 0, though the gradient is not.
    assert descend(optimiser, p, [4.0, -0.5]) == pytest.approx([1.8, 1.61])
    assert optimiser.state[p]["exp_avg"].item() == pytest.approx(0.75 - 0.125)


def test_lion_beside_its_program_for_two_hundred_steps():
    rng = np.random.default_rng(0)
    p = Tensor(rng.standard_normal(7), requires_grad=True)
    w, m = p.array.copy(), np.zeros(7)
    optimiser = Lion([p], lr=0.01, betas=(0.9, 0.99), weight_decay=0.1, maximize=True)
    for _ in range(200):
        g = rng.standard_normal(7)
        p.grad = Tensor(g)
        optimiser.step()
        update = np.sign(0.9 * m - 0.1 * g)
        m = 0.99 * m - 0.01 * g
        w = w - 0.01 * (update + 0.1 * w)
    np.testing.assert_allclose(p.array, w, rtol=1e-6, atol=1e-6)


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


def test_a_rule_of_ones_own_that_looks_at_the_whole_parameter():
    class Normalised(Optimizer):
        """Every parameter moves by the same length."""

        def __init__(self, params, lr=0.1):
            super().__init__(params, {"lr": lr})

        def arrays(self, group):
            return {"longest": 1.0}

        def update(self, p, g, state, group):
            length = np.sqrt(np.sum(g * g))
            state["longest"][...] = np.maximum(state["longest"], length)
            p -= group["lr"] / state["step"] * g / length

    a, b = parameter(0.0, 0.0), Tensor(np.zeros((1, 2), np.float16), requires_grad=True)
    optimiser = Normalised([a, b], lr=1.0)
    a.grad, b.grad = Tensor(np.array([3.0, 4.0])), Tensor(np.array([[8.0, 6.0]], np.float16))
    optimiser.step()
    np.testing.assert_allclose(a.array, [-0.6, -0.8])
    np.testing.assert_allclose(b.array, [[-0.8, -0.6]], rtol=1e-3)
    optimiser.step()
    np.testing.assert_allclose(a.array, [-0.9, -1.2])
    assert optimiser.state[b]["longest"].tolist() == [[10.0, 10.0]]
    again = Normalised([a, b])
    again.load_state_dict(optimiser.state_dict())
    assert again.state[b]["longest"].tolist() == [[10.0, 10.0]]


def test_numpys_numbers_as_settings_compute_in_the_parameters_dtype():
    p = Tensor(np.ones(3, np.float32), requires_grad=True)
    q = Tensor(np.ones(3, np.float32), requires_grad=True)
    for w, lr in ((p, np.float64(0.1)), (q, 0.1)):
        w.grad = Tensor(np.full(3, 0.3, np.float32))
        RMSprop([w], lr=lr).step()
    assert p.tolist() == q.tolist()


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


# --- groups -----------------------------------------------------------------------------------------------------------


def test_groups_have_their_own_settings():
    a, b, c = parameter(1.0), parameter(1.0), parameter(1.0)
    optimiser = SGD([{"params": [a]}, {"params": b, "lr": 0.5, "name": "heads"}], lr=0.1)
    optimiser.add_param_group({"params": [c], "maximize": True})
    assert [group["lr"] for group in optimiser.param_groups] == [0.1, 0.5, 0.1]
    for p in (a, b, c):
        p.grad = Tensor(np.ones(1))
    optimiser.step()
    assert [p.item() for p in (a, b, c)] == pytest.approx([0.9, 0.5, 1.1])
    assert optimiser.param_groups[1]["name"] == "heads"


def test_groups_that_were_handed_over_stay_as_they_were():
    group = {"params": iter([parameter(1.0)])}
    optimiser = SGD([group], lr=0.1)
    assert set(group) == {"params"}
    assert len(optimiser.param_groups[0]["params"]) == 1
    settings = {"lr": 0.1}
    Optimizer([parameter(1.0)], settings).defaults["lr"] = 5
    assert settings == {"lr": 0.1}


def test_named_parameters_keep_their_names():
    layer = nn.Linear(2, 1)
    optimiser = Adam(layer.named_parameters())
    assert optimiser.param_groups[0]["param_names"] == ["weight", "bias"]
    assert optimiser.param_groups[0]["params"] == [layer.weight, layer.bias]
    assert "param_names" not in repr(optimiser)
    assert optimiser.state_dict()["param_groups"][0]["param_names"] == ["weight", "bias"]


def test_an_empty_group_waits_for_parameters():
    optimiser = SGD([{"params": []}], lr=0.1)
    optimiser.step()
    assert optimiser.state_dict() == {"state": {}, "param_groups": [{**optimiser.defaults, "params": []}]}


def test_gradients_can_be_zeroed_in_their_memory():
    p = parameter(1.0, 2.0)
    optimiser = SGD([p])
    p.grad = Tensor(np.ones(2))
    memory = p.grad.array
    optimiser.zero_grad(set_to_none=False)
    assert p.grad.array is memory
    assert memory.tolist() == [0, 0]
    optimiser.zero_grad()
    assert p.grad is None


def test_a_closure_records_and_its_result_comes_back():
    p = parameter(3.0)
    optimiser = SGD([p], lr=0.5)

    def closure():
        optimiser.zero_grad()
        loss = (p * p).sum()
        loss.backward()
        return loss

    with zerodl.no_grad():
        assert optimiser.step(closure).item() == 9.0
    assert p.item() == 0.0
    assert optimiser.step() is None


def test_hooks_run_around_a_step():
    p, seen = parameter(1.0), []
    optimiser = SGD([p], lr=1.0)
    p.grad = Tensor(np.ones(1))
    before = optimiser.register_step_pre_hook(lambda o: seen.append(("before", p.item())))
    after = optimiser.register_step_post_hook(lambda o: seen.append(("after", o is optimiser, p.item())))
    optimiser.step()
    before.remove()
    after.remove()
    optimiser.step()
    assert seen == [("before", 1.0), ("after", True, 0.0)]


# --- states -----------------------------------------------------------------------------------------------------------

MAKERS = {
    "SGD": lambda ps: SGD(ps, lr=0.1, momentum=0.9, dampening=0.5),
    "Adagrad": lambda ps: optim.Adagrad(ps, lr=0.1, initial_accumulator_value=0.1, lr_decay=0.1),
    "RMSprop": lambda ps: RMSprop(ps, momentum=0.9, centered=True),
    "Adadelta": lambda ps: optim.Adadelta(ps, weight_decay=0.1),
    "Adam": lambda ps: Adam(ps, lr=0.1, amsgrad=True),
    "AdamW": lambda ps: AdamW(ps, lr=0.1),
    "NAdam": lambda ps: NAdam(ps, lr=0.1),
    "RAdam": lambda ps: optim.RAdam(ps, lr=0.1),
    "Adamax": lambda ps: optim.Adamax(ps, lr=0.1),
    "Lion": lambda ps: Lion(ps, lr=0.1),
}


def run(optimiser, params, steps, seed):
    rng = np.random.default_rng(seed)
    for _ in range(steps):
        for p in params:
            g = rng.standard_normal(p.shape).astype(p.dtype)
            p.grad = Tensor(g) if rng.random() < 0.7 else None
        optimiser.step()


def two_groups(dtype):
    rng = np.random.default_rng(0)
    shapes = [(), (3, 2), (200, 100), (0, 2), (5,)]
    params = [Tensor(rng.standard_normal(shape).astype(dtype), requires_grad=True) for shape in shapes]
    return params, [{"params": params[:2]}, {"params": params[2:], "weight_decay": 0.01}]


@pytest.mark.parametrize("dtype", [np.float64, np.float32, np.float16], ids=lambda d: d.__name__)
@pytest.mark.parametrize("name", MAKERS)
def test_a_loaded_state_goes_on_bit_for_bit(name, dtype):
    params, groups = two_groups(dtype)
    optimiser = MAKERS[name](groups)
    run(optimiser, params, 7, seed=1)
    saved, weights = optimiser.state_dict(), [p.array.copy() for p in params]
    run(optimiser, params, 7, seed=2)

    others, groups = two_groups(dtype)
    for p, w in zip(others, weights):
        p.array[...] = w
    again = MAKERS[name](groups)
    run(again, others, 0, seed=3)
    again.load_state_dict(saved)
    run(again, others, 7, seed=2)
    for p, q in zip(params, others):
        np.testing.assert_array_equal(p.array, q.array)
    here, there = optimiser.state_dict(), again.state_dict()
    assert here["param_groups"] == there["param_groups"]
    assert here["state"].keys() == there["state"].keys()
    for number, state in here["state"].items():
        assert state.keys() == there["state"][number].keys()
        for key in state:
            np.testing.assert_array_equal(np.asarray(state[key]), np.asarray(there["state"][number][key]))


def test_states_share_nothing():
    p, q = parameter(1.0, 2.0), parameter(1.0, 2.0)
    first, second = Adam([p]), Adam([q])
    p.grad = Tensor(np.ones(2))
    first.step()
    saved = first.state_dict()
    second.load_state_dict(saved)
    mean = saved["state"][0]["exp_avg"].tolist()
    first.step()
    assert saved["state"][0]["exp_avg"].tolist() == second.state[q]["exp_avg"].tolist() == mean
    saved["state"][0]["exp_avg"].fill_(7.0)
    saved["param_groups"][0]["params"].append(3)
    assert second.state[q]["exp_avg"].tolist() == mean
    assert len(second.param_groups[0]["params"]) == 1


def test_the_layout_is_pytorchs():
    a, b = parameter(1.0), parameter(2.0)
    optimiser = Adam([{"params": [a]}, {"params": [b], "lr": 0.5}])
    b.grad = Tensor(np.ones(1))
    optimiser.step()
    saved = optimiser.state_dict()
    assert list(saved) == ["state", "param_groups"]
    assert list(saved["state"]) == [1]
    assert list(saved["state"][1]) == ["step", "exp_avg", "exp_avg_sq"]
    assert saved["state"][1]["step"] == 1
    assert [group["params"] for group in saved["param_groups"]] == [[0], [1]]
    assert [group["lr"] for group in saved["param_groups"]] == [1e-3, 0.5]


def test_arrays_will_do_as_a_state():
    p = parameter(1.0)
    optimiser = Adam([p])
    settings = {**Adam([p]).defaults, "lr": 0.25, "params": ["only"]}
    optimiser.load_state_dict({
        "state": {"only": {"step": np.float32(3), "exp_avg": np.array([0.5], np.float32), "exp_avg_sq": [0.25]}},
        "param_groups": [settings],
    })  # fmt: skip
    state = optimiser.state[p]
    assert (state["step"], state["exp_avg"].item(), state["exp_avg_sq"].dtype) == (3, 0.5, np.float64)
    assert isinstance(state["step"], int)


def test_adamw_stays_adamw_with_the_state_of_an_adam():
    p = parameter(1.0)
    optimiser = AdamW([p])
    optimiser.load_state_dict(Adam([p], weight_decay=0.1).state_dict())
    assert optimiser.param_groups[0]["decoupled_weight_decay"] is True


def test_a_setting_may_begin_to_need_memory_on_the_way():
    p = parameter(0.0)
    optimiser = SGD([p], lr=1.0)
    descend(optimiser, p, [1.0])
    optimiser.param_groups[0]["momentum"] = 0.5
    assert descend(optimiser, p, [1.0, 0.0]) == [-2.0, -2.5]


def test_a_model_may_change_its_dtype_on_the_way():
    layer = nn.Linear(3, 2)
    optimiser = Adam(layer.parameters(), lr=0.1)
    layer(zerodl.ones(1, 3)).sum().backward()
    optimiser.step()
    layer.to(zerodl.float64)
    optimiser.step()
    assert layer.weight.dtype == np.float64
    assert optimiser.state[layer.weight]["exp_avg"].dtype == np.float64
    assert optimiser.state[layer.weight]["step"] == 2


def test_print():
    optimiser = SGD([{"params": [parameter(1.0)]}, {"params": [parameter(1.0)], "lr": 0.5}], lr=0.1)
    assert repr(optimiser).splitlines()[:2] == ["SGD (", "Parameter Group 0"]
    assert repr(optimiser).splitlines()[-5:] == [
        "    maximize: False", "    momentum: 0", "    nesterov: False", "    weight_decay: 0", ")",
    ]  # fmt: skip


# --- bad input --------------------------------------------------------------------------------------------------------


def load(change, make=Adam):
    """Load a state that was changed; a refused one leaves everything as it was."""
    a, b = parameter(1.0, 2.0), parameter(3.0)
    optimiser = make([a, b])
    for p in (a, b):
        p.grad = Tensor(np.ones(p.shape))
    optimiser.step()
    saved = optimiser.state_dict()
    before = repr(optimiser.state_dict())
    try:
        optimiser.load_state_dict(change(saved) or saved)
    finally:
        assert repr(optimiser.state_dict()) == before


def moved():
    p = parameter(1.0, 2.0)
    optimiser = Adam([p])
    p.grad = Tensor(np.ones(2))
    optimiser.step()
    p.data = Tensor(np.ones(3))
    p.grad = Tensor(np.ones(3))
    optimiser.step()


one = parameter(1.0)
ERRORS = {
    "one dictionary": (lambda: SGD({"params": [one]}), DTypeError, "SGD: expected a list .*one dictionary"),
    "a number": (lambda: SGD(3), DTypeError, "SGD: expected a list of parameters, got int"),
    "a group without parameters": (lambda: SGD([{"lr": 1}]), DTypeError, 'SGD: .*"params", got a dictionary of lr'),
    "a list for a group": (lambda: SGD([one]).add_param_group([one]), DTypeError, 'SGD: .*"params", got list'),
    "one parameter in two groups": (
        lambda: SGD([{"params": [one]}, {"params": [one]}]), ArgumentError, "SGD: a parameter is listed twice",
    ),
    "a bad setting in a group": (
        lambda: SGD([{"params": [one], "momentum": -1}]), ArgumentError, "SGD: momentum .*got -1",
    ),
    "nesterov without momentum": (lambda: SGD([one], nesterov=True), ArgumentError, "SGD: nesterov needs momentum"),
    "nesterov, dampened": (
        lambda: SGD([one], momentum=0.5, dampening=0.1, nesterov=True), ArgumentError, "no dampening, .*0.1",
    ),
    "a negative eps": (lambda: RMSprop([one], eps=-1), ArgumentError, "RMSprop: eps .*got -1"),
    "a negative decay": (lambda: AdamW([one], weight_decay=-1), ArgumentError, "AdamW: weight_decay .*got -1"),
    "a rho above 1": (lambda: optim.Adadelta([one], rho=2), ArgumentError, "Adadelta: rho .*got 2"),
    "one beta for two": (lambda: Lion([one], betas=0.9), ArgumentError, "Lion: betas .*got 0.9"),
    "a tensor for a rate": (lambda: SGD([one], lr=one), ArgumentError, "SGD: lr must be a number"),
    "a step to differentiate": (lambda: Adam([one], differentiable=True), ArgumentError, "differentiable=True"),
    "a list for a state": (lambda: load(lambda saved: [1]), DTypeError, "Adam.load_state_dict: .*got list"),
    "half a state": (lambda: load(lambda saved: {"state": {}}), DTypeError, "Adam.load_state_dict: .*one of state"),
    "other groups": (
        lambda: load(lambda saved: {**saved, "param_groups": saved["param_groups"] * 2}), ArgumentError,
        r"groups of \[2, 2\] parameters, here they have \[2\]",
    ),
    "another shape": (
        lambda: load(lambda saved: saved["state"][0].update(exp_avg=np.ones(3))), ArgumentError,
        r"exp_avg of parameter 0 has shape \(3,\), expected \(2,\)",
    ),
    "a number that is an array": (
        lambda: load(lambda saved: saved["state"][1].update(step=np.ones(3))), ArgumentError,
        r"step of parameter 1 has shape \(3,\), expected \(\)",
    ),
    "words for numbers": (
        lambda: load(lambda saved: saved["state"][0].update(exp_avg="none")), DTypeError, "expected a number or .*str",
    ),
    "a state of nobody": (
        lambda: load(lambda saved: saved["state"].update({9: {}})), ArgumentError, "a state for parameter 9",
    ),
    "another parameter in the same place": (moved, ArgumentError, r"of shape \(2,\) has become one of \(3,\)"),
}  # fmt: skip


@pytest.mark.parametrize("name", ERRORS)
def test_errors(name):
    do, kind, match = ERRORS[name]
    with pytest.raises(ZerodlError, match=match) as caught:
        do()
    assert isinstance(caught.value, kind)
