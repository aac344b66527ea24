"""kernels.strides.contiguous_copy: what shape, strides and offset mean."""

import numpy as np

from ....kernels.strides import contiguous_copy
from ...observe import observe, raised
from ...record import Exercise
from ...text import Text

record = Exercise(
    "kernels.strides.contiguous_copy",
    lesson="01",
    points=10,
    minutes=7,
    difficulty=2,
    importance=4,
    role="rung",
    task=Text(en="Collect the elements that shape, strides and offset describe in an array of their own."),
    hints=(
        Text(
            en="For each index of the new array there is one position in the block. The lesson's drawing reads it off: "
            "start at the offset, and walk along each axis as often as the index says."
        ),
        Text(
            en="`for index in np.ndindex(*shape)` goes through all indices; `zip(index, strides)` pairs the steps "
            "along each axis with how far one of them leads. Their products add up."
        ),
        Text(
            en="Make an empty array with `np.empty` in the given shape and `dtype=block.dtype`. In the loop, add up "
            "`i * stride` over the pairs, add `offset`, and put the block's element there into `copy[index]`."
        ),
    ),
)


def copied(block, *how):
    return observe(contiguous_copy, **dict(zip(("block", "shape", "strides", "offset"), (block, *how))))


@record.scenario("by hand: 2 rows of 2, the first element at position 5")
def by_hand(rng):
    return copied(np.arange(10, 30), (2, 2), (4, 2), 5)


@record.scenario("a transposed matrix")
def transposed(rng):
    return copied(rng.integers(-50, 50, size=12), (4, 3), (1, 4), 0)


@record.scenario("one axis, backwards")
def backwards(rng):
    return copied(rng.integers(-50, 50, size=9), (4,), (-2,), 7)


@record.scenario("three axes in a large block")
def three_axes(rng):
    return copied(rng.normal(size=80), (3, 2, 4), (2, 30, 6), 11)


@record.scenario("an element that is seen again and again")
def again(rng):
    return copied(rng.normal(size=5), (3, 2), (0, 2), 1)


@record.scenario("a single element, and none at all")
def few(rng):
    block = rng.normal(size=6)
    whole = np.arange(6)
    return [copied(block, (), (), 4), copied(block, (0, 3), (3, 1), 0), copied(whole, (2, 0), (3, 1), 0)]


@record.scenario("float32 stays float32")
def single(rng):
    return copied(rng.normal(size=6).astype(np.float32), (2, 3), (3, 1), 0)


@record.scenario("writing into the copy leaves the block alone")
def own_memory(rng):
    block = rng.normal(size=6)
    call = {"call": "copy = contiguous_copy(block, (2, 3), (3, 1), 0); copy[0, 0] = 99"}
    try:
        contiguous_copy(block, (2, 3), (3, 1), 0)[0, 0] = 99
    except Exception as error:
        return call | raised(error)
    return call | {"block[0] is 99 now": bool(block[0] == 99)}


@record.mistake(en="The offset was left out: the first element does not lie at position 0, but at `offset`.")
def no_offset(block, shape, strides, offset=0):
    copy = np.empty(shape, block.dtype)
    for index in np.ndindex(*shape):
        copy[index] = block[sum(i * stride for i, stride in zip(index, strides))]
    return copy


@record.mistake(
    en="The elements were taken one after the other, as if they lay row by row. Where the next one lies, the strides "
    "say."
)
def row_by_row(block, shape, strides, offset=0):
    count = int(np.prod(shape))
    return block[offset : offset + count].reshape(shape).copy()


@record.mistake(
    en="The strides were paired with the axes in the opposite order: the first stride belongs to the first axis."
)
def opposite_order(block, shape, strides, offset=0):
    copy = np.empty(shape, block.dtype)
    for index in np.ndindex(*shape):
        copy[index] = block[offset + sum(i * stride for i, stride in zip(index, reversed(strides)))]
    return copy


@record.mistake(
    en="Right, except that the numbers changed their kind: the new array has NumPy's usual type, float64, instead of "
    "the block's. Make it with `dtype=block.dtype`."
)
def always_float(block, shape, strides, offset=0):
    copy = np.zeros(shape)
    for index in np.ndindex(*shape):
        copy[index] = block[offset + sum(i * stride for i, stride in zip(index, strides))]
    return copy


@record.mistake(
    en="The elements are right, but they came as one flat array. They belong into an array of the given shape."
)
def stays_flat(block, shape, strides, offset=0):
    return np.array(
        [block[offset + sum(i * stride for i, stride in zip(index, strides))] for index in np.ndindex(*shape)],
        block.dtype,
    )


@record.mistake(
    en="This is a view: it looks into the same block, so whoever writes into it changes the block. The elements should "
    "be copied into memory of their own."
)
def another_view(block, shape, strides, offset=0):
    in_bytes = [stride * block.itemsize for stride in strides]
    return np.lib.stride_tricks.as_strided(block[offset:], shape, in_bytes)


@record.mistake(
    when=lambda got, expected: (
        np.ndim(expected["result"]) != 2
        and any(words in got["message"] for words in ("to unpack", "tuple index out of range"))
    ),
    en="Two loops fit two axes only. An array may have any number of axes: `np.ndindex(*shape)` goes through all "
    "indices of any shape.",
)
def two_loops(block, shape, strides, offset=0):
    rows, columns = shape
    copy = np.empty(shape, block.dtype)
    for i in range(rows):
        for j in range(columns):
            copy[i, j] = block[offset + i * strides[0] + j * strides[1]]
    return copy


@record.mistake(
    en="The index was added to the strides. Each step along an axis leads one stride further, so `i` steps lead "
    "`i` times the stride."
)
def added(block, shape, strides, offset=0):
    copy = np.empty(shape, block.dtype)
    for index in np.ndindex(*shape):
        copy[index] = block[offset + sum(i + stride for i, stride in zip(index, strides))]
    return copy


@record.mistake(
    en="The position went on from where the last element lay. Every element's way begins at the offset: set the "
    "position back to it for each index."
)
def never_back_to_the_offset(block, shape, strides, offset=0):
    copy = np.empty(shape, block.dtype)
    for index in np.ndindex(*shape):
        for i, stride in zip(index, strides):
            offset += i * stride
        copy[index] = block[offset]
    return copy


@record.mistake(en="The offset was added once for each axis. It says where the first element lies, and is added once.")
def offset_for_each_axis(block, shape, strides, offset=0):
    copy = np.empty(shape, block.dtype)
    for index in np.ndindex(*shape):
        copy[index] = block[sum(offset + i * stride for i, stride in zip(index, strides)) if shape else offset]
    return copy


@record.variant
def collected_then_reshaped(block, shape, strides, offset=0):
    found = []
    for index in np.ndindex(*shape):
        position = offset
        for i, stride in zip(index, strides):
            position += i * stride
        found.append(block[position])
    return np.array(found, dtype=block.dtype).reshape(shape)


@record.variant
def axis_by_axis(block, shape, strides, offset=0):
    if not shape:
        return np.array(block[offset])
    copy = np.empty(shape, dtype=block.dtype)
    for i in range(shape[0]):
        copy[i] = contiguous_copy(block, shape[1:], strides[1:], offset + i * strides[0])
    return copy


@record.variant
def all_positions_at_once(block, shape, strides, offset=0):
    where = np.full(shape, offset)
    for axis, stride in enumerate(strides):
        where += stride * np.indices(shape)[axis]
    return np.array(block[where])
