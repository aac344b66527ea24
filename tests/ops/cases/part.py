"""Parts of a tensor: stretches along an axis, windows, diagonals and triangles."""

import numpy as np

from tests.ops.cases.draw import Cases, Example, call, signed, strided

CUTS = {
    "strided": Example((strided(signed),), {"dim": 1}),
    "empty": Example((signed(4, 0),), {"dim": 0}),
}


def cuts(name, values):
    """Cases of an operation that cuts along an axis: ``values`` of its first setting, label -> (value, length, dim)."""
    examples = {}
    for label, (value, length, dim) in values.items():
        shape = (length, 2) if dim == 0 else (2, length)
        examples[label] = Example((signed(*shape),), {name: value, "dim": dim})
    return examples | {
        f"{label}, {next(iter(values))}": Example(e.inputs, {name: next(iter(values.values()))[0], **e.settings})
        for label, e in CUTS.items()
    }


def np_split(x, split_size_or_sections, dim=0):
    sizes, n = split_size_or_sections, x.shape[dim]
    borders = range(sizes, n, sizes) if isinstance(sizes, int) else np.cumsum(sizes)[:-1]
    return tuple(np.split(x, list(borders), axis=dim))


def np_chunk(x, chunks, dim=0):
    size = -(-x.shape[dim] // chunks)
    return tuple(np.split(x, list(range(size, x.shape[dim], size)), axis=dim))


def np_windows(x, dimension, size, step):
    if x.ndim == 0:
        return x.reshape(1)[:size]
    starts = range(0, x.shape[dimension] - size + 1, step)
    rows = np.moveaxis(x, dimension, -1)
    return np.moveaxis(np.stack([rows[..., s : s + size] for s in starts], axis=-2), -2, dimension % x.ndim)


def np_overlap_add(x, shape, dimension, step):
    result = np.zeros(shape)
    rows = np.moveaxis(result, dimension, -1)
    windows = np.moveaxis(x, dimension % len(shape), -2)
    for i in range(windows.shape[-2]):
        rows[..., i * step : i * step + x.shape[-1]] += windows[..., i, :]
    return result


def torch_overlap_add(torch, x, shape, dimension, step):
    """The gradient of PyTorch's unfold."""
    return _transposed(torch, x, shape, lambda base: base.unfold(dimension, x.shape[-1], step))


def _transposed(torch, x, shape, look):
    """What a backward pass brings to a tensor that ``look`` looks at: linear in x, so it can be differentiated."""
    base = torch.zeros(shape, dtype=x.dtype, requires_grad=True)
    return torch.autograd.grad(look(base), base, x, create_graph=True)[0]


def np_undiagonal(x, shape, offset=0, dim1=0, dim2=1):
    result = np.zeros(shape)
    view = np.diagonal(result, offset, dim1, dim2)
    view.flags.writeable = True
    view[...] = x
    return result


def np_diag_embed(x, offset=0, dim1=-2, dim2=-1):
    side = x.shape[-1] + abs(offset)
    matrices = np.zeros((*x.shape[:-1], side, side))
    for i in range(x.shape[-1]):
        matrices[..., i + max(-offset, 0), i + max(offset, 0)] = x[..., i]
    return np.moveaxis(matrices, (-2, -1), (dim1, dim2))


def diagonals():
    return {
        "main": Example((signed(3, 4),)),
        "above": Example((signed(3, 4),), {"offset": 2}),
        "below": Example((signed(3, 4),), {"offset": -1}),
        "beyond": Example((signed(2, 3),), {"offset": 5}),
        "of a stack": Example((signed(2, 3, 4),), {"dim1": 1, "dim2": -1}),
        "rows and columns exchanged": Example((signed(2, 3, 4),), {"offset": 1, "dim1": 2, "dim2": 0}),
        "empty": Example((signed(0, 3),)),
        "strided": Example((strided(signed),), {"offset": 1}),
    }


def undiagonals():
    """What ``diagonal`` reads, put back."""
    return {
        label: Example((signed(*np.diagonal(e.inputs[0], *places(e.settings)).shape),),
                       {"shape": e.inputs[0].shape, **e.settings})
        for label, e in diagonals().items()
    }  # fmt: skip


def places(settings):
    return settings.get("offset", 0), settings.get("dim1", 0), settings.get("dim2", 1)


def triangles():
    return {
        "main": Example((signed(3, 4),)),
        "above": Example((signed(3, 4),), {"diagonal": 1}),
        "below": Example((signed(4, 3),), {"diagonal": -2}),
        "a stack": Example((signed(2, 3, 3),)),
        "NaN outside": Example((np.where(np.eye(3) > 0, 1.0, np.nan),), smooth=False),
        "empty": Example((signed(0, 3),)),
        "strided": Example((strided(signed),)),
        "integers": Example((np.array([[1, 2], [3, 4]]),)),
    }


WINDOWS = {
    "overlapping": Example((signed(5),), {"dimension": 0, "size": 3, "step": 1}),
    "side by side": Example((signed(6),), {"dimension": 0, "size": 2, "step": 2}),
    "with gaps": Example((signed(7),), {"dimension": 0, "size": 2, "step": 3}),
    "with a rest": Example((signed(6),), {"dimension": 0, "size": 4, "step": 3}),
    "first axis of two": Example((signed(4, 2),), {"dimension": 0, "size": 2, "step": 1}),
    "last axis": Example((signed(2, 4),), {"dimension": -1, "size": 3, "step": 1}),
    "strided": Example((strided(signed),), {"dimension": 1, "size": 2, "step": 1}),
    "0-d": Example((signed(),), {"dimension": 0, "size": 1, "step": 1}),
}


def one_split(function, ndim):
    """Cases of hsplit and its kin."""
    shape = (4,) * ndim if ndim == 3 else (4, 4)
    return Cases(
        lambda x, indices_or_sections: tuple(function(x, indices_or_sections)),
        lambda torch, x, indices_or_sections: tuple(getattr(torch, function.__name__)(x, indices_or_sections)),
        {
            "parts": Example((signed(*shape),), {"indices_or_sections": 2}),
            "places": Example((signed(*shape),), {"indices_or_sections": (1, 3)}),
        },
    )


CASES = {
    "narrow": Cases(
        lambda x, dim, start, length: np.take(x, range(x.shape[dim])[start:][:length], axis=dim),
        call("narrow"),
        {
            "rows": Example((signed(4, 3),), {"dim": 0, "start": 1, "length": 2}),
            "columns": Example((signed(2, 4),), {"dim": -1, "start": 0, "length": 3}),
            "from the end": Example((signed(4),), {"dim": 0, "start": -2, "length": 2}),
            "nothing": Example((signed(4),), {"dim": 0, "start": 4, "length": 0}),
            "strided": Example((strided(signed),), {"dim": 1, "start": 1, "length": 2}),
        },
    ),
    "side_by_side": Cases(
        lambda x, edges, dim: tuple(np.split(x, edges[1:-1], axis=dim)),
        lambda torch, x, edges, dim: torch.split(x, [b - a for a, b in zip(edges, edges[1:])], dim),
        {
            "rows": Example((signed(4, 3),), {"edges": (0, 1, 4), "dim": 0}),
            "columns, one part empty": Example((signed(2, 4),), {"edges": (0, 3, 3, 4), "dim": 1}),
            "in one part": Example((signed(4),), {"edges": (0, 4), "dim": 0}),
            "strided": Example((strided(signed),), {"edges": (0, 1, 2, 4), "dim": 1}),
        },
    ),
    "select": Cases(
        lambda x, dim, index: np.take(x, index, axis=dim),
        call("select"),
        {
            "a row": Example((signed(4, 3),), {"dim": 0, "index": 1}),
            "the last column": Example((signed(2, 4),), {"dim": -1, "index": -1}),
            "an element": Example((signed(3),), {"dim": 0, "index": 2}),
            "strided": Example((strided(signed),), {"dim": 1, "index": 0}),
        },
    ),
    "split": Cases(
        np_split,
        call("split"),
        cuts(
            "split_size_or_sections",
            {
                "a length": (2, 4, 0),
                "with a rest": (3, 5, 1),
                "longer than x": (9, 4, 0),
                "lengths": ((1, 3), 4, 1),
                "a length of 0": ((0, 4), 4, 0),
            },
        ),
    ),
    "chunk": Cases(
        np_chunk,
        call("chunk"),
        cuts("chunks", {"two": (2, 4, 0), "with a rest": (3, 5, 1), "fewer than asked": (4, 6, 0)}),
    ),
    "tensor_split": Cases(
        lambda x, indices_or_sections, dim=0: tuple(np.array_split(x, indices_or_sections, axis=dim)),
        lambda torch, x, indices_or_sections, dim=0: torch.tensor_split(x, indices_or_sections, dim),
        cuts(
            "indices_or_sections",
            {
                "two": (2, 4, 0),
                "unequal": (3, 5, 1),
                "more than there are": (5, 3, 0),
                "places": ((1, 3), 4, 1),
                "places from the end": ((-1,), 4, 0),
                "places beyond": ((1, 9), 4, 0),
            },
        ),
    ),
    "unbind": Cases(
        lambda x, dim=0: tuple(np.moveaxis(x, dim, 0)),
        lambda torch, x, dim=0: torch.unbind(x, dim),
        {
            "rows": Example((signed(3, 2),)),
            "columns": Example((signed(2, 3),), {"dim": -1}),
            "elements": Example((signed(3),)),
            "strided": Example((strided(signed),), {"dim": 1}),
        },
    ),
    "hsplit": one_split(np.hsplit, 2),
    "vsplit": one_split(np.vsplit, 2),
    "dsplit": one_split(np.dsplit, 3),
    "unfold": Cases(
        np_windows,
        lambda torch, x, dimension, size, step: x.unfold(dimension, size, step),
        WINDOWS,
    ),
    "overlap_add": Cases(
        np_overlap_add,
        torch_overlap_add,
        {
            label: Example(
                (signed(*np_windows(e.inputs[0], **e.settings).shape),),
                {"shape": e.inputs[0].shape, "dimension": e.settings["dimension"], "step": e.settings["step"]},
            )
            for label, e in WINDOWS.items()
            if label != "0-d"
        },
    ),
    "diagonal": Cases(
        lambda x, **settings: np.diagonal(x, *places(settings)),
        call("diagonal"),
        diagonals(),
    ),
    "undiagonal": Cases(
        np_undiagonal,
        lambda torch, x, shape, **settings: _transposed(torch, x, shape, lambda base: torch.diagonal(base, **settings)),
        undiagonals(),
    ),
    "diag_embed": Cases(
        np_diag_embed,
        call("diag_embed"),
        {
            "a vector": Example((signed(3),)),
            "above": Example((signed(2),), {"offset": 1}),
            "below": Example((signed(2, 2),), {"offset": -2}),
            "other axes": Example((signed(2, 3),), {"dim1": 0, "dim2": 2}),
            "axes exchanged": Example((signed(2, 3),), {"offset": 1, "dim1": -1, "dim2": 0}),
            "empty": Example((signed(0),)),
        },
    ),
    "diag": Cases(
        lambda x, diagonal=0: np.diag(x, diagonal),
        call("diag"),
        {
            "a vector": Example((signed(3),)),
            "a vector, above": Example((signed(2),), {"diagonal": 1}),
            "a matrix": Example((signed(3, 4),)),
            "a matrix, below": Example((signed(3, 4),), {"diagonal": -1}),
        },
    ),
    "diagflat": Cases(
        lambda x, offset=0: np.diagflat(x, offset),
        call("diagflat"),
        {
            "a matrix": Example((signed(2, 2),)),
            "above": Example((signed(2),), {"offset": 1}),
            "0-d": Example((signed(),)),
        },
    ),
    "trace": Cases(
        np.trace,
        call("trace"),
        {
            "square": Example((signed(3, 3),)),
            "oblong": Example((signed(2, 3),)),
            "empty": Example((signed(0, 3),)),
            "integers": Example((np.array([[1, 2], [3, 4]]),)),
            "strided": Example((strided(signed),)),
        },
    ),
    "tril": Cases(lambda x, diagonal=0: np.tril(x, diagonal), call("tril"), triangles()),
    "triu": Cases(lambda x, diagonal=0: np.triu(x, diagonal), call("triu"), triangles()),
    "tril_indices": Cases(
        lambda row, col, offset=0: np.array(np.tril_indices(row, offset, col)),
        call("tril_indices"),
        {
            "square": Example((), {"row": 3, "col": 3}),
            "oblong": Example((), {"row": 2, "col": 4, "offset": 1}),
            "empty": Example((), {"row": 0, "col": 2}),
        },
        no_gradient="positions",
    ),
    "triu_indices": Cases(
        lambda row, col, offset=0: np.array(np.triu_indices(row, offset, col)),
        call("triu_indices"),
        {
            "square": Example((), {"row": 3, "col": 3}),
            "oblong": Example((), {"row": 4, "col": 2, "offset": -1}),
            "empty": Example((), {"row": 0, "col": 2}),
        },
        no_gradient="positions",
    ),
}
