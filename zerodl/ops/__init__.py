"""The differentiable operations, one family a file. Importing them fills the table and gives Tensor its methods."""

from . import methods
from .activation import gelu, glu, log_softmax, relu, softmax, softmin, softsign
from .alias import (
    absolute,
    arccos,
    arccosh,
    arcsin,
    arcsinh,
    arctan,
    arctan2,
    arctanh,
    divide,
    fix,
    greater,
    greater_equal,
    less,
    less_equal,
    multiply,
    negative,
    not_equal,
    subtract,
)
from .axis import moveaxis, movedim, permute, swapaxes, swapdims, t, transpose
from .batch_norm import batch_norm
from .bitwise import (
    bitwise_and,
    bitwise_left_shift,
    bitwise_not,
    bitwise_or,
    bitwise_right_shift,
    bitwise_xor,
)
from .bound import clamp, clamp_max, clamp_min, clip, fmax, fmin, nan_to_num
from .chain import matrix_exp, matrix_power, multi_dot
from .cholesky import cholesky
from .clipping import hardsigmoid, hardswish, hardtanh, relu6
from .combination import addcdiv, addcmul, lerp
from .comparison import allclose, eq, equal, ge, gt, isclose, le, lt, ne
from .creation import as_tensor, from_dlpack, from_numpy, is_tensor, tensor
from .creation_fill import (
    arange,
    empty,
    empty_like,
    eye,
    full,
    full_like,
    linspace,
    logspace,
    ones,
    ones_like,
    scalar_tensor,
    zeros,
    zeros_like,
)
from .creation_random import (
    bernoulli,
    multinomial,
    normal,
    poisson,
    rand,
    rand_like,
    randint,
    randint_like,
    randn,
    randn_like,
    randperm,
)
from .determinant import det, logdet, sign_and_log, slogdet
from .diagonal import (
    diag,
    diag_embed,
    diagflat,
    diagonal,
    linalg_diagonal,
    trace,
    tril,
    tril_indices,
    triu,
    triu_indices,
    undiagonal,
)
from .distance import cosine_similarity, dist, norm
from .division import div, floor_divide, fmod, gcd, lcm, remainder, true_divide
from .dropout import dropout
from .eigen import eigenvectors, eigh, eigvalsh
from .einsum import contract, einsum
from .elementwise import add, cast, clone, exp, log, maximum, minimum, mul, neg, pow, sub, tanh, where
from .error_function import erf, erfc, erfinv
from .exponential import exp2, expm1, log1p, log2, log10, logaddexp, logaddexp2, xlogy
from .extreme import amax, amin, aminmax, argmax, argmin, max, min
from .finiteness import isfinite, isinf, isnan, isneginf, isposinf
from .flip import flip, fliplr, flipud, roll, rot90
from .gamma import digamma, lgamma, polygamma
from .gather import gather, index_select, take, take_along_dim
from .grid import block_diag, cartesian_prod, meshgrid
from .group_norm import group_norm
from .hyperbolic import acosh, asinh, atanh, cosh, sinh
from .index import index, setitem, unindex
from .integral import cumulative_trapezoid, trapezoid
from .inverse import inv, inverse, pinv, pinverse
from .join import cat, column_stack, concat, concatenate, dstack, hstack, stack, vstack
from .layer_norm import layer_norm
from .linalg import matmul
from .logical import logical_and, logical_not, logical_or, logical_xor
from .loss_binary import binary_cross_entropy, binary_cross_entropy_with_logits
from .loss_class import cross_entropy, nll_loss, surprise
from .loss_embedding import (
    cosine_embedding_loss,
    triplet_margin_loss,
    triplet_margin_with_distance_loss,
)
from .loss_likelihood import gaussian_nll_loss, kl_div, poisson_nll_loss
from .loss_margin import (
    hinge_embedding_loss,
    margin_ranking_loss,
    multi_margin_loss,
    multilabel_margin_loss,
    multilabel_soft_margin_loss,
    soft_margin_loss,
)
from .loss_regression import huber_loss, l1_loss, mse_loss, smooth_l1_loss
from .mask import argwhere, masked_fill, masked_scatter, masked_select, nonzero, one_hot
from .matrix_norm import cond, linalg_norm, matrix_norm, vector_norm
from .matrix_rank import matrix_rank
from .pad import constant_pad_nd, pad
from .power import float_power, reciprocal, rsqrt, sqrt, square
from .product import addbmm, addmm, addmv, addr, baddbmm, bmm, dot, ger, inner, mm, mv, outer, vdot
from .qr import linalg_qr, qr, qr_of_tall
from .quantile import (
    argmedian,
    argmode,
    median,
    median_of_all,
    mode,
    nanmedian,
    nanquantile,
    quantile,
)
from .rectifier import celu, elu, leaky_relu, prelu, selu, threshold
from .reduce import all, any, count_nonzero, logsumexp, mean, nanmean, nansum, prod, sum
from .renorm import renorm
from .repeat import repeat, repeat_interleave, tile
from .rms_norm import rms_norm
from .rounding import ceil, floor, frac, round, trunc
from .scan import argcummax, argcummin, cummax, cummin, cumprod, cumsum, diff, logcumsumexp
from .scatter import index_add, index_copy, index_fill, index_put, put, scatter, scatter_add
from .scatter_reduce import index_extremum, index_product, index_reduce, scatter_reduce
from .search import bucketize, insertion_points, isin, searchsorted
from .shape import (
    atleast_1d,
    atleast_2d,
    atleast_3d,
    broadcast_tensors,
    broadcast_to,
    contiguous,
    expand,
    expand_as,
    flatten,
    ravel,
    reshape,
    reshape_as,
    row_major,
    squeeze,
    unflatten,
    unsqueeze,
    view,
    view_as,
)
from .shrinkage import hardshrink, softshrink, tanhshrink
from .sigmoid import logit, logsigmoid, mish, sigmoid, silu, softplus
from .sign import abs, copysign, heaviside, positive, sgn, sign, signbit
from .solve import cholesky_inverse, cholesky_solve, lstsq, solve, solve_columns, solve_triangular
from .sort import argsort, kthvalue, msort, sort, topk
from .split import (
    chunk,
    dsplit,
    hsplit,
    narrow,
    select,
    side_by_side,
    split,
    tensor_split,
    unbind,
    vsplit,
)
from .statistic import corrcoef, cov, histc, std, std_mean, var, var_mean
from .svd import linalg_svd, singular_vectors, svd, svdvals
from .tensor_product import kron, tensordot, tensorinv, tensorsolve
from .transfer import move
from .trigonometric import acos, asin, atan, atan2, cos, deg2rad, hypot, rad2deg, sin, sinc, tan
from .unique import bincount, first_occurrences, runs, unique, unique_consecutive
from .vector import cross, linalg_cross, vecdot
from .window import overlap_add, unfold

methods.attach()

__all__ = [
    "abs", "absolute", "acos", "acosh", "add", "addbmm", "addcdiv", "addcmul", "addmm", "addmv", "addr", "all",
    "allclose", "amax", "amin", "aminmax", "any", "arange", "arccos", "arccosh", "arcsin", "arcsinh", "arctan",
    "arctan2", "arctanh", "argcummax", "argcummin", "argmax", "argmedian", "argmin", "argmode", "argsort", "argwhere",
    "as_tensor", "asin", "asinh", "atan", "atan2", "atanh", "atleast_1d", "atleast_2d", "atleast_3d", "baddbmm",
    "batch_norm", "bernoulli", "binary_cross_entropy", "binary_cross_entropy_with_logits", "bincount", "bitwise_and",
    "bitwise_left_shift", "bitwise_not", "bitwise_or", "bitwise_right_shift", "bitwise_xor", "block_diag", "bmm",
    "broadcast_tensors", "broadcast_to", "bucketize", "cartesian_prod", "cast", "cat", "ceil", "celu", "cholesky",
    "cholesky_inverse", "cholesky_solve", "chunk", "clamp", "clamp_max", "clamp_min", "clip", "clone", "column_stack",
    "concat", "concatenate", "cond", "constant_pad_nd", "contiguous", "contract", "copysign", "corrcoef", "cos", "cosh",
    "cosine_embedding_loss", "cosine_similarity", "count_nonzero", "cov", "cross", "cross_entropy", "cummax", "cummin",
    "cumprod", "cumsum", "cumulative_trapezoid", "deg2rad", "det", "diag", "diag_embed", "diagflat", "diagonal", "diff",
    "digamma", "dist", "div", "divide", "dot", "dropout", "dsplit", "dstack", "eigenvectors", "eigh", "eigvalsh",
    "einsum", "elu", "empty", "empty_like", "eq", "equal", "erf", "erfc", "erfinv", "exp", "exp2", "expand",
    "expand_as", "expm1", "eye", "first_occurrences", "fix", "flatten", "flip", "fliplr", "flipud", "float_power",
    "floor", "floor_divide", "fmax", "fmin", "fmod", "frac", "from_dlpack", "from_numpy", "full", "full_like", "gather",
    "gaussian_nll_loss", "gcd", "ge", "gelu", "ger", "glu", "greater", "greater_equal", "group_norm", "gt",
    "hardshrink", "hardsigmoid", "hardswish", "hardtanh", "heaviside", "hinge_embedding_loss", "histc", "hsplit",
    "hstack", "huber_loss", "hypot", "index", "index_add", "index_copy", "index_extremum", "index_fill",
    "index_product", "index_put", "index_reduce", "index_select", "inner", "insertion_points", "inv", "inverse",
    "is_tensor", "isclose", "isfinite", "isin", "isinf", "isnan", "isneginf", "isposinf", "kl_div", "kron", "kthvalue",
    "l1_loss", "layer_norm", "lcm", "le", "leaky_relu", "lerp", "less", "less_equal", "lgamma", "linalg_cross",
    "linalg_diagonal", "linalg_norm", "linalg_qr", "linalg_svd", "linspace", "log", "log10", "log1p", "log2",
    "log_softmax", "logaddexp", "logaddexp2", "logcumsumexp", "logdet", "logical_and", "logical_not", "logical_or",
    "logical_xor", "logit", "logsigmoid", "logspace", "logsumexp", "lstsq", "lt", "margin_ranking_loss", "masked_fill",
    "masked_scatter", "masked_select", "matmul", "matrix_exp", "matrix_norm", "matrix_power", "matrix_rank", "max",
    "maximum", "mean", "median", "median_of_all", "meshgrid", "min", "minimum", "mish", "mm", "mode", "move",
    "moveaxis", "movedim", "mse_loss", "msort", "mul", "multi_dot", "multi_margin_loss", "multilabel_margin_loss",
    "multilabel_soft_margin_loss", "multinomial", "multiply", "mv", "nan_to_num", "nanmean", "nanmedian", "nanquantile",
    "nansum", "narrow", "ne", "neg", "negative", "nll_loss", "nonzero", "norm", "normal", "not_equal", "one_hot",
    "ones", "ones_like", "outer", "overlap_add", "pad", "permute", "pinv", "pinverse", "poisson", "poisson_nll_loss",
    "polygamma", "positive", "pow", "prelu", "prod", "put", "qr", "qr_of_tall", "quantile", "rad2deg", "rand",
    "rand_like", "randint", "randint_like", "randn", "randn_like", "randperm", "ravel", "reciprocal", "relu", "relu6",
    "remainder", "renorm", "repeat", "repeat_interleave", "reshape", "reshape_as", "rms_norm", "roll", "rot90", "round",
    "row_major", "rsqrt", "runs", "scalar_tensor", "scatter", "scatter_add", "scatter_reduce", "searchsorted", "select",
    "selu", "setitem", "sgn", "side_by_side", "sigmoid", "sign", "sign_and_log", "signbit", "silu", "sin", "sinc",
    "singular_vectors", "sinh", "slogdet", "smooth_l1_loss", "soft_margin_loss", "softmax", "softmin", "softplus",
    "softshrink", "softsign", "solve", "solve_columns", "solve_triangular", "sort", "split", "sqrt", "square",
    "squeeze", "stack", "std", "std_mean", "sub", "subtract", "sum", "surprise", "svd", "svdvals", "swapaxes",
    "swapdims", "t", "take", "take_along_dim", "tan", "tanh", "tanhshrink", "tensor", "tensor_split", "tensordot",
    "tensorinv", "tensorsolve", "threshold", "tile", "topk", "trace", "transpose", "trapezoid", "tril", "tril_indices",
    "triplet_margin_loss", "triplet_margin_with_distance_loss", "triu", "triu_indices", "true_divide", "trunc",
    "unbind", "undiagonal", "unflatten", "unfold", "unindex", "unique", "unique_consecutive", "unsqueeze", "var",
    "var_mean", "vdot", "vecdot", "vector_norm", "view", "view_as", "vsplit", "vstack", "where", "xlogy", "zeros",
    "zeros_like",
]  # fmt: skip
