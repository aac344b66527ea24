"""Figures that look right on a light and on a dark page, and that a notebook shows without pyplot."""

import functools
import io

INK = "#7a7a7a"  # axes and text: a contrast of 4.3 to 1 on white and on JupyterLab's dark page alike
COLOURS = ("#1f8fd0", "#e0702a", "#12a17c", "#c66fa5", "#c99a00", "#56a9dd", "#9a8cd0", "#909090")
DPI = 160


def figure(width, height, dpi=DPI):
    """An empty matplotlib figure of this size in inches, without a background of its own.

    On a small screen a notebook has room for 8.7 inches beside JupyterLab's list of files; a wider one is shrunk.

    Args: dpi: pixels per inch of the picture that a notebook keeps; fewer where it is a photo, to keep the file small.
    """
    return _figure_class()(figsize=(width, height), dpi=dpi, layout="constrained", facecolor="none")


@functools.cache
def _figure_class():
    """matplotlib's Figure with our colours; made on demand, because matplotlib takes long to import."""
    import matplotlib
    from cycler import cycler
    from matplotlib.figure import Figure

    settings = {
        "axes.edgecolor": INK, "axes.labelcolor": INK, "axes.titlecolor": INK, "text.color": INK, "xtick.color": INK,
        "ytick.color": INK, "axes.facecolor": "none", "axes.spines.top": False, "axes.spines.right": False,
        "axes.prop_cycle": cycler(color=COLOURS), "legend.facecolor": "none", "legend.edgecolor": "none",
        "xtick.labelsize": 9, "ytick.labelsize": 9,
    }  # fmt: skip

    class ThemedFigure(Figure):
        """A Figure that shows itself as a picture when it is the value of a cell."""

        def subplots(self, *args, **kwargs):
            with matplotlib.rc_context(settings):
                return super().subplots(*args, **kwargs)

        def _repr_mimebundle_(self, include=None, exclude=None):
            file = io.BytesIO()
            self.savefig(file, format="png", facecolor="none")
            width, height = (int(inches * 96) for inches in self.get_size_inches())
            text = f"<figure of {width} by {height} pixels>"
            return {"image/png": file.getvalue(), "text/plain": text}, {"image/png": {"width": width, "height": height}}

    return ThemedFigure
