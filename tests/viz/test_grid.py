"""Small arrays as coloured cells, with names for their rows and columns where there are any."""

from xml.etree import ElementTree

import numpy as np

from zerodl.viz import draw_grids
from zerodl.viz.grid import TINTS

TABLE = np.array([[5, 1], [2, 4]])


def cells(grids):
    """The rows of the tables of a picture, as texts."""
    return [[cell.text or "" for cell in row.iter("td")] for row in ElementTree.fromstring(grids.html()).iter("tr")]


def test_cells_hold_the_numbers_and_a_group_has_a_colour():
    grids = draw_grids(("counts", TABLE, [[-1, 0], [1, -1]]))
    assert cells(grids) == [["5", "1"], ["2", "4"]]
    assert grids.html().count(TINTS[0]) == grids.html().count(TINTS[1]) == 1


def test_rows_and_columns_may_have_names():
    grids = draw_grids(("counts", TABLE, [[-1, 0], [1, -1]], ["is a", "is b"], ["called <a>", "called b"]))
    assert cells(grids) == [["", "called <a>", "called b"], ["is a", "5", "1"], ["is b", "2", "4"]]
    assert repr(grids) == "counts (2, 2): [[5, 1], [2, 4]]"
