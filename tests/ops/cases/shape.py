"""Operations that rearrange."""

import numpy as np

from tests.ops.cases.draw import Cases, Example, call, signed, strided

CASES = {
    "reshape": Cases(
        lambda x, shape: x.reshape(shape),
        call("reshape"),
        {
            "plain": Example((signed(2, 3),), {"shape": (3, 2)}),
            "what is left over": Example((signed(2, 3, 4),), {"shape": (4, -1)}),
            "flat": Example((signed(2, 3),), {"shape": (-1,)}),
            "0-d to 1-d": Example((signed(),), {"shape": (1, 1)}),
            "1-d to 0-d": Example((signed(1),), {"shape": ()}),
            "empty": Example((signed(0, 3),), {"shape": (3, 0)}),
            "empty, what is left over": Example((signed(0, 3),), {"shape": (-1, 3)}),
            "strided, so copied": Example((strided(signed),), {"shape": (2, 6)}),
            "the same": Example((signed(2, 3),), {"shape": (2, 3)}),
        },
    ),
    "transpose": Cases(
        lambda x, dim0, dim1: np.swapaxes(x, dim0, dim1),
        call("transpose"),
        {
            "plain": Example((signed(2, 3),), {"dim0": 0, "dim1": 1}),
            "of three": Example((signed(2, 3, 4),), {"dim0": -1, "dim1": 0}),
            "with itself": Example((signed(2, 3),), {"dim0": 1, "dim1": 1}),
            "strided": Example((strided(signed),), {"dim0": 0, "dim1": 1}),
            "empty": Example((signed(0, 3),), {"dim0": 0, "dim1": 1}),
        },
    ),
    "expand": Cases(
        lambda x, shape: np.broadcast_to(x, shape),
        lambda torch, x, shape: x.expand(shape),
        {
            "a new axis": Example((signed(3),), {"shape": (2, 3)}),
            "a stretched axis": Example((signed(2, 1),), {"shape": (2, 3)}),
            "both": Example((signed(2, 1, 3),), {"shape": (4, 2, 5, 3)}),
            "0-d": Example((signed(),), {"shape": (2, 2)}),
            "the same": Example((signed(2, 3),), {"shape": (2, 3)}),
            "to nothing": Example((signed(1, 3),), {"shape": (0, 3)}),
        },
    ),
}
