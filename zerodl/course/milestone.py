"""The end of a lesson: something real runs, and it runs because of the learner's code."""

from html import escape

from . import card, catalogue
from .calls import calls
from .points import in_notebook, show_card
from .seat import plugged_names, trying


def milestone(title, needs, reference=False):
    """Decorator: run the function below, and say how often it called the learner's own pieces.

    The function asserts what must have come true, ``assert loss < 0.05, "the loss is still …"``; a milestone whose
    assertion fails is not reached. While a piece is missing it says which, and offers to run with zerodl's own pieces
    instead.

    Args:
        title: what will work. needs: names of exercises.
        reference: True runs with zerodl's own pieces in place of those that are missing.
    Returns: what the function returned, under the function's name; None if it did not run.
    """
    for name in needs:
        catalogue.find(name)

    def decide(function):
        missing = [name for name in needs if name not in plugged_names()]
        if missing and not reference:
            return _offer(title, missing, function)
        before = calls.copy()
        result, fault = None, ""
        try:
            result = function()
        except AssertionError as error:
            fault = str(error) or "it did not do what it should"
        counts = {name: calls[name] - before[name] for name in needs}
        _show_verdict(title, counts, missing, fault)
        return result

    return decide


def _show_verdict(title, counts, missing, fault):
    """Whether it worked, which of the learner's functions the run reached, and how often."""
    idle = [name for name, count in counts.items() if count == 0 and name not in missing]
    if fault:
        colour, mark, says = card.RED, "ran, but did not get there", f"{fault[0].upper()}{fault[1:]}."
    elif missing:
        colour, mark = card.GREY, "ran on zerodl's own code"
        says = f"Still to be written by you: {', '.join(missing)}."
    elif idle:
        colour, mark = card.RED, "ran, but not on your code"
        says = f"Never called during the run: {', '.join(idle)}."
    else:
        colour, mark = card.GREEN, "✓ reached"
        says = f"While this ran, the framework called your code {sum(counts.values()):,} times."
    rows = "".join(
        f'<tr style="background: transparent">'
        f'<td style="text-align: left; padding: 1px 16px 1px 0; {card.CODE}">{escape(name)}</td>'
        f'<td style="text-align: right; padding: 1px 0">{_count(count, name in missing)}</td></tr>'
        for name, count in counts.items()
    )
    table = f'<table style="{card.TABLE}; margin: 6px 0 0">{rows}</table>'
    head = f'<b style="color: {colour}">{mark}</b>&ensp;Milestone: {escape(title)}'
    lines = [f"Milestone: {title}: {mark.lstrip('✓ ')}. {says}"]
    lines += [f"  {name}: {_count(count, name in missing)}" for name, count in counts.items()]
    show_card(card.frame(f'{head}<p style="margin: 6px 0 0">{card.prose(says)}</p>{table}', colour), "\n".join(lines))


def _count(count, is_missing):
    return "zerodl's own" if is_missing else f"{count:,} calls"


def _offer(title, missing, function):
    """Say what is missing; in a notebook with widgets, a button runs the milestone with the reference."""
    checks = "its check" if len(missing) == 1 else "their checks"
    says = f"Waiting for {', '.join(f'`{name}`' for name in missing)}: pass {checks}, then run this cell again."
    widgets = _widgets() if in_notebook() else None
    if widgets is None:
        says += " To see it without them, add `reference=True` to `@milestone(...)`."
    show_card(
        card.frame(f'<b>Milestone: {escape(title)}</b><p style="margin: 6px 0 0">{card.prose(says)}</p>', card.BLUE),
        f"Milestone: {title}: {says.replace('`', '')}",
    )
    if widgets is None:
        return None
    from IPython.display import display

    layout = widgets.Layout(width="auto", align_self="flex-start")
    button = widgets.Button(description="Run it with zerodl's own pieces", layout=layout)
    output = widgets.Output()

    def run(_):
        button.disabled = True
        output.clear_output()
        try:
            with output, trying():
                result = function()
                if result is not None:
                    display(result)
        finally:
            button.disabled = False

    button.on_click(run)
    display(widgets.VBox([button, output]))
    return None


def _widgets():
    """ipywidgets, or None where it is not installed."""
    try:
        import ipywidgets
    except ImportError:
        return None
    return ipywidgets
