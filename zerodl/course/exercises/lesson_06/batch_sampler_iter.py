"""data.sampler.BatchSampler.__iter__: an order of positions is cut into lists."""

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
        "no more than one list ahead": order.asked <= 3 * size,
    }


@record.scenario("each pass begins anew")
def twice(rng):
    sampler = BatchSampler(rng.permutation(7).tolist(), 3)
    return {"call": "two passes over one BatchSampler", "result": [[list(b) for b in sampler] for _ in range(2)]}


@record.scenario("in the framework: a DataLoader")
def in_the_framework(rng):
    loader = DataLoader(TensorDataset(Tensor(rng.integers(100, size=7))), batch_size=3)
    return {"call": "DataLoader(…, batch_size=3) of 7 rows", "result": [batch.array for (batch,) in loader]}


@record.mistake(
    en="The last list is missing where it is not full. It belongs to the epoch unless `drop_last` says otherwise: look "
    "after the loop at what is left."
)
def always_dropped(self):
    batch = []
    for position in self.sampler:
        batch.append(position)
        if len(batch) == self.batch_size:
            yield batch
            batch = []


@record.mistake(en="With `drop_last`, a last list that is not full is to be left out. Here it still comes.")
def never_dropped(self):
    batch = []
    for position in self.sampler:
        batch.append(position)
        if len(batch) == self.batch_size:
            yield batch
            batch = []
    if batch:
        yield batch


@record.mistake(
    en="`drop_last` is read the wrong way round: the list that is not full comes with it, and is missing without it."
)
def the_wrong_way_round(self):
    batch = []
    for position in self.sampler:
        batch.append(position)
        if len(batch) == self.batch_size:
            yield batch
            batch = []
    if batch and self.drop_last:
        yield batch


@record.mistake(
    when=lambda got, expected: [] in [b for seen in got for b in seen.get("result", [])],
    en="Where the positions come out even, an empty list follows at the end. A batch of no rows has no mean loss: hand "
    "the rest out only if there is one.",
)
def empty_at_the_end(self):
    batch = []
    for position in self.sampler:
        batch.append(position)
        if len(batch) == self.batch_size:
            yield batch
            batch = []
    if not self.drop_last:
        yield batch


@record.mistake(
    en="With `drop_last` the last list is left out even when it is full. Only one that is *not* full goes."
)
def full_one_dropped(self):
    batches = []
    for position in self.sampler:
        if not batches or len(batches[-1]) == self.batch_size:
            batches.append([])
        batches[-1].append(position)
    yield from batches[:-1] if self.drop_last else batches


@record.mistake(
    en="The same list is handed out again and again, and emptied in between: whoever kept one sees it change. Begin a "
    "new list, `batch = []`, instead of `batch.clear()`."
)
def the_same_list(self):
    batch = []
    for position in self.sampler:
        batch.append(position)
        if len(batch) == self.batch_size:
            yield batch
            batch.clear()
    if batch and not self.drop_last:
        yield batch


@record.mistake(
    en="After a list is handed out, the next one still holds its positions: nothing began a new list, so each is "
    "longer than the one before."
)
def never_begun_anew(self):
    batch = []
    for position in self.sampler:
        batch = [*batch, position]
        if len(batch) % self.batch_size == 0:
            yield batch
    if len(batch) % self.batch_size and not self.drop_last:
        yield batch


@record.mistake(
    when=lambda got, expected: _in_order(got, expected),
    en="These are the numbers 0, 1, 2 … and not what the sampler gives. The order is the sampler's: go through "
    "`self.sampler` itself.",
)
def own_order(self):
    n = len(list(self.sampler))
    for start in range(0, n, self.batch_size):
        batch = list(range(start, min(start + self.batch_size, n)))
        if len(batch) == self.batch_size or not self.drop_last:
            yield batch


def _in_order(got, expected):
    """Whether the positions are counted up instead of taken from the order."""
    given, wanted = (sum(seen[0]["result"], []) for seen in (got, expected))
    return given == list(range(len(given))) != wanted


@record.mistake(
    when=lambda got, expected: any(words in got[0]["message"] for words in ("has no len()", "subscriptable")),
    en="The sampler can only be gone through: not every order has a length or can be cut with `[a:b]`. A `for` loop "
    "needs neither.",
)
def by_slices(self):
    for start in range(0, len(self.sampler), self.batch_size):
        batch = list(self.sampler[start : start + self.batch_size])
        if len(batch) == self.batch_size or not self.drop_last:
            yield batch


@record.mistake(
    when=lambda got, expected: type(got) is dict and got.get("no more than one list ahead") is False,
    en="The lists are right, but all of the order was read before the first one came. An order may be long, or never "
    "end: hand each list out with `yield` as soon as it is full.",
)
def all_at_once(self):
    positions = list(self.sampler)
    for start in range(0, len(positions), self.batch_size):
        batch = positions[start : start + self.batch_size]
        if len(batch) == self.batch_size or not self.drop_last:
            yield batch


@record.mistake(
    when=lambda got, expected: {len(batch) for batch in got[0]["result"]} == {1},
    en="Each position comes alone. Gather `self.batch_size` of them before a list is handed out.",
)
def one_by_one(self):
    for position in self.sampler:
        yield [position]


@record.mistake(
    when=lambda got, expected: got[0]["result"] is None,
    en="Nothing comes back. `yield` hands lists out one by one; a list of lists would have to be returned as "
    "`iter(lists)`.",
)
def nothing_returned(self):
    batch = []
    for position in self.sampler:
        batch.append(position)


@record.mistake(
    when=lambda got, expected: got[0]["type of a list"] == "tuple",
    en="A batch is to be a list of positions, and this is a tuple. The loader takes a list for many rows.",
)
def tuples(self):
    positions = iter(self.sampler)
    while batch := tuple(itertools.islice(positions, self.batch_size)):
        if len(batch) == self.batch_size or not self.drop_last:
            yield batch


@record.variant
def gathered(self):
    batch = []
    for position in self.sampler:
        batch.append(position)
        if len(batch) == self.batch_size:
            yield batch
            batch = []
    if batch and not self.drop_last:
        yield batch


@record.variant
def with_next(self):
    positions = iter(self.sampler)
    while True:
        batch = []
        for _ in range(self.batch_size):
            try:
                batch.append(next(positions))
            except StopIteration:
                if batch and not self.drop_last:
                    yield batch
                return
        yield batch


@record.variant
def counted(self):
    batch = [None] * self.batch_size
    filled = 0
    for position in self.sampler:
        batch[filled] = position
        filled += 1
        if filled == self.batch_size:
            yield batch
            batch, filled = [None] * self.batch_size, 0
    if filled and not self.drop_last:
        yield batch[:filled]


