"""Every illness is named in a network that really has it, and a healthy network gets a clean bill."""

import re

import numpy as np
import pytest

import zerodl
from tests.train.jobs import assert_equal, line, trainer, weights
from zerodl import nn, optim
from zerodl.data import TensorDataset
from zerodl.data.digits import split_digits
from zerodl.errors import ArgumentError
from zerodl.train import Doctor, NanGuard, NotFiniteError, Trainer

TRAINING, HELD_OUT = split_digits(0)
X, Y = TRAINING.tensors


def examined(model=None, optimizer="adam", data=TRAINING, epochs=4, validation=HELD_OUT, lr=1e-3, loss="cross_entropy",
             shuffle=True, **settings):  # fmt: skip
    """The doctor, after a training on the digits that is sick in one respect."""
    zerodl.manual_seed(0)
    model = model() if model else layers(64, 64, 10)
    doctor = Doctor(every=5, speak=False)
    job = Trainer(model, loss, optimizer, lr=lr, callbacks=[doctor], **settings)
    with np.errstate(all="ignore"):
        job.fit(data, epochs, validation, batch_size=64, shuffle=shuffle, verbose=False)
    return doctor


def layers(*widths, activation=nn.ReLU):
    """Linear layers with an activation between them."""
    parts = []
    for before, after in zip(widths, widths[1:]):
        parts += [nn.Linear(before, after), activation()]
    return nn.Sequential(*parts[:-1])


def titles(doctor):
    return [finding.title for finding in doctor.findings()]


# --- the illnesses ----------------------------------------------------------------------------------------------------


def high_rate():
    return examined(optimizer="sgd", lr=30.0)


def high_rate_of_adam():
    return examined(lr=0.5)


def low_rate():
    return examined(optimizer="sgd", lr=1e-6)


def dead():
    def model():
        made = layers(64, 64, 64, 10)
        made[0].bias = nn.Parameter(zerodl.full((64,), -10.0))
        return made

    return examined(model)


def vanishing():
    def model():
        return layers(64, 32, 32, 32, 32, 32, 32, 10, activation=nn.Sigmoid)

    return examined(model, optimizer="sgd", lr=0.1)


def saturated():
    def model():
        made = layers(64, 64, 10, activation=nn.Tanh)
        with zerodl.no_grad():
            made[0].weight.mul_(100.0)
        return made

    return examined(model)


class Forgetful(optim.SGD):
    """Nobody clears the gradients."""

    def zero_grad(self, set_to_none=True):
        pass


def forgot():
    return examined(optimizer=lambda p: Forgetful(p, lr=0.05), lr=None)


def shuffled_labels():
    rng = np.random.default_rng(0)
    wrong = TensorDataset(X, zerodl.tensor(rng.permutation(Y.numpy())))
    return examined(data=wrong, epochs=6)


def raw_pixels():
    raw = TensorDataset(HELD_OUT.tensors[0] * 255, HELD_OUT.tensors[1])
    return examined(data=TensorDataset(X * 255, Y), validation=raw)


def softmax_twice():
    def model():
        return nn.Sequential(*layers(64, 64, 10), nn.Softmax(dim=1))

    return examined(model)


def sorted_labels():
    order = np.argsort(Y.numpy(), kind="stable")
    return examined(data=TensorDataset(X[order], Y[order]), shuffle=False)


def sorted_targets():
    x, y = line(400)
    order = np.argsort(y.numpy().ravel())
    doctor = Doctor(every=2, speak=False)
    job = trainer(lr=0.01, callbacks=[doctor])
    job.fit((x[order], y[order]), 3, batch_size=20, shuffle=False, verbose=False)
    return doctor


def over_fitting():
    few = TensorDataset(X[:60], Y[:60])

    def model():
        made = layers(64, 256, 256, 10)
        with zerodl.no_grad():
            made[0].weight.mul_(3.0)
        return made

    return examined(model, data=few, epochs=60, lr=3e-3)


def wild_start():
    def model():
        made = layers(64, 64, 10)
        with zerodl.no_grad():
            made[2].weight.mul_(50.0)
        return made

    return examined(model, epochs=1)


def column_against_row():
    x, y = line(200)
    doctor = Doctor(every=2, speak=False)
    job = trainer(callbacks=[doctor])
    job.fit((x, y[:, 0]), 2, batch_size=20, verbose=False)
    return doctor


def exploding():
    x, y = line(400)
    doctor = Doctor(every=2, speak=False)
    job = trainer(nn.Linear(3, 1).double(), lr=1.02, callbacks=[doctor])
    job.fit((x, y), 5, batch_size=20, verbose=False)
    return doctor


def jumping():
    x, y = line(400)
    doctor = Doctor(every=2, speak=False)
    pull = iter(np.tile([1.0, 3.0], 1000))
    job = trainer(nn.Linear(3, 1).double(), lr=1e-3, callbacks=[doctor])
    job.loss = lambda prediction, target: ((prediction - target) ** 2).mean() * next(pull)
    job.fit((x, y), 2, batch_size=20, verbose=False)
    return doctor


def one_answer():
    def model():
        made = layers(64, 64, 10)
        made[2].bias = nn.Parameter(zerodl.tensor([0.0] * 9 + [4.0]))
        return made

    return examined(model, optimizer="sgd", lr=1e-5, epochs=2)


class Unused(nn.Module):
    """A network with a layer that is cut off, and one that is not asked."""

    def __init__(self):
        super().__init__()
        self.first, self.last, self.spare = nn.Linear(64, 64), nn.Linear(64, 10), nn.Linear(3, 3)

    def forward(self, x):
        return self.last(self.first(x).relu().detach())


def cut_off():
    return examined(Unused)


ILL = {
    "one class": (one_answer, "all predictions are the same class"),
    "a step that overshoots": (exploding, "the loss rises"),
    "a loss that jumps": (jumping, "the loss jumps"),
    "learning rate too high": (high_rate, "updates are too large"),
    "learning rate too high for Adam": (high_rate_of_adam, "updates are too large"),
    "learning rate too low": (low_rate, "updates are too small"),
    "biases of -10": (dead, "ReLUs are dead"),
    "six sigmoids": (vanishing, "gradients vanish"),
    "first weights too large": (saturated, "activations are saturated"),
    "no zero_grad": (forgot, "gradients pile up"),
    "labels shuffled": (shuffled_labels, "no better than guessing"),
    "pixels of 0 to 255": (raw_pixels, "inputs are large"),
    "softmax twice": (softmax_twice, "softmax before cross_entropy"),
    "sorted by class": (sorted_labels, "batches are sorted by class"),
    "sorted by target": (sorted_targets, "batches are sorted by target"),
    "few rows": (over_fitting, "over-fitting"),
    "a layer cut off": (cut_off, "layers do not learn at all"),
    "last weights too large": (wild_start, "starts worse than guessing"),
    "a column against a row": (column_against_row, "outputs and targets differ in shape"),
}


@pytest.mark.parametrize(("make", "title"), ILL.values(), ids=ILL)
def test_an_illness_is_named(make, title):
    doctor = make()
    assert title in titles(doctor), str(doctor)
    finding = next(finding for finding in doctor.findings() if finding.title == title)
    assert any(letter.isdigit() for letter in finding.numbers), "a finding says its numbers"
    assert finding.advice


@pytest.mark.parametrize(
    "make", [high_rate, high_rate_of_adam, low_rate, dead, vanishing, forgot, raw_pixels, softmax_twice, sorted_labels]
)
def test_the_cause_comes_first(make):
    named = dict(ILL.values())
    assert titles(make())[0] == named[make]


@pytest.mark.parametrize("lr", [1e-4, 1e-3, 1e-2])
def test_the_learning_rate_that_it_advises_is_a_cure(lr):
    def model():
        return layers(64, 512, 256, 10)

    sick = examined(model, optimizer="sgd", lr=lr, epochs=3, validation=None)
    factor = re.search(r"a learning rate ([\d,]+) times higher", sick.findings()[0].advice)[1]
    cured = examined(model, optimizer="sgd", lr=lr * int(factor.replace(",", "")), epochs=3, validation=None)
    assert titles(cured) == [], f"{factor} times {lr}: {cured}"
    assert cured.chart.train_losses[-1] < 0.9 * sick.chart.train_losses[-1]


def test_nan_is_a_finding_too():
    doctor = Doctor(speak=False)
    job = trainer(nn.Linear(3, 1).double(), lr=1e4, callbacks=[doctor])
    with np.errstate(all="ignore"), pytest.raises(NotFiniteError):
        job.fit(line(64), 1000, batch_size=8, verbose=False)
    assert titles(doctor)[0] == "NaN or infinity"
    assert "at step" in doctor.findings()[0].numbers


# --- health -----------------------------------------------------------------------------------------------------------

HEALTHY = {
    "Adam": {"epochs": 10},
    "SGD": {"optimizer": "sgd", "lr": 0.3, "epochs": 10},
    "tanh": {"model": lambda: layers(64, 64, 10, activation=nn.Tanh)},
    "the larger network": {"model": lambda: layers(64, 512, 256, 10), "epochs": 5},
    "no validation": {"validation": None},
    "accumulated, clipped": {"accumulate": 3, "clip_norm": 1.0, "epochs": 8},
}


@pytest.mark.parametrize("settings", HEALTHY.values(), ids=HEALTHY)
def test_a_healthy_network_gets_a_clean_bill(settings):
    doctor = examined(**settings)
    assert titles(doctor) == [], str(doctor)
    assert doctor.report().healthy
    assert str(doctor).startswith("Nothing looks wrong.")


def test_a_healthy_regression_gets_one_too():
    doctor = Doctor(every=5, speak=False)
    job = trainer(lr=0.05, callbacks=[doctor])
    job.fit(line(400), 10, batch_size=20, validation_split=0.2, verbose=False)
    assert titles(doctor) == [], str(doctor)


# --- the examination itself -------------------------------------------------------------------------------------------


def test_examining_changes_nothing():
    x, y = line()
    plain, watched = trainer(), trainer(callbacks=[Doctor(every=1, speak=False)])
    for job in (plain, watched):
        zerodl.manual_seed(3)
        job.fit((x, y), 3, batch_size=8, verbose=False)
    assert_equal(weights(plain.model), weights(watched.model))
    assert not any(module._hooks and module._hooks.forward for module in watched.model.modules())


def test_it_measures_what_it_says():
    x, y = line(20)
    doctor = Doctor(every=2, speak=False)
    job = trainer(lr=0.1, callbacks=[doctor])
    before = weights(job.model)
    job.fit((x, y), 1, batch_size=20, verbose=False)
    moved = job.model[0].weight.array - before[0]
    ratio = np.linalg.norm(moved) / np.linalg.norm(before[0])
    assert doctor.chart.updates["0.weight"] == pytest.approx([ratio])
    assert doctor.chart.gradients["0.weight"] == pytest.approx([np.linalg.norm(moved) / 0.1 / np.sqrt(moved.size)])
    job.fit((x, y), 6, batch_size=20, verbose=False)
    assert doctor.chart.steps == [0, 2, 4, 6]
    assert doctor.chart.losses[:1] + doctor.chart.losses[1:] == job.history["loss"]


def test_a_unit_is_dead_only_after_several_batches_without_a_sign_of_life():
    doctor = Doctor(every=1, speak=False)
    model = nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.Linear(4, 1)).double()
    model[0].weight = nn.Parameter(zerodl.zeros(4, 3, dtype=zerodl.float64))
    model[0].bias = nn.Parameter(zerodl.tensor([-1.0, -1.0, 1.0, 1.0], dtype=zerodl.float64))
    job = trainer(model, lr=0.0, callbacks=[doctor])
    job.fit(line(20), 7, batch_size=20, verbose=False)
    assert doctor.chart.dead["1"] == [0, 0, 0, 0, 0.5, 0.5, 0.5]


def test_it_speaks_once_about_each_finding(capsys):
    zerodl.manual_seed(0)
    model = nn.Sequential(*layers(64, 64, 10), nn.Softmax(dim=1))
    Trainer(model, "cross_entropy", callbacks=[Doctor(every=5)]).fit(TRAINING, 3, batch_size=64, verbose=False)
    said = capsys.readouterr().out
    assert said.count("doctor: softmax before cross_entropy: ") == 1


def test_the_report_is_a_text_and_a_card():
    doctor = softmax_twice()
    report = doctor.report()
    bundle = report._repr_mimebundle_()
    assert "1. softmax before cross_entropy: the outputs are probabilities already" in bundle["text/plain"]
    assert "<b>softmax before cross_entropy</b>" in bundle["text/html"]
    assert doctor._repr_mimebundle_() == bundle
    assert "Nothing has been examined yet" in str(Doctor())
    report.vitals["<loss>"] = "a < b"
    assert "<loss>" not in report.html()


def test_the_plot_has_a_line_for_every_layer():
    doctor = examined(epochs=2)
    figure = doctor.plot()
    assert len(figure.axes) == 4
    assert len(figure.axes[1].get_lines()) == len(figure.axes[2].get_lines()) == 2
    figure.draw_without_rendering()
    Doctor().plot().draw_without_rendering()


def test_it_refuses_to_come_at_odd_times():
    with pytest.raises(ArgumentError, match="every must be a whole number"):
        Doctor(every=0)


def test_a_guard_of_ones_own_takes_the_place_of_the_usual_one():
    mine = NanGuard(gradients=False)
    assert [c for c in trainer(callbacks=[mine]).callbacks if isinstance(c, NanGuard)] == [mine]


def test_layers_that_do_not_learn_are_named_unless_that_is_meant():
    finding = next(finding for finding in cut_off().findings() if finding.title == "layers do not learn at all")
    assert finding.numbers.endswith("no gradient but 0 for first.weight, spare.weight")

    def meant():
        model = Unused()
        for layer in (model.first, model.spare):
            layer.requires_grad_(False)
        return model

    assert "layers do not learn at all" not in titles(examined(meant))
