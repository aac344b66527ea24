"""Questions about dtypes, as users ask them: what do two of them become together, and may one become the other."""

from ..backend import is_floating
from ..dtype import as_dtype, boolean
from . import promotion


def promote_types(type1, type2):
    """The smallest dtype that holds the numbers of both; any integer with a float gives that float.

    Source: torch.promote_types
    Example:
        >>> promote_types("int64", "float16"), promote_types("float16", "bfloat16")
        (dtype('float16'), dtype('float32'))
    """
    return promotion.promote_types(as_dtype("promote_types", type1), as_dtype("promote_types", type2))


def result_type(tensor1, tensor2):
    """The dtype that an operation such as ``add`` has its result in. Numbers and 0-d tensors have little say.

    Args: tensors or numbers of Python.
    Source: torch.result_type
    Example:
        >>> import zerodl
        >>> result_type(zerodl.tensor([1, 2]), 2.5), result_type(zerodl.tensor([1, 2], dtype=zerodl.int8), 2)
        (dtype('float32'), dtype('int8'))
    """
    return promotion.common_dtype([tensor1, tensor2])


def can_cast(from_, to):
    """Whether numbers of one dtype may become another in place: never floats integers, nor anything else booleans.

    Source: torch.can_cast
    Example:
        >>> can_cast("float64", "float16"), can_cast("float16", "int64")
        (True, False)
    """
    from_, to = as_dtype("can_cast", from_), as_dtype("can_cast", to)
    if is_floating(from_):
        return is_floating(to)
    return from_ == boolean or to != boolean
