"""Pictures of handwritten digits, and of what a network takes them for."""

import numpy as np

from .theme import COLOURS, INK, figure

PER_ROW = 8
WRONG = COLOURS[1]


def draw_digits(images, read_as, labels):
    """Images in a grid, above each what the network reads, and where that is wrong also what it is.

    Args: images: (N, side²), from 0 (paper) to 1 (ink). read_as, labels: (N,) digits.
    Returns: a matplotlib figure, which a notebook shows.
    """
    rows = -(-len(images) // PER_ROW)
    fig = figure(width=PER_ROW * 1.06, height=rows * 1.4)
    panels = fig.subplots(rows, PER_ROW, squeeze=False).ravel()
    for panel in panels:
        panel.axis("off")
    for panel, image, read, label in zip(panels, images, read_as, labels):
        side = round(len(image) ** 0.5)
        panel.imshow(np.reshape(image, (side, side)), cmap="gray_r", vmin=0, vmax=1)
        if read == label:
            panel.set_title(f"{read}", fontsize=12, color=INK)
        else:
            panel.set_title(f"{read}, but is {label}", fontsize=9, color=WRONG)
    return fig
