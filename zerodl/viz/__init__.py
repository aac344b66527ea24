"""Pictures: computation graphs, still and live; curves; digits."""

from .digits import draw_digits
from .fit import draw_fit, draw_losses
from .graph import Drawing, draw
from .graph_widget import GraphPlayer, play_graph
from .grid import Grids, draw_grids

__all__ = [
    "Drawing",
    "GraphPlayer",
    "Grids",
    "draw",
    "draw_digits",
    "draw_fit",
    "draw_grids",
    "draw_losses",
    "play_graph",
]
