"""What a network sees and says, as a picture: the pixels of an image, and a bar for each of the ten digits."""

import numpy as np

from .svg import page, write

SEES = 160  # the width of the image in the picture of one answer
SMALL, GAP = 96, 26  # and of one of several; between two
ROW = 17  # the height of a bar with the room around it
WORDS, NUMBERS = 12, 11  # sizes of text


def paint_answer(image, chances):
    """One image (side²,), and beside it the ten probabilities; all of them 0 for a network that was not asked."""
    parts = [write(0, 0, "what the network sees", WORDS, "zg-soft"), *_pixels(0, 10, image, SEES)]
    left = SEES + 34
    parts += [write(left, 0, "what it says", WORDS, "zg-soft"), *_bars(left, 10, chances, 150)]
    return page(left + 205, 10 + 10 * ROW, parts, "A drawn digit as the network sees it, and its answer")


def paint_answers(images, chances):
    """Several images in a row, and the ten probabilities under each."""
    parts = []
    for i, (image, row) in enumerate(zip(images, chances)):
        left = i * (SMALL + GAP)
        parts += [*_pixels(left, 0, image, SMALL), *_bars(left, SMALL + 12, row, SMALL - 18, numbers=False)]
    width = len(images) * (SMALL + GAP) - GAP
    return page(width, SMALL + 12 + 10 * ROW, parts, "Images of digits, and a network's answers")


def _pixels(left, top, image, size):
    side = round(len(image) ** 0.5)
    pixel = size / side
    yield f'<rect class="zg-frame" x="{left}" y="{top}" width="{size}" height="{size}"/>'
    for place in np.flatnonzero(image > 0.01):
        y, x = divmod(int(place), side)
        yield (
            f'<rect class="zg-ink" x="{left + x * pixel:.1f}" y="{top + y * pixel:.1f}" width="{pixel:.1f}" '
            f'height="{pixel:.1f}" fill-opacity="{min(float(image[place]), 1.0):.2f}"/>'
        )


def _bars(left, top, chances, length, numbers=True):
    """A bar for each digit, the longest in another colour; where the numbers are none, none stands out."""
    best = int(np.argmax(chances)) if np.any(chances > 0) else None
    for digit, chance in enumerate(chances):
        y, colour = top + digit * ROW, "zg-grad" if digit == best else "zg-value"
        yield write(left, y + 12, f"{digit}", NUMBERS, "zg-ink", bold=digit == best)
        width = length * float(np.nan_to_num(chance))
        yield f'<rect class="zg-band" x="{left + 14}" y="{y + 3}" width="{length}" height="{ROW - 6}" rx="2"/>'
        yield f'<rect class="{colour}" x="{left + 14}" y="{y + 3}" width="{width:.1f}" height="{ROW - 6}" rx="2"/>'
        if numbers and best is not None:
            yield write(left + length + 20, y + 12, f"{100 * chance:.0f} %", NUMBERS, "zg-soft")
