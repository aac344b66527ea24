"""The matrix: for every exercise right answers pass, the untouched gap earns nothing, each wrong one is recognised."""

import secrets

import numpy as np
import pytest

import zerodl
from zerodl import kernels
from zerodl.autograd import Value
from zerodl.course import catalogue, matrix
from zerodl.course.answer import compile_answer
from zerodl.course.calls import calls
from zerodl.course.record import Mistake, Question, Variant
from zerodl.course.seat import plug_in, unplug
from zerodl.course.text import Text
from zerodl.data import DataLoader, TensorDataset, transforms
from zerodl.errors import ArgumentError
from zerodl.models import gradients_by_hand
from zerodl.train import EarlyStopping, History, Trainer, evaluate, train_epoch
from zerodl.train.checkpoint import load_all

SEED = secrets.randbelow(10**9)  # fresh inputs in every run; what fails says which
EXERCISES = catalogue.all_exercises()
RELU = catalogue.find("ops.activation.relu")


def line(record, rows):
    """One line of the printed matrix: how many answers of each kind came out as they should."""
    kinds = ("reference", "gap", "variant", "mistake")
    counts = [(kind, [row.holds for row in rows if row.kind == kind]) for kind in kinds]
    return f"{record.name:40} " + "  ".join(f"{kind} {sum(held)}/{len(held)}" for kind, held in counts)


@pytest.mark.parametrize("record", EXERCISES, ids=lambda record: record.name)
def test_right_answers_pass_and_each_wrong_one_gets_its_own_diagnosis(record, capsys):
    for seed in (SEED, SEED + 1):
        rows = matrix.rows(record, [seed])
        assert [row for row in rows if not row.holds] == [], f"seed {seed}"
    with capsys.disabled():
        print(f"\n{line(record, rows)}", end="")


@pytest.mark.parametrize("record", EXERCISES, ids=lambda record: record.name)
def test_the_matrix_of_an_exercise_has_all_its_rows(record):
    kinds = [row.kind for row in matrix.rows(record, [0])]
    assert (kinds.count("reference"), kinds.count("gap")) == (1, 1)
    assert kinds.count("variant") >= 2
    assert kinds.count("mistake") >= 2


@pytest.mark.parametrize("record", EXERCISES, ids=lambda record: record.name)
def test_an_exercise_says_what_a_lesson_needs(record):
    assert record.points > 0
    assert record.minutes > 0
    assert {record.difficulty, record.importance} <= {1, 2, 3, 4, 5}
    assert len(record.hints) >= 2
    titles = [scenario.title for scenario in record.scenarios]
    assert titles
    assert len(set(titles)) == len(titles)
    names = [mistake.name for mistake in record.mistakes]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    "record", [r for r in catalogue.all_records() if isinstance(r, Question)], ids=lambda record: record.name
)
def test_a_question_has_one_right_option_and_a_reason_for_each(record):
    assert record.right in record.options
    assert len(record.options) >= 2
    assert all(str(option.text) and str(option.because) for option in record.options.values())


def at_work():
    """What comes out of some work for the framework that needs every exercise's function."""
    rng = np.random.default_rng(0)
    x, w1, b1, w2 = (zerodl.tensor(rng.normal(size=s), requires_grad=True) for s in ((4, 3), (3, 5), (5,), (5, 2)))
    loss = (zerodl.relu(zerodl.tanh(x @ w1 + b1) * b1) @ w2 * 0.5).sum()
    loss.backward()
    assert zerodl.autograd.gradcheck(lambda a, b: zerodl.tanh(a @ b).sum(), [x, w1])
    zerodl.manual_seed(0)
    layer = zerodl.nn.Linear(3, 2)
    a, b = Value(0.5), Value(-2.0)
    value = a * b + (a * 3.0).tanh()
    value.backward()
    gradients = [*(t.grad.numpy() for t in (x, w1, b1, w2)), (a.grad, b.grad)]
    parts = [*in_memory(), *in_layers(rng), *in_losses(rng), *in_optimisers(rng), *in_regularisation()]
    return [*gradients, layer.weight.tolist(), layer.bias.tolist(), *parts, *in_training(rng)]


def in_memory():
    """What comes out of an array that is sliced, turned, broadcast and filtered by the functions on strides."""
    view = kernels.Strided.of(np.arange(60.0).reshape((4, 5, 3)))[::-1, 1:]
    filtered = kernels.stencil(view, np.array([[1.0, -2.0, 4.0], [0.0, 3.0, -1.0]]))
    column = zerodl.tensor([[1.0], [2.0]]).expand((2, 3))
    return [
        view.T.contiguous().numpy(),
        filtered.numpy(),
        (filtered * np.array([1.0, 10.0, 100.0])).numpy(),
        kernels.standardise(view.numpy(), axis=(0, 1)),
        column.tolist(),
        [column.is_contiguous(), view[0].is_contiguous(), view.T.is_contiguous()],
    ]


def in_layers(rng):
    """What comes out of a network whose weights are filled, found, trained for a step and given back a state."""
    nn = zerodl.nn
    net = nn.Sequential(nn.Linear(3, 4), nn.Sigmoid(), nn.Linear(4, 2)).double()
    nn.init.xavier_uniform_(net[0].weight, gain=1.5)
    nn.init.kaiming_normal_(net[2].weight, mode="fan_out")
    y = net(zerodl.tensor(rng.normal(size=(5, 3))))
    y.backward(rng.normal(size=y.shape))
    state = net.state_dict()
    net.load_state_dict(state)
    arrays = [rng.normal(size=shape) for shape in ((7, 5), (7, 4), (6, 5), (6,), (4, 6), (4,))]
    found = [parameter.grad.numpy() for _, parameter in net.named_parameters()]
    return [y.detach().numpy(), *found, *(state[name].numpy() for name in sorted(state)), *gradients_by_hand(*arrays)]


def in_losses(rng):
    """What comes out of losses, their gradients, and the metrics that judge the same predictions."""
    F = zerodl.nn.functional
    scores, price = (zerodl.tensor(rng.normal(size=shape), requires_grad=True) for shape in ((6, 3), (6, 3)))
    labels, shares = rng.integers(0, 3, size=6), rng.uniform(size=(6, 3))
    wanted = zerodl.tensor(shares / shares.sum(axis=1, keepdims=True))
    losses = [
        F.l1_loss(price, zerodl.tensor(rng.normal(size=(6, 3)))),
        F.binary_cross_entropy_with_logits(scores, wanted, pos_weight=zerodl.tensor([1.0, 2.0, 3.0])),
        F.cross_entropy(scores, wanted),
        F.cross_entropy(scores, zerodl.tensor(labels), label_smoothing=0.1),
    ]
    for loss in losses:
        loss.backward()
    judged = zerodl.metrics.f1_score(scores.detach().numpy(), labels, average="macro")
    table = zerodl.metrics.confusion_matrix(scores.detach().numpy(), labels)
    return [[loss.item() for loss in losses], scores.grad.numpy(), price.grad.numpy(), judged, table]


def in_optimisers(rng):
    """Where some steps lead, of a few numbers and of so many that a compiled twin would take them over."""
    optim, utils = zerodl.optim, zerodl.nn.utils
    makers = [
        lambda params: optim.SGD(params, lr=0.1, momentum=0.9),
        lambda params: optim.SGD(params, lr=0.1, momentum=0.8, nesterov=True),
        lambda params: optim.RMSprop(params, lr=0.1),
        lambda params: optim.Adam(params, lr=0.1),
        lambda params: optim.AdamW(params, lr=0.1, weight_decay=0.5),
    ]
    places, lengths = [], []
    for make in makers:
        weights = [zerodl.tensor(rng.normal(size=size), requires_grad=True) for size in (3, 5000)]
        optimizer = make(weights)
        schedule = optim.lr_scheduler.LambdaLR(optimizer, lambda t: optim.lr_scheduler.warm_up_cosine(t, 2, 5, 0.1))
        for _ in range(4):
            for weight in weights:
                weight.grad = zerodl.tensor(rng.normal(size=weight.shape))
            lengths.append(utils.clip_grad_norm_(weights, 1.0).item())
            optimizer.step()
            schedule.step()
        places += [weight.detach().numpy() for weight in weights]
    return [*places, lengths]


def in_regularisation():
    """What comes out of a fit that is stopped early, of a network with all that keeps it from over-fitting."""
    nn, rng = zerodl.nn, np.random.default_rng(7)
    crop = transforms.RandomCrop(4, padding=1, generator=zerodl.Generator(3))
    images = crop(rng.normal(size=(12, 1, 4, 4))).reshape(12, 16)
    zerodl.manual_seed(0)
    layers = [nn.Linear(16, 6), nn.BatchNorm1d(6), nn.LayerNorm(6), nn.Tanh(), nn.Dropout(0.3), nn.Linear(6, 3)]
    net = nn.Sequential(*layers).double()

    def loss(scores, wanted):
        return nn.functional.cross_entropy(scores, wanted) + 0.01 * nn.utils.elastic_penalty(net, l1_ratio=0.3)

    trainer = Trainer(net, loss, "sgd", lr=0.5, callbacks=[EarlyStopping("loss", patience=2, min_delta=0.05)])
    data = zerodl.tensor(images), zerodl.tensor(rng.integers(0, 3, size=12))
    trainer.fit(data, epochs=12, batch_size=6, shuffle=False, verbose=False)
    return [trainer.epoch, trainer.history["loss"], *(value.numpy() for value in net.state_dict().values())]


def in_training(rng):
    """What comes out of the plain loop over a loader, and of states that go to two parts or to none."""
    nn, optim = zerodl.nn, zerodl.optim
    zerodl.manual_seed(1)
    net, loss = nn.Linear(3, 1).double(), nn.functional.mse_loss
    loader = DataLoader(TensorDataset(rng.normal(size=(10, 3)), rng.normal(size=(10, 1))), batch_size=4, shuffle=True)
    optimizer, history = optim.SGD(net.parameters(), lr=0.1, momentum=0.5), History()
    for epoch in range(1, 4):
        logs = {"loss": train_epoch(net, loss, optimizer, loader), "seen": evaluate(net, loss, loader)["loss"]}
        history.record(epoch, logs if epoch > 1 else {"loss": logs["loss"]})
    other, state = nn.Linear(3, 1).double(), net.state_dict()
    with pytest.raises(ArgumentError, match="misshapen"):
        load_all({"net": other, "wider": nn.Linear(4, 1)}, {"net": state, "wider": state})
    before = other.weight.detach().numpy().copy()
    load_all({"net": other}, {"net": state})
    return [history["loss"], history["seen"], before, *(part.weight.detach().numpy() for part in (net, other))]


@pytest.mark.parametrize(
    ("record", "variant"),
    [(record, variant) for record in EXERCISES for variant in record.variants],
    ids=lambda case: case.name,
)
def test_a_right_answer_serves_in_the_framework_as_the_packages_own_does(record, variant):
    expected = at_work()
    plug_in(record.name, compile_answer(record.name, variant.source))
    try:
        got = at_work()
    finally:
        unplug(record.name)
    for mine, theirs in zip(got, expected, strict=True):
        np.testing.assert_allclose(mine, theirs, rtol=1e-6)


@pytest.mark.parametrize(
    ("name", "optimizers"),
    [("sgd.momentum_step", 2), ("rmsprop.rmsprop_step", 1), ("adam.adam_step", 2), ("adam.adamw_step", 1)],
)
def test_a_compiled_twin_steps_aside_for_an_answer(name, optimizers):
    record = catalogue.find(f"optim.{name}")
    plug_in(record.name, compile_answer(record.name, record.variants[0].source, counted=True))
    before = calls[record.name]
    try:
        in_optimisers(np.random.default_rng(0))
    finally:
        unplug(record.name)
    assert calls[record.name] - before == 4 * optimizers  # four steps, in which all numbers lie end to end


def held(record):
    return {row.name: row.holds for row in matrix.rows(record, [SEED])}


def test_a_right_answer_that_fails_does_not_hold(monkeypatch):
    monkeypatch.setattr(RELU, "variants", [Variant("forgetful", "def relu(x):\n    return x\n")])
    assert held(RELU)["forgetful"] is False


def test_a_mistake_that_passes_does_not_hold(monkeypatch):
    right = Mistake("right", Text(en="Wrong."), "def relu(x):\n    return np.maximum(0, x)\n")
    monkeypatch.setattr(RELU, "mistakes", [right])
    assert held(RELU)["right"] is False


def test_a_mistake_that_gets_another_ones_diagnosis_does_not_hold(monkeypatch):
    twins = [Mistake(name, Text(en="Wrong."), "def relu(x):\n    return x\n") for name in ("first", "second")]
    monkeypatch.setattr(RELU, "mistakes", twins)
    assert held(RELU) | {"first": True, "second": False} == held(RELU)


def test_a_gap_that_passes_does_not_hold(monkeypatch):
    monkeypatch.setattr(matrix, "gap_source", lambda place: "def relu(x):\n    return np.maximum(0, x)\n")
    assert held(RELU)["untouched gap"] is False


def test_an_answer_that_cannot_be_taken_in_earns_nothing():
    verdict = matrix.try_on_seeds(RELU, "def relu(x, y):\n    return x\n", [SEED])
    assert (verdict.passed, verdict.points, verdict.cause) == (False, 0, "refused")
