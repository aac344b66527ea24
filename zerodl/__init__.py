"""zerodl: a deep-learning framework on NumPy that you can read, and a course in which you write it.

    >>> import zerodl
    >>> x = zerodl.tensor([1.0, 2.0], requires_grad=True)
    >>> (x * x).sum().backward()
    >>> x.grad
    tensor([2., 4.])
"""

from math import e, inf, nan, pi

from . import autograd, cuda, data, io, linalg, metrics, nn, optim, utils
from .autograd import Tensor
from .autograd.casting import can_cast, promote_types, result_type
from .autograd.printing import get_printoptions, printoptions, set_printoptions
from .config import (
    enable_grad,
    get_default_dtype,
    inference_mode,
    is_grad_enabled,
    no_grad,
    set_default_dtype,
    set_grad_enabled,
)
from .device import device, get_default_device, set_default_device
from .dtype import bfloat16, dtype, finfo, float16, float32, float64, iinfo, int8, int16, int32, int64, uint8
from .dtype import boolean as bool
from .dtype import float16 as half
from .dtype import float32 as float
from .dtype import float64 as double
from .dtype import int16 as short
from .dtype import int32 as int
from .dtype import int64 as long
from .io import load, save

# isort: off
from .ops import (
    abs, absolute, acos, acosh, add, addbmm, addcdiv, addcmul, addmm, addmv, addr, all, allclose, amax, amin, aminmax,
    any, arange, arccos, arccosh, arcsin, arcsinh, arctan, arctan2, arctanh, argmax, argmin, argsort, argwhere,
    as_tensor, asin, asinh, atan, atan2, atanh, atleast_1d, atleast_2d, atleast_3d, baddbmm, bernoulli,
    binary_cross_entropy, binary_cross_entropy_with_logits, bincount, bitwise_and, bitwise_left_shift, bitwise_not,
    bitwise_or, bitwise_right_shift, bitwise_xor, block_diag, bmm, broadcast_tensors, broadcast_to, bucketize,
    cartesian_prod, cat, ceil, celu, cholesky, cholesky_inverse, cholesky_solve, chunk, clamp, clamp_max, clamp_min,
    clip, clone, column_stack, concat, concatenate, constant_pad_nd, contiguous, copysign, corrcoef, cos, cosh,
    cosine_embedding_loss, cosine_similarity, count_nonzero, cov, cross, cross_entropy, cummax, cummin, cumprod, cumsum,
    cumulative_trapezoid, deg2rad, det, diag, diag_embed, diagflat, diagonal, diff, digamma, dist, div, divide, dot,
    dsplit, dstack, einsum, elu, empty, empty_like, eq, equal, erf, erfc, erfinv, exp, exp2, expand, expand_as, expm1,
    eye, fix, flatten, flip, fliplr, flipud, float_power, floor, floor_divide, fmax, fmin, fmod, frac, from_dlpack,
    from_numpy, full, full_like, gather, gaussian_nll_loss, gcd, ge, gelu, ger, glu, greater, greater_equal, gt,
    hardshrink, hardsigmoid, hardswish, hardtanh, heaviside, hinge_embedding_loss, histc, hsplit, hstack, huber_loss,
    hypot, index_add, index_copy, index_fill, index_put, index_reduce, index_select, inner, inverse, is_tensor, isclose,
    isfinite, isin, isinf, isnan, isneginf, isposinf, kl_div, kron, kthvalue, l1_loss, lcm, le, leaky_relu, lerp, less,
    less_equal, lgamma, linspace, log, log10, log1p, log2, log_softmax, logaddexp, logaddexp2, logcumsumexp, logdet,
    logical_and, logical_not, logical_or, logical_xor, logit, logsigmoid, logspace, logsumexp, lt, margin_ranking_loss,
    masked_fill, masked_scatter, masked_select, matmul, matrix_exp, matrix_power, max, maximum, mean, median, meshgrid,
    min, minimum, mish, mm, mode, moveaxis, movedim, mse_loss, msort, mul, multi_margin_loss, multilabel_margin_loss,
    multilabel_soft_margin_loss, multinomial, multiply, mv, nan_to_num, nanmean, nanmedian, nanquantile, nansum, narrow,
    ne, neg, negative, nll_loss, nonzero, norm, normal, not_equal, ones, ones_like, outer, pad, permute, pinverse,
    poisson, poisson_nll_loss, polygamma, positive, pow, prelu, prod, put, qr, quantile, rad2deg, rand, rand_like,
    randint, randint_like, randn, randn_like, randperm, ravel, reciprocal, relu, relu6, remainder, renorm, repeat,
    repeat_interleave, reshape, reshape_as, roll, rot90, round, rsqrt, scalar_tensor, scatter, scatter_add,
    scatter_reduce, searchsorted, select, selu, sgn, sigmoid, sign, signbit, silu, sin, sinc, sinh, slogdet,
    smooth_l1_loss, soft_margin_loss, softmax, softmin, softplus, softshrink, softsign, sort, split, sqrt, square,
    squeeze, stack, std, std_mean, sub, subtract, sum, svd, swapaxes, swapdims, t, take, take_along_dim, tan, tanh,
    tanhshrink, tensor, tensor_split, tensordot, threshold, tile, topk, trace, transpose, trapezoid, tril, tril_indices,
    triplet_margin_loss, triplet_margin_with_distance_loss, triu, triu_indices, true_divide, trunc, unbind, unflatten,
    unfold, unique, unique_consecutive, unsqueeze, var, var_mean, vdot, view, view_as, vsplit, vstack, where, xlogy,
    zeros, zeros_like,
)  # fmt: skip
# isort: on
from .random import Generator, fork_rng, get_rng_state, initial_seed, manual_seed, seed, set_rng_state
from .version import __version__

__all__ = [
    "Generator", "Tensor", "__version__", "abs", "absolute", "acos", "acosh", "add", "addbmm", "addcdiv", "addcmul",
    "addmm", "addmv", "addr", "all", "allclose", "amax", "amin", "aminmax", "any", "arange", "arccos", "arccosh",
    "arcsin", "arcsinh", "arctan", "arctan2", "arctanh", "argmax", "argmin", "argsort", "argwhere", "as_tensor", "asin",
    "asinh", "atan", "atan2", "atanh", "atleast_1d", "atleast_2d", "atleast_3d", "autograd", "baddbmm", "bernoulli",
    "bfloat16", "binary_cross_entropy", "binary_cross_entropy_with_logits", "bincount", "bitwise_and",
    "bitwise_left_shift", "bitwise_not", "bitwise_or", "bitwise_right_shift", "bitwise_xor", "block_diag", "bmm",
    "bool", "broadcast_tensors", "broadcast_to", "bucketize", "can_cast", "cartesian_prod", "cat", "ceil", "celu",
    "cholesky", "cholesky_inverse", "cholesky_solve", "chunk", "clamp", "clamp_max", "clamp_min", "clip", "clone",
    "column_stack", "concat", "concatenate", "constant_pad_nd", "contiguous", "copysign", "corrcoef", "cos", "cosh",
    "cosine_embedding_loss", "cosine_similarity", "count_nonzero", "cov", "cross", "cross_entropy", "cuda", "cummax",
    "cummin", "cumprod", "cumsum", "cumulative_trapezoid", "data", "deg2rad", "det", "device", "diag", "diag_embed",
    "diagflat", "diagonal", "diff", "digamma", "dist", "div", "divide", "dot", "double", "dsplit", "dstack", "dtype",
    "e", "einsum", "elu", "empty", "empty_like", "enable_grad", "eq", "equal", "erf", "erfc", "erfinv", "exp", "exp2",
    "expand", "expand_as", "expm1", "eye", "finfo", "fix", "flatten", "flip", "fliplr", "flipud", "float", "float16",
    "float32", "float64", "float_power", "floor", "floor_divide", "fmax", "fmin", "fmod", "fork_rng", "frac",
    "from_dlpack", "from_numpy", "full", "full_like", "gather", "gaussian_nll_loss", "gcd", "ge", "gelu", "ger",
    "get_default_device", "get_default_dtype", "get_printoptions", "get_rng_state", "glu", "greater", "greater_equal",
    "gt", "half", "hardshrink", "hardsigmoid", "hardswish", "hardtanh", "heaviside", "hinge_embedding_loss", "histc",
    "hsplit", "hstack", "huber_loss", "hypot", "iinfo", "index_add", "index_copy", "index_fill", "index_put",
    "index_reduce", "index_select", "inf", "inference_mode", "initial_seed", "inner", "int", "int16", "int32", "int64",
    "int8", "inverse", "io", "is_grad_enabled", "is_tensor", "isclose", "isfinite", "isin", "isinf", "isnan",
    "isneginf", "isposinf", "kl_div", "kron", "kthvalue", "l1_loss", "lcm", "le", "leaky_relu", "lerp", "less",
    "less_equal", "lgamma", "linalg", "linspace", "load", "log", "log10", "log1p", "log2", "log_softmax", "logaddexp",
    "logaddexp2", "logcumsumexp", "logdet", "logical_and", "logical_not", "logical_or", "logical_xor", "logit",
    "logsigmoid", "logspace", "logsumexp", "long", "lt", "manual_seed", "margin_ranking_loss", "masked_fill",
    "masked_scatter", "masked_select", "matmul", "matrix_exp", "matrix_power", "max", "maximum", "mean", "median",
    "meshgrid", "metrics", "min", "minimum", "mish", "mm", "mode", "moveaxis", "movedim", "mse_loss", "msort", "mul",
    "multi_margin_loss", "multilabel_margin_loss", "multilabel_soft_margin_loss", "multinomial", "multiply", "mv",
    "nan", "nan_to_num", "nanmean", "nanmedian", "nanquantile", "nansum", "narrow", "ne", "neg", "negative", "nll_loss",
    "nn", "no_grad", "nonzero", "norm", "normal", "not_equal", "ones", "ones_like", "optim", "outer", "pad", "permute",
    "pi", "pinverse", "poisson", "poisson_nll_loss", "polygamma", "positive", "pow", "prelu", "printoptions", "prod",
    "promote_types", "put", "qr", "quantile", "rad2deg", "rand", "rand_like", "randint", "randint_like", "randn",
    "randn_like", "randperm", "ravel", "reciprocal", "relu", "relu6", "remainder", "renorm", "repeat",
    "repeat_interleave", "reshape", "reshape_as", "result_type", "roll", "rot90", "round", "rsqrt", "save",
    "scalar_tensor", "scatter", "scatter_add", "scatter_reduce", "searchsorted", "seed", "select", "selu",
    "set_default_device", "set_default_dtype", "set_grad_enabled", "set_printoptions", "set_rng_state", "sgn", "short",
    "sigmoid", "sign", "signbit", "silu", "sin", "sinc", "sinh", "slogdet", "smooth_l1_loss", "soft_margin_loss",
    "softmax", "softmin", "softplus", "softshrink", "softsign", "sort", "split", "sqrt", "square", "squeeze", "stack",
    "std", "std_mean", "sub", "subtract", "sum", "svd", "swapaxes", "swapdims", "t", "take", "take_along_dim", "tan",
    "tanh", "tanhshrink", "tensor", "tensor_split", "tensordot", "threshold", "tile", "topk", "trace", "transpose",
    "trapezoid", "tril", "tril_indices", "triplet_margin_loss", "triplet_margin_with_distance_loss", "triu",
    "triu_indices", "true_divide", "trunc", "uint8", "unbind", "unflatten", "unfold", "unique", "unique_consecutive",
    "unsqueeze", "utils", "var", "var_mean", "vdot", "view", "view_as", "vsplit", "vstack", "where", "xlogy", "zeros",
    "zeros_like",
]  # fmt: skip
