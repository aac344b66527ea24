"""train.tally.Tally.update: what a batch adds to the mean loss over all rows, and to the metrics."""

import numpy as np

from ....autograd.tensor import Tensor
from ....metrics import Accuracy
from ....nn import Identity
from ....nn import functional as F
from ....nn.loss import MSELoss
from ....train.loop import evaluate
from ....train.tally import Tally, num_rows
from ...observe import raised
from ...record import Exercise
from ...text import Text

record = Exercise(
    "train.tally.Tally.update",
    lesson="06",
    points=10,
    minutes=10,
    difficulty=2,
    importance=4,
    role="production",
    task=Text(en="Count one batch towards the mean loss over all rows, and towards the metrics."),
    hints=(
        Text(
            en="`total / rows` is to be the mean over all rows in the end. So `total` has to be the sum of the losses "
            "of all rows. The batch hands you their mean: what is their sum?"
        ),
        Text(
            en="A loss with `reduction=\"sum\"`, for which `self.sums` is True, is that sum already. "
            "`num_rows(target)` counts the rows, and `loss.item()` makes a number of a tensor of one number."
        ),
        Text(
            en="Add to `self.total` and `self.rows`, then call `metric.update(prediction.detach(), target)` for each "
            "of `self.metrics.values()`, and return the batch's own loss, as it came."
        ),
    ),
)


class Kept:
    """A metric that only writes down what it was given."""

    def __init__(self):
        self.reset()

    def reset(self):
        self.given = []

    def update(self, prediction, target):
        self.given.append([prediction.array, prediction.requires_grad, np.asarray(getattr(target, "array", target))])

    def compute(self):
        return len(self.given)


def counted(rng, sizes, loss=F.mse_loss, metrics=None, on_tape=True):
    """What a tally says after batches of these sizes, by ``loss``, and what each update returned."""
    tally = Tally(loss, metrics)
    seen = {"call": f"tally.update(loss, prediction, target) for batches of {', '.join(map(str, sizes))} rows"}
    try:
        returned = []
        for size in sizes:
            prediction = Tensor(rng.normal(scale=size, size=(size, 2)), requires_grad=on_tape)
            target = Tensor(rng.normal(size=(size, 2)))
            returned.append(tally.update(loss(prediction, target), prediction, target))
        seen["returned"] = returned
        seen["types"] = [type(value).__name__ for value in (*returned, tally.total)]
        seen["total"], seen["rows"], seen["result"] = tally.total, tally.rows, tally.compute()
        seen["kept"] = [metric.given for metric in tally.metrics.values() if isinstance(metric, Kept)]
    except Exception as error:
        seen |= raised(error)
    return seen


@record.scenario("one batch, and two of a loss that is a sum")
def one_batch(rng):
    return [counted(rng, [4]), counted(rng, [3, 5], MSELoss(reduction="sum"))]


@record.scenario("by hand: losses of 1, 1 and 4, in batches of two rows and of one")
def by_hand(rng):
    tally = Tally(F.mse_loss)
    seen = {"call": "two rows with a mean loss of 1, then one row with a loss of 4"}
    try:
        for rows, off in ((2, 1.0), (1, 2.0)):
            prediction, target = Tensor(np.full((rows, 1), off)), Tensor(np.zeros((rows, 1)))
            tally.update(F.mse_loss(prediction, target), prediction, target)
        seen["result"] = tally.compute()
    except Exception as error:
        seen |= raised(error)
    return seen


@record.scenario("batches of all sizes")
def all_sizes(rng):
    return counted(rng, rng.permutation([1, 2, 5, 9]).tolist())


@record.scenario("two metrics, and a gradient that they must not keep")
def with_metrics(rng):
    return counted(rng, [4, 2], metrics={"kept": Kept(), "again": Kept()})


@record.scenario("in the framework: evaluate, with a last batch that is smaller")
def in_the_framework(rng):
    scores, labels = rng.normal(size=(10, 3)).astype(np.float32), rng.integers(3, size=10)
    batches = [(Tensor(scores[a:b]), Tensor(labels[a:b])) for a, b in ((0, 4), (4, 8), (8, 10))]
    seen = {"call": "evaluate(…) on batches of 4, 4 and 2 rows"}
    try:
        seen["result"] = evaluate(Identity(), F.cross_entropy, batches, {"accuracy": Accuracy()})
    except Exception as error:
        seen |= raised(error)
    return seen


@record.mistake(
    en="This is the mean of the batches' means: every batch counts alike, however few rows it has. Multiply a batch's "
    "mean loss by its rows, so that `total` is the sum over rows."
)
def mean_of_means(self, loss, prediction, target):
    value = loss.item()
    self.total += value
    self.rows += 1
    for metric in self.metrics.values():
        metric.update(prediction.detach(), target)
    return value


@record.mistake(
    en="`total` adds up the batches' means, and is then divided by the number of rows: that is too small by about the "
    "size of a batch. A mean loss times the rows is the sum of their losses."
)
def rows_forgotten(self, loss, prediction, target):
    value = loss.item()
    self.total += value
    self.rows += num_rows(target)
    for metric in self.metrics.values():
        metric.update(prediction.detach(), target)
    return value


@record.mistake(
    en='A loss with `reduction="sum"` is the sum over the rows already, and is multiplied by the rows once more. '
    "`self.sums` says when it is."
)
def sums_not_asked(self, loss, prediction, target):
    value, rows = loss.item(), num_rows(target)
    self.total += value * rows
    self.rows += rows
    for metric in self.metrics.values():
        metric.update(prediction.detach(), target)
    return value


@record.mistake(
    en="`self.sums` is read the wrong way round: where it is True the loss is a sum already; where it is False it is a "
    "mean, to be multiplied by the rows."
)
def sums_reversed(self, loss, prediction, target):
    value, rows = loss.item(), num_rows(target)
    self.total += value * rows if self.sums else value
    self.rows += rows
    for metric in self.metrics.values():
        metric.update(prediction.detach(), target)
    return value


@record.mistake(
    when=lambda got, expected: "Tensor" in got[0]["types"],
    en="What is added up is a tensor, and with it stays the whole tape of every batch: the memory of an epoch grows "
    "with each step. `loss.item()` takes the number out.",
)
def on_the_tape(self, loss, prediction, target):
    rows = num_rows(target)
    self.total = self.total + (loss if self.sums else loss * rows)
    self.rows += rows
    for metric in self.metrics.values():
        metric.update(prediction.detach(), target)
    return loss


@record.mistake(
    when=lambda got, expected: got.get("kept") == [[], []],
    en="The loss is right, but the metrics heard nothing of the batch: call `update(prediction, target)` of each of "
    "`self.metrics.values()`.",
)
def no_metrics(self, loss, prediction, target):
    value, rows = loss.item(), num_rows(target)
    self.total += value if self.sums else value * rows
    self.rows += rows
    return value


@record.mistake(
    en="The metrics are given predictions that are still on the tape, and one that keeps them would keep the tape of "
    "every batch. Give them `prediction.detach()`."
)
def not_detached(self, loss, prediction, target):
    value, rows = loss.item(), num_rows(target)
    self.total += value if self.sums else value * rows
    self.rows += rows
    for metric in self.metrics.values():
        metric.update(prediction, target)
    return value


@record.mistake(en="The metrics are given target and prediction in the wrong order: the prediction comes first.")
def exchanged(self, loss, prediction, target):
    value, rows = loss.item(), num_rows(target)
    self.total += value if self.sums else value * rows
    self.rows += rows
    for metric in self.metrics.values():
        metric.update(target, prediction.detach())
    return value


@record.mistake(
    when=lambda got, expected: got[0]["returned"] == [None],
    en="The tally is right, but nothing is returned, or only inside the loop over the metrics, of which there may be "
    "none. The Trainer wants the batch's loss, as a number, for its progress bar and its callbacks.",
)
def nothing_returned(self, loss, prediction, target):
    value, rows = loss.item(), num_rows(target)
    self.total += value if self.sums else value * rows
    self.rows += rows
    for metric in self.metrics.values():
        metric.update(prediction.detach(), target)


@record.mistake(en="What is returned is to be the loss of this batch, as it came, not its sum over the rows.")
def sum_returned(self, loss, prediction, target):
    rows = num_rows(target)
    value = loss.item() if self.sums else loss.item() * rows
    self.total += value
    self.rows += rows
    for metric in self.metrics.values():
        metric.update(prediction.detach(), target)
    return value


@record.mistake(en="What is returned is to be the loss of this batch, not the mean of all so far.")
def mean_returned(self, loss, prediction, target):
    value, rows = loss.item(), num_rows(target)
    self.total += value if self.sums else value * rows
    self.rows += rows
    for metric in self.metrics.values():
        metric.update(prediction.detach(), target)
    return self.total / self.rows


@record.mistake(en="The batches before are forgotten: `=` sets anew what `+=` adds to.")
def set_anew(self, loss, prediction, target):
    value, rows = loss.item(), num_rows(target)
    self.total = value if self.sums else value * rows
    self.rows = rows
    for metric in self.metrics.values():
        metric.update(prediction.detach(), target)
    return value


@record.mistake(en="Only the first metric is told of the batch: the `return` stands inside the loop over the metrics.")
def returned_too_early(self, loss, prediction, target):
    value, rows = loss.item(), num_rows(target)
    self.total += value if self.sums else value * rows
    self.rows += rows
    for metric in self.metrics.values():
        metric.update(prediction.detach(), target)
        return value
    return value


@record.mistake(
    en="The numbers in the target are counted, and not its rows: a row may hold several. `num_rows(target)` counts "
    "rows."
)
def numbers_counted(self, loss, prediction, target):
    value, rows = loss.item(), target.numel()
    self.total += value if self.sums else value * rows
    self.rows += rows
    for metric in self.metrics.values():
        metric.update(prediction.detach(), target)
    return value


@record.mistake(
    en="Where the loss is a sum, it was divided by the rows, and what is returned is the mean. The tally is right; "
    "but the batch's loss is to be returned as it came."
)
def divided_on_the_way(self, loss, prediction, target):
    value, rows = loss.item(), num_rows(target)
    if self.sums:
        value = value / rows
    self.total += value * rows
    self.rows += rows
    for metric in self.metrics.values():
        metric.update(prediction.detach(), target)
    return value


@record.mistake(
    when=lambda got, expected: "'str' object has no attribute 'update'" in got["message"],
    en="Going through a dictionary gives its names, and a name has no `update`. Take `self.metrics.values()`.",
)
def names_of_metrics(self, loss, prediction, target):
    value, rows = loss.item(), num_rows(target)
    self.total += value if self.sums else value * rows
    self.rows += rows
    for metric in self.metrics:
        metric.update(prediction.detach(), target)
    return value


@record.variant
def with_an_if(self, loss, prediction, target):
    value = float(loss.detach().numpy())
    count = len(target)
    if self.sums:
        self.total = self.total + value
    else:
        self.total = self.total + value * count
    self.rows = self.rows + count
    for name in self.metrics:
        self.metrics[name].update(prediction.detach(), target)
    return value


@record.variant
def by_the_factor(self, loss, prediction, target):
    factor = {True: 1, False: num_rows(target)}[self.sums]
    self.total += factor * loss.item()
    self.rows += num_rows(target)
    [metric.update(prediction.detach(), target) for metric in self.metrics.values()]
    return loss.item()
