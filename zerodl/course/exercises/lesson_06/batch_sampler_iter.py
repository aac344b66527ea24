"""data.sampler.BatchSampler.__iter__: an order of positions is cut into lists."""

import itertools

from .batch_sampler_iter_asked import READ, record


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
    when=lambda got, expected: type(got) is dict and got[READ] > expected[READ],
    en="The lists are right, but more of the order was read than it took, perhaps all of it before the first one "
    "came. An order may be long, or never end: hand each list out with `yield` as soon as it is full.",
)
def all_at_once(self):
    positions = list(self.sampler)
    for start in range(0, len(positions), self.batch_size):
        batch = positions[start : start + self.batch_size]
        if len(batch) == self.batch_size or not self.drop_last:
            yield batch


@record.mistake(
    when=lambda got, expected: "non-iterator" in got["message"],
    en="A list of all the lists is returned. They are to be handed out one by one, each as soon as it is full: "
    "`yield batch` in the loop, and no `return`.",
)
def returned_as_a_list(self):
    positions, batches = iter(self.sampler), []
    while batch := list(itertools.islice(positions, self.batch_size)):
        if len(batch) == self.batch_size or not self.drop_last:
            batches.append(batch)
    return batches


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


@record.mistake(
    en="The lists are right, but each comes one position too late: that of the next list has to be read before a full "
    "one is handed out. Ask whether it is full after adding to it."
)
def one_ahead(self):
    batch = []
    for position in self.sampler:
        if len(batch) == self.batch_size:
            yield batch
            batch = []
        batch.append(position)
    if batch and (len(batch) == self.batch_size or not self.drop_last):
        yield batch


@record.mistake(
    en="What `drop_last` left out comes first in the next pass. Each pass is one epoch of its own: nothing is kept "
    "from one to the next."
)
def kept_for_the_next(self):
    batch = getattr(self, "left", [])
    self.left = []
    for position in self.sampler:
        batch.append(position)
        if len(batch) == self.batch_size:
            yield batch
            batch = []
    if batch and self.drop_last:
        self.left = batch
    elif batch:
        yield batch


@record.mistake(
    when=lambda got, expected: "StopIteration" in got[0]["message"],
    en="`next` raises StopIteration where the order ends, and inside a function with `yield` that becomes a "
    "RuntimeError. Catch it, hand out what is left, and `return`; a `for` loop needs none of that.",
)
def stops_with_an_error(self):
    positions = iter(self.sampler)
    while True:
        batch = []
        for _ in range(self.batch_size):
            batch.append(next(positions))
        yield batch


@record.mistake(
    when=lambda got, expected: 0 in sum(expected[0]["result"], []) and 0 not in sum(got[0]["result"], []),
    en="Position 0 is missing. It is a position like the others, but `if position` takes it for nothing.",
)
def zero_taken_for_nothing(self):
    for group in itertools.zip_longest(*[iter(self.sampler)] * self.batch_size):
        batch = [position for position in group if position]
        if len(batch) == self.batch_size or not self.drop_last:
            yield batch


@record.mistake(
    en="A list is taken to be full by the position that came last. The positions come in any order: what counts is how "
    "many are in the list."
)
def full_by_the_position(self):
    batch = []
    for position in self.sampler:
        batch.append(position)
        if (position + 1) % self.batch_size == 0:
            yield batch
            batch = []
    if batch and not self.drop_last:
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


