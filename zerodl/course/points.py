"""What a check gives back: a number of points that shows itself as a card."""

import sys


class Points(int):
    """The points earned, a whole number. In a notebook it shows as a card; nbgrader reads the number beside it.

    Args: number: the points. html: the card, for notebooks. text: the same in plain text, for terminals.
    """

    html: str
    text: str

    def __new__(cls, number, html, text):
        points = super().__new__(cls, number)
        points.html = html
        points.text = text
        return points

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"text/plain": str(int(self)), "text/html": self.html}

    def __repr__(self):
        return str(int(self))


def show_card(html, text):
    """Show a card that is not a cell's value: as HTML in a notebook, as text elsewhere."""
    if in_notebook():
        from IPython.display import display

        display({"text/html": html, "text/plain": text}, raw=True)
    else:
        print(text)


def in_notebook():
    """Whether a Jupyter kernel runs this; a plain IPython in a terminal shows no HTML."""
    return hasattr(ipython_shell(), "kernel")


def ipython_shell():
    """The IPython that runs this, or None in plain Python."""
    ipython = sys.modules.get("IPython")
    return ipython.get_ipython() if ipython else None
