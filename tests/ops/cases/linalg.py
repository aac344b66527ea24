"""Products of matrices."""

import numpy as np

from tests.ops.cases.draw import Cases, Example, call, signed, strided

CASES = {
    "matmul": Cases(
        lambda a, b: np.einsum("...ik,...kj->...ij", a, b),
        call("matmul"),
        {
            "plain": Example((signed(2, 3), signed(3, 4))),
            "two stacks": Example((signed(5, 2, 3), signed(5, 3, 4))),
            "a stack and a matrix": Example((signed(5, 2, 3), signed(3, 4))),
            "a matrix and a stack": Example((signed(2, 3), signed(5, 3, 4))),
            "stacks that broadcast": Example((signed(5, 1, 2, 3), signed(4, 3, 2))),
            "strided": Example((strided(signed), strided(signed).T)),
            "batch of one": Example((signed(1, 3), signed(3, 2))),
            "one by one": Example((signed(1, 1), signed(1, 1))),
            "no rows": Example((signed(0, 3), signed(3, 2))),
            "nothing to sum": Example((signed(2, 0), signed(0, 3))),
        },
    ),
}
