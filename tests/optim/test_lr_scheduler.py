"""Schedules: the same rates as PyTorch's, to the last bit, over several groups; states; warnings; bad input."""

import json
import math
import random
import warnings

import pytest

import zerodl
from zerodl import optim
from zerodl.errors import ArgumentError, DTypeError, ZerodlError
from zerodl.optim import lr_scheduler
from zerodl.optim.lr_scheduler.cosine import cosine_rate
from zerodl.optim.lr_scheduler.warm_up import linear_factor

RATES = (0.1, 0.03, 2.0)


def sgd(momentum=0.9):
    """An optimiser with three groups."""
    groups = [{"params": [zerodl.ones(1).requires_grad_()], "lr": lr} for lr in RATES]
    return optim.SGD(groups, lr=1.0, momentum=momentum)


def adam():
    return optim.AdamW([{"params": [zerodl.ones(1).requires_grad_()], "lr": lr} for lr in RATES])


def theirs(like):
    """PyTorch's optimiser of the same name, settings and groups."""
    torch = pytest.importorskip(
        "torch", reason="PyTorch, the oracle, is not installed; pip install zerodl[test] has it"
    )
    groups = [{"params": [torch.ones(1, requires_grad=True)], "lr": lr} for lr in RATES]
    if isinstance(like, optim.SGD):
        return torch.optim.SGD(groups, lr=1.0, momentum=0.9)
    return torch.optim.AdamW(groups)


class Fading:
    """A function with a memory."""

    def __init__(self, left=1.0):
        self.left = left

    def __call__(self, t):
        self.left *= 0.99
        return self.left


def wave(t):
    return 1.5 + math.sin(t)


# How each is made, given the module of schedules and an optimiser; several of some.
SCHEDULES = {
    "StepLR": lambda s, o: s.StepLR(o, 7, gamma=0.3),
    "StepLR, every epoch": lambda s, o: s.StepLR(o, 1),
    "MultiStepLR": lambda s, o: s.MultiStepLR(o, [30, 5, 30, 80], gamma=0.7),
    "ConstantLR": lambda s, o: s.ConstantLR(o, factor=0.3, total_iters=20),
    "ConstantLR, as it comes": lambda s, o: s.ConstantLR(o),
    "LinearLR": lambda s, o: s.LinearLR(o, start_factor=0.01, total_iters=40),
    "LinearLR, down": lambda s, o: s.LinearLR(o, start_factor=1.0, end_factor=0.1, total_iters=60),
    "LinearLR, as it comes": lambda s, o: s.LinearLR(o),
    "ExponentialLR": lambda s, o: s.ExponentialLR(o, 0.97),
    "PolynomialLR": lambda s, o: s.PolynomialLR(o, total_iters=70, power=2.5),
    "PolynomialLR, as it comes": lambda s, o: s.PolynomialLR(o),
    "CosineAnnealingLR": lambda s, o: s.CosineAnnealingLR(o, 37, eta_min=0.001),
    "CosineAnnealingLR, once": lambda s, o: s.CosineAnnealingLR(o, 120),
    "CosineAnnealingWarmRestarts": lambda s, o: s.CosineAnnealingWarmRestarts(o, 10, eta_min=0.01),
    "CosineAnnealingWarmRestarts, longer": lambda s, o: s.CosineAnnealingWarmRestarts(o, 5, T_mult=2),
    "OneCycleLR": lambda s, o: s.OneCycleLR(o, 1.0, total_steps=121),
    "OneCycleLR, in straight lines": lambda s, o: s.OneCycleLR(
        o, [1.0, 2.0, 0.5], epochs=11, steps_per_epoch=11, anneal_strategy="linear", pct_start=0.1, div_factor=10.0
    ),
    "OneCycleLR, three phases": lambda s, o: s.OneCycleLR(
        o, 0.5, total_steps=130, three_phase=True, base_momentum=0.7, max_momentum=[0.8, 0.9, 0.95]
    ),
    "OneCycleLR, rate alone": lambda s, o: s.OneCycleLR(o, 1.0, total_steps=125, cycle_momentum=False),
    "CyclicLR": lambda s, o: s.CyclicLR(o, 0.01, 0.5, step_size_up=13),
    "CyclicLR, halving": lambda s, o: s.CyclicLR(o, 0.01, [0.5, 1.0, 2.0], 10, 7, mode="triangular2"),
    "CyclicLR, exponential": lambda s, o: s.CyclicLR(o, 0.01, 0.5, 10, mode="exp_range", gamma=0.99),
    "CyclicLR, by a function": lambda s, o: s.CyclicLR(
        o, 0.01, 0.5, 10, scale_fn=lambda x: 1 / (1 + x), scale_mode="iterations", cycle_momentum=False
    ),
    "LambdaLR": lambda s, o: s.LambdaLR(o, wave),
    "LambdaLR, each its own": lambda s, o: s.LambdaLR(o, [wave, lambda t: 0.95**t, lambda t: t // 30]),
    "MultiplicativeLR": lambda s, o: s.MultiplicativeLR(o, lambda t: 0.98),
    "MultiplicativeLR, an object": lambda s, o: s.MultiplicativeLR(o, Fading()),
    "SequentialLR": lambda s, o: s.SequentialLR(
        o, [s.LinearLR(o, 0.1, total_iters=20), s.CosineAnnealingLR(o, 50), s.ExponentialLR(o, 0.9)], [20, 70]
    ),
    "SequentialLR, restarts": lambda s, o: s.SequentialLR(
        o, [s.ConstantLR(o, 0.1, total_iters=20), s.CosineAnnealingWarmRestarts(o, 12), s.StepLR(o, 5)], [20, 60]
    ),
    "ChainedScheduler": lambda s, o: s.ChainedScheduler(
        [s.ConstantLR(o, 0.1, total_iters=10), s.ExponentialLR(o, 0.9), s.StepLR(o, 30, gamma=0.5)]
    ),
    "two side by side": lambda s, o: s.ChainedScheduler([s.CosineAnnealingLR(o, 25), s.LinearLR(o, total_iters=30)]),
}  # fmt: skip


def momenta(optimiser):
    return [group.get("betas", group.get("momentum")) for group in optimiser.param_groups]


@pytest.mark.parametrize("make_optimiser", [sgd, adam], ids=["SGD", "AdamW"])
@pytest.mark.parametrize("name", SCHEDULES)
def test_rates_are_pytorchs(name, make_optimiser):
    mine = make_optimiser()
    other = theirs(mine)
    from torch.optim import lr_scheduler as their_scheduler

    schedule, reference = SCHEDULES[name](lr_scheduler, mine), SCHEDULES[name](their_scheduler, other)
    for _ in range(121):
        assert [group["lr"] for group in mine.param_groups] == [group["lr"] for group in other.param_groups]
        assert schedule.get_last_lr() == reference.get_last_lr()
        assert momenta(mine) == momenta(other)
        mine.step()
        other.step()
        schedule.step()
        reference.step()


STEP_BY_STEP = ("SequentialLR", "ChainedScheduler", "two side by side", "MultiplicativeLR")
CLOSED = [name for name in SCHEDULES if name.split(",")[0] not in STEP_BY_STEP]


@pytest.mark.filterwarnings("ignore:The epoch parameter")
@pytest.mark.parametrize("name", CLOSED)
def test_jumps_are_pytorchs(name):
    mine = sgd()
    other = theirs(mine)
    from torch.optim import lr_scheduler as their_scheduler

    schedule, reference = SCHEDULES[name](lr_scheduler, mine), SCHEDULES[name](their_scheduler, other)
    mine.step()
    other.step()
    for epoch in (3, 100, 0, 17, 61, 29):
        schedule.step(epoch)
        reference.step(epoch)
        assert schedule.get_last_lr() == reference.get_last_lr()
        assert schedule.last_epoch == epoch


def test_restarts_take_parts_of_epochs():
    mine = sgd()
    other = theirs(mine)
    from torch.optim import lr_scheduler as their_scheduler

    schedule = lr_scheduler.CosineAnnealingWarmRestarts(mine, 3, T_mult=2)
    reference = their_scheduler.CosineAnnealingWarmRestarts(other, 3, T_mult=2)
    for i in range(100):
        schedule.step(i / 7)
        reference.step(i / 7)
        assert schedule.get_last_lr() == reference.get_last_lr()


PLATEAUS = {
    "as it comes": {},
    "impatient": {"patience": 1, "factor": 0.5, "cooldown": 3},
    "upwards": {"mode": "max", "patience": 2, "threshold": 0.01, "threshold_mode": "abs"},
    "absolutely": {"patience": 3, "threshold": 0.05, "threshold_mode": "abs", "min_lr": [0.01, 0.02, 0.5]},
    "relatively upwards": {"mode": "max", "patience": 0, "eps": 0.01, "min_lr": 0.001},
}


@pytest.mark.parametrize("name", PLATEAUS)
def test_plateaus_are_pytorchs(name):
    mine = sgd()
    other = theirs(mine)
    from torch.optim import lr_scheduler as their_scheduler

    schedule = lr_scheduler.ReduceLROnPlateau(mine, **PLATEAUS[name])
    reference = their_scheduler.ReduceLROnPlateau(other, **PLATEAUS[name])
    rng = random.Random(0)
    for i in range(150):
        measure = math.nan if i == 40 else 1 / (1 + i) + 0.1 * rng.random()
        schedule.step(zerodl.tensor(measure, dtype=zerodl.float64))
        reference.step(measure)
        assert schedule.get_last_lr() == reference.get_last_lr()
        assert schedule.num_bad_epochs == reference.num_bad_epochs
    assert schedule.get_last_lr() != list(RATES)


# --- by hand ----------------------------------------------------------------------------------------------------------


def test_cosine_by_hand():
    assert cosine_rate(0, 10, 3.0, 1.0) == 3.0
    assert cosine_rate(5, 10, 3.0, 1.0) == pytest.approx(2.0)
    assert cosine_rate(10, 10, 3.0, 1.0) == 1.0
    assert cosine_rate(10 / 3, 10, 3.0, 1.0) == pytest.approx(2.5)  # cos 60° = 1/2


def test_warm_up_by_hand():
    assert [linear_factor(t, 4, 0.2, 1.0) for t in (0, 1, 4, 9)] == pytest.approx([0.2, 0.4, 1.0, 1.0])


def test_a_chain_may_begin_a_sequence():
    optimiser = sgd()
    both = lr_scheduler.ChainedScheduler(
        [lr_scheduler.ConstantLR(optimiser, 0.5, total_iters=2), lr_scheduler.ExponentialLR(optimiser, 0.5)]
    )
    schedule = lr_scheduler.SequentialLR(optimiser, [both, lr_scheduler.StepLR(optimiser, 10)], milestones=[3])
    rates = []
    for _ in range(5):
        rates.append(schedule.get_last_lr()[2])
        optimiser.step()
        schedule.step()
    assert rates == [1.0, 0.5, 0.5, 2.0, 2.0]


def test_a_schedule_of_ones_own():
    class Sawtooth(lr_scheduler.LRScheduler):
        def get_lr(self):
            return [base_lr * (1 - self.last_epoch % 4 / 4) for base_lr in self.base_lrs]

    optimiser = sgd()
    schedule = Sawtooth(optimiser)
    rates = []
    for _ in range(6):
        rates.append(optimiser.param_groups[2]["lr"])
        optimiser.step()
        schedule.step()
    assert rates == [2.0, 1.5, 1.0, 0.5, 2.0, 1.5]


# --- states -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SCHEDULES)
def test_a_saved_schedule_goes_on_as_if_it_had_never_stopped(name):
    one = adam()
    schedule = SCHEDULES[name](lr_scheduler, one)
    for _ in range(29):
        one.step()
        schedule.step()
    saved = json.loads(json.dumps([schedule.state_dict(), one.state_dict()]))

    two = adam()
    again = SCHEDULES[name](lr_scheduler, two)
    again.load_state_dict(saved[0])
    two.load_state_dict(saved[1])
    for _ in range(60):
        assert again.get_last_lr() == schedule.get_last_lr()
        assert [group["lr"] for group in two.param_groups] == [group["lr"] for group in one.param_groups]
        assert momenta(two) == momenta(one)
        for optimiser, stepped in ((one, schedule), (two, again)):
            optimiser.step()
            stepped.step()


def test_a_saved_plateau_goes_on():
    one, two = sgd(), sgd()
    schedule = lr_scheduler.ReduceLROnPlateau(one, patience=2)
    for _ in range(5):
        schedule.step(1.0)
    again = lr_scheduler.ReduceLROnPlateau(two, patience=2)
    again.load_state_dict(json.loads(json.dumps(schedule.state_dict())))
    two.load_state_dict(one.state_dict())
    for _ in range(10):
        schedule.step(1.0)
        again.step(1.0)
        assert again.get_last_lr() == schedule.get_last_lr()


def test_states_share_nothing():
    schedule = lr_scheduler.MultiStepLR(sgd(), [3, 5])
    state = schedule.state_dict()
    state["milestones"].append(9)
    assert schedule.milestones == [3, 5]
    again = lr_scheduler.MultiStepLR(sgd(), [1])
    again.load_state_dict(state)
    state["milestones"].clear()
    assert again.milestones == [3, 5, 9]


@pytest.mark.parametrize("name", ["StepLR", "LinearLR", "CosineAnnealingLR", "ExponentialLR", "PolynomialLR"])
def test_last_epoch_goes_on_from_the_groups(name):
    mine = sgd()
    other = theirs(mine)
    from torch.optim import lr_scheduler as their_scheduler

    make = {
        "StepLR": lambda s, o, e: s.StepLR(o, 7, last_epoch=e),
        "LinearLR": lambda s, o, e: s.LinearLR(o, total_iters=20, last_epoch=e),
        "CosineAnnealingLR": lambda s, o, e: s.CosineAnnealingLR(o, 30, last_epoch=e),
        "ExponentialLR": lambda s, o, e: s.ExponentialLR(o, 0.9, last_epoch=e),
        "PolynomialLR": lambda s, o, e: s.PolynomialLR(o, 40, last_epoch=e),
    }[name]
    for optimiser, module in ((mine, lr_scheduler), (other, their_scheduler)):
        schedule = make(module, optimiser, -1)
        for _ in range(10):
            optimiser.step()
            schedule.step()
        schedule = make(module, optimiser, 10)
        for _ in range(10):
            optimiser.step()
            schedule.step()
    assert [group["lr"] for group in mine.param_groups] == [group["lr"] for group in other.param_groups]


# --- warnings and errors ----------------------------------------------------------------------------------------------


def test_a_step_before_the_optimisers_is_warned_of():
    optimiser = sgd()
    schedule = lr_scheduler.StepLR(optimiser, 3)
    with pytest.warns(UserWarning, match=r"`lr_scheduler.step\(\)` before `optimizer.step\(\)`"):
        schedule.step()


def test_the_right_order_is_not_warned_of():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        optimiser = sgd()
        schedule = lr_scheduler.OneCycleLR(optimiser, 1.0, total_steps=9)
        for _ in range(9):
            optimiser.step()
            schedule.step()


def loaded(schedule, state):
    schedule.load_state_dict(state)


def with_a_new_group():
    optimiser = sgd()
    schedule = lr_scheduler.StepLR(optimiser, 3)
    optimiser.add_param_group({"params": [zerodl.ones(1).requires_grad_()]})
    optimiser.step()
    schedule.step()


def one_step_too_many():
    optimiser = sgd()
    schedule = lr_scheduler.OneCycleLR(optimiser, 1.0, total_steps=2)
    for _ in range(3):
        optimiser.step()
        schedule.step()


S = lr_scheduler
ERRORS = {
    "no optimiser": (lambda: S.StepLR(0.1, 3), "StepLR: expected an optimiser, got float"),
    "no optimiser to cycle": (lambda: S.OneCycleLR(None, 1.0, total_steps=3), "OneCycleLR: expected an optimiser"),
    "mid-way without a beginning": (lambda: S.StepLR(sgd(), 3, last_epoch=5), "StepLR: .*'initial_lr'"),
    "steps of no length": (lambda: S.StepLR(sgd(), 0), "StepLR: step_size .*got 0"),
    "a factor of 0": (lambda: S.ConstantLR(sgd(), factor=0), "ConstantLR: factor .*got 0"),
    "a start of 0": (lambda: S.LinearLR(sgd(), start_factor=0), "LinearLR: start_factor .*got 0"),
    "an end above 1": (lambda: S.LinearLR(sgd(), end_factor=2), "LinearLR: end_factor .*got 2"),
    "a wave of no length": (lambda: S.CosineAnnealingLR(sgd(), 0), "CosineAnnealingLR: T_max .*got 0"),
    "a fall of no length": (lambda: S.CosineAnnealingWarmRestarts(sgd(), 0), "T_0 .*got 0"),
    "half a factor": (lambda: S.CosineAnnealingWarmRestarts(sgd(), 2, T_mult=1.5), "T_mult .*got 1.5"),
    "a negative epoch": (lambda: S.CosineAnnealingWarmRestarts(sgd(), 2).step(-2), "epoch .*got -2"),
    "no length": (lambda: S.OneCycleLR(sgd(), 1.0), "OneCycleLR: how long .*total_steps"),
    "half a length": (lambda: S.OneCycleLR(sgd(), 1.0, epochs=3), "OneCycleLR: how long .*steps_per_epoch"),
    "no steps": (lambda: S.OneCycleLR(sgd(), 1.0, total_steps=0), "OneCycleLR: total_steps .*got 0"),
    "a share of 2": (lambda: S.OneCycleLR(sgd(), 1.0, total_steps=3, pct_start=2), "pct_start .*got 2"),
    "another curve": (lambda: S.OneCycleLR(sgd(), 1.0, total_steps=3, anneal_strategy="sin"), "'cos' or .*got 'sin'"),
    "two rates for three groups": (lambda: S.OneCycleLR(sgd(), [1.0, 2.0], total_steps=3), "one max_lr .*3 .*got 2"),
    "one step too many": (one_step_too_many, "made for 2 steps"),
    "another triangle": (lambda: S.CyclicLR(sgd(), 0.1, 1.0, mode="square"), "mode .*triangular2.*got 'square'"),
    "no momentum to cycle": (
        lambda: S.CyclicLR(optim.Optimizer([zerodl.ones(1)], {"lr": 1.0}), 0.1, 1.0), "Optimizer.*cycle_momentum=False",
    ),
    "a rising factor": (lambda: S.ReduceLROnPlateau(sgd(), factor=1.0), "factor must be below 1, got 1.0"),
    "a mode of its own": (lambda: S.ReduceLROnPlateau(sgd(), mode="best"), "'min' or 'max', got 'best'"),
    "a threshold of its own": (lambda: S.ReduceLROnPlateau(sgd(), threshold_mode="x"), "'rel' or 'abs', got 'x'"),
    "a number for a function": (lambda: S.LambdaLR(sgd(), 0.5), "LambdaLR: expected a function .*float"),
    "no schedules": (lambda: S.SequentialLR(sgd(), [], []), "SequentialLR: expected at least one"),
    "no schedules to chain": (lambda: S.ChainedScheduler([]), "ChainedScheduler: expected at least one"),
    "a number for a schedule": (lambda: S.ChainedScheduler([0.1]), "ChainedScheduler: .*float at 0"),
    "a plateau in a chain": (lambda: S.ChainedScheduler([S.ReduceLROnPlateau(sgd())]), "measure"),
    "another's schedule": (lambda: S.SequentialLR(sgd(), [S.StepLR(sgd(), 3)], []), "StepLR, at 0, belongs to another"),
    "milestones that do not fit": (
        lambda: S.SequentialLR(o := sgd(), [S.StepLR(o, 3)], [1, 2]), "1 schedules need 0 milestones, got 2",
    ),
    "a sequence in mid-sequence": (
        lambda: S.SequentialLR(o := sgd(), [S.StepLR(o, 3), S.ChainedScheduler([S.StepLR(o, 3)])], [1]).step(),
        "can only stand first",
    ),
    "a new group": (with_a_new_group, "StepLR: the optimiser has 4 groups, and had 3"),
    "no rule": (lambda: S.LRScheduler(sgd()), "LRScheduler has no rule: define next_rate"),
    "another's state": (
        lambda: loaded(S.StepLR(sgd(), 3), S.ExponentialLR(sgd(), 0.5).state_dict()), "lacks step_size",
    ),
    "no state": (lambda: loaded(S.StepLR(sgd(), 3), [1]), "StepLR.load_state_dict: .*got list"),
    "another number of groups": (
        lambda: loaded(S.StepLR(sgd(), 3), S.StepLR(optim.SGD([zerodl.ones(1)]), 3).state_dict()),
        "1 groups, here are 3",
    ),
    "another number of schedules": (
        lambda: loaded(S.ChainedScheduler([S.StepLR(sgd(), 3)]), {"_schedulers": []}), "0 schedules, here are 1",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ERRORS)
def test_errors(name):
    do, match = ERRORS[name]
    with pytest.raises(ZerodlError, match=match) as caught:
        do()
    assert isinstance(caught.value, (ArgumentError, DTypeError))
