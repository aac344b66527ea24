"""The doctor's report: a text, and a card for a notebook."""

from html import escape

import numpy as np

from .chart import ends
from .diagnosis import findings
from .wording import count, short

WRONG, RIGHT = "#d9822b", "#12a17c"  # bars that show on a light and on a dark page


class Report:
    """What the doctor has to say about a chart; prints as text, shows as a card.

    Attributes: findings: a list, the likeliest causes first. healthy: whether it is empty.
    """

    def __init__(self, chart):
        self.findings = findings(chart)
        self.vitals = vitals(chart)
        self.steps = len(chart.steps)

    @property
    def healthy(self):
        """Whether nothing looks wrong."""
        return not self.findings

    def headline(self):
        """One sentence."""
        if not self.steps:
            return "Nothing has been examined yet: pass the doctor to a Trainer's callbacks, and fit."
        if self.healthy:
            return "Nothing looks wrong."
        return f"{count(len(self.findings), 'thing')} {'looks' if len(self.findings) == 1 else 'look'} wrong."

    def __str__(self):
        lines = [self.headline()]
        lines += [f"  {i}. {finding}" for i, finding in enumerate(self.findings, start=1)]
        width = max(map(len, self.vitals), default=0)
        lines += [f"  {name.ljust(width)}  {value}" for name, value in self.vitals.items()]
        return "\n".join(lines)

    __repr__ = __str__

    def html(self):
        """The card."""
        colour = RIGHT if self.healthy else WRONG
        found = "".join(
            f"<li style='margin:6px 0'><b>{escape(finding.title)}</b>: {escape(finding.numbers)}."
            f"<br><span style='opacity:.75'>Try: {escape(finding.advice)}.</span></li>"
            for finding in self.findings
        )
        cell = "style='padding:1px 14px 1px 0;text-align:left'"
        rows = "".join(
            f"<tr style='background:transparent'><td {cell}>{escape(name)}</td><td {cell}>{escape(value)}</td></tr>"
            for name, value in self.vitals.items()
        )
        return (
            f"<div style='border-left:5px solid {colour};padding:4px 14px;margin:8px 0;max-width:56em'>"
            f"<div style='font-weight:600'>{escape(self.headline())}</div>"
            + (f"<ol style='padding-left:1.4em'>{found}</ol>" if found else "")
            + f"<table style='border-collapse:collapse;font-size:90%;opacity:.85;margin:6px 0'>{rows}</table></div>"
        )

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"text/html": self.html(), "text/plain": str(self)}


def vitals(chart):
    """{what was measured: its numbers in words}."""
    if not chart.losses:
        return {}
    first, last = ends(chart.losses)
    said = {"loss": f"{short(chart.losses[0])} at first; first quarter {short(first)}, last quarter {short(last)}"}
    if chart.val_losses:
        said["validation loss"] = f"lowest {short(min(chart.val_losses))}, last {short(chart.val_losses[-1])}"
    said["gradients"] = _range(chart.gradients, "{:.1e}", "root mean square")
    said["update / weight"] = _range(chart.updates, "{:.1e}", "about 1e-03 is usual")
    said["dead ReLUs"] = _range(chart.dead, "{:.0%}", "0 on all recent inputs")
    said["saturated"] = _range(chart.saturated, "{:.0%}", "within 1 % of an end")
    said["examined"] = f"{count(len(chart.steps), 'step')} of {count(len(chart.losses), 'batch')}"
    return {name: value for name, value in said.items() if value}


def _range(series, form, remark):
    """ "from … (layer) to … (layer)" of the medians of the last values."""
    medians = {name: float(np.median(values[-20:])) for name, values in series.items()}
    if not medians:
        return ""
    low, high = min(medians, key=medians.get), max(medians, key=medians.get)
    if low == high:
        return f"{form.format(medians[low])} in {low} ({remark})"
    return f"{form.format(medians[low])} in {low} to {form.format(medians[high])} in {high} ({remark})"
