"""What surrounds the call of an operation: its arguments sorted before it, and one clear error when it fails."""

import numpy as np

from ..device import refuse_mixed
from ..errors import DTypeError, IndexingError, ShapeError, ZerodlError

# Names that PyTorch takes for an argument: NumPy's for a setting, and its own for what is x, or a and b, here.
OTHER_NAMES = {"axis": ("dim",), "keepdims": ("keepdim",), "input": ("x", "a"), "other": ("b",)}


def sort_arguments(op, args, settings):
    """Inputs by position or by name, then settings by position or by name: (inputs, settings).

    Raises: DTypeError for an argument that is missing, given twice, or that the operation does not have.
    """
    names = op.input_names + op.setting_names
    if len(args) > len(names):
        raise DTypeError(f"{op.name}: expected at most {len(names)} arguments ({', '.join(names)}), got {len(args)}")
    given = dict(zip(names, args))
    for name, value in settings.items():
        if name not in names:
            name = next((own for own in OTHER_NAMES.get(name, ()) if own in names), name)
        if name not in names:
            raise DTypeError(f"{op.name}: unexpected argument {name!r}; it takes {', '.join(names)}")
        if name in given:
            raise DTypeError(f"{op.name}: argument {name!r} was given twice, by position and by name")
        given[name] = value
    missing = [n for n in names if n not in given and n not in op.defaults]
    if missing:
        raise DTypeError(f"{op.name}: missing {', '.join(missing)}; it takes {', '.join(names)}")
    inputs = [given.pop(name) if name in given else op.defaults[name] for name in op.input_names]
    return inputs, given


def refuse_lists(op, args):
    """Lists are refused: where NumPy would guess, the reader of the program would have to guess too.

    So are the tensors of other libraries, which have a dtype of another kind.
    """
    for x in args:
        if type(x) is list:
            raise DTypeError(
                f"{op.name}: expected a tensor, an array or a number, got the list {x!r}; make it one with "
                "zerodl.tensor"
            )
        if hasattr(x, "dtype") and not hasattr(x, "__array_ufunc__") and not isinstance(x, np.generic):
            raise DTypeError(
                f"{op.name}: expected a tensor, an array or a number, got a {type(x).__module__}.{type(x).__name__}; "
                "make it one with zerodl.as_tensor"
            )


def explain(op, cause, arrays, settings):
    """One clear error for arguments that the array library refused."""
    names = [f"{op.input_names[0]}[{i}]" for i in range(len(arrays))] if op.many else op.input_names
    for name, x in zip(names, arrays):
        fits = isinstance(x, (int, float, np.generic)) or hasattr(x, "__array_ufunc__") or name in op.defaults
        if not fits:
            return DTypeError(
                f"{op.name}: expected a tensor, an array or a number for {name}, got {type(x).__name__}: {x!r}"
            )
    try:
        refuse_mixed(op.name, arrays)
    except ZerodlError as better:
        return better
    try:
        op.shape(op.name, *(np.shape(x) for x in arrays), **settings)
    except ZerodlError as better:
        return better
    except (ValueError, TypeError, IndexError):
        pass  # the rule has nothing better to say than the array library
    inputs = zip(names, arrays)
    came = [f"{name} {np.shape(x)} {x.dtype}" if hasattr(x, "dtype") else f"{name} {x!r}" for name, x in inputs]
    came += [f"{name}={repr(value)[:80]}" for name, value in settings.items()]
    kind = DTypeError if isinstance(cause, TypeError) else ShapeError
    if type(cause) is IndexError:  # an axis out of range, which is an IndexError too, is about the shape
        kind = IndexingError
    return kind(f"{op.name}: the arguments do not fit it (got {', '.join(came)}): {cause}")
