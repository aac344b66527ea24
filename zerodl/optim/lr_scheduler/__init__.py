"""Schedules: how the learning rate changes from step to step, or from epoch to epoch."""

from .composition import ChainedScheduler, SequentialLR
from .cosine import CosineAnnealingLR, CosineAnnealingWarmRestarts
from .cosine_warm_up import warm_up_cosine
from .cyclic import CyclicLR
from .function import LambdaLR, MultiplicativeLR
from .one_cycle import OneCycleLR
from .plateau import ReduceLROnPlateau
from .polynomial import PolynomialLR
from .scheduler import LRScheduler
from .stair import ExponentialLR, MultiStepLR, StepLR
from .warm_up import ConstantLR, LinearLR

__all__ = [
    "ChainedScheduler",
    "ConstantLR",
    "CosineAnnealingLR",
    "CosineAnnealingWarmRestarts",
    "CyclicLR",
    "ExponentialLR",
    "LRScheduler",
    "LambdaLR",
    "LinearLR",
    "MultiStepLR",
    "MultiplicativeLR",
    "OneCycleLR",
    "PolynomialLR",
    "ReduceLROnPlateau",
    "SequentialLR",
    "StepLR",
    "warm_up_cosine",
]
