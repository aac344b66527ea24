"""A run that was stopped and goes on from a checkpoint is the run that was never stopped, bit for bit."""

import numpy as np
import pytest

import zerodl
from zerodl import io, nn, optim
from zerodl.data import DataLoader, Dataset
from zerodl.errors import ArgumentError, DTypeError, FileError, NewerFileError
from zerodl.metrics import Accuracy
from zerodl.optim import lr_scheduler as schedules
from zerodl.train import checkpoint, load_checkpoint, save_checkpoint
from zerodl.train.checkpoint import load_all


@pytest.fixture
def path(tmp_path):
    return tmp_path / "run.safetensors"


class Noisy(Dataset):
    """Rows that look a little different every time, as augmented pictures do."""

    def __init__(self, rows=22):
        rng = np.random.default_rng(0)
        self.x = rng.normal(size=(rows, 4)).astype(np.float32)
        self.y = (self.x.sum(axis=1) > 0).astype(np.int64)

    def __len__(self):
        return len(self.x)

    def __getitem__(self, i):
        return zerodl.tensor(self.x[i]) + 0.1 * zerodl.randn(4), int(self.y[i])


RULES = {
    "SGD, momentum": lambda parameters: optim.SGD(parameters, lr=0.1, momentum=0.9),
    "SGD, Nesterov": lambda parameters: optim.SGD(parameters, lr=0.1, momentum=0.9, nesterov=True, weight_decay=1e-3),
    "Adam, amsgrad": lambda parameters: optim.Adam(parameters, lr=0.02, amsgrad=True),
}
RULES |= {
    name: rule
    for name, rule in vars(optim).items()
    if isinstance(rule, type) and issubclass(rule, optim.Optimizer) and rule is not optim.Optimizer
}

SCHEDULES = {
    "one cycle": lambda optimizer: schedules.OneCycleLR(optimizer, max_lr=0.2, total_steps=40),
    "stairs": lambda optimizer: schedules.StepLR(optimizer, step_size=4),
    "cosine with restarts": lambda optimizer: schedules.CosineAnnealingWarmRestarts(optimizer, T_0=7),
    "a lambda": lambda optimizer: schedules.LambdaLR(optimizer, lambda step: 1 / (1 + step)),
    "warm-up, then cosine": lambda optimizer: schedules.SequentialLR(
        optimizer,
        [schedules.LinearLR(optimizer, total_iters=5), schedules.CosineAnnealingLR(optimizer, T_max=20)],
        milestones=[5],
    ),
    "on a plateau": lambda optimizer: schedules.ReduceLROnPlateau(optimizer, patience=1),
}


class Run:
    """A network with dropout and batch normalisation, and all that trains it."""

    def __init__(self, rule="SGD, momentum", schedule="one cycle", seed=0, own_generator=True, workers=0):
        zerodl.manual_seed(seed)
        self.model = nn.Sequential(nn.Linear(4, 16), nn.BatchNorm1d(16), nn.ReLU(), nn.Dropout(0.3), nn.Linear(16, 2))
        self.optimizer = RULES[rule](self.model.parameters())
        self.scheduler = SCHEDULES[schedule](self.optimizer)
        self.generator = zerodl.Generator(seed + 1)
        order = self.generator if own_generator else None
        self.loader = DataLoader(Noisy(), batch_size=5, shuffle=True, generator=order, num_workers=workers)
        self.accuracy = Accuracy()

    def parts(self):
        names = ("model", "optimizer", "scheduler", "loader", "generator", "accuracy")
        return {name: getattr(self, name) for name in names}

    def train(self, steps, after_each=lambda: None):
        """The losses of so many further steps."""
        losses = []
        while True:
            for x, y in self.loader:
                noise = 0.01 * zerodl.randn(len(x), 4)
                prediction = self.model(x + noise)
                loss = nn.functional.cross_entropy(prediction, y)
                self.optimizer.zero_grad()
                loss.backward()
                self.optimizer.step()
                self.scheduler.step(*[loss.item()] * isinstance(self.scheduler, schedules.ReduceLROnPlateau))
                self.accuracy.update(prediction.detach(), y)
                losses.append(loss.item())
                after_each()
                if len(losses) == steps:
                    return losses

    def bits(self):
        """Everything that the run has come to, byte for byte."""
        state = {name: part.state_dict() for name, part in self.parts().items() if name != "generator"}
        return [*flat(state), *flat(self.generator.get_state()), *flat(zerodl.get_rng_state())]


def flat(tree):
    """The leaves of a tree, arrays as bytes."""
    if isinstance(tree, dict):
        return [leaf for key, value in tree.items() for leaf in (key, *flat(value))]
    if isinstance(tree, (list, tuple)):
        return [leaf for value in tree for leaf in flat(value)]
    array = getattr(tree, "array", tree)
    return [(array.dtype, array.shape, array.tobytes()) if isinstance(array, np.ndarray) else tree]


STOPS = {"before the first step": 0, "in mid-epoch": 3, "at the end of an epoch": 5, "in the third epoch": 12}


def assert_goes_on(path, stop, **settings):
    straight = Run(**settings)
    expected = straight.train(17)
    stopped = Run(**settings)
    losses = stopped.train(stop) if stop else []
    save_checkpoint(path, **stopped.parts(), losses=losses)
    again = Run(**settings, seed=99)  # other weights, another order, another noise
    losses = load_checkpoint(path, **again.parts())["losses"]
    losses += again.train(17 - len(losses))
    assert losses == expected
    assert again.bits() == straight.bits()


@pytest.mark.parametrize("stop", STOPS)
@pytest.mark.parametrize("own_generator", [True, False], ids=["its own generator", "the shared generator"])
def test_a_run_that_goes_on_is_the_run_that_never_stopped(stop, own_generator, path):
    assert_goes_on(path, STOPS[stop], own_generator=own_generator)


@pytest.mark.parametrize("rule", RULES)
def test_so_it_is_with_every_rule(rule, path):
    assert_goes_on(path, 8, rule=rule, schedule="stairs")


@pytest.mark.parametrize("schedule", SCHEDULES)
def test_so_it_is_with_every_kind_of_schedule(schedule, path):
    assert_goes_on(path, 8, schedule=schedule)


def test_so_it_is_with_batches_that_workers_make_ahead(path):
    straight = Run(workers=2)
    expected = straight.train(8)
    stopped = Run(workers=2)
    losses = stopped.train(3)
    save_checkpoint(path, **stopped.parts())
    again = Run(seed=99, workers=1)
    load_checkpoint(path, **again.parts())
    assert losses + again.train(5) == expected
    assert flat(again.model.state_dict()) == flat(straight.model.state_dict())


def test_saving_after_every_step_changes_nothing(path):
    undisturbed = Run()
    expected = undisturbed.train(9)
    saved = Run()
    assert saved.train(9, after_each=lambda: save_checkpoint(path, **saved.parts())) == expected
    assert saved.bits() == undisturbed.bits()


# --- what a checkpoint holds ------------------------------------------------------------------------------------------


def test_plain_data_are_returned_as_they_were(path):
    more = {"epoch": 3, "history": [{"loss": 0.5}, {"loss": float("nan")}], "config": {"sizes": (4, 2)}, "note": None}
    save_checkpoint(path, model=nn.Linear(2, 2), **more)
    read = load_checkpoint(path, model=nn.Linear(2, 2))
    assert repr(read) == repr(more)


def test_lists_and_dictionaries_of_parts_are_parts(path):
    def parts():
        noise = [zerodl.Generator(), zerodl.Generator()]
        return {"models": {"g": nn.Linear(2, 3), "d": nn.Linear(3, 1)}, "noise": noise}

    one, other = parts(), parts()
    save_checkpoint(path, **one, empty=[], nothing=None)
    assert load_checkpoint(path, **other, empty=[], nothing=None) == {"empty": [], "nothing": None}
    for name in "gd":
        assert flat(one["models"][name].state_dict()) == flat(other["models"][name].state_dict())
    assert [g.get_state() for g in one["noise"]] == [g.get_state() for g in other["noise"]]


def test_a_checkpoint_is_a_file_that_others_read(path):
    model = nn.Linear(2, 2)
    save_checkpoint(path, model=model, epoch=3)
    tree = zerodl.load(path)
    assert flat(tree["model"]) == flat(model.state_dict())
    assert tree["epoch"] == 3
    assert tree[checkpoint.RECORD]["versions"]["zerodl"] == zerodl.__version__
    assert tree[checkpoint.RECORD]["versions"]["numpy"] == np.__version__
    assert io.load_file(path)["model.weight"].tolist() == model.weight.tolist()


def test_the_shared_generator_goes_on_unless_only_some_parts_are_wanted(path):
    model = nn.Linear(2, 2)
    zerodl.manual_seed(5)
    save_checkpoint(path, model=model)
    expected = zerodl.rand(3).tolist()
    zerodl.manual_seed(6)
    load_checkpoint(path, model=model)
    assert zerodl.rand(3).tolist() == expected
    state = zerodl.get_rng_state()
    load_checkpoint(path, model=model, strict=False)
    assert zerodl.get_rng_state() == state


def test_only_the_model_can_be_taken(path):
    run = Run()
    run.train(3)
    save_checkpoint(path, **run.parts(), epoch=1)
    model = Run(seed=99).model
    with pytest.raises(ArgumentError, match="in the file, but not passed: optimizer, .*; strict=False leaves them out"):
        load_checkpoint(path, model=model)
    assert load_checkpoint(path, model=model, strict=False) == {"epoch": 1}
    assert flat(model.state_dict()) == flat(run.model.state_dict())


# --- all or nothing ---------------------------------------------------------------------------------------------------


class Stubborn:
    """A part of somebody's own, which takes half of its state before it notices that the rest does not fit."""

    def __init__(self, number=0, fits=True):
        self.number, self.fits = number, fits

    def state_dict(self):
        return {"number": self.number}

    def load_state_dict(self, state):
        self.number = state["number"]
        if not self.fits and self.number == 7:
            raise KeyError("the other half")


def other_model(run):
    run.model = nn.Sequential(nn.Linear(4, 8), nn.BatchNorm1d(8), nn.ReLU(), nn.Dropout(0.3), nn.Linear(8, 2))


def other_optimizer(run):
    run.optimizer = optim.SGD([*run.model.parameters()][:2], lr=0.1)


def other_loader(run):
    run.loader = DataLoader(Noisy(100), batch_size=5)


MISFITS = {
    "model does not fit": other_model,
    "optimizer does not fit": other_optimizer,
    "loader does not fit": other_loader,
    "accuracy does not fit, .*the other half": lambda run: setattr(run, "accuracy", Stubborn(1, fits=False)),
}


@pytest.mark.parametrize("message", MISFITS)
def test_what_does_not_fit_changes_nothing(message, path):
    run = Run()
    run.train(3)
    if "accuracy" in message:
        run.accuracy = Stubborn(7)
    save_checkpoint(path, **run.parts())
    again = Run(seed=99)
    MISFITS[message](again)
    before = again.bits()
    with pytest.raises(ArgumentError, match=rf"what .*run\.safetensors has for {message}"):
        load_checkpoint(path, **again.parts())
    assert again.bits() == before


def test_of_two_models_the_first_is_as_it_was_if_the_second_does_not_fit(path):
    save_checkpoint(path, g=nn.Linear(2, 3), d=nn.Linear(3, 1))
    g, d = nn.Linear(2, 3), nn.Linear(3, 2)
    before = flat([g.state_dict(), d.state_dict()])
    with pytest.raises(ArgumentError, match="has for d does not fit, and nothing was loaded"):
        load_checkpoint(path, g=g, d=d)
    assert flat([g.state_dict(), d.state_dict()]) == before


def test_an_interrupt_leaves_everything_as_it_was(path):
    class Slow(Stubborn):
        def load_state_dict(self, state):
            super().load_state_dict(state)
            if self.number == 5:
                raise KeyboardInterrupt

    save_checkpoint(path, a=Stubborn(5), b=Stubborn(5))
    a, b = Stubborn(1), Slow(2)
    with pytest.raises(KeyboardInterrupt):
        load_checkpoint(path, a=a, b=b)
    assert (a.number, b.number) == (1, 2)


def test_names_that_are_missing_or_unexpected_are_said(path):
    save_checkpoint(path, model=nn.Linear(2, 2), scheduler=Stubborn(), epoch=1)
    expected = "missing in the file: ema; in the file, but not passed: scheduler"
    with pytest.raises(ArgumentError, match=expected):
        load_checkpoint(path, model=nn.Linear(2, 2), ema=nn.Linear(2, 2))
    with pytest.raises(ArgumentError, match="not passed: scheduler"):
        load_checkpoint(path, model=nn.Linear(2, 2), scheduler=None)
    with pytest.raises(DTypeError, match=r"epoch is 0, which has no load_state_dict; .*\['epoch'\]"):
        load_checkpoint(path, model=nn.Linear(2, 2), scheduler=Stubborn(), epoch=0)


def test_what_cannot_be_saved_is_refused_by_the_way_to_it(path):
    for parts, message in (
        ({"hooks": [len]}, r"checkpoint\['hooks'\]\[0\] is a function"),
        ({"model": nn.Linear}, r"checkpoint\['model'\] is the class Linear"),
        ({"part": Stubborn(number={1})}, r"checkpoint\['part'\]\['number'\] is a set"),
        ({"mixed": [Stubborn(), 3]}, r"checkpoint\['mixed'\]\[0\] is a Stubborn; save its state_dict\(\)"),
    ):
        with pytest.raises(DTypeError, match=message):
            save_checkpoint(path, **parts)
    assert not path.exists()


def test_a_file_that_is_no_checkpoint_says_so(path, monkeypatch):
    zerodl.save({"epoch": 3}, path)
    with pytest.raises(FileError, match="holds a tree, but no checkpoint; read it with zerodl.load"):
        load_checkpoint(path)
    monkeypatch.setattr(checkpoint, "FORMAT", 2)
    monkeypatch.setattr(checkpoint, "__version__", "9.0")
    save_checkpoint(path)
    monkeypatch.undo()
    with pytest.raises(NewerFileError, match="checkpoint of zerodl 9.0"):
        load_checkpoint(path)


# --- all or none ------------------------------------------------------------------------------------------------------


class Touchy:
    """A number with a state that may refuse to be loaded, when half of it is done."""

    def __init__(self, number, error=None):
        self.number, self.half, self.error = number, number, error

    def state_dict(self):
        return {"number": self.number}

    def load_state_dict(self, state):
        self.half, error, self.error = state["number"], self.error, None
        if error is not None:
            raise error
        self.number = state["number"]


@pytest.mark.parametrize("error", [ValueError("no"), KeyboardInterrupt(), MemoryError()], ids=repr)
@pytest.mark.parametrize("at", [0, 1, 2])
def test_whatever_goes_wrong_while_loading_every_part_is_what_it_was(error, at):
    parts = {name: Touchy(i, error if i == at else None) for i, name in enumerate("abc")}
    with pytest.raises(type(error)) as caught:
        load_all(parts, {name: {"number": 10} for name in "abc"})
    assert caught.value is error
    assert [(part.number, part.half) for part in parts.values()] == [(0, 0), (1, 1), (2, 2)]
    load_all(parts, {name: {"number": 10} for name in "abcd"})
    assert [part.number for part in parts.values()] == [10, 10, 10]
