"""kernels.strides.index_view: indexing that touches no element, and the situations it is tried in."""

from ....kernels.strides import index_view
from ...observe import observe
from ...record import Exercise
from ...text import Text
from .layout import only_what_counts, same_kind

RETURNS = ("shape", "strides", "offset")

record = Exercise(
    "kernels.strides.index_view",
    lesson="01",
    points=20,
    minutes=20,
    difficulty=4,
    importance=5,
    role="rung",
    task=Text(en="Work out shape, strides and offset of x[key] for a key of integers and slices."),
    hints=(
        Text(
            en="Take the axes one by one. An integer and a slice both begin somewhere along their axis, and that moves "
            "the offset. After that, a slice leaves an axis behind, with a length and a stride; an integer leaves none."
        ),
        Text(
            en="`start, stop, step = part.indices(length)` settles everything about a slice. How many elements are "
            "left is `len(range(start, stop, step))`. From one of them to the next, how many of the old ones are "
            "passed? For an integer, check that it lies in the axis; a negative one counts from the end, and "
            "`part % length` is its place from the beginning."
        ),
        Text(
            en="Start with two empty lists. For each axis: a missing part is `slice(None)`. For a slice, append the "
            "length and `step` times the stride. In both cases add to `offset` the place where the part begins, times "
            "the old stride. Return the two lists as tuples, and the offset. Before the loop, compare the number of "
            "parts with the number of axes."
        ),
    ),
)

WHOLE = slice(None)


def looked_up(shape, strides, offset, key):
    """What index_view gives, without the numbers that no element depends on."""
    seen = observe(index_view, returns=RETURNS, shape=shape, strides=strides, offset=offset, key=key)
    seen = same_kind(seen, "IndexError", ("IndexingError",))
    result = seen.get("result")
    if type(result) is list and len(result) == 3:
        empty = type(result[0]) is list and 0 in result[0]
        seen["result"] = [result[0], only_what_counts(*result[:2]), "any" if empty else result[2]]
    return seen


@record.scenario("by hand: x[2, 1] and x[:, 1:3] of 3 rows of 4")
def by_hand(rng):
    return [looked_up((3, 4), (4, 1), 0, (2, 1)), looked_up((3, 4), (4, 1), 0, (WHOLE, slice(1, 3)))]


@record.scenario("a row, and a column")
def row_and_column(rng):
    return [looked_up((3, 4), (4, 1), 0, (1, WHOLE)), looked_up((3, 4), (4, 1), 0, (WHOLE, 3))]


@record.scenario("every second row, every third column")
def with_steps(rng):
    return looked_up((5, 7), (7, 1), 0, (slice(1, None, 2), slice(None, None, 3)))


@record.scenario("axes that the key does not reach")
def short_key(rng):
    return [looked_up((4, 3, 5), (15, 5, 1), 0, (2,)), looked_up((4, 3, 5), (15, 5, 1), 0, ())]


@record.scenario("a view of a view: other strides, and an offset already")
def view_of_a_view(rng):
    return [
        looked_up((5, 4), (2, 30), 7, (slice(1, 4), 2)),
        looked_up((3, 2, 4), (1, 40, 5), 3, (1, slice(1, 2), WHOLE)),
    ]


@record.scenario("counted from the end")
def negative(rng):
    return [looked_up((3, 4), (4, 1), 0, (-1, slice(-3, -1))), looked_up((3, 4), (4, 1), 2, (-3, -4))]


@record.scenario("slices that reach beyond the end")
def beyond(rng):
    return [looked_up((3, 4), (4, 1), 0, (slice(1, 100), slice(-100, 2))), looked_up((6,), (1,), 0, (slice(1, 6, 4),))]


@record.scenario("backwards")
def backwards(rng):
    return [looked_up((6,), (1,), 0, (slice(None, None, -1),)), looked_up((5, 4), (4, 1), 0, (slice(3, 0, -2), 1))]


@record.scenario("nothing left: x[2:2], x[3:1] and x[5:]")
def nothing(rng):
    keys = ((slice(2, 2), slice(1, 3)), (WHOLE, slice(3, 1)), (slice(5, None),), (slice(0, 2, -1),))
    return [looked_up((3, 4), (4, 1), 0, key) for key in keys]


@record.scenario("random keys on random views")
def random_keys(rng):
    results = []
    for _ in range(12):
        shape = tuple(int(n) for n in rng.integers(2, 8, size=3))
        strides = tuple(int(s) for s in rng.permutation([1, 9, 77]))
        key = tuple(random_part(rng, n) for n in shape[: rng.integers(1, 4)])
        results.append(looked_up(shape, strides, int(rng.integers(0, 9)), key))
    return results


def random_part(rng, length):
    """An integer, or a slice some of whose three numbers are left out."""
    if rng.random() < 0.3:
        return int(rng.integers(-length, length))
    start, stop = (None if rng.random() < 0.4 else int(rng.integers(-length, length + 2)) for _ in range(2))
    return slice(start, stop, None if rng.random() < 0.4 else int(rng.choice([-2, -1, 1, 2, 3])))


@record.scenario("an integer outside of its axis is refused")
def outside(rng):
    return [looked_up((3, 4), (4, 1), 0, key) for key in ((3,), (-4,), (0, 4), (1, -5))]


@record.scenario("more integers and slices than axes are refused")
def too_many(rng):
    return [looked_up((3, 4), (4, 1), 0, (1, 2, 0)), looked_up((5,), (1,), 0, (WHOLE, WHOLE))]


@record.scenario("shape and strides come as tuples")
def kinds(rng):
    shape, strides, _ = index_view((3, 4), (4, 1), 0, (slice(1, 3),))
    return {"call": "the types of the first two results", "result": [type(shape).__name__, type(strides).__name__]}
