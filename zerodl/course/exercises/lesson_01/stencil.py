"""kernels.stencil.stencil: an image filter, one slice for each weight."""

import numpy as np

from ....kernels.stencil import stencil
from ....kernels.strided import Strided
from ...observe import observe
from ...record import Exercise
from ...text import Text

record = Exercise(
    "kernels.stencil.stencil",
    lesson="01",
    points=15,
    minutes=15,
    difficulty=3,
    importance=5,
    role="rung",
    task=Text(en="Weight the neighbours of every pixel and add them up, by slicing alone."),
    hints=(
        Text(
            en="Each weight has the whole image under it, shifted. For two weights side by side the lesson added two "
            "slices of the image, one from the left, one from the right. Now there is one slice for each weight."
        ),
        Text(
            en="All slices must have the size of the result. Weights of 3 rows fit on an image of 5 rows in 3 places, "
            "weights of 2 rows in 4: that is the result's height. The slice for weight `[p, q]` begins at row p and "
            "column q."
        ),
        Text(
            en="Work out `height` and `width` of the result. Start with `total = 0`; for each p and q (for example "
            "with `np.ndindex(weights.shape)`) add the weight times `image[p : p + height, q : q + width]`."
        ),
    ),
)


class CountedSlices(np.ndarray):
    """An array that counts how often it, or a part of it, is indexed."""

    def __array_finalize__(self, parent):
        self.counts = getattr(parent, "counts", None)

    def __getitem__(self, key):
        if self.counts is not None:
            self.counts.append(key)
        return super().__getitem__(key)


PIXELS = np.array([[5.0, 1.0, 2.0], [0.0, 3.0, 7.0], [4.0, 6.0, 8.0]])


@record.scenario("by hand: each pixel and twice its right neighbour, less the lower right one; a single weight")
def by_hand(rng):
    return [
        observe(stencil, image=PIXELS.copy(), weights=np.array([[1.0, 2.0], [0.0, -1.0]])),
        observe(stencil, image=PIXELS.copy(), weights=np.array([[2.0]])),
    ]


@record.scenario("more columns than rows, in the image and in the weights")
def wide(rng):
    return observe(stencil, image=rng.normal(size=(5, 9)), weights=rng.normal(size=(2, 4)))


@record.scenario("more rows than columns")
def tall(rng):
    return observe(stencil, image=rng.normal(size=(8, 4)), weights=rng.normal(size=(3, 1)))


@record.scenario("weights as large as the image")
def as_large(rng):
    return observe(stencil, image=rng.normal(size=(3, 4)), weights=rng.normal(size=(3, 4)))


@record.scenario("the loop goes over the weights, not over the pixels")
def few_slices(rng):
    counts = []
    image = rng.normal(size=(40, 50)).view(CountedSlices)
    image.counts = counts
    stencil(image, rng.normal(size=(3, 3)))
    return {"call": "stencil of a 40 by 50 image with 9 weights", "more than 100 slices or pixels": len(counts) > 100}


@record.scenario("a photo with three colours")
def colours(rng):
    seen = observe(stencil, image=rng.normal(size=(6, 5, 3)), weights=rng.normal(size=(3, 2)))
    return seen | {"too many to unpack": "to unpack" in seen["message"]} if "raised" in seen else seen


@record.scenario("whole numbers for pixels, fractions for weights")
def whole_numbers(rng):
    return observe(stencil, image=rng.integers(0, 256, size=(5, 6)), weights=rng.normal(size=(2, 3)))


@record.scenario("on an array of your own: a Strided")
def strided(rng):
    image = Strided.of(rng.normal(size=(5, 6)))[:, ::2]
    result = stencil(image, rng.normal(size=(2, 2)))
    return {"call": "stencil(image, weights) with a Strided image", "result": np.asarray(result)}


@record.mistake(
    en="The weights were turned over: `weights[0, 0]` belongs to the upper left pixel under them, the last one to "
    "the lower right."
)
def turned_over(image, weights):
    height = image.shape[0] - weights.shape[0] + 1
    width = image.shape[1] - weights.shape[1] + 1
    total = 0
    for p, q in np.ndindex(weights.shape):
        total = total + weights[-1 - p, -1 - q] * image[p : p + height, q : q + width]
    return total


@record.mistake(
    en="Rows and columns were exchanged, in the slices or in the weights: `weights[p, q]`, in row p and column q, is "
    "meant for the pixel p rows further down and q columns further right."
)
def rows_and_columns_exchanged(image, weights):
    height = image.shape[0] - weights.shape[0] + 1
    width = image.shape[1] - weights.shape[1] + 1
    total = 0
    for p, q in np.ndindex(weights.shape):
        total = total + weights[p, q] * image[q : q + height, p : p + width]
    return total


@record.mistake(
    en="The last row and the last column are missing. Weights of 2 rows fit on an image of 3 rows in 2 places, not "
    "in 1: there is one more place than the difference of the two."
)
def one_too_few(image, weights):
    height = image.shape[0] - weights.shape[0]
    width = image.shape[1] - weights.shape[1]
    total = 0
    for p, q in np.ndindex(weights.shape):
        total = total + weights[p, q] * image[p : p + height, q : q + width]
    return total


@record.mistake(
    en="Right where image and weights are square. Here the slices do not all have the same size: the height of the "
    "result goes with the rows, `shape[0]` of both, its width with the columns, `shape[1]` of both."
)
def height_and_width_exchanged(image, weights):
    height = image.shape[0] - weights.shape[1] + 1
    width = image.shape[1] - weights.shape[0] + 1
    total = 0
    for p, q in np.ndindex(weights.shape):
        total = total + weights[p, q] * image[p : p + height, q : q + width]
    return total


@record.mistake(
    en="Right for square weights only: with others, an index went beyond them. `weights.shape` has the rows first, "
    "then the columns."
)
def sizes_of_the_weights_exchanged(image, weights):
    columns, rows = weights.shape
    height, width = image.shape[0] - rows + 1, image.shape[1] - columns + 1
    total = 0
    for p in range(rows):
        for q in range(columns):
            total = total + weights[p, q] * image[p : p + height, q : q + width]
    return total


@record.mistake(en="The neighbours were added up, but without their weights.")
def weights_left_out(image, weights):
    height = image.shape[0] - weights.shape[0] + 1
    width = image.shape[1] - weights.shape[1] + 1
    total = 0
    for p, q in np.ndindex(weights.shape):
        total = total + image[p : p + height, q : q + width]
    return total


@record.mistake(
    en="The sum was divided by the number of weights. Whoever wants a mean puts the division into the weights; "
    "others, such as those for edges, are not to be divided."
)
def divided_by_the_count(image, weights):
    height = image.shape[0] - weights.shape[0] + 1
    width = image.shape[1] - weights.shape[1] + 1
    total = 0
    for p, q in np.ndindex(weights.shape):
        total = total + weights[p, q] * image[p : p + height, q : q + width]
    return total / weights.size


@record.mistake(
    en="Only the last weight is left in the result: each round has put its slice in the place of the sum. Add it "
    "instead."
)
def only_the_last(image, weights):
    height = image.shape[0] - weights.shape[0] + 1
    width = image.shape[1] - weights.shape[1] + 1
    for p, q in np.ndindex(weights.shape):
        total = weights[p, q] * image[p : p + height, q : q + width]
    return total


@record.mistake(
    en="At the right and at the bottom, pixels from the other side came in: `np.roll` moves what falls off one edge "
    "to the opposite one. Take slices, and only places where all weights lie on the image."
)
def wrapped_around(image, weights):
    total = 0
    for p, q in np.ndindex(weights.shape):
        total = total + weights[p, q] * np.roll(image, (-p, -q), axis=(0, 1))
    return total


@record.mistake(
    en="The result has the size of the image: pixels beyond its edges were taken for 0. Only places where all "
    "weights lie on the image count, so the result is smaller."
)
def zeros_around(image, weights):
    rows, columns = weights.shape
    around = [(rows // 2, rows - 1 - rows // 2), (columns // 2, columns - 1 - columns // 2)]
    padded = np.pad(image, around + [(0, 0)] * (image.ndim - 2))
    total = 0
    for p, q in np.ndindex(weights.shape):
        total = total + weights[p, q] * padded[p : p + image.shape[0], q : q + image.shape[1]]
    return total


@record.mistake(
    when=lambda got, expected: "broadcast" in got["message"] and np.ndim(expected["result"]) == 3,
    en="Right for grey images. A photo has a third axis, for its colours, and every colour is filtered by itself: "
    "begin with `total = 0`, or with an array of the shape of a slice.",
)
def grey_only(image, weights):
    height = image.shape[0] - weights.shape[0] + 1
    width = image.shape[1] - weights.shape[1] + 1
    total = np.zeros((height, width))
    for p, q in np.ndindex(weights.shape):
        total = total + weights[p, q] * image[p : p + height, q : q + width]
    return total


@record.mistake(
    when=lambda got, expected: "to unpack" in got["message"] and np.ndim(expected["result"]) == 3,
    en="Right for grey images. The shape of a photo has a third number, its colours, and `H, W = image.shape` has room "
    "for two: take the first two, `image.shape[:2]`.",
)
def shape_of_two_axes(image, weights):
    height, width = image.shape
    total = 0
    for p, q in np.ndindex(weights.shape):
        below, right = height - weights.shape[0] + 1, width - weights.shape[1] + 1
        total = total + weights[p, q] * image[p : p + below, q : q + right]
    return total


@record.mistake(
    en="The numbers for a grey image are right, but they were found pixel by pixel. A photo has hundreds of thousands "
    "of pixels, and each costs a step of Python; go over the weights instead, and add whole slices."
)
def pixel_by_pixel(image, weights):
    height = image.shape[0] - weights.shape[0] + 1
    width = image.shape[1] - weights.shape[1] + 1
    total = np.zeros((height, width, *image.shape[2:]))
    for i, j in np.ndindex(height, width):
        for p, q in np.ndindex(weights.shape):
            total[i, j] += np.asarray(weights[p, q] * image[i + p, j + q])
    return total


@record.mistake(
    en="Each slice goes on to the end of the image, so no two of them have the same size, and they cannot be added. "
    "All must have the size of the result: they begin at p and q, and are `height` by `width`."
)
def slices_to_the_end(image, weights):
    total = 0
    for p, q in np.ndindex(weights.shape):
        total = total + weights[p, q] * image[p:, q:]
    return total


@record.variant
def two_loops(image, weights):
    rows, columns = weights.shape
    last_row, last_column = image.shape[0] - rows, image.shape[1] - columns
    result = None
    for p in range(rows):
        for q in range(columns):
            term = image[p : last_row + p + 1, q : last_column + q + 1] * weights[p, q]
            result = term if result is None else result + term
    return result


@record.variant
def grown_in_place(image, weights):
    height = image.shape[0] - weights.shape[0] + 1
    width = image.shape[1] - weights.shape[1] + 1
    total = 0
    for p, q in np.ndindex(weights.shape):
        total += weights[p, q] * image[p : p + height, q : q + width]
    return total


@record.variant
def counted_from_the_end(image, weights):
    rows, columns = weights.shape
    shifted = (
        weights[p, q] * image[p : p + 1 - rows or None, q : q + 1 - columns or None]
        for p in range(rows)
        for q in range(columns)
    )
    return sum(shifted)


@record.variant
def rows_first(image, weights):
    height = 1 + image.shape[0] - len(weights)
    width = 1 + image.shape[1] - len(weights[0])
    total = 0.0
    for p, row in enumerate(weights):
        band = image[p : p + height]
        for q, weight in enumerate(row):
            total = total + band[:, q : q + width] * weight
    return total
