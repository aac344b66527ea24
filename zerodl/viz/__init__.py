"""Pictures of graphs, arrays, photos, curves, losses and networks; some of them live."""

from .broadcasting import draw_broadcast
from .depth import draw_depth
from .depth_widget import DepthPlayer, play_depth
from .digits import draw_digits
from .draw_digit import DigitPad, draw_a_digit
from .fit import draw_fit, draw_losses
from .graph import Drawing, draw
from .graph_widget import GraphPlayer, play_graph
from .grid import Grids, draw_grids
from .landscape_widget import LandscapePlayer, play_landscape
from .memory import draw_memory
from .overfitting_widget import OverfittingPlayer, play_overfitting
from .photo import draw_photos
from .race_svg import draw_race
from .race_widget import RacePlayer, play_race
from .score import draw_scores
from .slope import draw_slopes
from .strides_widget import StridesExplorer, explore_strides
from .sweep import draw_sweep

__all__ = [
    "DepthPlayer",
    "DigitPad",
    "Drawing",
    "GraphPlayer",
    "Grids",
    "LandscapePlayer",
    "OverfittingPlayer",
    "RacePlayer",
    "StridesExplorer",
    "draw",
    "draw_a_digit",
    "draw_broadcast",
    "draw_depth",
    "draw_digits",
    "draw_fit",
    "draw_grids",
    "draw_losses",
    "draw_memory",
    "draw_photos",
    "draw_race",
    "draw_scores",
    "draw_slopes",
    "draw_sweep",
    "explore_strides",
    "play_depth",
    "play_graph",
    "play_landscape",
    "play_overfitting",
    "play_race",
]
