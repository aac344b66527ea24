"""Saving pictures without ever replacing one."""

import io
from itertools import count
from pathlib import Path


def save_picture(figure, path, dpi=200):
    """Save a matplotlib figure as a new file, and return where it is.

    A name that is taken is left alone: ``digits.png`` becomes ``digits-2.png``, then ``digits-3.png``.

    Args: path: where to; its ending (.png, .pdf, .svg) is the format. dpi: dots an inch; 200 is enough for print.
    """
    path = Path(path)
    drawn = io.BytesIO()
    figure.savefig(drawn, format=path.suffix[1:], dpi=dpi)
    for number in count(1):
        free = path if number == 1 else path.with_stem(f"{path.stem}-{number}")
        try:
            with free.open("xb") as file:  # x refuses a name that is taken, be it since a moment ago
                file.write(drawn.getvalue())
            return free
        except FileExistsError:
            continue
