"""Pictures: computation graphs, still and live; curves; digits."""

from .digits import draw_digits
from .fit import draw_fit
from .graph import Drawing, draw
from .graph_widget import GraphPlayer, play_graph

__all__ = ["Drawing", "GraphPlayer", "draw", "draw_digits", "draw_fit", "play_graph"]
