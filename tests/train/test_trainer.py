"""The Trainer is the plain loop; what it adds changes no number, and what it cannot do it says in one sentence."""

import os
import signal

import numpy as np
import pytest

import zerodl
from tests.train.jobs import assert_equal, line, network, squares, trainer, weights
from zerodl import nn, optim
from zerodl.data import DataLoader, Dataset, TensorDataset
from zerodl.errors import ArgumentError, DTypeError, GradientError, ShapeError
from zerodl.metrics import Precision, precision, roc_auc
from zerodl.train import Callback, Doctor, LambdaCallback, Trainer, evaluate, train_epoch
from zerodl.train.choice import LOSSES, LOSSES_ELSEWHERE


def loader(x, y, **settings):
    return DataLoader(TensorDataset(x, y), **settings)


def fit(job, *args, **settings):
    return job.fit(*args, verbose=False, **settings)


# --- it is the loop ---------------------------------------------------------------------------------------------------


def test_the_plain_loop_counts_rows_and_not_batches_and_refuses_nothing_at_all():
    x, y = line()
    cut = [(x[:39], y[:39]), (x[39:], y[39:])]
    model = network()
    still = optim.SGD(model.parameters(), lr=0.0)
    with zerodl.no_grad():
        whole = squares(model(x), y).item()
    assert train_epoch(model, squares, still, cut) == pytest.approx(whole)
    sums = nn.MSELoss(reduction="sum")
    assert train_epoch(model, sums, still, cut) == pytest.approx(whole)
    with pytest.raises(ArgumentError, match="there was no batch to measure"):
        train_epoch(model, squares, still, [])


def test_it_makes_exactly_the_steps_of_the_plain_loop():
    x, y = line()
    plain = network()
    optimizer = optim.Adam(plain.parameters(), lr=0.01)
    zerodl.manual_seed(7)
    batches = loader(x, y, batch_size=16, shuffle=True)
    losses = [train_epoch(plain, squares, optimizer, batches) for _ in range(3)]

    job = trainer(optimizer="adam", lr=0.01)
    zerodl.manual_seed(7)
    history = fit(job, (x, y), 3, batch_size=16)
    assert_equal(weights(job.model), weights(plain))
    assert history["loss"] == losses
    assert (job.epoch, job.step) == (3, 9)


def test_evaluate_is_the_loss_of_all_rows_and_leaves_the_model_as_it_was():
    x, y = line(rows=25)
    job = trainer()
    before = weights(job.model)
    job.model[1].eval()
    whole = squares(job.model(x), y).item()
    assert job.evaluate((x, y), batch_size=7)["loss"] == pytest.approx(whole, rel=1e-12)
    assert evaluate(job.model, squares, loader(x, y, batch_size=7))["loss"] == pytest.approx(whole, rel=1e-12)
    assert [module.training for module in job.model.modules()] == [True, True, False, True]
    assert_equal(weights(job.model), before)
    assert all(p.grad is None for p in job.model.parameters())


def test_layers_train_while_fitting_measure_while_validating_and_are_then_as_they_were():
    seen = []
    x, y = line()
    job = trainer(callbacks=[LambdaCallback(
        after_backward=lambda job: seen.append(job.model.training),
        on_validation_end=lambda job: seen.append(job.model.training),
    )])  # fmt: skip
    job.model.forward = lambda x, usual=job.model.forward: (seen.append(job.model.training), usual(x))[1]
    job.model.eval()
    fit(job, (x, y), 1, (x, y), batch_size=40)
    assert seen == [True, True, False, True]
    assert not job.model.training


@pytest.mark.parametrize("rows", [48, 41], ids=["full batches", "a smaller last one"])
def test_accumulated_batches_make_the_step_of_one_large_batch(rows):
    x, y = line(rows)
    whole, parts = trainer(), trainer(accumulate=3)
    fit(whole, (x, y), 2, batch_size=24, shuffle=False)
    fit(parts, (x, y), 2, batch_size=8, shuffle=False)
    assert whole.step == parts.step == 4
    for one, other in zip(weights(whole.model), weights(parts.model)):
        np.testing.assert_allclose(one, other, rtol=1e-12)
    np.testing.assert_allclose(whole.history["loss"], parts.history["loss"], rtol=1e-12)


def test_a_loss_that_is_a_sum_is_accumulated_as_a_sum():
    class Sum(nn.Module):
        reduction = "sum"

        def forward(self, prediction, target):
            return ((prediction - target) ** 2).sum()

    x, y = line(rows=20)
    whole, parts = (Trainer(network(), Sum(), "sgd", lr=1e-3, accumulate=n) for n in (1, 3))
    fit(whole, (x, y), 1, batch_size=20, shuffle=False)
    fit(parts, (x, y), 1, batch_size=7, shuffle=False)
    for one, other in zip(weights(whole.model), weights(parts.model)):
        np.testing.assert_allclose(one, other, rtol=1e-12)
    assert whole.history["loss"] == pytest.approx(parts.history["loss"])
    assert whole.evaluate((x, y))["loss"] == pytest.approx(squares(whole.model(x), y).item())


def test_gradients_are_clipped_by_norm_and_by_value():
    x, y = line()
    start = weights(network())
    short, cut = trainer(lr=1.0, clip_norm=0.5), trainer(lr=1.0, clip_value=0.01)
    for job in (short, cut):
        fit(job, (x, y), 1, batch_size=40)
    moved = [a - b for a, b in zip(weights(short.model), start)]
    assert np.sqrt(sum((m**2).sum() for m in moved)) == pytest.approx(0.5, rel=1e-5)
    moved = [a - b for a, b in zip(weights(cut.model), start)]
    assert max(np.abs(m).max() for m in moved) == pytest.approx(0.01)


# --- what it may be given ---------------------------------------------------------------------------------------------


def test_data_may_be_a_loader_a_dataset_tensors_or_arrays():
    x, y = line()
    results = []
    for data in (
        loader(x, y, batch_size=8),
        TensorDataset(x, y),
        (x, y),
        [x.numpy(), y.numpy()],
        [(x[i : i + 8], y[i : i + 8]) for i in range(0, 40, 8)],
    ):
        job = trainer()
        fit(job, data, 2, batch_size=8, shuffle=False)
        results.append(weights(job.model))
    for other in results[1:]:
        assert_equal(results[0], other)


def test_lists_of_numbers_are_taken_as_arrays():
    x, y = line(8)
    first, second = trainer(), trainer()
    second.model.load_state_dict(first.model.state_dict())
    first.fit((x, y), shuffle=False, verbose=False)
    second.fit((x.tolist(), y.tolist()), shuffle=False, verbose=False)
    assert_equal(weights(first.model), weights(second.model))
    with pytest.raises(ShapeError, match="the rows of a list are not equally long"):
        second.fit(([[1.0], [1.0, 2.0]], [[1.0], [2.0]]), verbose=False)
    with pytest.raises(DTypeError, match="expected numbers in a list of inputs or targets"):
        second.fit(([["a"], ["b"]], [[1.0], [2.0]]), verbose=False)


def test_arrays_become_what_the_parameters_are():
    x, y = (part.numpy() for part in line())
    job = trainer(network().float())
    fit(job, (x, y), 1)
    assert job.predict(x).dtype == zerodl.float32
    assert job.predict(zerodl.tensor(x)).dtype == zerodl.float64  # a tensor is taken as it is


def test_predict_gives_all_rows_in_order_with_and_without_targets():
    x, y = line(rows=21)
    job = trainer()
    with zerodl.no_grad():
        expected = job.model(x).numpy()
    for data in (x, x.numpy(), (x, y), TensorDataset(x), loader(x, y, batch_size=4)):
        got = job.predict(data, batch_size=4)
        assert not got.requires_grad
        np.testing.assert_allclose(got.numpy(), expected, rtol=1e-12)


def test_validation_split_holds_the_same_rows_out_whatever_the_seed():
    x, y = line(rows=50)
    seen = []
    for seed in (0, 1):
        zerodl.manual_seed(seed)
        rows = set()
        spy = LambdaCallback(after_step=lambda job, rows=rows: rows.update(job.data[1].tolist()[0]))
        job = trainer(callbacks=[spy])
        fit(job, (x, y), 1, validation_split=0.2, batch_size=1)
        seen.append(rows)
        assert "val_loss" in job.history
    assert seen[0] == seen[1]
    assert len(seen[0]) == 40


def test_steps_per_epoch_ends_an_epoch_early():
    job = trainer()
    fit(job, line(), 3, batch_size=4, steps_per_epoch=2)
    assert (job.step, len(job.history)) == (6, 3)


def test_names_stand_for_losses_optimisers_and_metrics():
    x = zerodl.randn(60, 2, generator=zerodl.Generator(0))
    y = (x[:, 0] > 0).long()
    job = Trainer(nn.Linear(2, 2), "cross_entropy", "SGD", metrics=["accuracy"], lr=0.5)
    fit(job, (x, y), 10)
    assert isinstance(job.optimizer, optim.SGD)
    assert list(job.history) == ["loss", "accuracy"]
    right = (job.predict(x).argmax(dim=1) == y).float().mean().item()
    assert job.evaluate((x, y))["accuracy"] == pytest.approx(right)


def test_metrics_are_of_all_rows_and_named_as_they_were_given():
    x = zerodl.randn(50, 2, generator=zerodl.Generator(0))
    y = (x[:, 0] > 0.7).long()
    mine = Precision()
    given = {"alone": "accuracy", "list": ["accuracy", "f1", mine], "dict": {"right": "acc"}, "object": mine}
    names = {"alone": ["accuracy"], "list": ["accuracy", "f1", "precision"], "dict": ["right"], "object": ["precision"]}
    for kind, metrics in given.items():
        job = Trainer(nn.Linear(2, 2), "cross_entropy", metrics=metrics)
        numbers = job.evaluate((x, y), batch_size=7)
        assert list(numbers) == ["loss", *names[kind]]
    guess = job.predict(x).argmax(dim=1)
    assert numbers["precision"] == pytest.approx(precision(guess, y))
    with pytest.raises(ArgumentError, match="nothing to measure"):
        mine.compute()  # the trainer counts with copies


def test_a_function_may_be_a_metric_and_make_the_optimiser():
    def largest_error(prediction, target):
        return (prediction - target).abs().max()

    x, y = line(rows=10)
    job = Trainer(network(), squares, lambda p: optim.SGD(p, lr=0.1, momentum=0.9), metrics=largest_error)
    assert job.optimizer.param_groups[0]["momentum"] == 0.9
    assert job.evaluate((x, y))["largest_error"] == pytest.approx((job.model(x) - y).abs().max().item())


class Named(Dataset):
    """Rows as dictionaries."""

    def __init__(self, x, y):
        self.x, self.y = x, y

    def __len__(self):
        return len(self.x)

    def __getitem__(self, i):
        return {"features": self.x[i], "answer": self.y[i]}


def test_batches_that_are_dictionaries_need_a_forward_of_ones_own():
    class ByName(Trainer):
        def forward(self, batch):
            prediction = self.model(batch["features"])
            return prediction, batch["answer"], self.loss(prediction, batch["answer"])

    x, y = line()
    named, usual = ByName(network(), squares, "sgd", lr=0.1, callbacks=[Doctor(every=1, speak=False)]), trainer()
    fit(named, Named(x, y), 2, Named(x, y), batch_size=8, shuffle=False)
    fit(usual, (x, y), 2, (x, y), batch_size=8, shuffle=False)
    assert_equal(weights(named.model), weights(usual.model))
    assert named.history.history == usual.history.history
    with pytest.raises(DTypeError, match="a dictionary of features, answer; define forward"):
        fit(trainer(), Named(x, y), 1)


# --- ending early, going on -------------------------------------------------------------------------------------------


def test_ctrl_c_ends_after_the_step_keeps_everything_and_a_second_fit_goes_on():
    def press(job):
        if job.step == 7:
            os.kill(os.getpid(), signal.SIGINT)

    job = trainer(callbacks=[LambdaCallback(before_step=press)])
    handler = signal.getsignal(signal.SIGINT)
    history = fit(job, line(), 5, batch_size=8)
    assert (job.step, job.epoch, job.stop_reason) == (8, 1, "Ctrl-C")
    assert len(history) == 1
    assert signal.getsignal(signal.SIGINT) is handler
    fit(job, line(), 2, batch_size=8)
    assert (job.epoch, job.stop_reason, job.history.epochs) == (3, None, [1, 2, 3])


def test_an_interrupt_from_inside_ends_the_fit_too():
    ended = []

    def interrupt(job):
        raise KeyboardInterrupt

    job = trainer(callbacks=[LambdaCallback(on_batch_begin=interrupt, on_fit_end=lambda job: ended.append(1))])
    fit(job, line(), 2)
    assert (job.stop_reason, ended) == ("Ctrl-C", [1])


def test_two_fits_are_one_long_one():
    once, twice = trainer(), trainer()
    fit(once, line(), 4, shuffle=False)
    fit(twice, line(), 1, shuffle=False)
    fit(twice, line(), 3, shuffle=False)
    assert_equal(weights(once.model), weights(twice.model))
    assert once.history.history == twice.history.history


def test_an_error_goes_on_after_the_callbacks_have_seen_it_and_the_modes_are_back():
    seen = []

    def fail(job):
        raise ValueError("a batch too bad")

    job = trainer(callbacks=[LambdaCallback(
        after_backward=fail,
        on_exception=lambda job: seen.append(str(job.error)),
        on_fit_end=lambda job: seen.append("end"),
    )])  # fmt: skip
    job.model.eval()
    with pytest.raises(ValueError, match="too bad"):
        fit(job, line(), 2)
    assert seen == ["a batch too bad", "end"]
    assert not job.model.training


# --- callbacks --------------------------------------------------------------------------------------------------------


def test_callbacks_are_called_at_their_moments_in_this_order():
    said = []
    moments = [name for name in vars(Callback) if name.startswith(("on_", "after_", "before_"))]
    spy = LambdaCallback(**{name: lambda job, name=name: said.append(name) for name in moments})
    job = trainer(callbacks=[spy], accumulate=2)
    fit(job, line(rows=12), 1, line(), batch_size=4)
    assert said == [
        "on_fit_begin", "on_epoch_begin",
        "on_batch_begin", "after_backward", "on_batch_end",
        "on_batch_begin", "after_backward", "before_step", "after_step", "on_batch_end",
        "on_batch_begin", "after_backward", "before_step", "after_step", "on_batch_end",
        "on_validation_begin", "on_validation_end", "on_epoch_end", "on_fit_end",
    ]  # fmt: skip


def test_callbacks_are_called_by_order_then_as_they_were_listed():
    said = []

    def named(name, order):
        callback = LambdaCallback(on_epoch_end=lambda job: said.append((name, len(job.history))))
        callback.order = order
        return callback

    fit(trainer(callbacks=[named("late", 5), named("one", 0), named("two", 0), named("early", -5)]), line(), 1)
    assert said == [("early", 1), ("one", 1), ("two", 1), ("late", 1)]  # the history is there before all of them


# --- what it refuses --------------------------------------------------------------------------------------------------

X, Y = line(rows=8)


def constant(prediction, target):
    return zerodl.tensor(1.0)


REFUSED = {
    "no rows": ({}, (X[:0], Y[:0]), ArgumentError, "empty"),
    "rows that do not match": ({}, (X, Y[:5]), ShapeError, r"equally many rows, got the shapes \(8, 3\), \(5, 1\)"),
    "inputs alone": ({}, TensorDataset(X), ArgumentError, "there must be inputs and targets"),
    "a number": ({}, 3, DTypeError, "expected a DataLoader, a dataset or a tuple"),
    "no batches": ({}, DataLoader(TensorDataset(X, Y), batch_size=9, drop_last=True), ArgumentError, "no batch"),
    "a loss for each row": ({"loss": lambda p, y: (p - y) ** 2}, (X, Y), ShapeError, r"one number, got shape \(8, 1\)"),
    "a loss that is no tensor": ({"loss": lambda p, y: 1.0}, (X, Y), DTypeError, "must be a tensor, got float"),
    "a loss of nothing": ({"loss": constant}, (X, Y), GradientError, "does not depend on any parameter"),
    "an unknown loss": ({"loss": "cross_entropi"}, (X, Y), ArgumentError, "did you mean cross_entropy"),
    "an unknown optimiser": ({"optimizer": "adma"}, (X, Y), ArgumentError, "did you mean adam"),
    "an unknown metric": ({"metrics": "acuracy"}, (X, Y), ArgumentError, "did you mean accuracy"),
    "a class of callback": ({"callbacks": [Callback]}, (X, Y), DTypeError, "make one of it, with"),
    "a schedule by the minute": ({"schedule": "minute"}, (X, Y), ArgumentError, 'must be "epoch" or "step"'),
    "accumulate 0": ({"accumulate": 0}, (X, Y), ArgumentError, "accumulate must be a whole number from 1 up"),
}


@pytest.mark.parametrize(("settings", "data", "error", "words"), REFUSED.values(), ids=REFUSED)
def test_it_refuses(settings, data, error, words):
    with pytest.raises(error, match=words):
        fit(Trainer(**{"model": network(), "loss": squares, "optimizer": "sgd"} | settings), data, 1)


def test_it_refuses_outputs_for_other_rows():
    job = trainer(nn.Sequential(nn.Linear(3, 3), nn.Flatten(0)).double())
    with pytest.raises(ShapeError, match=r"outputs of shape \(24,\) for targets of shape \(8, 1\)"):
        job.evaluate((X, Y))


@pytest.mark.parametrize("share", [1.0, -0.5, 0.01], ids=str)
def test_it_refuses_a_split_without_two_parts(share):
    with pytest.raises(ArgumentError, match="validation_split"):
        fit(trainer(), (X, Y), 1, validation_split=share)


@pytest.mark.parametrize("settings", [{"epochs": 0}, {"epochs": 2.5}, {"steps_per_epoch": -1}], ids=str)
def test_it_refuses_odd_lengths(settings):
    with pytest.raises(ArgumentError, match=f"{next(iter(settings))} must be a whole number from 1 up"):
        fit(trainer(), (X, Y), **settings)


def test_it_refuses_to_split_a_loader():
    with pytest.raises(ArgumentError, match="a DataLoader cannot be split"):
        fit(trainer(), loader(X, Y), 1, validation_split=0.5)


def test_it_refuses_an_optimiser_of_another_model_and_two_kinds_of_validation():
    other = optim.SGD(network().parameters(), lr=0.1)
    with pytest.raises(ArgumentError, match="SGD holds none of the model's parameters"):
        Trainer(network(), squares, other)
    model = network()
    part = optim.SGD(model[0].parameters(), lr=0.1)
    assert Trainer(model, squares, part).optimizer is part
    with pytest.raises(ArgumentError, match="either validation= or validation_split="):
        fit(trainer(), (X, Y), 1, validation=(X, Y), validation_split=0.5)


def test_a_second_ctrl_c_interrupts_at_once():
    ended = []

    def press(job):
        os.kill(os.getpid(), signal.SIGINT)
        os.kill(os.getpid(), signal.SIGINT)

    job = trainer(callbacks=[LambdaCallback(before_step=press, on_fit_end=lambda job: ended.append(1))])
    handler = signal.getsignal(signal.SIGINT)
    with pytest.raises(KeyboardInterrupt):
        fit(job, line(), 2)
    assert (job.step, ended, signal.getsignal(signal.SIGINT)) == (0, [1], handler)


# --- as it is called elsewhere ----------------------------------------------------------------------------------------


def test_inputs_and_targets_may_come_apart_and_under_the_names_of_keras():
    pair, apart, named = trainer(), trainer(), trainer()
    fit(pair, (X, Y), 2, validation=(X, Y), shuffle=False)
    fit(apart, X, Y, epochs=2, validation_data=(X, Y), shuffle=False)
    fit(named, X, y=Y, epochs=2, validation=(X, Y), shuffle=False)
    assert_equal(weights(apart.model), weights(pair.model))
    assert_equal(weights(named.model), weights(pair.model))
    assert list(apart.history) == ["loss", "val_loss"]
    assert apart.evaluate(X, Y) == apart.evaluate(X, y=Y) == apart.evaluate((X, Y))
    with pytest.raises(ArgumentError, match=r"after fit\(x, y, give the rest by name, such as batch_size=32"):
        fit(apart, X, Y, 32)
    with pytest.raises(ArgumentError, match="two names for one thing"):
        fit(apart, X, Y, validation=(X, Y), validation_data=(X, Y))
    with pytest.raises(ArgumentError, match=r"fit: callbacks= belongs to the trainer: Trainer\(model, loss"):
        fit(apart, X, Y, callbacks=[Callback()])
    with pytest.raises(TypeError, match="unexpected keyword argument 'epoch'"):
        fit(apart, X, Y, epoch=3)


@pytest.mark.parametrize(
    ("loss", "optimizer"),
    [("adam", "cross_entropy"), (optim.Adam, "mse"), ("AdamW", nn.MSELoss()), (squares, "CrossEntropyLoss"),
     (squares, nn.functional.mse_loss)],
)  # fmt: skip
def test_a_loss_and_an_optimiser_in_each_others_place(loss, optimizer):
    with pytest.raises(ArgumentError, match="exchanged, .* the order is Trainer"):
        Trainer(network(), loss, optimizer)


def test_a_single_callback_needs_no_list():
    seen = []
    fit(trainer(callbacks=LambdaCallback(on_fit_end=lambda job: seen.append(1))), (X, Y))
    fit(trainer(callbacks=None), (X, Y))
    assert seen == [1]
    with pytest.raises(DTypeError, match="make one of it, with"):
        trainer(callbacks=Callback)


@pytest.mark.parametrize(
    ("name", "words"),
    [("on_train_begin", "did you mean on_fit_begin"), ("on_epoch_ends", "did you mean on_epoch_end or"),
     ("on_train_batch_start", "did you mean on_batch_begin"), ("after_lunch", "there is no such moment")],
)  # fmt: skip
def test_a_moment_that_never_comes_is_refused(name, words):
    with pytest.raises(ArgumentError, match=f"Mine: {name} would never be called, .*{words}"):
        type("Mine", (Callback,), {name: lambda self, trainer: None})
    with pytest.raises(ArgumentError, match=words.replace("such ", "")):
        LambdaCallback(**{name: print})
    assert type("Mine", (Callback,), {"on_screen": True, "oncoming": print, "_on_x": print})


def test_who_has_no_data_says_so_himself():
    nothing = (X[:0], Y[:0])
    for say, call in {
        "evaluate: the dataset is empty; there is nothing to measure": lambda job: job.evaluate(nothing),
        "predict: the dataset is empty; there is nothing to predict": lambda job: job.predict(nothing),
        "predict: there was no batch": lambda job: job.predict(loader(X, Y, batch_size=9, drop_last=True)),
        "validation: the dataset is empty; there is nothing to measure": lambda job: fit(job, (X, Y), 1, nothing),
        "fit: the dataset is empty; there is nothing to learn from": lambda job: fit(job, nothing),
        "predict: expected a DataLoader, a dataset": lambda job: job.predict(3),
    }.items():
        with pytest.raises((ArgumentError, DTypeError), match=f"^{say}"):
            call(trainer())


@pytest.mark.parametrize(
    ("name", "function"),
    [("binary_cross_entropy_with_logits", "binary_cross_entropy_with_logits"), ("mean_squared_error", "mse_loss"),
     ("CrossEntropyLoss", "cross_entropy"), ("sparse_categorical_crossentropy", "cross_entropy"),
     ("BCEWithLogitsLoss", "binary_cross_entropy_with_logits"), ("mse_loss", "mse_loss"), ("L1Loss", "l1_loss")],
)  # fmt: skip
def test_losses_have_their_names_from_elsewhere_too(name, function):
    assert Trainer(network(), name).loss is getattr(nn.functional, function)


def test_every_name_of_a_loss_stands_for_one():
    assert set(LOSSES_ELSEWHERE.values()) <= set(LOSSES)
    assert all(hasattr(nn.functional, function) for function in LOSSES.values())
    assert "average_precision" in Trainer(network(), squares, metrics="average_precision").tally.metrics


# --- metrics by name read the predictions as the loss does ------------------------------------------------------------


def several(rows=60, classes=3):
    """Inputs and class numbers of a few classes that can be told apart but for some."""
    x = zerodl.randn(rows, classes, generator=zerodl.Generator(0))
    return x, (x + 0.5 * zerodl.randn(rows, classes, generator=zerodl.Generator(1))).argmax(dim=1)


@pytest.mark.parametrize("loss", ["bce_with_logits", nn.BCEWithLogitsLoss()], ids=["name", "module"])
def test_yes_and_no_are_told_apart_at_a_logit_of_0(loss):
    x, y = several(classes=2)
    column = y.float()[:, None]
    job = Trainer(nn.Linear(2, 1), loss, metrics=["accuracy", "f1", "precision", "recall", "balanced_accuracy", "auc"])
    numbers = job.evaluate((x, column), batch_size=16)
    scores = job.predict(x)[:, 0]
    assert numbers["accuracy"] == pytest.approx(((scores > 0).long() == y).float().mean().item())
    assert numbers["precision"] == pytest.approx(precision((scores > 0).long(), y))
    assert numbers["auc"] == pytest.approx(roc_auc(scores, y))


def test_yes_and_no_are_told_apart_at_a_probability_of_a_half():
    x, y = several(classes=2)
    job = Trainer(nn.Sequential(nn.Linear(2, 1), nn.Sigmoid()), nn.BCELoss(), metrics="accuracy")
    share = ((job.predict(x)[:, 0] > 0.5).long() == y).float().mean().item()
    assert job.evaluate((x, y.float()[:, None]))["accuracy"] == pytest.approx(share)


def test_targets_that_are_probabilities_stand_for_their_largest_class():
    x, y = several()
    mixed = 0.8 * zerodl.eye(3)[y] + 0.2 * zerodl.eye(3)[(y + 1) % 3]
    job = Trainer(nn.Linear(3, 3), "cross_entropy", metrics=["accuracy", "balanced_accuracy"])
    assert job.evaluate((x, mixed))["accuracy"] == job.evaluate((x, y))["accuracy"]
    assert job.evaluate((x, zerodl.eye(3)[y]))["balanced_accuracy"] == job.evaluate((x, y))["balanced_accuracy"]


def test_scores_of_several_classes_become_probabilities_for_the_area():
    x, y = several()
    job = Trainer(nn.Linear(3, 3), "cross_entropy", metrics=["auc", "average_precision"])
    numbers = job.evaluate((x, y), batch_size=16)
    expected = roc_auc(job.predict(x).softmax(dim=1), y)
    assert numbers["auc"] == pytest.approx(expected, rel=1e-6)
    assert roc_auc(job.predict(x), y, from_logits=True) == pytest.approx(expected, rel=1e-6)
    with pytest.raises(ArgumentError, match="or let the metric do it, with from_logits=True"):
        roc_auc(job.predict(x), y)
