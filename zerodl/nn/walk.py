"""What the walk over a network is made of: looking through a dictionary, and the names of what is found."""


def named_values(items, kind):
    """(name, value) for each value of one kind in a dictionary, in order.

    Lists, tuples and dictionaries among the values are opened, so what a module keeps in ``self.layers = [a, b]`` is
    found as ``layers.0`` and ``layers.1``.

    Args: items: a dictionary, such as ``vars(module)``, which has everything that was set as an attribute. kind: a
        class.
    Example:
        >>> list(named_values({"a": 1, "b": "text", "c": [2, {"d": 3}]}, int))
        [('a', 1), ('c.0', 2), ('c.1.d', 3)]
    """
    for name, value in items.items():
        if isinstance(value, kind):
            yield name, value
        elif isinstance(value, (list, tuple)):
            yield from _below(name, {str(i): item for i, item in enumerate(value)}, kind)
        elif isinstance(value, dict):
            yield from _below(name, value, kind)


def _below(name, items, kind):
    return ((f"{name}.{inner}", value) for inner, value in named_values(items, kind))


def dotted(path, name):
    """The name of something inside the module at ``path``; the outermost module's path is empty.

    Example:
        >>> dotted("", "weight"), dotted("layers.0", "weight")
        ('weight', 'layers.0.weight')
    """
    return f"{path}.{name}" if path else name


def own_values(module, kind):
    """{name: value} for the attributes of one kind, those in lists and dictionaries left out."""
    return {name: value for name, value in vars(module).items() if isinstance(value, kind)}
