"""The live picture of lesson 04: start somewhere, and see the way that gradient descent takes over two losses."""

from html import escape

from .graph_widget import INSTALL, error_text
from .landscape import LIMIT, LOSSES, Landscape, told
from .landscape_svg import paint_landscape

RATES = (0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0)
START = {"weight": -4.0, "bias": -6.0, "lr": 1.0, "steps": 50}


class LandscapePlayer:
    """A start, a step length and a number of steps, and the picture of where they lead.

    It shows itself in a notebook; ``widget`` is the ipywidgets box inside, None where ipywidgets is missing. Where only
    text or pictures can be shown, it is the picture of the choices it was made with.
    """

    def __init__(self, x, target, **choices):
        self.land = Landscape(x, target)
        self.choices = START | choices
        try:
            import ipywidgets  # heavy, and an extra
        except ImportError:
            self.widget = None
        else:
            self.widget = self._build(ipywidgets)

    def _build(self, widgets):
        given = self.choices
        slim = {"continuous_update": False, "style": {"description_width": "7.5em"}, "layout": {"width": "24em"}}
        self.controls = {
            name: widgets.FloatSlider(given[name], min=-LIMIT, max=LIMIT, step=0.5, description=f"first {name}", **slim)
            for name in ("weight", "bias")
        }
        rates = sorted({*RATES, given["lr"]})
        self.controls["lr"] = widgets.SelectionSlider(options=rates, value=given["lr"], description="lr", **slim)
        self.controls["steps"] = widgets.IntSlider(given["steps"], min=0, max=200, description="steps", **slim)
        self.picture, self.caption = widgets.HTML(), widgets.HTML()
        for control in self.controls.values():
            control.observe(self._refresh, names="value")
        self._refresh()
        rows = widgets.Layout(flex_flow="row wrap")
        return widgets.VBox([widgets.Box(list(self.controls.values()), layout=rows), self.caption, self.picture])

    def _refresh(self, change=None):
        chosen = {name: control.value for name, control in self.controls.items()}
        self.picture.value, self.caption.value, _ = show(self.land, **chosen)

    def _repr_mimebundle_(self, include=None, exclude=None):
        picture, caption, text = show(self.land, **self.choices)
        note = "" if self.widget else INSTALL
        still = {"text/html": f"{caption}{picture}<div>{escape(note)}</div>", "text/plain": f"{text}\n{note}".rstrip()}
        live = {} if self.widget is None else self.widget._repr_mimebundle_()
        return still | {kind: data for kind, data in live.items() if kind.startswith("application/")}

    def __repr__(self):
        return show(self.land, **self.choices)[-1]


def show(land, weight, bias, lr, steps):
    """The picture and the sentences as HTML, and the sentences as text; in place of all, an error in the code below."""
    try:
        descents = {name: land.descend(name, weight, bias, lr, steps) for name in LOSSES}
        sentences = [told(name, descent) for name, descent in descents.items()]
        rows = "".join(f"<div>{escape(sentence)}</div>" for sentence in sentences)
        picture = paint_landscape(land, {name: land.surface(name) for name in LOSSES}, descents)
        return picture, f'<div style="line-height:1.5em">{rows}</div>', "\n".join(sentences)
    except Exception as error:  # the code may be a learner's; whatever it raises is shown, not thrown
        text = error_text(error)
        return f'<pre style="white-space:pre-wrap;margin:0">{escape(text)}</pre>', "", text


def play_landscape(x, target, **choices):
    """A live picture of two losses of logistic regression with one input, and of gradient descent on both.

    Each map shows the loss for all weights (to the right) and biases (upwards); the stronger the grey, the larger.

    Args:
        x: one number for each sample, standardised. target: 0 or 1 for each.
        choices: where to start: weight (−4), bias (−6), lr (1.0), steps (50).
    Returns: a LandscapePlayer.
    """
    return LandscapePlayer(x, target, **choices)
