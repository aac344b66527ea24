"""For every operation of the table: what it should compute, in NumPy and in PyTorch, and the inputs to try it on.

An operation without an entry here fails the suite. To add one, in the file of its family: say what it computes
(``expected``, in NumPy, without looking at the package's own code), the same in PyTorch, and inputs that leave a
mistake no place to hide.
"""

from types import SimpleNamespace

from tests.ops.cases import (
    activation,
    arithmetic,
    comparison,
    decomposition,
    elementwise,
    gather,
    index,
    inverse,
    join,
    linalg,
    loss,
    loss_margin,
    mask,
    normalisation,
    part,
    reduce,
    rounding,
    scan,
    shape,
    sort,
    statistic,
    transcendental,
    transfer,
)

FAMILIES = (
    activation,
    arithmetic,
    comparison,
    decomposition,
    elementwise,
    gather,
    index,
    inverse,
    join,
    linalg,
    loss,
    loss_margin,
    mask,
    normalisation,
    part,
    reduce,
    rounding,
    scan,
    shape,
    sort,
    statistic,
    transcendental,
    transfer,
)

CASES = {}
for _family in FAMILIES:
    assert not CASES.keys() & _family.CASES.keys(), f"{_family.__name__} has a case that another family has too"
    CASES |= _family.CASES

EXAMPLES = {
    name: [SimpleNamespace(op=name, label=label, **vars(cases) | vars(e)) for label, e in cases.examples.items()]
    for name, cases in CASES.items()
}
