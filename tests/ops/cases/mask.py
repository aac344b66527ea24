"""Choosing by a mask, and finding where one is true."""

import numpy as np

from tests.ops.cases.draw import MASK, Cases, Example, signed, strided


def np_masked_scatter(x, mask, source):
    y = np.array(np.broadcast_to(x, np.broadcast_shapes(x.shape, mask.shape)))
    y[np.broadcast_to(mask, y.shape)] = source.reshape(-1)[: np.broadcast_to(mask, y.shape).sum()]
    return y


def of_method(name):
    return lambda torch, x, *inputs, **settings: getattr(x, name)(*inputs, **settings)


COLUMN = np.array([[True], [False]])

CASES = {
    "masked_fill": Cases(
        lambda x, mask, value: np.where(mask, value, x),
        of_method("masked_fill"),
        {
            "a number": Example((signed(2, 3), MASK, 5.0)),
            "a 0-d tensor": Example((signed(2, 3), MASK, signed())),
            "a mask that is stretched": Example((signed(2, 3), COLUMN, 5.0)),
            "x stretched too": Example((signed(3), COLUMN, signed())),
            "minus infinity": Example((signed(2, 3), MASK, float("-inf")), smooth=False),
            "0-d": Example((signed(), np.array(True), 5.0)),
            "empty": Example((signed(0, 3), np.zeros((0, 3), bool), 5.0)),
            "strided": Example((strided(signed), np.ones((3, 1), bool), signed())),
        },
    ),
    "masked_select": Cases(
        lambda x, mask: np.broadcast_to(x, np.broadcast_shapes(x.shape, mask.shape))[
            np.broadcast_to(mask, np.broadcast_shapes(x.shape, mask.shape))
        ].reshape(-1),
        of_method("masked_select"),
        {
            "a mask": Example((signed(2, 3), MASK)),
            "a mask that is stretched": Example((signed(2, 3), COLUMN)),
            "x stretched too": Example((signed(3), COLUMN)),
            "nothing": Example((signed(2, 3), np.zeros((2, 3), bool))),
            "0-d": Example((signed(), np.array(True))),
            "strided": Example((strided(signed), np.array([True, False, False, True]))),
        },
    ),
    "masked_scatter": Cases(
        np_masked_scatter,
        of_method("masked_scatter"),
        {
            "more than is needed": Example((signed(2, 3), MASK, signed(2, 4))),
            "just enough": Example((signed(2, 3), COLUMN, signed(3))),
            "nothing": Example((signed(2, 3), np.zeros((2, 3), bool), signed(1))),
            "strided": Example((strided(signed), np.array([True, False, False, True]), strided(signed))),
        },
    ),
    "argwhere": Cases(
        lambda x: np.argwhere(x),
        lambda torch, x: torch.argwhere(x),
        {
            "a mask": Example((MASK,)),
            "numbers": Example((np.array([[0.0, 2.0], [-1.0, 0.0]]),)),
            "nothing": Example((np.zeros((2, 3)),)),
            "0-d": Example((np.array(3.0),)),
            "empty": Example((np.zeros((0, 3)),)),
        },
        no_gradient="positions",
    ),
    "nonzero": Cases(
        lambda x, as_tuple=False: np.nonzero(np.atleast_1d(x)) if as_tuple else np.argwhere(x),
        lambda torch, x, as_tuple=False: torch.nonzero(x, as_tuple=as_tuple),
        {
            "rows": Example((MASK,)),
            "a tuple": Example((MASK,), {"as_tuple": True}),
            "a tuple from 0-d": Example((np.array(3.0),), {"as_tuple": True}),
            "empty": Example((np.zeros((0, 3)),)),
        },
        no_gradient="positions",
    ),
    "one_hot": Cases(
        lambda x, num_classes=-1: np.eye(num_classes if num_classes >= 0 else x.max() + 1, dtype=np.int64)[x],
        lambda torch, x, num_classes=-1: torch.nn.functional.one_hot(x, num_classes),
        {
            "as many as the largest": Example((np.array([0, 2, 2]),)),
            "more": Example((np.array([[0, 2], [1, 1]]),), {"num_classes": 5}),
            "0-d": Example((np.array(2),), {"num_classes": 3}),
            "empty": Example((np.zeros((0,), np.int64),), {"num_classes": 3}),
        },
        no_gradient="class numbers",
    ),
}
