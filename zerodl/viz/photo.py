"""Photos side by side."""

import numpy as np

from .theme import INK, figure

WIDTH = 8.6  # inches; see theme.figure
DPI = 110


def draw_photos(photos, per_row=3):
    """Photos in a grid, each with its title.

    Args:
        photos: title -> (H, W) for grey or (H, W, 3) for colours, from 0 (black) to 1 (white); what lies beyond is cut
            off. Tensors, NumPy arrays and Strideds will do.
    Returns: a matplotlib figure, which a notebook shows.
    Example:
        >>> len(draw_photos({"dark": np.zeros((2, 3)), "light": np.ones((2, 3))}).axes)
        2
    """
    images = [np.clip(np.asarray(photo), 0, 1) for photo in photos.values()]
    columns = min(per_row, len(images))
    rows = -(-len(images) // columns)
    height, width = images[0].shape[:2]
    fig = figure(width=WIDTH, height=rows * (WIDTH / columns * height / width + 0.28), dpi=DPI)
    panels = fig.subplots(rows, columns, squeeze=False).ravel()
    for panel in panels:
        panel.axis("off")
    for panel, title, image in zip(panels, photos, images):
        panel.imshow(image, cmap="gray", vmin=0, vmax=1, interpolation="antialiased")
        panel.set_title(title, fontsize=10, color=INK)
    return fig
