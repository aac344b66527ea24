"""The explorer of lesson 01: turn and slice an array and watch its strides; let two shapes meet, and see what
stretches."""

import ast
from html import escape

import numpy as np

from ..errors import ArgumentError
from ..kernels.strided import Strided
from .broadcasting import draw_broadcast, example_arrays
from .graph_widget import error_text
from .memory import draw_memory

INSTALL = "The controls need ipywidgets: pip install 'zerodl[lab]', then restart the kernel."
SHAPES = ((12,), (3, 4), (4, 3), (2, 6), (2, 2, 3), (2, 3, 4))
KEYS = ("", "1", ":, 1", "1:", "::2, 1:3", "::-1")
MEETING_SHAPES = ((), (3,), (4,), (1, 3), (2, 1), (2, 3), (3, 3), (2, 1, 3), (4, 1, 1), (4, 2, 1), (4, 2, 3))
TABS = ("views", "broadcasting")
START = ((3, 4), False, "1:, ::2")
MEETING_START = ((2, 1), (3,))


def read_key(text):
    """The tuple of integers and slices that a text such as ``1:, ::2`` means between square brackets.

    Raises: ArgumentError for a text that means anything else.
    Example:
        >>> read_key("1:, -1")
        (slice(1, None, None), -1)
    """
    if not text.strip():
        return ()
    try:
        indexed = ast.parse(f"x[{text}]", mode="eval").body
        inside = indexed.slice if isinstance(indexed, ast.Subscript) else indexed
        parts = inside.elts if isinstance(inside, ast.Tuple) else [inside]
        return tuple(_read_part(part) for part in parts)
    except (SyntaxError, ValueError) as cause:
        raise ArgumentError(
            f"index [{text}]: expected integers and slices with commas between them, such as 1:, ::2"
        ) from cause


def _read_part(part):
    if isinstance(part, ast.Slice):
        return slice(*(bound and _whole_number(bound) for bound in (part.lower, part.upper, part.step)))
    return _whole_number(part)


def _whole_number(node):
    value = ast.literal_eval(node)
    if type(value) is not int:
        raise ValueError(f"{value!r} is no integer")
    return value


def strides_frame(shape, turned, key):
    """The line of code and the Drawing for one choice: an array of this shape, transposed or not, and indexed."""
    x = Strided(np.arange(10, 10 + int(np.prod(shape))), shape)
    parts = read_key(key)
    view = x.T if turned else x
    view = view[parts] if parts else view
    code = f"arange(10, {10 + x.block.size}).reshape({shape}){'.T' if turned else ''}{f'[{key}]' if parts else ''}"
    return code, draw_memory(view)


def meeting_frame(a, b):
    """The line of code and the Drawing of two shapes that meet."""
    return f"a of shape {a}  +  b of shape {b}", draw_broadcast(*example_arrays(a, b))


def _html(make, *choice):
    """A frame as HTML; what a learner's own code or a wrong index raises is shown, not thrown."""
    try:
        code, drawing = make(*choice)
    except Exception as error:
        return f'<pre style="white-space:pre-wrap;margin:8px 0">{escape(error_text(error))}</pre>'
    style = "font-family:var(--jp-code-font-family,monospace);font-size:13px;margin:8px 0 2px"
    return f'<div style="{style}">{escape(code)}</div>{drawing.html()}'


class StridesExplorer:
    """Two tabs of controls over two pictures; see ``explore_strides``.

    It shows itself in a notebook; ``widget`` is the ipywidgets box inside, None where ipywidgets is missing. Where only
    text or pictures can be shown, it is the pictures that it starts with.
    """

    def __init__(self, tab="views"):
        if tab not in TABS:
            raise ArgumentError(f"explore_strides: there is no tab {tab!r}, only {' and '.join(map(repr, TABS))}")
        self.tab = tab
        try:
            import ipywidgets  # heavy, and an extra
        except ImportError:
            self.widget = None
        else:
            self.widget = self._build(ipywidgets)

    def _build(self, widgets):
        shape, turned, key = START
        row, narrow = widgets.Layout(flex_flow="row wrap", align_items="center"), {"width": "13em"}
        self.shape = widgets.Dropdown(
            options=[(str(s), s) for s in SHAPES], value=shape, description="shape", layout=narrow
        )
        self.turned = widgets.ToggleButton(value=turned, description=".T", layout={"width": "4em"})
        self.key = widgets.Text(value=key, description="index [ ]", layout={"width": "17em"})
        self.presets = [widgets.Button(description=f"[{k}]" if k else "all", layout={"width": "auto"}) for k in KEYS]
        for button, text in zip(self.presets, KEYS):
            button.on_click(lambda _, text=text: setattr(self.key, "value", text))
        self.memory, self.meeting = widgets.HTML(), widgets.HTML()
        for control in (self.shape, self.turned, self.key):
            control.observe(self._refresh, names="value")
        self.shapes = [
            widgets.Dropdown(options=[(str(s), s) for s in MEETING_SHAPES], value=s, description=name, layout=narrow)
            for name, s in zip("ab", MEETING_START)
        ]
        for control in self.shapes:
            control.observe(self._refresh, names="value")
        self._refresh()
        views = widgets.VBox([widgets.Box([self.shape, self.turned, self.key, *self.presets], layout=row), self.memory])
        broadcasting = widgets.VBox([widgets.Box(self.shapes, layout=row), self.meeting])
        return widgets.Tab([views, broadcasting], titles=TABS, selected_index=TABS.index(self.tab))

    def _refresh(self, change=None):
        self.memory.value = _html(strides_frame, self.shape.value, self.turned.value, self.key.value)
        self.meeting.value = _html(meeting_frame, *(control.value for control in self.shapes))

    def _repr_mimebundle_(self, include=None, exclude=None):
        note = "" if self.widget else INSTALL
        pictures = _html(strides_frame, *START) + _html(meeting_frame, *MEETING_START)
        still = {
            "text/html": f"{pictures}<div>{escape(note)}</div>",
            "text/plain": f"{self!r}\n{note}".rstrip(),
        }
        live = {} if self.widget is None else self.widget._repr_mimebundle_()
        return still | {kind: data for kind, data in live.items() if kind.startswith("application/")}

    def __repr__(self):
        frames = (strides_frame(*START), meeting_frame(*MEETING_START))
        return "\n\n".join(f"{code}\n{drawing!r}" for code, drawing in frames)


def explore_strides(tab="views"):
    """A live picture of an array in memory, and one of two shapes that meet.

    In the first tab choose a shape, transpose, and type an index; in the second choose two shapes. Both are computed by
    the functions of ``zerodl.kernels.strides``, whichever are plugged in.

    Args: tab: which of the two is open at first, "views" or "broadcasting".
    Returns: a StridesExplorer.
    Example:
        >>> print(repr(explore_strides()).splitlines()[0])
        arange(10, 22).reshape((3, 4))[1:, ::2]
    """
    return StridesExplorer(tab)
