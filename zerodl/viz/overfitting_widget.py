"""The live picture of lesson 07: a polynomial that bends too little or too much, and a price on its weights."""

from html import escape

from .graph_widget import INSTALL, error_text
from .overfitting import MOST_DEGREE, MOST_NOISE, MOST_POINTS, STRENGTHS, Points, told
from .overfitting_svg import paint_overfitting

START = {"degree": 3, "points": 12, "noise": 0.2, "strength": 0.0}


class OverfittingPlayer:
    """A degree, a number of points, their noise and the strength of an L2 penalty, and the picture of what comes out.

    It shows itself in a notebook; ``widget`` is the ipywidgets box inside, None where ipywidgets is missing. Where only
    text or pictures can be shown, it is the picture of the choices it was made with.
    """

    def __init__(self, **choices):
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
            "degree": widgets.IntSlider(given["degree"], min=0, max=MOST_DEGREE, description="degree", **slim),
            "points": widgets.IntSlider(given["points"], min=4, max=MOST_POINTS, description="points", **slim),
            "noise": widgets.FloatSlider(given["noise"], min=0, max=MOST_NOISE, step=0.05, description="noise", **slim),
            "strength": widgets.SelectionSlider(
                options=[(f"{s:g}", s) for s in STRENGTHS], value=given["strength"], description="L2 strength", **slim
            ),
        }
        self.picture, self.caption = widgets.HTML(), widgets.HTML()
        for control in self.controls.values():
            control.observe(self._refresh, names="value")
        self._refresh()
        rows = widgets.Layout(flex_flow="row wrap")
        return widgets.VBox([widgets.Box(list(self.controls.values()), layout=rows), self.caption, self.picture])

    def _refresh(self, change=None):
        chosen = {name: control.value for name, control in self.controls.items()}
        self.picture.value, self.caption.value, _ = show(**chosen)

    def _repr_mimebundle_(self, include=None, exclude=None):
        picture, caption, text = show(**self.choices)
        note = "" if self.widget else INSTALL
        still = {"text/html": f"{caption}{picture}<div>{escape(note)}</div>", "text/plain": f"{text}\n{note}".rstrip()}
        live = {} if self.widget is None else self.widget._repr_mimebundle_()
        return still | {kind: data for kind, data in live.items() if kind.startswith("application/")}

    def __repr__(self):
        return show(**self.choices)[-1]


def show(degree, points, noise, strength):
    """The picture and the sentences as HTML, and the sentences as text; in place of all, an error in the code below."""
    try:
        drawn = Points(points, noise)
        by_degree = [drawn.fit(d, strength) for d in range(MOST_DEGREE + 1)]
        by_strength = [drawn.fit(degree, s) for s in STRENGTHS]
        sentences = told(drawn, degree, by_degree, by_strength)
        rows = "".join(f"<div>{escape(sentence)}</div>" for sentence in sentences)
        picture = paint_overfitting(drawn, degree, STRENGTHS.index(strength), by_degree, by_strength)
        return picture, f'<div style="line-height:1.5em">{rows}</div>', "\n".join(sentences)
    except Exception as error:  # the code may be a learner's; whatever it raises is shown, not thrown
        text = error_text(error)
        return f'<pre style="white-space:pre-wrap;margin:0">{escape(text)}</pre>', "", text


def play_overfitting(**choices):
    """A live picture of a polynomial that is fitted to noisy points, with a price on the size of its weights.

    Beside it stand its errors, at the points and at new ones, for all degrees and for all strengths of the penalty.

    Args:
        choices: where to start: degree (3), points (12), noise (0.2), strength (0.0), one of
            `overfitting.STRENGTHS`.
    Returns: an OverfittingPlayer.
    Raises: ArgumentError for a choice that there is not.
    """
    return OverfittingPlayer(**choices)
