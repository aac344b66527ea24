"""The table of operations by name, and the epoch in which they are valid.

Lower floors look an operation up here at the moment of the call, so that ``Tensor.__mul__`` can be written before
``mul`` exists and sees a new ``mul`` the moment there is one.
"""

OPS = {}
METHODS = []  # the names among them that are methods of Tensor
IN_PLACE = []  # those that have a form which overwrites its tensor


class Epoch:
    """A number that changes whenever the code of an operation is replaced.

    Whatever was derived from the old code (a recorded tape, a compiled graph, a choice of kernel) compares the epoch it
    was made in with ``now`` and refuses to go on, instead of mixing two versions of one rule.
    """

    now = 0
    newest = 0


def new_epoch():
    """Declare everything derived from the operations' code out of date, and read the rules' signatures again."""
    Epoch.newest += 1
    return_to(Epoch.newest)


def return_to(epoch):
    """Go back to an earlier epoch, whose code is in place again: what was derived from it is good once more."""
    Epoch.now = epoch
    for op in OPS.values():
        if hasattr(op, "read_rule"):  # plain functions in the table have no rule
            op.read_rule()
