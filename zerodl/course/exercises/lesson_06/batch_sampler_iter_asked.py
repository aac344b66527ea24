"""data.sampler.BatchSampler.__iter__: what is asked for, and the orders that are cut."""

import itertools

from ....autograd.tensor import Tensor
from ....data.dataset import TensorDataset
from ....data.loader import DataLoader
from ....data.sampler import BatchSampler
from ...observe import raised
from ...record import Exercise
from ...text import Text

record = Exercise(
    "data.sampler.BatchSampler.__iter__",
    lesson="06",
    points=10,
    minutes=10,
    difficulty=2,
    importance=4,
    role="production",
    task=Text(en="Cut an order of positions into lists of one size."),
    hints=(
        Text(
            en="Go through `self.sampler` with a `for` loop, and gather positions in a list. When is the list ready to "
            "be handed out, and what has to happen to it then?"
        ),
        Text(
            en="`yield batch` hands a list out and waits until the next is asked for. After it begin a *new* list; the "
            "one that was handed out belongs to somebody else now."
        ),
        Text(
            en="After the loop, what has been gathered since the last full list is left. It may be nothing at all; "
            "otherwise `self.drop_last` decides."
        ),
    ),
)


READ = "positions that were read for them"


class Order:
    """Positions that can only be gone through: no length, no look-up, like a sampler that reads a stream.

    It notes how many it was asked for.
    """

    def __init__(self, positions):
        self.positions = positions
        self.asked = 0

    def __iter__(self):
        for position in self.positions:
            self.asked += 1
            yield position


def cut(positions, batch_size, drop_last=False, most=20):
    """The lists that an order is cut into, each copied when it comes, and again when all are there."""
    sampler = BatchSampler(Order(positions), batch_size, drop_last)
    seen = {"call": f"list(BatchSampler({list(positions)}, batch_size={batch_size}, drop_last={drop_last}))"}
    try:
        lists = sampler.__iter__()
        if lists is None:
            return seen | {"result": None}
        batches = list(itertools.islice(lists, most))
        seen["result"] = [list(batch) for batch in batches]
        seen["type of a list"] = type(batches[0]).__name__ if batches else "none"
    except Exception as error:
        seen |= raised(error)
    return seen


@record.scenario("by hand: five positions, two at a time")
def by_hand(rng):
    return [cut([4, 2, 0, 1, 3], 2), cut([4, 2, 0, 1, 3], 2, drop_last=True)]


@record.scenario("a last list that is not full is left out with drop_last")
def last_one(rng):
    order = rng.permutation(11).tolist()
    return [cut(order, 4, drop_last) for drop_last in (False, True)]


@record.scenario("nothing is left over")
def whole(rng):
    order = rng.permutation(12).tolist()
    return [cut(order, 4, drop_last) for drop_last in (False, True)]


@record.scenario("fewer positions than a list holds, one at a time, and none at all")
def small(rng):
    order = rng.permutation(3).tolist()
    return [cut(order, 5), cut(order, 5, drop_last=True), cut(order, 1), cut([], 3), cut([], 3, drop_last=True)]


@record.scenario("the order is anything: some positions twice, others not at all")
def drawn_again(rng):
    return cut(rng.integers(100, size=9).tolist(), int(rng.integers(2, 5)))


@record.scenario("a list is made when it is asked for, not before")
def one_at_a_time(rng):
    order = Order(range(1000))
    size = int(rng.integers(2, 6))
    batches = iter(BatchSampler(order, size))
    first, second = next(batches), next(batches)
    return {
        "call": f"the first two lists of BatchSampler(range(1000), {size})",
        "result": [list(first), list(second)],
        READ: order.asked,
    }


@record.scenario("each pass begins anew")
def twice(rng):
    order, passes = rng.permutation(7).tolist(), []
    for drop_last in (False, True):
        sampler = BatchSampler(order, 3, drop_last)
        passes.append([[list(batch) for batch in sampler] for _ in range(2)])
    return {"call": "two passes over one BatchSampler of 7 positions, 3 at a time", "result": passes}


@record.scenario("in the framework: a DataLoader")
def in_the_framework(rng):
    loader = DataLoader(TensorDataset(Tensor(rng.integers(100, size=7))), batch_size=3)
    return {"call": "DataLoader(…, batch_size=3) of 7 rows", "result": [batch.array for (batch,) in loader]}
