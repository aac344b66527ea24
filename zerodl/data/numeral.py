"""What a number looks like that somebody formatted to be read: 1,234 or 10 % or € 5,20."""

import re

BLANK = " \u00a0\u202f"  # and the two that do not break a line, which spreadsheets write
WHOLE = rf"\d{{1,3}}(?:[,.'{BLANK}]\d{{3}})+(?:[.,]\d+)?"
SIGN, UNIT = r"[+-]?", r"[$€£¥%]"
FORMATTED = re.compile(rf"{SIGN}\s?{UNIT}?\s?{SIGN}(?:{WHOLE}|\d+(?:[.,]\d+)?)\s?{UNIT}?")


def is_formatted(text):
    """Whether a text is a number as people write it.

    Example:
        >>> list(filter(is_formatted, ["1,234", "10 %", "1.234,5", "-$3", "1 000", "2024-01-31", "v1", "1.2.3"]))
        ['1,234', '10 %', '1.234,5', '-$3', '1 000']
    """
    return FORMATTED.fullmatch(str(text)) is not None


def ungrouped(text, thousands, decimal):
    """A number's text without what separates its thousands; None if groups of three are not what it separates.

    Example:
        >>> ungrouped("1,234.5", ",", "."), ungrouped("1,5", ",", ".")
        ('1234.5', None)
    """
    marks = f"[{BLANK}]" if thousands == " " else re.escape(thousands)
    whole, point, rest = text.partition(decimal)
    if not re.search(marks, whole):
        return text
    return re.sub(marks, "", whole) + point + rest if re.fullmatch(rf"[+-]?\d{{1,3}}({marks}\d{{3}})+", whole) else None


def hint(value, decimal=".", thousands=None):
    """What to pass for a text that looks like a number of another format.

    Example:
        >>> hint("1,234,567")
        "; if ',' separates thousands, pass thousands=','"
    """
    text = str(value)
    if not is_formatted(text):
        return ""
    unit = re.search(UNIT, text)
    if unit:
        return f"; a number is written without {unit[0]!r}: take it out of the file"
    marks = re.findall(rf"[,.'{BLANK}]", text)
    if not marks:
        return ""
    if len(marks) > 1 and marks[0] != marks[-1]:
        mark, point = _plain(marks[0]), marks[-1]
        asked = [f"thousands={mark!r}"] * (thousands != mark) + [f"decimal={point!r}"] * (decimal != point)
        return f"; if {mark!r} separates thousands and {point!r} decimals, pass {' and '.join(asked)}"
    mark = _plain(marks[0])
    advice = []
    if re.fullmatch(rf"[+-]?{WHOLE}", text) and thousands != mark:
        other = {",": "."}.get(mark, ",") if mark in ".," and decimal == mark else None
        point = f", decimal={other!r}" if other else ""
        advice.append(f"if {mark!r} separates thousands, pass thousands={mark!r}{point}")
    if len(marks) == 1 and mark in ",." and decimal != mark:
        advice.append(f"if that is a decimal {'comma' if mark == ',' else 'point'}, pass decimal={mark!r}")
    return "".join(f"; {one}" for one in advice)


def _plain(mark):
    return " " if mark in BLANK else mark
