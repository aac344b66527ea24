"""train.tally.Tally.update: what is asked for, and the batches that are counted."""

import numpy as np

from ....autograd.tensor import Tensor
from ....metrics import Accuracy
from ....nn import Identity
from ....nn import functional as F
from ....nn.loss import MSELoss
from ....train.loop import evaluate
from ....train.tally import Tally
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
