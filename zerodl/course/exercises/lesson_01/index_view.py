"""What people write for kernels.strides.index_view, wrong and right."""

from ....kernels.strides import contiguous_strides, index_view
from .view_scenarios import record


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
    en="The strides that came in were not used: you have worked out those of an array that lies row by row. x may be a "
    "view, with strides of any size; each new stride is made from the one that came in."
)
def strides_not_used(shape, strides, offset, key):
    strides = contiguous_strides(shape)
    key = tuple(key) + (slice(None),) * (len(shape) - len(key))
    places = [range(n)[part] for n, part in zip(shape, key)]
    kept = [(p, s) for p, s in zip(places, strides) if isinstance(p, range)]
    starts = [p.start if isinstance(p, range) else p for p in places]
    moved = sum(start * s for start, s in zip(starts, strides))
    return tuple(len(p) for p, _ in kept), tuple(p.step * s for p, s in kept), offset + moved


@record.mistake(en="Shape and strides stand in each other's place: return the shape first, then strides and offset.")
def strides_first(shape, strides, offset, key):
    key = tuple(key) + (slice(None),) * (len(shape) - len(key))
    places = [range(n)[part] for n, part in zip(shape, key)]
    kept = [(p, s) for p, s in zip(places, strides) if isinstance(p, range)]
    starts = [p.start if isinstance(p, range) else p for p in places]
    moved = sum(start * s for start, s in zip(starts, strides))
    return tuple(p.step * s for p, s in kept), tuple(len(p) for p, _ in kept), offset + moved


@record.mistake(
    en="A slice with nothing in it, such as 3:1, got a length below 0. It holds no element, so its length is 0; "
    "`len(range(start, stop, step))` knows that.",
    when=lambda got, expected: any(n < 0 for call in got for n in call["result"][0]),
)
def length_below_zero(shape, strides, offset, key):
    if len(key) > len(shape):
        raise IndexError("too many")
    key = tuple(key) + (slice(None),) * (len(shape) - len(key))
    places = [range(n)[part] for n, part in zip(shape, key)]
    kept = [(p, s) for p, s in zip(places, strides) if isinstance(p, range)]
    starts = [p.start if isinstance(p, range) else p for p in places]
    moved = sum(start * s for start, s in zip(starts, strides))
    lengths = tuple(-((p.start - p.stop) // p.step) for p, _ in kept)
    return lengths, tuple(p.step * s for p, s in kept), offset + moved


@record.mistake(
    en="All right, but shape and strides came as lists. Both are tuples, as everywhere in zerodl: `tuple(...)`."
)
def as_lists(shape, strides, offset, key):
    if len(key) > len(shape):
        raise IndexError("too many")
    key = tuple(key) + (slice(None),) * (len(shape) - len(key))
    places = [range(n)[part] for n, part in zip(shape, key)]
    kept = [(p, s) for p, s in zip(places, strides) if isinstance(p, range)]
    starts = [p.start if isinstance(p, range) else p for p in places]
    moved = sum(start * s for start, s in zip(starts, strides))
    return [len(p) for p, _ in kept], [p.step * s for p, s in kept], offset + moved


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
    when=lambda got, expected: len(got) == 4 and not all("raised" in call for call in got),
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
