"""What the walk over a network is made of: looking through containers, and the names of what is found."""


def named_values(container, kind):
    """(name, value) for each value of one kind in a dictionary or a list, in order.

    Lists, tuples and dictionaries among the values are opened, so what a module keeps in ``self.layers = [a, b]`` is
    found as ``layers.0`` and ``layers.1``.

    Args: container: such as ``vars(module)``, a dictionary of all that was set as an attribute. kind: a class.
    Example:
        >>> list(named_values({"a": 1, "b": "text", "c": [2, {"d": 3}]}, int))
        [('a', 1), ('c.0', 2), ('c.1.d', 3)]
    """
    pairs = container.items() if isinstance(container, dict) else enumerate(container)
    for name, value in pairs:
        if isinstance(value, kind):
            yield str(name), value
        elif isinstance(value, (list, tuple, dict)):
            for inner, found in named_values(value, kind):
                yield f"{name}.{inner}", found


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
