"""The live picture of lesson 03: choose an activation and first weights, and see what reaches each depth."""

from html import escape

from .deep_signal import ACTIVATIONS, WAYS, Signal, check_names
from .depth import spreads
from .depth_svg import paint_signal
from .graph_widget import INSTALL, error_text

WIDTHS = (16, 32, 64, 128, 256)


class DepthPlayer:
    """Choices for a deep network's first weights, and a picture of what passes through it.

    It shows itself in a notebook; ``widget`` is the ipywidgets box inside, None where ipywidgets is missing. Where only
    text or pictures can be shown, it is the picture of the choices it was made with.
    """

    def __init__(self, **choices):
        check_names(**choices)
        self.choices = choices
        try:
            import ipywidgets  # heavy, and an extra
        except ImportError:
            self.widget = None
        else:
            self.widget = self._build(ipywidgets)

    def _build(self, widgets):
        given = {"activation": "tanh", "way": "xavier_uniform_", "scale": 1.0, "depth": 30, "width": 128} | self.choices
        wide = {"description_width": "7.5em"}
        slim = {"continuous_update": False, "style": wide, "layout": {"width": "24em"}}
        self.controls = {
            "activation": widgets.Dropdown(
                options=list(ACTIVATIONS), value=given["activation"], description="activation", style=wide
            ),
            "way": widgets.Dropdown(options=list(WAYS), value=given["way"], description="first weights", style=wide),
            "scale": widgets.FloatSlider(given["scale"], min=0.5, max=2.0, step=0.01, description="times", **slim),
            "depth": widgets.IntSlider(given["depth"], min=2, max=50, description="layers", **slim),
            "width": widgets.SelectionSlider(options=WIDTHS, value=given["width"], description="width", **slim),
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


def show(**choices):
    """The picture and the sentences of a Signal as HTML, and its numbers as text; in place of all, an error in the code
    below."""
    try:
        signal = Signal(**choices)
        rows = "".join(f"<div>{escape(sentence)}</div>" for sentence in signal.sentences())
        room = 'style="line-height:1.5em;min-height:4.5em"'  # for three sentences, so that the picture stays still
        return paint_signal(signal), f"<div {room}>{rows}</div>", table(signal)
    except Exception as error:  # the code may be a learner's; whatever it raises is shown, not thrown
        text = error_text(error)
        return f'<pre style="white-space:pre-wrap;margin:0">{escape(text)}</pre>', "", text


def table(signal):
    """The spread in each layer, forward and backward, and the sentences."""
    rows = zip(spreads(signal.activations), spreads(signal.gradients))
    lines = [f"{i:5}  {forward:11.3g}  {backward:9.3g}" for i, (forward, backward) in enumerate(rows, start=1)]
    return "\n".join(["layer  activations  gradients", *lines, *signal.sentences()])


def play_depth(**choices):
    """A live picture of a deep network's first weights: what they do to a signal on its way forward and back.

    256 inputs of normal numbers go through a new network of linear layers without biases, each followed by the
    activation; then a gradient of normal numbers goes back. Both start with a standard deviation of 1.

    Args: choices: where to start: activation ("tanh"), way ("xavier_uniform_"), scale (1.0), depth (30), width (128).
    Returns: a DepthPlayer.
    Raises: ArgumentError for an activation or a way that is not there.
    """
    return DepthPlayer(**choices)
