"""A tensor's ways to other libraries and back, by DLPack; and its copies, by Python's ``copy``."""

import copy

import numpy as np

from ..backend import array_module
from ..device import require_cupy
from ..errors import DTypeError, GradientError
from .storage import Storage

# The DLPack protocol's numbers for where memory is.
CPU, CUDA, CUDA_HOST, CUDA_MANAGED = 1, 2, 3, 13


# --- DLPack: one library reads another's memory -----------------------------------------------------------------------


def to_dlpack(tensor, **asked):
    """What ``Tensor.__dlpack__`` returns: a capsule through which another library shares the tensor's memory.

    Args: asked: what the other library wants, by the protocol: stream, max_version, dl_device, copy.
    Raises: GradientError if the tensor requires a gradient, which the other library would not know of; DTypeError for
        bfloat16, which NumPy's side of the protocol lacks, and for memory that can only be read where the other library
        is too old to be told so.
    Source: Python array API standard, ``array.__dlpack__``.
    """
    if tensor.requires_grad:
        raise GradientError(
            "dlpack: this tensor requires a gradient, which the other library loses; hand over x.detach()"
        )
    try:
        return tensor.array.__dlpack__(**asked)
    except BufferError as cause:
        advice = "hand over x.float()" if tensor.dtype.name == "bfloat16" else "hand over x.clone()"
        raise DTypeError(f"dlpack: this tensor of {tensor.dtype} cannot be shared: {cause}; {advice}") from cause


def dlpack_device(tensor):
    """What ``Tensor.__dlpack_device__`` returns: (where the memory is, which GPU), as two integers.

    Source: Python array API standard, ``array.__dlpack_device__``.
    """
    kind, index = tensor.array.__dlpack_device__()
    return int(kind), int(index)


def from_dlpack(external):
    """The array, NumPy's or CuPy's, that shares the memory of another library's.

    Raises: DTypeError for an object without the protocol, and for what the protocol or the array library refuses.
    Source: Python array API standard, ``from_dlpack``.
    """
    if not hasattr(external, "__dlpack__") or not hasattr(external, "__dlpack_device__"):
        raise DTypeError(
            f"from_dlpack: expected an array or tensor with __dlpack__, got {type(external).__name__}; for other data "
            "use zerodl.tensor(data)"
        )
    kind = int(external.__dlpack_device__()[0])
    if kind not in (CPU, CUDA, CUDA_HOST, CUDA_MANAGED):
        raise DTypeError(f"from_dlpack: expected memory of the CPU or an NVIDIA GPU, got DLPack's device type {kind}")
    library = require_cupy() if kind in (CUDA, CUDA_MANAGED) else np
    try:
        return library.from_dlpack(external)
    except (BufferError, RuntimeError, TypeError, ValueError) as cause:
        raise DTypeError(
            f"from_dlpack: {type(external).__name__} cannot be shared: {cause}. A PyTorch tensor must be detached, and "
            "bfloat16 goes over as float32, as in x.detach().float()"
        ) from cause


# --- copies -----------------------------------------------------------------------------------------------------------


def shallow_copy(tensor):
    """What ``copy.copy`` gives: another tensor, of the same class, that shares the memory; a leaf without ``grad``.

    Source: torch.Tensor, by ``copy.copy``.
    """
    made = type(tensor).of_array(tensor.array, tensor.storage)
    made.requires_grad_(tensor.requires_grad)
    vars_of(made).update(vars_of(tensor))
    return made


def deep_copy(tensor, memo):
    """What ``copy.deepcopy`` gives: a tensor with memory of its own, and with a copy of ``grad``.

    Tensors that share memory and are copied together, in one list or one model, share the copy's.

    Args: memo: what has been copied already, by ``id``; Python's own bookkeeping.
    Raises: GradientError for the result of an operation: the tape behind it would have to be copied, too.
    Source: torch.Tensor.__deepcopy__
    Example:
        >>> import copy, zerodl
        >>> x = zerodl.zeros(4)
        >>> whole, part = copy.deepcopy([x, x[2:]])
        >>> part += 1
        >>> whole, x
        (tensor([0., 0., 1., 1.]), tensor([0., 0., 0., 0.]))
    """
    if not tensor.is_leaf:
        raise GradientError(
            f"deepcopy: {tensor.grad_fn.op.name} made this tensor, and the tape behind it is not copied; "
            "copy x.detach()"
        )
    storage = memo.setdefault(("storage", id(tensor.storage)), Storage())
    made = type(tensor).of_array(_copied_memory(tensor.array, memo), storage)
    made.requires_grad_(tensor.requires_grad)
    made.grad = copy.deepcopy(tensor.grad, memo)
    vars_of(made).update(copy.deepcopy(vars_of(tensor), memo))
    return made


def vars_of(tensor):
    """The attributes that a subclass or a user has added; Tensor itself has none but its slots."""
    return getattr(tensor, "__dict__", {})


def _copied_memory(array, memo):
    """A copy of an array that looks into the copy of its owner's memory, where that has been or will be copied."""
    owner = array
    while type(owner.base) is type(array):
        owner = owner.base
    whole = owner.flags.c_contiguous or owner.flags.f_contiguous
    if array_module(array) is not np or not whole or not array.size:
        return array.copy()
    key = ("memory", id(owner))
    if key not in memo:
        memo[key] = np.ravel(owner, order="K").copy().view(np.uint8)
    offset = array.__array_interface__["data"][0] - owner.__array_interface__["data"][0]
    return np.ndarray(array.shape, array.dtype, memo[key], offset, array.strides)


# --- what does not leave ----------------------------------------------------------------------------------------------


def refuse_pickle(tensor, protocol=None):
    """What ``Tensor.__reduce_ex__`` does: say why tensors are not pickled, and what to do instead."""
    raise DTypeError(
        "pickle: tensors are not pickled, because reading a pickle can run any code that somebody put into it; save "
        "numbers with safetensors, as in safetensors.numpy.save_file({'x': x.detach().numpy()}, path)"
    )
