"""Curves that grow in a notebook while the network learns."""

import time

from .callback import Callback

SHARE = 0.1  # drawing takes at most this share of the time


class LivePlot(Callback):
    """Draw the history, and the loss of every batch so far, under the cell while it runs.

    The picture is replaced in its place. With ipywidgets nothing flickers; without, IPython's display does it. When the
    fit is over the picture stays in the notebook as a still one. Outside a notebook nothing is drawn.

    Args: seconds: draw at most so often.
    """

    order = 20

    def __init__(self, seconds=1.0):
        self.seconds = seconds
        self._begin()

    def _begin(self):
        self.batches = ([], [])  # epochs, with their fractions, and losses
        self._place, self._next, self._cost = None, 0.0, 0.0

    def on_fit_begin(self, trainer):
        """Find a place to draw in."""
        self._begin()
        self._place = place_to_draw()

    def on_batch_end(self, trainer):
        """Note the loss; draw if it is time."""
        if self._place is None or not trainer.num_batches:
            return
        self.batches[0].append(trainer.epoch + trainer.batch / trainer.num_batches)
        self.batches[1].append(trainer.loss_value)
        if time.perf_counter() >= self._next:
            self._draw(trainer)

    def on_fit_end(self, trainer):
        """Leave the last picture."""
        if self._place is not None and (self.batches[1] or len(trainer.history)):
            self._draw(trainer)
            self._place.finish(self.figure(trainer))
            self._place = None

    def figure(self, trainer):
        """The picture as it is now."""
        from ..viz.history import draw_live

        return draw_live(trainer.history.epochs, trainer.history.history, self.batches, trainer.last_epoch)

    def _draw(self, trainer):
        start = time.perf_counter()
        self._place.show(self.figure(trainer))
        took = time.perf_counter() - start
        self._next = time.perf_counter() + max(self.seconds, took / SHARE)


class WidgetPlace:
    """A picture as a widget, which the browser keeps in its place while another is loaded into it."""

    def __init__(self, display, widgets):
        self.display, self.widgets, self.image = display, widgets, None

    def show(self, figure):
        """Put a figure there."""
        data, size = _png(figure)
        if self.image is None:
            self.image = self.widgets.Image(value=data, format="png", width=size["width"])
            self.display(self.image)
        else:
            self.image.value = data

    def finish(self, figure):
        """A still picture, which a saved notebook keeps, in place of the widget."""
        if self.image is not None:
            self.image.close()
        self.display(figure)


class DisplayPlace:
    """A picture that IPython replaces."""

    def __init__(self, display):
        self.display, self.handle = display, None

    def show(self, figure):
        """Put a figure there."""
        if self.handle is None:
            self.handle = self.display(figure, display_id=True)
        else:
            self.handle.update(figure)

    def finish(self, figure):
        """It stays as it is."""
        self.handle.update(figure)


def place_to_draw():
    """Where a notebook shows pictures; None outside one."""
    try:
        from IPython import get_ipython
        from IPython.display import display
    except ImportError:
        return None
    shell = get_ipython()
    if shell is None or not hasattr(shell, "kernel"):  # a terminal shows no pictures
        return None
    try:
        import ipywidgets
    except ImportError:
        return DisplayPlace(display)
    return WidgetPlace(display, ipywidgets)


def _png(figure):
    data, metadata = figure._repr_mimebundle_()
    return data["image/png"], metadata["image/png"]
