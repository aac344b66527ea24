"""PyTorch's name, ``nn.utils``, for what is done to the parameters of a network; the code stands in ``nn``."""

from ..clip import clip_grad_norm_, clip_grad_value_, clip_grads_with_norm_, get_total_norm
from ..max_norm import max_norm_
from ..penalty import elastic_penalty, l1_penalty, l2_penalty, parameter_groups, split_parameters
from ..vector import parameters_to_vector, vector_to_parameters
from ..weight_norm import remove_weight_norm, weight_norm

__all__ = [
    "clip_grad_norm_",
    "clip_grad_value_",
    "clip_grads_with_norm_",
    "elastic_penalty",
    "get_total_norm",
    "l1_penalty",
    "l2_penalty",
    "max_norm_",
    "parameter_groups",
    "parameters_to_vector",
    "remove_weight_norm",
    "split_parameters",
    "vector_to_parameters",
    "weight_norm",
]
