"""Layers: functions that carry their own parameters."""

from . import functional, init
from .activation import ReLU, Tanh
from .containers import Sequential
from .linear import Linear
from .loss import CrossEntropyLoss
from .module import Module, Parameter

__all__ = ["CrossEntropyLoss", "Linear", "Module", "Parameter", "ReLU", "Sequential", "Tanh", "functional", "init"]
