"""Compiled twins: faster forms of functions on arrays, made with numba where it is installed.

A twin stands in for one *reference*, the readable function that says what is computed, and gives the same numbers. It
steps aside when the reference's code has been replaced, so that whoever writes a function of their own sees it run.
"""

from . import adam, descent
from .twin import compiled, fastest, has_ready_twin, has_twin, is_compiling, use_compiled

__all__ = ["adam", "compiled", "descent", "fastest", "has_ready_twin", "has_twin", "is_compiling", "use_compiled"]
