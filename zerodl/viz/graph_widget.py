"""The live graph of lesson 02: move an input or the backward pass, and watch every number follow."""

import math
import traceback
from html import escape
from numbers import Real

from ..errors import ArgumentError
from .backward_steps import BackwardRun
from .graph import draw
from .narration import tell_end, tell_start, tell_turn

INSTALL = "The sliders need ipywidgets: pip install 'zerodl[lab]', then restart the kernel."
LINE = 1.5  # em, the height of a line of the caption


class Frame:
    """What the live graph shows at one step: a picture and a caption, or in place of both the learner's error.

    Without a step it is the still version: the end of the pass, and every turn in the caption.

    Attributes: ``num_steps``, ``sentences``, ``picture`` (HTML), ``text`` and ``is_right`` (None before the last step).
    """

    def __init__(self, expression, inputs, step=None):
        self.num_steps, self.lines, self.is_right, self.sentences = 0, 1, None, []
        try:
            self._run(expression, inputs, step)
        except Exception as error:  # the code may be a learner's; whatever it raises is shown, not thrown
            self.is_right = False
            self.text = error_text(error)
            self.picture = f'<pre style="white-space:pre-wrap;margin:0">{escape(self.text)}</pre>'

    def _run(self, expression, inputs, step):
        run = BackwardRun(expression, inputs)
        self.num_steps = len(run.order)
        told = [tell_turn(run, turn) for turn in run.turns]
        is_right, verdict = tell_end(run)
        self.lines = max(len(sentences) for sentences in [*told[:-1], [*told[-1], *verdict]])
        run.go_to(self.num_steps if step is None else step)
        if step is None:
            gifts = [sentences for turn, sentences in zip(run.turns, told) if turn.gifts]
            self.sentences = sum(gifts, tell_start(run))
        else:
            self.sentences = told[len(run.turns) - 1] if run.turns else tell_start(run)
        if len(run.turns) == self.num_steps:
            self.is_right, self.sentences = is_right, [*self.sentences, *verdict]
        names = {run.labels[id(node)]: node for node in run.nodes if id(node) in run.labels}
        drawing = draw(run.root, names=names, marks=None if step is None else run.marks())
        self.picture, self.text = drawing.html(), f"{drawing.text}\n\n" + "\n".join(self.sentences)

    def caption(self):
        """The sentences as HTML, in a space high enough for every step, so that the picture below stays still."""
        rows = "".join(f"<div>{_with_code(sentence)}</div>" for sentence in self.sentences)
        return f'<div style="line-height:{LINE}em;min-height:{LINE * self.lines}em">{rows}</div>'


class GraphPlayer:
    """A live graph: sliders for the inputs and for the step of the backward pass.

    It shows itself in a notebook; ``widget`` is the ipywidgets box inside, None where ipywidgets is missing. Where only
    text or pictures can be shown, it is the drawing after the last step.
    """

    def __init__(self, expression, inputs):
        self.expression = expression
        self.inputs = inputs
        try:
            import ipywidgets  # heavy, and an extra
        except ImportError:
            self.widget = None
        else:
            self.widget = self._build(ipywidgets)

    def _build(self, widgets):
        self.sliders = {
            name: widgets.FloatSlider(x, description=name, readout_format=".4", **slider_range(x))
            for name, x in self.inputs.items()
        }
        self.step = widgets.IntSlider(
            0, 0, 1, description="backward step", style={"description_width": "initial"}, layout={"width": "26em"}
        )
        self.play = widgets.Play(value=0, min=0, max=1, interval=1600, show_repeat=False)
        widgets.jslink((self.play, "value"), (self.step, "value"))
        self.caption, self.picture = widgets.HTML(), widgets.HTML()
        for control in [*self.sliders.values(), self.step]:
            control.observe(self._refresh, names="value")
        self._refresh()
        inputs = widgets.Box(list(self.sliders.values()), layout=widgets.Layout(flex_flow="row wrap"))
        return widgets.VBox([inputs, widgets.HBox([self.step, self.play]), self.caption, self.picture])

    def _refresh(self, change=None):
        inputs = {name: slider.value for name, slider in self.sliders.items()}
        frame = Frame(self.expression, inputs, self.step.value)
        if frame.num_steps:  # after an error the slider stays where it was
            self.step.max = self.play.max = frame.num_steps
        self.caption.value, self.picture.value = frame.caption(), frame.picture

    def _repr_mimebundle_(self, include=None, exclude=None):
        frame = Frame(self.expression, self.inputs)
        note = "" if self.widget else INSTALL
        still = {
            "text/html": f"{frame.picture}{frame.caption()}<div>{escape(note)}</div>",
            "text/plain": f"{frame.text}\n{note}".rstrip(),
        }
        return still | ({} if self.widget is None else _live_part(self.widget._repr_mimebundle_()))

    def __repr__(self):
        return Frame(self.expression, self.inputs).text


def _live_part(bundle):
    return {kind: data for kind, data in bundle.items() if kind.startswith("application/")}


def play_graph(expression, /, **inputs):
    """A live graph of an expression of Values, with a slider for each input and one for the backward pass.

    At step k the first k nodes of ``topological_order`` have handed their gradients to their parents. After the last
    step the gradients are compared with those of ``Value.backward()`` and with what nudging each input shows.

    Args:
        expression: a function of Values that returns a Value; its arguments are named as the inputs.
        inputs: a number for each argument.
    Returns: a GraphPlayer.
    Raises: ArgumentError for an input that is not a finite number.
    Example:
        >>> play_graph(lambda a, b: a * b, a=2.0, b=-3.0)
        name  made by  value  grad  slope for each parent
        a     input        2    -3
        b     input       -3     2
        c     a * b       -6     1  a: -3, b: 2
        <BLANKLINE>
        The backward pass starts at the output: the gradient of `c` is 1, every other gradient is 0.
        `c` hands 1 × slope -3 = -3 to `a`.
        `c` hands 1 × slope 2 = 2 to `b`.
        ✓ Value.backward() gives the same gradients on a fresh graph, and so does nudging each input.
    """
    if not callable(expression) or not inputs:
        raise ArgumentError(
            "play_graph: expected a function and its inputs, such as play_graph(lambda a: a * a, a=3.0)"
        )
    for name, x in inputs.items():
        if not isinstance(x, Real) or isinstance(x, bool) or not math.isfinite(x):
            raise ArgumentError(f"play_graph: input {name} is {x!r}, expected a finite number, for example {name}=2.0")
    return GraphPlayer(expression, {name: float(x) for name, x in inputs.items()})


def slider_range(x):
    """A round range around 0 that reaches twice as far as ``x`` or more, in steps of which ``x`` is a multiple."""
    reach = max(2.0, 2 * abs(x))
    power = 10.0 ** math.floor(math.log10(reach))
    end = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= reach)
    steps = [end / count for count in (100, 200, 1_000, 10_000)]
    on_grid = [step for step in steps if abs(x / step - round(x / step)) < 1e-6]
    return {"min": -end, "max": end, "step": [*on_grid, steps[-1]][0]}


def error_text(error):
    """What an error says and, in one line, where: for a learner whose code is inside the widget."""
    message = f"{type(error).__name__}: {error}"
    frames = traceback.extract_tb(error.__traceback__)
    if isinstance(error, ArgumentError) or not frames:
        return message
    last = frames[-1]
    return f"{message}\nraised in {last.name}, line {last.lineno}: {last.line}"


def _with_code(sentence):
    """HTML of a sentence, the names in backticks as code."""
    parts = escape(sentence).split("`")
    style = "font-family:var(--jp-code-font-family,monospace);font-weight:600;background:none;padding:0"
    return "".join(f'<code style="{style}">{part}</code>' if i % 2 else part for i, part in enumerate(parts))
