"""train.tally.Tally.update: what a batch adds to the mean loss over all rows, and to the metrics."""

from ....train.tally import num_rows
from .tally_update_asked import record


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


@record.mistake(
    en="`total` holds the last batch alone, while `rows` counts all of them: `=` sets anew what `+=` adds to."
)
def total_set_anew(self, loss, prediction, target):
    value, rows = loss.item(), num_rows(target)
    self.total = value if self.sums else value * rows
    self.rows += rows
    for metric in self.metrics.values():
        metric.update(prediction.detach(), target)
    return value


@record.mistake(
    en="Where the loss is a sum, the batch is counted as one row. `total` is a sum over rows in either case, so the "
    "rows are counted in either case."
)
def sums_count_as_one(self, loss, prediction, target):
    value, rows = loss.item(), num_rows(target)
    self.total += value if self.sums else value * rows
    self.rows += 1 if self.sums else rows
    for metric in self.metrics.values():
        metric.update(prediction.detach(), target)
    return value


@record.mistake(
    en="Where the loss is a sum, it is divided by the rows before it is added. `total` wants the sum, and it is "
    "divided once, in the end."
)
def sum_divided(self, loss, prediction, target):
    value, rows = loss.item(), num_rows(target)
    self.total += value / rows if self.sums else value * rows
    self.rows += rows
    for metric in self.metrics.values():
        metric.update(prediction.detach(), target)
    return value


@record.mistake(
    en="`total` is right, but what is returned was multiplied by the rows. It is to be the loss of this batch, as it "
    "came."
)
def multiplied_on_return(self, loss, prediction, target):
    value, rows = loss.item(), num_rows(target)
    self.total += value if self.sums else value * rows
    self.rows += rows
    for metric in self.metrics.values():
        metric.update(prediction.detach(), target)
    return value * rows


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
