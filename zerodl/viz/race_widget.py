"""The live picture of lesson 05: choose a surface, rates and optimisers, and see who gets down."""

from html import escape

from .graph_widget import INSTALL, error_text
from .race import RACERS, SCHEDULES, race, told
from .race_svg import paint_race
from .surface import SURFACES, find_surface

RATES = (0.0001, 0.0003, 0.001, 0.002, 0.003, 0.005, 0.01, 0.015, 0.019, 0.021, 0.03, 0.05, 0.1, 0.2, 0.3, 0.5, 1.0)
MOMENTA = (0.0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99)
START = {"surface": "ravine", "momentum": 0.9, "steps": 100, "schedule": "constant", "racers": tuple(RACERS)}


class RacePlayer:
    """Choices for a race of optimisers, and the picture of it.

    It shows itself in a notebook; ``widget`` is the ipywidgets box inside, None where ipywidgets is missing. Where only
    text or pictures can be shown, it is the picture of the choices it was made with.
    """

    def __init__(self, **choices):
        surface = find_surface(choices.get("surface", START["surface"]))
        self.choices = START | {"lr": surface.lrs[0], "own_lr": surface.lrs[1]} | choices
        try:
            import ipywidgets  # heavy, and an extra
        except ImportError:
            self.widget = None
        else:
            self.widget = self._build(ipywidgets)

    def _build(self, widgets):
        given = self.choices
        words = {"description_width": "11em"}
        slim = {"continuous_update": False, "style": words, "layout": {"width": "27em"}}

        def slider(name, options, text):
            options = sorted({*options, given[name]})
            return widgets.SelectionSlider(options=options, value=given[name], description=text, **slim)

        def choice(name, options):
            return widgets.Dropdown(
                options=list(options), value=given[name], description=name, style=words, layout=slim["layout"]
            )

        self.controls = {
            "surface": choice("surface", SURFACES),
            "schedule": choice("schedule", SCHEDULES),
            "lr": slider("lr", RATES, "lr (SGD, momentum)"),
            "own_lr": slider("own_lr", RATES, "lr (the other three)"),
            "momentum": slider("momentum", MOMENTA, "momentum, β₁"),
            "steps": widgets.IntSlider(given["steps"], min=0, max=500, step=10, description="steps", **slim),
        }
        self.racers = {
            name: widgets.Checkbox(name in given["racers"], description=name, indent=False, layout={"width": "8.5em"})
            for name in RACERS
        }
        self.picture = widgets.HTML()
        self._is_moving = False
        self.controls["surface"].observe(self._move, names="value")
        for control in [*self.controls.values(), *self.racers.values()]:
            control.observe(self._refresh, names="value")
        self._refresh()
        rows = widgets.Layout(flex_flow="row wrap")
        boxes = [widgets.Box(list(group.values()), layout=rows) for group in (self.controls, self.racers)]
        return widgets.VBox([*boxes, self.picture])

    def _move(self, change):
        """Another surface needs other rates: begin with good ones."""
        self._is_moving = True  # so that the two do not draw a picture each
        self.controls["lr"].value, self.controls["own_lr"].value = find_surface(change["new"]).lrs
        self._is_moving = False

    def _refresh(self, change=None):
        if not self._is_moving:
            chosen = {name: control.value for name, control in self.controls.items()}
            racers = [name for name, box in self.racers.items() if box.value]
            self.picture.value, _ = show(racers=racers, **chosen)

    def _repr_mimebundle_(self, include=None, exclude=None):
        picture, text = show(**self.choices)
        note = "" if self.widget else INSTALL
        still = {"text/html": f"{picture}<div>{escape(note)}</div>", "text/plain": f"{text}\n{note}".rstrip()}
        live = {} if self.widget is None else self.widget._repr_mimebundle_()
        return still | {kind: data for kind, data in live.items() if kind.startswith("application/")}

    def __repr__(self):
        return show(**self.choices)[-1]


def show(surface, racers, lr, own_lr, momentum, steps, schedule):
    """The picture of a race as HTML, and a line for each racer as text; in place of both, an error in their code."""
    try:
        land = find_surface(surface)
        runs = race(land, racers, (lr, own_lr), momentum, steps, schedule)
        return paint_race(land, runs), "\n".join(told(name, run) for name, run in runs.items())
    except Exception as error:  # the code may be a learner's; whatever it raises is shown, not thrown
        text = error_text(error)
        return f'<pre style="white-space:pre-wrap;margin:0">{escape(text)}</pre>', text


def play_race(**choices):
    """A live race of optimisers on a map of the loss: a ring marks the start, a cross the lowest place.

    Args:
        choices: where to start: surface ("ravine"), racers (all), lr and own_lr (good ones for the surface), momentum
            (0.9), steps (100), schedule ("constant").
    Returns: a RacePlayer.
    Raises: ArgumentError for a surface that is not there.
    """
    return RacePlayer(**choices)
