"""Texts that a learner reads, in as many languages as somebody wrote."""

import os


class Text(dict):
    """One text keyed by language code: ``Text(en="Add them.", de="Addiere sie.")``. English is always there.

    ``str(text)`` is the text in the language that the environment variable ZERODL_LANG names, else English.

    Example:
        >>> str(Text(en="Add them."))
        'Add them.'
    """

    def __init__(self, **languages):
        if not languages.get("en"):
            raise ValueError(f"Text: expected at least an English text, en=..., got languages {sorted(languages)}")
        super().__init__(languages)

    def __str__(self):
        return self.get(os.environ.get("ZERODL_LANG", "en"), self["en"])
