"""Draw a computation graph: every number, every gradient, and the slope on every line."""

from pathlib import Path

from ..errors import ArgumentError
from .description import read_graph
from .svg import paint, paint_counts
from .table import text_table

MOST_NODES = 60


class Drawing:
    """A picture that shows itself in a notebook, as text in a terminal, and can be saved.

    Attributes: ``svg``, the picture; ``text``, the same facts as a table.
    """

    def __init__(self, svg, text):
        self.svg = svg
        self.text = text

    def __repr__(self):
        return self.text

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"text/html": self.html(), "text/plain": self.text}

    def html(self):
        """The picture for a page; it scrolls sideways where the page is too narrow."""
        return f'<div style="overflow-x:auto">{self.svg}</div>'

    def save(self, path):
        """Write the picture to a file named ``*.svg`` that any browser opens.

        Returns: the path.
        """
        path = Path(path)
        if path.suffix.lower() != ".svg":
            raise ArgumentError(
                f"Drawing.save: got {path.name!r}, expected a name that ends in .svg, the format it writes"
            )
        path.write_text(self.svg, encoding="utf-8")
        return path


def draw(root, names=None, marks=None):
    """Draw the computation behind ``root``: inputs at the left, the result at the right.

    Each box holds a node's name, its operation, its value and its gradient; each line holds the slope of the node at
    its right with respect to the node at its left.

    Args:
        root: a Value, a Tensor, or anything with ``parents``.
        names: {label: node}, labels to use in place of the nodes' own, such as ``dict(model.named_parameters())``.
        marks: Marks of a backward pass under way.
    Returns: a Drawing; above 60 nodes, one that counts the operations.
    Raises: ArgumentError if ``root`` is no graph, or one with a loop.
    Example:
        >>> from zerodl.autograd import Value
        >>> a = Value(2.0, label="a")
        >>> b = a * a
        >>> b.label = "b"
        >>> b.backward()
        >>> draw(b)
        name  made by  value  grad  slope for each parent
        a     input        2     4
        b     a * a        4     1  a: 2, a: 2
    """
    if not hasattr(root, "parents"):
        raise ArgumentError(f"draw: got {type(root).__name__}, expected the result of a computation, a Value or Tensor")
    graph = read_graph(root, names)
    if len(graph.boxes) > MOST_NODES:
        return _draw_counts(graph)
    return Drawing(paint(graph, marks), text_table(graph))


def _draw_counts(graph):
    """In place of a graph too big to read: one sentence, and how often each operation occurs."""
    counts = graph.counts()
    sentence = f"This graph has {len(graph.boxes):,} nodes, too many to draw (the limit is {MOST_NODES})."
    width = max(len(badge) for badge, _ in counts)
    lines = [f"{badge.ljust(width)}  {count:>7,}" for badge, count in counts]
    return Drawing(paint_counts(sentence, counts), "\n".join([sentence, *lines]))
