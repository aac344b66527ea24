"""train.loop.train_epoch: the loop that every training consists of."""

import numpy as np

from ....train.tally import Tally
from .train_epoch_asked import record


def _only_loss_wrong(got, expected):
    """Whether the weights are right, and what came back is not."""
    return np.allclose(got["weight"], expected["weight"]) and not np.allclose(got["result"], expected["result"])


@record.mistake(
    en="The gradients of every batch are added to those of the batches before: nobody sets them to nothing before a "
    "batch's own come, `optimizer.zero_grad()`."
)
def no_zero_grad(model, loss, optimizer, batches):
    tally = Tally(loss)
    model.train()
    for *inputs, target in batches:
        prediction = model(*inputs)
        value = loss(prediction, target)
        value.backward()
        optimizer.step()
        tally.update(value, prediction, target)
    return tally.compute()["loss"]


@record.mistake(
    en="`optimizer.zero_grad()` comes once, before the loop. From the second batch on the old gradients are still "
    "there: it belongs into the loop."
)
def zero_grad_once(model, loss, optimizer, batches):
    tally = Tally(loss)
    model.train()
    optimizer.zero_grad()
    for *inputs, target in batches:
        prediction = model(*inputs)
        value = loss(prediction, target)
        value.backward()
        optimizer.step()
        tally.update(value, prediction, target)
    return tally.compute()["loss"]


@record.mistake(
    en="Nothing is learnt: the weights are what they were. When the optimiser steps, there has to be a gradient of "
    "this batch. Is `step()` called, is `backward()` called, and before it? And does `zero_grad()` stand before "
    "both?"
)
def zero_grad_too_late(model, loss, optimizer, batches):
    tally = Tally(loss)
    model.train()
    for *inputs, target in batches:
        prediction = model(*inputs)
        value = loss(prediction, target)
        value.backward()
        optimizer.zero_grad()
        optimizer.step()
        tally.update(value, prediction, target)
    return tally.compute()["loss"]


@record.mistake(
    en="The gradients are cleared after each step. That is right from the second batch on, but what was left over from "
    "before this epoch gets into the first step. Clear them before `backward()`."
)
def zero_grad_at_the_end(model, loss, optimizer, batches):
    tally = Tally(loss)
    model.train()
    for *inputs, target in batches:
        prediction = model(*inputs)
        value = loss(prediction, target)
        value.backward()
        optimizer.step()
        optimizer.zero_grad()
        tally.update(value, prediction, target)
    return tally.compute()["loss"]


@record.mistake(
    en="The step comes before the gradients of this batch are there. First `backward()`, then `step()`."
)
def step_first(model, loss, optimizer, batches):
    tally = Tally(loss)
    model.train()
    for *inputs, target in batches:
        prediction = model(*inputs)
        value = loss(prediction, target)
        optimizer.step()
        optimizer.zero_grad()
        value.backward()
        tally.update(value, prediction, target)
    return tally.compute()["loss"]


@record.mistake(
    en="There is one step for the whole epoch, on the gradients of the last batch or of all of them. Each batch gets a "
    "step of its own: `optimizer.step()` belongs into the loop."
)
def one_step_an_epoch(model, loss, optimizer, batches):
    tally = Tally(loss)
    model.train()
    optimizer.zero_grad()
    for *inputs, target in batches:
        prediction = model(*inputs)
        value = loss(prediction, target)
        value.backward()
        tally.update(value, prediction, target)
    optimizer.step()
    return tally.compute()["loss"]


@record.mistake(
    when=lambda got, expected: False in got.get("training mode in each batch", [])
    and np.allclose(got["weight"], expected["weight"]),
    en="The model was in evaluation mode, and stayed in it: call `model.train()` before the first batch. For the "
    "layers you know it makes no difference; for those of the next lesson it does.",
)
def no_train_mode(model, loss, optimizer, batches):
    tally = Tally(loss)
    for *inputs, target in batches:
        optimizer.zero_grad()
        prediction = model(*inputs)
        value = loss(prediction, target)
        value.backward()
        optimizer.step()
        tally.update(value, prediction, target)
    return tally.compute()["loss"]


@record.mistake(
    when=lambda got, expected: _only_loss_wrong(got, expected) and len(set(map(str, got["types"]))) == 1
    and np.all(np.less(got["result"], 1e9)),
    en="The steps are right, but what is returned is not the mean over all rows. A batch of one row counts for one, "
    "not as much as a batch of five: a `Tally` does that.",
)
def mean_of_means(model, loss, optimizer, batches):
    values = []
    model.train()
    for *inputs, target in batches:
        optimizer.zero_grad()
        value = loss(model(*inputs), target)
        value.backward()
        optimizer.step()
        values.append(value.item())
    return sum(values) / len(values)


@record.mistake(en="What is returned is the loss of the last batch. The mean over all rows of the epoch was asked for.")
def last_loss(model, loss, optimizer, batches):
    model.train()
    for *inputs, target in batches:
        optimizer.zero_grad()
        value = loss(model(*inputs), target)
        value.backward()
        optimizer.step()
    return value.item()


@record.mistake(en="The losses of the batches are added up. The mean over all rows was asked for.")
def sum_of_losses(model, loss, optimizer, batches):
    total = 0.0
    model.train()
    for *inputs, target in batches:
        optimizer.zero_grad()
        value = loss(model(*inputs), target)
        value.backward()
        optimizer.step()
        total += value.item()
    return total


@record.mistake(
    when=lambda got, expected: "Tensor" in got.get("types", []),
    en="A tensor is returned, and behind it the tape of the epoch's batches. A number is wanted: a `Tally` counts "
    "numbers, and so does `value.item()`.",
)
def a_tensor(model, loss, optimizer, batches):
    total, rows = 0.0, 0
    model.train()
    for *inputs, target in batches:
        optimizer.zero_grad()
        value = loss(model(*inputs), target)
        value.backward()
        optimizer.step()
        total = total + value * len(target)
        rows += len(target)
    return total / rows


@record.mistake(
    when=lambda got, expected: got.get("types") == ["dict"],
    en="The whole dictionary of the tally is returned. Only the loss was asked for: `[\"loss\"]`.",
)
def a_dictionary(model, loss, optimizer, batches):
    tally = Tally(loss)
    model.train()
    for *inputs, target in batches:
        optimizer.zero_grad()
        prediction = model(*inputs)
        value = loss(prediction, target)
        value.backward()
        optimizer.step()
        tally.update(value, prediction, target)
    return tally.compute()


@record.mistake(
    when=lambda got, expected: got.get("types", ["float"])[0] == "NoneType",
    en="The training is right, but nothing is returned: the mean loss over all rows is wanted.",
)
def nothing_returned(model, loss, optimizer, batches):
    model.train()
    for *inputs, target in batches:
        optimizer.zero_grad()
        value = loss(model(*inputs), target)
        value.backward()
        optimizer.step()


@record.mistake(
    when=lambda got, expected: "values to unpack" in got.get("message", ""),
    en="A batch may have several inputs before its target. `for *inputs, target in batches` gathers them in a list, "
    "and `model(*inputs)` hands each of them over.",
)
def one_input_only(model, loss, optimizer, batches):
    tally = Tally(loss)
    model.train()
    for x, target in batches:
        optimizer.zero_grad()
        prediction = model(x)
        value = loss(prediction, target)
        value.backward()
        optimizer.step()
        tally.update(value, prediction, target)
    return tally.compute()["loss"]


@record.mistake(
    when=lambda got, expected: "'list'" in got["message"] or "'tuple'" in got["message"],
    en="The model was handed the list of its inputs as one argument. The star of a call hands over what is in it, one "
    "by one: `model(*inputs)`.",
)
def the_list_itself(model, loss, optimizer, batches):
    model.train()
    for *inputs, target in batches:
        optimizer.zero_grad()
        loss(model(inputs), target).backward()
        optimizer.step()


@record.mistake(
    en="The model is given the first part of each batch and no other. There may be several inputs, and it wants all of "
    "them: `model(*inputs)`."
)
def first_input_only(model, loss, optimizer, batches):
    tally = Tally(loss)
    model.train()
    for *inputs, target in batches:
        optimizer.zero_grad()
        prediction = model(inputs[0])
        value = loss(prediction, target)
        value.backward()
        optimizer.step()
        tally.update(value, prediction, target)
    return tally.compute()["loss"]


@record.mistake(
    en="Target and prediction are exchanged in the call of the loss. For squares it makes no difference, for most "
    "losses it does: the prediction comes first."
)
def exchanged(model, loss, optimizer, batches):
    tally = Tally(loss)
    model.train()
    for *inputs, target in batches:
        optimizer.zero_grad()
        prediction = model(*inputs)
        value = loss(target, prediction)
        value.backward()
        optimizer.step()
        tally.update(value, prediction, target)
    return tally.compute()["loss"]


@record.mistake(
    when=lambda got, expected: len(got.get("training mode in each batch", [])) > len(
        expected["training mode in each batch"]
    ),
    en="The model is asked more than once for each batch, the second time after the step: the loss that comes back is "
    "that of the new weights, and the work is twice as much. Ask once, and keep the answer.",
)
def asked_twice(model, loss, optimizer, batches):
    tally = Tally(loss)
    model.train()
    for *inputs, target in batches:
        optimizer.zero_grad()
        loss(model(*inputs), target).backward()
        optimizer.step()
        prediction = model(*inputs)
        tally.update(loss(prediction, target), prediction, target)
    return tally.compute()["loss"]


@record.mistake(
    en="The number is right for a loss that is a mean. One that is a sum over its rows already is multiplied by them "
    "once more. A `Tally` knows which of the two it is."
)
def sums_forgotten(model, loss, optimizer, batches):
    model.train()
    total, rows = 0.0, 0
    for *inputs, target in batches:
        optimizer.zero_grad()
        value = loss(model(*inputs), target)
        value.backward()
        optimizer.step()
        total += value.item() * len(target)
        rows += len(target)
    return total / rows


@record.variant
def without_a_tally(model, loss, optimizer, batches):
    model.train()
    total, rows = 0.0, 0
    for batch in batches:
        inputs, target = batch[:-1], batch[-1]
        value = loss(model(*inputs), target)
        optimizer.zero_grad()
        value.backward()
        optimizer.step()
        total += value.item() * (1 if getattr(loss, "reduction", "mean") == "sum" else len(target))
        rows += len(target)
    return total / rows


@record.variant
def by_the_mean_loss(model, loss, optimizer, batches):
    model.train(True)
    tally = Tally(loss)
    for *inputs, target in batches:
        prediction = model(*inputs)
        value = loss(prediction, target)
        tally.update(value, prediction, target)
        model.zero_grad()
        value.backward()
        optimizer.step()
    return tally.mean_loss
