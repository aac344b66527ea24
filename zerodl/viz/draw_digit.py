"""The sheet of lesson 06: draw a digit, and a network answers."""

from html import escape
from pathlib import Path

import numpy as np

from ..data.pen import drawn_image
from .draw_digit_svg import paint_answer, paint_answers
from .graph_widget import error_text

INSTALL = "To draw one yourself, install: pip install 'zerodl[lab]', then restart the kernel."
EMPTY = "Draw a digit on the sheet, large or small."
MOST_EXAMPLES = 5


class DigitPad:
    """A sheet to draw on, what the network sees of it, and how likely it finds each of the ten digits.

    It shows itself in a notebook; ``widget`` is the box inside, None where ipywidgets or anywidget is missing, and
    ``strokes`` what is on the sheet. Where nobody can draw, it is a picture of the examples with the network's answers.

    Args: predict: a function of one image (side²,) that gives ten probabilities. examples: images (N, side²).
    """

    def __init__(self, predict, examples):
        self.predict = predict
        self.examples = np.asarray(examples)[:MOST_EXAMPLES]
        self.side = round(self.examples.shape[1] ** 0.5)
        self.strokes = []
        try:
            import ipywidgets  # both heavy, and an extra

            self.pad = _pad()
        except ImportError:
            self.widget = None
        else:
            self.widget = self._build(ipywidgets)

    def _build(self, widgets):
        self.answer = widgets.HTML()
        self.pad.observe(self._refresh, names="strokes")
        self._refresh()
        layout = widgets.Layout(flex_flow="row wrap", align_items="flex-start", grid_gap="18px")
        return widgets.Box([self.pad, self.answer], layout=layout)

    def _refresh(self, change=None):
        self.strokes = self.pad.strokes
        self.answer.value, _ = self._show()

    def _show(self):
        """What the network makes of the sheet: HTML, and a sentence; in place of both an error in the code below."""
        if not self.strokes:
            return f"<div>{EMPTY}</div>{paint_answer(np.zeros(self.side**2), np.zeros(10))}", EMPTY
        try:
            image = drawn_image(self.strokes, self.side)
            chances = np.asarray(self.predict(image), np.float64)
            sentence = told(chances)
            return f"<div>{sentence}</div>{paint_answer(image, chances)}", sentence
        except Exception as error:  # the code may be a learner's; whatever it raises is shown, not thrown
            text = error_text(error)
            return f'<pre style="white-space:pre-wrap;margin:0">{escape(text)}</pre>', text

    def _still(self):
        try:
            chances = np.stack([np.asarray(self.predict(image), np.float64) for image in self.examples])
        except Exception as error:
            text = error_text(error)
            return f'<pre style="white-space:pre-wrap;margin:0">{escape(text)}</pre>', text
        read = ", ".join(f"{np.argmax(row)}" for row in chances)
        return paint_answers(self.examples, chances), f"{len(chances)} images, read as {read}"

    def _repr_mimebundle_(self, include=None, exclude=None):
        picture, text = self._still()
        note = "" if self.widget else INSTALL
        still = {"text/html": f"{picture}<div>{escape(note)}</div>", "text/plain": f"{text}\n{note}".rstrip()}
        live = {} if self.widget is None else self.widget._repr_mimebundle_()
        return still | {kind: data for kind, data in live.items() if kind.startswith("application/")}

    def __repr__(self):
        return self._still()[1]


def told(chances):
    """The network's answer in a sentence.

    Example:
        >>> told(np.array([0.0, 0.02, 0.0, 0.0, 0.0, 0.0, 0.0, 0.97, 0.0, 0.01]))
        'It reads a 7, with a probability of 97 %; next comes 1, with 2 %.'
    """
    first, second = np.argsort(-chances, kind="stable")[:2]
    article = "an" if first == 8 else "a"
    likely, next_to_it = (f"{100 * chances[digit]:.0f} %" for digit in (first, second))
    return f"It reads {article} {first}, with a probability of {likely}; next comes {second}, with {next_to_it}."


def _pad():
    """The sheet as a widget with ``strokes``, lists of [x, y]."""
    import anywidget
    import traitlets

    class Pad(anywidget.AnyWidget):
        _esm = Path(__file__).with_name("draw_digit.js").read_text(encoding="utf-8")
        strokes = traitlets.List().tag(sync=True)

    return Pad()


def draw_a_digit(predict, examples):
    """A sheet to draw a digit on, with a mouse, a pen or a finger; after each stroke the network answers.

    The drawing is prepared as the training images were: those of scikit-learn if an image has 64 pixels, MNIST's if it
    has 784.

    Args:
        predict: a function of one image (side²,), from 0 (paper) to 1 (ink), that gives ten probabilities.
        examples: images (N, side²), to be shown with their answers where nobody can draw.
    Returns: a DigitPad.
    """
    return DigitPad(predict, examples)
