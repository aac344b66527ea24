"""data.transforms.crop.windows: of every image a part, at a place of its own."""

import numpy as np

from ....data.transforms import RandomCrop
from ....data.transforms.crop import windows
from ....random import Generator
from ...observe import observe
from ...record import Exercise
from ...text import Text

record = Exercise(
    "data.transforms.crop.windows",
    lesson="07",
    points=10,
    minutes=8,
    difficulty=2,
    importance=3,
    role="production",
    task=Text(en="Cut a part out of every image, all of one size, each at a place of its own."),
    hints=(
        Text(
            en="Write it for a single image first: `image` has the shape (C, H, W). Which slice of its rows is it, and "
            "which of its columns? The colours stay."
        ),
        Text(
            en="Rows from `r` to `r + height`, columns from `c` to `c + width`: `image[:, r : r + height, …]`. Go "
            "through images, tops and lefts together: `zip(images, top, left)`."
        ),
        Text(
            en="Collect the parts in a list, in order, and return `np.stack` of it, which copies them into one new "
            "array of shape (B, C, height, width)."
        ),
    ),
)


def pictures(rng, *shape):
    return rng.integers(0, 100, size=shape).astype(np.float64)


@record.scenario("by hand: one image of 3 by 4 pixels")
def by_hand(rng):
    images = np.arange(12.0).reshape(1, 1, 3, 4)
    return observe(windows, images=images, top=np.array([1]), left=np.array([2]), height=2, width=2)


@record.scenario("two images, each at its own place")
def two(rng):
    return observe(
        windows, images=pictures(rng, 2, 1, 4, 5), top=np.array([0, 2]), left=np.array([3, 1]), height=2, width=2
    )


@record.scenario("three colours, every length different")
def colours(rng):
    top, left = rng.integers(0, 4, size=5), rng.integers(0, 3, size=5)
    return observe(windows, images=pictures(rng, 5, 3, 7, 6), top=top, left=left, height=4, width=3)


@record.scenario("the whole image; a single pixel")
def sizes(rng):
    images, none = pictures(rng, 2, 2, 3, 3), np.zeros(2, int)
    return [
        observe(windows, images=images, top=none, left=none, height=3, width=3),
        observe(windows, images=images, top=none + 2, left=none + 1, height=1, width=1),
    ]


@record.scenario("a square batch, where the lengths do not tell the axes apart")
def square(rng):
    top, left = rng.integers(0, 3, size=4), rng.integers(0, 3, size=4)
    return observe(windows, images=pictures(rng, 4, 4, 4, 4), top=top, left=left, height=2, width=2)


@record.scenario("the parts are new, and keep their dtype")
def new_and_typed(rng):
    return [written_into(rng, [0, 1, 2], [2, 1, 0]), written_into(rng, [1, 1, 1], [2, 2, 2])]


def written_into(rng, top, left):
    """What becomes of images if somebody writes into the parts that were cut out of them."""
    images = rng.integers(0, 255, size=(3, 1, 4, 4)).astype(np.uint8)
    before = images.copy()
    parts = windows(images, np.array(top), np.array(left), 2, 2)
    call = f"windows(images, top={top}, left={left}, height=2, width=2) of uint8, and 7 is written into its result"
    seen = {"call": call, "parts": np.array(parts)}
    for part in parts:
        part[...] = 7
    return seen | {"the images stay as they were": bool(np.array_equal(images, before)), "type": type(parts).__name__}


@record.scenario("in the framework: RandomCrop with a border")
def in_the_framework(rng):
    crop = RandomCrop(5, padding=1, generator=Generator(int(rng.integers(1000))))
    return {"call": "RandomCrop(5, padding=1)(images)", "parts": crop(pictures(rng, 4, 2, 5, 5))}


@record.mistake(
    en="All images were cut at the place of the first one: image number i begins at `top[i]` and `left[i]`."
)
def place_of_the_first(images, top, left, height, width):
    return images[:, :, top[0] : top[0] + height, left[0] : left[0] + width].copy()


@record.mistake(en="`top` and `left` are exchanged: rows begin at `top`, columns at `left`, and rows come first.")
def exchanged(images, top, left, height, width):
    return np.stack([image[:, c : c + height, r : r + width] for image, r, c in zip(images, top, left)])


@record.mistake(
    when=lambda got, expected: _first(got)["result"].shape[2:] == _first(expected)["result"].shape[:1:-1],
    en="`height` and `width` are exchanged: `height` rows come first, then `width` columns.",
)
def sizes_exchanged(images, top, left, height, width):
    return np.stack([image[:, r : r + width, c : c + height] for image, r, c in zip(images, top, left)])


@record.mistake(
    when=lambda got, expected: "same shape" in str(_first(got).get("message")),
    en="The parts have different sizes. A slice's second number says where it ends, counted from the edge: it is "
    "`r + height`, not `height`.",
)
def ends_at_height(images, top, left, height, width):
    return np.stack([image[:, r:height, c:width] for image, r, c in zip(images, top, left)])


@record.mistake(
    en="The parts are one row and one column too large. A slice stops before its second number, so `r : r + height` "
    "has `height` rows already."
)
def one_too_many(images, top, left, height, width):
    return np.stack([image[:, r : r + height + 1, c : c + width + 1] for image, r, c in zip(images, top, left)])


@record.mistake(
    en="Colours were cut instead of rows: an image has the axes (C, H, W), so the first slice is for the colours, and "
    "leaves all of them, `:`."
)
def colours_cut(images, top, left, height, width):
    return np.stack([image[r : r + height, c : c + width] for image, r, c in zip(images, top, left)])


@record.mistake(
    when=lambda got, expected: type(_first(got).get("result")) is list or _first(got).get("type") == "list",
    en="This is a list of parts. One array was asked for: `np.stack` makes one of them.",
)
def a_list(images, top, left, height, width):
    return [image[:, r : r + height, c : c + width].copy() for image, r, c in zip(images, top, left)]


@record.mistake(
    when=lambda got, expected: np.ndim(_first(got)["result"]) == 3,
    en="The images were put one behind the other along their colours. `np.stack` gives them an axis of their own in "
    "front; `np.concatenate` does not.",
)
def joined(images, top, left, height, width):
    return np.concatenate([image[:, r : r + height, c : c + width] for image, r, c in zip(images, top, left)])


@record.mistake(en="The colours are gone: only the first one was cut. An image has all of them, and so has its part.")
def first_colour(images, top, left, height, width):
    return np.stack([image[:1, r : r + height, c : c + width] for image, r, c in zip(images, top, left)])


@record.mistake(en="Only the last image's part came back: collect the parts of all, in order.")
def last_one(images, top, left, height, width):
    return np.stack([images[-1, :, top[-1] : top[-1] + height, left[-1] : left[-1] + width]])


@record.mistake(en="The parts were written into an array of floats, as `np.zeros` makes it: pass on `images.dtype`.")
def floats(images, top, left, height, width):
    parts = np.zeros((len(images), images.shape[1], height, width))
    for i in range(len(images)):
        parts[i] = images[i, :, top[i] : top[i] + height, left[i] : left[i] + width]
    return parts


@record.mistake(en="What lies outside the part was set to 0, but the image kept its size. Cut it out.")
def blanked(images, top, left, height, width):
    parts = np.zeros_like(images)
    for i in range(len(images)):
        rows, columns = slice(top[i], top[i] + height), slice(left[i], left[i] + width)
        parts[i, :, rows, columns] = images[i, :, rows, columns]
    return parts


def _first(data):
    return data[0] if type(data) is list else data


@record.variant
def with_a_loop(images, top, left, height, width):
    parts = np.empty((len(images), images.shape[1], height, width), images.dtype)
    for i in range(len(images)):
        parts[i] = images[i, :, top[i] : top[i] + height, left[i] : left[i] + width]
    return parts


@record.variant
def stacked(images, top, left, height, width):
    return np.stack([image[:, r : r + height, c : c + width] for image, r, c in zip(images, top, left)])


@record.variant
def taken_twice(images, top, left, height, width):
    rows = (np.reshape(top, (-1, 1)) + np.arange(height))[:, None, :, None]
    columns = (np.reshape(left, (-1, 1)) + np.arange(width))[:, None, None, :]
    return np.take_along_axis(np.take_along_axis(images, rows, axis=2), columns, axis=3)
