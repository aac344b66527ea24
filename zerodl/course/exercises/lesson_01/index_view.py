"""kernels.strides.index_view: indexing that touches no element."""

from ....kernels.strides import contiguous_strides, index_view
from ...observe import observe
from ...record import Exercise
from ...text import Text
from .layout import only_what_counts, same_kind

RETURNS = ("shape", "strides", "offset")

record = Exercise(
    "kernels.strides.index_view",
    lesson="01",
    points=20,
    minutes=15,
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


@record.scenario("nothing left")
def nothing(rng):
    return looked_up((3, 4), (4, 1), 0, (slice(2, 2), slice(1, 3)))


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


def _first(got):
    """Of several calls the first that ended with an error."""
    return next(call for call in (got if type(got) is list else [got]) if "raised" in call)


@record.mistake(
    en="The step of a slice has no effect on its stride. From one element that is left to the next, `step` of the "
    "old ones are passed: the stride grows by that factor."
)
def step_forgotten(shape, strides, offset, key):
    key = tuple(key) + (slice(None),) * (len(shape) - len(key))
    places = [range(n)[part] for n, part in zip(shape, key)]
    kept = [(p, s) for p, s in zip(places, strides) if isinstance(p, range)]
    starts = [p.start if isinstance(p, range) else p for p in places]
    moved = sum(start * s for start, s in zip(starts, strides))
    return tuple(len(p) for p, _ in kept), tuple(s for _, s in kept), offset + moved


@record.mistake(
    en="The offset did not move to where the slice begins: its first element lies `start` steps along the axis.",
)
def start_forgotten(shape, strides, offset, key):
    key = tuple(key) + (slice(None),) * (len(shape) - len(key))
    places = [range(n)[part] for n, part in zip(shape, key)]
    kept = [(p, s) for p, s in zip(places, strides) if isinstance(p, range)]
    moved = sum(0 if isinstance(p, range) else p * s for p, s in zip(places, strides))
    return tuple(len(p) for p, _ in kept), tuple(p.step * s for p, s in kept), offset + moved


@record.mistake(
    en="The place where a part begins was added to the offset as it is. It counts elements along its axis, and in "
    "memory these lie one stride apart each: multiply it by the old stride."
)
def start_not_multiplied(shape, strides, offset, key):
    key = tuple(key) + (slice(None),) * (len(shape) - len(key))
    places = [range(n)[part] for n, part in zip(shape, key)]
    kept = [(p, s) for p, s in zip(places, strides) if isinstance(p, range)]
    starts = [p.start if isinstance(p, range) else p for p in places]
    return tuple(len(p) for p, _ in kept), tuple(p.step * s for p, s in kept), offset + sum(starts)


@record.mistake(
    en="The start of the slice was multiplied by the *new* stride, which has `step` in it already. `start` counts "
    "elements of the old axis, so it goes with the old stride."
)
def new_stride_for_the_start(shape, strides, offset, key):
    key = tuple(key) + (slice(None),) * (len(shape) - len(key))
    places = [range(n)[part] for n, part in zip(shape, key)]
    kept = [(p, s) for p, s in zip(places, strides) if isinstance(p, range)]
    moved = sum(p.start * p.step * s if isinstance(p, range) else p * s for p, s in zip(places, strides))
    return tuple(len(p) for p, _ in kept), tuple(p.step * s for p, s in kept), offset + moved


@record.mistake(
    en="The length of a slice was taken as stop − start. That is right for steps of 1; with other steps fewer "
    "elements are left."
)
def step_not_in_the_length(shape, strides, offset, key):
    key = tuple(key) + (slice(None),) * (len(shape) - len(key))
    places = [range(n)[part] for n, part in zip(shape, key)]
    kept = [(p, s) for p, s in zip(places, strides) if isinstance(p, range)]
    starts = [p.start if isinstance(p, range) else p for p in places]
    moved = sum(start * s for start, s in zip(starts, strides))
    return tuple(p.stop - p.start for p, _ in kept), tuple(p.step * s for p, s in kept), offset + moved


@record.mistake(
    en="The length of a slice was rounded down: of 0, 1, 2, 3, 4 every second one gives 0, 2, 4, three elements, "
    "and 5 // 2 is 2. `len(range(start, stop, step))` counts them."
)
def rounded_down(shape, strides, offset, key):
    key = tuple(key) + (slice(None),) * (len(shape) - len(key))
    places = [range(n)[part] for n, part in zip(shape, key)]
    kept = [(p, s) for p, s in zip(places, strides) if isinstance(p, range)]
    starts = [p.start if isinstance(p, range) else p for p in places]
    moved = sum(start * s for start, s in zip(starts, strides))
    return tuple((p.stop - p.start) // p.step for p, _ in kept), tuple(p.step * s for p, s in kept), offset + moved


@record.mistake(
    en="An integer left an axis of length 1 behind. `x[1]` is a row, with one axis less than `x`: an integer takes "
    "its axis away."
)
def axis_kept(shape, strides, offset, key):
    key = tuple(key) + (slice(None),) * (len(shape) - len(key))
    places = [range(n)[part] for n, part in zip(shape, key)]
    kept = [(p if isinstance(p, range) else range(p, p + 1), s) for p, s in zip(places, strides)]
    moved = sum(p.start * s for p, s in kept)
    return tuple(len(p) for p, _ in kept), tuple(p.step * s for p, s in kept), offset + moved


@record.mistake(
    en="A negative integer was taken as it is, and led to a place before the first element. −1 is the last element "
    "of its axis, −2 the one before it."
)
def negative_as_it_is(shape, strides, offset, key):
    key = tuple(key) + (slice(None),) * (len(shape) - len(key))
    places = [range(n)[part] for n, part in zip(shape, key)]
    kept = [(p, s) for p, s in zip(places, strides) if isinstance(p, range)]
    starts = [p.start if isinstance(p, range) else part for p, part in zip(places, key)]
    moved = sum(start * s for start, s in zip(starts, strides))
    return tuple(len(p) for p, _ in kept), tuple(p.step * s for p, s in kept), offset + moved


@record.mistake(
    en="The offset that came in was dropped. x may be a view itself, with its first element in the middle of the "
    "block; start from there."
)
def offset_dropped(shape, strides, offset, key):
    key = tuple(key) + (slice(None),) * (len(shape) - len(key))
    places = [range(n)[part] for n, part in zip(shape, key)]
    kept = [(p, s) for p, s in zip(places, strides) if isinstance(p, range)]
    starts = [p.start if isinstance(p, range) else p for p in places]
    moved = sum(start * s for start, s in zip(starts, strides))
    return tuple(len(p) for p, _ in kept), tuple(p.step * s for p, s in kept), moved


@record.mistake(
    en="The strides are those of a new array of the new shape. But nothing is copied: the elements still lie where "
    "they lay, so each stride is made from the old one."
)
def strides_made_anew(shape, strides, offset, key):
    key = tuple(key) + (slice(None),) * (len(shape) - len(key))
    places = [range(n)[part] for n, part in zip(shape, key)]
    kept = [(p, s) for p, s in zip(places, strides) if isinstance(p, range)]
    starts = [p.start if isinstance(p, range) else p for p in places]
    moved = sum(start * s for start, s in zip(starts, strides))
    new_shape = tuple(len(p) for p, _ in kept)
    return new_shape, contiguous_strides(new_shape), offset + moved


@record.mistake(
    en="The axes that the key does not reach were lost. `x[2]` of a cube is a whole matrix: for a missing part take "
    "the whole axis, `slice(None)`."
)
def rest_lost(shape, strides, offset, key):
    places = [range(n)[part] for n, part in zip(shape, key)]
    kept = [(p, s) for p, s in zip(places, strides) if isinstance(p, range)]
    starts = [p.start if isinstance(p, range) else p for p in places]
    moved = sum(start * s for start, s in zip(starts, strides))
    return tuple(len(p) for p, _ in kept), tuple(p.step * s for p, s in kept), offset + moved


@record.mistake(
    when=lambda got, expected: _first(got)["raised"] == "TypeError" and "NoneType" in _first(got)["message"],
    en="`x[1:]` arrives as `slice(1, None, None)`: what was left out is None, and one cannot calculate with that. "
    "`part.indices(length)` puts the right numbers in its place.",
)
def none_left_in(shape, strides, offset, key):
    key = tuple(key) + (slice(None),) * (len(shape) - len(key))
    places = [
        range(part.start or 0, part.stop, part.step or 1) if isinstance(part, slice) else range(n)[part]
        for n, part in zip(shape, key)
    ]
    kept = [(p, s) for p, s in zip(places, strides) if isinstance(p, range)]
    starts = [p.start if isinstance(p, range) else p for p in places]
    moved = sum(start * s for start, s in zip(starts, strides))
    return tuple(len(p) for p, _ in kept), tuple(p.step * s for p, s in kept), offset + moved


@record.mistake(
    when=lambda got, expected: len(got) == 4 and [g for g, e in zip(got, expected) if "raised" in e and g != e],
    en="An integer outside of its axis was not refused: in an axis of length 3, both 3 and −4 are outside. It would "
    "quietly read an element of another row, or somebody else's memory. Raise an IndexError.",
)
def never_refuses(shape, strides, offset, key):
    if len(key) > len(shape):
        raise IndexError("too many")
    key = tuple(key) + (slice(None),) * (len(shape) - len(key))
    places = [range(n)[part] if isinstance(part, slice) else part % n for n, part in zip(shape, key)]
    kept = [(p, s) for p, s in zip(places, strides) if isinstance(p, range)]
    starts = [p.start if isinstance(p, range) else p for p in places]
    moved = sum(start * s for start, s in zip(starts, strides))
    return tuple(len(p) for p, _ in kept), tuple(p.step * s for p, s in kept), offset + moved


@record.mistake(
    en="All right, but for a key with more parts than there are axes: the rest was quietly ignored. Raise an "
    "IndexError."
)
def surplus_ignored(shape, strides, offset, key):
    key = tuple(key) + (slice(None),) * (len(shape) - len(key))
    places = [range(n)[part] for n, part in zip(shape, key)]
    kept = [(p, s) for p, s in zip(places, strides) if isinstance(p, range)]
    starts = [p.start if isinstance(p, range) else p for p in places]
    moved = sum(start * s for start, s in zip(starts, strides))
    return tuple(len(p) for p, _ in kept), tuple(p.step * s for p, s in kept), offset + moved


@record.variant
def with_ranges(shape, strides, offset, key):
    if len(key) > len(shape):
        raise IndexError(f"{len(key)} parts, {len(shape)} axes")
    key = tuple(key) + (slice(None),) * (len(shape) - len(key))
    left = []
    for part, length, stride in zip(key, shape, strides):
        places = range(length)[part]  # a range can be indexed too, and refuses what lies outside
        if isinstance(part, slice):
            offset += places.start * stride
            left.append((len(places), places.step * stride))
        else:
            offset += places * stride
    return tuple(n for n, _ in left), tuple(s for _, s in left), offset


@record.variant
def one_axis_at_a_time(shape, strides, offset, key):
    if not key:
        return tuple(shape), tuple(strides), offset
    if not shape:
        raise IndexError("no axis is left")
    part, length, stride = key[0], shape[0], strides[0]
    if isinstance(part, slice):
        start, stop, step = part.indices(length)
        count = max(0, (stop - start + step - (1 if step > 0 else -1)) // step)
        lengths, steps, offset = index_view(shape[1:], strides[1:], offset + stride * start, key[1:])
        return (count, *lengths), (stride * step, *steps), offset
    if not -length <= part < length:
        raise IndexError("outside")
    return index_view(shape[1:], strides[1:], offset + stride * (part if part >= 0 else length + part), key[1:])
