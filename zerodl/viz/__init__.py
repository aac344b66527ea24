"""Pictures: computation graphs, still and live; curves."""

from .fit import draw_fit
from .graph import Drawing, draw
from .graph_widget import GraphPlayer, play_graph

__all__ = ["Drawing", "GraphPlayer", "draw", "draw_fit", "play_graph"]
